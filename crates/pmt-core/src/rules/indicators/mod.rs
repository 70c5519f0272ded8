//! The set of indicators: its levels, names and weights.

mod annual_above_overall;
pub(crate) mod compound_name;
mod management_indicator;
mod minimal_set;
mod misplaced_indicator;
mod misplaced_level;
mod missing_cost;
mod missing_output_or_benefit;
mod missing_quantity_or_quality;
mod missing_satisfaction;
mod overlong_name;
mod pasted_indicator;
mod repeated_indicator;
mod set;
mod wrong_weights;

use super::Rule;

/// All of them, by code.
pub static RULES: &[&Rule] = &[
    &missing_output_or_benefit::IND01,
    &missing_quantity_or_quality::IND02,
    &missing_satisfaction::IND03,
    &missing_cost::IND04,
    &misplaced_level::IND05,
    &misplaced_indicator::IND06,
    &repeated_indicator::IND07,
    &pasted_indicator::IND08,
    &compound_name::IND09,
    &minimal_set::IND10,
    &wrong_weights::IND11,
    &annual_above_overall::IND12,
    &management_indicator::IND13,
    &overlong_name::IND14,
    &missing_cost::IND15,
];
