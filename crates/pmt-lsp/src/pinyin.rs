//! Finding Chinese names without switching the input method: by the characters themselves, by full pinyin, by initials,
//! and by any mixture of them.

use pinyin::ToPinyinMulti;

/// Most characters of a query that count.
const LONGEST_QUERY: usize = 64;
/// Most characters of a name that count.
const LONGEST_NAME: usize = 200;

/// How well a name matches; the least is the best.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Rank {
    /// It is what was asked for.
    Whole,
    /// It begins so.
    Start,
    /// It holds it.
    Inside,
    /// It holds its parts in order, with others between.
    Scattered,
}

/// Something to look for.
#[derive(Clone, Debug)]
pub struct Matcher {
    query: Vec<char>,
}

impl Matcher {
    /// A matcher for what was typed; blanks and case do not count.
    pub fn new(query: &str) -> Self {
        let letters = query.chars().filter(|c| !c.is_whitespace() && *c != '\'');
        Self { query: letters.map(|c| c.to_ascii_lowercase()).take(LONGEST_QUERY).collect() }
    }

    /// Whether nothing was typed: then everything matches.
    pub fn is_empty(&self) -> bool {
        self.query.is_empty()
    }

    /// How well a name matches; `None` if it does not.
    pub fn rank(&self, name: &str) -> Option<Rank> {
        if self.is_empty() {
            return Some(Rank::Inside);
        }
        let name: Vec<char> = name.chars().take(LONGEST_NAME).map(|c| c.to_ascii_lowercase()).collect();
        let sounds: Vec<Vec<&'static str>> = name.iter().map(|c| sounds(*c)).collect();
        // What is left of the query after each character, for every way of reading it.
        let mut best = None;
        for start in 0..name.len() {
            if let Some(end) = self.run(&name, &sounds, start, false) {
                let whole = start == 0 && end == name.len();
                let rank = if whole {
                    Rank::Whole
                } else if start == 0 {
                    Rank::Start
                } else {
                    Rank::Inside
                };
                best = Some(best.map_or(rank, |best: Rank| best.min(rank)));
                if start == 0 {
                    break;
                }
            }
        }
        best.or_else(|| self.run(&name, &sounds, 0, true).map(|_| Rank::Scattered))
    }

    /// Where the whole query has been found from a character on, with gaps or without.
    fn run(&self, name: &[char], sounds: &[Vec<&'static str>], start: usize, gaps: bool) -> Option<usize> {
        let mut reached = vec![false; self.query.len().saturating_add(1)];
        *reached.first_mut()? = true;
        for (index, (letter, sounds)) in name.iter().zip(sounds).enumerate().skip(start) {
            let mut next = if gaps { reached.clone() } else { vec![false; reached.len()] };
            for (at, _) in reached.iter().enumerate().filter(|(_, reached)| **reached) {
                let rest = self.query.get(at..).unwrap_or_default();
                let mut reach = |length: usize| {
                    if let Some(there) = next.get_mut(at.saturating_add(length)) {
                        *there = true;
                    }
                };
                if rest.first() == Some(letter) {
                    reach(1);
                }
                for sound in sounds {
                    let same = sound.chars().zip(rest).take_while(|(one, other)| one == *other).count();
                    (1..=same).for_each(&mut reach);
                }
            }
            if next.last() == Some(&true) {
                return Some(index.saturating_add(1));
            }
            if !next.contains(&true) {
                return None;
            }
            reached = next;
        }
        None
    }
}

/// The syllables that a character may stand for, without tones.
fn sounds(letter: char) -> Vec<&'static str> {
    let all = letter.to_pinyin_multi().into_iter().flatten();
    let mut plain: Vec<&'static str> = all.map(pinyin::Pinyin::plain).collect();
    plain.sort_unstable();
    plain.dedup();
    plain
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rank(query: &str, name: &str) -> Option<Rank> {
        Matcher::new(query).rank(name)
    }

    #[test]
    fn a_name_is_found_by_characters_pinyin_and_initials() {
        for query in ["项目类别", "xmlb", "xiangmuleibie", "XiangMu LeiBie", "xiangmulb", "项mlb", "xmuleib"]
        {
            assert_eq!(rank(query, "项目类别"), Some(Rank::Whole), "{query}");
        }
        assert_eq!(rank("xm", "项目类别"), Some(Rank::Start));
        assert_eq!(rank("lb", "项目类别"), Some(Rank::Inside));
        assert_eq!(rank("类别", "项目类别"), Some(Rank::Inside));
        assert_eq!(rank("xlb", "项目类别"), Some(Rank::Scattered));
        assert_eq!(rank("lbx", "项目类别"), None);
        assert_eq!(rank("xmx", "项目类别"), None);
    }

    #[test]
    fn a_character_has_all_its_readings() {
        assert_eq!(rank("zq", "长期"), None);
        assert_eq!(rank("cq", "长期"), Some(Rank::Whole));
        assert_eq!(rank("zhangqi", "长期"), Some(Rank::Whole));
        assert_eq!(rank("yinhang", "银行"), Some(Rank::Whole));
        assert_eq!(rank("yinxing", "银行"), Some(Rank::Whole));
    }

    #[test]
    fn other_signs_stand_for_themselves() {
        assert_eq!(rank("pm2.5nd", "PM2.5浓度"), Some(Rank::Whole));
        assert_eq!(rank("12345", "12345热线办结率"), Some(Rank::Start));
        assert_eq!(rank("𠮷", "在𠮷田"), Some(Rank::Inside));
        assert_eq!(rank("", "什么都行"), Some(Rank::Inside));
        assert_eq!(rank(&"x".repeat(1000), &"项".repeat(1000)), Some(Rank::Start), "bounded");
    }
}
