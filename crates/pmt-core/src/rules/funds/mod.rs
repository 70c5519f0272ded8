//! Money: sums that hold, within the form and between cover and projects.

mod annual_above_total;
mod annual_parts;
mod budget_parts;
mod by_year;
mod costing_sum;
mod cover_total;
mod equation;
mod negative_amount;
mod one_year_total;
mod task_sum;
mod total_parts;

use super::Rule;

/// All of them, by code.
pub static RULES: &[&Rule] = &[
    &total_parts::FND01,
    &annual_parts::FND02,
    &one_year_total::FND03,
    &annual_above_total::FND04,
    &cover_total::FND05,
    &task_sum::FND15,
    &costing_sum::FND16,
    &negative_amount::FND17,
    &by_year::FND18,
    &budget_parts::FND19,
];
