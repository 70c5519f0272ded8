//! BAS01: the basis names a document.

use super::{number_of, titles};
use crate::edition::words_basis::{DOCUMENT_ENDINGS, NOT_A_LAW, VAGUE_BASES};
use crate::finding::Severity;
use crate::rules::passages::{Passage, first_of, listed};
use crate::rules::{Check, Outcome, ProjectCx, Property, Report, Rule, Source};
use crate::text::Words;

/// A basis without a document.
pub static BAS01: Rule = Rule {
    code: "BAS01",
    name: "unnamed-basis",
    severity: Severity::Error,
    property: Some(Property::Compliance),
    source: Source::Form,
    summary: Words { zh: "立项依据没有写出任何文件", en: "the basis names no document" },
    explanation: Words {
        zh: "立项依据要写文件名称。“会议精神”“领导批示”“有关要求”不是文件，无从查对。写了书名号、文号，或者以“条例”“办法”“批复”等结尾的名称，就不报。",
        en: "The basis names documents. “会议精神”, “领导批示” or “有关要求” is none and cannot be looked up. A title, a number, or a name ending in such as 条例, 办法, 批复 satisfies the rule.",
    },
    bad: "项目 \"培训\" {\n  立项依据 { 文件依据: \"根据区委有关会议精神\"; 工作职能: \"负责干部培训\" }\n}\n",
    good: "项目 \"培训\" {\n  立项依据 { 文件依据: \"某局2022年1月10日关于同意举办干部培训的批复\"; 工作职能: \"负责干部培训\" }\n}\n",
    check: Check::Project(check),
};

fn check(cx: &ProjectCx<'_>, report: &mut Report<'_>) -> Outcome {
    let Some(basis) = &cx.project.basis else { return Outcome::NotApplicable };
    if let Some((passage, vague)) = names_nothing(cx) {
        let whole = passage.whole();
        let finding = report.finding(
            passage.site(&whole),
            format!("立项依据只有“{vague}”，没有写出文件"),
            format!("the basis is only “{vague}” and names no document"),
        );
        report.push(finding.advise(
            "写出文件的名称和文号；会议有纪要的，写纪要的名称和日期。",
            "Name the document and its number; for a meeting, its minutes and their date.",
        ));
    }
    if basis.text.is_none() && basis.documents_text.is_none() && basis.documents.is_empty() {
        return Outcome::NotApplicable;
    }
    Outcome::Ran
}

/// The text that should name documents, and what it gives instead.
pub(super) fn names_nothing<'a>(cx: &ProjectCx<'a>) -> Option<(Passage<'a>, &'a str)> {
    let basis = cx.project.basis.as_ref()?;
    if !basis.documents.is_empty() {
        return None;
    }
    let duties = Passage::some(cx, basis.duties.as_ref());
    if duties.is_some_and(|duties| !titles(duties.text()).is_empty() || number_of(duties.text()).is_some()) {
        return None;
    }
    let texts = [basis.text.as_ref(), basis.documents_text.as_ref()];
    let texts: Vec<Passage<'a>> = texts.into_iter().filter_map(|text| Passage::some(cx, text)).collect();
    if texts.iter().any(|passage| names_a_document(passage.text())) {
        return None;
    }
    let vague = listed(cx.settings.words("vague_bases"), VAGUE_BASES);
    texts.into_iter().find_map(|passage| {
        let (_, word) = first_of(passage.text(), vague.clone())?;
        Some((passage, word))
    })
}

fn names_a_document(text: &str) -> bool {
    if text.contains(['《', '〈', '<']) || text.contains("号") || number_of(text).is_some() {
        return true;
    }
    DOCUMENT_ENDINGS.iter().any(|ending| {
        text.match_indices(ending).any(|(at, _)| {
            let end = at.saturating_add(ending.len());
            let around = |word: &&str| {
                text.match_indices(*word)
                    .any(|(start, _)| start <= at && start.saturating_add(word.len()) >= end)
            };
            at > 0 && (*ending != "法" || !NOT_A_LAW.iter().any(around))
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_document_needs_no_marks_to_be_named() {
        assert!(names_a_document("市政府关于加强培训的通知"));
        assert!(names_a_document("传染病防治法"));
        assert!(names_a_document("区委常委会会议纪要"));
        assert!(names_a_document("与某公司签订的服务合同"));
        assert!(!names_a_document("根据市委、区委相关会议精神。"));
        assert!(!names_a_document("依法履行职责，按领导批示"));
    }
}
