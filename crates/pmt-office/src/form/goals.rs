//! The two goals: in columns under their labels, beside them, or (out of PDF) one after the other.

use super::FormReading;
use super::Token;
use super::rows::into_values;
use crate::layout::Field;
use crate::note::Notes;
use crate::paragraphs::{self, Kind};
use crate::source::Piece;
use crate::typography::strip_number;
use pmt_core::text::Message;

/// Where the goals' labels stood in their row.
pub(super) struct Columns {
    cells: usize,
    whole: Option<usize>,
    annual: Option<usize>,
}

impl Columns {
    /// Reads the row of the labels, and the goals in it where they stand beside them.
    pub(super) fn head(row: Vec<Token>, form: &mut FormReading, notes: &mut Notes) -> Self {
        let mut columns = Self { cells: row.len(), whole: None, annual: None };
        let mut beside = None;
        for (index, token) in row.into_iter().enumerate() {
            match token {
                Token::Label { field, editions, piece, suffix } => {
                    form.label(field, editions, &piece, suffix.as_ref(), notes);
                    match field {
                        Field::WholeGoal => columns.whole = Some(index),
                        Field::AnnualGoal => columns.annual = Some(index),
                        _ => continue,
                    }
                    form.fields.entry(field).or_default();
                    beside = Some(field);
                }
                other => {
                    let pieces = into_values(other);
                    match beside.filter(|_| !pieces.is_empty()) {
                        Some(field) => form.fields.entry(field).or_default().extend(pieces),
                        None => form.unplaced.extend(pieces),
                    }
                }
            }
        }
        columns
    }

    /// Reads a row below the labels.
    pub(super) fn row(&self, row: Vec<Token>, form: &mut FormReading) {
        let aligned = row.len() == self.cells;
        for (index, token) in row.into_iter().enumerate() {
            let pieces = into_values(token);
            if pieces.is_empty() {
                continue;
            }
            let known = [(self.whole, Field::WholeGoal), (self.annual, Field::AnnualGoal)];
            let field = if aligned {
                known.iter().find(|(column, _)| *column == Some(index)).map(|(_, field)| *field)
            } else {
                let is_open = |field: &Field| form.fields.get(field).is_some_and(Vec::is_empty);
                known.iter().map(|(_, field)| *field).find(is_open)
            };
            match field {
                Some(field) => form.fields.entry(field).or_default().extend(pieces),
                None => form.unplaced.extend(pieces),
            }
        }
    }
}

/// Out of PDF: the lines after the labels, told apart as well as they can be.
#[derive(Default)]
pub(super) struct Lines {
    /// Lines after each goal's label, in the order of the labels.
    groups: Vec<(Field, Vec<Piece>)>,
    /// Lines before any.
    before: Vec<Piece>,
}

impl Lines {
    pub(super) fn label(&mut self, field: Field) {
        if matches!(field, Field::WholeGoal | Field::AnnualGoal) {
            self.groups.push((field, Vec::new()));
        }
    }

    pub(super) fn lines(&mut self, pieces: Vec<Piece>) {
        self.groups.last_mut().map_or(&mut self.before, |(_, lines)| lines).extend(pieces);
    }

    pub(super) fn finish(self, form: &mut FormReading, notes: &mut Notes) {
        form.unplaced.extend(self.before);
        let mut groups = self.groups;
        if let [(first, empty), (second, lines)] = groups.as_mut_slice()
            && empty.is_empty()
            && first != second
            && !lines.is_empty()
        {
            let split = boundary(lines);
            let rest = lines.split_off(split);
            let message = Message::new(
                "两个目标的文字在原件中连在一起，已按断行分开，请核对",
                "the two goals run together in the source; they were told apart by their line breaks: please check",
            );
            notes.add(None, rest.first().or(lines.first()).map_or(0, |piece| piece.origin.first), message);
            *empty = std::mem::replace(lines, rest);
        }
        for (field, lines) in groups {
            form.fields.entry(field).or_default().extend(paragraphs::join(lines, Kind::Cell));
        }
    }
}

/// Where the second goal begins: after the line whose end is the likeliest end of a column's text. Lines of one
/// column are equally full but for the last, which ends a sentence.
fn boundary(lines: &[Piece]) -> usize {
    const UNENDED: usize = 12;
    if lines.first().is_some_and(counts_from_one)
        && let Some(again) = lines.iter().skip(1).position(counts_from_one)
    {
        return again.saturating_add(1);
    }
    let widths: Vec<usize> = lines.iter().map(|line| crate::typography::width(&line.text)).collect();
    let unevenness = |column: &[usize]| {
        let Some((last, full)) = column.split_last() else { return 0_usize };
        let widest = full.iter().max().copied().unwrap_or(*last);
        let short: usize = full.iter().map(|width| widest.saturating_sub(*width)).sum();
        short.saturating_add(last.saturating_sub(widest).saturating_mul(2))
    };
    let cost = |at: usize| {
        let (left, right) = widths.split_at_checked(at).unwrap_or((&widths, &[]));
        let ends = lines
            .get(at.saturating_sub(1))
            .is_some_and(|line| line.text.ends_with(['。', '；', '！', ';', '.']));
        unevenness(left).saturating_add(unevenness(right)).saturating_add(if ends { 0 } else { UNENDED })
    };
    (1..lines.len()).min_by_key(|at| cost(*at)).unwrap_or(lines.len())
}

/// Whether a line begins a numbered list.
fn counts_from_one(line: &Piece) -> bool {
    let text = line.text.trim_start_matches(['（', '(']);
    strip_number(&line.text).is_some() && text.starts_with(['1', '一', '１']) && !text.starts_with("10")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::Origin;

    fn lines(texts: &[&str]) -> Vec<Piece> {
        texts.iter().map(|text| Piece::new(*text, Origin::at(1))).collect()
    }

    #[test]
    fn two_columns_are_told_apart_by_width_and_full_stop() {
        assert_eq!(boundary(&lines(&["完成主体结构施工，打通两岸", "交通。", "完成桩基", "施工。"])), 2);
        assert_eq!(boundary(&lines(&["打通两岸交通。", "完成桩基施工。"])), 1);
        assert_eq!(
            boundary(&lines(&["1.修路；", "2.架桥。", "1.修路一公里；", "2.定桥位。"])),
            2,
            "a list begins again"
        );
        assert_eq!(boundary(&lines(&["一句话。"])), 1);
    }
}
