//! Automatic numbers of paragraphs. What a list prints before a paragraph (`一、`, `1.`) is not in its text, but the
//! reader of the page sees it, and headings are known by it.

use std::cmp::Ordering;
use std::collections::{HashMap, HashSet};

use crate::source::xml::{Attributes, Visitor};

const LEVELS: usize = 9;

/// A level of a list.
#[derive(Clone, Debug, Default)]
struct Level {
    start: Option<u32>,
    format: String,
    text: String,
    /// The style whose paragraphs are of this level.
    style: Option<String>,
}

/// A list, by what it is made from and the levels at which it begins anew.
#[derive(Clone, Debug, Default)]
struct List {
    definition: u32,
    starts: HashMap<usize, u32>,
}

/// The lists of a document, and how far each has counted.
#[derive(Debug, Default)]
pub(super) struct Numbering {
    definitions: HashMap<u32, Vec<Level>>,
    lists: HashMap<u32, List>,
    counters: HashMap<u32, [Option<u32>; LEVELS]>,
    begun: HashSet<u32>,
    definition: Option<u32>,
    list: Option<u32>,
    level: Option<usize>,
}

impl Visitor for Numbering {
    fn open(&mut self, name: &str, attributes: &Attributes<'_>) -> bool {
        let value = || attributes.get("val").unwrap_or_default();
        match name {
            "abstractNum" => {
                self.definition = attributes.number("abstractNumId");
                if let Some(id) = self.definition {
                    self.definitions.insert(id, vec![Level::default(); LEVELS]);
                }
            }
            "num" => {
                self.list = attributes.number("numId");
                if let Some(id) = self.list {
                    self.lists.insert(id, List::default());
                }
            }
            "abstractNumId" => {
                if let (Some(list), Some(id)) = (self.open_list(), attributes.number("val")) {
                    list.definition = id;
                }
            }
            "lvl" | "lvlOverride" => {
                self.level = attributes
                    .number("ilvl")
                    .and_then(|level| usize::try_from(level).ok())
                    .filter(|level| *level < LEVELS);
            }
            "startOverride" => {
                let level = self.level;
                if let (Some(list), Some(level), Some(start)) =
                    (self.open_list(), level, attributes.number("val"))
                {
                    list.starts.insert(level, start);
                }
            }
            "start" => {
                let start = attributes.number("val");
                self.open_level(|level| level.start = start);
            }
            "numFmt" => {
                let format = value();
                self.open_level(|level| level.format = format);
            }
            "lvlText" => {
                let text = value();
                self.open_level(|level| level.text = text);
            }
            "pStyle" => {
                let style = value();
                self.open_level(|level| level.style = Some(style));
            }
            _ => {}
        }
        true
    }

    fn close(&mut self, name: &str) {
        match name {
            "abstractNum" => self.definition = None,
            "num" => self.list = None,
            "lvl" if self.list.is_none() => self.level = None,
            "lvlOverride" => self.level = None,
            _ => {}
        }
    }

    fn text(&mut self, _: &str) {}
}

impl Numbering {
    fn open_list(&mut self) -> Option<&mut List> {
        self.list.and_then(|id| self.lists.get_mut(&id))
    }

    fn open_level(&mut self, change: impl FnOnce(&mut Level)) {
        let levels = self.definition.and_then(|id| self.definitions.get_mut(&id));
        if let (Some(levels), Some(level)) = (levels, self.level)
            && let Some(level) = levels.get_mut(level)
        {
            change(level);
        }
    }

    /// The level that a list gives to the paragraphs of a style.
    pub(super) fn level_of(&self, list: u32, style: &str) -> Option<u32> {
        let levels = self.definitions.get(&self.lists.get(&list)?.definition)?;
        let level = levels.iter().position(|level| level.style.as_deref() == Some(style))?;
        u32::try_from(level).ok()
    }

    /// Counts a paragraph of a list and gives what is printed before it.
    pub(super) fn count(&mut self, list_id: u32, level: u32) -> Option<String> {
        let level = usize::try_from(level).ok().filter(|level| *level < LEVELS)?;
        let list = self.lists.get(&list_id)?.clone();
        let levels = self.definitions.get(&list.definition)?;
        let counters = self.counters.entry(list.definition).or_default();
        if self.begun.insert(list_id) {
            for (level, start) in &list.starts {
                if let Some(counter) = counters.get_mut(*level) {
                    *counter = start.checked_sub(1);
                }
            }
        }
        for (index, counter) in counters.iter_mut().enumerate() {
            let start = levels.get(index).and_then(|level| level.start).unwrap_or(1);
            *counter = match index.cmp(&level) {
                Ordering::Less => counter.or(Some(start)),
                Ordering::Equal => Some(counter.map_or(start, |count| count.saturating_add(1))),
                Ordering::Greater => None,
            };
        }
        let own = levels.get(level)?;
        if matches!(own.format.as_str(), "bullet" | "none") {
            return None;
        }
        let mut label = own.text.clone();
        for (index, (counter, level)) in counters.iter().zip(levels).enumerate() {
            let mark = format!("%{}", index.saturating_add(1));
            if label.contains(&mark) {
                label = label.replace(&mark, &printed(counter.unwrap_or(1), &level.format));
            }
        }
        // A number without a mark would run into the text.
        if label.ends_with(|c: char| c.is_alphanumeric()) {
            label.push(' ');
        }
        Some(label)
    }
}

/// A number as a list prints it.
fn printed(number: u32, format: &str) -> String {
    let one_of = |signs: &str| {
        let index = usize::try_from(number).ok().and_then(|number| number.checked_sub(1));
        index.and_then(|index| signs.chars().nth(index)).map(String::from)
    };
    let found = match format {
        "chineseCounting"
        | "chineseCountingThousand"
        | "japaneseCounting"
        | "taiwaneseCounting"
        | "taiwaneseCountingThousand"
        | "ideographDigital"
        | "taiwaneseDigital"
        | "japaneseDigitalTenThousand" => counted(number, "零一二三四五六七八九", "十百千"),
        "chineseLegalSimplified" | "ideographLegalTraditional" | "japaneseLegal" => {
            counted(number, "零壹贰叁肆伍陆柒捌玖", "拾佰仟")
        }
        "ideographTraditional" => one_of("甲乙丙丁戊己庚辛壬癸"),
        "ideographZodiac" => one_of("子丑寅卯辰巳午未申酉戌亥"),
        "decimalEnclosedCircle" | "decimalEnclosedCircleChinese" | "ideographEnclosedCircle" => {
            one_of("①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳")
        }
        "decimalEnclosedParen" => one_of("⑴⑵⑶⑷⑸⑹⑺⑻⑼⑽⑾⑿⒀⒁⒂⒃⒄⒅⒆⒇"),
        "decimalEnclosedFullstop" => one_of("⒈⒉⒊⒋⒌⒍⒎⒏⒐⒑⒒⒓⒔⒕⒖⒗⒘⒙⒚⒛"),
        "upperLetter" => one_of("ABCDEFGHIJKLMNOPQRSTUVWXYZ"),
        "lowerLetter" => one_of("abcdefghijklmnopqrstuvwxyz"),
        "upperRoman" => roman(number),
        "lowerRoman" => roman(number).map(|roman| roman.to_lowercase()),
        "decimalZero" => Some(format!("{number:02}")),
        _ => None,
    };
    found.unwrap_or_else(|| number.to_string())
}

/// A number below ten thousand in Han characters.
fn counted(number: u32, digits: &str, powers: &str) -> Option<String> {
    let digit = |value: u32| usize::try_from(value).ok().and_then(|value| digits.chars().nth(value));
    if number == 0 || number >= 10_000 {
        return None;
    }
    let mut text = String::new();
    let mut gap = false;
    for place in (0..4_u32).rev() {
        let value = number.checked_div(10_u32.checked_pow(place)?)?.checked_rem(10)?;
        if value == 0 {
            gap = !text.is_empty();
            continue;
        }
        if std::mem::take(&mut gap) {
            text.push(digit(0)?);
        }
        // Ten to nineteen are said without the one.
        if !(value == 1 && place == 1 && text.is_empty()) {
            text.push(digit(value)?);
        }
        if let Some(power) = place.checked_sub(1) {
            text.push(powers.chars().nth(usize::try_from(power).ok()?)?);
        }
    }
    Some(text)
}

fn roman(number: u32) -> Option<String> {
    const STEPS: [(u32, &str); 13] = [
        (1000, "M"),
        (900, "CM"),
        (500, "D"),
        (400, "CD"),
        (100, "C"),
        (90, "XC"),
        (50, "L"),
        (40, "XL"),
        (10, "X"),
        (9, "IX"),
        (5, "V"),
        (4, "IV"),
        (1, "I"),
    ];
    if number == 0 || number > 3999 {
        return None;
    }
    let mut rest = number;
    let mut text = String::new();
    for (value, sign) in STEPS {
        while let Some(less) = rest.checked_sub(value) {
            text.push_str(sign);
            rest = less;
        }
    }
    Some(text)
}

/// What paragraph styles say of numbering.
#[derive(Debug, Default)]
pub(super) struct Styles {
    known: HashMap<String, Style>,
    open: Option<String>,
}

#[derive(Clone, Debug, Default)]
struct Style {
    based_on: Option<String>,
    list: Option<u32>,
    level: Option<u32>,
}

impl Visitor for Styles {
    fn open(&mut self, name: &str, attributes: &Attributes<'_>) -> bool {
        if name == "style" {
            self.open = attributes.get("styleId");
            if let Some(id) = &self.open {
                self.known.insert(id.clone(), Style::default());
            }
            return true;
        }
        let Some(style) = self.open.as_ref().and_then(|id| self.known.get_mut(id)) else { return true };
        match name {
            "basedOn" => style.based_on = attributes.get("val"),
            "numId" => style.list = attributes.number("val"),
            "ilvl" => style.level = attributes.number("val"),
            _ => {}
        }
        true
    }

    fn close(&mut self, name: &str) {
        if name == "style" {
            self.open = None;
        }
    }

    fn text(&mut self, _: &str) {}
}

impl Styles {
    /// The list and level of a style's paragraphs, its own or of the style it is based on.
    pub(super) fn list(&self, style: &str, numbering: &Numbering) -> Option<(u32, u32)> {
        const DEEPEST: usize = 20;
        let mut name = style;
        for _ in 0..DEEPEST {
            let found = self.known.get(name)?;
            if let Some(list) = found.list {
                let level = found.level.or_else(|| numbering.level_of(list, name)).unwrap_or(0);
                return Some((list, level));
            }
            name = found.based_on.as_deref()?;
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_printed_as_lists_print_them() {
        let all = |format: &str, numbers: &[u32]| {
            numbers.iter().map(|number| printed(*number, format)).collect::<Vec<_>>().join(" ")
        };
        assert_eq!(
            all("chineseCounting", &[1, 10, 11, 20, 35, 101, 110]),
            "一 十 十一 二十 三十五 一百零一 一百一十"
        );
        assert_eq!(all("decimalEnclosedCircle", &[1, 20, 21]), "① ⑳ 21");
        assert_eq!(all("upperRoman", &[4, 9, 1994]), "IV IX MCMXCIV");
        assert_eq!(all("decimalZero", &[7]), "07");
    }
}
