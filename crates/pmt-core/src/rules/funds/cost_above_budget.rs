//! FND13: what cost indicators allow is not more than the budget.

use crate::amount::{Amount, multiply, sum, yuan};
use crate::edition::{Key, Level1, Level2, MoneyUnit};
use crate::finding::Severity;
use crate::model::{Indicator, Target, TargetValue};
use crate::rules::{Check, Outcome, ProjectCx, Property, Report, Rule, Source};
use crate::text::Words;
use pmt_syntax::Comparator;

/// Cost indicators above the budget.
pub static FND13: Rule = Rule {
    code: "FND13",
    name: "cost-above-budget",
    severity: Severity::Warning,
    property: Some(Property::Feasibility),
    source: Source::Practice,
    summary: Words {
        zh: "成本指标的金额超过预算", en: "cost indicators allow more than the budget"
    },
    explanation: Words {
        zh: "成本指标控制的金额不能超过项目的预算；各任务分别有成本指标的，加起来也不能超过。",
        en: "What a cost indicator allows is not more than the project's budget; where each task has one, neither are they together.",
    },
    bad: "项目 \"培训\" {\n  年度资金申请总额: 102万元\n  绩效指标 {\n    产出指标 { 成本指标 { 培训成本 <= 120万元 } }\n  }\n}\n",
    good: "项目 \"培训\" {\n  年度资金申请总额: 102万元\n  绩效指标 {\n    产出指标 { 成本指标 { 培训成本 <= 102万元 } }\n  }\n}\n",
    check: Check::Project(check),
};

fn check(cx: &ProjectCx<'_>, report: &mut Report<'_>) -> Outcome {
    let (total, annual) = (&cx.project.total, &cx.project.annual);
    if total.broken || total.unread || annual.broken || annual.unread {
        return Outcome::NotApplicable;
    }
    // A target may be the year's or the whole project's: only what is above the larger of both is certainly too much.
    let whole = total.amount.map(|amount| (Key::TotalFunds, amount));
    let year = annual.amount.map(|amount| (Key::AnnualFunds, amount));
    let budget = [year, whole].into_iter().flatten().max_by_key(|(_, amount)| amount.yuan);
    let Some((key, budget)) = budget else { return Outcome::NotApplicable };
    let costs: Vec<(&Indicator, &Target, Amount)> = cx.project.indicators.iter().filter_map(cost).collect();
    if costs.is_empty() {
        return Outcome::NotApplicable;
    }
    let label = cx.label(key);
    let mut alone = false;
    for (indicator, target, amount) in &costs {
        if amount.yuan > budget.yuan {
            alone = true;
            let (name, shown, allowed) = (&indicator.name.value, amount.prose(), budget.prose());
            let finding = report
                .finding(
                    cx.site(target.span),
                    format!("成本指标“{name}”是 {shown}，超过{label} {allowed}"),
                    format!("the cost indicator “{name}” is {shown}, above {label} {allowed}"),
                )
                .advise("核对成本指标和预算。", "Check the indicator and the budget.")
                .relate(cx.site(budget.span), label, label);
            report.push(finding);
        }
    }
    if !alone {
        together(cx, &costs, budget, label, report);
    }
    Outcome::Ran
}

/// Cost indicators of different tasks, taken together.
fn together(
    cx: &ProjectCx<'_>,
    costs: &[(&Indicator, &Target, Amount)],
    budget: Amount,
    label: &str,
    report: &mut Report<'_>,
) {
    let mut tasks: Vec<&str> = Vec::new();
    for (indicator, _, _) in costs {
        let [task] = indicator.tasks.as_slice() else { return };
        tasks.push(&task.value);
    }
    tasks.sort_unstable();
    let distinct = tasks.windows(2).all(|two| two.first() != two.last());
    let (Some(all), Some((_, first, _))) =
        (sum(costs.iter().map(|(_, _, amount)| amount.yuan)), costs.first())
    else {
        return;
    };
    if !distinct || all <= budget.yuan {
        return;
    }
    let (shown, allowed) = (yuan(all), yuan(budget.yuan));
    let mut finding = report
        .finding(
            cx.site(first.span),
            format!("各任务的成本指标合计 {shown}，超过{label} {allowed}"),
            format!("the tasks' cost indicators give {shown}, above {label} {allowed}"),
        )
        .advise("核对成本指标和预算。", "Check the indicators and the budget.")
        .relate(cx.site(budget.span), label, label);
    for (indicator, target, _) in costs.iter().skip(1) {
        finding = finding.relate(cx.site(target.span), &*indicator.name.value, &*indicator.name.value);
    }
    report.push(finding);
}

/// A cost indicator whose target is an amount of money.
fn cost(indicator: &Indicator) -> Option<(&Indicator, &Target, Amount)> {
    let economic = matches!(indicator.level2, Some(Level2::EconomicCost | Level2::OutputCost));
    let cost = economic || (indicator.level2.is_none() && indicator.level1 == Some(Level1::Cost));
    let target = indicator.target.as_ref().filter(|_| cost && !indicator.broken)?;
    let TargetValue::Number { value, unit, .. } = &target.value else { return None };
    let bounds = target.comparator.map(|comparator| comparator.value);
    if !matches!(bounds, None | Some(Comparator::AtMost | Comparator::LessThan | Comparator::Equal)) {
        return None;
    }
    let unit = MoneyUnit::parse(unit)?;
    let yuan = multiply(*value, rust_decimal::Decimal::from(unit.yuan))?;
    let amount = Amount { yuan, unit, written_scale: Some(value.scale()), span: target.value_span };
    Some((indicator, target, amount))
}
