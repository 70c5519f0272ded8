//! IND08: an indicator is made for its project.

use std::collections::{HashMap, HashSet};

use crate::declaration::Entry;
use crate::edition::is_satisfaction;
use crate::edition::words_degree::is_bare_degree;
use crate::edition::words_indicators::is_timely;
use crate::finding::{Severity, Site};
use crate::model::{Indicator, TargetValue};
use crate::rules::{Check, DeclarationCx, Outcome, Property, Report, Rule, Source};
use crate::text::Words;

/// One vague indicator in projects that have nothing in common.
pub static IND08: Rule = Rule {
    code: "IND08",
    name: "pasted-indicator",
    severity: Severity::Hint,
    property: Some(Property::Relevance),
    source: Source::Practice,
    summary: Words {
        zh: "性质不同的项目用了同一个指标和值",
        en: "one indicator with one value in projects of different nature",
    },
    explanation: Words {
        zh: "“作风建设：符合”既写在党建项目里，又写在物资采购项目里，多半是照抄的。指标应从本项目的内容中来。",
        en: "作风建设: 符合 both in party building and in a purchase has probably been pasted. Indicators come from what the project does.",
    },
    bad: "申报 2022 { 主管部门: \"某局\"; 预算单位数: 1 }\n项目 \"法律讲座\" {\n  绩效指标 { 产出指标 { 质量指标 { 作风建设: 符合 { 评分标准: \"机关党委评定\" } } } }\n}\n项目 \"物资采购\" {\n  绩效指标 { 产出指标 { 质量指标 { 作风建设: 符合 { 评分标准: \"机关党委评定\" } } } }\n}\n",
    good: "申报 2022 { 主管部门: \"某局\"; 预算单位数: 1 }\n项目 \"法律讲座\" {\n  绩效指标 { 产出指标 { 质量指标 { 授课教师持证率 = 100% } } }\n}\n项目 \"物资采购\" {\n  绩效指标 { 产出指标 { 质量指标 { 物资验收合格率 = 100% } } }\n}\n",
    check: Check::Declaration(check),
};

/// What project names have in common whatever they are about.
const COMMON: &[&str] = &["项目", "经费", "专项", "工作", "建设", "管理", "服务", "资金", "年度"];

fn check(cx: &DeclarationCx<'_>, report: &mut Report<'_>) -> Outcome {
    let projects = &cx.declaration.projects;
    if projects.len() < 2 {
        return Outcome::NotApplicable;
    }
    let mut places: HashMap<(&str, &str), Vec<(&Entry<'_>, &Indicator)>> = HashMap::new();
    let mut order: Vec<(&str, &str)> = Vec::new();
    for entry in projects {
        for indicator in &entry.project.indicators {
            let Some(key) = vague(indicator) else { continue };
            let same = places.entry(key).or_default();
            if same.is_empty() {
                order.push(key);
            }
            same.push((entry, indicator));
        }
    }
    for key in order {
        let Some([(first, first_indicator), others @ ..]) = places.get(&key).map(Vec::as_slice) else {
            continue;
        };
        let subjects = pairs(&first.project.name.value);
        let Some((entry, indicator)) =
            others.iter().find(|(entry, _)| are_unlike(&subjects, &pairs(&entry.project.name.value)))
        else {
            continue;
        };
        let ((name, value), here, there) = (key, &entry.project.name.value, &first.project.name.value);
        let site =
            |entry: &Entry<'_>, indicator: &Indicator| Site { file: entry.file, span: indicator.name.span };
        let mut finding = report
            .finding(
                site(entry, indicator),
                format!("“{name}：{value}”既是“{there}”的指标，又是“{here}”的"),
                format!("“{name}: {value}” is an indicator both of “{there}” and of “{here}”"),
            )
            .advise("按各项目的内容分别设置。", "Set indicators by what each project does.")
            .relate(site(first, first_indicator), "同样的指标", "the same indicator");
        let rest = others.iter().filter(|(_, other)| !std::ptr::eq(*other, *indicator));
        for (entry, other) in rest.take(7) {
            finding = finding.relate(site(entry, other), "同样的指标", "the same indicator");
        }
        report.push(finding);
    }
    Outcome::Ran
}

/// Name and value of an indicator that could stand in any project. What is on time and who is satisfied is asked
/// everywhere.
fn vague(indicator: &Indicator) -> Option<(&str, &str)> {
    let TargetValue::Words(words) = &indicator.target.as_ref()?.value else { return None };
    let name = indicator.name.value.as_str();
    let asked_everywhere =
        is_timely(name) || name.contains("及时") || is_satisfaction(name) || indicator.broken;
    (is_bare_degree(words) && !asked_everywhere).then_some((name, words.as_str()))
}

fn are_unlike(one: &HashSet<(char, char)>, other: &HashSet<(char, char)>) -> bool {
    !one.is_empty() && !other.is_empty() && one.is_disjoint(other)
}

/// Every two neighbouring characters of a project's name, without what all names have.
fn pairs(name: &str) -> HashSet<(char, char)> {
    let mut name = name.to_owned();
    for word in COMMON {
        name = name.replace(word, " ");
    }
    let next = name.chars().skip(1);
    name.chars().zip(next).filter(|(a, b)| a.is_alphabetic() && b.is_alphabetic()).collect()
}
