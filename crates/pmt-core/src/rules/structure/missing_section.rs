//! STR02: the narrative has every section that the form asks for.

use crate::edition::{Edition, EditionSet, Key, SECTIONS};
use crate::finding::Severity;
use crate::model::{Given, Project};
use crate::rules::{Check, Outcome, ProjectCx, Property, Report, Rule, Source};
use crate::text::Words;

/// A section of the narrative is missing.
pub static STR02: Rule = Rule {
    code: "STR02",
    name: "missing-section",
    severity: Severity::Error,
    property: Some(Property::Completeness),
    source: Source::Form,
    summary: Words { zh: "情况说明缺少一部分", en: "the narrative lacks a section" },
    explanation: Words {
        zh: "情况说明的各部分都要写，顺序不限。“实施周期”由起止日期得出，“绩效目标”由表中的目标得出；写了任务金额的，“年度预算安排”也由任务得出。情况说明一部分也没有列出的项目不检查：表格也有单独公开的。",
        en: "Every section of the narrative is written, in any order. 实施周期 follows from the dates, 绩效目标 from the form's goals and 年度预算安排 from tasks with amounts. A project that has no section of the narrative, not even a blank one, is not checked: forms are published alone too.",
    },
    bad: "项目 \"培训\" {\n  项目概述: \"2022年为机关干部办2期业务培训。\"\n  立项依据: \"某局2022年1月10日关于同意举办机关干部业务培训的批复\"\n  实施方案: \"5月办第1期，9月办第2期。\"\n  年度预算安排: \"2022年安排2万元。\"\n  实施主体: \"\"\n}\n",
    good: "项目 \"培训\" {\n  项目概述: \"2022年为机关干部办2期业务培训。\"\n  立项依据: \"某局2022年1月10日关于同意举办机关干部业务培训的批复\"\n  实施主体: \"人事科负责组织，财务科负责结算\"\n  实施方案: \"5月办第1期，9月办第2期。\"\n  年度预算安排: \"2022年安排2万元。\"\n}\n",
    check: Check::Project(check),
};

/// The editions whose projects come with a narrative.
const WITH_NARRATIVE: EditionSet =
    EditionSet::of(&[Edition::Shanghai2022, Edition::Shanghai2023, Edition::Shanghai2026]);

fn check(cx: &ProjectCx<'_>, report: &mut Report<'_>) -> Outcome {
    let Some(missing) = missing(cx) else { return Outcome::NotApplicable };
    for key in missing {
        let label = cx.label(key);
        let given = cx.project.presence.get(key).map(|given| given.span);
        let finding = match given {
            Some(span) => {
                report.finding(cx.site(span), format!("“{label}”是空的"), format!("“{label}” is blank"))
            }
            None => report.finding(
                cx.site(cx.project.head),
                format!("情况说明缺少“{label}”"),
                format!("the narrative lacks “{label}”"),
            ),
        };
        report.push(finding.advise(format!("写上“{label}”。"), format!("Write “{label}”.")));
    }
    Outcome::Ran
}

/// The sections that are missing or blank, in the form's order; `None` where no narrative is asked for.
pub(crate) fn missing(cx: &ProjectCx<'_>) -> Option<Vec<Key>> {
    let project = cx.project;
    let says = |key: Key| project.presence.get(key).is_some_and(|given| says_something(project, given));
    let is_figures_alone = |key: Key| match key {
        Key::Plan => project.plan.as_ref().is_some_and(|plan| plan.text.is_none()),
        Key::BudgetPlan => project
            .budget_plan
            .as_ref()
            .is_some_and(|budget| budget.text.is_none() && budget.parts().all(|part| part.text.is_none())),
        _ => false,
    };
    // Tasks and amounts are declared for the sake of their sums too: they alone are no narrative.
    let has_narrative =
        SECTIONS.iter().any(|(key, _)| *key != Key::Period && says(*key) && !is_figures_alone(*key));
    // Sections that are there and blank are a narrative still to be written.
    let is_left_blank =
        |key: Key| project.presence.get(key).is_some_and(|given| !says_something(project, given));
    let has_narrative = has_narrative
        || SECTIONS.iter().any(|(key, _)| !matches!(key, Key::Period | Key::Goals) && is_left_blank(*key));
    if !WITH_NARRATIVE.requires(cx.edition()) || !has_narrative || project.presence.broken {
        return None;
    }
    let missing = SECTIONS.iter().map(|(key, _)| *key).filter(|key| {
        let is_misspelt = project.presence.meant.contains(key);
        let is_elsewhere = matches!(key, Key::Period | Key::Goals);
        !is_elsewhere && !is_misspelt && !says(*key) && !is_derived(project, *key)
    });
    Some(missing.collect())
}

/// Whether something stands in a section that is, or was meant to be, its content.
fn says_something(project: &Project, given: &Given) -> bool {
    let text = match given.key {
        Key::Overview => project.overview.as_ref(),
        Key::Basis => project.basis.as_ref().and_then(|basis| basis.text.as_ref()),
        Key::Bodies => project.bodies.as_ref().and_then(|bodies| bodies.text.as_ref()),
        Key::Plan => project.plan.as_ref().and_then(|plan| plan.text.as_ref()),
        Key::BudgetPlan => project.budget_plan.as_ref().and_then(|budget| budget.text.as_ref()),
        Key::Goals => project.goals.as_ref(),
        _ => return true,
    };
    let is_blank = text.map_or(!given.has_value && !given.has_text, crate::model::Prose::is_blank);
    given.has_items || !is_blank
}

/// Whether a section follows from what is declared: the year's money from that of the tasks.
fn is_derived(project: &Project, key: Key) -> bool {
    key == Key::BudgetPlan && project.tasks().iter().any(|task| task.amount.is_some() || task.unread)
}
