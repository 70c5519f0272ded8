//! VAL23: what has a number is named by what is counted.

use super::targets;
use crate::edition::bare_name;
use crate::edition::words_indicators::NO_MEASURES;
use crate::finding::Severity;
use crate::model::TargetValue;
use crate::rules::{Check, Outcome, ProjectCx, Property, Report, Rule, Source};
use crate::text::Words;

/// A number for 情况.
pub static VAL23: Rule = Rule {
    code: "VAL23",
    name: "name-of-no-measure",
    severity: Severity::Hint,
    property: Some(Property::Adequacy),
    source: Source::Practice,
    summary: Words {
        zh: "有数值的指标，名称没有说数的是什么",
        en: "an indicator with a number whose name does not say what is counted",
    },
    explanation: Words {
        zh: "“参与情况≥50家”：情况不是可以计量的东西。名称写成数的那样东西（参与的党组织）或比率（参与率）。",
        en: "A situation (情况) cannot be counted. Name what is: those that took part, or the rate of them.",
    },
    bad: "项目 \"培训\" {\n  绩效指标 { 产出指标 { 数量指标 { 学员参加情况 >= 30 人; 培训期数 >= 2 期 } } }\n}\n",
    good: "项目 \"培训\" {\n  绩效指标 { 产出指标 { 数量指标 { 参加培训的学员 >= 30 人; 培训期数 >= 2 期 } } }\n}\n",
    check: Check::Project(check),
};

fn check(cx: &ProjectCx<'_>, report: &mut Report<'_>) -> Outcome {
    let mut outcome = Outcome::NotApplicable;
    for (indicator, target) in targets(cx) {
        if !matches!(target.value, TargetValue::Number { .. } | TargetValue::Range { .. }) {
            continue;
        }
        outcome = Outcome::Ran;
        let name = indicator.name.value.as_str();
        let Some(ending) = NO_MEASURES.iter().find(|ending| bare_name(name).ends_with(**ending)) else {
            continue;
        };
        let is_overall = indicator.overall.as_ref().is_some_and(|overall| overall.span == target.span);
        if is_overall && indicator.target.is_some() {
            continue;
        }
        let finding = report.finding(
            cx.site(indicator.name.span),
            format!("“{name}”有数值，“{ending}”却不是可以计量的东西"),
            format!("“{name}” has a number, and “{ending}” is nothing that can be counted"),
        );
        report.push(finding.advise(
            "名称写明数的是什么，或改为比率。",
            "Say in the name what is counted, or make it a rate.",
        ));
    }
    outcome
}
