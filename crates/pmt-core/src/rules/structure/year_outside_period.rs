//! STR06: the fiscal year lies in the project's time.

use crate::edition::Key;
use crate::finding::{Severity, Site};
use crate::model::{At, Timespan};
use crate::rules::{Check, DeclarationCx, Outcome, ProjectCx, Property, Report, Rule, Source};
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
    check: Check::Declaration(check),
};

fn check(cx: &DeclarationCx<'_>, report: &mut Report<'_>) -> Outcome {
    let declaration = cx.declaration;
    let cover = declaration.cover.and_then(|(file, cover)| Some((file, cover.year?)));
    let Some((file, year)) = cover else { return Outcome::NotApplicable };
    let projects: Vec<ProjectCx<'_>> =
        declaration.projects.iter().map(|entry| declaration.context(entry, cx.settings)).collect();
    let dated: Vec<(&ProjectCx<'_>, Key, At<Timespan>)> = projects
        .iter()
        .filter_map(|project| own_period(project).map(|(key, at)| (project, key, at)))
        .collect();
    if dated.is_empty() {
        return Outcome::NotApplicable;
    }
    let wrong: Vec<_> = dated.iter().filter(|(_, _, period)| !contains(*period, year.value)).collect();
    // One project may have wrong dates; if all have, it is the cover's year that is wrong.
    if wrong.len() > 1 && wrong.len() == dated.len() {
        let finding = report
            .finding(
                Site { file, span: year.span },
                format!("申报年度是 {}年，所有项目的起止日期都不在这一年", year.value),
                format!("the fiscal year is {}, and no project's dates are in it", year.value),
            )
            .advise("核对年度和起止日期。", "Check the year and the dates.");
        report.push(wrong.iter().take(8).fold(finding, |finding, (project, key, period)| {
            finding.relate(project.site(period.span), project.label(*key), project.label(*key))
        }));
        return Outcome::Ran;
    }
    for (project, key, period) in wrong {
        object(project, *key, *period, Site { file, span: year.span }, year.value, report);
    }
    Outcome::Ran
}

/// The dates of a project. The goal period of one without dates stands in for them; where it differs from them STR07
/// speaks.
fn own_period(cx: &ProjectCx<'_>) -> Option<(Key, At<Timespan>)> {
    let own = cx.resolved.period.map(|at| (Key::Period, at));
    own.or(cx.project.goal_period.map(|at| (Key::GoalPeriod, at)))
}

fn object(
    cx: &ProjectCx<'_>,
    key: Key,
    period: At<Timespan>,
    cover: Site,
    year: i32,
    report: &mut Report<'_>,
) {
    let (label, cover_label) = (cx.label(key), cx.label(Key::Declaration));
    let finding = report
        .finding(
            cx.site(period.span),
            format!("申报年度是 {year}年，不在“{label}”之内"),
            format!("the fiscal year {year} is outside “{label}”"),
        )
        .advise("核对年度和起止日期。", "Check the year and the dates.")
        .relate(cover, format!("{cover_label}的年度"), "the fiscal year");
    report.push(finding);
}

/// Whether the year lies in the period; an open end holds every year. Ends in the wrong order are STR07's.
fn contains(period: At<Timespan>, year: i32) -> bool {
    let Timespan { start, end } = period.value;
    if start.zip(end).is_some_and(|(start, end)| end < start) {
        return true;
    }
    start.is_none_or(|start| start.year() <= year) && end.is_none_or(|end| year <= end.year())
}
