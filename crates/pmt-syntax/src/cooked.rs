//! The content of a text as its author means it, with the way back to the source.

use std::ops::Range;

use crate::Span;

/// Where a stretch of cooked text came from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Origin {
    /// Source characters as they stand.
    Source,
    /// An escape sequence.
    Escape,
    /// A `${…}` expanded.
    Reference,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Segment {
    at: u32,
    source: Span,
    origin: Origin,
}

/// Text with its indentation stripped, escapes resolved and references expanded, and a map to the source.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Cooked {
    text: String,
    segments: Vec<Segment>,
}

impl Cooked {
    /// The text.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Whether nothing but blanks is left.
    pub fn is_blank(&self) -> bool {
        self.text.trim().is_empty()
    }

    /// Appends `text`, which stands for `source`. A run that goes on where the last one ended is joined to it.
    pub fn push(&mut self, text: &str, source: Span, origin: Origin) {
        if text.is_empty() && origin != Origin::Reference {
            return;
        }
        let at = u32::try_from(self.text.len()).unwrap_or(u32::MAX);
        let joined = origin == Origin::Source
            && self
                .segments
                .last_mut()
                .filter(|last| last.origin == Origin::Source && last.source.end == source.start)
                .map(|last| last.source.end = source.end)
                .is_some();
        if !joined {
            self.segments.push(Segment { at, source, origin });
        }
        self.text.push_str(text);
    }

    fn segment(&self, offset: usize) -> Option<Segment> {
        let after = self.segments.partition_point(|segment| segment.at as usize <= offset);
        self.segments.get(after.checked_sub(1)?).copied()
    }

    /// The source range behind a range of the cooked text. An escape or a reference counts whole.
    pub fn source_span(&self, range: Range<usize>) -> Span {
        let offset_in = |segment: Segment, offset: usize| {
            let inside = u32::try_from(offset).unwrap_or(u32::MAX).saturating_sub(segment.at);
            segment.source.start.saturating_add(inside).min(segment.source.end)
        };
        let Some(first) = self.segment(range.start) else { return Span::default() };
        let last = self.segment(range.end.saturating_sub(1).max(range.start)).unwrap_or(first);
        let start = if first.origin == Origin::Source { offset_in(first, range.start) } else { first.source.start };
        let end = if last.origin == Origin::Source { offset_in(last, range.end) } else { last.source.end };
        Span::new(start, end)
    }

    /// Where the character at `offset` of the cooked text came from.
    pub fn origin(&self, offset: usize) -> Origin {
        self.segment(offset).map_or(Origin::Source, |segment| segment.origin)
    }
}
