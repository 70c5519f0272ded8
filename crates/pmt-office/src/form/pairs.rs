//! Names and values of indicators out of lines, where nothing on paper says which line goes on in the next.
//!
//! Every way to cut the lines into names and values has a cost: what no name or value looks like is dear. The cheapest
//! way is taken; a pair without which the lines could be cut almost as cheaply is a guess, and says so.

use pmt_core::edition::bare_name;
use pmt_core::edition::words_degree::is_bare_degree;
use pmt_syntax::Comparator;

use super::join;
use crate::source::Piece;
use crate::typography::{is_han, narrow, width};

/// An indicator's name with its value.
#[derive(Debug)]
pub(super) struct Pair {
    pub(super) name: Piece,
    pub(super) value: Option<Piece>,
    /// Whether the lines may as well be cut otherwise.
    pub(super) is_guess: bool,
}

/// How much dearer every other way must be for a pair to be no guess.
const CERTAIN: i64 = 9;

/// A name or a value is broken over fewer lines than this.
const LONGEST: usize = 6;

/// Words that a name ends in. None of them is a name by itself, or a value.
const TAILS: &[&str] = &[
    "情况", "程度", "数量", "长度", "面积", "成本", "时间", "效果", "质量", "能力", "水平", "作用", "人数",
    "次数", "率", "度", "性", "量", "数", "况",
];

/// Words that say what a comparator does before a number.
const COMPARING: &[&str] =
    &["不低于", "不少于", "不超过", "不高于", "不大于", "不小于", "大于", "小于", "达到", "至少", "约"];

/// What a way costs for each thing in it that is unlike a name or a value.
mod cost {
    /// A name of two lines whose first is not full.
    pub(super) const BREAK: i64 = 7;
    /// A name of two lines whose first is full.
    pub(super) const FULL_BREAK: i64 = 3;
    /// Two cells that stand on one line are one.
    pub(super) const SAME_LINE: i64 = 20;
    /// A name that goes on after what ends one.
    pub(super) const AFTER_TAIL: i64 = 2;
    /// A bracket without its other half.
    pub(super) const BRACKET: i64 = 25;
    /// The end of a name, or a single character, in the place of a whole one.
    pub(super) const FRAGMENT: i64 = 25;
    /// A name, or what may be its end, in the place of a value.
    pub(super) const NAME_AS_VALUE: i64 = 8;
    /// A value in the place of a name's line.
    pub(super) const VALUE_AS_NAME: i64 = 15;
    /// A word that may be a value in the place of a name's line.
    pub(super) const WORD_AS_NAME: i64 = 6;
    /// A name without a value.
    pub(super) const NO_VALUE: i64 = 12;
    /// A value of two lines.
    pub(super) const LONG_VALUE: i64 = 7;
    /// A comparator or number with little around it.
    pub(super) const MEASURED: i64 = -6;
    /// A word that grades a result.
    pub(super) const DEGREE: i64 = -5;
}

/// Whether a text is a measured value: a comparator, or a number with little around it that no name ends in.
pub(super) fn is_measured(text: &str) -> bool {
    const WIDEST: usize = 24;
    const LONGEST_UNIT: usize = 3;
    if is_compared(text) {
        return true;
    }
    let number = COMPARING.iter().find_map(|word| text.strip_prefix(word)).unwrap_or(text);
    let Some(first) = number.chars().next() else { return false };
    let unit = number.chars().skip_while(|c| !is_han(*c)).count();
    let is_name = unit > LONGEST_UNIT && tail(text).is_some();
    narrow(first).is_ascii_digit() && width(text) <= WIDEST && !is_name
}

fn is_compared(text: &str) -> bool {
    text.chars().next().is_some_and(|c| Comparator::parse(c.encode_utf8(&mut [0; 4])).is_some())
}

/// Whether a measured value has its unit, so that nothing need follow.
fn has_unit(text: &str) -> bool {
    is_measured(text) && is_balanced(text) && text.ends_with(|c| is_han(c) || matches!(narrow(c), '%' | ')'))
}

fn starts_with_han(text: &str) -> bool {
    text.starts_with(is_han)
}

fn tail(text: &str) -> Option<&'static str> {
    TAILS.iter().copied().find(|tail| text.ends_with(tail))
}

/// Whether a text opens as many brackets as it closes, none before it is opened.
fn is_balanced(text: &str) -> bool {
    let mut open = 0_usize;
    for c in text.chars().map(narrow) {
        match (c, open.checked_sub(1)) {
            ('(' | '【' | '《' | '“', _) => open = open.saturating_add(1),
            (')' | '】' | '》' | '”', Some(rest)) => open = rest,
            (')' | '】' | '》' | '”', None) => return false,
            _ => {}
        }
    }
    open == 0
}

/// Cuts the lines between two names of levels into names and values, each of one line or more. `widest` is how far
/// lines of names go in this table, in half Han characters.
pub(super) fn pair(lines: &[Piece], widest: usize) -> Vec<Pair> {
    let ways = Ways::new(lines, widest);
    let piece = |from, to| join(lines.get(from..to).unwrap_or_default().to_vec()).pop();
    let pairs = ways.cheapest().into_iter().filter_map(|cut| {
        let name = piece(cut.start, cut.name_end)?;
        Some(Pair { name, value: piece(cut.name_end, cut.end), is_guess: ways.lead(cut) < CERTAIN })
    });
    pairs.collect()
}

/// Where a pair begins, where its value does, where it ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Cut {
    start: usize,
    name_end: usize,
    end: usize,
}

/// The pairs that may begin at a line, of `count` lines.
fn cuts(start: usize, count: usize) -> impl Iterator<Item = Cut> {
    let name_ends = start.saturating_add(1)..=count.min(start.saturating_add(LONGEST));
    name_ends.flat_map(move |name_end| {
        let ends = name_end..=count.min(name_end.saturating_add(LONGEST));
        ends.map(move |end| Cut { start, name_end, end })
    })
}

/// What every way to cut some lines costs.
struct Ways {
    /// By first line and number of lines, what they cost as a name.
    names: Vec<Vec<i64>>,
    /// The same for a value.
    values: Vec<Vec<i64>>,
    /// What the lines before each one cost at the least.
    before: Vec<i64>,
    /// What the lines from each one on cost at the least, and the pair this begins with.
    from: Vec<(i64, Option<Cut>)>,
}

impl Ways {
    fn new(lines: &[Piece], widest: usize) -> Self {
        let count = lines.len();
        let table = |cost: &dyn Fn(&[Piece]) -> i64| {
            let of = |start: usize| {
                let ends = start..=count.min(start.saturating_add(LONGEST));
                ends.map(|end| cost(lines.get(start..end).unwrap_or_default())).collect()
            };
            (0..=count).map(of).collect()
        };
        let mut ways = Self {
            names: table(&|lines| name_cost(lines, widest)),
            values: table(&value_cost),
            before: vec![i64::MAX; count.saturating_add(1)],
            from: vec![(0, None); count.saturating_add(1)],
        };
        for start in (0..count).rev() {
            let ahead = |cut: &Cut| ways.cost(*cut).saturating_add(ways.after(cut.end));
            let choice = cuts(start, count).map(|cut| (ahead(&cut), Some(cut))).min_by_key(|(cost, _)| *cost);
            if let (Some(place), Some(choice)) = (ways.from.get_mut(start), choice) {
                *place = choice;
            }
        }
        if let Some(first) = ways.before.first_mut() {
            *first = 0;
        }
        for cut in (0..count).flat_map(|start| cuts(start, count)) {
            let cost = ways.until(cut.start).saturating_add(ways.cost(cut));
            if let Some(place) = ways.before.get_mut(cut.end) {
                *place = cost.min(*place);
            }
        }
        ways
    }

    fn cost(&self, cut: Cut) -> i64 {
        let of = |table: &[Vec<i64>], from: usize, to: usize| {
            table.get(from).and_then(|row| row.get(to.saturating_sub(from))).copied().unwrap_or(0)
        };
        of(&self.names, cut.start, cut.name_end).saturating_add(of(&self.values, cut.name_end, cut.end))
    }

    fn until(&self, line: usize) -> i64 {
        self.before.get(line).copied().unwrap_or(i64::MAX)
    }

    fn after(&self, line: usize) -> i64 {
        self.from.get(line).map_or(0, |(cost, _)| *cost)
    }

    /// The pairs of the cheapest way.
    fn cheapest(&self) -> Vec<Cut> {
        let mut found = Vec::new();
        let mut at = 0;
        while let Some(cut) = self.from.get(at).and_then(|(_, cut)| *cut) {
            found.push(cut);
            at = cut.end;
        }
        found
    }

    /// How much dearer the cheapest way is in which another pair holds the first line of this one.
    fn lead(&self, own: Cut) -> i64 {
        let count = self.from.len().saturating_sub(1);
        let reach = LONGEST.saturating_mul(2);
        let rivals = (own.start.saturating_sub(reach)..=own.start)
            .flat_map(|start| cuts(start, count))
            .filter(|cut| *cut != own && cut.end > own.start);
        let through = |cut: Cut| {
            self.until(cut.start).saturating_add(self.cost(cut)).saturating_add(self.after(cut.end))
        };
        rivals.map(through).min().map_or(i64::MAX, |cost| cost.saturating_sub(self.after(0)))
    }
}

fn sum(costs: impl Iterator<Item = i64>) -> i64 {
    costs.fold(0, i64::saturating_add)
}

fn whole(lines: &[Piece]) -> String {
    join(lines.to_vec()).pop().unwrap_or_default().text
}

fn share_a_line(first: &Piece, second: &Piece) -> bool {
    first.origin.last != 0 && first.origin.last == second.origin.first
}

fn name_cost(lines: &[Piece], widest: usize) -> i64 {
    const ALMOST_FULL: usize = 2;
    let breaks = lines.iter().zip(lines.iter().skip(1)).map(|(line, next)| {
        let full = width(&line.text).saturating_add(ALMOST_FULL) >= widest;
        let shared = if share_a_line(line, next) { cost::SAME_LINE } else { 0 };
        let ended = if tail(&line.text).is_some() { cost::AFTER_TAIL } else { 0 };
        shared.saturating_add(ended).saturating_add(if full { cost::FULL_BREAK } else { cost::BREAK })
    });
    let values = lines.iter().map(|line| match line.text.as_str() {
        text if is_compared(text) => cost::VALUE_AS_NAME.saturating_mul(2),
        text if is_measured(text) => cost::VALUE_AS_NAME,
        text if is_bare_degree(text) => cost::WORD_AS_NAME,
        _ => 0,
    });
    let name = whole(lines);
    let shape = if is_balanced(&name) { 0 } else { cost::BRACKET };
    let bare = bare_name(&name);
    let length = match bare.chars().count() {
        0 | 1 => cost::FRAGMENT,
        _ if TAILS.contains(&bare) => cost::FRAGMENT,
        2 => 12,
        3 => 8,
        4 => 2,
        _ => 0,
    };
    sum(breaks).saturating_add(sum(values)).saturating_add(shape).saturating_add(length)
}

fn value_cost(lines: &[Piece]) -> i64 {
    let Some(first) = lines.first() else { return cost::NO_VALUE };
    let breaks = lines.iter().zip(lines.iter().skip(1)).map(|(line, next)| {
        let shared = if share_a_line(line, next) { cost::SAME_LINE } else { 0 };
        let later =
            if is_measured(&next.text) || is_bare_degree(&next.text) { cost::NAME_AS_VALUE } else { 0 };
        let done = if has_unit(&line.text) && starts_with_han(&next.text) { cost::NAME_AS_VALUE } else { 0 };
        shared.saturating_add(later).saturating_add(done).saturating_add(cost::LONG_VALUE)
    });
    let value = whole(lines);
    let shape = if is_balanced(&value) { 0 } else { cost::BRACKET };
    let is_word = !is_measured(&first.text);
    let bare_comparator = is_compared(&value) && !value.chars().any(|c| narrow(c).is_ascii_digit());
    let kind = match value.chars().count() {
        _ if bare_comparator => cost::NAME_AS_VALUE,
        _ if !is_word => cost::MEASURED,
        _ if is_bare_degree(&value) => cost::DEGREE,
        1 => 3,
        2..=4 => 0,
        5..=8 => 2,
        _ => 5,
    };
    let as_name = match tail(&value) {
        Some(tail) if is_word && tail == value => cost::FRAGMENT,
        Some(_) if is_word => cost::NAME_AS_VALUE,
        _ if is_word && TAILS.iter().any(|tail| value.starts_with(tail)) => cost::NAME_AS_VALUE,
        _ => 0,
    };
    sum(breaks).saturating_add(shape).saturating_add(kind).saturating_add(as_name)
}

#[cfg(test)]
mod tests;
