//! A line being written, with what its parts are written of.

use crate::source::{Origin, Piece};
use crate::trace::Mark;

/// A line of `.pmt` text.
#[derive(Debug, Default)]
pub(crate) struct Line {
    pub(super) text: String,
    pub(super) marks: Vec<Mark>,
}

impl Line {
    /// A key with what is written of a piece after it.
    pub(super) fn item(label: &str, value: &str, piece: Option<&Piece>) -> Self {
        Self::default().about(label, piece.map(|piece| piece.origin)).plain(": ").of(value, piece)
    }

    /// With what the document does not say.
    pub(super) fn plain(mut self, text: &str) -> Self {
        self.text.push_str(text);
        self
    }

    /// With words that speak of pieces without being theirs.
    pub(super) fn about(self, text: &str, origin: Option<Origin>) -> Self {
        self.marked(text, origin, "")
    }

    /// With what is written of a piece.
    pub(super) fn of(self, text: &str, piece: Option<&Piece>) -> Self {
        self.marked(text, piece.map(|piece| piece.origin), piece.map_or("", |piece| &piece.text))
    }

    /// With what is written of words in pieces.
    pub(super) fn marked(mut self, text: &str, origin: Option<Origin>, words: &str) -> Self {
        let start = self.text.len();
        self.text.push_str(text);
        if let Some(origin) = origin.filter(|origin| origin.first > 0) {
            self.marks.push(Mark { span: start..self.text.len(), origin, text: words.to_owned() });
        }
        self
    }
}

impl From<&str> for Line {
    fn from(text: &str) -> Self {
        Self::default().plain(text)
    }
}

impl From<&String> for Line {
    fn from(text: &String) -> Self {
        Self::default().plain(text)
    }
}
