//! VAL10: a share of a whole lies between 0 and 100 %, and nothing is counted below 0.

use rust_decimal::Decimal;

use super::targets;
use crate::edition::is_share;
use crate::finding::Severity;
use crate::model::{Target, TargetValue};
use crate::rules::{Check, Outcome, ProjectCx, Property, Report, Rule, Source};
use crate::text::Words;

/// A share above the whole or below nothing.
pub static VAL10: Rule = Rule {
    code: "VAL10",
    name: "impossible-share",
    severity: Severity::Error,
    property: Some(Property::Adequacy),
    source: Source::Practice,
    summary: Words {
        zh: "占整体的比率超过 100% 或小于 0，或者个数小于 0",
        en: "a share above 100 % or below 0, or a count below 0",
    },
    explanation: Words {
        zh: "合格率、覆盖率、满意度是部分占整体的比率，不会超过 100%，也不会小于 0。增长率、完成率、到位率等可以超过 100%，不在此列。人、家、次、起这样数出来的个数不会小于 0。",
        en: "合格率, 覆盖率 or 满意度 is a part of a whole: never above 100 % nor below 0. What can be (增长率, 完成率, 到位率) is left alone. What is counted (人, 家, 次, 起) is never below 0.",
    },
    bad: "项目 \"培训\" {\n  绩效指标 { 产出指标 { 质量指标 { 考核合格率 >= 950% } } }\n}\n",
    good: "项目 \"培训\" {\n  绩效指标 { 产出指标 { 质量指标 { 考核合格率 >= 95% } } }\n}\n",
    check: Check::Project(check),
};

fn check(cx: &ProjectCx<'_>, report: &mut Report<'_>) -> Outcome {
    let mut outcome = Outcome::NotApplicable;
    for (indicator, target) in targets(cx) {
        let name = &indicator.name.value;
        if let Some(count) = negative_count(target).filter(|_| !indicator.broken) {
            let finding = report.finding(
                cx.site(target.value_span),
                format!("指标“{name}”的个数 {count} 小于 0"),
                format!("“{name}” counts {count}, below 0"),
            );
            report.push(finding.advise("改正数值。", "Correct the number."));
        }
        let Some((least, most)) = percentage(target).filter(|_| !indicator.broken && is_share(name)) else {
            continue;
        };
        outcome = Outcome::Ran;
        let value = target.printed_value();
        let (zh, en) = if most > Decimal::ONE_HUNDRED {
            ("超过了 100%", "above 100 %")
        } else if least < Decimal::ZERO {
            ("小于 0", "below 0")
        } else {
            continue;
        };
        let finding = report.finding(
            cx.site(target.value_span),
            format!("指标“{name}”是占整体的比率，值 {value} {zh}"),
            format!("“{name}” is a share of a whole, and its value {value} is {en}"),
        );
        report.push(finding.advise(
            "改正数值；确实可以超过的，在名称中写明，如“增长率”。",
            "Correct the number; what can be more says so in its name, such as 增长率.",
        ));
    }
    outcome
}

/// Units of what is counted one by one: a change or a balance is given in others.
const COUNTED_IN: &[&str] =
    &["人", "名", "人次", "家", "起", "场", "场次", "次", "期", "套", "册", "份", "篇", "处"];

/// A number below zero of what is counted.
fn negative_count(target: &Target) -> Option<String> {
    let TargetValue::Number { value, unit, .. } = &target.value else { return None };
    let counts = COUNTED_IN.contains(&crate::edition::unit_scale(unit).1);
    (counts && value.is_sign_negative() && !value.is_zero()).then(|| target.printed_value())
}

/// The ends of a percentage.
pub(super) fn percentage(target: &Target) -> Option<(Decimal, Decimal)> {
    match &target.value {
        TargetValue::Number { value, unit, .. } if unit == "%" => Some((*value, *value)),
        TargetValue::Range { min, max, unit, .. } if unit == "%" => Some((*min, *max)),
        _ => None,
    }
}
