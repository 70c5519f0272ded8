//! Amounts, numbers and days as strings.

use pmt_syntax::PartialDate;
use rust_decimal::Decimal;
use schemars::JsonSchema;
use serde::{Serialize, Serializer};
use time::Date;

use crate::amount::Amount;

/// An amount of money in 元, with exactly two digits after the point.
#[derive(Clone, Debug, PartialEq, Eq, JsonSchema)]
#[schemars(with = "String", extend("pattern" = r"^-?[0-9]+\.[0-9]{2}$"))]
pub struct Money(Decimal);

impl From<Amount> for Money {
    fn from(amount: Amount) -> Self {
        Self::from(amount.yuan)
    }
}

impl From<Decimal> for Money {
    fn from(yuan: Decimal) -> Self {
        let mut yuan = yuan;
        yuan.rescale(2);
        Self(yuan)
    }
}

impl Serialize for Money {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(&self.0)
    }
}

/// An exact decimal number without grouping commas and without trailing zeros.
#[derive(Clone, Debug, PartialEq, Eq, JsonSchema)]
#[schemars(with = "String", extend("pattern" = r"^-?[0-9]+(\.[0-9]+)?$"))]
pub struct Number(Decimal);

impl From<Decimal> for Number {
    fn from(number: Decimal) -> Self {
        Self(number.normalize())
    }
}

impl std::fmt::Display for Number {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.fmt(f)
    }
}

impl Serialize for Number {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(&self.0)
    }
}

/// A day, ISO 8601.
#[derive(Clone, Copy, Debug, PartialEq, Eq, JsonSchema)]
#[schemars(with = "String", extend("format" = "date"))]
pub struct Day(Date);

impl From<Date> for Day {
    fn from(date: Date) -> Self {
        Self(date)
    }
}

impl std::fmt::Display for Day {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{:04}-{:02}-{:02}", self.0.year(), u8::from(self.0.month()), self.0.day())
    }
}

impl Serialize for Day {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

/// A date as exact as it was written: `2022`, `2022-11` or `2022-11-30`.
pub(super) fn iso(date: PartialDate) -> String {
    let PartialDate { year, month, day } = date;
    match (month, day) {
        (Some(month), Some(day)) => format!("{year:04}-{month:02}-{day:02}"),
        (Some(month), None) => format!("{year:04}-{month:02}"),
        (None, _) => format!("{year:04}"),
    }
}
