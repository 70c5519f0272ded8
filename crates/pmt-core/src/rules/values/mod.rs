//! The values of indicators, one by one.

mod bare_degree;
mod below_narrative;
mod blank_value;
mod comparator_in_words;
mod compared_words;
mod completed_verb;
mod date_outside_period;
mod exact_count;
mod few_numbers;
mod impossible_share;
mod likely_ratio_in_words;
mod measured;
mod metric_name_as_value;
mod missing_comparator;
mod missing_remark;
mod missing_unit;
mod name_of_no_measure;
mod ratio_in_words;
mod satisfaction_of_others;
mod unfitting_unit;
mod unlikely_satisfaction;
mod unmeasured_satisfaction;
mod wording;
mod wrong_direction;

use super::{ProjectCx, Rule};
use crate::model::{Indicator, Target};

/// All of them, by code.
pub static RULES: &[&Rule] = &[
    &blank_value::VAL01,
    &ratio_in_words::VAL02,
    &bare_degree::VAL03,
    &metric_name_as_value::VAL04,
    &missing_comparator::VAL05,
    &comparator_in_words::VAL06,
    &missing_unit::VAL07,
    &unfitting_unit::VAL08,
    &wrong_direction::VAL09,
    &impossible_share::VAL10,
    &exact_count::VAL11,
    &below_narrative::VAL12,
    &date_outside_period::VAL13,
    &completed_verb::VAL14,
    &satisfaction_of_others::VAL15,
    &unmeasured_satisfaction::VAL16,
    &few_numbers::VAL18,
    &missing_remark::VAL19,
    &compared_words::VAL20,
    &likely_ratio_in_words::VAL21,
    &unlikely_satisfaction::VAL22,
    &name_of_no_measure::VAL23,
];

/// Every target of a project: the year's and the whole period's.
fn targets<'a>(cx: &ProjectCx<'a>) -> impl Iterator<Item = (&'a Indicator, &'a Target)> {
    cx.project.indicators.iter().flat_map(|indicator| {
        let both = indicator.target.iter().chain(&indicator.overall);
        both.map(move |target| (indicator, target))
    })
}
