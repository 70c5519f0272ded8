//! A finding per line: `path:line:column: severity[CODE] message`, line and column from 1, columns in characters.

use std::fmt::Write;

use pmt_core::finding::{FileId, Finding};
use pmt_syntax::LineIndex;
use rayon::prelude::*;

use super::columns::Columns;
use super::{Outcome, Part, View, paint, weight};

/// Every finding of an outcome.
pub fn render(outcome: &Outcome<'_>, view: View) -> Vec<u8> {
    outcome.parts.iter().flat_map(|part| render_part(part, view)).collect()
}

fn render_part(part: &Part<'_>, view: View) -> Vec<u8> {
    // Findings come in order of their files, so one index serves a whole run of them.
    let runs: Vec<&[Finding]> = part.findings.chunk_by(|a, b| a.site.file == b.site.file).collect();
    let rendered: Vec<String> = runs.par_iter().map(|run| file(part, run, view)).collect();
    rendered.concat().into_bytes()
}

fn file(part: &Part<'_>, findings: &[Finding], view: View) -> String {
    let id = findings.first().map_or(FileId(0), |finding| finding.site.file);
    let text = part.session.workspace.file(id).map_or("", |file| &file.text);
    let index = LineIndex::new(text);
    let name = part.session.shown(id);
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
            finding.message.get(view.lang)
        );
    }
    out
}
