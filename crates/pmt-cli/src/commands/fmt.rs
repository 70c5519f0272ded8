//! `pmt fmt`: one canonical spelling. A file with syntax errors is left as it is, with the errors.

use std::path::Path;
use std::sync::Arc;

use pmt_core::finding::Finding;
use pmt_core::text::{Lang, Words};
use rayon::prelude::*;

use crate::args::{Fmt, FmtTo};
use crate::console::Console;
use crate::diff;
use crate::exit::Exit;
use crate::input::{Overlay, Request, Session, TextFile, language_above, read_named};
use crate::output;
use crate::progress::Progress;
use crate::report::{self, Outcome, Part};

/// What the codes of syntax errors begin with.
const SYNTAX: &str = "SYN";

/// Formats what is named.
pub fn run(options: &Fmt, overlay: Option<Overlay>, console: &mut Console) -> Exit {
    let progress = Progress::new(console);
    let (files, problems) = read_named(Request {
        paths: &options.input.paths,
        force_exclude: options.input.force_exclude,
        overlay: overlay.as_ref(),
        progress: &progress,
    });
    // Nothing else in the configuration matters here, so that a wrong one does not stand in the way.
    console.configure(files.first().and_then(|file| language_above(&file.path)));
    let failed = console.problems(&problems);
    if files.is_empty() && !problems.is_empty() {
        return failed;
    }
    progress.checking();
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
    drop(progress);
    let is_broken = !broken.is_empty();
    let exit = show_broken(broken, console).max(failed);
    match (options.to, overlay) {
        (FmtTo::Diff, _) => show(&changed, total, console),
        (FmtTo::Write, Some(_)) if is_broken => exit,
        (_, Some(overlay)) => to_stdout(options.to, changed, overlay, console),
        (to, None) => report(to, &changed, total, console),
    }
    .max(exit)
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
    let part = Part { session: &session, findings, silenced: Vec::new(), rules: Vec::new() };
    let mut bytes = report::findings(&Outcome::all(vec![part], 0), console.stderr_view());
    let left = console.words(Words {
        zh: "有语法错误的文件没有改动。\n",
        en: "Files with syntax errors were left as they are.\n",
    });
    bytes.extend(left.bytes());
    console.aside(&bytes);
    Exit::Found
}

/// Writes what has changed, unless it is only to be told.
fn report(to: FmtTo, changed: &[(TextFile, String)], total: usize, console: &Console) -> Exit {
    let mut list = String::new();
    let mut problems = Vec::new();
    let mut count: usize = 0;
    let files: Vec<(&Path, &[u8])> = match to {
        FmtTo::Write => changed.iter().map(|(file, text)| (&*file.path, text.as_bytes())).collect(),
        FmtTo::Check | FmtTo::Diff => Vec::new(),
    };
    let mut written = output::write_many(&files).into_iter();
    for (file, _) in changed {
        if let Some(Err(problem)) = written.next() {
            problems.push(problem.shown_as(&file.shown));
            continue;
        }
        list.push_str(&file.shown);
        list.push('\n');
        count = count.saturating_add(1);
    }
    let failed = console.problems(&problems);
    let exit = if to == FmtTo::Check && count > 0 { Exit::Found } else { Exit::Done };
    let exit = console.result(list.as_bytes(), exit.max(failed));
    let closing = match (to == FmtTo::Check, console.lang()) {
        (_, Lang::Zh) if failed == Exit::Done && count == 0 => format!("{total} 个文件都不用改。\n"),
        (true, Lang::Zh) => format!("{total} 个文件中有 {count} 个格式不统一。\n"),
        (true, Lang::En) => format!("{count} of {total} files would change.\n"),
        (false, Lang::Zh) => format!("{total} 个文件中改了 {count} 个。\n"),
        (false, Lang::En) => format!("{count} of {total} files changed.\n"),
    };
    console.aside(closing.as_bytes());
    exit
}

/// Shows what would change.
fn show(changed: &[(TextFile, String)], total: usize, console: &Console) -> Exit {
    let (view, reader) = (console.stdout_view(), console.stdout_reader());
    let diffs: String = changed
        .iter()
        .map(|(file, text)| diff::unified(&file.shown, &file.text, text, view, reader))
        .collect();
    let exit = console.result(diffs.as_bytes(), if changed.is_empty() { Exit::Done } else { Exit::Found });
    let count = changed.len();
    let closing = match console.lang() {
        Lang::Zh => format!("{total} 个文件中有 {count} 个会改。\n"),
        Lang::En => format!("{count} of {total} files would change.\n"),
    };
    console.aside(closing.as_bytes());
    exit
}

/// The text of standard input goes to standard output, unless only whether it would change is asked.
fn to_stdout(to: FmtTo, changed: Vec<(TextFile, String)>, overlay: Overlay, console: &Console) -> Exit {
    let changed = changed.into_iter().next().map(|(_, text)| text);
    if to == FmtTo::Check {
        return if changed.is_some() { Exit::Found } else { Exit::Done };
    }
    console.result(changed.unwrap_or(overlay.text).as_bytes(), Exit::Done)
}
