//! Positions as the client counts them. Inside, positions are byte offsets.

use pmt_syntax::{LineCol, LineIndex, Span};
use tower_lsp::ls_types::{Position, PositionEncodingKind, Range};

/// The unit in which columns are counted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Encoding {
    /// Bytes.
    Utf8,
    /// UTF-16 code units, which every client knows.
    #[default]
    Utf16,
    /// Characters.
    Utf32,
}

impl Encoding {
    /// The one to use with a client that offers some. UTF-8 costs nothing, but only UTF-16 has to be offered, and older
    /// versions of Neovim offer UTF-8 and count otherwise: a setting can force UTF-16.
    pub fn choose(offered: Option<&[PositionEncodingKind]>, force_utf16: bool) -> Self {
        let offers = |kind: &PositionEncodingKind| offered.is_some_and(|offered| offered.contains(kind));
        if force_utf16 {
            Self::Utf16
        } else if offers(&PositionEncodingKind::UTF8) {
            Self::Utf8
        } else if offers(&PositionEncodingKind::UTF32) && !offers(&PositionEncodingKind::UTF16) {
            Self::Utf32
        } else {
            Self::Utf16
        }
    }

    /// Its name.
    pub fn kind(self) -> PositionEncodingKind {
        match self {
            Self::Utf8 => PositionEncodingKind::UTF8,
            Self::Utf16 => PositionEncodingKind::UTF16,
            Self::Utf32 => PositionEncodingKind::UTF32,
        }
    }

    /// The position of an offset.
    pub fn position(self, lines: &LineIndex, text: &str, offset: u32) -> Position {
        let at = match self {
            Self::Utf8 => lines.utf8(offset),
            Self::Utf16 => lines.utf16(text, offset),
            Self::Utf32 => lines.utf32(text, offset),
        };
        Position { line: at.line, character: at.col }
    }

    /// The range of a span.
    pub fn range(self, lines: &LineIndex, text: &str, span: Span) -> Range {
        Range { start: self.position(lines, text, span.start), end: self.position(lines, text, span.end) }
    }

    /// The offset of a position; one outside is clamped to its line, or to the end of the text.
    pub fn offset(self, lines: &LineIndex, text: &str, position: Position) -> u32 {
        let at = LineCol { line: position.line, col: position.character };
        match self {
            Self::Utf8 => lines.offset_utf8(text, at),
            Self::Utf16 => lines.offset_utf16(text, at),
            Self::Utf32 => lines.offset_utf32(text, at),
        }
    }

    /// The span of a range; one the wrong way round is empty at its start.
    pub fn span(self, lines: &LineIndex, text: &str, range: Range) -> Span {
        let start = self.offset(lines, text, range.start);
        Span::new(start, self.offset(lines, text, range.end).max(start))
    }
}
