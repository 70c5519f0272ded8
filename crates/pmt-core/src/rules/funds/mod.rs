//! Money: sums that hold, within the form and between cover and projects.

mod annual_above_total;
mod annual_parts;
mod balance;
mod budget_parts;
mod by_year;
mod cost_above_budget;
mod costing_sum;
mod cover_text;
mod cover_total;
mod equation;
mod fund_source;
mod loose_amount;
mod mixed_formats;
mod negative_amount;
mod no_annual_amount;
mod one_year_total;
mod open_breakdown;
mod prose_annual;
mod prose_parts;
mod readings;
mod said;
mod task_sum;
mod total_parts;
mod wrong_product;

use super::Rule;

/// All of them, by code.
pub static RULES: &[&Rule] = &[
    &total_parts::FND01,
    &annual_parts::FND02,
    &one_year_total::FND03,
    &annual_above_total::FND04,
    &cover_total::FND05,
    &prose_annual::FND06,
    &prose_parts::FND07,
    &no_annual_amount::FND08,
    &loose_amount::FND09,
    &mixed_formats::FND10,
    &fund_source::FND12,
    &cost_above_budget::FND13,
    &open_breakdown::FND14,
    &task_sum::FND15,
    &costing_sum::FND16,
    &negative_amount::FND17,
    &by_year::FND18,
    &budget_parts::FND19,
    &open_breakdown::FND20,
    &cover_text::FND21,
    &wrong_product::FND22,
];
