//! The light scan before parsing: where braces and texts stand, and where the file can be cut into stretches.
//!
//! It must agree with the grammar on what a comment, a string and a text are, and knows nothing else of items.

use crate::{Edit, Span, SyntaxError, SyntaxErrorKind};

const BOM: char = '\u{FEFF}';
/// A stretch is at least this long, unless a top-level item or the file ends.
const STRETCH: usize = 16 * 1024;
/// A stretch is at least this long even then.
const SHORTEST: usize = 512;

/// A brace outside strings, texts and comments.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Brace {
    pub(super) span: Span,
    pub(super) opens: bool,
}

/// What the scan found.
#[derive(Debug, Default)]
pub(super) struct Layout {
    pub(super) braces: Vec<Brace>,
    /// Texts with their fences, in order.
    pub(super) texts: Vec<Span>,
    /// Closing fences of other quotes, in order.
    pub(super) wrong_fences: Vec<Span>,
    /// Errors of texts and control characters.
    pub(super) errors: Vec<SyntaxError>,
    start: u32,
    ends: Vec<u32>,
}

impl Layout {
    pub(super) fn of(text: &str) -> Self {
        let start = if text.starts_with(BOM) { BOM.len_utf8() } else { 0 };
        let mut layout = Self { start: offset(start), ..Self::default() };
        let scan = Scan {
            text,
            at: start,
            line_start: start,
            stretch_start: start,
            no_quote_before: 0,
            chinese_pairs: Vec::new(),
            chinese_until: 0,
            layout: &mut layout,
        };
        scan.run();
        layout.ends.push(offset(text.len()));
        control_characters(text, start, &mut layout.errors);
        layout
    }

    /// Where the content begins: after a byte-order mark.
    pub(super) fn start(&self) -> u32 {
        self.start
    }

    /// The ends of the stretches that are parsed one by one.
    pub(super) fn stretch_ends(&self) -> impl Iterator<Item = u32> {
        self.ends.iter().copied()
    }

    /// Whether every brace has its partner.
    pub(super) fn is_balanced(&self) -> bool {
        let mut depth = 0usize;
        for brace in &self.braces {
            if brace.opens {
                depth = depth.saturating_add(1);
            } else if depth == 0 {
                return false;
            } else {
                depth = depth.saturating_sub(1);
            }
        }
        depth == 0
    }
}

fn offset(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX)
}

struct Scan<'a> {
    text: &'a str,
    at: usize,
    line_start: usize,
    stretch_start: usize,
    /// Up to here no ASCII string can close: a search has been there.
    no_quote_before: usize,
    /// The Chinese quotes that belong together, up to `chinese_until`.
    chinese_pairs: Vec<(usize, usize)>,
    chinese_until: usize,
    layout: &'a mut Layout,
}

impl<'a> Scan<'a> {
    fn rest(&self) -> &'a [u8] {
        self.text.as_bytes().get(self.at..).unwrap_or_default()
    }

    fn between(&self, from: usize, to: usize) -> &'a str {
        self.text.get(from..to).unwrap_or_default()
    }

    fn run(mut self) {
        while let Some(found) = self.rest().iter().position(|b| is_interesting(*b)) {
            self.at = self.at.saturating_add(found);
            let length = match self.rest() {
                [b'\n', ..] => {
                    self.line_end();
                    1
                }
                [b'{' | b'}', ..] => self.brace(1),
                [0xEF, 0xBD, 0x9B | 0x9D, ..] => self.brace(3),
                [b'/', b'/', ..] => self.comment(),
                [b'"', b'"', b'"', ..] => self.open_text(3),
                [b'"', ..] => self.string(),
                [0xE2, 0x80, 0x9C | 0x9D, ..] | [0xEF, 0xBC, 0x82, ..] => match wrong_fence(self.rest()) {
                    Some(length) => self.open_text(length),
                    None if self.rest().starts_with("＂".as_bytes()) => self.string(),
                    None => self.chinese_string(),
                },
                _ => 1,
            };
            self.at = self.at.saturating_add(length);
        }
    }

    fn brace(&mut self, length: usize) -> usize {
        let opens = matches!(self.rest(), [b'{', ..] | [0xEF, 0xBD, 0x9B, ..]);
        let span = Span::of(self.at..self.at.saturating_add(length));
        self.layout.braces.push(Brace { span, opens });
        length
    }

    /// A line that ends in a brace is a place between items: nothing reaches across it. A brace that is not indented ends
    /// a top-level item: the file is cut behind each, so that an edit leaves the other items' stretches as they were.
    fn line_end(&mut self) {
        let next = self.at.saturating_add(1);
        let length = self.at.saturating_sub(self.stretch_start);
        if length >= SHORTEST
            && let Some(brace) = self.layout.braces.last().filter(|brace| self.ends_line(brace.span))
            && (length >= STRETCH || !brace.opens && brace.span.start as usize == self.line_start)
        {
            self.cut(next);
        }
        self.line_start = next;
    }

    /// Whether nothing but blanks follows on the line at hand.
    fn ends_line(&self, span: Span) -> bool {
        let end = span.end as usize;
        end > self.line_start && self.between(end, self.at).trim().is_empty()
    }

    fn cut(&mut self, at: usize) {
        if at > self.stretch_start {
            self.layout.ends.push(offset(at));
            self.stretch_start = at;
        }
    }

    fn comment(&self) -> usize {
        memchr::memchr(b'\n', self.rest()).unwrap_or(self.rest().len())
    }

    /// Length of a string if it is closed on its line, else of its quote. Braces in it must pair.
    fn string(&mut self) -> usize {
        let rest = self.between(self.at, self.text.len());
        let quote = rest.chars().next().map_or(1, char::len_utf8);
        if self.at < self.no_quote_before {
            return quote;
        }
        let mut open = false;
        let mut searched = rest.len();
        let mut chars = rest.char_indices().skip(1);
        while let Some((at, c)) = chars.next() {
            match c {
                '{' | '｛' if !open => open = true,
                '}' | '｝' if open => open = false,
                '\n' | '{' | '}' | '｛' | '｝' => {
                    searched = at;
                    break;
                }
                '\\' if matches!(rest.as_bytes().get(at.saturating_add(1)), Some(b'"' | b'\\' | b'$')) => {
                    chars.next();
                }
                '"' | '＂' if !open => return at.saturating_add(c.len_utf8()),
                '"' | '＂' => {
                    searched = 0;
                    break;
                }
                _ => {}
            }
        }
        self.no_quote_before = self.at.saturating_add(searched);
        quote
    }

    /// Length of the string that a Chinese quote opens, likewise; quotes nest.
    fn chinese_string(&mut self) -> usize {
        if self.at >= self.chinese_until {
            self.pair_chinese_quotes();
        }
        let found = self.chinese_pairs.binary_search_by_key(&self.at, |pair| pair.0);
        let end = found.ok().and_then(|index| self.chinese_pairs.get(index)).map(|pair| pair.1);
        end.map_or('“'.len_utf8(), |end| end.saturating_sub(self.at))
    }

    /// Finds which Chinese quotes of the rest of the line belong together, in one pass.
    fn pair_chinese_quotes(&mut self) {
        self.chinese_pairs.clear();
        let rest = self.between(self.at, self.text.len());
        let mut open: Vec<(usize, char)> = Vec::new();
        let mut in_braces = false;
        let mut end = rest.len();
        for (at, c) in rest.char_indices() {
            let place = self.at.saturating_add(at);
            let closes = match (open.last(), c) {
                (Some((_, '”')), '“' | '”') | (Some(_), '”') => true,
                // A closing quote where none is open stands for an opening one.
                (None, '”') | (_, '“') => {
                    open.push((place, c));
                    continue;
                }
                (_, '{' | '｛') if !in_braces && open.len() == 1 => {
                    in_braces = true;
                    continue;
                }
                (_, '}' | '｝') if in_braces => {
                    in_braces = false;
                    continue;
                }
                (_, '\n' | '{' | '}' | '｛' | '｝') => false,
                _ => continue,
            };
            if !closes || in_braces {
                end = at;
                break;
            }
            if let Some((start, _)) = open.pop() {
                self.chinese_pairs.push((start, place.saturating_add(c.len_utf8())));
            }
        }
        self.chinese_until = self.at.saturating_add(end.max(1));
        self.chinese_pairs.sort_unstable();
    }

    /// Length of the text that begins here.
    fn open_text(&mut self, fence: usize) -> usize {
        let open = self.at;
        let wrong = !self.rest().starts_with(b"\"\"\"");
        if wrong {
            self.wrong_fence(open, fence);
        }
        let inner = open.saturating_add(fence);
        let end = TextEnd::of(self.text, self.line_start, open, inner, wrong);
        match end.kind {
            EndKind::Closed => {}
            EndKind::WrongFence(length) => {
                self.wrong_closing_fence(wrong, end.at.saturating_sub(length), length);
            }
            EndKind::Unclosed => self.layout.errors.push(SyntaxError {
                kind: SyntaxErrorKind::UnclosedText,
                span: Span::of(open..inner),
                related: Some(Span::of(end.at..end.at)),
                fix: None,
            }),
        }
        self.layout.texts.push(Span::of(open..end.at));
        if end.kind != EndKind::Closed {
            // The grammar takes the end of its input for the end of such a text.
            self.cut(end.at);
        }
        let text = self.between(open, end.at);
        if let Some(last) = text.rfind('\n') {
            self.line_start = open.saturating_add(last).saturating_add(1);
        }
        end.at.saturating_sub(open)
    }

    /// Where the opening fence is wrong too, both are one error with one fix.
    fn wrong_closing_fence(&mut self, opening_is_wrong: bool, at: usize, length: usize) {
        let span = Span::of(at..at.saturating_add(length));
        self.layout.wrong_fences.push(span);
        if let Some(error) = self.layout.errors.last_mut().filter(|_| opening_is_wrong) {
            error.related = Some(span);
            if let Some(edits) = &mut error.fix {
                edits.push(Edit { span, text: "\"\"\"".to_owned() });
            }
            return;
        }
        self.wrong_fence(at, length);
    }

    fn wrong_fence(&mut self, at: usize, length: usize) {
        let span = Span::of(at..at.saturating_add(length));
        self.layout.errors.push(SyntaxError {
            kind: SyntaxErrorKind::WrongFence,
            span,
            related: None,
            fix: Some(vec![Edit { span, text: "\"\"\"".to_owned() }]),
        });
    }
}

const fn is_interesting(byte: u8) -> bool {
    matches!(byte, b'\n' | b'{' | b'}' | b'/' | b'"' | 0xE2 | 0xEF)
}

/// Length of three Chinese or full-width quotes at the start of `bytes`.
fn wrong_fence(bytes: &[u8]) -> Option<usize> {
    let is_quote = |quote: &[u8]| matches!(quote, [0xE2, 0x80, 0x9C | 0x9D] | [0xEF, 0xBC, 0x82]);
    let three = bytes.get(..9)?;
    three.chunks(3).all(is_quote).then_some(9)
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum EndKind {
    Closed,
    /// Closed by quotes of another kind, so many bytes.
    WrongFence(usize),
    Unclosed,
}

/// Where a text ends, and how.
struct TextEnd {
    at: usize,
    kind: EndKind,
}

impl TextEnd {
    fn of(text: &str, line_start: usize, open: usize, inner: usize, wrong: bool) -> Self {
        let find = TextSearch { text, line_start, open, inner };
        let fence = find.fence();
        if !wrong
            && let Some(fence) = fence
            && !find.head_before(fence)
        {
            return Self { at: fence.saturating_add(3), kind: EndKind::Closed };
        }
        let limit = fence.unwrap_or(text.len());
        if let Some(end) = find.wrong_closing(limit) {
            return Self { at: end, kind: EndKind::WrongFence(9) };
        }
        match fence {
            Some(fence) if find.closes(fence) => Self { at: fence.saturating_add(3), kind: EndKind::Closed },
            _ => Self { at: find.first_suspicious_line(limit), kind: EndKind::Unclosed },
        }
    }
}

struct TextSearch<'a> {
    text: &'a str,
    /// Of the line with the opening fence.
    line_start: usize,
    open: usize,
    inner: usize,
}

impl<'a> TextSearch<'a> {
    fn slice(&self, from: usize, to: usize) -> &'a str {
        self.text.get(from..to).unwrap_or_default()
    }

    /// The next `"""` that no backslash escapes.
    fn fence(&self) -> Option<usize> {
        let bytes = self.text.as_bytes();
        let mut from = self.inner;
        loop {
            let found = memchr::memmem::find(bytes.get(from..)?, b"\"\"\"")?.saturating_add(from);
            let before = bytes.get(self.inner..found).unwrap_or_default();
            let slashes = before.iter().rev().take_while(|b| **b == b'\\').count();
            if slashes % 2 == 0 {
                return Some(found);
            }
            from = found.saturating_add(1);
        }
    }

    /// What stands on the fence's own line before it; `None` on the line of the opening fence.
    fn before_on_line(&self, fence: usize) -> Option<&'a str> {
        let inside = self.slice(self.inner, fence);
        let start = self.inner.saturating_add(inside.rfind('\n')?.saturating_add(1));
        Some(self.slice(start, fence))
    }

    /// Whether the line up to the fence reads like the head of an item, so that the fence may open another text.
    fn head_before(&self, fence: usize) -> bool {
        self.before_on_line(fence).is_some_and(reads_as_head)
    }

    fn rest_of_line(&self, at: usize) -> &'a str {
        let rest = self.slice(at, self.text.len());
        rest.split('\n').next().unwrap_or_default()
    }

    /// Whether a fence that follows what reads like a head closes this text all the same.
    fn closes(&self, fence: usize) -> bool {
        if !self.head_before(fence) {
            return true;
        }
        let after = self.rest_of_line(fence.saturating_add(3)).trim();
        let ends_item = after.is_empty()
            || after.starts_with([';', '；', '{', '}', '｛', '｝'])
            || after.starts_with("//");
        if !ends_item || self.first_suspicious_line(fence) < self.line_of(fence) {
            return false;
        }
        let own = indent(self.before_on_line(fence).unwrap_or_default());
        let outer = indent(self.slice(self.line_start, self.open));
        if own > outer {
            return true;
        }
        let next = self.slice(fence.saturating_add(3), self.text.len());
        next.lines().skip(1).map(str::trim).find(|line| !line.is_empty()).is_none_or(reads_as_structure)
    }

    fn line_of(&self, at: usize) -> usize {
        self.slice(self.inner, at)
            .rfind('\n')
            .map_or(self.inner, |n| self.inner.saturating_add(n).saturating_add(1))
    }

    /// The start of the first later line, before `limit`, that can hardly be prose: it begins with a closing brace,
    /// ends with an opening one, or reads `key """`. Else the end of the text.
    fn first_suspicious_line(&self, limit: usize) -> usize {
        let mut start = self.inner.saturating_add(self.rest_of_line(self.inner).len()).saturating_add(1);
        while start < self.text.len() && start <= limit {
            let line = self.rest_of_line(start);
            let content = line.trim();
            let closes = content.starts_with(['}', '｝']);
            let opens = content.ends_with(['{', '｛']);
            let text = content.find("\"\"\"").and_then(|at| content.get(..at)).is_some_and(reads_as_head);
            if closes || opens || text {
                return start;
            }
            start = start.saturating_add(line.len()).saturating_add(1);
        }
        self.text.len()
    }

    /// The end of three Chinese quotes that stand alone on a line, or end one, before `limit`.
    fn wrong_closing(&self, limit: usize) -> Option<usize> {
        let inside = self.slice(self.inner, limit);
        let mut from = 0;
        while let Some(found) = inside.get(from..)?.find(['“', '”', '＂']) {
            let at = from.saturating_add(found);
            let tail = inside.get(at..)?;
            if wrong_fence(tail.as_bytes()).is_some() {
                let line = tail.get(9..)?.split('\n').next().unwrap_or_default().trim();
                let before = inside.get(..at)?.rsplit('\n').next().unwrap_or_default();
                let ends = line.is_empty() || line.starts_with(['}', ';', '{']) || line.starts_with("//");
                if ends && (before.trim().is_empty() || !before.contains(['“', '”'])) {
                    return Some(self.inner.saturating_add(at).saturating_add(9));
                }
            }
            from = at.saturating_add(3);
        }
        None
    }
}

/// Whether `line` could be what stands before a fence: a name, perhaps a label, a colon and values, nothing like prose.
fn reads_as_head(line: &str) -> bool {
    let line = line.trim();
    let (head, values) = line.split_once([':', '：']).unwrap_or((line, ""));
    if values.contains(['。', '？', '！']) {
        return false;
    }
    let mut words = head.split_whitespace();
    let Some(first) = words.next() else { return false };
    let is_name = |word: &str| {
        word.chars().all(|c| c.is_alphanumeric() || "_-·（）()".contains(c))
            && word.chars().any(char::is_alphabetic)
    };
    let is_quoted = |word: &str| {
        let inner = word.strip_prefix(['"', '“', '《']).and_then(|rest| rest.strip_suffix(['"', '”', '》']));
        inner.is_some_and(|inner| !inner.is_empty())
    };
    let rest = words.collect::<Vec<_>>().join(" ");
    (is_name(first) || is_quoted(first)) && (rest.is_empty() || is_quoted(&rest))
}

/// Whether a line that follows a text's end reads like structure and not like prose.
fn reads_as_structure(line: &str) -> bool {
    line.starts_with(['}', '｝', '《'])
        || line.starts_with("//")
        || line.ends_with(['{', '｛'])
        || line.contains([':', '：', '=', '＝', '>', '<', '≥', '≤'])
        || line.contains("\"\"\"")
}

pub(super) fn indent(line: &str) -> usize {
    line.chars()
        .take_while(|c| matches!(c, ' ' | '\t' | '\u{3000}' | '\u{A0}'))
        .map(|c| if c == '\t' { 4 } else { 1 })
        .sum()
}

/// One error for each run of control characters; they fit nowhere, not even in a text.
fn control_characters(text: &str, start: usize, errors: &mut Vec<SyntaxError>) {
    let is_control = |b: &u8| matches!(*b, 0..=8 | 11 | 12 | 14..=31 | 127);
    let bytes = text.as_bytes();
    let mut from = start;
    while let Some(found) = bytes.get(from..).and_then(|rest| rest.iter().position(is_control)) {
        let at = from.saturating_add(found);
        let length =
            bytes.get(at..).map_or(1, |rest| rest.iter().take_while(|b| is_control(b)).count().max(1));
        from = at.saturating_add(length);
        let span = Span::of(at..from);
        errors.push(SyntaxError { kind: SyntaxErrorKind::ControlCharacter, span, related: None, fix: None });
    }
}
