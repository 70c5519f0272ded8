//! What a project rests on: documents that are named, in force and cited.

mod document_number;
mod expired_document;
mod other_years_slogan;
mod unnamed_basis;
mod unstated_content;

use std::ops::Range;

use super::{ProjectCx, Rule, passages::Passage};

/// All of them, by code.
pub static RULES: &[&Rule] = &[
    &unnamed_basis::BAS01,
    &expired_document::BAS02,
    &other_years_slogan::BAS03,
    &document_number::BAS04,
    &unstated_content::BAS05,
];

/// The texts of the basis: of the section, of 文件依据 and of 工作职能.
fn passages<'a>(cx: &ProjectCx<'a>) -> impl Iterator<Item = Passage<'a>> {
    let cx = *cx;
    let basis = cx.project.basis.as_ref();
    let texts = basis.map(|basis| [&basis.text, &basis.documents_text, &basis.duties]);
    texts.into_iter().flatten().filter_map(move |text| Passage::some(&cx, text.as_ref()))
}

/// The titles in a text, outermost marks included. One that is not closed is left out.
fn titles(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let (mut depth, mut start) = (0_usize, 0);
    for (at, c) in text.char_indices() {
        match c {
            '《' => {
                if depth == 0 {
                    start = at;
                }
                depth = depth.saturating_add(1);
            }
            '》' if depth > 0 => {
                depth = depth.saturating_sub(1);
                if depth == 0 {
                    found.push(start..at.saturating_add(c.len_utf8()));
                }
            }
            _ => {}
        }
    }
    found
}

/// Whether a text has a year or a document's number in it.
fn has_number(text: &str) -> bool {
    number_of(text).is_some() || text.contains("号") && text.contains("第") || has_year(text)
}

fn has_year(text: &str) -> bool {
    let bytes = text.as_bytes();
    bytes.windows(4).any(|four| {
        matches!(four, [b'1', b'9', c, d] | [b'2', b'0', c, d] if c.is_ascii_digit() && d.is_ascii_digit())
    })
}

/// The year of a document's number with its brackets (`〔2021〕` before `5号`), and the brackets.
fn number_of(text: &str) -> Option<(Range<usize>, char, char)> {
    text.match_indices(['〔', '[', '【', '［', '（', '(']).find_map(|(at, open)| {
        let inside = at.saturating_add(open.len());
        let rest = text.get(inside..)?;
        let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
        let close = rest.get(digits..)?.chars().next()?;
        let pairs = matches!(
            (open, close),
            ("〔", '〕') | ("[", ']') | ("【", '】') | ("［", '］') | ("（", '）') | ("(", ')')
        );
        let end = inside.saturating_add(digits).saturating_add(close.len_utf8());
        let after = text.get(end..)?.trim_start_matches(' ');
        let after = after.strip_prefix('第').unwrap_or(after);
        let number = after.bytes().take_while(u8::is_ascii_digit).count();
        let is_number = number > 0 && after.get(number..)?.starts_with('号');
        let before = text.get(..at)?.chars().next_back()?;
        let is_whose = super::passages::is_han(before);
        let open = open.chars().next()?;
        (pairs && digits == 4 && is_number && is_whose).then_some((at..end, open, close))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_is_told_from_other_brackets() {
        let number = |text| number_of(text).map(|(range, ..)| text.get(range).unwrap());
        assert_eq!(number("普建委[2025]127号关于"), Some("[2025]"));
        assert_eq!(number("财预〔2021〕101号"), Some("〔2021〕"));
        assert_eq!(number("沪府发（2021）第5号"), Some("（2021）"));
        for other in ["工作（2021）年", "[2021]5号", "培训（2021）5人", "甲（2021）沪民终5号"]
        {
            assert_eq!(number(other), None, "{other}");
        }
    }

    #[test]
    fn nested_titles_are_one() {
        let found = |text: &'static str| {
            titles(text).into_iter().map(|range| text.get(range).unwrap()).collect::<Vec<_>>()
        };
        assert_eq!(found("据《甲〈乙〉》、《丙》和《丁"), ["《甲〈乙〉》", "《丙》"]);
        assert_eq!(found("《甲《乙》丙》"), ["《甲《乙》丙》"]);
    }
}
