//! A project's form, laid out by the table of rows of its edition.

use pmt_core::amount::Amount;
use pmt_core::edition::{Edition, Key, Level1, Level2};
use pmt_core::finding::Site;
use pmt_core::model::{At, Indicator, Prose};

use super::table::{Cell, Kind, Number, Row, Table};
use super::words::{self, one_line};
use super::{Context, narrative};
use crate::layout::{Column, Field, Headings, ROWS, Row as LayoutRow, Slot, Stands, WIDTH};

/// What stands in a cell.
#[derive(Clone, Debug, Default)]
struct Content {
    text: String,
    number: Option<Number>,
    source: Option<Site>,
}

/// A cell between two edges.
struct Drawn {
    from: u16,
    to: u16,
    cell: Cell,
}

/// Where a cell of an earlier row ends that nothing has covered yet.
#[derive(Clone, Copy)]
struct Open {
    from: u16,
    to: u16,
    row: usize,
    cell: usize,
}

/// A form being drawn.
struct Drawing<'a> {
    cx: Context<'a>,
    rows: Vec<(Vec<Drawn>, Option<Site>)>,
    /// The lowest cells so far.
    open: Vec<Open>,
}

/// The form.
pub(super) fn build(cx: Context<'_>) -> Table {
    let rows: Vec<&LayoutRow> =
        ROWS.iter().filter(|row| row.is_printed(cx.edition, |field| is_given(cx, field))).collect();
    let mut drawing = Drawing { cx, rows: Vec::new(), open: Vec::new() };
    drawing.head();
    for row in &rows {
        drawing.row(row);
        if row.slots.iter().any(|slot| matches!(slot.field, Field::Column(_))) {
            drawing.indicators(row.slots);
        }
    }
    drawing.finish(&rows)
}

impl Drawing<'_> {
    /// The title and the year.
    fn head(&mut self) {
        let cx = self.cx;
        let title = words::form_title(cx.edition);
        let number = match cx.manner.headings {
            Headings::Numbered => cx.number.to_string(),
            Headings::Named => String::new(),
        };
        let source = Some(cx.at(cx.entry.project.head));
        let title = Content { text: format!("{title}{number}"), source, number: None };
        self.push(vec![drawn(0, WIDTH, Kind::Title, title)], None);
        if let Some(year) = cx.declaration.year {
            let source = cx
                .declaration
                .cover
                .and_then(|(file, cover)| Some(Site { file, span: cover.year.as_ref()?.span }));
            let year = Content { text: format!("（{year}年度）"), source, number: None };
            self.push(vec![drawn(0, WIDTH, Kind::Year, year)], None);
        }
    }

    /// Labels with their values, and below them the values that stand there.
    fn row(&mut self, row: &LayoutRow) {
        let mut cells = Vec::new();
        let mut under = Vec::new();
        for slot in row.slots {
            let [from, to, end] = slot.at;
            cells.push(drawn(from, to, Kind::Label, label(self.cx, slot)));
            match slot.stands {
                Stands::Right => cells.push(drawn(to, end, Kind::Value, value(self.cx, slot.field))),
                Stands::Below => under.push(drawn(from, to, Kind::Text, value(self.cx, slot.field))),
                Stands::Nowhere => {}
            }
        }
        self.push(cells, None);
        if !under.is_empty() {
            self.push(under, None);
        }
    }

    /// The indicators, each level's name once for those that stand under it.
    fn indicators(&mut self, slots: &[Slot]) {
        let cx = self.cx;
        let project = cx.entry.project;
        let mut above: Option<&Indicator> = None;
        for indicator in &project.indicators {
            let [new1, new2] = match above {
                Some(above) => {
                    let new1 = level1(above).text != level1(indicator).text;
                    [new1, new1 || level2(above).text != level2(indicator).text]
                }
                None => [true, true],
            };
            let mut cells = Vec::new();
            for slot in slots {
                let Field::Column(column) = slot.field else { continue };
                let [from, to, _] = slot.at;
                let (kind, content) = match column {
                    Column::Level1 if !new1 => continue,
                    Column::Level2 if !new2 => continue,
                    Column::Level1 => (Kind::Label, at(cx, level1(indicator))),
                    Column::Level2 => (Kind::Label, at(cx, level2(indicator))),
                    Column::Name => {
                        let name =
                            Found { text: one_line(&indicator.name.value), span: Some(indicator.name.span) };
                        (Kind::Text, at(cx, name))
                    }
                    Column::Value => (Kind::Value, at(cx, target(indicator))),
                    Column::Attribute(key) => (Kind::Value, attribute(cx, indicator, key)),
                };
                cells.push(drawn(from, to, kind, content));
            }
            self.push(cells, Some(cx.at(indicator.span)));
            above = Some(indicator);
        }
        if above.is_none() {
            let columns = slots.iter().filter(|slot| matches!(slot.field, Field::Column(_)));
            let blank = columns.map(|slot| drawn(slot.at[0], slot.at[1], Kind::Text, Content::default()));
            self.push(blank.collect(), None);
        }
    }

    /// Adds a row. What it leaves open, the cells above fill.
    fn push(&mut self, cells: Vec<Drawn>, source: Option<Site>) {
        let covered = |open: &Open| cells.iter().any(|own| own.from < open.to && open.from < own.to);
        self.open.retain(|open| !covered(open));
        for open in &self.open {
            let above = self.rows.get_mut(open.row).and_then(|(cells, _)| cells.get_mut(open.cell));
            if let Some(above) = above {
                above.cell.rowspan = above.cell.rowspan.saturating_add(1);
            }
        }
        let row = self.rows.len();
        let own = cells.iter().enumerate().map(|(cell, own)| Open { from: own.from, to: own.to, row, cell });
        self.open.extend(own);
        self.rows.push((cells, source));
    }

    /// Edges become columns.
    fn finish(self, rows: &[&LayoutRow]) -> Table {
        let mut edges: Vec<u16> = rows.iter().flat_map(|row| row.slots).flat_map(|slot| slot.at).collect();
        edges.extend([0, WIDTH]);
        edges.sort_unstable();
        edges.dedup();
        let index = |edge: u16| edges.binary_search(&edge).unwrap_or(0);
        let columns = edges.windows(2).filter_map(|pair| match pair {
            [from, to] => Some(to.saturating_sub(*from)),
            _ => None,
        });
        let placed = self.rows.into_iter().map(|(cells, source)| Row {
            cells: cells
                .into_iter()
                .map(|Drawn { from, to, cell }| Cell {
                    column: index(from),
                    colspan: index(to).saturating_sub(index(from)).max(1),
                    ..cell
                })
                .collect(),
            source,
        });
        Table { rows: placed.collect(), columns: columns.collect() }
    }
}

fn drawn(from: u16, to: u16, kind: Kind, content: Content) -> Drawn {
    let Content { text, number, source } = content;
    Drawn { from, to, cell: Cell { kind, text, number, source, column: 0, colspan: 1, rowspan: 1 } }
}

/// A label, with what stands in brackets below it.
fn label(cx: Context<'_>, slot: &Slot) -> Content {
    let project = cx.entry.project;
    let mut text = slot.caption.text(cx.edition);
    let span = match slot.field {
        Field::Funds => {
            put!(text, "\n（{}）", words::form_unit(cx.edition).text);
            project.total.key_span.or(project.annual.key_span)
        }
        Field::WholeGoal => {
            text = as_spelt(cx, Key::WholeGoal).unwrap_or(text);
            let is_said = cx.manner.goal_years || project.goal_period.is_some();
            let years = cx.entry.resolved.goal_period.filter(|_| is_said).and_then(words::goal_years);
            if let Some(years) = years {
                put!(text, "\n{years}");
            }
            project.goal_period.map(|at| at.span).or(project.whole_goal.as_ref().map(|goal| goal.key_span))
        }
        Field::AnnualGoal => {
            text = as_spelt(cx, Key::AnnualGoal).unwrap_or(text);
            project.annual_goal.as_ref().map(|goal| goal.key_span)
        }
        Field::Indicators => project.indicators_span,
        Field::Total => project.total.key_span,
        Field::Annual => project.annual.key_span,
        _ => None,
    };
    Content { text, number: None, source: span.map(|span| cx.at(span)) }
}

/// A key's label as its author spelt it, where the edition has that spelling too.
fn as_spelt(cx: Context<'_>, key: Key) -> Option<String> {
    let spelt = cx.entry.project.edition_keys.iter().find(|spelt| spelt.key == key)?;
    let is_own = cx.edition == Edition::Common || spelt.editions.accepts(cx.edition);
    is_own.then(|| spelt.text.to_owned())
}

/// Whether a field has a value.
fn is_given(cx: Context<'_>, field: Field) -> bool {
    !value(cx, field).text.is_empty()
}

/// The value of a field.
fn value(cx: Context<'_>, field: Field) -> Content {
    let project = cx.entry.project;
    let resolved = &cx.entry.resolved;
    let total = &project.total;
    let annual = &project.annual;
    match field {
        Field::Name => at(cx, Found::of(Some(&project.name))),
        Field::Nature => at(cx, Found::of(project.nature.as_ref())),
        Field::Category => at(cx, Found::of(project.category.as_ref())),
        Field::Attribute => at(cx, Found::of(project.attribute.as_ref())),
        Field::Code => at(cx, Found::of(project.code.as_ref())),
        Field::Department => inherited(
            cx,
            resolved.department.as_deref(),
            project.department.as_ref(),
            cx.declaration.cover.and_then(|(_, cover)| cover.department.as_ref()),
        ),
        Field::Unit => inherited(
            cx,
            resolved.unit.as_deref(),
            project.unit.as_ref(),
            cx.declaration.cover.and_then(|(_, cover)| cover.unit.as_ref().or(cover.department.as_ref())),
        ),
        Field::UnitCode => inherited(
            cx,
            resolved.unit_code.as_deref(),
            project.unit_code.as_ref(),
            cx.declaration.cover.and_then(|(_, cover)| cover.unit_code.as_ref()),
        ),
        Field::Start | Field::End => date(cx, field),
        Field::Total => amount(cx, total.amount),
        Field::Annual => amount(cx, annual.amount),
        Field::Fiscal => amount(cx, total.fiscal),
        Field::Current => amount(cx, annual.current),
        Field::CarriedOver => amount(cx, annual.carried_over),
        Field::TotalOther => amount(cx, total.other),
        Field::AnnualOther => amount(cx, annual.other),
        Field::WholeGoal => prose(cx, project.whole_goal.as_ref()),
        Field::AnnualGoal => prose(cx, project.annual_goal.as_ref()),
        Field::Funds | Field::Goals | Field::Indicators | Field::Column(_) => Content::default(),
    }
}

/// A text and where in the project's file it is written.
struct Found {
    text: String,
    span: Option<pmt_syntax::Span>,
}

impl Found {
    fn of(at: Option<&At<String>>) -> Self {
        Self { text: at.map(|at| one_line(&at.value)).unwrap_or_default(), span: at.map(|at| at.span) }
    }
}

fn at(cx: Context<'_>, found: Found) -> Content {
    Content { text: found.text, number: None, source: found.span.map(|span| cx.at(span)) }
}

/// A name that the cover may give.
fn inherited(
    cx: Context<'_>,
    name: Option<&str>,
    own: Option<&At<String>>,
    above: Option<&At<String>>,
) -> Content {
    let from_cover = cx.declaration.cover.zip(above).map(|((file, _), at)| Site { file, span: at.span });
    Content {
        text: name.map(one_line).unwrap_or_default(),
        number: None,
        source: own.map(|at| cx.at(at.span)).or(from_cover),
    }
}

fn date(cx: Context<'_>, field: Field) -> Content {
    let period = cx.entry.resolved.period;
    let day = period.and_then(|at| if field == Field::Start { at.value.start } else { at.value.end });
    Content {
        text: day.map(|day| words::form_date(day, cx.manner.dates)).unwrap_or_default(),
        number: None,
        source: period.map(|at| cx.at(at.span)),
    }
}

fn amount(cx: Context<'_>, amount: Option<Amount>) -> Content {
    let Some(amount) = amount else { return Content::default() };
    let (text, number) = words::form_amount(&amount, words::form_unit(cx.edition), cx.manner);
    Content { text, number: Some(number), source: Some(cx.at(amount.span)) }
}

fn prose(cx: Context<'_>, prose: Option<&Prose>) -> Content {
    let Some(prose) = prose else { return Content::default() };
    let cooked = cx.entry.resolved.text(prose);
    let lines: Vec<String> = narrative::lines_of(&cooked).map(|(text, _)| text).collect();
    Content { text: lines.join("\n"), number: None, source: Some(cx.at(prose.span)) }
}

/// The first level as the form names it, else as written.
fn level1(indicator: &Indicator) -> Found {
    let written = Found::of(indicator.level1_name.as_ref());
    match indicator.level1.map(Level1::info) {
        Some(known) => Found { text: known.name.to_owned(), ..written },
        None => written,
    }
}

/// The second level likewise.
fn level2(indicator: &Indicator) -> Found {
    let written = Found::of(indicator.level2_name.as_ref());
    match indicator.level2.map(Level2::info) {
        Some(known) => Found { text: known.name.to_owned(), ..written },
        None => written,
    }
}

fn target(indicator: &Indicator) -> Found {
    let text = indicator.target.as_ref().map(|target| one_line(&target.printed()));
    let span = indicator.target.as_ref().map_or(indicator.name.span, |target| target.span);
    Found { text: text.unwrap_or_default(), span: Some(span) }
}

fn attribute(cx: Context<'_>, indicator: &Indicator, key: Key) -> Content {
    if key == Key::Weight {
        let Some(weight) = indicator.weight else { return Content::default() };
        let value = weight.value.normalize();
        let number = Number { value, decimals: value.scale(), grouped: false };
        return Content { text: value.to_string(), number: Some(number), source: Some(cx.at(weight.span)) };
    }
    let note = indicator.notes.iter().find(|note| note.key == Some(key));
    let text = note.map(|note| one_line(cx.entry.resolved.text(note).text())).unwrap_or_default();
    Content { text, number: None, source: note.map(|note| cx.at(note.span)) }
}
