//! TXT01: the first character of a unit's name written twice.

use crate::edition::words_text::{BEFORE_A_WORD, DOUBLED};
use crate::finding::Severity;
use crate::rules::passages::{Passage, is_han};
use crate::rules::{Check, Outcome, ProjectCx, Property, Report, Rule, Source};
use crate::text::Words;

/// A character too many.
pub static TXT01: Rule = Rule {
    code: "TXT01",
    name: "doubled-character",
    severity: Severity::Warning,
    property: Some(Property::Compliance),
    source: Source::Practice,
    summary: Words {
        zh: "单位名称开头多写了一个字", en: "a unit's name begins with a character too many"
    },
    explanation: Words {
        zh: "“区区级机关”多了一个“区”。只看词的开头：“松江区区级机关”是对的。",
        en: "“区区级机关” has a 区 too many. Only the beginning of a word is looked at: “松江区区级机关” is right.",
    },
    bad: "项目 \"培训\" {\n  绩效目标: \"区区级机关举办2期培训。\"\n}\n",
    good: "项目 \"培训\" {\n  绩效目标: \"松江区区级机关举办2期培训。\"\n}\n",
    check: Check::Project(check),
};

fn check(cx: &ProjectCx<'_>, report: &mut Report<'_>) -> Outcome {
    for passage in Passage::all(cx) {
        let text = passage.text();
        let mut before = None;
        let mut earlier = None;
        for (at, c) in text.char_indices() {
            if let Some((first_at, first)) = before
                && first == c
                && begins_word(earlier)
            {
                let rest = text.get(first_at..).unwrap_or_default();
                if let Some(slip) = DOUBLED.iter().find(|slip| rest.starts_with(slip.slip)) {
                    let range = first_at..at.saturating_add(slip.slip.len()).saturating_sub(c.len_utf8());
                    let finding = report.finding(
                        passage.site(&range),
                        format!("“{}”多写了一个“{c}”", slip.slip),
                        format!("“{}” has a “{c}” too many", slip.slip),
                    );
                    let finding =
                        finding.advise(format!("改为“{}”。", slip.right), format!("Write “{}”.", slip.right));
                    report.push(match passage.edit(&range, slip.right) {
                        Some(edit) => finding.fix(
                            false,
                            vec![edit],
                            format!("改为“{}”", slip.right),
                            format!("Replace with “{}”", slip.right),
                        ),
                        None => finding,
                    });
                }
            }
            earlier = before.map(|(_, c)| c);
            before = Some((at, c));
        }
    }
    Outcome::Ran
}

/// Whether a word begins after a character; within a name (`松江区区级`) none does.
fn begins_word(before: Option<char>) -> bool {
    before.is_none_or(|c| !(is_han(c) || c.is_alphanumeric()) || BEFORE_A_WORD.contains(c))
}
