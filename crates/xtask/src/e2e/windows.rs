//! The program for Windows, on Windows' own terms: the tests in `tests/windows.rs` are built for it as well and run there,
//! under wine.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::error::Error;
use crate::process::{cargo, output, root, run};
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
    prepare(&wine)?;
    let mut command = Command::new(cargo());
    command.args(["test", "--package", "pmt", "--test", "windows", "--target", WINDOWS.triple]);
    run(quiet(&mut command).env("CARGO_TARGET_X86_64_PC_WINDOWS_GNU_RUNNER", wine))
}

fn prefix() -> PathBuf {
    root().join("target/tools/wine")
}

/// A Windows of its own, without wine's own findings, its offers to install more, and windows it would open.
fn quiet(command: &mut Command) -> &mut Command {
    command
        .env("WINEPREFIX", prefix())
        .env("WINEDEBUG", "-all")
        .env("WINEDLLOVERRIDES", "mscoree,mshtml=")
        .env_remove("DISPLAY")
}

/// Sets up Windows' folders, with a library that wine before 9 lacks and every program of Rust loads.
fn prepare(wine: &Path) -> Result<(), Error> {
    const SOURCE: &str = "crates/xtask/src/e2e/bcryptprimitives.c";
    let folder = prefix().join("drive_c/windows/system32");
    if !folder.is_dir() {
        let parent = root().join("target/tools");
        fs::create_dir_all(&parent).map_err(Error::file(&parent))?;
        // What it cannot do without a screen is not needed; what is needed, the next step will miss.
        let _ = output(quiet(Command::new(wine).args(["cmd", "/c", "exit"])))?;
    }
    let library = folder.join("bcryptprimitives.dll");
    if library.exists() {
        return Ok(());
    }
    let mut compiler = Command::new("x86_64-w64-mingw32-gcc");
    run(compiler.args(["-shared", "-O1", SOURCE, "-ladvapi32", "-o"]).arg(library))
}

fn wine() -> Result<PathBuf, Lacking> {
    // Debian's program of this name complains about every start without 32-bit libraries; this is what it starts.
    let debian = PathBuf::from("/usr/lib/wine/wine64");
    system::program_of("wine", &["wine", "wine64"]).map(|wine| if debian.is_file() { debian } else { wine })
}
