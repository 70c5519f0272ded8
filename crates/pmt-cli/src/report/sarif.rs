//! SARIF 2.1.0, for code scanning and other viewers.
//! <https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html>
//!
//! The types are written here: the crate that has them all makes them while it is built, from the schema, with a
//! compiler's worth of dependencies, and pre-commit compiles this program on its users' machines.

mod metadata;
mod types;

use std::path::Path;

use pmt_core::finding::{Finding, Fix as FoundFix, Severity, Site};
use pmt_core::suppression::Silenced;
use pmt_core::text::{Lang, Message as Said};

use super::fingerprint::Fingerprints;
use super::outcome::OfFile;
use super::places::{Place, Places};
use super::{Outcome, paint};
use super::{json, status};
use crate::input::Session;
use types::{
    Artifact, ArtifactChange, ArtifactLocation, Fix, Insertion, Invocation, Level, Location, Log,
    LogicalLocation, Message, Notification, PhysicalLocation, Region, Replacement, Result, RuleReference,
    Run, Suppression, Texts,
};

/// What relative paths are relative to: where the program ran.
const BASE: &str = "%SRCROOT%";

/// A log of one run.
pub fn render(outcome: &Outcome<'_>, lang: Lang) -> Vec<u8> {
    let statuses = status::all(outcome);
    let index = |code: &str| statuses.iter().position(|status| status.rule.code == code).unwrap_or(0);
    let mut results = Vec::new();
    let mut artifacts = Vec::new();
    for OfFile { session, file, findings, silenced } in outcome.of_files() {
        let fingerprints = Fingerprints::default();
        let mut maker = Maker { lang, session, places: Places::new(session), fingerprints };
        results.extend(findings.iter().map(|finding| maker.result(finding, index(finding.rule.code))));
        results.extend(silenced.iter().map(|one| maker.silenced(one, index(one.finding.rule.code))));
        artifacts.push(Artifact { location: artifact(session.shown(file)) });
    }
    let notifications = statuses
        .iter()
        .flat_map(|status| status.could_not_run.iter().map(move |why| (status.rule.code, *why)))
        .map(|(code, why)| Notification {
            level: Level::Note,
            message: message(why, lang),
            associated_rule: Some(RuleReference { id: code, index: index(code) }),
        })
        .chain(unread(outcome.unread, lang))
        .collect();
    let run = Run {
        tool: metadata::tool(&statuses, lang),
        translations: vec![metadata::translation(&statuses, metadata::other(lang))],
        language: metadata::tag(lang),
        column_kind: "unicodeCodePoints",
        original_uri_base_ids: [(BASE, metadata::base(lang))].into(),
        invocations: vec![Invocation {
            execution_successful: outcome.unread == 0,
            tool_execution_notifications: notifications,
        }],
        artifacts,
        results,
    };
    let mut bytes = Vec::new();
    // Strings and numbers always become JSON, and memory takes it.
    let _ = serde_json::to_writer_pretty(&mut bytes, &Log::new(run));
    bytes.push(b'\n');
    bytes
}

fn unread(count: usize, lang: Lang) -> Option<Notification> {
    let said = Said::new(format!("有 {count} 处没有读到"), format!("paths that could not be read: {count}"));
    let message = message(&said, lang);
    (count > 0).then_some(Notification { level: Level::Error, message, associated_rule: None })
}

fn message(said: &Said, lang: Lang) -> Message {
    Message { text: paint::clean(said.get(lang)).into_owned() }
}

const fn level(severity: Severity) -> Level {
    match severity {
        Severity::Error => Level::Error,
        Severity::Warning => Level::Warning,
        Severity::Hint => Level::Note,
    }
}

struct Maker<'a> {
    lang: Lang,
    session: &'a Session,
    places: Places<'a>,
    fingerprints: Fingerprints,
}

impl Maker<'_> {
    fn result(&mut self, finding: &Finding, rule: usize) -> Result {
        let name = self.session.shown(finding.site.file);
        let fingerprint = self.fingerprints.of(finding, name, self.places.file(finding.site.file));
        let mut text = message(&finding.message, self.lang);
        if let Some(advice) = &finding.advice {
            text.text.push('\n');
            text.text.push_str(&paint::clean(advice.get(self.lang)));
        }
        let place = self.places.site(finding.site);
        let related = finding.related.iter().enumerate().map(|(id, related)| {
            let place = self.places.related(related.site);
            let mut location = self.location(related.site, place);
            location.id = Some(id);
            location.message = Some(message(&related.message, self.lang));
            location
        });
        Result {
            related_locations: related.collect(),
            rule_id: finding.rule.code,
            rule_index: rule,
            level: level(finding.severity),
            message: text,
            locations: vec![self.location(finding.site, place)],
            partial_fingerprints: [("pmt/v1", fingerprint)].into(),
            fixes: finding.fixes.iter().filter_map(|fix| self.fix(fix)).collect(),
            suppressions: Vec::new(),
            properties: Texts { zh: finding.message.zh.clone(), en: finding.message.en.clone() },
        }
    }

    /// A finding that a comment silences. It offers no fixes.
    fn silenced(&mut self, one: &Silenced, rule: usize) -> Result {
        let place = self.places.comment(one.comment);
        let suppression = Suppression {
            kind: "inSource",
            justification: paint::clean(&one.reason).into_owned(),
            location: self.location(one.comment, place),
        };
        let result = self.result(&one.finding, rule);
        Result { fixes: Vec::new(), suppressions: vec![suppression], ..result }
    }

    /// A document without lines has places of its own instead, which the standard calls logical.
    fn location(&self, site: Site, place: Place) -> Location {
        let without_line = self.session.place_without_line(site);
        let region = without_line.is_none().then(|| region(place));
        let physical_location = PhysicalLocation { artifact_location: self.artifact(site), region };
        let logical_locations = without_line
            .map(|place| LogicalLocation {
                name: place.message().get(self.lang).to_owned(),
                kind: "element",
                properties: json::place(&place),
            })
            .into_iter()
            .collect();
        Location { id: None, physical_location, logical_locations, message: None }
    }

    fn artifact(&self, site: Site) -> ArtifactLocation {
        artifact(self.session.shown(site.file))
    }

    /// A fix; one without edits is not one here.
    fn fix(&mut self, fix: &FoundFix) -> Option<Fix> {
        let replacements: Vec<Replacement> = fix
            .edits
            .iter()
            .map(|edit| Replacement {
                deleted_region: region(self.places.edit(fix.file, edit.span)),
                inserted_content: Insertion { text: edit.text.clone() },
            })
            .collect();
        let artifact_location = artifact(self.session.shown(fix.file));
        (!replacements.is_empty()).then(|| Fix {
            description: message(&fix.title, self.lang),
            artifact_changes: vec![ArtifactChange { artifact_location, replacements }],
        })
    }
}

fn region(place: Place) -> Region {
    Region {
        start_line: place.start.line,
        start_column: place.start.col,
        end_line: place.end.line,
        end_column: place.end.col,
    }
}

fn artifact(name: &str) -> ArtifactLocation {
    if Path::new(name).is_absolute() {
        let root = if name.starts_with('/') { "file://" } else { "file:///" };
        ArtifactLocation { uri: format!("{root}{}", encode(name)), uri_base_id: None }
    } else {
        ArtifactLocation { uri: encode(name), uri_base_id: Some(BASE) }
    }
}

/// A path as part of a URI: what is neither unreserved nor a separator becomes its UTF-8 bytes in hexadecimal.
fn encode(path: &str) -> String {
    use std::fmt::Write;
    let mut out = String::new();
    for byte in path.bytes() {
        if byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_' | b'~' | b'/') {
            out.push(char::from(byte));
        } else {
            // Writing to a string does not fail.
            let _ = write!(out, "%{byte:02X}");
        }
    }
    out
}
