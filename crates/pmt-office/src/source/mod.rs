//! The source layer: a document as paragraphs and rows of cells, each with its origin.
//!
//! This is where the kinds of document differ; what reads a form or a narrative must never know which it was. Each
//! kind has a reader of its own here. What they have in common stands in this file: what a document is made of, and
//! what is the same in all of them (residue of Word, headings that stand in a cell).

pub(crate) mod archive;
mod beside;
mod content;
mod docx;
mod error;
mod place;
mod sheet;
mod symbols;
mod text;
mod xml;

pub(crate) use content::Content;
pub use content::ReadAt;
pub use error::SourceError;
pub use place::{Origin, Place, Places};

use pmt_core::text::Message;

use crate::Input;
use crate::layout::{Field, narrative_heading, residue, section_heading, whole_label};
use crate::note::Notes;
use crate::typography::{strip_number, width};

/// Text with where it stood: a paragraph, a line of one, or what a cell holds.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Piece {
    /// The text, without blanks around it.
    pub text: String,
    /// Where it stood.
    pub origin: Origin,
    /// Whether it was indented.
    pub(crate) indented: bool,
    /// Whether a blank line stood before it.
    pub(crate) after_gap: bool,
    /// How far its line went, in half Han characters.
    pub(crate) reach: usize,
}

impl Piece {
    /// A piece without indentation.
    pub fn new(text: impl Into<String>, origin: Origin) -> Self {
        let text = text.into();
        let reach = width(&text);
        Self { text, origin, indented: false, after_gap: false, reach }
    }
}

/// A cell: its paragraphs; none if it is empty.
pub(crate) type Cell = Vec<Piece>;

/// The label that a cell is.
pub(crate) fn field_of(cell: &Cell) -> Option<Field> {
    let text = match cell.as_slice() {
        [] => return None,
        [only] => std::borrow::Cow::Borrowed(only.text.as_str()),
        several => several.iter().map(|piece| piece.text.as_str()).collect::<Vec<_>>().join("\n").into(),
    };
    whole_label(&text).map(|label| label.field)
}

/// A piece of the document.
#[derive(Clone, Debug)]
pub(crate) enum Block {
    Paragraph(Piece),
    Row(Vec<Cell>),
    /// What follows belongs to no part that was begun before: another sheet.
    Break,
}

impl Block {
    /// Its pieces in order.
    pub(crate) fn pieces(&self) -> impl Iterator<Item = &Piece> {
        let (paragraph, row) = match self {
            Self::Paragraph(piece) => (Some(piece), None),
            Self::Row(cells) => (None, Some(cells)),
            Self::Break => (None, None),
        };
        paragraph.into_iter().chain(row.into_iter().flatten().flatten())
    }
}

/// The layout a document was recognised to be in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Layout {
    /// Cells are known: a document with tables, or a text with a cell per line after a tab, as Word saves it.
    Cells,
    /// Lines only, cells and paragraphs broken over them, as text out of PDF is.
    Lines,
}

/// A document.
#[derive(Debug)]
pub(crate) struct Source {
    pub(crate) blocks: Vec<Block>,
    pub(crate) layout: Layout,
    /// What is of the page, not of the document, but not certainly so.
    pub(crate) unplaced: Vec<Piece>,
}

/// Reads a document of any kind.
pub(crate) fn read(input: Input<'_>, notes: &mut Notes) -> Result<Source, SourceError> {
    match input {
        Input::Text(text) => {
            text::lines(text).for_each(|line| notes.places.add_text(line));
            Ok(text::read(text, notes))
        }
        Input::Pages(text) => {
            notes.places = text::places_on_pages(text);
            Ok(text::read(text, notes))
        }
        Input::Word(bytes) => docx::read(Content::Memory(bytes), notes),
        Input::LargeWord(source) => docx::read(Content::Apart(source), notes),
        Input::Workbook(bytes) => sheet::read(Content::Memory(bytes), notes),
        Input::LargeWorkbook(source) => sheet::read(Content::Apart(source), notes),
    }
}

impl Source {
    /// Of its blocks. Where no row holds a label of the form, borders of cells mean nothing.
    fn new(blocks: Vec<Block>, unplaced: Vec<Piece>) -> Self {
        let is_label = |cell: &Cell| cell.first().is_some_and(|piece| whole_label(&piece.text).is_some());
        let has_cells =
            blocks.iter().any(|block| matches!(block, Block::Row(cells) if cells.iter().any(is_label)));
        if has_cells {
            return Self { blocks, layout: Layout::Cells, unplaced };
        }
        let as_lines = |block| match block {
            Block::Break => vec![block],
            other => into_pieces(other).into_iter().map(Block::Paragraph).collect(),
        };
        let blocks = blocks.into_iter().flat_map(as_lines).collect();
        Self { blocks, layout: Layout::Lines, unplaced }
    }
}

/// What a block holds, cell borders forgotten.
pub(crate) fn into_pieces(block: Block) -> Vec<Piece> {
    match block {
        Block::Paragraph(piece) => vec![piece],
        Block::Row(cells) => cells.into_iter().flatten().collect(),
        Block::Break => Vec::new(),
    }
}

/// Narratives that were set in a table or written into a sheet: a row that begins with one of their headings is
/// paragraphs.
fn narrative_rows_as_paragraphs(blocks: Vec<Block>) -> Vec<Block> {
    let heads_a_narrative = |text: &str| {
        narrative_heading(text).is_some() || (strip_number(text).is_some() && section_heading(text).is_some())
    };
    let into_paragraphs = |block: Block| match &block {
        Block::Row(cells)
            if cells.iter().flatten().next().is_some_and(|piece| heads_a_narrative(&piece.text)) =>
        {
            into_pieces(block).into_iter().map(Block::Paragraph).collect()
        }
        _ => vec![block],
    };
    blocks.into_iter().flat_map(into_paragraphs).collect()
}

/// A line without what no reader of the printed page sees: control characters, Word's residue.
fn clean(raw: &str, ordinal: u32, notes: &mut Notes) -> String {
    let mut line: String =
        raw.chars().filter(|c| !c.is_control() || matches!(c, '\t' | '\u{b}' | '\u{c}')).collect();
    let dropped = raw.chars().filter(|c| c.is_control()).any(|c| !matches!(c, '\t' | '\u{b}' | '\u{c}'));
    if dropped {
        notes.add(None, ordinal, Message::new("控制字符已去掉", "control characters were dropped"));
    }
    while let Some(range) = residue(&line) {
        let text: String = line.drain(range).collect();
        let found = Message::new(
            format!("文中有 Word 书签残留“{text}”"),
            format!("“{text}” is residue of a Word bookmark"),
        );
        notes.mended("STR03", ordinal, found, &Message::new("，已去掉", "; it was taken out"));
    }
    line
}
