//! Growing the selection: from a word to its value, item, block and so on, up to the whole file.

use pmt_syntax::{Kind, Node, Span};
use tower_lsp::ls_types::{Position, SelectionRange};

use crate::state::View;

/// The selections around each position, innermost first.
pub fn ranges(view: &View, positions: &[Position]) -> Vec<SelectionRange> {
    positions.iter().map(|position| around(view, *position)).collect()
}

fn around(view: &View, position: Position) -> SelectionRange {
    let tree = &view.document.parse().tree;
    let offset = view.offset(position);
    let mut path = tree.path_at(offset);
    // At the end of a word, that word is meant.
    let is_blank = path.last().is_none_or(|node| !is_word(*node));
    if is_blank && let Some(before) = offset.checked_sub(1) {
        let ends_here = tree.path_at(before);
        if ends_here.last().is_some_and(|node| is_word(*node)) {
            path = ends_here;
        }
    }
    let mut spans: Vec<Span> = vec![Span::new(0, tree.root().span().end)];
    for node in path {
        for span in spans_of(node) {
            let inner = spans.last().is_none_or(|last| last.covers(span) && *last != span);
            if inner && !span.is_empty() && span.start <= offset && offset <= span.end {
                spans.push(span);
            }
        }
    }
    let mut all = spans.into_iter();
    let whole = all.next().unwrap_or_default();
    let outermost = SelectionRange { range: view.range(whole), parent: None };
    all.fold(outermost, |outer, span| SelectionRange {
        range: view.range(span),
        parent: Some(Box::new(outer)),
    })
}

fn is_word(node: Node<'_>) -> bool {
    !node.kind().is_node()
        && !node.kind().is_trivia()
        && !matches!(
            node.kind(),
            Kind::LBrace | Kind::RBrace | Kind::Colon | Kind::Comma | Kind::Semicolon | Kind::Fence
        )
}

/// A node's own spans, the outer first: a string has an inside, and so have a text and a block.
fn spans_of(node: Node<'_>) -> Vec<Span> {
    let span = node.span();
    match node.kind() {
        Kind::Newline | Kind::Whitespace | Kind::Bom => Vec::new(),
        Kind::String | Kind::Title => {
            let text = node.text();
            let mark = |c: Option<char>| c.map_or(0, |c| u32::try_from(c.len_utf8()).unwrap_or(0));
            let closes = text.chars().count() > 1 && text.ends_with(['"', '”', '》']);
            let end = if closes { mark(text.chars().last()) } else { 0 };
            let start = span.start.saturating_add(mark(text.chars().next()));
            vec![span, Span::new(start, span.end.saturating_sub(end))]
        }
        Kind::Block | Kind::Text => {
            let (open, close) = if node.kind() == Kind::Block {
                (Kind::LBrace, Kind::RBrace)
            } else {
                (Kind::Fence, Kind::Fence)
            };
            let mut signs = node.children().filter(|child| child.kind() == open);
            let start = signs.next().map_or(span.start, |sign| sign.span().end);
            let closing = node.children().filter(|child| child.kind() == close).last();
            let end = closing.map_or(span.end, |sign| sign.span().start).max(start);
            let inside = Span::new(start, end).text(node.tree().text());
            let leading = inside.len().saturating_sub(inside.trim_start().len());
            let shift = |at: u32, by: usize| at.saturating_add(u32::try_from(by).unwrap_or(0));
            let trimmed =
                Span::new(shift(start, leading), shift(start, leading.saturating_add(inside.trim().len())));
            vec![span, Span::new(start, end), trimmed]
        }
        _ => vec![span],
    }
}
