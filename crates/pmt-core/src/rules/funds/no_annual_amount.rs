//! FND08: 年度预算安排 says how much this year takes.

use crate::edition::Key;
use crate::edition::words_prose::ELSEWHERE;
use crate::finding::Severity;
use crate::prose::{Passage, Role, Section};
use crate::rules::{Check, Outcome, ProjectCx, Property, Report, Rule, Source};
use crate::text::Words;

/// 年度预算安排 without an amount for the year.
pub static FND08: Rule = Rule {
    code: "FND08",
    name: "missing-annual-amount",
    severity: Severity::Error,
    property: Some(Property::Completeness),
    source: Source::Form,
    summary: Words {
        zh: "年度预算安排没有写本年的金额", en: "年度预算安排 gives no amount for this year"
    },
    explanation: Words {
        zh: "年度预算安排要写明本年安排多少钱、用在哪里。只写项目总投资或以前年度的金额也不行。给任务写上金额、写测算，或在文字里引用金额，都可以。",
        en: "年度预算安排 says how much this year takes and for what. The whole project's amount, or those of other years, will not do. Amounts of tasks, a 测算 or a reference to an amount satisfy it.",
    },
    bad: "申报 2022 {\n}\n\n项目 \"培训\" {\n  年度预算安排: \"培训费按季度支付。\"\n}\n",
    good: "申报 2022 {\n}\n\n项目 \"培训\" {\n  年度预算安排: \"2022年度预算安排2万元，培训费按季度支付。\"\n}\n",
    check: Check::Project(check),
};

fn check(cx: &ProjectCx<'_>, report: &mut Report<'_>) -> Outcome {
    let project = cx.project;
    let Some(plan) = &project.budget_plan else { return Outcome::NotApplicable };
    let passages: Vec<Passage<'_>> = cx.passages_in(Section::is_of_budget_plan).collect();
    let blank = passages.iter().all(|passage| passage.cooked.is_blank());
    let doubtful = project.presence.broken
        || plan.parts().any(|part| part.broken)
        || project.plan.as_ref().is_some_and(|plan| plan.broken)
        || passages.iter().any(|passage| passage.prose.references().next().is_some());
    if blank || doubtful {
        return Outcome::NotApplicable;
    }
    let in_parts = plan.parts().any(|part| part.amounts.iter().any(|named| named.amount.is_some()));
    let in_tasks = project.tasks().iter().any(|task| task.amount.is_some() || task.unread || task.broken);
    if in_parts || in_tasks || passages.iter().any(|passage| may_say(cx, passage)) {
        return Outcome::Ran;
    }
    let tells = |passage: &&Passage<'_>| {
        matches!(passage.section, Section::BudgetPlan | Section::Estimate) && !passage.cooked.is_blank()
    };
    let place = passages.iter().find(tells).map_or(plan.key_span, Passage::whole);
    let label = cx.label(Key::BudgetPlan);
    let elsewhere = passages.iter().flat_map(|passage| {
        passage.scan.amounts.iter().map(|money| (passage.span(&money.range), money.role))
    });
    let mut finding = report
        .finding(
            cx.site(place),
            format!("“{label}”没有写本年安排多少钱"),
            format!("“{label}” does not say how much this year takes"),
        )
        .advise_on_paper("写明本年的金额和用途。", "Give this year's amount and what it is for.")
        .advise(
            "写明本年的金额和用途，或给任务写上金额。",
            "Give this year's amount and what it is for, or give the tasks amounts.",
        );
    for (span, role) in elsewhere {
        let (zh, en) = match role {
            Some(Role::Whole) => ("这是整个项目的金额", "this is the whole project's"),
            _ => ("这是其他年度的金额", "this is another year's"),
        };
        finding = finding.relate(cx.site(span), zh, en);
    }
    if let Some(annual) = project.annual.amount {
        let annual_label = cx.label(Key::AnnualFunds);
        finding = finding.relate(cx.site(annual.span), annual_label, annual_label);
    }
    report.push(finding);
    Outcome::Ran
}

/// Whether a text says, or may say, how much the year takes: it does not only if it has no amount at all but those of
/// the whole project, where that has several years, or of other years.
fn may_say(cx: &ProjectCx<'_>, passage: &Passage<'_>) -> bool {
    let text = passage.text();
    let several_years = cx.resolved.period.is_some_and(|period| !period.value.is_within_a_year());
    let of_another = |role: Option<Role>| match role {
        Some(Role::OtherYear) => true,
        Some(Role::Whole) => several_years,
        _ => false,
    };
    let amounts = &passage.scan.amounts;
    if !amounts.is_empty() {
        return !amounts.iter().all(|money| of_another(money.role));
    }
    // A figure or a word for one that could not be read as an amount leaves it open.
    text.contains(['元', '万', '亿', '%', '％']) || ELSEWHERE.iter().any(|word| text.contains(word))
}
