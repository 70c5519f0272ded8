//! `pmt import`: to come.

use crate::args::Import;
use crate::console::Console;
use crate::exit::Exit;

/// To come.
pub fn run(_options: &Import, _console: &Console) -> Exit {
    Exit::Failed
}
