//! Text of a `.pmt` file to a lossless tree with syntax errors, and back to canonical text.
//!
//! Parsing never fails: [`parse`] returns a tree that holds every byte of the input, and a list of errors.
//!
//! This crate must never know a keyword of the form, an edition, a rule or a language of messages: it knows the
//! one construct of the language (the item) and the shapes of values. Meaning is `pmt-core`'s.

// The grammar's generated code names it: pest's `std` feature is off, since it measures the stack at every rule and
// this grammar does not recurse.
extern crate alloc;

pub mod ast;
mod cooked;
mod error;
mod format;
mod kind;
mod line_index;
mod literal;
mod parse;
mod span;
mod tree;

pub use cooked::{Cooked, Origin};
pub use error::{Edit, SyntaxError, SyntaxErrorKind};
pub use format::{INDENT, format};
pub use kind::Kind;
pub use line_index::{LineCol, LineIndex};
pub use literal::{
    Comparator, NumberError, PartialDate, parse_date, parse_number, quote, unquote, unquote_title,
};
pub use parse::{MAX_DEPTH, Parse, Same, parse, parse_again};
pub use span::Span;
pub use tree::{Node, Tree, TreeBuilder, dump};
