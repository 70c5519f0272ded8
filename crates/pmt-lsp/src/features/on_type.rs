//! Indentation while typing. Nothing else moves: half a line has no canonical spelling.

use pmt_syntax::{Kind, Node, Span, Tree};
use tower_lsp::ls_types::{Position, TextEdit};

use crate::state::View;

/// What sets it off.
pub const FIRST_TRIGGER: &str = "}";
/// And the others.
pub const OTHER_TRIGGERS: &[&str] = &["\n"];

/// The change to the line at a position after a sign was typed.
pub fn indent(view: &View, position: Position, sign: &str) -> Vec<TextEdit> {
    let document = &view.document;
    let text: &str = &document.text;
    let offset = view.offset(position) as usize;
    let before = text.get(..offset).unwrap_or_default();
    let start = before.rfind('\n').map_or(0, |at| at.saturating_add(1));
    let rest = text.get(start..).unwrap_or_default();
    let line = rest.split('\n').next().unwrap_or_default().trim_end_matches('\r');
    let words = line.trim_start_matches([' ', '\t', '\u{3000}']);
    let closes = words.starts_with(['}', '｝']);
    // A brace behind other words indents nothing.
    let is_first = before.get(start..).is_some_and(|typed| typed.trim().chars().count() <= 1);
    if sign != "\n" && !(closes && is_first) {
        return Vec::new();
    }
    let at = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
    let Some(levels) = levels(&document.parse().tree, at(start), closes, sign == "\n") else {
        return Vec::new();
    };
    let wanted = " ".repeat(levels.saturating_mul(pmt_syntax::INDENT));
    let blanks = line.len().saturating_sub(words.len());
    if line.get(..blanks) == Some(wanted.as_str()) {
        return Vec::new();
    }
    let range = view.range(Span::new(at(start), at(start.saturating_add(blanks))));
    vec![TextEdit { range, new_text: wanted }]
}

/// How many levels in a line begins; `None` within a text, whose lines are the author's.
fn levels(tree: &Tree, line: u32, closes: bool, is_new: bool) -> Option<usize> {
    let texts = tree.root().descendants().filter(|node| node.kind() == Kind::Text);
    let mut around = texts.take_while(|node| node.span().start < line).filter(|node| goes_on(*node, line));
    if let Some(text) = around.next() {
        // The first line behind the fence is one level in; the others go on as the author has them.
        let between = Span::new(text.span().start, line).text(tree.text());
        let is_first = between.matches('\n').count() == 1;
        return (is_new && is_first).then(|| depth(tree, text.span().start).saturating_add(1));
    }
    let depth = depth(tree, line);
    let last = tree
        .tokens()
        .take_while(|token| token.span().start < line)
        .filter(|token| !token.kind().is_trivia())
        .last();
    if closes {
        Some(depth.saturating_sub(1))
    } else if last.is_some_and(|last| last.kind() == Kind::Comma) {
        Some(depth.saturating_add(2))
    } else {
        Some(depth)
    }
}

/// Whether a line begins within a text, its closing fence's line included.
fn goes_on(text: Node<'_>, line: u32) -> bool {
    let fences: Vec<Node<'_>> = text.children().filter(|child| child.kind() == Kind::Fence).collect();
    match fences.as_slice() {
        [_, .., last] => line <= last.span().start,
        // One that is not closed ends somewhere before the line's end; with nothing behind it, it goes on.
        _ => Span::new(text.span().end, line).text(text.tree().text()).trim().is_empty(),
    }
}

/// How many blocks are open at an offset.
fn depth(tree: &Tree, offset: u32) -> usize {
    tree.tokens().take_while(|token| token.span().start < offset).fold(0, |depth, token| match token.kind() {
        Kind::LBrace => depth.saturating_add(1),
        Kind::RBrace => depth.saturating_sub(1),
        _ => depth,
    })
}
