//! `pmt schema`: the JSON Schemas, generated from the types.

use crate::args::Schema;
use crate::console::Console;
use crate::exit::Exit;

/// Prints a schema.
pub fn run(options: &Schema, console: &Console) -> Exit {
    let schema = match options {
        Schema { config: true, .. } => pmt_core::config::schema(),
        Schema { flat: true, .. } => pmt_core::exchange::schema(),
        _ => pmt_core::json::schema(),
    };
    console.result(format!("{schema:#}\n").as_bytes(), Exit::Done)
}
