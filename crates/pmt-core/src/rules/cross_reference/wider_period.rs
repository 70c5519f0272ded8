//! XRF09: the project's dates are those of its work.

use crate::edition::Key;
use crate::edition::words_reference::ALL_YEAR;
use crate::finding::{Severity, Site};
use crate::prose::{Section, When};
use crate::rules::{Check, Outcome, ProjectCx, Property, Report, Rule, Source};
use crate::text::Words;

/// A whole year for the work of a few months.
pub static XRF09: Rule = Rule {
    code: "XRF09",
    name: "period-wider-than-plan",
    severity: Severity::Hint,
    property: Some(Property::Feasibility),
    source: Source::Practice,
    summary: Words {
        zh: "实施周期是全年，方案和计划里的工作只有几个月",
        en: "the period is a whole year, the planned work a few months of it",
    },
    explanation: Words {
        zh: "起止日期应是项目实际实施的时间。方案和执行计划里的月份全在四个月之内，又没有说到常年的工作，起止日期却是全年的，按实际的写，或补上其他月份的工作。",
        en: "The dates are when the project is carried out. Where all months in plan and schedule lie within four, and nothing is said of work all year, write those dates, or add what the other months are for.",
    },
    bad: "项目 \"培训\" {\n  实施周期: 2022-01-01 至 2022-12-31\n  实施方案: \"9月举办新任干部培训，印制教材，10月考核，合格的发给证书。\"\n}\n",
    good: "项目 \"培训\" {\n  实施周期: 2022-08-01 至 2022-11-30\n  实施方案: \"9月举办新任干部培训，印制教材，10月考核，合格的发给证书。\"\n}\n",
    check: Check::Project(check),
};

/// The most months from the first to the last of the work that a whole year is too wide for.
const FEW: u8 = 4;

fn check(cx: &ProjectCx<'_>, report: &mut Report<'_>) -> Outcome {
    let Some(period) = cx.resolved.period else { return Outcome::NotApplicable };
    let (Some(start), Some(end)) = (period.value.start, period.value.end) else {
        return Outcome::NotApplicable;
    };
    let whole_year =
        start.year() == end.year() && u8::from(start.month()) == 1 && u8::from(end.month()) == 12;
    if !whole_year {
        return Outcome::NotApplicable;
    }
    let mut found: Vec<(u8, u8, Site)> = Vec::new();
    let mut add = |from: time::Date, to: time::Date, site: Site| {
        found.push((u8::from(from.month()), u8::from(to.month()), site));
    };
    let of_work = |section: Section| matches!(section, Section::Plan | Section::Schedule | Section::Task(_));
    for passage in cx.passages_in(of_work) {
        if ALL_YEAR.iter().any(|word| passage.text().contains(word)) {
            return Outcome::Ran;
        }
        for time in &passage.scan.times {
            let is_year = matches!(time.when, When::At(at) if at.month.is_none());
            let Some((from, to)) = time.days(Some(start.year())).filter(|_| !is_year) else { continue };
            add(from, to, cx.site(passage.span(&time.range)));
        }
    }
    for task in cx.project.tasks() {
        let Some(times) = &task.times else { return Outcome::Ran };
        for time in &times.values {
            let days = time.value.days(Some(start.year()));
            let (Some(from), Some(to)) = (days.start, days.end) else { return Outcome::Ran };
            add(from, to, cx.site(time.span));
        }
    }
    let first = found.iter().map(|(from, ..)| *from).min();
    let last = found.iter().map(|(_, to, _)| *to).max();
    let (Some(first), Some(last)) = (first, last) else { return Outcome::NotApplicable };
    if found.len() < 2 || first > last || last.saturating_sub(first) >= FEW {
        return Outcome::Ran;
    }
    let own = cx.label(Key::Period);
    let finding = report
        .finding(
            cx.site(period.span),
            format!("“{own}”是全年，方案和计划里的工作只在{first}月至{last}月"),
            format!("“{own}” is the whole year; the planned work is in months {first} to {last}"),
        )
        .advise(
            "按实际的起止日期写，或写明其他月份的工作。",
            "Write the dates of the work, or say what the other months are for.",
        );
    report.push(
        found
            .iter()
            .fold(finding, |finding, (.., site)| finding.relate(*site, "这里的时间", "the time here")),
    );
    Outcome::Ran
}
