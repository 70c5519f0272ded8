//! To come.

use super::Rule;

/// All of them, by code.
pub static RULES: &[&Rule] = &[];
