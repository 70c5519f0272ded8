//! `pmt schema`: the JSON Schemas, generated from the types.

use crate::args::Schema;
use crate::console::Console;
use crate::exit::Exit;
use crate::report::json;

/// Prints a schema.
pub fn run(options: &Schema, console: &Console) -> Exit {
    let schema = match options {
        Schema::Compiled => pmt_core::json::schema(),
        Schema::Config => pmt_core::config::schema(),
        Schema::Lint => json::schema(),
        Schema::Exchange => pmt_core::exchange::schema(),
    };
    console.result(format!("{schema:#}\n").as_bytes(), Exit::Done)
}
