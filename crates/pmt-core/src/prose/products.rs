//! Products with their result, as estimates write them: `400件×800元=32万元`, `14个点×48周×1000元＝67.2万元`.
//!
//! or in brackets behind it: `18万元（60套×3000元）`. A chain is read from its end backwards, factor by factor, each a number with its unit and nothing else. What
//! cannot be read to the end of the chain (brackets, sums, ranges, words between) is no product. In words, a number, the
//! price of each and what they come to are one too: `150套，每套1.4万元，计210万元`.

use std::ops::Range;

use rust_decimal::Decimal;

use super::cursor::{char_at, char_before, has_at, skip_blanks};
use super::{Money, Product, Quantity, Scan, numbers, sentence};
use crate::amount::multiply;
use crate::edition::{MONEY_UNITS, MoneyUnit, unit_scale};

/// The products of a text whose results are among its amounts.
pub(super) fn find(text: &str, scan: &Scan) -> Vec<Product> {
    let mut price: Option<&Money> = None;
    let mut found: Vec<Product> = Vec::new();
    for money in &scan.amounts {
        let stated = || chain_before(text, money).or_else(|| chain_behind(text, money));
        let product = stated().map_or_else(
            || in_words(text, price?, money, &scan.quantities),
            |chain| chain.with_result(money),
        );
        // What is a factor itself has no factors.
        found.extend(product.filter(|product| !found.iter().any(|other| other.holds(&product.result))));
        price = Some(money);
    }
    found
}

/// Factors in a row.
struct Chain {
    range: Range<usize>,
    value: Decimal,
    /// One unit of the last digit of a price that may have been rounded, times the other factors.
    step: Decimal,
}

impl Chain {
    fn with_result(self, result: &Money) -> Option<Product> {
        let slack = step(result)?.checked_add(self.step)?.checked_div(Decimal::TWO)?;
        Some(Product { range: self.range, result: result.range.clone(), value: self.value, slack })
    }
}

/// One unit of the last digit of an amount, in 元.
fn step(money: &Money) -> Option<Decimal> {
    Decimal::from(money.unit.yuan).checked_mul(Decimal::new(1, money.scale.min(28)))
}

/// Whether an amount can be a result: one exact figure, with which no calculation goes on.
fn is_result(text: &str, money: &Money) -> bool {
    let goes_on = char_at(text, skip_blanks(text, money.range.end)).is_some_and(is_operator);
    money.is_exact() && money.range == money.figure && !goes_on
}

/// The factors before an amount: 400件×800元=32万元.
fn chain_before(text: &str, result: &Money) -> Option<Chain> {
    let end = before_sign(text, result.range.start, |c| matches!(c, '=' | '＝'))?;
    is_result(text, result).then(|| chain(text, end))?
}

/// The factors behind an amount, where they are all that stands in the brackets or between 按 and 测算: 18万元（60套×3000元）.
fn chain_behind(text: &str, result: &Money) -> Option<Chain> {
    let at = result.range.end;
    let rest = text.get(at..)?;
    let (opening, closing): (&str, &[&str]) = if rest.starts_with('（') {
        ("（", &["）"])
    } else if rest.starts_with('(') {
        ("(", &[")"])
    } else {
        let opening = ["，按照", "，按", "，根据"].into_iter().find(|opening| rest.starts_with(opening))?;
        (opening, &["测算", "计算", "核算"])
    };
    let from = at.saturating_add(opening.len());
    let inside = text.get(from..)?;
    let length = closing.iter().filter_map(|closing| inside.find(closing)).min()?;
    let chain = chain(text, from.saturating_add(length))?;
    (is_result(text, result) && chain.range.start == from).then_some(chain)
}

/// The factors that end at `end`.
fn chain(text: &str, end: usize) -> Option<Chain> {
    let mut factors = Vec::new();
    let mut before = end;
    loop {
        let factor = factor_before(text, before)?;
        let start = factor.start;
        factors.push(factor);
        match before_sign(text, start, is_times) {
            Some(next) => before = next,
            None => break,
        }
    }
    let start = factors.last()?.start;
    let open = char_before(text, start)
        .is_some_and(|c| is_operator(c) || matches!(c, '-' | '~' | '～' | '至' | '到' | '约' | '近' | '的'));
    // 2次，每次30人×400元: what is multiplied is not all here.
    let clause = sentence::clause(text, &(start..start));
    let for_each = text.get(clause.start..start)?.contains(['每', '各']);
    let prices = factors.iter().filter(|factor| factor.is_money).count();
    if open || for_each || prices != 1 || factors.len() < 2 {
        return None;
    }
    let value = factors.iter().try_fold(Decimal::ONE, |product, factor| multiply(product, factor.value))?;
    let rounded =
        factors.iter().find_map(|factor| value.checked_div(factor.value)?.checked_mul(factor.step?));
    Some(Chain { range: start..end, value, step: rounded.unwrap_or(Decimal::ZERO) })
}

/// A number of something, what each costs, and what they come to: 灯器150套，每套1.4万元，计210万元.
fn in_words(text: &str, price: &Money, result: &Money, quantities: &[Quantity]) -> Option<Product> {
    let between = text.get(price.range.end..result.range.start)?.trim_start_matches(['，', ',', ' ']);
    let comes_to = matches!(between, "计" | "共" | "共计" | "合计" | "小计" | "共需" | "总计" | "合计为");
    let exact = price.is_exact() && price.range == price.figure && is_result(text, result);
    let sentence = sentence::of(text, &result.range);
    let clause = sentence::clause(text, &price.range);
    let (before, each) = text.get(clause.start..price.range.start)?.rsplit_once('每')?;
    let average = before == "平均";
    if !(comes_to && exact && (before.is_empty() || average) && clause.start > sentence.start) {
        return None;
    }
    // One number of just that unit, and no other that could multiply it: neither before nor between.
    let of_sentence =
        |one: &&Quantity| sentence.start <= one.range.start && one.range.end <= result.range.start;
    let mut counted = quantities.iter().filter(of_sentence);
    let is_of = |one: &&Quantity| {
        let behind = text.get(one.figure.start..).unwrap_or_default();
        behind.trim_start_matches(|c| numbers::is_digit(c) || matches!(c, ',' | '.')).starts_with(each)
    };
    let quantity = counted.next().filter(|one| one.is_exact() && is_of(one))?;
    let rounded = average || price.scale > 0;
    let step = if rounded { step(price)?.checked_mul(quantity.value)? } else { Decimal::ZERO };
    let value = multiply(quantity.value, price.yuan)?;
    let range = quantity.range.start..price.range.end;
    counted.next().is_none().then(|| Chain { range, value, step }.with_result(result))?
}

/// A factor: what it counts in its basic unit, or money in 元.
struct Factor {
    value: Decimal,
    /// One unit of the last printed digit of a price with digits after the point, which may have been rounded.
    step: Option<Decimal>,
    is_money: bool,
    start: usize,
}

const fn is_times(c: char) -> bool {
    matches!(c, '×' | '*' | '＊' | 'x' | 'X')
}

/// Whether a character goes on with a calculation, so that what stands beside it is not all of it.
const fn is_operator(c: char) -> bool {
    is_times(c) || matches!(c, '+' | '＋' | '－' | '−' | '÷' | '/' | '=' | '＝' | '%' | '％')
}

/// Where what stands before a sign ends, if the sign stands right before `at`.
fn before_sign(text: &str, at: usize, is_sign: impl Fn(char) -> bool) -> Option<usize> {
    let head = text.get(..at)?.trim_end_matches([' ', '\u{3000}']);
    let sign = head.chars().next_back().filter(|c| is_sign(*c))?;
    Some(head.strip_suffix(sign)?.trim_end_matches([' ', '\u{3000}']).len())
}

/// The number and its unit that end at `end`.
fn factor_before(text: &str, end: usize) -> Option<Factor> {
    let unit_start = unit_start(text, end)?;
    let start = number_start(text, unit_start)?;
    let number = numbers::read(text, start).filter(|number| number.end == unit_start)?;
    let unit = text.get(unit_start..end)?.trim_start();
    let about = ["左右", "上下", "以上", "以下", "以内"];
    let hedged = unit.is_empty()
        || unit.starts_with(['余', '多', '几'])
        || about.iter().any(|word| unit.contains(word));
    if hedged || number.value.is_zero() {
        return None;
    }
    let factor = |value, step, is_money| Some(Factor { value, step, is_money, start });
    if let Some(price) = price_unit(unit) {
        let yuan = Decimal::from(price.yuan);
        let step = (number.scale > 0).then(|| yuan.checked_mul(Decimal::new(1, number.scale.min(28))));
        return factor(multiply(number.value, yuan)?, step.flatten(), true);
    }
    if let "%" | "％" = unit {
        return factor(multiply(number.value, Decimal::new(1, 2))?, None, false);
    }
    let (scale, rest) = unit_scale(unit);
    let counts = !rest.is_empty() && rest.chars().all(|c| c.is_alphabetic() || matches!(c, '/' | '／'));
    counts.then_some(())?;
    factor(multiply(number.value, Decimal::from(scale))?, None, false)
}

/// The unit of a price: of money, for each of something or not.
fn price_unit(unit: &str) -> Option<&'static MoneyUnit> {
    let money = MONEY_UNITS.iter().filter(|money| unit.starts_with(money.text));
    let money = money.max_by_key(|money| money.text.len())?;
    let rest = unit.get(money.text.len()..)?;
    if rest.is_empty() {
        return Some(money);
    }
    let for_each = rest.strip_prefix(['/', '／'])?;
    let is_word = |c: char| c.is_alphabetic() || matches!(c, '·' | '/' | '／' | '•');
    (!for_each.is_empty() && for_each.chars().all(is_word)).then_some(money)
}

/// Where a unit that ends at `end` begins: the letters and signs up to a digit, none that end a clause among them.
fn unit_start(text: &str, end: usize) -> Option<usize> {
    const LONGEST: usize = 8;
    let mut start = end;
    for _ in 0..LONGEST {
        let c = char_before(text, start)?;
        if numbers::is_digit(c) {
            return Some(start);
        }
        // A point joins the units of 台·年; a mark that ends a clause ends the chain.
        let joins = matches!(c, '/' | '／' | '%' | '％' | ' ' | '·' | '•') || !sentence::ends_clause(c);
        joins.then_some(())?;
        start = start.checked_sub(c.len_utf8())?;
    }
    None
}

/// Where the number that ends at `end` begins. Digits that belong to a word (`A4`, `第3`) are none.
fn number_start(text: &str, end: usize) -> Option<usize> {
    let head = text.get(..end)?;
    let inside = |c: char| numbers::is_digit(c) || matches!(c, '.' | ',');
    let start = head.trim_end_matches(inside).len();
    let start = start.saturating_add(
        head.get(start..)?.len().saturating_sub(head.get(start..)?.trim_start_matches(['.', ',']).len()),
    );
    let before = char_before(text, start);
    let in_a_word = before.is_some_and(|c| c.is_ascii_alphabetic() && !is_times(c) || c == '第');
    (start < end && !in_a_word && !has_at(text, end, ".")).then_some(start)
}
