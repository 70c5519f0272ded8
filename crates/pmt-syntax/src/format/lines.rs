//! Lines before they are printed, and the columns they share.

use unicode_width::UnicodeWidthStr;

use super::INDENT;

/// How many terminal cells a text takes; a Han character takes two.
pub(super) fn cells(text: &str) -> usize {
    UnicodeWidthStr::width(text)
}

/// A line to print.
#[derive(Debug, Default)]
pub(super) struct Line {
    depth: usize,
    head: String,
    /// Comparator and what follows it.
    pub(super) tail: Option<(String, String)>,
    pub(super) comment: Option<String>,
    /// Whether it shares no column with its neighbours: it opens or closes something, or is prose.
    pub(super) alone: bool,
    /// Whether it is printed as it is, trailing blanks included.
    verbatim: bool,
}

impl Line {
    pub(super) fn new(depth: usize, head: String) -> Self {
        Self { depth, head, ..Self::default() }
    }

    pub(super) fn alone(self) -> Self {
        Self { alone: true, ..self }
    }

    pub(super) fn comment_alone(depth: usize, comment: &str) -> Self {
        Self::new(depth, comment.trim_end().to_owned()).alone()
    }

    pub(super) fn verbatim(depth: usize, source: &str) -> Self {
        Self { alone: true, verbatim: true, ..Self::new(depth, source.to_owned()) }
    }

    /// Adds to the end of what is there.
    pub(super) fn add(&mut self, text: &str) {
        match &mut self.tail {
            Some((_, rest)) => rest.push_str(text),
            None => self.head.push_str(text),
        }
    }

    pub(super) fn width(&self) -> usize {
        let tail = self
            .tail
            .as_ref()
            .map_or(0, |(sign, rest)| cells(sign).saturating_add(cells(rest)).saturating_add(2));
        self.depth.saturating_mul(INDENT).saturating_add(cells(&self.head)).saturating_add(tail)
    }

    fn is_blank(&self) -> bool {
        self.head.is_empty() && self.tail.is_none() && !self.verbatim
    }
}

/// All lines of a file.
#[derive(Debug, Default)]
pub(super) struct Lines(Vec<Line>);

impl Lines {
    pub(super) fn push(&mut self, line: Line) {
        self.0.push(line);
    }

    pub(super) fn blank(&mut self) {
        self.0.push(Line { alone: true, ..Line::default() });
    }

    /// Puts a comment behind the last line; false if there is none, or it has one already.
    pub(super) fn comment(&mut self, comment: &str) -> bool {
        match self.0.last_mut() {
            Some(line) if line.comment.is_none() && !line.is_blank() => {
                line.comment = Some(comment.trim_end().to_owned());
                true
            }
            _ => false,
        }
    }

    pub(super) fn print(mut self) -> String {
        for run in self.0.chunk_by_mut(|a, b| !a.alone && !b.alone && a.depth == b.depth) {
            align(run);
        }
        let mut out = String::new();
        for line in &self.0 {
            line.print(&mut out);
        }
        out
    }
}

/// Brings the comparators, the values behind them and the comments of neighbouring lines into columns.
fn align(run: &mut [Line]) {
    let targets = || run.iter().filter_map(|line| line.tail.as_ref().map(|tail| (line, tail)));
    let names = targets().map(|(line, _)| cells(&line.head)).max().unwrap_or(0);
    let signs = targets().map(|(_, (sign, _))| cells(sign)).max().unwrap_or(0);
    for line in run.iter_mut() {
        if let Some((sign, _)) = &mut line.tail {
            pad(&mut line.head, names);
            let missing = signs.saturating_sub(cells(sign));
            *sign = format!("{}{sign}", " ".repeat(missing));
        }
    }
    let column = run.iter().filter(|line| line.comment.is_some()).map(Line::width).max().unwrap_or(0);
    for line in run.iter_mut().filter(|line| line.comment.is_some()) {
        let missing = column.saturating_sub(line.width());
        line.add(&" ".repeat(missing));
    }
}

fn pad(text: &mut String, width: usize) {
    let missing = width.saturating_sub(cells(text));
    text.push_str(&" ".repeat(missing));
}

impl Line {
    fn print(&self, out: &mut String) {
        let start = out.len();
        if !self.is_blank() {
            out.push_str(&" ".repeat(self.depth.saturating_mul(INDENT)));
            out.push_str(&self.head);
            if let Some((sign, rest)) = &self.tail {
                out.extend([" ", sign, " ", rest]);
            }
            if let Some(comment) = &self.comment {
                out.extend(["  ", comment]);
            }
        }
        let is_prose =
            self.verbatim || self.head.contains('\n') || self.tail.iter().any(|tail| tail.1.contains('\n'));
        if !is_prose {
            let kept = out.trim_end_matches(' ').len().max(start);
            out.truncate(kept);
        }
        out.push('\n');
    }
}
