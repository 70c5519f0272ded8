//! VAL07: a number says what it counts.

use super::targets;
use crate::edition::unit_scale;
use crate::finding::Severity;
use crate::model::TargetValue;
use crate::rules::{Check, Outcome, ProjectCx, Property, Report, Rule, Source};
use crate::text::Words;

/// A number without a unit.
pub static VAL07: Rule = Rule {
    code: "VAL07",
    name: "missing-unit",
    severity: Severity::Error,
    property: Some(Property::Adequacy),
    source: Source::Form,
    summary: Words { zh: "数值没有单位", en: "a number without a unit" },
    explanation: Words {
        zh: "“>= 30”说不清是 30 人还是 30 场。系统对数值型指标要求填计量单位。",
        en: "“>= 30” may mean people or sessions. The budget system asks for the unit of every numeric target.",
    },
    bad: "项目 \"培训\" {\n  绩效指标 { 产出指标 { 数量指标 { 参训人数 >= 30 } } }\n}\n",
    good: "项目 \"培训\" {\n  绩效指标 { 产出指标 { 数量指标 { 参训人数 >= 30 人 } } }\n}\n",
    check: Check::Project(check),
};

fn check(cx: &ProjectCx<'_>, report: &mut Report<'_>) -> Outcome {
    let mut outcome = Outcome::NotApplicable;
    for (indicator, target) in targets(cx) {
        let (TargetValue::Number { unit, .. } | TargetValue::Range { unit, .. }) = &target.value else {
            continue;
        };
        outcome = Outcome::Ran;
        // 万 alone scales the number and counts nothing.
        if indicator.broken || !unit_scale(unit).1.is_empty() {
            continue;
        }
        let name = &indicator.name.value;
        let finding = report.finding(
            cx.site(target.value_span),
            format!("指标“{name}”的值“{}”没有单位", target.printed_value()),
            format!("the value “{}” of “{name}” has no unit", target.printed_value()),
        );
        report.push(
            finding
                .advise("在数后面写明单位，如 家、人次、%。", "Put the unit after the number: 家, 人次, %."),
        );
    }
    outcome
}
