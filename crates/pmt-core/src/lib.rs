//! The meaning of `.pmt`: editions of the form as data, the typed model, what is derived and resolved, the rules and
//! their findings, and the JSON for submission.
//!
//! This crate does no input or output. It must never know a terminal, an editor's protocol or a disk: texts are handed
//! to it, findings and JSON are handed back.

pub mod amount;
pub mod assist;
pub mod compile;
pub mod config;
pub mod declaration;
pub mod edition;
pub mod exchange;
mod expand;
pub mod finding;
pub mod json;
mod lower;
pub mod model;
pub mod names;
pub mod paper;
pub mod placed;
pub mod prose;
pub mod remaining;
pub mod rules;
pub mod spot;
pub mod suppression;
pub mod template;
pub mod text;
pub mod ticks;
pub mod workspace;
