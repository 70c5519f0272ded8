//! `cargo xtask test`: every test there is.

use crate::error::Error;
use crate::process::{self, cargo, works};

/// Runs the tests, then those in the documentation. Tests that need something this machine lacks say so themselves.
pub fn run() -> Result<(), Error> {
    let cargo = cargo();
    if works(&cargo, &["nextest", "--version"]) {
        process::run(&cargo, &["nextest", "run", "--workspace", "--no-fail-fast"])?;
    } else {
        println!("cargo-nextest is not installed: the tests run under cargo test");
        process::run(&cargo, &["test", "--workspace", "--lib", "--bins", "--tests", "--no-fail-fast"])?;
    }
    process::run(&cargo, &["test", "--workspace", "--doc"])
}
