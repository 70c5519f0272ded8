//! FND19: the amounts listed under a part of 年度预算安排 add up to the annual amount.

use super::equation::{Side, difference};
use super::readings::agree_with_another;
use crate::amount::Amount;
use crate::edition::Key;
use crate::finding::Severity;
use crate::model::BudgetPart;
use crate::rules::{Check, Outcome, ProjectCx, Property, Report, Rule, Source};
use crate::text::Words;

/// The parts of the year's budget plan do not add up.
pub static FND19: Rule = Rule {
    code: "FND19",
    name: "budget-plan-sum-differs",
    severity: Severity::Error,
    property: Some(Property::Feasibility),
    source: Source::Practice,
    summary: Words {
        zh: "年度预算安排中列出的金额之和不等于年度资金申请总额",
        en: "the amounts of the year's budget plan do not add up to the annual amount",
    },
    explanation: Words {
        zh: "资金测算、资金类型、执行计划可以列出带金额的各部分；列出的金额相加应等于年度资金申请总额。",
        en: "Estimate, kind of funds and schedule may list parts with amounts; they then add up to the annual amount.",
    },
    bad: "项目 \"培训\" {\n  年度预算安排 { 执行计划 { 上半年: 1万元; 下半年: 2万元 } }\n  年度资金申请总额: 4万元\n}\n",
    good: "项目 \"培训\" {\n  年度预算安排 { 执行计划 { 上半年: 2万元; 下半年: 2万元 } }\n  年度资金申请总额: 4万元\n}\n",
    check: Check::Project(check),
};

fn check(cx: &ProjectCx<'_>, report: &mut Report<'_>) -> Outcome {
    let (Some(plan), Some(annual)) = (&cx.project.budget_plan, cx.project.annual.amount) else {
        return Outcome::NotApplicable;
    };
    let parts =
        [(Key::Estimate, &plan.estimate), (Key::FundType, &plan.fund_type), (Key::Schedule, &plan.schedule)];
    let mut outcome = Outcome::NotApplicable;
    for (key, part) in parts {
        let Some(part) = part.as_ref().filter(|part| !part.broken && !part.amounts.is_empty()) else {
            continue;
        };
        let amounts: Option<Vec<Amount>> = part.amounts.iter().map(|named| named.amount).collect();
        if let Some(amounts) = amounts {
            outcome = Outcome::Ran;
            check_part(cx, key, part, &amounts, annual, report);
        }
    }
    outcome
}

fn check_part(
    cx: &ProjectCx<'_>,
    key: Key,
    part: &BudgetPart,
    amounts: &[Amount],
    annual: Amount,
    report: &mut Report<'_>,
) {
    let (label, name) = (cx.label(Key::AnnualFunds), cx.label(key));
    let sum_zh = format!("{name}各部分合计");
    let sum_en = format!("the sum under {name}");
    let left = Side { zh: &sum_zh, en: &sum_en, amounts };
    let Some(message) = difference(left, Side { zh: label, en: label, amounts: &[annual] }) else { return };
    // A project of several years may work out its whole total there.
    let one_year = cx.is_of_one_year();
    if agree_with_another(cx.project, one_year, amounts) {
        return;
    }
    let whole: Vec<Amount> = cx.project.total.amount.into_iter().filter(|_| !one_year).collect();
    if !whole.is_empty() && difference(left, Side { zh: "", en: "", amounts: &whole }).is_none() {
        return;
    }
    let finding = report
        .finding(cx.site(part.key_span), message.zh, message.en)
        .advise("核对各部分的金额和年度总额。", "Check the parts and the annual amount.")
        .relate(cx.site(annual.span), label, label);
    report.push(finding);
}
