//! Counts and measures: `55家党组织`, `300-500人左右`, `两到三天`, `95%`, `百分之九十五`, `5万人次`.

use std::ops::Range;

use rust_decimal::Decimal;

use super::cursor::{char_at, has_at, hedges, longest_at, longest_before, range_mark, skip_blanks};
use super::{PERCENT, Quantity, Reader, numbers, sentence};
use crate::amount::multiply;
use crate::edition::unit_scale;
use crate::edition::words_prose::MEASURES;

/// Words before a number that make it a percentage.
const OUT_OF_A_HUNDRED: &str = "百分之";

/// A unit found behind a number.
struct Unit {
    text: &'static str,
    scale: i64,
    more: bool,
    end: usize,
}

/// The quantity that begins at `at`. `floor` is where the last thing found ends.
pub(super) fn read(reader: &Reader<'_>, text: &str, at: usize, floor: usize) -> Option<Quantity> {
    let first = numbers::read(text, at)?;
    if let Some(word) = longest_before(text, at, &[OUT_OF_A_HUNDRED]) {
        let start = at.checked_sub(word.len())?;
        return Some(percentage(reader, text, start..first.end, first.value, floor));
    }
    let own = unit(text, first.end);
    let resume = own.as_ref().map_or(first.end, |unit| unit.end);
    let second = range_mark(text, resume)
        .and_then(|next| numbers::read(text, next))
        .filter(|number| number.in_words == first.in_words)
        .and_then(|number| Some((number.value, unit(text, number.end)?)));
    let second = second.filter(|(value, last)| {
        *value > first.value
            && own.as_ref().is_none_or(|own| own.text == last.text && own.scale == last.scale)
    });
    let (up_to, last) = match (own, second, first.up_to) {
        (_, Some((value, last)), None) => (Some(value), last),
        (Some(own), _, up_to) => (up_to, own),
        _ => return None,
    };
    // 一支队伍, 一个中心: no count.
    if first.in_words && first.value == Decimal::ONE && up_to.is_none() {
        return None;
    }
    let figure = at..last.end;
    let (range, hedged, limit) = hedges(reader, text, &figure, floor);
    let scaled = |value: Decimal| multiply(value, Decimal::from(last.scale));
    Some(Quantity {
        value: scaled(first.value)?,
        up_to: up_to.and_then(scaled),
        unit: last.text,
        approximate: hedged || last.more,
        limit,
        in_words: first.in_words,
        noun: if range.end == figure.end { noun(text, last.end) } else { None },
        range,
        figure,
    })
}

fn percentage(
    reader: &Reader<'_>,
    text: &str,
    figure: Range<usize>,
    value: Decimal,
    floor: usize,
) -> Quantity {
    let (range, approximate, limit) = hedges(reader, text, &figure, floor);
    Quantity {
        range,
        figure,
        value,
        up_to: None,
        unit: PERCENT,
        approximate,
        limit,
        in_words: true,
        noun: None,
    }
}

fn unit(text: &str, number_end: usize) -> Option<Unit> {
    let more = matches!(char_at(text, number_end), Some('余' | '多'));
    let mut at = number_end;
    if more {
        at = at.saturating_add(char_at(text, at)?.len_utf8());
    }
    at = skip_blanks(text, at);
    if let Some(sign @ ('%' | '％')) = char_at(text, at) {
        return Some(Unit { text: PERCENT, scale: 1, more, end: at.saturating_add(sign.len_utf8()) });
    }
    let (scale, rest) = unit_scale(text.get(at..)?);
    let start = text.len().saturating_sub(rest.len());
    let word = longest_at(text, start, MEASURES)?;
    let end = start.saturating_add(word.len());
    let other_word = [
        ("年", "代"),
        ("年", "级"),
        ("年", "度"),
        ("分", "之"),
        ("家", "庭"),
        ("期", "间"),
        ("项", "目"),
        ("节", "日"),
    ];
    let is_other = other_word.iter().any(|(unit, next)| *unit == word && has_at(text, end, next));
    (!is_other).then_some(Unit { text: word, scale, more, end })
}

/// Where a word that can be the counted noun ends: before anything that binds it to the next one.
fn noun(text: &str, at: usize) -> Option<Range<usize>> {
    let rest = text.get(at..)?;
    let binds = |c: char| {
        let words = "的和与及或以并等在进为由到开参，、。；：（）()“”《》,;:/·就按将被各均都";
        sentence::ends_clause(c) || words.contains(c) || c.is_whitespace() || c.is_ascii()
    };
    let length = rest.find(binds).unwrap_or(rest.len());
    let end = at.saturating_add(length);
    let characters = text.get(at..end)?.chars().count();
    (2..=14).contains(&characters).then_some(at..end)
}
