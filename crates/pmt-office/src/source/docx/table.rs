//! Tables as rows of cells. A cell that goes on from the row above is there, and empty, as it is on paper. A table in
//! a cell is the cell's text, unless it is the form: then the outer table only lays out the page.

use super::super::beside::{self, Apart, Row, Spanned};
use super::super::{Block, Cell, Piece};
use crate::layout::{Field, whole_label};
use crate::note::Notes;

/// What a cell, a text box or the document's body holds.
#[derive(Debug)]
pub(super) enum Node {
    Paragraph(Vec<Piece>),
    Table(Table),
}

/// A table.
#[derive(Debug, Default)]
pub(super) struct Table {
    pub(super) rows: Vec<Vec<GridCell>>,
}

/// A cell of a table.
#[derive(Debug)]
pub(super) struct GridCell {
    /// How many columns of the table it takes.
    pub(super) columns: u32,
    pub(super) nodes: Vec<Node>,
}

/// What a document's tables come to.
#[derive(Debug, Default)]
pub(super) struct Laid {
    pub(super) blocks: Vec<Block>,
    /// What stands beside a form and cannot be told from it.
    pub(super) strays: Vec<Piece>,
}

impl Laid {
    /// The blocks that nodes are.
    pub(super) fn add(&mut self, content: Vec<Node>, notes: &mut Notes) {
        for node in content {
            match node {
                Node::Paragraph(pieces) => self.blocks.extend(pieces.into_iter().map(Block::Paragraph)),
                Node::Table(table) => table.lay(self, notes),
            }
        }
    }

    fn row(&mut self, cells: Vec<Cell>) {
        if cells.iter().any(|cell| !cell.is_empty()) {
            self.blocks.push(Block::Row(cells));
        }
    }

    /// A row with a form in it: its other cells remain a row, up to where the form stands.
    fn outer_row(&mut self, row: Vec<GridCell>, notes: &mut Notes) {
        let mut open: Vec<Cell> = Vec::new();
        let mut follows = false;
        for cell in row {
            if holds_a_form(&cell.nodes) {
                self.row(std::mem::take(&mut open));
                if std::mem::replace(&mut follows, true) {
                    self.blocks.push(Block::Break);
                }
                self.add(cell.nodes, notes);
            } else {
                open.push(pieces(cell.nodes));
            }
        }
        self.row(open);
    }

    /// A table in one of whose rows forms stand beside one another.
    fn beside(&mut self, rows: Vec<Vec<GridCell>>, notes: &mut Notes) {
        let Apart { parts, strays } = beside::part(rows.into_iter().map(spanned).collect(), notes);
        for (index, part) in parts.into_iter().enumerate() {
            if index > 0 {
                self.blocks.push(Block::Break);
            }
            for row in part {
                self.row(row.into_iter().map(|one| one.cell).collect());
            }
        }
        self.strays.extend(strays);
    }
}

fn spanned(row: Vec<GridCell>) -> Row {
    let mut next = 0_u32;
    let place = |cell: GridCell| {
        let left = next;
        next = next.saturating_add(cell.columns.max(1));
        Spanned { left, right: next.saturating_sub(1), cell: pieces(cell.nodes) }
    };
    row.into_iter().map(place).collect()
}

impl Table {
    fn lay(self, laid: &mut Laid, notes: &mut Notes) {
        // One cell to a row is a frame around paragraphs.
        if self.rows.iter().all(|row| row.len() < 2)
            && !self.rows.iter().flatten().any(|cell| is_label(&cell.nodes))
        {
            self.rows.into_iter().flatten().for_each(|cell| laid.add(cell.nodes, notes));
            return;
        }
        let holds_a_form = |row: &Vec<GridCell>| row.iter().any(|cell| holds_a_form(&cell.nodes));
        let names = |row: &Vec<GridCell>| row.iter().filter(|cell| is_name(&cell.nodes)).count();
        if self.rows.iter().any(|row| names(row) > 1) && !self.rows.iter().any(holds_a_form) {
            laid.beside(self.rows, notes);
            return;
        }
        for row in self.rows {
            if holds_a_form(&row) {
                laid.outer_row(row, notes);
            } else {
                laid.row(row.into_iter().map(|cell| pieces(cell.nodes)).collect());
            }
        }
    }

    fn has_label(&self) -> bool {
        self.rows.iter().flatten().any(|cell| is_label(&cell.nodes) || holds_a_form(&cell.nodes))
    }

    fn pieces(self) -> Vec<Piece> {
        self.rows.into_iter().flatten().flat_map(|cell| pieces(cell.nodes)).collect()
    }
}

fn pieces(cell: Vec<Node>) -> Cell {
    let of = |node| match node {
        Node::Paragraph(pieces) => pieces,
        Node::Table(table) => table.pieces(),
    };
    cell.into_iter().flat_map(of).collect()
}

/// The label of the form that a cell is.
fn label(cell: &[Node]) -> Option<Field> {
    let texts = cell.iter().filter_map(|node| match node {
        Node::Paragraph(pieces) => Some(pieces.iter().map(|piece| piece.text.as_str())),
        Node::Table(_) => None,
    });
    whole_label(&texts.flatten().collect::<Vec<_>>().join("\n")).map(|label| label.field)
}

fn is_label(cell: &[Node]) -> bool {
    label(cell).is_some()
}

fn is_name(cell: &[Node]) -> bool {
    label(cell) == Some(Field::Name)
}

/// Whether a cell holds a table with labels of the form.
fn holds_a_form(cell: &[Node]) -> bool {
    cell.iter().any(|node| matches!(node, Node::Table(table) if table.has_label()))
}
