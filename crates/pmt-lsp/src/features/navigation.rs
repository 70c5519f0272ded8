//! Going to what a name means, and listing where it is named.

use pmt_core::finding::{FileId, Site};
use pmt_core::model::Project;
use pmt_core::names::{self, Occurrence, Shape, Symbol};
use pmt_core::workspace::File;
use pmt_syntax::Span;
use tower_lsp::ls_types::{
    DocumentHighlight, DocumentHighlightKind, GotoDefinitionResponse, Location, Position,
};

use crate::state::View;

/// Where what is named at a position is given.
pub fn definition(view: &View, position: Position) -> Option<GotoDefinitionResponse> {
    let file = view.file();
    let all = names::occurrences(&file.model);
    let here = names::at(&all, view.offset(position))?;
    let places = given(view, &file, &all, here);
    let locations: Vec<Location> = places.into_iter().filter_map(|site| location(view, site)).collect();
    (!locations.is_empty()).then_some(GotoDefinitionResponse::Array(locations))
}

/// Every place that names what is named at a position.
pub fn references(view: &View, position: Position, with_declaration: bool) -> Option<Vec<Location>> {
    let file = view.file();
    let all = names::occurrences(&file.model);
    let here = names::at(&all, view.offset(position))?;
    let mut places = Vec::new();
    let mut take = |file: FileId, all: &[Occurrence]| {
        let uses = all.iter().filter(|one| is_shown(one) && is_use(view, file, here, one, with_declaration));
        places.extend(uses.map(|one| Site { file, span: one.span }));
    };
    match &here.symbol {
        Symbol::Organisation(_) | Symbol::Item { project: None, .. } | Symbol::Entry { .. } => {
            for file in view.workspace().files() {
                take(file.model.id, &names::occurrences(&file.model));
            }
        }
        _ => take(view.id(), &all),
    }
    Some(places.into_iter().filter_map(|site| location(view, site)).collect())
}

/// The same within the document.
pub fn highlight(view: &View, position: Position) -> Option<Vec<DocumentHighlight>> {
    let file = view.file();
    let all = names::occurrences(&file.model);
    let here = names::at(&all, view.offset(position))?;
    let ours = all.iter().filter(|one| one.symbol == here.symbol && is_shown(one));
    let highlights = ours.map(|one| DocumentHighlight {
        range: view.range(one.span),
        kind: Some(if one.declares { DocumentHighlightKind::WRITE } else { DocumentHighlightKind::READ }),
    });
    Some(highlights.collect())
}

/// Whether one place names what another one does; a project's indicator uses the entry of a library by its name.
fn is_use(view: &View, file: FileId, here: &Occurrence, one: &Occurrence, with_declaration: bool) -> bool {
    match (&here.symbol, &one.symbol) {
        (Symbol::Entry { .. }, Symbol::Indicator { .. }) => one.declares && one.name == here.name,
        (Symbol::Entry { .. }, _) => with_declaration && file == view.id() && one.symbol == here.symbol,
        _ => one.symbol == here.symbol && (with_declaration || !one.declares),
    }
}

/// The word `任务` before a task's name is not the task.
fn is_shown(one: &Occurrence) -> bool {
    one.shape != Shape::Word
        || matches!(one.symbol, Symbol::Item { .. } | Symbol::Project(_) | Symbol::Mentioned { .. })
}

fn location(view: &View, site: Site) -> Option<Location> {
    let uri = view.uri(site.file)?;
    let file = view.workspace().file(site.file)?;
    Some(Location { uri, range: view.range_in(file, site.span) })
}

fn given(view: &View, file: &File, all: &[Occurrence], here: &Occurrence) -> Vec<Site> {
    let id = view.id();
    let mut places: Vec<Site> = all
        .iter()
        .filter(|one| one.declares && one.symbol == here.symbol)
        .map(|one| Site { file: id, span: one.span })
        .collect();
    match &here.symbol {
        Symbol::Indicator { .. } if here.declares => {
            let entries = in_libraries(view, &here.name);
            if entries.is_empty() { places } else { entries }
        }
        Symbol::Organisation(_) | Symbol::Item { project: None, .. } if places.is_empty() => {
            places = on_cover(view, here.span, &here.symbol);
            if places.is_empty() && matches!(here.symbol, Symbol::Organisation(_)) {
                places.push(Site { file: id, span: here.span });
            }
            places
        }
        // What a project does not say, its cover may; what it leaves out follows from the rest of it.
        Symbol::Item { project: Some(project), key, .. } if places.is_empty() => {
            let symbol = Symbol::Item { project: None, key: *key, part: None };
            let above = on_cover(view, here.span, &symbol);
            let whole: Option<&Project> = file.model.projects.get(*project);
            let whole = whole.map(|project| Site { file: id, span: project.head });
            if above.is_empty() { whole.into_iter().collect() } else { above }
        }
        _ => places,
    }
}

fn in_libraries(view: &View, name: &str) -> Vec<Site> {
    let files = view.workspace().files().iter();
    let entries = files.flat_map(|file| {
        let entries = file.model.libraries.iter().flat_map(|library| &library.entries);
        let same = entries.filter(|entry| entry.name.value == name);
        same.map(|entry| Site { file: file.model.id, span: entry.name.span })
    });
    entries.collect()
}

/// Where the cover of the declaration around a place gives something.
fn on_cover(view: &View, span: Span, symbol: &Symbol) -> Vec<Site> {
    let site = Site { file: view.id(), span };
    let declaration = view.workspace().declaration_of(site, &view.session.settings);
    let Some((id, _)) = declaration.and_then(|declaration| declaration.cover) else { return Vec::new() };
    let Some(file) = view.workspace().file(id) else { return Vec::new() };
    let all = names::occurrences(&file.model);
    let given = all.into_iter().filter(|one| one.declares && one.symbol == *symbol);
    given.map(|one| Site { file: id, span: one.span }).collect()
}
