//! Values, targets and texts: their nodes, and what is missing in them.

use pest::iterators::Pair;

use super::Rule;
use super::build::Builder;
use crate::{Edit, Kind, Span, SyntaxErrorKind};

impl Builder<'_> {
    /// The values of an item; `detached` ones stand on the line after the colon.
    pub(super) fn values(&mut self, pair: Pair<'_, Rule>, detached: bool, colon: Option<Span>) {
        let start = self.span_of(&pair).start;
        if detached {
            let gap = Span::new(self.position(), start);
            let end = self.trimmed(self.span_of(&pair));
            if gap.text(self.source).trim().is_empty() {
                let edit = Edit { span: gap, text: " ".to_owned() };
                self.fixable(SyntaxErrorKind::DetachedValue, end, vec![edit]);
            } else {
                self.error(SyntaxErrorKind::DetachedValue, end);
            }
        }
        self.open(Kind::Values, start);
        self.value_parts(pair.into_inner().collect(), colon);
        self.close_node();
    }

    pub(super) fn target(&mut self, pair: Pair<'_, Rule>, key: Option<Span>) {
        let start = self.span_of(&pair).start;
        self.open(Kind::Target, start);
        let mut parts: Vec<_> = pair.into_inner().collect();
        let value = parts.split_off(1.min(parts.len()));
        for comparator in &parts {
            let span = self.leaf(comparator);
            if value.is_empty() {
                let span = key.map_or(span, |key| key.cover(span));
                self.error(SyntaxErrorKind::MissingValue, span);
            }
        }
        self.value_parts(value, None);
        self.close_node();
    }

    /// Values with commas between; the tails that make a quantity a range or a product, and a date a period, wrap it.
    pub(super) fn value_parts(&mut self, parts: Vec<Pair<'_, Rule>>, colon: Option<Span>) {
        let mut missing_before = colon;
        let mut expects = false;
        let mut parts = parts.into_iter().filter(|part| part.as_rule() != Rule::comment).peekable();
        while let Some(part) = parts.next() {
            let span = self.span_of(&part);
            if part.as_rule() == Rule::comma {
                self.leaf(&part);
                if expects || missing_before.is_some() {
                    self.error(SyntaxErrorKind::MissingValue, missing_before.unwrap_or(span));
                }
                missing_before = Some(span);
                expects = true;
                continue;
            }
            missing_before = None;
            expects = false;
            let tail = parts.next_if(|next| {
                matches!(next.as_rule(), Rule::period_tail | Rule::range_tail | Rule::calc_tail)
            });
            match tail {
                Some(tail) => self.compound(part, tail),
                None => self.simple(part),
            }
        }
        if let Some(comma) = missing_before.filter(|_| expects) {
            let edit = Edit { span: comma, text: String::new() };
            self.fixable(SyntaxErrorKind::TrailingComma, comma, vec![edit]);
        }
    }

    fn compound(&mut self, first: Pair<'_, Rule>, tail: Pair<'_, Rule>) {
        let kind = match tail.as_rule() {
            Rule::period_tail => Kind::Period,
            Rule::range_tail => Kind::Range,
            _ => Kind::Calculation,
        };
        let start = self.span_of(&first).start;
        self.open(kind, start);
        self.simple(first);
        let mut mark: Option<Span> = None;
        for part in tail.into_inner() {
            let before = self.position();
            let span = self.span_of(&part);
            match part.as_rule() {
                Rule::range_mark | Rule::times | Rule::equals => {
                    if let Some(mark) = mark {
                        self.error(SyntaxErrorKind::MissingValue, mark);
                    }
                    self.leaf(&part);
                    mark = Some(span);
                    continue;
                }
                _ => {}
            }
            if let Some(mark) = mark.take()
                && mark.text(self.source).contains(['-', '－', '—', '–', '―'])
            {
                let gap = Span::new(before.min(mark.start), span.start);
                let left = self.before_mark(mark);
                let edit = Edit { span: Span::new(left, gap.end), text: " 至 ".to_owned() };
                self.fixable(SyntaxErrorKind::HyphenRange, mark, vec![edit]);
            }
            self.simple(part);
        }
        if let Some(mark) = mark {
            self.error(SyntaxErrorKind::MissingValue, mark);
        }
        self.close_node();
    }

    /// Where the blanks before a range mark begin.
    fn before_mark(&self, mark: Span) -> u32 {
        let before = Span::new(0, mark.start).text(self.source);
        u32::try_from(before.trim_end_matches([' ', '\t', '\u{3000}', '\u{A0}']).len()).unwrap_or(mark.start)
    }

    fn simple(&mut self, part: Pair<'_, Rule>) {
        match part.as_rule() {
            Rule::quantity | Rule::lone_unit => {
                let start = self.span_of(&part).start;
                self.open(Kind::Quantity, start);
                for inner in part.into_inner() {
                    let span = self.leaf(&inner);
                    if inner.as_rule() == Rule::number {
                        self.check_number(span);
                    }
                }
                self.close_node();
            }
            Rule::date => {
                let span = self.leaf(&part);
                self.check_date(span);
            }
            _ => self.name_token(&part),
        }
    }

    pub(super) fn text(&mut self, pair: Pair<'_, Rule>) {
        let start = self.span_of(&pair).start;
        self.open(Kind::Text, start);
        let mut parts = pair.into_inner().peekable();
        while let Some(part) = parts.next() {
            let span = self.span_of(&part);
            match part.as_rule() {
                Rule::interpolation => self.interpolation(part),
                Rule::broken_interpolation => {
                    self.open(Kind::Error, span.start);
                    self.token(Kind::TextChunk, span);
                    self.close_node();
                    self.error(SyntaxErrorKind::BadInterpolation, span);
                }
                // Closed by quotes of another kind: the layout has cut the stretch after them.
                Rule::chunk if parts.peek().is_none_or(|next| next.as_rule() == Rule::EOI) => {
                    self.last_chunk(span);
                }
                _ => {
                    self.leaf(&part);
                }
            }
        }
        self.close_node();
    }

    fn last_chunk(&mut self, span: Span) {
        let found = self.wrong_fences.binary_search_by_key(&span.end, |fence| fence.end).ok();
        let fence = found.and_then(|at| self.wrong_fences.get(at).copied()).unwrap_or(Span::empty(span.end));
        let body = Span::new(span.start, fence.start.max(span.start));
        self.token(Kind::TextChunk, body);
        self.token(Kind::Fence, fence);
    }

    fn interpolation(&mut self, pair: Pair<'_, Rule>) {
        let start = self.span_of(&pair).start;
        self.open(Kind::Interpolation, start);
        for part in pair.into_inner() {
            self.leaf(&part);
        }
        self.close_node();
    }
}
