//! Declarations to fill in: everything the edition requires, blank, with what may stand there in comments.
//!
//! A template must never state a fact of the declaration: whatever its author has to decide is left blank, so that the
//! rules ask for it.

use std::ops::RangeInclusive;

use crate::edition::{
    ATTRIBUTES, CATEGORIES, Edition, EnumValue, Key, Level1, Level2, NATURES, Place, SECTIONS, Slot,
    ValueType,
};
use crate::text::{Lang, Words};

/// The fiscal years that a declaration can be made for.
pub const YEARS: RangeInclusive<i32> = 1990..=2999;

/// The fiscal year that is prepared in a month (1 to 12) of a year: from July on the next one.
pub const fn coming_year(year: i32, month: u8) -> i32 {
    if month < 7 { year } else { year.saturating_add(1) }
}

/// What a template is made for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct For<'a> {
    /// The region, as 版式 names it; `None` leaves it to the configuration.
    pub region: Option<&'a str>,
    /// The fiscal year.
    pub year: i32,
    /// The department; blank if not known.
    pub department: &'a str,
    /// The language of the comments.
    pub lang: Lang,
}

/// An example of a task with its cost lines, to be put into a comment.
const TASK_EXAMPLE: &str = "\"…\": 20万元";
/// An example of an amount.
const MONEY_EXAMPLE: &str = "20万元";
/// An amount of nothing.
const NO_MONEY: &str = "0元";
/// An example of an indicator.
const INDICATOR_EXAMPLE: &str = "参训人数 >= 600 人次";

impl For<'_> {
    fn edition(&self) -> Edition {
        Edition::choose(self.region, Some(self.year))
    }

    fn say(&self, zh: &'static str, en: &'static str) -> &'static str {
        Words { zh, en }.get(self.lang)
    }

    /// The cover, 申报.
    pub fn cover(&self) -> String {
        let label = |key: Key| key.label(self.edition());
        let mut lines = vec![format!("{} {} {{", label(Key::Declaration), self.year)];
        if let Some(region) = self.region {
            lines.push(format!("{}: {region}", label(Key::Region)));
        }
        lines.push(format!("{}: {}", label(Key::Department), pmt_syntax::quote(self.department)));
        lines.push(format!(
            "// {}",
            self.say(
                "单位数、项目数和预算资金不写就由各项目的文件得出",
                "the numbers of units and projects and the budget follow from the projects' files",
            )
        ));
        lines.push("}".to_owned());
        canonical(&lines.join("\n"))
    }

    /// A project with everything required; `inherits` if it stands under a cover that names its department.
    pub fn project(&self, name: &str, inherits: bool) -> String {
        let edition = self.edition();
        let mut lines = vec![format!("{} {} {{", Key::Project.label(edition), pmt_syntax::quote(name))];
        let shapes = Shapes { edition, year: Some(self.year), lang: self.lang };
        for slot in project_slots(edition) {
            if inherits && slot.key == Key::Department {
                continue;
            }
            if shapes.stands_apart(slot.key) {
                lines.push(String::new());
            }
            shapes.item(slot, &mut lines);
        }
        lines.push("}".to_owned());
        canonical(&lines.join("\n"))
    }
}

/// The shapes of blank items, for a whole template and for what is missing in a project.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Shapes {
    /// The edition.
    pub(crate) edition: Edition,
    /// The fiscal year, if it is known.
    pub(crate) year: Option<i32>,
    /// The language of the comments.
    pub(crate) lang: Lang,
}

impl Shapes {
    /// Whether a blank line stands before the item.
    pub(crate) fn stands_apart(self, key: Key) -> bool {
        let is_section = self.edition != Edition::Central2021 && is_section(key);
        is_section || matches!(key, Key::TotalFunds | Key::WholeGoal | Key::Indicators)
    }

    /// The lines of an item with nothing filled in.
    pub(crate) fn item(self, slot: Slot, lines: &mut Vec<String>) {
        let edition = self.edition;
        let label = slot.key.label(edition);
        if let Some((_, guidance)) = SECTIONS.iter().find(|(key, _)| *key == slot.key && is_section(*key)) {
            lines.push(format!("// {guidance}"));
        }
        match (slot.key, slot.content.value) {
            (Key::Period, _) => lines.push(match self.year {
                Some(year) => format!("{label}: {year}-01-01 至 {year}-12-31"),
                None => format!("{label}: \"\""),
            }),
            (Key::Indicators, _) => self.indicators(label, lines),
            (Key::Plan, _) => {
                let task = Key::Task.label(edition);
                lines.push(format!("{label} \"\"\"\n\"\"\" {{\n// {task} {TASK_EXAMPLE}\n}}"));
            }
            (_, ValueType::Category) => lines.push(choice(label, CATEGORIES, edition)),
            (_, ValueType::Nature) => lines.push(choice(label, NATURES, edition)),
            (_, ValueType::Attribute) => lines.push(choice(label, ATTRIBUTES, edition)),
            (_, ValueType::Money) => {
                lines.push(format!("{label} {{"));
                let place = slot.content.block.unwrap_or(Place::TotalFunds);
                let parts = place.slots().iter().filter(|part| part.content.value == ValueType::Money);
                // The parts of an example add up, too.
                let amounts = std::iter::once(MONEY_EXAMPLE).chain(std::iter::repeat(NO_MONEY));
                for (part, amount) in parts.zip(amounts) {
                    lines.push(format!("// {}: {amount}", part.key.label(edition)));
                }
                lines.push("}".to_owned());
            }
            _ if slot.content.text => lines.push(format!("{label} \"\"\"\n\"\"\"")),
            _ => lines.push(format!("{label}: \"\"")),
        }
    }

    /// One blank indicator under each level 2 that any project has.
    fn indicators(self, label: &str, lines: &mut Vec<String>) {
        let edition = self.edition;
        let example = Words { zh: "如 ", en: "such as " }.get(self.lang);
        lines.push(format!("// {example}{INDICATOR_EXAMPLE}\n{label} {{"));
        for level1 in Level1::all().filter(|level| level.editions().requires(edition)) {
            lines.push(format!("{} {{", level1.info().name));
            for level2 in usual_levels(level1, edition) {
                lines.push(format!("{} {{\n\"\" = \"\"\n}}", level2.info().name));
            }
            lines.push("}".to_owned());
        }
        lines.push("}".to_owned());
    }
}

/// What a whole project has in an edition, in the form's order: what is required, and the narrative, which is the
/// Shanghai form's.
pub fn project_slots(edition: Edition) -> impl Iterator<Item = Slot> {
    let has_narrative = edition != Edition::Central2021;
    let belongs =
        move |slot: &&Slot| slot.required.requires(edition) || has_narrative && is_section(slot.key);
    Place::Project.slots().iter().filter(belongs).copied()
}

/// The level-2 indicators under a level 1 that any project has.
pub fn usual_levels(level1: Level1, edition: Edition) -> impl Iterator<Item = Level2> {
    let usual = move |level: &Level2| {
        let is_usual = match level1 {
            Level1::Output | Level1::Satisfaction => true,
            Level1::Benefit => *level == Level2::SocialBenefit,
            Level1::Cost => *level == Level2::EconomicCost,
        };
        level.parent() == level1 && is_usual && level.editions().requires(edition)
    };
    Level2::all().filter(usual)
}

/// Whether a key is a section of the narrative that has no other place in the form.
fn is_section(key: Key) -> bool {
    !matches!(key, Key::Period | Key::Goals) && SECTIONS.iter().any(|(section, _)| *section == key)
}

/// A blank choice with what can be chosen.
fn choice(label: &str, list: &[EnumValue], edition: Edition) -> String {
    let values = list.iter().filter(|value| value.editions.accepts(edition)).map(|value| value.text);
    format!("{label}: \"\" // {}", values.collect::<Vec<_>>().join("、"))
}

pub(crate) fn canonical(text: &str) -> String {
    pmt_syntax::format(&pmt_syntax::parse(text)).unwrap_or_else(|| format!("{text}\n"))
}

/// The name of a project's file: its number, then its name as far as every system allows it.
pub fn file_name(number: usize, name: &str, width: usize) -> String {
    const MOST: usize = 60;
    let forbidden =
        |c: char| c.is_control() || matches!(c, '/' | '\\' | ':' | '*' | '?' | '"' | '<' | '>' | '|');
    let plain: String = name.chars().map(|c| if forbidden(c) { '-' } else { c }).take(MOST).collect();
    let plain = plain.trim_matches(|c: char| c.is_whitespace() || matches!(c, '.' | '-'));
    let plain = if plain.is_empty() { Key::Project.label(Edition::Common) } else { plain };
    format!("{number:0width$}-{plain}.pmt")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::Settings;
    use crate::edition::FORMS;
    use crate::workspace::{SourceFile, Workspace};

    /// What may be found in a template: fields and sections that are blank, and values that say nothing.
    const TO_FILL_IN: [&str; 3] = ["STR01", "STR02", "VAL01"];

    #[test]
    fn a_template_is_formatted_and_only_asks_to_be_filled_in_in_every_edition() {
        for form in FORMS {
            for lang in [Lang::Zh, Lang::En] {
                let of = For { region: Some(form.region), year: form.from_year, department: "", lang };
                let files = [("申报.pmt", of.cover()), ("01-项目.pmt", of.project("", true))];
                for (_, text) in &files {
                    let parsed = pmt_syntax::parse(text.as_str());
                    assert!(parsed.errors.is_empty(), "{text}");
                    assert_eq!(pmt_syntax::format(&parsed).as_deref(), Some(text.as_str()));
                }
                let sources =
                    files.map(|(path, text)| SourceFile { path: path.to_owned(), text: text.into() });
                let findings = Workspace::new(sources.to_vec()).check(&Settings::default()).0;
                let other: Vec<_> =
                    findings.iter().filter(|finding| !TO_FILL_IN.contains(&finding.rule.code)).collect();
                let other: Vec<_> = other
                    .iter()
                    .map(|finding| format!("{} {}", finding.rule.code, finding.message.zh))
                    .collect();
                assert!(other.is_empty(), "{} {}: {other:#?}", form.region, form.from_year);
                assert!(findings.len() >= 10, "it asks for what is missing");
            }
        }
    }

    #[test]
    fn a_file_is_named_after_its_number_and_project() {
        assert_eq!(file_name(3, "党组织建设", 2), "03-党组织建设.pmt");
        assert_eq!(file_name(12, "A/B: \"C\"?", 3), "012-A-B- -C.pmt");
        assert_eq!(file_name(1, "…", 2), "01-….pmt");
        assert_eq!(file_name(1, " . ", 2), "01-项目.pmt");
    }
}
