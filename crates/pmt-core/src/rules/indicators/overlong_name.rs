//! IND14: an indicator's name fits the budget system.

use crate::edition::INDICATOR_NAME_LIMIT;
use crate::finding::Severity;
use crate::rules::{Check, Outcome, ProjectCx, Property, Report, Rule, Source};
use crate::text::Words;

/// An indicator's name is too long to be saved.
pub static IND14: Rule = Rule {
    code: "IND14",
    name: "overlong-indicator-name",
    severity: Severity::Error,
    property: Some(Property::Compliance),
    source: Source::Practice,
    summary: Words { zh: "指标名称太长", en: "an indicator's name is too long" },
    explanation: Words {
        zh: "系统保存的指标名称最多 100 个字；说明写在“指标解释”里。上限可在 pmt.toml 的 [limits] 中设定。",
        en: "The budget system saves names of up to 100 characters; what explains the indicator has its own place. The limit is set under [limits] in pmt.toml.",
    },
    bad: LONG,
    good: "项目 \"培训\" {\n  绩效指标 { 产出指标 { 数量指标 { 参训人数 >= 30 人 } } }\n}\n",
    check: Check::Project(check),
};

const LONG: &str = concat!(
    "项目 \"培训\" {\n  绩效指标 { 产出指标 { 数量指标 { \"",
    "参加由本单位组织实施的面向全区各街道各镇各部门基层党组织书记副书记等党务干部的党务知识集中培训",
    "包括面向机关年轻干部的党性锻炼训练营并且按照规定完成全部课程学习任务且通过结业考核取得相应结业证书的人员",
    "包括补训人员在内的总数\" >= 30 人 } } }\n}\n",
);

fn check(cx: &ProjectCx<'_>, report: &mut Report<'_>) -> Outcome {
    if cx.project.indicators.is_empty() {
        return Outcome::NotApplicable;
    }
    let limit = limit(cx);
    for indicator in &cx.project.indicators {
        let length = indicator.name.value.chars().count();
        if is_overlong(cx, &indicator.name.value) {
            let finding = report.finding(
                cx.site(indicator.name.span),
                format!("指标名称有 {length} 个字，最多 {limit} 个"),
                format!("the indicator's name has {length} characters; {limit} are allowed"),
            );
            report.push(finding.advise_on_paper("缩短名称。", "Shorten it.").advise(
                "缩短名称，把说明移到“指标解释”。",
                "Shorten it and move the explanation to 指标解释.",
            ));
        }
    }
    Outcome::Ran
}

fn limit(cx: &ProjectCx<'_>) -> usize {
    cx.settings.limits.indicator_name.unwrap_or(INDICATOR_NAME_LIMIT) as usize
}

/// Whether a name is longer than is allowed.
pub(super) fn is_overlong(cx: &ProjectCx<'_>, name: &str) -> bool {
    name.chars().count() > limit(cx)
}
