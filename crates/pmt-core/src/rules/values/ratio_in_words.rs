//! VAL02: a ratio has a number.

use super::wording::{self, Wording};
use crate::finding::Severity;
use crate::rules::{Check, Outcome, ProjectCx, Property, Report, Rule, Source};
use crate::text::Words;

/// A ratio whose value has no number.
pub static VAL02: Rule = Rule {
    code: "VAL02",
    name: "ratio-in-words",
    severity: Severity::Error,
    property: Some(Property::Adequacy),
    source: Source::Practice,
    summary: Words { zh: "比率没有数值", en: "a ratio without a number" },
    explanation: Words {
        zh: "及时率、合格率、满意度这类指标按名称就是比率，值写“及时”“满意”无从计算，应写百分数。按名称难以断定的，由 VAL21 提示。",
        en: "What is a ratio by its name (及时率, 合格率, 满意度) takes a percentage; a word cannot be compared with the result. Where the name leaves doubt, VAL21 speaks.",
    },
    bad: "项目 \"培训\" {\n  绩效指标 { 产出指标 { 时效指标 { 培训开展及时率: 及时 } } }\n}\n",
    good: "项目 \"培训\" {\n  绩效指标 { 产出指标 { 时效指标 { 培训开展及时率 >= 95% } } }\n}\n",
    check: Check::Project(check),
};

fn check(cx: &ProjectCx<'_>, report: &mut Report<'_>) -> Outcome {
    wording::each(cx, &[Wording::RatioInWords], |indicator, target, words| {
        let name = &indicator.name.value;
        let finding = report.finding(
            cx.site(target.value_span),
            format!("指标“{name}”是比率，值“{words}”没有数"),
            format!("“{name}” is a ratio, and its value “{words}” has no number"),
        );
        report.push(finding.advise("写成百分数，如 >= 95%。", "Give a percentage, such as >= 95%."));
    })
}
