//! The narrative: calculated, planned, assigned, and in its own words.

mod copied_paragraph;
mod customary_estimate;
mod deferred_plan;
mod missing_budget_part;
mod promised_content;
mod repeated_goal;
mod set_up_for_one;
mod unassigned_duties;
mod unmeasurable_goal;
mod vague_quantity;

use super::Rule;

/// All of them, by code.
pub static RULES: &[&Rule] = &[
    &customary_estimate::NAR01,
    &missing_budget_part::NAR02,
    &deferred_plan::NAR03,
    &vague_quantity::NAR04,
    &unassigned_duties::NAR05,
    &unmeasurable_goal::NAR06,
    &repeated_goal::NAR07,
    &copied_paragraph::NAR08,
    &set_up_for_one::NAR09,
    &promised_content::NAR10,
    &repeated_goal::NAR11,
];
