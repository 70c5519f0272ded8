//! The narrative: what it says, and what it leaves open.

mod unmeasurable_goal;
mod vague_quantity;

use super::Rule;

/// All of them, by code.
pub static RULES: &[&Rule] = &[&vague_quantity::NAR04, &unmeasurable_goal::NAR06];
