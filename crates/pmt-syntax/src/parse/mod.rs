//! Text to tree, in three steps: [`layout`] finds braces and texts by a light scan, [`repair`] decides where braces
//! that are missing or stray belong, and the grammar reads the file a stretch at a time while [`build`] puts the
//! nesting together. Stretches end between items, so memory is bounded by the stretch, not by the file.

mod build;
mod item;
mod layout;
mod literals;
mod repair;
mod values;

use std::sync::Arc;

use pest::Parser as _;

use crate::{SyntaxError, Tree};

#[derive(pest_derive::Parser)]
#[grammar = "../../../grammar/pmt.pest"]
struct Grammar;

/// How deeply blocks may nest; the form needs a dozen levels.
pub const MAX_DEPTH: usize = 64;

/// A parsed text: the tree and what is wrong with it.
#[derive(Clone, Debug)]
pub struct Parse {
    /// The tree; it holds every byte of the text.
    pub tree: Tree,
    /// The syntax errors in the order of their places.
    pub errors: Vec<SyntaxError>,
}

/// Parses a text. It never fails: what cannot be read is in the tree as an error.
pub fn parse(text: impl Into<Arc<str>>) -> Parse {
    let text = text.into();
    let layout = layout::Layout::of(&text);
    let plan = repair::Plan::of(&text, &layout);
    let mut builder = build::Builder::new(&text, plan);
    let mut start = layout.start();
    for end in layout.stretch_ends() {
        let stretch = text.get(start as usize..end as usize).unwrap_or_default();
        match Grammar::parse(Rule::stretch, stretch) {
            Ok(pairs) => builder.stretch(start, pairs),
            // The grammar reads anything; should it ever refuse, the stretch is one error and not a lost file.
            Err(_) => builder.unreadable_stretch(start, end),
        }
        start = end;
    }
    let (tree, errors) = builder.finish();
    Parse { tree, errors }
}
