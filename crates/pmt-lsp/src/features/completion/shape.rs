//! The shape in which an item is written: what its row of the vocabulary says, as a snippet.

use pmt_core::edition::{
    ATTRIBUTES, CATEGORIES, Content, Edition, EnumValue, Key, LabelType, Level1, NATURES, Place, Slot,
    ValueType,
};
use pmt_core::template::{project_slots, usual_levels};

use super::snippet::Snippet;

/// What shapes depend on.
#[derive(Clone, Copy)]
pub struct Shape {
    /// The edition.
    pub edition: Edition,
    /// The fiscal year.
    pub year: i32,
    /// The place that the item stands at.
    pub place: Place,
}

/// A text, its lines below `depth`.
fn text(before: Snippet, depth: usize) -> Snippet {
    let inner = depth.saturating_add(1);
    before.text("\"\"\"").line(inner).stop().line(inner).text("\"\"\"")
}

fn block(before: Snippet, depth: usize) -> Snippet {
    before.text("{").line(depth.saturating_add(1)).stop().line(depth).text("}")
}

impl Shape {
    /// An item of a key, whole: its label and what stands behind it.
    pub fn item(self, slot: Slot) -> Snippet {
        let tail = self.tail(slot, 0);
        let label = slot.key.label(self.edition);
        let separator = if self.has_colon(slot) { "" } else { " " };
        Snippet::of(format!("{label}{separator}")).then(tail)
    }

    /// Whether a colon stands right behind the key.
    pub fn has_colon(self, slot: Slot) -> bool {
        let content = slot.content;
        let is_text = content.text && !self.is_short(content) && content.value != ValueType::Period;
        let has_parts = content.value == ValueType::Money && content.block.is_some();
        let has_none = matches!(content.value, ValueType::None | ValueType::Target);
        content.label == LabelType::None && !(is_text || has_parts || has_none)
    }

    /// Whether a text is one line as a rule: a detail of something, no section.
    fn is_short(self, content: Content) -> bool {
        content.text
            && content.block.is_none()
            && matches!(self.place, Place::Document | Place::Task | Place::Indicator)
    }

    /// What stands behind the key of an item.
    pub fn tail(self, slot: Slot, depth: usize) -> Snippet {
        let content = slot.content;
        let start = if self.has_colon(slot) { Snippet::of(": ") } else { Snippet::default() };
        match (content.label, content.value) {
            (LabelType::Year, _) => block(start.stop_with(self.year.to_string()).text(" "), depth),
            (LabelType::Name, ValueType::None) => block(start.text("\"").stop().text("\" "), depth),
            (LabelType::Name, _) => start.text("\"").stop().text("\": ").stop(),
            (_, ValueType::Period) if slot.key == Key::Validity => start.stop(),
            (_, ValueType::Period) => start
                .stop_with(format!("{}-01-01", self.year))
                .text(" 至 ")
                .stop_with(format!("{}-12-31", self.year)),
            (_, ValueType::Target) => start.text(">= ").stop(),
            (_, ValueType::Money) if content.block.is_some() => self.funds(start, content, depth),
            _ if self.is_short(content) => start.text("\"").stop().text("\""),
            (_, value) if content.text => {
                let inner = content.block.filter(|_| value != ValueType::Names);
                match inner {
                    // A plan is told, and has its tasks besides; a basis is a list.
                    Some(place) if place.slots().iter().any(|slot| slot.content.repeats) => {
                        block(text(start, depth).text(" "), depth)
                    }
                    Some(_) => block(start, depth),
                    None => text(start, depth),
                }
            }
            (_, ValueType::None) => block(start, depth),
            (_, ValueType::Name) if slot.key != Key::Kind => start.text("\"").stop().text("\""),
            _ => start.stop(),
        }
    }

    /// A total that follows from its parts.
    fn funds(self, start: Snippet, content: Content, depth: usize) -> Snippet {
        let place = content.block.unwrap_or(self.place);
        let parts = place.slots().iter().filter(|part| part.content.value == ValueType::Money);
        let mut out = start.text("{");
        for (index, part) in parts.enumerate() {
            out = out.line(depth.saturating_add(1)).text(format!("{}: ", part.key.label(self.edition)));
            out = if index == 0 { out.stop() } else { out.stop_with("0元") };
        }
        out.line(depth).text("}")
    }

    /// A new project with everything that it needs; what it inherits is left out.
    pub fn project(self, inherits: impl Fn(Key) -> bool) -> Snippet {
        let label = Key::Project.label(self.edition);
        let mut out = Snippet::of(format!("{label} \"")).stop().text("\" {");
        let inner = Self { place: Place::Project, ..self };
        for slot in project_slots(self.edition).filter(|slot| !inherits(slot.key)) {
            out = inner.whole(out.line(1), slot);
        }
        out.line(0).text("}")
    }

    /// An item of a project with everything in it.
    fn whole(self, out: Snippet, slot: Slot) -> Snippet {
        let label = slot.key.label(self.edition);
        match slot.content.value {
            ValueType::Category => out.text(format!("{label}: ")).choice(choices(CATEGORIES, self.edition)),
            ValueType::Nature => out.text(format!("{label}: ")).choice(choices(NATURES, self.edition)),
            ValueType::Attribute => out.text(format!("{label}: ")).choice(choices(ATTRIBUTES, self.edition)),
            _ if slot.content.block == Some(Place::Level1) => {
                self.levels(out.text(format!("{label} {{")), 1).line(1).text("}")
            }
            _ => {
                let separator = if self.has_colon(slot) { "" } else { " " };
                out.text(format!("{label}{separator}")).then(self.tail(slot, 1))
            }
        }
    }

    /// All levels of indicators that any project has, below a depth.
    pub fn levels(self, mut out: Snippet, depth: usize) -> Snippet {
        for level1 in Level1::all().filter(|level| level.editions().requires(self.edition)) {
            let inner = depth.saturating_add(1);
            out = self.level(out.line(inner), level1, inner);
        }
        out
    }

    /// A level 1 with the level 2 that any project has.
    pub fn level(self, out: Snippet, level1: Level1, depth: usize) -> Snippet {
        let mut out = out.text(format!("{} {{", level1.info().name));
        let inner = depth.saturating_add(1);
        for level2 in usual_levels(level1, self.edition) {
            out = block(out.line(inner).text(format!("{} ", level2.info().name)), inner);
        }
        out.line(depth).text("}")
    }

    /// A cover with what it needs.
    pub fn cover(self, region: Option<&str>) -> Snippet {
        let label = |key: Key| key.label(self.edition);
        let mut out =
            Snippet::of(format!("{} ", label(Key::Declaration))).stop_with(self.year.to_string()).text(" {");
        out = out.line(1).text(format!("{}: ", label(Key::Region)));
        let regions = Edition::regions().into_iter().map(str::to_owned).collect();
        out = match region {
            Some(region) => out.text(region),
            None => out.choice(regions),
        };
        out = out.line(1).text(format!("{}: \"", label(Key::Department))).stop().text("\"");
        out = out.line(1).text(format!("{}: ", label(Key::UnitCount))).stop_with("1");
        out.line(0).text("}")
    }

    /// A task with its time, its owner and its cost lines.
    pub fn task(self) -> Snippet {
        self.task_in(Snippet::default(), 0)
    }

    /// The same below a depth.
    pub fn task_in(self, before: Snippet, depth: usize) -> Snippet {
        let label = |key: Key| key.label(self.edition);
        let inner = depth.saturating_add(1);
        let out = before.text(format!("{} \"", label(Key::Task))).stop().text("\": ").stop().text(" {");
        let out = out.line(inner).text(format!("{}: ", label(Key::Time))).stop();
        let out = out.line(inner).text(format!("{}: ", label(Key::Owner))).stop();
        block(out.line(inner).text(format!("{} ", label(Key::Costing))), inner).line(depth).text("}")
    }
}

/// The words of a list that an edition has.
pub fn choices(list: &[EnumValue], edition: Edition) -> Vec<String> {
    list.iter().filter(|value| value.editions.accepts(edition)).map(|value| value.text.to_owned()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use pmt_core::edition::FORMS;
    use pmt_syntax::SyntaxErrorKind;

    /// What is wrong with a shape besides the values that are still to be written.
    fn wrong(snippet: &Snippet) -> Vec<SyntaxErrorKind> {
        let text = snippet.as_text("", false);
        let errors = pmt_syntax::parse(text).errors.into_iter().map(|error| error.kind);
        errors.filter(|kind| !matches!(kind, SyntaxErrorKind::MissingValue)).collect()
    }

    #[test]
    fn every_shape_is_well_formed_in_every_edition() {
        for form in FORMS {
            for place in Place::TABLES {
                let shape = Shape { edition: form.edition, year: form.from_year, place: *place };
                for slot in place.slots() {
                    let snippet = shape.item(*slot);
                    assert!(
                        wrong(&snippet).is_empty(),
                        "{:?}: {:?} {}",
                        slot.key,
                        wrong(&snippet),
                        snippet.as_snippet()
                    );
                }
                let project = shape.project(|_| false);
                for whole in [project, shape.cover(None), shape.task()] {
                    assert!(wrong(&whole).is_empty(), "{:?} {}", wrong(&whole), whole.as_snippet());
                }
            }
        }
    }

    #[test]
    fn a_whole_project_has_everything_that_its_edition_requires() {
        for form in FORMS {
            let shape = Shape { edition: form.edition, year: form.from_year, place: Place::File };
            let text = shape.project(|_| false).as_snippet();
            for slot in Place::Project.slots().iter().filter(|slot| slot.required.requires(form.edition)) {
                assert!(text.contains(slot.key.label(form.edition)), "{:?} {:?}", form.edition, slot.key);
            }
        }
    }
}
