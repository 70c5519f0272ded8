//! The parts of a document put together: which narrative belongs to which form, what year and region it is of.

use std::collections::BTreeSet;

use pmt_core::edition::{Edition, FORMS, Key};
use pmt_core::text::Message;

use crate::cover::{self, Cover};
use crate::form::{self, FormReading};
use crate::layout::{Field, FormTitle, Heading, first_label, form_title, region_of_title};
use crate::model::{Document, Project, Section};
use crate::narrative;
use crate::note::Notes;
use crate::segment::Region;
use crate::source::{Layout, Piece};
use crate::typography::{fold, year_in};

/// A narrative and where it stood among the parts.
struct Narrative {
    place: usize,
    heading: Option<(Heading, Piece)>,
    sections: Vec<Section>,
    unplaced: Vec<Piece>,
}

/// A form and where it stood among the parts.
struct Form {
    place: usize,
    title: Option<(FormTitle, Piece)>,
    reading: FormReading,
}

/// Puts the parts of a document together.
pub(crate) fn assemble(regions: Vec<Region>, layout: Layout, notes: &mut Notes) -> Document {
    let widest = widest(&regions);
    let mut cover = Cover::default();
    let mut narratives = Vec::new();
    let mut forms = Vec::new();
    let mut loose = Vec::new();
    for (place, region) in regions.into_iter().enumerate() {
        match region {
            Region::Cover(pieces) => cover = cover::read(pieces, layout, widest),
            Region::Narrative { heading, pieces } => {
                let (sections, unplaced) = narrative::read(pieces, layout, widest, notes);
                narratives.push(Narrative { place, heading, sections, unplaced });
            }
            Region::Form { title, blocks } => {
                forms.push(Form { place, title, reading: form::read(blocks, layout, notes) });
            }
            Region::Loose(pieces) => loose.extend(pieces),
        }
    }
    notes.joined(("封面的段落", "the cover's paragraphs"), cover.note.iter());
    let mut document = Document { unplaced: loose, ..Document::default() };
    note_titles(&cover, &forms, notes);
    document.region = region(&cover, &forms, notes);
    document.year = year(&cover, &mut forms, notes);
    document.projects = pair(narratives, forms, notes);
    take_cover(cover, &mut document);
    document
}

/// How far the page's lines go, in half Han characters. Where they go further than any page is wide, paragraphs were
/// not broken, and no line is full.
fn widest(regions: &[Region]) -> usize {
    const NARROWEST_PAGE: usize = 50;
    const WIDEST_PAGE: usize = 200;
    let reach = |pieces: &[Piece]| pieces.iter().map(|piece| piece.reach).max().unwrap_or(0);
    let widths = regions.iter().map(|region| match region {
        Region::Cover(pieces) | Region::Narrative { pieces, .. } | Region::Loose(pieces) => reach(pieces),
        Region::Form { .. } => 0,
    });
    let widest = widths.max().unwrap_or(0).max(NARROWEST_PAGE);
    if widest > WIDEST_PAGE { usize::MAX } else { widest }
}

/// STR05: a form's title that is not the document's.
fn note_titles(cover: &Cover, forms: &[Form], notes: &mut Notes) {
    let Some((own, at)) =
        cover.titles.iter().find_map(|title| form_title(&title.text).map(|own| (own, title)))
    else {
        return;
    };
    let mut seen = Vec::new();
    for (title, piece) in forms.iter().filter_map(|form| form.title.as_ref()) {
        if fold(&title.text) == fold(&own.text) || seen.contains(&&title.text) {
            continue;
        }
        seen.push(&title.text);
        let (line, first) = (piece.origin.first, notes.places.place(at.origin.first).message());
        let message = Message::new(
            format!("表名“{}”与{}的文件标题“{}”不一致", title.text, first.zh, own.text),
            format!("the form's title “{}” is not the document's, “{}” ({})", title.text, own.text, first.en),
        );
        notes.add(Some("STR05"), line, message);
    }
}

/// The region whose form it is: by the forms' titles, by labels that one region alone has, by the place's name.
fn region(cover: &Cover, forms: &[Form], notes: &mut Notes) -> Option<&'static str> {
    let by_title = forms
        .iter()
        .filter_map(|form| form.title.as_ref())
        .find_map(|(title, _)| region_of_title(&title.text));
    let by_label = || forms.iter().find_map(|form| form.reading.region);
    let names = || {
        let bodies = forms.iter().filter_map(|form| form.reading.fields.get(&Field::Department)).flatten();
        cover.titles.iter().chain(&cover.department).chain(&cover.others).chain(bodies)
    };
    let is_named = |region: &&str| {
        let city = format!("{region}市");
        names().any(|name| name.text.contains(&city))
    };
    let by_name = || FORMS.iter().map(|form| form.region).find(is_named);
    let region = by_title.or_else(by_label).or_else(by_name);
    if region.is_none() {
        let label = Key::Region.label(Edition::Common);
        let message = Message::new(
            format!("看不出采用哪个地区的表式，封面上没有写“{label}”，请补上"),
            format!("whose form this is could not be told; {label} is left out of the cover: please add it"),
        );
        notes.add(None, 1, message);
    }
    region
}

/// The fiscal year: the forms', else the title's, else the paragraph's. Where they disagree, a note says so.
fn year(cover: &Cover, forms: &mut [Form], notes: &mut Notes) -> Option<i32> {
    let printed = |form: &Form| {
        let title = form.title.as_ref().and_then(|(title, piece)| Some((title.year?, piece.clone())));
        form.reading.year.clone().or(title)
    };
    let titled =
        cover.titles.iter().chain(&cover.note).find_map(|piece| Some((year_in(&piece.text)?, piece)));
    let year = forms.iter().find_map(printed).map(|(year, _)| year).or(titled.map(|(year, _)| year));
    let Some(year) = year else {
        let label = Key::Declaration.label(Edition::Common);
        let message = Message::new(
            format!("没有找到年度，封面上没有写，请在“{label}”后面补上四位数的年份"),
            format!("no fiscal year was found: please add its four digits after {label}"),
        );
        notes.add(None, 1, message);
        return None;
    };
    let mut differ = |other: i32, line: u32, what: (&str, &str)| {
        let message = Message::new(
            format!("{}是 {other} 年，与申报年度 {year} 不一致", what.0),
            format!("{} says {other}, the declaration {year}", what.1),
        );
        notes.add(Some("STR06"), line, message);
    };
    if let Some((other, piece)) = titled.filter(|(other, _)| *other != year) {
        differ(other, piece.origin.first, ("文件标题或封面", "the title or cover"));
    }
    for form in forms {
        if let Some((other, piece)) = printed(form).filter(|(other, _)| *other != year) {
            differ(other, piece.origin.first, ("表头", "the form's heading"));
            form.reading.unplaced.push(piece);
        }
    }
    Some(year)
}

/// Gives each form its narrative: by name, by number, then as they follow one another.
fn pair(narratives: Vec<Narrative>, forms: Vec<Form>, notes: &mut Notes) -> Vec<Project> {
    let mut waiting: Vec<Option<Narrative>> = narratives.into_iter().map(Some).collect();
    let mut chosen: Vec<Option<Narrative>> = forms.iter().map(|_| None).collect();
    let numbered = forms.iter().all(|form| number(form).is_some());
    let ways: [fn(&Narrative, &Form) -> bool; 2] = [by_name, by_number];
    for fits in ways.into_iter().take(if numbered { 2 } else { 1 }) {
        for (form, choice) in forms.iter().zip(&mut chosen).filter(|(_, choice)| choice.is_none()) {
            *choice = waiting.iter_mut().find_map(|waiting| waiting.take_if(|own| fits(own, form)));
        }
    }
    follow(&mut waiting, &forms, &mut chosen);
    let mut placed: Vec<(usize, Project)> = forms
        .into_iter()
        .zip(chosen)
        .map(|(form, narrative)| (form.place, project(Some(form), narrative, notes)))
        .collect();
    for narrative in waiting.into_iter().flatten() {
        let line = narrative.heading.as_ref().map_or(0, |(_, piece)| piece.origin.first);
        let message = Message::new("这份情况说明没有对应的绩效目标表", "this narrative has no form");
        notes.add(None, line, message);
        placed.push((narrative.place, project(None, Some(narrative), notes)));
    }
    placed.sort_by_key(|(place, _)| *place);
    placed.into_iter().map(|(_, project)| project).collect()
}

/// Gives forms the narratives left: in their order if there are as many, else each the one that stands before it.
fn follow(waiting: &mut [Option<Narrative>], forms: &[Form], chosen: &mut [Option<Narrative>]) {
    let open = chosen.iter().filter(|choice| choice.is_none()).count();
    let in_order = open == waiting.iter().flatten().count();
    let mut previous = 0;
    for (form, choice) in forms.iter().zip(chosen) {
        if choice.is_none() {
            let stands_before = |own: &mut Narrative| in_order || (previous..form.place).contains(&own.place);
            *choice = waiting.iter_mut().find_map(|waiting| waiting.take_if(stands_before));
        }
        previous = form.place;
    }
}

fn number(form: &Form) -> Option<u32> {
    form.title.as_ref().and_then(|(title, _)| title.number)
}

fn by_name(narrative: &Narrative, form: &Form) -> bool {
    let Some(own) = form.reading.fields.get(&Field::Name).and_then(|pieces| pieces.first()) else {
        return false;
    };
    let heading = narrative.heading.as_ref().and_then(|(heading, _)| heading.name.as_deref());
    heading.is_some_and(|heading| same_name(heading, &own.text))
}

/// A heading may add the word for a project to its name.
fn same_name(heading: &str, name: &str) -> bool {
    let (heading, name) = (fold(heading), fold(name));
    let bare = |text: &str| text.strip_suffix(Key::Project.label(Edition::Common)).map(str::to_owned);
    heading == name || bare(&heading).as_ref() == Some(&name) || bare(&name).as_ref() == Some(&heading)
}

fn by_number(narrative: &Narrative, form: &Form) -> bool {
    let own = narrative.heading.as_ref().and_then(|(heading, _)| heading.number);
    own.is_some() && own == number(form)
}

fn project(form: Option<Form>, narrative: Option<Narrative>, notes: &mut Notes) -> Project {
    let mut project = Project::default();
    if let Some(narrative) = narrative {
        project.sections = narrative.sections;
        project.unplaced = narrative.unplaced;
        if let Some((heading, piece)) = narrative.heading {
            project.head = Some(piece.clone());
            let own = form
                .as_ref()
                .and_then(|form| form.reading.fields.get(&Field::Name))
                .and_then(|own| own.first());
            match (&heading.name, own) {
                (Some(name), Some(own)) if !same_name(name, &own.text) => {
                    let message = Message::new(
                        format!("情况说明的标题是“{name}”，表中的项目名称是“{}”", own.text),
                        format!("the narrative is headed “{name}”, the form names “{}”", own.text),
                    );
                    notes.add(None, piece.origin.first, message);
                    project.unplaced.push(piece);
                }
                (Some(name), None) if form.is_none() => project.heading = Some(name.clone()),
                // The form says that the project has no name; what its narrative is headed is no evidence.
                (Some(_), None) => project.unplaced.push(piece),
                _ => {}
            }
        }
    }
    let Some(Form { title, reading, .. }) = form else { return project };
    note_no_name(title.as_ref().map(|(_, piece)| piece), &reading, notes);
    let unit = title.as_ref().and_then(|(title, _)| default_unit(&title.text));
    if let Some((_, piece)) = &title {
        project.head = Some(piece.clone());
    }
    project.labels = reading.labels.clone();
    project.form_title = title.filter(|(title, _)| !title.is_known).map(|(_, piece)| piece);
    note_missing_unit(&reading, notes);
    project.unplaced.extend(reading.unplaced);
    project.unplaced.sort_by_key(|piece| piece.origin.first);
    Project {
        fields: reading.fields,
        unit: reading.unit.or(unit).or_else(|| default_unit("")),
        goal_period: reading.goal_period,
        goal_labels: reading.goal_labels,
        indicators: reading.indicators,
        ..project
    }
}

/// The unit in which the edition with this title prints amounts; 元 if none has it.
fn default_unit(title: &str) -> Option<&'static pmt_core::edition::MoneyUnit> {
    use pmt_core::edition::{MoneyUnit, PrintedUnit};
    let form = FORMS.iter().find(|form| fold(form.title) == fold(title));
    match form.map(|form| form.unit) {
        Some(PrintedUnit::TenThousandYuan) => Some(MoneyUnit::ten_thousand()),
        _ => pmt_core::edition::MONEY_UNITS.first(),
    }
}

/// A form that names no project.
fn note_no_name(title: Option<&Piece>, reading: &FormReading, notes: &mut Notes) {
    if reading.fields.get(&Field::Name).is_some_and(|name| !name.is_empty()) {
        return;
    }
    let label = reading.blanks.iter().find(|(field, _)| *field == Field::Name).map(|(_, label)| label);
    let first = reading.fields.values().flatten().map(|piece| piece.origin.first).min();
    let line = label.or(title).map(|piece| piece.origin.first).or(first).unwrap_or(0);
    let message = Message::new(
        format!("表中没有填“{}”，项目没有名称，请补上", first_label()),
        format!("the form leaves “{}” blank: please name the project", first_label()),
    );
    notes.add(None, line, message);
}

/// FND11: amounts without a unit anywhere on the form.
fn note_missing_unit(reading: &FormReading, notes: &mut Notes) {
    let amount =
        reading.fields.iter().filter(|(field, _)| field.is_amount()).find_map(|(_, pieces)| pieces.first());
    if let (Some(piece), None) = (amount, reading.unit) {
        let unit = default_unit("").map_or("", |unit| unit.text);
        let message = Message::new(
            format!("表中没有注明金额单位，按表式以“{unit}”读取，请核对"),
            format!(
                "the form declares no unit of money; by the edition amounts were read in {unit}: please check"
            ),
        );
        notes.add(Some("FND11"), piece.origin.first, message);
    }
}

/// Gives the document what the cover says. A line that repeats the name of a body the forms have needs no place.
fn take_cover(cover: Cover, document: &mut Document) {
    let Cover { titles, department, note, unit_count, project_count, budget, others } = cover;
    let bodies: BTreeSet<String> = [Field::Department, Field::Unit]
        .iter()
        .flat_map(|field| document.projects.iter().filter_map(|project| project.text(*field)))
        .map(fold)
        .collect();
    let known = |piece: &Piece| bodies.contains(&fold(&piece.text));
    document.unplaced.extend(others.into_iter().filter(|piece| !known(piece)));
    document.unplaced.sort_by_key(|piece| piece.origin.first);
    document.department = department;
    document.titles = titles;
    document.cover_note = note;
    (document.unit_count, document.project_count, document.budget) = (unit_count, project_count, budget);
}
