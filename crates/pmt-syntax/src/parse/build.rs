//! The grammar's pairs to a tree: the gaps between tokens are filled, blocks are nested by the plan, and what the
//! grammar read as wrong becomes an error.

use std::sync::Arc;

use pest::iterators::{Pair, Pairs};

use super::again::Stretch;
use super::repair::Plan;
use super::{Parse, Rule};
use crate::{Edit, Kind, Span, SyntaxError, SyntaxErrorKind, Tree, TreeBuilder};

/// Puts a tree together, stretch by stretch.
pub(super) struct Builder<'s> {
    pub(super) source: &'s Arc<str>,
    plan: Plan,
    tree: TreeBuilder,
    pub(super) errors: Vec<SyntaxError>,
    /// Fences of other quotes, in order.
    pub(super) wrong_fences: Vec<Span>,
    /// Offset of the stretch at hand.
    base: u32,
    /// After the last byte that is in the tree.
    at: u32,
    /// How many of the plan's closings and strays are done.
    closings_done: usize,
    strays_done: usize,
    /// The opening braces of the blocks that are open, outermost first.
    pub(super) blocks: Vec<Span>,
    /// How many braces are open beyond the depth the language allows.
    pub(super) beyond: u32,
    pub(super) too_deep: bool,
    /// Whether an item has ended on this line without a `;`.
    pub(super) item_ended: bool,
    /// Whether the last element was a `{` without a key.
    pub(super) after_bare_block: bool,
    /// The stretches so far that mean the same wherever they stand.
    pub(super) known: Vec<Stretch>,
    /// The number of entries and errors at the beginning of the stretch at hand, if it may be one of them.
    pub(super) begun: Option<(u32, usize)>,
    /// Where the plan's errors begin, in order.
    planned_errors: Vec<u32>,
}

impl<'s> Builder<'s> {
    pub(super) fn new(source: &'s Arc<str>, mut plan: Plan) -> Self {
        let errors = std::mem::take(&mut plan.errors);
        let wrong_fences = std::mem::take(&mut plan.wrong_fences);
        let mut planned_errors: Vec<u32> = errors.iter().map(|error| error.span.start).collect();
        planned_errors.sort_unstable();
        let mut builder = Self {
            source,
            wrong_fences,
            plan,
            tree: TreeBuilder::with_capacity(source.len()),
            errors,
            base: 0,
            at: 0,
            closings_done: 0,
            strays_done: 0,
            blocks: Vec::new(),
            beyond: 0,
            too_deep: false,
            item_ended: false,
            after_bare_block: false,
            known: Vec::new(),
            begun: None,
            planned_errors,
        };
        builder.tree.open(Kind::Root, 0);
        if source.starts_with('\u{FEFF}') {
            builder.token(Kind::Bom, Span::new(0, 3));
        }
        builder
    }

    pub(super) fn stretch(&mut self, base: u32, pairs: Pairs<'_, Rule>) {
        self.base = base;
        for element in pairs.flat_map(Pair::into_inner) {
            match element.as_rule() {
                Rule::item => self.item(element),
                Rule::close => self.close(element),
                Rule::semicolon => {
                    self.leaf(&element);
                    self.item_ended = false;
                }
                _ => {}
            }
        }
    }

    pub(super) fn unreadable_stretch(&mut self, start: u32, end: u32) {
        let span = Span::new(start, end);
        self.fill(start);
        self.tree.open(Kind::Error, start);
        self.token(Kind::Unreadable, span);
        self.tree.close(end);
        self.error(SyntaxErrorKind::Unreadable, span);
    }

    /// Whether nothing is open and all before `at` is in the tree, so that what follows does not depend on it.
    pub(super) fn is_at_rest(&self, at: u32) -> bool {
        self.at == at
            && self.blocks.is_empty()
            && self.beyond == 0
            && !self.too_deep
            && !self.item_ended
            && !self.after_bare_block
    }

    /// Whether the plan has anything to do or to report in a part of the file.
    pub(super) fn is_planned_in(&self, part: Span) -> bool {
        let any = |sorted: &[u32]| {
            let from = sorted.partition_point(|at| *at < part.start);
            sorted.get(from).is_some_and(|at| *at <= part.end)
        };
        any(&self.plan.closings) || any(&self.plan.strays) || any(&self.planned_errors)
    }

    /// How many entries the tree has.
    pub(super) fn entries(&self) -> u32 {
        self.tree.here()
    }

    /// Takes entries over from another tree, moved from where their part of the text was to where it is.
    pub(super) fn copy(&mut self, from: &Tree, entries: std::ops::Range<u32>, was: Span, now: Span) {
        self.tree.copy(from, entries, was.start, now.start);
        self.at = now.end;
    }

    pub(super) fn finish(mut self) -> Parse {
        let end = u32::try_from(self.source.len()).unwrap_or(u32::MAX);
        self.fill(end);
        while let Some(brace) = self.blocks.pop() {
            self.tree.close(end);
            self.tree.close(end);
            self.errors.push(SyntaxError {
                kind: SyntaxErrorKind::UnclosedBlock,
                span: brace,
                related: Some(Span::empty(end)),
                fix: None,
            });
        }
        let mut errors = self.errors;
        if self.too_deep {
            // The braces of a file nested beyond reason are all one mistake.
            errors.retain(|error| {
                !matches!(error.kind, SyntaxErrorKind::UnclosedBlock | SyntaxErrorKind::StrayBrace)
            });
        }
        errors.sort_by_key(|error| (error.span, error.kind));
        errors.dedup();
        Parse { tree: self.tree.finish(Arc::clone(self.source)), errors, stretches: self.known }
    }

    pub(super) fn span_of(&self, pair: &Pair<'_, Rule>) -> Span {
        let span = pair.as_span();
        Span::of(span.start()..span.end()).shift(self.base)
    }

    pub(super) fn error(&mut self, kind: SyntaxErrorKind, span: Span) {
        self.errors.push(SyntaxError { kind, span, related: None, fix: None });
    }

    pub(super) fn fixable(&mut self, kind: SyntaxErrorKind, span: Span, edits: Vec<Edit>) {
        self.errors.push(SyntaxError { kind, span, related: None, fix: Some(edits) });
    }

    /// After the last byte that is in the tree.
    pub(super) fn position(&self) -> u32 {
        self.at
    }

    pub(super) fn open(&mut self, kind: Kind, start: u32) {
        self.fill(start);
        self.tree.open(kind, start);
    }

    pub(super) fn close_node(&mut self) {
        self.tree.close(self.at);
    }

    pub(super) fn token(&mut self, kind: Kind, span: Span) {
        self.fill(span.start);
        if span.start < span.end && span.start >= self.at {
            self.tree.token(kind, span);
            self.at = span.end;
        }
    }

    /// A token with the kind that its rule stands for.
    pub(super) fn leaf(&mut self, pair: &Pair<'_, Rule>) -> Span {
        let span = self.span_of(pair);
        if let Some(kind) = token_kind(pair.as_rule()) {
            self.token(kind, span);
        }
        span
    }

    /// Whether a line ends between the last token and `to`.
    pub(super) fn line_ends_before(&self, to: u32) -> bool {
        Span::new(self.at, to).text(self.source).contains('\n')
    }

    /// Puts blanks, line ends and comments up to `to` into the tree, and ends blocks where the plan says so.
    pub(super) fn fill(&mut self, to: u32) {
        while let Some(closing) = self.plan.closings.get(self.closings_done).copied().filter(|at| *at <= to) {
            self.closings_done = self.closings_done.saturating_add(1);
            self.trivia(closing);
            if self.blocks.pop().is_some() {
                self.tree.close(self.at);
                self.tree.close(self.at);
            }
        }
        self.trivia(to);
    }

    fn trivia(&mut self, to: u32) {
        while self.at < to {
            let rest = Span::new(self.at, to).text(self.source);
            let blank = rest.find(|c| !matches!(c, ' ' | '\t' | '\u{3000}' | '\u{A0}')).unwrap_or(rest.len());
            let (kind, length) = if blank > 0 {
                (Kind::Whitespace, blank)
            } else if rest.starts_with('\n') {
                (Kind::Newline, 1)
            } else if rest.starts_with("\r\n") {
                (Kind::Newline, 2)
            } else if rest.starts_with("//") {
                let line = rest.split('\n').next().unwrap_or(rest);
                (Kind::Comment, line.strip_suffix('\r').unwrap_or(line).len())
            } else if rest.starts_with('\r') {
                (Kind::Whitespace, 1)
            } else {
                (Kind::Unreadable, rest.len().max(1))
            };
            self.item_ended &= kind != Kind::Newline;
            let end = self.at.saturating_add(u32::try_from(length).unwrap_or(u32::MAX)).min(to);
            self.tree.token(kind, Span::new(self.at, end));
            self.at = end;
        }
    }

    pub(super) fn name_node(&mut self, kind: Kind, pair: Pair<'_, Rule>) {
        let start = self.span_of(&pair).start;
        self.open(kind, start);
        for inner in pair.into_inner() {
            self.name_token(&inner);
        }
        self.close_node();
    }

    /// A word, string, title or year; open ones are errors.
    pub(super) fn name_token(&mut self, pair: &Pair<'_, Rule>) {
        match pair.as_rule() {
            Rule::open_string => self.unclosed(pair, Kind::String, SyntaxErrorKind::UnclosedString),
            Rule::open_title => self.unclosed(pair, Kind::Title, SyntaxErrorKind::UnclosedTitle),
            Rule::year => {
                let span = self.leaf(pair);
                self.check_digits(span);
            }
            Rule::braced_string => {
                let span = self.leaf(pair);
                self.error(SyntaxErrorKind::BraceInString, span);
            }
            _ => {
                self.leaf(pair);
            }
        }
    }

    fn unclosed(&mut self, pair: &Pair<'_, Rule>, kind: Kind, error: SyntaxErrorKind) {
        let span = self.trimmed(self.span_of(pair));
        self.token(kind, span);
        self.error(error, span);
    }

    /// The span without blanks at its end.
    pub(super) fn trimmed(&self, span: Span) -> Span {
        let text = span.text(self.source);
        let kept = text.trim_end_matches([' ', '\t', '\r', '\u{3000}', '\u{A0}']);
        Span::of(span.start as usize..(span.start as usize).saturating_add(kept.len()))
    }

    /// What could not be read, as one token.
    pub(super) fn unreadable(&mut self, pair: &Pair<'_, Rule>) -> Span {
        let span = self.trimmed(self.span_of(pair));
        self.token(Kind::Unreadable, span);
        span
    }

    /// Reports unreadable characters, unless they are control characters, which are reported anyway.
    pub(super) fn report_junk(&mut self, span: Span, kind: SyntaxErrorKind) {
        let text = span.text(self.source);
        let invisible = |c: char| matches!(c, '\u{200B}'..='\u{200F}' | '\u{2028}'..='\u{202E}' | '\u{2060}'..='\u{2064}' | '\u{FEFF}' | '\u{AD}');
        if text.chars().all(|c| c.is_control() || c.is_whitespace()) || span.is_empty() {
            return;
        }
        let all_invisible = text.chars().all(|c| c.is_control() || c.is_whitespace() || invisible(c));
        self.error(if all_invisible { SyntaxErrorKind::ControlCharacter } else { kind }, span);
    }

    fn close(&mut self, pair: Pair<'_, Rule>) {
        let start = self.span_of(&pair).start;
        self.fill(start);
        for part in pair.into_inner() {
            let span = self.span_of(&part);
            match part.as_rule() {
                Rule::rbrace => self.closing_brace(span),
                Rule::semicolon => {
                    self.leaf(&part);
                    self.item_ended = false;
                }
                _ => {}
            }
        }
        self.after_bare_block = false;
    }

    fn closing_brace(&mut self, span: Span) {
        let planned = self.plan.strays.get(self.strays_done) == Some(&span.start);
        if planned {
            self.strays_done = self.strays_done.saturating_add(1);
        }
        if planned || self.beyond > 0 || self.blocks.is_empty() {
            if !planned && self.beyond == 0 {
                self.error(SyntaxErrorKind::StrayBrace, span);
            }
            self.beyond = self.beyond.saturating_sub(u32::from(!planned));
            self.open(Kind::Error, span.start);
            self.token(Kind::RBrace, span);
            self.close_node();
            return;
        }
        self.token(Kind::RBrace, span);
        self.blocks.pop();
        self.close_node();
        self.close_node();
        self.item_ended = true;
    }
}

/// The token that a rule of the grammar stands for.
fn token_kind(rule: Rule) -> Option<Kind> {
    Some(match rule {
        Rule::word => Kind::Word,
        Rule::string | Rule::braced_string | Rule::open_string => Kind::String,
        Rule::title | Rule::open_title => Kind::Title,
        Rule::year => Kind::Year,
        Rule::number => Kind::Number,
        Rule::unit | Rule::percent | Rule::joined_unit => Kind::Unit,
        Rule::date => Kind::Date,
        Rule::range_mark => Kind::RangeMark,
        Rule::now => Kind::Now,
        Rule::onward => Kind::Onward,
        Rule::until => Kind::Until,
        Rule::comparator | Rule::equals => Kind::Comparator,
        Rule::times => Kind::Times,
        Rule::colon => Kind::Colon,
        Rule::comma => Kind::Comma,
        Rule::semicolon => Kind::Semicolon,
        Rule::fence | Rule::closing_fence => Kind::Fence,
        Rule::chunk => Kind::TextChunk,
        Rule::interpolation_open => Kind::InterpolationOpen,
        Rule::interpolation_close => Kind::InterpolationClose,
        Rule::dot => Kind::Dot,
        _ => return None,
    })
}
