//! `pmt fmt`: one canonical spelling. A file with syntax errors is left as it is, with the errors.

use std::io::Read;
use std::sync::Arc;

use pmt_core::config::Settings;
use pmt_core::finding::{FileId, Finding};
use pmt_core::text::{Lang, Words};
use rayon::prelude::*;

use super::unread;
use crate::args::Fmt;
use crate::console::Console;
use crate::exit::Exit;
use crate::input::{LIMIT, Loaded, Reach, Session, load};
use crate::output;
use crate::problem::Problem;
use crate::report::{Format, Outcome, Part};

/// What the codes of syntax errors begin with.
const SYNTAX: &str = "SYN";

/// Formats what is named.
pub fn run(options: &Fmt, console: &mut Console) -> Exit {
    if options.stdin {
        return from_stdin(options, console);
    }
    let loaded = load(&options.paths, Reach::Named);
    console.configure(loaded.lang());
    let failed = console.problems(&loaded.problems);
    if loaded.sessions.is_empty() && unread(&loaded) > 0 {
        return failed;
    }
    let broken = show_broken(loaded.sessions.iter(), console);
    let results: Vec<(&Session, FileId, Result<(), Problem>)> = loaded
        .sessions
        .iter()
        .flat_map(changes)
        .map(|(session, file, text)| {
            let written = match session.path(file) {
                Some(path) if !options.check => output::write(path, text.as_bytes()),
                _ => Ok(()),
            };
            (session, file, written)
        })
        .collect();
    report(options, &results, &loaded, console).max(broken).max(failed)
}

/// The files of a session whose canonical text differs, with that text.
fn changes(session: &Session) -> Vec<(&Session, FileId, String)> {
    session
        .workspace
        .files()
        .par_iter()
        .filter_map(|file| {
            let parsed = pmt_syntax::parse(Arc::clone(&file.text));
            let text = pmt_syntax::format(&parsed)?;
            (*text != *file.text).then_some((session, file.model.id, text))
        })
        .collect()
}

/// Shows the syntax errors of files that are left as they are.
fn show_broken<'a>(sessions: impl Iterator<Item = &'a Session>, console: &Console) -> Exit {
    let parts: Vec<Part<'_>> = sessions
        .map(|session| {
            let all = session.workspace.files().iter().flat_map(|file| &file.model.findings);
            let findings: Vec<Finding> =
                all.filter(|finding| finding.rule.code.starts_with(SYNTAX)).cloned().collect();
            Part { session, findings, rules: Vec::new() }
        })
        .collect();
    let outcome = Outcome::all(parts, 0);
    if outcome.findings().next().is_none() {
        return Exit::Done;
    }
    let mut bytes = Format::Human.findings(&outcome, console.stderr_view());
    let left = console.words(Words {
        zh: "有语法错误的文件没有改动。\n",
        en: "Files with syntax errors were left as they are.\n",
    });
    bytes.extend(left.bytes());
    console.aside(&bytes);
    Exit::Found
}

fn report(
    options: &Fmt,
    results: &[(&Session, FileId, Result<(), Problem>)],
    loaded: &Loaded,
    console: &Console,
) -> Exit {
    let failed = console.problems(results.iter().filter_map(|(.., result)| result.as_ref().err()));
    let changed: Vec<&str> = results
        .iter()
        .filter(|(.., result)| result.is_ok())
        .map(|(session, file, _)| session.shown(*file))
        .collect();
    let total: usize = loaded.sessions.iter().map(|session| session.counts().0).sum();
    let closing = match (options.check, console.lang()) {
        (true, Lang::Zh) => format!("{total} 个文件中有 {} 个格式不统一。\n", changed.len()),
        (true, Lang::En) => format!("{} of {total} files would change.\n", changed.len()),
        (false, Lang::Zh) => format!("{total} 个文件中改了 {} 个。\n", changed.len()),
        (false, Lang::En) => format!("{} of {total} files changed.\n", changed.len()),
    };
    console.aside(closing.as_bytes());
    let exit = if options.check && !changed.is_empty() { Exit::Found } else { Exit::Done };
    let mut list = changed.join("\n");
    if !list.is_empty() {
        list.push('\n');
    }
    console.result(list.as_bytes(), exit.max(failed))
}

fn from_stdin(options: &Fmt, console: &Console) -> Exit {
    let mut bytes = Vec::new();
    let read = std::io::stdin().lock().take(LIMIT.saturating_add(1)).read_to_end(&mut bytes);
    let text = read.and_then(|_| {
        String::from_utf8(bytes).map_err(|error| std::io::Error::new(std::io::ErrorKind::InvalidData, error))
    });
    let text = match text {
        Ok(text) if u64::try_from(text.len()).unwrap_or(u64::MAX) <= LIMIT => text,
        Ok(_) => {
            console.problem(&Problem::TooBig { path: "-".into(), size: None });
            return Exit::Failed;
        }
        Err(source) => {
            console.problem(&Problem::Stdin { source });
            return Exit::Failed;
        }
    };
    let session = Session::of_text("-", text, Settings::default());
    let broken = show_broken(std::iter::once(&session), console);
    if broken != Exit::Done {
        return broken;
    }
    let changed = changes(&session).into_iter().next().map(|(.., text)| text);
    if options.check {
        return if changed.is_some() { Exit::Found } else { Exit::Done };
    }
    let same = || session.workspace.file(FileId(0)).map(|file| file.text.to_string());
    let text = changed.or_else(same).unwrap_or_default();
    console.result(text.as_bytes(), Exit::Done)
}
