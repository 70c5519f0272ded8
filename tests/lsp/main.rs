//! The language server, spoken to over its own standard input and output as an editor does.
#![allow(missing_docs)]
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    clippy::arithmetic_side_effects,
    clippy::needless_pass_by_value
)]

mod actions;
mod broken;
mod client;
mod completion;
mod conduct;
mod diagnostics;
mod everything;
mod formatting;
mod hints;
mod hover;
mod lenses;
mod navigation;
mod preview;
mod random;
mod reliability;
mod renaming;
mod sample;
mod stress;
mod structure;
mod summary;
mod symbols;
mod telling;
mod text;
mod tokens;
mod typing;
