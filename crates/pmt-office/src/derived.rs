//! What a printed document says in words that the language has without saying: texts the printer derives. Where one
//! stands exactly as it would be printed, it is left unsaid, so that a document that was printed reads as its source did.

use pmt_core::edition::{Edition, Key, SECTION_SEVEN_TEXT};
use pmt_core::model::Timespan;
use pmt_syntax::parse_date;
use time::{Date, Month};

use crate::layout::{Field, Manner};
use crate::model::{Document, Project, Section};
use crate::print::words;

/// Leaves unsaid what follows from the rest.
pub(crate) fn drop_derived(document: &mut Document) {
    let edition = Edition::choose(document.region, document.year);
    let sentence = words::sentence(
        edition,
        document.year,
        &words::Facts {
            units: document.unit_count,
            projects: document.project_count.map(u64::from),
            budget: document.budget.clone(),
        },
    );
    // Its numbers have been read and stay.
    if let [only] = document.cover_note.as_slice()
        && only.text == sentence
    {
        document.cover_note.clear();
    }
    drop_of_projects(document);
}

/// Leaves unsaid what in a project follows from the rest of it.
pub(crate) fn drop_of_projects(document: &mut Document) {
    let edition = Edition::choose(document.region, document.year);
    for project in &mut document.projects {
        in_project(project, edition);
    }
}

fn in_project(project: &mut Project, edition: Edition) {
    let date = |field| project.text(field).and_then(day);
    let span = Timespan { start: date(Field::Start), end: date(Field::End) };
    if span.start.is_some() && span.end.is_some() {
        // Whole years say the same as the dates, however they are given.
        let is_whole = span.start.is_some_and(|start| start.ordinal() == 1)
            && span.end.is_some_and(|end| end.next_day().is_some_and(|next| next.ordinal() == 1));
        let years = words::goal_years(span).filter(|_| Manner::of(edition).goal_years && !is_whole);
        if project.goal_period.as_ref().is_some_and(|printed| Some(&printed.text) == years.as_ref()) {
            project.goal_period = None;
        }
    }
    let period = format!("{}。", words::span(span));
    let is_derived = |section: &Section| match (section.key, section.paragraphs.as_slice()) {
        (Key::Period, [only]) => only.text == period,
        (Key::Goals, [only]) => only.text == SECTION_SEVEN_TEXT,
        _ => false,
    };
    // A narrative that says nothing else is one because of these.
    let says_more = project.sections.iter().any(|section| {
        let is_of_form = matches!(section.key, Key::Period | Key::Goals);
        !is_of_form && (!section.paragraphs.is_empty() || !section.parts.is_empty())
    });
    if says_more {
        project.sections.retain(|section| !is_derived(section));
    }
}

fn day(text: &str) -> Option<Date> {
    let date = parse_date(text)?;
    let month = Month::try_from(date.month?).ok()?;
    Date::from_calendar_date(date.year, month, date.day?).ok()
}
