//! Workflow commands of GitHub Actions, which become annotations of the changed files.
//! <https://docs.github.com/actions/reference/workflow-commands-for-github-actions>

use std::fmt::Write;
use std::path::Path;

use pmt_core::finding::{Finding, Severity};
use pmt_core::text::Lang;

use super::places::Places;
use super::{Outcome, below, paint};
use crate::input::Session;

/// The folder that annotations' paths are relative to.
const ROOT: &str = "GITHUB_WORKSPACE";

/// A command per finding.
pub fn render(outcome: &Outcome<'_>, lang: Lang) -> Vec<u8> {
    let root = below::root(ROOT);
    let mut out = String::new();
    for (session, findings) in outcome.by_file() {
        let mut places = Places::new(session);
        for finding in findings {
            let file = below::name(session, finding.site.file, root.as_deref().map(Path::new));
            one(&mut out, finding, (session, &file), &mut places, lang);
        }
    }
    out.into_bytes()
}

fn one(
    out: &mut String,
    finding: &Finding,
    (session, file): (&Session, &str),
    places: &mut Places<'_>,
    lang: Lang,
) {
    let level = match finding.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Hint => "notice",
    };
    let without_line = session.place_without_line(finding.site);
    // Writing to a string does not fail.
    let _ = write!(out, "::{level} file={}", property(file));
    if without_line.is_none() {
        let place = places.site(finding.site);
        let (start, end) = (place.start, place.end);
        let _ = write!(out, ",line={},endLine={}", start.line, end.line);
        if start.line == end.line {
            // Columns are for annotations of a single line.
            let _ = write!(out, ",col={},endColumn={}", start.col, end.col);
        }
    }
    let title = format!("{} {}", finding.rule.code, finding.rule.name);
    let mut message = finding.message.get(lang).to_owned();
    if let Some(place) = without_line {
        message = format!("{}{}{message}", place.message().get(lang), paint::colon(lang));
    }
    if let Some(advice) = &finding.advice {
        message.push('\n');
        message.push_str(advice.get(lang));
    }
    let _ = writeln!(out, ",title={}::{}", property(&title), data(&message));
}

/// Text after the `::`.
fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// The value of a property.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_ends_a_property_or_a_command_is_escaped() {
        assert_eq!(property("a,b:c%\r\n"), "a%2Cb%3Ac%25%0D%0A");
        assert_eq!(data("95%，一：二\n三"), "95%25，一：二%0A三");
    }
}
