//! An imported document as `.pmt` text.
//!
//! Keys stand in the order of the language's own tables. Values are written as the document has them; one that the
//! language cannot read as what it should be is written as a string, so that nothing is lost and the linter objects.

mod indicators;
mod line;
mod names;
mod value;

pub(crate) use names::file_name;
pub use names::folder_name;

use pmt_core::edition::{Edition, Key, Place};

use crate::layout::Field;
use crate::model::{Document, Project, Section};
use crate::note::Notes;
use crate::source::{Origin, Piece, Places};
use crate::trace::{Mark, Trace};
use crate::typography::fold;
use line::Line;

/// A file as it is written, before it is formatted.
#[derive(Debug)]
pub(crate) struct Written {
    pub(crate) text: String,
    pub(crate) trace: Trace,
}

/// Text being written, with its indentation and what it is written of.
#[derive(Default)]
pub(super) struct Out {
    text: String,
    depth: usize,
    marks: Vec<Mark>,
}

impl Out {
    pub(super) fn line(&mut self, line: impl Into<Line>) {
        let Line { text, marks } = line.into();
        for _ in 0..self.depth {
            self.text.push_str("  ");
        }
        let start = self.text.len();
        let moved = |place: usize| place.saturating_add(start);
        self.marks.extend(
            marks.into_iter().map(|mark| Mark { span: moved(mark.span.start)..moved(mark.span.end), ..mark }),
        );
        self.text.push_str(&text);
        self.text.push('\n');
    }

    pub(super) fn open(&mut self, head: impl Into<Line>) {
        self.line(head.into().plain(" {"));
        self.depth = self.depth.saturating_add(1);
    }

    pub(super) fn close(&mut self) {
        self.depth = self.depth.saturating_sub(1);
        self.line("}");
    }

    /// Writes an item with a text.
    fn prose(&mut self, head: impl Into<Line>, paragraphs: &[Piece], tail: &str) {
        self.line(head.into().plain(" \"\"\""));
        self.depth = self.depth.saturating_add(1);
        for piece in paragraphs {
            for line in piece.text.split('\n') {
                self.line(Line::default().marked(&value::escape(line), Some(piece.origin), line));
            }
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

    /// The text; where it says nothing, it is of `whole`.
    fn finish(mut self, whole: Option<Origin>) -> Written {
        self.text.truncate(self.text.trim_end().len());
        self.text.push('\n');
        Written { text: self.text, trace: Trace { marks: self.marks, whole: whole.unwrap_or(Origin::at(1)) } }
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
    /// Where the department is printed.
    printed: Option<&'d Piece>,
    /// The unit that a project has when it names none.
    unit: Option<&'d str>,
    /// Where a unit that the cover must name is printed.
    named_unit: Option<&'d Piece>,
}

impl<'d> Inherited<'d> {
    /// The department stands on the cover when all projects agree on it; with one budget unit it is the projects' unit.
    pub(crate) fn new(document: &'d Document) -> Self {
        let mut departments = document.projects.iter().filter_map(|project| project.text(Field::Department));
        let printed = document.department.as_ref().map(|piece| piece.text.as_str());
        let first = departments.next();
        let agreed = first.filter(|first| departments.all(|other| other == *first));
        let department = if first.is_some() { agreed.or(printed) } else { printed };
        let of_forms =
            document.projects.iter().filter_map(|project| project.fields.get(&Field::Department)?.first());
        let printed =
            document.department.iter().chain(of_forms).find(|piece| Some(piece.text.as_str()) == department);
        // One unit that is not the department is named on the cover.
        let mut units = document.projects.iter().map(|project| project.fields.get(&Field::Unit)?.first());
        let first = units.next().flatten().filter(|_| document.unit_count == Some(1));
        let named_unit = first
            .filter(|first| units.all(|other| other.is_some_and(|other| other.text == first.text)))
            .filter(|unit| Some(unit.text.as_str()) != department);
        let of_cover = named_unit.map(|piece| piece.text.as_str());
        let unit = of_cover.or(department).filter(|_| document.unit_count == Some(1));
        Self {
            edition: Edition::choose(document.region, document.year),
            department,
            printed,
            unit,
            named_unit,
        }
    }

    fn label(&self, key: Key) -> &'static str {
        key.label(self.edition)
    }
}

/// The cover, whose source is `name`.
pub(crate) fn cover(document: &Document, inherited: &Inherited<'_>, name: &str, places: &Places) -> Written {
    let mut out = Out::default();
    let titles: Vec<&str> = document.titles.iter().map(|piece| piece.text.as_str()).collect();
    let name = name.rsplit(['/', '\\']).next().unwrap_or(name);
    out.line(&format!("// 由“{}”导入", name.replace(['\n', '\r'], " ")));
    for title in titles {
        out.line(&format!("// 原件标题：{title}"));
    }
    let label = |key| inherited.label(key);
    let head = document.titles.first().or(document.cover_note.first());
    let year = document.year.map(|year| year.to_string()).unwrap_or_default();
    let says_year = |piece: &&Piece| piece.text.contains(&year);
    let dated = document.titles.iter().chain(&document.cover_note).find(says_year).or(head);
    let line = Line::default().about(label(Key::Declaration), head.map(|piece| piece.origin));
    out.open(if year.is_empty() {
        line
    } else {
        line.plain(" ").marked(&year, dated.map(|piece| piece.origin), &year)
    });
    let counted = |count: Option<u32>| count.map(|count| count.to_string());
    let budget = document.budget.as_deref().map(|budget| (value::amount(budget, None), budget.to_owned()));
    let said = |count: &String| format!("{count}个");
    let (units, projects) = (counted(document.unit_count), counted(document.project_count));
    let region = document.region.map(|region| (region.to_owned(), String::new()));
    let items = [
        (Key::Region, region),
        (Key::Department, inherited.department.map(|name| (value::string(name), name.to_owned()))),
        (Key::Unit, inherited.named_unit.map(|piece| (value::string(&piece.text), piece.text.clone()))),
        (Key::UnitCount, units.map(|count| (count.clone(), said(&count)))),
        (Key::ProjectCount, projects.map(|count| (count.clone(), said(&count)))),
        (Key::Budget, budget),
    ];
    for (key, value) in items {
        let Some((value, words)) = value else { continue };
        let says = |piece: &&Piece| fold(&piece.text).contains(&words);
        let piece = match key {
            Key::Department => inherited.printed,
            Key::Unit => inherited.named_unit,
            _ => document.cover_note.iter().find(says),
        };
        let origin = piece.or(head).map(|piece| piece.origin);
        // What was read of the document is more than the count alone: its words are looked for.
        out.line(Line::default().about(label(key), origin).plain(": ").marked(&value, origin, &words));
    }
    if !document.cover_note.is_empty() {
        out.gap();
        let head = Line::default()
            .about(label(Key::CoverNote), document.cover_note.first().map(|piece| piece.origin));
        out.prose(head, &document.cover_note, "");
    }
    out.close();
    out.unplaced(cover_unplaced(document, inherited), places);
    out.finish(head.map(|piece| piece.origin))
}

/// What of the cover the output holds only as comments.
pub(crate) fn cover_unplaced<'d>(document: &'d Document, inherited: &Inherited<'_>) -> Vec<&'d Piece> {
    let printed =
        document.department.iter().filter(|piece| inherited.department != Some(piece.text.as_str()));
    document.unplaced.iter().chain(printed).collect()
}

/// A project.
pub(crate) fn project(project: &Project, inherited: &Inherited<'_>, notes: &mut Notes) -> Written {
    let mut writer = Writer { project, inherited, notes, out: Out::default() };
    if let Some(title) = &project.form_title {
        writer.out.line(&format!("// 原件表名：{}", title.text));
    }
    let name = project.fields.get(&Field::Name).and_then(|pieces| pieces.first());
    let head = name.or(project.labels.get(&Field::Name)).or(project.head.as_ref());
    let origin = head.map(|piece| piece.origin);
    let words = head.map_or("", |head| if head.text.contains(project.name()) { project.name() } else { "" });
    writer.out.open(Line::default().about(inherited.label(Key::Project), origin).plain(" ").marked(
        &value::string(project.name()),
        origin,
        words,
    ));
    for slot in Place::Project.slots() {
        writer.key(slot.key);
    }
    writer.out.close();
    writer.out.unplaced(&project.unplaced, &writer.notes.places);
    writer.out.finish(origin)
}

struct Writer<'d> {
    project: &'d Project,
    inherited: &'d Inherited<'d>,
    notes: &'d mut Notes,
    out: Out,
}

impl<'d> Writer<'d> {
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

    fn item(&mut self, key: Key, value: &str, piece: Option<&Piece>) {
        let label = self.inherited.label(key);
        self.out.line(Line::item(label, value, piece));
    }

    /// What a field holds, or where its label stands that nothing is written beside.
    fn piece(&self, field: Field) -> Option<&'d Piece> {
        self.project.fields.get(&field).and_then(|pieces| pieces.first())
    }

    fn label(&self, field: Field) -> Option<Origin> {
        self.project.labels.get(&field).map(|piece| piece.origin)
    }

    fn name(&mut self, key: Key, field: Field) {
        if let Some(text) = self.project.text(field) {
            self.item(key, &value::string(text), self.piece(field));
        } else if self.project.is_blank(field) {
            // Left out, it would be taken from elsewhere; the form says it is blank.
            let at = self.label(field);
            let line = Line::default().about(self.inherited.label(key), at).plain(": ");
            self.out.line(line.about(&value::string(""), at));
        }
    }

    fn word(&mut self, key: Key, field: Field) {
        match self.project.text(field) {
            Some(text) => self.item(key, &value::word(text), self.piece(field)),
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
        let (start, end) = (self.piece(Field::Start), self.piece(Field::End));
        let at = start.or(end).map(|piece| piece.origin).or(section.and_then(section_origin));
        let mut head = Line::default().about(label, at);
        if let Some(dates) = &dates {
            // Written of two cells: each is looked for in its half.
            let middle = match (start, end) {
                (Some(_), Some(_)) => dates.find('至').unwrap_or(dates.len()),
                (Some(_), None) => dates.len(),
                _ => 0,
            };
            let (first, second) = dates.split_at_checked(middle).unwrap_or((dates, ""));
            head = head.plain(": ").of(first, start).of(second, end);
        }
        match section {
            Some(section) => self.out.prose(head, &section.paragraphs, ""),
            None if dates.is_some() => self.out.line(head),
            None => self.blank(Key::Period, self.label(Field::Start).or(self.label(Field::End))),
        }
    }

    fn goal_period(&mut self) {
        if let Some(period) = &self.project.goal_period {
            self.item(Key::GoalPeriod, &value::goal_period(&period.text), Some(period));
        }
    }

    fn funds(&mut self, (key, field): (Key, Field), parts: &[(Key, Field)]) {
        let given: Vec<_> =
            parts.iter().filter_map(|(key, part)| Some((*key, *part, self.amount(*part)?))).collect();
        let amount = self.amount(field);
        if amount.is_none() && given.is_empty() {
            self.blank(key, self.label(field));
            return;
        }
        self.out.gap();
        let label = self.inherited.label(key);
        let piece = self.piece(field);
        let first = given.first().and_then(|(_, part, _)| self.piece(*part));
        let at = piece.map(|piece| piece.origin).or(self.label(field)).or(first.map(|piece| piece.origin));
        let head = Line::default().about(label, at);
        let head = match amount {
            Some(amount) => head.plain(": ").of(&amount, piece),
            None => head,
        };
        if given.is_empty() {
            self.out.line(head);
            return;
        }
        self.out.open(head);
        for (key, part, amount) in given {
            self.item(key, &amount, self.piece(part));
        }
        self.out.close();
    }

    fn amount(&mut self, field: Field) -> Option<String> {
        let piece = self.project.fields.get(&field)?.first()?;
        value::note_full_width(piece, self.notes);
        Some(value::amount(&piece.text, self.project.unit))
    }

    /// Writes the key of what the form has a place for and leaves blank: what is not there at all is another matter.
    fn blank(&mut self, key: Key, at: Option<Origin>) {
        if at.is_some() {
            self.out.line(Line::default().about(self.inherited.label(key), at));
        }
    }

    fn goal(&mut self, key: Key, field: Field) {
        let Some(paragraphs) = self.project.fields.get(&field) else { return };
        // The form may spell it as another edition does; what it spells is kept.
        let printed = self.project.goal_labels.get(&field).map(String::as_str);
        let label = printed
            .filter(|label| Key::parse(label).is_some_and(|(known, _)| known == key))
            .unwrap_or_else(|| self.inherited.label(key));
        let at = self.piece(field).map(|piece| piece.origin).or(self.label(field));
        self.out.gap();
        self.out.prose(Line::default().about(label, at), paragraphs, "");
    }

    fn section(&mut self, key: Key) {
        let Some(section) = self.project.sections.iter().find(|section| section.key == key) else { return };
        let Section { paragraphs, parts, .. } = section;
        self.out.gap();
        let label = Line::default().about(self.inherited.label(key), section_origin(section));
        match (paragraphs.as_slice(), parts.as_slice()) {
            (_, []) => self.out.prose(label, paragraphs, ""),
            ([], _) => self.out.open(label),
            _ => {
                self.out.prose(label, paragraphs, " {");
                self.out.depth = self.out.depth.saturating_add(1);
            }
        }
        for (part, paragraphs) in parts {
            let first = paragraphs.first().map(|piece| piece.origin).or(section_origin(section));
            let label = Line::default().about(self.inherited.label(*part), first);
            self.out.prose(label, paragraphs, "");
        }
        if !parts.is_empty() {
            self.out.close();
        }
    }
}

/// Where a section is headed.
fn section_origin(section: &Section) -> Option<Origin> {
    section.heading.as_ref().or(section.paragraphs.first()).map(|piece| piece.origin)
}
