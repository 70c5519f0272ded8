//! A finding per line: `path:line:column: severity[CODE] message`, line and column from 1, columns in characters.

use std::fmt::Write;

use pmt_core::finding::{FileId, Finding};
use pmt_syntax::LineIndex;
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
    let text = session.workspace.file(id).map_or("", |file| &file.text);
    let index = LineIndex::new(text);
    let name = session.shown(id);
    let mut columns = Columns::default();
    let mut out = String::new();
    for finding in findings {
        let at = columns.find(text, &index, finding.site.span.start);
        let weight = weight(finding.severity);
        let head = format!("{}[{}]", paint::word(weight).get(view.lang), finding.rule.code);
        // Writing to a string does not fail.
        let _ = writeln!(
            out,
            "{name}:{}:{}: {} {}",
            at.line,
            at.col,
            paint::heavy(view, weight, &head),
            paint::clean(finding.message.get(view.lang))
        );
    }
    out
}
