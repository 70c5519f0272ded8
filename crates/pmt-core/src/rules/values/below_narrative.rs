//! VAL12: a target is not below the number that the narrative gives for the same thing.

use std::ops::Range;

use pmt_syntax::Comparator;
use rust_decimal::Decimal;

use crate::amount::multiply;
use crate::edition::words_money::OTHER_YEARS;
use crate::edition::{bare_name, unit_scale};
use crate::finding::Severity;
use crate::model::{Indicator, Target, TargetValue};
use crate::prose::{Passage, Quantity, Section, sentence};
use crate::rules::{Check, Outcome, ProjectCx, Property, Report, Rule, Source};
use crate::text::Words;

/// A target below the narrative's own number.
pub static VAL12: Rule = Rule {
    code: "VAL12",
    name: "target-below-narrative",
    severity: Severity::Warning,
    property: Some(Property::Relevance),
    source: Source::Practice,
    summary: Words {
        zh: "指标值低于文字里同一事物的数量",
        en: "a target below the number the narrative gives for the same thing",
    },
    explanation: Words {
        zh: "实施方案写了面向 55 家党组织，数量指标就不应只定 50 家。单位相同、指标名里就有文字所数的那个词、文字里只有一个这样的数时才比较。",
        en: "A plan for 55 branches has no target of 50. They are compared only where the unit is one, the indicator's name has the very noun that the text counts, and the text counts it once.",
    },
    bad: "项目 \"培训\" {\n  实施方案: \"培训所属35家党组织的书记。\"\n  绩效指标 {\n    产出指标 { 数量指标 { 参与培训的党组织 >= 30 家 } }\n  }\n}\n",
    good: "项目 \"培训\" {\n  实施方案: \"培训所属35家党组织的书记。\"\n  绩效指标 {\n    产出指标 { 数量指标 { 参与培训的党组织 >= 35 家 } }\n  }\n}\n",
    check: Check::Project(check),
};

/// A number of something in the narrative.
struct Counted<'a> {
    passage: usize,
    quantity: &'a Quantity,
}

fn check(cx: &ProjectCx<'_>, report: &mut Report<'_>) -> Outcome {
    let does =
        |section: Section| section.is_narrative() && !matches!(section, Section::Bodies | Section::Period);
    let passages: Vec<Passage<'_>> = cx.passages_in(does).collect();
    let mut outcome = Outcome::NotApplicable;
    for indicator in cx.project.indicators.iter().filter(|indicator| !indicator.broken) {
        let Some((target, value, unit)) = bounded(indicator) else { continue };
        outcome = Outcome::Ran;
        let of_unit = passages.iter().enumerate().flat_map(|(index, passage)| {
            let quantities = passage.scan.quantities.iter().filter(|quantity| quantity.unit == unit);
            quantities.map(move |quantity| Counted { passage: index, quantity })
        });
        let of_unit: Vec<Counted<'_>> = of_unit.collect();
        // The narrative has the target's own number in the same unit: that is what the target is.
        if of_unit.iter().any(|counted| counted.quantity.value == value) {
            continue;
        }
        let same: Vec<&Counted<'_>> = of_unit
            .iter()
            .filter(|counted| {
                passages
                    .get(counted.passage)
                    .is_some_and(|passage| counts(passage, counted.quantity, indicator))
            })
            .collect();
        let Some(first) = same.first() else { continue };
        // Several numbers of a unit may be parts and wholes of one another.
        let agrees = |other: &Counted<'_>| other.quantity.value == first.quantity.value;
        let told =
            passages.get(first.passage).is_some_and(|passage| is_named(passage, first.quantity, indicator));
        let one = if told { same.iter().copied().all(agrees) } else { of_unit.iter().all(agrees) };
        let Some(passage) = passages.get(first.passage).filter(|_| one) else { continue };
        if first.quantity.is_exact() && first.quantity.value > value {
            object(cx, passage, &first.quantity.figure, indicator, target, report);
        }
    }
    outcome
}

fn object(
    cx: &ProjectCx<'_>,
    passage: &Passage<'_>,
    figure: &Range<usize>,
    indicator: &Indicator,
    target: &Target,
    report: &mut Report<'_>,
) {
    let (name, own, said) = (&indicator.name.value, target.printed(), passage.words(figure));
    let finding = report
        .finding(
            cx.site(target.span),
            format!("“{name}”的指标值 {own}，低于文字里的“{said}”"),
            format!("“{name}” is {own}, below the “{said}” of the narrative"),
        )
        .advise("核对两处数量；不全覆盖的，说明原因。", "Check both; say why not all are covered.")
        .relate(
            cx.site(passage.span(figure)),
            format!("文字里是“{said}”"),
            format!("“{said}” in the narrative"),
        );
    report.push(finding);
}

/// A target that says how much at least, with its unit.
fn bounded(indicator: &Indicator) -> Option<(&Target, Decimal, &str)> {
    let target = indicator.target.as_ref()?;
    let TargetValue::Number { value, unit, .. } = &target.value else { return None };
    let comparator = target.comparator.map(|comparator| comparator.value);
    let at_least = matches!(comparator, Some(Comparator::AtLeast | Comparator::MoreThan | Comparator::Equal));
    let (scale, unit) = unit_scale(unit);
    let counts = at_least && !unit.is_empty() && unit != crate::prose::PERCENT;
    counts.then_some((target, multiply(*value, Decimal::from(scale))?, unit))
}

/// The fewest characters of a name that tells what a number before which it stands is of.
const NAME: usize = 4;

/// What a name may say of its measure that a text leaves out: 养护河道长度 is what 养护河道52公里 gives.
const MEASURED: [&str; 9] = ["长度", "面积", "数量", "人数", "次数", "件数", "户数", "里程", "数"];

/// Whether all of an indicator's name stands right before a number: 培训社区科普员200人.
fn is_named(passage: &Passage<'_>, quantity: &Quantity, indicator: &Indicator) -> bool {
    let name = bare_name(&indicator.name.value);
    let name = MEASURED.iter().find_map(|measured| name.strip_suffix(measured)).unwrap_or(name);
    let before = passage.words(&(0..quantity.range.start));
    quantity.noun.is_none() && name.chars().count() >= NAME && before.ends_with(name)
}

/// Whether a text counts what an indicator is named after, for this project and this year.
fn counts(passage: &Passage<'_>, quantity: &Quantity, indicator: &Indicator) -> bool {
    let name = bare_name(&indicator.name.value);
    let behind = quantity.noun.as_ref().map_or("", |noun| passage.words(noun));
    let named = names(name, behind) || is_named(passage, quantity, indicator);
    let sentence = sentence::of(passage.text(), &quantity.range);
    let words = passage.words(&sentence);
    let elsewhere = OTHER_YEARS.iter().any(|word| words.contains(word))
        || ["累计", "截至", "已", "总共", "现有", "全国", "全市", "每", "各"]
            .iter()
            .any(|word| words.contains(word));
    named && !elsewhere
}

/// Whether a name has what a text counts. Where the text's next word is not told from the noun (55家党组织组织学习),
/// its beginning is the noun if it is long enough to be one.
fn names(name: &str, noun: &str) -> bool {
    const LONG_ENOUGH: usize = 4;
    let length = noun.chars().count();
    let begins = || noun.char_indices().nth(LONG_ENOUGH).and_then(|(at, _)| noun.get(..at));
    (length >= 2 && name.contains(noun)) || begins().is_some_and(|beginning| name.contains(beginning))
}
