//! Numbers in digits and in Chinese numerals.

use rust_decimal::Decimal;

use super::cursor::{char_at, char_before};

/// A number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Number {
    pub(super) value: Decimal,
    /// The upper end, where two numerals beside each other mean a range: `两三天`.
    pub(super) up_to: Option<Decimal>,
    /// Digits after the point.
    pub(super) scale: u32,
    pub(super) end: usize,
    /// Whether it is written in Chinese numerals.
    pub(super) in_words: bool,
}

/// Whether a character is a digit, full-width ones included.
pub(super) const fn is_digit(c: char) -> bool {
    matches!(c, '0'..='9' | '０'..='９')
}

/// The number that begins at `at`. Part of a longer word (`PM2.5`, `第3`) is for the caller to see.
pub(super) fn read(text: &str, at: usize) -> Option<Number> {
    match char_at(text, at)? {
        c if is_digit(c) => in_digits(text, at),
        c if numeral(c).is_some() => in_words(text, at),
        _ => None,
    }
}

fn in_digits(text: &str, at: usize) -> Option<Number> {
    let mut end = digits_end(text, at);
    let first_group = text.get(at..end)?.chars().count();
    while char_at(text, end) == Some(',') && first_group <= 3 {
        let next = end.saturating_add(1);
        let after = digits_end(text, next);
        if text.get(next..after)?.chars().count() != 3 {
            break;
        }
        end = after;
    }
    if let Some('.' | '．') = char_at(text, end) {
        let next = end.saturating_add(char_at(text, end)?.len_utf8());
        let after = digits_end(text, next);
        if after > next {
            end = after;
        }
    }
    let value = pmt_syntax::parse_number(text.get(at..end)?).ok()?;
    Some(Number { value, up_to: None, scale: value.scale(), end, in_words: false })
}

/// Where the digits that begin at `at` end.
pub(super) fn digits_end(text: &str, at: usize) -> usize {
    let rest = text.get(at..).unwrap_or_default();
    let length = rest.find(|c| !is_digit(c)).unwrap_or(rest.len());
    at.saturating_add(length)
}

/// A small whole number in digits.
pub(super) fn whole(text: &str) -> Option<i32> {
    pmt_syntax::parse_number(text).ok().filter(|value| value.scale() == 0)?.try_into().ok()
}

fn numeral(c: char) -> Option<i64> {
    Some(match c {
        '零' | '〇' => 0,
        '一' => 1,
        '二' | '两' => 2,
        '三' => 3,
        '四' => 4,
        '五' => 5,
        '六' => 6,
        '七' => 7,
        '八' => 8,
        '九' => 9,
        '十' => 10,
        _ => return None,
    })
}

const fn place(c: char) -> Option<i64> {
    match c {
        '十' => Some(10),
        '百' => Some(100),
        '千' => Some(1_000),
        _ => None,
    }
}

/// A number in Chinese numerals, if it is well formed and below ten thousand: `五百六十`, `十二`, `两三`.
fn in_words(text: &str, at: usize) -> Option<Number> {
    let (mut total, mut digit, mut largest) = (0_i64, None::<i64>, i64::MAX);
    let mut end = at;
    let mut zero = false;
    let found = |value: i64, up_to: Option<i64>, end: usize| Number {
        value: value.into(),
        up_to: up_to.map(Decimal::from),
        scale: 0,
        end,
        in_words: true,
    };
    while let Some(c) = char_at(text, end) {
        let next = end.saturating_add(c.len_utf8());
        if let Some(unit) = place(c) {
            if unit >= largest || (digit.is_none() && (c != '十' || total > 0)) {
                return None;
            }
            total = total.checked_add(digit.take().unwrap_or(1).checked_mul(unit)?)?;
            (largest, zero) = (unit, false);
        } else if let Some(value) = numeral(c) {
            match digit {
                // 两三, 五六: one and the next.
                Some(before) if total == 0 && before.checked_add(1) == Some(value) && before > 1 => {
                    let lone = char_at(text, next).is_none_or(|c| numeral(c).is_none() && place(c).is_none());
                    return lone.then(|| found(before, Some(value), next));
                }
                Some(_) => return None,
                None if value == 0 => {
                    if zero || total == 0 {
                        return None;
                    }
                    zero = true;
                }
                None => digit = Some(value),
            }
        } else {
            break;
        }
        end = next;
    }
    if matches!(char_at(text, end), Some('余' | '多' | '几')) && digit.is_none() {
        return None;
    }
    // 三八, 七一: the second is not a number of its own.
    if char_before(text, at).is_some_and(|c| numeral(c).is_some() || place(c).is_some() || c == '几') {
        return None;
    }
    let value = total.checked_add(digit.unwrap_or(0))?;
    (end > at && value > 0).then(|| found(value, None, end))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn value(text: &str) -> Option<String> {
        read(text, 0).map(|number| number.value.to_string())
    }

    #[test]
    fn digits_are_read_with_their_groups_and_fraction() {
        assert_eq!(value("1,020,000元").as_deref(), Some("1020000"));
        assert_eq!(value("165.00万元").as_deref(), Some("165.00"));
        assert_eq!(value("１０２万元").as_deref(), Some("102"));
        assert_eq!(value("3,5,8月").as_deref(), Some("3"), "no group of three");
        assert_eq!(value("1234567890123456789元"), None, "more digits than an amount may have");
    }

    #[test]
    fn chinese_numerals_are_read_where_they_are_well_formed() {
        assert_eq!(value("五百六十人").as_deref(), Some("560"));
        assert_eq!(value("十二期").as_deref(), Some("12"));
        assert_eq!(value("一百零三户").as_deref(), Some("103"));
        assert_eq!(value("三八节"), None);
        assert_eq!(value("十四五开局").as_deref(), None);
        assert_eq!(value("百姓"), None);
        let both = read("两三天", 0).unwrap();
        assert_eq!((both.value.to_string(), both.up_to.unwrap().to_string()), ("2".into(), "3".into()));
    }
}
