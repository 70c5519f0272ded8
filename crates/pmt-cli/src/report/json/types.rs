//! The shape of lint's JSON. What is said here of a field is said in its JSON Schema.

use pmt_core::finding::Severity;
use pmt_core::text::Message;
use schemars::JsonSchema;
use serde::Serialize;

use super::VERSION;
use crate::report::places::Place;
use crate::report::status::Status;
use crate::report::summary::Verdict;

/// What `pmt lint --format json` writes. Lines and columns count from 1, columns in characters (Unicode code points); an
/// end is after the last character. 检查结果：行号、列号从 1 起，列按字符数。
#[derive(Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
#[schemars(title = "pmt lint")]
pub struct Document<'a> {
    /// Version of this shape: it changes when a reader of the former would go wrong, not when a field is added.
    #[schemars(extend("const" = VERSION))]
    pub format_version: u32,
    /// Version of the pmt that wrote it.
    pub tool_version: &'static str,
    /// What it all came to.
    pub summary: Summary,
    /// What was found, in the order of files and places.
    pub findings: Vec<Finding<'a>>,
    /// What was found and silenced by a comment of its author's; it counts for nothing. In the same order.
    pub silenced: Vec<Silenced<'a>>,
    /// Every rule of the catalogue, in its order.
    pub rules: Vec<Rule<'a>>,
}

/// A line of `pmt lint --format jsonl`: the findings, those silenced, the rules, and last the summary.
#[derive(Serialize, JsonSchema)]
#[serde(tag = "type", rename_all = "camelCase")]
pub enum Line<'a> {
    /// A finding.
    Finding(Finding<'a>),
    /// A finding that is silenced.
    Silenced(Silenced<'a>),
    /// A rule with how it fared.
    Rule(Rule<'a>),
    /// The last line.
    Summary(SummaryLine),
}

/// The last line.
#[derive(Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct SummaryLine {
    /// Version of this shape.
    #[schemars(extend("const" = VERSION))]
    pub format_version: u32,
    /// Version of the pmt that wrote it.
    pub tool_version: &'static str,
    #[serde(flatten)]
    pub summary: Summary,
}

/// What it all came to.
#[derive(Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct Summary {
    /// Files that were named, or lie in folders that were.
    pub files: usize,
    /// Files read besides, of the same declarations.
    pub files_besides: usize,
    /// Paths that could not be read; what is wrong with each goes to standard error.
    pub unread: usize,
    /// How many errors there are.
    pub errors: usize,
    /// How many warnings there are.
    pub warnings: usize,
    /// How many hints there are.
    pub hints: usize,
    /// Findings that count but are not listed (`--severity`).
    pub unlisted: usize,
    /// Findings that are silenced, and count for nothing; listed or not.
    pub silenced: usize,
    /// Fixes that were applied before.
    pub fixed: usize,
    /// The least severity that stands in the way (`--fail-on`).
    pub fail_on: Severity,
    /// Whether what was checked may be submitted.
    pub verdict: Verdict,
}

/// A text in both languages.
#[derive(Serialize, JsonSchema)]
pub struct Text<'a> {
    /// Chinese.
    pub zh: &'a str,
    /// English.
    pub en: &'a str,
}

/// A text in both languages that is made for the report.
#[derive(Serialize, JsonSchema)]
pub struct OwnText {
    /// Chinese.
    pub zh: String,
    /// English.
    pub en: String,
}

impl<'a> From<&'a Message> for Text<'a> {
    fn from(message: &'a Message) -> Self {
        Self { zh: &message.zh, en: &message.en }
    }
}

/// Where something stands.
#[derive(Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct Range {
    /// The line of the first character.
    #[schemars(range(min = 1))]
    pub line: u32,
    /// The column of the first character.
    #[schemars(range(min = 1))]
    pub column: u32,
    /// The line of the end.
    #[schemars(range(min = 1))]
    pub end_line: u32,
    /// The column after the last character.
    #[schemars(range(min = 1))]
    pub end_column: u32,
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

/// Where something stands in a document; everything counts from 1, and what the place does not have is left out.
#[derive(Clone, Debug, Default, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct DocumentPlace {
    /// The line of a text.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub line: Option<u32>,
    /// The page.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub page: Option<u32>,
    /// The line on the page, blank ones not counted.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub page_line: Option<u32>,
    /// The paragraph outside tables, empty ones not counted.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub paragraph: Option<u32>,
    /// The table, in the order in which tables begin.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub table: Option<u32>,
    /// The row of the table.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub row: Option<u32>,
    /// The cell of the row, merged ones counted once.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub column: Option<u32>,
    /// The footnote or endnote.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub note: Option<u32>,
    /// The sheet.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sheet: Option<String>,
    /// The cell of the sheet, such as B3.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cell: Option<String>,
}

/// A finding.
#[derive(Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct Finding<'a> {
    /// The rule's code.
    pub rule: &'static str,
    /// The rule's readable name.
    pub name: &'static str,
    /// Its severity here.
    pub severity: Severity,
    /// The property of a declaration that a review examines; absent where the rule is about none.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub property: Option<Text<'a>>,
    /// The file, relative to the folder that pmt ran in, with `/` between its parts.
    pub file: &'a str,
    /// In a document that is no text, lines are its paragraphs and cells in their order.
    #[serde(flatten)]
    pub range: Range,
    /// Where it stands in a document (Word, Excel, PDF, text); absent in a `.pmt` file.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub place: Option<DocumentPlace>,
    /// The place in words, with `place`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub place_text: Option<OwnText>,
    /// The words it is about, with `place`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub words: Option<&'a str>,
    /// What is wrong.
    pub message: Text<'a>,
    /// What to do about it.
    pub advice: Option<Text<'a>>,
    /// The other places it speaks of.
    pub related: Vec<Related<'a>>,
    /// Changes that would answer it, the best first.
    pub fixes: Vec<Fix<'a>>,
    /// Stays the same when the finding only moves.
    #[schemars(regex(pattern = "^[0-9a-f]{32}$"))]
    pub fingerprint: String,
}

/// A finding that its author has answered. It offers no fixes.
#[derive(Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct Silenced<'a> {
    #[serde(flatten)]
    pub finding: Finding<'a>,
    /// The answer.
    pub silenced_by: Answer<'a>,
}

/// The comment that silences a finding.
#[derive(Serialize, JsonSchema)]
pub struct Answer<'a> {
    /// The reason it gives.
    pub reason: &'a str,
    /// The file.
    pub file: &'a str,
    #[serde(flatten)]
    pub range: Range,
}

/// A second place that a finding speaks of.
#[derive(Serialize, JsonSchema)]
pub struct Related<'a> {
    /// The file.
    pub file: &'a str,
    #[serde(flatten)]
    pub range: Range,
    /// Where it stands in a document.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub place: Option<DocumentPlace>,
    /// What stands there.
    pub message: Text<'a>,
}

/// A change that answers a finding.
#[derive(Serialize, JsonSchema)]
pub struct Fix<'a> {
    /// What it does.
    pub title: Text<'a>,
    /// Whether it keeps the meaning, so that `--fix` applies it.
    pub safe: bool,
    /// The file it changes.
    pub file: &'a str,
    /// The replacements, in order and without overlap.
    pub edits: Vec<Edit<'a>>,
}

/// A replacement.
#[derive(Serialize, JsonSchema)]
pub struct Edit<'a> {
    #[serde(flatten)]
    pub range: Range,
    /// What stands there afterwards.
    pub text: &'a str,
}

/// A rule with how it fared.
#[derive(Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct Rule<'a> {
    /// Its code.
    #[serde(rename = "rule")]
    pub code: &'static str,
    /// Its readable name.
    pub name: &'static str,
    /// The severity of its findings where the configuration does not change it for single files.
    pub severity: Severity,
    /// How it fared.
    pub status: Status,
    /// How many findings it has, listed or not.
    pub findings: usize,
    /// How many are silenced besides, listed or not.
    pub silenced: usize,
    /// Why it could not look at everything.
    pub could_not_run: Vec<Text<'a>>,
}
