//! What a check reports: one plain structure, rendered by codespan for people and mapped by the editors' server.

use pmt_syntax::{Edit, Span};
use serde::{Deserialize, Serialize};

use crate::model::{Distance, Move};
use crate::paper::{self, Paper};
use crate::rules::Rule;
use crate::text::Message;

/// The number of a file in the analysis at hand.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct FileId(pub u32);

/// A place in some file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Site {
    /// The file.
    pub file: FileId,
    /// The characters in it.
    pub span: Span,
}

/// How much a finding weighs.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, schemars::JsonSchema,
)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// A judgement the author may answer.
    Hint,
    /// Almost always wrong.
    Warning,
    /// Certain: the declaration would be sent back.
    Error,
}

/// A second place that a finding speaks of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Related {
    /// Where.
    pub site: Site,
    /// What stands there.
    pub message: Message,
}

/// A change that answers a finding.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fix {
    /// What it does.
    pub title: Message,
    /// Whether it keeps the meaning: such fixes are applied unasked, others only offered.
    pub safe: bool,
    /// The replacements, all in one file, in order and without overlap.
    pub edits: Vec<Edit>,
    /// The file they are for.
    pub file: FileId,
}

/// One finding.
#[derive(Clone, Debug)]
pub struct Finding {
    /// The rule that speaks.
    pub rule: &'static Rule,
    /// Its weight here.
    pub severity: Severity,
    /// The words it is about.
    pub site: Site,
    /// What is wrong.
    pub message: Message,
    /// What to do about it.
    pub advice: Option<Message>,
    /// The other places it speaks of.
    pub related: Vec<Related>,
    /// Changes that would answer it, the best first.
    pub fixes: Vec<Fix>,
    /// What of it is said otherwise of a printed document; mostly nothing.
    pub paper: Paper,
}

impl Finding {
    /// A finding with the rule's own severity.
    pub fn new(rule: &'static Rule, site: Site, message: Message) -> Self {
        Self {
            rule,
            severity: rule.severity,
            site,
            message,
            advice: None,
            related: Vec::new(),
            fixes: Vec::new(),
            paper: Paper::default(),
        }
    }

    /// With advice.
    #[must_use]
    pub fn advise(mut self, zh: impl Into<String>, en: impl Into<String>) -> Self {
        self.advice = Some(Message::new(zh, en));
        self
    }

    /// With advice for who writes the language. Of a printed document none is given, or
    /// [that for paper](Self::advise_on_paper).
    #[must_use]
    pub fn advise_in_pmt(mut self, zh: impl Into<String>, en: impl Into<String>) -> Self {
        self.paper = self.paper.unadvised();
        self.advise(zh, en)
    }

    /// With other advice for who has the printed document alone.
    #[must_use]
    pub fn advise_on_paper(mut self, zh: impl Into<String>, en: impl Into<String>) -> Self {
        self.paper = self.paper.advise(Message::new(zh, en));
        self
    }

    /// With another message for who has the printed document alone.
    #[must_use]
    pub fn say_on_paper(mut self, zh: impl Into<String>, en: impl Into<String>) -> Self {
        self.paper = self.paper.say(Message::new(zh, en));
        self
    }

    /// Not said of a printed document.
    #[must_use]
    pub fn not_on_paper(mut self) -> Self {
        self.paper = self.paper.silenced();
        self
    }

    /// The finding as it is said of a printed document; `None` if nothing is. Fixes change texts that its reader does
    /// not have, and are left out.
    pub fn on_paper(self) -> Option<Self> {
        let Self { rule, severity, site, message, advice, related, paper, .. } = self;
        if !rule.speaks_of_paper() {
            return None;
        }
        let (message, advice) = paper.words(message, advice)?;
        let related = related
            .into_iter()
            .map(|related| Related { message: paper::printed(related.message), ..related })
            .collect();
        Some(Self { severity, advice, related, ..Self::new(rule, site, message) })
    }

    /// With a second place.
    #[must_use]
    pub fn relate(mut self, site: Site, zh: impl Into<String>, en: impl Into<String>) -> Self {
        self.related.push(Related { site, message: Message::new(zh, en) });
        self
    }

    /// With a fix in the finding's own file.
    #[must_use]
    pub fn fix(mut self, safe: bool, edits: Vec<Edit>, zh: impl Into<String>, en: impl Into<String>) -> Self {
        self.fixes.push(Fix { title: Message::new(zh, en), safe, edits, file: self.site.file });
        self
    }

    /// Each place that it names.
    pub(crate) fn sites(&self) -> impl Iterator<Item = (FileId, Span)> {
        let related = self.related.iter().map(|related| related.site);
        let fixes = self.fixes.iter().flat_map(|fix| fix.edits.iter().map(|edit| (fix.file, edit.span)));
        std::iter::once(self.site).chain(related).map(|site| (site.file, site.span)).chain(fixes)
    }

    /// The same to be changed.
    fn sites_mut(&mut self) -> impl Iterator<Item = (FileId, &mut Span)> {
        let Self { rule: _, severity: _, site, message: _, advice: _, related, fixes, paper: _ } = self;
        let related = related.iter_mut().map(|related| (related.site.file, &mut related.site.span));
        let fixes = fixes.iter_mut().flat_map(|fix| {
            let Fix { title: _, safe: _, edits, file } = fix;
            edits.iter_mut().map(|edit| (*file, &mut edit.span))
        });
        std::iter::once((site.file, &mut site.span)).chain(related).chain(fixes)
    }

    /// The same of content that has been moved in its file.
    pub(crate) fn moved(&self, by: Distance) -> Self {
        let mut finding = self.clone();
        if !by.is_none() {
            finding.sites_mut().for_each(|(_, span)| span.move_by(by));
        }
        finding
    }

    /// The order in which findings are listed: by file and place, then by code.
    pub fn order(&self) -> (Site, &'static str) {
        (self.site, self.rule.code)
    }
}
