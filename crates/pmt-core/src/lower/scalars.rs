//! Names, counts, dates and prose.

use pmt_syntax::ast::{self, PeriodEnd, Value};
use pmt_syntax::{Cooked, Kind, Origin, PartialDate, Span, parse_date, parse_number};
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

use super::Lowerer;
use super::fields::{Fields, label};
use crate::edition::Key;
use crate::model::{At, MonthDay, Piece, Prose, Reference, TimeValue, Times, Timespan};
use crate::rules::language::KEY04;

impl<'t> Lowerer<'t> {
    pub(super) fn wrong_type(&mut self, value: Value<'t>, key: &str, zh: &str, en: &str) {
        if self.broken.touches(value.span()) {
            return;
        }
        let said = |words: &str| {
            (format!("“{key}”要写{zh}，这里是“{words}”"), format!("“{key}” takes {en}, not “{words}”"))
        };
        let (own_zh, own_en) = said(value.node().text());
        let finding = self.finding(&KEY04, value.span(), own_zh, own_en);
        self.findings.push(match value {
            // Quotes are the language's, not the form's.
            Value::Name(name) => {
                let (zh, en) = said(&name.text());
                finding.say_on_paper(zh, en)
            }
            _ => finding,
        });
    }

    /// The single name of an item: a word, a string or a title, or anything else taken as written with a finding.
    pub(super) fn name(&mut self, fields: &Fields<'t>, key: Key) -> Option<At<String>> {
        let item = fields.get(key)?;
        match item.values().next() {
            Some(value) => self.name_of(value, label(key)),
            None => meant_value(item).map(|name| At::new(name.text().into_owned(), name.span())),
        }
    }

    pub(super) fn name_of(&mut self, value: Value<'t>, key: &str) -> Option<At<String>> {
        if let Value::Name(name) = value {
            return Some(At::new(name.text().into_owned(), value.span()));
        }
        self.wrong_type(
            value,
            key,
            "文字（以数字开头的加引号）",
            "words (quoted if they begin with a digit)",
        );
        None
    }

    pub(super) fn names(&mut self, fields: &Fields<'t>, key: Key) -> Vec<At<String>> {
        let Some(item) = fields.get(key) else { return Vec::new() };
        item.values().filter_map(|value| self.name_of(value, label(key))).collect()
    }

    pub(super) fn item_name(item: ast::Item<'t>) -> At<String> {
        item.key().map_or_else(
            || At::new(String::new(), item.head_span()),
            |name| At::new(name.text().into_owned(), name.span()),
        )
    }

    pub(super) fn label_name(item: ast::Item<'t>) -> At<String> {
        let name = item.label().and_then(ast::Label::string);
        name.map_or_else(
            || At::new(String::new(), item.head_span()),
            |name| At::new(name.text().into_owned(), name.span()),
        )
    }

    pub(super) fn count(&mut self, fields: &Fields<'t>, key: Key) -> Option<At<u32>> {
        let value = fields.get(key)?.values().next()?;
        // A unit of counting says the same as none.
        let number = Self::plain_number(value, &["", "个", "家", "项"]);
        let count = number.filter(|n| n.fract().is_zero()).and_then(|n| n.to_u32());
        if count.is_none() {
            self.wrong_type(value, label(key), "个数，如 4", "a whole number such as 4");
        }
        count.map(|count| At::new(count, value.span()))
    }

    pub(super) fn weight(&mut self, fields: &Fields<'t>, key: Key) -> Option<At<Decimal>> {
        let value = fields.get(key)?.values().next()?;
        let number = Self::plain_number(value, &["", "%", "％", "分"]);
        if number.is_none() {
            self.wrong_type(value, label(key), "分值，如 10", "points such as 10");
        }
        number.map(|number| At::new(number, value.span()))
    }

    fn plain_number(value: Value<'t>, units: &[&str]) -> Option<Decimal> {
        let Value::Quantity(quantity) = value else { return None };
        let unit = quantity.unit().unwrap_or_default();
        units.contains(&unit).then(|| quantity.number())?.and_then(Result::ok)
    }

    pub(super) fn timespan(&mut self, fields: &Fields<'t>, key: Key) -> Option<At<Timespan>> {
        let value = fields.get(key)?.values().next()?;
        let span = match value {
            Value::Period(period) => timespan_of(period),
            Value::Date(_) => {
                value.date().map(|date| Timespan { start: date.first_day(), end: date.last_day() })
            }
            _ => None,
        };
        // Published forms have words for the goal's period (`长期`); months of the declaration's year are read apart.
        let other = match (key, value) {
            (Key::GoalPeriod, Value::Name(_)) => true,
            (Key::Period, _) => time_in_year(value).is_some(),
            _ => false,
        };
        if span.is_none() && !other {
            self.wrong_type(
                value,
                label(key),
                "起止日期，如 2022-01-01 至 2022-12-31",
                "two dates such as 2022-01-01 至 2022-12-31",
            );
        }
        span.map(|span| At::new(span, value.span()))
    }

    /// 实施周期 where it names no year.
    pub(super) fn period_in_year(fields: &Fields<'t>) -> Option<At<TimeValue>> {
        let value = fields.get(Key::Period)?.values().next()?;
        time_in_year(value).map(|time| At::new(time, value.span()))
    }

    pub(super) fn times(&mut self, fields: &Fields<'t>, key: Key) -> Option<Times> {
        let item = fields.get(key)?;
        let mut times = Times { values: Vec::new(), span: item.values_span()? };
        for value in item.values() {
            let time = match value {
                Value::Date(_) => value.date().map(TimeValue::Date),
                Value::Period(period) => timespan_of(period).map(TimeValue::Span),
                other => time_in_year(other),
            };
            match time {
                Some(time) => times.values.push(At::new(time, value.span())),
                None => {
                    self.wrong_type(value, label(key), "日期、月份或起止日期", "dates, months or two dates");
                }
            }
        }
        Some(times)
    }

    /// The text of an item, or its one-line value as a text.
    pub(super) fn prose(&mut self, fields: &Fields<'t>, key: Key) -> Option<Prose> {
        let item = fields.get(key)?;
        self.prose_of(item, Some(key))
    }

    pub(super) fn prose_of(&mut self, item: ast::Item<'t>, key: Option<Key>) -> Option<Prose> {
        let key_span = item.key().map_or(item.head_span(), ast::Name::span);
        if let Some(text) = item.text() {
            return Some(Self::text_prose(text, key, key_span));
        }
        let values: Vec<_> = item.values().collect();
        let [value] = values.as_slice() else {
            return match meant_value(item) {
                Some(name) => Some(plain_prose(&name, key, key_span)),
                None if values.is_empty() => None,
                None => Some(self.listed_prose(item, key, key_span)),
            };
        };
        let Value::Name(name) = value else {
            let key = item.key().map(|name| name.text().into_owned()).unwrap_or_default();
            self.wrong_type(*value, &key, "文字", "words");
            return None;
        };
        Some(plain_prose(name, key, key_span))
    }

    /// Several short values (`资金类型: 财政资金, 其他资金`) as the author wrote them.
    fn listed_prose(&self, item: ast::Item<'t>, key: Option<Key>, key_span: Span) -> Prose {
        let span = item.values_span().unwrap_or(key_span);
        let mut cooked = Cooked::default();
        cooked.push(span.text(self.tree.text()), span, Origin::Source);
        Prose { key, key_span, span, inner: span, pieces: vec![Piece::Text(cooked)] }
    }

    fn text_prose(text: ast::Text<'t>, key: Option<Key>, key_span: Span) -> Prose {
        let mut references = Vec::new();
        let whole = text.cook(|interpolation| {
            references.push(Reference {
                path: interpolation
                    .segments()
                    .map(|name| At::new(name.text().into_owned(), name.span()))
                    .collect(),
                span: interpolation.span(),
            });
            String::new()
        });
        let mut pieces = Vec::new();
        let mut rest = whole;
        for reference in references {
            let (before, after) = rest.split_at_reference(reference.span);
            if !before.text().is_empty() {
                pieces.push(Piece::Text(before));
            }
            pieces.push(Piece::Reference(reference));
            rest = after;
        }
        if !rest.text().is_empty() || pieces.is_empty() {
            pieces.push(Piece::Text(rest));
        }
        Prose { key, key_span, span: text.span(), inner: text.inner_span(), pieces }
    }
}

/// The string after a key whose colon is missing: an error of its own, but no doubt what is meant.
pub(super) fn meant_value(item: ast::Item<'_>) -> Option<ast::Name<'_>> {
    let has_value = item.values().next().is_some() || item.target().is_some();
    item.label().filter(|_| !has_value)?.string()
}

/// A one-line name as prose; positions inside are right unless it holds escapes, which then count whole.
fn plain_prose(name: &ast::Name<'_>, key: Option<Key>, key_span: Span) -> Prose {
    let span = name.span();
    let text = name.text();
    let mut cooked = Cooked::default();
    let source = name.node().text();
    match source.find(text.as_ref()).and_then(|at| u32::try_from(at).ok()) {
        Some(at) => {
            let start = span.start.saturating_add(at);
            let end = start.saturating_add(u32::try_from(text.len()).unwrap_or(0));
            cooked.push(&text, Span::new(start, end), Origin::Source);
        }
        None => cooked.push(&text, span, Origin::Escape),
    }
    Prose { key, key_span, span, inner: span, pieces: vec![Piece::Text(cooked)] }
}

fn date_of(node: pmt_syntax::Node<'_>) -> Option<PartialDate> {
    (node.kind() == Kind::Date).then(|| parse_date(node.text())).flatten()
}

pub(super) fn timespan_of(period: ast::Period<'_>) -> Option<Timespan> {
    let start = match period.start() {
        Some(node) => Some(date_of(node)?),
        None => None,
    };
    let end = match period.end()? {
        PeriodEnd::Open => None,
        PeriodEnd::Date(node) => Some(date_of(node)?),
        PeriodEnd::Quantity(quantity) => {
            let start = start?;
            let date = month_day_of(quantity, start.month)?.in_year(start.year);
            date.last_day().is_some().then_some(Some(date))?
        }
    };
    Some(Timespan { start: start.and_then(PartialDate::first_day), end: end.and_then(PartialDate::last_day) })
}

/// Months or days that name no year.
fn time_in_year(value: Value<'_>) -> Option<TimeValue> {
    match value {
        Value::Quantity(quantity) => month_day_of(quantity, None).map(|at| TimeValue::WithinYear(at, at)),
        Value::Range(range) => days_of(range),
        _ => None,
    }
}

fn whole(number: Decimal, most: u8) -> Option<u8> {
    number.to_u8().filter(|n| (1..=most).contains(n) && number.fract().is_zero())
}

/// `3月`, `3月份`, `3月5日`, `3月5号`; and `5日` where the month is known from before.
fn month_day_of(quantity: ast::Quantity<'_>, month_before: Option<u8>) -> Option<MonthDay> {
    let number = quantity.number()?.ok()?;
    let unit = quantity.unit()?;
    if is_day_mark(unit) {
        return Some(MonthDay { month: month_before?, day: Some(whole(number, 31)?) });
    }
    let month = whole(number, 12)?;
    let rest = unit.strip_prefix('月')?;
    if matches!(rest, "" | "份") {
        return Some(MonthDay { month, day: None });
    }
    let digits = rest.trim_end_matches(['日', '号']);
    let is_day = rest.strip_prefix(digits).is_some_and(is_day_mark);
    let day = is_day.then(|| parse_number(digits).ok()).flatten().and_then(|day| whole(day, 31))?;
    // A leap year has the longest February.
    let at = MonthDay { month, day: Some(day) };
    at.in_year(2000).last_day().map(|_| at)
}

fn is_day_mark(unit: &str) -> bool {
    matches!(unit, "日" | "号")
}

fn days_of(range: ast::Range<'_>) -> Option<TimeValue> {
    let (first, last) = range.ends()?;
    let from = match first.unit() {
        // `3至5月`
        None => MonthDay { month: whole(first.number()?.ok()?, 12)?, day: None },
        Some(_) => month_day_of(first, None)?,
    };
    let to = month_day_of(last, Some(from.month))?;
    ((from.month, from.day.unwrap_or(1)) <= (to.month, to.day.unwrap_or(31)))
        .then_some(TimeValue::WithinYear(from, to))
}
