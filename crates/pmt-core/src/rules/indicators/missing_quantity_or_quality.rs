//! IND02: output is measured by how much and how well.

use super::set::{can_tell, level1};
use crate::edition::{Level1, Level2};
use crate::finding::Severity;
use crate::rules::{Check, Outcome, ProjectCx, Property, Report, Rule, Source};
use crate::text::Words;

/// Output without quantity or without quality.
pub static IND02: Rule = Rule {
    code: "IND02",
    name: "missing-quantity-or-quality",
    severity: Severity::Warning,
    property: Some(Property::Completeness),
    source: Source::Practice,
    summary: Words {
        zh: "产出指标缺少数量或质量", en: "output without quantity or without quality"
    },
    explanation: Words {
        zh: "产出至少要说明做多少（数量）和做得怎样（质量）。确实没有的，写该二级指标，值写 不适用。",
        en: "Output says at least how much is done and how well. Where one does not apply, give it with 不适用 for its value.",
    },
    bad: "项目 \"培训\" {\n  绩效指标 {\n    产出指标 {\n      数量指标 { 参训人数 >= 30 人 }\n      成本指标 { 人均培训成本 <= 350元/人 }\n    }\n    效益指标 { 社会效益指标 { 学以致用率 >= 80% } }\n    满意度指标 { 服务对象满意度指标 { 学员满意度 >= 90% { 数据来源: \"结业问卷\" } } }\n  }\n}\n",
    good: "项目 \"培训\" {\n  绩效指标 {\n    产出指标 {\n      数量指标 { 参训人数 >= 30 人 }\n      质量指标 { 考核合格率 >= 90% }\n      成本指标 { 人均培训成本 <= 350元/人 }\n    }\n    效益指标 { 社会效益指标 { 学以致用率 >= 80% } }\n    满意度指标 { 服务对象满意度指标 { 学员满意度 >= 90% { 数据来源: \"结业问卷\" } } }\n  }\n}\n",
    check: Check::Project(check),
};

fn check(cx: &ProjectCx<'_>, report: &mut Report<'_>) -> Outcome {
    let indicators = &cx.project.indicators;
    // Without any output IND01 speaks.
    if !can_tell(cx) || !indicators.iter().any(|one| level1(one) == Some(Level1::Output)) {
        return Outcome::NotApplicable;
    }
    let missing: Vec<&str> = [Level2::Quantity, Level2::Quality]
        .into_iter()
        .filter(|wanted| !indicators.iter().any(|one| one.level2 == Some(*wanted)))
        .map(|wanted| wanted.info().name)
        .collect();
    if !missing.is_empty() {
        let output = Level1::Output.info().name;
        let names = missing.join("”和“");
        let finding = report.finding(
            cx.site(cx.project.indicators_span.unwrap_or(cx.project.head)),
            format!("“{output}”没有“{names}”"),
            format!("“{output}” has no “{}”", missing.join("” and no “")),
        );
        report.push(finding.advise(
            "说明做多少、做得怎样；不适用的写 不适用。",
            "Say how much is done and how well; what does not apply is 不适用.",
        ));
    }
    Outcome::Ran
}
