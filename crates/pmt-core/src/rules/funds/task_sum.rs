//! FND15: the tasks' budgets add up to the project's.

use super::equation::{Side, difference};
use super::readings::{agree, agree_with_another};
use crate::amount::Amount;
use crate::edition::Key;
use crate::finding::Severity;
use crate::model::Task;
use crate::rules::{Check, Outcome, ProjectCx, Property, Report, Rule, Source};
use crate::text::Words;

/// The tasks do not add up.
pub static FND15: Rule = Rule {
    code: "FND15",
    name: "task-sum-differs",
    severity: Severity::Error,
    property: Some(Property::Feasibility),
    source: Source::Practice,
    summary: Words {
        zh: "各任务金额之和不等于年度资金申请总额",
        en: "the tasks do not add up to the annual amount",
    },
    explanation: Words {
        zh: "每项任务都写了金额时，合计应等于年度资金申请总额；跨年项目的任务也可以按整个周期写，合计等于项目资金总额。有任务没写金额时不检查。",
        en: "Where every task has an amount, they add up to the annual amount, or, in a project of several years, to its total. Where one has none, nothing is checked.",
    },
    bad: "项目 \"培训\" {\n  实施方案 {\n    任务 \"办班\": 56万元\n    任务 \"调研\": 45万元\n  }\n  年度资金申请总额: 102万元\n}\n",
    good: "项目 \"培训\" {\n  实施方案 {\n    任务 \"办班\": 56万元\n    任务 \"调研\": 46万元\n  }\n  年度资金申请总额: 102万元\n}\n",
    check: Check::Project(check),
};

fn check(cx: &ProjectCx<'_>, report: &mut Report<'_>) -> Outcome {
    let project = cx.project;
    let Some(plan) = project.plan.as_ref().filter(|plan| !plan.broken && !plan.tasks.is_empty()) else {
        return Outcome::NotApplicable;
    };
    let amounts: Option<Vec<Amount>> =
        plan.tasks.iter().map(|task| task.amount.filter(|_| !task.broken)).collect();
    let (Some(amounts), Some(annual)) = (amounts, project.annual.amount) else {
        return Outcome::NotApplicable;
    };
    let label = cx.label(Key::AnnualFunds);
    let tasks = Side { zh: "各任务合计", en: "the sum of the tasks", amounts: &amounts };
    let year = Side { zh: label, en: label, amounts: &[annual] };
    let Some(message) = difference(tasks, year) else { return Outcome::Ran };
    let one_year = cx.is_of_one_year();
    // The form contradicts itself, or a task its own costing: FND02, FND03 or FND16 says so.
    let costed: Vec<Amount> = plan.tasks.iter().flat_map(costed).collect();
    if agree_with_another(project, one_year, &amounts) || agree(&costed, &[annual]) {
        return Outcome::Ran;
    }
    let whole: Vec<Amount> = project.total.amount.into_iter().collect();
    let fits_whole = !one_year
        && difference(tasks, Side { zh: "", en: "", amounts: &whole }).is_none()
        && !whole.is_empty();
    if fits_whole {
        return Outcome::Ran;
    }
    let mut finding = report
        .finding(cx.site(plan.key_span), message.zh, message.en)
        .advise("核对各任务的金额和年度总额。", "Check the tasks' amounts and the annual amount.")
        .relate(cx.site(annual.span), label, label);
    for task in plan.tasks.iter().take(8) {
        let (zh, en) = (format!("任务“{}”", task.name.value), format!("task “{}”", task.name.value));
        finding = finding.relate(cx.site(task.amount.map_or(task.name.span, |amount| amount.span)), zh, en);
    }
    report.push(finding);
    Outcome::Ran
}

/// What a task costs by its costing, or as it is written where it has none.
fn costed(task: &Task) -> Vec<Amount> {
    let lines: Option<Vec<Amount>> = task.costing.iter().map(|line| line.amount).collect();
    lines.filter(|lines| !lines.is_empty()).unwrap_or_else(|| task.amount.into_iter().collect())
}
