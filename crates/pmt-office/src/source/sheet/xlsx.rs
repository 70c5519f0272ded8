//! A workbook of today. Its parts are read one by one; what is not filled is not kept.

use std::collections::HashMap;

use super::value::built_in;
use super::{MOST_CELLS, Merged, Sheet, Stored, Value, Workbook};
use crate::source::archive::{Archive, damaged};
use crate::source::symbols::{sign_font, sign_of};
use crate::source::xml::{Attributes, Visitor, walk};
use crate::source::{Content, SourceError};

/// Rows and columns of a sheet, more than which the format does not have.
const ROWS: u32 = 1_048_576;
const COLUMNS: u32 = 16_384;

pub(super) fn read(content: Content<'_>) -> Result<Workbook, SourceError> {
    let mut archive = Archive::open(content)?;
    let mut root = Relations::default();
    walk_part(&mut archive, "_rels/.rels", &mut root)?;
    let main = root.by_kind("officeDocument").unwrap_or("xl/workbook.xml").to_owned();
    let (folder, name) = main.rsplit_once('/').unwrap_or(("", &main));
    let mut relations = Relations { folder: folder.to_owned(), ..Relations::default() };
    walk_part(&mut archive, &format!("{folder}/_rels/{name}.rels"), &mut relations)?;
    let mut book = Book::default();
    if !walk_part(&mut archive, &main, &mut book)? {
        return Err(SourceError::Missing { part: "xl/workbook.xml" });
    }
    let mut strings = Strings::default();
    if let Some(part) = relations.by_kind("sharedStrings") {
        walk_part(&mut archive, part, &mut strings)?;
    }
    let mut styles = Styles::default();
    if let Some(part) = relations.by_kind("styles") {
        walk_part(&mut archive, part, &mut styles)?;
    }
    let mut workbook = Workbook { sheets: Vec::new(), from_1904: book.from_1904 };
    let mut left = MOST_CELLS;
    for Entry { name, relation, is_hidden } in book.sheets {
        let Some((_, _, part)) = relations.known.iter().find(|(id, ..)| *id == relation) else { continue };
        let sheet = Sheet { name, is_hidden, ..Sheet::default() };
        let mut reader = Reader {
            sheet,
            strings: &strings.found,
            styles: &styles,
            left,
            ..Reader::new(&styles, &strings.found)
        };
        walk_part(&mut archive, part, &mut reader)?;
        if reader.overflows {
            return Err(SourceError::TooManyCells { limit: MOST_CELLS });
        }
        if let Some(place) = reader.wrong {
            return Err(damaged(part, &place));
        }
        left = reader.left;
        workbook.sheets.push(reader.sheet);
    }
    Ok(workbook)
}

fn walk_part(archive: &mut Archive<'_>, part: &str, visitor: &mut impl Visitor) -> Result<bool, SourceError> {
    match archive.text(part)? {
        Some(text) => walk(&text, part, visitor).map(|()| true),
        None => Ok(false),
    }
}

/// Parts by the identifier and the kind of what refers to them.
#[derive(Default)]
struct Relations {
    folder: String,
    known: Vec<(String, String, String)>,
}

impl Relations {
    fn by_kind(&self, wanted: &str) -> Option<&str> {
        self.known.iter().find(|(_, kind, _)| kind == wanted).map(|(.., part)| part.as_str())
    }
}

impl Visitor for Relations {
    fn open(&mut self, name: &str, attributes: &Attributes<'_>) -> bool {
        let external = attributes.get("TargetMode").is_some_and(|mode| mode == "External");
        if let (true, false, Some(target)) = (name == "Relationship", external, attributes.get("Target")) {
            let kind = attributes.get("Type").unwrap_or_default();
            let kind = kind.rsplit('/').next().unwrap_or_default().to_owned();
            let part = match target.strip_prefix('/') {
                Some(absolute) => absolute.to_owned(),
                None if self.folder.is_empty() => target,
                None => format!("{}/{target}", self.folder),
            };
            self.known.push((attributes.get("Id").unwrap_or_default(), kind, part));
        }
        true
    }

    fn close(&mut self, _: &str) {}

    fn text(&mut self, _: &str) {}
}

/// A sheet as the workbook lists it.
struct Entry {
    name: String,
    relation: String,
    is_hidden: bool,
}

/// The list of sheets.
#[derive(Default)]
struct Book {
    sheets: Vec<Entry>,
    from_1904: bool,
}

impl Visitor for Book {
    fn open(&mut self, name: &str, attributes: &Attributes<'_>) -> bool {
        match name {
            "workbookPr" => {
                self.from_1904 = matches!(attributes.get("date1904").as_deref(), Some("1" | "true"));
            }
            "sheet" => self.sheets.push(Entry {
                name: attributes.get("name").unwrap_or_default(),
                relation: attributes.get("id").unwrap_or_default(),
                is_hidden: attributes.get("state").is_some_and(|state| state != "visible"),
            }),
            _ => {}
        }
        true
    }

    fn close(&mut self, _: &str) {}

    fn text(&mut self, _: &str) {}
}

/// Texts that cells share.
#[derive(Default)]
struct Strings {
    found: Vec<String>,
    in_text: bool,
    /// The font of the run, where it is one of signs.
    font: Option<String>,
}

impl Visitor for Strings {
    fn open(&mut self, name: &str, attributes: &Attributes<'_>) -> bool {
        match name {
            "si" => self.found.push(String::new()),
            "t" => self.in_text = true,
            "rFont" => self.font = sign_font(attributes.get("val")),
            // How a word is pronounced.
            "rPh" => return false,
            _ => {}
        }
        true
    }

    fn close(&mut self, name: &str) {
        match name {
            "t" => self.in_text = false,
            "r" => self.font = None,
            _ => {}
        }
    }

    fn text(&mut self, text: &str) {
        if let (true, Some(last)) = (self.in_text, self.found.last_mut()) {
            push(last, text, self.font.as_deref());
        }
    }
}

/// Adds text, in a font of signs the signs that it is shown as.
fn push(to: &mut String, text: &str, font: Option<&str>) {
    match font {
        Some(font) => to.extend(text.chars().map(|c| sign_of(font, c))),
        None => to.push_str(text),
    }
}

/// Number formats by the style of a cell.
#[derive(Default)]
struct Styles {
    codes: HashMap<u32, String>,
    formats: Vec<u32>,
    in_cells: bool,
}

impl Visitor for Styles {
    fn open(&mut self, name: &str, attributes: &Attributes<'_>) -> bool {
        match name {
            "numFmt" => {
                if let (Some(id), Some(code)) = (attributes.number("numFmtId"), attributes.get("formatCode"))
                {
                    self.codes.insert(id, code);
                }
            }
            "cellXfs" => self.in_cells = true,
            "xf" if self.in_cells => self.formats.push(attributes.number("numFmtId").unwrap_or(0)),
            _ => {}
        }
        true
    }

    fn close(&mut self, name: &str) {
        if name == "cellXfs" {
            self.in_cells = false;
        }
    }

    fn text(&mut self, _: &str) {}
}

impl Styles {
    fn code(&self, style: Option<u32>) -> String {
        let index = style.and_then(|style| usize::try_from(style).ok()).unwrap_or(0);
        let id = self.formats.get(index).copied().unwrap_or(0);
        self.codes.get(&id).cloned().unwrap_or_else(|| built_in(id).to_owned())
    }
}

/// A sheet being read.
struct Reader<'w> {
    sheet: Sheet,
    strings: &'w [String],
    styles: &'w Styles,
    /// How many more cells may be filled.
    left: usize,
    overflows: bool,
    /// A place that cannot be.
    wrong: Option<String>,
    row: u32,
    column: u32,
    kind: String,
    style: Option<u32>,
    text: String,
    in_value: bool,
    in_text: bool,
    /// The font of the run, where it is one of signs.
    font: Option<String>,
}

impl<'w> Reader<'w> {
    fn new(styles: &'w Styles, strings: &'w [String]) -> Self {
        Self {
            sheet: Sheet::default(),
            strings,
            styles,
            left: 0,
            overflows: false,
            wrong: None,
            row: 0,
            column: 0,
            kind: String::new(),
            style: None,
            text: String::new(),
            in_value: false,
            in_text: false,
            font: None,
        }
    }

    fn cell(&mut self, attributes: &Attributes<'_>) {
        if let Some(place) = attributes.get("r") {
            match cell(&place) {
                Some((row, column)) => (self.row, self.column) = (row, column),
                None => self.wrong = Some(place),
            }
        }
        self.kind = attributes.get("t").unwrap_or_default();
        self.style = attributes.number("s");
        self.text.clear();
    }

    fn end_cell(&mut self) {
        let text = std::mem::take(&mut self.text);
        let value = match self.kind.as_str() {
            _ if text.is_empty() => None,
            "s" => {
                let index = text.trim().parse::<usize>().ok();
                let shared = index.and_then(|index| self.strings.get(index));
                if shared.is_none() {
                    self.wrong = Some(format!("shared string {text}"));
                }
                shared.map(|shared| Value::Text(unescaped(shared)))
            }
            "str" | "inlineStr" => Some(Value::Text(unescaped(&text))),
            "d" => {
                Some(Value::Text(text.split_once("T00:00").map_or(text.clone(), |(day, _)| day.to_owned())))
            }
            "b" => Some(Value::Text(if text.trim() == "1" { "TRUE" } else { "FALSE" }.to_owned())),
            "e" => Some(Value::Error(text)),
            _ => Some(
                text.trim()
                    .parse()
                    .ok()
                    .filter(|number: &f64| number.is_finite())
                    .map_or(Value::Text(text), Value::Number),
            ),
        };
        if let Some(value) =
            value.filter(|value| !matches!(value, Value::Text(text) if text.trim().is_empty()))
        {
            let Some(left) = self.left.checked_sub(1) else {
                self.overflows = true;
                return;
            };
            self.left = left;
            let format = self.styles.code(self.style);
            self.sheet.cells.insert((self.row, self.column), Stored { value, format });
        }
        self.column = self.column.saturating_add(1);
    }
}

impl Visitor for Reader<'_> {
    fn open(&mut self, name: &str, attributes: &Attributes<'_>) -> bool {
        let is_hidden = || matches!(attributes.get("hidden").as_deref(), Some("1" | "true"));
        match name {
            "col" if is_hidden() => {
                if let (Some(first), Some(last)) = (attributes.number("min"), attributes.number("max")) {
                    let place = (first.saturating_sub(1), last.saturating_sub(1));
                    self.sheet.hidden_columns.push(place);
                }
            }
            "row" => {
                if let Some(row) = attributes.number("r") {
                    self.row = row.saturating_sub(1);
                }
                self.column = 0;
                if is_hidden() {
                    self.sheet.hidden_rows.insert(self.row);
                }
            }
            "c" => self.cell(attributes),
            "v" => self.in_value = true,
            "t" => self.in_text = true,
            "rFont" => self.font = sign_font(attributes.get("val")),
            "rPh" | "f" => return false,
            "mergeCell" if self.sheet.merged.len() < MOST_CELLS => {
                self.sheet.merged.extend(attributes.get("ref").as_deref().and_then(merged));
            }
            _ => {}
        }
        !self.overflows
    }

    fn close(&mut self, name: &str) {
        match name {
            "c" => self.end_cell(),
            "row" => self.row = self.row.saturating_add(1),
            "v" => self.in_value = false,
            "t" => self.in_text = false,
            "r" => self.font = None,
            _ => {}
        }
    }

    fn text(&mut self, text: &str) {
        if self.in_value || self.in_text {
            push(&mut self.text, text, self.font.as_deref());
        }
    }
}

/// Characters that XML cannot hold are written as `_x000D_`.
fn unescaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once("_x") {
        out.push_str(before);
        let code = after.get(..4).filter(|_| after.get(4..5) == Some("_"));
        if let Some(c) = code.and_then(|code| u32::from_str_radix(code, 16).ok()).and_then(char::from_u32) {
            out.push(c);
            rest = after.get(5..).unwrap_or_default();
        } else {
            out.push_str("_x");
            rest = after;
        }
    }
    out.push_str(rest);
    out
}

/// The row and column of a place like `B3`, from 0.
fn cell(place: &str) -> Option<(u32, u32)> {
    let digits = place.trim_start_matches(|c: char| c.is_ascii_alphabetic() || c == '$');
    let letters = place.strip_suffix(digits)?;
    let mut column = 0_u32;
    for letter in letters.chars().filter(char::is_ascii_alphabetic) {
        let value = u32::from(letter.to_ascii_uppercase()).checked_sub(u32::from('A'))?.checked_add(1)?;
        column = column.checked_mul(26)?.checked_add(value)?;
    }
    let row: u32 = digits.trim_start_matches('$').parse().ok()?;
    let (row, column) = (row.checked_sub(1)?, column.checked_sub(1)?);
    (row < ROWS && column < COLUMNS).then_some((row, column))
}

fn merged(stretch: &str) -> Option<Merged> {
    let (first, last) = stretch.split_once(':')?;
    let ((top, left), (bottom, right)) = (cell(first)?, cell(last)?);
    (top <= bottom && left <= right).then_some(Merged { top, left, bottom, right })
}
