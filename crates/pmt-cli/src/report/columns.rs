//! Lines and columns of places that come in order, without counting a long line from its start for each.

use pmt_syntax::{LineCol, LineIndex, Span};

/// How many bytes before the last place are counted back instead of from the line's start.
const NEAR: u32 = 1 << 12;

/// Remembers the last place it was asked for.
#[derive(Clone, Copy, Debug, Default)]
pub struct Columns {
    offset: u32,
    line: u32,
    col: u32,
}

impl Columns {
    /// Lines and columns of both ends of some words, as [`Columns::find`] gives them.
    pub fn ends(&mut self, text: &str, index: &LineIndex, span: Span) -> (LineCol, LineCol) {
        let start = self.find(text, index, span.start);
        let end = if index.line(span.end).saturating_add(1) == start.line {
            let words = u32::try_from(span.text(text).chars().count()).unwrap_or(u32::MAX);
            LineCol { line: start.line, col: start.col.saturating_add(words) }
        } else {
            Self::default().find(text, index, span.end)
        };
        (start, end)
    }

    /// Line and column of a place, both from 1, the column in characters. Fast if the last place asked for was before
    /// it on its line, or not far after it; always right for one text.
    pub fn find(&mut self, text: &str, index: &LineIndex, offset: u32) -> LineCol {
        let line = index.line(offset);
        let count = |from: u32, to: u32| {
            u32::try_from(Span::new(from, to).text(text).chars().count()).unwrap_or(u32::MAX)
        };
        if line == self.line && self.offset <= offset {
            self.col = self.col.saturating_add(count(self.offset, offset));
        } else if line == self.line && self.offset.saturating_sub(offset) <= NEAR {
            self.col = self.col.saturating_sub(count(offset, self.offset));
        } else {
            (self.line, self.col) = (line, index.utf32(text, offset).col);
        }
        self.offset = offset;
        // No editor counts the byte-order mark.
        let mark = u32::from(line == 0 && text.starts_with('\u{FEFF}'));
        LineCol { line: line.saturating_add(1), col: self.col.saturating_sub(mark).saturating_add(1) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_those_of_the_index_in_any_order() {
        let text = "甲乙 a\n丙丁戊\n";
        let index = LineIndex::new(text);
        let offsets: Vec<u32> =
            text.char_indices().map(|(offset, _)| u32::try_from(offset).unwrap()).collect();
        for order in [offsets.clone(), offsets.iter().rev().copied().collect()] {
            let mut columns = Columns::default();
            for offset in order {
                let expected = index.utf32(text, offset);
                let found = columns.find(text, &index, offset);
                assert_eq!((found.line - 1, found.col - 1), (expected.line, expected.col));
            }
        }
    }
}
