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

    /// Appends another text with its map.
    pub fn append(&mut self, other: &Self) {
        let base = u32::try_from(self.text.len()).unwrap_or(u32::MAX);
        let moved = |segment: &Segment| Segment { at: segment.at.saturating_add(base), ..*segment };
        self.segments.extend(other.segments.iter().map(moved));
        self.text.push_str(&other.text);
    }

    /// Changes every place of the source that a part stands for: for a text that is the same elsewhere.
    pub fn move_sources(&mut self, mut change: impl FnMut(&mut Span)) {
        self.segments.iter_mut().for_each(|segment| change(&mut segment.source));
    }

    /// Cuts the text at the reference that stands for `source`; the reference itself is left out.
    pub fn split_at_reference(self, source: Span) -> (Self, Self) {
        let is_cut = |segment: &Segment| segment.origin == Origin::Reference && segment.source == source;
        let Some(index) = self.segments.iter().position(is_cut) else { return (self, Self::default()) };
        let Self { mut text, mut segments } = self;
        let mut after_segments = segments.split_off(index);
        let cut = after_segments.first().map_or(0, |segment| segment.at);
        let resume = after_segments.get(1).map_or(text.len(), |segment| segment.at as usize);
        after_segments.remove(0);
        for segment in &mut after_segments {
            segment.at = segment.at.saturating_sub(u32::try_from(resume).unwrap_or(u32::MAX));
        }
        let after = text.get(resume..).unwrap_or_default().to_owned();
        text.truncate(cut as usize);
        (Self { text, segments }, Self { text: after, segments: after_segments })
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
        let start =
            if first.origin == Origin::Source { offset_in(first, range.start) } else { first.source.start };
        let end = if last.origin == Origin::Source { offset_in(last, range.end) } else { last.source.end };
        Span::new(start, end)
    }

    /// Where the character at `offset` of the cooked text came from.
    pub fn origin(&self, offset: usize) -> Origin {
        self.segment(offset).map_or(Origin::Source, |segment| segment.origin)
    }
}
