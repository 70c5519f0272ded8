//! Parsing a text that another one became by an edit: stretches that stand in both are taken over, moved to where they
//! stand now. The result is what [`parse`](super::parse) gives, for any two texts.
//!
//! What makes that so: the grammar reads a stretch by itself, and what the builder makes of it depends on nothing else
//! if no block is open before it, no repair is planned in it and no error is in it.

use std::sync::Arc;

use super::build::Builder;
use super::{Parse, parse_with};
use crate::{Span, Tree};

/// A stretch that means the same wherever it stands: nothing is open before or after it, and nothing in it is wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Stretch {
    pub(super) span: Span,
    /// Its first entry in the tree.
    first: u32,
    /// The entry after its last.
    end: u32,
}

/// A part of a text that was taken over from another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Same {
    /// Where it was.
    pub before: Span,
    /// Where it is.
    pub now: Span,
}

/// Parses what a parsed text has become. The result is that of [`parse`](super::parse); with it come the parts that
/// were taken over, in order. No error lies in them, and no item reaches beyond them.
pub fn parse_again(before: &Parse, text: impl Into<Arc<str>>) -> (Parse, Vec<Same>) {
    let text = text.into();
    let mut known = Known::of(before, &text);
    let parse = parse_with(&text, &mut known);
    (parse, known.taken)
}

/// What is known of a text from another.
pub(super) struct Known<'p> {
    before: Option<&'p Parse>,
    /// How far the texts begin alike.
    begins: u32,
    /// From where on they end alike: in the other text, and in the text.
    ends: (u32, u32),
    taken: Vec<Same>,
}

impl<'p> Known<'p> {
    pub(super) fn nothing() -> Self {
        Self { before: None, begins: 0, ends: (u32::MAX, u32::MAX), taken: Vec::new() }
    }

    fn of(before: &'p Parse, text: &str) -> Self {
        let (old, new) = (before.tree.text().as_bytes(), text.as_bytes());
        let clamp = |length: usize| u32::try_from(length).unwrap_or(u32::MAX);
        let begins = alike_at_the_beginning(old, new);
        let most = old.len().min(new.len()).saturating_sub(begins);
        let ends = alike_at_the_end(old, new).min(most);
        let end_from = |length: usize| clamp(length.saturating_sub(ends));
        Self {
            before: Some(before),
            begins: clamp(begins),
            ends: (end_from(old.len()), end_from(new.len())),
            taken: Vec::new(),
        }
    }

    /// The stretch that stood in the other text what stands here.
    fn find(&self, span: Span) -> Option<(&'p Tree, Stretch)> {
        let before = self.before?;
        let (old, new) = self.ends;
        let was = if span.end <= self.begins {
            span
        } else if span.start >= new {
            Span::new(span.start.checked_sub(new)?, span.end.checked_sub(new)?).shift(old)
        } else {
            return None;
        };
        let index = before.stretches.binary_search_by_key(&was.start, |stretch| stretch.span.start).ok()?;
        let stretch = before.stretches.get(index).filter(|stretch| stretch.span == was)?;
        Some((&before.tree, *stretch))
    }
}

/// So many bytes are compared at once.
const CHUNK: usize = 256;

/// How many of the first bytes are alike.
fn alike_at_the_beginning(a: &[u8], b: &[u8]) -> usize {
    let chunks = a.chunks_exact(CHUNK).zip(b.chunks_exact(CHUNK));
    let same = chunks.take_while(|(a, b)| a == b).count().saturating_mul(CHUNK);
    let (a, b) = (a.iter().skip(same), b.iter().skip(same));
    same.saturating_add(a.zip(b).take_while(|(a, b)| a == b).count())
}

/// How many of the last bytes are alike.
fn alike_at_the_end(a: &[u8], b: &[u8]) -> usize {
    let chunks = a.rchunks_exact(CHUNK).zip(b.rchunks_exact(CHUNK));
    let same = chunks.take_while(|(a, b)| a == b).count().saturating_mul(CHUNK);
    let (a, b) = (a.iter().rev().skip(same), b.iter().rev().skip(same));
    same.saturating_add(a.zip(b).take_while(|(a, b)| a == b).count())
}

impl Builder<'_> {
    /// Takes a stretch over from another text, if it stands in both and means the same.
    pub(super) fn take_over(&mut self, now: Span, known: &mut Known<'_>) -> bool {
        if known.before.is_none() || !self.is_at_rest(now.start) || self.is_planned_in(now) {
            return false;
        }
        let Some((tree, stretch)) = known.find(now) else { return false };
        let first = self.entries();
        self.copy(tree, stretch.first..stretch.end, stretch.span, now);
        self.known.push(Stretch { span: now, first, end: self.entries() });
        known.taken.push(Same { before: stretch.span, now });
        true
    }

    /// Before a stretch is read.
    pub(super) fn begin_stretch(&mut self, span: Span) {
        let is_free = self.is_at_rest(span.start) && !self.is_planned_in(span);
        self.begun = is_free.then(|| (self.entries(), self.errors.len()));
    }

    /// After a stretch has been read.
    pub(super) fn end_stretch(&mut self, span: Span) {
        self.fill(span.end);
        let Some((first, errors)) = self.begun.take() else { return };
        if self.is_at_rest(span.end) && self.errors.len() == errors && !span.is_empty() {
            self.known.push(Stretch { span, first, end: self.entries() });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::parse;
    use super::*;

    const PROJECTS: &str = "\u{FEFF}项目 \"甲\" {\r\n}\r\n";

    fn text(count: usize) -> String {
        let filled =
            |number: usize| format!("项目 \"{number}\" {{\n  概述 \"\"\"{}\"\"\"\n}}\n", "字".repeat(300));
        (0..count).map(filled).fold(PROJECTS.to_owned(), |text, one| text + &one)
    }

    fn taken(before: &str, now: &str) -> usize {
        let (parsed, same) = parse_again(&parse(before), now);
        let fresh = parse(now);
        assert_eq!(parsed.tree, fresh.tree);
        assert_eq!(parsed.errors, fresh.errors);
        assert_eq!(parsed.stretches, fresh.stretches);
        for one in &same {
            assert_eq!(one.before.text(before), one.now.text(now));
        }
        same.len()
    }

    #[test]
    fn an_edit_in_one_item_leaves_the_others() {
        let before = text(8);
        assert_eq!(taken(&before, &before), 8);
        assert_eq!(taken(&before, &before.replacen("\"5\"", "\"五\"", 1)), 7);
        assert_eq!(taken(&before, &before.replacen("\"5\" {", "\"5\"", 1)), 7, "a brace is missing");
        assert_eq!(taken(&before, &before.replacen("\"5\" {", "\"5\" {{", 1)), 7, "there is one too many");
        assert_eq!(taken(&before, &format!("{before}项目 \"新\" {{\n}}\n")), 8);
    }

    #[test]
    fn what_is_wrong_is_read_again() {
        let before = text(8).replacen("概述 \"\"\"", "概述", 1);
        assert!(taken(&before, &before) < 8);
        assert_eq!(taken(&text(8), ""), 0);
        assert_eq!(taken("", &text(8)), 0);
    }
}
