//! Spans of time, as exact as they were written.

use pmt_syntax::{PartialDate, Span};
use time::Date;

use super::At;

/// A span of days; an open end is `None`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Timespan {
    /// The first day.
    pub start: Option<Date>,
    /// The last day.
    pub end: Option<Date>,
}

impl Timespan {
    /// The fiscal years it touches, if both ends are known.
    pub fn years(self) -> Option<(i32, i32)> {
        Some((self.start?.year(), self.end?.year()))
    }

    /// Whether it lies within one calendar year.
    pub fn is_within_a_year(self) -> bool {
        self.years().is_some_and(|(first, last)| first == last)
    }
}

/// The year that a name under 分年度 stands for: `2022`, `2022年` or `2022年度`.
pub fn fiscal_year(name: &str) -> Option<i32> {
    let digits = name.trim_end_matches('度').trim_end_matches('年').trim();
    let is_year = digits.len() == 4 && digits.bytes().all(|b| b.is_ascii_digit());
    is_year.then(|| digits.parse().ok()).flatten()
}

/// One value of 时间.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum TimeValue {
    /// A date, a month or a year.
    Date(PartialDate),
    /// A span.
    Span(Timespan),
    /// Days or months of the declaration's year, the same twice for a single one.
    WithinYear(MonthDay, MonthDay),
}

/// A month of some year, or a day of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct MonthDay {
    /// 1 to 12.
    pub month: u8,
    /// The day, if one is given; whether the month has it depends on the year.
    pub day: Option<u8>,
}

impl MonthDay {
    /// The date in a year.
    pub const fn in_year(self, year: i32) -> PartialDate {
        PartialDate { year, month: Some(self.month), day: self.day }
    }
}

/// The values of 时间 in order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Times {
    /// Each with its place.
    pub values: Vec<At<TimeValue>>,
    /// All together.
    pub span: Span,
}

impl TimeValue {
    /// The days it covers, months taken in `year`.
    pub fn days(self, year: Option<i32>) -> Timespan {
        let partial = |at: MonthDay| year.map(|year| at.in_year(year));
        match self {
            Self::Date(date) => Timespan { start: date.first_day(), end: date.last_day() },
            Self::Span(span) => span,
            Self::WithinYear(first, last) => Timespan {
                start: partial(first).and_then(PartialDate::first_day),
                end: partial(last).and_then(PartialDate::last_day),
            },
        }
    }
}
