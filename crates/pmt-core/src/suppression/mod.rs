//! Comments that silence a rule: `// pmt: 允许 CODE reason`, on the line before an item or at the end of its first line,
//! for that whole item.
//!
//! This module must never decide whether something is a finding, only which findings an author has answered.

mod add;
mod read;
mod silence;

use pmt_syntax::Span;

use crate::finding::{Finding, Site};
use crate::rules::Rule;

pub use add::{Added, above, add};
pub(crate) use read::read;
pub(crate) use silence::Silencer;

/// What such a comment begins with, after `//`.
pub const MARK: &str = "pmt";
/// The word that silences.
const ALLOW: &str = "允许";

/// A comment that silences rules.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Suppression {
    /// The comment.
    pub span: Span,
    /// The rules it names, in its own order.
    pub rules: Vec<Named>,
    /// Why; `None` if it does not say.
    pub reason: Option<String>,
    /// The item it is for; `None` if it stands at none.
    pub item: Option<Span>,
}

/// A rule as a comment names it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Named {
    /// The code or name.
    pub span: Span,
    /// The rule, if there is one.
    pub rule: Option<&'static Rule>,
}

/// A finding that its author has answered.
#[derive(Clone, Debug)]
pub struct Silenced {
    /// The finding.
    pub finding: Finding,
    /// The reason given.
    pub reason: String,
    /// The comment that answers it.
    pub comment: Site,
}

/// Whether a comment can silence a rule: the language's own errors cannot be, nor what is said of such comments.
pub fn can_silence(rule: &Rule) -> bool {
    !rule.is_language()
        && !crate::rules::language::SUP_RULES.contains(&rule)
        && !crate::rules::document::RULES.contains(&rule)
}

/// The comment that silences rules, as it is written.
pub fn comment(codes: &[&str], reason: &str) -> String {
    format!("// {MARK}: {ALLOW} {} {reason}", codes.join(", "))
}
