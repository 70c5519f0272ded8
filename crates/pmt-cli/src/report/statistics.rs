//! How many findings each rule has: the table of `--statistics`.

use std::fmt::Write;

use super::outcome::Count;
use super::{Outcome, View, paint, weight};
use pmt_core::text::Words;

const FIXABLE: Words = Words { zh: "可用 --fix 改", en: "by --fix" };

/// A line per rule and severity: those with the most findings first, then in the order of codes.
pub fn render(outcome: &Outcome<'_>, view: View) -> Vec<u8> {
    let mut counts = outcome.counts();
    counts.sort_by_key(|count| (std::cmp::Reverse(count.findings), count.rule.code, count.severity));
    let digits = counts.first().map_or(0, |most| most.findings.to_string().len());
    let mut out = String::new();
    for Count { rule, severity, findings, fixable } in counts {
        let weight = weight(severity);
        let head = format!("{}[{}]", paint::word(weight).get(view.lang), rule.code);
        // Words of English severities differ in length, codes by a digit at most.
        let fill = " ".repeat(width().saturating_sub(unicode_width::UnicodeWidthStr::width(head.as_str())));
        let head = paint::heavy(view, weight, &head);
        // Writing to a string does not fail.
        let _ = write!(out, "{findings:digits$}  {head}{fill}  {}", rule.name);
        if fixable > 0 {
            let _ = write!(out, "  ({fixable} {})", FIXABLE.get(view.lang));
        }
        out.push('\n');
    }
    out.into_bytes()
}

/// The width of the longest severity with a code.
fn width() -> usize {
    "warning[FND01]".len()
}
