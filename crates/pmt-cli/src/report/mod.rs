//! What a check found, as it is shown. A format is a function of an [`Outcome`]; a new one is a module and an arm of
//! [`Format`].

mod below;
mod columns;
mod concise;
mod csv;
mod fingerprint;
mod github;
mod gitlab;
mod human;
pub mod import;
pub mod json;
mod junit;
mod outcome;
pub mod paint;
mod places;
mod sarif;
mod snippet;
mod statistics;
mod status;
mod summary;
pub mod table;
mod unread;

use std::ops::Range;

use codespan_reporting::diagnostic::{Diagnostic, Label, Severity as Weight};
use pmt_core::finding::Severity;
use pmt_core::text::Lang;

use crate::console::Console;
pub use human::render as findings;
pub use outcome::{Outcome, Part};
pub use paint::Tone;
pub use summary::Gate;
pub use unread::render as unread_parts;

/// How something is rendered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct View {
    /// The language.
    pub lang: Lang,
    /// Whether with colours.
    pub color: bool,
    /// Whether lines are drawn with ASCII only.
    pub ascii: bool,
    /// How many cells a line has, if it is a terminal's.
    pub width: Option<usize>,
}

/// How findings are written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Format {
    /// With the source, for reading.
    #[default]
    Human,
    /// A finding per line.
    Concise,
    /// One JSON document.
    Json,
    /// A JSON object per line.
    JsonLines,
    /// SARIF 2.1.0.
    Sarif,
    /// Workflow commands of GitHub Actions.
    Github,
    /// A Code Quality report of GitLab.
    Gitlab,
    /// JUnit's XML.
    Junit,
    /// A table with a row per finding.
    Csv,
}

impl Format {
    /// A format by its name on the command line.
    pub fn parse(name: Option<&str>) -> Self {
        match name {
            Some("concise") => Self::Concise,
            Some("json") => Self::Json,
            Some("jsonl") => Self::JsonLines,
            Some("sarif") => Self::Sarif,
            Some("github") => Self::Github,
            Some("gitlab") => Self::Gitlab,
            Some("junit") => Self::Junit,
            Some("csv") => Self::Csv,
            _ => Self::Human,
        }
    }

    /// Whether it is read by people; the others have their stream to themselves.
    pub fn is_for_people(self) -> bool {
        matches!(self, Self::Human | Self::Concise)
    }

    /// What is reported of an outcome: the result, and what goes beside it.
    pub fn report(self, outcome: &Outcome<'_>, gate: Gate, statistics: bool, console: &Console) -> Reported {
        if self.is_for_people() {
            let view = console.stdout_view();
            let mut result = if statistics {
                statistics::render(outcome, view)
            } else {
                self.findings(outcome, gate, view)
            };
            result.extend(summary::render(outcome, gate, view));
            return Reported { result, aside: Vec::new() };
        }
        let view = console.stderr_view();
        let mut aside = if statistics { statistics::render(outcome, view) } else { Vec::new() };
        aside.extend(summary::render(outcome, gate, view));
        Reported { result: self.findings(outcome, gate, view), aside }
    }

    /// The findings alone.
    pub fn findings(self, outcome: &Outcome<'_>, gate: Gate, view: View) -> Vec<u8> {
        match self {
            Self::Human => human::render(outcome, view),
            Self::Concise => concise::render(outcome, view),
            Self::Json => json::render(outcome, gate),
            Self::JsonLines => json::render_lines(outcome, gate),
            Self::Sarif => sarif::render(outcome, view.lang),
            Self::Github => github::render(outcome, view.lang),
            Self::Gitlab => gitlab::render(outcome, view.lang),
            Self::Junit => junit::render(outcome, view.lang),
            Self::Csv => csv::render(outcome, view.lang),
        }
    }
}

/// A report for both streams.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Reported {
    /// What was asked for.
    pub result: Vec<u8>,
    /// What is said of it.
    pub aside: Vec<u8>,
}

/// The findings and the closing line, with the source, for standard error.
pub fn render(outcome: &Outcome<'_>, gate: Gate, view: View) -> Vec<u8> {
    let mut bytes = human::render(outcome, view);
    bytes.extend(summary::render(outcome, gate, view));
    bytes
}

/// One line with what to do under it, for what has no place in a source.
pub fn line(view: View, tone: Tone, message: &str, advice: Option<&str>) -> Vec<u8> {
    let mut diagnostic = Diagnostic::new(tone.weight()).with_message(paint::clean(message));
    diagnostic.notes.extend(advice.map(str::to_owned));
    paint::emit(view, &snippet::Snippets::default(), &diagnostic)
}

/// A message with the place in a text that it is about.
pub fn excerpt(
    view: View,
    tone: Tone,
    message: &str,
    name: &str,
    text: &str,
    range: Range<usize>,
) -> Vec<u8> {
    let index = pmt_syntax::LineIndex::new(text);
    let mut snippets = snippet::Snippets::new(view);
    let span = pmt_syntax::Span::of(range);
    let placed = snippets.add(name, text, &index, &mut columns::Columns::default(), &[span]);
    let mut diagnostic = Diagnostic::new(tone.weight()).with_message(paint::clean(message));
    diagnostic.labels = placed.into_iter().map(|(file, range)| Label::primary(file, range)).collect();
    paint::emit(view, &snippets, &diagnostic)
}

/// The weight of a severity in the renderer's terms.
fn weight(severity: Severity) -> Weight {
    match severity {
        Severity::Error => Weight::Error,
        Severity::Warning => Weight::Warning,
        Severity::Hint => Weight::Note,
    }
}
