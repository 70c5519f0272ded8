//! STR07: the dates are in order, and the goal period is theirs.

use crate::edition::Key;
use crate::expand::date_prose;
use crate::finding::Severity;
use crate::model::{At, Timespan};
use crate::rules::{Check, Outcome, ProjectCx, Property, Report, Rule, Source};
use crate::text::Words;

/// An end before its start, or a goal period of other years than the dates.
pub static STR07: Rule = Rule {
    code: "STR07",
    name: "period-disorder",
    severity: Severity::Error,
    property: Some(Property::Compliance),
    source: Source::Form,
    summary: Words {
        zh: "完成日期早于开始日期，或目标期间与起止日期不是同样的年度",
        en: "an end before its start, or a goal period of other years than the dates",
    },
    explanation: Words {
        zh: "计划完成日期不能早于计划开始日期；项目总目标的期间就是项目实施的年度。",
        en: "The last day is not before the first; the whole-period goal covers the years of the project.",
    },
    bad: "项目 \"培训\" {\n  实施周期: 2022-12-31 至 2022-01-01\n}\n",
    good: "项目 \"培训\" {\n  实施周期: 2022-01-01 至 2022-12-31\n}\n",
    check: Check::Project(check),
};

fn check(cx: &ProjectCx<'_>, report: &mut Report<'_>) -> Outcome {
    let project = cx.project;
    let periods = [(Key::Period, cx.resolved.period), (Key::GoalPeriod, project.goal_period)];
    let mut ordered = true;
    for (key, period) in periods {
        ordered &= period.is_none_or(|period| check_order(cx, key, period, report));
    }
    let both = cx.resolved.period.zip(project.goal_period).filter(|_| ordered);
    if let Some((dates, goal)) = both
        && let (Some(dates_years), Some(goal_years)) = (dates.value.years(), goal.value.years())
        && dates_years != goal_years
    {
        let (label, own) = (cx.label(Key::GoalPeriod), cx.label(Key::Period));
        let shown = |(from, to): (i32, i32)| format!("{from}年至{to}年");
        let (a, b) = (shown(goal_years), shown(dates_years));
        let finding = report
            .finding(
                cx.site(goal.span),
                format!("“{label}”是 {a}，“{own}”是 {b}"),
                format!("“{label}” is {a}, “{own}” {b}"),
            )
            .advise_on_paper("核对两处年份，改成一致。", "Check both and make the years agree.")
            .advise(
                format!("改成一致；“{label}”可以不写，由“{own}”得出。"),
                format!("Make them agree; “{label}” may be left out and follows from “{own}”."),
            )
            .relate(cx.site(dates.span), own, own);
        report.push(finding);
    }
    if cx.resolved.period.is_none() && project.goal_period.is_none() {
        Outcome::NotApplicable
    } else {
        Outcome::Ran
    }
}

fn check_order(cx: &ProjectCx<'_>, key: Key, period: At<Timespan>, report: &mut Report<'_>) -> bool {
    let (Some(start), Some(end)) = (period.value.start, period.value.end) else { return true };
    if start <= end {
        return true;
    }
    let label = cx.label(key);
    let (from, to) = (date_prose(start), date_prose(end));
    let finding = report.finding(
        cx.site(period.span),
        format!("“{label}”的结束 {to} 早于开始 {from}"),
        format!("“{label}” ends {to}, before it begins {from}"),
    );
    report.push(finding.advise("核对两个日期，看是否写反。", "Check the two dates; they may be swapped."));
    false
}
