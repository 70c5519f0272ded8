//! IND09: an indicator measures one thing.

use crate::edition::words_indicators::joint;
use crate::finding::Severity;
use crate::rules::{Check, Outcome, ProjectCx, Property, Report, Rule, Source};
use crate::text::Words;

/// A name that joins two things.
pub static IND09: Rule = Rule {
    code: "IND09",
    name: "compound-indicator",
    severity: Severity::Hint,
    property: Some(Property::Adequacy),
    source: Source::Practice,
    summary: Words { zh: "指标名称并列了几件事", en: "a name that joins several things" },
    explanation: Words {
        zh: "“出勤率和合格率 >= 95%”只达到一项时怎样算？一个指标只量一件事，几件事分开写。名称本是一个事物的，不必改。",
        en: "Is 出勤率和合格率 >= 95% met if one of them is? An indicator measures one thing; several are several. What is one thing by name may stay.",
    },
    bad: "项目 \"培训\" {\n  绩效指标 { 产出指标 { 质量指标 { 出勤率和合格率 >= 95% } } }\n}\n",
    good: "项目 \"培训\" {\n  绩效指标 { 产出指标 { 质量指标 { 出勤率 >= 95%; 合格率 >= 95% } } }\n}\n",
    check: Check::Project(check),
};

fn check(cx: &ProjectCx<'_>, report: &mut Report<'_>) -> Outcome {
    if cx.project.indicators.is_empty() {
        return Outcome::NotApplicable;
    }
    for indicator in cx.project.indicators.iter().filter(|one| !one.broken) {
        let name = &indicator.name.value;
        // A sentence for a name is IND14's.
        if super::overlong_name::is_overlong(cx, name)
            || cx.settings.words("single_things").iter().any(|one| name.contains(one.as_str()))
        {
            continue;
        }
        let Some((_, sign)) = joint(name) else { continue };
        let finding = report.finding(
            cx.site(indicator.name.span),
            format!("“{name}”用“{sign}”并列了几件事，只达到其中一件时无法判断"),
            format!("“{name}” joins several things with “{sign}”; if only one is reached, nobody can tell"),
        );
        report.push(
            finding.advise("分成几个指标，每个量一件事。", "Make it several indicators, each of one thing."),
        );
    }
    Outcome::Ran
}
