//! The catalogue: one [`Rule`] each, one file each, one registry. `pmt explain`, the rules reference, the JSON Schema
//! of the configuration, SARIF metadata and editor hovers are made from it.
//!
//! A rule reads the typed model and the declaration around it; it must never read raw source or a file system.

pub mod basis;
mod context;
pub mod cross_reference;
pub mod document;
pub mod example;
pub mod exchange;
pub mod funds;
pub mod indicators;
pub mod language;
pub mod narrative;
pub mod page;
pub(crate) mod passages;
pub mod structure;
pub mod text;
pub mod values;

pub use context::{Common, DeclarationCx, Outcome, ProjectCx, Report};

use crate::finding::Severity;
use crate::text::Words;

/// The property of a declaration that a review examines. Source: 财预〔2015〕88号 names them as titles of the review.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Property {
    /// 完整性
    Completeness,
    /// 相关性
    Relevance,
    /// 适当性
    Adequacy,
    /// 可行性
    Feasibility,
    /// 合规性
    Compliance,
}

impl Property {
    /// Its name.
    pub const fn name(self) -> Words {
        match self {
            Self::Completeness => Words { zh: "完整性", en: "completeness" },
            Self::Relevance => Words { zh: "相关性", en: "relevance" },
            Self::Adequacy => Words { zh: "适当性", en: "adequacy" },
            Self::Feasibility => Words { zh: "可行性", en: "feasibility" },
            Self::Compliance => Words { zh: "合规性", en: "compliance" },
        }
    }
}

/// Where a rule comes from. Titles only: no wording of a regulation is given that nobody here has read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Source {
    /// The language itself.
    Language,
    /// The printed form.
    Form,
    /// What reviewers object to.
    Practice,
    /// A document, by title.
    Document(&'static str),
}

/// How a rule is run.
#[derive(Clone, Copy)]
pub enum Check {
    /// Reported while a file is read; there is nothing to run.
    WhileReading,
    /// On each project, with what is said of all projects of its declaration.
    Project(fn(&ProjectCx<'_>, &mut Report<'_>) -> Outcome),
    /// On a declaration as a whole.
    Declaration(fn(&DeclarationCx<'_>, &mut Report<'_>) -> Outcome),
}

impl std::fmt::Debug for Check {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::WhileReading => "WhileReading",
            Self::Project(_) => "Project",
            Self::Declaration(_) => "Declaration",
        })
    }
}

/// One rule with everything there is to say about it.
#[derive(Debug)]
pub struct Rule {
    /// Its code, stable for ever.
    pub code: &'static str,
    /// Its readable name; reads well after “allow”.
    pub name: &'static str,
    /// Its severity unless configured otherwise.
    pub severity: Severity,
    /// The review property it serves; `None` for the language's own.
    pub property: Option<Property>,
    /// Where it comes from.
    pub source: Source,
    /// One line.
    pub summary: Words,
    /// Why it matters and how to satisfy it.
    pub explanation: Words,
    /// A declaration that gives this finding and no other, once [`example::complete`] has made it whole.
    pub bad: &'static str,
    /// The same, right: it gives none.
    pub good: &'static str,
    /// How it is run.
    pub check: Check,
}

impl PartialEq for Rule {
    fn eq(&self, other: &Self) -> bool {
        self.code == other.code
    }
}
impl Eq for Rule {}

impl Rule {
    /// Whether it is one of the language's own errors, which refuse every compilation, drafts included, and can be
    /// neither silenced nor changed. The language's warnings and hints are rules like any other.
    pub fn is_language(&self) -> bool {
        self.source == Source::Language && self.severity == Severity::Error
    }

    /// Whether it says anything of a printed document: how the language is written, what refers to what in it, what
    /// its comments allow and what systems exchange, no such document knows.
    pub fn speaks_of_paper(&self) -> bool {
        !language::of_text_alone().any(|rule| rule == self) && !exchange::RULES.contains(&self)
    }
}

/// Every rule, in the order of the catalogue.
pub fn all() -> impl Iterator<Item = &'static Rule> {
    language::RULES
        .iter()
        .copied()
        .chain(structure::RULES.iter().copied())
        .chain(funds::RULES.iter().copied())
        .chain(indicators::RULES.iter().copied())
        .chain(values::RULES.iter().copied())
        .chain(basis::RULES.iter().copied())
        .chain(narrative::RULES.iter().copied())
        .chain(cross_reference::RULES.iter().copied())
        .chain(text::RULES.iter().copied())
        .chain(exchange::RULES.iter().copied())
}

/// Every rule, those included that only a document can break, which come last.
pub fn everything() -> impl Iterator<Item = &'static Rule> {
    all().chain(document::RULES)
}

/// The rule with a code or a name.
pub fn find(code_or_name: &str) -> Option<&'static Rule> {
    everything().find(|rule| rule.code.eq_ignore_ascii_case(code_or_name) || rule.name == code_or_name)
}
