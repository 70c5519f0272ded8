//! Offers for a value in words: numbers and dates that could stand in its place.

use pmt_syntax::Edit;

use crate::assist::written;
use crate::edition::{bare_name, measures};
use crate::finding::Finding;
use crate::model::{Indicator, Target};
use crate::rules::ProjectCx;

/// Offers what the thing could be measured by. The numbers are only to begin from: that is why there is always more
/// than one offer, and none is made unasked.
pub(super) fn measured(
    cx: &ProjectCx<'_>,
    indicator: &Indicator,
    target: &Target,
    words: &str,
    mut finding: Finding,
) -> Finding {
    if indicator.target.as_ref() != Some(target) || indicator.name.span.end > target.span.start {
        return finding;
    }
    let end = cx.resolved.period.and_then(|period| period.value.end);
    let is_taken = |name: &str| cx.project.indicators.iter().any(|one| one.name.value == name);
    let offers =
        measures(bare_name(&indicator.name.value), words).into_iter().filter_map(|(name, measure)| {
            let last_day = || end.map(|day| day.to_string());
            let value = measure.value.map(str::to_owned).or_else(last_day)?;
            (!is_taken(&name)).then(|| (name, measure.comparator.source(), value))
        });
    let offers: Vec<_> = offers.collect();
    if offers.len() < 2 {
        return finding;
    }
    let span = indicator.name.span.cover(target.span);
    for (name, sign, value) in offers {
        let text = format!("{} {sign} {value}", written(&name));
        finding = finding.fix(
            false,
            vec![Edit { span, text: text.clone() }],
            format!("改为“{text}”，数值按实际填写"),
            format!("Make it “{text}”, with the number that is right"),
        );
    }
    finding
}
