//! `pmt completions`: a script for a shell, made from the command line's own shape.

use clap_complete::{Shell, generate};

use crate::args;
use crate::console::Console;
use crate::exit::Exit;
use crate::input::language_here;

/// Prints the script.
pub fn run(shell: Shell, console: &mut Console) -> Exit {
    console.configure(language_here());
    let mut script = Vec::new();
    generate(shell, &mut args::shape(console.lang()), "pmt", &mut script);
    console.result(&script, Exit::Done)
}
