//! What else the annual amount may be: where the form contradicts itself, one rule says so (FND01, FND02, FND03), and a
//! figure that agrees with the form's other readings is not wrong a second time.

use crate::amount::{Amount, compare};
use crate::model::Project;

/// Whether figures that differ from the annual amount agree with what else the form says of it: the sum of its parts
/// or, in a project of one year, the project's total or that of its parts.
pub(super) fn agree_with_another(project: &Project, one_year: bool, figures: &[Amount]) -> bool {
    let contradicts =
        |reading: &Vec<Amount>| project.annual.amount.is_some_and(|annual| !agree(reading, &[annual]));
    others(project, one_year).filter(contradicts).any(|reading| agree(&reading, figures))
}

/// The reading that contradicts the annual amount within the form, if one does.
pub(super) fn contradicting(project: &Project, one_year: bool) -> Option<Vec<Amount>> {
    let annual = [project.annual.amount?];
    others(project, one_year).find(|reading| !agree(reading, &annual))
}

/// Whether the parts of a total come to what another total is: the first total is then what is wrong.
pub(super) fn agree(one: &[Amount], other: &[Amount]) -> bool {
    !one.is_empty() && !other.is_empty() && compare(one, other).is_some_and(|both| both.agrees())
}

fn others(project: &Project, one_year: bool) -> impl Iterator<Item = Vec<Amount>> {
    let whole: Vec<Amount> = project.total.amount.into_iter().collect();
    let of_whole = total_parts(project);
    let all = [annual_parts(project), whole, of_whole];
    let known = if one_year { 3 } else { 1 };
    all.into_iter().take(known).filter(|reading| !reading.is_empty())
}

/// The parts of the annual amount.
pub(super) fn annual_parts(project: &Project) -> Vec<Amount> {
    let funds = &project.annual;
    [funds.current, funds.carried_over, funds.other].into_iter().flatten().collect()
}

/// The parts of the project's total.
pub(super) fn total_parts(project: &Project) -> Vec<Amount> {
    [project.total.fiscal, project.total.other].into_iter().flatten().collect()
}

/// Whether an amount is negative, which FND17 objects to: a sum with it means nothing.
pub(super) fn any_negative(amounts: &[Amount]) -> bool {
    amounts.iter().any(|amount| amount.yuan.is_sign_negative() && !amount.yuan.is_zero())
}
