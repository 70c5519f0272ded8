//! Names of bodies: found by what they end in, taken back to where they can begin.

use std::ops::Range;
use std::sync::LazyLock;

use super::cursor::{char_at, char_before, has_at, longest_at, longest_before};
use super::{Name, Scan};
use crate::edition::words_prose::{AFTER_AND_IN_NAMES, BODY_ENDINGS, LEADING, SELF_NAMES};

/// The characters with which an ending can begin: most of a text is passed over by them.
static FIRST: LazyLock<Vec<char>> = LazyLock::new(|| {
    let words = BODY_ENDINGS.iter().chain(SELF_NAMES);
    let mut all: Vec<char> = words.filter_map(|word| word.chars().next()).collect();
    all.sort_unstable();
    all.dedup();
    all
});

/// Most characters of a name.
const LONGEST: usize = 40;

/// Adds the names that stand outside everything found already.
pub(super) fn find(text: &str, scan: &mut Scan) {
    let mut taken: Vec<&Range<usize>> = scan.titles.iter().map(|one| &one.range).collect();
    taken.extend(scan.document_numbers.iter().map(|one| &one.range));
    taken.extend(scan.amounts.iter().map(|one| &one.range));
    taken.extend(scan.quantities.iter().map(|one| &one.range));
    taken.extend(scan.times.iter().map(|one| &one.range));
    taken.sort_by_key(|range| range.start);
    let mut names: Vec<Name> = Vec::new();
    let (mut at, mut floor, mut next_taken) = (0, 0, 0);
    while let Some(c) = char_at(text, at) {
        if let Some(range) = taken.get(next_taken).filter(|range| range.start <= at) {
            (at, floor) = (range.end.max(at), range.end.max(floor));
            next_taken = next_taken.saturating_add(1);
            continue;
        }
        let limit = taken.get(next_taken).map_or(text.len(), |range| range.start);
        let can_end = FIRST.binary_search(&c).is_ok();
        let name = if can_end { name_ending(text, at, floor) } else { None };
        let name = name.filter(|name| name.range.end <= limit);
        at = match name {
            Some(name) => {
                floor = name.range.end;
                names.push(name);
                floor
            }
            None => at.saturating_add(c.len_utf8()),
        };
    }
    scan.names = names;
}

/// The name whose ending begins at `at`; it begins no earlier than `floor`.
fn name_ending(text: &str, at: usize, floor: usize) -> Option<Name> {
    if let Some(word) = longest_at(text, at, SELF_NAMES) {
        let range = at..at.saturating_add(word.len());
        return Some(Name { range, is_self: true, certain: true });
    }
    let ending = longest_at(text, at, BODY_ENDINGS)?;
    let mut end = at.saturating_add(ending.len());
    // 区委组织部, 局办公室: an ending may be followed by another.
    let start = beginning(text, at, floor);
    while let Some((more, after)) = continuation(text, end) {
        end = after;
        if more.is_empty() {
            break;
        }
    }
    let stem = text.get(start..at)?.chars().count();
    let next = char_at(text, end);
    let goes_on = next.is_some_and(|c| "员长级目室内用学技研普".contains(c));
    let lone = longest_before(text, start, LEADING).is_some();
    let begins = char_before(text, start).is_none_or(|c| !c.is_alphabetic()) || lone;
    let short = ending.chars().count() == 1;
    (stem >= if short { 2 } else { 1 } && !(goes_on && short)).then_some(Name {
        range: start..end,
        is_self: false,
        certain: begins && !goes_on && stem <= LONGEST / 2,
    })
}

/// Another ending right behind, within six characters of Han script: `工作委员会办公室`, `工作党委组织科`.
fn continuation(text: &str, end: usize) -> Option<(&'static str, usize)> {
    let mut at = end;
    for _ in 0..4 {
        if let Some(ending) = longest_at(text, at, BODY_ENDINGS) {
            return Some((ending, at.saturating_add(ending.len())));
        }
        let c = char_at(text, at).filter(|c| c.is_alphabetic())?;
        if longest_at(text, at, LEADING).is_some() {
            return None;
        }
        at = at.saturating_add(c.len_utf8());
    }
    None
}

/// Where a name that reaches up to `at` can begin.
fn beginning(text: &str, at: usize, floor: usize) -> usize {
    let mut start = at;
    for _ in 0..LONGEST {
        if start <= floor {
            break;
        }
        let Some(c) = char_before(text, start).filter(|c| c.is_alphanumeric()) else { break };
        if let Some(word) = longest_before(text, start, LEADING) {
            let and = word == "和" && AFTER_AND_IN_NAMES.iter().any(|after| has_at(text, start, after));
            if !and {
                break;
            }
        }
        start = start.saturating_sub(c.len_utf8());
    }
    start.max(floor)
}

#[cfg(test)]
#[allow(clippy::string_slice)]
mod tests {
    use crate::prose::Reader;

    fn names(text: &str) -> Vec<&str> {
        Reader::default().scan(text).names.into_iter().map(|name| &text[name.range]).collect()
    }

    #[test]
    fn a_body_is_found_by_its_ending() {
        assert_eq!(names("由中共上海市松江区区级机关工作委员会实施"), ["中共上海市松江区区级机关工作委员会"]);
        assert_eq!(names("某区建设和管理委员会、某区财政局"), ["某区建设和管理委员会", "某区财政局"]);
        assert_eq!(names("区级机关党委办公室"), ["区级机关党委办公室"]);
        assert_eq!(names("另外还用本委组织活动"), ["本委"]);
    }
}
