//! What a check found, as it is shown. A format is a function of an [`Outcome`]; a new one is a module and an arm of
//! [`Format`].

mod columns;
mod concise;
mod human;
pub mod import;
mod paint;
mod snippet;
mod summary;

use std::ops::Range;

use codespan_reporting::diagnostic::{Diagnostic, Label, Severity as Weight};
use pmt_core::finding::{Finding, Severity};
use pmt_core::text::{Lang, Message};
use pmt_core::workspace::RuleReport;

use crate::input::Session;
pub use paint::Tone;
pub use summary::Gate;

/// How something is rendered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct View {
    /// The language.
    pub lang: Lang,
    /// Whether with colours.
    pub color: bool,
    /// Whether lines are drawn with ASCII only.
    pub ascii: bool,
}

/// How findings are written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Format {
    /// With the source, for reading.
    #[default]
    Human,
    /// A finding per line.
    Concise,
}

impl Format {
    /// A format by its name on the command line.
    pub fn parse(name: Option<&str>) -> Self {
        match name {
            Some("concise") => Self::Concise,
            _ => Self::Human,
        }
    }

    /// An outcome in this format, closing line included.
    pub fn render(self, outcome: &Outcome<'_>, gate: Gate, view: View) -> Vec<u8> {
        let mut bytes = self.findings(outcome, view);
        bytes.extend(summary::render(outcome, gate, view));
        bytes
    }

    /// The findings alone.
    pub fn findings(self, outcome: &Outcome<'_>, view: View) -> Vec<u8> {
        match self {
            Self::Human => human::render(outcome, view),
            Self::Concise => concise::render(outcome, view),
        }
    }
}

/// What a check of everything that was read came to.
pub struct Outcome<'a> {
    parts: Vec<Part<'a>>,
    /// How many files could not be read.
    pub unread: usize,
}

/// What a check of one session came to.
pub struct Part<'a> {
    /// The session.
    pub session: &'a Session,
    /// What it reports, in order of file and place.
    pub findings: Vec<Finding>,
    /// How each rule fared.
    pub rules: Vec<RuleReport>,
}

impl<'a> Outcome<'a> {
    /// Of sessions; findings that concern no named file are left out.
    pub fn new(parts: Vec<Part<'a>>, unread: usize) -> Self {
        let parts = parts
            .into_iter()
            .map(|mut part| {
                part.findings.retain(|finding| part.session.concerns(finding));
                part
            })
            .collect();
        Self { parts, unread }
    }

    /// Of sessions, with all that was found.
    pub fn all(parts: Vec<Part<'a>>, unread: usize) -> Self {
        Self { parts, unread }
    }

    /// Every finding with its session.
    pub fn findings(&self) -> impl Iterator<Item = (&'a Session, &Finding)> {
        self.parts.iter().flat_map(|part| part.findings.iter().map(|finding| (part.session, finding)))
    }

    /// The findings of each file with its session, in the order of the files' names.
    pub fn by_file(&self) -> Vec<(&'a Session, &[Finding])> {
        let mut runs: Vec<(&'a Session, &[Finding])> = self
            .parts
            .iter()
            .flat_map(|part| {
                let runs = part.findings.chunk_by(|a, b| a.site.file == b.site.file);
                runs.map(|run| (part.session, run))
            })
            .collect();
        if self.parts.len() > 1 {
            // The folders of one session may lie between those of another.
            runs.sort_by_key(|(session, run)| run.first().map(|first| session.shown(first.site.file)));
        }
        runs
    }

    /// How many findings weigh this much.
    pub fn count(&self, severity: Severity) -> usize {
        self.findings().filter(|(_, finding)| finding.severity == severity).count()
    }

    /// How many files were named and how many read besides.
    pub fn files(&self) -> (usize, usize) {
        self.parts
            .iter()
            .map(|part| part.session.counts())
            .fold((0, 0), |(named, besides), (n, b)| (named.saturating_add(n), besides.saturating_add(b)))
    }

    /// Whether there is nothing to check in any of the files, and nothing to say of them.
    pub fn is_empty(&self) -> bool {
        self.findings().next().is_none()
            && self
                .parts
                .iter()
                .flat_map(|part| part.session.workspace.files())
                .all(|file| file.model.covers.is_empty() && file.model.projects.is_empty())
    }

    /// The rules that could not run somewhere, each with its reasons, each of these once.
    pub fn could_not_run(&self) -> Vec<(&'static str, Vec<&Message>)> {
        let mut all: Vec<(&'static str, Vec<&Message>)> = Vec::new();
        for rule in self.parts.iter().flat_map(|part| &part.rules) {
            if rule.could_not_run.is_empty() {
                continue;
            }
            let code = rule.rule.code;
            let place = all.iter().position(|(known, _)| *known == code).unwrap_or_else(|| {
                all.push((code, Vec::new()));
                all.len().saturating_sub(1)
            });
            if let Some((_, reasons)) = all.get_mut(place) {
                for why in &rule.could_not_run {
                    if !reasons.contains(&why) {
                        reasons.push(why);
                    }
                }
            }
        }
        all
    }
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
    let mut snippets = snippet::Snippets::new(view.ascii);
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
