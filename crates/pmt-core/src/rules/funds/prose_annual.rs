//! FND06: the year's amount that the narrative names is the form's.

use super::equation::{Side, difference};
use super::said::other_amounts;
use crate::amount::{Amount, compare};
use crate::edition::Key;
use crate::edition::words_money::EXPLANATIONS;
use crate::finding::Severity;
use crate::prose::{Money, Passage, Role, Section, sentence};
use crate::rules::{Check, Outcome, ProjectCx, Property, Report, Rule, Source};
use crate::text::Words;

/// The narrative names another annual amount than the form.
pub static FND06: Rule = Rule {
    code: "FND06",
    name: "narrative-annual-differs",
    severity: Severity::Error,
    property: Some(Property::Compliance),
    source: Source::Practice,
    summary: Words {
        zh: "文字里的年度预算与年度资金申请总额不一致",
        en: "the annual budget in the narrative is not the form's",
    },
    explanation: Words {
        zh: "项目概述和年度预算安排里的年度金额应与表上的年度资金申请总额一致，用 ${年度资金申请总额} 写就不会写错。跨年项目的总投资不和年度金额比；约数、区间，以及写明了调整、结转等原因的，不检查。",
        en: "The annual amount in 项目概述 and 年度预算安排 is the form's; written as ${年度资金申请总额} it cannot drift. The total of a project of several years is never compared with a year's; neither are approximate amounts, ranges, or amounts whose difference the text explains.",
    },
    bad: "项目 \"培训\" {\n  项目概述: \"经测算，预算资金120万元。\"\n  年度资金申请总额: 102万元\n}\n",
    good: "项目 \"培训\" {\n  项目概述: \"经测算，预算资金102万元。\"\n  年度资金申请总额: 102万元\n}\n",
    check: Check::Project(check),
};

fn check(cx: &ProjectCx<'_>, report: &mut Report<'_>) -> Outcome {
    let funds = &cx.project.annual;
    let (Some(annual), false) = (funds.amount, funds.broken || funds.unread) else {
        return Outcome::NotApplicable;
    };
    let mut outcome = Outcome::NotApplicable;
    let mut wrong: Vec<(Amount, Passage<'_>)> = Vec::new();
    let of_budget = |section| matches!(section, Section::Overview | Section::BudgetPlan | Section::Estimate);
    for passage in cx.passages_in(of_budget) {
        let annual_ones: Vec<&Money> =
            passage.scan.amounts.iter().filter(|money| is_annual(cx, &passage, money)).collect();
        let said: Vec<Amount> =
            annual_ones.iter().filter_map(|money| money.amount(passage.span(&money.range))).collect();
        if !said.is_empty() {
            outcome = Outcome::Ran;
        }
        let agrees = |amount: &Amount| compare(&[*amount], &[annual]).is_none_or(|both| both.agrees());
        // Where one of them is the form's, the others are of something else.
        if said.iter().any(agrees) || said.iter().any(|amount| names_another(cx, *amount)) {
            continue;
        }
        // Several that differ are of several things.
        let one_value = said.iter().all(|amount| Some(amount.yuan) == said.first().map(|first| first.yuan));
        if !one_value || !is_of_all(&passage, &annual_ones) {
            continue;
        }
        wrong.extend(said.first().map(|amount| (*amount, passage)));
    }
    let mut wrong = wrong.into_iter();
    let Some((first, _)) = wrong.next() else { return outcome };
    let label = cx.label(Key::AnnualFunds);
    let left = Side { zh: "这里写的年度预算", en: "the annual budget here", amounts: &[first] };
    let Some(message) = difference(left, Side { zh: label, en: label, amounts: &[annual] }) else {
        return outcome;
    };
    let mut finding = report
        .finding(cx.site(first.span), message.zh, message.en)
        .advise_on_paper("核对两处金额。", "Check both amounts.")
        .advise(
            format!("核对两处金额；文字里可以写 ${{{label}}}。"),
            format!("Check both amounts; the text can say ${{{label}}}."),
        )
        .relate(cx.site(annual.span), label, label);
    for (other, _) in wrong {
        finding = finding.relate(cx.site(other.span), "这里也写了", "also here");
    }
    report.push(finding);
    outcome
}

/// Whether an amount is said to be the year's; in a project of one year, the project's too.
fn is_annual(cx: &ProjectCx<'_>, passage: &Passage<'_>, money: &Money) -> bool {
    let text = passage.text();
    let sentence = sentence::of(text, &money.range);
    let words = passage.words(&sentence);
    let explained = EXPLANATIONS.iter().any(|word| words.contains(word));
    let by_role = match money.role {
        Some(Role::ThisYear) => true,
        Some(Role::Budget) => cx.is_of_one_year(),
        _ => false,
    };
    by_role && !explained
}

/// Whether amounts are of all that a text speaks of. A year's are; a budget that does not say so is, in 项目概述, or
/// where it opens the text.
fn is_of_all(passage: &Passage<'_>, said: &[&Money]) -> bool {
    let opens = |money: &&&Money| {
        let sentence = sentence::of(passage.text(), &money.range);
        passage.text().get(..sentence.start).is_some_and(|before| before.trim().is_empty())
    };
    let overview = passage.section == Section::Overview;
    said.iter().all(|money| overview || money.role == Some(Role::ThisYear) || opens(&money))
}

/// Whether an amount is another one of the form's or the plan's.
fn names_another(cx: &ProjectCx<'_>, said: Amount) -> bool {
    let is_it = |other: &Amount| compare(&[said], &[*other]).is_some_and(|both| both.agrees());
    other_amounts(cx.project).iter().any(is_it)
}
