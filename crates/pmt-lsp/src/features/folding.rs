//! What can be folded: blocks, texts and runs of comments.

use pmt_syntax::{Kind, Node, Span};
use tower_lsp::ls_types::{FoldingRange, FoldingRangeKind};

use crate::state::View;

/// The folds of a document, by whole lines; the line with the closing brace or fence stays.
pub fn ranges(view: &View) -> Vec<FoldingRange> {
    let mut folder = Folder { view, found: Vec::new() };
    for node in view.document.parse().tree.root().descendants() {
        match node.kind() {
            Kind::Block => folder.enclosed(node, Kind::RBrace),
            Kind::Text => folder.enclosed(node, Kind::Fence),
            _ => {}
        }
        if matches!(node.kind(), Kind::Root | Kind::Block) {
            folder.comments(node);
        }
    }
    folder.found.sort_by_key(|fold| (fold.start_line, fold.end_line));
    folder.found.dedup_by_key(|fold| (fold.start_line, fold.end_line));
    folder.found
}

struct Folder<'v> {
    view: &'v View,
    found: Vec<FoldingRange>,
}

impl Folder<'_> {
    fn line(&self, offset: u32) -> u32 {
        self.view.document.lines().utf8(offset).line
    }

    fn add(&mut self, start_line: u32, end_line: u32, kind: Option<FoldingRangeKind>) {
        if start_line < end_line {
            self.found.push(FoldingRange { start_line, end_line, kind, ..FoldingRange::default() });
        }
    }

    /// Up to the line before the closing sign; to the last line where that is missing.
    fn enclosed(&mut self, node: Node<'_>, closing: Kind) {
        let last = node.children().filter(|child| child.kind() == closing).last();
        let opening = node.children().next().map(Node::id);
        let closed = last.filter(|last| Some(last.id()) != opening);
        let start = self.line(node.span().start);
        let text = node.text();
        let trimmed = u32::try_from(text.trim_end().len()).unwrap_or(u32::MAX);
        let end = match closed {
            Some(closing) => self.line(closing.span().start).saturating_sub(1),
            None => self.line(node.span().start.saturating_add(trimmed)),
        };
        self.add(start, end, None);
    }

    /// Comments on lines of their own, with nothing between them.
    fn comments(&mut self, node: Node<'_>) {
        let mut run: Option<Span> = None;
        let mut newlines = 1u32;
        for child in node.children() {
            match child.kind() {
                Kind::Newline => newlines = newlines.saturating_add(1),
                Kind::Whitespace | Kind::Bom => {}
                Kind::Comment if newlines == 1 && run.is_some() => {
                    run = run.map(|run| run.cover(child.span()));
                    newlines = 0;
                }
                kind => {
                    self.end(run.take());
                    run = (kind == Kind::Comment && newlines > 0).then(|| child.span());
                    newlines = 0;
                }
            }
        }
        self.end(run);
    }

    fn end(&mut self, run: Option<Span>) {
        if let Some(run) = run {
            self.add(self.line(run.start), self.line(run.end), Some(FoldingRangeKind::Comment));
        }
    }
}
