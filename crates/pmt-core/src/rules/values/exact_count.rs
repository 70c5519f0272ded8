//! VAL11: doing more than was promised does not miss the target.

use pmt_syntax::{Comparator, Edit};
use rust_decimal::Decimal;

use super::targets;
use crate::edition::words_indicators::{OBLIGATIONS, RHYTHMS};
use crate::edition::{Level2, less_is_better, unit_scale};
use crate::finding::Severity;
use crate::model::{TargetValue, Timespan};
use crate::rules::passages::{Passage, clauses};
use crate::rules::{Check, Outcome, ProjectCx, Property, Report, Rule, Source};
use crate::text::Words;

/// `=` or `>` on an open-ended count.
pub static VAL11: Rule = Rule {
    code: "VAL11",
    name: "exact-count",
    severity: Severity::Hint,
    property: Some(Property::Adequacy),
    source: Source::Practice,
    summary: Words {
        zh: "可以多做的事写成了“=”或“>”", en: "`=` or `>` where ≥ is meant"
    },
    explanation: Words {
        zh: "活动场次、参加人数可以多于计划。写“= 3 次”，办了 4 次反而没有达到；写“> 3 次”，办 3 次也没有达到。一般写 >=。按月、按季度等固定节奏做的和发放、缴纳的次数，多一次少一次都不对，不在此列。",
        en: "There may be more events and participants than planned: `= 3 次` is missed by a fourth event, and `> 3 次` by exactly three. >= is what is meant as a rule. What has a fixed rhythm (每月, 每季度), and payments, are neither more nor fewer and are left alone.",
    },
    bad: "项目 \"群团\" {\n  绩效指标 { 产出指标 { 数量指标 { 群团活动 = 3 次 } } }\n}\n",
    good: "项目 \"群团\" {\n  绩效指标 { 产出指标 { 数量指标 { 群团活动 >= 3 次 } } }\n}\n",
    check: Check::Project(check),
};

/// Units of what can be done once more or by one more.
const OPEN_ENDED: &[&str] = &["次", "场", "场次", "期", "批次", "人", "人次", "名", "篇", "期次", "班次"];

fn check(cx: &ProjectCx<'_>, report: &mut Report<'_>) -> Outcome {
    let mut outcome = Outcome::NotApplicable;
    for (indicator, target) in targets(cx) {
        let (TargetValue::Number { value, unit, .. }, Some(sign)) = (&target.value, target.comparator) else {
            continue;
        };
        outcome = Outcome::Ran;
        let open = OPEN_ENDED.contains(&unit_scale(unit).1) && indicator.level2 == Some(Level2::Quantity);
        let name = &indicator.name.value;
        let obliged = OBLIGATIONS.iter().any(|word| name.contains(word));
        if !open || *value <= Decimal::ZERO || indicator.broken || less_is_better(name) || obliged {
            continue;
        }
        if sign.value == Comparator::Equal && follows_a_rhythm(cx, name, *value) {
            continue;
        }
        let (zh, en) = match sign.value {
            Comparator::Equal => ("多做了反而没有达到", "doing more misses it"),
            Comparator::MoreThan => ("正好做到这个数也没有达到", "doing exactly so many misses it"),
            _ => continue,
        };
        let (written, least) = (sign.value.source(), Comparator::AtLeast.source());
        let finding = report.finding(
            cx.site(target.span),
            format!("指标“{name}”的目标是“{written} {}”：{zh}", target.printed_value()),
            format!("the target of “{name}” is “{written} {}”: {en}", target.printed_value()),
        );
        let edits = vec![Edit { span: sign.span, text: least.to_owned() }];
        report.push(
            finding.advise(format!("多半是“{least}”。"), format!("“{least}” is probably meant.")).fix(
                false,
                edits,
                format!("改为“{least}”"),
                format!("write “{least}”"),
            ),
        );
    }
    outcome
}

/// Whether the indicator's name or the narrative fixes how often in the period something is done, and the target is
/// just that: once or, where the clause names the number, several times each month, quarter …
fn follows_a_rhythm(cx: &ProjectCx<'_>, name: &str, value: Decimal) -> bool {
    let period = cx.resolved.period.map(|period| period.value);
    let is_of = |words: &str| {
        RHYTHMS.iter().filter(|rhythm| rhythm.words.iter().any(|word| words.contains(word))).any(|rhythm| {
            let (least, most) = (times(period, rhythm.days, true), times(period, rhythm.days, false));
            let factor = |times: i64| {
                times == 1 || NUMERALS.iter().any(|(n, says)| *n == times && words.contains(says))
            };
            (1..=4).filter(|times| factor(*times)).any(|times| {
                (least.saturating_mul(times)..=most.saturating_mul(times))
                    .any(|count| Decimal::from(count) == value)
            })
        })
    };
    is_of(name)
        || Passage::all(cx).any(|passage| {
            let text = passage.text();
            clauses(text, 0..text.len()).iter().any(|clause| is_of(passage.words(clause)))
        })
}

/// How often a clause says that something is done each time.
const NUMERALS: [(i64, &str); 6] = [(2, "2"), (2, "两"), (2, "二"), (3, "3"), (3, "三"), (4, "4")];

/// How often a stretch of so many days fits into a period, or into a year where the period is not known: at least,
/// leaving out a sixth for holidays and the like where the stretch is short, or at most.
fn times(period: Option<Timespan>, days: i64, at_least: bool) -> i64 {
    let length = period.and_then(|period| {
        let days = |date: time::Date| i64::from(date.to_julian_day());
        Some(days(period.end?).saturating_sub(days(period.start?)).saturating_add(1))
    });
    let length = length.unwrap_or(366);
    let holidays = if days < 20 && at_least { length / 6 } else { 0 };
    // To the nearest: the months of a year are twelve, and its quarters four.
    let rounding = if days < 20 && at_least { 0 } else { days / 2 };
    length.saturating_sub(holidays).saturating_add(rounding).checked_div(days).unwrap_or(0).max(1)
}
