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

use schemars::JsonSchema;
use schemars::generate::SchemaSettings;
use serde::Serialize;

pub(crate) use build::build;
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

    /// Writes it with a line end after it.
    pub fn write(&self, layout: Layout, mut to: impl io::Write) -> io::Result<()> {
        match layout {
            Layout::Indented => serde_json::to_writer_pretty(&mut to, self)?,
            Layout::Compact => serde_json::to_writer(&mut to, self)?,
        }
        to.write_all(b"\n")
    }
}

/// The JSON Schema (draft 2020-12) of [`Document`].
pub fn schema() -> serde_json::Value {
    schema_of::<Document<'_>>(SCHEMA_ID, SchemaSettings::draft2020_12().for_serialize())
}

/// The schema of a type, with its address.
pub(crate) fn schema_of<T: JsonSchema>(id: &str, settings: SchemaSettings) -> serde_json::Value {
    let mut schema = settings.into_generator().into_root_schema_for::<T>();
    schema.insert("$id".to_owned(), id.into());
    schema.to_value()
}
