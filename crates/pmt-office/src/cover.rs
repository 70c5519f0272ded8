//! The cover: titles, the department, and a paragraph that says how many projects there are and what they cost.

use pmt_core::edition::{Edition, Key, MONEY_UNITS};

use crate::layout::{COVER_DEPARTMENT, cover_heading, form_title};
use crate::paragraphs::{self, Kind};
use crate::source::{Layout, Piece};
use crate::typography::{fold, is_blank, strip_label, year_in};

/// The cover as read.
#[derive(Debug, Default)]
pub(crate) struct Cover {
    pub(crate) titles: Vec<Piece>,
    pub(crate) department: Option<Piece>,
    pub(crate) note: Vec<Piece>,
    pub(crate) unit_count: Option<u32>,
    pub(crate) project_count: Option<u32>,
    pub(crate) budget: Option<String>,
    /// Lines that are neither: names of the body among them.
    pub(crate) others: Vec<Piece>,
}

/// Reads the cover.
pub(crate) fn read(pieces: Vec<Piece>, layout: Layout, widest: usize) -> Cover {
    let mut cover = Cover::default();
    let mut prose = Vec::new();
    let mut in_prose = false;
    for piece in pieces {
        if cover_heading(&piece.text) {
            in_prose = true;
        } else if in_prose {
            prose.push(piece);
        } else {
            cover.line(piece);
        }
    }
    if prose.is_empty() {
        // Without its heading, the paragraph is known by what it says.
        let gives_facts = |piece: &Piece| Facts::read(&piece.text).count() > 1;
        let (note, others) = std::mem::take(&mut cover.others).into_iter().partition(gives_facts);
        (prose, cover.others) = (note, others);
    }
    cover.note = match layout {
        Layout::Cells => prose,
        Layout::Lines => paragraphs::join(prose, Kind::Page { widest }),
    };
    for paragraph in &cover.note {
        let facts = Facts::read(&paragraph.text);
        cover.unit_count = cover.unit_count.or(facts.units);
        cover.project_count = cover.project_count.or(facts.projects);
        cover.budget = cover.budget.take().or(facts.budget);
    }
    cover
}

impl Cover {
    fn line(&mut self, piece: Piece) {
        const LONGEST_TITLE: usize = 40;
        let department = COVER_DEPARTMENT
            .iter()
            .chain(std::iter::once(&Key::Department.label(Edition::Common)))
            .find_map(|label| strip_label(&piece.text, label))
            .and_then(|rest| rest.trim_start_matches(is_blank).strip_prefix(['：', ':']))
            .map(|rest| rest.trim_matches(is_blank))
            .filter(|rest| !rest.is_empty());
        if let (Some(name), None) = (department, &self.department) {
            self.department = Some(Piece { text: name.to_owned(), ..piece });
        } else if form_title(&piece.text).is_some() || is_dated_title(&piece.text, LONGEST_TITLE) {
            self.titles.push(piece);
        } else {
            self.others.push(piece);
        }
    }
}

fn is_dated_title(text: &str, longest: usize) -> bool {
    text.chars().count() <= longest && year_in(text).is_some() && !text.contains(['。', '；', '，', '：'])
}

/// What the cover's paragraph says in numbers.
#[derive(Debug, Default, PartialEq, Eq)]
struct Facts {
    units: Option<u32>,
    projects: Option<u32>,
    budget: Option<String>,
}

impl Facts {
    fn read(text: &str) -> Self {
        let text = fold(text);
        let unit = Key::UnitCount.label(Edition::Common).trim_end_matches('数');
        let project = Key::Project.label(Edition::Common);
        let units = before(&text, &format!("个{unit}"));
        let projects = after(&text, project, "个").or_else(|| before(&text, &format!("个{project}")));
        Self { units, projects, budget: budget(&text) }
    }

    fn count(&self) -> usize {
        usize::from(self.units.is_some())
            .saturating_add(usize::from(self.projects.is_some()))
            .saturating_add(usize::from(self.budget.is_some()))
    }
}

/// The number that stands directly before a mark.
fn before(text: &str, mark: &str) -> Option<u32> {
    text.match_indices(mark).find_map(|(at, _)| {
        let head = text.get(..at)?;
        let kept = head.trim_end_matches(|c: char| c.is_ascii_digit());
        head.get(kept.len()..)?.parse().ok()
    })
}

/// The number that stands directly between two marks.
fn after(text: &str, mark: &str, end: &str) -> Option<u32> {
    text.match_indices(mark).find_map(|(at, _)| {
        let tail = text.get(at.saturating_add(mark.len())..)?;
        let rest = tail.trim_start_matches(|c: char| c.is_ascii_digit());
        if !rest.starts_with(end) {
            return None;
        }
        tail.get(..tail.len().saturating_sub(rest.len()))?.parse().ok()
    })
}

/// The first amount after the word for the budget, in its sentence, as written.
fn budget(text: &str) -> Option<String> {
    let word = Key::Budget.label(Edition::Common);
    let tail = text.match_indices(word).find_map(|(at, _)| text.get(at.saturating_add(word.len())..))?;
    let sentence = tail.split('。').next()?;
    let number = sentence.get(sentence.find(|c: char| c.is_ascii_digit())?..)?;
    let unit_part = number.trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, ',' | '.'));
    let unit = MONEY_UNITS.iter().find(|unit| unit_part.starts_with(unit.text))?;
    let digits = number.get(..number.len().saturating_sub(unit_part.len()))?;
    Some(format!("{digits}{}", unit.text))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_numbers_of_the_paragraph_are_read() {
        let facts = Facts::read("本部门 3 个预算单位编报项目12个，涉及项目预算资金共计1,234.50万元。");
        let expected =
            Facts { units: Some(3), projects: Some(12), budget: Some("1,234.50万元".to_owned()) };
        assert_eq!(facts, expected);
        assert_eq!(Facts::read("没有数字的话。"), Facts::default());
    }
}
