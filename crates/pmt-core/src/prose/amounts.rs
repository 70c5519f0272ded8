//! Amounts of money, prices among them: `102万元`, `102万`, `1,020,000元`, `五十万元`, `5万元至7万元`.

use rust_decimal::Decimal;

use super::cursor::{char_at, has_at, hedges, longest_before, range_mark, skip_blanks};
use super::{Money, Reader, numbers, sentence};
use crate::amount::multiply;
use crate::edition::words_money::{BUDGET, FILLERS, SUM, WHOLE_PROJECT};
use crate::edition::words_prose::{APPROXIMATORS_AFTER, APPROXIMATORS_BEFORE, COUNTED_IN_MASSES};
use crate::edition::{MONEY_UNITS, MoneyUnit};

/// A number with its unit of money.
struct Figure {
    yuan: Decimal,
    unit: &'static MoneyUnit,
    scale: u32,
    missing: bool,
    more: bool,
    end: usize,
}

/// The amount that begins at `at`. `floor` is where the last thing found ends.
pub(super) fn read(reader: &Reader<'_>, text: &str, at: usize, floor: usize) -> Option<Money> {
    let (first, up_to) = figures(text, at)?;
    if first.missing && up_to.as_ref().is_none_or(|last| last.missing) {
        let end = up_to.as_ref().map_or(first.end, |last| last.end);
        if !stands_alone(text, end) || !is_about_money(text, at, floor) {
            return None;
        }
    }
    let last = up_to.as_ref().unwrap_or(&first);
    let figure = at..last.end;
    let (range, hedged, _) = hedges(reader, text, &figure, floor);
    Some(Money {
        range,
        figure,
        yuan: first.yuan,
        up_to: up_to.as_ref().map(|last| last.yuan).filter(|last| *last > first.yuan),
        unit: last.unit,
        scale: first.scale,
        unit_missing: last.missing,
        approximate: hedged || first.more || last.more,
        role: None,
        year: None,
        part: None,
    })
}

/// One figure, or the two of a range; a unit that only the second has is the first one's too.
fn figures(text: &str, at: usize) -> Option<(Figure, Option<Figure>)> {
    let first = numbers::read(text, at).filter(|number| number.up_to.is_none())?;
    let own = with_unit(text, first);
    let resume = own.as_ref().map_or(first.end, |figure| figure.end);
    let second = range_mark(text, resume)
        .and_then(|next| numbers::read(text, next))
        .filter(|number| number.up_to.is_none() && number.in_words == first.in_words)
        .and_then(|number| with_unit(text, number));
    match (own, second) {
        // `5万-7万元`: 元 comes once for both.
        (Some(own), Some(last)) if own.missing == last.missing || own.missing => Some((own, Some(last))),
        (Some(own), _) => Some((own, None)),
        (None, Some(last)) => {
            let yuan = multiply(first.value, Decimal::from(last.unit.yuan))?;
            let own = Figure { yuan, scale: first.scale, more: false, ..last };
            Some((
                Figure { end: first.end, ..own },
                with_unit(text, numbers::read(text, range_mark(text, first.end)?)?),
            ))
        }
        (None, None) => None,
    }
}

/// A number with the unit that follows it. 万 alone is 万元 with 元 missing.
fn with_unit(text: &str, number: numbers::Number) -> Option<Figure> {
    let more = matches!(char_at(text, number.end), Some('余' | '多'));
    let mut at = number.end;
    if more {
        at = at.saturating_add(char_at(text, at)?.len_utf8());
    }
    at = skip_blanks(text, at);
    let of_unit = |unit: &'static MoneyUnit, missing: bool, length: usize| {
        let yuan = multiply(number.value, Decimal::from(unit.yuan))?;
        let end = at.saturating_add(length);
        Some(Figure { yuan, unit, scale: number.scale, missing, more, end })
    };
    let written =
        MONEY_UNITS.iter().filter(|unit| has_at(text, at, unit.text)).max_by_key(|unit| unit.text.len());
    if let Some(unit) = written {
        return of_unit(unit, false, unit.text.len());
    }
    let scale = MONEY_UNITS.iter().find(|unit| {
        let bare = unit.text.strip_suffix('元').unwrap_or_default();
        matches!(bare, "万" | "亿") && has_at(text, at, bare)
    })?;
    of_unit(scale, true, scale.text.len().saturating_sub('元'.len_utf8()))
}

/// Whether nothing that could be counted follows.
fn stands_alone(text: &str, end: usize) -> bool {
    let followed = char_at(text, skip_blanks(text, end));
    let hedged = APPROXIMATORS_AFTER.iter().any(|word| has_at(text, end, word));
    hedged || followed.is_none_or(|c| sentence::ends_clause(c) || matches!(c, '“' | '”' | '》' | '/'))
}

/// Whether the sentence speaks of money right before `at`, so that `102万` is no number of people.
fn is_about_money(text: &str, at: usize, floor: usize) -> bool {
    let clause = sentence::clause(text, &(at..at));
    let mut end = at;
    while let Some(word) = longest_before(text, end, FILLERS)
        .max(longest_before(text, end, APPROXIMATORS_BEFORE))
        .max(longest_before(text, end, SUM))
    {
        end = end.saturating_sub(word.len());
    }
    let named = [BUDGET, WHOLE_PROJECT].iter().any(|list| longest_before(text, end, list).is_some());
    if named && end > clause.start.max(floor) {
        return true;
    }
    // 450枚×1800元=81万
    let head = text.get(clause.start..at).unwrap_or_default().trim_end();
    if head.ends_with(['=', '＝']) && head.contains('元') {
        return true;
    }
    // 党建56万，群团46万: the one before it was money, and nothing else was counted since.
    let sentence = sentence::of(text, &(at..at));
    let money_before = text.get(sentence.start..floor).is_some_and(|words| {
        let words = APPROXIMATORS_AFTER.iter().fold(words, |words, after| words.trim_end_matches(after));
        words.ends_with(['元', '万', '亿']) && BUDGET.iter().chain(SUM).any(|word| words.contains(word))
    });
    let own = text.get(clause.start.max(floor).min(at)..at).unwrap_or_default();
    let of_masses = COUNTED_IN_MASSES.iter().any(|word| own.contains(word));
    money_before && !of_masses
}
