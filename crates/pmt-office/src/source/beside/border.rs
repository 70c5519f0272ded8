//! Where one form ends and another begins: the column between two side by side, the row between two on top of each
//! other.

use std::collections::{BTreeMap, BTreeSet};

use super::{Label, Row, last_gap, names};
use crate::layout::{Column, Field, form_title};

/// The fewest labels that two forms share.
const FEWEST_LABELS: usize = 5;
/// The fewest labels in the first column of a form.
const FEWEST_IN_COLUMN: usize = 3;

/// The column from which on a form stands beside another, if that is certain.
pub(super) fn find(rows: &[Row], labels: &[Label]) -> Option<u32> {
    let first = names(labels).map(|name| name.left).min()?;
    let last = names(labels).map(|name| name.left).max()?;
    let mut counts: BTreeMap<u32, usize> = BTreeMap::new();
    for label in labels.iter().filter(|label| first < label.left && label.left <= last) {
        let count = counts.entry(label.left).or_default();
        *count = count.saturating_add(1);
    }
    let columns =
        counts.into_iter().filter(|(_, count)| *count >= FEWEST_IN_COLUMN).map(|(column, _)| column);
    let valid = |column: &u32| parts_forms(labels, *column) && !is_crossed(rows, labels, *column);
    columns.filter(valid).map(|column| after_gap(rows, labels, column)).next()
}

/// Whether there are whole forms on both sides of a column, beside one another.
fn parts_forms(labels: &[Label], border: u32) -> bool {
    let (left, right): (Vec<&Label>, Vec<&Label>) = labels.iter().partition(|label| label.left < border);
    let rows = |side: &[&Label]| Some((side.first()?.row, side.last()?.row));
    let (Some(at_left), Some(at_right)) = (rows(&left), rows(&right)) else { return false };
    let are_beside = at_left.0 <= at_right.1 && at_right.0 <= at_left.1;
    let fields = |side: &[&Label]| -> BTreeSet<Field> { side.iter().map(|label| label.field).collect() };
    // Of two halves of one form each has labels that the other lacks.
    let shared = fields(&left).intersection(&fields(&right)).count();
    are_beside && shared >= FEWEST_LABELS && is_whole(&left) && is_whole(&right)
}

/// Whether labels are those of whole forms: none more often than there are forms.
fn is_whole(labels: &[&Label]) -> bool {
    let mut counts: BTreeMap<Field, usize> = BTreeMap::new();
    for label in labels {
        let count = counts.entry(label.field).or_default();
        *count = count.saturating_add(1);
    }
    let forms = counts.get(&Field::Name).copied().unwrap_or(0);
    let most = |field: &Field| match field {
        // One label, two cells.
        Field::TotalOther => forms.saturating_mul(2),
        // The heads of columns are printed again on another page, and attributes are words like any other.
        Field::Column(_) => usize::MAX,
        _ => forms,
    };
    forms > 0 && counts.iter().all(|(field, count)| *count <= most(field))
}

/// Whether a cell reaches over a column where it may belong to either side. A row of one cell above or below the forms
/// does not count.
fn is_crossed(rows: &[Row], labels: &[Label], border: u32) -> bool {
    let labelled: BTreeSet<usize> = labels.iter().map(|label| label.row).collect();
    let (Some(first), Some(last)) = (labelled.first(), labelled.last()) else { return false };
    rows.iter().enumerate().any(|(index, row)| {
        let reaches_over = |one: &&super::Spanned| one.left < border && one.right >= border;
        let crossing = row.iter().filter(reaches_over).any(|one| !one.cell.is_empty());
        crossing && (*first..=*last).contains(&index)
    })
}

/// Where there is a gap between the left form's labels and the right one's, what stands after it is the right one's.
fn after_gap(rows: &[Row], labels: &[Label], border: u32) -> u32 {
    let last = labels.iter().filter(|label| label.left < border).map(|label| label.right).max().unwrap_or(0);
    // The column beside a label holds its value.
    last_gap(rows, last.saturating_add(2)..border).map_or(border, |gap| gap.saturating_add(1))
}

/// The row from which on forms stand below those above, whose layout is another: both have their own table.
pub(super) fn below(rows: &[Row], labels: &[Label]) -> Option<usize> {
    let first = names(labels).next()?.row;
    let mut starts = names(labels).map(|name| start(rows, labels, name.row)).filter(|start| *start > first);
    starts.find(|start| {
        let has_table = |label: &Label| matches!(label.field, Field::Column(Column::Name | Column::Value));
        labels.iter().any(|label| label.row < *start && has_table(label))
    })
}

/// The column from which on another form seems to stand, where there is one beside the first.
pub(super) fn unclear(labels: &[Label]) -> Option<u32> {
    let first = names(labels).min_by_key(|name| name.left)?;
    let second = names(labels).filter(|name| name.left > first.left).min_by_key(|name| name.left)?;
    let edge = labels.iter().map(|label| label.left).min()?;
    // It is taken to begin as far before its name as the first does.
    let offset = first.left.saturating_sub(edge);
    let border =
        second.left.checked_sub(offset).filter(|border| *border > first.right).unwrap_or(second.left);
    let goes_on = labels.iter().any(|label| label.left < border && label.row >= second.row);
    goes_on.then_some(border)
}

/// The row in which the form begins whose name's label stands in a row: that of its title, if it has one.
pub(super) fn start(rows: &[Row], labels: &[Label], name: usize) -> usize {
    const FARTHEST: usize = 6;
    let lowest = name.saturating_sub(FARTHEST);
    let above = labels.iter().map(|label| label.row).filter(|row| *row < name).max();
    let from = above.map_or(lowest, |above| lowest.max(above.saturating_add(1)));
    let is_titled = |row: &usize| {
        rows.get(*row)
            .into_iter()
            .flatten()
            .flat_map(|one| &one.cell)
            .any(|piece| form_title(&piece.text).is_some())
    };
    (from..name).find(is_titled).unwrap_or(name)
}
