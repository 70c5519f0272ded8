//! The outline of a document, and names found in the whole workspace.

use std::collections::HashMap;

use pmt_core::edition::{Content, Key, Place, ValueType};
use pmt_core::model::FileModel;
use pmt_core::placed::{Placed, Role, placed};
use pmt_core::workspace::File;
use pmt_syntax::{Span, ast};
use tower_lsp::ls_types::{
    DocumentSymbol, DocumentSymbolResponse, Location, OneOf, SymbolInformation, SymbolKind, WorkspaceSymbol,
    WorkspaceSymbolResponse,
};

use crate::path::{self, uri_of};
use crate::pinyin::{self, Fit};
use crate::profile::Profile;
use crate::session::Session;
use crate::state::{Everything, View};

/// Most names that a search gives; nobody reads more, and a longer query finds the others.
const MOST_FOUND: usize = 500;

/// The outline of a document.
pub fn document(view: &View) -> DocumentSymbolResponse {
    let file = view.file();
    let details = Details::of(&file.model);
    let mut open: Vec<(usize, DocumentSymbol)> = Vec::new();
    let mut top = Vec::new();
    for one in placed(&view.document.parse().tree) {
        close(&mut open, &mut top, one.depth);
        if let Some(symbol) = symbol(view, &one, &details) {
            open.push((one.depth, symbol));
        }
    }
    close(&mut open, &mut top, 0);
    let client = view.profile.capabilities.text_document.as_ref();
    let nested = client
        .and_then(|client| client.document_symbol.as_ref())
        .and_then(|symbols| symbols.hierarchical_document_symbol_support)
        .unwrap_or(false);
    if nested {
        return DocumentSymbolResponse::Nested(top);
    }
    let mut flat = Vec::new();
    flatten(view, top, None, &mut flat);
    DocumentSymbolResponse::Flat(flat)
}

/// Closes what is not above a depth.
fn close(open: &mut Vec<(usize, DocumentSymbol)>, top: &mut Vec<DocumentSymbol>, depth: usize) {
    while let Some((_, done)) = open.pop_if(|(at, _)| *at >= depth) {
        let into = open.last_mut().map_or(&mut *top, |(_, above)| above.children.get_or_insert_default());
        into.push(done);
    }
}

/// For clients that know no outline with levels.
fn flatten(
    view: &View,
    symbols: Vec<DocumentSymbol>,
    container: Option<&str>,
    flat: &mut Vec<SymbolInformation>,
) {
    for symbol in symbols {
        #[expect(deprecated, reason = "the type cannot be made without")]
        flat.push(SymbolInformation {
            name: symbol.name.clone(),
            kind: symbol.kind,
            tags: None,
            deprecated: None,
            location: Location { uri: view.document.uri.clone(), range: symbol.range },
            container_name: container.map(str::to_owned),
        });
        flatten(view, symbol.children.unwrap_or_default(), Some(&symbol.name), flat);
    }
}

/// What is shown beside names, by where their items begin.
struct Details(HashMap<u32, String>);

impl Details {
    fn of(model: &FileModel) -> Self {
        let mut all = HashMap::new();
        for cover in &model.covers {
            let whose = cover.unit.as_ref().or(cover.department.as_ref());
            all.extend(whose.map(|name| (cover.span.start, name.value.clone())));
        }
        for project in &model.projects {
            all.extend(project.annual.amount.map(|amount| (project.span.start, amount.prose())));
            for task in project.tasks() {
                all.extend(task.amount.map(|amount| (task.span.start, amount.prose())));
            }
            for indicator in &project.indicators {
                let target = indicator.target.as_ref();
                all.extend(target.map(|target| (indicator.span.start, target.printed())));
            }
        }
        Self(all)
    }
}

fn symbol(view: &View, one: &Placed<'_>, details: &Details) -> Option<DocumentSymbol> {
    let item = one.item;
    let kind = kind(one)?;
    let key = item.key()?;
    let label = item.label();
    let named = label.and_then(ast::Label::string);
    let year = label.and_then(ast::Label::year);
    // A document is known by its title as it is printed.
    let key_text = if key.is_title() { key.node().text().to_owned() } else { key.text().into_owned() };
    let name = match (named, year) {
        (Some(name), _) => name.text().into_owned(),
        (None, Some(year)) => format!("{key_text} {year}"),
        (None, None) => key_text.clone(),
    };
    let values = || {
        let values: Vec<String> = item.values().map(ast::Value::canonical).collect();
        (!values.is_empty()).then(|| values.join(", "))
    };
    let selection = named.map_or(key.span(), ast::Name::span);
    #[expect(deprecated, reason = "the type cannot be made without")]
    Some(DocumentSymbol {
        // A client refuses a whole outline over one nameless entry.
        name: if name.trim().is_empty() { key_text } else { name },
        detail: details.0.get(&item.span().start).cloned().or_else(values),
        kind,
        tags: None,
        deprecated: None,
        range: view.range(item.span().cover(selection)),
        selection_range: view.range(selection),
        children: None,
    })
    .filter(|symbol| !symbol.name.trim().is_empty())
}

/// The kind under which an item is shown; `None` where it is a detail of another.
fn kind(one: &Placed<'_>) -> Option<SymbolKind> {
    let holds = |content: Content| {
        content.block.is_some() && one.item.block().is_some() || content.text && one.item.text().is_some()
    };
    match one.role {
        Role::Key(slot) => match slot.key {
            Key::Declaration => Some(SymbolKind::NAMESPACE),
            Key::Project => Some(SymbolKind::CLASS),
            Key::Library => Some(SymbolKind::MODULE),
            Key::Task => Some(SymbolKind::METHOD),
            _ if one.place == Place::Project && slot.content.value == ValueType::Money => {
                Some(SymbolKind::NUMBER)
            }
            _ if one.place == Place::Indicator => None,
            _ if holds(slot.content) => Some(SymbolKind::STRUCT),
            _ => None,
        },
        Role::Level => Some(SymbolKind::ENUM),
        Role::Named(_) => Some(match one.place {
            Place::Bodies => SymbolKind::OBJECT,
            Place::Basis | Place::Documents => SymbolKind::FILE,
            Place::Costing | Place::BudgetParts | Place::Years => SymbolKind::NUMBER,
            _ => SymbolKind::PROPERTY,
        }),
        Role::Unknown => None,
    }
}

/// Names in all sessions that a query finds, the best first.
pub fn workspace(all: &Everything, query: &str) -> WorkspaceSymbolResponse {
    // Blanks and apostrophes are between syllables and part none of the names.
    let query: String = query.chars().filter(|c| !c.is_whitespace() && *c != '\'').collect();
    let fresh = all.sessions.iter().map(|session| {
        let open = session.behind(all.documents.values()).collect();
        (session.as_ref(), session.workspace.with_files(open))
    });
    let fresh: Vec<_> = fresh.collect();
    let mut found: Vec<(Fit, Found<'_>)> = Vec::new();
    for (session, workspace) in &fresh {
        for file in workspace.files() {
            names(file, query.is_empty(), &mut |name, kind, span, container| {
                if let Some(fits) = pinyin::find(&query, name, "") {
                    found.push((fits.fit, Found { session, file, name, kind, span, container }));
                }
            });
        }
    }
    found.sort_by_key(|(fit, one)| (*fit, one.name.len()));
    let symbols = found.into_iter().take(MOST_FOUND).filter_map(|(_, one)| one.symbol(&all.profile));
    WorkspaceSymbolResponse::Nested(symbols.collect())
}

struct Found<'a> {
    session: &'a Session,
    file: &'a File,
    name: &'a str,
    kind: SymbolKind,
    span: Span,
    container: Option<&'a str>,
}

impl Found<'_> {
    fn symbol(&self, profile: &Profile) -> Option<WorkspaceSymbol> {
        let uri = match self.session.key(self.file.model.id)? {
            path::Key::File(path) => uri_of(path)?,
            path::Key::Other(uri) => uri.parse().ok()?,
        };
        let range = profile.encoding.range(self.file.line_index(), &self.file.text, self.span);
        Some(WorkspaceSymbol {
            name: self.name.to_owned(),
            kind: self.kind,
            tags: None,
            container_name: self.container.map(str::to_owned),
            location: OneOf::Left(Location { uri, range }),
            data: None,
        })
    }
}

/// The names in a file that are worth finding; with nothing asked for, only whole projects and libraries.
fn names<'f>(
    file: &'f File,
    only_whole: bool,
    found: &mut impl FnMut(&'f str, SymbolKind, Span, Option<&'f str>),
) {
    let model = &file.model;
    for cover in &model.covers {
        if let Some(whose) = cover.unit.as_ref().or(cover.department.as_ref()) {
            found(&whose.value, SymbolKind::NAMESPACE, cover.head, None);
        }
    }
    for project in model.projects.iter().filter(|project| !project.name.value.is_empty()) {
        found(&project.name.value, SymbolKind::CLASS, project.name.span, None);
    }
    for library in model.libraries.iter().filter(|library| !library.name.value.is_empty()) {
        found(&library.name.value, SymbolKind::MODULE, library.name.span, None);
    }
    if only_whole {
        return;
    }
    for project in &model.projects {
        let tasks = project.tasks().iter().map(|task| (&task.name, SymbolKind::METHOD));
        let bodies = project.declared_bodies().iter().map(|body| (&body.name, SymbolKind::OBJECT));
        let indicators = project.indicators.iter().map(|one| (&one.name, SymbolKind::PROPERTY));
        for (name, kind) in tasks.chain(bodies).chain(indicators) {
            if !name.value.is_empty() {
                found(&name.value, kind, name.span, Some(&project.name.value));
            }
        }
    }
    for library in &model.libraries {
        for entry in library.entries.iter().filter(|entry| !entry.name.value.is_empty()) {
            found(&entry.name.value, SymbolKind::PROPERTY, entry.name.span, Some(&library.name.value));
        }
    }
}
