//! End to end, through the real program: what a user types, and what comes back on each stream.

mod bad_input;
mod compile;
mod examples;
mod fmt;
mod import;
mod language;
mod lint;
mod published;
mod scope;
mod support;
