//! FND14: what an 其中 lists adds up to what it is a breakdown of.

use rust_decimal::Decimal;

use super::prose_parts::{compared, object};
use super::said::{breakdowns, statements};
use crate::amount::sum;
use crate::edition::words_money::OPEN_ENDED;
use crate::finding::Severity;
use crate::prose::{Passage, Quantity, Section};
use crate::rules::{Check, Outcome, ProjectCx, Property, Report, Rule, Source};
use crate::text::Words;

/// A breakdown in prose that does not add up.
pub static FND14: Rule = Rule {
    code: "FND14",
    name: "breakdown-differs",
    severity: Severity::Warning,
    property: Some(Property::Feasibility),
    source: Source::Practice,
    summary: Words {
        zh: "“其中”列出的各项相加不等于总数",
        en: "what an 其中 lists does not add up to its total",
    },
    explanation: Words {
        zh: "“其中”后面列出几项金额，加起来比总数少，就要写明其余的用途。场次、份数等分项之和不能超过总数。人数的分项可以互相重叠，不检查。",
        en: "Where an 其中 lists amounts that come to less than the total, say what the rest is for. Parts of a number of sessions or copies are never more than the whole. Groups of people may overlap and are not checked.",
    },
    bad: "项目 \"培训\" {\n  年度预算安排 {\n    资金测算: \"项目预算为102万元，其中党建阵地建设56万元，群团工作40万元。\"\n  }\n  年度资金申请总额: 102万元\n}\n",
    good: "项目 \"培训\" {\n  年度预算安排 {\n    资金测算: \"项目预算为102万元，其中党建阵地建设56万元，群团工作40万元，其余用于调研。\"\n  }\n  年度资金申请总额: 102万元\n}\n",
    check: Check::Project(check),
};

/// Units of people, whose groups overlap.
const PEOPLE: [&str; 5] = ["人", "名", "位", "人次", "户"];

fn check(cx: &ProjectCx<'_>, report: &mut Report<'_>) -> Outcome {
    let mut outcome = Outcome::NotApplicable;
    for passage in cx.passages_in(Section::is_narrative) {
        for of in breakdowns(&passage) {
            outcome = Outcome::Ran;
            let wrong = compared(cx, &passage, &of).filter(|compared| !compared.certain);
            if let Some(finding) = wrong.and_then(|wrong| object(cx, &passage, &of, &wrong, report)) {
                report.push(finding);
            }
        }
        outcome = if counts(cx, &passage, report) { Outcome::Ran } else { outcome };
    }
    outcome
}

/// Counts after 其中 in the unit of the count before it: together they are not more. Gives whether there were any.
fn counts(cx: &ProjectCx<'_>, passage: &Passage<'_>, report: &mut Report<'_>) -> bool {
    let mut any = false;
    let text = passage.text();
    for statement in statements(text) {
        let words = passage.words(&statement);
        let mut breaks = words.match_indices("其中");
        let (Some((at, _)), None) = (breaks.next(), breaks.next()) else { continue };
        let at = statement.start.saturating_add(at);
        let inside = |quantity: &&Quantity| {
            statement.start <= quantity.range.start && quantity.range.end <= statement.end
        };
        let here = passage.scan.quantities.iter().filter(inside);
        let (before, after): (Vec<&Quantity>, Vec<&Quantity>) =
            here.partition(|quantity| quantity.range.end <= at);
        let Some(whole) = before.last().filter(|whole| whole.is_exact() && !whole.is_percentage()) else {
            continue;
        };
        let apart = passage.words(&(whole.range.end..at));
        let parts: Vec<&&Quantity> = after.iter().filter(|part| part.unit == whole.unit).collect();
        let certain =
            after.iter().all(|part| part.is_exact()) && parts.len() >= 2 && apart.chars().count() <= 12;
        let open = OPEN_ENDED.iter().any(|word| words.contains(word)) || words.contains(['每', '各']);
        if !certain || open || PEOPLE.contains(&whole.unit) {
            continue;
        }
        any = true;
        let Some(total) = sum(parts.iter().map(|part| part.value)) else { continue };
        if total > whole.value {
            let shown = |value: Decimal| format!("{}{}", value.normalize(), whole.unit);
            let (a, b) = (shown(total), shown(whole.value));
            let mut finding = report
                .finding(
                    cx.site(passage.span(&whole.range)),
                    format!("“其中”各项合计 {a}，多于这里的 {b}"),
                    format!("the parts give {a}, more than the {b} here"),
                )
                .advise("核对总数和各项。", "Check the total and its parts.");
            for part in parts {
                let words = passage.words(&part.range);
                finding = finding.relate(cx.site(passage.span(&part.range)), words, words);
            }
            report.push(finding);
        }
    }
    any
}
