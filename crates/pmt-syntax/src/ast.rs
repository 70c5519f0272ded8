//! Typed views over the tree. A view never fails: a part that is missing or broken is `None`.

use std::borrow::Cow;

use crate::cooked::{Cooked, Origin};
use crate::literal::{self, Comparator, NumberError, PartialDate};
use crate::{Kind, Node, Span, Tree};

/// The items of a whole file.
pub fn items(tree: &Tree) -> impl Iterator<Item = Item<'_>> {
    items_in(tree.root())
}

fn items_in(node: Node<'_>) -> impl Iterator<Item = Item<'_>> {
    node.children().filter(|child| child.kind() == Kind::Item).map(Item)
}

macro_rules! views {
    ($($(#[$doc:meta])* $name:ident)*) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub struct $name<'t>(pub(crate) Node<'t>);

        impl<'t> $name<'t> {
            /// The tree node behind the view.
            pub fn node(self) -> Node<'t> {
                self.0
            }

            /// Where it stands.
            pub fn span(self) -> Span {
                self.0.span()
            }
        }
    )*};
}

views! {
    /// One item.
    Item
    /// A word, a string or a title that names something.
    Name
    /// An item's label.
    Label
    /// A comparator with its value.
    Target
    /// A number with its unit.
    Quantity
    /// Two quantities with a range mark between.
    Range
    /// A product.
    Calculation
    /// A span of time.
    Period
    /// A `"""` text.
    Text
    /// A `${…}`.
    Interpolation
    /// A `{ … }`.
    Block
}

impl<'t> Item<'t> {
    /// Its key. `None` only where the key itself is what is broken.
    pub fn key(self) -> Option<Name<'t>> {
        self.0.child(Kind::Key).and_then(|key| key.children().find_map(name))
    }

    /// Its label.
    pub fn label(self) -> Option<Label<'t>> {
        self.0.child(Kind::Label).map(Label)
    }

    /// Its target.
    pub fn target(self) -> Option<Target<'t>> {
        self.0.child(Kind::Target).map(Target)
    }

    /// Its values after the colon, in order.
    pub fn values(self) -> impl Iterator<Item = Value<'t>> {
        self.0.child(Kind::Values).into_iter().flat_map(Node::children).filter_map(value)
    }

    /// All its values together, commas included.
    pub fn values_span(self) -> Option<Span> {
        self.0.child(Kind::Values).map(Node::span)
    }

    /// Whether it has a colon.
    pub fn has_colon(self) -> bool {
        self.0.child(Kind::Colon).is_some()
    }

    /// Its text.
    pub fn text(self) -> Option<Text<'t>> {
        self.0.child(Kind::Text).map(Text)
    }

    /// Its block.
    pub fn block(self) -> Option<Block<'t>> {
        self.0.child(Kind::Block).map(Block)
    }

    /// From its key to the end of its values: what a finding about the whole item underlines.
    pub fn head_span(self) -> Span {
        let parts = [Kind::Key, Kind::Label, Kind::Target, Kind::Values];
        let spans = parts.into_iter().filter_map(|kind| self.0.child(kind)).map(Node::span);
        spans.reduce(Span::cover).unwrap_or(self.span())
    }
}

fn name(node: Node<'_>) -> Option<Name<'_>> {
    matches!(node.kind(), Kind::Word | Kind::String | Kind::Title).then_some(Name(node))
}

impl<'t> Name<'t> {
    /// The name without quotes, escapes or title marks.
    pub fn text(self) -> Cow<'t, str> {
        match self.0.kind() {
            Kind::String => literal::unquote(self.0.text()),
            Kind::Title => Cow::Borrowed(literal::unquote_title(self.0.text())),
            _ => Cow::Borrowed(self.0.text()),
        }
    }

    /// Whether it is a title in 《》.
    pub fn is_title(self) -> bool {
        self.0.kind() == Kind::Title
    }

    /// Whether it is a quoted string.
    pub fn is_string(self) -> bool {
        self.0.kind() == Kind::String
    }
}

impl<'t> Label<'t> {
    /// The label as a name, if it is a string.
    pub fn string(self) -> Option<Name<'t>> {
        self.0.child(Kind::String).map(Name)
    }

    /// The label as a year, if it is one.
    pub fn year(self) -> Option<i32> {
        let token = self.0.child(Kind::Year)?;
        let digits: String = token.text().chars().take(4).map(literal::narrow).collect();
        digits.parse().ok()
    }
}

impl<'t> Target<'t> {
    /// Its comparator.
    pub fn comparator(self) -> Option<Comparator> {
        self.comparator_node().and_then(|node| Comparator::parse(node.text()))
    }

    /// The comparator's token.
    pub fn comparator_node(self) -> Option<Node<'t>> {
        self.0.child(Kind::Comparator)
    }

    /// The value compared with.
    pub fn value(self) -> Option<Value<'t>> {
        self.0.children().find_map(value)
    }
}

/// A value, by shape. What it means, and whether it may stand here, is the vocabulary's.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Value<'t> {
    /// `30 家`, `102万元`, `4`, or a lone `%`.
    Quantity(Quantity<'t>),
    /// `30 至 40 家`.
    Range(Range<'t>),
    /// `60人 × 7天 × 350元`.
    Calculation(Calculation<'t>),
    /// `2022-01-31`; see [`Value::date`].
    Date(Node<'t>),
    /// `2022-01 至 2022-12`.
    Period(Period<'t>),
    /// A word, a string or a title.
    Name(Name<'t>),
}

fn value(node: Node<'_>) -> Option<Value<'_>> {
    Some(match node.kind() {
        Kind::Quantity => Value::Quantity(Quantity(node)),
        Kind::Range => Value::Range(Range(node)),
        Kind::Calculation => Value::Calculation(Calculation(node)),
        Kind::Date => Value::Date(node),
        Kind::Period => Value::Period(Period(node)),
        Kind::Word | Kind::String | Kind::Title => Value::Name(Name(node)),
        _ => return None,
    })
}

impl<'t> Value<'t> {
    /// The tree node behind it.
    pub fn node(self) -> Node<'t> {
        match self {
            Self::Quantity(Quantity(node))
            | Self::Range(Range(node))
            | Self::Calculation(Calculation(node))
            | Self::Date(node)
            | Self::Period(Period(node))
            | Self::Name(Name(node)) => node,
        }
    }

    /// Where it stands.
    pub fn span(self) -> Span {
        self.node().span()
    }

    /// It as the formatter spells it.
    pub fn canonical(self) -> String {
        crate::format::value(self.node())
    }

    /// The date, if it is one that exists.
    pub fn date(self) -> Option<PartialDate> {
        match self {
            Self::Date(node) => literal::parse_date(node.text()),
            _ => None,
        }
    }
}

impl<'t> Quantity<'t> {
    /// The number's token; `None` for a lone unit.
    pub fn number_node(self) -> Option<Node<'t>> {
        self.0.child(Kind::Number)
    }

    /// The number, exact.
    pub fn number(self) -> Option<Result<rust_decimal::Decimal, NumberError>> {
        self.number_node().map(|node| literal::parse_number(node.text()))
    }

    /// The unit as written, scale and brackets included.
    pub fn unit(self) -> Option<&'t str> {
        self.unit_node().map(Node::text)
    }

    /// The unit's token.
    pub fn unit_node(self) -> Option<Node<'t>> {
        self.0.child(Kind::Unit)
    }
}

fn quantities(node: Node<'_>) -> impl Iterator<Item = Quantity<'_>> {
    node.children().filter(|child| child.kind() == Kind::Quantity).map(Quantity)
}

impl<'t> Range<'t> {
    /// Both ends; the first may leave its unit to the second.
    pub fn ends(self) -> Option<(Quantity<'t>, Quantity<'t>)> {
        let mut ends = quantities(self.0);
        Some((ends.next()?, ends.next()?))
    }
}

impl<'t> Calculation<'t> {
    /// The factors in order.
    pub fn factors(self) -> impl Iterator<Item = Quantity<'t>> {
        self.0
            .children()
            .take_while(|child| child.kind() != Kind::Comparator)
            .filter(|child| child.kind() == Kind::Quantity)
            .map(Quantity)
    }

    /// The stated product after `=`.
    pub fn stated(self) -> Option<Quantity<'t>> {
        self.0
            .children()
            .skip_while(|child| child.kind() != Kind::Comparator)
            .find(|child| child.kind() == Kind::Quantity)
            .map(Quantity)
    }
}

/// How a period ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PeriodEnd<'t> {
    /// At a date.
    Date(Node<'t>),
    /// At a month or day of the first date's year (`2022年1月 至 12月`).
    Quantity(Quantity<'t>),
    /// Not yet (`起`, `至今`).
    Open,
}

impl<'t> Period<'t> {
    fn dates(self) -> impl Iterator<Item = Node<'t>> {
        self.0.children().filter(|child| child.kind() == Kind::Date)
    }

    /// The first date; `None` for `… 止`.
    pub fn start(self) -> Option<Node<'t>> {
        if self.0.child(Kind::Until).is_some() { None } else { self.dates().next() }
    }

    /// The end; `None` where it is broken.
    pub fn end(self) -> Option<PeriodEnd<'t>> {
        if self.0.child(Kind::Until).is_some() {
            return self.dates().next().map(PeriodEnd::Date);
        }
        if self.0.child(Kind::Onward).is_some() || self.0.child(Kind::Now).is_some() {
            return Some(PeriodEnd::Open);
        }
        self.dates()
            .nth(1)
            .map(PeriodEnd::Date)
            .or_else(|| quantities(self.0).next().map(PeriodEnd::Quantity))
    }
}

impl<'t> Block<'t> {
    /// Its items.
    pub fn items(self) -> impl Iterator<Item = Item<'t>> {
        items_in(self.0)
    }

    /// Where a new last item would go: before the closing brace, or at the end.
    pub fn end(self) -> u32 {
        self.0.child(Kind::RBrace).map_or(self.span().end, |brace| brace.span().start)
    }
}

impl<'t> Interpolation<'t> {
    /// Its segments: `任务."群团工作"` has two.
    pub fn segments(self) -> impl Iterator<Item = Name<'t>> {
        self.0.children().filter_map(name)
    }
}

impl<'t> Text<'t> {
    /// The `${…}` in it.
    pub fn interpolations(self) -> impl Iterator<Item = Interpolation<'t>> {
        self.0.children().filter(|child| child.kind() == Kind::Interpolation).map(Interpolation)
    }

    /// Between the fences.
    pub fn inner_span(self) -> Span {
        let mut fences = self.0.children().filter(|child| child.kind() == Kind::Fence);
        let start = fences.next().map_or(self.span().start, |fence| fence.span().end);
        let end = fences.next().map_or(self.span().end, |fence| fence.span().start);
        Span::new(start, end)
    }

    /// Whether nothing but blanks stands between the fences.
    pub fn is_empty(self) -> bool {
        let inner = self.inner_span().text(self.0.tree().text());
        inner.bytes().all(|b| matches!(b, b' ' | b'\t' | b'\r' | b'\n'))
    }

    /// The lines of the content as the source has them, common indentation stripped. `None` for a text on one line, and
    /// for one whose first line stands behind the fence with blanks before it: indenting that would change it.
    pub fn source_lines(self) -> Option<Vec<&'t str>> {
        let source = self.0.tree().text();
        let inner = self.inner_span();
        let raw = inner.text(source);
        if !raw.contains('\n') {
            return None;
        }
        let layout = Layout::of(inner, source);
        let first_is_content = layout.content.start == inner.start;
        if first_is_content && raw.starts_with([' ', '\t']) {
            return None;
        }
        let strip = |(index, line): (usize, &'t str)| {
            let line = line.strip_suffix('\r').unwrap_or(line);
            let blanks = line.bytes().take_while(|b| matches!(b, b' ' | b'\t')).count();
            let strip = if index == 0 && first_is_content { 0 } else { blanks.min(layout.indent) };
            line.get(strip..).unwrap_or_default()
        };
        Some(layout.content.text(source).split('\n').enumerate().map(strip).collect())
    }

    /// The content: first and last line dropped if blank, common indentation stripped, escapes resolved, line ends
    /// `\n`, each `${…}` replaced by what `expand` gives for it.
    pub fn cook(self, mut expand: impl FnMut(Interpolation<'t>) -> String) -> Cooked {
        let layout = Layout::of(self.inner_span(), self.0.tree().text());
        let mut cooked = Cooked::default();
        for child in self.0.children() {
            match child.kind() {
                Kind::Interpolation => {
                    cooked.push(&expand(Interpolation(child)), child.span(), Origin::Reference);
                }
                Kind::Fence => {}
                _ => layout.cook_chunk(child, &mut cooked),
            }
        }
        cooked
    }
}

/// Which lines of a text count, and how much indentation they share.
struct Layout {
    content: Span,
    indent: usize,
}

impl Layout {
    fn of(inner: Span, source: &str) -> Self {
        let blank = |line: &str| line.bytes().all(|b| matches!(b, b' ' | b'\t' | b'\r' | b'\n'));
        let text = inner.text(source);
        let mut start = 0;
        let mut end = text.len();
        if let Some(first) = memchr::memchr(b'\n', text.as_bytes())
            && blank(text.get(..first).unwrap_or_default())
        {
            start = first.saturating_add(1);
        }
        if let Some(last) = memchr::memrchr(b'\n', text.as_bytes())
            && last >= start.saturating_sub(1)
            && blank(text.get(last..).unwrap_or_default())
        {
            end = last.max(start);
            if text.get(..end).is_some_and(|kept| kept.ends_with('\r')) {
                end = end.saturating_sub(1).max(start);
            }
        }
        let lines = text.get(start..end).unwrap_or_default().split('\n').skip(usize::from(start == 0));
        let indent = lines
            .filter(|line| !blank(line))
            .map(|line| line.bytes().take_while(|b| matches!(b, b' ' | b'\t')).count())
            .min()
            .unwrap_or(0);
        let at = |n: usize| inner.start.saturating_add(u32::try_from(n).unwrap_or(u32::MAX));
        Self { content: Span::new(at(start), at(end)), indent }
    }

    fn cook_chunk(&self, chunk: Node<'_>, cooked: &mut Cooked) {
        let source = chunk.tree().text();
        let mut at = chunk.span().start;
        for line in chunk.text().split_inclusive('\n') {
            let start = at;
            at = at.saturating_add(u32::try_from(line.len()).unwrap_or(u32::MAX));
            let before = (start as usize).checked_sub(1).and_then(|at| source.as_bytes().get(at));
            let fresh = before == Some(&b'\n');
            let strip = if fresh {
                let blanks = line.bytes().take_while(|b| matches!(b, b' ' | b'\t')).count();
                blanks.min(self.indent)
            } else {
                0
            };
            let from = start.saturating_add(u32::try_from(strip).unwrap_or(0)).max(self.content.start);
            let to = at.min(self.content.end);
            if from < to {
                push_line(Span::new(from, to), source, cooked);
            }
        }
    }
}

fn push_line(span: Span, source: &str, cooked: &mut Cooked) {
    let mut start = span.start;
    let mut rest = span.text(source);
    while let Some(found) = rest.find(['\\', '\r']) {
        let tail = rest.get(found..).unwrap_or_default();
        let special = start.saturating_add(u32::try_from(found).unwrap_or(0));
        let (taken, replaced) = match tail.as_bytes() {
            [b'\\', b'"' | b'\\' | b'$', ..] => (2, tail.get(1..2)),
            [b'\r', b'\n', ..] => (1, Some("")),
            _ => (1, None),
        };
        let next = special.saturating_add(taken);
        if let Some(replacement) = replaced {
            let before = Span::new(start, special);
            cooked.push(before.text(source), before, Origin::Source);
            cooked.push(replacement, Span::new(special, next), Origin::Escape);
        } else {
            let through = Span::new(start, next);
            cooked.push(through.text(source), through, Origin::Source);
        }
        start = next;
        rest = Span::new(start, span.end).text(source);
    }
    let tail = Span::new(start, span.end);
    cooked.push(tail.text(source), tail, Origin::Source);
}
