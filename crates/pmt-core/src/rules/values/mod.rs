//! The values of indicators, one by one.

mod below_narrative;
mod blank_value;
mod compared_words;
mod missing_remark;
mod missing_unit;

use super::{ProjectCx, Rule};
use crate::model::{Indicator, Target};

/// All of them, by code.
pub static RULES: &[&Rule] = &[
    &blank_value::VAL01,
    &missing_unit::VAL07,
    &below_narrative::VAL12,
    &missing_remark::VAL19,
    &compared_words::VAL20,
];

/// Every target of a project: the year's and the whole period's.
fn targets<'a>(cx: &ProjectCx<'a>) -> impl Iterator<Item = (&'a Indicator, &'a Target)> {
    cx.project.indicators.iter().flat_map(|indicator| {
        let both = indicator.target.iter().chain(&indicator.overall);
        both.map(move |target| (indicator, target))
    })
}
