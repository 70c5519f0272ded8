//! Findings for reading: the message, the source with every place it speaks of, and what to do.

mod document;

use std::collections::BTreeSet;

use codespan_reporting::diagnostic::{Diagnostic, Label, LabelStyle};
use pmt_core::finding::{FileId, Finding, Fix};
use pmt_core::text::{Lang, Words};
use pmt_syntax::{LineIndex, Span};
use rayon::prelude::*;

use super::columns::Columns;
use super::snippet::Snippets;
use super::{Outcome, View, paint, weight};
use crate::input::Session;

/// Every finding of an outcome.
pub fn render(outcome: &Outcome<'_>, view: View) -> Vec<u8> {
    let rendered: Vec<Vec<u8>> = outcome
        .by_file()
        .par_iter()
        .map(|(session, findings)| {
            let mut columns = Columns::default();
            let one = |finding: &Finding| {
                if session.place_without_line(finding.site).is_some() {
                    document::one(finding, session, view)
                } else {
                    one(finding, session, &mut columns, view)
                }
            };
            findings.iter().flat_map(one).collect()
        })
        .collect();
    rendered.concat()
}

fn one(finding: &Finding, session: &Session, columns: &mut Columns, view: View) -> Vec<u8> {
    let places: Vec<Spoken<'_>> =
        std::iter::once((finding.site.file, finding.site.span, LabelStyle::Primary, ""))
            .chain(finding.related.iter().map(|related| {
                (related.site.file, related.site.span, LabelStyle::Secondary, related.message.get(view.lang))
            }))
            .collect();
    let mut snippets = Snippets::new(view);
    let mut labels = Vec::with_capacity(places.len());
    let mut seen = BTreeSet::new();
    for (file, ..) in &places {
        if !seen.insert(*file) {
            continue;
        }
        let Some((text, index)) = session.source(*file) else { continue };
        let here: Vec<_> = places.iter().filter(|(other, ..)| other == file).collect();
        let spans: Vec<Span> = here.iter().map(|(_, span, ..)| *span).collect();
        let mut others = Columns::default();
        let columns = if *file == finding.site.file { &mut *columns } else { &mut others };
        let ranges = snippets.add(session.shown(*file), text, index, columns, &spans);
        for (place, (number, range)) in here.iter().zip(ranges) {
            let (_, _, style, message) = place;
            let message = if is_repeated(place, &here, index) { "" } else { message };
            labels.push(Label::new(*style, number, range).with_message(paint::clean(message)));
        }
    }
    let diagnostic = Diagnostic::new(weight(finding.severity))
        .with_code(finding.rule.code)
        .with_message(paint::clean(finding.message.get(view.lang)))
        .with_labels(labels)
        .with_notes(notes(finding, view.lang));
    paint::emit(view, &snippets, &diagnostic)
}

/// A place that a finding speaks of, with what is said of it.
type Spoken<'a> = (FileId, Span, LabelStyle, &'a str);

/// Whether the same is said of a later place in the same line: there it is said for both.
fn is_repeated(place: &Spoken<'_>, all: &[&Spoken<'_>], index: &LineIndex) -> bool {
    let (_, span, style, message) = place;
    let line = index.line(span.start);
    let later = |(_, other, ..): &&&Spoken<'_>| other.start > span.start && index.line(other.start) == line;
    all.iter().filter(later).any(|(_, _, other, said)| other == style && said == message)
}

fn notes(finding: &Finding, lang: Lang) -> Vec<String> {
    let advice = finding.advice.iter().map(|advice| advice.get(lang).to_owned());
    let notes = advice.chain(finding.fixes.iter().map(|fix| fix_note(fix, lang)));
    notes.map(|note| paint::clean(&note).into_owned()).collect()
}

fn fix_note(fix: &Fix, lang: Lang) -> String {
    let kind = if fix.safe {
        Words { zh: "改法", en: "fix" }
    } else {
        Words { zh: "可能的改法", en: "possible fix" }
    };
    format!("{}{}{}", kind.get(lang), paint::colon(lang), fix.title.get(lang))
}
