//! The `pmt` program: the library `pmt-cli` under a name.

use std::process::ExitCode;

fn main() -> ExitCode {
    pmt_cli::run(std::env::args_os())
}
