//! Whose money an amount is, told by the words before it. The words are taken apart by small lists; a word that is in
//! none of them is the name of a part, or makes the amount one of which nothing is said.

use std::ops::Range;

use super::cursor::{char_at, char_before, has_at, longest_at, longest_before, skip_blanks};
use super::{Money, Reader, Role, Scan, sentence, times};
use crate::edition::words_money::{
    BREAKDOWN, BUDGET, COMPARING, FILLERS, FISCAL, OTHER_YEARS, PRICE, SUM, THE_PROJECT, THIS_YEAR, UNCLEAR,
    WHOLE_PROJECT,
};
use crate::edition::words_prose::APPROXIMATORS_BEFORE;

/// Gives each amount its role.
pub(super) fn assign(reader: &Reader<'_>, text: &str, scan: &mut Scan) {
    let mut floor = 0;
    for money in &mut scan.amounts {
        let product = scan.products.iter().find(|product| product.result == money.range);
        let is_factor = scan.products.iter().any(|product| product.holds(&money.range));
        // What a product comes to is the amount of what is named before its first factor.
        let said = match product.filter(|product| product.range.start < money.range.start) {
            Some(product) => Lead::of_product(text, product.range.start, floor),
            None => Lead::of(text, money, floor),
        };
        if !is_factor {
            floor = money.range.end;
        }
        let (role, part) = said.role(reader, text, money);
        (money.role, money.part, money.year) = (role, part, said.year);
    }
}

/// What a word before an amount says of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Says {
    ThisYear,
    OtherYear,
    Whole,
    Budget,
    Fiscal,
    Project,
    Sum,
    Breakdown,
    Nothing,
}

/// The lists by which words are known.
const LISTS: [(Says, &[&str]); 10] = [
    (Says::ThisYear, THIS_YEAR),
    (Says::OtherYear, OTHER_YEARS),
    (Says::Whole, WHOLE_PROJECT),
    (Says::Budget, BUDGET),
    (Says::Fiscal, FISCAL),
    (Says::Project, THE_PROJECT),
    (Says::Sum, SUM),
    (Says::Breakdown, BREAKDOWN),
    (Says::Nothing, FILLERS),
    (Says::Nothing, APPROXIMATORS_BEFORE),
];

/// What the words before an amount say, all together.
#[derive(Default)]
struct Lead {
    said: Vec<Says>,
    /// The year they name.
    year: Option<i32>,
    /// Whether a word leaves open whose money it is.
    unclear: bool,
    /// Whether it is only measured by what they name.
    compared: bool,
    /// The words in no list, from the first to the last.
    rest: Option<Range<usize>>,
    /// Whether nothing but fillers stands before them in the sentence.
    opens: bool,
}

impl Lead {
    fn of(text: &str, money: &Money, floor: usize) -> Self {
        Self::before(text, &money.range, floor)
    }

    /// Of the result of a product. 补贴 and 标准 leave open whose an amount is; one that is worked out is the part's.
    fn of_product(text: &str, start: usize, floor: usize) -> Self {
        let mut lead = Self::before(text, &(start..start), floor);
        let words = lead.rest.clone().and_then(|rest| text.get(rest)).unwrap_or_default();
        lead.unclear &= UNCLEAR.iter().any(|word| words.contains(word) && !GIVEN_BY_PIECE.contains(word));
        lead
    }

    fn before(text: &str, at: &Range<usize>, floor: usize) -> Self {
        let sentence = sentence::of(text, at);
        let from = clause_start(text, at, sentence.start.max(floor));
        let mut lead = Self::read(text, from..at.start);
        if lead.is_empty() {
            // 预算资金：102万元, 党建（56万元）
            let sign = char_before(text, from);
            if let Some(sign @ (':' | '：' | '（' | '(')) = sign {
                let end = from.saturating_sub(sign.len_utf8());
                let start = clause_start(text, &(end..end), sentence.start.max(floor));
                lead = Self::read(text, start..end);
                lead.opens = is_neutral(text, sentence.start..start.max(sentence.start));
            }
        } else {
            lead.opens = is_neutral(text, sentence.start..from.max(sentence.start));
        }
        let before = text.get(sentence.start..at.start).unwrap_or_default();
        if BREAKDOWN.iter().any(|word| before.contains(word)) {
            lead.said.push(Says::Breakdown);
        }
        lead
    }

    fn is_empty(&self) -> bool {
        let nothing = |said: &Says| matches!(said, Says::Nothing | Says::Breakdown | Says::Project);
        self.rest.is_none() && self.year.is_none() && self.said.iter().all(nothing)
    }

    fn says(&self, what: Says) -> bool {
        self.said.contains(&what)
    }

    fn read(text: &str, range: Range<usize>) -> Self {
        let mut lead = Self::default();
        let mut at = range.start;
        let words = text.get(range.clone()).unwrap_or_default();
        lead.unclear = UNCLEAR.iter().any(|word| words.contains(word));
        lead.compared = COMPARING.iter().any(|word| words.contains(word));
        let mut open = false;
        while at < range.end {
            let Some(c) = char_at(text, at) else { break };
            if let Some((year, end)) = year(text, at) {
                lead.year = Some(year);
                (at, open) = (end, false);
                continue;
            }
            let word = LISTS
                .iter()
                .filter_map(|(says, list)| Some((*says, longest_at(text, at, list)?)))
                .filter(|(_, word)| at.saturating_add(word.len()) <= range.end)
                .max_by_key(|(_, word)| word.len());
            // 线路租用120万元: the name's own last character.
            let ends_name = open
                && word.is_some_and(|(_, word)| word == "用")
                && text.get(..at).is_some_and(|before| before.ends_with(RENTED));
            if let Some((says, word)) = word.filter(|_| !ends_name) {
                lead.said.push(says);
                at = at.saturating_add(word.len());
                open &= says == Says::Nothing && word.chars().count() > 1;
                if open && let Some(rest) = &mut lead.rest {
                    // 道路工程500万元: the name goes on.
                    rest.end = at;
                }
                continue;
            }
            let end = at.saturating_add(c.len_utf8());
            if !c.is_whitespace() {
                lead.rest = Some(lead.rest.take().map_or(at..end, |rest| rest.start..end));
                open = true;
            }
            at = end;
        }
        lead
    }

    fn role(&self, reader: &Reader<'_>, text: &str, money: &Money) -> (Option<Role>, Option<Range<usize>>) {
        if is_price(text, money) {
            return (Some(Role::Price), None);
        }
        let named_other = self.year.is_some_and(|year| reader.year.is_some_and(|own| own != year));
        let named_own = self.year.is_some() && self.year == reader.year;
        if named_other || self.says(Says::OtherYear) {
            return ((!self.compared).then_some(Role::OtherYear), None);
        }
        if self.unclear || self.compared || (self.year.is_some() && reader.year.is_none()) {
            return (None, None);
        }
        if self.rest.is_some() {
            return (Some(Role::Part), self.rest.clone());
        }
        // 财政资金 may be all of it or a part.
        if self.says(Says::Fiscal) {
            return (Some(Role::Part), None);
        }
        let this_year = self.says(Says::ThisYear) || named_own;
        if this_year {
            let certain = !self.says(Says::Whole) && (self.says(Says::Budget) || self.says(Says::Sum));
            return (certain.then_some(Role::ThisYear), None);
        }
        if self.says(Says::Breakdown) {
            return (Some(Role::Part), None);
        }
        if self.says(Says::Whole) {
            return (Some(Role::Whole), None);
        }
        if self.says(Says::Budget) {
            return ((self.opens || self.says(Says::Project)).then_some(Role::Budget), None);
        }
        (self.says(Says::Sum).then_some(Role::Sum), None)
    }
}

/// Words that leave open whose an amount is, unless it is worked out from a number of pieces.
const GIVEN_BY_PIECE: [&str; 3] = ["补助", "补贴", "标准"];

/// What makes a word with 用, which is none by itself then: 租用, 费用.
const RENTED: [char; 8] = ['租', '费', '使', '采', '征', '借', '专', '公'];

/// Where the clause of a range begins, not before `floor`.
fn clause_start(text: &str, range: &Range<usize>, floor: usize) -> usize {
    sentence::clause(text, &(range.start..range.start)).start.max(floor).min(range.start)
}

/// A year with its 年 at `at`.
fn year(text: &str, at: usize) -> Option<(i32, usize)> {
    let (year, end) = times::year_digits(text, at)?;
    let end = skip_blanks(text, end);
    let sign = ["年度", "年"].into_iter().find(|sign| has_at(text, end, sign))?;
    Some((year, end.saturating_add(sign.len())))
}

/// Whether what stands before a clause leaves it to the project as a whole: nothing does, or it was worked out (经测算)
/// from what the whole text says.
fn is_neutral(text: &str, before: Range<usize>) -> bool {
    let words = text.get(before).unwrap_or_default().trim_end_matches(['，', ',', ' ']);
    let words = words.trim();
    words.is_empty()
        || ["经测算", "经初步测算", "经核算", "经估算", "据测算"].iter().any(|word| words.ends_with(word))
        || Lead::read(words, 0..words.len()).rest.is_none()
}

/// Whether an amount is for each of something, or a factor.
fn is_price(text: &str, money: &Money) -> bool {
    let next = skip_blanks(text, money.range.end);
    let after = char_at(text, next).is_some_and(|c| matches!(c, '/' | '／' | '×' | '*' | '＊' | 'x' | 'X'));
    let each = has_at(text, next, "每") || has_at(text, next, "一");
    let mut head = text.get(..money.range.start).unwrap_or_default().trim_end();
    let times = head.ends_with(['×', '*', '＊', 'x', 'X', '乘', '按']);
    head = head.trim_end_matches(['为', '是', '约', '按', '：', ':']);
    let from = clause_start(text, &(head.len()..head.len()), 0);
    let words = text.get(from..head.len()).unwrap_or_default();
    let priced = longest_before(text, head.len(), PRICE).is_some();
    let per_one = words.rsplit_once('每').is_some_and(|(_, of)| of.chars().count() <= 6);
    let average = ["人均", "户均", "场均", "次均", "单价", "均价"].iter().any(|word| words.contains(word));
    after || each || times || priced || per_one || average
}
