//! One walk over a text: at every character that can begin something, the readers are asked in turn.

use std::ops::Range;

use super::{Reader, Scan, amounts, documents, numbers, quantities, times};

/// The character at a byte offset.
pub(super) fn char_at(text: &str, at: usize) -> Option<char> {
    text.get(at..)?.chars().next()
}

/// The character that ends at a byte offset.
pub(super) fn char_before(text: &str, at: usize) -> Option<char> {
    text.get(..at)?.chars().next_back()
}

/// Whether the text goes on with `word` at `at`.
pub(super) fn has_at(text: &str, at: usize, word: &str) -> bool {
    text.get(at..).is_some_and(|rest| rest.starts_with(word))
}

/// The longest of `words` with which the text goes on at `at`.
pub(super) fn longest_at(text: &str, at: usize, words: &[&'static str]) -> Option<&'static str> {
    let rest = text.get(at..)?;
    words.iter().filter(|word| rest.starts_with(**word)).max_by_key(|word| word.len()).copied()
}

/// The longest of `words` that ends at `at`.
pub(super) fn longest_before<'w>(text: &str, at: usize, words: &[&'w str]) -> Option<&'w str> {
    let head = text.get(..at)?;
    words.iter().filter(|word| head.ends_with(**word)).max_by_key(|word| word.len()).copied()
}

/// Skips blanks within a line.
pub(super) fn skip_blanks(text: &str, at: usize) -> usize {
    let rest = text.get(at..).unwrap_or_default();
    let length = rest.find(|c: char| !matches!(c, ' ' | '\u{3000}' | '\u{a0}')).unwrap_or(rest.len());
    at.saturating_add(length)
}

/// The mark of a range at `at`, such as `-` or `至`; gives where it ends.
pub(super) fn range_mark(text: &str, at: usize) -> Option<usize> {
    let mut at = skip_blanks(text, at);
    // 自1月起至12月止
    if ["起至", "起到"].iter().any(|from| has_at(text, at, from)) {
        at = at.saturating_add('起'.len_utf8());
    }
    let mark = char_at(text, at)?;
    let is_mark = matches!(mark, '-' | '－' | '–' | '—' | '~' | '～' | '至' | '到' | '−' | '﹣');
    let mut end = at.saturating_add(mark.len_utf8());
    if mark == '—' && char_at(text, end) == Some('—') {
        end = end.saturating_add(mark.len_utf8());
    }
    is_mark.then(|| skip_blanks(text, end))
}

/// Everything that begins with a number or a bracket.
pub(super) fn walk(reader: &Reader<'_>, text: &str) -> Scan {
    let mut scan = Scan::default();
    let mut at = 0;
    while let Some(c) = char_at(text, at) {
        let next = at.saturating_add(c.len_utf8());
        let found = match c {
            '《' => documents::title(text, at).map(|title| {
                let end = title.range.end;
                scan.titles.push(title);
                end
            }),
            '〔' | '[' | '【' | '（' | '(' | '［' | '第' => documents::number(text, at)
                .filter(|number| number.prefix.start >= last_end(&scan))
                .map(|number| {
                    let end = number.range.end;
                    scan.document_numbers.push(number);
                    end
                }),
            c if numbers::is_digit(c) => {
                Some(figure(reader, text, at, &mut scan).unwrap_or_else(|| word_end(text, at)))
            }
            '一' | '二' | '两' | '三' | '四' | '五' | '六' | '七' | '八' | '九' | '十' | '百' => {
                figure(reader, text, at, &mut scan)
            }
            _ => None,
        };
        at = found.filter(|end| *end > at).unwrap_or(next);
    }
    scan
}

/// Where the last thing found ends.
fn last_end(scan: &Scan) -> usize {
    let ends = [
        scan.amounts.last().map(|one| one.range.end),
        scan.quantities.last().map(|one| one.range.end),
        scan.times.last().map(|one| one.range.end),
        scan.titles.last().map(|one| one.range.end),
        scan.document_numbers.last().map(|one| one.range.end),
    ];
    ends.into_iter().flatten().max().unwrap_or(0)
}

/// What begins with the number at `at`.
fn figure(reader: &Reader<'_>, text: &str, at: usize, scan: &mut Scan) -> Option<usize> {
    let before = char_before(text, at);
    if before
        .is_some_and(|c| c.is_ascii_alphabetic() || c == '_' || (c == '.' && !is_blank_before_dot(text, at)))
    {
        return None;
    }
    if let Some(time) = times::read(text, at) {
        let end = time.range.end;
        scan.times.push(time);
        return Some(end);
    }
    if is_ordinal(text, at) {
        return None;
    }
    let floor = last_end(scan);
    if let Some(money) = amounts::read(reader, text, at, floor) {
        let end = money.range.end;
        scan.amounts.push(money);
        return Some(end);
    }
    let quantity = quantities::read(reader, text, at, floor)?;
    let end = quantity.range.end;
    scan.quantities.push(quantity);
    Some(end)
}

/// `1.` before a list item ends where the item begins; `1.2.3` does not.
fn is_blank_before_dot(text: &str, at: usize) -> bool {
    let before_dot = at.checked_sub(1).and_then(|dot| char_before(text, dot));
    before_dot.is_none_or(|c| !numbers::is_digit(c))
}

fn is_ordinal(text: &str, at: usize) -> bool {
    longest_before(text, at, crate::edition::words_prose::ORDINALS).is_some()
}

/// Where a run of digits and the letters and points in it end.
fn word_end(text: &str, at: usize) -> usize {
    let rest = text.get(at..).unwrap_or_default();
    let inside = |c: char| numbers::is_digit(c) || c.is_ascii_alphabetic() || matches!(c, '.' | ',');
    at.saturating_add(rest.find(|c: char| !inside(c)).unwrap_or(rest.len()))
}

/// The words before and after a figure that make it approximate: the whole range, whether there are any, and whether
/// what follows is a limit.
pub(super) fn hedges(
    reader: &Reader<'_>,
    text: &str,
    figure: &Range<usize>,
    floor: usize,
) -> (Range<usize>, bool, bool) {
    use crate::edition::words_prose::{
        APPROXIMATORS_AFTER, APPROXIMATORS_BEFORE, LIMITS_AFTER, NOT_APPROXIMATING,
    };
    let (mut start, mut end) = (figure.start, figure.end);
    let own: Vec<&str> = reader.approximators.iter().map(String::as_str).collect();
    let built_in = longest_before(text, start, APPROXIMATORS_BEFORE);
    let before = built_in.or_else(|| longest_before(text, start, &own)).filter(|word| !word.is_empty());
    let other_word = longest_before(text, start, NOT_APPROXIMATING).is_some();
    let mut approximate = false;
    if let Some(word) = before.filter(|_| !other_word)
        && let Some(from) = start.checked_sub(word.len()).filter(|from| *from >= floor)
    {
        (start, approximate) = (from, true);
    }
    let mut limit = false;
    if let Some(word) = longest_at(text, end, APPROXIMATORS_AFTER) {
        end = end.saturating_add(word.len());
        limit = LIMITS_AFTER.contains(&word);
        approximate |= !limit;
    }
    (start..end, approximate, limit)
}
