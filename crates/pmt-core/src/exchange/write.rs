//! The tables as JSON and as CSV. Rows are made as they are written: a whole province's are never in memory at once.

use std::borrow::Cow;
use std::io::{self, Write};

use serde::Serialize;
use serde::ser::{SerializeMap, Serializer};

use super::{Cell, Frame, Kind, Row, Table, Value};
use crate::json::{Declaration, Layout, SCHEMA_VERSION};

/// When a table was written: 17 digits, year to millisecond.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stamp(String);

impl Stamp {
    const LENGTH: usize = 17;
    const TO_SECOND: usize = 14;

    /// Reads one: 17 digits, or 14 without the milliseconds; `None` if it is no time.
    pub fn parse(text: &str) -> Option<Self> {
        let digits = text.bytes().all(|byte| byte.is_ascii_digit());
        if !digits || !matches!(text.len(), Self::TO_SECOND | Self::LENGTH) {
            return None;
        }
        let number = |range: std::ops::Range<usize>| text.get(range)?.parse::<u8>().ok();
        let year = text.get(0..4)?.parse().ok()?;
        let month = time::Month::try_from(number(4..6)?).ok()?;
        time::Date::from_calendar_date(year, month, number(6..8)?).ok()?;
        time::Time::from_hms(number(8..10)?, number(10..12)?, number(12..14)?).ok()?;
        Some(Self(format!("{text:0<width$}", width = Self::LENGTH)))
    }

    /// Its digits.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// Both tables of some declarations as one JSON document.
pub struct FlatDocument<'a> {
    /// Whether errors of the review rules were let through.
    pub draft: bool,
    /// The declarations with what their rows have in common.
    pub declarations: Vec<(Frame<'a>, &'a Declaration<'a>)>,
}

impl FlatDocument<'_> {
    /// Writes it with a line end after it.
    pub fn write(&self, layout: Layout, mut to: impl Write) -> io::Result<()> {
        match layout {
            Layout::Indented => serde_json::to_writer_pretty(&mut to, self)?,
            Layout::Compact => serde_json::to_writer(&mut to, self)?,
        }
        to.write_all(b"\n")
    }

    fn rows(&self, table: Table) -> impl Iterator<Item = Row<'_>> {
        let all = self.declarations.iter();
        all.flat_map(move |(frame, declaration)| {
            declaration.projects.entries().iter().flat_map(move |entry| frame.rows(table, entry))
        })
    }
}

impl Serialize for FlatDocument<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("schemaVersion", SCHEMA_VERSION)?;
        map.serialize_entry("toolVersion", env!("CARGO_PKG_VERSION"))?;
        map.serialize_entry("draft", &self.draft)?;
        for table in Table::ALL {
            map.serialize_entry(table.name(), &Rows { document: self, table })?;
        }
        map.end()
    }
}

struct Rows<'d, 'a> {
    document: &'d FlatDocument<'a>,
    table: Table,
}

impl Serialize for Rows<'_, '_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.document.rows(self.table).map(RowObject))
    }
}

struct RowObject<'a>(Row<'a>);

impl Serialize for RowObject<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.iter().map(|cell| (cell.name, CellValue(cell))))
    }
}

struct CellValue<'c, 'a>(&'c Cell<'a>);

impl Serialize for CellValue<'_, '_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match &self.0.value {
            None => serializer.serialize_none(),
            Some(Value::Number(text)) => match text.parse::<u64>() {
                Ok(whole) => serializer.serialize_u64(whole),
                // A fraction stays exact as a string, as in the other layout.
                Err(_) => serializer.serialize_str(text),
            },
            Some(Value::Text(text)) => serializer.serialize_str(text),
        }
    }
}

/// What tells Excel that a CSV is UTF-8.
const BOM: &[u8] = "\u{feff}".as_bytes();

/// What the values of a CSV are for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Values {
    /// For a system that takes them as they are.
    Exact,
    /// To be looked at in a spreadsheet: a text that it would take for a formula or a number begins with `'`.
    Guarded,
}

/// Writes one table as CSV (RFC 4180): a header, CRLF, UTF-8 with a byte order mark.
pub fn write_csv(
    document: &FlatDocument<'_>,
    table: Table,
    header: &[&str],
    values: Values,
    mut to: impl Write,
) -> io::Result<()> {
    to.write_all(BOM)?;
    let mut writer = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(to);
    writer.write_record(header)?;
    for row in document.rows(table) {
        let shown: Vec<Cow<'_, str>> = row
            .iter()
            .map(|cell| match &cell.value {
                Some(Value::Text(text)) if values == Values::Guarded => guarded(text),
                Some(value) => Cow::Borrowed(value.as_str()),
                None => Cow::Borrowed(""),
            })
            .collect();
        writer.write_record(shown.iter().map(AsRef::<str>::as_ref))?;
    }
    writer.flush()
}

/// A text that no spreadsheet takes for a formula, nor for a number of which it would drop digits.
fn guarded(text: &str) -> Cow<'_, str> {
    const DIGITS: usize = 15;
    let is_formula = text.trim_start().starts_with(['=', '+', '-', '@']);
    let is_code = text.bytes().all(|byte| byte.is_ascii_digit())
        && (text.len() > DIGITS || (text.len() > 1 && text.starts_with('0')));
    if is_formula || is_code { Cow::Owned(format!("'{text}")) } else { Cow::Borrowed(text) }
}

/// The JSON Schema (draft 2020-12) of the tables; columns that a configuration adds are allowed.
pub fn schema() -> serde_json::Value {
    let tables = Table::ALL.map(|table| {
        let columns: serde_json::Map<String, serde_json::Value> = table
            .columns()
            .iter()
            .map(|column| {
                let about = format!("{} {}", column.title.zh, column.title.en);
                let schema = match column.kind {
                    Kind::Text(longest) => serde_json::json!({
                        "type": ["string", "null"], "maxLength": longest, "description": about,
                    }),
                    Kind::Number => serde_json::json!({ "type": ["integer", "null"], "description": about }),
                };
                (column.name.to_owned(), schema)
            })
            .collect();
        let required: Vec<&str> = table.columns().iter().map(|column| column.name).collect();
        let about = format!("{} {}", table.title().zh, table.title().en);
        let list = serde_json::json!({
            "type": "array",
            "description": about,
            "items": { "type": "object", "properties": columns, "required": required },
        });
        (table.name(), list)
    });
    let mut schema = serde_json::json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": SCHEMA_ID,
        "title": "pmt exchange tables",
        "description": "Declarations as the two tables that integrated budget systems exchange. 预算管理一体化系统交换的两张表。",
        "type": "object",
        "properties": {
            "schemaVersion": { "const": SCHEMA_VERSION },
            "toolVersion": { "type": "string" },
            "draft": { "type": "boolean" },
        },
        "required": ["schemaVersion", "toolVersion", "draft", Table::Goals.name(), Table::Indicators.name()],
        "additionalProperties": false,
    });
    if let Some(properties) = schema.get_mut("properties").and_then(serde_json::Value::as_object_mut) {
        properties.extend(tables.into_iter().map(|(name, list)| (name.to_owned(), list)));
    }
    schema
}

/// Where the schema says it lives.
const SCHEMA_ID: &str = "https://pmt-lang.github.io/pmt/schema/exchange-1.json";
