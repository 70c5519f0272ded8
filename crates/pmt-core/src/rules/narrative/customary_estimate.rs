//! NAR01: money is calculated from quantities and prices.

use std::ops::Range;

use crate::edition::words_narrative::{BY_CUSTOM, BY_UNNAMED_STANDARD, CALCULATION, STANDARD};
use crate::finding::Severity;
use crate::rules::passages::{Passage, clause_around, first_of, has_any, listed, sentences};
use crate::rules::{Check, Outcome, ProjectCx, Property, Report, Rule, Source};
use crate::text::Words;

/// An estimate that calculates nothing.
pub static NAR01: Rule = Rule {
    code: "NAR01",
    name: "customary-estimate",
    severity: Severity::Warning,
    property: Some(Property::Feasibility),
    source: Source::Practice,
    summary: Words {
        zh: "资金测算只说按惯例，没有数量和单价",
        en: "an estimate by custom, without quantities and prices",
    },
    explanation: Words {
        zh: "“按照往年规模”“按现有标准”算不出金额。写出数量乘单价，如“60人×6天×320元”，标准写明名称；或者在任务的“测算”里逐项列出，由 pmt 核对。",
        en: "“As in former years” or “by the present standard” gives no amount. Write quantity × price (“60人×6天×320元”) and name the standard, or list the lines under a task's 测算, where they are checked.",
    },
    bad: "项目 \"培训\" {\n  年度预算安排: \"参照往年规模安排2万元。\"\n}\n",
    good: "项目 \"培训\" {\n  年度预算安排: \"参照往年规模，30人×2天×333元，安排2万元。\"\n}\n",
    check: Check::Project(check),
};

fn check(cx: &ProjectCx<'_>, report: &mut Report<'_>) -> Outcome {
    let Some(budget) = &cx.project.budget_plan else { return Outcome::NotApplicable };
    let tasks = cx.project.tasks();
    let is_calculated = !tasks.is_empty() && tasks.iter().all(|task| !task.costing.is_empty() || task.broken);
    let estimate = budget.estimate.as_ref();
    let passage = Passage::some(cx, estimate.and_then(|part| part.text.as_ref()))
        .or_else(|| Passage::some(cx, budget.text.as_ref()));
    let Some(passage) = passage.filter(|_| !is_calculated) else { return Outcome::NotApplicable };
    let text = passage.text();
    for sentence in sentences(text) {
        let words = passage.words(&sentence);
        if has_any(words, CALCULATION.iter().copied()) {
            continue;
        }
        let Some(range) = by_custom(cx, text, &sentence).or_else(|| by_standard(text, &sentence)) else {
            continue;
        };
        let said = passage.words(&range);
        let finding = report.finding(
            passage.site(&range),
            format!("“{said}”算不出金额：没有数量和单价"),
            format!("“{said}” gives no amount: there is no quantity and no price"),
        );
        report.push(finding.advise_on_paper("写出数量乘单价。", "Write quantity × price.").advise(
            "写出数量乘单价，或在任务的“测算”里逐项列出。",
            "Write quantity × price, or list the lines under a task's 测算.",
        ));
    }
    Outcome::Ran
}

/// The clause that goes by custom.
fn by_custom(cx: &ProjectCx<'_>, text: &str, sentence: &Range<usize>) -> Option<Range<usize>> {
    let words = text.get(sentence.clone())?;
    let (found, _) = first_of(words, listed(cx.settings.words("custom"), BY_CUSTOM))?;
    let at = sentence.start.saturating_add(found.start);
    let end = clause_around(text, at).end.min(sentence.end);
    Some(at..end.max(sentence.start.saturating_add(found.end)))
}

/// The phrase that goes by a standard without a name.
fn by_standard(text: &str, sentence: &Range<usize>) -> Option<Range<usize>> {
    let words = text.get(sentence.clone())?;
    // A document that is named, or a rate, is a standard one can look up.
    if words.contains(['《', '号']) {
        return None;
    }
    let (found, _) = first_of(words, BY_UNNAMED_STANDARD.iter().copied())?;
    let start = sentence.start.saturating_add(found.start);
    let clause = clause_around(text, start);
    let phrase = text.get(start..clause.end.min(sentence.end))?;
    let (standard, endings) = STANDARD;
    let mut end = phrase.find(standard)?.saturating_add(standard.len());
    let rest = phrase.get(end..)?;
    if let Some(ending) = endings.iter().find(|ending| rest.starts_with(**ending)) {
        end = end.saturating_add(ending.len());
    }
    Some(start..start.saturating_add(end))
}
