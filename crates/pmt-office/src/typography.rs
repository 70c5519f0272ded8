//! Characters as people type and print them: what is blank, which signs are twins, how a paragraph is numbered.
//!
//! Comparison with the form's labels goes through [`fold`]; values never do.

/// Whether a character leaves no mark on paper.
pub(crate) fn is_blank(c: char) -> bool {
    c.is_whitespace() || matches!(c, '\u{feff}' | '\u{200b}'..='\u{200f}' | '\u{2060}')
}

/// Whether a character is a Han character.
pub(crate) fn is_han(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}' | '〇')
}

/// The ASCII twin of a full-width character; any dash becomes a hyphen.
pub(crate) fn narrow(c: char) -> char {
    match c {
        '\u{ff01}'..='\u{ff5e}' => u32::from(c).checked_sub(0xfee0).and_then(char::from_u32).unwrap_or(c),
        '—' | '–' | '−' | '‐' | '‑' => '-',
        '\u{3000}' => ' ',
        other => other,
    }
}

/// The text without blanks, full-width characters as their ASCII twins: how labels are compared.
pub(crate) fn fold(text: &str) -> String {
    text.chars().filter(|c| !is_blank(*c)).map(narrow).collect()
}

/// Whether a blank stands between two Han characters.
pub(crate) fn has_split_word(text: &str) -> bool {
    let mut last = None;
    let mut gap = false;
    for c in text.chars() {
        if is_blank(c) {
            gap = true;
            continue;
        }
        if gap && is_han(c) && last.is_some_and(is_han) {
            return true;
        }
        (last, gap) = (Some(c), false);
    }
    false
}

/// Takes `label` off the front of `text`, reading over blanks and between full-width and ASCII twins.
pub(crate) fn strip_label<'t>(text: &'t str, label: &str) -> Option<&'t str> {
    let mut chars = text.char_indices();
    for expected in label.chars().filter(|c| !is_blank(*c)) {
        let found = chars.by_ref().map(|(_, c)| c).find(|c| !is_blank(*c))?;
        if narrow(found) != narrow(expected) {
            return None;
        }
    }
    Some(chars.as_str())
}

/// Takes the number off the front of a paragraph: `一、`, `1.`, `（二）`, `3）`.
pub(crate) fn strip_number(text: &str) -> Option<&str> {
    const NUMERALS: &str = "一二三四五六七八九十";
    let text = text.trim_start_matches(is_blank);
    let opened = text.strip_prefix(['（', '(']);
    let from = opened.unwrap_or(text);
    let rest = from.trim_start_matches(|c: char| NUMERALS.contains(c) || narrow(c).is_ascii_digit());
    if rest.len() == from.len() {
        return None;
    }
    let rest = rest.trim_start_matches(is_blank);
    let marks: &[char] =
        if opened.is_some() { &['）', ')'] } else { &['、', '.', '．', '）', ')', '，', ','] };
    let rest = rest.strip_prefix(marks)?;
    let rest = if opened.is_some() { rest.strip_prefix('、').unwrap_or(rest) } else { rest };
    Some(rest.trim_start_matches(is_blank))
}

/// Takes a number in digits, brackets around it or not, off the end of a title.
pub(crate) fn strip_trailing_number(text: &str) -> (&str, Option<u32>) {
    const NUMERALS: [char; 10] = ['一', '二', '三', '四', '五', '六', '七', '八', '九', '十'];
    let text = text.trim_end_matches(is_blank);
    let open = text.strip_suffix([')', '）']).unwrap_or(text);
    let bracketed = open.len() != text.len();
    let head = open.trim_end_matches(|c: char| narrow(c).is_ascii_digit());
    let digits: String = open.chars().skip(head.chars().count()).map(narrow).collect();
    if let (false, true, Some(head)) = (!digits.is_empty(), bracketed, open.strip_suffix(NUMERALS)) {
        let numeral = open.chars().last().and_then(|c| NUMERALS.iter().position(|n| *n == c));
        if let (Some(head), Some(at)) = (head.strip_suffix(['(', '（']), numeral) {
            return (head.trim_end_matches(is_blank), u32::try_from(at.saturating_add(1)).ok());
        }
    }
    let number = digits.parse().ok();
    let head = match (number, bracketed) {
        (None, _) => return (text, None),
        (_, false) => head,
        (_, true) => match head.strip_suffix(['(', '（']) {
            Some(head) => head,
            None => return (text, None),
        },
    };
    (head.trim_end_matches(is_blank), number)
}

/// Joins the second of two pieces of one broken cell or paragraph to the first: Latin words keep a space between.
pub(crate) fn join_broken(first: &mut String, second: &str) {
    let latin = |c: char| c.is_ascii_alphabetic();
    if first.chars().last().is_some_and(latin) && second.chars().next().is_some_and(latin) {
        first.push(' ');
    }
    first.push_str(second);
}

/// How many columns a text takes on a page set in Han characters, counted in halves of one.
pub(crate) fn width(text: &str) -> usize {
    text.chars().map(|c| if c.is_ascii() { 1_usize } else { 2 }).sum()
}

/// The first run of four digits that 年 follows, as a year.
pub(crate) fn year_in(text: &str) -> Option<i32> {
    let folded = fold(text);
    let mut digits = String::new();
    for c in folded.chars() {
        if c.is_ascii_digit() {
            digits.push(c);
        } else {
            if c == '年' && digits.len() == 4 {
                return digits.parse().ok().filter(|year| (1990..=2100).contains(year));
            }
            digits.clear();
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_of_paragraphs_come_off() {
        assert_eq!(strip_number(" 一、项目概述"), Some("项目概述"));
        assert_eq!(strip_number("1.文件依据：甲"), Some("文件依据：甲"));
        assert_eq!(strip_number("（二）工作职能"), Some("工作职能"));
        assert_eq!(strip_number("2026年度预算"), None);
        assert_eq!(strip_number("项目"), None);
    }

    #[test]
    fn numbers_of_titles_come_off() {
        assert_eq!(strip_trailing_number("填报表12 "), ("填报表", Some(12)));
        assert_eq!(strip_trailing_number("填报表（3）"), ("填报表", Some(3)));
        assert_eq!(strip_trailing_number("填报表（二）"), ("填报表", Some(2)));
        assert_eq!(strip_trailing_number("填报表"), ("填报表", None));
        assert_eq!(strip_trailing_number("申报表（试行）"), ("申报表（试行）", None));
    }

    #[test]
    fn labels_are_found_through_blanks_and_twins() {
        assert_eq!(strip_label("项 目 名称：", "项目名称"), Some("："));
        assert_eq!(strip_label("年度（／项目）指标值", "年度(/项目)指标值"), Some(""));
        assert_eq!(strip_label("项目", "项目名称"), None);
        assert!(has_split_word("共同组 织"));
        assert!(!has_split_word("PM2.5 浓度"));
        assert_eq!(year_in("上海市2026 年区级部门预算"), Some(2026));
    }
}
