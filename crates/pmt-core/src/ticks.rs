//! Lists of choices one of which is ticked, as forms print them: `☑经常性项目 □一次性项目`, `经常性项目（√） 一次性项目（ ）`.
//! They are read here and nowhere else, so that the importer and the rules agree on which choice is meant.

use crate::edition::{ATTRIBUTES, CATEGORIES, EnumValue, NATURES};

/// What a list of choices says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Ticks {
    /// One choice is ticked.
    One {
        /// It, as written.
        ticked: String,
        /// The others.
        others: Vec<String>,
    },
    /// None is.
    None,
    /// Several are.
    Several(Vec<String>),
    /// There are marks, but which choice each belongs to cannot be told.
    Unclear,
}

/// What a mark says of the choice beside it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Mark {
    On,
    Off,
    /// A box with a cross in it: Word's own way to tick one, and somebody's way to strike one out.
    Crossed,
    /// A cross, which may mean either.
    Cross,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Token<'t> {
    Mark(Mark),
    Words(&'t str),
}

/// A mark or words, and whether a gap stands before.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Part<'t> {
    token: Token<'t>,
    gap: bool,
}

/// Reads a list of choices; `None` if the text has no mark of one.
pub fn read(text: &str) -> Option<Ticks> {
    let parts = parts(text);
    let marks: Vec<Mark> = parts
        .iter()
        .filter_map(|part| match part.token {
            Token::Mark(mark) => Some(mark),
            Token::Words(_) => None,
        })
        .collect();
    // A cross alone is the sign of a product, a circle that of a list.
    if !marks.iter().any(|mark| *mark != Mark::Cross) {
        return None;
    }
    Some(ticks(&parts).unwrap_or(Ticks::Unclear))
}

/// The choice of a list that words stand for: itself, or without the word that all of the list end in.
pub fn choice<'l>(words: &str, list: &'l [EnumValue], added: &'l [String]) -> Option<&'l str> {
    let words = compact(words);
    let own = || list.iter().map(|value| value.text).chain(added.iter().map(String::as_str));
    let endings = ["项目", "类"];
    let is_short = |choice: &&str| {
        endings.iter().any(|ending| {
            choice.strip_suffix(ending) == Some(&words) || words.strip_suffix(ending) == Some(choice)
        })
    };
    own().find(|choice| *choice == words).or_else(|| own().find(is_short))
}

fn ticks(parts: &[Part<'_>]) -> Option<Ticks> {
    let choices = choices(parts)?;
    let is_ticked = |mark: Mark, has_ticks: bool| match mark {
        Mark::On => Some(true),
        Mark::Off => Some(false),
        Mark::Crossed => Some(!has_ticks),
        Mark::Cross => has_ticks.then_some(false),
    };
    let has_ticks = choices.iter().any(|(mark, _)| *mark == Mark::On);
    let (mut ticked, mut others) = (Vec::new(), Vec::new());
    for (mark, words) in choices {
        if is_ticked(mark, has_ticks)? { ticked.push(words) } else { others.push(words) }
    }
    Some(match (ticked.pop(), ticked.is_empty()) {
        (None, _) => Ticks::None,
        (Some(ticked), true) => Ticks::One { ticked, others },
        (Some(last), false) => {
            ticked.push(last);
            Ticks::Several(ticked)
        }
    })
}

/// On which side of a mark its words stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Side {
    Before,
    After,
}

/// Each choice with its mark; `None` if marks and words cannot be paired.
fn choices(parts: &[Part<'_>]) -> Option<Vec<(Mark, String)>> {
    let is_mark = |part: &Part<'_>| matches!(part.token, Token::Mark(_));
    let whole = match (is_mark(parts.first()?), is_mark(parts.last()?)) {
        (true, false) => Some(Side::After),
        (false, true) => Some(Side::Before),
        _ => None,
    };
    let mut found = Vec::new();
    let mut taken = vec![false; parts.len()];
    for (index, part) in parts.iter().enumerate() {
        let Token::Mark(mark) = part.token else { continue };
        let before = index.checked_sub(1).and_then(|at| Some((at, parts.get(at)?)));
        let after = index.checked_add(1).and_then(|at| Some((at, parts.get(at)?)));
        let side = whole.or_else(|| {
            let near_before = before.is_some_and(|(_, words)| !part.gap && !is_mark(words));
            let near_after = after.is_some_and(|(_, words)| !words.gap && !is_mark(words));
            match (near_before, near_after) {
                (true, false) => Some(Side::Before),
                (false, true) => Some(Side::After),
                _ => None,
            }
        })?;
        let (at, own) = if side == Side::Before { before? } else { after? };
        let Token::Words(words) = own.token else { return None };
        if std::mem::replace(taken.get_mut(at)?, true) {
            return None;
        }
        let mut several = listed(words);
        let near = if side == Side::Before { several.pop()? } else { several.remove(0) };
        found.push((mark, near));
        found.extend(several.into_iter().map(|words| (Mark::Off, words)));
    }
    let rest = parts.iter().zip(taken).filter(|(_, taken)| !taken);
    for (part, _) in rest {
        if let Token::Words(words) = part.token {
            found.extend(listed(words).into_iter().map(|words| (Mark::Off, words)));
        }
    }
    Some(found)
}

/// The choices that words without a mark between them are; never none.
fn listed(words: &str) -> Vec<String> {
    let whole = compact(words);
    let is_known = [CATEGORIES, NATURES, ATTRIBUTES].iter().any(|list| choice(&whole, list, &[]).is_some());
    let several: Vec<String> =
        words.split(is_border).filter(|words| !words.is_empty()).map(str::to_owned).collect();
    if is_known || several.is_empty() { vec![whole] } else { several }
}

fn compact(words: &str) -> String {
    words.chars().filter(|c| !is_blank(*c)).collect()
}

fn is_blank(c: char) -> bool {
    c.is_whitespace() || matches!(c, '\u{feff}' | '\u{200b}'..='\u{200f}' | '\u{fe0e}' | '\u{fe0f}')
}

fn is_border(c: char) -> bool {
    is_blank(c) || matches!(c, '、' | '，' | ',' | '；' | ';' | '/' | '／' | '|' | '。')
}

/// A text as marks and words.
fn parts(text: &str) -> Vec<Part<'_>> {
    let mut parts: Vec<Part<'_>> = Vec::new();
    let mut rest = text;
    let mut gap = true;
    while let Some(first) = rest.chars().next() {
        if is_border(first) {
            rest = rest.strip_prefix(first).unwrap_or_default();
            gap = true;
            continue;
        }
        if let Some((mark, after)) = leading_mark(rest) {
            parts.push(Part { token: Token::Mark(mark), gap: std::mem::take(&mut gap) });
            rest = after;
            continue;
        }
        let end = rest
            .char_indices()
            .skip(1)
            .find(|(at, _)| rest.get(*at..).and_then(leading_mark).is_some())
            .map_or(rest.len(), |(at, _)| at);
        let (words, after) = rest.split_at_checked(end).unwrap_or((rest, ""));
        let own = words.trim_end_matches(is_border);
        parts.push(Part { token: Token::Words(own), gap });
        gap = own.len() != words.len();
        rest = after;
    }
    parts
}

/// The mark that a text begins with, and what follows it.
fn leading_mark(text: &str) -> Option<(Mark, &str)> {
    let mut chars = text.chars();
    let first = chars.next()?;
    if let Some(mark) = mark(first) {
        let rest = chars.as_str();
        return Some((mark, rest.trim_start_matches(['\u{fe0e}', '\u{fe0f}'])));
    }
    let close = match first {
        '[' | '［' => [']', '］'],
        '(' | '（' => [')', '）'],
        '【' => ['】', '】'],
        _ => return None,
    };
    let inner = chars.as_str();
    let end = inner.find(close)?;
    let (own, after) = inner.split_at_checked(end)?;
    let mark = match own.trim_matches(is_blank) {
        "" | "_" | "__" => Mark::Off,
        "x" | "X" | "×" | "ｘ" | "Ｘ" => Mark::Crossed,
        "v" | "V" => Mark::On,
        one => mark(one.chars().next().filter(|_| one.chars().count() == 1)?)?,
    };
    Some((mark, after.strip_prefix(close).unwrap_or_default()))
}

/// What a character says as a mark. In the private area stand the signs of Wingdings, where their font is lost.
fn mark(c: char) -> Option<Mark> {
    Some(match c {
        '☑' | '■' | '√' | '✓' | '✔' | '✅' | '●' | '◉' | '◼' | '⬛' | '🗹' | '\u{f0fe}' | '\u{f052}'
        | '\u{f0fc}' | '\u{f050}' | '\u{f06e}' => Mark::On,
        '□' | '☐' | '○' | '◯' | '◻' | '▢' | '⬜' | '\u{f0a8}' | '\u{f06f}' | '\u{f0a3}' | '\u{f071}'
        | '\u{f072}' | '\u{f02a}' | '\u{f030}' => Mark::Off,
        '☒' | '\u{f0fd}' | '\u{f078}' | '\u{f051}' | '\u{f053}' | '\u{f054}' => Mark::Crossed,
        '×' | '✗' | '✘' | '✕' | '\u{f0fb}' | '\u{f04f}' => Mark::Cross,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ticked(text: &str) -> String {
        match read(text) {
            Some(Ticks::One { ticked, .. }) => ticked,
            other => format!("{other:?}"),
        }
    }

    #[test]
    fn the_ticked_choice_is_found_on_either_side_of_its_mark() {
        for text in [
            "☑经常性项目 □一次性项目",
            "☑ 经常性项目　□ 一次性项目",
            "□一次性项目\n■经常性项目",
            "□一次性项目、√经常性项目",
            "√经常性项目□一次性项目",
            "经常性项目☑ 一次性项目□",
            "经常性项目（√） 一次性项目（ ）",
            "经常性项目[√]一次性项目[ ]",
            "（√）经常性项目；（　）一次性项目",
            "[x]经常性项目 [ ]一次性项目",
            "☒经常性项目 ☐一次性项目",
            "√经常性项目 一次性项目",
            "一次性项目 经常性项目√",
            "一次性项目 √经常性项目 阶段性项目",
            "一次性项目 经常性项目√ 阶段性项目",
            "√经常性项目 ×一次性项目",
            "☑经常性项目 ☒一次性项目",
            "●经常性项目 ○一次性项目",
            "✔\u{fe0f}经常性项目 □一次性项目",
            "\u{f052}经常性项目 \u{f0a3}一次性项目",
            "☑经常性项目",
        ] {
            assert_eq!(ticked(text), "经常性项目", "{text}");
        }
        assert_eq!(ticked("□特定目标类 ☑其他 运转类"), "其他运转类");
    }

    #[test]
    fn none_several_and_unclear_are_told_apart() {
        assert_eq!(read("□经常性项目 □一次性项目"), Some(Ticks::None));
        assert_eq!(read("经常性项目（ ）一次性项目（ ）"), Some(Ticks::None));
        let both = Ticks::Several(vec!["经常性项目".to_owned(), "一次性项目".to_owned()]);
        assert_eq!(read("☑经常性项目 ☑一次性项目"), Some(both));
        for text in [
            "√",
            "□经常性项目 一次性项目□",
            "经常性项目√一次性项目",
            "□☑经常性项目",
            "✗经常性项目 □一次性项目",
        ] {
            assert_eq!(read(text), Some(Ticks::Unclear), "{text}");
        }
        for text in ["经常性项目", "其他（请注明）", "3×4", "", "经常性项目（含维护）"]
        {
            assert_eq!(read(text), None, "{text}");
        }
    }

    #[test]
    fn choices_may_leave_out_the_word_they_share() {
        assert_eq!(choice("经常性", CATEGORIES, &[]), Some("经常性项目"));
        assert_eq!(choice("特定目标", CATEGORIES, &[]), Some("特定目标类"));
        assert_eq!(choice("一次性 项目", CATEGORIES, &[]), Some("一次性项目"));
        assert_eq!(choice("经常", CATEGORIES, &[]), None);
    }
}
