//! The lossless tree: a flat list of entries in document order, each knowing where its subtree ends.
//!
//! Sixteen bytes an entry, one allocation a file, no reference counts: a tree costs about three times its text
//! and is dropped at once, however deep.

use std::sync::Arc;

use crate::{Kind, Span};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Entry {
    kind: Kind,
    span: Span,
    /// Index of the first entry after this one's subtree.
    next: u32,
}

/// A parsed text. Its tokens, in order, are the text byte for byte.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tree {
    text: Arc<str>,
    entries: Vec<Entry>,
}

impl Tree {
    /// The source text.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The source text, shared.
    pub fn shared_text(&self) -> Arc<str> {
        Arc::clone(&self.text)
    }

    /// The root node; a tree made by [`crate::parse`] always has one.
    pub fn root(&self) -> Node<'_> {
        Node { tree: self, index: 0 }
    }

    /// All tokens in document order.
    pub fn tokens(&self) -> impl Iterator<Item = Node<'_>> {
        self.entries
            .iter()
            .zip(0u32..)
            .filter(|(entry, _)| !entry.kind.is_node())
            .map(|(_, index)| Node { tree: self, index })
    }

    /// The nodes from the root down to the deepest node or token that holds `offset`.
    pub fn path_at(&self, offset: u32) -> Vec<Node<'_>> {
        let mut path = vec![self.root()];
        let mut here = self.root();
        while let Some(child) = here.children().find(|child| child.span().contains(offset)) {
            path.push(child);
            here = child;
        }
        path
    }
}

/// One node or token of a tree.
#[derive(Clone, Copy)]
pub struct Node<'t> {
    tree: &'t Tree,
    index: u32,
}

impl PartialEq for Node<'_> {
    fn eq(&self, other: &Self) -> bool {
        std::ptr::eq(self.tree, other.tree) && self.index == other.index
    }
}
impl Eq for Node<'_> {}

impl std::fmt::Debug for Node<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let span = self.span();
        write!(f, "{:?}@{}..{}", self.kind(), span.start, span.end)?;
        if !self.kind().is_node() {
            write!(f, " {:?}", self.text())?;
        }
        Ok(())
    }
}

impl<'t> Node<'t> {
    fn entry(self) -> Entry {
        const NOTHING: Entry = Entry { kind: Kind::Error, span: Span::empty(0), next: u32::MAX };
        self.tree.entries.get(self.index as usize).copied().unwrap_or(NOTHING)
    }

    /// What it is.
    pub fn kind(self) -> Kind {
        self.entry().kind
    }

    /// Where it stands.
    pub fn span(self) -> Span {
        self.entry().span
    }

    /// Its source text.
    pub fn text(self) -> &'t str {
        self.span().text(&self.tree.text)
    }

    /// The tree it belongs to.
    pub fn tree(self) -> &'t Tree {
        self.tree
    }

    /// A number that is unique within the tree and grows in document order.
    pub fn id(self) -> u32 {
        self.index
    }

    /// Its children in order, trivia included.
    pub fn children(self) -> Children<'t> {
        Children { tree: self.tree, at: self.index.saturating_add(1), end: self.entry().next }
    }

    /// Its first child of a kind.
    pub fn child(self, kind: Kind) -> Option<Node<'t>> {
        self.children().find(|child| child.kind() == kind)
    }

    /// Itself and everything below it, in document order.
    pub fn descendants(self) -> impl Iterator<Item = Node<'t>> {
        let tree = self.tree;
        let end = self.entry().next.min(u32::try_from(tree.entries.len()).unwrap_or(u32::MAX));
        (self.index..end).map(move |index| Node { tree, index })
    }
}

/// Iterator over a node's children.
#[derive(Clone)]
pub struct Children<'t> {
    tree: &'t Tree,
    at: u32,
    end: u32,
}

impl<'t> Iterator for Children<'t> {
    type Item = Node<'t>;

    fn next(&mut self) -> Option<Node<'t>> {
        if self.at >= self.end {
            return None;
        }
        let node = Node { tree: self.tree, index: self.at };
        self.at = node.entry().next;
        Some(node)
    }
}

/// Builds a tree from opens, tokens and closes in document order. Gaps are the caller's to fill.
#[derive(Debug, Default)]
pub struct TreeBuilder {
    entries: Vec<Entry>,
    open: Vec<u32>,
}

impl TreeBuilder {
    /// A builder with room for the tree of a text of `bytes` bytes.
    pub fn with_capacity(bytes: usize) -> Self {
        Self { entries: Vec::with_capacity(bytes / 6), open: Vec::new() }
    }

    /// How many entries there are.
    pub(crate) fn here(&self) -> u32 {
        u32::try_from(self.entries.len()).unwrap_or(u32::MAX)
    }

    /// Opens a node that starts at `start`.
    pub fn open(&mut self, kind: Kind, start: u32) {
        self.open.push(self.here());
        self.entries.push(Entry { kind, span: Span::empty(start), next: 0 });
    }

    /// Adds a token; an empty one is left out.
    pub fn token(&mut self, kind: Kind, span: Span) {
        if !span.is_empty() {
            let next = self.here().saturating_add(1);
            self.entries.push(Entry { kind, span, next });
        }
    }

    /// Closes the innermost open node at `end`.
    pub fn close(&mut self, end: u32) {
        let next = self.here();
        if let Some(entry) = self.open.pop().and_then(|index| self.entries.get_mut(index as usize)) {
            entry.span = Span::new(entry.span.start, end);
            entry.next = next;
        }
    }

    /// Adds whole subtrees of another tree whose text stood at `was` and stands at `now`.
    pub(crate) fn copy(&mut self, from: &Tree, entries: std::ops::Range<u32>, was: u32, now: u32) {
        let here = self.here();
        let moved = |at: u32| at.wrapping_sub(was).wrapping_add(now);
        let copied = from.entries.get(entries.start as usize..entries.end as usize).unwrap_or_default();
        self.entries.extend(copied.iter().map(|entry| Entry {
            kind: entry.kind,
            span: Span { start: moved(entry.span.start), end: moved(entry.span.end) },
            next: entry.next.wrapping_sub(entries.start).wrapping_add(here),
        }));
    }

    /// How many nodes are open.
    pub fn depth(&self) -> usize {
        self.open.len()
    }

    /// The finished tree; nodes still open are closed at the end of the text.
    pub fn finish(mut self, text: Arc<str>) -> Tree {
        let end = u32::try_from(text.len()).unwrap_or(u32::MAX);
        if self.entries.is_empty() {
            self.open(Kind::Root, 0);
        }
        while !self.open.is_empty() {
            self.close(end);
        }
        self.entries.shrink_to_fit();
        Tree { text, entries: self.entries }
    }
}

/// The tree as indented text, a node or token a line, blank space left out: for tests and for looking.
pub fn dump(tree: &Tree) -> String {
    fn below(node: Node<'_>, depth: usize, out: &mut String) {
        let pad = "  ".repeat(depth);
        for child in node.children() {
            match child.kind() {
                Kind::Whitespace | Kind::Newline => {}
                kind if kind.is_node() => {
                    out.extend([pad.as_str(), &format!("{kind:?}"), "\n"]);
                    below(child, depth.saturating_add(1), out);
                }
                kind => out.extend([pad.as_str(), &format!("{kind:?} {:?}", child.text()), "\n"]),
            }
        }
    }
    let mut out = String::new();
    below(tree.root(), 0, &mut out);
    out
}
