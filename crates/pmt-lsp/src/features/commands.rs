//! What a client can have done: compiling the declaration at hand, and showing it as it will be printed.

use pmt_core::compile::{Mode, compile_of};
use pmt_core::declaration::Entry;
use pmt_core::finding::{Severity, Site};
use pmt_core::text::Message;
use pmt_core::workspace::Checked;
use pmt_office::print::{Marks, Places, Printed};
use pmt_syntax::Span;
use serde::Deserialize;
use serde_json::Value;
use tower_lsp::jsonrpc;
use tower_lsp::ls_types::{Position, Uri};

use super::failed;
use crate::state::View;

/// Compiles a declaration. It takes an address, or an object with `uri` and, as wished, a `position` in the document and
/// whether it is a `draft`; it gives the same JSON as `pmt compile`.
pub const COMPILE: &str = "pmt.compile";
/// Shows a project as it will be printed, with what was found marked in it. It takes an address, or an object with `uri`
/// and `position`; it gives an HTML page, of the whole declaration where no project is at the position.
pub const PREVIEW: &str = "pmt.preview";
/// All of them.
pub const ALL: &[&str] = &[COMPILE, PREVIEW];

/// What is to be compiled.
#[derive(Clone, Debug, Deserialize)]
pub struct Target {
    /// The document.
    pub uri: Uri,
    /// Where in it; of several projects without a cover, each is a declaration.
    pub position: Option<Position>,
    /// Whether errors of the review rules are listed and do not refuse.
    #[serde(default)]
    pub draft: bool,
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

/// The page.
pub fn preview(view: &View, target: &Target) -> jsonrpc::Result<Option<Value>> {
    let offset = target.position.map_or(0, |position| view.offset(position));
    let site = Site { file: view.id(), span: Span::empty(offset) };
    let workspace = view.workspace();
    let checked = workspace.check_of(site, &view.session.settings);
    let Some(Checked { mut declaration, mut findings, .. }) = checked else { return Err(nothing(view)) };
    let is_here = |entry: &Entry<'_>| {
        let span = entry.project.span;
        entry.file == site.file && span.start <= offset && offset <= span.end
    };
    if let Some(here) = declaration.projects.iter().position(is_here) {
        let entry = declaration.projects.swap_remove(here);
        findings.retain(|one| one.site.file == entry.file && entry.project.span.covers(one.site.span));
        declaration.projects = vec![entry];
        // What it takes from the cover it has; the cover itself is another page.
        declaration.cover = None;
        declaration.cover_note = None;
    }
    let is_draft = findings.iter().any(|finding| finding.severity == Severity::Error);
    let places = Places::new(workspace, declaration.place);
    let marks = Marks { findings: &findings, lang: view.lang() };
    Ok(Some(Value::String(Printed::new(&declaration, is_draft).html(places, Some(marks)))))
}

fn nothing(view: &View) -> jsonrpc::Error {
    let none = Message::new(
        "这个文件里没有申报，也没有项目",
        "there is neither a declaration nor a project in this file",
    );
    failed(none.get(view.lang()).to_owned())
}

/// The JSON of the declaration; an error says how many errors stand in the way, and which is the first.
pub fn compile(view: &View, target: &Target) -> jsonrpc::Result<Option<Value>> {
    let mode = if target.draft { Mode::Draft } else { Mode::Final };
    let offset = target.position.map_or(0, |position| view.offset(position));
    let site = Site { file: view.id(), span: Span::empty(offset) };
    let lang = view.lang();
    let compiled = compile_of(view.workspace(), &view.session.settings, mode, site);
    if compiled.declarations.is_empty() {
        return Err(nothing(view));
    }
    if compiled.refusal().is_some() {
        let errors: Vec<_> =
            compiled.findings().into_iter().filter(|one| one.severity == Severity::Error).collect();
        let first = errors.first().map_or("", |first| first.message.get(lang));
        let count = errors.len();
        let why = Message::new(
            format!("有 {count} 个错误，改正后才能编译。第一个：{first}"),
            format!("errors that stand in the way of compiling: {count}. The first: {first}"),
        );
        return Err(failed(why.get(lang).to_owned()));
    }
    let document = compiled.document();
    serde_json::to_value(document).map(Some).map_err(|_| jsonrpc::Error::internal_error())
}
