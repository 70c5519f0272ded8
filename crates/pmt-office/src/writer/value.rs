//! Values in the language's spelling. Whether one can be read back as what it is, the parser itself is asked.

use pmt_core::edition::MoneyUnit;
use pmt_core::text::Message;
use pmt_syntax::ast::{Item, Value, items};
use pmt_syntax::{Comparator, parse, quote};

use crate::note::Notes;
use crate::source::Piece;
use crate::typography::{is_blank, is_han, narrow};

/// A key to read values under.
const PROBE: &str = "值";

/// Asks the parser how one line reads: `ask` sees its one item, if it is one and free of errors.
fn reads<T>(line: &str, ask: impl FnOnce(Item<'_>) -> Option<T>) -> Option<T> {
    let parsed = parse(format!("{line}\n"));
    let mut found = items(&parsed.tree);
    let item = found.next().filter(|_| parsed.errors.is_empty())?;
    if found.next().is_some() || item.text().is_some() || item.block().is_some() || item.label().is_some() {
        return None;
    }
    ask(item)
}

/// Whether a text reads as one value of the shape that `is` tests, every character of it.
fn reads_as(text: &str, is: impl Fn(&Value<'_>) -> bool) -> bool {
    reads(&format!("{PROBE}: {text}"), |item| {
        let mut values = item.values();
        let value = values.next().filter(|value| values.next().is_none() && is(value))?;
        Some(value.node().text().trim() == text.trim())
    })
    .unwrap_or(false)
}

/// A quoted string.
pub(super) fn string(text: &str) -> String {
    quote(text)
}

/// A word where it is one, else a quoted string.
pub(super) fn word(text: &str) -> String {
    let plain =
        reads_as(text, |value| matches!(value, Value::Name(name) if !name.is_string() && !name.is_title()));
    if plain { text.to_owned() } else { quote(text) }
}

/// A name in a key's place: plain where it is a word, else quoted.
pub(super) fn key(text: &str) -> String {
    let plain = reads(&format!("{text}: {PROBE}"), |item| {
        let name = item.key()?;
        (!name.is_string() && !name.is_title() && name.text() == text).then_some(())
    });
    if plain.is_some() { text.to_owned() } else { quote(text) }
}

/// A line of a text, what would be read otherwise escaped.
pub(super) fn escape(line: &str) -> String {
    line.replace('\\', "\\\\").replace("\"\"\"", "\\\"\\\"\\\"").replace("${", "\\${").replace("$｛", "\\$｛")
}

/// Digits and the percent sign as ASCII has them.
fn narrowed(text: &str) -> String {
    text.chars()
        .map(|c| if narrow(c).is_ascii_digit() || matches!(c, '．' | '％') { narrow(c) } else { c })
        .collect()
}

/// A note where digits are full-width: they are written as ASCII.
pub(super) fn note_full_width(piece: &Piece, notes: &mut Notes) {
    let wide = |c: char| !c.is_ascii_digit() && narrow(c).is_ascii_digit();
    if piece.text.contains(wide) {
        let message = Message::new(
            format!("“{}”中的全角数字已改为半角", piece.text),
            format!("full-width digits in “{}” were written as ASCII", piece.text),
        );
        notes.add(None, piece.origin.first, message);
    }
}

/// An amount, its digits as written, with the form's unit if it has none of its own.
pub(super) fn amount(text: &str, unit: Option<&MoneyUnit>) -> String {
    // Any unit will do: an amount in 万 is for the linter to object to.
    let is_quantity = |value: &Value<'_>| matches!(value, Value::Quantity(quantity) if quantity.number().is_some_and(|number| number.is_ok()));
    let digits = narrowed(text);
    let bare =
        !digits.is_empty() && digits.chars().all(|c| c.is_ascii_digit() || matches!(c, ',' | '.' | '-'));
    let candidate = match unit {
        Some(unit) if bare => format!("{digits}{}", unit.text),
        _ => digits,
    };
    if reads_as(&candidate, is_quantity) { candidate } else { quote(text) }
}

fn is_date(text: &str) -> bool {
    reads_as(text, |value| matches!(value, Value::Date(_)) && value.date().is_some())
}

/// The plan's two dates as a period; `None` if neither is given.
pub(super) fn period(start: Option<&str>, end: Option<&str>) -> Option<String> {
    let (start, end) = (start.map(narrowed), end.map(narrowed));
    let candidate = match (&start, &end) {
        (None, None) => return None,
        (Some(start), None) => format!("{start} 起"),
        (None, Some(end)) => format!("{end} 止"),
        (Some(start), Some(end)) => format!("{start} 至 {end}"),
    };
    let valid = start.iter().chain(&end).all(|date| is_date(date))
        && reads_as(&candidate, |value| matches!(value, Value::Period(_)));
    Some(if valid { candidate } else { quote(&candidate) })
}

/// The years printed with the whole-period goal: `（2022年-2024年）`.
pub(super) fn goal_period(text: &str) -> String {
    let compact: String = text.chars().filter(|c| !is_blank(*c)).map(narrow).collect();
    let bare = compact.trim_matches(['(', ')']);
    let ends: Vec<String> =
        bare.split(['-', '~', '至', '～']).filter(|end| !end.is_empty()).map(year).collect();
    let candidate = match ends.as_slice() {
        [one] => one.clone(),
        [start, end] => format!("{start} 至 {end}"),
        _ => return quote(text),
    };
    let valid = ends.iter().all(|end| is_date(end))
        && reads_as(&candidate, |value| matches!(value, Value::Period(_) | Value::Date(_)));
    if valid { candidate } else { quote(text) }
}

fn year(text: &str) -> String {
    let text = text.strip_suffix("年度").map_or_else(|| text.to_owned(), |year| format!("{year}年"));
    if text.len() == 4 && text.bytes().all(|b| b.is_ascii_digit()) { format!("{text}年") } else { text }
}

/// What follows an indicator's name: a comparator and a value, or a colon and one, or a colon and a string.
pub(super) fn target(text: &str) -> String {
    let narrowed = narrowed(text);
    let (comparator, rest) = comparator(&narrowed);
    let value = quantity(rest.trim_matches(is_blank));
    let Some(comparator) = comparator else {
        let plain = reads_as(&value, |value| {
            matches!(value, Value::Quantity(_) | Value::Date(_) | Value::Range(_))
                || matches!(value, Value::Name(name) if !name.is_string() && !name.is_title())
        });
        return format!(": {}", if plain { value } else { quote(text) });
    };
    let candidate = format!(" {} {value}", comparator.source());
    let valid = reads(&format!("{PROBE}{candidate}"), |item| {
        let found = item.target()?.value()?;
        (found.node().text().trim() == value).then_some(())
    });
    if valid.is_some() { candidate } else { format!(": {}", quote(text)) }
}

/// An attribute of an indicator: a weight as a number, anything else as a string.
pub(super) fn attribute(key: pmt_core::edition::Key, text: &str) -> String {
    let is_number = |value: &Value<'_>| matches!(value, Value::Quantity(_));
    let plain = key == pmt_core::edition::Key::Weight && reads_as(text, is_number);
    if plain { text.to_owned() } else { quote(text) }
}

/// The comparator that a value begins with.
fn comparator(text: &str) -> (Option<Comparator>, &str) {
    let mut ends =
        text.char_indices().map(|(at, c)| at.saturating_add(c.len_utf8())).take(2).collect::<Vec<_>>();
    ends.reverse();
    for end in ends {
        let (head, rest) = text.split_at_checked(end).unwrap_or(("", text));
        if let Some(comparator) = Comparator::parse(head) {
            return (Some(comparator), rest);
        }
    }
    (None, text)
}

/// A number and its unit as the formatter spaces them; anything else as it is.
fn quantity(text: &str) -> String {
    let unit = text.trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, '.' | ','));
    let digits = text.strip_suffix(unit).unwrap_or_default();
    let unit = unit.trim_start_matches(is_blank);
    let spaced = unit.chars().next().is_some_and(is_han) && !is_money_like(unit);
    match digits {
        "" => text.to_owned(),
        digits if spaced => format!("{digits} {unit}"),
        digits => format!("{digits}{unit}"),
    }
}

fn is_money_like(unit: &str) -> bool {
    MoneyUnit::parse(unit.split('/').next().unwrap_or(unit)).is_some()
}

/// VAL17: signs that the printed form should not have.
pub(super) fn note_signs(piece: &Piece, notes: &mut Notes) {
    let ascii = [">=", "<=", "＝", "％", "＞", "＜"].into_iter().find(|sign| piece.text.contains(sign));
    let Some(sign) = ascii else { return };
    let right = Comparator::parse(sign).map_or("%", Comparator::printed);
    let message = Message::new(
        format!("“{}”用了“{sign}”，印出的表中应是“{right}”", piece.text),
        format!("“{}” has “{sign}”; the printed form should have “{right}”", piece.text),
    );
    notes.add(Some("VAL17"), piece.origin.first, message);
}

#[cfg(test)]
mod tests {
    use super::*;
    use pmt_core::edition::MONEY_UNITS;

    #[test]
    fn amounts_keep_their_digits_and_take_the_forms_unit() {
        let yuan = MONEY_UNITS.first();
        assert_eq!(amount("1020000", yuan), "1020000元");
        assert_eq!(amount("771,325,800.00", yuan), "771,325,800.00元");
        assert_eq!(amount("１０２", yuan), "102元");
        assert_eq!(amount("102万元", yuan), "102万元");
        assert_eq!(amount("5万", yuan), "5万", "for the linter to object to");
        assert_eq!(amount("/", yuan), "\"/\"");
        assert_eq!(amount("12,34", yuan), "\"12,34\"", "not grouped in threes");
        assert_eq!(amount(&"9".repeat(40), yuan), quote(&"9".repeat(40)));
    }

    #[test]
    fn targets_are_spelt_as_the_formatter_would() {
        assert_eq!(target(">=30家"), " >= 30 家");
        assert_eq!(target("≥13459.00(平方米)"), " >= 13459.00(平方米)");
        assert_eq!(target("=100.00(%)"), " = 100.00(%)");
        assert_eq!(target("≤350元/人天"), " <= 350元/人天");
        assert_eq!(target("985米"), ": 985 米");
        assert_eq!(target("符合"), ": 符合");
        assert_eq!(target("不低于80%"), ": 不低于80%");
        assert_eq!(target("30-40家"), ": \"30-40家\"", "a hyphen is no range");
        assert_eq!(target("不少于100人，不少于2万份"), ": \"不少于100人，不少于2万份\"");
        assert_eq!(target("≥"), ": \"≥\"");
    }

    #[test]
    fn periods_keep_their_dates() {
        assert_eq!(period(Some("2026/1/1"), Some("2027/12/31")).as_deref(), Some("2026/1/1 至 2027/12/31"));
        assert_eq!(
            period(Some("2022-02-30"), Some("2022-12-31")).as_deref(),
            Some("\"2022-02-30 至 2022-12-31\"")
        );
        assert_eq!(period(Some("2022-01-01"), None).as_deref(), Some("2022-01-01 起"));
        assert_eq!(goal_period("（2022 年- 2022年）"), "2022年 至 2022年");
        assert_eq!(goal_period("（长期）"), "\"（长期）\"");
    }

    #[test]
    fn names_are_quoted_only_where_they_must_be() {
        assert_eq!(key("党组织特色活动"), "党组织特色活动");
        assert_eq!(key("工、青、妇活动"), "\"工、青、妇活动\"");
        assert_eq!(key("2022"), "\"2022\"");
        assert_eq!(escape(r#"写作"""与${甲}和\"#), r#"写作\"\"\"与\${甲}和\\"#);
    }
}
