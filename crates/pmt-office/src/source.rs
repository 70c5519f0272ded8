//! The source layer: a document as paragraphs and rows of cells, each with its origin.
//!
//! This is where the kinds of document differ; what reads a form or a narrative must never know which it was. Text
//! comes in two layouts. Out of Word, a cell stands on a line of its own after a tab and a blank line ends a row. Out
//! of PDF there are no cells, only lines, and cells and paragraphs are broken over them.

use pmt_core::text::Message;

use crate::layout::{
    cover_heading, form_title, narrative_heading, page_number, residue, section_heading, whole_label,
};
use crate::note::{Note, Notes};
use crate::typography::{is_blank, width};

/// Where something stood in the source: in a text, its lines. Documents with pages and tables will add theirs here.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Origin {
    /// Its first line, counted from 1.
    pub line: u32,
    /// Its last line.
    pub last_line: u32,
}

impl Origin {
    /// One line.
    pub const fn line(line: u32) -> Self {
        Self { line, last_line: line }
    }

    /// From the first of two to the last.
    #[must_use]
    pub fn to(self, other: Self) -> Self {
        Self { line: self.line.min(other.line), last_line: self.last_line.max(other.last_line) }
    }
}

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
    /// A piece of a text's line.
    pub fn new(text: impl Into<String>, origin: Origin) -> Self {
        let text = text.into();
        let reach = width(&text);
        Self { text, origin, indented: false, after_gap: false, reach }
    }
}

/// A cell: its paragraphs; none if it is empty.
pub(crate) type Cell = Vec<Piece>;

/// A piece of the document.
#[derive(Clone, Debug)]
pub(crate) enum Block {
    Paragraph(Piece),
    Row(Vec<Cell>),
}

impl Block {
    /// Its pieces in order.
    pub(crate) fn pieces(&self) -> impl Iterator<Item = &Piece> {
        let (paragraph, row) = match self {
            Self::Paragraph(piece) => (Some(piece), None),
            Self::Row(cells) => (None, Some(cells)),
        };
        paragraph.into_iter().chain(row.into_iter().flatten().flatten())
    }
}

/// The layout a text was recognised to be in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Layout {
    /// A cell per line after a tab, as Word saves text.
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

/// Reads a text in either layout.
pub(crate) fn read(text: &str, notes: &mut Notes) -> Source {
    let mut reader = Reader { after_gap: true, margin: margin(text), ..Reader::default() };
    for (index, raw) in lines(text).enumerate() {
        let number = u32::try_from(index).unwrap_or(u32::MAX).saturating_add(1);
        reader.line(&clean(raw, number, notes), number);
    }
    reader.end_row();
    let is_label = |cell: &Cell| cell.first().is_some_and(|piece| whole_label(&piece.text).is_some());
    let has_cells =
        reader.blocks.iter().any(|block| matches!(block, Block::Row(cells) if cells.iter().any(is_label)));
    let Reader { blocks, unplaced, .. } = reader;
    if has_cells {
        return Source { blocks, layout: Layout::Cells, unplaced };
    }
    let blocks = blocks.into_iter().flat_map(into_pieces).map(Block::Paragraph).collect();
    Source { blocks, layout: Layout::Lines, unplaced }
}

/// What a block holds, cell borders forgotten.
pub(crate) fn into_pieces(block: Block) -> Vec<Piece> {
    match block {
        Block::Paragraph(piece) => vec![piece],
        Block::Row(cells) => cells.into_iter().flatten().collect(),
    }
}

/// The lines of a text, whichever sign ends them.
fn lines(text: &str) -> impl Iterator<Item = &str> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    text.split('\n').flat_map(|line| line.strip_suffix('\r').unwrap_or(line).split('\r'))
}

/// How many spaces every line begins with, where the page's margin was kept as such: they indent no paragraph. Word
/// has tabs instead, and a Han blank is an author's.
fn margin(text: &str) -> usize {
    if text.contains('\t') {
        return 0;
    }
    let pages = lines(text).flat_map(|line| line.split('\u{c}'));
    let printed = pages.filter(|line| !line.chars().all(|c| is_blank(c) || c.is_control()));
    printed.map(|line| line.bytes().take_while(|byte| *byte == b' ').count()).min().unwrap_or(0)
}

/// A line without what no reader of the printed page sees: control characters, Word's residue.
fn clean(raw: &str, number: u32, notes: &mut Notes) -> String {
    let mut line: String =
        raw.chars().filter(|c| !c.is_control() || matches!(c, '\t' | '\u{b}' | '\u{c}')).collect();
    let dropped = raw.chars().filter(|c| c.is_control()).any(|c| !matches!(c, '\t' | '\u{b}' | '\u{c}'));
    if dropped {
        notes.add(None, number, Message::new("控制字符已去掉", "control characters were dropped"));
    }
    while let Some(range) = residue(&line) {
        let text: String = line.drain(range).collect();
        let message = Message::new(
            format!("Word 书签残留“{text}”已去掉"),
            format!("“{text}”, residue of a Word bookmark, was taken out"),
        );
        notes.push(Note { code: Some("STR03"), line: number, message });
    }
    line
}

#[derive(Default)]
struct Reader {
    blocks: Vec<Block>,
    row: Option<Vec<Cell>>,
    /// Whether the row came on one line, so that the next cell begins another.
    row_is_whole: bool,
    after_gap: bool,
    /// How many spaces are the page's margin.
    margin: usize,
    unplaced: Vec<Piece>,
}

impl Reader {
    fn line(&mut self, line: &str, number: u32) {
        for (index, page) in line.split('\u{c}').enumerate() {
            if index > 0 {
                self.end_page();
            }
            let page = page.get(self.margin..).unwrap_or_default();
            page.split('\u{b}').for_each(|part| self.part(part, number));
        }
    }

    /// A bare number, alone at the foot of a page, is most likely the page's: it is taken out of the running text.
    fn end_page(&mut self) {
        const LONGEST: usize = 4;
        self.end_row();
        let foot = self.blocks.pop_if(|block| {
            matches!(block, Block::Paragraph(piece) if piece.after_gap
                && piece.text.len() <= LONGEST
                && piece.text.bytes().all(|b| b.is_ascii_digit())
                && !piece.text.starts_with('0'))
        });
        self.unplaced.extend(foot.into_iter().flat_map(into_pieces));
    }

    fn part(&mut self, line: &str, number: u32) {
        if page_number(line) {
            return;
        }
        if line.contains('\t') {
            self.cells(line, number);
            return;
        }
        if line.chars().all(is_blank) {
            self.end_row();
            self.after_gap = true;
            return;
        }
        let piece = self.piece(line, number);
        if self.row_is_whole && whole_label(&piece.text).is_some() {
            self.end_row();
            self.row = Some(vec![vec![piece]]);
            self.row_is_whole = true;
            return;
        }
        match self.row.as_mut().and_then(|row| row.last_mut()) {
            Some(cell) if !begins_a_part(&piece.text) => cell.push(piece),
            _ => {
                self.end_row();
                self.blocks.push(Block::Paragraph(piece));
            }
        }
    }

    /// A line of cells. One cell after a tab goes on with its row; several are a row of their own, as a table copied
    /// out of Word has them, unless the first is what stands in brackets below a label.
    fn cells(&mut self, line: &str, number: u32) {
        let alone = line.strip_prefix('\t').filter(|rest| !rest.contains('\t'));
        let in_brackets = line.starts_with(['（', '(']) && self.row.is_some();
        if !in_brackets && (alone.is_none() || self.row_is_whole) {
            self.end_row();
        }
        for (index, text) in alone.unwrap_or(line).split('\t').enumerate() {
            let cell = if text.chars().all(is_blank) { Vec::new() } else { vec![self.piece(text, number)] };
            if cell.first().is_some_and(|piece| form_title(&piece.text).is_some()) {
                self.end_row();
            }
            match self.row.as_mut().and_then(|row| row.last_mut()) {
                Some(label) if in_brackets && index == 0 => label.extend(cell),
                _ => self.row.get_or_insert_default().push(cell),
            }
        }
        self.row_is_whole = alone.is_none();
    }

    fn piece(&mut self, line: &str, number: u32) -> Piece {
        Piece {
            text: line.trim_matches(is_blank).to_owned(),
            origin: Origin::line(number),
            indented: line.starts_with(is_blank),
            after_gap: std::mem::take(&mut self.after_gap),
            reach: width(line.trim_end_matches(is_blank)),
        }
    }

    fn end_row(&mut self) {
        self.row_is_whole = false;
        if let Some(row) = self.row.take() {
            self.blocks.push(Block::Row(row));
        }
    }
}

/// Whether a paragraph begins something of its own, so that it is no second paragraph of a cell.
fn begins_a_part(text: &str) -> bool {
    narrative_heading(text).is_some()
        || section_heading(text).is_some()
        || form_title(text).is_some()
        || cover_heading(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_come_one_a_line_or_several_and_may_hold_paragraphs() {
        let mut notes = Notes::default();
        let text =
            "封面\n\t项目名称\n\t甲\n\n\t项目资金\n（元）\n\t\n丁\t戊\n项目资金\n（元）\t己\n\t乙\t丙\n";
        let source = read(text, &mut notes);
        assert_eq!(source.layout, Layout::Cells);
        let rows: Vec<Vec<usize>> = source
            .blocks
            .iter()
            .filter_map(|block| match block {
                Block::Row(cells) => Some(cells.iter().map(Vec::len).collect()),
                Block::Paragraph(_) => None,
            })
            .collect();
        assert_eq!(rows, [vec![1, 1], vec![2, 0], vec![1, 1], vec![2, 1], vec![0, 1, 1]]);
    }

    #[test]
    fn residue_and_control_characters_are_dropped_with_notes() {
        let mut notes = Notes::default();
        let source = read("[bookmark: _GoBack]按照\r\n要求\u{7}\u{c}\r- 3 -", &mut notes);
        let texts: Vec<String> =
            source.blocks.into_iter().flat_map(into_pieces).map(|piece| piece.text).collect();
        assert_eq!(texts, ["按照", "要求"]);
        let found: Vec<_> = notes.into_sorted().iter().map(|note| (note.code, note.line)).collect();
        assert_eq!(found, [(Some("STR03"), 1), (None, 2)]);
    }
}
