//! Which blocks have a syntax error of their own: what such an error alone would cause is withheld there.

use pmt_syntax::{Kind, Parse, Span, SyntaxErrorKind, ast};

use crate::edition::{EditionSet, Key, Place};

/// The places of a file's syntax errors, in order.
pub(super) struct Brokenness {
    errors: Vec<Span>,
    /// Blocks never closed and stray braces make every block around them doubtful.
    structural: Vec<Span>,
    /// From the beginning of a declaration or project to a brace that closes nothing: somewhere there one is missing,
    /// and what stands after it may stand anywhere.
    doubtful: Vec<Span>,
}

/// The stretches that end in a stray brace, in order and apart.
fn doubtful(parse: &Parse) -> Vec<Span> {
    let stray = parse.errors.iter().filter(|error| error.kind == SyntaxErrorKind::StrayBrace);
    let mut heads = ast::items(&parse.tree)
        .filter(|item| item.key().and_then(|key| Key::parse(&key.text())).is_some_and(is_of_a_file))
        .map(|item| item.span().start)
        .peekable();
    let mut from = 0;
    let mut regions: Vec<Span> = Vec::new();
    for brace in stray.map(|error| error.span) {
        while let Some(head) = heads.next_if(|head| *head <= brace.start) {
            from = head;
        }
        match regions.last_mut().filter(|last| last.start == from) {
            Some(last) => last.end = brace.end,
            None => regions.push(Span::new(from, brace.end)),
        }
    }
    regions
}

fn is_of_a_file((key, _): (Key, EditionSet)) -> bool {
    Place::File.slot(key).is_some()
}

impl Brokenness {
    pub(super) fn new(parse: &Parse) -> Self {
        let is_structural = |kind| {
            matches!(
                kind,
                SyntaxErrorKind::UnclosedBlock
                    | SyntaxErrorKind::StrayBrace
                    | SyntaxErrorKind::UnclosedText
                    | SyntaxErrorKind::TooDeep
            )
        };
        let (structural, other): (Vec<_>, Vec<_>) =
            parse.errors.iter().partition(|error| is_structural(error.kind));
        let spans = |errors: Vec<&pmt_syntax::SyntaxError>| {
            let mut spans: Vec<_> = errors.into_iter().map(|error| error.span).collect();
            spans.sort_unstable();
            spans
        };
        Self { errors: spans(other), structural: spans(structural), doubtful: doubtful(parse) }
    }

    /// Where a missing brace leaves open what stands under what, in order and apart.
    pub(super) fn doubtful(&self) -> &[Span] {
        &self.doubtful
    }

    /// The same for good.
    pub(super) fn into_doubtful(self) -> Vec<Span> {
        self.doubtful
    }

    fn any_in(spans: &[Span], range: Span) -> bool {
        let from = spans.partition_point(|span| span.start < range.start);
        spans.get(from).is_some_and(|span| span.start <= range.end && range.start < range.end)
    }

    /// Whether any syntax error lies in the range.
    pub(super) fn touches(&self, range: Span) -> bool {
        Self::any_in(&self.errors, range) || Self::any_in(&self.structural, range) || self.is_doubtful(range)
    }

    /// Whether a missing brace before the range leaves open where it belongs.
    pub(super) fn is_doubtful(&self, range: Span) -> bool {
        let after = self.doubtful.partition_point(|region| region.start <= range.start);
        let around = after.checked_sub(1).and_then(|index| self.doubtful.get(index));
        around.is_some_and(|region| region.covers(range))
    }

    /// Whether braces or texts do not pair in the range, so that nobody knows what stands under what.
    pub(super) fn is_misnested(&self, range: Span) -> bool {
        Self::any_in(&self.structural, range) || self.is_doubtful(range)
    }

    /// Whether the block has a syntax error among its own items: in an item's head or between items, not in a block
    /// below.
    pub(super) fn in_block(&self, block: pmt_syntax::Node<'_>) -> bool {
        if !self.touches(block.span()) {
            return false;
        }
        if self.is_misnested(block.span()) {
            return true;
        }
        block.children().any(|child| match child.kind() {
            Kind::Item => child
                .children()
                .filter(|part| part.kind() != Kind::Block)
                .any(|part| self.touches(part.span())),
            _ => self.touches(child.span()),
        })
    }
}
