//! Workbooks of old, written record by record.

use std::io::{Cursor, Write as _};

/// A sheet: its cells and what is merged.
#[derive(Clone, Debug, Default)]
pub struct OldSheet {
    /// Its name.
    pub name: String,
    /// Whether it is hidden.
    pub is_hidden: bool,
    cells: Vec<(u16, u16, OldCell)>,
    merged: Vec<[u16; 4]>,
}

/// A cell; a number with the index of its style.
#[derive(Clone, Debug)]
pub enum OldCell {
    /// A text that is shared.
    Text(String),
    /// A text in the cell itself.
    OwnText(String),
    /// A number.
    Number(f64, u16),
    /// A whole number in the short form.
    Short(i32, u16),
    /// A formula's number.
    Formula(f64, u16),
}

impl OldSheet {
    /// An empty sheet.
    pub fn new(name: &str) -> Self {
        Self { name: name.to_owned(), ..Self::default() }
    }

    /// Fills a cell; rows and columns are counted from 1. A text that is a number after `#` is one, its style after `@`.
    pub fn cell(&mut self, row: usize, at: usize, text: &str) -> &mut Self {
        let cell = match text.strip_prefix('#') {
            Some(number) => {
                let (number, style) = number.split_once('@').unwrap_or((number, "0"));
                OldCell::Number(number.parse().unwrap(), style.parse().unwrap())
            }
            None => OldCell::Text(text.to_owned()),
        };
        self.put(row, at, cell)
    }

    /// Fills a cell.
    pub fn put(&mut self, row: usize, at: usize, cell: OldCell) -> &mut Self {
        let place = |number: usize| u16::try_from(number - 1).unwrap();
        self.cells.push((place(row), place(at), cell));
        self
    }

    /// Merges cells.
    pub fn merge(&mut self, top: usize, left: usize, bottom: usize, right: usize) -> &mut Self {
        self.merged.push([top, bottom, left, right].map(|number| u16::try_from(number - 1).unwrap()));
        self
    }
}

fn record(out: &mut Vec<u8>, kind: u16, body: &[u8]) {
    out.extend(kind.to_le_bytes());
    out.extend(u16::try_from(body.len()).unwrap().to_le_bytes());
    out.extend(body);
}

/// A text of wide characters, its length before it in as many bytes as its place has.
fn wide(text: &str, is_short: bool) -> Vec<u8> {
    let units: Vec<u16> = text.encode_utf16().collect();
    let mut out = if is_short {
        vec![u8::try_from(units.len()).unwrap()]
    } else {
        u16::try_from(units.len()).unwrap().to_le_bytes().to_vec()
    };
    out.push(1);
    out.extend(units.into_iter().flat_map(u16::to_le_bytes));
    out
}

fn beginning(kind: u16) -> Vec<u8> {
    [0x0600, kind, 0x0DBB, 0x07CC, 0, 0, 0, 0].into_iter().flat_map(u16::to_le_bytes).collect()
}

fn sheet(own: &OldSheet, shared: &mut Vec<String>) -> Vec<u8> {
    let mut out = Vec::new();
    record(&mut out, 0x0809, &beginning(0x0010));
    let (rows, columns) = own.cells.iter().fold((0, 0), |(row, column), (own_row, own_column, _)| {
        (row.max(u32::from(*own_row) + 1), column.max(own_column + 1))
    });
    let mut size = [0_u32, rows].into_iter().flat_map(u32::to_le_bytes).collect::<Vec<_>>();
    size.extend([0, columns, 0].into_iter().flat_map(u16::to_le_bytes));
    record(&mut out, 0x0200, &size);
    for (row, column, cell) in &own.cells {
        let style = match cell {
            OldCell::Text(_) | OldCell::OwnText(_) => 0,
            OldCell::Number(_, style) | OldCell::Short(_, style) | OldCell::Formula(_, style) => *style,
        };
        let mut body: Vec<u8> = [*row, *column, style].into_iter().flat_map(u16::to_le_bytes).collect();
        let kind = match cell {
            OldCell::Text(text) => {
                body.extend(u32::try_from(shared.len()).unwrap().to_le_bytes());
                shared.push(text.clone());
                0x00FD
            }
            OldCell::OwnText(text) => {
                body.extend(wide(text, false));
                0x0204
            }
            OldCell::Number(number, _) => {
                body.extend(number.to_le_bytes());
                0x0203
            }
            OldCell::Short(number, _) => {
                body.extend(((number << 2) | 2).to_le_bytes());
                0x027E
            }
            OldCell::Formula(number, _) => {
                body.extend(number.to_le_bytes());
                // No flags, no cache, and an expression that is the number 1.
                body.extend([0; 6]);
                body.extend([3, 0, 0x1E, 1, 0]);
                0x0006
            }
        };
        record(&mut out, kind, &body);
    }
    if !own.merged.is_empty() {
        let mut body = u16::try_from(own.merged.len()).unwrap().to_le_bytes().to_vec();
        body.extend(own.merged.iter().flatten().flat_map(|number| number.to_le_bytes()));
        record(&mut out, 0x00E5, &body);
    }
    record(&mut out, 0x000A, &[]);
    out
}

/// A workbook of old whose styles have these number formats, from 1.
pub fn old_workbook(sheets: &[OldSheet], formats: &[&str]) -> Vec<u8> {
    let mut shared = Vec::new();
    let bodies: Vec<Vec<u8>> = sheets.iter().map(|own| sheet(own, &mut shared)).collect();
    let globals = |offsets: &[u32]| {
        let mut out = Vec::new();
        record(&mut out, 0x0809, &beginning(0x0005));
        record(&mut out, 0x0042, &1200_u16.to_le_bytes());
        record(&mut out, 0x0022, &0_u16.to_le_bytes());
        for (id, code) in (164_u16..).zip(formats) {
            let mut body = id.to_le_bytes().to_vec();
            body.extend(wide(code, false));
            record(&mut out, 0x041E, &body);
        }
        for id in std::iter::once(0).chain((164_u16..).take(formats.len())) {
            let mut style = [0, 0, id.to_le_bytes()[0], id.to_le_bytes()[1]].to_vec();
            style.resize(20, 0);
            record(&mut out, 0x00E0, &style);
        }
        for (own, offset) in sheets.iter().zip(offsets) {
            let mut body = offset.to_le_bytes().to_vec();
            body.extend([u8::from(own.is_hidden), 0]);
            body.extend(wide(&own.name, true));
            record(&mut out, 0x0085, &body);
        }
        let count = u32::try_from(shared.len()).unwrap();
        let mut texts: Vec<u8> = [count, count].into_iter().flat_map(u32::to_le_bytes).collect();
        texts.extend(shared.iter().flat_map(|text| wide(text, false)));
        record(&mut out, 0x00FC, &texts);
        record(&mut out, 0x000A, &[]);
        out
    };
    let mut offset = globals(&vec![0; sheets.len()]).len();
    let mut offsets = Vec::new();
    for body in &bodies {
        offsets.push(u32::try_from(offset).unwrap());
        offset += body.len();
    }
    let mut stream = globals(&offsets);
    stream.extend(bodies.concat());
    // Shorter streams are kept elsewhere in the file, which is another matter.
    stream.resize(stream.len().max(4096), 0);
    let mut file = cfb::CompoundFile::create_with_version(cfb::Version::V3, Cursor::new(Vec::new())).unwrap();
    file.create_stream("/Workbook").unwrap().write_all(&stream).unwrap();
    file.flush().unwrap();
    file.into_inner().into_inner()
}
