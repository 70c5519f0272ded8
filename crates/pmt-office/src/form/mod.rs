//! A form read by the layout table: its fields, its unit, its goals, its indicators.
//!
//! Cells are read row by row; lines out of PDF are first cut at the labels they hold. What is in no row that the
//! table knows is handed back, never dropped.

mod choice;
mod goals;
mod indicators;
mod pairs;
mod rows;
mod scan;

use std::collections::BTreeMap;

use pmt_core::edition::{EditionSet, MoneyUnit};
use pmt_core::text::Message;

use crate::layout::{Field, Part, form_year, printed_unit, region_of};
use crate::model::Indicator;
use crate::note::Notes;
use crate::source::{Block, Layout, Piece};
use crate::typography::{fold, has_split_word, is_blank, join_broken};

/// A form as read.
#[derive(Debug, Default)]
pub(crate) struct FormReading {
    /// The fields that have a label in the source; blank ones have an empty text.
    pub(crate) fields: BTreeMap<Field, Vec<Piece>>,
    /// The fiscal year that heads it.
    pub(crate) year: Option<(i32, Piece)>,
    /// The unit of its amounts, where it declares one.
    pub(crate) unit: Option<&'static MoneyUnit>,
    /// The period printed with the whole-period goal.
    pub(crate) goal_period: Option<Piece>,
    /// The goals' labels as it spells them.
    pub(crate) goal_labels: BTreeMap<Field, String>,
    /// Its indicators in order.
    pub(crate) indicators: Vec<Indicator>,
    /// The region whose editions alone have its labels.
    pub(crate) region: Option<&'static str>,
    /// Where each label stands first.
    pub(crate) labels: BTreeMap<Field, Piece>,
    /// Labels without a value.
    pub(crate) blanks: Vec<(Field, Piece)>,
    /// What found no place.
    pub(crate) unplaced: Vec<Piece>,
}

/// A piece of a form, its labels recognised.
#[derive(Debug)]
enum Token {
    Label {
        field: Field,
        editions: EditionSet,
        piece: Piece,
        suffix: Option<Piece>,
    },
    /// The name of a level of indicators, where lines must be cut at it.
    Level(Piece),
    /// The paragraphs of a cell, or the lines between two labels.
    Value(Vec<Piece>),
    Blank,
}

/// Reads a form.
pub(crate) fn read(blocks: Vec<Block>, layout: Layout, notes: &mut Notes) -> FormReading {
    let mut form = FormReading::default();
    match layout {
        Layout::Cells => rows::read(blocks, &mut form, notes),
        Layout::Lines => {
            let pieces: Vec<Piece> = blocks.into_iter().flat_map(crate::source::into_pieces).collect();
            scan::read(&pieces, &mut form, notes);
        }
    }
    form.note_blanks(notes);
    let joined = form.fields.values().flatten();
    notes.joined(
        ("表内单元格", "the form's cells"),
        joined.chain(form.indicators.iter().flat_map(Indicator::pieces)),
    );
    form
}

impl FormReading {
    /// Takes note of a label: the region it speaks for, the unit or period in its brackets.
    fn label(
        &mut self,
        field: Field,
        editions: EditionSet,
        piece: &Piece,
        suffix: Option<&Piece>,
        notes: &mut Notes,
    ) {
        self.labels.entry(self.place_of(field)).or_insert_with(|| piece.clone());
        if editions != EditionSet::ALL {
            self.region = self.region.or_else(|| region_of(editions));
        }
        // In a narrow cell a label is broken over lines; only a blank within one parts a word.
        if piece.text.split('\n').any(has_split_word) {
            let text = piece.text.replace('\n', "");
            let own = fold(&text);
            let found =
                Message::new(format!("标签“{text}”中有空格"), format!("the label “{text}” has blanks in it"));
            let done = Message::new(format!("，已按“{own}”读取"), format!(" and was read as “{own}”"));
            notes.mended("TXT02", piece.origin.first, found, &done);
        }
        if field.part() == Part::Goals {
            self.goal_labels.entry(field).or_insert_with(|| fold(&piece.text));
        }
        let Some(suffix) = suffix else { return };
        if field.part() == Part::Money
            && let Some(unit) = printed_unit(&suffix.text)
        {
            self.unit = Some(unit);
        } else if field == Field::WholeGoal && self.goal_period.is_none() {
            if suffix.text.contains(is_blank) {
                let found = Message::new(
                    format!("“{}”中的空格不匀", suffix.text),
                    format!("“{}” has uneven blanks", suffix.text),
                );
                let done = Message::new("，已去掉", "; they were taken out");
                notes.mended("TXT02", suffix.origin.first, found, &done);
            }
            self.goal_period = Some(suffix.clone());
        } else {
            self.unlabelled(suffix.clone());
        }
    }

    /// One label, two cells: the total's part is printed first.
    fn place_of(&self, field: Field) -> Field {
        match field {
            Field::TotalOther if self.fields.contains_key(&Field::TotalOther) => Field::AnnualOther,
            other => other,
        }
    }

    /// Leaves a field whose label nothing follows blank.
    fn leave_blank(&mut self, field: Field, label: Piece, notes: &mut Notes) {
        self.blanks.push((self.place_of(field), label));
        self.set(field, Vec::new(), notes);
    }

    /// What is blank here may be inherited or derived elsewhere: that must not happen in silence. A project without a
    /// name has a note of its own.
    fn note_blanks(&self, notes: &mut Notes) {
        for (field, label) in &self.blanks {
            if *field == Field::Name || self.fields.get(field).is_some_and(|pieces| !pieces.is_empty()) {
                continue;
            }
            let message = Message::new(
                format!("“{}”后面没有值，请核对原件", label.text),
                format!("nothing follows “{}”: please check the source", label.text),
            );
            notes.add(None, label.origin.first, message);
        }
    }

    /// Gives a field its value. A second, different value finds no place.
    fn set(&mut self, field: Field, pieces: Vec<Piece>, notes: &mut Notes) {
        let field = self.place_of(field);
        let pieces = choice::read(field, pieces, self, notes);
        match self.fields.get_mut(&field) {
            Some(known) if known.is_empty() => *known = pieces,
            Some(known) => {
                let same = known.iter().map(|piece| &piece.text).eq(pieces.iter().map(|piece| &piece.text));
                if !same {
                    self.unplaced.extend(pieces);
                }
            }
            None => {
                self.fields.insert(field, pieces);
            }
        }
    }

    /// A value that follows no label: the form's year, the declaration of its unit, or something unknown.
    fn unlabelled(&mut self, piece: Piece) {
        let year = form_year(&piece.text);
        let known = self.year.as_ref().map(|(year, _)| *year);
        if let (Some(year), None) = (year, known) {
            self.year = Some((year, piece));
        } else if let Some(unit) = printed_unit(&piece.text) {
            self.unit = self.unit.or(Some(unit));
        } else if year.is_none() || year != known {
            self.unplaced.push(piece);
        }
    }
}

/// The pieces of one value as one: a cell's lines are joined.
fn join(pieces: Vec<Piece>) -> Vec<Piece> {
    let mut pieces = pieces.into_iter();
    let Some(mut whole) = pieces.next() else { return Vec::new() };
    for piece in pieces {
        join_broken(&mut whole.text, &piece.text);
        whole.origin = whole.origin.to(piece.origin);
    }
    vec![whole]
}
