//! XRF07: what one unit of an output costs, worked out and said.

use std::ops::Range;

use pmt_syntax::Span;
use rust_decimal::{Decimal, RoundingStrategy};

use super::above_standard;
use crate::amount::yuan;
use crate::edition::MoneyUnit;
use crate::edition::words_prose::OCCASIONS;
use crate::finding::Severity;
use crate::model::{Indicator, Target, TargetValue};
use crate::prose::{Money, Passage, Quantity, Role, Section, When, sentence};
use crate::rules::{Check, Outcome, ProjectCx, Property, Report, Rule, Source};
use crate::text::Words;

/// An amount without a price, and the price it comes to.
pub static XRF07: Rule = Rule {
    code: "XRF07",
    name: "unexplained-unit-cost",
    severity: Severity::Hint,
    property: Some(Property::Feasibility),
    source: Source::Practice,
    summary: Words {
        zh: "金额没有单价，按数量折算出的单位成本要能说明",
        en: "an amount without a price: the cost of a unit that follows from it should be explained",
    },
    explanation: Words {
        zh: "只写总数不写单价的，审核时会按人数、天数或次数折算，与标准比较。写明数量和单价，或在测算里列出来，就不再提示。",
        en: "Where only a sum is given, a review divides it by people, days or occasions and compares that with the standards. Give quantity and price, or a 测算, and this is not said.",
    },
    bad: "项目 \"培训\" {\n  年度预算安排 {\n    资金测算: \"培训5天，人数50人，安排经费15万元。\"\n  }\n  年度资金申请总额: 15万元\n}\n",
    good: "项目 \"培训\" {\n  年度预算安排 {\n    资金测算: \"培训5天，人数50人，每人每天600元，安排经费15万元。\"\n  }\n  年度资金申请总额: 15万元\n}\n",
    check: Check::Project(check),
};

fn check(cx: &ProjectCx<'_>, report: &mut Report<'_>) -> Outcome {
    let mut outcome = Outcome::NotApplicable;
    for passage in unpriced(cx) {
        outcome = if passage.scan.amounts.is_empty() { outcome } else { Outcome::Ran };
        for (money, before) in whole_sums(&passage) {
            let _ =
                per_day(cx, &passage, money, &before, report) || per_occasion(cx, &passage, money, report);
        }
    }
    outcome
}

/// The amounts of a text that can be divided, each with what stands before it in its line, behind the one before.
pub(super) fn whole_sums<'s>(passage: &Passage<'s>) -> Vec<(&'s Money, Range<usize>)> {
    let mut from = 0;
    let mut found = Vec::new();
    for money in &passage.scan.amounts {
        let before = from.max(paragraph(passage.text(), money.range.start))..money.range.start;
        from = money.range.end;
        if money.up_to.is_none() && money.role != Some(Role::OtherYear) {
            found.push((money, before));
        }
    }
    found
}

/// The texts that give amounts and no price; none where tasks are costed.
pub(super) fn unpriced<'a>(cx: &ProjectCx<'a>) -> impl Iterator<Item = Passage<'a>> {
    let costed = cx.project.tasks().iter().any(|task| !task.costing.is_empty());
    let texts = cx.passages_in(|section| matches!(section, Section::Estimate | Section::BudgetPlan));
    let priced =
        |passage: &Passage<'_>| passage.scan.amounts.iter().any(|money| money.role == Some(Role::Price));
    texts.filter(move |passage| !costed && !priced(passage))
}

/// Where the line of `at` begins.
fn paragraph(text: &str, at: usize) -> usize {
    text.get(..at).and_then(|before| before.rfind('\n')).map_or(0, |line| line.saturating_add(1))
}

const PEOPLE: [&str; 3] = ["人", "名", "位"];
const DAYS: [&str; 1] = ["天"];

/// An amount behind one number of people and one of days.
fn per_day(
    cx: &ProjectCx<'_>,
    passage: &Passage<'_>,
    money: &Money,
    before: &Range<usize>,
    report: &mut Report<'_>,
) -> bool {
    let Some(each) = each_day(passage, money, before) else { return false };
    // What is above a standard for certain is said of that.
    if above_standard::exceeded(cx, passage, money, each.low).is_some() {
        return true;
    }
    let shown = if each.low == each.high {
        format!("{}/人·天", said(each.low))
    } else {
        format!("{}-{}/人·天", each.low.normalize(), yuan(each.high))
    };
    let quantity_sites = [each.people, each.days].map(|quantity: &Quantity| {
        (passage.span(&quantity.range), passage.words(&quantity.range).to_owned())
    });
    object(cx, passage, money, &shown, &quantity_sites, report);
    true
}

/// What an amount comes to for one of some people on one of some days.
pub(super) struct EachDay<'s> {
    /// At least.
    pub low: Decimal,
    /// At most.
    pub high: Decimal,
    people: &'s Quantity,
    days: &'s Quantity,
}

/// An amount divided by the one number of people and the one of days that stand before it.
pub(super) fn each_day<'s>(
    passage: &Passage<'s>,
    money: &Money,
    before: &Range<usize>,
) -> Option<EachDay<'s>> {
    let only = |units: &[&str]| {
        let mut of = passage.scan.quantities.iter().filter(|quantity| {
            units.contains(&quantity.unit)
                && before.start <= quantity.range.start
                && quantity.range.end <= before.end
        });
        of.next().filter(|_| of.next().is_none())
    };
    let (people, days) = (only(&PEOPLE)?, only(&DAYS)?);
    let low = divided(money.yuan, &[people.up_to.unwrap_or(people.value), days.up_to.unwrap_or(days.value)])?;
    let high = divided(money.yuan, &[people.value, days.value])?;
    Some(EachDay { low, high, people, days })
}

/// The amount of a part whose months the schedule lists, with an indicator that counts as many occasions.
fn per_occasion(cx: &ProjectCx<'_>, passage: &Passage<'_>, money: &Money, report: &mut Report<'_>) -> bool {
    let Some(name) = money.part.clone().filter(|_| money.role == Some(Role::Part)) else { return false };
    let name = passage.words(&name);
    let listed = cx.passages_in(|section| section == Section::Schedule).find_map(|schedule| {
        let (months, range) = schedule.scan.times.iter().find_map(|time| {
            let When::Months { months, .. } = &time.when else { return None };
            let clause = sentence::of(schedule.text(), &time.range);
            schedule.words(&clause).contains(name).then(|| (months.len(), time.range.clone()))
        })?;
        Some((months, schedule.span(&range), schedule.words(&range).to_owned()))
    });
    let Some((months, listed_at, listed)) = listed else { return false };
    let Some((indicator, target)) = occasions(&cx.project.indicators, months) else { return false };
    let Some(each) = divided(money.yuan, &[Decimal::from(months)]) else { return false };
    let unit = target_unit(target);
    let places =
        [(target.span, format!("{} {}", indicator.name.value, target.printed())), (listed_at, listed)];
    object(cx, passage, money, &format!("{}/{unit}", said(each)), &places, report);
    true
}

/// The one indicator that counts so many occasions.
fn occasions(indicators: &[Indicator], count: usize) -> Option<(&Indicator, &Target)> {
    let mut all = indicators.iter().filter_map(|indicator| {
        let target = indicator.target.as_ref()?;
        let TargetValue::Number { value, unit, .. } = &target.value else { return None };
        (*value == Decimal::from(count) && OCCASIONS.contains(&unit.as_str())).then_some((indicator, target))
    });
    all.next().filter(|_| all.next().is_none())
}

fn target_unit(target: &Target) -> &str {
    match &target.value {
        TargetValue::Number { unit, .. } => unit,
        _ => "",
    }
}

/// An amount as it is said: in 万元 with two digits where it is above ten thousand.
pub(super) fn said(value: Decimal) -> String {
    let ten_thousands = value.checked_div(Decimal::from(10_000)).filter(|value| *value >= Decimal::ONE);
    ten_thousands.map_or_else(
        || yuan(value),
        |value| {
            let rounded = value.round_dp_with_strategy(2, RoundingStrategy::MidpointAwayFromZero).normalize();
            format!("{rounded}{}", MoneyUnit::ten_thousand().text)
        },
    )
}

/// An amount divided by numbers, to the yuan where it is above ten.
pub(super) fn divided(amount: Decimal, by: &[Decimal]) -> Option<Decimal> {
    let each = by.iter().try_fold(amount, |left, number| left.checked_div(*number))?;
    let digits = if each >= Decimal::TEN { 0 } else { 2 };
    Some(each.round_dp_with_strategy(digits, RoundingStrategy::MidpointAwayFromZero))
}

fn object(
    cx: &ProjectCx<'_>,
    passage: &Passage<'_>,
    money: &Money,
    each: &str,
    places: &[(Span, String)],
    report: &mut Report<'_>,
) {
    let words = passage.words(&money.range);
    let mut finding = report
        .finding(
            cx.site(passage.span(&money.range)),
            format!("“{words}”折合 {each}，没有写单价"),
            format!("“{words}” comes to {each}; no price is given"),
        )
        .advise_on_paper("写明单价和标准。", "Give the price and its standard.")
        .advise(
            "写明单价和标准，或在任务的测算里列出数量和单价。",
            "Give the price and its standard, or cost it in the task's 测算.",
        );
    for (span, what) in places {
        finding = finding.relate(cx.site(*span), what.as_str(), what.as_str());
    }
    report.push(finding);
}
