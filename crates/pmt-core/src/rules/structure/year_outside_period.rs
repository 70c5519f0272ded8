//! STR06: the fiscal year lies in the project's time.

use crate::edition::Key;
use crate::finding::{Severity, Site};
use crate::model::{At, Timespan};
use crate::rules::{Check, Outcome, ProjectCx, Property, Report, Rule, Source};
use crate::text::Words;

/// The fiscal year is outside the project's dates or its goal period.
pub static STR06: Rule = Rule {
    code: "STR06",
    name: "year-outside-period",
    severity: Severity::Error,
    property: Some(Property::Compliance),
    source: Source::Form,
    summary: Words {
        zh: "申报年度不在项目的起止日期之内",
        en: "the fiscal year is outside the project's dates",
    },
    explanation: Words {
        zh: "为某一年度申请资金的项目，要在这一年实施；封面年度、起止日期和目标期间要说同一个时候。跨年项目在年度之后结束是正常的。",
        en: "A project that asks for a year's money is carried out in that year: cover, dates and goal period speak of the same time. A project may well end after the year.",
    },
    bad: "申报 2022 {\n}\n\n项目 \"培训\" {\n  实施周期: 2021-01-01 至 2021-12-31\n}\n",
    good: "申报 2022 {\n}\n\n项目 \"培训\" {\n  实施周期: 2021-01-01 至 2023-12-31\n}\n",
    check: Check::Project(check),
};

fn check(cx: &ProjectCx<'_>, report: &mut Report<'_>) -> Outcome {
    let project = cx.project;
    let cover = cx.declaration.cover.and_then(|(file, cover)| Some((file, cover.year?)));
    // The goal period of a project without dates stands in for them; where it differs from them STR07 speaks.
    let own = cx.resolved.period.map(|at| (Key::Period, at));
    let own = own.or(project.goal_period.map(|at| (Key::GoalPeriod, at)));
    let (Some((file, year)), Some((key, period))) = (cover, own) else { return Outcome::NotApplicable };
    if contains(period, year.value) {
        return Outcome::Ran;
    }
    let (label, cover_label) = (cx.label(key), cx.label(Key::Declaration));
    let finding = report
        .finding(
            cx.site(period.span),
            format!("申报年度是 {}年，不在“{label}”之内", year.value),
            format!("the fiscal year {} is outside “{label}”", year.value),
        )
        .advise("核对年度和起止日期。", "Check the year and the dates.")
        .relate(Site { file, span: year.span }, format!("{cover_label}的年度"), "the fiscal year");
    report.push(finding);
    Outcome::Ran
}

/// Whether the year lies in the period; an open end holds every year. Ends in the wrong order are STR07's.
fn contains(period: At<Timespan>, year: i32) -> bool {
    let Timespan { start, end } = period.value;
    if start.zip(end).is_some_and(|(start, end)| end < start) {
        return true;
    }
    start.is_none_or(|start| start.year() <= year) && end.is_none_or(|end| year <= end.year())
}
