//! The JSON for submission: its types, its schema and its bytes.
//!
//! Every field is always there: what a declaration does not say is `null`, an empty list is `[]`. Decimals are strings,
//! so that no reader rounds them. Nothing depends on the time, the machine or the folder a declaration was read from.
//! This module must never know how a declaration is read or judged; it is handed one that is.

mod build;
mod declaration;
mod indicator;
mod project;
mod scalar;

use std::io;

use rayon::prelude::*;
use schemars::generate::SchemaSettings;
use schemars::{JsonSchema, Schema};
use serde::Serialize;

pub(crate) use build::{build, build_project as project};
pub use declaration::{
    ChangedSeverity, Cover, Declaration, Finding, MessageText, Part, Projects, ReportedSeverity,
    SilencedFinding,
};
pub use indicator::{Indicator, Target, TargetComparator};
pub use project::{
    AnnualFunds, Basis, Bodies, Body, BudgetPart, BudgetPlan, CostLine, Document as BasisDocument,
    NamedAmount, Narrative, Period, Plan, Project, Task, TotalFunds,
};
pub use scalar::{Day, Money, Number};

/// Version of the JSON's shape: it changes when a field changes its meaning or goes away, not when one is added.
pub const SCHEMA_VERSION: &str = "1";

/// Where the schema says it lives.
pub const SCHEMA_ID: &str = "https://pmt-lang.github.io/pmt/schema/declaration-1.json";

/// Compiled performance-target declarations (财政支出项目绩效目标申报). Every field is always present: what a
/// declaration does not say is null. Decimals are strings. 编译后的绩效目标申报：各字段总是存在，没有填写的为 null；小数一律为字符串。
#[derive(Debug, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
#[schemars(title = "pmt declarations")]
pub struct Document<'a> {
    /// Version of this shape.
    #[schemars(extend("const" = SCHEMA_VERSION))]
    pub schema_version: &'static str,
    /// Version of the pmt that wrote it.
    pub tool_version: &'static str,
    /// Whether it was written as a draft: errors of the review rules did not stand in its way, and each declaration
    /// lists its own under `findings`.
    pub draft: bool,
    /// The declarations, in the order of their folders.
    pub declarations: Vec<Declaration<'a>>,
}

/// How JSON is laid out.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Layout {
    /// Indented, for people, with a line end after it.
    #[default]
    Indented,
    /// On one line, with a line end after it.
    Compact,
}

impl<'a> Document<'a> {
    /// A document of declarations.
    pub fn new(draft: bool, declarations: Vec<Declaration<'a>>) -> Self {
        Self { schema_version: SCHEMA_VERSION, tool_version: env!("CARGO_PKG_VERSION"), draft, declarations }
    }

    /// Writes it with a line end after it. Declarations are put into words several at a time; what is written is what
    /// [`serde_json`] makes of the whole, and never more than a few of them are in memory as text.
    pub fn write(&self, layout: Layout, mut to: impl io::Write) -> io::Result<()> {
        let shell = Self::new(self.draft, Vec::new());
        let shell = String::from_utf8_lossy(&layout.bytes(&shell)?).into_owned();
        // The declarations are the last field.
        let (head, tail) = shell.rsplit_once("[]").unwrap_or((&shell, ""));
        let (open, between, close) = match layout {
            _ if self.declarations.is_empty() => ("[", "", "]"),
            Layout::Indented => ("[\n", ",\n", "\n  ]"),
            Layout::Compact => ("[", ",", "]"),
        };
        to.write_all(head.as_bytes())?;
        to.write_all(open.as_bytes())?;
        let mut is_first = true;
        for batch in self.declarations.chunks(BATCH) {
            let written: Vec<io::Result<Vec<u8>>> =
                batch.par_iter().map(|declaration| layout.element(declaration)).collect();
            for element in written {
                if !std::mem::take(&mut is_first) {
                    to.write_all(between.as_bytes())?;
                }
                to.write_all(&element?)?;
            }
        }
        to.write_all(close.as_bytes())?;
        to.write_all(tail.as_bytes())?;
        to.write_all(b"\n")
    }
}

/// How many declarations are put into words at a time.
const BATCH: usize = 16;

/// A document's list with one declaration in it: where the indentation of an element comes from.
#[derive(Serialize)]
struct ListOfOne<'d, 'a> {
    declarations: [&'d Declaration<'a>; 1],
}

impl Layout {
    fn bytes(self, value: &impl Serialize) -> io::Result<Vec<u8>> {
        Ok(match self {
            Self::Indented => serde_json::to_vec_pretty(value)?,
            Self::Compact => serde_json::to_vec(value)?,
        })
    }

    /// A declaration as an element of a document's list, indented as it stands there.
    fn element(self, declaration: &Declaration<'_>) -> io::Result<Vec<u8>> {
        let (before, after) = match self {
            Self::Indented => ("{\n  \"declarations\": [\n", "\n  ]\n}"),
            Self::Compact => ("{\"declarations\":[", "]}"),
        };
        let mut bytes = self.bytes(&ListOfOne { declarations: [declaration] })?;
        bytes.truncate(bytes.len().saturating_sub(after.len()));
        bytes.drain(..before.len().min(bytes.len()));
        Ok(bytes)
    }
}

/// The JSON Schema (draft 2020-12) of [`Document`].
pub fn schema() -> serde_json::Value {
    schema_of::<Document<'_>>(SCHEMA_ID, SchemaSettings::draft2020_12().for_serialize())
}

/// The schema of a type, with its address.
pub(crate) fn schema_of<T: JsonSchema>(id: &str, settings: SchemaSettings) -> serde_json::Value {
    with_address(id, settings.into_generator().into_root_schema_for::<T>())
}

/// A schema with the address where it lives.
pub fn with_address(id: &str, mut schema: Schema) -> serde_json::Value {
    schema.insert("$id".to_owned(), id.into());
    schema.to_value()
}
