//! What literals stand for: numbers, dates, quoted strings, comparators. The grammar has found their extent; here
//! their value is read, exactly or not at all.

use std::borrow::Cow;

use rust_decimal::Decimal;
use thiserror::Error;
use time::{Date, Month};

/// Most digits before the decimal point.
pub const MAX_INTEGER_DIGITS: usize = 15;
/// Most digits after it.
pub const MAX_FRACTION_DIGITS: usize = 6;

/// How an indicator's target bounds its value.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Comparator {
    /// `>=`
    AtLeast,
    /// `>`
    MoreThan,
    /// `=`
    Equal,
    /// `<`
    LessThan,
    /// `<=`
    AtMost,
}

impl Comparator {
    /// Reads any of the spellings the grammar takes: ASCII, full-width, `≥ ≦ …`.
    pub fn parse(text: &str) -> Option<Self> {
        Some(match text {
            ">=" | "≥" | "＞＝" | ">＝" | "＞=" | "≧" | "⩾" => Self::AtLeast,
            "<=" | "≤" | "＜＝" | "<＝" | "＜=" | "≦" | "⩽" => Self::AtMost,
            ">" | "＞" => Self::MoreThan,
            "<" | "＜" => Self::LessThan,
            "=" | "＝" => Self::Equal,
            _ => return None,
        })
    }

    /// The canonical spelling in `.pmt`.
    pub const fn source(self) -> &'static str {
        match self {
            Self::AtLeast => ">=",
            Self::MoreThan => ">",
            Self::Equal => "=",
            Self::LessThan => "<",
            Self::AtMost => "<=",
        }
    }

    /// The sign as the form prints it.
    pub const fn printed(self) -> &'static str {
        match self {
            Self::AtLeast => "≥",
            Self::AtMost => "≤",
            other => other.source(),
        }
    }
}

/// Why a number cannot be taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum NumberError {
    /// More than 15 digits before or 6 after the point.
    #[error("number is longer than 15 digits before and 6 after the point")]
    TooLong,
    /// Commas that do not group the integer part in threes.
    #[error("commas do not group in threes")]
    Grouping,
    /// Anything else.
    #[error("not a number")]
    Malformed,
}

/// The ASCII twin of a full-width digit, point, comma or sign.
pub(crate) fn narrow(c: char) -> char {
    match c {
        '０'..='９' => u32::from(c).checked_sub(0xFF10 - 0x30).and_then(char::from_u32).unwrap_or(c),
        '．' => '.',
        '，' => ',',
        '－' | '−' => '-',
        other => other,
    }
}

/// Reads a number exactly. Grouping commas and full-width digits are accepted, a leading minus too.
pub fn parse_number(text: &str) -> Result<Decimal, NumberError> {
    let narrow: String = text.chars().map(narrow).collect();
    let (negative, unsigned) = narrow.strip_prefix('-').map_or((false, narrow.as_str()), |rest| (true, rest));
    let (integer, fraction) = unsigned.split_once('.').unwrap_or((unsigned, ""));
    let digits = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
    if unsigned.contains('.') && !digits(fraction) {
        return Err(NumberError::Malformed);
    }
    let integer = if integer.contains(',') {
        let mut groups = integer.split(',');
        let first = groups.next().unwrap_or_default();
        if !digits(first) || first.len() > 3 || !groups.all(|group| group.len() == 3 && digits(group)) {
            return Err(NumberError::Grouping);
        }
        Cow::Owned(integer.replace(',', ""))
    } else {
        Cow::Borrowed(integer)
    };
    if !digits(&integer) {
        return Err(NumberError::Malformed);
    }
    let significant = integer.trim_start_matches('0').len();
    if significant > MAX_INTEGER_DIGITS || fraction.len() > MAX_FRACTION_DIGITS {
        return Err(NumberError::TooLong);
    }
    let sign = if negative { "-" } else { "" };
    let point = if fraction.is_empty() { "" } else { "." };
    Decimal::from_str_exact(&format!("{sign}{integer}{point}{fraction}")).map_err(|_| NumberError::Malformed)
}

/// A date as written: a year, a month or a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct PartialDate {
    /// Four digits.
    pub year: i32,
    /// 1 to 12.
    pub month: Option<u8>,
    /// 1 to the month's last; always in the calendar.
    pub day: Option<u8>,
}

impl PartialDate {
    /// The first day it can mean.
    pub fn first_day(self) -> Option<Date> {
        calendar(self.year, self.month.unwrap_or(1), self.day.unwrap_or(1))
    }

    /// The last day it can mean.
    pub fn last_day(self) -> Option<Date> {
        let month = self.month.unwrap_or(12);
        let day = match self.day {
            Some(day) => day,
            None => Month::try_from(month).ok()?.length(self.year),
        };
        calendar(self.year, month, day)
    }
}

fn calendar(year: i32, month: u8, day: u8) -> Option<Date> {
    Date::from_calendar_date(year, Month::try_from(month).ok()?, day).ok()
}

/// Reads `2022-01-31`, `2022-01`, `2022/1/31`, `2022.1.31`, `2022年1月31日`, `2022年1月`, `2022年`, in full-width
/// digits too. `None` if it is not in the calendar.
pub fn parse_date(text: &str) -> Option<PartialDate> {
    let narrow: String = text.chars().filter(|c| !c.is_whitespace()).map(narrow).collect();
    let mut parts =
        narrow.split(|c: char| !c.is_ascii_digit()).filter(|part| !part.is_empty()).map(str::parse::<u16>);
    let year = i32::from(parts.next()?.ok()?);
    let month = parts.next().transpose().ok()?.map(u8::try_from).transpose().ok()?;
    let day = parts.next().transpose().ok()?.map(u8::try_from).transpose().ok()?;
    let date = PartialDate { year, month, day };
    (parts.next().is_none() && year >= 1000 && date.last_day().is_some()).then_some(date)
}

/// The content of a string token: its quotes taken off, `\"` `\\` `\$` resolved.
pub fn unquote(token: &str) -> Cow<'_, str> {
    let mut chars = token.chars();
    let inner = match chars.next() {
        Some('“' | '”') => chars.as_str().strip_suffix('”').unwrap_or(chars.as_str()),
        Some('"' | '＂') => {
            let rest = chars.as_str();
            rest.strip_suffix(['"', '＂']).filter(|kept| !ends_in_open_escape(kept)).unwrap_or(rest)
        }
        _ => token,
    };
    unescape(inner)
}

/// A string token that stands for `text`: in ASCII quotes, `"`, `\\` and `$` escaped where they would be read otherwise.
/// A string is one line and holds no braces: line ends become spaces, braces their full-width bracket twins.
pub fn quote(text: &str) -> String {
    let mut out = String::with_capacity(text.len().saturating_add(2));
    out.push('"');
    for c in text.chars() {
        match c {
            '"' | '\\' => out.extend(['\\', c]),
            '\n' | '\r' => out.push(' '),
            '{' | '｛' => out.push('【'),
            '}' | '｝' => out.push('】'),
            '＂' => out.push('”'),
            other => out.push(other),
        }
    }
    out.push('"');
    out
}

fn ends_in_open_escape(text: &str) -> bool {
    text.bytes().rev().take_while(|b| *b == b'\\').count() % 2 == 1
}

/// Resolves `\"`, `\\` and `\$`; before anything else a backslash is itself.
pub(crate) fn unescape(text: &str) -> Cow<'_, str> {
    if !text.contains('\\') {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        match (c, chars.peek()) {
            ('\\', Some(&next @ ('"' | '\\' | '$'))) => {
                out.push(next);
                chars.next();
            }
            _ => out.push(c),
        }
    }
    Cow::Owned(out)
}

/// The content of a title token: its outer `《》` taken off.
pub fn unquote_title(token: &str) -> &str {
    let inner = token.strip_prefix('《').unwrap_or(token);
    inner.strip_suffix('》').unwrap_or(inner)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_exact_or_refused() {
        assert_eq!(parse_number("1,020,000.00").unwrap().to_string(), "1020000.00");
        assert_eq!(parse_number("１０２．５").unwrap().to_string(), "102.5");
        assert_eq!(parse_number("-5").unwrap().to_string(), "-5");
        assert_eq!(parse_number("3,5,8"), Err(NumberError::Grouping));
        assert_eq!(parse_number("1000,000"), Err(NumberError::Grouping));
        assert_eq!(parse_number("1234567890123456"), Err(NumberError::TooLong));
        assert_eq!(parse_number("0.1234567"), Err(NumberError::TooLong));
        assert_eq!(parse_number("1."), Err(NumberError::Malformed));
        assert_eq!(parse_number(&"9".repeat(40)), Err(NumberError::TooLong));
    }

    #[test]
    fn dates_are_in_the_calendar() {
        let day = |text| parse_date(text).and_then(PartialDate::last_day).map(|d| d.to_string());
        assert_eq!(day("2022-01-31").as_deref(), Some("2022-01-31"));
        assert_eq!(day("2022年2月").as_deref(), Some("2022-02-28"));
        assert_eq!(day("2024/2").as_deref(), Some("2024-02-29"));
        assert_eq!(day("2022年").as_deref(), Some("2022-12-31"));
        assert_eq!(day("2022-02-30"), None);
        assert_eq!(day("2022-13"), None);
    }

    #[test]
    fn quotes_come_off_and_escapes_resolve() {
        assert_eq!(unquote(r#""a\"b\\c\d""#), r#"a"b\c\d"#);
        assert_eq!(unquote("“建设“1号”品牌”"), "建设“1号”品牌");
        assert_eq!(unquote("\"没有收尾"), "没有收尾");
        assert_eq!(unquote(r#""a\""#), "a\"", "an escaped quote does not close");
        assert_eq!(unquote_title("《关于〈条例〉的办法》"), "关于〈条例〉的办法");
    }
}
