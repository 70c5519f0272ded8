//! Dates, from the project's period and the declaration's year.

use pmt_core::edition::Key;
use pmt_core::model::Timespan;
use pmt_core::spot::Head;
use time::Date;
use tower_lsp::ls_types::CompletionItemKind;

use super::context::Cx;
use super::offer::Offer;
use super::snippet::Snippet;

/// Most months offered.
const MOST_MONTHS: usize = 36;

fn value(text: String) -> Offer {
    let insert = Snippet::of(text.clone());
    Offer::new(text, insert, CompletionItemKind::VALUE)
}

fn day(date: Date) -> String {
    format!("{:04}-{:02}-{:02}", date.year(), u8::from(date.month()), date.day())
}

/// The days of the project, or of the year.
pub fn span(cx: &Cx<'_>) -> (Option<Date>, Option<Date>) {
    let ours = cx
        .project
        .and_then(|project| project.period)
        .filter(|period| period.span.end < cx.offset || period.span.start > cx.offset);
    let whole = pmt_syntax::PartialDate { year: cx.year(), month: None, day: None };
    match ours.map(|period| period.value) {
        Some(Timespan { start: Some(start), end: Some(end) }) => (Some(start), Some(end)),
        _ => (whole.first_day(), whole.last_day()),
    }
}

/// A span of time.
pub fn periods(cx: &Cx<'_>, key: Option<Key>, head: &Head) -> Vec<Offer> {
    let (start, end) = span(cx);
    match head {
        Head::From(_) => end.map(|end| value(day(end))).into_iter().collect(),
        _ if key == Some(Key::Validity) => validities(start, end),
        _ => {
            let Some((start, end)) = start.zip(end) else { return Vec::new() };
            let whole = value(format!("{} 至 {}", day(start), day(end)));
            let next = |years: i32| {
                let last = pmt_syntax::PartialDate {
                    year: start.year().saturating_add(years),
                    month: None,
                    day: None,
                };
                last.last_day().map(|last| value(format!("{} 至 {}", day(start), day(last))))
            };
            std::iter::once(whole).chain(next(1)).chain(next(2)).collect()
        }
    }
}

/// How long a document counts: the dates of the project, open at the end first, since most documents name none.
fn validities(start: Option<Date>, end: Option<Date>) -> Vec<Offer> {
    let from = start.map(|start| value(format!("{} 起", day(start))));
    let both = start.zip(end).map(|(start, end)| value(format!("{} 至 {}", day(start), day(end))));
    let until = end.map(|end| value(format!("{} 止", day(end))));
    from.into_iter().chain(both).chain(until).collect()
}

/// Months and spans of months within the project's period.
pub fn times(cx: &Cx<'_>, head: &Head) -> Vec<Offer> {
    let months = months(cx);
    let Some((first, last)) = months.first().zip(months.last()) else { return Vec::new() };
    if let Head::From(from) = head {
        let later = months.iter().rev().filter(|month| month.as_str() > from.as_str());
        return later.map(|month| value(month.clone())).collect();
    }
    let whole = value(format!("{first} 至 {last}")).detail(cx.say("整个实施周期", "the whole period"));
    let quarters = months.chunks_exact(3).filter(|_| months.len().is_multiple_of(3) && months.len() <= 12);
    let quarters =
        quarters.filter_map(|quarter| Some(value(format!("{} 至 {}", quarter.first()?, quarter.last()?))));
    std::iter::once(whole).chain(months.iter().cloned().map(value)).chain(quarters).collect()
}

fn months(cx: &Cx<'_>) -> Vec<String> {
    let (Some(start), Some(end)) = span(cx) else { return Vec::new() };
    let mut all = Vec::new();
    let (mut year, mut month) = (start.year(), u8::from(start.month()));
    while (year, month) <= (end.year(), u8::from(end.month())) && all.len() < MOST_MONTHS {
        all.push(format!("{year:04}-{month:02}"));
        (year, month) =
            if month == 12 { (year.saturating_add(1), 1) } else { (year, month.saturating_add(1)) };
    }
    all
}

/// The last day of the project, and the ends of its months.
pub fn deadlines(cx: &Cx<'_>) -> Vec<Offer> {
    let (_, end) = span(cx);
    let last = end.map(|end| value(day(end)));
    let months = months(cx).into_iter().rev().map(value);
    last.into_iter().chain(months).collect()
}
