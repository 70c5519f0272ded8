//! How values read on paper: dates, periods, amounts, the cover's sentence.

use pmt_core::amount::Amount;
use pmt_core::declaration::Declaration;
use pmt_core::edition::{Edition, Key, MoneyUnit, PrintedUnit};
use pmt_core::model::{TimeValue, Timespan};
use pmt_syntax::PartialDate;
use rust_decimal::Decimal;
use time::Date;

use super::table::Number;
use crate::layout::{Dates, Manner, UNKNOWN_TITLE};

/// The title of the form, and of the document after its year: the two must be one.
pub(super) fn form_title(edition: Edition) -> &'static str {
    edition.form().map_or(UNKNOWN_TITLE, |form| form.title)
}

/// The document's title.
pub(super) fn document_title(edition: Edition, year: Option<i32>) -> String {
    let title = form_title(edition);
    year.map_or_else(|| title.to_owned(), |year| format!("{year}年{title}"))
}

/// What the declaration comes to, as far as it is known: units, projects, money.
pub(super) fn cover_sentence(declaration: &Declaration<'_>) -> Option<String> {
    let (_, cover) = declaration.cover?;
    let facts = Facts {
        units: cover.unit_count.map(|count| count.value),
        projects: declaration.project_count().map(u64::from),
        budget: declaration.budget().map(|budget| budget.prose()),
    };
    Some(sentence(declaration.edition, declaration.year, &facts))
}

/// What a declaration comes to.
#[derive(Debug, Default)]
pub(crate) struct Facts {
    pub(crate) units: Option<u32>,
    pub(crate) projects: Option<u64>,
    pub(crate) budget: Option<String>,
}

/// The cover's sentence that says so.
pub(crate) fn sentence(edition: Edition, year: Option<i32>, facts: &Facts) -> String {
    let label = |key: Key| key.label(edition);
    let goals = label(Key::Goals);
    let project = label(Key::Project);
    let units = facts.units.map(|count| format!("{count}个{}", label(Key::UnitCount).trim_end_matches('数')));
    let year = year.map(|year| format!("{year}年度")).unwrap_or_default();
    let mut sentence = format!("本部门{}编报{year}{project}{goals}", units.unwrap_or_default());
    if let Some(count) = facts.projects {
        put!(sentence, "，编报的{project}{count}个");
    }
    if let Some(budget) = &facts.budget {
        put!(sentence, "，涉及{project}{}{}", label(Key::Budget), budget);
    }
    sentence.push('。');
    sentence
}

/// A name on one line.
pub(super) fn one_line(text: &str) -> String {
    text.split(['\n', '\r']).map(str::trim).collect::<Vec<_>>().join(" ")
}

/// A date of the form.
pub(super) fn form_date(date: Date, dates: Dates) -> String {
    let (year, month, day) = (date.year(), u8::from(date.month()), date.day());
    match dates {
        Dates::Dashed => format!("{year}-{month:02}-{day:02}"),
        Dates::Slashed => format!("{year}/{month}/{day}"),
    }
}

/// The years of a goal, as they stand in brackets after its label.
pub(crate) fn goal_years(span: Timespan) -> Option<String> {
    match (span.start, span.end) {
        (Some(start), Some(end)) => Some(format!("（{}年-{}年）", start.year(), end.year())),
        _ => None,
    }
}

/// Time as prose has it: whole months without their days.
pub(super) fn time(value: TimeValue, year: Option<i32>) -> String {
    match value {
        TimeValue::Date(date) => partial(date),
        TimeValue::WithinYear(..) | TimeValue::Span(_) => span(value.days(year)),
    }
}

fn partial(date: PartialDate) -> String {
    match (date.month, date.day) {
        (Some(month), Some(day)) => format!("{}年{month}月{day}日", date.year),
        (Some(month), None) => format!("{}年{month}月", date.year),
        _ => format!("{}年", date.year),
    }
}

/// A span of time as prose has it.
pub(crate) fn span(span: Timespan) -> String {
    let whole_months = span.start.is_none_or(|start| start.day() == 1)
        && span.end.is_none_or(|end| end.next_day().is_none_or(|next| next.day() == 1));
    let say = |date: Date| {
        let month = format!("{}年{}月", date.year(), u8::from(date.month()));
        if whole_months { month } else { format!("{month}{}日", date.day()) }
    };
    match (span.start, span.end) {
        (Some(start), Some(end)) if say(start) == say(end) => say(start),
        (Some(start), Some(end)) => format!("{}至{}", say(start), say(end)),
        (Some(start), None) => format!("{}起", say(start)),
        (None, Some(end)) => format!("{}止", say(end)),
        (None, None) => String::new(),
    }
}

/// The unit of the form's amounts.
pub(super) fn form_unit(edition: Edition) -> &'static MoneyUnit {
    match edition.form().map(|form| form.unit) {
        Some(PrintedUnit::TenThousandYuan) => MoneyUnit::ten_thousand(),
        Some(PrintedUnit::Yuan) | None => MoneyUnit::yuan(),
    }
}

/// An amount of the form, exact: in its unit, with as many digits as its author wrote in that unit, as the edition
/// prints at least, or as it takes.
pub(super) fn form_amount(amount: &Amount, unit: &MoneyUnit, manner: &Manner) -> (String, Number) {
    let value = amount.yuan.checked_div(Decimal::from(unit.yuan)).unwrap_or(amount.yuan).normalize();
    let written = amount.written_scale.filter(|_| amount.unit == unit).unwrap_or(0);
    let needed = match value.scale() {
        1 => 2,
        scale => scale,
    };
    let decimals = if value.is_zero() { 0 } else { needed.max(written).max(manner.decimals) };
    let number = Number { value, decimals, grouped: manner.grouped };
    (digits(number), number)
}

fn digits(number: Number) -> String {
    let mut value = number.value;
    value.rescale(number.decimals);
    let text = value.abs().to_string();
    let (integer, fraction) = text.split_once('.').unwrap_or((&text, ""));
    let mut out = String::new();
    if value.is_sign_negative() && !value.is_zero() {
        out.push('-');
    }
    for (index, digit) in integer.chars().enumerate() {
        if number.grouped && index > 0 && integer.len().saturating_sub(index) % 3 == 0 {
            out.push(',');
        }
        out.push(digit);
    }
    if !fraction.is_empty() {
        out.push('.');
        out.push_str(fraction);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use pmt_syntax::Span;

    fn amount(number: &str, unit: &str) -> Amount {
        let unit = MoneyUnit::parse(unit).unwrap();
        let number = Decimal::from_str_exact(number).unwrap();
        let yuan = number.checked_mul(Decimal::from(unit.yuan)).unwrap();
        Amount { yuan, unit, written_scale: Some(number.scale()), span: Span::default() }
    }

    #[test]
    fn amounts_are_exact_in_the_unit_of_the_edition() {
        let print = |amount: Amount, edition| form_amount(&amount, form_unit(edition), Manner::of(edition)).0;
        assert_eq!(print(amount("102", "万元"), Edition::Shanghai2022), "1020000");
        assert_eq!(print(amount("320000.00", "元"), Edition::Shanghai2022), "320000.00", "as written");
        assert_eq!(print(amount("0.5", "元"), Edition::Shanghai2022), "0.50");
        assert_eq!(print(amount("22614.51", "万元"), Edition::Shanghai2026), "226,145,100.00");
        assert_eq!(print(amount("0", "元"), Edition::Shanghai2026), "0");
        assert_eq!(print(amount("1234567.89", "元"), Edition::Central2021), "123.456789");
        assert_eq!(print(amount("-102", "万元"), Edition::Central2021), "-102.00");
    }

    #[test]
    fn whole_months_need_no_days() {
        let date = |year, month, day| {
            Date::from_calendar_date(year, time::Month::try_from(month).unwrap(), day).ok()
        };
        let whole = Timespan { start: date(2022, 1, 1), end: date(2022, 12, 31) };
        assert_eq!(span(whole), "2022年1月至2022年12月");
        let part = Timespan { start: date(2022, 1, 5), end: date(2022, 12, 31) };
        assert_eq!(span(part), "2022年1月5日至2022年12月31日");
        let month = Timespan { start: date(2022, 3, 1), end: date(2022, 3, 31) };
        assert_eq!(span(month), "2022年3月");
        assert_eq!(goal_years(whole).as_deref(), Some("（2022年-2022年）"));
    }
}
