//! IND01: output and benefit are both measured.

use super::set::{can_tell, level1};
use crate::edition::Level1;
use crate::finding::Severity;
use crate::rules::{Check, Outcome, ProjectCx, Property, Report, Rule, Source};
use crate::text::Words;

/// No indicator of output, or none of benefit.
pub static IND01: Rule = Rule {
    code: "IND01",
    name: "missing-output-or-benefit",
    severity: Severity::Error,
    property: Some(Property::Completeness),
    source: Source::Form,
    summary: Words {
        zh: "没有产出指标或效益指标", en: "no indicator of output, or none of benefit"
    },
    explanation: Words {
        zh: "产出说明做了什么，效益说明因此怎样，各版表式两项都要有。",
        en: "Output says what is done, benefit what comes of it; every edition of the form asks for both.",
    },
    bad: "项目 \"培训\" {\n  绩效指标 {\n    产出指标 {\n      数量指标 { 参训人数 >= 30 人 }\n      质量指标 { 考核合格率 >= 90% }\n      成本指标 { 人均培训成本 <= 350元/人 }\n    }\n    满意度指标 { 服务对象满意度指标 { 学员满意度 >= 90% { 数据来源: \"结业问卷\" } } }\n  }\n}\n",
    good: "项目 \"培训\" {\n  绩效指标 {\n    产出指标 {\n      数量指标 { 参训人数 >= 30 人 }\n      质量指标 { 考核合格率 >= 90% }\n      成本指标 { 人均培训成本 <= 350元/人 }\n    }\n    效益指标 { 社会效益指标 { 学以致用率 >= 80% } }\n    满意度指标 { 服务对象满意度指标 { 学员满意度 >= 90% { 数据来源: \"结业问卷\" } } }\n  }\n}\n",
    check: Check::Project(check),
};

fn check(cx: &ProjectCx<'_>, report: &mut Report<'_>) -> Outcome {
    if !can_tell(cx) {
        return Outcome::NotApplicable;
    }
    for wanted in [Level1::Output, Level1::Benefit] {
        if cx.project.indicators.iter().any(|one| level1(one) == Some(wanted)) {
            continue;
        }
        let name = wanted.info().name;
        let finding = report.finding(
            cx.site(cx.project.indicators_span.unwrap_or(cx.project.head)),
            format!("没有“{name}”"),
            format!("there is no “{name}”"),
        );
        report.push(finding.advise(
            format!("补上“{name}”，每项写名称、目标值和单位。"),
            format!("Add “{name}” with names, targets and units."),
        ));
    }
    Outcome::Ran
}
