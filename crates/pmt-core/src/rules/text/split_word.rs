//! TXT02: a space inside a word or a date.

use std::collections::HashSet;
use std::ops::Range;

use crate::edition::words_text::ISSUERS_END_IN;
use crate::finding::Severity;
use crate::rules::passages::{Passage, is_han};
use crate::rules::{Check, Outcome, ProjectCx, Property, Report, Rule, Source};
use crate::text::Words;

/// A space where none belongs.
pub static TXT02: Rule = Rule {
    code: "TXT02",
    name: "split-word",
    severity: Severity::Hint,
    property: Some(Property::Compliance),
    source: Source::Practice,
    summary: Words { zh: "词或日期中间有空格", en: "a space inside a word or a date" },
    explanation: Words {
        zh: "汉字之间不留空格，“2022 年”这样的年份和日期也不拆开。汉字与字母、数字之间的空格不管。日期里的空格由 `--fix` 删去；词里的只作建议，因为空格也可能是用来隔开两项的。",
        en: "There is no space between Han characters, nor inside a year or date such as “2022 年”; between Han and Latin or digits there may be. `--fix` deletes those in dates; those in words are only suggested, for a space may also part two things.",
    },
    bad: "项目 \"培训\" {\n  绩效目标: \"共同组 织培训，由人事科组织。\"\n}\n",
    good: "项目 \"培训\" {\n  绩效目标: \"用 Word 编写教材 30 册。\"\n}\n",
    check: Check::Project(check),
};

fn check(cx: &ProjectCx<'_>, report: &mut Report<'_>) -> Outcome {
    let mut pairs: Option<HashSet<(char, char)>> = None;
    for passage in Passage::all(cx).filter(|passage| passage.text().contains([' ', '\u{3000}'])) {
        let gaps = gaps(passage.text());
        for gap in gaps.iter().filter(|gap| gap.in_date) {
            object(&passage, gap, report);
        }
        let split: Vec<&Gap> = gaps.iter().filter(|gap| !gap.in_date).collect();
        for on_line in split.chunk_by(|first, second| first.line == second.line) {
            let pairs = pairs.get_or_insert_with(|| pairs_of(cx));
            // Several spaces in a line without a sign of a split word are a list set in columns.
            if on_line.len() > 1 && !on_line.iter().any(|gap| pairs.contains(&gap.joined)) {
                continue;
            }
            for gap in on_line {
                object(&passage, gap, report);
            }
        }
    }
    Outcome::Ran
}

/// The pairs of characters that stand beside each other somewhere in a project.
fn pairs_of(cx: &ProjectCx<'_>) -> HashSet<(char, char)> {
    let mut pairs = HashSet::new();
    for passage in Passage::all(cx) {
        pairs.extend(passage.text().chars().zip(passage.text().chars().skip(1)));
    }
    pairs
}

fn object(passage: &Passage<'_>, gap: &Gap, report: &mut Report<'_>) {
    let (zh, en) = if gap.in_date {
        ("日期中间有空格", "a space inside a date")
    } else {
        ("词的中间有空格", "a space inside a word")
    };
    let around = passage.words(&gap.around);
    let site = passage.site(&gap.around);
    let finding = report.finding(site, format!("{zh}：“{around}”"), format!("{en}: “{around}”"));
    let finding = finding.advise("删去空格。", "Delete it.");
    let edits: Option<Vec<_>> = gap.blanks.iter().map(|blank| passage.edit(blank, "")).collect();
    report.push(match edits {
        // Between words a space may be what parts two things.
        Some(edits) => finding.fix(gap.in_date, edits, "删去空格", "Delete the space"),
        None => finding,
    });
}

/// Blanks that belong together, with the characters around.
#[derive(Debug, PartialEq, Eq)]
struct Gap {
    blanks: Vec<Range<usize>>,
    around: Range<usize>,
    in_date: bool,
    /// The two characters around.
    joined: (char, char),
    /// The number of its line.
    line: usize,
}

fn gaps(text: &str) -> Vec<Gap> {
    let chars: Vec<(usize, char)> = text.char_indices().collect();
    let char_at = |index: usize| chars.get(index).map(|(_, c)| *c);
    let offset = |index: usize| chars.get(index).map_or(text.len(), |(at, _)| *at);
    let mut found: Vec<Gap> = Vec::new();
    let (mut index, mut line) = (0_usize, 0_usize);
    while let Some(c) = char_at(index) {
        let start = index;
        index = index.saturating_add(1);
        line = line.saturating_add(usize::from(c == '\n'));
        if !matches!(c, ' ' | '\u{3000}') {
            continue;
        }
        while matches!(char_at(index), Some(' ' | '\u{3000}')) {
            index = index.saturating_add(1);
        }
        let Some(before) = start.checked_sub(1).and_then(char_at) else { continue };
        let Some(after) = char_at(index) else { continue };
        let before_at = start.saturating_sub(1);
        let in_date = splits_date(&chars, start, index);
        // An ideographic space, or several, is set on purpose.
        let is_single = c == ' ' && index == start.saturating_add(1);
        // Around 至 a space may stand, as around a dash.
        let in_word = is_single && is_han(before) && is_han(after) && before != '至' && after != '至';
        if !in_date && !in_word {
            continue;
        }
        if in_word && ISSUERS_END_IN.contains(before) && is_in_title(&chars, start) {
            continue;
        }
        let around = offset(before_at)..offset(index.saturating_add(1));
        let blank = offset(start)..offset(index);
        match found.last_mut().filter(|last| in_date && last.in_date && last.around.end >= around.start) {
            Some(last) => {
                last.blanks.push(blank);
                last.around.end = around.end;
            }
            None => found.push(Gap { blanks: vec![blank], around, in_date, joined: (before, after), line }),
        }
    }
    found
}

/// Whether a place is inside a title: there a space parts the bodies that issue a document together.
fn is_in_title(chars: &[(usize, char)], at: usize) -> bool {
    let mut before = chars.get(..at).unwrap_or_default().iter().rev().map(|(_, c)| *c);
    before.find(|c| matches!(c, '《' | '》')) == Some('《')
}

/// Whether a blank stands inside a date: between four digits and 年, between 年 and a month, between a month and a day,
/// or beside the dash of two years.
fn splits_date(chars: &[(usize, char)], start: usize, end: usize) -> bool {
    let char_at = |index: usize| chars.get(index).map(|(_, c)| *c);
    let digits_before = |index: usize| {
        let before = chars.get(..index).unwrap_or_default().iter().rev().map(|(_, c)| *c);
        before.skip_while(|c| *c == ' ').take_while(char::is_ascii_digit).count()
    };
    let digits_after = |index: usize| {
        chars.get(index..).unwrap_or_default().iter().take_while(|(_, c)| c.is_ascii_digit()).count()
    };
    let year_before = |index: usize| {
        index.checked_sub(1).is_some_and(|at| char_at(at) == Some('年') && digits_before(at) == 4)
    };
    let is_dash = |c: Option<char>| matches!(c, Some('-' | '—' | '–' | '～' | '~' | '至'));
    let before = start.checked_sub(1);
    let after = char_at(end);
    if after == Some('年') && digits_before(start) == 4 {
        return true;
    }
    let own = digits_before(start);
    let own_start = start.saturating_sub(own);
    let month_before = |index: usize| index.checked_sub(1).and_then(char_at) == Some('月');
    let is_short = matches!(own, 1 | 2) && before.and_then(char_at).is_some_and(|c| c.is_ascii_digit());
    if is_short
        && (after == Some('月') && year_before(own_start) || after == Some('日') && month_before(own_start))
    {
        return true;
    }
    let count = digits_after(end);
    let unit = char_at(end.saturating_add(count));
    if year_before(start) && matches!(count, 1 | 2) && matches!(unit, Some('月')) {
        return true;
    }
    let is_month = before.is_some_and(|at| char_at(at) == Some('月') && matches!(digits_before(at), 1 | 2));
    if is_month && matches!(count, 1 | 2) && matches!(unit, Some('日')) {
        return true;
    }
    let dash_before = before.is_some_and(|at| is_dash(char_at(at)) && year_before(at));
    let year_after = count == 4 && unit == Some('年');
    dash_before && year_after
}

#[cfg(test)]
mod tests {
    use super::*;

    fn split(text: &str) -> Vec<&str> {
        gaps(text).into_iter().map(|gap| text.get(gap.around).unwrap()).collect()
    }

    #[test]
    fn words_and_dates_are_split_and_quantities_are_not() {
        assert_eq!(split("共同组 织实施"), ["组 织"]);
        assert_eq!(split("（2022 年- 2022年）"), ["2 年- 2"]);
        assert_eq!(split("2022 年 3月"), ["2 年 3"]);
        assert_eq!(split("2022年12 月5 日"), ["2 月5 日"]);
        assert_eq!(split("培训 30 人，用 PMT 编写"), Vec::<&str>::new());
        assert_eq!(split("张三　李四"), Vec::<&str>::new());
        assert_eq!(split("工期 5 年，每年 3 月"), Vec::<&str>::new());
        assert_eq!(split("《某市统计局 国家统计局某总队关于调查的通知》"), Vec::<&str>::new());
        assert_eq!(split("《关于调 查的通知》"), ["调 查"]);
    }
}
