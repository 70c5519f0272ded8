//! The two tables that integrated budget systems (预算管理一体化) exchange: goals and indicators, flat.
//!
//! [`columns`] is the table of tables. Rows are made from a project as the JSON has it; each cell knows where its value
//! stands, so that what is too long or missing is found at its place. This module must never know how tables are
//! written.

mod columns;
mod key;
mod write;

pub use columns::{Column, Field, Kind, Table};
pub use write::{FlatDocument, Stamp, Values, schema, write_csv};

use pmt_syntax::Span;

use crate::config::{Exchange, LocalField};
use crate::declaration::Entry;
use crate::edition::{Edition, Key};
use crate::finding::Site;
use crate::json;
use crate::model::{self, At, Prose};
use crate::text::Words;

/// What a declaration's rows have in common.
#[derive(Clone, Copy, Debug)]
pub struct Frame<'a> {
    /// The settings for the exchange.
    pub settings: &'a Exchange,
    /// The edition of the form, whose words the goals are called by.
    pub edition: Edition,
    /// The fiscal year.
    pub year: Option<i32>,
    /// When it was written, if that is to be said.
    pub time: Option<&'a Stamp>,
}

/// A value in a row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Value {
    /// Words, codes, dates.
    Text(String),
    /// A number, exact.
    Number(String),
}

impl Value {
    /// As it is written in a table of text.
    pub fn as_str(&self) -> &str {
        match self {
            Self::Text(text) | Self::Number(text) => text,
        }
    }
}

/// A column's value with its place in the source.
#[derive(Clone, Debug)]
pub struct Cell<'a> {
    /// The column's name.
    pub name: &'a str,
    /// What the column is called.
    pub title: Words,
    /// What it takes.
    pub kind: Kind,
    /// The value; `None` if the declaration has none.
    pub value: Option<Value>,
    /// Where it stands, or what it would belong to.
    pub site: Site,
}

/// A row of a table.
pub type Row<'a> = Vec<Cell<'a>>;

/// The kinds of goal that a row of the goals' table may be of, by their codes. Only the second is certain.
const GOALS: [(Key, &str); 2] = [(Key::WholeGoal, "1"), (Key::AnnualGoal, "2")];
/// What `IS_DELETED` says of a row that is not.
const NOT_DELETED: &str = "2";

impl<'a> Frame<'a> {
    /// The rows of a project in a table.
    pub fn rows(&self, table: Table, entry: &Entry<'_>) -> Vec<Row<'a>> {
        let project = json::project(entry, self.year);
        let maker = RowMaker { frame: *self, entry, project: &project };
        match table {
            Table::Goals => maker.goals(),
            Table::Indicators => maker.indicators(),
        }
    }

    /// The names of a table's columns, local ones included.
    pub fn header(&self, table: Table) -> Vec<&'a str> {
        self.columns(table).map(|column| column.name).collect()
    }

    fn columns(&self, table: Table) -> impl Iterator<Item = Column<'a>> + use<'a> {
        let local = self.settings.indicator_columns.iter().filter(move |_| table == Table::Indicators);
        let local = local.map(|(name, field)| Column {
            name,
            title: field.title(),
            kind: field.kind(),
            field: Field::Local(*field),
        });
        table.columns().iter().copied().chain(local)
    }
}

/// What a row is about.
enum Subject<'p> {
    Goal { kind: Key, code: &'static str, text: &'p str, span: Span },
    Indicator(IndicatorRow<'p>),
}

struct IndicatorRow<'p> {
    indicator: &'p json::Indicator,
    source: &'p model::Indicator,
    target: &'p json::Target,
    /// Whether the target is of the whole period.
    overall: bool,
    /// Its number in the project.
    order: usize,
    /// How many rows before it are about the same.
    repeated: usize,
}

struct RowMaker<'a, 'p> {
    frame: Frame<'a>,
    entry: &'p Entry<'p>,
    project: &'p json::Project,
}

impl<'a> RowMaker<'a, '_> {
    fn goals(&self) -> Vec<Row<'a>> {
        let source = self.entry.project;
        let texts = [
            (&self.project.whole_goal, &source.whole_goal),
            (&self.project.annual_goal, &source.annual_goal),
        ];
        let given = GOALS.into_iter().zip(texts).filter_map(|((kind, code), (text, prose))| {
            let span = prose.as_ref().map_or(source.head, |prose| prose.span);
            Some(self.row(Table::Goals, &Subject::Goal { kind, code, text: text.as_deref()?, span }))
        });
        given.collect()
    }

    fn indicators(&self) -> Vec<Row<'a>> {
        let has_scope = self.frame.settings.indicator_columns.values().any(|it| *it == LocalField::Scope);
        let mut rows = Vec::new();
        let mut names: Vec<(&str, Option<&str>, bool)> = Vec::new();
        for (index, (indicator, source)) in
            self.project.indicators.iter().zip(&self.entry.project.indicators).enumerate()
        {
            let overall = indicator.overall.as_ref().filter(|_| has_scope);
            let targets =
                overall.map(|target| (target, true)).into_iter().chain([(&indicator.target, false)]);
            for (target, overall) in targets {
                let name = (indicator.name.as_str(), indicator.level2.as_deref(), overall);
                let repeated = names.iter().filter(|known| **known == name).count();
                names.push(name);
                let order = index.saturating_add(1);
                let row = IndicatorRow { indicator, source, target, overall, order, repeated };
                rows.push(self.row(Table::Indicators, &Subject::Indicator(row)));
            }
        }
        rows
    }

    fn row(&self, table: Table, subject: &Subject<'_>) -> Row<'a> {
        let columns = self.frame.columns(table);
        let cell = |Column { name, title, kind, field }| {
            let (text, span) = self.value(field, subject);
            let text = text.filter(|text| !text.is_empty());
            let value = text.map(|text| match kind {
                Kind::Text(_) => Value::Text(text),
                Kind::Number => Value::Number(text),
            });
            Cell { name, title, kind, value, site: Site { file: self.entry.file, span } }
        };
        columns.map(cell).collect()
    }

    fn value(&self, field: Field, subject: &Subject<'_>) -> (Option<String>, Span) {
        let Frame { settings, year, time, .. } = self.frame;
        let source = self.entry.project;
        let at = |name: &Option<At<String>>| name.as_ref().map_or(source.head, |name| name.span);
        let head = |text: Option<String>| (text, source.head);
        match field {
            Field::Key => head(Some(self.key(subject))),
            Field::DivisionCode => head(settings.division_code.clone()),
            Field::DivisionName => head(settings.division_name.clone()),
            Field::Year => head(year.map(|year| year.to_string())),
            Field::AgencyCode => (self.agency_code().map(str::to_owned), at(&source.unit_code)),
            Field::AgencyName => (self.project.unit.clone(), at(&source.unit)),
            Field::ProjectCode => (self.project.code.clone(), at(&source.code)),
            Field::ProjectName => (Some(self.project.name.clone()), source.name.span),
            Field::Time => head(time.map(|time| time.as_str().to_owned())),
            Field::IsDeleted => head(Some(NOT_DELETED.to_owned())),
            other => match subject {
                Subject::Goal { kind, code, text, span } => {
                    let text = match other {
                        Field::Goal => (*text).to_owned(),
                        Field::GoalType => (*code).to_owned(),
                        Field::GoalTypeName => kind.label(self.frame.edition).to_owned(),
                        _ => return head(None),
                    };
                    (Some(text), *span)
                }
                Subject::Indicator(row) => row.value(other),
            },
        }
    }

    fn agency_code(&self) -> Option<&str> {
        self.project.unit_code.as_deref().or(self.frame.settings.agency_code.as_deref())
    }

    /// The same project and goal or indicator has the same key in every run, whatever else is changed.
    fn key(&self, subject: &Subject<'_>) -> String {
        let project = self.project.code.as_deref().unwrap_or(&self.project.name);
        let year = self.frame.year.map(|year| year.to_string()).unwrap_or_default();
        let of_project = [year.as_str(), self.agency_code().unwrap_or_default(), project];
        match subject {
            Subject::Goal { code, .. } => key::derive(Table::Goals, &of_project, &[code]),
            Subject::Indicator(row) => {
                let json::Indicator { level1, level2, name, .. } = row.indicator;
                let scope = if row.overall { "1" } else { "0" };
                let repeated = if row.repeated == 0 { String::new() } else { row.repeated.to_string() };
                let [level1, level2] = [level1, level2].map(|level| level.as_deref().unwrap_or_default());
                let about = [level1, level2, name, scope, &repeated];
                key::derive(Table::Indicators, &of_project, &about)
            }
        }
    }
}

impl IndicatorRow<'_> {
    fn value(&self, field: Field) -> (Option<String>, Span) {
        let Self { indicator, source, target, .. } = self;
        let note = |key: Key| {
            let prose = source.notes.iter().find(|note: &&Prose| note.key == Some(key));
            prose.map_or(source.name.span, |prose| prose.span)
        };
        let name = source.name.span;
        let of_target = if self.overall { &source.overall } else { &source.target };
        let target_span = of_target.as_ref().map_or(name, |target| target.span);
        match field {
            Field::Level1Code => (indicator.level1_code.clone(), name),
            Field::Level1 => (indicator.level1.clone(), name),
            Field::Level2Code => (indicator.level2_code.clone(), name),
            Field::Level2 => (indicator.level2.clone(), name),
            Field::Level3 => (Some(indicator.name.clone()), name),
            Field::Content | Field::Local(LocalField::Explanation) => {
                (indicator.explanation.clone(), note(Key::Explanation))
            }
            Field::Scoring => (indicator.scoring.clone(), note(Key::Scoring)),
            Field::Target => (target.printed.clone(), target_span),
            Field::Remark => (indicator.remark.clone(), note(Key::Remark)),
            Field::Local(LocalField::Comparator) => {
                (target.comparator_code.map(|code| code.to_string()), target_span)
            }
            Field::Local(LocalField::Unit) => (target.unit.clone(), target_span),
            Field::Local(LocalField::Value) => (bare(target), target_span),
            Field::Local(LocalField::Weight) => {
                let span = source.weight.map_or(name, |weight| weight.span);
                (indicator.weight.as_ref().map(ToString::to_string), span)
            }
            Field::Local(LocalField::Scope) => (Some(u8::from(self.overall).to_string()), name),
            Field::Local(LocalField::Order) => (Some(self.order.to_string()), name),
            _ => (None, name),
        }
    }
}

/// A target's value without comparator and unit; the ends of a range with a sign between.
fn bare(target: &json::Target) -> Option<String> {
    let ends = || match (&target.min, &target.max) {
        (None, None) => None,
        (min, max) => {
            let [min, max] = [min, max].map(|end| end.as_deref().unwrap_or_default());
            Some(format!("{min}~{max}"))
        }
    };
    target.value.clone().or_else(ends)
}
