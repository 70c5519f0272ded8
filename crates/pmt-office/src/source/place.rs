//! Where something stands in a document, as a person finds it.
//!
//! Behind the source layer the order of the pieces is all that matters; it is kept as ordinals. Only what is shown
//! to a person is resolved to a place: a line of a text, a paragraph, a cell of a table or of a sheet.

use std::ops::Range;
use std::sync::Arc;

use pmt_core::text::Message;

/// Which pieces of the source a text came from: ordinals, counted from 1 in the document's order. 0 is the document
/// as a whole. [`Places`] tells where they stand.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Origin {
    /// The first.
    pub first: u32,
    /// The last.
    pub last: u32,
}

impl Origin {
    /// One piece.
    pub const fn at(ordinal: u32) -> Self {
        Self { first: ordinal, last: ordinal }
    }

    /// From the first of two to the last.
    #[must_use]
    pub fn to(self, other: Self) -> Self {
        Self { first: self.first.min(other.first), last: self.last.max(other.last) }
    }
}

/// A place in a document. Everything is counted from 1.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Place {
    /// The document as a whole.
    Document,
    /// A line of a text.
    Line {
        /// Its number.
        line: u32,
    },
    /// A line of a page, blank lines not counted.
    PageLine {
        /// The page.
        page: u32,
        /// Its number on the page.
        line: u32,
    },
    /// A paragraph outside tables, empty ones not counted.
    Paragraph {
        /// Its number in the document.
        paragraph: u32,
        /// Its page, where the document says where pages end.
        page: Option<u32>,
    },
    /// A cell of a table.
    TableCell {
        /// The table, in the order in which tables begin.
        table: u32,
        /// Its row.
        row: u32,
        /// Which cell of its row, merged ones counted once.
        column: u32,
        /// Its page, where the document says where pages end.
        page: Option<u32>,
    },
    /// A footnote or endnote.
    Footnote {
        /// Its number.
        number: u32,
    },
    /// A sheet of a workbook.
    Sheet {
        /// Its name.
        sheet: Arc<str>,
    },
    /// A cell of a sheet.
    SheetCell {
        /// The sheet's name.
        sheet: Arc<str>,
        /// Its row.
        row: u32,
        /// Its column.
        column: u32,
    },
}

impl Place {
    /// The line, where the place is one of a text.
    pub fn line(&self) -> Option<u32> {
        match self {
            Self::Line { line } => Some(*line),
            _ => None,
        }
    }

    /// The name of a sheet's cell: `B3`.
    pub fn cell_name(&self) -> Option<String> {
        match self {
            Self::SheetCell { row, column, .. } => Some(format!("{}{row}", column_name(*column))),
            _ => None,
        }
    }

    /// As it is shown: `第 12 行`, `表 1 第 3 行第 2 列（第 4 页）`, `工作表“甲”的 B3`.
    pub fn message(&self) -> Message {
        let on_page = |zh: String, en: String, page: &Option<u32>| match page {
            Some(page) => Message::new(format!("{zh}（第 {page} 页）"), format!("{en} (page {page})")),
            None => Message::new(zh, en),
        };
        match self {
            Self::Document => Message::new("全文", "the document"),
            Self::Line { line } => Message::new(format!("第 {line} 行"), format!("line {line}")),
            Self::PageLine { page, line } => {
                Message::new(format!("第 {page} 页第 {line} 行"), format!("page {page}, line {line}"))
            }
            Self::Paragraph { paragraph, page } => {
                on_page(format!("第 {paragraph} 段"), format!("paragraph {paragraph}"), page)
            }
            Self::TableCell { table, row, column, page } => on_page(
                format!("表 {table} 第 {row} 行第 {column} 列"),
                format!("table {table}, row {row}, column {column}"),
                page,
            ),
            Self::Footnote { number } => Message::new(format!("注 {number}"), format!("note {number}")),
            Self::Sheet { sheet } => Message::new(format!("工作表“{sheet}”"), format!("sheet “{sheet}”")),
            Self::SheetCell { sheet, .. } => {
                let cell = self.cell_name().unwrap_or_default();
                Message::new(format!("工作表“{sheet}”的 {cell}"), format!("sheet “{sheet}”, {cell}"))
            }
        }
    }

    /// Several places of one remark, what they share said once.
    pub fn list(places: &[Self]) -> Message {
        let numbers: Option<Vec<String>> =
            places.iter().map(|place| place.line().map(|line| line.to_string())).collect();
        if let (Some(numbers), false) = (numbers, places.is_empty()) {
            let en = if places.len() == 1 { "line" } else { "lines" };
            return Message::new(
                format!("第 {} 行", numbers.join("、")),
                format!("{en} {}", numbers.join(", ")),
            );
        }
        let mut zh = Vec::new();
        let mut en = Vec::new();
        let mut last_sheet = None;
        for place in places {
            match place {
                Self::SheetCell { sheet, .. } if last_sheet == Some(sheet) => {
                    let cell = place.cell_name().unwrap_or_default();
                    zh.push(cell.clone());
                    en.push(cell);
                }
                _ => {
                    let message = place.message();
                    zh.push(message.zh);
                    en.push(message.en);
                }
            }
            last_sheet = if let Self::SheetCell { sheet, .. } = place { Some(sheet) } else { None };
        }
        Message::new(zh.join("、"), en.join("; "))
    }
}

/// The letters of a sheet's column, counted from 1.
fn column_name(column: u32) -> String {
    let mut letters = Vec::new();
    let mut rest = column;
    while let Some(index) = rest.checked_sub(1) {
        let letter = u8::try_from(index.checked_rem(26).unwrap_or(0)).unwrap_or(0);
        letters.push(char::from(b'A'.saturating_add(letter)));
        rest = index.div_euclid(26);
    }
    letters.into_iter().rev().collect()
}

/// Where the pieces of a document stand.
#[derive(Clone, Debug, Default)]
pub struct Places {
    /// By ordinal, from 1; `None` if each ordinal is the line of a text.
    known: Option<Vec<Place>>,
    /// The text of each piece as it stands in the document, by ordinal, a line each.
    texts: String,
    /// Where the text of each piece begins in that.
    starts: Vec<usize>,
}

impl Places {
    /// Of a document that is no plain text.
    pub(crate) fn numbered() -> Self {
        Self { known: Some(Vec::new()), ..Self::default() }
    }

    /// Adds the place of one more piece, and its text before anything is taken out of it.
    pub(crate) fn add(&mut self, place: Place, text: &str) -> Origin {
        self.add_text(text);
        let known = self.known.get_or_insert_default();
        known.push(place);
        Origin::at(u32::try_from(known.len()).unwrap_or(u32::MAX))
    }

    /// Adds the text of one more piece.
    pub(crate) fn add_text(&mut self, text: &str) {
        self.starts.push(self.texts.len());
        self.texts.extend(text.chars().map(|c| if matches!(c, '\n' | '\r') { ' ' } else { c }));
        self.texts.push('\n');
    }

    /// The document as a text: the piece with the ordinal n is its line n, as it stands there.
    pub fn text(&self) -> &str {
        &self.texts
    }

    /// Where pieces stand in [`Places::text`], from the first's beginning to the last's end.
    pub(crate) fn range(&self, origin: Origin) -> Range<usize> {
        let start_of = |ordinal: u32| {
            let index = usize::try_from(ordinal.checked_sub(1)?).ok()?;
            self.starts.get(index).copied()
        };
        let Some(start) = start_of(origin.first) else { return 0..0 };
        let next = start_of(origin.last.saturating_add(1)).unwrap_or(self.texts.len());
        start..next.saturating_sub(1).max(start)
    }

    /// The ordinal of the piece that holds a byte of [`Places::text`].
    pub fn ordinal_at(&self, offset: usize) -> u32 {
        u32::try_from(self.starts.partition_point(|start| *start <= offset)).unwrap_or(u32::MAX)
    }

    /// Where the piece with this ordinal stands.
    pub fn place(&self, ordinal: u32) -> Place {
        let Some(index) = ordinal.checked_sub(1) else { return Place::Document };
        match &self.known {
            None => Place::Line { line: ordinal },
            Some(known) => {
                let index = usize::try_from(index).unwrap_or(usize::MAX);
                known.get(index).cloned().unwrap_or(Place::Document)
            }
        }
    }

    /// A stretch as it is shown; `None` if it begins and ends in one place.
    pub(crate) fn stretch(&self, origin: Origin) -> Option<Message> {
        let (first, last) = (self.place(origin.first), self.place(origin.last));
        if first == last {
            return None;
        }
        if let (Some(first), Some(last)) = (first.line(), last.line()) {
            return Some(Message::new(format!("{first}–{last}"), format!("{first}–{last}")));
        }
        let (first, last) = (first.message(), last.message());
        Some(Message::new(format!("{}至{}", first.zh, last.zh), format!("{} to {}", first.en, last.en)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_shown_as_people_find_them() {
        let cell = |row, column| Place::SheetCell { sheet: "甲".into(), row, column };
        assert_eq!(cell(3, 2).message().zh, "工作表“甲”的 B3");
        assert_eq!(cell(1, 16_384).cell_name().as_deref(), Some("XFD1"));
        assert_eq!(Place::list(&[cell(3, 2), cell(4, 27)]).zh, "工作表“甲”的 B3、AA4");
        assert_eq!(Place::list(&[Place::Line { line: 3 }, Place::Line { line: 8 }]).en, "lines 3, 8");
        let table = Place::TableCell { table: 2, row: 3, column: 1, page: Some(4) };
        assert_eq!(table.message().en, "table 2, row 3, column 1 (page 4)");
        assert_eq!(Places::default().place(0), Place::Document);
    }
}
