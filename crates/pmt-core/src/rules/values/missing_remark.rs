//! VAL19: quantities in words are explained.

use crate::edition::{Key, QUANTITATIVE_OTHER, is_placeholder};
use crate::finding::Severity;
use crate::model::Prose;
use crate::rules::{Check, Outcome, ProjectCx, Property, Report, Rule, Source};
use crate::text::Words;

/// 定量（其他） without a remark.
pub static VAL19: Rule = Rule {
    code: "VAL19",
    name: "missing-remark",
    severity: Severity::Error,
    property: Some(Property::Completeness),
    source: Source::Practice,
    summary: Words {
        zh: "定量（其他）的指标没有备注", en: "quantities in words without a remark"
    },
    explanation: Words {
        zh: "性质为 定量（其他） 的指标，数写在文字里，系统要求在备注中说明怎样算达到。",
        en: "Where an indicator's quantities stand in words, the budget system asks for a remark that says when it is met.",
    },
    bad: "项目 \"慰问\" {\n  绩效指标 { 产出指标 { 数量指标 { 走访慰问: \"不少于100人，宣传用品不少于2万份\" { 性质: 定量（其他） } } } }\n}\n",
    good: "项目 \"慰问\" {\n  绩效指标 { 产出指标 { 数量指标 { 走访慰问: \"不少于100人，宣传用品不少于2万份\" { 性质: 定量（其他）; 备注: \"两项都达到为完成\" } } } }\n}\n",
    check: Check::Project(check),
};

fn check(cx: &ProjectCx<'_>, report: &mut Report<'_>) -> Outcome {
    let mut outcome = Outcome::NotApplicable;
    for indicator in &cx.project.indicators {
        let Some(kind) = indicator.kind.as_ref().filter(|kind| kind.value == QUANTITATIVE_OTHER) else {
            continue;
        };
        outcome = Outcome::Ran;
        let remark = indicator.notes.iter().find(|note| note.key == Some(Key::Remark));
        let says = |prose: &Prose| !is_placeholder(cx.resolved.text(prose).text());
        if remark.is_some_and(says) || indicator.broken {
            continue;
        }
        let label = cx.label(Key::Remark);
        let finding = report.finding(
            cx.site(kind.span),
            format!("指标“{}”是{QUANTITATIVE_OTHER}，没有“{label}”", indicator.name.value),
            format!("“{}” is {QUANTITATIVE_OTHER} and has no “{label}”", indicator.name.value),
        );
        report.push(finding.advise(
            format!("补上“{label}”，说明怎样算达到。"),
            format!("Add “{label}” and say when it is met."),
        ));
    }
    outcome
}
