//! `pmt fmt`: one canonical spelling. A file with syntax errors is left as it is, with the errors.

use std::io::Read;
use std::sync::Arc;

use pmt_core::finding::Finding;
use pmt_core::text::{Lang, Words};
use rayon::prelude::*;

use crate::args::Fmt;
use crate::console::Console;
use crate::exit::Exit;
use crate::input::{LIMIT, Session, TextFile, language_above, read_named};
use crate::output;
use crate::problem::Problem;
use crate::report::{Format, Outcome, Part};

/// What the codes of syntax errors begin with.
const SYNTAX: &str = "SYN";

/// The name of standard input in messages.
const STDIN: &str = "-";

/// Formats what is named.
pub fn run(options: &Fmt, console: &mut Console) -> Exit {
    if options.stdin {
        return from_stdin(options, console);
    }
    let (files, problems) = read_named(&options.paths);
    // Nothing else in the configuration matters here, so that a wrong one does not stand in the way.
    console.configure(files.first().and_then(|file| language_above(&file.path)));
    let failed = console.problems(&problems);
    if files.is_empty() && !problems.is_empty() {
        return failed;
    }
    let total = files.len();
    let mut broken = Vec::new();
    let mut changed = Vec::new();
    for (file, canonical) in files.into_par_iter().map(formatted).collect::<Vec<_>>() {
        match canonical {
            None => broken.push(file),
            Some(text) if *text != *file.text => changed.push((file, text)),
            Some(_) => {}
        }
    }
    let broken = show_broken(broken, console);
    report(options, changed, total, console).max(broken).max(failed)
}

/// A file with its canonical text; `None` if it has syntax errors.
fn formatted(file: TextFile) -> (TextFile, Option<String>) {
    let parsed = pmt_syntax::parse(Arc::clone(&file.text));
    let canonical = pmt_syntax::format(&parsed);
    (file, canonical)
}

/// Shows the syntax errors of files that are left as they are.
fn show_broken(files: Vec<TextFile>, console: &Console) -> Exit {
    if files.is_empty() {
        return Exit::Done;
    }
    let session = Session::of(files);
    let all = session.workspace.files().iter().flat_map(|file| &file.model.findings);
    let findings: Vec<Finding> =
        all.filter(|finding| finding.rule.code.starts_with(SYNTAX)).cloned().collect();
    let part = Part { session: &session, findings, rules: Vec::new() };
    let mut bytes = Format::Human.findings(&Outcome::all(vec![part], 0), console.stderr_view());
    let left = console.words(Words {
        zh: "有语法错误的文件没有改动。\n",
        en: "Files with syntax errors were left as they are.\n",
    });
    bytes.extend(left.bytes());
    console.aside(&bytes);
    Exit::Found
}

/// Writes what has changed, unless it is only to be told.
fn report(options: &Fmt, changed: Vec<(TextFile, String)>, total: usize, console: &Console) -> Exit {
    let mut list = String::new();
    let mut problems = Vec::new();
    let mut count: usize = 0;
    for (file, text) in changed {
        if !options.check
            && let Err(problem) = output::write(&file.path, text.as_bytes())
        {
            problems.push(problem);
            continue;
        }
        list.push_str(&file.shown);
        list.push('\n');
        count = count.saturating_add(1);
    }
    let failed = console.problems(&problems);
    let closing = match (options.check, console.lang()) {
        (true, Lang::Zh) => format!("{total} 个文件中有 {count} 个格式不统一。\n"),
        (true, Lang::En) => format!("{count} of {total} files would change.\n"),
        (false, Lang::Zh) => format!("{total} 个文件中改了 {count} 个。\n"),
        (false, Lang::En) => format!("{count} of {total} files changed.\n"),
    };
    console.aside(closing.as_bytes());
    let exit = if options.check && count > 0 { Exit::Found } else { Exit::Done };
    console.result(list.as_bytes(), exit.max(failed))
}

fn from_stdin(options: &Fmt, console: &Console) -> Exit {
    let text = match read_stdin() {
        Ok(text) => text,
        Err(problem) => {
            console.problem(&problem);
            return Exit::Failed;
        }
    };
    let file = TextFile { path: STDIN.into(), shown: STDIN.to_owned(), named: true, text: Arc::from(text) };
    match formatted(file) {
        (file, None) => show_broken(vec![file], console),
        (file, Some(text)) if options.check => {
            if *text == *file.text {
                Exit::Done
            } else {
                Exit::Found
            }
        }
        (_, Some(text)) => console.result(text.as_bytes(), Exit::Done),
    }
}

fn read_stdin() -> Result<String, Problem> {
    let mut bytes = Vec::new();
    let read = std::io::stdin().lock().take(LIMIT.saturating_add(1)).read_to_end(&mut bytes);
    read.map_err(|source| Problem::Stdin { source })?;
    if u64::try_from(bytes.len()).unwrap_or(u64::MAX) > LIMIT {
        return Err(Problem::TooBig { path: STDIN.into(), size: None });
    }
    String::from_utf8(bytes).map_err(|error| Problem::Stdin {
        source: std::io::Error::new(std::io::ErrorKind::InvalidData, error),
    })
}
