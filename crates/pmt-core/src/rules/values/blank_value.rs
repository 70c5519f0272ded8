//! VAL01: every indicator has a value.

use super::targets;
use crate::edition::is_placeholder;
use crate::finding::Severity;
use crate::model::{Indicator, TargetValue};
use crate::rules::{Check, Outcome, ProjectCx, Property, Report, Rule, Source};
use crate::text::{Message, Words};

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
            let (message, advice) = said_of(indicator, value);
            report.push(
                report
                    .finding(cx.site(target.value_span), message.zh, message.en)
                    .advise(advice.zh, advice.en),
            );
        }
    }
    Outcome::Ran
}

/// What is wrong and what to do, for a value that is none under a name that may be blank too.
fn said_of(indicator: &Indicator, value: &str) -> (Message, Message) {
    let name = indicator.name.value.trim();
    let message = match (name.is_empty(), value.trim().is_empty()) {
        (true, true) => Message::new("指标没有名称和值", "an indicator has no name and no value"),
        (true, false) => Message::new(
            format!("指标没有名称，“{value}”不是实际的值"),
            format!("an indicator has no name, and “{value}” is no value"),
        ),
        (false, true) => {
            Message::new(format!("指标“{name}”的值是空的"), format!("the value of “{name}” is blank"))
        }
        (false, false) => Message::new(
            format!("指标“{name}”的值“{value}”不是实际的值"),
            format!("“{value}” is no value for the indicator “{name}”"),
        ),
    };
    let advice = if name.is_empty() {
        Message::new("写上名称和目标值；用不着的指标删去。", "Give its name and target, or delete it.")
    } else {
        Message::new("写上实际的目标值。", "Give the real target.")
    };
    (message, advice)
}
