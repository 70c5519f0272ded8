//! Completion: what may be written at the cursor, from the vocabulary's tables and from what is written elsewhere.
//!
//! It knows the shapes in which things are written, and no word of the form.

mod amounts;
mod context;
mod dates;
mod indicators;
mod keys;
mod names;
mod offer;
mod references;
mod sections;
mod shape;
mod snippet;
mod snippets;
mod suppressions;
mod values;
mod whole;

use pmt_core::spot::{Head, Part, Quote, Spot, is_unbalanced, reparsed};
use pmt_syntax::Span;
use tower_lsp::ls_types::{CompletionItem, CompletionList, CompletionResponse, Documentation, Position};

use crate::features::describe;
use crate::profile::Profile;
use crate::state::View;
use context::Cx;
use offer::{Abilities, Data, Offer, Setting};
use snippet::Snippet;
pub use snippets::{FileSnippet, snippets};

/// The signs after which a client asks by itself. Nothing depends on them: an input method sends none.
pub const TRIGGERS: [&str; 12] = [":", "：", "\"", "“", "《", "$", "{", ".", "=", ">", "<", "/"];

/// What may be written at a position.
pub fn at(view: &View, position: Position) -> CompletionResponse {
    let offset = view.offset(position);
    let parse = view.document.parse();
    let again;
    let tree = if is_unbalanced(parse) {
        again = reparsed(&view.document.text, offset);
        &again.tree
    } else {
        &parse.tree
    };
    let spot = Spot::at(tree, offset);
    let file = view.file();
    let cx = Cx::new(view, &file, &spot, offset);
    let (offers, replaced) = offers(&cx);
    let text: &str = &view.document.text;
    let line =
        text.get(..offset as usize).and_then(|before| before.rfind('\n')).map_or(0, |n| n.saturating_add(1));
    let line = text.get(line..offset as usize).unwrap_or_default();
    let indent = line.get(..line.len().saturating_sub(line.trim_start().len())).unwrap_or_default();
    let offers = if is_open(line) { offers.into_iter().map(on_one_line).collect() } else { offers };
    let setting = Setting {
        typed: replaced.text(text),
        range: view.range(replaced),
        rest: spot.rest.text(text),
        range_with_rest: view.range(replaced.cover(spot.rest)),
        indent,
        abilities: Abilities::of(&view.profile),
        lang: view.lang(),
    };
    // What is offered depends on what is typed: pinyin is not what a client filters by.
    CompletionResponse::List(CompletionList { is_incomplete: true, items: setting.items(offers) })
}

/// Whether a line opens a block and goes on.
fn is_open(line: &str) -> bool {
    line.matches(['{', '｛']).count() > line.matches(['}', '｝']).count()
}

fn on_one_line(offer: Offer) -> Offer {
    Offer { insert: offer.insert.on_one_line(), ..offer }
}

/// What may be written, and what it replaces.
fn offers(cx: &Cx<'_>) -> (Vec<Offer>, Span) {
    let typed = cx.spot.typed;
    let offers = match &cx.spot.part {
        Part::Key => keys::offers(cx),
        Part::AfterKey(key) => keys::after(cx, key),
        Part::Label(key) => in_quotes(cx, names::labels(cx, key)),
        Part::Value { key, index, head } => {
            let offers = values::offers(cx, key, *index, head);
            in_quotes(cx, spaced(cx, offers, head))
        }
        Part::Target { key, comparator, head } => {
            let offers = indicators::targets(cx, key, *comparator, head);
            in_quotes(cx, spaced(cx, offers, head))
        }
        Part::Text(_) => references::in_text(cx),
        Part::Reference(path) => references::offers(cx, path),
        Part::Comment(span) => return suppressions::offers(cx, *span),
        Part::End => Vec::new(),
    };
    (offers, typed)
}

/// With a blank before what would stand right behind a colon, a comparator or a number.
fn spaced(cx: &Cx<'_>, offers: Vec<Offer>, head: &Head) -> Vec<Offer> {
    let before = cx.text.get(..cx.spot.typed.start as usize).unwrap_or_default();
    let is_tight = match head {
        Head::Number(_) => false,
        _ => before
            .ends_with([':', '：', ',', '，', '、', '=', '>', '<', '≥', '≤', '×', '至', '＝', '＞', '＜']),
    };
    if !is_tight || cx.spot.quote.is_some() {
        return offers;
    }
    let with_blank = |offer: Offer| Offer { insert: Snippet::of(" ").then(offer.insert), ..offer };
    offers.into_iter().map(with_blank).collect()
}

/// Names as they are written where a quote is open: bare, and closed unless it is.
fn in_quotes(cx: &Cx<'_>, offers: Vec<Offer>) -> Vec<Offer> {
    let Some(quote) = cx.spot.quote else { return offers };
    let close = match quote {
        Quote::String(close) => close,
        Quote::Title => '》',
    };
    let after = cx.text.get(cx.offset as usize..).unwrap_or_default();
    let close = if after.starts_with([close, '"', '”']) { String::new() } else { close.to_string() };
    let bare = |offer: Offer| Offer { insert: Snippet::of(format!("{}{close}", offer.name)), ..offer };
    offers.into_iter().map(bare).collect()
}

/// An item with what there is to read of it.
pub fn resolve(mut item: CompletionItem, profile: &Profile) -> CompletionItem {
    let Some(data) = item.data.as_ref().and_then(|data| serde_json::from_value::<Data>(data.clone()).ok())
    else {
        return item;
    };
    let formats = profile
        .capabilities
        .text_document
        .as_ref()
        .and_then(|document| document.completion.as_ref())
        .and_then(|completion| completion.completion_item.as_ref())
        .and_then(|item| item.documentation_format.as_deref());
    let page = describe::page(&data.subject, data.lang);
    item.documentation = Some(Documentation::MarkupContent(page.markup(formats)));
    item
}
