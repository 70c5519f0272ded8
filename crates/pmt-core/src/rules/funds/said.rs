//! What prose says of money, for the rules that compare it with the form.

use std::ops::Range;

use crate::amount::Amount;
use crate::model::Project;
use crate::prose::{Money, Passage, Role};

/// The amounts a form and its tasks give besides the annual one: prose that names one of them speaks of that.
pub(super) fn other_amounts(project: &Project) -> Vec<Amount> {
    let (total, annual) = (&project.total, &project.annual);
    let funds = [total.amount, total.fiscal, total.other, annual.current, annual.carried_over, annual.other];
    let tasks = project.tasks().iter();
    let of_tasks = tasks.flat_map(|task| {
        let lines = task.costing.iter().map(|line| line.amount);
        [task.amount, task.total].into_iter().chain(lines)
    });
    funds.into_iter().chain(of_tasks).flatten().collect()
}

/// A list of amounts with the sum they belong to.
pub(super) struct Breakdown<'a> {
    pub(super) total: &'a Money,
    pub(super) parts: Vec<&'a Money>,
    /// From the total to the last part, or from the first part to the total.
    pub(super) range: Range<usize>,
}

/// The stretches of a text that end in a full stop or with the line; one that begins with 其中 goes on from the one
/// before it.
pub(super) fn statements(text: &str) -> Vec<Range<usize>> {
    let mut all: Vec<Range<usize>> = Vec::new();
    let mut start = 0;
    let ends = text.char_indices().filter(|(_, c)| matches!(c, '。' | '！' | '？' | '\n'));
    let ends: Vec<(usize, usize)> =
        ends.map(|(at, c)| (at, at.saturating_add(c.len_utf8()))).chain([(text.len(), text.len())]).collect();
    for (end, next) in ends {
        let goes_on = text.get(start..end).is_some_and(|words| words.trim_start().starts_with("其中"));
        match all.last_mut().filter(|_| goes_on) {
            Some(last) => last.end = end,
            None => all.push(start..end),
        }
        start = next;
    }
    all
}

/// The breakdowns of a text whose total, whose parts and whose end are certain.
pub(super) fn breakdowns<'a>(passage: &'a Passage<'_>) -> Vec<Breakdown<'a>> {
    let text = passage.text();
    let mut all = statements(text);
    if let Some(last) = summed_up(text, &all) {
        all = vec![last];
    }
    all.into_iter().filter_map(|statement| breakdown(passage, &statement)).collect()
}

/// All of a line whose last sentence is the sum of what stands before it, if no amount stands elsewhere: 甲20万元，乙3万元。合计23万元。
fn summed_up(text: &str, statements: &[Range<usize>]) -> Option<Range<usize>> {
    use crate::edition::words_money::SUM;
    let is_sum = |range: &&Range<usize>| {
        let words = text.get((*range).clone()).unwrap_or_default().trim_start();
        words.contains('元') && SUM.iter().any(|sum| words.starts_with(sum))
    };
    let last = statements.iter().rev().find(is_sum)?;
    let start = text.get(..last.start)?.rfind('\n').map_or(0, |at| at.saturating_add(1));
    let elsewhere = [text.get(..start)?, text.get(last.end..)?];
    let joins = start < last.start && elsewhere.iter().all(|words| !words.contains(['元', '万', '亿']));
    joins.then_some(start..last.end)
}

fn breakdown<'a>(passage: &'a Passage<'_>, statement: &Range<usize>) -> Option<Breakdown<'a>> {
    use crate::edition::words_money::{BREAKDOWN, OPEN_ENDED, SOURCES_OF_MONEY};
    let inside = |money: &&Money| statement.start <= money.range.start && money.range.end <= statement.end;
    let amounts: Vec<&Money> =
        passage.scan.amounts.iter().filter(inside).filter(|money| money.role != Some(Role::Price)).collect();
    let is_total =
        |money: &Money| matches!(money.role, Some(Role::Whole | Role::Budget | Role::ThisYear | Role::Sum));
    let is_part = |money: &&Money| money.role == Some(Role::Part) && money.part.is_some();
    let (first, rest) = amounts.split_first()?;
    let (last, before) = amounts.split_last()?;
    // What stands right before 其中 is the total, whatever it is called: 人员及装备经费共35万元，其中….
    let broken_down = passage
        .words(&(first.range.end..statement.end))
        .trim_start_matches(['，', ',', '。', '；', '：', ' '])
        .starts_with("其中");
    let is_named_part = first.role == Some(Role::Part);
    let (total, parts) = if (is_total(first) || broken_down && is_named_part) && rest.iter().all(is_part) {
        (*first, rest)
    } else if last.role == Some(Role::Sum) && before.iter().all(is_part) {
        (*last, before)
    } else {
        return None;
    };
    let certain = parts.len() >= 2
        && amounts.iter().all(|money| money.is_exact())
        && !has_other_figures(passage, statement);
    let words = passage.words(&(first.range.start..statement.end));
    let open = OPEN_ENDED.iter().any(|word| words.contains(word))
        || has_remarks(passage, &(first.range.start..statement.end));
    // 预算300万元，设备200万元，其中进口120万元…: a list in the middle is of one of the parts, and where it ends is not said.
    let lists = |range: Range<usize>| -> usize {
        let words = passage.words(&range);
        ["其中", "包括", "含"].iter().map(|word| words.matches(word).count()).fold(0, usize::saturating_add)
    };
    let inside = parts.first()?.range.end..last.range.start.max(parts.first()?.range.end);
    let nested = lists(first.range.start..statement.end) > 1 || lists(inside) > 0;
    // Without a word for it, amounts beside a total need not be its parts.
    let told = total.range.start > parts.first()?.range.start
        || BREAKDOWN.iter().any(|word| words.contains(word))
        || words.contains(['：', ':']);
    let from_sources = |money: &&Money| {
        let name = money.part.clone().map_or("", |part| passage.words(&part));
        SOURCES_OF_MONEY.iter().any(|word| name.contains(word))
    };
    let sources = parts.iter().filter(|money| from_sources(money)).count();
    let mixed = sources > 0 && sources < parts.len();
    let mut names: Vec<&str> = parts.iter().filter_map(|m| Some(passage.words(m.part.as_ref()?))).collect();
    names.sort_unstable();
    let repeated = names.windows(2).any(|two| two.first() == two.get(1));
    (certain && told && !open && !nested && !mixed && !repeated).then(|| Breakdown {
        total,
        parts: parts.to_vec(),
        range: first.range.start..last.range.end,
    })
}

/// Whether something stands in brackets that is not just how an amount was worked out.
fn has_remarks(passage: &Passage<'_>, range: &Range<usize>) -> bool {
    let mut brackets = passage.words(range).match_indices(['（', '(']);
    brackets.any(|(at, sign)| {
        let inside = range.start.saturating_add(at).saturating_add(sign.len());
        !passage.scan.products.iter().any(|product| product.range.start == inside)
    })
}

/// Whether a statement has a price, or a number that was not read: some part's amount then follows from those.
fn has_other_figures(passage: &Passage<'_>, statement: &Range<usize>) -> bool {
    let inside = |range: &Range<usize>| statement.start <= range.start && range.end <= statement.end;
    // A price in a product whose result is stated adds nothing to that.
    let worked_out = |range: &Range<usize>| passage.scan.products.iter().any(|product| product.holds(range));
    let priced =
        passage.scan.amounts.iter().any(|money| {
            money.role == Some(Role::Price) && inside(&money.range) && !worked_out(&money.range)
        });
    let scan = passage.scan;
    let amounts = scan.amounts.iter().map(|one| &one.range);
    let others = scan.quantities.iter().map(|one| &one.range).chain(scan.times.iter().map(|one| &one.range));
    let known: Vec<&Range<usize>> = amounts
        .chain(others)
        .chain(scan.titles.iter().map(|one| &one.range))
        .chain(scan.products.iter().map(|one| &one.range))
        .filter(|range| inside(range))
        .collect();
    let mut run = 0_u32;
    let mut unread = false;
    for (at, c) in passage.words(statement).char_indices() {
        let at = statement.start.saturating_add(at);
        let own = c.is_numeric() && c.is_ascii() && !known.iter().any(|range| range.contains(&at));
        run = if own { run.saturating_add(1) } else { 0 };
        unread |= run >= 3;
    }
    priced || unread
}

/// Whether a text says that a breakdown is whole: by its count, by 分别, by a colon, or by a sum at its end.
pub(super) fn is_closed(passage: &Passage<'_>, breakdown: &Breakdown<'_>, project: &Project) -> bool {
    let words = passage.words(&breakdown.range);
    let sum_last = breakdown.parts.first().is_some_and(|part| part.range.start < breakdown.total.range.start);
    let counted = counted_phrase(words, breakdown.parts.len());
    let is_task = |part: &&Money| {
        let name = part.part.clone().map_or("", |part| passage.words(&part));
        project.tasks().iter().any(|task| task.name.value == name)
    };
    let tasks = !project.tasks().is_empty() && project.tasks().len() == breakdown.parts.len();
    sum_last || counted || words.contains("分别") || (tasks && breakdown.parts.iter().all(is_task))
}

/// Whether words say how many parts there are: 两部分, 三项.
pub(super) fn counted_phrase(words: &str, parts: usize) -> bool {
    let numeral = ["零", "一", "两", "三", "四", "五", "六", "七", "八", "九", "十"].get(parts);
    let digits = parts.to_string();
    let counted = [numeral.copied(), Some(digits.as_str()), (digits == "2").then_some("二")];
    counted.into_iter().flatten().any(|count| {
        let whats = ["部分", "大部分", "项", "块", "个方面", "类", "个部分", "大块"];
        whats.iter().any(|what| {
            let phrase = format!("{count}{what}");
            let mut at = words.match_indices(&phrase);
            // 第二部分 counts nothing, nor does 十二项 count two.
            at.any(|(at, _)| {
                !words
                    .get(..at)
                    .unwrap_or_default()
                    .ends_with(|c: char| c == '第' || c == '十' || c.is_ascii_digit())
            })
        })
    })
}

/// Parts of the year's budget that a text names without their total, where it leaves no doubt that they are all of
/// them: counted through (第一部分, 第二部分), or the text says how many there are.
pub(super) fn all_parts<'a>(passage: &'a Passage<'_>) -> Option<Vec<&'a Money>> {
    use crate::edition::words_money::{OPEN_ENDED, SOURCES_OF_MONEY};
    let text = passage.text();
    let parts: Vec<&Money> = passage.scan.amounts.iter().collect();
    let name = |money: &&Money| money.part.clone().map_or("", |part| passage.words(&part));
    let certain = |money: &&Money| {
        money.role == Some(Role::Part)
            && money.is_exact()
            && money.year.is_none()
            && !name(money).is_empty()
            && !SOURCES_OF_MONEY.iter().any(|word| name(money).contains(word))
    };
    if parts.len() < 2 || !parts.iter().all(certain) {
        return None;
    }
    let (first, last) = (parts.first()?, parts.last()?);
    let begins = text.get(..first.range.start)?.rfind(['。', '\n']).map_or(0, |at| at);
    let ends = text
        .get(last.range.end..)?
        .find(['。', '\n'])
        .map_or(text.len(), |at| last.range.end.saturating_add(at));
    let words = passage.words(&(begins..ends));
    let open = OPEN_ENDED.iter().any(|word| words.contains(word)) || words.contains(['（', '(']);
    let ordinal = |count: usize| {
        ["零", "一", "二", "三", "四", "五", "六", "七", "八", "九", "十"]
            .get(count)
            .map(|n| format!("第{n}部分"))
    };
    let counted_through = parts.iter().enumerate().all(|(index, money)| {
        ordinal(index.saturating_add(1)).is_some_and(|ordinal| name(money).starts_with(&ordinal))
    }) && ordinal(parts.len().saturating_add(1))
        .is_none_or(|next| !text.contains(&next));
    let told = (counted_through || counted_phrase(words, parts.len())) && !words.contains("其中");
    let priced = has_other_figures(passage, &(begins..ends));
    (told && !open && !priced).then_some(parts)
}
