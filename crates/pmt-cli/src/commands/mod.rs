//! The commands: each reads, asks the libraries, and speaks through the console.

mod add_ignore;
mod compile;
mod completions;
mod explain;
mod export;
mod fmt;
mod import;
mod init;
mod lint;
mod new;
mod rules;
mod schema;

use std::collections::BTreeSet;

use pmt_core::finding::Severity;
use rayon::prelude::*;

use crate::args::Command;
use crate::console::Console;
use crate::exit::Exit;
use crate::input::{Loaded, Session};
use crate::report::{Gate, Outcome, Part};

/// The gate of whatever cannot be set.
const ERRORS: Gate = Gate { fail_on: Severity::Error };

/// Runs a command.
pub fn run(command: &Command, console: &mut Console) -> Exit {
    match command {
        Command::Lint(options) => lint::run(options, console),
        Command::Compile(options) => compile::run(options, console),
        Command::Export(options) => export::run(options, console),
        Command::Import(options) => import::run(options, console),
        Command::Schema(options) => schema::run(options, console),
        Command::Fmt(options) => fmt::run(options, console),
        Command::AddIgnore(options) => add_ignore::run(options, console),
        Command::Explain(options) => explain::run(options, console),
        Command::Rules(options) => rules::run(options, console),
        Command::Init(options) => init::run(options, console),
        Command::New(options) => new::run(options, console),
        Command::Completions(shell) => completions::run(*shell, console),
    }
}

/// How many of the named paths could not be read.
fn unread(loaded: &Loaded) -> usize {
    loaded.problems.iter().filter(|problem| problem.exit() == Exit::Failed).count()
}

/// The places of the declarations that a named file belongs to: for each the nearest.
fn wanted<'p>(session: &Session, places: impl Iterator<Item = &'p str>) -> BTreeSet<String> {
    let places: BTreeSet<&str> = places.collect();
    let mut wanted = BTreeSet::new();
    for file in session.workspace.files().iter().filter(|file| session.is_named(file.model.id)) {
        let mut here = file.path.as_str();
        loop {
            if places.contains(here) {
                wanted.insert(here.to_owned());
                break;
            }
            if here.is_empty() {
                break;
            }
            here = here.rsplit_once('/').map_or("", |(above, _)| above);
        }
    }
    wanted
}

/// Checks everything that was read.
fn check(loaded: &Loaded) -> Outcome<'_> {
    let parts = loaded
        .sessions
        .par_iter()
        .map(|session| {
            let (findings, rules) = session.workspace.check(&session.settings);
            Part { session, findings, rules }
        })
        .collect();
    Outcome::new(parts, unread(loaded))
}
