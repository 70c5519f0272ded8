//! Everything a check came to, for programs: as one document, or a line each for findings, rules and the summary.

use std::io::Write;

use pmt_core::finding::{Finding, Fix, Related, Severity};
use pmt_core::text::Message;
use serde::Serialize;

use super::fingerprint::Fingerprints;
use super::places::{Place, Places};
use super::status::{self, RuleStatus, Status};
use super::summary::{self, Verdict};
use super::{Gate, Outcome};
use crate::input::Session;

/// The version of this format. Another one when a reader of the former would go wrong.
const VERSION: u32 = 1;

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Document<'a> {
    format_version: u32,
    tool_version: &'static str,
    summary: Summary,
    findings: Vec<FindingJson<'a>>,
    rules: Vec<RuleJson<'a>>,
}

/// A line of the other format.
#[derive(Serialize)]
#[serde(tag = "type", rename_all = "camelCase")]
enum Line<'a> {
    Finding(FindingJson<'a>),
    Rule(RuleJson<'a>),
    Summary(SummaryLine),
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct SummaryLine {
    format_version: u32,
    tool_version: &'static str,
    #[serde(flatten)]
    summary: Summary,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Summary {
    /// Files that were named, or lie in folders that were.
    files: usize,
    /// Files read besides, of the same declarations.
    files_besides: usize,
    /// Paths that could not be read; what is wrong with each goes to standard error.
    unread: usize,
    errors: usize,
    warnings: usize,
    hints: usize,
    /// Findings that count but are not listed (`--severity`).
    unlisted: usize,
    /// Fixes that were applied before.
    fixed: usize,
    fail_on: Severity,
    verdict: Verdict,
}

#[derive(Serialize)]
struct TextJson<'a> {
    zh: &'a str,
    en: &'a str,
}

impl<'a> From<&'a Message> for TextJson<'a> {
    fn from(message: &'a Message) -> Self {
        Self { zh: &message.zh, en: &message.en }
    }
}

/// Lines and columns from 1, columns in characters; the end is after the last character.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Range {
    line: u32,
    column: u32,
    end_line: u32,
    end_column: u32,
}

impl From<Place> for Range {
    fn from(place: Place) -> Self {
        Self {
            line: place.start.line,
            column: place.start.col,
            end_line: place.end.line,
            end_column: place.end.col,
        }
    }
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct FindingJson<'a> {
    rule: &'static str,
    name: &'static str,
    severity: Severity,
    /// The property of a declaration that a review examines.
    #[serde(skip_serializing_if = "Option::is_none")]
    property: Option<TextJson<'a>>,
    file: &'a str,
    #[serde(flatten)]
    range: Range,
    message: TextJson<'a>,
    advice: Option<TextJson<'a>>,
    related: Vec<RelatedJson<'a>>,
    fixes: Vec<FixJson<'a>>,
    fingerprint: String,
}

#[derive(Serialize)]
struct RelatedJson<'a> {
    file: &'a str,
    #[serde(flatten)]
    range: Range,
    message: TextJson<'a>,
}

#[derive(Serialize)]
struct FixJson<'a> {
    title: TextJson<'a>,
    safe: bool,
    file: &'a str,
    edits: Vec<EditJson<'a>>,
}

#[derive(Serialize)]
struct EditJson<'a> {
    #[serde(flatten)]
    range: Range,
    text: &'a str,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct RuleJson<'a> {
    rule: &'static str,
    name: &'static str,
    severity: Severity,
    status: Status,
    findings: usize,
    /// Why it could not look at everything.
    could_not_run: Vec<TextJson<'a>>,
}

/// One document.
pub fn render(outcome: &Outcome<'_>, gate: Gate) -> Vec<u8> {
    let statuses = status::all(outcome);
    let document = Document {
        format_version: VERSION,
        tool_version: env!("CARGO_PKG_VERSION"),
        summary: summary(outcome, gate),
        findings: findings(outcome),
        rules: statuses.iter().map(rule).collect(),
    };
    let mut bytes = Vec::new();
    // Strings and numbers always become JSON, and memory takes it.
    let _ = serde_json::to_writer_pretty(&mut bytes, &document);
    bytes.push(b'\n');
    bytes
}

/// A line each: the findings, the rules, and last the summary.
pub fn render_lines(outcome: &Outcome<'_>, gate: Gate) -> Vec<u8> {
    let statuses = status::all(outcome);
    let findings = findings(outcome).into_iter().map(Line::Finding);
    let rules = statuses.iter().map(rule).map(Line::Rule);
    let summary = Line::Summary(SummaryLine {
        format_version: VERSION,
        tool_version: env!("CARGO_PKG_VERSION"),
        summary: summary(outcome, gate),
    });
    let mut bytes = Vec::new();
    for line in findings.chain(rules).chain([summary]) {
        let _ = serde_json::to_writer(&mut bytes, &line);
        let _ = bytes.write_all(b"\n");
    }
    bytes
}

fn summary(outcome: &Outcome<'_>, gate: Gate) -> Summary {
    let (files, files_besides) = outcome.files();
    Summary {
        files,
        files_besides,
        unread: outcome.unread,
        errors: outcome.count(Severity::Error),
        warnings: outcome.count(Severity::Warning),
        hints: outcome.count(Severity::Hint),
        unlisted: outcome.unlisted(),
        fixed: outcome.fixed,
        fail_on: gate.fail_on,
        verdict: summary::verdict(outcome, gate),
    }
}

fn rule<'a>(status: &RuleStatus<'a>) -> RuleJson<'a> {
    RuleJson {
        rule: status.rule.code,
        name: status.rule.name,
        severity: status.severity,
        status: status.status,
        findings: status.findings,
        could_not_run: status.could_not_run.iter().map(|why| TextJson::from(*why)).collect(),
    }
}

fn findings<'a>(outcome: &'a Outcome<'_>) -> Vec<FindingJson<'a>> {
    let mut all = Vec::new();
    for (session, findings) in outcome.by_file() {
        let mut places = Places::new(session);
        let mut fingerprints = Fingerprints::default();
        all.extend(findings.iter().map(|finding| one(finding, session, &mut places, &mut fingerprints)));
    }
    all
}

fn one<'a>(
    finding: &'a Finding,
    session: &'a Session,
    places: &mut Places<'a>,
    fingerprints: &mut Fingerprints,
) -> FindingJson<'a> {
    let file = finding.site.file;
    FindingJson {
        rule: finding.rule.code,
        name: finding.rule.name,
        severity: finding.severity,
        property: finding.rule.property.map(|property| {
            let words = property.name();
            TextJson { zh: words.zh, en: words.en }
        }),
        file: session.shown(file),
        range: places.site(finding.site).into(),
        message: (&finding.message).into(),
        advice: finding.advice.as_ref().map(Into::into),
        related: finding.related.iter().map(|one| related(one, places)).collect(),
        fixes: finding.fixes.iter().map(|one| fix(one, places)).collect(),
        fingerprint: fingerprints.of(finding, session.shown(file), places.file(file)),
    }
}

fn related<'a>(related: &'a Related, places: &mut Places<'a>) -> RelatedJson<'a> {
    RelatedJson {
        file: places.name(related.site.file),
        range: places.related(related.site).into(),
        message: (&related.message).into(),
    }
}

fn fix<'a>(fix: &'a Fix, places: &mut Places<'a>) -> FixJson<'a> {
    FixJson {
        title: (&fix.title).into(),
        safe: fix.safe,
        file: places.name(fix.file),
        edits: fix
            .edits
            .iter()
            .map(|edit| EditJson { range: places.edit(fix.file, edit.span).into(), text: &edit.text })
            .collect(),
    }
}
