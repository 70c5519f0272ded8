//! Everything a check came to, for programs: as one document, or a line each for findings, rules and the summary.

mod types;

use std::io::Write;

use pmt_core::finding::{Finding as Found, Fix as FoundFix, Related as Other, Severity};
use pmt_core::json::with_address;
use pmt_core::suppression::Silenced as Answered;
use pmt_core::text::Message;
use pmt_office::Place as DocPlace;
use schemars::generate::SchemaSettings;

use super::fingerprint::Fingerprints;
use super::outcome::OfFile;
use super::places::Places;
use super::status::{self, RuleStatus};
use super::summary;
use super::{Gate, Outcome};
pub use types::DocumentPlace as Place;
use types::{
    Answer, Document, DocumentPlace, Edit, Finding, Fix, Line, OwnText, Related, Rule, Silenced, Summary,
    SummaryLine, Text,
};

/// The version of this format. Another one when a reader of the former would go wrong.
const VERSION: u32 = 1;

/// Where the schema says it lives.
pub const SCHEMA_ID: &str = "https://pmt-lang.github.io/pmt/schema/lint-1.json";

/// The JSON Schema (draft 2020-12) of the document; a line of the other format is its `#/$defs/Line`.
pub fn schema() -> serde_json::Value {
    let mut generator = SchemaSettings::draft2020_12().for_serialize().into_generator();
    generator.subschema_for::<Line<'_>>();
    with_address(SCHEMA_ID, generator.into_root_schema_for::<Document<'_>>())
}

/// One document.
pub fn render(outcome: &Outcome<'_>, gate: Gate) -> Vec<u8> {
    let statuses = status::all(outcome);
    let (findings, silenced) = findings(outcome);
    let document = Document {
        format_version: VERSION,
        tool_version: env!("CARGO_PKG_VERSION"),
        summary: summary(outcome, gate),
        findings,
        silenced,
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
    let (findings, silenced) = findings(outcome);
    let findings = findings.into_iter().map(Line::Finding).chain(silenced.into_iter().map(Line::Silenced));
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
        silenced: outcome.silenced(),
        fixed: outcome.fixed,
        fail_on: gate.fail_on,
        verdict: summary::verdict(outcome, gate),
    }
}

fn rule<'a>(status: &RuleStatus<'a>) -> Rule<'a> {
    Rule {
        code: status.rule.code,
        name: status.rule.name,
        severity: status.severity,
        status: status.status,
        findings: status.findings,
        silenced: status.silenced,
        could_not_run: status.could_not_run.iter().map(|why| Text::from(*why)).collect(),
    }
}

/// The findings of all files, and those that are silenced.
fn findings<'a>(outcome: &'a Outcome<'_>) -> (Vec<Finding<'a>>, Vec<Silenced<'a>>) {
    let (mut all, mut silenced) = (Vec::new(), Vec::new());
    for of in outcome.of_files() {
        let mut maker = Maker { of, places: Places::new(of.session), fingerprints: Fingerprints::default() };
        all.extend(of.findings.iter().map(|finding| maker.finding(finding)));
        silenced.extend(of.silenced.iter().map(|one| maker.silenced(one)));
    }
    (all, silenced)
}

/// Puts what is listed of one file into words.
struct Maker<'o, 'a> {
    of: OfFile<'o, 'a>,
    places: Places<'a>,
    fingerprints: Fingerprints,
}

impl<'a> Maker<'a, 'a> {
    fn finding(&mut self, finding: &'a Found) -> Finding<'a> {
        let file = finding.site.file;
        let name = self.of.session.shown(file);
        let at = self.of.session.place(finding.site);
        Finding {
            rule: finding.rule.code,
            name: finding.rule.name,
            severity: finding.severity,
            property: finding.rule.property.map(|property| {
                let words = property.name();
                Text { zh: words.zh, en: words.en }
            }),
            file: name,
            range: self.places.site(finding.site).into(),
            place: at.as_ref().map(place),
            words: at.is_some().then(|| self.places.words(finding.site)),
            place_text: at.as_ref().map(|at| {
                let Message { zh, en } = at.message();
                OwnText { zh, en }
            }),
            message: (&finding.message).into(),
            advice: finding.advice.as_ref().map(Into::into),
            related: finding.related.iter().map(|one| related(one, &mut self.places)).collect(),
            fixes: finding.fixes.iter().map(|one| fix(one, &mut self.places)).collect(),
            fingerprint: self.fingerprints.of(finding, name, self.places.file(file)),
        }
    }

    fn silenced(&mut self, one: &'a Answered) -> Silenced<'a> {
        let finding = Finding { fixes: Vec::new(), ..self.finding(&one.finding) };
        let file = self.places.name(one.comment.file);
        let range = self.places.comment(one.comment).into();
        Silenced { finding, silenced_by: Answer { reason: &one.reason, file, range } }
    }
}

/// A place in parts.
pub fn place(place: &DocPlace) -> DocumentPlace {
    let none = DocumentPlace::default();
    match place {
        DocPlace::Document => none,
        DocPlace::Line { line } => DocumentPlace { line: Some(*line), ..none },
        DocPlace::PageLine { page, line } => {
            DocumentPlace { page: Some(*page), page_line: Some(*line), ..none }
        }
        DocPlace::Paragraph { paragraph, page } => {
            DocumentPlace { page: *page, paragraph: Some(*paragraph), ..none }
        }
        DocPlace::TableCell { table, row, column, page } => {
            DocumentPlace { page: *page, table: Some(*table), row: Some(*row), column: Some(*column), ..none }
        }
        DocPlace::Footnote { number } => DocumentPlace { note: Some(*number), ..none },
        DocPlace::Sheet { sheet } => DocumentPlace { sheet: Some(sheet.to_string()), ..none },
        DocPlace::SheetCell { sheet, .. } => {
            DocumentPlace { sheet: Some(sheet.to_string()), cell: place.cell_name(), ..none }
        }
    }
}

fn related<'a>(related: &'a Other, places: &mut Places<'a>) -> Related<'a> {
    Related {
        file: places.name(related.site.file),
        range: places.related(related.site).into(),
        place: places.place(related.site).as_ref().map(place),
        message: (&related.message).into(),
    }
}

fn fix<'a>(fix: &'a FoundFix, places: &mut Places<'a>) -> Fix<'a> {
    Fix {
        title: (&fix.title).into(),
        safe: fix.safe,
        file: places.name(fix.file),
        edits: fix
            .edits
            .iter()
            .map(|edit| Edit { range: places.edit(fix.file, edit.span).into(), text: &edit.text })
            .collect(),
    }
}
