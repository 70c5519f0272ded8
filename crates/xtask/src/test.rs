//! `cargo xtask test`: every test there is.

use crate::error::Error;
use crate::process::{cargo, run_cargo, works};

/// Runs the tests in the documentation, then all others, whose summary is what the output ends with. Tests that need
/// something this machine lacks say so themselves.
pub fn run() -> Result<(), Error> {
    run_cargo(&["test", "--quiet", "--workspace", "--doc"])?;
    if works(&cargo(), &["nextest", "--version"]) {
        return run_cargo(&["nextest", "run", "--workspace", "--no-fail-fast"]);
    }
    println!("cargo-nextest is not installed: the tests run under cargo test");
    run_cargo(&["test", "--workspace", "--lib", "--bins", "--tests", "--no-fail-fast"])
}
