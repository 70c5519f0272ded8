//! Prose with references in it.

use pmt_syntax::{Cooked, Origin, Span};

use super::At;
use crate::edition::Key;

/// `${…}` in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reference {
    /// Its segments: `任务."群团工作"` has two.
    pub path: Vec<At<String>>,
    /// The whole `${…}`.
    pub span: Span,
}

/// A stretch of prose.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Piece {
    /// The author's words.
    Text(Cooked),
    /// A reference to a declared value.
    Reference(Reference),
}

/// The body of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Prose {
    /// The key it belongs to; `None` under a name of the author's.
    pub key: Option<Key>,
    /// The key's place.
    pub key_span: Span,
    /// The whole text with its fences, or the string.
    pub span: Span,
    /// Between the fences.
    pub inner: Span,
    /// The body in order.
    pub pieces: Vec<Piece>,
}

impl Prose {
    /// Whether nothing but blanks stands in it.
    pub fn is_blank(&self) -> bool {
        self.pieces.iter().all(|piece| match piece {
            Piece::Text(cooked) => cooked.is_blank(),
            Piece::Reference(_) => false,
        })
    }

    /// The references in it.
    pub fn references(&self) -> impl Iterator<Item = &Reference> {
        self.pieces.iter().filter_map(|piece| match piece {
            Piece::Reference(reference) => Some(reference),
            Piece::Text(_) => None,
        })
    }

    /// The text itself, if it has no references.
    pub fn plain(&self) -> Option<&Cooked> {
        match self.pieces.as_slice() {
            [Piece::Text(only)] => Some(only),
            _ => None,
        }
    }

    /// The text with each reference replaced by what `expand` gives for it.
    pub fn expand(&self, mut expand: impl FnMut(&Reference) -> String) -> Cooked {
        if let Some(only) = self.plain() {
            return only.clone();
        }
        let mut whole = Cooked::default();
        for piece in &self.pieces {
            match piece {
                Piece::Text(cooked) => whole.append(cooked),
                Piece::Reference(reference) => {
                    whole.push(&expand(reference), reference.span, Origin::Reference);
                }
            }
        }
        whole
    }
}
