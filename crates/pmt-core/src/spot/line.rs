//! The words of a line up to an offset, read without the tree: whatever is half-written there, its recovery cannot
//! mislead.

use pmt_syntax::{Comparator, Span, unquote, unquote_title};

use super::{Head, Part};

/// Inside what a spot stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Quote {
    /// A string, with the sign that closes it.
    String(char),
    /// A title.
    Title,
}

/// What a scan finds.
pub(super) struct Scanned {
    pub(super) part: Part,
    pub(super) typed: Span,
    pub(super) quote: Option<Quote>,
}

/// How many lines before it may belong to an item that goes on after a comma.
const MOST_LINES: usize = 20;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Sign {
    Word,
    String,
    Title,
    Colon,
    Comma,
    Comparator,
    Fence,
}

#[derive(Clone, Copy, Debug)]
struct Token {
    sign: Sign,
    span: Span,
    /// The closing sign that it lacks.
    open: Option<Quote>,
}

fn at(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}

const fn is_blank(c: char) -> bool {
    matches!(c, ' ' | '\t' | '\r' | '\u{3000}' | '\u{A0}')
}

const fn is_comma(c: char) -> bool {
    matches!(c, ',' | '，' | '、')
}

const fn is_comparator(c: char) -> bool {
    matches!(c, '>' | '<' | '=' | '≥' | '≤' | '＞' | '＜' | '＝' | '≧' | '≦' | '⩾' | '⩽')
}

const fn is_mark(c: char) -> bool {
    is_blank(c)
        || is_comma(c)
        || is_comparator(c)
        || matches!(
            c,
            '\n' | ':' | '：' | ';' | '；' | '{' | '｛' | '}' | '｝' | '"' | '“' | '”' | '＂' | '《' | '》'
        )
}

/// Where the item of a line begins at the earliest: the line itself, or one before it that ends in a comma.
fn start_of_line(text: &str, offset: usize) -> usize {
    let line_start =
        |end: usize| text.get(..end).and_then(|before| before.rfind('\n')).map_or(0, |n| n.saturating_add(1));
    let mut start = line_start(offset);
    for _ in 0..MOST_LINES {
        let Some(end) = start.checked_sub(1) else { break };
        let before = line_start(end);
        let line = text.get(before..end).unwrap_or_default();
        if !line.trim_end().ends_with(is_comma) || line.contains("//") {
            break;
        }
        start = before;
    }
    start
}

/// Reads up to an offset.
pub(super) fn scan(text: &str, offset: u32) -> Scanned {
    let end = offset as usize;
    let start = start_of_line(text, end);
    let source = text.get(start..end).unwrap_or_default();
    let mut tokens: Vec<Token> = Vec::new();
    let mut here = 0;
    while let Some(rest) = source.get(here..).filter(|rest| !rest.is_empty()) {
        let Some(first) = rest.chars().next() else { break };
        let from = start.saturating_add(here);
        if rest.starts_with("//") {
            let line = rest.find('\n').unwrap_or(rest.len());
            if line == rest.len() {
                return comment(rest, from, end);
            }
            here = here.saturating_add(line);
            continue;
        }
        let (token, length) = token(rest, first);
        here = here.saturating_add(length);
        match token {
            Some((sign, open)) => {
                let span = Span::of(from..from.saturating_add(length));
                tokens.push(Token { sign, span, open });
            }
            None if matches!(first, '{' | '｛' | '}' | '｝' | ';' | '；') => tokens.clear(),
            None if first == '\n' && tokens.last().is_some_and(|last| last.sign != Sign::Comma) => {
                tokens.clear();
            }
            None => {}
        }
    }
    read(text, &tokens, offset)
}

/// The next token and its length; `None` for what only separates.
fn token(rest: &str, first: char) -> (Option<(Sign, Option<Quote>)>, usize) {
    let one = first.len_utf8();
    let tail = rest.get(one..).unwrap_or_default();
    let closed = |close: &[char], quote: Quote| match tail.find(|c: char| close.contains(&c) || c == '\n') {
        Some(found) => {
            let sign = tail.get(found..).and_then(|rest| rest.chars().next()).unwrap_or('\n');
            if sign == '\n' {
                (Some(quote), one.saturating_add(found))
            } else {
                (None, one.saturating_add(found).saturating_add(sign.len_utf8()))
            }
        }
        None => (Some(quote), rest.len()),
    };
    match first {
        '"' if rest.starts_with("\"\"\"") => {
            let length = rest
                .get(3..)
                .and_then(|inner| inner.find("\"\"\""))
                .map_or(rest.len(), |n| n.saturating_add(6));
            (Some((Sign::Fence, None)), length)
        }
        '"' | '＂' => {
            let (open, length) = closed(&['"', '＂'], Quote::String(first));
            (Some((Sign::String, open)), length)
        }
        '“' | '”' => {
            let (open, length) = closed(&['”'], Quote::String('”'));
            (Some((Sign::String, open)), length)
        }
        '《' => {
            let (open, length) = closed(&['》'], Quote::Title);
            (Some((Sign::Title, open)), length)
        }
        ':' | '：' => (Some((Sign::Colon, None)), one),
        c if is_comma(c) => (Some((Sign::Comma, None)), one),
        c if is_comparator(c) => {
            let more = tail
                .chars()
                .next()
                .filter(|next| matches!(next, '=' | '＝') && matches!(c, '>' | '<' | '＞' | '＜'));
            (Some((Sign::Comparator, None)), one.saturating_add(more.map_or(0, char::len_utf8)))
        }
        c if is_mark(c) => (None, one),
        _ => (Some((Sign::Word, None)), word(rest)),
    }
}

/// The length of a word. A comma between digits belongs to their number.
fn word(rest: &str) -> usize {
    let mut before = ' ';
    for (found, c) in rest.char_indices() {
        let after = || rest.get(found.saturating_add(c.len_utf8())..).and_then(|rest| rest.chars().next());
        let groups =
            matches!(c, ',' | '，') && before.is_ascii_digit() && after().is_some_and(|c| c.is_ascii_digit());
        if found > 0
            && (is_mark(c) && !groups || rest.get(found..).is_some_and(|rest| rest.starts_with("//")))
        {
            return found;
        }
        before = c;
    }
    rest.len()
}

fn comment(rest: &str, from: usize, end: usize) -> Scanned {
    let blank = |c: char| is_blank(c) || is_comma(c) || matches!(c, ':' | '：');
    let word = rest.rfind(blank).map_or(2, |n| {
        n.saturating_add(rest.get(n..).and_then(|rest| rest.chars().next()).map_or(1, char::len_utf8))
    });
    Scanned {
        part: Part::Comment(Span::of(from..end)),
        typed: Span::of(from.saturating_add(word)..end),
        quote: None,
    }
}

/// What the tokens before an offset make of it.
fn read(text: &str, tokens: &[Token], offset: u32) -> Scanned {
    let found = |part: Part, typed: Span, quote: Option<Quote>| Scanned { part, typed, quote };
    let nothing = Span::empty(offset);
    let touches = |token: &Token| token.span.end == offset;
    let Some((first, more)) = tokens.split_first() else { return found(Part::Key, nothing, None) };
    if more.is_empty() && touches(first) && matches!(first.sign, Sign::Word | Sign::String | Sign::Title) {
        return found(Part::Key, inner(*first, text), first.open);
    }
    let key = name(*first, text);
    let assigned = more.iter().position(|token| matches!(token.sign, Sign::Colon | Sign::Comparator));
    let fenced = more.iter().any(|token| token.sign == Sign::Fence);
    if fenced {
        return found(Part::End, nothing, None);
    }
    let Some(assigned) = assigned else {
        return match more.last() {
            Some(last) if last.sign == Sign::String => {
                let part = if last.open.is_some() { Part::Label(key) } else { Part::AfterKey(key) };
                found(part, if last.open.is_some() { inner(*last, text) } else { nothing }, last.open)
            }
            Some(last) if touches(last) => found(Part::AfterKey(key), last.span, None),
            _ => found(Part::AfterKey(key), nothing, None),
        };
    };
    let is_target = more
        .get(assigned..)
        .is_some_and(|rest| rest.iter().take(2).any(|token| token.sign == Sign::Comparator));
    let behind = more.get(assigned.saturating_add(1)..).unwrap_or_default();
    let behind = if is_target {
        let sign = more.iter().rposition(|token| token.sign == Sign::Comparator).unwrap_or(assigned);
        more.get(sign.saturating_add(1)..).unwrap_or_default()
    } else {
        behind
    };
    let index = behind.iter().filter(|token| token.sign == Sign::Comma).count();
    let last = behind.iter().rposition(|token| token.sign == Sign::Comma).map_or(0, |n| n.saturating_add(1));
    let value = behind.get(last..).unwrap_or_default();
    let (head, typed, quote) = value_at(value, text, offset);
    let part = if is_target {
        let sign = more.iter().rfind(|token| token.sign == Sign::Comparator);
        let comparator = sign.and_then(|token| Comparator::parse(token.span.text(text)));
        Part::Target { key, comparator, head }
    } else {
        Part::Value { key, index, head }
    };
    found(part, typed, quote)
}

/// The name that a token is.
fn name(token: Token, text: &str) -> String {
    let written = token.span.text(text);
    match token.sign {
        Sign::String => unquote(written).into_owned(),
        Sign::Title => unquote_title(written).to_owned(),
        _ => written.to_owned(),
    }
}

/// The words of a token without the quote that opens it.
fn inner(token: Token, text: &str) -> Span {
    let written = token.span.text(text);
    match token.open {
        Some(_) => {
            let one = written.chars().next().map_or(0, char::len_utf8);
            Span::new(token.span.start.saturating_add(at(one)), token.span.end)
        }
        None => token.span,
    }
}

fn is_digit(c: char) -> bool {
    c.is_ascii_digit() || ('０'..='９').contains(&c)
}

/// The length of the number that a word begins with.
fn number(word: &str) -> usize {
    word.find(|c: char| !(is_digit(c) || matches!(c, '.' | ',' | '，' | '．'))).unwrap_or(word.len())
}

/// What is being written of a value.
fn value_at(value: &[Token], text: &str, offset: u32) -> (Head, Span, Option<Quote>) {
    let nothing = Span::empty(offset);
    let Some(last) = value.last() else { return (Head::None, nothing, None) };
    if last.open.is_some() {
        return (Head::None, inner(*last, text), last.open);
    }
    let touches = last.span.end == offset;
    if touches && matches!(last.sign, Sign::String | Sign::Title) {
        return (Head::None, last.span, None);
    }
    let whole = value.first().map_or(*last, |first| Token { span: first.span.cover(last.span), ..*last });
    let written = Span::new(whole.span.start, offset).text(text);
    let sign =
        |found: usize| written.get(found..).and_then(|rest| rest.chars().next()).map_or(0, char::len_utf8);
    let behind = |found: usize| {
        let from = found.saturating_add(sign(found));
        let rest = written.get(from..).unwrap_or_default();
        let from = from.saturating_add(rest.len().saturating_sub(rest.trim_start_matches(is_blank).len()));
        Span::new(whole.span.start.saturating_add(at(from)), offset)
    };
    let begins_with_digit = written.starts_with(is_digit);
    if let Some(times) = written.rfind(['×', '*', '＊']).filter(|_| begins_with_digit) {
        return with_number(behind(times), text, Head::Factors);
    }
    if let Some(mark) = written.rfind(['至', '~', '～']).filter(|_| begins_with_digit) {
        let from = written.get(..mark).unwrap_or_default().trim_end_matches(is_blank).to_owned();
        return (Head::From(from), behind(mark), None);
    }
    with_number(Span::new(whole.span.start, offset), text, Head::None)
}

/// Splits a number off what is written, if something stands after it or may.
fn with_number(span: Span, text: &str, otherwise: Head) -> (Head, Span, Option<Quote>) {
    let written = span.text(text);
    let digits = number(written);
    let rest = written.get(digits..).unwrap_or_default();
    if digits == 0 || rest.is_empty() || rest.starts_with(['-', '/', '年', '月']) {
        return (otherwise, span, None);
    }
    let blanks = rest.len().saturating_sub(rest.trim_start_matches(is_blank).len());
    let from = span.start.saturating_add(at(digits.saturating_add(blanks)));
    let number = written.get(..digits).unwrap_or_default().to_owned();
    (Head::Number(number), Span::new(from, span.end), None)
}

/// The part of a text whose words before the offset are given.
pub(super) fn in_prose(before: &str, start: u32, key: String) -> Scanned {
    let end = start.saturating_add(at(before.len()));
    let span = |from: usize| Span::new(start.saturating_add(at(from)), end);
    let line = before.rfind('\n').map_or(0, |n| n.saturating_add(1));
    let here = before.get(line..).unwrap_or_default();
    if let Some(found) = here.rfind("${") {
        let inside = here.get(found.saturating_add(2)..).unwrap_or_default();
        if !inside.contains(['}', '｝']) {
            return reference(inside, line.saturating_add(found).saturating_add(2), &span);
        }
    }
    if let Some(found) = here.rfind('《')
        && !here.get(found..).is_some_and(|title| title.contains('》'))
    {
        let from = line.saturating_add(found).saturating_add('《'.len_utf8());
        return Scanned { part: Part::Text(key), typed: span(from), quote: Some(Quote::Title) };
    }
    let word = here.rfind(|c: char| !c.is_ascii_alphabetic() && c != '$').map_or(0, |n| {
        n.saturating_add(here.get(n..).and_then(|rest| rest.chars().next()).map_or(0, char::len_utf8))
    });
    Scanned { part: Part::Text(key), typed: span(line.saturating_add(word)), quote: None }
}

fn reference(inside: &str, at_inside: usize, span: &dyn Fn(usize) -> Span) -> Scanned {
    let mut path = Vec::new();
    let mut from = 0;
    let mut quoted = false;
    for (found, c) in inside.char_indices() {
        match c {
            '"' | '“' | '”' => quoted = !quoted,
            '.' if !quoted => {
                let segment = inside.get(from..found).unwrap_or_default().trim();
                path.push(if segment.starts_with(['"', '“']) {
                    unquote(segment).into_owned()
                } else {
                    segment.to_owned()
                });
                from = found.saturating_add(1);
            }
            _ => {}
        }
    }
    let rest = inside.get(from..).unwrap_or_default();
    let skipped = rest.len().saturating_sub(rest.trim_start_matches(is_blank).len());
    let typed = at_inside.saturating_add(from).saturating_add(skipped);
    let opening =
        rest.trim_start_matches(is_blank).chars().next().filter(|c| quoted && matches!(c, '"' | '“'));
    let typed = typed.saturating_add(opening.map_or(0, char::len_utf8));
    let quote = opening.map(|c| Quote::String(if c == '"' { '"' } else { '”' }));
    Scanned { part: Part::Reference(path), typed: span(typed), quote }
}

/// The rest of the word behind an offset.
pub(super) fn rest_of_word(text: &str, offset: u32) -> Span {
    let rest = text.get(offset as usize..).unwrap_or_default();
    let length = rest.find(|c: char| is_mark(c)).unwrap_or(rest.len());
    Span::new(offset, offset.saturating_add(at(length)))
}

/// Whether the item goes on behind the word at an offset.
pub(super) fn goes_on(text: &str, offset: u32) -> bool {
    let rest = text.get(rest_of_word(text, offset).end as usize..).unwrap_or_default();
    let line = rest
        .split('\n')
        .next()
        .unwrap_or_default()
        .trim_start_matches(|c: char| is_blank(c) || matches!(c, '"' | '”' | '》'));
    line.starts_with(|c: char| matches!(c, ':' | '：' | '{' | '｛') || is_comparator(c))
        || line.starts_with("\"\"")
}
