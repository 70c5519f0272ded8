//! What a check of everything that was read came to.

use std::collections::BTreeMap;

use pmt_core::finding::{FileId, Finding, Severity};
use pmt_core::rules::Rule;
use pmt_core::suppression::Silenced;
use pmt_core::text::Message;
use pmt_core::workspace::RuleReport;

use crate::input::Session;
use crate::select::Selection;

/// What a check of everything that was read came to.
pub struct Outcome<'a> {
    parts: Vec<Part<'a>>,
    /// How many files could not be read.
    pub unread: usize,
    /// The rules that were looked at.
    pub selection: Selection,
    /// How many fixes were applied before.
    pub fixed: usize,
    hidden: Vec<Hidden>,
    /// How many findings are silenced, listed or not, by their rules' codes.
    silenced: BTreeMap<&'static str, usize>,
}

/// What a check of one session came to.
pub struct Part<'a> {
    /// The session.
    pub session: &'a Session,
    /// What it reports, in order of file and place.
    pub findings: Vec<Finding>,
    /// What it would report if its author had not answered it, in the same order.
    pub silenced: Vec<Silenced>,
    /// How each rule fared.
    pub rules: Vec<RuleReport>,
}

/// What is listed of one file.
#[derive(Clone, Copy)]
pub struct OfFile<'o, 'a> {
    /// The session that read it.
    pub session: &'a Session,
    /// Its number there.
    pub file: FileId,
    /// Its findings, in order of place.
    pub findings: &'o [Finding],
    /// Those that are silenced, likewise.
    pub silenced: &'o [Silenced],
}

/// A finding that counts but is not listed.
struct Hidden {
    rule: &'static Rule,
    severity: Severity,
    is_fixable: bool,
}

/// The findings of one rule at one severity.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Count {
    /// The rule.
    pub rule: &'static Rule,
    /// Their severity.
    pub severity: Severity,
    /// How many there are.
    pub findings: usize,
    /// How many of them `--fix` would answer.
    pub fixable: usize,
}

/// How many findings of each rule are silenced.
fn count_silenced(parts: &[Part<'_>]) -> BTreeMap<&'static str, usize> {
    let mut counts: BTreeMap<&'static str, usize> = BTreeMap::new();
    for one in parts.iter().flat_map(|part| &part.silenced) {
        let count = counts.entry(one.finding.rule.code).or_default();
        *count = count.saturating_add(1);
    }
    counts
}

/// Whether `--fix` would answer a finding.
fn is_fixable(finding: &Finding, session: &Session) -> bool {
    finding.fixes.iter().any(|fix| fix.safe && session.is_named(fix.file))
}

impl<'a> Outcome<'a> {
    /// Of sessions; findings that concern no named file are left out.
    pub fn new(parts: Vec<Part<'a>>, unread: usize) -> Self {
        let parts = parts
            .into_iter()
            .map(|mut part| {
                part.findings.retain(|finding| part.session.concerns(finding));
                part.silenced.retain(|one| part.session.concerns(&one.finding));
                part
            })
            .collect();
        Self::all(parts, unread)
    }

    /// Of sessions, with all that was found.
    pub fn all(parts: Vec<Part<'a>>, unread: usize) -> Self {
        let silenced = count_silenced(&parts);
        Self { parts, unread, selection: Selection::default(), fixed: 0, hidden: Vec::new(), silenced }
    }

    /// With more that was checked.
    #[must_use]
    pub fn with(mut self, parts: Vec<Part<'a>>) -> Self {
        self.parts.extend(parts);
        self.silenced = count_silenced(&self.parts);
        self
    }

    /// Of the rules of a selection alone.
    #[must_use]
    pub fn selected(mut self, selection: &Selection) -> Self {
        if !selection.is_everything() {
            for part in &mut self.parts {
                part.findings.retain(|finding| selection.has(finding.rule));
                part.silenced.retain(|one| selection.has(one.finding.rule));
                part.rules.retain(|report| selection.has(report.rule));
            }
            self.silenced = count_silenced(&self.parts);
        }
        self.selection = selection.clone();
        self
    }

    /// With only those findings listed that weigh this much; the others still count.
    #[must_use]
    pub fn listing(mut self, least: Severity) -> Self {
        for part in &mut self.parts {
            let session = part.session;
            let hidden = part.findings.extract_if(.., |finding| finding.severity < least);
            self.hidden.extend(hidden.map(|finding| Hidden {
                rule: finding.rule,
                severity: finding.severity,
                is_fixable: is_fixable(&finding, session),
            }));
            part.silenced.retain(|one| one.finding.severity >= least);
        }
        self
    }

    /// The sessions.
    pub fn parts(&self) -> &[Part<'a>] {
        &self.parts
    }

    /// Every listed finding with its session.
    pub fn findings(&self) -> impl Iterator<Item = (&'a Session, &Finding)> {
        self.parts.iter().flat_map(|part| part.findings.iter().map(|finding| (part.session, finding)))
    }

    /// The listed findings of each file with its session, in the order of the files' names.
    pub fn by_file(&self) -> Vec<(&'a Session, &[Finding])> {
        let files = self.of_files().into_iter();
        files.filter(|of| !of.findings.is_empty()).map(|of| (of.session, of.findings)).collect()
    }

    /// What is listed of each file, silenced or not, in the order of the files' names; files without any are left out.
    pub fn of_files(&self) -> Vec<OfFile<'_, 'a>> {
        let mut files: Vec<OfFile<'_, 'a>> = Vec::new();
        for part in &self.parts {
            let session = part.session;
            let mut of_part: BTreeMap<FileId, OfFile<'_, 'a>> = BTreeMap::new();
            let none = |file| OfFile { session, file, findings: &[], silenced: &[] };
            for run in part.findings.chunk_by(|a, b| a.site.file == b.site.file) {
                let Some(file) = run.first().map(|first| first.site.file) else { continue };
                of_part.entry(file).or_insert_with(|| none(file)).findings = run;
            }
            for run in part.silenced.chunk_by(|a, b| a.finding.site.file == b.finding.site.file) {
                let Some(file) = run.first().map(|first| first.finding.site.file) else { continue };
                of_part.entry(file).or_insert_with(|| none(file)).silenced = run;
            }
            files.extend(of_part.into_values());
        }
        if self.parts.len() > 1 {
            // The folders of one session may lie between those of another.
            files.sort_by_key(|of| of.session.shown(of.file));
        }
        files
    }

    /// All findings by rule and severity, listed or not, in no order.
    pub fn counts(&self) -> Vec<Count> {
        let listed = self
            .findings()
            .map(|(session, finding)| (finding.rule, finding.severity, is_fixable(finding, session)));
        let hidden = self.hidden.iter().map(|one| (one.rule, one.severity, one.is_fixable));
        let mut counts: Vec<Count> = Vec::new();
        for (rule, severity, is_fixable) in listed.chain(hidden) {
            let known = counts.iter().position(|count| count.rule == rule && count.severity == severity);
            let place = known.unwrap_or_else(|| {
                counts.push(Count { rule, severity, findings: 0, fixable: 0 });
                counts.len().saturating_sub(1)
            });
            if let Some(count) = counts.get_mut(place) {
                count.findings = count.findings.saturating_add(1);
                count.fixable = count.fixable.saturating_add(usize::from(is_fixable));
            }
        }
        counts
    }

    /// How many findings weigh this much, listed or not.
    pub fn count(&self, severity: Severity) -> usize {
        let listed = self.findings().filter(|(_, finding)| finding.severity == severity).count();
        let hidden = self.hidden.iter().filter(|one| one.severity == severity).count();
        listed.saturating_add(hidden)
    }

    /// How many findings are not listed.
    pub fn unlisted(&self) -> usize {
        self.hidden.len()
    }

    /// How many findings are silenced, listed or not.
    pub fn silenced(&self) -> usize {
        self.silenced.values().sum()
    }

    /// How many findings of a rule are silenced, listed or not.
    pub fn silenced_of(&self, rule: &Rule) -> usize {
        self.silenced.get(rule.code).copied().unwrap_or(0)
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
        self.hidden.is_empty()
            && self.silenced.is_empty()
            && self.findings().next().is_none()
            && !self.parts.iter().any(|part| part.session.has_content())
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
