//! VAL20: only numbers and dates are compared.

use super::targets;
use crate::finding::Severity;
use crate::model::TargetValue;
use crate::rules::{Check, Outcome, ProjectCx, Property, Report, Rule, Source};
use crate::text::Words;

/// A comparator before words.
pub static VAL20: Rule = Rule {
    code: "VAL20",
    name: "compared-words",
    severity: Severity::Error,
    property: Some(Property::Adequacy),
    source: Source::Form,
    summary: Words { zh: "文字前面写了比较符号", en: "a comparison sign before words" },
    explanation: Words {
        zh: "比较符号后面只能是数或日期；定性的值写在冒号后面。",
        en: "A comparison sign takes a number or a date; a quality in words follows a colon.",
    },
    bad: "项目 \"培训\" {\n  绩效指标 { 产出指标 { 质量指标 { 课程安排 = 按大纲执行 } } }\n}\n",
    good: "项目 \"培训\" {\n  绩效指标 { 产出指标 { 质量指标 { 课程安排: 按大纲执行 } } }\n}\n",
    check: Check::Project(check),
};

fn check(cx: &ProjectCx<'_>, report: &mut Report<'_>) -> Outcome {
    let mut outcome = Outcome::NotApplicable;
    for (indicator, target) in targets(cx) {
        let Some(comparator) = target.comparator else { continue };
        outcome = Outcome::Ran;
        let TargetValue::Words(words) = &target.value else { continue };
        if indicator.broken || crate::edition::is_placeholder(words) {
            continue;
        }
        let sign = comparator.value.printed();
        let finding = report.finding(
            cx.site(target.span),
            format!("“{words}”不是数，前面不能写“{sign}”"),
            format!("“{words}” is no number and takes no “{sign}”"),
        );
        report.push(
            finding
                .advise_on_paper(
                    "写成数和单位，或去掉符号。",
                    "Give a number with its unit, or drop the sign.",
                )
                .advise("写成数和单位；定性的值改用冒号。", "Give a number with its unit, or use a colon."),
        );
    }
    outcome
}
