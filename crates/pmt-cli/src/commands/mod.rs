//! The commands: each reads, asks the libraries, and speaks through the console.

mod add_ignore;
mod compile;
mod completions;
mod explain;
mod fmt;
mod import;
mod init;
mod lint;
mod lsp;
mod new;
mod rules;
mod schema;

use pmt_core::finding::Severity;
use rayon::prelude::*;

use crate::args::Command;
use crate::console::Console;
use crate::exit::Exit;
use crate::input::Loaded;
use crate::report::{Gate, Outcome, Part};

/// The gate of whatever cannot be set.
const ERRORS: Gate = Gate { fail_on: Severity::Error };

/// Runs a command.
pub fn run(command: &Command, console: &mut Console) -> Exit {
    match command {
        Command::Lint(options) => lint::run(options, console),
        Command::Compile(options) => compile::run(options, console),
        Command::Import(options) => import::run(options, console),
        Command::Schema(options) => schema::run(options, console),
        Command::Fmt(options) => fmt::run(options, console),
        Command::AddIgnore(options) => add_ignore::run(options, console),
        Command::Explain(options) => explain::run(options, console),
        Command::Rules(options) => rules::run(options, console),
        Command::Init(options) => init::run(options, console),
        Command::New(options) => new::run(options, console),
        Command::Lsp => lsp::run(),
        Command::Completions(shell) => completions::run(*shell, console),
    }
}

/// How many of the named paths could not be read.
fn unread(loaded: &Loaded) -> usize {
    loaded.problems.iter().filter(|problem| problem.exit() == Exit::Failed).count()
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
