//! Forms that stand beside one another, on a sheet or in a table: told apart by the columns of their labels.
//!
//! Two forms are parted only where it is certain between which columns: every label of each form is on its side, none
//! twice, and no cell reaches over. Where that cannot be told, the first form is read and the others are handed back
//! whole, so that values never mix. What stands beside a form without being one is kept out of its rows too.

mod aside;
mod border;

use std::collections::BTreeSet;

use pmt_core::text::Message;

use super::{Cell, Piece, field_of};
use crate::layout::{Field, form_title, form_year, printed_unit};
use crate::note::Notes;

/// A cell with the columns it takes.
#[derive(Clone, Debug)]
pub(super) struct Spanned {
    pub(super) left: u32,
    pub(super) right: u32,
    pub(super) cell: Cell,
}

/// A row of cells, in the order of their columns.
pub(super) type Row = Vec<Spanned>;

/// Rows parted by forms.
#[derive(Debug, Default)]
pub(super) struct Apart {
    /// What belongs together, in the order to read it in.
    pub(super) parts: Vec<Vec<Row>>,
    /// What stands beside a form and cannot be told from it.
    pub(super) strays: Vec<Piece>,
}

/// A label of the form and where it stands.
#[derive(Clone, Copy, Debug)]
struct Label {
    row: usize,
    left: u32,
    right: u32,
    field: Field,
}

/// Deeper, forms are not laid out beside and below one another.
const DEEPEST: usize = 12;

/// Parts rows of cells by the forms in them.
pub(super) fn part(rows: Vec<Row>, notes: &mut Notes) -> Apart {
    let mut apart = Apart::default();
    split(rows, DEEPEST, &mut apart, notes);
    apart
}

fn split(rows: Vec<Row>, deepest: usize, apart: &mut Apart, notes: &mut Notes) {
    let labels = labels(&rows);
    let columns: BTreeSet<u32> = names(&labels).map(|name| name.left).collect();
    let Some(deeper) = deepest.checked_sub(1).filter(|_| columns.len() > 1) else {
        apart.parts.extend(aside::part(rows, &labels, notes));
        return;
    };
    if let Some(border) = border::find(&rows, &labels) {
        note_parted(&rows, &labels, border, notes);
        let (left, right) = cut(rows, border);
        let first = apart.parts.len();
        split(left, deeper, apart, notes);
        let second = apart.parts.len();
        split(right, deeper, apart, notes);
        in_reading_order(&mut apart.parts, first, second);
    } else if let Some(at) = border::below(&rows, &labels) {
        let mut above = rows;
        let below = above.split_off(at);
        split(above, deeper, apart, notes);
        split(below, deeper, apart, notes);
    } else if let Some(border) = border::unclear(&labels) {
        let left = keep_left(rows, border, apart, notes);
        split(left, deeper, apart, notes);
    } else {
        apart.parts.extend(aside::part(rows, &labels, notes));
    }
}

fn labels(rows: &[Row]) -> Vec<Label> {
    let of_row = |(row, spans): (usize, &Row)| {
        let label = move |one: &Spanned| {
            field_of(&one.cell).map(|field| Label { row, left: one.left, right: one.right, field })
        };
        spans.iter().filter_map(label).collect::<Vec<_>>()
    };
    rows.iter().enumerate().flat_map(of_row).collect()
}

fn names(labels: &[Label]) -> impl Iterator<Item = &Label> {
    labels.iter().filter(|label| label.field == Field::Name)
}

/// The last column of a stretch in which no cell holds anything.
fn last_gap(rows: &[Row], stretch: std::ops::Range<u32>) -> Option<u32> {
    let mut end = stretch.end;
    while let Some(column) = end.checked_sub(1).filter(|column| stretch.contains(column)) {
        let holds = |one: &&Spanned| (one.left..=one.right).contains(&column) && !one.cell.is_empty();
        match rows.iter().flatten().find(holds) {
            Some(own) => end = own.left,
            None => return Some(column),
        }
    }
    None
}

/// Cuts rows at a column. What speaks of the forms on both sides from above them, over it, is given to both.
fn cut(rows: Vec<Row>, border: u32) -> (Vec<Row>, Vec<Row>) {
    let (mut left, mut right) = (Vec::new(), Vec::new());
    for row in rows {
        let reaches_over = |one: &Spanned| one.left < border && one.right >= border && !one.cell.is_empty();
        if row.iter().any(reaches_over) {
            if row.iter().any(|one| heads_forms(&one.cell)) {
                right.push(row.clone());
            }
            left.push(row);
            continue;
        }
        let (before, after): (Row, Row) = row.into_iter().partition(|one| one.left < border);
        for (side, spans) in [(&mut left, before), (&mut right, after)] {
            if spans.iter().any(|one| !one.cell.is_empty()) {
                side.push(spans);
            }
        }
    }
    (left, right)
}

/// Whether a cell says what holds for every form below it: a title, the year, the unit.
fn heads_forms(cell: &Cell) -> bool {
    let says = |piece: &Piece| {
        form_title(&piece.text).is_some()
            || form_year(&piece.text).is_some()
            || printed_unit(&piece.text).is_some()
    };
    cell.iter().any(says)
}

/// Forms in a grid are read row by row, if they begin in the same rows in each column.
fn in_reading_order(parts: &mut Vec<Vec<Row>>, first: usize, second: usize) {
    let right = parts.split_off(second.min(parts.len()));
    let left = parts.split_off(first.min(parts.len()));
    let slices =
        |column: &[Vec<Row>]| -> Vec<Vec<Row>> { column.iter().flat_map(|part| by_form(part)).collect() };
    let (lefts, rights) = (slices(&left), slices(&right));
    let starts =
        |column: &[Vec<Row>]| -> Vec<Option<u32>> { column.iter().map(|part| first_ordinal(part)).collect() };
    let (at_left, at_right) = (starts(&lefts), starts(&rights));
    // Ordinals rise from row to row: forms of one row of the grid come before all of the next.
    let is_grid = lefts.len() == rights.len()
        && lefts.len() > 1
        && at_left.iter().zip(&at_right).all(|(left, right)| left < right)
        && at_right.iter().zip(at_left.iter().skip(1)).all(|(right, next)| right < next);
    if is_grid {
        for (left, right) in lefts.into_iter().zip(rights) {
            parts.extend([left, right]);
        }
    } else {
        parts.extend(left);
        parts.extend(right);
    }
}

/// A part cut where its forms begin.
fn by_form(part: &[Row]) -> Vec<Vec<Row>> {
    let labels = labels(part);
    let mut starts: Vec<usize> = names(&labels).map(|name| border::start(part, &labels, name.row)).collect();
    starts.dedup();
    let mut slices = Vec::new();
    let mut from = 0;
    for start in starts.into_iter().skip(1).chain(std::iter::once(part.len())) {
        slices.push(part.get(from..start).unwrap_or_default().to_vec());
        from = start;
    }
    slices
}

fn first_ordinal(part: &[Row]) -> Option<u32> {
    part.iter().flatten().flat_map(|one| &one.cell).map(|piece| piece.origin.first).min()
}

fn name_cell<'r>(rows: &'r [Row], label: &Label) -> Option<&'r Piece> {
    rows.get(label.row)?.iter().find(|one| one.left == label.left)?.cell.first()
}

fn note_parted(rows: &[Row], labels: &[Label], border: u32, notes: &mut Notes) {
    let right = names(labels).find(|name| name.left >= border).and_then(|name| name_cell(rows, name));
    let Some(piece) = right else { return };
    let message = Message::new(
        "这张表与左边的表并排，已按列分开，各自读取",
        "this form stands beside the one on its left; they were parted by their columns and both were read",
    );
    notes.add(None, piece.origin.first, message);
}

/// Keeps what stands before a column; the rest, a form that cannot be told from it, is handed back whole.
fn keep_left(rows: Vec<Row>, border: u32, apart: &mut Apart, notes: &mut Notes) -> Vec<Row> {
    let all = labels(&rows);
    let right = names(&all).find(|name| name.left >= border).and_then(|name| name_cell(&rows, name));
    if let Some(piece) = right {
        let message = Message::new(
            "这张表与左边的表并排，分不清两张表以哪一列为界：没有读，从这一列起的内容都列在未归位中；请把它单独放到一张工作表或一个表格里再试",
            "this form stands beside another and it cannot be told which column parts them: it was not read, and all from its column on is listed as not placed; put it on a sheet or into a table of its own and use that",
        );
        notes.unread(piece.origin.first, message);
    }
    let mut kept = Vec::new();
    for row in rows {
        let (before, after): (Row, Row) = row.into_iter().partition(|one| one.left < border);
        apart.strays.extend(after.into_iter().flat_map(|one| one.cell));
        if before.iter().any(|one| !one.cell.is_empty()) {
            kept.push(before);
        }
    }
    kept
}
