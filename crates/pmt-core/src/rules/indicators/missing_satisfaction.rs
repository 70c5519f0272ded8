//! IND03: those who are served are asked.

use super::set::{can_tell, level1};
use crate::edition::Level1;
use crate::finding::Severity;
use crate::rules::{Check, Outcome, ProjectCx, Property, Report, Rule, Source};
use crate::text::Words;

/// No indicator of satisfaction.
pub static IND03: Rule = Rule {
    code: "IND03",
    name: "missing-satisfaction",
    severity: Severity::Warning,
    property: Some(Property::Completeness),
    source: Source::Form,
    summary: Words { zh: "没有满意度指标", en: "no indicator of satisfaction" },
    explanation: Words {
        zh: "有服务对象的项目要有满意度指标。没有服务对象的（如还本付息），写满意度指标，值写 不适用；或在 pmt.toml 中关闭本规则。",
        en: "A project that serves somebody measures their satisfaction. One that serves nobody gives it as 不适用, or turns this rule off in pmt.toml.",
    },
    bad: "项目 \"培训\" {\n  绩效指标 {\n    产出指标 {\n      数量指标 { 参训人数 >= 30 人 }\n      质量指标 { 考核合格率 >= 90% }\n      成本指标 { 人均培训成本 <= 350元/人 }\n    }\n    效益指标 { 社会效益指标 { 学以致用率 >= 80% } }\n  }\n}\n",
    good: "项目 \"培训\" {\n  绩效指标 {\n    产出指标 {\n      数量指标 { 参训人数 >= 30 人 }\n      质量指标 { 考核合格率 >= 90% }\n      成本指标 { 人均培训成本 <= 350元/人 }\n    }\n    效益指标 { 社会效益指标 { 学以致用率 >= 80% } }\n    满意度指标 { 服务对象满意度指标 { 学员满意度 >= 90% { 数据来源: \"结业问卷\" } } }\n  }\n}\n",
    check: Check::Project(check),
};

fn check(cx: &ProjectCx<'_>, report: &mut Report<'_>) -> Outcome {
    if !can_tell(cx) {
        return Outcome::NotApplicable;
    }
    let wanted = Level1::Satisfaction.info().name;
    // One that stands elsewhere is misplaced (IND06), not missing.
    let asked = |one: &crate::model::Indicator| {
        level1(one) == Some(Level1::Satisfaction) || crate::edition::is_satisfaction(&one.name.value)
    };
    if !cx.project.indicators.iter().any(asked) {
        let finding = report.finding(
            cx.site(cx.project.indicators_span.unwrap_or(cx.project.head)),
            format!("没有“{wanted}”"),
            format!("there is no “{wanted}”"),
        );
        report.push(finding.advise(
            "补上服务对象的满意度；没有服务对象的写 不适用。",
            "Add the satisfaction of those it serves, or 不适用 if it serves nobody.",
        ));
    }
    Outcome::Ran
}
