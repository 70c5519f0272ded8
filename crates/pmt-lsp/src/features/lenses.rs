//! Lines above 申报 and 项目: the money of all projects, what was found, and compiling and previewing it.

use pmt_core::finding::{Severity, Site};
use pmt_core::text::{Lang, Message};
use pmt_syntax::Span;
use serde_json::json;
use tower_lsp::ls_types::{CodeLens, Command};

use super::commands::{self, Money};
use crate::state::View;

/// A client's own command that shows the printed form of the project at a place, and takes what ours take. Only a client
/// that says it has it is offered it.
const SHOW_PREVIEW: &str = "pmt.showPreview";

/// The lenses of a document.
pub fn lenses(view: &View) -> Vec<CodeLens> {
    let file = view.file();
    let mut lenses = Vec::new();
    for cover in &file.model.covers {
        let site = Site { file: view.id(), span: cover.span };
        let title = summary(view, site);
        lenses.extend(title.map(|title| lens(view, cover.head, title, None)));
        lenses.push(compile(view, cover.head));
    }
    for (number, project) in file.model.projects.iter().enumerate() {
        if let Some(title) = findings(view, number, file.model.projects.len()) {
            lenses.push(lens(view, project.head, title, None));
        }
        lenses.push(compile(view, project.head));
        if view.profile.commands.iter().any(|one| one == SHOW_PREVIEW) {
            let title = say(view.lang(), "预览", "Preview");
            lenses.push(lens(view, project.head, title, Some(SHOW_PREVIEW)));
        }
    }
    lenses
}

fn lens(view: &View, at: Span, title: String, command: Option<&str>) -> CodeLens {
    let range = view.range(at);
    let arguments =
        command.map(|_| vec![json!({ "uri": view.document.uri.as_str(), "position": range.start })]);
    // A line of its own needs no command behind it.
    let command = Command { title, command: command.unwrap_or_default().to_owned(), arguments };
    CodeLens { range, command: Some(command), data: None }
}

fn compile(view: &View, at: Span) -> CodeLens {
    let title = say(view.lang(), "编译", "Compile");
    lens(view, at, title, Some(commands::COMPILE))
}

fn say(lang: Lang, zh: impl Into<String>, en: impl Into<String>) -> String {
    Message::new(zh, en).get(lang).to_owned()
}

/// How many projects the declaration around a place has, and their money.
fn summary(view: &View, site: Site) -> Option<String> {
    let declaration = view.workspace().declaration_of(site, &view.session.settings)?;
    let Money { total, projects: count, unknown } = Money::of(&declaration);
    let total = total?;
    Some(if unknown == 0 {
        say(
            view.lang(),
            format!("资金合计 {total}，项目 {count} 个"),
            format!("{total} in all, projects: {count}"),
        )
    } else {
        say(
            view.lang(),
            format!("资金合计 {total}（{unknown} 个项目的金额未知），项目 {count} 个"),
            format!("{total} in all (amount unknown: {unknown}), projects: {count}"),
        )
    })
}

/// What was found in a project when it was last analysed; the text may have moved on by a few letters since.
fn findings(view: &View, number: usize, projects: usize) -> Option<String> {
    let id = view.id();
    let analysed = &view.session.workspace.file(id)?.model.projects;
    if analysed.len() != projects {
        return None;
    }
    let span = analysed.get(number)?.span;
    let found = view.session.found(id);
    let here: Vec<Severity> =
        found.findings.iter().filter(|one| span.covers(one.site.span)).map(|one| one.severity).collect();
    let lang = view.lang();
    let kinds = [
        (Severity::Error, "个错误", "errors"),
        (Severity::Warning, "个警告", "warnings"),
        (Severity::Hint, "个提示", "hints"),
    ];
    let counts = kinds.into_iter().filter_map(|(severity, zh, en)| {
        let count = here.iter().filter(|one| **one == severity).count();
        (count > 0).then(|| say(lang, format!("{count} {zh}"), format!("{en}: {count}")))
    });
    let counts: Vec<String> = counts.collect();
    Some(if counts.is_empty() {
        say(lang, "没有发现问题", "nothing found")
    } else {
        counts.join(&say(lang, "，", ", "))
    })
}
