//! VAL01: every indicator has a value.

use super::targets;
use crate::edition::is_placeholder;
use crate::finding::Severity;
use crate::model::TargetValue;
use crate::rules::{Check, Outcome, ProjectCx, Property, Report, Rule, Source};
use crate::text::Words;

/// A blank value or a placeholder.
pub static VAL01: Rule = Rule {
    code: "VAL01",
    name: "blank-value",
    severity: Severity::Error,
    property: Some(Property::Completeness),
    source: Source::Form,
    summary: Words { zh: "指标没有值", en: "an indicator has no value" },
    explanation: Words {
        zh: "指标值空着，或写“*”“/”“-”“XX”之类，系统不予保存，也无从考核。确实不适用的写 不适用。",
        en: "A blank value, or “*”, “/”, “-”, “XX” for one, is not saved by the budget system and cannot be judged. What does not apply is 不适用.",
    },
    bad: "项目 \"培训\" {\n  绩效指标 { 产出指标 { 数量指标 { 参训人数: \"XX\" } } }\n}\n",
    good: "项目 \"培训\" {\n  绩效指标 { 产出指标 { 数量指标 { 参训人数 >= 30 人 } } }\n}\n",
    check: Check::Project(check),
};

fn check(cx: &ProjectCx<'_>, report: &mut Report<'_>) -> Outcome {
    if cx.project.indicators.is_empty() || cx.project.indicators_misnested {
        return Outcome::NotApplicable;
    }
    for indicator in &cx.project.indicators {
        if indicator.target.is_none() && indicator.overall.is_none() && !indicator.broken {
            let name = &indicator.name;
            let finding = report.finding(
                cx.site(name.span),
                format!("指标“{}”没有值", name.value),
                format!("the indicator “{}” has no value", name.value),
            );
            report.push(finding.advise(
                "写上目标值，如 >= 30 家；不适用的写 不适用。",
                "Give its target, such as >= 30 家, or 不适用.",
            ));
        }
    }
    let words = cx.settings.words("placeholders");
    for (indicator, target) in targets(cx) {
        let TargetValue::Words(value) = &target.value else { continue };
        if is_placeholder(value) || words.contains(value) {
            let finding = report.finding(
                cx.site(target.value_span),
                format!("指标“{}”的值“{value}”不是实际的值", indicator.name.value),
                format!("“{value}” is no value for the indicator “{}”", indicator.name.value),
            );
            report.push(finding.advise("写上实际的目标值。", "Give the real target."));
        }
    }
    Outcome::Ran
}
