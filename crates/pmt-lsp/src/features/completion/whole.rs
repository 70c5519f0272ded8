//! Sections of a project whole: everything that a block may hold, once, with places to fill in.

use pmt_core::edition::{Content, Key, LabelType, Level1, Place, Slot, ValueType};
use pmt_core::template::usual_levels;

use super::shape::Shape;
use super::snippet::Snippet;

/// Most years that are listed.
const MOST_YEARS: usize = 10;

/// What sections are made from.
#[derive(Clone, Copy)]
pub struct Whole {
    /// How single items are written.
    pub shape: Shape,
    /// The years of the project, the first and the last.
    pub years: (i32, i32),
}

impl Whole {
    /// An item with everything that its block may hold, below a depth; `None` where it has no block.
    pub fn section(self, before: Snippet, slot: Slot, depth: usize) -> Option<Snippet> {
        let Content { label, value, text, block, .. } = slot.content;
        let place = block?;
        if slot.key == Key::Task {
            return Some(self.shape.task_in(before, depth));
        }
        let mut out = before.text(format!("{} ", slot.key.label(self.shape.edition)));
        out = match label {
            LabelType::Name => out.text("\"").stop().text("\" "),
            LabelType::Year => out.stop_with(self.shape.year.to_string()).text(" "),
            LabelType::None => out,
        };
        // A plan is told, and has its tasks besides; the others say the same in another way.
        if text && value != ValueType::None && place.slots().iter().any(|slot| slot.content.repeats) {
            let inner = depth.saturating_add(1);
            out = out.text("\"\"\"").line(inner).stop().line(inner).text("\"\"\" ");
        }
        Some(self.inside(out.text("{"), place, depth.saturating_add(1)).line(depth).text("}"))
    }

    /// What a block may hold.
    fn inside(self, out: Snippet, place: Place, depth: usize) -> Snippet {
        match place {
            Place::Documents => out.line(depth).text("《").stop().text("》"),
            Place::Bodies => out.line(depth).stop().text(": \"").stop().text("\""),
            Place::Costing | Place::BudgetParts => out.line(depth).stop().text(": ").stop(),
            Place::Years => {
                let (from, to) = self.years;
                let years = (from..=to).take(MOST_YEARS);
                years.fold(out, |out, year| out.line(depth).text(format!("{year}年: ")).stop())
            }
            Place::Level1 => self.shape.levels(out, depth.saturating_sub(1)),
            Place::Library => self.library(out, depth),
            _ if place.slots().is_empty() => out.line(depth).stop(),
            _ => self.items(out, place, depth),
        }
    }

    fn items(self, out: Snippet, place: Place, depth: usize) -> Snippet {
        let edition = self.shape.edition;
        let shape = Shape { place, ..self.shape };
        let is_known =
            |slot: &&Slot| slot.key.spellings().iter().any(|spelling| spelling.editions.accepts(edition));
        let is_of_one_year = self.years.0 == self.years.1;
        let wanted = |slot: &&Slot| !(slot.key == Key::ByYear && is_of_one_year);
        let mut money = 0_usize;
        place.slots().iter().filter(is_known).filter(wanted).fold(out, |out, slot| {
            let out = out.line(depth);
            let content = slot.content;
            let has_text = content.text && content.block.is_none_or(|block| block == Place::BudgetParts);
            if !has_text && let Some(section) = self.section(out.clone(), *slot, depth) {
                return section;
            }
            let label = slot.key.label(edition);
            if content.value == ValueType::Money {
                money = money.saturating_add(1);
                let out = out.text(format!("{label}: "));
                return if money == 1 { out.stop() } else { out.stop_with("0元") };
            }
            let separator = if shape.has_colon(*slot) { "" } else { " " };
            out.text(format!("{label}{separator}")).then(shape.tail(*slot, depth))
        })
    }

    /// Of a library, the levels that any project has, without those above them.
    fn library(self, out: Snippet, depth: usize) -> Snippet {
        let edition = self.shape.edition;
        let levels = Level1::all().filter(|level| level.editions().accepts(edition));
        levels.flat_map(|level| usual_levels(level, edition)).fold(out, |out, level| {
            let out = out.line(depth).text(format!("{} {{", level.info().name));
            out.line(depth.saturating_add(1)).stop().text(": ").stop().line(depth).text("}")
        })
    }

    /// A document with what is known of it.
    pub fn document(self) -> Snippet {
        let out = Snippet::of("《").stop().text("》 {");
        self.items(out, Place::Document, 1).line(0).text("}")
    }
}
