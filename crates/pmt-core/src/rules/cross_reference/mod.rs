//! The narrative against the form and against itself.

mod schedule_dates;
mod unit_cost;

use super::Rule;

/// All of them, by code.
pub static RULES: &[&Rule] = &[&schedule_dates::XRF06, &unit_cost::XRF07];
