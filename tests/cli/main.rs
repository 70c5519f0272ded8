//! End to end, through the real program: what a user types, and what comes back on each stream.
#![allow(missing_docs)]
// expect-test writes the hashes whether the text needs them or not.
#![allow(clippy::needless_raw_string_hashes)]
// Helpers of tests, like tests, may fail loudly.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    clippy::arithmetic_side_effects
)]

mod bad_input;
mod compile;
mod configuration;
mod documents;
mod examples;
mod exchange;
mod export;
mod fixing;
mod fmt;
mod formats;
mod import;
mod language;
mod lint;
mod lint_documents;
mod lint_schema;
mod published;
mod round_trip;
mod rules;
mod scope;
mod selecting;
mod setup;
mod silenced;
mod stdin;
mod support;
mod watching;
#[path = "../../crates/pmt-office/tests/common/word.rs"]
#[allow(dead_code, clippy::format_push_string, reason = "shared with the tests of the importer")]
mod word;
