//! A text in one of two layouts. Out of Word, a cell stands on a line of its own after a tab and a blank line ends a
//! row. Out of PDF there are no cells, only lines, and cells and paragraphs are broken over them.

use pmt_core::text::Message;

use super::{Block, Cell, Origin, Piece, Place, Places, Source, clean, field_of, into_pieces};
use crate::layout::{
    Field, cover_heading, form_title, narrative_heading, page_number, section_heading, whole_label,
};
use crate::note::Notes;
use crate::typography::{is_blank, width};

/// Reads a text in either layout.
pub(super) fn read(text: &str, notes: &mut Notes) -> Source {
    let mut reader = Reader { after_gap: true, margin: margin(text), ..Reader::default() };
    for (index, raw) in lines(text).enumerate() {
        let number = u32::try_from(index).unwrap_or(u32::MAX).saturating_add(1);
        reader.line(&clean(raw, number, notes), number);
    }
    reader.end_row();
    let Reader { blocks, unplaced, .. } = reader;
    note_beside(&blocks, notes);
    Source::new(blocks, unplaced)
}

/// Two forms beside one another, whose columns a text does not tell: that values may have come to stand with the other
/// one's must be said.
fn note_beside(blocks: &[Block], notes: &mut Notes) {
    let second = blocks.iter().find_map(|block| {
        let Block::Row(cells) = block else { return None };
        let mut names = cells.iter().filter(|cell| field_of(cell) == Some(Field::Name));
        names.nth(1)?.first()
    });
    let Some(piece) = second else { return };
    let message = Message::new(
        format!(
            "这一行有两个“{}”，看来是两张表左右并排；文本里分不清列，两张表的值可能混在一起：请改用原来的 Excel、Word 文件，或把两张表分开",
            piece.text
        ),
        format!(
            "“{}” stands twice in this row, as where two forms stand beside one another; a text does not tell their columns, and their values may be mixed: use the workbook or document itself, or part the forms",
            piece.text
        ),
    );
    notes.unread(piece.origin.first, message);
}

/// The places of the lines of a text out of a document with pages: form feeds part them.
pub(super) fn places_on_pages(text: &str) -> Places {
    let mut places = Places::numbered();
    let (mut page, mut number) = (1_u32, 0_u32);
    for line in lines(text) {
        let feeds = line.matches('\u{c}').count();
        if feeds > 0 {
            page = page.saturating_add(u32::try_from(feeds).unwrap_or(u32::MAX));
            number = 0;
        }
        if !line.chars().all(|c| is_blank(c) || c.is_control()) {
            number = number.saturating_add(1);
        }
        places.add(Place::PageLine { page, line: number }, line);
    }
    places
}

/// The lines of a text, whichever sign ends them.
pub(super) fn lines(text: &str) -> impl Iterator<Item = &str> {
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
            origin: Origin::at(number),
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
    use super::super::Layout;
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
                Block::Paragraph(_) | Block::Break => None,
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
        let found: Vec<_> =
            notes.into_sorted().0.iter().map(|note| (note.code, note.place.line().unwrap())).collect();
        assert_eq!(found, [(Some("STR03"), 1), (None, 2)]);
    }
}
