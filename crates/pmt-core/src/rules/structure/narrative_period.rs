//! STR08: the narrative's 实施周期 is the form's dates.

use time::Date;

use crate::edition::Key;
use crate::expand::date_prose;
use crate::finding::Severity;
use crate::prose::{Moment, Passage, Section, Time, When};
use crate::rules::{Check, Outcome, ProjectCx, Property, Report, Rule, Source};
use crate::text::Words;

/// The narrative's period is another than the form's.
pub static STR08: Rule = Rule {
    code: "STR08",
    name: "narrative-period-differs",
    severity: Severity::Error,
    property: Some(Property::Compliance),
    source: Source::Practice,
    summary: Words {
        zh: "文字里的实施周期与表上的起止日期不一致",
        en: "the period in the narrative is not the form's dates",
    },
    explanation: Words {
        zh: "“五、实施周期”写的起止时间应与表上的计划开始、完成日期一致；写到月的按月比。分阶段写的不检查。",
        en: "Section five names the dates of the form; where it names months, months are compared. A text in stages is not checked.",
    },
    bad: "项目 \"培训\" {\n  实施周期: 2022-01-01 至 2022-12-31 \"\"\"从2022年1月至2022年10月。\"\"\"\n}\n",
    good: "项目 \"培训\" {\n  实施周期: 2022-01-01 至 2022-12-31 \"\"\"从2022年1月至2022年12月。\"\"\"\n}\n",
    check: Check::Project(check),
};

fn check(cx: &ProjectCx<'_>, report: &mut Report<'_>) -> Outcome {
    let Some(period) = cx.resolved.period else { return Outcome::NotApplicable };
    let (Some(start), Some(end)) = (period.value.start, period.value.end) else {
        return Outcome::NotApplicable;
    };
    if start > end {
        return Outcome::NotApplicable;
    }
    let mut outcome = Outcome::NotApplicable;
    for passage in cx.passages_in(|section| section == Section::Period) {
        let Some((time, from, to)) = only_span(&passage, cx.year()) else { continue };
        outcome = Outcome::Ran;
        if fits(from, start) && fits(to, end) {
            continue;
        }
        let (own, words) = (cx.label(Key::Period), passage.words(&time.range));
        let (first, last) = (date_prose(start), date_prose(end));
        let finding = report
            .finding(
                cx.site(passage.span(&time.range)),
                format!("文字里的实施周期是“{words}”，起止日期是 {first}至{last}"),
                format!("the narrative says “{words}”, the dates are {first}至{last}"),
            )
            .advise("核对两处日期，改成一致。", "Check both and make them agree.")
            .relate(cx.site(period.span), own, own);
        report.push(finding);
    }
    outcome
}

/// The span of a text that says nothing else; months without a year take the declaration's.
fn only_span<'a>(passage: &Passage<'a>, year: Option<i32>) -> Option<(&'a Time, Moment, Moment)> {
    let [time] = passage.scan.times.as_slice() else { return None };
    let (from, to) = match time.when {
        When::Span(from, to) => (from, to),
        When::At(at) if at.year.is_some() && at.month.is_none() => (at, at),
        _ => return None,
    };
    let in_year = |moment: Moment| Moment { year: moment.year.or(year), ..moment };
    let before = passage.text().get(..time.range.start)?;
    let after = passage.text().get(time.range.end..)?;
    let fillers = [
        "本项目",
        "该项目",
        "项目",
        "实施周期",
        "实施期限",
        "实施时间",
        "周期",
        "期限",
        "时间",
        "计划",
        "全年",
        "实施",
        "拟",
        "从",
        "自",
        "为",
        "于",
        "在",
        "是",
        "起",
        "止",
        "底",
        "完成",
    ];
    let mut rest = format!("{before}{after}");
    for filler in fillers {
        rest = rest.replace(filler, "");
    }
    let nothing_else = rest.chars().all(|c| !c.is_alphanumeric());
    nothing_else.then_some((time, in_year(from), in_year(to)))
}

/// Whether a moment is the date, as exactly as it is written.
fn fits(moment: Moment, date: Date) -> bool {
    let Some(year) = moment.year else { return true };
    let month_fits = moment.month.is_none_or(|month| month == u8::from(date.month()));
    let day_fits = moment.day.is_none_or(|day| day == date.day());
    // A year alone, or a month, is the form's day wherever in it that lies.
    year == date.year() && month_fits && day_fits
}
