//! The command line: arguments, files, what is shown, and exit codes.
//!
//! Everything that reads a disk or writes to a terminal is here; what a declaration means is `pmt-core`'s, what text
//! is, `pmt-syntax`'s, and what a published document holds, `pmt-office`'s. This crate must never decide whether
//! something is a finding: it asks, shows and counts.

mod args;
mod commands;
mod console;
mod content;
mod convert;
mod diff;
mod document;
mod exit;
mod input;
mod lang;
mod output;
mod problem;
mod progress;
mod report;
mod select;

use std::ffi::OsString;
use std::process::ExitCode;

use args::Parsed;
use console::Console;

/// The command line as clap knows it: what completions and manuals are made from.
pub fn command_line(lang: pmt_core::text::Lang) -> clap::Command {
    args::shape(lang)
}

/// The JSON Schema of what `pmt lint --format json` writes.
pub fn lint_schema() -> serde_json::Value {
    report::json::schema()
}

/// Runs the program on its arguments, its own name first.
pub fn run(args: impl IntoIterator<Item = OsString>) -> ExitCode {
    let args: Vec<OsString> = args.into_iter().collect();
    match args::parse(&args) {
        Parsed::Run { global, command } => {
            let mut console = Console::new(global);
            commands::run(&command, &mut console).into()
        }
        Parsed::Said { exit } => exit.into(),
    }
}
