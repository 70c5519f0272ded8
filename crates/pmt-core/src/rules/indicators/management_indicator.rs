//! IND13: an indicator measures what the project does, not how the unit is run.

use crate::edition::Level2;
use crate::edition::words_indicators::{ABOUT_MANAGEMENT, is_management};
use crate::finding::Severity;
use crate::rules::{Check, Outcome, ProjectCx, Property, Report, Rule, Source};
use crate::text::Words;

/// An indicator of management.
pub static IND13: Rule = Rule {
    code: "IND13",
    name: "management-indicator",
    severity: Severity::Warning,
    property: Some(Property::Relevance),
    source: Source::Practice,
    summary: Words {
        zh: "指标说的是单位管理，不是项目的产出或效益",
        en: "an indicator of how the unit is run",
    },
    explanation: Words {
        zh: "廉政建设、制度健全、资金合规是对单位的一贯要求，哪个项目都能写，量不出本项目做了什么。以此为内容的项目不在此列；可持续影响中的长效制度也不在此列。",
        en: "Integrity, rules in place and lawful use of money are asked of every unit; they measure no project. Projects about just that are left alone, and so are lasting rules under sustainability.",
    },
    bad: "项目 \"培训\" {\n  绩效指标 { 产出指标 { 质量指标 { 廉政建设: 未发现违纪; 考核合格率 >= 95% } } }\n}\n",
    good: "项目 \"培训\" {\n  绩效指标 { 产出指标 { 质量指标 { 考核合格率 >= 95% } } }\n}\n",
    check: Check::Project(check),
};

fn check(cx: &ProjectCx<'_>, report: &mut Report<'_>) -> Outcome {
    if cx.project.indicators.is_empty() {
        return Outcome::NotApplicable;
    }
    let project = &cx.project.name.value;
    let the_matter_itself = ABOUT_MANAGEMENT.iter().any(|word| project.contains(word));
    let more = cx.settings.words("management_indicators");
    for indicator in cx.project.indicators.iter().filter(|one| !one.broken) {
        let name = &indicator.name.value;
        let lasting = indicator.level2 == Some(Level2::Sustainability) && name.contains("制度");
        if the_matter_itself || lasting || !is_management(name, more) {
            continue;
        }
        let finding = report.finding(
            cx.site(indicator.name.span),
            format!("“{name}”是单位管理的一贯要求，与“{project}”的产出、效益无关"),
            format!("“{name}” is asked of every unit and measures nothing that “{project}” does"),
        );
        report.push(finding.advise(
            "换成本项目做了什么、效果怎样的指标。",
            "Measure what this project does or brings about instead.",
        ));
    }
    Outcome::Ran
}
