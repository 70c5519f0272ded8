//! Formatting, the same as `pmt fmt`'s.

use pmt_syntax::{Kind, Node, Span, Tree};
use tower_lsp::ls_types::{Range, TextEdit};

use crate::state::View;

/// The changes that format a document; none where it has syntax errors, whose meaning formatting could change.
pub fn whole(view: &View) -> Option<Vec<TextEdit>> {
    let document = &view.document;
    let formatted = pmt_syntax::format(document.parse())?;
    Some(minimal(view, &formatted))
}

/// The same for the items that a range touches and nothing else: they become what they are in the whole document
/// formatted, so that columns fit those of their neighbours.
pub fn range(view: &View, range: Range) -> Option<Vec<TextEdit>> {
    let document = &view.document;
    let formatted = pmt_syntax::format(document.parse())?;
    let wanted = view.profile.encoding.span(document.lines(), &document.text, range);
    let after = pmt_syntax::parse(formatted.as_str());
    let Some((old, new)) = touched(&document.parse().tree, &after.tree, wanted) else {
        return Some(Vec::new());
    };
    let mut text = document.text.to_string();
    text.get(old.range())?;
    text.replace_range(old.range(), new.text(&formatted));
    Some(minimal(view, &text))
}

/// The whole lines of the items that a range touches, in a text and in the same text formatted; `None` if it touches
/// none.
fn touched(old: &Tree, new: &Tree, wanted: Span) -> Option<(Span, Span)> {
    let (mut old_here, mut new_here) = (old.root(), new.root());
    let mut best = None;
    loop {
        let (old_items, new_items) = (items(old_here), items(new_here));
        let touches = |item: &Node<'_>| {
            let span = item.span();
            span.start <= wanted.end && wanted.start < span.end.max(span.start.saturating_add(1))
        };
        let mut first = old_items.iter().position(touches)?;
        let mut last = old_items.iter().rposition(touches)?;
        // What shares a line with others is formatted with them.
        while let Some(before) = first.checked_sub(1)
            && share_line(old, *old_items.get(before)?, *old_items.get(first)?)
        {
            first = before;
        }
        while let Some(next) = old_items.get(last.saturating_add(1))
            && share_line(old, *old_items.get(last)?, *next)
        {
            last = last.saturating_add(1);
        }
        let span = |tree: &Tree, items: &[Node<'_>]| {
            let span = items.get(first)?.span().cover(items.get(last)?.span());
            with_its_lines(tree, span)
        };
        // What shares its first or last line with what is around it is formatted with that.
        if let (Some(old_span), Some(new_span)) = (span(old, &old_items), span(new, &new_items)) {
            best = Some((old_span, new_span));
        }
        // One item, and the range is within its block: what it touches in there is enough.
        let old_block = old_items.get(first).and_then(|item| item.child(Kind::Block));
        let new_block = new_items.get(first).and_then(|item| item.child(Kind::Block));
        match (old_block, new_block) {
            (Some(old_block), Some(new_block))
                if first == last
                    && inside(old_block).covers(wanted)
                    && items(old_block).iter().any(touches) =>
            {
                (old_here, new_here) = (old_block, new_block);
            }
            _ => return best,
        }
    }
}

fn items(node: Node<'_>) -> Vec<Node<'_>> {
    node.children().filter(|child| child.kind() == Kind::Item).collect()
}

fn share_line(tree: &Tree, one: Node<'_>, other: Node<'_>) -> bool {
    !Span::new(one.span().end, other.span().start).text(tree.text()).contains('\n')
}

/// Between the braces.
fn inside(block: Node<'_>) -> Span {
    let brace = |kind| block.child(kind).map(Node::span);
    let start = brace(Kind::LBrace).map_or(block.span().start, |brace| brace.end);
    Span::new(start, brace(Kind::RBrace).map_or(block.span().end, |brace| brace.start))
}

/// A span with the rest of its lines: blanks before it, blanks and a comment behind it. `None` if anything else stands
/// on them.
fn with_its_lines(tree: &Tree, span: Span) -> Option<Span> {
    let text = tree.text();
    let before = text.get(..span.start as usize)?;
    let start = before.rfind('\n').map_or(0, |at| at.saturating_add(1));
    let after = text.get(span.end as usize..)?;
    let length = after.find('\n').unwrap_or(after.len());
    let rest = after.get(..length)?.trim_start_matches([' ', '\t', '\u{3000}', ';', '；']).trim_end();
    let is_alone = before.get(start..)?.trim_start_matches('\u{FEFF}').trim().is_empty()
        && (rest.is_empty() || rest.starts_with("//"));
    is_alone.then(|| Span::of(start..(span.end as usize).saturating_add(length)))
}

/// What stands before and after the first and the last difference stays, so that the cursor and marks do.
fn minimal(view: &View, formatted: &str) -> Vec<TextEdit> {
    let document = &view.document;
    let old: &str = &document.text;
    if old == formatted {
        return Vec::new();
    }
    let same_start: usize = old
        .chars()
        .zip(formatted.chars())
        .take_while(|(one, other)| one == other)
        .map(|(one, _)| one.len_utf8())
        .sum();
    let (old_rest, new_rest) =
        (old.get(same_start..).unwrap_or_default(), formatted.get(same_start..).unwrap_or_default());
    let same_end: usize = old_rest
        .chars()
        .rev()
        .zip(new_rest.chars().rev())
        .take_while(|(one, other)| one == other)
        .map(|(one, _)| one.len_utf8())
        .sum();
    let offset = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
    let end = old.len().saturating_sub(same_end);
    let encoding = view.profile.encoding;
    // A position between CR and LF is none.
    let (start, end) = whole_lines(old, same_start, end);
    let range = Range {
        start: encoding.position(document.lines(), old, offset(start)),
        end: encoding.position(document.lines(), old, offset(end)),
    };
    let kept_end = old.len().saturating_sub(end);
    let new_end = formatted.len().saturating_sub(kept_end);
    let text = formatted.get(start..new_end).unwrap_or_default().to_owned();
    vec![TextEdit { range, new_text: text }]
}

/// The range with its first and last line whole.
fn whole_lines(text: &str, start: usize, end: usize) -> (usize, usize) {
    let before = text.get(..start).unwrap_or_default();
    let start = before.rfind('\n').map_or(0, |at| at.saturating_add(1));
    let after = text.get(end..).unwrap_or_default();
    let end = after.find('\n').map_or(text.len(), |at| end.saturating_add(at).saturating_add(1));
    (start, end)
}
