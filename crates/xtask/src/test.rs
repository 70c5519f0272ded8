//! `cargo xtask test`: every test there is.

use crate::error::Error;
use crate::process::{cargo, run_cargo, works};

/// Runs the tests, then those in the documentation. Tests that need something this machine lacks say so themselves.
pub fn run() -> Result<(), Error> {
    if works(&cargo(), &["nextest", "--version"]) {
        run_cargo(&["nextest", "run", "--workspace", "--no-fail-fast"])?;
    } else {
        println!("cargo-nextest is not installed: the tests run under cargo test");
        run_cargo(&["test", "--workspace", "--lib", "--bins", "--tests", "--no-fail-fast"])?;
    }
    run_cargo(&["test", "--workspace", "--doc"])
}
