//! A workbook of old. Its cells are read by `calamine`, which keeps a sheet's whole rectangle: how large that is, and
//! what is hidden and how numbers are shown, its records are asked first.

use std::collections::{BTreeSet, HashMap};
use std::io::{Cursor, Read};

use calamine::{Data, Reader, Xls, XlsError};

use super::value::built_in;
use super::{MOST_CELLS, Merged, Sheet, Stored, Value, Workbook};
use crate::source::archive::damaged;
use crate::source::{Content, ReadAt, SourceError};

/// The most cells of a sheet's rectangle, empty ones counted.
const LARGEST: u64 = 2_000_000;

/// The most bytes of a workbook of old, which is read whole.
const LARGEST_FILE: u64 = 64 * 1024 * 1024;

/// Reads a workbook that is not in memory.
pub(super) fn read_from(source: &dyn ReadAt) -> Result<Workbook, SourceError> {
    if source.size() > LARGEST_FILE {
        return Err(SourceError::TooLarge { mib: LARGEST_FILE.div_euclid(1024 * 1024) });
    }
    let bytes = Content::Apart(source).stretch(0, LARGEST_FILE).map_err(|error| damaged("xls", &error))?;
    read(&bytes)
}

pub(super) fn read(bytes: &[u8]) -> Result<Workbook, SourceError> {
    let stream = stream(bytes)?;
    let scan = Scan::of(&stream)?;
    let mut book = Xls::new(Cursor::new(bytes)).map_err(|error| match error {
        XlsError::Password => SourceError::Protected,
        other => damaged("Workbook", &other),
    })?;
    let listed = book.sheets_metadata().to_vec();
    let mut workbook = Workbook { sheets: Vec::new(), from_1904: book.has_1904_epoch() };
    let mut left = MOST_CELLS;
    for (index, entry) in listed.into_iter().enumerate() {
        let range = book.worksheet_range(&entry.name).map_err(|error| damaged(&entry.name, &error))?;
        let records = scan.sheets.get(index);
        let mut sheet = Sheet {
            is_hidden: entry.visible != calamine::SheetVisible::Visible,
            merged: merged(&book, &entry.name),
            name: entry.name,
            ..Sheet::default()
        };
        let (top, first) = range.start().unwrap_or_default();
        for (row, column, data) in range.used_cells() {
            let offset = |base: u32, by: usize| base.saturating_add(u32::try_from(by).unwrap_or(u32::MAX));
            let place = (offset(top, row), offset(first, column));
            let format = records.and_then(|records| records.formats.get(&place)).copied();
            let Some(value) = value(data) else { continue };
            left = left.checked_sub(1).ok_or(SourceError::TooManyCells { limit: MOST_CELLS })?;
            sheet.cells.insert(place, Stored { value, format: scan.code(format) });
        }
        if let Some(records) = records {
            sheet.hidden_rows.clone_from(&records.hidden_rows);
            sheet.hidden_columns.clone_from(&records.hidden_columns);
        }
        workbook.sheets.push(sheet);
    }
    Ok(workbook)
}

fn merged(book: &Xls<Cursor<&[u8]>>, name: &str) -> Vec<Merged> {
    let found = book.merge_cells_by_sheet_name(name).unwrap_or_default();
    let one = |region: calamine::Dimensions| {
        let ((top, left), (bottom, right)) = (region.start, region.end);
        Merged { top, left, bottom, right }
    };
    found.into_iter().take(MOST_CELLS).map(one).collect()
}

fn value(data: &Data) -> Option<Value> {
    Some(match data {
        Data::Empty => return None,
        Data::String(text) if text.trim().is_empty() => return None,
        Data::String(text) | Data::DateTimeIso(text) | Data::DurationIso(text) => Value::Text(text.clone()),
        Data::Int(number) => {
            number.to_string().parse().map_or_else(|_| Value::Text(number.to_string()), Value::Number)
        }
        Data::Float(number) => Value::Number(*number),
        Data::DateTime(moment) => Value::Number(moment.as_f64()),
        Data::Bool(truth) => Value::Text(if *truth { "TRUE" } else { "FALSE" }.to_owned()),
        Data::Error(error) => Value::Error(error.to_string()),
    })
}

/// The stream of the workbook's records.
fn stream(bytes: &[u8]) -> Result<Vec<u8>, SourceError> {
    let mut file = cfb::CompoundFile::open(Cursor::new(bytes)).map_err(|error| damaged("xls", &error))?;
    for name in ["/Workbook", "/Book"] {
        if let Ok(stream) = file.open_stream(name) {
            let mut records = Vec::new();
            let limit = u64::try_from(bytes.len()).unwrap_or(u64::MAX);
            stream.take(limit).read_to_end(&mut records).map_err(|error| damaged(name, &error))?;
            return Ok(records);
        }
    }
    Err(SourceError::Missing { part: "Workbook" })
}

/// What the records of a sheet say.
#[derive(Debug, Default)]
struct Records {
    formats: HashMap<(u32, u32), u16>,
    hidden_rows: BTreeSet<u32>,
    hidden_columns: Vec<(u32, u32)>,
    ends: Option<((u32, u32), (u32, u32))>,
}

/// What the records of a workbook say.
#[derive(Debug, Default)]
struct Scan {
    sheets: Vec<Records>,
    codes: HashMap<u16, String>,
    styles: Vec<u16>,
}

impl Scan {
    fn of(stream: &[u8]) -> Result<Self, SourceError> {
        let mut scan = Self::default();
        let mut sheet: Option<Records> = None;
        let mut depth = 0_usize;
        let mut rest = stream;
        while let [kind0, kind1, size0, size1, after @ ..] = rest {
            let kind = u16::from_le_bytes([*kind0, *kind1]);
            let size = usize::from(u16::from_le_bytes([*size0, *size1]));
            let Some((record, next)) = after.split_at_checked(size) else { break };
            rest = next;
            match kind {
                // The beginning and the end of a part of the stream.
                0x0809 | 0x0409 | 0x0209 | 0x0009 => {
                    depth = depth.saturating_add(1);
                    if depth == 1 && number(record, 2) != Some(0x0005) {
                        sheet = Some(Records::default());
                    }
                }
                0x000A => {
                    depth = depth.saturating_sub(1);
                    if depth == 0 {
                        scan.sheets.extend(sheet.take());
                    }
                }
                0x002F => return Err(SourceError::Protected),
                0x041E => scan.format(record),
                0x00E0 => scan.styles.extend(number(record, 2)),
                _ => {
                    if let (1, Some(sheet)) = (depth, sheet.as_mut()) {
                        sheet.record(kind, record)?;
                    }
                }
            }
        }
        Ok(scan)
    }

    fn format(&mut self, record: &[u8]) {
        let (Some(id), Some(count)) = (number(record, 0), number(record, 2)) else { return };
        let is_wide = record.get(4).is_some_and(|flags| flags & 1 == 1);
        let text = record.get(5..).unwrap_or_default();
        let units: Vec<u16> = if is_wide {
            text.chunks_exact(2).filter_map(|pair| number(pair, 0)).collect()
        } else {
            text.iter().map(|byte| u16::from(*byte)).collect()
        };
        let units = units.get(..usize::from(count)).unwrap_or(&units);
        self.codes.insert(id, String::from_utf16_lossy(units));
    }

    fn code(&self, style: Option<u16>) -> String {
        let id = style.and_then(|style| self.styles.get(usize::from(style))).copied().unwrap_or(0);
        self.codes.get(&id).cloned().unwrap_or_else(|| built_in(u32::from(id)).to_owned())
    }
}

fn number(record: &[u8], at: usize) -> Option<u16> {
    let bytes = record.get(at..at.checked_add(2)?)?;
    Some(u16::from_le_bytes(bytes.try_into().ok()?))
}

impl Records {
    fn record(&mut self, kind: u16, record: &[u8]) -> Result<(), SourceError> {
        let at = |offset| number(record, offset).map(u32::from);
        match kind {
            // A formula, texts, a truth or error, numbers.
            0x0006 | 0x0204 | 0x00D6 | 0x00FD | 0x0205 | 0x0203 | 0x027E => {
                if let (Some(row), Some(column), Some(style)) = (at(0), at(2), number(record, 4)) {
                    self.filled(row, column, style)?;
                }
            }
            // Numbers side by side.
            0x00BD => {
                if let (Some(row), Some(first)) = (at(0), at(2)) {
                    let body = record.get(4..record.len().saturating_sub(2)).unwrap_or_default();
                    for (index, one) in (0_u32..).zip(body.chunks_exact(6)) {
                        self.filled(row, first.saturating_add(index), number(one, 0).unwrap_or(0))?;
                    }
                }
            }
            0x0208 => {
                if let (Some(row), Some(options)) = (at(0), at(12))
                    && options & 0x20 != 0
                {
                    self.hidden_rows.insert(row);
                }
            }
            0x007D => {
                if let (Some(first), Some(last), Some(options)) = (at(0), at(2), at(8))
                    && options & 1 == 1
                {
                    self.hidden_columns.push((first, last));
                }
            }
            _ => {}
        }
        Ok(())
    }

    fn filled(&mut self, row: u32, column: u32, style: u16) -> Result<(), SourceError> {
        self.formats.insert((row, column), style);
        let ((top, left), (bottom, right)) = self.ends.unwrap_or(((row, column), (row, column)));
        let (first, last) = ((top.min(row), left.min(column)), (bottom.max(row), right.max(column)));
        self.ends = Some((first, last));
        let side = |first: u32, last: u32| u64::from(last.saturating_sub(first)).saturating_add(1);
        if side(first.0, last.0).saturating_mul(side(first.1, last.1)) > LARGEST
            || self.formats.len() > MOST_CELLS
        {
            return Err(SourceError::TooManyCells { limit: MOST_CELLS });
        }
        Ok(())
    }
}
