//! Dates, spans and lists of months: `2022年1月1日`, `从2022年1月至12月`, `9-11月`, `3月、5月和8月`.

use std::ops::Range;

use pmt_syntax::PartialDate;
use time::Date;

use super::cursor::{char_at, has_at, range_mark, skip_blanks};
use super::numbers;

/// A date, a span or a list of months, with its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Time {
    /// Where.
    pub range: Range<usize>,
    /// When.
    pub when: When,
}

/// When something is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum When {
    /// A year, a month or a day.
    At(Moment),
    /// From one to another; the second has the first one's year where it names none.
    Span(Moment, Moment),
    /// Two or more months: `3月、5月和8月`.
    Months {
        /// Their year, if one is named.
        year: Option<i32>,
        /// 1 to 12, as listed.
        months: Vec<u8>,
    },
}

impl When {
    /// The year it names; of a span, the one it ends in.
    pub fn year(&self) -> Option<i32> {
        match self {
            Self::At(moment) => moment.year,
            Self::Span(from, to) => to.year.or(from.year),
            Self::Months { year, .. } => *year,
        }
    }
}

/// A date as exact as it is written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Moment {
    /// Four digits.
    pub year: Option<i32>,
    /// 1 to 12.
    pub month: Option<u8>,
    /// 1 to 31.
    pub day: Option<u8>,
}

impl Moment {
    /// As a date in the calendar, in `year` if it names none.
    pub fn date(self, year: Option<i32>) -> Option<PartialDate> {
        let date = PartialDate { year: self.year.or(year)?, month: self.month, day: self.day };
        date.last_day().map(|_| date)
    }

    /// Its first day.
    pub fn first_day(self, year: Option<i32>) -> Option<Date> {
        self.date(year)?.first_day()
    }

    /// Its last day.
    pub fn last_day(self, year: Option<i32>) -> Option<Date> {
        self.date(year)?.last_day()
    }
}

impl Time {
    /// The days it covers, in `year` where it names none; a list of months from its first to its last.
    pub fn days(&self, year: Option<i32>) -> Option<(Date, Date)> {
        match &self.when {
            When::At(moment) => Some((moment.first_day(year)?, moment.last_day(year)?)),
            When::Span(from, to) => Some((from.first_day(year)?, to.last_day(year)?)),
            When::Months { year: own, months } => {
                let of = |month: Option<&u8>| Moment { year: own.or(year), month: month.copied(), day: None };
                Some((of(months.iter().min()).first_day(year)?, of(months.iter().max()).last_day(year)?))
            }
        }
    }
}

/// The time that begins with the number at `at`.
pub(super) fn read(text: &str, at: usize) -> Option<Time> {
    if let Some(time) = years(text, at).or_else(|| short_months(text, at)) {
        return Some(time);
    }
    let (first, end) = moment(text, at)?;
    if let Some((second, end)) = range_mark(text, end).and_then(|next| second_moment(text, next, first)) {
        return Some(Time { range: at..end, when: When::Span(first, second) });
    }
    if let Some((months, end)) = list(text, first, end) {
        return Some(Time { range: at..end, when: When::Months { year: first.year, months } });
    }
    Some(Time { range: at..end, when: When::At(first) })
}

/// `2010-2020年`
fn years(text: &str, at: usize) -> Option<Time> {
    let (from, end) = year_digits(text, at)?;
    let (to, end) = year_digits(text, range_mark(text, end)?)?;
    let end = skip_blanks(text, end);
    let whole = has_at(text, end, "年").then(|| end.saturating_add('年'.len_utf8()))?;
    let (first, second) =
        (Moment { year: Some(from), ..Moment::default() }, Moment { year: Some(to), ..Moment::default() });
    let more = moment(text, year_start(text, end)?).is_some_and(|(moment, _)| moment.month.is_some());
    (!more && from <= to).then_some(Time { range: at..whole, when: When::Span(first, second) })
}

/// Where the four digits that end at `end` begin.
fn year_start(text: &str, end: usize) -> Option<usize> {
    let head = text.get(..end)?.trim_end();
    head.char_indices().rev().nth(3).map(|(at, _)| at)
}

/// `9-11月`, `3、5、8月`
fn short_months(text: &str, at: usize) -> Option<Time> {
    let (first, mut end) = small(text, at, 12)?;
    if let Some((last, end)) = range_mark(text, end).and_then(|next| small(text, next, 12)) {
        let end = month_sign(text, end)?;
        let when = When::Span(month_of(None, first), month_of(None, last));
        return (first <= last).then_some(Time { range: at..end, when });
    }
    let mut months = vec![first];
    while char_at(text, end) == Some('、') {
        let (month, after) = small(text, end.saturating_add('、'.len_utf8()), 12)?;
        months.push(month);
        end = after;
    }
    let end = month_sign(text, end).filter(|_| months.len() > 1)?;
    let (more, end) = list(text, month_of(None, first), end).unwrap_or((vec![first], end));
    months.extend(more.into_iter().skip(1));
    Some(Time { range: at..end, when: When::Months { year: None, months } })
}

const fn month_of(year: Option<i32>, month: u8) -> Moment {
    Moment { year, month: Some(month), day: None }
}

/// The months that follow a first one: `、5月和8月`. `None` if none do.
fn list(text: &str, first: Moment, end: usize) -> Option<(Vec<u8>, usize)> {
    let first = first.month.filter(|_| first.day.is_none())?;
    let (mut months, mut end) = (vec![first], end);
    while let Some(sign @ ('、' | '和' | '及' | '与')) = char_at(text, end) {
        let next = skip_blanks(text, end.saturating_add(sign.len_utf8()));
        let Some((moment, after)) = moment(text, next) else { break };
        let Some(month) = moment.month.filter(|_| moment.year.is_none() && moment.day.is_none()) else {
            break;
        };
        if range_mark(text, after).is_some() {
            break;
        }
        months.push(month);
        end = after;
    }
    (months.len() > 1).then_some((months, end))
}

/// One date as exact as it is written.
fn moment(text: &str, at: usize) -> Option<(Moment, usize)> {
    if let Some((year, end)) = year_digits(text, at) {
        return in_year(text, year, end);
    }
    let (month, end) = small(text, at, 12)?;
    let end = month_sign(text, end)?;
    let (day, end) = day(text, end).map_or((None, end), |(day, end)| (Some(day), end));
    Some((Moment { year: None, month: Some(month), day }, end))
}

fn in_year(text: &str, year: i32, end: usize) -> Option<(Moment, usize)> {
    let blank = skip_blanks(text, end);
    if has_at(text, blank, "年") {
        let end = blank.saturating_add('年'.len_utf8());
        let inner = skip_blanks(text, end);
        let month = small(text, inner, 12).and_then(|(month, end)| Some((month, month_sign(text, end)?)));
        if let Some((month, end)) = month {
            let (day, end) = day(text, end).map_or((None, end), |(day, end)| (Some(day), end));
            return Some((Moment { year: Some(year), month: Some(month), day }, end));
        }
        let end = if has_at(text, end, "度") { end.saturating_add('度'.len_utf8()) } else { end };
        return Some((Moment { year: Some(year), ..Moment::default() }, end));
    }
    let sign = char_at(text, end).filter(|c| matches!(c, '-' | '/' | '.'))?;
    let start = end.saturating_add(sign.len_utf8());
    let (month, end) = small(text, start, 12)?;
    let two_digits = end.saturating_sub(start) == 2;
    if char_at(text, end) == Some(sign)
        && let Some((day, end)) = small(text, end.saturating_add(sign.len_utf8()), 31)
    {
        return Some((Moment { year: Some(year), month: Some(month), day: Some(day) }, end));
    }
    let counted = char_at(text, skip_blanks(text, end))
        .is_some_and(|c| !matches!(c, '至' | '到') && c.is_alphanumeric());
    (sign == '-' && two_digits && !counted).then_some((month_of(Some(year), month), end))
}

/// The end of a span: its own date, or a day of the month before it.
fn second_moment(text: &str, at: usize, first: Moment) -> Option<(Moment, usize)> {
    if let Some((second, end)) = moment(text, at) {
        let year = second.year.or(first.year);
        return Some((Moment { year, ..second }, end));
    }
    let (day, end) = small(text, at, 31)?;
    let whole = has_at(text, end, "日").then(|| end.saturating_add('日'.len_utf8()))?;
    first.day.map(|_| (Moment { day: Some(day), ..first }, whole))
}

fn day(text: &str, at: usize) -> Option<(u8, usize)> {
    let (day, end) = small(text, skip_blanks(text, at), 31)?;
    let sign = char_at(text, end).filter(|c| matches!(c, '日' | '号'))?;
    Some((day, end.saturating_add(sign.len_utf8())))
}

fn month_sign(text: &str, at: usize) -> Option<usize> {
    let at = skip_blanks(text, at);
    let end = has_at(text, at, "月").then(|| at.saturating_add('月'.len_utf8()))?;
    Some(if has_at(text, end, "份") { end.saturating_add('份'.len_utf8()) } else { end })
}

/// Four digits that can be a year.
pub(super) fn year_digits(text: &str, at: usize) -> Option<(i32, usize)> {
    let end = numbers::digits_end(text, at);
    let digits = text.get(at..end).filter(|digits| digits.chars().count() == 4)?;
    let year = numbers::whole(digits).filter(|year| (1900..=2100).contains(year))?;
    Some((year, end))
}

/// A whole number from 1 to `most`, in at most two digits or in Chinese numerals.
fn small(text: &str, at: usize, most: u8) -> Option<(u8, usize)> {
    if char_at(text, at).is_some_and(numbers::is_digit) {
        let end = numbers::digits_end(text, at);
        let digits = text.get(at..end).filter(|digits| digits.chars().count() <= 2)?;
        let value = u8::try_from(numbers::whole(digits)?).ok()?;
        return (1..=most).contains(&value).then_some((value, end));
    }
    let number = numbers::read(text, at).filter(|number| number.up_to.is_none())?;
    let value = u8::try_from(number.value).ok()?;
    (1..=most).contains(&value).then_some((value, number.end))
}

#[cfg(test)]
#[allow(clippy::string_slice)]
mod tests {
    use super::*;

    fn days(text: &str) -> Option<String> {
        let time = read(text, 0)?;
        let (from, to) = time.days(Some(2022))?;
        Some(format!("{} {from} {to}", &text[time.range]))
    }

    #[test]
    fn dates_are_as_exact_as_they_are_written() {
        assert_eq!(days("2022年5月完成").as_deref(), Some("2022年5月 2022-05-01 2022-05-31"));
        assert_eq!(days("2026/1/1").as_deref(), Some("2026/1/1 2026-01-01 2026-01-01"));
        assert_eq!(days("2022年度预算").as_deref(), Some("2022年度 2022-01-01 2022-12-31"));
        assert_eq!(days("七月一日").as_deref(), Some("七月一日 2022-07-01 2022-07-01"));
        assert_eq!(days("2022.51万元"), None);
        assert_eq!(days("3个月"), None);
    }

    #[test]
    fn a_span_takes_its_year_from_its_beginning() {
        assert_eq!(days("2022年1月至12月").as_deref(), Some("2022年1月至12月 2022-01-01 2022-12-31"));
        assert_eq!(days("2022 年- 2022年").as_deref(), Some("2022 年- 2022年 2022-01-01 2022-12-31"));
        assert_eq!(days("9-11月实施").as_deref(), Some("9-11月 2022-09-01 2022-11-30"));
        assert_eq!(days("9月至11月").as_deref(), Some("9月至11月 2022-09-01 2022-11-30"));
        assert_eq!(days("2010-2020年").as_deref(), Some("2010-2020年 2010-01-01 2020-12-31"));
        assert_eq!(
            days("2026年1月1日至2027年12月31日。").as_deref(),
            Some("2026年1月1日至2027年12月31日 2026-01-01 2027-12-31")
        );
        assert_eq!(days("5至7天"), None);
    }

    #[test]
    fn months_are_listed() {
        for text in ["3月、5月和8月完成", "3、5、8月"] {
            let time = read(text, 0).unwrap();
            assert_eq!(time.when, When::Months { year: None, months: vec![3, 5, 8] }, "{text}");
        }
    }
}
