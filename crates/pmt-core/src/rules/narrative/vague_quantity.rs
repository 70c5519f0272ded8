//! NAR04: what is planned has one number, not a span.

use crate::edition::words_money::SUM;
use crate::edition::words_prose::PLANNED_MEASURES;
use crate::finding::Severity;
use crate::prose::{Passage, Quantity, Role, Section, sentence};
use crate::rules::{Check, Outcome, ProjectCx, Property, Report, Rule, Source};
use crate::text::Words;

/// A planned number is a span.
pub static NAR04: Rule = Rule {
    code: "NAR04",
    name: "vague-quantity",
    severity: Severity::Hint,
    property: Some(Property::Adequacy),
    source: Source::Practice,
    summary: Words {
        zh: "人数、天数等写成区间，预算无法核对",
        en: "a number of people or days is a span, so the budget cannot be checked",
    },
    explanation: Words {
        zh: "“300-500人左右”“两到三天”这样的数测算不出一个金额。按计划写一个数，或写清楚下限和上限各按什么标准测算。年龄、面积、比例等区间不检查。",
        en: "No amount follows from “300-500 people” or “two to three days”. Plan one number, or say how each end is costed. Spans of ages, sizes and shares are not checked.",
    },
    bad: "项目 \"培训\" {\n  实施方案: \"培训时间安排5至7天。\"\n}\n",
    good: "项目 \"培训\" {\n  实施方案: \"培训时间安排5天。\"\n}\n",
    check: Check::Project(check),
};

fn check(cx: &ProjectCx<'_>, report: &mut Report<'_>) -> Outcome {
    let mut outcome = Outcome::NotApplicable;
    let planned =
        |section: Section| section.is_narrative() && !matches!(section, Section::Bodies | Section::Period);
    for passage in cx.passages_in(planned) {
        for quantity in &passage.scan.quantities {
            outcome = Outcome::Ran;
            if quantity.up_to.is_some() && is_planned(&passage, quantity) {
                object(cx, &passage, &quantity.range, quantity.approximate, report);
            }
        }
        for money in &passage.scan.amounts {
            if money.up_to.is_some() && !matches!(money.role, Some(Role::OtherYear | Role::Price)) {
                object(cx, &passage, &money.range, money.approximate, report);
            }
        }
    }
    outcome
}

fn object(
    cx: &ProjectCx<'_>,
    passage: &Passage<'_>,
    range: &std::ops::Range<usize>,
    twice: bool,
    report: &mut Report<'_>,
) {
    let words = passage.words(range);
    let (zh, en) = if twice {
        (format!("“{words}”既是区间又是约数"), format!("“{words}” is a span, and approximate besides"))
    } else {
        (format!("“{words}”是区间，不是一个数"), format!("“{words}” is a span, not a number"))
    };
    let finding = report.finding(cx.site(passage.span(range)), zh, en);
    report.push(finding.advise("按计划写一个确定的数。", "Give the number that is planned."));
}

/// Whether a span is of what the project plans: neither an age nor a limit on others.
fn is_planned(passage: &Passage<'_>, quantity: &Quantity) -> bool {
    let before = passage.words(&(quantity.range.start.saturating_sub(24)..quantity.range.start));
    let limits = ["每人", "年龄", "间隔", "提前", "不少于", "不超过", "之间"];
    PLANNED_MEASURES.contains(&quantity.unit)
        && !limits.iter().any(|word| before.ends_with(word))
        && !is_summed_up(passage, quantity)
}

/// Whether the sentence goes on to say how much it is altogether: 每期20至30人，全年10期，合计260人.
fn is_summed_up(passage: &Passage<'_>, quantity: &Quantity) -> bool {
    let sentence = sentence::of(passage.text(), &quantity.range);
    let sums = |other: &&Quantity| {
        other.range.start >= quantity.range.end
            && other.range.end <= sentence.end
            && other.unit == quantity.unit
            && other.is_exact()
    };
    passage.scan.quantities.iter().filter(sums).any(|other| {
        let before = passage.words(&(sentence.start..other.range.start));
        SUM.iter().any(|word| before.ends_with(word))
    })
}
