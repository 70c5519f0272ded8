//! TXT04: a title inside a title stands in 〈〉.

use std::ops::Range;

use pmt_syntax::{Edit, Span};

use crate::finding::{Severity, Site};
use crate::rules::passages::Passage;
use crate::rules::{Check, Outcome, ProjectCx, Property, Report, Rule, Source};
use crate::text::Words;

/// A nested title in wrong marks.
pub static TXT04: Rule = Rule {
    code: "TXT04",
    name: "nested-title-marks",
    severity: Severity::Hint,
    property: Some(Property::Compliance),
    source: Source::Practice,
    summary: Words {
        zh: "书名号里的书名号用错了", en: "a title inside a title is in wrong marks"
    },
    explanation: Words {
        zh: "书名号里面再用书名号，里面的用单书名号“〈〉”，不用“<>”，也不用“《》”。外面的书名号没有写完的不管，`--fix` 只换里面的符号，文件的名称不变。",
        en: "A title inside 《》 stands in 〈〉, not in <> nor in 《》. Where the outer marks are not closed, nothing is said; `--fix` replaces the inner marks and leaves the words of the title.",
    },
    bad: "项目 \"培训\" {\n  绩效目标: \"落实《关于贯彻<教育培训工作条例>的办法》。\"\n}\n",
    good: "项目 \"培训\" {\n  绩效目标: \"落实《关于贯彻〈教育培训工作条例〉的办法》。\"\n}\n",
    check: Check::Project(check),
};

fn check(cx: &ProjectCx<'_>, report: &mut Report<'_>) -> Outcome {
    for passage in Passage::all(cx).filter(|passage| passage.text().contains('《')) {
        for (range, marks) in nested(passage.text(), false) {
            let edits = marks.iter().map(|(at, right)| passage.edit(at, *right)).collect::<Option<Vec<_>>>();
            object(passage.site(&range), passage.words(&range), edits, report);
        }
    }
    let basis = cx.project.basis.as_ref();
    for document in basis.into_iter().flat_map(|basis| &basis.documents).filter(|document| document.is_title)
    {
        let title = document.title.value.as_str();
        let outer = u32::try_from('《'.len_utf8()).unwrap_or_default();
        // The title stands as it is written but for its own marks.
        let start = document.title.span.start.saturating_add(outer);
        let span_of = |range: &Range<usize>| {
            let at = |offset: usize| start.saturating_add(u32::try_from(offset).unwrap_or(u32::MAX));
            Span::new(at(range.start), at(range.end))
        };
        for (range, marks) in nested(title, true) {
            let edit =
                |(at, right): &(Range<usize>, &str)| Edit { span: span_of(at), text: (*right).to_owned() };
            let words = title.get(range.clone()).unwrap_or_default();
            object(cx.site(span_of(&range)), words, Some(marks.iter().map(edit).collect()), report);
        }
    }
    Outcome::Ran
}

fn object(site: Site, words: &str, edits: Option<Vec<Edit>>, report: &mut Report<'_>) {
    let finding = report
        .finding(
            site,
            format!("书名号里的“{words}”应当用“〈〉”"),
            format!("“{words}” inside a title belongs in 〈〉"),
        )
        .advise("里面的书名号改为“〈〉”。", "Write the inner marks as 〈〉.");
    report.push(match edits {
        Some(edits) => finding.fix(true, edits, "改为“〈〉”", "Write 〈〉"),
        None => finding,
    });
}

/// A title inside a title, with its marks and what they should be.
type Nested = (Range<usize>, Vec<(Range<usize>, &'static str)>);

/// Titles in wrong marks inside titles. Marks that do not pair are left alone.
fn nested(text: &str, inside: bool) -> Vec<Nested> {
    let mut found = Vec::new();
    // What is only nested if the title around it, by where it begins, is closed.
    let mut waiting: Vec<(usize, Nested)> = Vec::new();
    let mut open: Vec<(usize, char)> = Vec::new();
    if inside {
        open.push((0, '《'));
    }
    for (at, c) in text.char_indices() {
        let end = at.saturating_add(c.len_utf8());
        match c {
            '《' | '〈' => open.push((at, c)),
            '<' if !open.is_empty() => open.push((at, c)),
            '》' | '〉' | '>' => {
                let opening = match c {
                    '》' => '《',
                    '〉' => '〈',
                    _ => '<',
                };
                let Some((start, mark)) = open.pop() else { continue };
                if mark != opening {
                    open.clear();
                    waiting.clear();
                    if inside {
                        break;
                    }
                    continue;
                }
                found
                    .extend(waiting.extract_if(.., |(around, _)| *around == start).map(|(_, nested)| nested));
                // 《 inside 〈 is the third level, and right.
                if let Some((around, '《')) = open.last().filter(|_| c != '〉') {
                    let inner = start..start.saturating_add(mark.len_utf8());
                    waiting.push((*around, (start..end, vec![(inner, "〈"), (at..end, "〉")])));
                }
            }
            _ => {}
        }
    }
    // A title that stands by itself is closed by its end.
    if inside && open.len() == 1 {
        found.extend(waiting.into_iter().map(|(_, nested)| nested));
    }
    found.sort_by_key(|(range, _)| range.start);
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn wrong(text: &str) -> Vec<&str> {
        nested(text, false).into_iter().map(|(range, _)| text.get(range).unwrap()).collect()
    }

    #[test]
    fn only_wrong_marks_inside_a_title_count() {
        assert_eq!(wrong("《贯彻<规则>办法》"), ["<规则>"]);
        assert_eq!(wrong("《贯彻《规则》办法》"), ["《规则》"]);
        assert_eq!(wrong("《贯彻《规则》和<条例>办法》"), ["《规则》", "<条例>"]);
        let bare = nested("贯彻<规则>办法", true);
        assert_eq!(bare.len(), 1, "a document's title stands without its own marks");
        for right in [
            "《贯彻〈规则〉办法》",
            "《甲》、《乙》",
            "〈甲〉",
            "a<b，《甲》",
            "《甲〈乙《丙》乙〉甲》",
            "《甲<乙》",
            "依据《甲、《乙》和《丙》",
        ] {
            assert_eq!(wrong(right), Vec::<&str>::new(), "{right}");
        }
    }
}
