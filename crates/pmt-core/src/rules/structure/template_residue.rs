//! STR03: a text is more than what the empty form had in its place.

use std::borrow::Cow;

use crate::edition::{Key, OTHER_GUIDANCE, SECTION_SEVEN_TEXT, SECTIONS};
use crate::finding::Severity;
use crate::model::Prose;
use crate::rules::passages::{Passage, unspaced};
use crate::rules::{Check, DeclarationCx, Outcome, Property, Report, Rule, Source};
use crate::text::Words;

/// What the template says instead of the author.
pub static STR03: Rule = Rule {
    code: "STR03",
    name: "template-residue",
    severity: Severity::Error,
    property: Some(Property::Completeness),
    source: Source::Form,
    summary: Words {
        zh: "整段只有模板的提示文字或占位符号",
        en: "a text is only the template's guidance or a placeholder",
    },
    explanation: Words {
        zh: "模板中括号里的提示要换成自己的内容；“XX”“*”“……”也不是内容。第七部分的“详见单位的项目绩效目标表”是模板的固定文字，可以保留。",
        en: "The template's parenthesised guidance is to be replaced, and “XX”, “*” or “……” is no content. The fixed text of section seven is right as it stands.",
    },
    bad: "项目 \"培训\" {\n  绩效目标: \"（包括总目标、年度目标、分解目标等，具体见表格）\"\n}\n",
    good: "项目 \"培训\" {\n  绩效目标: \"详见单位的项目绩效目标表\"\n}\n",
    check: Check::Declaration(check),
};

fn check(cx: &DeclarationCx<'_>, report: &mut Report<'_>) -> Outcome {
    let mut outcome = Outcome::NotApplicable;
    for passage in passages(cx).filter(|passage| !is_note(passage.prose)) {
        outcome = Outcome::Ran;
        let whole = passage.whole();
        let words = passage.words(&whole);
        let Some(zh_en) = residue(words) else { continue };
        let label = passage.label(cx.declaration.edition);
        let finding = report.finding(
            passage.site(&whole),
            format!("“{label}”只有{}", zh_en.zh),
            format!("“{label}” is only {}", zh_en.en),
        );
        report.push(finding.advise("换成自己的内容。", "Replace it with what it asks for."));
    }
    outcome
}

/// The texts of a declaration: the cover's own, then the projects'.
pub(super) fn passages<'a>(cx: &'a DeclarationCx<'_>) -> impl Iterator<Item = Passage<'a>> {
    let declaration = cx.declaration;
    let cover = declaration.cover.zip(declaration.cover_note.as_ref());
    let cover = cover.and_then(|((file, cover), cooked)| {
        Some(Passage { prose: cover.note.as_ref()?, cooked: Cow::Borrowed(cooked), file })
    });
    let of_projects = declaration
        .projects
        .iter()
        .flat_map(|entry| Passage::all(&declaration.context(entry, cx.settings)).collect::<Vec<_>>());
    cover.into_iter().chain(of_projects)
}

/// Whether a text is an indicator's, where a sign may well say that there is nothing to add.
const fn is_note(prose: &Prose) -> bool {
    matches!(
        prose.key,
        Some(Key::Explanation | Key::Method | Key::Source | Key::TargetBasis | Key::Scoring | Key::Remark)
    )
}

/// What a whole text is a residue of.
fn residue(words: &str) -> Option<Words> {
    if words.is_empty() {
        return None;
    }
    if is_guidance(words) {
        return Some(Words { zh: "模板的提示文字", en: "the template's guidance" });
    }
    let crosses =
        words.chars().all(|c| matches!(c, 'X' | 'x' | 'Ｘ' | 'ｘ' | '×')) && words.chars().count() > 1;
    let stars = words.chars().all(|c| matches!(c, '*' | '＊'));
    let dots = words.chars().all(|c| matches!(c, '…' | '.' | '。')) && words.contains(['…', '.']);
    (crosses || stars || dots).then_some(Words { zh: "占位符号", en: "a placeholder" })
}

/// The guidance of every known template.
pub(super) fn guidance() -> impl Iterator<Item = &'static str> {
    let own = SECTIONS.iter().map(|(_, text)| *text).filter(|text| *text != SECTION_SEVEN_TEXT);
    own.chain(OTHER_GUIDANCE.iter().copied())
}

fn is_guidance(words: &str) -> bool {
    if !words.starts_with(['（', '(']) {
        return false;
    }
    let plain = unspaced(words);
    let plain = plain.trim_end_matches(['。', '；']);
    guidance().any(|text| unspaced(text) == plain)
}
