//! Keys that are allowed and still missing, and names where the author gives them.

use pmt_core::edition::{Edition, Key, Level1, Level2, Place, Slot, TaxonomyName};
use pmt_core::spot::Head;
use tower_lsp::ls_types::CompletionItemKind;

use super::context::Cx;
use super::offer::Offer;
use super::shape::Shape;
use super::snippet::Snippet;
use super::{indicators, names, sections, values};
use crate::features::describe::Subject;

/// What may begin an item here.
pub fn offers(cx: &Cx<'_>) -> Vec<Offer> {
    let Some(place) = cx.spot.place else { return Vec::new() };
    if cx.spot.quote.is_some() {
        let offers = match place {
            Place::Level3 | Place::LibraryEntries => indicators::names(cx, place),
            _ => names::items(cx, place),
        };
        return super::in_quotes(cx, offers);
    }
    let mut all: Vec<Offer> = missing(cx, place).map(|slot| key(cx, place, slot)).collect();
    match place {
        Place::Level1 => all.extend(level1(cx)),
        Place::Level2(level1) => all.extend(level2(cx, Some(level1))),
        Place::Library => {
            if cx.spot.level1.is_none() {
                all.extend(level1(cx));
            }
            all.extend(level2(cx, cx.spot.level1));
        }
        Place::Level3 | Place::LibraryEntries => all.extend(indicators::names(cx, place)),
        _ => all.extend(names::items(cx, place)),
    }
    all.extend(sections::offers(cx, place));
    if cx.spot.goes_on {
        all.retain(|offer| !offer.whole);
        return all
            .into_iter()
            .map(|offer| Offer { insert: Snippet::of(written(&offer.name)), ..offer })
            .collect();
    }
    all
}

/// A name as it is written.
fn written(name: &str) -> String {
    if name.starts_with('《') { name.to_owned() } else { names::spelt(name) }
}

/// The rows of a place that its edition has and that are not given yet.
pub fn missing(cx: &Cx<'_>, place: Place) -> impl Iterator<Item = Slot> {
    let edition = cx.edition();
    place.slots().iter().copied().filter(move |slot| {
        let spellings = slot.key.spellings();
        let is_given =
            || spellings.iter().any(|spelling| cx.spot.beside.iter().any(|name| name == spelling.text));
        let is_known = spellings.iter().any(|spelling| spelling.editions.accepts(edition));
        is_known && (slot.content.repeats || !is_given())
    })
}

fn shape(cx: &Cx<'_>, place: Place) -> Shape {
    Shape { edition: cx.edition(), year: cx.year(), place }
}

fn key(cx: &Cx<'_>, place: Place, slot: Slot) -> Offer {
    let is_required = slot.required.requires(cx.edition()) && !names::is_inherited(cx, slot.key);
    let detail = if is_required { cx.say("必填", "required") } else { "" };
    Offer::new(cx.label(slot.key), shape(cx, place).item(slot), CompletionItemKind::PROPERTY)
        .english(slot.key.english())
        .detail(detail)
        .about(Subject::Key { key: slot.key.english().to_owned(), edition: number(cx.edition()) })
}

/// An edition as it travels.
pub fn number(edition: Edition) -> u8 {
    edition as u8
}

/// What stands behind a key that has been written.
pub fn after(cx: &Cx<'_>, written: &str) -> Vec<Offer> {
    let Some(place) = cx.spot.place else { return Vec::new() };
    if let Some(slot) = Key::parse(written).and_then(|(key, _)| place.slot(key)) {
        let has_label =
            cx.spot.item.is_some_and(|item| item.label().is_some_and(|l| l.span().end <= cx.offset));
        if has_label {
            let insert = after_label(*slot);
            return vec![Offer::new(insert.as_text("", true), insert, CompletionItemKind::SNIPPET)];
        }
        let labels = names::labels(cx, written);
        let quoted = labels.into_iter().map(|offer| {
            let insert = Snippet::of(pmt_syntax::quote(&offer.name)).text(" ").then(after_label(*slot));
            Offer { insert, ..offer }
        });
        let tail = shape(cx, place).tail(*slot, 0);
        let label = tail.as_text("", false).lines().next().unwrap_or_default().trim().to_owned();
        let own = Offer::new(label, tail, CompletionItemKind::SNIPPET);
        let mut all: Vec<Offer> = quoted.chain([own]).collect();
        if shape(cx, place).has_colon(*slot) {
            let values = values::offers(cx, written, 0, &Head::None).into_iter();
            all.extend(values.map(|offer| Offer { insert: Snippet::of(": ").then(offer.insert), ..offer }));
        }
        return all;
    }
    match place {
        Place::Level3 => indicators::comparators(cx, written),
        Place::Level1 | Place::Level2(_)
            if Level1::parse(written).is_none() && Level2::parse(written, None).is_none() =>
        {
            indicators::comparators(cx, written)
        }
        _ => Vec::new(),
    }
}

fn after_label(slot: Slot) -> Snippet {
    if slot.content.value == pmt_core::edition::ValueType::None {
        Snippet::of("{").line(1).stop().line(0).text("}")
    } else {
        Snippet::of(": ").stop()
    }
}

/// An item that is a level, with its block.
fn level(name: &'static TaxonomyName, subject: Subject) -> Offer {
    let insert = Snippet::of(name.name).text(" {").line(1).stop().line(0).text("}");
    Offer::new(name.name, insert, CompletionItemKind::CLASS).english(name.english).about(subject)
}

fn is_given(cx: &Cx<'_>, name: &TaxonomyName) -> bool {
    cx.spot.beside.iter().any(|given| given == name.name || name.aliases.contains(&given.as_str()))
}

fn level1<'c>(cx: &'c Cx<'_>) -> impl Iterator<Item = Offer> + 'c {
    let edition = cx.edition();
    Level1::all()
        .filter(move |level| level.editions().accepts(edition) && !is_given(cx, level.info()))
        .map(|level| level_offer(level.info()))
}

fn level_offer(name: &'static TaxonomyName) -> Offer {
    level(name, Subject::Level { name: name.name.to_owned() })
}

fn level2<'c>(cx: &'c Cx<'_>, above: Option<Level1>) -> impl Iterator<Item = Offer> + 'c {
    let edition = cx.edition();
    let belongs = move |level: &Level2| {
        above.is_none_or(|above| level.parent() == above)
            && level.editions().accepts(edition)
            && !is_given(cx, level.info())
    };
    Level2::all().filter(belongs).map(|level| level_offer(level.info()))
}
