//! Where in the form an offset of a text stands: inside which items, at which place of the vocabulary, and which part of
//! an item is being written there. Half-written lines and unbalanced braces are the normal case.
//!
//! This module must never know what is done with the answer: completion, hover and structure all ask it.

mod line;

use std::sync::Arc;

use pmt_syntax::{Comparator, Kind, Parse, Span, SyntaxErrorKind, Tree, ast};

use crate::edition::{Content, Key, Level1, Level2, Place};

pub use line::Quote;

/// A spot in a text.
#[derive(Clone, Debug)]
pub struct Spot<'t> {
    /// What may stand here; `None` inside something that the vocabulary does not know.
    pub place: Option<Place>,
    /// The items whose blocks are around it, outermost first.
    pub around: Vec<ast::Item<'t>>,
    /// The level-1 indicator around it.
    pub level1: Option<Level1>,
    /// The level-2 indicator around it.
    pub level2: Option<Level2>,
    /// The names of the other items beside it, in order.
    pub beside: Vec<String>,
    /// The item that it stands in or right behind.
    pub item: Option<ast::Item<'t>>,
    /// Which part of the item it is.
    pub part: Part,
    /// What is written of that part so far: from where it begins to the offset, an opening quote left out.
    pub typed: Span,
    /// The rest of the word behind the offset.
    pub rest: Span,
    /// Inside what it stands, if that is open.
    pub quote: Option<Quote>,
    /// Whether a value, a text or a block already stands behind it on the line.
    pub goes_on: bool,
}

/// The part of an item.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Part {
    /// Its key.
    Key,
    /// Between its key and what comes then, with the key.
    AfterKey(String),
    /// Its label, with its key.
    Label(String),
    /// A value after a colon, with the key.
    Value {
        /// The key.
        key: String,
        /// How many values stand before it.
        index: usize,
        /// What of the value stands before the part that is being written.
        head: Head,
    },
    /// The value of a target.
    Target {
        /// The indicator's name, or 总体.
        key: String,
        /// The comparator.
        comparator: Option<Comparator>,
        /// What of the value stands before the part that is being written.
        head: Head,
    },
    /// A text, with its key.
    Text(String),
    /// A reference in a text, with the segments before the one that is being written.
    Reference(Vec<String>),
    /// A comment: from its slashes.
    Comment(Span),
    /// Behind what an item can hold.
    End,
}

/// What of a value stands before the word that is being written.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Head {
    /// Nothing.
    #[default]
    None,
    /// A number, which wants a unit.
    Number(String),
    /// Factors of a calculation.
    Factors,
    /// The start of a span or a range.
    From(String),
}

/// Whether the braces or fences of a text do not pair: then its tree is a guess, and [`reparsed`] a better one.
pub fn is_unbalanced(parse: &Parse) -> bool {
    parse.errors.iter().any(|error| {
        matches!(
            error.kind,
            SyntaxErrorKind::UnclosedBlock | SyntaxErrorKind::StrayBrace | SyntaxErrorKind::UnclosedText
        )
    })
}

/// The text parsed with a word at the offset, so that the repair of unbalanced braces sees that something is being
/// written there. Everything before the offset stays where it is.
pub fn reparsed(text: &str, offset: u32) -> Parse {
    const WORD: &str = "〇";
    let (before, after) = text.split_at_checked(offset as usize).unwrap_or((text, ""));
    let whole: Arc<str> = [before, WORD, after].concat().into();
    pmt_syntax::parse(whole)
}

/// The place inside an item that stands at a place, with the levels of indicators that it adds.
fn inside(place: Place, item: ast::Item<'_>, spot: &mut Levels) -> Option<Place> {
    let name = item.key()?;
    let text = name.text();
    match place {
        Place::Level1 => {
            if let Some((level1, _)) = Level1::parse(&text) {
                spot.level1 = Some(level1);
                return Some(Place::Level2(level1));
            }
            is_leaf(item).then_some(Place::Indicator)
        }
        Place::Level2(level1) => match Level2::parse(&text, Some(level1)) {
            Some((level2, _)) => {
                spot.level2 = Some(level2);
                Some(Place::Level3)
            }
            None if is_leaf(item) => Some(Place::Indicator),
            None => Some(Place::Level3),
        },
        Place::Library => {
            let above = spot.level1;
            if let Some((level1, _)) = Level1::parse(&text).filter(|_| above.is_none()) {
                spot.level1 = Some(level1);
                return Some(Place::Library);
            }
            spot.level2 = Level2::parse(&text, above).map(|(level2, _)| level2);
            Some(Place::LibraryEntries)
        }
        _ => {
            let key = if name.is_string() || name.is_title() { None } else { Key::parse(&text) };
            if let Some(slot) = key.and_then(|(key, _)| place.slot(key)) {
                return slot.content.block;
            }
            named_content(place).and_then(|content| content.block)
        }
    }
}

/// What an item may hold that is named by the author: under 立项依据 documents may stand without 文件依据.
pub fn named_content(place: Place) -> Option<Content> {
    if place == Place::Basis { Place::Documents.named_item() } else { place.named_item() }
}

fn is_leaf(item: ast::Item<'_>) -> bool {
    item.target().is_some() || item.values().next().is_some()
}

#[derive(Clone, Copy, Default)]
struct Levels {
    level1: Option<Level1>,
    level2: Option<Level2>,
}

impl<'t> Spot<'t> {
    /// The spot at an offset of a tree.
    pub fn at(tree: &'t Tree, offset: u32) -> Self {
        let text = tree.text();
        let mut around = Vec::new();
        let mut place = Some(Place::File);
        let mut levels = Levels::default();
        let mut block: Option<ast::Block<'t>> = None;
        while let Some(item) = items(tree, block).find(|item| item.block().is_some_and(|b| holds(b, offset)))
        {
            place = place.and_then(|place| inside(place, item, &mut levels));
            block = item.block();
            around.push(item);
        }
        let item = items(tree, block).take_while(|item| item.span().start <= offset).last().filter(|item| {
            offset <= item.span().end
                || text.get(item.span().end as usize..offset as usize).is_some_and(|gap| !gap.contains('\n'))
        });
        let beside = items(tree, block)
            .filter(|other| Some(*other) != item || offset > other.span().end)
            .filter_map(|other| other.key().map(|name| name.text().into_owned()))
            .collect();
        let scanned =
            item.and_then(|item| in_text(item, text, offset)).unwrap_or_else(|| line::scan(text, offset));
        Self {
            place,
            around,
            level1: levels.level1,
            level2: levels.level2,
            beside,
            item,
            part: scanned.part,
            typed: scanned.typed,
            rest: line::rest_of_word(text, offset),
            quote: scanned.quote,
            goes_on: line::goes_on(text, offset),
        }
    }

    /// The key of the innermost block around it.
    pub fn block_key(&self) -> Option<Key> {
        let name = self.around.last()?.key()?.text();
        Key::parse(&name).map(|(key, _)| key)
    }

    /// What the item whose part is being written may hold.
    pub fn content(&self, key: &str) -> Option<Content> {
        let place = self.place?;
        let slot = Key::parse(key).and_then(|(key, _)| place.slot(key));
        slot.map(|slot| slot.content).or_else(|| named_content(place))
    }
}

fn items<'t>(tree: &'t Tree, block: Option<ast::Block<'t>>) -> Box<dyn Iterator<Item = ast::Item<'t>> + 't> {
    match block {
        Some(block) => Box::new(block.items()),
        None => Box::new(ast::items(tree)),
    }
}

/// Whether an offset lies between the braces of a block; one that is not closed reaches as far as its last item.
fn holds(block: ast::Block<'_>, offset: u32) -> bool {
    let Some(open) = block.node().child(Kind::LBrace) else { return false };
    let closes = block.node().child(Kind::RBrace);
    let end = closes.map_or(block.span().end, |brace| brace.span().start);
    open.span().end <= offset && offset <= end
}

/// The part, if the offset stands between the fences of a text.
fn in_text(item: ast::Item<'_>, text: &str, offset: u32) -> Option<line::Scanned> {
    let inner = item.text()?.inner_span();
    if offset < inner.start || offset > inner.end {
        return None;
    }
    let before = text.get(inner.start as usize..offset as usize)?;
    let key = item.key().map(|key| key.text().into_owned()).unwrap_or_default();
    Some(line::in_prose(before, inner.start, key))
}

#[cfg(test)]
mod tests;
