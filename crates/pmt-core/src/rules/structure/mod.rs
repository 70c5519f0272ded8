//! The form's fields: given, from the form's lists, and in the right order of time.

mod blank_field;
mod narrative_period;
mod period_disorder;
mod unknown_category;
mod year_outside_period;

use super::Rule;

/// All of them, by code.
pub static RULES: &[&Rule] = &[
    &blank_field::STR01,
    &unknown_category::STR04,
    &year_outside_period::STR06,
    &period_disorder::STR07,
    &narrative_period::STR08,
];
