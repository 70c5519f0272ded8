//! Names that the author gives: of projects, tasks, documents, bodies, cost lines, years.

use pmt_core::edition::{Key, Place};
use pmt_core::model::{BudgetPlan, Project};
use pmt_core::spot::{Part, named_content};
use pmt_core::workspace::File;
use tower_lsp::ls_types::CompletionItemKind;

use super::context::Cx;
use super::offer::Offer;
use super::snippet::Snippet;

/// A name as a key or a value is written: bare where that reads as one word.
pub fn spelt(name: &str) -> String {
    let parsed = pmt_syntax::parse(name);
    let bare = parsed.errors.is_empty()
        && pmt_syntax::ast::items(&parsed.tree)
            .map(pmt_syntax::ast::Item::span)
            .eq([pmt_syntax::Span::of(0..name.len())])
        && name.chars().all(|c| c.is_alphanumeric() || matches!(c, '_' | '·' | '（' | '）'));
    if bare { name.to_owned() } else { pmt_syntax::quote(name) }
}

/// Whether a project takes what a key would say from its cover.
pub fn is_inherited(cx: &Cx<'_>, key: Key) -> bool {
    let Some(cover) = cx.around.cover else { return false };
    match key {
        Key::Department => cover.department.is_some(),
        Key::Unit => cover.own_or_only_unit().is_some(),
        _ => false,
    }
}

/// Names for a label: those that other files give to the same thing.
pub fn labels(cx: &Cx<'_>, written: &str) -> Vec<Offer> {
    let found = match Key::parse(written).map(|(key, _)| key) {
        Some(Key::Project) => {
            cx.names(|file| file.model.projects.iter().map(|project| project.name.value.as_str()))
        }
        Some(Key::Task) => cx.names(|file| {
            let tasks = file.model.projects.iter().flat_map(Project::tasks);
            tasks.map(|task| task.name.value.as_str())
        }),
        Some(Key::Library) => {
            cx.names(|file| file.model.libraries.iter().map(|library| library.name.value.as_str()))
        }
        _ => return Vec::new(),
    };
    let own = cx.names_of_this_file(written);
    found
        .into_iter()
        .filter(|(name, _)| !own.contains(name))
        .map(|(name, file)| {
            Offer::new(name, Snippet::of(name), CompletionItemKind::REFERENCE).detail(cx.whence(file))
        })
        .collect()
}

impl Cx<'_> {
    /// The labels of the items beside the cursor with the same key.
    fn names_of_this_file(&self, written: &str) -> Vec<&str> {
        match Key::parse(written).map(|(key, _)| key) {
            Some(Key::Task) => {
                let tasks = self.project.map(Project::tasks).unwrap_or_default();
                tasks.iter().map(|task| task.name.value.as_str()).collect()
            }
            Some(Key::Project) => {
                self.file.model.projects.iter().map(|project| project.name.value.as_str()).collect()
            }
            _ => Vec::new(),
        }
    }
}

/// Names of the author's own that may begin an item at a place.
pub fn items(cx: &Cx<'_>, place: Place) -> Vec<Offer> {
    if named_content(place).is_none() {
        return Vec::new();
    }
    match place {
        Place::Basis | Place::Documents => documents(cx),
        Place::Years => years(cx),
        Place::Bodies => {
            let mut found = cx.names(File::bodies);
            found.extend(cx.names(File::organisations));
            named(cx, found, &|name| Snippet::of(spelt(name)).text(": \"").stop().text("\""))
        }
        Place::Costing => {
            let found = cx.names(|file| {
                let tasks = file.model.projects.iter().flat_map(Project::tasks);
                tasks.flat_map(|task| &task.costing).map(|line| line.name.value.as_str())
            });
            let lines = named(cx, found, &|name| Snippet::of(spelt(name)).text(": ").stop());
            standards(cx).chain(lines).collect()
        }
        Place::BudgetParts => {
            let found = cx.names(|file| {
                let plans = file.model.projects.iter().filter_map(|project| project.budget_plan.as_ref());
                let lines = plans.flat_map(BudgetPlan::parts).flat_map(|part| &part.amounts);
                lines.map(|line| line.name.value.as_str())
            });
            named(cx, found, &|name| Snippet::of(spelt(name)).text(": ").stop())
        }
        _ => Vec::new(),
    }
}

/// Cost lines that a standard of spending is for, those for the task at hand first.
fn standards<'c>(cx: &'c Cx<'_>) -> impl Iterator<Item = Offer> + 'c {
    let task = cx.task().map_or("", |task| task.name.value.as_str());
    let mut standards: Vec<_> = cx.settings.standards.iter().collect();
    standards.sort_by_key(|standard| !standard.is_for(task));
    standards.into_iter().filter_map(|standard| {
        let name = standard.items.first()?;
        let price = standard.price.text();
        let (_, per) = price.split_once(['/', '／'])?;
        let insert = Snippet::of(spelt(name)).text(": ").stop().text(format!("{per} × ")).stop_with(price);
        let offer = Offer::new(name, insert, CompletionItemKind::REFERENCE);
        (!cx.spot.beside.contains(name)).then(|| offer.detail(super::indicators::standard_detail(standard)))
    })
}

/// Names as items, those that stand here already left out.
fn named(cx: &Cx<'_>, found: Vec<(&str, &File)>, insert: &dyn Fn(&str) -> Snippet) -> Vec<Offer> {
    let mut seen = std::collections::HashSet::new();
    found
        .into_iter()
        .filter(|(name, _)| !cx.spot.beside.iter().any(|given| given == name) && seen.insert(*name))
        .map(|(name, file)| {
            Offer::new(name, insert(name), CompletionItemKind::REFERENCE).detail(cx.whence(file))
        })
        .collect()
}

/// Documents that projects rest on, as titles.
pub fn documents(cx: &Cx<'_>) -> Vec<Offer> {
    let is_open = cx.spot.quote.is_some();
    let found = cx.names(|file| file.documents().map(|document| document.title.value.as_str()));
    let is_item = matches!(cx.spot.part, Part::Key) && !cx.spot.goes_on;
    found
        .into_iter()
        .filter(|(name, _)| !cx.spot.beside.iter().any(|given| given == name))
        .map(|(name, file)| {
            let title = format!("《{name}》");
            let shown = if is_open { name.to_owned() } else { title.clone() };
            let number =
                file.documents().find(|one| one.title.value == name).and_then(|one| one.number.as_ref());
            let insert = match number.filter(|_| is_item) {
                Some(number) => {
                    let key = cx.label(Key::DocumentNumber);
                    format!("{title} {{ {key}: {} }}", pmt_syntax::quote(&number.value))
                }
                None => title.clone(),
            };
            Offer::new(shown, Snippet::of(insert), CompletionItemKind::FILE)
                .label(title)
                .detail(cx.whence(file))
        })
        .collect()
}

/// The years of the project that are not given yet.
fn years(cx: &Cx<'_>) -> Vec<Offer> {
    let span = cx.project.and_then(|project| project.period).and_then(|period| period.value.years());
    let first = cx.year();
    let (from, to) = span.unwrap_or((first, first.saturating_add(2)));
    (from..=to)
        .take(20)
        .map(|year| format!("{year}年"))
        .filter(|name| !cx.spot.beside.contains(name))
        .map(|name| {
            let insert = Snippet::of(name.clone()).text(": ").stop();
            Offer::new(name, insert, CompletionItemKind::VALUE)
        })
        .collect()
}
