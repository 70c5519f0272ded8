//! A finding in a document that has no lines: its place as people find it, and the paragraph or cell with the words.

use std::fmt::Write;

use codespan_reporting::diagnostic::Severity as Weight;
use pmt_core::finding::{Finding, Site};
use pmt_core::text::{Lang, Message};
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

use super::super::{View, paint, weight};
use super::notes;
use crate::input::Session;

/// Cells for what lies on either side of the words.
const AROUND: usize = 40;
/// Cells for the words themselves.
const WORDS: usize = 76;

/// One finding.
pub fn one(finding: &Finding, session: &Session, view: View) -> Vec<u8> {
    let heavy = weight(finding.severity);
    let head = format!("{}[{}]", paint::word(heavy).get(view.lang), finding.rule.code);
    let mut out = format!(
        "{}{}{}\n",
        paint::heavy(view, heavy, &head),
        paint::colon(view.lang),
        paint::clean(finding.message.get(view.lang))
    );
    let frame = if view.ascii { ("-->", "-->", "|") } else { ("┌─", "├─", "│") };
    let file = session.shown(finding.site.file);
    let place = place(session, finding.site, view);
    let _ = writeln!(out, "  {} {file}{}{place}", frame.0, paint::colon(view.lang));
    for line in picture(session, finding.site, '^', view) {
        let _ = writeln!(out, "  {} {}", frame.2, paint_marks(&line, heavy, view));
    }
    let mut last = place;
    let mut said: Vec<(u32, &Message)> = Vec::new();
    for related in &finding.related {
        let line = line_of(session, related.site);
        if said.contains(&(line, &related.message)) {
            continue;
        }
        said.push((line, &related.message));
        let here = self::place(session, related.site, view);
        if here != last {
            let _ = writeln!(out, "  {} {here}", frame.1);
        }
        let mut lines = picture(session, related.site, '-', view);
        if let Some(marks) = lines.last_mut() {
            marks.push(' ');
            marks.push_str(&paint::clean(related.message.get(view.lang)));
        }
        // The same of other words in the same paragraph needs no picture of its own.
        let others = finding.related.iter().filter(|other| {
            other.site != related.site
                && other.message == related.message
                && line_of(session, other.site) == line
        });
        let others: Vec<String> = others.map(|other| quoted(session, other.site)).collect();
        lines.extend((!others.is_empty()).then(|| match view.lang {
            Lang::Zh => format!("还有：{}", others.concat()),
            Lang::En => format!("also: {}", others.join(" ")),
        }));
        for line in lines {
            let _ = writeln!(out, "  {} {line}", frame.2);
        }
        last = here;
    }
    for note in notes(finding, view.lang) {
        let _ = writeln!(out, "  = {}", note.replace('\n', "\n    "));
    }
    out.push('\n');
    out.into_bytes()
}

fn line_of(session: &Session, site: Site) -> u32 {
    session.source(site.file).map_or(0, |(_, index)| index.line(site.span.start))
}

/// Words in quotes, not too many of them.
fn quoted(session: &Session, site: Site) -> String {
    let words = session.source(site.file).map_or("", |(text, _)| site.span.text(text));
    match cut(shown(words).chars(), AROUND) {
        (kept, true) => format!("“{kept}…”"),
        (kept, false) => format!("“{kept}”"),
    }
}

fn place(session: &Session, site: Site, view: View) -> String {
    let place = session.place(site).map(|place| place.message().get(view.lang).to_owned());
    paint::clean(&place.unwrap_or_default()).into_owned()
}

fn paint_marks(line: &str, heavy: Weight, view: View) -> String {
    let is_marks = line.contains('^') && line.chars().all(|c| matches!(c, ' ' | '^'));
    if is_marks { paint::heavy(view, heavy, line) } else { line.to_owned() }
}

/// The line of the words, and marks below them; nothing where nothing stands.
fn picture(session: &Session, site: Site, mark: char, view: View) -> Vec<String> {
    let Some((text, index)) = session.source(site.file) else { return Vec::new() };
    let line = index.line_span(text, index.line(site.span.start));
    let part = |from: u32, to: u32| {
        let from = usize::try_from(from).unwrap_or(usize::MAX);
        let to = usize::try_from(to).unwrap_or(usize::MAX);
        text.get(from..to).unwrap_or_default()
    };
    let end = site.span.end.min(line.end).max(site.span.start);
    let before = shown(part(line.start, site.span.start));
    let words = shown(part(site.span.start, end));
    let after = shown(part(end, line.end));
    if before.is_empty() && words.is_empty() && after.is_empty() {
        return Vec::new();
    }
    let dots = if view.ascii { "..." } else { "…" };
    let before = match cut(before.chars().rev(), AROUND) {
        (kept, true) => format!("{dots}{}", kept.chars().rev().collect::<String>()),
        (_, false) => before.trim_start().to_owned(),
    };
    let words = match cut(words.chars(), WORDS) {
        (kept, true) => format!("{kept}{dots}"),
        (kept, false) => kept,
    };
    let after = match cut(after.chars(), AROUND) {
        (kept, true) => format!("{kept}{dots}"),
        (kept, false) => kept,
    };
    let marks = format!("{}{}", " ".repeat(before.width()), mark.to_string().repeat(words.width().max(1)));
    vec![format!("{before}{words}{after}").trim_end().to_owned(), marks]
}

/// Without what steers a terminal.
fn shown(text: &str) -> String {
    text.chars().map(|c| if paint::steers(c) || c == '\t' { ' ' } else { c }).collect()
}

/// As many characters as fit, and whether there are more.
fn cut(chars: impl Iterator<Item = char>, room: usize) -> (String, bool) {
    let mut kept = String::new();
    let mut used = 0_usize;
    for c in chars {
        used = used.saturating_add(c.width().unwrap_or(0));
        if used > room {
            return (kept, true);
        }
        kept.push(c);
    }
    (kept, false)
}
