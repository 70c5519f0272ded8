//! Byte offsets to lines and columns, in whichever unit the other side counts.

use crate::Span;

/// A position: both numbers count from 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct LineCol {
    /// Line.
    pub line: u32,
    /// Column, in the unit asked for.
    pub col: u32,
}

/// Where each line of a text begins. `\n` and `\r\n` end a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LineIndex {
    starts: Vec<u32>,
    len: u32,
}

impl LineIndex {
    /// The index of `text`.
    pub fn new(text: &str) -> Self {
        let clamp = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        let mut starts = vec![0];
        starts.extend(memchr::memchr_iter(b'\n', text.as_bytes()).map(|at| clamp(at.saturating_add(1))));
        Self { starts, len: clamp(text.len()) }
    }

    /// Number of lines; a text that ends in a line end has an empty last one.
    pub fn lines(&self) -> u32 {
        u32::try_from(self.starts.len()).unwrap_or(u32::MAX)
    }

    /// The line that holds `offset`, from 0.
    pub fn line(&self, offset: u32) -> u32 {
        let after = self.starts.partition_point(|start| *start <= offset);
        u32::try_from(after.saturating_sub(1)).unwrap_or(u32::MAX)
    }

    /// The bytes of a line, its line end excluded; the empty end of the text for a line past the last.
    pub fn line_span(&self, text: &str, line: u32) -> Span {
        let start = self.starts.get(line as usize).copied().unwrap_or(self.len);
        let end = self.starts.get((line as usize).saturating_add(1)).copied().unwrap_or(self.len);
        let content = Span::new(start, end).text(text);
        let kept = content.strip_suffix('\n').map_or(content, |rest| rest.strip_suffix('\r').unwrap_or(rest));
        Span::new(start, start.saturating_add(u32::try_from(kept.len()).unwrap_or(u32::MAX)))
    }

    fn before<'a>(&self, text: &'a str, offset: u32) -> (u32, &'a str) {
        let line = self.line(offset);
        let start = self.starts.get(line as usize).copied().unwrap_or(0);
        (line, Span::new(start, offset.min(self.len)).text(text))
    }

    /// Line and column in bytes.
    pub fn utf8(&self, offset: u32) -> LineCol {
        let line = self.line(offset);
        let start = self.starts.get(line as usize).copied().unwrap_or(0);
        LineCol { line, col: offset.min(self.len).saturating_sub(start) }
    }

    /// Line and column in UTF-16 code units.
    pub fn utf16(&self, text: &str, offset: u32) -> LineCol {
        let (line, before) = self.before(text, offset);
        LineCol { line, col: u32::try_from(before.encode_utf16().count()).unwrap_or(u32::MAX) }
    }

    /// Line and column in characters (Unicode scalar values).
    pub fn utf32(&self, text: &str, offset: u32) -> LineCol {
        let (line, before) = self.before(text, offset);
        LineCol { line, col: u32::try_from(before.chars().count()).unwrap_or(u32::MAX) }
    }

    fn offset_in(&self, text: &str, at: LineCol, width: impl Fn(char) -> usize) -> u32 {
        let span = self.line_span(text, at.line);
        let mut left = at.col as usize;
        let mut offset = span.start;
        for c in span.text(text).chars() {
            if left < width(c) {
                break;
            }
            left = left.saturating_sub(width(c));
            offset = offset.saturating_add(u32::try_from(c.len_utf8()).unwrap_or(0));
        }
        offset
    }

    /// Offset of a position counted in bytes, clamped to its line and to a character's start.
    pub fn offset_utf8(&self, text: &str, at: LineCol) -> u32 {
        self.offset_in(text, at, char::len_utf8)
    }

    /// Offset of a position counted in UTF-16 code units, clamped likewise.
    pub fn offset_utf16(&self, text: &str, at: LineCol) -> u32 {
        self.offset_in(text, at, char::len_utf16)
    }

    /// Offset of a position counted in characters, clamped likewise.
    pub fn offset_utf32(&self, text: &str, at: LineCol) -> u32 {
        self.offset_in(text, at, |_| 1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "项目 \"𠮷\"\r\n\n末";

    #[test]
    fn columns_count_in_each_unit() {
        let index = LineIndex::new(TEXT);
        let quote = u32::try_from(TEXT.rfind('"').unwrap()).unwrap();
        assert_eq!(index.utf8(quote), LineCol { line: 0, col: 12 });
        assert_eq!(index.utf16(TEXT, quote), LineCol { line: 0, col: 6 });
        assert_eq!(index.utf32(TEXT, quote), LineCol { line: 0, col: 5 });
        assert_eq!(index.lines(), 3);
    }

    #[test]
    fn positions_outside_are_clamped() {
        let index = LineIndex::new(TEXT);
        assert_eq!(index.offset_utf16(TEXT, LineCol { line: 0, col: 99 }), 13, "the line's end, before CRLF");
        assert_eq!(index.offset_utf16(TEXT, LineCol { line: 0, col: 5 }), 8, "inside a surrogate pair");
        assert_eq!(index.offset_utf8(TEXT, LineCol { line: 9, col: 0 }) as usize, TEXT.len());
    }
}
