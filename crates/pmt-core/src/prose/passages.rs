//! The prose of a project, each text with where it stands in the form and what was found in it.

use std::borrow::Cow;
use std::sync::OnceLock;

use pmt_syntax::{Cooked, Span};

use super::sentence::trim;
use super::{Reader, Scan};
use crate::model::{Project, Prose, Section};

/// A text, scanned.
#[derive(Clone, Debug)]
pub struct Passage<'a> {
    /// Where it stands.
    pub section: Section,
    /// As written.
    pub prose: &'a Prose,
    /// References expanded, with the way back to the source.
    pub cooked: Cow<'a, Cooked>,
    /// What was found in it.
    pub scan: &'a Scan,
}

impl Passage<'_> {
    /// The text.
    pub fn text(&self) -> &str {
        self.cooked.text()
    }

    /// The words of a range of the text.
    pub fn words(&self, range: &std::ops::Range<usize>) -> &str {
        self.text().get(range.clone()).unwrap_or_default()
    }

    /// Where a range of the text stands in the source.
    pub fn span(&self, range: &std::ops::Range<usize>) -> Span {
        self.cooked.source_span(range.clone())
    }

    /// The source of the text without the blanks around it.
    pub fn whole(&self) -> Span {
        self.span(&trim(self.text(), 0..self.text().len()))
    }
}

/// The scans of a project's texts, each made when it is first asked for and kept.
#[derive(Clone, Debug, Default)]
pub struct Scans {
    by_start: OnceLock<Vec<(u32, OnceLock<Scan>)>>,
}

impl Scans {
    /// The scan of one text of the project.
    pub(crate) fn of(
        &self,
        project: &Project,
        prose: &Prose,
        text: &str,
        reader: &Reader<'_>,
    ) -> Option<&Scan> {
        let all = self.by_start.get_or_init(|| {
            let mut starts: Vec<u32> = project.sections().map(|(_, prose)| prose.span.start).collect();
            starts.sort_unstable();
            starts.dedup();
            starts.into_iter().map(|start| (start, OnceLock::new())).collect()
        });
        let index = all.binary_search_by_key(&prose.span.start, |(start, _)| *start).ok()?;
        all.get(index).map(|(_, scan)| scan.get_or_init(|| reader.scan(text)))
    }
}
