//! The lines of a source that a diagnostic shows, cut to what fits on a screen.
//!
//! A paragraph of a declaration is one line of a thousand characters, and a damaged file can be a single line of
//! megabytes. The renderer prints lines whole, so it is handed short ones: what lies around the labelled words, with
//! `…` for the rest. Characters that would steer the terminal are replaced.

use std::collections::BTreeMap;
use std::ops::Range;

use codespan_reporting::files::{Error, Files, Location};
use pmt_syntax::{LineIndex, Span};

use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

use super::View;
use super::columns::Columns;
use super::paint::steers;

/// Cells that a line may have where no terminal says.
const ROOM: usize = 160;
/// The fewest cells that are made use of, however narrow the terminal.
const LEAST: usize = 40;
/// The most cells for what lies on either side of the labelled words of a long line.
const AROUND: usize = 40;
/// Cells that the number of a line and the frame take.
const FRAME: usize = 8;
/// Labels over more lines than this are shown by their first.
const LINES: u32 = 12;

/// The shown parts of every file of a diagnostic.
#[derive(Debug, Default)]
pub struct Snippets {
    ascii: bool,
    room: usize,
    files: Vec<Snippet>,
}

/// The shown part of one file.
#[derive(Debug)]
struct Snippet {
    name: String,
    text: String,
    /// Start in `text` and number in the file of each shown line.
    lines: Vec<(usize, usize)>,
    /// Columns in the file, from 1, of places in `text`.
    columns: BTreeMap<usize, usize>,
}

impl Snippets {
    /// None yet.
    pub fn new(view: View) -> Self {
        let room = view.width.map_or(ROOM, |width| width.saturating_sub(FRAME).clamp(LEAST, ROOM));
        Self { ascii: view.ascii, room, files: Vec::new() }
    }

    /// Adds a file with the words to label; gives the file's number and their ranges for the renderer.
    pub fn add(
        &mut self,
        name: &str,
        text: &str,
        index: &LineIndex,
        columns: &mut Columns,
        spans: &[Span],
    ) -> Vec<(usize, Range<usize>)> {
        let spans: Vec<Span> = spans.iter().map(|span| clip(*span, text, index)).collect();
        let mut snippet = Snippet {
            name: name.to_owned(),
            text: String::new(),
            lines: Vec::new(),
            columns: BTreeMap::new(),
        };
        let mut offsets: BTreeMap<u32, usize> = BTreeMap::new();
        let mut before: Option<u32> = None;
        for line in wanted_lines(&spans, index) {
            let gap = before.map_or(1, |before| line.saturating_sub(before));
            if gap > 2 {
                // The renderer draws a break where the numbers of shown lines differ by more than two.
                snippet.blank_line();
                snippet.blank_line();
            }
            snippet.line(line, text, index, &spans, (self.ascii, self.room), &mut offsets);
            before = Some(line);
        }
        for span in &spans {
            let start = offsets.get(&span.start).copied().unwrap_or(0);
            snippet.columns.insert(start, columns.find(text, index, span.start).col as usize);
        }
        let number = self.files.len();
        let ranges = spans
            .iter()
            .map(|span| {
                let start = offsets.get(&span.start).copied().unwrap_or(0);
                let end = offsets.get(&span.end).copied().unwrap_or(start).max(start);
                (number, start..end)
            })
            .collect();
        self.files.push(snippet);
        ranges
    }

    fn file(&self, id: usize) -> Result<&Snippet, Error> {
        self.files.get(id).ok_or(Error::FileMissing)
    }
}

/// A span without blank ends and line ends, and not over too many lines.
fn clip(span: Span, text: &str, index: &LineIndex) -> Span {
    let whole = span.text(text);
    let kept = whole.trim_end();
    let mut end = span.start.saturating_add(u32::try_from(kept.len()).unwrap_or(u32::MAX));
    if kept.is_empty() {
        end = span.start;
    }
    let first = index.line(span.start);
    if index.line(end).saturating_sub(first) > LINES {
        end = index.line_span(text, first).end.max(span.start);
    }
    Span::new(span.start, end)
}

/// The lines to show: those of every span, and a single one between two of them.
fn wanted_lines(spans: &[Span], index: &LineIndex) -> Vec<u32> {
    let mut lines: Vec<u32> =
        spans.iter().flat_map(|span| index.line(span.start)..=index.line(span.end)).collect();
    lines.sort_unstable();
    lines.dedup();
    let between: Vec<u32> = lines
        .iter()
        .zip(lines.iter().skip(1))
        .filter(|(a, b)| b.saturating_sub(**a) == 2)
        .map(|(a, _)| a.saturating_add(1))
        .collect();
    lines.extend(between);
    lines.sort_unstable();
    lines
}

impl Snippet {
    fn blank_line(&mut self) {
        self.lines.push((self.text.len(), 0));
        self.text.push('\n');
    }

    /// Adds a line, noting where the ends of spans in it have come to be.
    fn line(
        &mut self,
        line: u32,
        text: &str,
        index: &LineIndex,
        spans: &[Span],
        (ascii, room): (bool, usize),
        offsets: &mut BTreeMap<u32, usize>,
    ) {
        let at = index.line_span(text, line);
        self.lines.push((self.text.len(), (line as usize).saturating_add(1)));
        let ends: Vec<u32> = spans
            .iter()
            .flat_map(|span| [span.start, span.end])
            .filter(|offset| at.start <= *offset && (*offset <= at.end || index.line(*offset) == line))
            .collect();
        let mut shown_to = at.start;
        for part in parts(at, text, spans, room) {
            if part.start > shown_to {
                self.text.push_str(dots(ascii));
            }
            let mut offset = part.start;
            for c in part.text(text).chars() {
                if ends.contains(&offset) {
                    offsets.insert(offset, self.text.len());
                }
                self.push(c, ascii);
                offset = offset.saturating_add(u32::try_from(c.len_utf8()).unwrap_or(0));
            }
            if ends.contains(&part.end) {
                offsets.insert(part.end, self.text.len());
            }
            shown_to = part.end;
        }
        if shown_to < at.end {
            self.text.push_str(dots(ascii));
        }
        for end in ends {
            // In the line end itself.
            offsets.entry(end).or_insert(self.text.len());
        }
        self.text.push('\n');
    }

    fn push(&mut self, c: char, ascii: bool) {
        match c {
            '\t' => self.text.push_str("    "),
            // A byte-order mark has no width.
            '\u{FEFF}' => {}
            c if steers(c) => self.text.push(unseen(ascii)),
            c => self.text.push(c),
        }
    }
}

const fn unseen(ascii: bool) -> char {
    if ascii { '?' } else { '\u{FFFD}' }
}

const fn dots(ascii: bool) -> &'static str {
    if ascii { "..." } else { "…" }
}

/// The parts of a line that are shown, in order and apart: all of it if there is room, else what lies around the
/// labelled words, and of these, if they are many, the first and the last.
fn parts(line: Span, text: &str, spans: &[Span], room: usize) -> Vec<Span> {
    // A line of megabytes is not measured.
    let is_short = line.len() as usize <= room.saturating_mul(4);
    if is_short && line.text(text).width() <= room {
        return vec![line];
    }
    let mut here: Vec<Span> = spans
        .iter()
        .filter(|span| span.start <= line.end && line.start <= span.end)
        .map(|span| Span::new(span.start.max(line.start), span.end.min(line.end)))
        .collect();
    here.sort();
    here.dedup();
    let each = room.checked_div(here.len().clamp(1, 4)).unwrap_or(room);
    let within = each.div_euclid(4);
    let mut parts: Vec<Span> = Vec::new();
    for Span { start, end } in here {
        // Half of the room is for the words; what they leave of it is for what lies around them.
        let most = within.saturating_mul(2);
        let shown = Span::new(start, ahead(line, text, start, most));
        let words = Span::new(start, end.min(shown.end)).text(text).width();
        let around = each
            .saturating_sub(words)
            .div_euclid(2)
            .clamp(each.div_euclid(5), AROUND.max(each.div_euclid(5)));
        let from = back(line, text, start, around);
        let to = ahead(line, text, end, around);
        let head = ahead(line, text, start, within);
        let tail = back(line, text, end, within);
        if head < tail {
            parts.extend([Span::new(from, head), Span::new(tail, to)]);
        } else {
            parts.push(Span::new(from, to));
        }
    }
    if parts.is_empty() {
        parts.push(Span::new(line.start, ahead(line, text, line.start, room)));
    }
    parts.sort();
    let mut apart: Vec<Span> = Vec::new();
    for part in parts {
        match apart.last_mut() {
            Some(last) if part.start <= last.end => *last = last.cover(part),
            _ => apart.push(part),
        }
    }
    apart
}

/// The place at most `cells` before `offset`, within the line.
fn back(line: Span, text: &str, offset: u32, cells: usize) -> u32 {
    let before = Span::new(line.start, offset).text(text);
    offset.saturating_sub(bytes(before.chars().rev(), cells))
}

/// The place at most `cells` after `offset`, within the line.
fn ahead(line: Span, text: &str, offset: u32, cells: usize) -> u32 {
    let after = Span::new(offset, line.end).text(text);
    offset.saturating_add(bytes(after.chars(), cells))
}

/// How many bytes the first of these characters have that fit into so many cells.
fn bytes(chars: impl Iterator<Item = char>, cells: usize) -> u32 {
    let mut left = cells;
    let mut bytes = 0_usize;
    for c in chars {
        // A character without a width takes a little too, so that a million of them do not fit.
        let width = c.width().unwrap_or(0).max(1);
        let Some(rest) = left.checked_sub(width) else { break };
        left = rest;
        bytes = bytes.saturating_add(c.len_utf8());
    }
    u32::try_from(bytes).unwrap_or(0)
}

impl<'a> Files<'a> for Snippets {
    type FileId = usize;
    type Name = &'a str;
    type Source = &'a str;

    fn name(&'a self, id: usize) -> Result<&'a str, Error> {
        Ok(&self.file(id)?.name)
    }

    fn source(&'a self, id: usize) -> Result<&'a str, Error> {
        Ok(&self.file(id)?.text)
    }

    fn line_index(&'a self, id: usize, byte_index: usize) -> Result<usize, Error> {
        let lines = &self.file(id)?.lines;
        Ok(lines.partition_point(|(start, _)| *start <= byte_index).saturating_sub(1))
    }

    fn line_number(&'a self, id: usize, line_index: usize) -> Result<usize, Error> {
        let lines = &self.file(id)?.lines;
        Ok(lines.get(line_index).map_or(1, |(_, number)| (*number).max(1)))
    }

    fn location(&'a self, id: usize, byte_index: usize) -> Result<Location, Error> {
        let line = self.line_index(id, byte_index)?;
        let column_number = self.file(id)?.columns.get(&byte_index).copied().unwrap_or(1);
        Ok(Location { line_number: self.line_number(id, line)?, column_number })
    }

    fn line_range(&'a self, id: usize, line_index: usize) -> Result<Range<usize>, Error> {
        let file = self.file(id)?;
        let max = file.lines.len();
        let (start, _) = file.lines.get(line_index).ok_or(Error::LineTooLarge { given: line_index, max })?;
        let next = file.lines.get(line_index.saturating_add(1));
        Ok(*start..next.map_or(file.text.len(), |(next, _)| *next))
    }
}
