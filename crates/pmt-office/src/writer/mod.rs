//! An imported document as `.pmt` text.
//!
//! Keys stand in the order of the language's own tables. Values are written as the document has them; one that the
//! language cannot read as what it should be is written as a string, so that nothing is lost and the linter objects.

mod indicators;
mod names;
mod value;

pub(crate) use names::file_name;
pub use names::folder_name;

use pmt_core::edition::{Edition, Key, Place};

use crate::layout::Field;
use crate::model::{Document, Project, Section};
use crate::note::Notes;
use crate::source::{Piece, Places};

/// Text being written, with its indentation.
#[derive(Default)]
pub(super) struct Out {
    text: String,
    depth: usize,
}

impl Out {
    pub(super) fn line(&mut self, line: &str) {
        for _ in 0..self.depth {
            self.text.push_str("  ");
        }
        self.text.push_str(line);
        self.text.push('\n');
    }

    pub(super) fn open(&mut self, head: &str) {
        self.line(&format!("{head} {{"));
        self.depth = self.depth.saturating_add(1);
    }

    pub(super) fn close(&mut self) {
        self.depth = self.depth.saturating_sub(1);
        self.line("}");
    }

    /// Writes an item with a text.
    fn prose(&mut self, head: &str, paragraphs: &[Piece], tail: &str) {
        self.line(&format!("{head} \"\"\""));
        self.depth = self.depth.saturating_add(1);
        for line in paragraphs.iter().flat_map(|piece| piece.text.split('\n')) {
            self.line(&value::escape(line));
        }
        self.line(&format!("\"\"\"{tail}"));
        self.depth = self.depth.saturating_sub(1);
    }

    /// Parts the items that follow from those before.
    fn gap(&mut self) {
        if !self.text.ends_with("{\n") && !self.text.ends_with("\n\n") && !self.text.is_empty() {
            self.text.push('\n');
        }
    }

    fn finish(mut self) -> String {
        self.text.truncate(self.text.trim_end().len());
        self.text.push('\n');
        self.text
    }

    /// Lists what found no place.
    fn unplaced<'p>(&mut self, pieces: impl IntoIterator<Item = &'p Piece>, places: &Places) {
        self.gap();
        for piece in pieces {
            let text = piece.text.replace(['\n', '\r'], " ");
            let place = places.place(piece.origin.first).message().zh.replace(['\n', '\r'], " ");
            self.line(&format!("// 未归位（{place}）：{text}"));
        }
    }
}

/// What projects take from their cover.
#[derive(Debug)]
pub(crate) struct Inherited<'d> {
    edition: Edition,
    department: Option<&'d str>,
    /// The unit that a project has when it names none.
    unit: Option<&'d str>,
}

impl<'d> Inherited<'d> {
    /// The department stands on the cover when all projects agree on it; with one budget unit it is the projects' unit.
    pub(crate) fn new(document: &'d Document) -> Self {
        let mut departments = document.projects.iter().filter_map(|project| project.text(Field::Department));
        let printed = document.department.as_ref().map(|piece| piece.text.as_str());
        let first = departments.next();
        let agreed = first.filter(|first| departments.all(|other| other == *first));
        let department = if first.is_some() { agreed.or(printed) } else { printed };
        let unit = department.filter(|_| document.unit_count == Some(1));
        Self { edition: Edition::choose(document.region, document.year), department, unit }
    }

    fn label(&self, key: Key) -> &'static str {
        key.label(self.edition)
    }
}

/// The cover, whose source is `name`.
pub(crate) fn cover(document: &Document, inherited: &Inherited<'_>, name: &str, places: &Places) -> String {
    let mut out = Out::default();
    let titles: Vec<&str> = document.titles.iter().map(|piece| piece.text.as_str()).collect();
    let name = name.rsplit(['/', '\\']).next().unwrap_or(name);
    out.line(&format!("// 由“{}”导入", name.replace(['\n', '\r'], " ")));
    for title in titles {
        out.line(&format!("// 原件标题：{title}"));
    }
    let label = |key| inherited.label(key);
    let year = document.year.map(|year| format!(" {year}")).unwrap_or_default();
    out.open(&format!("{}{year}", label(Key::Declaration)));
    let counted = |count: Option<u32>| count.map(|count| count.to_string());
    let budget = document.budget.as_deref().map(|budget| value::amount(budget, None));
    let items = [
        (Key::Region, document.region.map(str::to_owned)),
        (Key::Department, inherited.department.map(value::string)),
        (Key::UnitCount, counted(document.unit_count)),
        (Key::ProjectCount, counted(document.project_count)),
        (Key::Budget, budget),
    ];
    for (key, value) in items {
        if let Some(value) = value {
            out.line(&format!("{}: {value}", label(key)));
        }
    }
    if !document.cover_note.is_empty() {
        out.gap();
        out.prose(label(Key::CoverNote), &document.cover_note, "");
    }
    out.close();
    out.unplaced(cover_unplaced(document, inherited), places);
    out.finish()
}

/// What of the cover the output holds only as comments.
pub(crate) fn cover_unplaced<'d>(document: &'d Document, inherited: &Inherited<'_>) -> Vec<&'d Piece> {
    let printed =
        document.department.iter().filter(|piece| inherited.department != Some(piece.text.as_str()));
    document.unplaced.iter().chain(printed).collect()
}

/// A project.
pub(crate) fn project(project: &Project, inherited: &Inherited<'_>, notes: &mut Notes) -> String {
    let mut writer = Writer { project, inherited, notes, out: Out::default() };
    if let Some(title) = &project.form_title {
        writer.out.line(&format!("// 原件表名：{}", title.text));
    }
    writer.out.open(&format!("{} {}", inherited.label(Key::Project), value::string(project.name())));
    for slot in Place::Project.slots() {
        writer.key(slot.key);
    }
    writer.out.close();
    writer.out.unplaced(&project.unplaced, &writer.notes.places);
    writer.out.finish()
}

struct Writer<'d> {
    project: &'d Project,
    inherited: &'d Inherited<'d>,
    notes: &'d mut Notes,
    out: Out,
}

impl Writer<'_> {
    fn key(&mut self, key: Key) {
        match key {
            Key::ProjectCode => self.name(key, Field::Code),
            Key::Category => self.word(key, Field::Category),
            Key::Nature => self.word(key, Field::Nature),
            Key::Attribute => self.word(key, Field::Attribute),
            Key::Department => self.inheritable(key, Field::Department, self.inherited.department),
            Key::Unit => self.inheritable(key, Field::Unit, self.inherited.unit),
            Key::UnitCode => self.name(key, Field::UnitCode),
            Key::Period => self.period(),
            Key::GoalPeriod => self.goal_period(),
            Key::TotalFunds => self.funds(
                (key, Field::Total),
                &[(Key::FiscalFunds, Field::Fiscal), (Key::OtherFunds, Field::TotalOther)],
            ),
            Key::AnnualFunds => self.funds(
                (key, Field::Annual),
                &[
                    (Key::CurrentYearFunds, Field::Current),
                    (Key::CarriedOverFunds, Field::CarriedOver),
                    (Key::OtherFunds, Field::AnnualOther),
                ],
            ),
            Key::WholeGoal => self.goal(key, Field::WholeGoal),
            Key::AnnualGoal => self.goal(key, Field::AnnualGoal),
            Key::Indicators => {
                indicators::write(self.project, self.inherited.label(key), &mut self.out, self.notes);
            }
            section => self.section(section),
        }
    }

    fn item(&mut self, key: Key, value: &str) {
        let label = self.inherited.label(key);
        self.out.line(&format!("{label}: {value}"));
    }

    fn name(&mut self, key: Key, field: Field) {
        if let Some(text) = self.project.text(field) {
            self.item(key, &value::string(text));
        } else if self.project.is_blank(field) {
            // Left out, it would be taken from elsewhere; the form says it is blank.
            self.item(key, &value::string(""));
        }
    }

    fn word(&mut self, key: Key, field: Field) {
        match self.project.text(field) {
            Some(text) => self.item(key, &value::word(text)),
            None => self.name(key, field),
        }
    }

    fn inheritable(&mut self, key: Key, field: Field, from_cover: Option<&str>) {
        if self.project.text(field).is_none() || self.project.text(field) != from_cover {
            self.name(key, field);
        }
    }

    fn period(&mut self) {
        let text = |field| self.project.text(field);
        let dates = value::period(text(Field::Start), text(Field::End));
        let section = self.project.sections.iter().find(|section| section.key == Key::Period);
        let label = self.inherited.label(Key::Period);
        let head = dates.map_or_else(|| label.to_owned(), |dates| format!("{label}: {dates}"));
        match section {
            Some(section) => self.out.prose(&head, &section.paragraphs, ""),
            None if head != label => self.out.line(&head),
            None => {}
        }
    }

    fn goal_period(&mut self) {
        if let Some(period) = &self.project.goal_period {
            self.item(Key::GoalPeriod, &value::goal_period(&period.text));
        }
    }

    fn funds(&mut self, (key, field): (Key, Field), parts: &[(Key, Field)]) {
        let given: Vec<_> =
            parts.iter().filter_map(|(key, part)| Some((*key, self.amount(*part)?))).collect();
        let amount = self.amount(field);
        if amount.is_none() && given.is_empty() {
            return;
        }
        self.out.gap();
        let label = self.inherited.label(key);
        let head = amount.map_or_else(|| label.to_owned(), |amount| format!("{label}: {amount}"));
        if given.is_empty() {
            self.out.line(&head);
            return;
        }
        self.out.open(&head);
        for (key, amount) in given {
            self.item(key, &amount);
        }
        self.out.close();
    }

    fn amount(&mut self, field: Field) -> Option<String> {
        let piece = self.project.fields.get(&field)?.first()?;
        value::note_full_width(piece, self.notes);
        Some(value::amount(&piece.text, self.project.unit))
    }

    fn goal(&mut self, key: Key, field: Field) {
        let Some(paragraphs) = self.project.fields.get(&field) else { return };
        // The form may spell it as another edition does; what it spells is kept.
        let printed = self.project.goal_labels.get(&field).map(String::as_str);
        let label = printed
            .filter(|label| Key::parse(label).is_some_and(|(known, _)| known == key))
            .unwrap_or_else(|| self.inherited.label(key));
        self.out.gap();
        self.out.prose(label, paragraphs, "");
    }

    fn section(&mut self, key: Key) {
        let Some(section) = self.project.sections.iter().find(|section| section.key == key) else { return };
        let Section { paragraphs, parts, .. } = section;
        self.out.gap();
        let label = self.inherited.label(key);
        match (paragraphs.as_slice(), parts.as_slice()) {
            (_, []) => self.out.prose(label, paragraphs, ""),
            ([], _) => self.out.open(label),
            _ => {
                self.out.prose(label, paragraphs, " {");
                self.out.depth = self.out.depth.saturating_add(1);
            }
        }
        for (part, paragraphs) in parts {
            self.out.prose(self.inherited.label(*part), paragraphs, "");
        }
        if !parts.is_empty() {
            self.out.close();
        }
    }
}
