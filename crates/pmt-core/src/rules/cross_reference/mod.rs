//! What one part of a declaration says, held against what another says.

mod above_standard;
mod indicator_without_counterpart;
mod other_contents;
mod pairs;
mod part_without_indicator;
mod schedule_dates;
mod sentence_typo;
mod unit_cost;
mod unmeasured_activity;
mod unmeasured_spending;
mod wider_period;

use super::Rule;

/// All of them, by code.
pub static RULES: &[&Rule] = &[
    &part_without_indicator::XRF01,
    &unmeasured_activity::XRF02,
    &indicator_without_counterpart::XRF03,
    &other_contents::XRF04,
    &sentence_typo::XRF05,
    &schedule_dates::XRF06,
    &unit_cost::XRF07,
    &above_standard::XRF08,
    &wider_period::XRF09,
    &unmeasured_spending::XRF10,
];
