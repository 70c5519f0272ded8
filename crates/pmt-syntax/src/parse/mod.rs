//! Text to tree, in three steps: [`layout`] finds braces and texts by a light scan, [`repair`] decides where braces
//! that are missing or stray belong, and the grammar reads the file a stretch at a time while [`build`] puts the
//! nesting together. Stretches end between items, so memory is bounded by the stretch, not by the file, and after an
//! edit only the stretch that it is in has to be read ([`again`]).

mod again;
mod build;
mod item;
mod layout;
mod literals;
mod repair;
mod values;

use std::sync::Arc;

use pest::Parser as _;

pub use again::{Same, parse_again};

use crate::{Span, SyntaxError, Tree};
use again::{Known, Stretch};

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
    /// The stretches that mean the same wherever they stand, in order.
    stretches: Vec<Stretch>,
}

/// Parses a text. It never fails: what cannot be read is in the tree as an error.
pub fn parse(text: impl Into<Arc<str>>) -> Parse {
    parse_with(&text.into(), &mut Known::nothing())
}

fn parse_with(text: &Arc<str>, known: &mut Known<'_>) -> Parse {
    let layout = layout::Layout::of(text);
    let plan = repair::Plan::of(text, &layout);
    let mut builder = build::Builder::new(text, plan);
    let mut start = layout.start();
    for end in layout.stretch_ends() {
        let span = Span::new(start, end);
        if !builder.take_over(span, known) {
            builder.begin_stretch(span);
            match Grammar::parse(Rule::stretch, span.text(text)) {
                Ok(pairs) => builder.stretch(start, pairs),
                // The grammar reads anything; should it ever refuse, the stretch is one error and not a lost file.
                Err(_) => builder.unreadable_stretch(start, end),
            }
            builder.end_stretch(span);
        }
        start = end;
    }
    builder.finish()
}
