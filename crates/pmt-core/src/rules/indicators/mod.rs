//! The set of indicators: their levels, names and weights.

mod misplaced_level;
mod overlong_name;
mod wrong_weights;

use super::Rule;

/// All of them, by code.
pub static RULES: &[&Rule] = &[&misplaced_level::IND05, &wrong_weights::IND11, &overlong_name::IND14];
