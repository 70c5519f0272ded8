//! FND16: a task's cost lines add up to its amount.

use super::balance::{Named, balance};
use super::equation::{Side, difference};
use crate::amount::Amount;
use crate::edition::Key;
use crate::finding::Severity;
use crate::model::{CostLine, Task};
use crate::rules::{Check, Outcome, ProjectCx, Property, Report, Rule, Source};
use crate::text::Words;

/// 测算 does not add up to its task.
pub static FND16: Rule = Rule {
    code: "FND16",
    name: "costing-sum-differs",
    severity: Severity::Error,
    property: Some(Property::Feasibility),
    source: Source::Practice,
    summary: Words {
        zh: "测算各项之和不等于任务金额",
        en: "the cost lines do not add up to the task's amount",
    },
    explanation: Words {
        zh: "测算说明任务的钱怎么来的，各项相加应等于任务金额。任务没写金额时，就以测算合计为准。",
        en: "The cost lines say where a task's amount comes from and add up to it. A task without an amount takes their sum.",
    },
    bad: "项目 \"培训\" {\n  实施方案 {\n    任务 \"办班\": 2万元 { 测算 { 师资费: 40课时 × 300元 } }\n  }\n}\n",
    good: "项目 \"培训\" {\n  实施方案 {\n    任务 \"办班\": 2万元 { 测算 { 师资费: 40课时 × 500元 } }\n  }\n}\n",
    check: Check::Project(check),
};

fn check(cx: &ProjectCx<'_>, report: &mut Report<'_>) -> Outcome {
    let mut outcome = Outcome::NotApplicable;
    for task in cx.project.tasks() {
        let lines: Option<Vec<Amount>> = task.costing.iter().map(|line| line.amount).collect();
        let (Some(lines), Some(amount), false) = (lines, task.amount, task.broken || task.costing.is_empty())
        else {
            continue;
        };
        outcome = Outcome::Ran;
        check_task(cx, task, amount, &lines, report);
    }
    outcome
}

fn check_task(cx: &ProjectCx<'_>, task: &Task, amount: Amount, lines: &[Amount], report: &mut Report<'_>) {
    let own_zh = format!("任务“{}”", task.name.value);
    let own_en = format!("task “{}”", task.name.value);
    let left = Side { zh: "测算合计", en: "the sum of the cost lines", amounts: lines };
    let Some(message) = difference(left, Side { zh: &own_zh, en: &own_en, amounts: &[amount] }) else {
        return;
    };
    // In a project of several years the lines may cost the whole period.
    let whole: Vec<Amount> = task.total.into_iter().collect();
    if !whole.is_empty() && difference(left, Side { zh: "", en: "", amounts: &whole }).is_none() {
        return;
    }
    let label = cx.label(Key::Costing);
    let finding = report
        .finding(cx.site(task.costing_span.unwrap_or(task.name.span)), message.zh, message.en)
        .advise_on_paper(
            "改正数量、单价，或任务金额。",
            "Correct the quantities and prices, or the task's amount.",
        )
        .advise(
            format!("改正“{label}”中的数量、单价，或任务金额。"),
            format!("Correct the quantities and prices under “{label}”, or the task's amount."),
        )
        .relate(cx.site(amount.span), own_zh.clone(), own_en.clone());
    let named: Vec<Named<'_>> =
        task.costing.iter().zip(lines).map(|(line, amount)| named(line, *amount)).collect();
    let total = Named { zh: &own_zh, en: &own_en, amount, plain: amount.is_written() };
    report.push(balance(finding, &total, &named));
}

/// A cost line, which is plain where it is no calculation.
fn named(line: &CostLine, amount: Amount) -> Named<'_> {
    let plain = amount.is_written() && line.formula.is_none();
    Named { zh: &line.name.value, en: &line.name.value, amount, plain }
}
