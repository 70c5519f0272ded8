//! VAL13: a date that is to be kept lies within the project's dates.

use super::targets;
use crate::edition::Key;
use crate::edition::words_indicators::{AFTER_THE_END, BEFORE_THE_START};
use crate::expand::date_prose;
use crate::finding::Severity;
use crate::model::TargetValue;
use crate::rules::{Check, Outcome, ProjectCx, Property, Report, Rule, Source};
use crate::text::Words;

/// A date before the project begins or after it ends.
pub static VAL13: Rule = Rule {
    code: "VAL13",
    name: "date-outside-period",
    severity: Severity::Warning,
    property: Some(Property::Feasibility),
    source: Source::Practice,
    summary: Words {
        zh: "指标的日期在项目实施周期之外", en: "a target date outside the project's dates"
    },
    explanation: Words {
        zh: "完成时间早于项目开始或晚于项目完成，多半是年份写错了。结算、验收、支付尾款可以在项目完成之后，招标、筹备可以在开始之前。",
        en: "A date before the project begins or after it ends mostly has a wrong year. Settlement, acceptance and the last payment may follow the project, tenders may precede it.",
    },
    bad: "项目 \"培训\" {\n  绩效指标 { 产出指标 { 时效指标 { 培训完成时间 <= 2023-11-30 } } }\n}\n",
    good: "项目 \"培训\" {\n  绩效指标 { 产出指标 { 时效指标 { 培训完成时间 <= 2022-11-30 } } }\n}\n",
    check: Check::Project(check),
};

fn check(cx: &ProjectCx<'_>, report: &mut Report<'_>) -> Outcome {
    let Some(period) = cx.resolved.period else { return Outcome::NotApplicable };
    // Dates out of order are STR07's, and those of another year than the declaration's are STR06's.
    let in_order = period.value.start.zip(period.value.end).is_none_or(|(start, end)| start <= end);
    let of_the_year = cx.year().zip(period.value.years());
    if !in_order || of_the_year.is_some_and(|(year, (first, last))| year < first || last < year) {
        return Outcome::NotApplicable;
    }
    let mut outcome = Outcome::NotApplicable;
    for (indicator, target) in targets(cx) {
        let TargetValue::Date { date, text } = &target.value else { continue };
        let (Some(first), Some(last)) = (date.first_day(), date.last_day()) else { continue };
        outcome = Outcome::Ran;
        let name = &indicator.name.value;
        let exempt = |words: &[&str]| words.iter().any(|word| name.contains(word));
        let before = period.value.start.filter(|start| last < *start && !exempt(BEFORE_THE_START));
        let after = period.value.end.filter(|end| first > *end && !exempt(AFTER_THE_END));
        let (bound, zh, en) = match (before, after) {
            _ if indicator.broken => continue,
            (Some(start), _) => (start, "早于项目开始", "before the project begins on"),
            (None, Some(end)) => (end, "晚于项目完成", "after the project ends on"),
            (None, None) => continue,
        };
        let (label, bound) = (cx.label(Key::Period), date_prose(bound));
        let finding = report
            .finding(
                cx.site(target.value_span),
                format!("指标“{name}”的日期 {text} {zh}（{bound}）"),
                format!("the date {text} of “{name}” is {en} {bound}"),
            )
            .advise(format!("改正日期，或改“{label}”。"), format!("Correct the date, or “{label}”."))
            .relate(cx.site(period.span), label, label);
        report.push(finding);
    }
    outcome
}
