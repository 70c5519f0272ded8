//! What the rules about the set of indicators ask of it.

use crate::edition::{Edition, Level1, Level2, MoneyUnit, less_is_better};
use crate::model::{Indicator, TargetValue};
use crate::rules::ProjectCx;

/// Whether it can be told what the set lacks: an indicator under a level that nobody knows, or that stands in the wrong
/// place, may be just what seems to be missing, and IND05 speaks of that level.
pub(super) fn can_tell(cx: &ProjectCx<'_>) -> bool {
    let project = cx.project;
    !project.indicators.is_empty()
        && !project.indicators_broken
        && !project.indicators_misnested
        && project
            .indicators
            .iter()
            .all(|one| one.level1.is_some() && one.level1 == one.level2.map(Level2::parent))
}

/// The level 1 that an indicator belongs to: that of its level 2.
pub(super) fn level1(indicator: &Indicator) -> Option<Level1> {
    indicator.level2.map(Level2::parent).or(indicator.level1)
}

/// Whether the set has an indicator of cost, wherever it stands.
pub(super) fn has_cost(cx: &ProjectCx<'_>) -> bool {
    cx.project.indicators.iter().any(|one| {
        level1(one) == Some(Level1::Cost) || one.level2 == Some(Level2::OutputCost) || is_cost_elsewhere(one)
    })
}

fn is_cost_elsewhere(indicator: &Indicator) -> bool {
    let Some(TargetValue::Number { unit, .. }) = indicator.target.as_ref().map(|target| &target.value) else {
        return false;
    };
    let money = MoneyUnit::parse(unit.split('/').next().unwrap_or(unit)).is_some();
    money
        && (less_is_better(&indicator.name.value)
            || indicator.name.value.ends_with('费')
            || indicator.name.value.ends_with("费用"))
}

/// Where an edition's form has its cost indicators, as a path of names.
pub(super) fn home_of_costs(edition: Edition) -> String {
    let level2 =
        if Level1::Cost.editions().requires(edition) { Level2::EconomicCost } else { Level2::OutputCost };
    format!("“{}”的“{}”", level2.parent().info().name, level2.info().name)
}
