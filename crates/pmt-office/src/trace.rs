//! Where in a document the words of the `.pmt` text that was written of it stand.
//!
//! The writer marks what it writes of which piece. A mark knows the piece's own text: what is written of it may have
//! other digits, blanks or signs, and quotes or a unit besides, but its characters in their order.

use std::ops::Range;

use pmt_syntax::Comparator;

use crate::source::{Origin, Places};
use crate::typography::{is_blank, narrow};

/// A stretch of written text and what it was written of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Mark {
    /// Bytes of the written text.
    pub(crate) span: Range<usize>,
    /// The pieces it was written of.
    pub(crate) origin: Origin,
    /// Their text as the importer read it; empty where what is written only speaks of them, as a key does.
    pub(crate) text: String,
}

/// What a file was written of.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Trace {
    /// In the order of the text.
    pub(crate) marks: Vec<Mark>,
    /// What is spoken of where nothing was written.
    pub(crate) whole: Origin,
}

impl Trace {
    /// Where written words stand in [`Places::text`]: bytes of it, in the order of the written text; never none, and
    /// each within one place unless the document itself broke the words over several lines.
    pub(crate) fn find(&self, span: Range<usize>, written: &str, places: &Places) -> Vec<Range<usize>> {
        let mut found: Vec<Range<usize>> = Vec::new();
        let touched: Vec<&Mark> = self.marks.iter().filter(|mark| touches(&mark.span, &span)).collect();
        // A key is spoken of only where nothing of its value is.
        let has_text = touched.iter().any(|mark| !mark.text.is_empty());
        for mark in touched.into_iter().filter(|mark| !has_text || !mark.text.is_empty()) {
            let one = mark.find(&span, written, places);
            match found.last_mut() {
                Some(last) if last.start <= one.start && one.start <= last.end => {
                    last.end = last.end.max(one.end);
                }
                _ => found.push(one),
            }
        }
        if found.is_empty() {
            found.push(printed(places, self.whole));
        }
        found
    }
}

/// Whether two stretches share a character; one without any touches what it stands in or at.
fn touches(mark: &Range<usize>, span: &Range<usize>) -> bool {
    if span.is_empty() {
        mark.start <= span.start && span.start <= mark.end
    } else {
        mark.start < span.end && span.start < mark.end
    }
}

impl Mark {
    fn find(&self, span: &Range<usize>, written: &str, places: &Places) -> Range<usize> {
        let all = printed(places, self.origin);
        if self.text.is_empty() {
            return all;
        }
        let source = Folded::of(places.text(), all.clone());
        let piece = Folded::of(&self.text, 0..self.text.len());
        let Some(offset) = source.position(&piece) else { return all };
        let own = Folded::of(written, self.span.clone());
        let (mut first, mut last) = (None, None);
        let mut next = 0;
        for (index, (c, _)) in piece.chars.iter().enumerate() {
            let rest = own.chars.get(next..).unwrap_or_default();
            let Some(step) = rest.iter().position(|(other, _)| other == c) else { break };
            let at = next.saturating_add(step);
            next = at.saturating_add(1);
            if own.chars.get(at).is_some_and(|(_, range)| touches(range, span)) {
                first.get_or_insert(index);
                last = Some(index);
            }
        }
        let (Some(first), Some(last)) = (first, last) else {
            return source
                .range(offset, offset.saturating_add(piece.chars.len()).saturating_sub(1))
                .unwrap_or(all);
        };
        source.range(offset.saturating_add(first), offset.saturating_add(last)).unwrap_or(all)
    }
}

/// What can be seen of pieces.
pub(crate) fn printed(places: &Places, origin: Origin) -> Range<usize> {
    let range = places.range(origin);
    let text = places.text().get(range.clone()).unwrap_or_default();
    let is_unseen = |c: char| is_blank(c) || c.is_control();
    let start =
        range.start.saturating_add(text.len().saturating_sub(text.trim_start_matches(is_unseen).len()));
    let end = range.start.saturating_add(text.trim_end_matches(is_unseen).len());
    start..end.max(start)
}

/// A text without what the importer adds, drops or respells; each character with where it stands.
struct Folded {
    chars: Vec<(char, Range<usize>)>,
}

impl Folded {
    fn of(text: &str, range: Range<usize>) -> Self {
        let mut chars = Vec::new();
        for (at, c) in text.get(range.clone()).unwrap_or_default().char_indices() {
            let start = range.start.saturating_add(at);
            let place = start..start.saturating_add(c.len_utf8());
            if is_blank(c) || c.is_control() || matches!(c, '"' | '\\') {
                continue;
            }
            let mut buffer = [0; 4];
            match Comparator::parse(c.encode_utf8(&mut buffer)) {
                Some(sign) => chars.extend(sign.source().chars().map(|c| (c, place.clone()))),
                None => chars.push((narrow(c), place)),
            }
        }
        Self { chars }
    }

    /// Where the characters of another text stand in this one, one after the other.
    fn position(&self, other: &Self) -> Option<usize> {
        if other.chars.is_empty() {
            return None;
        }
        self.chars
            .windows(other.chars.len())
            .position(|window| window.iter().zip(&other.chars).all(|((a, _), (b, _))| a == b))
    }

    /// The bytes from one character to another.
    fn range(&self, first: usize, last: usize) -> Option<Range<usize>> {
        Some(self.chars.get(first)?.1.start..self.chars.get(last)?.1.end)
    }
}
