//! A workbook: every sheet's used cells as rows, merged cells once, a cell that goes on from the row above there and
//! empty, as on paper. How much of a sheet is empty costs nothing.

mod grid;
mod value;
mod xls;
mod xlsx;

use std::collections::{BTreeMap, BTreeSet};

use pmt_core::text::Message;

use super::archive::damaged;
use super::{Block, Content, Places, Source, SourceError, narrative_rows_as_paragraphs};
use crate::note::Notes;

/// The most filled cells of a workbook.
const MOST_CELLS: usize = 100_000;
/// The most columns of a sheet that hold anything.
const MOST_COLUMNS: usize = 256;

/// A workbook as stored.
#[derive(Debug, Default)]
struct Workbook {
    sheets: Vec<Sheet>,
    /// Whether days are counted from 1904.
    from_1904: bool,
}

/// A sheet as stored; rows and columns are counted from 0.
#[derive(Debug, Default)]
struct Sheet {
    name: String,
    is_hidden: bool,
    cells: BTreeMap<(u32, u32), Stored>,
    merged: Vec<Merged>,
    hidden_rows: BTreeSet<u32>,
    /// Stretches of columns, both ends included.
    hidden_columns: Vec<(u32, u32)>,
}

/// What a cell stores, and how it is shown.
#[derive(Clone, Debug, PartialEq)]
struct Stored {
    value: Value,
    /// The code of its number format.
    format: String,
}

/// A value as stored.
#[derive(Clone, Debug, PartialEq)]
enum Value {
    Text(String),
    Number(f64),
    Error(String),
}

/// Cells merged into one, both ends included.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Merged {
    top: u32,
    left: u32,
    bottom: u32,
    right: u32,
}

/// Reads a workbook of today or of old.
pub(super) fn read(content: Content<'_>, notes: &mut Notes) -> Result<Source, SourceError> {
    notes.places = Places::numbered();
    let start = content.stretch(0, 2).map_err(|error| damaged("xlsx", &error))?;
    let workbook = match (start.as_slice(), content) {
        (b"PK", _) => xlsx::read(content)?,
        (_, Content::Memory(bytes)) => xls::read(bytes)?,
        (_, Content::Apart(source)) => xls::read_from(source)?,
    };
    let filled: usize = workbook.sheets.iter().map(|sheet| sheet.cells.len()).sum();
    if filled > MOST_CELLS {
        return Err(SourceError::TooManyCells { limit: MOST_CELLS });
    }
    let (mut blocks, mut unplaced) = (Vec::new(), Vec::new());
    for sheet in workbook.sheets {
        if sheet.is_hidden {
            if !sheet.cells.is_empty() {
                let (name, count) = (&sheet.name, sheet.cells.len());
                let message = Message::new(
                    format!("隐藏的工作表“{name}”没有读，其中 {count} 个单元格有内容"),
                    format!("the hidden sheet “{name}” was not read; {count} of its cells are filled"),
                );
                notes.unread(0, message);
            }
            continue;
        }
        let found = grid::read(sheet, workbook.from_1904, notes)?;
        if !blocks.is_empty() && !found.blocks.is_empty() {
            blocks.push(Block::Break);
        }
        blocks.extend(narrative_rows_as_paragraphs(found.blocks));
        unplaced.extend(found.unplaced);
    }
    Ok(Source::new(blocks, unplaced))
}
