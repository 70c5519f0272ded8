//! A stored number as the sheet shows it: exactly, with its per cent sign and unit, a day as a date.

use calamine::{ExcelDateTime, ExcelDateTimeType};
use pmt_core::text::Message;

/// A value as shown.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Shown {
    pub(super) text: String,
    pub(super) note: Option<Message>,
}

/// What a format makes of numbers.
#[derive(Debug, Default, PartialEq)]
struct Format {
    is_date: bool,
    is_percent: bool,
    /// Whether it shows thousands or millions.
    is_scaled: bool,
    prefix: String,
    suffix: String,
}

/// A number under a format's code.
pub(super) fn shown(number: f64, code: &str, from_1904: bool) -> Shown {
    let format = Format::of(code, number);
    if format.is_date
        && let Some(text) = moment(number, from_1904)
    {
        return Shown { text, note: None };
    }
    let (digits, mut note) = exact(number);
    if format.is_scaled {
        note = Some(Message::new(
            format!("单元格的显示格式换算了单位，按存的数 {digits} 读取，请核对"),
            format!(
                "the cell shows its number in another unit; it was read as stored, {digits}: please check"
            ),
        ));
        return Shown { text: digits, note };
    }
    let digits = if format.is_percent { format!("{}%", hundredfold(&digits)) } else { digits };
    Shown { text: format!("{}{digits}{}", format.prefix, format.suffix), note }
}

/// The day that a bare number is the serial of, if it is one of this age.
pub(super) fn shown_day(text: &str, from_1904: bool) -> Option<String> {
    const AGE: std::ops::RangeInclusive<u32> = 32_000..=75_000;
    let serial: u32 = text.parse().ok()?;
    if AGE.contains(&serial) { moment(f64::from(serial), from_1904) } else { None }
}

fn moment(number: f64, from_1904: bool) -> Option<String> {
    // The last day of the year 9999.
    const LAST: f64 = 2_958_466.0;
    if !(1.0..LAST).contains(&number) {
        return None;
    }
    let moment = ExcelDateTime::new(number, ExcelDateTimeType::DateTime, from_1904);
    let (year, month, day, hour, minute, _, _) = moment.to_ymd_hms_milli();
    let date = format!("{year:04}-{month:02}-{day:02}");
    Some(if (hour, minute) == (0, 0) { date } else { format!("{date} {hour:02}:{minute:02}") })
}

/// The shortest decimal that is the stored number. Beyond fifteen digits there is only the noise of calculating.
fn exact(number: f64) -> (String, Option<Message>) {
    const DIGITS: usize = 15;
    let text = format!("{number}");
    let significant = text.trim_start_matches(['-', '0', '.']).trim_end_matches('0');
    if significant.bytes().filter(u8::is_ascii_digit).count() <= DIGITS {
        return (text, None);
    }
    let rounded: f64 = format!("{number:.*e}", DIGITS.saturating_sub(1)).parse().unwrap_or(number);
    let rounded = format!("{rounded}");
    let message = Message::new(
        format!("存的数是 {text}，带有计算误差，读作 {rounded}"),
        format!("the stored number {text} has the noise of calculating and was read as {rounded}"),
    );
    (rounded, Some(message))
}

/// A decimal times a hundred, by its digits.
fn hundredfold(digits: &str) -> String {
    let (sign, digits) = digits.strip_prefix('-').map_or(("", digits), |rest| ("-", rest));
    let (whole, part) = digits.split_once('.').unwrap_or((digits, ""));
    let mut part = part.chars();
    let moved: String = (0..2).map(|_| part.next().unwrap_or('0')).collect();
    let whole = format!("{whole}{moved}");
    let whole = whole.trim_start_matches('0');
    let whole = if whole.is_empty() { "0" } else { whole };
    let rest = part.as_str();
    if rest.is_empty() { format!("{sign}{whole}") } else { format!("{sign}{whole}.{rest}") }
}

impl Format {
    fn of(code: &str, number: f64) -> Self {
        if code.eq_ignore_ascii_case("general") {
            return Self::default();
        }
        let sections = sections(code);
        let index = match sections.len() {
            0 | 1 => 0,
            _ if number < 0.0 => 1,
            count if count > 2 && number == 0.0 => 2,
            _ => 0,
        };
        let section = sections.get(index).map_or("", String::as_str);
        let mut format = Self::default();
        let (mut seen_digit, mut comma) = (false, false);
        let mut literal = String::new();
        let mut chars = section.chars();
        while let Some(c) = chars.next() {
            match c {
                '"' => literal.extend(chars.by_ref().take_while(|c| *c != '"')),
                '\\' | '!' => literal.extend(chars.next()),
                '_' | '*' => {
                    chars.next();
                }
                '[' => {
                    let inner: String = chars.by_ref().take_while(|c| *c != ']').collect();
                    let inner = inner.to_ascii_lowercase();
                    format.is_date |= matches!(inner.as_str(), "h" | "hh" | "m" | "mm" | "s" | "ss");
                }
                '0' | '#' | '?' => {
                    if !seen_digit {
                        format.prefix = std::mem::take(&mut literal);
                    }
                    // What stands between digits is no unit.
                    literal.clear();
                    (seen_digit, comma) = (true, false);
                }
                ',' => comma = seen_digit,
                '%' => format.is_percent = true,
                'y' | 'Y' | 'm' | 'M' | 'd' | 'D' | 'h' | 'H' | 's' | 'S' => format.is_date = true,
                other if other.is_alphabetic() || "≥≤><=".contains(other) => literal.push(other),
                _ => {}
            }
            if !matches!(c, ',') && seen_digit && comma && !matches!(c, '0' | '#' | '?') {
                format.is_scaled = true;
            }
        }
        format.is_scaled |= comma;
        format.suffix = literal;
        // Separators and signs of money say nothing of a value.
        let says = |text: &String| text.chars().any(|c| c.is_alphanumeric() || "≥≤><=%".contains(c));
        if !says(&format.prefix) || !seen_digit {
            format.prefix.clear();
        }
        if !says(&format.suffix) || !seen_digit {
            format.suffix.clear();
        }
        format
    }
}

/// The sections of a code: for positive numbers, negative ones, zero, text.
fn sections(code: &str) -> Vec<String> {
    let mut sections = vec![String::new()];
    let mut quoted = false;
    let mut escaped = false;
    for c in code.chars() {
        let is_border = c == ';' && !quoted && !escaped;
        if c == '"' && !escaped {
            quoted = !quoted;
        }
        escaped = !escaped && !quoted && matches!(c, '\\' | '!');
        if is_border {
            sections.push(String::new());
        } else if let Some(last) = sections.last_mut() {
            last.push(c);
        }
    }
    sections
}

/// The code of a format that is known by number alone.
pub(super) fn built_in(id: u32) -> &'static str {
    match id {
        9 => "0%",
        10 => "0.00%",
        14..=17 | 22 | 27..=31 | 34..=36 | 50..=54 | 57 | 58 => "yyyy-mm-dd",
        18..=21 | 32 | 33 | 45..=47 | 55 | 56 => "hh:mm:ss",
        _ => "General",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(number: f64, code: &str) -> String {
        shown(number, code, false).text
    }

    #[test]
    fn numbers_are_shown_exactly() {
        assert_eq!(text(1_020_000.0, "#,##0.00"), "1020000");
        assert_eq!(text(840_000.5, "#,##0.00_);(#,##0.00)"), "840000.5");
        assert_eq!(text(0.1 + 0.2, "General"), "0.3");
        assert!(shown(0.1 + 0.2, "General", false).note.is_some());
        assert_eq!(text(771_325_800.12, "General"), "771325800.12");
        assert_eq!(text(-0.5, "General"), "-0.5");
    }

    #[test]
    fn percentages_and_units_come_from_the_format() {
        assert_eq!(text(0.98, "0%"), "98%");
        assert_eq!(text(0.955, "0.00%"), "95.5%");
        assert_eq!(text(0.07, "0%"), "7%");
        assert_eq!(text(1.0, "0%"), "100%");
        assert_eq!(text(0.001, "0.0%"), "0.1%");
        assert_eq!(text(30.0, "0\"家\""), "30家");
        assert_eq!(text(0.95, "\"≥\"0%"), "≥95%");
        assert_eq!(text(30.0, "\\≥0\\家"), "≥30家");
        assert_eq!(text(5000.0, "¥#,##0"), "5000");
        let scaled = shown(1_234_567.0, "0!.0,\"万元\"", false);
        assert_eq!((scaled.text.as_str(), scaled.note.is_some()), ("1234567", true));
    }

    #[test]
    fn days_are_dates() {
        assert_eq!(text(44_562.0, "yyyy-mm-dd"), "2022-01-01");
        assert_eq!(text(44_562.0, "yyyy\"年\"m\"月\"d\"日\";@"), "2022-01-01");
        assert_eq!(shown(43_100.0, "yyyy/m/d", true).text, "2022-01-01");
        assert_eq!(shown_day("44562", false).as_deref(), Some("2022-01-01"));
        assert_eq!(shown_day("2022", false), None);
    }
}
