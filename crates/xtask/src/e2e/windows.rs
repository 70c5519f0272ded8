//! The program for Windows, on Windows' own terms: the tests in `tests/windows` are built for it as well and run there,
//! under wine.

use std::path::PathBuf;
use std::process::Command;

use crate::error::Error;
use crate::process::{cargo, root, run};
use crate::system::{self, Lacking};
use crate::vsix::WINDOWS;

/// Runs them, or says why not.
pub fn run_tests() -> Result<(), Error> {
    let wine = match WINDOWS.ready().and_then(|()| wine()) {
        Ok(wine) => wine,
        Err(lacking) => {
            println!("skipped: the tests on Windows: this machine lacks {lacking}");
            return Ok(());
        }
    };
    let prefix = root().join("target/tools/wine");
    let mut command = Command::new(cargo());
    command.args(["test", "--package", "pmt", "--test", "windows", "--target", WINDOWS.triple]);
    command
        .env("CARGO_TARGET_X86_64_PC_WINDOWS_GNU_RUNNER", wine)
        .env("WINEPREFIX", prefix)
        // Wine's own findings, its offers to install more, and windows it would open.
        .env("WINEDEBUG", "-all")
        .env("WINEDLLOVERRIDES", "mscoree,mshtml=")
        .env_remove("DISPLAY");
    run(&mut command)
}

fn wine() -> Result<PathBuf, Lacking> {
    system::program("wine64", "wine64").or_else(|_| system::program("wine", "wine"))
}
