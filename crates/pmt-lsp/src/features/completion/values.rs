//! Values after a colon, by what the vocabulary lets stand there.

use pmt_core::edition::{ATTRIBUTES, CATEGORIES, Edition, EnumValue, KINDS, Key, NATURES, Place, ValueType};
use pmt_core::spot::{Head, named_content};
use pmt_core::workspace::File;
use tower_lsp::ls_types::CompletionItemKind;

use super::context::Cx;
use super::names::spelt;
use super::offer::Offer;
use super::shape::choices;
use super::snippet::Snippet;
use super::{amounts, dates, indicators};

/// What may stand as a value of a key.
pub fn offers(cx: &Cx<'_>, written: &str, index: usize, head: &Head) -> Vec<Offer> {
    let Some(place) = cx.spot.place else { return Vec::new() };
    let slot = Key::parse(written).and_then(|(key, _)| place.slot(key));
    let key = slot.map(|slot| slot.key);
    let Some(content) = slot.map(|slot| slot.content).or_else(|| named_content(place)) else {
        return indicators::targets(cx, written, None, head);
    };
    if index > 0 && !matches!(content.value, ValueType::Names | ValueType::Times) {
        return Vec::new();
    }
    match content.value {
        ValueType::Category => listed(cx, CATEGORIES, &cx.settings.vocabulary.categories),
        ValueType::Nature => listed(cx, NATURES, &cx.settings.vocabulary.natures),
        ValueType::Attribute => listed(cx, ATTRIBUTES, &[]),
        ValueType::Region => words(Edition::regions()),
        ValueType::Money => amounts::money(cx, place, key, head),
        ValueType::Cost => amounts::cost(cx, place, written, head),
        ValueType::Period => dates::periods(cx, key, head),
        ValueType::Times => dates::times(cx, head),
        ValueType::Name => named(cx, key),
        ValueType::Names => several(cx, key, written),
        ValueType::Target if place == Place::Indicator => Vec::new(),
        ValueType::Target => indicators::targets(cx, written, None, head),
        ValueType::Unit => amounts::units_of(cx, written).into_iter().map(|unit| word(&unit)).collect(),
        ValueType::Count => count(cx, key),
        ValueType::Weight => amounts::weight(cx),
        ValueType::None => Vec::new(),
    }
}

fn word(text: &str) -> Offer {
    Offer::new(text, Snippet::of(text), CompletionItemKind::VALUE)
}

fn words<'w>(list: impl IntoIterator<Item = &'w str>) -> Vec<Offer> {
    list.into_iter()
        .map(|text| Offer::new(text, Snippet::of(text), CompletionItemKind::ENUM_MEMBER))
        .collect()
}

/// A closed list and what the configuration adds to it.
fn listed(cx: &Cx<'_>, list: &[EnumValue], more: &[String]) -> Vec<Offer> {
    let own = choices(list, cx.edition());
    words(own.iter().chain(more).map(String::as_str))
}

/// One name.
fn named(cx: &Cx<'_>, key: Option<Key>) -> Vec<Offer> {
    match key {
        Some(Key::Department | Key::Unit) => {
            let found = cx.names(File::organisations);
            let names = found.into_iter().map(|(name, file)| name_offer(name).detail(cx.whence(file)));
            names.collect()
        }
        Some(Key::Kind) => words(KINDS),
        Some(Key::DocumentNumber) => document_numbers(cx),
        _ => Vec::new(),
    }
}

/// The numbers that other files give to the same document.
fn document_numbers(cx: &Cx<'_>) -> Vec<Offer> {
    let title = cx.spot.around.last().and_then(|item| item.key()).map(|name| name.text().into_owned());
    let found = cx.names(|file| {
        let same = file.documents().filter(|document| Some(&document.title.value) == title.as_ref());
        same.filter_map(|document| document.number.as_ref())
            .map(|number| number.value.as_str())
            .collect::<Vec<_>>()
            .into_iter()
    });
    found.into_iter().map(|(name, file)| name_offer(name).detail(cx.whence(file))).collect()
}

fn name_offer(name: &str) -> Offer {
    Offer::new(name, Snippet::of(pmt_syntax::quote(name)), CompletionItemKind::REFERENCE)
}

/// One name of several.
fn several(cx: &Cx<'_>, key: Option<Key>, written: &str) -> Vec<Offer> {
    let given: Vec<String> = cx
        .spot
        .item
        .filter(|item| item.key().is_some_and(|name| name.text() == written))
        .into_iter()
        .flat_map(pmt_syntax::ast::Item::values)
        .filter(|value| value.span().end < cx.spot.typed.start || value.span().start > cx.offset)
        .filter_map(|value| match value {
            pmt_syntax::ast::Value::Name(name) => Some(name.text().into_owned()),
            _ => None,
        })
        .collect();
    let offers: Vec<Offer> = match key {
        Some(Key::Serves) => {
            let tasks = cx.project.map(pmt_core::model::Project::tasks).unwrap_or_default();
            tasks
                .iter()
                .map(|task| {
                    let amount = task.amount.map(|amount| amount.prose()).unwrap_or_default();
                    name_offer(&task.name.value).detail(amount)
                })
                .collect()
        }
        Some(Key::Owner) => {
            let declared = cx.project.map(pmt_core::model::Project::declared_bodies).unwrap_or_default();
            let own: Vec<&str> = declared.iter().map(|body| body.name.value.as_str()).collect();
            let others = cx.names(File::bodies);
            let others = others.into_iter().filter(|(name, _)| !own.contains(name));
            let own = own
                .iter()
                .map(|name| Offer::new(*name, Snippet::of(spelt(name)), CompletionItemKind::REFERENCE));
            let others = others.map(|(name, file)| {
                Offer::new(name, Snippet::of(spelt(name)), CompletionItemKind::REFERENCE)
                    .detail(cx.whence(file))
                    .last()
            });
            own.chain(others).collect()
        }
        _ => Vec::new(),
    };
    offers.into_iter().filter(|offer| !given.contains(&offer.name)).collect()
}

/// What the cover counts.
fn count(cx: &Cx<'_>, key: Option<Key>) -> Vec<Offer> {
    if key != Some(Key::ProjectCount) {
        return Vec::new();
    }
    let count: usize = cx.projects_below().count();
    if count == 0 {
        Vec::new()
    } else {
        vec![word(&count.to_string()).detail(cx.say("按文件计", "counted"))]
    }
}

impl<'a> Cx<'a> {
    /// The projects in the folder of the document and below.
    pub fn projects_below(&self) -> impl Iterator<Item = &pmt_core::model::Project> {
        let folder = |path: &'a str| path.rsplit_once('/').map_or("", |(folder, _)| folder);
        let here = folder(&self.file.path).to_owned();
        let id = self.view.id();
        let others = self.workspace.files().iter().map(AsRef::as_ref).filter(move |file| file.model.id != id);
        std::iter::once(self.file)
            .chain(others)
            .filter(move |file| {
                here.is_empty() || file.path.strip_prefix(&here).is_some_and(|rest| rest.starts_with('/'))
            })
            .flat_map(|file| &file.model.projects)
    }
}
