//! Items: their parts in order, and what they lack or have too much.

use pest::iterators::Pair;

use super::build::Builder;
use super::{MAX_DEPTH, Rule};
use crate::{Edit, Kind, Span, SyntaxErrorKind};

impl Builder<'_> {
    pub(super) fn item(&mut self, pair: Pair<'_, Rule>) {
        let start = self.span_of(&pair).start;
        let parts: Vec<_> = pair.into_inner().filter(|part| part.as_rule() != Rule::comment).collect();
        // Blocks that end before this item must not hold it, and a new line frees it of the item before.
        self.fill(start);
        if self.item_ended {
            let head = parts.first().map_or(Span::empty(start), |part| self.span_of(part));
            let assigns = |part: &Pair<'_, Rule>| {
                matches!(part.as_rule(), Rule::colon | Rule::target | Rule::text | Rule::lbrace)
            };
            if parts.iter().any(assigns) {
                self.error(SyntaxErrorKind::ExtraContent, head);
            } else {
                return self.extra_words(start, parts);
            }
        }
        self.open(Kind::Item, start);
        let before = self.errors.len();
        let mut item = ItemParts::new(start);
        for part in parts {
            self.part(part, &mut item);
        }
        self.report_lacks(&item);
        self.keep_one_complaint(before);
        self.finish_item(&item);
    }

    /// Words after an item that has ended: no item of their own.
    fn extra_words(&mut self, start: u32, parts: Vec<Pair<'_, Rule>>) {
        self.open(Kind::Error, start);
        for part in parts {
            match part.as_rule() {
                Rule::semicolon => {
                    self.leaf(&part);
                    self.item_ended = false;
                }
                _ => {
                    self.unreadable(&part);
                }
            }
        }
        let end = self.position();
        self.close_node();
        self.report_junk(Span::new(start, end), SyntaxErrorKind::ExtraContent);
    }

    fn part(&mut self, part: Pair<'_, Rule>, item: &mut ItemParts) {
        let span = self.span_of(&part);
        match part.as_rule() {
            Rule::key => {
                item.key = Some(span);
                self.name_node(Kind::Key, part);
            }
            Rule::label => self.name_node(Kind::Label, part),
            Rule::bad_label => item.bad_label = Some(self.bad_label(part)),
            Rule::bad_head => {
                self.open(Kind::Error, span.start);
                let kept = self.unreadable(&part);
                self.close_node();
                item.bad_head = true;
                self.report_junk(kept, SyntaxErrorKind::Unreadable);
            }
            Rule::colon => {
                self.leaf(&part);
                item.colon = Some(span);
            }
            Rule::target => {
                item.has_target = true;
                item.first_sign.get_or_insert(span);
                self.target(part, item.key);
            }
            Rule::values | Rule::detached => {
                item.has_values = true;
                let detached = part.as_rule() == Rule::detached;
                self.values(part, detached, item.colon);
            }
            Rule::extra => {
                self.open(Kind::Error, span.start);
                let kept = self.unreadable(&part);
                self.close_node();
                let readable =
                    kept.text(self.source).starts_with(|c: char| c.is_alphanumeric() || "\"“”《".contains(c));
                let kind = if readable { SyntaxErrorKind::ExtraContent } else { SyntaxErrorKind::Unreadable };
                self.report_junk(kept, kind);
            }
            Rule::text => {
                item.has_text = true;
                item.first_sign.get_or_insert(Span::new(span.start, span.start.saturating_add(3)));
                self.detached_opener(&part, item);
                self.text(part);
            }
            Rule::lbrace => self.open_block(&part, item),
            Rule::semicolon => {
                self.leaf(&part);
                item.has_semicolon = true;
            }
            _ => {}
        }
    }

    fn bad_label(&mut self, pair: Pair<'_, Rule>) -> BadLabel {
        let span = self.trimmed(self.span_of(&pair));
        self.open(Kind::Error, span.start);
        let parts: Vec<_> = pair.into_inner().collect();
        let has_unit =
            parts.iter().any(|part| part.clone().into_inner().any(|inner| inner.as_rule() == Rule::unit));
        let shape = match parts.first().map(Pair::as_rule) {
            None | Some(Rule::junk) => BadLabelShape::Unreadable,
            Some(_) if parts.iter().any(|part| part.as_rule() == Rule::comma) => BadLabelShape::Value,
            Some(Rule::quantity) if !has_unit && parts.len() == 1 => BadLabelShape::Number,
            Some(Rule::quantity | Rule::date | Rule::lone_unit) => BadLabelShape::Value,
            Some(_) => BadLabelShape::Name,
        };
        if shape == BadLabelShape::Unreadable {
            self.token(Kind::Unreadable, span);
        } else {
            self.value_parts(parts, None);
        }
        self.close_node();
        BadLabel { span, shape }
    }

    /// `{` or `"""` on a line of its own: the fix moves it to the end of its item's line.
    fn detached_opener(&mut self, pair: &Pair<'_, Rule>, item: &ItemParts) {
        let span = self.span_of(pair);
        if item.is_empty() || !self.line_ends_before(span.start) {
            return;
        }
        let gap = Span::new(self.position(), span.start);
        let opener = if pair.as_rule() == Rule::lbrace {
            span
        } else {
            Span::new(span.start, span.start.saturating_add(3))
        };
        let blank = gap.text(self.source).trim().is_empty();
        if blank {
            let edit = Edit { span: gap, text: " ".to_owned() };
            self.fixable(SyntaxErrorKind::DetachedOpener, opener, vec![edit]);
        } else if pair.as_rule() == Rule::lbrace {
            let insert = Edit { span: Span::empty(self.position()), text: " {".to_owned() };
            let after = self.source.get(span.end as usize..).unwrap_or_default().split('\n').next();
            let after = after.unwrap_or_default();
            let line =
                gap.text(self.source).rfind('\n').filter(|_| after.trim().is_empty()).unwrap_or_default();
            let from = gap.start.saturating_add(u32::try_from(line).unwrap_or(0));
            let delete = Edit {
                span: Span::new(if line > 0 { from } else { span.start }, span.end),
                text: String::new(),
            };
            self.fixable(SyntaxErrorKind::DetachedOpener, opener, vec![insert, delete]);
        } else {
            self.error(SyntaxErrorKind::DetachedOpener, opener);
        }
    }

    fn open_block(&mut self, pair: &Pair<'_, Rule>, item: &mut ItemParts) {
        let span = self.span_of(pair);
        item.first_sign.get_or_insert(span);
        self.detached_opener(pair, item);
        if self.blocks.len() >= MAX_DEPTH {
            if !self.too_deep {
                self.error(SyntaxErrorKind::TooDeep, span);
            }
            self.item_ended = false;
            self.too_deep = true;
            self.beyond = self.beyond.saturating_add(1);
            self.open(Kind::Error, span.start);
            self.token(Kind::Unreadable, span);
            self.close_node();
            item.beyond = true;
            return;
        }
        item.has_block = true;
        self.open(Kind::Block, span.start);
        self.token(Kind::LBrace, span);
        self.blocks.push(span);
    }

    /// Reports what the item as a whole lacks.
    fn report_lacks(&mut self, item: &ItemParts) {
        self.report_label(item);
        if item.beyond && item.key.is_none() {
            self.after_bare_block = true;
        } else if item.key.is_none() && !item.bad_head {
            let sign = item.colon.or(item.first_sign).unwrap_or(Span::empty(item.start));
            let bare_block = item.has_block && item.colon.is_none() && !item.has_target && !item.has_text;
            if !(bare_block && self.after_bare_block) {
                self.error(SyntaxErrorKind::MissingKey, sign);
            }
            self.after_bare_block = bare_block;
        } else {
            self.after_bare_block = false;
        }
        if let Some(colon) = item.colon
            && !(item.has_values || item.has_target || item.has_text || item.has_block || item.beyond)
        {
            let span = item.key.map_or(colon, |key| key.cover(colon));
            self.error(SyntaxErrorKind::MissingValue, span);
        }
    }

    /// A line that cannot be read is one error, however many signs in it fit nowhere: of the complaints about an
    /// item's shape the one that says most is kept. Errors of numbers, dates, texts and braces stand beside it.
    fn keep_one_complaint(&mut self, from: usize) {
        let rank = |kind: SyntaxErrorKind| match kind {
            SyntaxErrorKind::BraceInString => Some(0),
            SyntaxErrorKind::UnclosedString | SyntaxErrorKind::UnclosedTitle => Some(1),
            SyntaxErrorKind::MissingSeparator | SyntaxErrorKind::BadLabel => Some(2),
            SyntaxErrorKind::Unreadable | SyntaxErrorKind::ExtraContent => Some(3),
            SyntaxErrorKind::MissingKey | SyntaxErrorKind::TrailingComma => Some(4),
            SyntaxErrorKind::MissingValue => Some(5),
            _ => None,
        };
        let own = self.errors.get(from..).unwrap_or_default();
        let complaints =
            own.iter().enumerate().filter_map(|(at, error)| Some((rank(error.kind)?, error.span, at)));
        let Some((_, _, best)) = complaints.min() else { return };
        let mut at = 0usize;
        let kept = self.errors.split_off(from).into_iter().filter(|error| {
            let keep = at == best || rank(error.kind).is_none();
            at = at.saturating_add(1);
            keep
        });
        self.errors.extend(kept);
    }

    /// Ends the item unless its block has begun.
    fn finish_item(&mut self, item: &ItemParts) {
        if item.has_block {
            self.item_ended = false;
            return;
        }
        self.close_node();
        if item.beyond {
            return;
        }
        // An unclosed text reaches to the start of the next line.
        let at_line_start = Span::new(0, self.position()).text(self.source).ends_with('\n');
        self.item_ended = !item.has_semicolon && !at_line_start;
    }

    fn stands_beside_quotes(&self, span: Span) -> bool {
        let before = Span::new(0, span.start).text(self.source).trim_end();
        before.ends_with('"') || span.text(self.source).starts_with('"')
    }

    fn report_label(&mut self, item: &ItemParts) {
        let Some(BadLabel { span, shape }) = item.bad_label else { return };
        let assigned = item.colon.is_some() || item.has_target;
        let more = assigned || item.has_text || item.has_block;
        match shape {
            BadLabelShape::Unreadable => self.report_junk(span, SyntaxErrorKind::Unreadable),
            // Beside a label, or quoted already, quotes are not what is missing; a fix that wrote them would come again.
            BadLabelShape::Name if !assigned && more && !self.stands_beside_quotes(span) => {
                let edit = Edit { span, text: crate::quote(span.text(self.source)) };
                self.fixable(SyntaxErrorKind::BadLabel, span, vec![edit]);
            }
            BadLabelShape::Name | BadLabelShape::Number if more => {
                self.error(SyntaxErrorKind::BadLabel, span);
            }
            _ => {
                let from = item.key.unwrap_or(span);
                self.error(SyntaxErrorKind::MissingSeparator, from.cover(span));
            }
        }
    }
}

/// What an item has so far.
#[derive(Debug)]
#[expect(clippy::struct_excessive_bools, reason = "one for each part of the one construct")]
struct ItemParts {
    start: u32,
    key: Option<Span>,
    bad_label: Option<BadLabel>,
    colon: Option<Span>,
    /// The comparator, fence or brace it begins with, if it has no key.
    first_sign: Option<Span>,
    bad_head: bool,
    has_values: bool,
    has_target: bool,
    has_text: bool,
    has_block: bool,
    has_semicolon: bool,
    /// Its block lies beyond the depth the language allows.
    beyond: bool,
}

impl ItemParts {
    fn new(start: u32) -> Self {
        Self {
            start,
            key: None,
            bad_label: None,
            colon: None,
            first_sign: None,
            bad_head: false,
            has_values: false,
            has_target: false,
            has_text: false,
            has_block: false,
            has_semicolon: false,
            beyond: false,
        }
    }

    fn is_empty(&self) -> bool {
        self.key.is_none() && !self.bad_head && self.colon.is_none() && !self.has_target && !self.has_text
    }
}

/// Something between key and colon.
#[derive(Clone, Copy, Debug)]
struct BadLabel {
    span: Span,
    shape: BadLabelShape,
}

/// What stands there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum BadLabelShape {
    /// Characters that fit nowhere.
    Unreadable,
    /// A name without its quotes.
    Name,
    /// A number alone: a year of too few digits, say.
    Number,
    /// A value whose colon or comparator is missing.
    Value,
}
