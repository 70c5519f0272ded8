//! IND07: no indicator is given twice, under one name or two.

use std::collections::HashMap;

use crate::edition::bare_name;
use crate::edition::words_degree::is_bare_degree;
use crate::edition::words_indicators::core_of;
use crate::finding::{Finding, Severity};
use crate::model::{Indicator, TargetValue};
use crate::rules::{Check, Outcome, ProjectCx, Property, Report, Rule, Source};
use crate::text::Words;

/// An indicator that says what another says.
pub static IND07: Rule = Rule {
    code: "IND07",
    name: "repeated-indicator",
    severity: Severity::Warning,
    property: Some(Property::Adequacy),
    source: Source::Practice,
    summary: Words {
        zh: "指标重复，或两个指标说的是一件事",
        en: "an indicator given twice, or two that say the same thing",
    },
    explanation: Words {
        zh: "同名指标只能考核一次；“精神文明建设成效：显著”和“文明创建活动成效：明显”说的也是一件事。不同任务的同类指标，在名称中写明各是什么。",
        en: "One name can be judged once; 精神文明建设成效: 显著 and 文明创建活动成效: 明显 are one thing too. Like indicators of several tasks say in their names which they are.",
    },
    bad: "项目 \"培训\" {\n  绩效指标 { 产出指标 { 数量指标 { 教材印制册数 >= 300 册; 教材印制册数 >= 500 册 } } }\n}\n",
    good: "项目 \"培训\" {\n  绩效指标 { 产出指标 { 数量指标 { 党务教材印制册数 >= 300 册; 业务教材印制册数 >= 500 册 } } }\n}\n",
    check: Check::Project(check),
};

fn check(cx: &ProjectCx<'_>, report: &mut Report<'_>) -> Outcome {
    if cx.project.indicators.is_empty() {
        return Outcome::NotApplicable;
    }
    let mut names: HashMap<&str, &Indicator> = HashMap::new();
    let mut cores: HashMap<String, &Indicator> = HashMap::new();
    for one in &cx.project.indicators {
        let name = one.name.value.trim();
        if name.is_empty() {
            continue;
        }
        if let Some(first) = names.get(name) {
            if !are_of_other_tasks(first, one) {
                let zh = format!("指标“{name}”写了两次");
                let en = format!("the indicator “{name}” is given twice");
                report.push(finding(cx, report, first, one, zh, en));
            }
            continue;
        }
        names.insert(name, one);
        let Some(core) = vague_core(one) else { continue };
        if let Some(first) = cores.get(&core) {
            let before = &first.name.value;
            let zh = format!("指标“{name}”和“{before}”说的是一件事");
            let en = format!("“{name}” and “{before}” say the same thing");
            report.push(finding(cx, report, first, one, zh, en));
        } else {
            cores.insert(core, one);
        }
    }
    Outcome::Ran
}

fn finding(
    cx: &ProjectCx<'_>,
    report: &Report<'_>,
    first: &Indicator,
    one: &Indicator,
    zh: String,
    en: String,
) -> Finding {
    report
        .finding(cx.site(one.name.span), zh, en)
        .advise(
            "合并或删去一个；确是两件事的，在名称中写明区别。",
            "Merge them or drop one; if they are two things, let their names say how they differ.",
        )
        .relate(cx.site(first.name.span), "先写在这里", "the first stands here")
}

/// Whether each is said to measure tasks that the other does not.
fn are_of_other_tasks(one: &Indicator, other: &Indicator) -> bool {
    let named = !one.tasks.is_empty() && !other.tasks.is_empty();
    named && !one.tasks.iter().any(|task| other.tasks.iter().any(|same| same.value == task.value))
}

/// What a name comes to without the words that say little, where its value is a bare degree: then nothing else tells
/// two of them apart.
fn vague_core(indicator: &Indicator) -> Option<String> {
    let TargetValue::Words(words) = &indicator.target.as_ref()?.value else { return None };
    let name = indicator.name.value.trim();
    let bare = bare_name(name);
    let core = core_of(name);
    let vague = is_bare_degree(words) && core.len() < bare.len() && core.chars().count() >= 2;
    let brackets = name.strip_prefix(bare).unwrap_or_default();
    vague.then(|| format!("{core}{brackets}"))
}
