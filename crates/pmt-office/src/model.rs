//! What an imported document says, each value with its origin. It is what readers of all kinds of document fill and
//! what writers take; it knows no source format and no `.pmt`.

use std::collections::BTreeMap;

use pmt_core::edition::{Key, MoneyUnit};

use crate::layout::Field;
use crate::source::{Origin, Piece};

/// A declaration as published.
#[derive(Clone, Debug, Default)]
pub struct Document {
    /// Titles printed on the cover.
    pub titles: Vec<Piece>,
    /// The fiscal year.
    pub year: Option<i32>,
    /// The region whose form it is.
    pub region: Option<&'static str>,
    /// The department, as the cover prints it.
    pub department: Option<Piece>,
    /// How many budget units take part.
    pub unit_count: Option<u32>,
    /// How many projects are declared.
    pub project_count: Option<u32>,
    /// The money of all projects, with its unit, as printed.
    pub budget: Option<String>,
    /// The cover's prose, by paragraphs.
    pub cover_note: Vec<Piece>,
    /// Its projects, in order.
    pub projects: Vec<Project>,
    /// What on the cover or between the projects found no place.
    pub unplaced: Vec<Piece>,
}

/// A project as published: its narrative and its form.
#[derive(Clone, Debug, Default)]
pub struct Project {
    /// Its name where it has no form: as its narrative is headed.
    pub heading: Option<String>,
    /// What heads it where its form names it nowhere: the form's title, else its narrative's.
    pub head: Option<Piece>,
    /// The labels that the form has.
    pub labels: BTreeMap<Field, Piece>,
    /// The form's title, where no edition has it.
    pub form_title: Option<Piece>,
    /// The fields that have a label in the source. No piece: the cell is blank. Several: its paragraphs.
    pub fields: BTreeMap<Field, Vec<Piece>>,
    /// The unit the form prints its amounts in.
    pub unit: Option<&'static MoneyUnit>,
    /// The period printed with the whole-period goal.
    pub goal_period: Option<Piece>,
    /// The goals' labels as the form spells them.
    pub goal_labels: BTreeMap<Field, String>,
    /// The sections of its narrative, in the source's order.
    pub sections: Vec<Section>,
    /// Its indicators, in order.
    pub indicators: Vec<Indicator>,
    /// What found no place.
    pub unplaced: Vec<Piece>,
}

/// A section of a narrative.
#[derive(Clone, Debug)]
pub struct Section {
    /// Which.
    pub key: Key,
    /// Its heading.
    pub heading: Option<Piece>,
    /// Its paragraphs, but for those of its parts.
    pub paragraphs: Vec<Piece>,
    /// Its numbered parts (文件依据, 资金测算 …).
    pub parts: Vec<(Key, Vec<Piece>)>,
}

/// A third-level indicator.
#[derive(Clone, Debug, Default)]
pub struct Indicator {
    /// Its first level.
    pub level1: Option<LevelName>,
    /// Its second level.
    pub level2: Option<LevelName>,
    /// Its name.
    pub name: Piece,
    /// Its value as printed; `None` if the cell is blank.
    pub value: Option<Piece>,
    /// What further columns say of it.
    pub attributes: Vec<(Key, Piece)>,
}

/// The name of a level, as printed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LevelName {
    /// The name, blanks and line breaks taken out.
    pub text: String,
    /// Where it stood, or what it was derived from.
    pub origin: Origin,
    /// Whether it was not printed and follows from the second level.
    pub derived: bool,
}

impl Indicator {
    /// Its name and value.
    pub(crate) fn pieces(&self) -> impl Iterator<Item = &Piece> {
        std::iter::once(&self.name).chain(self.value.as_ref())
    }
}

impl Project {
    /// A field's value as one text; `None` if the source has no such label or its cell is blank.
    pub fn text(&self, field: Field) -> Option<&str> {
        self.fields.get(&field).and_then(|pieces| pieces.first()).map(|piece| piece.text.as_str())
    }

    /// Its name: the form's, or where there is none, its narrative's; empty if neither has one.
    pub fn name(&self) -> &str {
        self.text(Field::Name).or(self.heading.as_deref()).unwrap_or_default()
    }

    /// Whether the source has the field's label but nothing in its cell.
    pub fn is_blank(&self, field: Field) -> bool {
        self.fields.get(&field).is_some_and(Vec::is_empty)
    }

    /// The ordinal of its first field or paragraph.
    pub fn first_ordinal(&self) -> u32 {
        let lines = self.fields.values().flatten().map(|piece| piece.origin.first);
        let narrative =
            self.sections.iter().flat_map(|section| &section.paragraphs).map(|piece| piece.origin.first);
        lines.chain(narrative).min().unwrap_or(0)
    }
}
