//! Whether two texts speak of the same thing, by the pairs of neighbouring characters they share. Most Chinese words are
//! two characters, so no dictionary is needed; words that every declaration has count for nothing.

use std::collections::HashSet;
use std::ops::Range;
use std::sync::OnceLock;

use crate::edition::words_reference::COMMON_PAIRS;
use crate::rules::ProjectCx;

/// The pairs in a text. Of two pairs that fall together by accident (about one in a hundred), a rule sees one more than
/// there is, and keeps silent.
pub(super) struct Pairs(Box<[u64; WORDS]>);

const WORDS: usize = 1024;

impl Pairs {
    /// No pairs.
    pub fn new() -> Self {
        Self(Box::new([0; WORDS]))
    }

    /// The pairs of a text.
    pub fn of(text: &str) -> Self {
        let mut pairs = Self::new();
        pairs.add(text);
        pairs
    }

    /// The pairs of a project's indicators and of the notes beside them.
    pub fn of_indicators(cx: &ProjectCx<'_>) -> Self {
        let mut pairs = Self::new();
        for indicator in &cx.project.indicators {
            pairs.add(&indicator.name.value);
            for note in &indicator.notes {
                pairs.add(cx.resolved.text(note).text());
            }
        }
        pairs
    }

    /// Adds the pairs of a text.
    pub fn add(&mut self, text: &str) {
        for (first, second) in neighbours(text) {
            let (word, bit) = place(first, second);
            if let Some(word) = self.0.get_mut(word) {
                *word |= bit;
            }
        }
    }

    fn has(&self, first: char, second: char) -> bool {
        let (word, bit) = place(first, second);
        self.0.get(word).is_some_and(|word| word & bit != 0)
    }

    /// The same, but for what `known` speaks of too: it does not tell this item from others.
    pub fn share_besides(&self, item: &str, known: &Self) -> Share {
        let mut share = Share::default();
        let telling =
            |(first, second): &(char, char)| says_something(*first, *second) && !known.has(*first, *second);
        for (first, second) in neighbours(item).filter(telling) {
            share.of = share.of.saturating_add(1);
            share.found = share.found.saturating_add(usize::from(self.has(first, second)));
        }
        share
    }

    /// How much of what `item` speaks of is spoken of here.
    pub fn share(&self, item: &str) -> Share {
        let mut share = Share::default();
        for (first, second) in neighbours(item).filter(|(first, second)| says_something(*first, *second)) {
            share.of = share.of.saturating_add(1);
            share.found = share.found.saturating_add(usize::from(self.has(first, second)));
        }
        share
    }
}

/// How many pairs of an item are found.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Share {
    /// Those found.
    pub found: usize,
    /// All that say something.
    pub of: usize,
}

impl Share {
    /// Whether the item is not spoken of: at most one pair in five is found, and there are enough to tell.
    pub const fn is_absent(self) -> bool {
        self.of >= 2 && self.found.saturating_mul(5) <= self.of
    }

    /// Whether less than one pair in five is found: of a name of five, none.
    pub const fn is_hardly_there(self) -> bool {
        self.of >= 2 && self.found.saturating_mul(5) < self.of
    }

    /// Whether nothing at all of the item is spoken of.
    pub const fn is_nothing(self) -> bool {
        self.of >= 2 && self.found == 0
    }

    /// Whether the item is spoken of: at least one pair in three is found.
    pub const fn is_present(self) -> bool {
        self.of >= 1 && self.found.saturating_mul(3) >= self.of
    }
}

fn place(first: char, second: char) -> (usize, u64) {
    let mixed = u64::from(u32::from(first)).wrapping_mul(0x9E37_79B9_7F4A_7C15)
        ^ u64::from(u32::from(second)).wrapping_mul(0xC2B2_AE3D_27D4_EB4F);
    let mixed = mixed.wrapping_mul(0xFF51_AFD7_ED55_8CCD) >> 48;
    (
        usize::try_from(mixed >> 6).unwrap_or_default(),
        1_u64.wrapping_shl(u32::try_from(mixed & 63).unwrap_or_default()),
    )
}

/// The pairs of letters that stand beside each other.
fn neighbours(text: &str) -> impl Iterator<Item = (char, char)> {
    let mut before: Option<char> = None;
    text.chars().filter_map(move |c| {
        let letter = Some(c).filter(|c| c.is_alphanumeric());
        let pair = before.zip(letter);
        before = letter;
        pair
    })
}

/// Characters that join words.
const JOINS: &str = "的和与及等为在了对以或并将把各本其是个由从到至中上下内每共按向给使让";

fn says_something(first: char, second: char) -> bool {
    static COMMON: OnceLock<HashSet<(char, char)>> = OnceLock::new();
    let common = COMMON.get_or_init(|| {
        let pair = |word: &&str| {
            let mut chars = word.chars();
            Some((chars.next()?, chars.next()?))
        };
        COMMON_PAIRS.iter().filter_map(pair).collect()
    });
    let is_number = |c: char| c.is_ascii_digit();
    !is_number(first)
        && !is_number(second)
        && !JOINS.contains(first)
        && !JOINS.contains(second)
        && !common.contains(&(first, second))
}

/// The characters of a name's words that not every declaration has.
pub(super) fn own_characters(name: &str) -> Vec<char> {
    let mut own: Vec<char> = Vec::new();
    for (first, second) in neighbours(name).filter(|(first, second)| says_something(*first, *second)) {
        for c in [first, second] {
            if !own.contains(&c) {
                own.push(c);
            }
        }
    }
    own
}

/// The items of a list inside a part of a text, `、 以及 和` between them, without the words around.
pub(super) fn items(text: &str, within: Range<usize>) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut depth = 0_usize;
    let mut start = within.start;
    let part = text.get(within.clone()).unwrap_or_default();
    let mut skip_to = 0_usize;
    for (at, c) in part.char_indices() {
        if at < skip_to {
            continue;
        }
        match c {
            '“' | '（' | '《' | '〈' => depth = depth.saturating_add(1),
            '”' | '）' | '》' | '〉' => depth = depth.saturating_sub(1),
            _ => {}
        }
        let rest = part.get(at..).unwrap_or_default();
        let mark = ["、", "，", "；", ";", "：", "。", "\n", "以及", "和", "及"]
            .iter()
            .find(|mark| rest.starts_with(**mark));
        if let Some(mark) = mark.filter(|_| depth == 0) {
            let here = within.start.saturating_add(at);
            found.push(start..here);
            start = here.saturating_add(mark.len());
            skip_to = at.saturating_add(mark.len());
        }
    }
    found.push(start..within.end);
    found.into_iter().map(|range| bare(text, range)).filter(|range| !range.is_empty()).collect()
}

/// An item without what joins it to the others.
fn bare(text: &str, range: Range<usize>) -> Range<usize> {
    let mut range = crate::rules::passages::trim(text, range);
    for lead in ["以及", "并", "及", "和", "另外", "其中"] {
        if text.get(range.clone()).is_some_and(|words| words.starts_with(lead) && words.len() > lead.len()) {
            range.start = range.start.saturating_add(lead.len());
        }
    }
    for tail in ["等工作", "等活动", "等内容", "等"] {
        if text.get(range.clone()).is_some_and(|words| words.ends_with(tail) && words.len() > tail.len()) {
            range.end = range.end.saturating_sub(tail.len());
            break;
        }
    }
    range
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_share_what_they_speak_of() {
        let plan = Pairs::of("征订本系统的党报党刊，以及印刷相关会务资料");
        assert!(plan.share("党报党刊征订量").is_present());
        assert!(plan.share("精神文明建设成效").is_nothing());
        assert_eq!(
            plan.share("工作开展情况").of,
            2,
            "words of every declaration say nothing: {:?}",
            plan.share("工作开展情况")
        );
    }

    #[test]
    fn a_list_falls_into_its_items() {
        let text = "有“品牌、形象”建设、公益助学、以及微信公众号运维等";
        let found: Vec<&str> =
            items(text, 3..text.len()).into_iter().map(|range| text.get(range).unwrap()).collect();
        assert_eq!(found, ["“品牌、形象”建设", "公益助学", "微信公众号运维"]);
    }
}
