//! What a client can have done: compiling the declaration at hand, showing it as it will be printed, and saying what it
//! comes to.

use std::collections::BTreeMap;

use pmt_core::amount::{Amount, sum};
use pmt_core::compile::{Mode, Refusal, compile_of};
use pmt_core::declaration::{Declaration, Entry};
use pmt_core::edition::Edition;
use pmt_core::finding::{Finding, Severity, Site};
use pmt_core::json::Layout;
use pmt_core::template;
use pmt_core::text::Message;
use pmt_core::workspace::Checked;
use pmt_office::print::{Marks, Places, Printed, RangeOf};
use pmt_syntax::Span;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use tower_lsp::jsonrpc;
use tower_lsp::ls_types::{Location, Position, Range, Uri};

use super::{actions, failed};
use crate::encoding::Encoding;
use crate::state::View;

/// Compiles a declaration. It takes an address, or an object with `uri` and, as wished, a `position` in the document and
/// whether it is a `draft`; it gives the same JSON as `pmt compile`, or with `text` the very text.
pub const COMPILE: &str = "pmt.compile";
/// Shows a project as it will be printed, with what was found marked in it. It takes an address, or an object with `uri`
/// and `position`; it gives an HTML page, of the whole declaration where no project is at the position. With `places`,
/// the page says where everything in it begins and ends, and an object says which files it names.
pub const PREVIEW: &str = "pmt.preview";
/// What a declaration comes to. It takes an address, or an object with `uri` and `position`; it gives a [`Summary`], or
/// nothing where there is no declaration.
pub const SUMMARY: &str = "pmt.summary";
/// What a new declaration can be made for. It takes nothing and gives a [`Forms`].
pub const FORMS: &str = "pmt.forms";
/// All of them.
pub const ALL: &[&str] = &[COMPILE, PREVIEW, SUMMARY, FORMS, actions::APPLY, actions::REASON];

/// What a command is about.
#[derive(Clone, Debug, Deserialize)]
pub struct Target {
    /// The document.
    pub uri: Uri,
    /// Where in it; of several projects without a cover, each is a declaration.
    pub position: Option<Position>,
    /// Whether errors of the review rules are listed and do not refuse.
    #[serde(default)]
    pub draft: bool,
    /// Whether the JSON is wanted as the text that is written to a file.
    #[serde(default)]
    pub text: bool,
    /// Whether a page is to say where everything in it is written.
    #[serde(default)]
    pub places: bool,
}

impl Target {
    /// From a command's arguments.
    pub fn read(arguments: &[Value]) -> jsonrpc::Result<Self> {
        let first = arguments.first().cloned().unwrap_or_default();
        let first = if first.is_string() { serde_json::json!({ "uri": first }) } else { first };
        serde_json::from_value(first)
            .map_err(|error| jsonrpc::Error::invalid_params(format!("{}: {error}", ALL.join(", "))))
    }
}

/// A page that follows the cursor.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct Page {
    html: String,
    /// The name of the project that it shows; none if it is the whole declaration.
    project: Option<String>,
    /// Where that project is written in the document.
    range: Option<Range>,
    /// The addresses of the files that the page names.
    files: BTreeMap<String, Uri>,
}

/// The page.
pub fn preview(view: &View, target: &Target) -> jsonrpc::Result<Option<Value>> {
    let site = at(view, target);
    let workspace = view.workspace();
    let checked = workspace.check_of(site, &view.session.settings);
    let Some(Checked { declaration, mut findings, .. }) = checked else { return Err(nothing(view)) };
    let is_here = |entry: &Entry<'_>| {
        let span = entry.project.span;
        entry.file == site.file && span.start <= site.span.start && site.span.start <= span.end
    };
    let here = declaration.projects.iter().position(is_here);
    let project = here.and_then(|here| declaration.projects.get(here)).map(|entry| entry.project);
    if let Some(project) = project {
        findings.retain(|one| one.site.file == site.file && project.span.covers(one.site.span));
    }
    let is_draft = findings.iter().any(|finding| finding.severity == Severity::Error);
    let printed = Printed::new(&declaration, is_draft);
    let printed = here.map_or(printed, |here| printed.only(here));
    let places = Places::new(workspace, declaration.place);
    let places = if target.places { places.with_ranges(ranges(view.profile.encoding)) } else { places };
    let html = printed.html(places, Some(Marks { findings: &findings, lang: view.lang() }));
    if !target.places {
        return Ok(Some(Value::String(html)));
    }
    let files =
        declaration.files.iter().filter_map(|id| Some((places.name(*id)?.to_owned(), view.uri(*id)?)));
    answer(&Page {
        html,
        project: project.map(|project| project.name.value.clone()),
        range: project.map(|project| view.range(project.span)),
        files: files.collect(),
    })
}

/// How a client counts, for the page.
fn ranges(encoding: Encoding) -> RangeOf {
    const fn flat(range: Range) -> [u32; 4] {
        [range.start.line, range.start.character, range.end.line, range.end.character]
    }
    match encoding {
        Encoding::Utf8 => |lines, text, span| flat(Encoding::Utf8.range(lines, text, span)),
        Encoding::Utf16 => |lines, text, span| flat(Encoding::Utf16.range(lines, text, span)),
        Encoding::Utf32 => |lines, text, span| flat(Encoding::Utf32.range(lines, text, span)),
    }
}

/// What a declaration comes to.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Summary {
    /// Whose it is, where that is known.
    pub whose: Option<String>,
    /// The fiscal year, where it is known.
    pub year: Option<i32>,
    /// The edition of the form.
    pub edition: String,
    /// The money of all projects, as prose has it.
    pub total: Option<String>,
    /// How many projects it has.
    pub projects: usize,
    /// Of how many of them the money is not known.
    pub unknown: usize,
    /// The findings in all its files.
    pub errors: usize,
    /// The same.
    pub warnings: usize,
    /// The same.
    pub hints: usize,
    /// The first place of the worst kind, where anything was found.
    pub first: Option<Location>,
    /// The cover's file.
    pub cover: Option<Uri>,
    /// How many files it has.
    pub files: usize,
}

/// The summary, of the findings as they are known.
pub fn summary(view: &View, target: &Target) -> jsonrpc::Result<Option<Value>> {
    let workspace = view.workspace();
    let Some(declaration) = workspace.declaration_of(at(view, target), &view.session.settings) else {
        return Ok(None);
    };
    let money = Money::of(&declaration);
    let found: Vec<_> = declaration.files.iter().map(|file| view.session.found(*file)).collect();
    let found = || found.iter().flat_map(|file| &file.findings);
    let count = |severity| found().filter(|one| one.severity == severity).count();
    let worst = found().map(|one| one.severity).max();
    let first = found().find(|one| Some(one.severity) == worst).and_then(|one| {
        let file = view.session.workspace.file(one.site.file)?;
        Some(Location { uri: view.uri(one.site.file)?, range: view.range_in(file, one.site.span) })
    });
    answer(&Summary {
        whose: declaration.whose().map(str::to_owned),
        year: declaration.year,
        edition: declaration.edition.name(),
        total: money.total,
        projects: money.projects,
        unknown: money.unknown,
        errors: count(Severity::Error),
        warnings: count(Severity::Warning),
        hints: count(Severity::Hint),
        first,
        cover: declaration.cover.and_then(|(file, _)| view.uri(file)),
        files: declaration.files.len(),
    })
}

/// The money of a declaration.
pub struct Money {
    /// All of it, as prose has it; none if it is too much to be written.
    pub total: Option<String>,
    /// How many projects there are.
    pub projects: usize,
    /// Of how many the money is not known.
    pub unknown: usize,
}

impl Money {
    /// The annual amounts of the projects, those of parts included.
    pub fn of(declaration: &Declaration<'_>) -> Self {
        let own = declaration.projects.iter().map(|entry| entry.project.annual.amount);
        let all: Vec<Option<Amount>> = own.chain(declaration.parts.iter().map(|part| part.annual)).collect();
        let known: Vec<Amount> = all.iter().copied().flatten().collect();
        let total = sum(known.iter().map(|amount| amount.yuan));
        Self {
            total: total.map(|total| Amount::derived(total, Span::empty(0)).prose()),
            projects: all.len(),
            unknown: all.len().saturating_sub(known.len()),
        }
    }
}

/// What a new declaration can be made for.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct Forms {
    /// The regions whose form is built in, the usual one first.
    regions: Vec<&'static str>,
    /// The fiscal year that is being prepared.
    year: i32,
    /// The earliest and the latest year there may be.
    years: [i32; 2],
}

/// The choices of a new declaration.
pub fn forms() -> jsonrpc::Result<Option<Value>> {
    let today = time::OffsetDateTime::from(std::time::SystemTime::now());
    answer(&Forms {
        regions: Edition::regions(),
        year: template::coming_year(today.year(), today.month().into()),
        years: [*template::YEARS.start(), *template::YEARS.end()],
    })
}

/// The place that a command is about.
fn at(view: &View, target: &Target) -> Site {
    let offset = target.position.map_or(0, |position| view.offset(position));
    Site { file: view.id(), span: Span::empty(offset) }
}

fn answer(what: &impl Serialize) -> jsonrpc::Result<Option<Value>> {
    serde_json::to_value(what).map(Some).map_err(|_| jsonrpc::Error::internal_error())
}

fn nothing(view: &View) -> jsonrpc::Error {
    let none = Message::new(
        "这个文件里没有申报，也没有项目",
        "there is neither a declaration nor a project in this file",
    );
    failed(none.get(view.lang()).to_owned())
}

/// How many errors stand in the way of compiling, and which is the first. The data says whether a `draft` can be had.
fn refused(view: &View, findings: &[&Finding], refusal: Refusal, draft: bool) -> jsonrpc::Error {
    let in_the_way = |one: &&&Finding| one.severity == Severity::Error && (!draft || one.rule.is_language());
    let errors: Vec<_> = findings.iter().filter(in_the_way).collect();
    let (lang, count) = (view.lang(), errors.len());
    let first = errors.first().map_or_else(String::new, |first| {
        let said = first.message.get(lang);
        view.workspace().file(first.site.file).map_or_else(
            || said.to_owned(),
            |file| {
                let name = file.path.rsplit('/').next().unwrap_or(&file.path);
                let line = file.line_index().utf32(&file.text, first.site.span.start).line.saturating_add(1);
                format!("{name}:{line} {said}")
            },
        )
    });
    let why = if draft {
        Message::new(
            format!("有 {count} 个错误，改正后才能编译成草稿。第一个：{first}"),
            format!("errors that stand in the way even of a draft: {count}. The first: {first}"),
        )
    } else {
        Message::new(
            format!("有 {count} 个错误，改正后才能编译。第一个：{first}"),
            format!("errors that stand in the way of compiling: {count}. The first: {first}"),
        )
    };
    let data = serde_json::json!({ "draft": refusal == Refusal::Review });
    jsonrpc::Error { data: Some(data), ..failed(why.get(lang).to_owned()) }
}

/// The JSON of the declaration; an error says how many errors stand in the way, and which is the first.
pub fn compile(view: &View, target: &Target) -> jsonrpc::Result<Option<Value>> {
    let mode = if target.draft { Mode::Draft } else { Mode::Final };
    let compiled = compile_of(view.workspace(), &view.session.settings, mode, at(view, target));
    if compiled.declarations.is_empty() {
        return Err(nothing(view));
    }
    if let Some(refusal) = compiled.refusal() {
        return Err(refused(view, &compiled.findings(), refusal, target.draft));
    }
    let Some(document) = compiled.document() else { return Err(nothing(view)) };
    if !target.text {
        return answer(&document);
    }
    let mut text = Vec::new();
    let written = document.write(Layout::Indented, &mut text);
    let text = written.ok().and_then(|()| String::from_utf8(text).ok());
    text.map(|text| Some(Value::String(text))).ok_or_else(jsonrpc::Error::internal_error)
}
