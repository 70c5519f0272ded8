//! Tables as rows of cells. A cell that goes on from the row above is there, and empty, as it is on paper. A table in
//! a cell is the cell's text, unless it is the form: then the outer table only lays out the page.

use super::super::{Block, Cell, Piece};
use crate::layout::whole_label;

/// What a cell, a text box or the document's body holds.
#[derive(Debug)]
pub(super) enum Node {
    Paragraph(Vec<Piece>),
    Table(Table),
}

/// A table.
#[derive(Debug, Default)]
pub(super) struct Table {
    pub(super) rows: Vec<Vec<Vec<Node>>>,
}

/// The blocks that nodes are.
pub(super) fn blocks(nodes: Vec<Node>) -> Vec<Block> {
    let mut found = Vec::new();
    for node in nodes {
        match node {
            Node::Paragraph(pieces) => found.extend(pieces.into_iter().map(Block::Paragraph)),
            Node::Table(table) => table.blocks(&mut found),
        }
    }
    found
}

impl Table {
    fn blocks(self, found: &mut Vec<Block>) {
        // One cell to a row is a frame around paragraphs.
        if self.rows.iter().all(|row| row.len() < 2) && !self.rows.iter().flatten().any(|cell| is_label(cell))
        {
            found.extend(self.rows.into_iter().flatten().flat_map(blocks));
            return;
        }
        for row in self.rows {
            if row.iter().any(|cell| holds_a_form(cell)) {
                lay_out(row, found);
            } else {
                push_row(row.into_iter().map(pieces).collect(), found);
            }
        }
    }

    fn has_label(&self) -> bool {
        self.rows.iter().flatten().any(|cell| is_label(cell) || holds_a_form(cell))
    }

    fn pieces(self) -> Vec<Piece> {
        self.rows.into_iter().flatten().flat_map(pieces).collect()
    }
}

fn pieces(cell: Vec<Node>) -> Cell {
    let of = |node| match node {
        Node::Paragraph(pieces) => pieces,
        Node::Table(table) => table.pieces(),
    };
    cell.into_iter().flat_map(of).collect()
}

/// Whether a cell is a label of the form.
fn is_label(cell: &[Node]) -> bool {
    let texts = cell.iter().filter_map(|node| match node {
        Node::Paragraph(pieces) => Some(pieces.iter().map(|piece| piece.text.as_str())),
        Node::Table(_) => None,
    });
    whole_label(&texts.flatten().collect::<Vec<_>>().join("\n")).is_some()
}

/// Whether a cell holds a table with labels of the form.
fn holds_a_form(cell: &[Node]) -> bool {
    cell.iter().any(|node| matches!(node, Node::Table(table) if table.has_label()))
}

/// A row with a form in it: its other cells remain a row, up to where the form stands.
fn lay_out(row: Vec<Vec<Node>>, found: &mut Vec<Block>) {
    let mut open: Vec<Cell> = Vec::new();
    for cell in row {
        if holds_a_form(&cell) {
            push_row(std::mem::take(&mut open), found);
            found.extend(blocks(cell));
        } else {
            open.push(pieces(cell));
        }
    }
    push_row(open, found);
}

fn push_row(cells: Vec<Cell>, found: &mut Vec<Block>) {
    if cells.iter().any(|cell| !cell.is_empty()) {
        found.push(Block::Row(cells));
    }
}
