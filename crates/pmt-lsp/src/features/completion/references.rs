//! Inside texts: `${…}` and titles of documents.

use pmt_core::spot::Quote;
use tower_lsp::ls_types::CompletionItemKind;

use super::context::Cx;
use super::offer::Offer;
use super::snippet::Snippet;
use super::{in_quotes, names};
use crate::features::describe::Subject;

/// The sign that begins a reference.
const SIGN: &str = "$";
/// Most characters of a value shown beside its name.
const MOST_SHOWN: usize = 30;

/// What may be written in a text: nothing, unless a sign asks for it.
pub fn in_text(cx: &Cx<'_>) -> Vec<Offer> {
    if cx.spot.quote == Some(Quote::Title) {
        return in_quotes(cx, names::documents(cx));
    }
    if !cx.typed().starts_with(SIGN) {
        return Vec::new();
    }
    let found = referable(cx).into_iter();
    found
        .map(|(source, value)| {
            let offer = offer(&source, &value, Snippet::of(format!("${{{source}}}")));
            // What was typed begins with the sign.
            Offer { name: format!("{SIGN}{source}"), ..offer }.label(source)
        })
        .collect()
}

/// What may follow the segments of a reference.
pub fn offers(cx: &Cx<'_>, path: &[String]) -> Vec<Offer> {
    let after = cx.text.get(cx.offset as usize..).unwrap_or_default();
    let quoted = cx.spot.quote.is_some();
    let after_quote = after.strip_prefix(['"', '”']).unwrap_or(after);
    let closes = after_quote.trim_start_matches(' ').starts_with(['}', '｝']);
    let mut prefix = String::new();
    for segment in path {
        let name = pmt_core::edition::Key::parse(segment).is_some();
        prefix.push_str(&if name { segment.clone() } else { pmt_syntax::quote(segment) });
        prefix.push('.');
    }
    referable(cx)
        .into_iter()
        .filter_map(|(source, value)| {
            let rest = source.strip_prefix(&prefix)?.to_owned();
            let (rest, closing) = if quoted {
                let inner = rest.strip_prefix('"')?;
                let close = if after.starts_with(['"', '”']) {
                    inner.strip_suffix('"').unwrap_or(inner)
                } else {
                    inner
                };
                (close.to_owned(), if closes { "" } else { "}" })
            } else {
                (rest, if closes { "" } else { "}" })
            };
            let insert = Snippet::of(format!("{rest}{closing}"));
            let name = source.strip_prefix(&prefix).unwrap_or(&source).replace('"', "");
            Some(offer(&name, &value, insert))
        })
        .collect()
}

fn offer(name: &str, value: &str, insert: Snippet) -> Offer {
    let shown: String = value.chars().take(MOST_SHOWN).collect();
    let shown = if shown.len() < value.len() { format!("{shown}…") } else { shown };
    Offer::new(name, insert, CompletionItemKind::VARIABLE)
        .detail(shown)
        .about(Subject::Value { name: name.to_owned(), value: value.to_owned() })
}

/// Everything that the text at hand can refer to, with what it stands for.
fn referable(cx: &Cx<'_>) -> Vec<(String, String)> {
    let id = cx.view.id();
    let own = cx.spot.item.and_then(pmt_syntax::ast::Item::text).map(|text| text.span().start);
    let found = match cx.project {
        Some(project) => {
            let resolved = cx.around.resolve(id, project);
            resolved.referable(id, project, cx.around.cover, cx.edition())
        }
        None => cx.around.referable(id),
    };
    // A text that refers to itself goes in a circle.
    let ours = cx
        .spot
        .item
        .filter(|_| own.is_some())
        .and_then(pmt_syntax::ast::Item::key)
        .map(|key| key.text().into_owned());
    found
        .into_iter()
        .filter(|one| Some(&one.source) != ours.as_ref())
        .map(|one| (one.source, one.value))
        .collect()
}
