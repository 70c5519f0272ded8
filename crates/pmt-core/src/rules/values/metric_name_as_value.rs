//! VAL04: a value is not the name of what is measured.

use super::measured::measured;
use super::wording::{self, Wording};
use crate::edition::is_metric_name;
use crate::finding::Severity;
use crate::rules::{Check, Outcome, ProjectCx, Property, Report, Rule, Source};
use crate::text::Words;

/// A value that is a metric's name or repeats the indicator's.
pub static VAL04: Rule = Rule {
    code: "VAL04",
    name: "value-repeats-name",
    severity: Severity::Error,
    property: Some(Property::Adequacy),
    source: Source::Practice,
    summary: Words {
        zh: "指标值只是指标的名称", en: "a value that only names or repeats what is measured"
    },
    explanation: Words {
        zh: "“完善率”“满意度”是指标的名称，不是目标值；“活动组织及时”的值写“及时”，等于没有写。目标值要说明达到什么程度。验收合格的值写“合格”是可以的。",
        en: "完善率 and 满意度 name what is measured and set no target; 及时 as the value of 活动组织及时 says nothing. A value says how much is to be reached. 合格 for an acceptance is a value.",
    },
    bad: "项目 \"慰问\" {\n  绩效指标 { 产出指标 { 时效指标 { 活动组织及时: 及时 } } }\n}\n",
    good: "项目 \"慰问\" {\n  绩效指标 { 产出指标 { 时效指标 { 活动完成时间 <= 2022-11-30 }; 质量指标 { 慰问品验收: 合格 } } }\n}\n",
    check: Check::Project(check),
};

fn check(cx: &ProjectCx<'_>, report: &mut Report<'_>) -> Outcome {
    wording::each(cx, &[Wording::MetricName, Wording::Echo], |indicator, target, words| {
        let name = &indicator.name.value;
        let (zh, en) = if is_metric_name(words) {
            (
                format!("指标“{name}”的值“{words}”是指标的名称，不是目标值"),
                format!("the value “{words}” of “{name}” names a measure and sets no target"),
            )
        } else {
            (
                format!("指标“{name}”的值“{words}”重复了名称的最后一个词"),
                format!("the value “{words}” of “{name}” repeats the last word of the name"),
            )
        };
        let finding = report.finding(cx.site(target.value_span), zh, en);
        let finding = measured(cx, indicator, target, words, finding);
        report.push(finding.advise(
            "写上要达到的数或期限，如 >= 95%、<= 2022-11-30。",
            "Give the number or the date to be reached, such as >= 95% or <= 2022-11-30.",
        ));
    })
}
