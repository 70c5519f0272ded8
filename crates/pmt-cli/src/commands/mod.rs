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
mod lsp;
mod new;
mod rules;
mod schema;

use std::collections::BTreeSet;
use std::path::PathBuf;

use pmt_core::finding::Severity;
use pmt_core::workspace::Examined;
use rayon::prelude::*;

use crate::args::{Command, Input};
use crate::console::Console;
use crate::exit::Exit;
use crate::input::{Loaded, Overlay, Request, Session, load, read_overlay};
use crate::progress::Progress;
use crate::report::{Gate, Outcome, Part};

/// The gate of whatever cannot be set.
const ERRORS: Gate = Gate { fail_on: Severity::Error };

/// Runs a command.
pub fn run(command: &Command, console: &mut Console) -> Exit {
    match command {
        Command::Lint(options) => with_overlay(&options.input, console, |overlay, console| {
            lint::run(options, overlay.as_ref(), console)
        }),
        Command::Compile(options) => compile::run(options, console),
        Command::Export(options) => export::run(options, console),
        Command::Import(options) => import::run(options, console),
        Command::Schema(options) => schema::run(options, console),
        Command::Fmt(options) => {
            with_overlay(&options.input, console, |overlay, console| fmt::run(options, overlay, console))
        }
        Command::AddIgnore(options) => add_ignore::run(options, console),
        Command::Explain(options) => explain::run(options, console),
        Command::Rules(options) => rules::run(options, console),
        Command::Init(options) => init::run(options, console),
        Command::New(options) => new::run(options, console),
        Command::Lsp => lsp::run(),
        Command::Completions(shell) => completions::run(*shell, console),
    }
}

/// Reads standard input first, if a command is asked to.
fn with_overlay(
    input: &Input,
    console: &mut Console,
    run: impl FnOnce(Option<Overlay>, &mut Console) -> Exit,
) -> Exit {
    match read_overlay(input) {
        Ok(overlay) => run(overlay, console),
        Err(problem) => {
            console.problem(&problem);
            Exit::Failed
        }
    }
}

/// Reads the declarations that paths name, and says what could not be read. An error where nothing could.
fn open(paths: &[PathBuf], console: &mut Console) -> Result<(Loaded, Exit), Exit> {
    let progress = Progress::new(console);
    let loaded = load(Request::of(paths, &progress));
    drop(progress);
    console.configure(loaded.lang());
    let failed = console.problems(&loaded.problems);
    if loaded.sessions.is_empty() && unread(&loaded) > 0 { Err(failed) } else { Ok((loaded, failed)) }
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
            let Examined { findings, silenced, rules } = session.workspace.examine(&session.settings);
            Part { session, findings, silenced, rules }
        })
        .collect();
    Outcome::new(parts, unread(loaded))
}
