//! A table of merged cells, as a grid of places.

use pmt_core::finding::Site;
use rust_decimal::Decimal;

/// What a cell is in its form.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Kind {
    /// The form's title.
    Title,
    /// Its fiscal year.
    Year,
    /// A label of the form.
    Label,
    /// A short value.
    Value,
    /// A name or running text.
    Text,
}

/// How a cell's lines stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Align {
    /// In the middle.
    Center,
    /// At the left.
    Left,
}

/// The number that a cell's text is, where it is one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Number {
    /// Its value in the form's unit.
    pub value: Decimal,
    /// How many digits are printed after the point.
    pub decimals: u32,
    /// Whether digits are grouped in threes.
    pub grouped: bool,
}

/// A cell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cell {
    /// What it is.
    pub kind: Kind,
    /// Its text, a line per paragraph.
    pub text: String,
    /// The number it is, where it is one.
    pub number: Option<Number>,
    /// Where it is written.
    pub source: Option<Site>,
    /// Its first column, from 0.
    pub column: usize,
    /// How many columns it spans.
    pub colspan: usize,
    /// How many rows it spans.
    pub rowspan: usize,
}

/// A cell with more characters may break across pages.
const LONGEST_KEPT: usize = 400;

/// Rows under one label are kept on one page if they are no more than these: a merged cell's text is printed once, and the
/// next page would not say what its rows belong to.
const MOST_KEPT: usize = 8;

/// A row.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Row {
    /// The cells that begin in it.
    pub cells: Vec<Cell>,
    /// What the whole row is written as: an indicator's item.
    pub source: Option<Site>,
}

/// A table.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Table {
    /// The widths of its columns; together [`crate::layout::WIDTH`].
    pub columns: Vec<u16>,
    /// Its rows.
    pub rows: Vec<Row>,
}

/// A place of a row, as formats without row spans of their own see it.
#[derive(Clone, Copy, Debug)]
pub enum Place<'t> {
    /// A cell begins here.
    Cell(&'t Cell),
    /// A cell of a row above goes on here.
    GoesOn(&'t Cell),
}

impl<'t> Place<'t> {
    /// The cell that it belongs to.
    pub const fn cell(self) -> &'t Cell {
        match self {
            Self::Cell(cell) | Self::GoesOn(cell) => cell,
        }
    }

    /// What stands in it: nothing where a cell goes on.
    pub fn text(self) -> &'t str {
        match self {
            Self::Cell(cell) => &cell.text,
            Self::GoesOn(_) => "",
        }
    }
}

impl Cell {
    /// How its lines stand.
    pub const fn align(&self) -> Align {
        match self.kind {
            Kind::Text => Align::Left,
            Kind::Title | Kind::Year | Kind::Label | Kind::Value => Align::Center,
        }
    }

    /// Whether it is so long that it may break across pages.
    pub fn is_long(&self) -> bool {
        self.text.chars().count() > LONGEST_KEPT
    }

    /// Whether it is of the form's head, which stands above the frame.
    pub const fn is_head(&self) -> bool {
        matches!(self.kind, Kind::Title | Kind::Year)
    }
}

impl Table {
    /// Its rows as places from left to right: what a reader of the table sees, cell after cell.
    pub fn grid(&self) -> Vec<Vec<Place<'_>>> {
        let mut open: Vec<(&Cell, usize)> = Vec::new();
        let mut grid = Vec::with_capacity(self.rows.len());
        for row in &self.rows {
            let mut places: Vec<Place<'_>> = open.iter().map(|(cell, _)| Place::GoesOn(cell)).collect();
            places.extend(row.cells.iter().map(Place::Cell));
            places.sort_by_key(|place| place.cell().column);
            grid.push(places);
            for (_, left) in &mut open {
                *left = left.saturating_sub(1);
            }
            open.retain(|(_, left)| *left > 0);
            let begun = row.cells.iter().filter(|cell| cell.rowspan > 1);
            open.extend(begun.map(|cell| (cell, cell.rowspan.saturating_sub(1))));
        }
        grid
    }

    /// Whether the rows that a cell of a row spans are kept on one page.
    pub fn keeps_rows(&self, row: usize, cell: &Cell) -> bool {
        let mut spanned = self.rows.iter().skip(row).take(cell.rowspan);
        cell.kind == Kind::Label
            && (2..=MOST_KEPT).contains(&cell.rowspan)
            && !spanned.any(|row| row.cells.iter().any(Cell::is_long))
    }

    /// The width of a cell, in parts of [`crate::layout::WIDTH`].
    pub fn width(&self, cell: &Cell) -> u16 {
        let own = self.columns.iter().skip(cell.column).take(cell.colspan);
        own.fold(0, |sum, width| sum.saturating_add(*width))
    }

    /// Whether a row is of the form's head.
    pub fn is_head(&self, row: usize) -> bool {
        self.rows.get(row).is_some_and(|row| row.cells.iter().all(Cell::is_head))
    }
}
