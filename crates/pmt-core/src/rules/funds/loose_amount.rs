//! FND09: an amount in the narrative is exact and has its 元.

use pmt_syntax::{Edit, Origin, Span};

use super::said::statements;
use crate::edition::words_money::NO_BUDGET;
use crate::finding::Severity;
use crate::prose::{Money, Passage, Role, Section, sentence};
use crate::rules::{Check, Outcome, ProjectCx, Property, Report, Rule, Source};
use crate::text::Words;

/// An amount without 元, or an approximate one.
pub static FND09: Rule = Rule {
    code: "FND09",
    name: "loose-amount",
    severity: Severity::Warning,
    property: Some(Property::Adequacy),
    source: Source::Practice,
    summary: Words {
        zh: "文字里的金额缺“元”，或是约数",
        en: "an amount in the narrative lacks 元 or is approximate",
    },
    explanation: Words {
        zh: "预算金额是确定的数，写到元或万元，不写“约”“左右”；“102万”要写“102万元”，免得和人数、份数混淆。单价、以前年度的金额，以及产值、收入、损失等不是本项目预算的金额，可以是约数。",
        en: "A budget is a certain number: neither “about” nor 102万 without 元, which could as well be people. A price, an amount of an earlier year, or one that is no money of the project (output, income, losses) may be approximate.",
    },
    bad: "项目 \"培训\" {\n  项目概述: \"经测算，预算资金2万。\"\n}\n",
    good: "项目 \"培训\" {\n  项目概述: \"经测算，预算资金2万元。\"\n}\n",
    check: Check::Project(check),
};

fn check(cx: &ProjectCx<'_>, report: &mut Report<'_>) -> Outcome {
    let mut outcome = Outcome::NotApplicable;
    for passage in cx.passages_in(Section::is_narrative) {
        for money in &passage.scan.amounts {
            outcome = Outcome::Ran;
            if money.unit_missing {
                missing_unit(cx, &passage, money, report);
            } else if money.approximate && is_of_the_budget(cx, &passage, money) {
                approximate(cx, &passage, money, report);
            }
        }
    }
    outcome
}

/// Whether an amount is one of this project's budget, as far as the words around it tell.
fn is_of_the_budget(cx: &ProjectCx<'_>, passage: &Passage<'_>, money: &Money) -> bool {
    if matches!(money.role, Some(Role::Budget | Role::ThisYear | Role::Whole)) {
        return true;
    }
    let text = passage.text();
    let statement = statements(text).into_iter().find(|range| range.contains(&money.range.start));
    let before = statement.map_or(money.range.start, |range| range.start)..money.range.start;
    // The last year that is named before it, if the words do not come back to this one.
    let own = cx.year();
    let year = passage.scan.times.iter().filter(|time| before.contains(&time.range.start));
    let year = year.filter_map(|time| time.when.year()).next_back();
    let is_other = year.is_some_and(|year| own.is_some_and(|own| own != year));
    let clause = sentence::clause(text, &money.range);
    let speaks_of_other = NO_BUDGET.iter().any(|word| passage.words(&clause).contains(word));
    !matches!(money.role, Some(Role::Price | Role::OtherYear)) && !is_other && !speaks_of_other
}

fn missing_unit(cx: &ProjectCx<'_>, passage: &Passage<'_>, money: &Money, report: &mut Report<'_>) {
    let words = passage.words(&money.range);
    let full = format!("{}元", passage.words(&money.figure));
    let mut finding = report
        .finding(
            cx.site(passage.span(&money.range)),
            format!("金额“{words}”缺“元”"),
            format!("the amount “{words}” lacks 元"),
        )
        .advise(format!("写成“{full}”。"), format!("Write “{full}”."));
    let last = money.figure.end.saturating_sub(1);
    if passage.cooked.origin(last) == Origin::Source {
        let at = passage.span(&money.figure).end;
        let edit = Edit { span: Span::empty(at), text: "元".to_owned() };
        finding = finding.fix(false, vec![edit], "补上“元”", "Add 元");
    }
    report.push(finding);
}

fn approximate(cx: &ProjectCx<'_>, passage: &Passage<'_>, money: &Money, report: &mut Report<'_>) {
    let words = passage.words(&money.range);
    let finding = report
        .finding(
            cx.site(passage.span(&money.range)),
            format!("金额“{words}”是约数"),
            format!("the amount “{words}” is approximate"),
        )
        .advise("写成确定的金额。", "Give the exact amount.");
    report.push(finding);
}
