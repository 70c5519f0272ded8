//! Whole sections with places to fill in.

use pmt_core::edition::{Key, Level1, Place};
use tower_lsp::ls_types::CompletionItemKind;

use super::context::Cx;
use super::names;
use super::offer::Offer;
use super::shape::Shape;
use super::snippet::Snippet;
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
            all
        }
        Place::Plan => vec![section(cx, Key::Task, shape.task())],
        Place::Project if !cx.spot.beside.iter().any(|name| name == cx.label(Key::Indicators)) => {
            let start = Snippet::of(cx.label(Key::Indicators)).text(" {");
            vec![section(cx, Key::Indicators, shape.levels(start, 0).line(0).text("}"))]
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
        _ => Vec::new(),
    }
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
