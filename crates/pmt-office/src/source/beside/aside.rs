//! What stands beside a form and is none: a note in the margin of the sheet, a narrative. It is kept out of the form's
//! rows, where it would be read as values.

use std::collections::BTreeSet;

use pmt_core::text::Message;

use super::{Label, Row, Spanned, heads_forms, last_gap, names};
use crate::layout::{Column, Field, Stands, narrative_heading, section_heading};
use crate::note::Notes;

/// Parts forms on top of each other from what stands beside them.
pub(super) fn part(rows: Vec<Row>, labels: &[Label], notes: &mut Notes) -> Vec<Vec<Row>> {
    let Some(first) = names(labels).map(|name| name.row).next() else { return vec![rows] };
    let begins = labels.iter().map(|label| label.row).min().unwrap_or(first);
    let (rows, before) = off_left(rows, labels, begins);
    let (rows, after) = off_right(rows, labels);
    for side in [&before, &after] {
        note(side, notes);
    }
    [before, rows, after].into_iter().filter(|part| !part.is_empty()).collect()
}

fn note(side: &[Row], notes: &mut Notes) {
    let mut pieces = side.iter().flatten().flat_map(|one| &one.cell);
    let Some(first) = pieces.next() else { return };
    let count = pieces.count().saturating_add(1);
    let message = Message::new(
        format!("表的旁边另有 {count} 处内容，没有当作表里的值"),
        format!("beside the form stand {count} more texts; they were not read as its values"),
    );
    notes.add(None, first.origin.first, message);
}

/// What stands to the left of the forms, with a column between that is blank from top to bottom.
fn off_left(rows: Vec<Row>, labels: &[Label], begins: usize) -> (Vec<Row>, Vec<Row>) {
    let edge = labels.iter().map(|label| label.left).min().unwrap_or(0);
    let Some(gap) = last_gap(&rows, 0..edge) else { return (rows, Vec::new()) };
    let is_left = |one: &Spanned| one.right < gap && !one.cell.is_empty();
    if !rows.iter().skip(begins).flatten().any(is_left) {
        return (rows, Vec::new());
    }
    take(rows, |_, one| is_left(one))
}

/// What stands to the right of the column in which the forms end.
fn off_right(rows: Vec<Row>, labels: &[Label]) -> (Vec<Row>, Vec<Row>) {
    // Only the table of indicators is as wide as the form for certain.
    let is_value = |label: &Label| label.field == Field::Column(Column::Value);
    if !labels.iter().any(is_value) {
        return (rows, Vec::new());
    }
    let edge = edge(&rows, labels);
    let labelled: BTreeSet<usize> = labels.iter().map(|label| label.row).collect();
    let mut in_form = false;
    let of_form: Vec<bool> = rows
        .iter()
        .enumerate()
        .map(|(index, row)| {
            let first = row.iter().flat_map(|one| &one.cell).next();
            let is_narrative = first.is_some_and(|piece| {
                narrative_heading(&piece.text).is_some() || section_heading(&piece.text).is_some()
            });
            in_form = labelled.contains(&index) || (in_form && !is_narrative);
            in_form
        })
        .collect();
    take(rows, |index, one| {
        one.left > edge && !heads_forms(&one.cell) && of_form.get(index).copied().unwrap_or(false)
    })
}

/// The last column of the forms: of their labels, and of the values beside them.
fn edge(rows: &[Row], labels: &[Label]) -> u32 {
    let heads = labels.iter().map(|label| label.right).max().unwrap_or(0);
    let mut edge = heads;
    for label in labels.iter().filter(|label| label.field.stands() == Stands::Right) {
        let row = rows.get(label.row).map(Vec::as_slice).unwrap_or_default();
        let column = label.right.saturating_add(1);
        let beside = row.iter().find(|one| one.left == column);
        edge = edge.max(beside.filter(|one| !one.cell.is_empty()).map_or(0, |one| one.right));
        if column <= heads || has_values(rows, labels, label.right) {
            continue;
        }
        // The column beside the label is blank in the whole form: the value may stand farther off.
        let next = row.iter().find(|one| one.left > label.right && !one.cell.is_empty());
        edge = edge.max(next.map_or(0, |one| one.right));
    }
    edge
}

/// Whether any label that ends in a column has a value directly beside it.
fn has_values(rows: &[Row], labels: &[Label], right: u32) -> bool {
    labels.iter().filter(|label| label.right == right && label.field.stands() == Stands::Right).any(|label| {
        let row = rows.get(label.row).map(Vec::as_slice).unwrap_or_default();
        row.iter().any(|one| one.left == right.saturating_add(1) && !one.cell.is_empty())
    })
}

/// Takes cells out of rows; what is left of the rows, and what was taken.
fn take(rows: Vec<Row>, is_taken: impl Fn(usize, &Spanned) -> bool) -> (Vec<Row>, Vec<Row>) {
    let (mut kept, mut taken) = (Vec::with_capacity(rows.len()), Vec::new());
    for (index, row) in rows.into_iter().enumerate() {
        let (off, own): (Row, Row) = row.into_iter().partition(|one| is_taken(index, one));
        if off.iter().any(|one| !one.cell.is_empty()) {
            taken.push(off);
        }
        if own.iter().any(|one| !one.cell.is_empty()) {
            kept.push(own);
        }
    }
    (kept, taken)
}
