//! Where missing braces belong. While the braces of a file balance, nothing is done. Where they do not, each top-level
//! item is looked at alone, by indentation: it ends where the next one begins, a block ends before a line that is not
//! indented more deeply than the line that opened it, and a `}` that fits no block is stray. One missing or stray
//! brace is one error, and the other items keep their places.

use std::ops::Range;

use super::layout::{Brace, Layout, indent};
use crate::{Span, SyntaxError, SyntaxErrorKind};

/// What the tree's builder is to do beyond the braces that are there.
#[derive(Debug, Default)]
pub(super) struct Plan {
    /// Offsets at which the innermost block ends without a brace, in order; one entry for each block.
    pub(super) closings: Vec<u32>,
    /// Offsets of closing braces that close nothing, in order.
    pub(super) strays: Vec<u32>,
    /// Closing fences of other quotes, in order.
    pub(super) wrong_fences: Vec<Span>,
    /// The layout's errors and those of the braces.
    pub(super) errors: Vec<SyntaxError>,
}

impl Plan {
    pub(super) fn of(text: &str, layout: &Layout) -> Self {
        let mut plan = Self {
            errors: layout.errors.clone(),
            wrong_fences: layout.wrong_fences.clone(),
            ..Self::default()
        };
        if !layout.is_balanced() {
            let lines = lines_of(text, layout);
            for segment in segments(&lines) {
                let lines = lines.get(segment).unwrap_or_default();
                if !is_balanced(lines) {
                    Repair::new(lines, &mut plan).run();
                }
            }
            plan.drop_what_follows_from_an_endless_text(text);
            plan.closings.sort_unstable();
            plan.strays.sort_unstable();
        }
        plan
    }
}

impl Plan {
    /// A text that is never closed hides the braces behind it: those of the blocks around it are not missing for sure.
    fn drop_what_follows_from_an_endless_text(&mut self, text: &str) {
        let is_endless = |error: &&SyntaxError| {
            error.kind == SyntaxErrorKind::UnclosedText
                && error.related.is_some_and(|end| end.start as usize >= text.len())
        };
        let Some(endless) = self.errors.iter().find(is_endless).map(|error| error.span) else { return };
        self.errors.retain(|error| {
            error.kind != SyntaxErrorKind::UnclosedBlock
                || error.related.is_none_or(|end| end.start < endless.start)
        });
    }
}

/// What a line begins with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Begin {
    /// Nothing, or a comment.
    Nothing,
    /// `}`
    Closing,
    /// `{`
    Opening,
    /// An item.
    Content,
}

/// A line with its braces; one in which a text begins reaches to the end of the text's last line.
#[derive(Debug)]
struct Line<'a> {
    begin: Begin,
    indent: usize,
    /// After its last character, the line end excluded.
    end: u32,
    braces: &'a [Brace],
}

impl Line<'_> {
    fn opens_block(&self) -> bool {
        self.braces.iter().any(|brace| brace.opens)
    }
}

fn lines_of<'a>(text: &str, layout: &'a Layout) -> Vec<Line<'a>> {
    let mut lines = Vec::new();
    let mut texts = layout.texts.iter().peekable();
    let mut braces = layout.braces.as_slice();
    let mut start = layout.start() as usize;
    while start < text.len() {
        let line_end = |from: usize| {
            let rest = text.as_bytes().get(from..).unwrap_or_default();
            memchr::memchr(b'\n', rest).map_or(text.len(), |at| from.saturating_add(at))
        };
        let mut end = line_end(start);
        while let Some(inside) = texts.next_if(|inside| (inside.start as usize) < end) {
            // An unclosed text ends at a line's start: that line is not part of this one.
            let last = (inside.end as usize).saturating_sub(1);
            if last > end {
                end = line_end(last);
            }
        }
        let line = text.get(start..end).unwrap_or_default();
        let taken = braces.partition_point(|brace| (brace.span.start as usize) < end);
        let (own, rest) = braces.split_at_checked(taken).unwrap_or_default();
        braces = rest;
        let content = line.trim_start_matches([' ', '\t', '\r', '\u{3000}', '\u{A0}']);
        let begin = match content.chars().next() {
            None => Begin::Nothing,
            Some(_) if content.starts_with("//") => Begin::Nothing,
            Some('}' | '｝') => Begin::Closing,
            Some('{' | '｛') => Begin::Opening,
            Some(_) => Begin::Content,
        };
        let kept = line.trim_end_matches(['\r', ' ', '\t']);
        let end_of_content = u32::try_from(start.saturating_add(kept.len())).unwrap_or(u32::MAX);
        lines.push(Line { begin, indent: indent(line), end: end_of_content, braces: own });
        start = end.saturating_add(1);
    }
    lines
}

/// Opening braces count up, closing ones down; `None` once a closing one has no partner.
fn depth_after(lines: &[Line<'_>]) -> Option<usize> {
    lines.iter().flat_map(|line| line.braces).try_fold(0usize, |depth, brace| {
        if brace.opens { depth.checked_add(1) } else { depth.checked_sub(1) }
    })
}

fn is_balanced(lines: &[Line<'_>]) -> bool {
    depth_after(lines) == Some(0)
}

/// Top-level items: each reaches to the next line that is not indented more deeply and opens a block. One whose
/// content is not indented at all reaches as far as its braces do.
fn segments(lines: &[Line<'_>]) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut start = 0;
    while start < lines.len() {
        let mut at = start;
        let mut base = None;
        let mut depth = 0usize;
        let mut indented = None;
        while let Some(line) = lines.get(at) {
            let outer = *base.get_or_insert(line.indent);
            let item = line.begin == Begin::Content && at > start && line.indent <= outer;
            if item && depth > 0 && indented.is_none() {
                indented = Some(false);
            } else if line.begin == Begin::Content && line.indent > outer && indented.is_none() {
                indented = Some(true);
            }
            let ends = if indented == Some(false) { depth == 0 } else { depth == 0 || line.opens_block() };
            if item && ends {
                break;
            }
            if line.begin == Begin::Nothing && at == start {
                base = None;
            }
            for brace in line.braces {
                depth = if brace.opens { depth.saturating_add(1) } else { depth.saturating_sub(1) };
            }
            at = at.saturating_add(1);
        }
        let end = at.max(start.saturating_add(1));
        found.push(start..end);
        start = end;
    }
    found
}

/// A block that is open.
struct Open {
    brace: Brace,
    indent: usize,
}

struct Repair<'a, 'p> {
    lines: &'a [Line<'a>],
    plan: &'p mut Plan,
    open: Vec<Open>,
    /// How many closing braces there are too many.
    excess: usize,
    /// Whether the item's content is indented, so that indentation tells anything.
    indented: bool,
    /// The end of the last line with anything on it.
    last_end: u32,
}

impl<'a, 'p> Repair<'a, 'p> {
    fn new(lines: &'a [Line<'a>], plan: &'p mut Plan) -> Self {
        let braces = || lines.iter().flat_map(|line| line.braces);
        let opening = braces().filter(|brace| brace.opens).count();
        let closing = braces().filter(|brace| !brace.opens).count();
        let mut content = lines.iter().filter(|line| line.begin == Begin::Content);
        let first = content.next().map_or(0, |line| line.indent);
        let indented = content.next().is_none_or(|second| second.indent > first);
        let excess = closing.saturating_sub(opening);
        Self { lines, plan, open: Vec::new(), excess, indented, last_end: 0 }
    }

    fn run(mut self) {
        let lines = self.lines;
        for (index, line) in lines.iter().enumerate() {
            let mut braces = line.braces;
            match line.begin {
                Begin::Content if self.indented => {
                    self.close_while(|open| open.indent >= line.indent);
                }
                Begin::Closing if self.indented => {
                    if let Some((first, rest)) = braces.split_first() {
                        braces = rest;
                        self.leading_closing(*first, line.indent, index);
                    }
                }
                _ => {}
            }
            for brace in braces {
                if brace.opens {
                    self.open.push(Open { brace: *brace, indent: line.indent });
                } else {
                    self.close(*brace);
                }
            }
            if line.begin != Begin::Nothing {
                self.last_end = line.end;
            }
        }
        self.close_while(|_| true);
    }

    /// A line that begins with a closing brace: it belongs to the block whose opening line is indented alike.
    fn leading_closing(&mut self, brace: Brace, indent: usize, index: usize) {
        let fits = self.open.iter().any(|open| open.indent == indent);
        let inner = self.open.last().is_some_and(|open| open.indent < indent);
        let goes_on = || {
            let later = self.lines.get(index.saturating_add(1)..).unwrap_or_default();
            later.iter().find(|line| line.begin == Begin::Content).is_some_and(|line| line.indent > indent)
        };
        if self.excess > 0 && ((!fits && inner) || (fits && goes_on())) {
            self.stray(brace);
            return;
        }
        if fits || !inner {
            self.close_while(|open| open.indent > indent);
        }
        self.close(brace);
    }

    fn close(&mut self, brace: Brace) {
        if self.open.pop().is_none() {
            self.stray(brace);
        }
    }

    fn stray(&mut self, brace: Brace) {
        self.excess = self.excess.saturating_sub(1);
        self.plan.strays.push(brace.span.start);
        self.plan.errors.push(SyntaxError {
            kind: SyntaxErrorKind::StrayBrace,
            span: brace.span,
            related: None,
            fix: None,
        });
    }

    /// Ends the innermost blocks, as long as `ends` says so, after the last line with anything on it.
    fn close_while(&mut self, ends: impl Fn(&Open) -> bool) {
        while let Some(open) = self.open.pop_if(|open| ends(open)) {
            let at = self.last_end.max(open.brace.span.end);
            self.plan.closings.push(at);
            self.plan.errors.push(SyntaxError {
                kind: SyntaxErrorKind::UnclosedBlock,
                span: open.brace.span,
                related: Some(Span::empty(at)),
                fix: None,
            });
        }
    }
}
