//! XRF06: what 执行计划 dates lies in the project's period, and there are as many dates as occasions.

use pmt_syntax::Span;
use rust_decimal::Decimal;

use crate::edition::Key;
use crate::edition::words_prose::{AROUND_AN_ACTIVITY, OCCASIONS};
use crate::expand::date_prose;
use crate::finding::Severity;
use crate::model::{At, TimeValue, Timespan};
use crate::prose::{Passage, Section, Time, When, sentence};
use crate::rules::{Check, Outcome, ProjectCx, Property, Report, Rule, Source};
use crate::text::Words;

/// A date outside the period, or more or fewer dates than occasions.
pub static XRF06: Rule = Rule {
    code: "XRF06",
    name: "schedule-disagrees",
    severity: Severity::Warning,
    property: Some(Property::Feasibility),
    source: Source::Practice,
    summary: Words {
        zh: "任务或执行计划的时间不在实施周期之内，或次数与列出的月份数不符",
        en: "a date of a task or of the schedule is outside the period, or the dates are not as many as the occasions",
    },
    explanation: Words {
        zh: "活动的月份应落在计划开始和完成日期之间；“分别在3月、5月和8月举办4次”这样次数和月份数对不上的，也要改。支付、验收、筹备等可以在周期之外，不检查。",
        en: "Activities fall between the planned first and last day; as many occasions as months are named where each has one. Payment, acceptance and preparation may lie outside.",
    },
    bad: "项目 \"培训\" {\n  实施周期: 2022-03-01 至 2022-10-31\n  年度预算安排 {\n    资金测算: \"项目预算为2万元。\"\n    执行计划: \"培训在9-11月举办。\"\n  }\n}\n",
    good: "项目 \"培训\" {\n  实施周期: 2022-03-01 至 2022-11-30\n  年度预算安排 {\n    资金测算: \"项目预算为2万元。\"\n    执行计划: \"培训在9-11月举办。\"\n  }\n}\n",
    check: Check::Project(check),
};

fn check(cx: &ProjectCx<'_>, report: &mut Report<'_>) -> Outcome {
    let mut outcome = Outcome::NotApplicable;
    let dated = |section| matches!(section, Section::Schedule | Section::Plan | Section::Task(_));
    for passage in cx.passages_in(dated) {
        for time in &passage.scan.times {
            outcome = Outcome::Ran;
            if passage.section == Section::Schedule && outside(cx, &passage, time, report) {
                continue;
            }
            count(cx, &passage, time, report);
        }
    }
    for task in cx.project.tasks() {
        for at in task.times.iter().flat_map(|times| &times.values) {
            outcome = Outcome::Ran;
            task_outside(cx, *at, report);
        }
    }
    outcome
}

/// Reports a time of a task that does not lie in the period.
fn task_outside(cx: &ProjectCx<'_>, at: At<TimeValue>, report: &mut Report<'_>) {
    let Some((period, start, end)) = period(cx) else { return };
    // A period of another year than the declaration's is STR06's.
    if cx.year().is_some_and(|year| year < start.year() || end.year() < year) {
        return;
    }
    let days = at.value.days(cx.year());
    let (Some(from), Some(to)) = (days.start, days.end) else { return };
    // What is written to the month lies in a period that has a part of the month.
    let begins = from >= start || same_month(from, start);
    let ends = to <= end || same_month(to, end);
    if (begins && ends) || from > to {
        return;
    }
    let (own, time) = (cx.label(Key::Period), cx.label(Key::Time));
    let (first, last) = (date_prose(start), date_prose(end));
    let finding = report
        .finding(
            cx.site(at.span),
            format!("任务的“{time}”超出了“{own}”（{first}至{last}）"),
            format!("the task's “{time}” goes beyond “{own}” ({first}至{last})"),
        )
        .advise("核对任务的时间和起止日期。", "Check the task's dates and the project's.")
        .relate(cx.site(period.span), own, own);
    report.push(finding);
}

/// The period, if both its days are known and in order.
fn period(cx: &ProjectCx<'_>) -> Option<(At<Timespan>, time::Date, time::Date)> {
    let period = cx.resolved.period?;
    let (start, end) = (period.value.start?, period.value.end?);
    (start <= end).then_some((period, start, end))
}

/// Reports a time outside the period. Months without a year have one only in a project of one year.
fn outside(cx: &ProjectCx<'_>, passage: &Passage<'_>, time: &Time, report: &mut Report<'_>) -> bool {
    let Some((period, start, end)) = period(cx) else { return false };
    let year = (start.year() == end.year()).then_some(start.year());
    let Some((from, to)) = time.days(year) else { return false };
    // A year alone says no more than the period does; and a month counts if any day of it is inside.
    let is_year = matches!(time.when, When::At(at) if at.month.is_none());
    let reversed = from > to;
    let spans_years = matches!(time.when, When::Span(a, b) if a.month.is_none() || b.month.is_none());
    let inside = from <= end && to >= start && starts_inside(from, start, time) && ends_inside(to, end, time);
    let sentence = sentence::of(passage.text(), &time.range);
    let words = passage.words(&sentence);
    let around = AROUND_AN_ACTIVITY.iter().any(|word| words.contains(word));
    if inside || reversed || is_year || spans_years || around {
        return false;
    }
    let (said, own) = (passage.words(&time.range), cx.label(Key::Period));
    let (first, last) = (date_prose(start), date_prose(end));
    let finding = report
        .finding(
            cx.site(passage.span(&time.range)),
            format!("“{said}”不在“{own}”（{first}至{last}）之内"),
            format!("“{said}” is not within “{own}” ({first}至{last})"),
        )
        .advise("核对活动的时间和起止日期。", "Check the activity's dates and the project's.")
        .relate(cx.site(period.span), own, own);
    report.push(finding);
    true
}

fn same_month(a: time::Date, b: time::Date) -> bool {
    a.year() == b.year() && a.month() == b.month()
}

/// Whether a time begins in the period; one written to the month may begin in its first month.
fn starts_inside(from: time::Date, start: time::Date, time: &Time) -> bool {
    from >= start || (same_month(from, start) && is_of_months(time))
}

fn ends_inside(to: time::Date, end: time::Date, time: &Time) -> bool {
    to <= end || (same_month(to, end) && is_of_months(time))
}

fn is_of_months(time: &Time) -> bool {
    match &time.when {
        When::At(at) => at.day.is_none(),
        When::Span(from, to) => from.day.is_none() || to.day.is_none(),
        When::Months { .. } => true,
    }
}

/// Reports `分别在3月、5月和8月举办4次`: each month has one occasion, and there are not as many.
fn count(cx: &ProjectCx<'_>, passage: &Passage<'_>, time: &Time, report: &mut Report<'_>) {
    let When::Months { months, .. } = &time.when else { return };
    let text = passage.text();
    let sentence = sentence::of(text, &time.range);
    let words = passage.words(&sentence);
    let here: Vec<_> = passage
        .scan
        .quantities
        .iter()
        .filter(|quantity| sentence.start <= quantity.range.start && quantity.range.end <= sentence.end)
        .collect();
    let lists = passage
        .scan
        .times
        .iter()
        .filter(|other| sentence.start <= other.range.start && other.range.end <= sentence.end);
    let ([quantity], 1) = (here.as_slice(), lists.count()) else { return };
    let each = words.contains('各') || words.contains('每');
    let one_each = words.contains("分别") && !each;
    let counted = quantity.is_exact() && OCCASIONS.contains(&quantity.unit);
    let dates = Decimal::from(months.len());
    if !one_each || !counted || quantity.value == dates {
        return;
    }
    let (said, listed) = (passage.words(&quantity.range), months.len());
    let site = |range: &std::ops::Range<usize>| -> Span { passage.span(range) };
    let finding = report
        .finding(
            cx.site(site(&quantity.range)),
            format!("这里说“{said}”，列出的月份却有 {listed} 个"),
            format!("“{said}” here, but {listed} months are listed"),
        )
        .advise("核对次数和月份。", "Check the number and the months.")
        .relate(cx.site(site(&time.range)), passage.words(&time.range), passage.words(&time.range));
    report.push(finding);
}
