//! A form out of PDF: lines cut at the labels they hold. A label may be broken over lines; a value and the label of
//! the cell to its right may share one.

use pmt_core::edition::{Level1, Level2};

use super::goals::Lines as GoalLines;
use super::indicators::Lines as IndicatorLines;
use super::{FormReading, Token, join};
use crate::layout::{Column, Field, Part, leading_label, printed_unit};
use crate::note::Notes;
use crate::source::Piece;
use crate::typography::{is_blank, is_han, narrow, strip_label};

/// Reads the lines of a form.
pub(super) fn read(pieces: &[Piece], form: &mut FormReading, notes: &mut Notes) {
    let mut goals = GoalLines::default();
    let mut indicators = IndicatorLines::default();
    let mut waiting: Option<(Field, Piece)> = None;
    let mut part = Part::Identity;
    for token in Scanner::new(pieces).scan() {
        match token {
            Token::Label { field, editions, piece, suffix } => {
                if let Some((blank, label)) = waiting.take() {
                    form.leave_blank(blank, label, notes);
                }
                // A label broken over lines is no misspelt one: only blanks within a line are.
                let shown = Piece { text: piece.text.replace('\n', ""), ..piece };
                form.label(field, editions, &shown, suffix.as_ref(), notes);
                part = part.max(field.part());
                goals.label(field);
                waiting = (part <= Part::Money && field != Field::Funds).then_some((field, shown));
            }
            Token::Value(lines) => match (part, waiting.take()) {
                (_, Some((field, _))) => {
                    let is_unit = |line: &Piece| field.is_amount() && printed_unit(&line.text).is_some();
                    let (units, lines): (Vec<_>, Vec<_>) = lines.into_iter().partition(is_unit);
                    for unit in units {
                        form.unlabelled(unit);
                    }
                    form.set(field, join(lines), notes);
                }
                (Part::Goals, None) => goals.lines(lines),
                (Part::Indicators, None) => indicators.lines(lines),
                (_, None) => lines.into_iter().for_each(|line| form.unlabelled(line)),
            },
            Token::Level(piece) => {
                part = Part::Indicators;
                indicators.level(piece);
            }
            Token::Blank => {}
        }
    }
    if let Some((blank, label)) = waiting {
        form.leave_blank(blank, label, notes);
    }
    goals.finish(form, notes);
    indicators.finish(form, notes);
}

struct Scanner<'p> {
    pieces: &'p [Piece],
    /// The lines, one under the other.
    text: String,
    /// Where each line begins in the text.
    starts: Vec<usize>,
    at: usize,
    part: Part,
    /// Stretches of the value being read.
    pending: Vec<(usize, usize)>,
    tokens: Vec<Token>,
}

impl<'p> Scanner<'p> {
    fn new(pieces: &'p [Piece]) -> Self {
        let mut text = String::new();
        let mut starts = Vec::with_capacity(pieces.len());
        for piece in pieces {
            starts.push(text.len());
            text.push_str(&piece.text);
            text.push('\n');
        }
        Self { pieces, text, starts, at: 0, part: Part::Identity, pending: Vec::new(), tokens: Vec::new() }
    }

    fn scan(mut self) -> Vec<Token> {
        while self.skip_blanks() {
            if !self.label() && !self.level() {
                let end = self.stretch_end();
                self.pending.push((self.at, end));
                self.at = end;
            }
        }
        self.flush();
        self.tokens
    }

    fn rest(&self) -> &str {
        self.text.get(self.at..).unwrap_or_default()
    }

    /// Moves to the next character that is not blank; false at the end.
    fn skip_blanks(&mut self) -> bool {
        match self.rest().find(|c| !is_blank(c)) {
            Some(offset) => {
                self.at = self.at.saturating_add(offset);
                true
            }
            None => false,
        }
    }

    fn is_line_start(&self) -> bool {
        self.starts.binary_search(&self.at).is_ok()
    }

    fn line_of(&self, at: usize) -> usize {
        self.starts.partition_point(|start| *start <= at).saturating_sub(1)
    }

    fn piece(&self, from: usize, to: usize) -> Piece {
        let last = to.saturating_sub(1).max(from);
        let origin = |at| self.pieces.get(self.line_of(at)).map(|piece| piece.origin).unwrap_or_default();
        let text = self.text.get(from..to).unwrap_or_default().trim_matches(is_blank);
        Piece::new(text, origin(from).to(origin(last)))
    }

    /// Takes a label, if one stands here.
    fn label(&mut self) -> bool {
        // The heads of the columns may share a line, and the labels of the goals; elsewhere below those a label
        // begins one.
        let follows = |part: Part| {
            self.pending.is_empty()
                && matches!(self.tokens.last(), Some(Token::Label { field, .. }) if field.part() == part)
        };
        let after_head = follows(Part::Indicators);
        if self.part >= Part::Goals && !self.is_line_start() && !after_head && !follows(Part::Goals) {
            return false;
        }
        let rest = self.rest();
        let is_attribute = |field| matches!(field, Field::Column(Column::Attribute(_)));
        let Some(label) = leading_label(rest, self.part)
            .filter(|label| ends_a_cell(label.rest) && (after_head || !is_attribute(label.field)))
        else {
            return false;
        };
        let end = self.at.saturating_add(rest.len().saturating_sub(label.rest.len()));
        let (field, editions) = (label.field, label.editions);
        self.flush();
        let piece = self.piece(self.at, end);
        self.at = end;
        self.part = self.part.max(field.part());
        if self.rest().starts_with([':', '：']) {
            self.at = self.at.saturating_add(self.rest().chars().next().map_or(0, char::len_utf8));
        }
        let suffix = self.suffix(field);
        self.tokens.push(Token::Label { field, editions, piece, suffix });
        true
    }

    /// Takes what stands in brackets after a label: a unit, a period.
    fn suffix(&mut self, field: Field) -> Option<Piece> {
        const LONGEST: usize = 40;
        if field.part() != Part::Money && field.part() != Part::Goals {
            return None;
        }
        let rest = self.rest();
        let from = rest.find(|c| !is_blank(c))?;
        let opened = rest.get(from..).filter(|rest| rest.starts_with(['（', '(']))?;
        let (close, sign) = opened.char_indices().take(LONGEST).find(|(_, c)| matches!(c, '）' | ')'))?;
        let start = self.at.saturating_add(from);
        let end = start.saturating_add(close).saturating_add(sign.len_utf8());
        let mut piece = self.piece(start, end);
        piece.text = piece.text.replace('\n', "");
        self.at = end;
        Some(piece)
    }

    /// Takes the name of a level of indicators, if one stands here.
    fn level(&mut self) -> bool {
        if self.part < Part::Goals || (self.part == Part::Goals && !self.is_line_start()) {
            return false;
        }
        let rest = self.rest();
        let Some(after) = level_names()
            .filter_map(|name| strip_label(rest, name))
            .filter(|after| after.is_empty() || after.starts_with(is_blank))
            .min_by_key(|after| after.len())
        else {
            return false;
        };
        let end = self.at.saturating_add(rest.len().saturating_sub(after.len()));
        self.flush();
        let mut piece = self.piece(self.at, end);
        piece.text.retain(|c| !is_blank(c));
        self.at = end;
        self.part = Part::Indicators;
        self.tokens.push(Token::Level(piece));
        true
    }

    /// Where the stretch that begins here ends: at the line's end, or where another cell may begin.
    fn stretch_end(&self) -> usize {
        let next = self.starts.get(self.line_of(self.at).saturating_add(1)).copied();
        let line_end = next.unwrap_or(self.text.len()).saturating_sub(1).max(self.at);
        let line = self.text.get(self.at..line_end).unwrap_or_default();
        let end = match self.part {
            Part::Identity | Part::Money => line.find(is_blank),
            Part::Goals => None,
            Part::Indicators => cell_border(line),
        };
        end.map_or(line_end, |end| self.at.saturating_add(end))
    }

    /// Ends the value being read. But for indicators, whose cells stand side by side, stretches of a line are one.
    fn flush(&mut self) {
        let mut lines: Vec<(usize, usize)> = Vec::new();
        for (from, to) in std::mem::take(&mut self.pending) {
            match lines.last_mut() {
                Some((start, end))
                    if self.part < Part::Indicators && self.line_of(*start) == self.line_of(from) =>
                {
                    *end = to;
                }
                _ => lines.push((from, to)),
            }
        }
        if !lines.is_empty() {
            let lines = lines.into_iter().map(|(from, to)| self.piece(from, to)).collect();
            self.tokens.push(Token::Value(lines));
        }
    }
}

/// Whether what follows a label shows that it ends there.
fn ends_a_cell(rest: &str) -> bool {
    rest.chars().next().is_none_or(|c| is_blank(c) || matches!(narrow(c), ':' | '('))
}

fn level_names() -> impl Iterator<Item = &'static str> {
    let infos = Level1::all().map(Level1::info).chain(Level2::all().map(Level2::info));
    infos.flat_map(|info| std::iter::once(info.name).chain(info.aliases.iter().copied()))
}

/// Where a blank parts two cells on one line of the table of indicators, rather than a number and its unit.
fn cell_border(line: &str) -> Option<usize> {
    let mut last = None;
    let mut gap: Option<(usize, usize)> = None;
    for (at, c) in line.char_indices() {
        if is_blank(c) {
            gap = gap.map(|(from, width)| (from, width.saturating_add(1))).or(Some((at, 1)));
            continue;
        }
        if let (Some((from, width)), Some(before)) = (gap.take(), last) {
            let wide = width > 1 || line.get(from..).is_some_and(|rest| rest.starts_with('\u{3000}'));
            if wide || is_han(before) || matches!(before, ')' | '）' | '%' | '％') {
                return Some(from);
            }
        }
        last = Some(c);
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_on_one_line_are_parted_but_not_numbers_from_units() {
        assert_eq!(cell_border("道路长度 985米"), Some("道路长度".len()));
        assert_eq!(cell_border("≥ 30 家"), None);
        assert_eq!(cell_border("≥30家  备注"), Some("≥30家".len()));
    }
}
