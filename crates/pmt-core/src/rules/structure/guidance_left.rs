//! STR10: the template's guidance is not left beside what the author wrote.

use std::ops::Range;

use super::template_residue::{guidance, passages};
use crate::finding::Severity;
use crate::rules::passages::Passage;
use crate::rules::{Check, DeclarationCx, Outcome, Property, Report, Rule, Source};
use crate::text::Words;

/// The template's guidance is left in a text.
pub static STR10: Rule = Rule {
    code: "STR10",
    name: "guidance-left-in-text",
    severity: Severity::Warning,
    property: Some(Property::Compliance),
    source: Source::Form,
    summary: Words {
        zh: "正文里留着模板的提示文字", en: "the template's guidance is left in a text"
    },
    explanation: Words {
        zh: "模板中括号里的提示是给填报人看的，写好内容以后要删掉。整段只有提示的由 STR03 指出。",
        en: "The template's parenthesised guidance is for who fills it in and is deleted once that is done. A text that is nothing else is STR03's.",
    },
    bad: "项目 \"培训\" {\n  绩效目标: \"培训干部30人。（包括总目标、年度目标、分解目标等，具体见表格）\"\n}\n",
    good: "项目 \"培训\" {\n  绩效目标: \"详见单位的项目绩效目标表\"\n}\n",
    check: Check::Declaration(check),
};

fn check(cx: &DeclarationCx<'_>, report: &mut Report<'_>) -> Outcome {
    for passage in passages(cx) {
        look(&passage, report);
    }
    Outcome::Ran
}

fn look(passage: &Passage<'_>, report: &mut Report<'_>) {
    for range in found(passage.text()) {
        if range == passage.whole() {
            continue;
        }
        let finding = report
            .finding(
                passage.site(&range),
                "正文里留着模板的提示文字",
                "the template's guidance is left in the text",
            )
            .advise("删掉这句提示。", "Delete it.");
        report.push(match passage.edit(&range, "") {
            Some(edit) => finding.fix(false, vec![edit], "删掉提示文字", "Delete the guidance"),
            None => finding,
        });
    }
}

/// Where guidance stands in a text, with its parentheses, of either width.
pub(in crate::rules) fn found(text: &str) -> Vec<Range<usize>> {
    if !text.contains(['（', '(']) {
        return Vec::new();
    }
    let mut all = Vec::new();
    for words in guidance() {
        // The parentheses may be half-width; the words between them are what is looked for.
        let inner = words.trim_start_matches('（').trim_end_matches('）');
        let Some(at) = text.find(inner) else { continue };
        let end = at.saturating_add(inner.len());
        let before = text.get(..at).unwrap_or_default().chars().next_back();
        let after = text.get(end..).unwrap_or_default().chars().next();
        if let (Some(open @ ('（' | '(')), Some(close @ ('）' | ')'))) = (before, after) {
            all.push(at.saturating_sub(open.len_utf8())..end.saturating_add(close.len_utf8()));
        }
    }
    all
}
