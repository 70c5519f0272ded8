//! Running other programs from the repository's root.

use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use crate::error::Error;

/// The repository's root.
pub fn root() -> PathBuf {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    here.ancestors().nth(2).unwrap_or(here).to_owned()
}

/// The cargo that runs this, or the one on the path.
pub fn cargo() -> String {
    std::env::var("CARGO").unwrap_or_else(|_| "cargo".to_owned())
}

/// A command line as a person would type it.
pub fn shown(command: &Command) -> String {
    let name = |text: &OsStr| {
        let text = text.to_string_lossy().into_owned();
        if text.contains(' ') { format!("'{text}'") } else { text }
    };
    let program = Path::new(command.get_program()).file_stem().unwrap_or(command.get_program());
    std::iter::once(program).chain(command.get_args()).map(name).collect::<Vec<_>>().join(" ")
}

/// Says what it runs and runs it, output and all; from the root unless it names a folder.
pub fn run(command: &mut Command) -> Result<(), Error> {
    let line = shown(command);
    println!("$ {line}");
    if command.get_current_dir().is_none() {
        command.current_dir(root());
    }
    let status = command.status().map_err(|source| Error::Start { command: line.clone(), source })?;
    if status.success() { Ok(()) } else { Err(Error::Failed { command: line, status }) }
}

/// Cargo with arguments.
pub fn run_cargo(arguments: &[&str]) -> Result<(), Error> {
    run(Command::new(cargo()).args(arguments))
}

/// Runs it and takes its output; it may fail.
pub fn output(command: &mut Command) -> Result<Output, Error> {
    let line = shown(command);
    command
        .current_dir(root())
        .stdin(Stdio::null())
        .output()
        .map_err(|source| Error::Start { command: line, source })
}

/// What it says, without blanks around it; it may fail.
pub fn said(command: &mut Command) -> Result<String, Error> {
    output(command).map(|done| String::from_utf8_lossy(&done.stdout).trim().to_owned())
}

/// Whether a program runs at all.
pub fn works(program: &str, arguments: &[&str]) -> bool {
    let mut command = Command::new(program);
    command.args(arguments).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    command.status().is_ok_and(|status| status.success())
}
