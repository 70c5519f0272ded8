//! Finding Chinese names by what is typed without an input method: by Han characters, full pinyin, initials, or a
//! mixture of them, and by an English name.
//!
//! Every reading of a character counts, whatever the word: who types `zx` or `cx` for 重修 finds it either way.

use pinyin::ToPinyinMulti as _;

/// Most letters that are looked for; nobody types more.
const MOST: usize = 64;

/// How well something typed fits a name: the smaller, the better.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Fit {
    /// Its beginning, in Han characters or full pinyin; or nothing is typed.
    Prefix,
    /// The initials of its beginning, some syllables perhaps in full.
    Initials,
    /// The beginning of its English name.
    English,
    /// From one of its later characters on, in Han characters or full pinyin.
    Inner,
    /// The initials of something inside.
    InnerInitials,
}

/// A name that fits.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// How well.
    pub fit: Fit,
    /// The name as it would be typed on: it begins with what was typed, so that a client that compares it with that
    /// keeps it.
    pub filter: String,
}

/// How characters were typed.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Way {
    Literal,
    Full,
    Initials,
}

/// Whether what is typed stands for a name.
pub fn find(typed: &str, name: &str, english: &str) -> Option<Found> {
    if typed.is_empty() {
        return Some(Found { fit: Fit::Prefix, filter: name.to_owned() });
    }
    let letters: Vec<char> = typed.chars().flat_map(char::to_lowercase).take(MOST).collect();
    let chars: Vec<char> = name.chars().take(MOST).collect();
    for start in 0..chars.len() {
        let mut search = Search { letters: &letters, chars: &chars, dead: Vec::new() };
        if let Some((end, way)) = search.from(0, start, Way::Literal) {
            let fit = match (start, way) {
                (0, Way::Literal | Way::Full) => Fit::Prefix,
                (0, Way::Initials) => Fit::Initials,
                (_, Way::Literal | Way::Full) => Fit::Inner,
                (_, Way::Initials) => Fit::InnerInitials,
            };
            let rest = chars.get(end..).unwrap_or_default();
            // What is typed of the last character stays as it is: it is what a client compares.
            return Some(Found { fit, filter: format!("{typed}{}", typed_on(rest, way)) });
        }
        if start == 0
            && let Some(rest) = english_rest(typed, english)
        {
            return Some(Found { fit: Fit::English, filter: format!("{typed}{rest}") });
        }
    }
    None
}

/// What follows in an English name that begins with what is typed.
fn english_rest<'e>(typed: &str, english: &'e str) -> Option<&'e str> {
    let (start, rest) = english.split_at_checked(typed.len())?;
    start.eq_ignore_ascii_case(typed).then_some(rest)
}

/// The rest of a name as somebody goes on typing it.
fn typed_on(rest: &[char], way: Way) -> String {
    let mut out = String::new();
    for c in rest {
        match (way, readings(*c).next()) {
            (Way::Full, Some(reading)) => out.extend(letters(reading)),
            (Way::Initials, Some(reading)) => out.extend(letters(reading).next()),
            _ => out.push(*c),
        }
    }
    out
}

/// The readings of a character, without tones.
fn readings(c: char) -> impl Iterator<Item = &'static str> {
    c.to_pinyin_multi().into_iter().flatten().map(pinyin::Pinyin::plain)
}

/// The letters by which a reading is typed: v for ü.
fn letters(reading: &'static str) -> impl Iterator<Item = char> {
    reading.chars().map(|c| if c == 'ü' { 'v' } else { c })
}

struct Search<'a> {
    letters: &'a [char],
    chars: &'a [char],
    /// Where nothing was found already.
    dead: Vec<(usize, usize)>,
}

impl Search<'_> {
    /// How the letters from one on stand for the characters from one on: up to which character, and in which way.
    fn from(&mut self, letter: usize, character: usize, way: Way) -> Option<(usize, Way)> {
        let Some(typed) = self.letters.get(letter) else { return Some((character, way)) };
        let c = self.chars.get(character)?;
        if self.dead.contains(&(letter, character)) {
            return None;
        }
        let (after, next) = (letter.saturating_add(1), character.saturating_add(1));
        if c.to_lowercase().eq([*typed]) || is_twin(*typed, *c) {
            return self.go_on(letter, character, &[(after, way)], next);
        }
        let mut steps: Vec<(usize, Way)> = Vec::new();
        for reading in readings(*c) {
            let rest = self.letters.get(letter..).unwrap_or_default();
            let same = letters(reading).zip(rest).take_while(|(a, b)| a == *b).count();
            let whole = same == letters(reading).count();
            if whole || same > 1 && same == rest.len() {
                steps.push((letter.saturating_add(same), way.max(Way::Full)));
            }
            if same > 0 {
                steps.push((after, Way::Initials));
                let two = matches!(reading.as_bytes(), [b'z' | b'c' | b's', b'h', ..]);
                if two && same > 1 {
                    steps.push((after.saturating_add(1), Way::Initials));
                }
            }
        }
        steps.sort_by_key(|(to, way)| (*way, std::cmp::Reverse(*to)));
        steps.dedup();
        self.go_on(letter, character, &steps, next)
    }

    fn go_on(
        &mut self,
        letter: usize,
        character: usize,
        steps: &[(usize, Way)],
        next: usize,
    ) -> Option<(usize, Way)> {
        let found = steps.iter().find_map(|(to, way)| self.from(*to, next, *way));
        if found.is_none() {
            self.dead.push((letter, character));
        }
        found
    }
}

/// Signs that a Chinese keyboard has twice.
const fn is_twin(typed: char, c: char) -> bool {
    matches!((typed, c), ('(', '（') | (')', '）') | ('"', '“' | '”') | ('<', '《') | ('>', '》'))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fit(typed: &str, name: &str) -> Option<Fit> {
        find(typed, name, "category").map(|found| found.fit)
    }

    #[test]
    fn a_name_is_found_by_han_pinyin_initials_and_english() {
        for typed in ["项", "项目类别", "xiangmuleibie", "xiang", "XiangMu", "项mu", "xiangm"] {
            assert!(fit(typed, "项目类别").is_some(), "{typed}");
        }
        assert_eq!(fit("xiangmu", "项目类别"), Some(Fit::Prefix));
        assert_eq!(fit("xmlb", "项目类别"), Some(Fit::Initials));
        assert_eq!(fit("xmleib", "项目类别"), Some(Fit::Initials));
        assert_eq!(fit("categ", "项目类别"), Some(Fit::English));
        assert_eq!(fit("类别", "项目类别"), Some(Fit::Inner));
        assert_eq!(fit("lb", "项目类别"), Some(Fit::InnerInitials));
        assert_eq!(fit("xb", "项目类别"), None);
        assert_eq!(fit("", "项目类别"), Some(Fit::Prefix));
    }

    #[test]
    fn every_reading_of_a_character_counts() {
        for typed in ["yinhang", "yinxing", "yh", "yx"] {
            assert!(fit(typed, "银行").is_some(), "{typed}");
        }
        for typed in ["quanzhong", "qz", "qzh", "quanchong", "qch"] {
            assert!(fit(typed, "权重").is_some(), "{typed}");
        }
        assert!(fit("lv", "绿化率").is_some() && fit("lvhualv", "绿化率").is_some());
    }

    #[test]
    fn the_filter_begins_with_what_was_typed() {
        let filter = |typed: &str| find(typed, "项目类别", "category").unwrap().filter;
        assert_eq!(filter("xm"), "xmlb");
        assert_eq!(filter("xiangmu"), "xiangmuleibie");
        assert_eq!(filter("项"), "项目类别");
        assert_eq!(filter("CAT"), "CATegory");
        assert_eq!(filter("lei"), "leibie");
    }

    #[test]
    fn long_input_ends_at_once() {
        let typed = "a".repeat(10_000);
        assert_eq!(fit(&typed, &"啊".repeat(10_000)), Some(Fit::Prefix));
        assert_eq!(fit(&format!("{}x", "a".repeat(60)), &"啊".repeat(60)), None);
    }
}
