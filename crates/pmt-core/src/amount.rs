//! Exact money: amounts as written, and when two of them agree.
//!
//! Everything is `rust_decimal` with checked arithmetic; a result that would need more than 15 digits before or 6
//! after the point is `None`, never rounded.

use pmt_syntax::Span;
use rust_decimal::Decimal;

use crate::edition::MoneyUnit;
use crate::text::Message;

/// The largest integer part the language knows: 15 digits.
const LIMIT: i64 = 1_000_000_000_000_000;

/// Checks a result against the language's 15+6 digits.
pub fn within_limits(value: Decimal) -> Option<Decimal> {
    let value = value.normalize();
    (value.abs() < Decimal::from(LIMIT) && value.scale() <= 6).then_some(value)
}

/// The exact product, if the language can hold it.
pub fn multiply(a: Decimal, b: Decimal) -> Option<Decimal> {
    let (a, b) = (a.normalize(), b.normalize());
    // Beyond 28 digits `checked_mul` would round without a word: the scales tell whether it did.
    let product = a.checked_mul(b)?;
    (product.is_zero() || product.scale() >= a.scale().saturating_add(b.scale()).min(28)).then_some(())?;
    within_limits(product)
}

/// The exact sum, if the language can hold it.
pub fn sum(values: impl IntoIterator<Item = Decimal>) -> Option<Decimal> {
    values.into_iter().try_fold(Decimal::ZERO, |total, value| within_limits(total.checked_add(value)?))
}

/// An amount of money.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Amount {
    /// In 元, exact.
    pub yuan: Decimal,
    /// The unit in which it was written or, derived, should be shown.
    pub unit: &'static MoneyUnit,
    /// Digits after the point as written, in `unit`; `None` for a derived amount and for zero, which are exact.
    pub written_scale: Option<u32>,
    /// Where it is written or, derived, what it was derived from.
    pub span: Span,
}

impl Amount {
    /// A derived amount.
    pub fn derived(yuan: Decimal, span: Span) -> Self {
        Self { yuan, unit: MoneyUnit::ten_thousand(), written_scale: None, span }
    }

    /// Whether an author wrote it.
    pub const fn is_written(&self) -> bool {
        self.written_scale.is_some()
    }

    /// One unit of its last printed digit, in 元; zero if it is exact whatever its digits.
    pub fn step(&self) -> Decimal {
        match self.written_scale {
            Some(scale) if !self.yuan.is_zero() => Decimal::from(self.unit.yuan)
                .checked_mul(Decimal::new(1, scale.min(28)))
                .unwrap_or(Decimal::ZERO),
            _ => Decimal::ZERO,
        }
    }

    /// As prose writes it: in its unit, the digits as written, a derived one without trailing zeros.
    pub fn prose(&self) -> String {
        let in_unit = self.yuan.checked_div(Decimal::from(self.unit.yuan)).unwrap_or(self.yuan).normalize();
        if in_unit.scale() > 6 {
            // A cent in 亿元 has more digits than a number may have.
            return format!("{}{}", self.yuan.normalize(), MoneyUnit::yuan().text);
        }
        let mut shown = in_unit;
        if let Some(scale) = self.written_scale
            && scale >= in_unit.scale()
        {
            shown.rescale(scale);
        }
        format!("{shown}{}", self.unit.text)
    }
}

/// An amount in 元 as findings show it: grouped in threes, cents only if there are any.
pub fn yuan(value: Decimal) -> String {
    let mut value = value.normalize();
    if value.scale() == 1 {
        value.rescale(2);
    }
    let text = value.abs().to_string();
    let (integer, fraction) = text.split_once('.').unwrap_or((&text, ""));
    let mut grouped = String::new();
    for (index, digit) in integer.chars().enumerate() {
        if index > 0 && integer.len().saturating_sub(index) % 3 == 0 {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    let sign = if value.is_sign_negative() && !value.is_zero() { "-" } else { "" };
    let point = if fraction.is_empty() { "" } else { "." };
    format!("{sign}{grouped}{point}{fraction}元")
}

/// An amount in 元 as findings show it: in 万元 where it is so many whole ones, else as [`yuan`].
pub fn readable(value: Decimal) -> String {
    let unit = MoneyUnit::ten_thousand();
    let in_unit = value.checked_div(Decimal::from(unit.yuan)).map(|value| value.normalize());
    match in_unit.filter(|value| value.scale() == 0 && !value.is_zero()) {
        Some(_) => Amount { unit, ..Amount::derived(value, Span::default()) }.prose(),
        None => yuan(value),
    }
}

/// How two sides of an equation stand to each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Comparison {
    /// Left minus right, in 元.
    pub difference: Decimal,
    /// How far apart they may be, in 元: the rounding that their printed digits allow.
    pub tolerance: Decimal,
    /// Ten, a hundred, a thousand or ten thousand, if one side is exactly so many times the other.
    pub slip: Option<i64>,
}

impl Comparison {
    /// Whether the sides agree.
    pub fn agrees(&self) -> bool {
        self.difference.abs() <= self.tolerance
    }

    /// What a message adds about sides that disagree: the tolerance, if one was used, and a slip of magnitude, if it is
    /// one.
    pub fn remarks(&self) -> Message {
        let (mut zh, mut en) = (String::new(), String::new());
        if !self.tolerance.is_zero() {
            let allowed = yuan(self.tolerance);
            zh.extend(["，超出四舍五入允许的 ", &allowed]);
            en.extend([", more than the ", &allowed, " that rounding explains"]);
        }
        if let Some(factor) = self.slip {
            let factor = factor.to_string();
            zh.extend(["；正好差 ", &factor, " 倍，多半是金额单位写错了"]);
            en.extend(["; exactly ", &factor, " times, so a unit is probably wrong"]);
        }
        Message::new(zh, en)
    }
}

/// Compares the sum of `left` with the sum of `right`. Amounts of one precision compare exactly; where precisions
/// differ, each amount that is not of the finest one may be off by half a unit of its last digit. `None` if a sum
/// overflows.
pub fn compare(left: &[Amount], right: &[Amount]) -> Option<Comparison> {
    let left_sum = sum(left.iter().map(|amount| amount.yuan))?;
    let right_sum = sum(right.iter().map(|amount| amount.yuan))?;
    let steps: Vec<Decimal> =
        left.iter().chain(right).map(Amount::step).filter(|step| !step.is_zero()).collect();
    let exact_beside = left.iter().chain(right).any(|amount| !amount.is_written() && !amount.yuan.is_zero());
    let finest = if exact_beside { None } else { steps.iter().min().copied() };
    let rounded = steps.into_iter().filter(|step| Some(*step) != finest);
    let tolerance = sum(rounded)?.checked_div(Decimal::TWO)?;
    Some(Comparison {
        difference: left_sum.checked_sub(right_sum)?,
        tolerance,
        slip: magnitude_slip(left_sum, right_sum),
    })
}

/// The factor, if one value is exactly 10, 100, 1,000 or 10,000 times the other.
pub fn magnitude_slip(a: Decimal, b: Decimal) -> Option<i64> {
    if a.is_zero() || b.is_zero() {
        return None;
    }
    [10, 100, 1_000, 10_000].into_iter().find(|factor| {
        let times = Decimal::from(*factor);
        a.checked_mul(times) == Some(b) || b.checked_mul(times) == Some(a)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn amount(number: &str, unit: &str) -> Amount {
        let unit = MoneyUnit::parse(unit).unwrap();
        let number = Decimal::from_str_exact(number).unwrap();
        Amount {
            yuan: multiply(number, Decimal::from(unit.yuan)).unwrap(),
            unit,
            written_scale: Some(number.scale()),
            span: Span::default(),
        }
    }

    #[test]
    fn a_coarser_amount_allows_half_of_its_last_digit() {
        let cover = amount("165.00", "万元");
        let agrees = |yuan: &str| compare(&[cover], &[amount(yuan, "元")]).unwrap().agrees();
        assert!(agrees("1650000") && agrees("1650050") && agrees("1649950"));
        assert!(!agrees("1650051"));
    }

    #[test]
    fn one_precision_compares_exactly() {
        assert!(!compare(&[amount("102", "万元")], &[amount("101", "万元")]).unwrap().agrees());
        assert!(compare(&[amount("320000", "元")], &[amount("320000.00", "元")]).unwrap().agrees());
    }

    #[test]
    fn a_slip_of_magnitude_is_seen() {
        let compared = compare(&[amount("102", "元")], &[amount("102", "万元")]).unwrap();
        assert_eq!(compared.slip, Some(10_000));
    }

    #[test]
    fn amounts_read_as_prose() {
        assert_eq!(amount("102", "万元").prose(), "102万元");
        assert_eq!(amount("165.00", "万元").prose(), "165.00万元");
        assert_eq!(Amount::derived(Decimal::from(1_020_000), Span::default()).prose(), "102万元");
        let hundred_millions = MoneyUnit::parse("亿元").unwrap();
        let cent = Amount { unit: hundred_millions, ..Amount::derived(Decimal::new(1, 2), Span::default()) };
        assert_eq!(cent.prose(), "0.01元");
        assert_eq!(yuan(Decimal::from(1_020_000)), "1,020,000元");
        assert_eq!(yuan(Decimal::new(-150, 2)), "-1.50元");
        assert_eq!(readable(Decimal::from(1_020_000)), "102万元");
        assert_eq!(readable(Decimal::from(1_020_500)), "1,020,500元");
    }

    #[test]
    fn products_are_exact_or_refused() {
        let d = |text: &str| Decimal::from_str_exact(text).unwrap();
        assert_eq!(multiply(d("60"), d("2450")), Some(d("147000")));
        assert_eq!(multiply(d("999999999999999"), d("2")), None);
        assert_eq!(multiply(d("0.0001"), d("0.001")), None);
    }
}
