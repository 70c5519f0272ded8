//! Where sentences and clauses end.

use std::ops::Range;

/// Whether a character ends a sentence.
pub const fn ends_sentence(c: char) -> bool {
    matches!(c, '。' | '；' | ';' | '！' | '？' | '!' | '?' | '\n' | '\r')
}

/// Whether a character ends a clause.
pub const fn ends_clause(c: char) -> bool {
    ends_sentence(c) || matches!(c, '，' | ',' | '：' | ':' | '、' | '（' | '）' | '(' | ')')
}

/// A range without the blanks around it.
pub(crate) fn trim(text: &str, range: Range<usize>) -> Range<usize> {
    let words = text.get(range.clone()).unwrap_or_default();
    let start = range.start.saturating_add(words.len().saturating_sub(words.trim_start().len()));
    start..start.saturating_add(words.trim().len())
}

/// The stretch around `range` that holds no character `ends` is true of.
pub(crate) fn around(text: &str, range: &Range<usize>, ends: impl Fn(char) -> bool) -> Range<usize> {
    let before = text.get(..range.start).unwrap_or_default();
    let after = text.get(range.end..).unwrap_or_default();
    let start = before.char_indices().rev().find(|(_, c)| ends(*c));
    let start = start.map_or(0, |(at, c)| at.saturating_add(c.len_utf8()));
    let end = after.char_indices().find(|(_, c)| ends(*c));
    let end = end.map_or(text.len(), |(at, _)| range.end.saturating_add(at));
    start..end
}

/// The sentence that holds `range`, without its full stop.
pub fn of(text: &str, range: &Range<usize>) -> Range<usize> {
    around(text, range, ends_sentence)
}

/// The clause that holds `range`. A comma between digits is none.
pub fn clause(text: &str, range: &Range<usize>) -> Range<usize> {
    around(text, range, ends_clause)
}

/// The sentences of a text in order.
pub fn all(text: &str) -> impl Iterator<Item = Range<usize>> {
    let mut rest = 0..text.len();
    std::iter::from_fn(move || {
        while rest.start < rest.end {
            let here = text.get(rest.clone())?;
            let end = here.char_indices().find(|(_, c)| ends_sentence(*c));
            let (length, step) = end.map_or((here.len(), 0), |(at, c)| (at, c.len_utf8()));
            let sentence = rest.start..rest.start.saturating_add(length);
            rest.start = sentence.end.saturating_add(step);
            if text.get(sentence.clone()).is_some_and(|words| !words.trim().is_empty()) {
                return Some(sentence);
            }
        }
        None
    })
}

#[cfg(test)]
#[allow(clippy::string_slice)]
mod tests {
    use super::*;

    #[test]
    fn a_text_falls_into_sentences_and_clauses() {
        let text = "一是培训，约9月；二是调研。\n";
        let sentences: Vec<&str> = all(text).map(|range| &text[range]).collect();
        assert_eq!(sentences, ["一是培训，约9月", "二是调研"]);
        let at = text.find('约').unwrap();
        assert_eq!(&text[clause(text, &(at..at))], "约9月");
        assert_eq!(&text[of(text, &(at..at))], "一是培训，约9月");
    }
}
