//! The table of indicators: three levels and a value.

use pmt_core::edition::{Level1, Level2, Standing};
use pmt_core::text::Message;

use super::pairs::{Pair, is_measured, pair};
use super::rows::into_values;
use super::{FormReading, Token, join};
use crate::layout::{Column, Field};
use crate::model::{Indicator, LevelName};
use crate::note::Notes;
use crate::source::Piece;
use crate::typography::{has_split_word, is_blank, width};

/// The levels that rows are read under: a cell that spans rows is printed once.
#[derive(Clone, Debug, Default)]
struct Levels {
    level1: Option<LevelName>,
    level2: Option<LevelName>,
}

impl Levels {
    fn set1(&mut self, piece: &Piece) {
        *self = Self { level1: Some(name(piece)), level2: None };
    }

    fn known1(&self) -> Option<Level1> {
        self.level1.as_ref().and_then(|name| Level1::parse(&name.text)).map(|(level, _)| level)
    }

    /// Sets the second level. A first level that was not printed follows from it.
    fn set2(&mut self, piece: &Piece, derived: &mut Vec<(u32, &'static str)>) {
        let parent = Level2::parse(&compact(&piece.text), self.known1()).map(|(level, _)| level.parent());
        let derivable = self.level1.as_ref().is_none_or(|name| name.derived);
        if let Some(parent) = parent.filter(|parent| derivable && self.known1() != Some(*parent)) {
            let text = parent.info().name;
            derived.push((piece.origin.first, text));
            self.level1 = Some(LevelName { text: text.to_owned(), origin: piece.origin, derived: true });
        }
        self.level2 = Some(name(piece));
    }
}

fn compact(text: &str) -> String {
    text.chars().filter(|c| !is_blank(*c)).collect()
}

fn name(piece: &Piece) -> LevelName {
    LevelName { text: compact(&piece.text), origin: piece.origin, derived: false }
}

fn note_derived(derived: Vec<(u32, &'static str)>, notes: &mut Notes) {
    for (line, level1) in derived {
        let message = Message::new(
            format!("原件没有印出一级指标，按二级指标归入“{level1}”"),
            format!("no first level is printed; by its second level it belongs under “{level1}”"),
        );
        notes.add(None, line, message);
    }
}

fn note_guess(name: &Piece, value: Option<&Piece>, notes: &mut Notes) {
    let value = value.map_or("", |value| value.text.as_str());
    let message = Message::new(
        format!("原件的断行分不清指标名称和指标值，读作“{}”和“{value}”，请核对", name.text),
        format!(
            "line breaks leave open where a name ends and its value begins: read as “{}” and “{value}”; please check",
            name.text
        ),
    );
    notes.add(None, name.origin.first, message);
}

fn keep_split(piece: &Piece, split: &mut Vec<Piece>) {
    if has_split_word(&piece.text) {
        split.push(piece.clone());
    }
}

/// The table where its cells are known.
#[derive(Default)]
pub(super) struct Table {
    columns: Vec<Option<Column>>,
    levels: Levels,
    derived: Vec<(u32, &'static str)>,
    split: Vec<Piece>,
    /// Names of the first and second level that no taxonomy has and no indicator stands under yet.
    unused: [Option<Piece>; 2],
}

impl Table {
    fn set1(&mut self, piece: &Piece, form: &mut FormReading) {
        form.unplaced.extend(self.unused.iter_mut().filter_map(Option::take));
        let is_known = Level1::parse(&compact(&piece.text)).is_some();
        self.unused = [(!is_known).then(|| piece.clone()), None];
        keep_split(piece, &mut self.split);
        self.levels.set1(piece);
    }

    fn set2(&mut self, piece: &Piece, form: &mut FormReading) {
        let is_known = Level2::parse(&compact(&piece.text), None).is_some();
        let [_, unused] = &mut self.unused;
        form.unplaced.extend(std::mem::replace(unused, (!is_known).then(|| piece.clone())));
        keep_split(piece, &mut self.split);
        self.levels.set2(piece, &mut self.derived);
    }

    /// Reads the columns' heads.
    pub(super) fn head(&mut self, row: &[Token]) {
        let columns: Vec<_> = row
            .iter()
            .map(|token| match token {
                Token::Label { field: Field::Column(column), .. } => Some(*column),
                _ => None,
            })
            .collect();
        if columns.iter().any(Option::is_some) {
            self.columns = columns;
        }
    }

    /// Reads a row: by its columns if it has as many, else by what its cells say.
    pub(super) fn row(&mut self, row: Vec<Token>, form: &mut FormReading) {
        let cells: Vec<Vec<Piece>> = row.into_iter().map(into_values).collect();
        let count = self.columns.len();
        let places_a_value =
            self.columns.contains(&Some(Column::Name)) && self.columns.contains(&Some(Column::Value));
        let fits = count > 0 && places_a_value && cells.len().checked_rem(count) == Some(0);
        if fits {
            for chunk in cells.chunks(count) {
                self.aligned(chunk, form);
            }
        } else {
            self.loose(cells, form);
        }
    }

    fn aligned(&mut self, cells: &[Vec<Piece>], form: &mut FormReading) {
        let mut indicator = Indicator::default();
        let mut strays = Vec::new();
        for (column, cell) in self.columns.clone().iter().zip(cells) {
            let Some(piece) = join(cell.clone()).pop() else { continue };
            match column {
                Some(Column::Level1) => self.set1(&piece, form),
                Some(Column::Level2) => self.set2(&piece, form),
                Some(Column::Name) if indicator.name.text.is_empty() => indicator.name = piece,
                Some(Column::Value) if indicator.value.is_none() => indicator.value = Some(piece),
                Some(Column::Attribute(key)) => indicator.attributes.push((*key, piece)),
                Some(Column::Name | Column::Value) | None => strays.push(piece),
            }
        }
        form.unplaced.extend(strays);
        self.add(indicator, form);
    }

    fn add(&mut self, indicator: Indicator, form: &mut FormReading) {
        if indicator.name.text.is_empty() {
            let Indicator { value, attributes, .. } = indicator;
            form.unplaced.extend(value.into_iter().chain(attributes.into_iter().map(|(_, piece)| piece)));
            return;
        }
        self.unused = [None, None];
        let Levels { level1, level2 } = self.levels.clone();
        form.indicators.push(Indicator { level1, level2, ..indicator });
    }

    fn loose(&mut self, cells: Vec<Vec<Piece>>, form: &mut FormReading) {
        let mut name: Option<Piece> = None;
        for piece in cells.into_iter().filter_map(|cell| join(cell).pop()) {
            let text = compact(&piece.text);
            let is_level = |standing: Standing| standing == Standing::Exact || text.ends_with("指标");
            let level1 = Level1::parse(&text).is_some_and(|(_, standing)| is_level(standing));
            let level2 =
                Level2::parse(&text, self.levels.known1()).is_some_and(|(_, standing)| is_level(standing));
            if name.is_none()
                && level1
                && (!level2 || self.levels.level1.as_ref().is_none_or(|own| own.text != text))
            {
                self.set1(&piece, form);
            } else if name.is_none() && level2 {
                self.set2(&piece, form);
            } else if let Some(own) = name.take() {
                self.add(Indicator { name: own, value: Some(piece), ..Indicator::default() }, form);
            } else {
                name = Some(piece);
            }
        }
        if let Some(name) = name {
            self.add(Indicator { name, ..Indicator::default() }, form);
        }
    }

    pub(super) fn finish(self, form: &mut FormReading, notes: &mut Notes) {
        form.unplaced.extend(self.unused.into_iter().flatten());
        note_derived(self.derived, notes);
        for piece in self.split {
            let found = Message::new(
                format!("指标名称“{}”中有空格", piece.text),
                format!("“{}” has blanks inside", piece.text),
            );
            notes.mended(
                "TXT02",
                piece.origin.first,
                found,
                &Message::new("，已去掉", "; they were taken out"),
            );
        }
    }
}

/// Out of PDF: names of levels, and between them lines that hold names and values of indicators.
#[derive(Default)]
pub(super) struct Lines {
    parts: Vec<LinePart>,
}

enum LinePart {
    Level(Piece),
    Lines(Vec<Piece>),
}

impl Lines {
    pub(super) fn level(&mut self, piece: Piece) {
        self.parts.push(LinePart::Level(piece));
    }

    pub(super) fn lines(&mut self, lines: Vec<Piece>) {
        match self.parts.last_mut() {
            Some(LinePart::Lines(known)) => known.extend(lines),
            _ => self.parts.push(LinePart::Lines(lines)),
        }
    }

    pub(super) fn finish(self, form: &mut FormReading, notes: &mut Notes) {
        let mut levels = Levels::default();
        let mut derived = Vec::new();
        let names_width = self.parts.iter().flat_map(LinePart::lines).filter(|line| !is_measured(&line.text));
        let widest = names_width.map(|line| width(&line.text)).max().unwrap_or(0);
        let mut parts = self.parts.into_iter().peekable();
        while let Some(part) = parts.next() {
            match part {
                LinePart::Level(piece) => {
                    if is_level1(&piece.text, &levels, parts.peek()) {
                        levels.set1(&piece);
                    } else {
                        levels.set2(&piece, &mut derived);
                    }
                }
                LinePart::Lines(lines) => {
                    for Pair { name, value, is_guess } in pair(&lines, widest) {
                        if is_guess {
                            note_guess(&name, value.as_ref(), notes);
                        }
                        let Levels { level1, level2 } = levels.clone();
                        form.indicators.push(Indicator {
                            level1,
                            level2,
                            name,
                            value,
                            attributes: Vec::new(),
                        });
                    }
                }
            }
        }
        note_derived(derived, notes);
    }
}

impl LinePart {
    fn lines(&self) -> &[Piece] {
        match self {
            Self::Level(_) => &[],
            Self::Lines(lines) => lines,
        }
    }
}

/// Whether the name of a level is the first's. Some names (满意度指标, 成本指标) are of both: the first comes before its
/// own second, and not twice.
fn is_level1(text: &str, above: &Levels, next: Option<&LinePart>) -> bool {
    let Some((first, _)) = Level1::parse(text) else { return false };
    let under = above.known1();
    let Some((second, _)) = Level2::parse(text, under) else { return true };
    let next_is_below = match next {
        Some(LinePart::Level(piece)) => {
            Level1::parse(&piece.text).is_none()
                && Level2::parse(&piece.text, Some(first)).is_some_and(|(level, _)| level.parent() == first)
        }
        _ => false,
    };
    next_is_below || (under != Some(first) && under != Some(second.parent()))
}
