//! FND17: no amount of the form is below nothing.

use crate::amount::Amount;
use crate::finding::{Severity, Site};
use crate::rules::{Check, DeclarationCx, Outcome, Property, Report, Rule, Source};
use crate::text::Words;

/// An amount below zero where the form has money to spend.
pub static FND17: Rule = Rule {
    code: "FND17",
    name: "negative-amount",
    severity: Severity::Error,
    property: Some(Property::Compliance),
    source: Source::Form,
    summary: Words { zh: "金额为负", en: "an amount is negative" },
    explanation: Words {
        zh: "封面、资金和任务的金额不会小于零。测算中的抵扣可以写负数。",
        en: "The amounts of the cover, the funds and the tasks are never below zero. A deduction among the cost lines may be.",
    },
    bad: "申报 2022 {\n  预算资金: -165万元\n}\n",
    good: "申报 2022 {\n  预算资金: 165万元\n}\n",
    check: Check::Declaration(check),
};

fn check(cx: &DeclarationCx<'_>, report: &mut Report<'_>) -> Outcome {
    if let Some((file, cover)) = cx.declaration.cover
        && let Some(amount) = cover.budget
    {
        object(amount, Site { file, span: amount.span }, report);
    }
    for entry in &cx.declaration.projects {
        let project = entry.project;
        let (total, annual) = (&project.total, &project.annual);
        let funds = [total.amount, total.fiscal, total.other, annual.amount, annual.current];
        let rest = [annual.carried_over, annual.other];
        let years = total.years.iter().map(|year| year.amount);
        let tasks = project.tasks().iter().flat_map(|task| [task.amount, task.total]);
        for amount in funds.into_iter().chain(rest).chain(years).chain(tasks).flatten() {
            object(amount, Site { file: entry.file, span: amount.span }, report);
        }
    }
    Outcome::Ran
}

fn object(amount: Amount, site: Site, report: &mut Report<'_>) {
    if amount.is_written() && amount.yuan.is_sign_negative() && !amount.yuan.is_zero() {
        let shown = amount.prose();
        let finding =
            report.finding(site, format!("金额 {shown} 小于零"), format!("the amount {shown} is below zero"));
        report.push(
            finding.advise("改为实际金额；没有就写 0元。", "Write the real amount, or 0元 if there is none."),
        );
    }
}
