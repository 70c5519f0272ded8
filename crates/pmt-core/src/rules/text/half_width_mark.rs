//! TXT03: half-width marks between Han characters.

use crate::finding::Severity;
use crate::rules::passages::{Passage, is_han};
use crate::rules::structure::guidance_left::found;
use crate::rules::{Check, Outcome, ProjectCx, Property, Report, Rule, Source};
use crate::text::Words;

/// A half-width mark in Chinese text.
pub static TXT03: Rule = Rule {
    code: "TXT03",
    name: "half-width-mark",
    severity: Severity::Hint,
    property: Some(Property::Compliance),
    source: Source::Practice,
    summary: Words { zh: "汉字之间用了半角标点", en: "a half-width mark between Han characters" },
    explanation: Words {
        zh: "汉字之间的分号、逗号和括号用全角。文号、网址和数字里的半角符号不管。`--fix` 只换标点，文字不动。",
        en: "Semicolons, commas and parentheses between Han characters are full-width. Those in document numbers, addresses and numbers are left alone. `--fix` replaces the marks and leaves the words.",
    },
    bad: "项目 \"培训\" {\n  绩效目标: \"办好培训;培训干部30人。\"\n}\n",
    good: "项目 \"培训\" {\n  绩效目标: \"办好培训；参训率≥90(%)，见 a.cn/x,y。\"\n}\n",
    check: Check::Project(check),
};

fn check(cx: &ProjectCx<'_>, report: &mut Report<'_>) -> Outcome {
    for passage in Passage::all(cx) {
        // What is to be deleted is not to be mended.
        let guidance = found(passage.text());
        for marks in marks(passage.text()) {
            let Some((first, last)) = marks.first().zip(marks.last()) else { continue };
            let range = first.0..last.0.saturating_add(1);
            if guidance.iter().any(|words| words.start <= range.start && range.end <= words.end) {
                continue;
            }
            let shown = passage.words(&(first.0..first.0.saturating_add(1)));
            let finding = report
                .finding(
                    passage.site(&range),
                    format!("汉字之间的“{shown}”是半角"),
                    format!("“{shown}” between Han characters is half-width"),
                )
                .advise("改为全角。", "Write the full-width mark.");
            let edits: Option<Vec<_>> =
                marks.iter().map(|(at, wide)| passage.edit(&(*at..at.saturating_add(1)), *wide)).collect();
            report.push(match edits {
                Some(edits) => finding.fix(true, edits, "改为全角标点", "Write the full-width mark"),
                None => finding,
            });
        }
    }
    Outcome::Ran
}

/// Half-width marks with Han characters on both sides and the full-width marks for them; the two parentheses of a pair
/// together.
fn marks(text: &str) -> Vec<Vec<(usize, &'static str)>> {
    let mut found: Vec<Vec<(usize, &'static str)>> = Vec::new();
    for (at, c) in text.match_indices([';', ',', '(']) {
        let end = at.saturating_add(1);
        if !(ends_han(text, at) && begins_han(text, end)) {
            continue;
        }
        match c {
            ";" => found.push(vec![(at, "；")]),
            "," => found.push(vec![(at, "，")]),
            _ => {
                let rest = text.get(end..).unwrap_or_default();
                let close = rest.find(['(', ')', '（', '）', '\n']).map(|inside| end.saturating_add(inside));
                let close =
                    close.filter(|close| text.get(*close..).is_some_and(|rest| rest.starts_with(')')));
                if let Some(close) = close.filter(|close| ends_han(text, *close)) {
                    found.push(vec![(at, "（"), (close, "）")]);
                }
            }
        }
    }
    found
}

fn ends_han(text: &str, at: usize) -> bool {
    text.get(..at).and_then(|before| before.chars().next_back()).is_some_and(is_han)
}

fn begins_han(text: &str, at: usize) -> bool {
    text.get(at..).and_then(|after| after.chars().next()).is_some_and(is_han)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_marks_between_han_characters_count() {
        assert_eq!(marks("态势;积极"), [vec![(6, "；")]]);
        assert_eq!(marks("党委(党组)学习"), [vec![(6, "（"), (13, "）")]]);
        for right in
            ["普建委(2025)127号", "100(%)以上", "1,020,000元", "甲(A)组", "见 x.cn/a;b", "（甲）;（乙）"]
        {
            assert_eq!(marks(right), Vec::<Vec<_>>::new(), "{right}");
        }
    }
}
