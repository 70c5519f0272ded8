//! The form's fields: given, from the form's lists, and in the right order of time.

mod blank_field;
pub(super) mod guidance_left;
pub(crate) mod missing_section;
mod narrative_period;
mod overlong_name;
mod period_disorder;
mod template_residue;
mod unknown_category;
mod year_outside_period;

use super::Rule;

/// All of them, by code.
pub static RULES: &[&Rule] = &[
    &blank_field::STR01,
    &missing_section::STR02,
    &template_residue::STR03,
    &unknown_category::STR04,
    &year_outside_period::STR06,
    &period_disorder::STR07,
    &narrative_period::STR08,
    &overlong_name::STR09,
    &guidance_left::STR10,
];
