//! Whole sections with places to fill in.

use pmt_core::edition::{Key, Level1, Place};
use tower_lsp::ls_types::CompletionItemKind;

use super::context::Cx;
use super::keys;
use super::names;
use super::offer::Offer;
use super::shape::Shape;
use super::snippet::Snippet;
use super::whole::Whole;
use crate::features::describe::Subject;

/// The sections that may stand at a place.
pub fn offers(cx: &Cx<'_>, place: Place) -> Vec<Offer> {
    let shape = Shape { edition: cx.edition(), year: cx.year(), place };
    match place {
        Place::File => {
            let project = shape.project(|key| names::is_inherited(cx, key));
            let mut all = Vec::new();
            if cx.around.cover.is_none() {
                let region = cx.settings.region.as_deref();
                all.push(section(cx, Key::Declaration, shape.cover(region)));
            }
            all.push(section(cx, Key::Project, project));
            all.extend(blocks(cx, place, shape).filter(|(key, _)| *key == Key::Library).map(of_key(cx)));
            all
        }
        Place::Level1 => {
            let is_given = |level: &Level1| {
                cx.spot.beside.iter().any(|name| Level1::parse(name).map(|(l, _)| l) == Some(*level))
            };
            let levels =
                Level1::all().filter(|level| level.editions().accepts(cx.edition()) && !is_given(level));
            levels
                .map(|level| {
                    let name = level.info().name;
                    let insert = shape.level(Snippet::default(), level, 0);
                    whole(cx, name, level.info().english, insert)
                        .about(Subject::Level { name: name.to_owned() })
                })
                .collect()
        }
        Place::Documents => {
            let document = Whole { shape, years: years(cx) }.document();
            vec![whole(cx, cx.label(Key::Documents), Key::Documents.english(), document)]
        }
        _ => blocks(cx, place, shape).map(of_key(cx)).collect(),
    }
}

/// The blocks that are still missing at a place, whole.
fn blocks<'c>(cx: &'c Cx<'_>, place: Place, shape: Shape) -> impl Iterator<Item = (Key, Snippet)> + 'c {
    let whole = Whole { shape, years: years(cx) };
    let missing = keys::missing(cx, place);
    missing.filter_map(move |slot| {
        let section = whole.section(Snippet::default(), slot, 0)?;
        // The key alone is offered like that already.
        let is_more = section.as_snippet() != shape.item(slot).as_snippet();
        is_more.then_some((slot.key, section))
    })
}

fn of_key<'c>(cx: &'c Cx<'_>) -> impl Fn((Key, Snippet)) -> Offer + 'c {
    move |(key, insert)| section(cx, key, insert)
}

/// The years that the project lasts, else the one at hand.
fn years(cx: &Cx<'_>) -> (i32, i32) {
    let period = cx.project.and_then(|project| project.period);
    period.and_then(|period| period.value.years()).unwrap_or((cx.year(), cx.year()))
}

fn section(cx: &Cx<'_>, key: Key, insert: Snippet) -> Offer {
    let edition = super::keys::number(cx.edition());
    let subject = Subject::Key { key: key.english().to_owned(), edition };
    whole(cx, cx.label(key), key.english(), insert).about(subject)
}

fn whole(cx: &Cx<'_>, name: &str, english: &'static str, insert: Snippet) -> Offer {
    Offer::new(name, insert, CompletionItemKind::SNIPPET)
        .label(format!("{name}{}", cx.say("（整段）", " (whole)")))
        .english(english)
        .detail(cx.say("整段模板", "template"))
        .whole()
        .last()
}
