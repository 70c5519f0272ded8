//! Which blocks have a syntax error of their own: what such an error alone would cause is withheld there.

use pmt_syntax::{Kind, Parse, Span, SyntaxErrorKind};

/// The places of a file's syntax errors, in order.
pub(super) struct Brokenness {
    errors: Vec<Span>,
    /// Blocks never closed and stray braces make every block around them doubtful.
    structural: Vec<Span>,
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
        Self { errors: spans(other), structural: spans(structural) }
    }

    fn any_in(spans: &[Span], range: Span) -> bool {
        let from = spans.partition_point(|span| span.start < range.start);
        spans.get(from).is_some_and(|span| span.start <= range.end && range.start < range.end)
    }

    /// Whether any syntax error lies in the range.
    pub(super) fn touches(&self, range: Span) -> bool {
        Self::any_in(&self.errors, range) || Self::any_in(&self.structural, range)
    }

    /// Whether braces or texts do not pair in the range, so that nobody knows what stands under what.
    pub(super) fn is_misnested(&self, range: Span) -> bool {
        Self::any_in(&self.structural, range)
    }

    /// Whether the block has a syntax error among its own items: in an item's head or between items, not in a block
    /// below.
    pub(super) fn in_block(&self, block: pmt_syntax::Node<'_>) -> bool {
        if !self.touches(block.span()) {
            return false;
        }
        if Self::any_in(&self.structural, block.span()) {
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
