//! IND12: a year's target is no more than the whole period's.

use pmt_syntax::Comparator;
use rust_decimal::Decimal;

use crate::edition::{Key, MoneyUnit, unit_scale};
use crate::finding::Severity;
use crate::model::{Target, TargetValue};
use crate::rules::{Check, Outcome, ProjectCx, Property, Report, Rule, Source};
use crate::text::Words;

/// A year's target above the whole period's.
pub static IND12: Rule = Rule {
    code: "IND12",
    name: "annual-above-overall",
    severity: Severity::Warning,
    property: Some(Property::Adequacy),
    source: Source::Practice,
    summary: Words {
        zh: "年度指标值大于总体指标值", en: "a year's target above the whole period's"
    },
    explanation: Words {
        zh: "跨年项目的数量、金额，一年做的不会多于整个周期做的。比率、单价和时限不累计，不在此列。",
        en: "Of what is counted or paid, one year has no more than the whole period. Ratios, prices and time limits do not add up and are left alone.",
    },
    bad: "项目 \"修路\" {\n  绩效指标 { 产出指标 { 数量指标 { 道路建设长度 >= 9850 米 { 总体 >= 985 米 } } } }\n}\n",
    good: "项目 \"修路\" {\n  绩效指标 { 产出指标 { 数量指标 { 道路建设长度 >= 300 米 { 总体 >= 985 米 } } } }\n}\n",
    check: Check::Project(check),
};

/// Units of what adds up over the years.
const ADDED_UP: &[&str] = &[
    "米",
    "公里",
    "平方米",
    "平方公里",
    "亩",
    "公顷",
    "吨",
    "立方米",
    "人次",
    "人",
    "次",
    "场",
    "场次",
    "期",
    "台",
    "套",
    "辆",
    "座",
    "处",
    "个",
    "件",
    "份",
    "册",
    "本",
    "株",
    "棵",
    "户",
    "栋",
];

fn check(cx: &ProjectCx<'_>, report: &mut Report<'_>) -> Outcome {
    let mut outcome = Outcome::NotApplicable;
    for indicator in &cx.project.indicators {
        let (Some(year), Some(whole)) = (&indicator.target, &indicator.overall) else { continue };
        let (Some(of_year), Some(of_whole)) = (added_up(year), added_up(whole)) else { continue };
        let name = &indicator.name.value;
        let averaged = ["人均", "户均", "平均", "年均", "每", "最"].iter().any(|word| name.contains(word));
        if of_year.1 != of_whole.1 || averaged || indicator.broken {
            continue;
        }
        outcome = Outcome::Ran;
        if of_year.0 <= of_whole.0 {
            continue;
        }
        let label = cx.label(Key::OverallTarget);
        let finding = report
            .finding(
                cx.site(year.value_span),
                format!(
                    "“{name}”一年的目标 {} 大于“{label}”的 {}",
                    year.printed_value(),
                    whole.printed_value()
                ),
                format!(
                    "the year's target {} of “{name}” is above the whole period's {}",
                    year.printed_value(),
                    whole.printed_value()
                ),
            )
            .advise("改正其中一个。", "Correct one of them.")
            .relate(cx.site(whole.value_span), label, "the whole period's");
        report.push(finding);
    }
    outcome
}

/// The amount and the unit of a target that adds up over the years: a count that is to be reached, or money.
fn added_up(target: &Target) -> Option<(Decimal, &str)> {
    let TargetValue::Number { value, unit, .. } = &target.value else { return None };
    let upward = target.comparator.is_none_or(|sign| {
        matches!(sign.value, Comparator::AtLeast | Comparator::MoreThan | Comparator::Equal)
    });
    if let Some(money) = MoneyUnit::parse(unit) {
        return Some((value.checked_mul(Decimal::from(money.yuan))?, MoneyUnit::yuan().text));
    }
    let (scale, unit) = unit_scale(unit);
    let counted = ADDED_UP.contains(&unit) && upward;
    counted.then_some((value.checked_mul(Decimal::from(scale))?, unit))
}
