//! FND14 and FND20: what an 其中 lists adds up to what it is a breakdown of.

use rust_decimal::Decimal;

use super::prose_parts::{compared, object};
use super::said::{breakdowns, counted_phrase, statements};
use crate::amount::sum;
use crate::edition::words_money::OPEN_ENDED;
use crate::finding::Severity;
use crate::prose::{Passage, Quantity, Section};
use crate::rules::{Check, Outcome, ProjectCx, Property, Report, Rule, Source};
use crate::text::Words;

/// A list that is said to be whole does not add up, or its parts exceed what they are parts of.
pub static FND14: Rule = Rule {
    code: "FND14",
    name: "breakdown-differs",
    severity: Severity::Warning,
    property: Some(Property::Feasibility),
    source: Source::Practice,
    summary: Words {
        zh: "场次、份数等分项之和与总数不符",
        en: "parts of a number of sessions, copies … do not come to it",
    },
    explanation: Words {
        zh: "“其中”后面列出的场次、份数等不能超过总数；写明“分别”“两类”这样列全了的，应正好相等。人数的分项可以互相重叠，不检查。金额由 FND07 和 FND20 检查。",
        en: "Parts of a number of sessions or copies after 其中 are never more than the whole; where the list is said to be whole (分别, 两类), they are equal to it. Groups of people may overlap and are not checked. Money is FND07's and FND20's.",
    },
    bad: "项目 \"培训\" {\n  实施方案: \"全年办宣讲活动10场，其中讲座6场，展览7场。\"\n}\n",
    good: "项目 \"培训\" {\n  实施方案: \"全年办宣讲活动10场，其中讲座6场，展览3场。\"\n}\n",
    check: Check::Project(check_counts),
};

/// An 其中 that does not say what all of the money is for.
pub static FND20: Rule = Rule {
    code: "FND20",
    name: "breakdown-incomplete",
    severity: Severity::Hint,
    property: Some(Property::Feasibility),
    source: Source::Practice,
    summary: Words {
        zh: "“其中”列出的金额之和少于合计，没有写其余的用途",
        en: "what an 其中 lists comes to less than its total, and the rest is not accounted for",
    },
    explanation: Words {
        zh: "“其中”后面列出几项金额，加起来比总数少，可能是漏了一项，也可能只列了主要的。写明其余的用途，审核人就不用问。相加超过合计的、写明列全了的，由 FND07 指出。",
        en: "Where an 其中 lists amounts that come to less than the total, one may have been forgotten, or only the main ones are listed. Saying what the rest is for spares the question. Lists that exceed their total, or are said to be whole, are FND07's.",
    },
    bad: "项目 \"培训\" {\n  年度预算安排 {\n    资金测算: \"项目预算为102万元，其中党建阵地建设56万元，群团工作40万元。\"\n  }\n  年度资金申请总额: 102万元\n}\n",
    good: "项目 \"培训\" {\n  年度预算安排 {\n    资金测算: \"项目预算为102万元，其中党建阵地建设56万元，群团工作40万元，其余用于调研。\"\n  }\n  年度资金申请总额: 102万元\n}\n",
    check: Check::Project(check_money),
};

/// Units of people, whose groups overlap.
const PEOPLE: [&str; 5] = ["人", "名", "位", "人次", "户"];

fn check_money(cx: &ProjectCx<'_>, report: &mut Report<'_>) -> Outcome {
    let mut outcome = Outcome::NotApplicable;
    for passage in cx.passages_in(Section::is_narrative) {
        for of in breakdowns(&passage) {
            outcome = Outcome::Ran;
            let open = compared(cx, &passage, &of).filter(|compared| !compared.certain);
            if let Some(finding) = open.and_then(|open| object(cx, &passage, &of, &open, report)) {
                report.push(finding.advise(
                    "核对金额；没有列全的，写明其余的用途。",
                    "Check the amounts, or say what the rest is for.",
                ));
            }
        }
    }
    outcome
}

fn check_counts(cx: &ProjectCx<'_>, report: &mut Report<'_>) -> Outcome {
    let mut outcome = Outcome::NotApplicable;
    for passage in cx.passages_in(Section::is_narrative) {
        if counts(cx, &passage, report) {
            outcome = Outcome::Ran;
        }
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
        let listed = parts.len();
        let is_closed = words.contains("分别") || counted_phrase(words, listed);
        if total > whole.value || (is_closed && total != whole.value) {
            let shown = |value: Decimal| format!("{}{}", value.normalize(), whole.unit);
            let (a, b) = (shown(total), shown(whole.value));
            let (more, than) =
                if total > whole.value { ("多于", "more than") } else { ("少于", "fewer than") };
            let mut finding = report
                .finding(
                    cx.site(passage.span(&whole.range)),
                    format!("“其中”各项合计 {a}，{more}这里的 {b}"),
                    format!("the parts give {a}, {than} the {b} here"),
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
