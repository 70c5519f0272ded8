//! `pmt lint`: the findings are the result.

mod fixing;
mod watch;

use std::path::Path;

use pmt_core::text::{Lang, Message};

use super::check;
use crate::args::{Fixes, Input, Lint};
use crate::console::Console;
use crate::exit::Exit;
use crate::input::{Checked, Loaded, Overlay, Request, check_documents, load, split};
use crate::output::{Existing, Staged};
use crate::problem::Problem;
use crate::progress::Progress;
use crate::report::{Gate, Outcome, Part, Reported, table, unread_parts};

/// Checks what is named.
pub fn run(options: &Lint, overlay: Option<&Overlay>, console: &mut Console) -> Exit {
    if options.watch {
        return watch::run(options, console);
    }
    let progress = Progress::new(console);
    let read = read(options, overlay, &progress);
    console.configure(read.lang());
    let failed = console.problems(&read.loaded.problems);
    match options.fixes {
        _ if read.is_nothing() => table(options, &read, console).max(failed),
        Fixes::Offer => {
            let outcome = read.outcome();
            drop(progress);
            let exit = report(options, outcome, console);
            console.aside(&unread_parts(&read.documents, console.stderr_view()));
            exit.max(table(options, &read, console)).max(failed)
        }
        _ if !read.documents.is_empty() => {
            drop(progress);
            console.problem(&documents_stay());
            Exit::Failed
        }
        Fixes::Apply(kind) => {
            fixing::apply(options, kind, read.loaded, overlay, progress, console).max(failed)
        }
        Fixes::Show(kind) => fixing::show(options, kind, read.loaded, progress, console).max(failed),
    }
}

/// What was read: files of the language, and documents, which have been checked as well.
struct Read {
    loaded: Loaded,
    documents: Vec<Checked>,
}

impl Read {
    /// Whether nothing of what is named could be read.
    fn is_nothing(&self) -> bool {
        self.loaded.sessions.is_empty() && self.documents.is_empty() && !self.loaded.problems.is_empty()
    }

    fn lang(&self) -> Option<Lang> {
        let of_documents = || self.documents.iter().find_map(|checked| checked.session.settings.lang);
        self.loaded.lang().or_else(of_documents)
    }

    /// Everything checked.
    fn outcome(&self) -> Outcome<'_> {
        let documents = self.documents.iter().map(|checked| Part {
            session: &checked.session,
            findings: checked.findings.clone(),
            silenced: Vec::new(),
            rules: checked.rules.clone(),
        });
        check(&self.loaded).with(documents.collect())
    }
}

/// Reads what is named, each part of it as what it is.
fn read(options: &Lint, overlay: Option<&Overlay>, progress: &Progress) -> Read {
    let Input { paths, force_exclude, .. } = &options.input;
    let force_exclude = *force_exclude;
    if overlay.is_some() {
        let request = Request { paths, force_exclude, overlay, progress };
        return Read { loaded: load(request), documents: Vec::new() };
    }
    let (paths, wanted) = split(paths, options.documents, force_exclude);
    let mut loaded = match &paths {
        Some(paths) => load(Request { paths, force_exclude, overlay, progress }),
        None => Loaded::default(),
    };
    let (documents, problems) = check_documents(wanted, progress);
    loaded.problems.extend(problems);
    Read { loaded, documents }
}

fn documents_stay() -> Problem {
    Problem::Refused {
        why: Message::new(
            "--fix 和 --diff 只改 .pmt：Word、Excel 等文件不改动",
            "--fix and --diff are for .pmt files: documents are not changed",
        ),
        advice: Message::new(
            "去掉 --fix 来检查；或用 pmt import 变成 .pmt 再改",
            "check them without it, or make them .pmt files with pmt import",
        ),
    }
}

/// Writes the table of declarations, if it is asked for.
fn table(options: &Lint, read: &Read, console: &Console) -> Exit {
    let Some(path) = &options.table else { return Exit::Done };
    let lang = console.lang();
    let maker = table::Maker { selection: &options.selection, gate: Gate { fail_on: options.fail_on }, lang };
    let of_sessions = read.loaded.sessions.iter().flat_map(|session| maker.of_session(session));
    let of_documents = read.documents.iter().flat_map(|checked| maker.of_documents(checked));
    let unread = read.loaded.problems.iter().filter(|problem| problem.exit() == Exit::Failed);
    let rows = of_sessions.chain(of_documents).chain(unread.map(|problem| maker.of_problem(problem)));
    let bytes = table::render(rows.collect(), lang);
    if !path.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("csv")) {
        // Anything else may be somebody's document.
        return console.problems(&[not_csv(path)]);
    }
    let written = Staged::new(path, Existing::Replace, |to| to.write_all(&bytes)).and_then(Staged::commit);
    written.map_or_else(|problem| console.problems(&[problem]), |()| Exit::Done)
}

fn not_csv(path: &Path) -> Problem {
    Problem::Refused {
        why: Message::new(
            format!("--table {}：文件名要以 .csv 结尾", path.display()),
            format!("--table {}: the name must end in .csv", path.display()),
        ),
        advice: Message::new("没有写这张表", "the table was not written"),
    }
}

/// Reports an outcome where its format belongs.
fn report(options: &Lint, outcome: Outcome<'_>, console: &Console) -> Exit {
    let outcome = outcome.selected(&options.selection).listing(options.least);
    let gate = Gate { fail_on: options.fail_on };
    let Reported { result, aside } = options.format.report(&outcome, gate, options.statistics, console);
    let exit = console.result(&result, gate.exit(&outcome));
    console.aside(&aside);
    exit
}
