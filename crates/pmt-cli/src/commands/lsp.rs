//! `pmt lsp`: the language server over the command line's disk.

use std::sync::Arc;

use crate::exit::Exit;
use crate::input::EditorDisk;

/// Serves an editor until it is done.
pub fn run() -> Exit {
    match pmt_lsp::serve(Arc::new(EditorDisk)) {
        0 => Exit::Done,
        _ => Exit::Found,
    }
}
