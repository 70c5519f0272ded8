//! `--fix` and `--diff`. Every file is whole on the disk beside its place before the first is moved there, and none is
//! written that somebody else has changed meanwhile.

use pmt_core::finding::Finding;
use pmt_core::text::{Lang, Words};
use pmt_core::workspace::Fixing;
use rayon::prelude::*;

use super::super::unread;
use super::report;
use crate::args::Lint;
use crate::console::Console;
use crate::diff;
use crate::exit::Exit;
use crate::input::{Change, Loaded, Overlay, Session, SessionFixed, read_text};
use crate::output::{Existing, Staged, sync_all};
use crate::problem::Problem;
use crate::progress::Progress;
use crate::report::{Gate, Outcome, Part, render};

/// Applies fixes, writes what they changed, and reports what is left. The text of standard input is written to
/// standard output, whatever was changed in it.
pub fn apply(
    options: &Lint,
    kind: Fixing,
    mut loaded: Loaded,
    overlay: Option<&Overlay>,
    progress: Progress,
    console: &Console,
) -> Exit {
    let fixed = fix(options, kind, &mut loaded);
    drop(progress);
    if overlay.is_none()
        && let Err(problems) = write(&loaded, &fixed, console)
    {
        return problems;
    }
    let applied = fixed.iter().map(|one| one.applied.len()).sum();
    let text = overlay.map(|overlay| text(&loaded, overlay));
    let parts = loaded.sessions.iter().zip(fixed).map(|(session, one)| Part {
        session,
        findings: one.findings,
        silenced: one.silenced,
        rules: one.rules,
    });
    let mut outcome = Outcome::new(parts.collect(), unread(&loaded));
    outcome.fixed = applied;
    let Some(text) = text else { return report(options, outcome, console) };
    let gate = Gate { fail_on: options.fail_on };
    let outcome = outcome.selected(&options.selection).listing(options.least);
    console.aside(&render(&outcome, gate, console.stderr_view()));
    console.result(text.as_bytes(), gate.exit(&outcome))
}

/// Shows what applying fixes would change.
pub fn show(options: &Lint, kind: Fixing, mut loaded: Loaded, progress: Progress, console: &Console) -> Exit {
    let fixed = fix(options, kind, &mut loaded);
    drop(progress);
    let mut changes: Vec<(&str, &Change)> = loaded
        .sessions
        .iter()
        .zip(&fixed)
        .flat_map(|(session, one)| one.changes.iter().map(|change| (session.shown(change.file), change)))
        .collect();
    changes.sort_by_key(|(name, _)| *name);
    let (view, reader) = (console.stdout_view(), console.stdout_reader());
    let diffs =
        changes.iter().map(|(name, change)| diff::unified(name, &change.before, &change.after, view, reader));
    let diffs: String = diffs.collect();
    let applied: usize = fixed.iter().map(|one| one.applied.len()).sum();
    let command = if kind == Fixing::Suggested { "--fix --unsafe" } else { "--fix" };
    let closing = match console.lang() {
        Lang::Zh => format!("{command} 会改 {} 个文件，共 {applied} 处。\n", changes.len()),
        Lang::En => format!("{command} would change {} file(s) in {applied} place(s).\n", changes.len()),
    };
    let exit = console.result(diffs.as_bytes(), if changes.is_empty() { Exit::Done } else { Exit::Found });
    console.aside(closing.as_bytes());
    exit
}

fn fix(options: &Lint, kind: Fixing, loaded: &mut Loaded) -> Vec<SessionFixed> {
    let wanted = |finding: &Finding| options.selection.has(finding.rule);
    loaded.sessions.iter_mut().map(|session| session.fix(kind, wanted)).collect()
}

/// Writes every changed file, or none if any of them cannot be written.
fn write(loaded: &Loaded, fixed: &[SessionFixed], console: &Console) -> Result<(), Exit> {
    let sessions = loaded.sessions.iter().zip(fixed);
    let changes: Vec<(&Session, &Change)> =
        sessions.flat_map(|(session, one)| one.changes.iter().map(move |change| (session, change))).collect();
    let results: Vec<Result<Staged, Problem>> =
        changes.into_par_iter().map(|(session, change)| stage(session, change)).collect();
    let mut staged = Vec::with_capacity(results.len());
    let mut problems = Vec::new();
    for result in results {
        match result {
            Ok(file) => staged.push(file),
            Err(problem) => problems.push(problem),
        }
    }
    if !problems.is_empty() {
        let exit = console.problems(&problems);
        console.aside(console.words(NOTHING_WRITTEN).as_bytes());
        return Err(exit);
    }
    sync_all(&mut staged);
    problems.extend(staged.into_iter().filter_map(|file| file.commit().err()));
    if problems.is_empty() { Ok(()) } else { Err(console.problems(&problems)) }
}

const NOTHING_WRITTEN: Words = Words {
    zh: "有文件写不了，所有文件都没有改动。\n",
    en: "Not every file can be written; none was changed.\n",
};

fn stage(session: &Session, change: &Change) -> Result<Staged, Problem> {
    let path = session.path(change.file);
    let shown = session.shown(change.file);
    if read_text(path, shown.as_ref())? != *change.before {
        return Err(Problem::Changed { path: shown.into() });
    }
    let staged = Staged::new(path, Existing::Replace, |to| to.write_all(change.after.as_bytes()));
    staged.map_err(|problem| problem.shown_as(shown))
}

/// The text of standard input as it is now; as it was if it was left out.
fn text(loaded: &Loaded, overlay: &Overlay) -> String {
    let place = overlay.place();
    let files = loaded.sessions.iter().flat_map(|session| {
        session.workspace.files().iter().map(move |file| (session.path(file.model.id), &file.text))
    });
    let mut here = files.filter(|(path, _)| *path == place).map(|(_, text)| text.to_string());
    here.next().unwrap_or_else(|| overlay.text.clone())
}
