//! A sheet's cells as rows.

use std::collections::BTreeSet;
use std::sync::Arc;

use pmt_core::text::Message;

use super::value::{Shown, shown, shown_day};
use super::{MOST_COLUMNS, Merged, Sheet, Value};
use crate::layout::{Column, Field, Part};
use crate::note::Notes;
use crate::source::beside::{self, Apart, Row, Spanned};
use crate::source::{Block, Cell, Piece, Place, SourceError, clean, field_of};
use crate::typography::is_blank;

/// A sheet as rows, and what in it is none of them: what is hidden, what stands beside a form.
pub(super) struct Found {
    pub(super) blocks: Vec<Block>,
    pub(super) unplaced: Vec<Piece>,
}

struct Reader<'n> {
    name: Arc<str>,
    from_1904: bool,
    notes: &'n mut Notes,
}

pub(super) fn read(sheet: Sheet, from_1904: bool, notes: &mut Notes) -> Result<Found, SourceError> {
    let mut reader = Reader { name: sheet.name.as_str().into(), from_1904, notes };
    let mut found = Found { blocks: Vec::new(), unplaced: Vec::new() };
    let rows = reader.rows(sheet, &mut found.unplaced)?;
    let Apart { parts, strays } = beside::part(rows, reader.notes);
    for part in parts {
        let blocks = reader.blocks(part);
        if !found.blocks.is_empty() && !blocks.is_empty() {
            found.blocks.push(Block::Break);
        }
        found.blocks.extend(blocks);
    }
    if !found.unplaced.is_empty() {
        let count = found.unplaced.len();
        let message = Message::new(
            format!("工作表“{}”中隐藏的行、列或合并单元格下面有 {count} 处内容，列在未归位中", reader.name),
            format!(
                "hidden rows, columns or merged cells of sheet “{}” hold {count} texts; they are listed as not placed",
                reader.name
            ),
        );
        reader.notes.add(None, 0, message);
    }
    found.unplaced.extend(strays);
    Ok(found)
}

/// The columns of a row that heads some: the goals, the indicators. Rows below may be merged otherwise.
fn heads(spans: &[Spanned]) -> Option<Vec<(u32, u32)>> {
    let is_head = |one: &&Spanned| {
        matches!(
            field_of(&one.cell),
            Some(
                Field::WholeGoal
                    | Field::AnnualGoal
                    | Field::Column(Column::Name | Column::Value | Column::Level1 | Column::Level2)
            )
        )
    };
    let count = spans.iter().filter(is_head).count();
    (count > 1).then(|| spans.iter().map(|one| (one.left, one.right)).collect())
}

/// Whether a row begins a part of the form that is no list under heads.
fn begins_another_part(spans: &[Spanned]) -> bool {
    let first = spans.iter().find(|one| !one.cell.is_empty());
    first.and_then(|one| field_of(&one.cell)).is_some_and(|field| field.part() < Part::Goals)
}

/// A row's cells under the heads of a row above. If more than one cell under a head is filled, the row is as it was.
fn regroup(spans: Vec<Spanned>, columns: &[(u32, u32)]) -> Vec<Spanned> {
    let mut grouped: Vec<Spanned> = columns
        .iter()
        .map(|(left, right)| Spanned { left: *left, right: *right, cell: Vec::new() })
        .collect();
    for one in spans.iter().filter(|one| !one.cell.is_empty()) {
        match grouped.iter_mut().find(|group| (group.left..=group.right).contains(&one.left)) {
            Some(group) if group.cell.is_empty() => group.cell.clone_from(&one.cell),
            _ => return spans,
        }
    }
    grouped
}

impl Reader<'_> {
    /// The rows that are shown; what is hidden goes aside.
    fn rows(&mut self, sheet: Sheet, hidden: &mut Vec<Piece>) -> Result<Vec<Row>, SourceError> {
        let Sheet { cells, mut merged, hidden_rows, hidden_columns, .. } = sheet;
        let is_hidden = |row: u32, column: u32| {
            hidden_rows.contains(&row)
                || hidden_columns.iter().any(|(first, last)| (*first..=*last).contains(&column))
        };
        merged.sort_unstable();
        let used: BTreeSet<u32> = cells.keys().map(|(_, column)| *column).collect();
        if used.len() > MOST_COLUMNS {
            return Err(SourceError::TooManyCells { limit: super::MOST_CELLS });
        }
        let mut rows = Vec::new();
        let (mut waiting, mut active) = (merged.into_iter().peekable(), Vec::<Merged>::new());
        let all_rows: BTreeSet<u32> = cells.keys().map(|(row, _)| *row).collect();
        for row in all_rows {
            while let Some(next) = waiting.next_if(|one| one.top <= row) {
                active.push(next);
            }
            active.retain(|one| one.bottom >= row);
            let mut spans = Row::new();
            let mut after = 0_u32;
            for column in used.iter().copied() {
                let stored = cells.get(&(row, column));
                let cell = stored.map(|stored| self.cell(row, column, stored)).unwrap_or_default();
                if is_hidden(row, column) {
                    hidden.extend(cell);
                    continue;
                }
                let own = active.iter().find(|one| (one.left..=one.right).contains(&column));
                let Some(own) = own else {
                    spans.push(Spanned { left: column, right: column, cell });
                    continue;
                };
                let is_first = own.left == column && own.top == row;
                // Text below a merged cell's own is not shown.
                let shown = if is_first {
                    cell
                } else {
                    hidden.extend(cell);
                    Cell::new()
                };
                if is_first || column >= after {
                    spans.push(Spanned { left: column, right: own.right, cell: shown });
                    after = own.right.saturating_add(1);
                }
            }
            if spans.iter().any(|one| !one.cell.is_empty()) {
                rows.push(spans);
            }
        }
        Ok(rows)
    }

    /// The blocks of rows that belong together.
    fn blocks(&mut self, rows: Vec<Row>) -> Vec<Block> {
        let mut blocks = Vec::new();
        let mut template: Option<Vec<(u32, u32)>> = None;
        for mut spans in rows {
            if let Some(columns) = heads(&spans) {
                template = Some(columns);
            } else if begins_another_part(&spans) {
                template = None;
            } else if let Some(columns) = &template {
                spans = regroup(spans, columns);
            }
            let last = spans.iter().rposition(|one| !one.cell.is_empty());
            let kept =
                if template.is_some() { spans.len() } else { last.map_or(0, |at| at.saturating_add(1)) };
            let mut cells: Vec<Cell> = spans.into_iter().take(kept).map(|one| one.cell).collect();
            self.days(&mut cells);
            blocks.push(Block::Row(cells));
        }
        blocks
    }

    fn cell(&mut self, row: u32, column: u32, stored: &super::Stored) -> Cell {
        let place = Place::SheetCell {
            sheet: Arc::clone(&self.name),
            row: row.saturating_add(1),
            column: column.saturating_add(1),
        };
        let shown = match &stored.value {
            Value::Text(text) => Shown { text: text.clone(), note: None },
            Value::Number(number) => shown(*number, &stored.format, self.from_1904),
            Value::Error(error) => Shown {
                text: error.clone(),
                note: Some(Message::new(
                    format!("单元格的公式出错，显示“{error}”，请核对"),
                    format!("the cell's formula fails and shows “{error}”: please check"),
                )),
            },
        };
        let mut note = shown.note;
        let mut pieces = Vec::new();
        for line in shown.text.split(['\n', '\r', '\u{b}']) {
            if line.chars().all(is_blank) {
                continue;
            }
            let origin = self.notes.places.add(place.clone(), line);
            let line = clean(line, origin.first, self.notes).replace('\t', " ");
            let text = line.trim_matches(is_blank);
            if text.is_empty() {
                continue;
            }
            if let Some(message) = note.take() {
                self.notes.add(None, origin.first, message);
            }
            pieces.push(Piece { indented: line.starts_with(is_blank), ..Piece::new(text, origin) });
        }
        pieces
    }

    /// Days that were stored as bare numbers where the form has a date.
    fn days(&mut self, cells: &mut [Cell]) {
        let mut wanted = false;
        for cell in cells {
            if let (true, [piece]) = (wanted, cell.as_mut_slice())
                && let Some(day) = shown_day(&piece.text, self.from_1904)
            {
                let message = Message::new(
                    format!("“{}”是日期的序号，读作 {day}", piece.text),
                    format!("“{}” is the serial number of a day and was read as {day}", piece.text),
                );
                self.notes.add(None, piece.origin.first, message);
                piece.text = day;
            }
            if !cell.is_empty() {
                wanted = matches!(field_of(cell), Some(Field::Start | Field::End));
            }
        }
    }
}
