//! Text to tree.

use std::sync::Arc;

use crate::{Kind, SyntaxError, Tree, TreeBuilder};

/// A parsed text: the tree and what is wrong with it.
#[derive(Clone, Debug)]
pub struct Parse {
    /// The tree; it holds every byte of the text.
    pub tree: Tree,
    /// The syntax errors in the order of their places.
    pub errors: Vec<SyntaxError>,
}

/// Parses a text. It never fails.
pub fn parse(text: impl Into<Arc<str>>) -> Parse {
    let text = text.into();
    let mut builder = TreeBuilder::with_capacity(text.len());
    builder.open(Kind::Root, 0);
    Parse { tree: builder.finish(text), errors: Vec::new() }
}
