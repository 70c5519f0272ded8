//! What a rule is given to look at and how it reports.

use pmt_syntax::Span;

use super::Rule;
use crate::config::Settings;
use crate::declaration::{Declaration, Resolved};
use crate::edition::{Edition, Key};
use crate::finding::{FileId, Finding, Site};
use crate::model::{Project, Prose};
use crate::prose::{Passage, Reader, Section};
use crate::text::Message;

/// How one run of a rule ended, besides its findings.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// It looked at what there was.
    Ran,
    /// There was nothing for it to look at.
    NotApplicable,
    /// It could not know, and says why.
    CouldNotRun(Message),
}

/// A project, and all that a rule on it may know of what is around it. What a rule finds follows from this alone, so
/// that it need not be run again while this is the same; a rule that has to see more is one on the declaration.
#[derive(Clone, Copy)]
pub struct ProjectCx<'a> {
    /// The project's file.
    pub file: FileId,
    /// The project as written.
    pub project: &'a Project,
    /// What it inherits and what its prose says, references expanded.
    pub resolved: &'a Resolved,
    /// What its declaration says of all of its projects.
    pub common: Common,
    /// The workspace's settings.
    pub settings: &'a Settings,
}

/// What a declaration says of all of its projects.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Common {
    /// The edition of the form.
    pub edition: Edition,
    /// The fiscal year.
    pub year: Option<i32>,
    /// Whether the cover may say whose they are in a way that cannot be read.
    pub cover_in_doubt: bool,
}

impl<'a> ProjectCx<'a> {
    /// Its texts in the form's order, references expanded, each scanned once however often it is asked for.
    pub fn passages(&self) -> impl Iterator<Item = Passage<'a>> {
        let cx = *self;
        cx.project.sections().filter_map(move |(section, prose)| cx.passage(section, prose))
    }

    /// The texts of some sections, in the form's order.
    pub fn passages_in(&self, wanted: impl Fn(Section) -> bool) -> impl Iterator<Item = Passage<'a>> {
        let cx = *self;
        let all = cx.project.sections().filter(move |(section, _)| wanted(*section));
        all.filter_map(move |(section, prose)| cx.passage(section, prose))
    }

    fn passage(&self, section: Section, prose: &'a Prose) -> Option<Passage<'a>> {
        let cooked = self.resolved.text(prose);
        let approximators = self.settings.words("approximators");
        let reader = Reader { year: self.year(), approximators };
        let scan = self.resolved.scans.of(self.project, prose, cooked.text(), &reader)?;
        Some(Passage { section, prose, cooked, scan })
    }

    /// The edition of the form.
    pub fn edition(&self) -> Edition {
        self.common.edition
    }

    /// The fiscal year.
    pub fn year(&self) -> Option<i32> {
        self.common.year
    }

    /// A key's label in the edition.
    pub fn label(&self, key: Key) -> &'static str {
        key.label(self.common.edition)
    }

    /// Whether its dates are known and lie in one calendar year.
    pub fn is_of_one_year(&self) -> bool {
        self.resolved.period.is_some_and(|period| period.value.is_within_a_year())
    }

    /// A place in the project's file.
    pub fn site(&self, span: Span) -> Site {
        Site { file: self.file, span }
    }
}

/// A declaration.
#[derive(Clone, Copy)]
pub struct DeclarationCx<'a> {
    /// The declaration.
    pub declaration: &'a Declaration<'a>,
    /// The workspace's settings.
    pub settings: &'a Settings,
}

/// Takes a rule's findings.
pub struct Report<'a> {
    rule: &'static Rule,
    findings: &'a mut Vec<Finding>,
}

impl<'a> Report<'a> {
    /// A report for one rule.
    pub fn new(rule: &'static Rule, findings: &'a mut Vec<Finding>) -> Self {
        Self { rule, findings }
    }

    /// A new finding of the rule, not yet reported.
    pub fn finding(&self, site: Site, zh: impl Into<String>, en: impl Into<String>) -> Finding {
        Finding::new(self.rule, site, Message::new(zh, en))
    }

    /// Reports a finding.
    pub fn push(&mut self, finding: Finding) {
        self.findings.push(finding);
    }
}
