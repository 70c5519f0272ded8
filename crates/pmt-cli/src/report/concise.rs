//! A finding per line: `path:line:column: severity[CODE] message`, line and column from 1, columns in characters.

use std::fmt::Write;

use pmt_core::finding::{FileId, Finding};
use rayon::prelude::*;

use super::columns::Columns;
use super::{Outcome, View, paint, weight};
use crate::input::Session;

/// Every finding of an outcome.
pub fn render(outcome: &Outcome<'_>, view: View) -> Vec<u8> {
    let rendered: Vec<String> =
        outcome.by_file().par_iter().map(|(session, findings)| file(session, findings, view)).collect();
    rendered.concat().into_bytes()
}

fn file(session: &Session, findings: &[Finding], view: View) -> String {
    let id = findings.first().map_or(FileId(0), |finding| finding.site.file);
    let Some((text, index)) = session.source(id) else { return String::new() };
    let name = session.shown(id);
    let mut columns = Columns::default();
    let mut out = String::new();
    for finding in findings {
        let place = session.place_without_line(finding.site);
        let at = place.map_or_else(
            || {
                let at = columns.find(text, index, finding.site.span.start);
                format!("{}:{}", at.line, at.col)
            },
            |place| place.message().get(view.lang).to_owned(),
        );
        let weight = weight(finding.severity);
        let head = format!("{}[{}]", paint::word(weight).get(view.lang), finding.rule.code);
        // Writing to a string does not fail.
        let _ = writeln!(
            out,
            "{name}:{at}: {} {}",
            paint::heavy(view, weight, &head),
            paint::clean(finding.message.get(view.lang))
        );
    }
    out
}
