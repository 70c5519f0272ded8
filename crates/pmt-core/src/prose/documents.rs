//! Titles in 《》 and 文号.

use std::ops::Range;

use super::cursor::{char_at, char_before, has_at, longest_before};
use super::{DocumentNumber, Nested, Title, numbers, sentence, times};
use crate::edition::words_prose::LEADING;

/// Most characters of a title; an opening bracket without its pair further away opens nothing.
const LONGEST_TITLE: usize = 160;
/// Most characters before the year of a 文号.
const LONGEST_PREFIX: usize = 14;
/// After these a number alone numbers a document: `令第722号`.
const NUMBERED: [&str; 3] = ["令", "公告", "通告"];

/// The title whose 《 stands at `at`.
pub(super) fn title(text: &str, at: usize) -> Option<Title> {
    let mut open: Vec<(char, usize)> = Vec::new();
    let mut nested = Vec::new();
    let rest = text.get(at..)?;
    for (offset, c) in rest.char_indices().take(LONGEST_TITLE) {
        let here = at.saturating_add(offset);
        let after = here.saturating_add(c.len_utf8());
        match c {
            '《' | '〈' | '<' | '＜' => open.push((c, here)),
            '》' | '〉' | '>' | '＞' => {
                // A 》 closes whatever else was left open in it.
                let pair = open.iter().rposition(|(opened, _)| closes(*opened, c))?;
                let (opened, from) = open.get(pair).copied()?;
                open.truncate(pair);
                if pair == 0 {
                    let inner = at.saturating_add('《'.len_utf8())..here;
                    let (year, period) = years(text, &inner);
                    return Some(Title { range: at..after, inner, nested, period, year });
                }
                nested.push(Nested { range: from..after, open: opened });
            }
            '\n' | '\r' => return None,
            _ => {}
        }
    }
    None
}

fn closes(opened: char, c: char) -> bool {
    matches!((opened, c), ('《', '》') | ('〈', '〉') | ('<' | '＜', '>' | '＞'))
}

/// The single year and the period that a title names.
fn years(text: &str, inner: &Range<usize>) -> (Option<i32>, Option<(i32, i32)>) {
    let mut single = None;
    let mut at = inner.start;
    while at < inner.end {
        let Some(c) = char_at(text, at) else { break };
        let digits = numbers::is_digit(c);
        let time = if digits { times::read(text, at) } else { None };
        match time.as_ref().map(|time| &time.when) {
            Some(times::When::Span(
                times::Moment { year: Some(from), .. },
                times::Moment { year: Some(to), .. },
            )) => {
                return (None, Some((*from, *to)));
            }
            Some(times::When::At(times::Moment { year, .. })) => single = single.or(*year),
            _ => {}
        }
        let step = if digits { numbers::digits_end(text, at) } else { at.saturating_add(c.len_utf8()) };
        at = time.map_or(step, |time| time.range.end.max(step));
    }
    (single, None)
}

/// The 文号 whose bracket, or whose 第, stands at `at`.
pub(super) fn number(text: &str, at: usize) -> Option<DocumentNumber> {
    let open = char_at(text, at)?;
    let inner = at.saturating_add(open.len_utf8());
    if open == '第' {
        longest_before(text, at, &NUMBERED)?;
        let end = serial(text, at)?;
        let prefix = prefix(text, at);
        return Some(DocumentNumber { range: prefix.start..end, prefix, year: None, brackets: None });
    }
    let (year, end) = times::year_digits(text, inner)?;
    let close = char_at(text, end).filter(|close| matches!(close, '〕' | ']' | '】' | '）' | ')' | '］'))?;
    let close_end = end.saturating_add(close.len_utf8());
    let whole = serial(text, close_end)?;
    let prefix = prefix(text, at);
    let round = matches!(open, '（' | '(');
    (!round || !prefix.is_empty()).then_some(DocumentNumber {
        range: prefix.start..whole,
        prefix,
        year: Some(year),
        brackets: Some((at..inner, end..close_end)),
    })
}

/// Where `127号` or `第127号` at `at` ends.
fn serial(text: &str, at: usize) -> Option<usize> {
    let digits = if has_at(text, at, "第") { at.saturating_add('第'.len_utf8()) } else { at };
    let end = numbers::digits_end(text, digits);
    (end > digits && has_at(text, end, "号")).then(|| end.saturating_add('号'.len_utf8()))
}

/// The letters before `at` that belong to a 文号.
fn prefix(text: &str, at: usize) -> Range<usize> {
    let mut start = at;
    for _ in 0..LONGEST_PREFIX {
        let Some(c) = char_before(text, start) else { break };
        if !c.is_alphabetic() || sentence::ends_clause(c) {
            break;
        }
        start = start.saturating_sub(c.len_utf8());
        if longest_before(text, start, LEADING).is_some_and(|word| word.len() > '的'.len_utf8()) {
            break;
        }
    }
    start..at
}

#[cfg(test)]
#[allow(clippy::string_slice)]
mod tests {
    use super::*;

    #[test]
    fn a_title_ends_at_its_own_bracket() {
        let text = "《关于贯彻〈工作条例〉的实施办法》、《另一个》";
        let found = title(text, 0).unwrap();
        assert_eq!(&text[found.inner.clone()], "关于贯彻〈工作条例〉的实施办法");
        assert_eq!(found.nested.len(), 1);
        let text = "《贯彻<规则>办法》";
        assert_eq!(title(text, 0).unwrap().nested[0].open, '<');
        assert_eq!(title("《没有收尾", 0), None);
    }

    #[test]
    fn a_title_tells_its_years() {
        assert_eq!(title("《2010-2020年改革纲要》", 0).unwrap().period, Some((2010, 2020)));
        assert_eq!(title("《2022年工作要点》", 0).unwrap().year, Some(2022));
        assert_eq!(title("《规划（2021—2025年）》", 0).unwrap().period, Some((2021, 2025)));
    }

    #[test]
    fn a_document_number_has_a_prefix_a_year_and_brackets() {
        let text = "根据普建委[2025]127号批复";
        let found = number(text, text.find('[').unwrap()).unwrap();
        assert_eq!((&text[found.range], found.year), ("普建委[2025]127号", Some(2025)));
        let text = "国务院令第722号";
        assert_eq!(&text[number(text, text.find('第').unwrap()).unwrap().range], text);
        assert_eq!(number("（2022）", 0), None);
    }
}
