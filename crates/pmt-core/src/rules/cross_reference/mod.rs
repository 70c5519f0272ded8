//! Stub.
use super::Rule;
/// All.
pub static RULES: &[&Rule] = &[];
