//! Two sides that should be equal: when they are not, what to say of it.

use pmt_syntax::Span;

use crate::amount::{Amount, compare, readable, sum, yuan};
use crate::edition::Key;
use crate::finding::Finding;
use crate::rules::{ProjectCx, Report};
use crate::text::Message;

/// One side of an equation.
#[derive(Clone, Copy)]
pub(super) struct Side<'a> {
    /// What it is, in both languages.
    pub(super) zh: &'a str,
    pub(super) en: &'a str,
    /// The amounts that are added.
    pub(super) amounts: &'a [Amount],
}

impl Side<'_> {
    /// As its author wrote it; a sum in the unit of what is added, where all is written in one, else in 元, or in 万元 where those are whole ones and it is read beside such.
    fn shown(self, readably: bool) -> Option<String> {
        if let [one] = self.amounts
            && one.is_written()
        {
            return Some(one.prose());
        }
        let total = sum(self.amounts.iter().map(|amount| amount.yuan))?;
        let mut added = self.amounts.iter().filter(|amount| !amount.yuan.is_zero());
        let first = added.next().filter(|first| first.is_written()).map(|first| first.unit);
        let unit = first
            .filter(|unit| unit.yuan > 1 && added.all(|other| other.is_written() && other.unit == *unit));
        Some(unit.map_or_else(
            || if readably { readable(total) } else { yuan(total) },
            |unit| Amount { unit, ..Amount::derived(total, Span::default()) }.prose(),
        ))
    }
}

/// What is wrong, if the sides differ by more than their rounding.
pub(super) fn difference(left: Side<'_>, right: Side<'_>) -> Option<Message> {
    let compared = compare(left.amounts, right.amounts).filter(|compared| !compared.agrees())?;
    // Where a side is written in 万元, the other and the difference are read in it too.
    let readably = left.amounts.iter().chain(right.amounts).any(|amount| amount.unit.yuan > 1);
    let (a, b) = (left.shown(readably)?, right.shown(readably)?);
    let difference = compared.difference.abs();
    let apart = if readably { readable(difference) } else { yuan(difference) };
    let tail = compared.remarks();
    Some(Message::new(
        format!("{} {a}，{} {b}，相差 {apart}{}", left.zh, right.zh, tail.zh),
        format!("{} is {a}, {} {b}: {apart} apart{}", left.en, right.en, tail.en),
    ))
}

/// The finding that the annual amount and the project's total do not stand to each other as they must, if they differ
/// by more than their rounding.
pub(super) fn annual_against_total(
    cx: &ProjectCx<'_>,
    report: &Report<'_>,
    annual: Amount,
    total: Amount,
    (zh, en): (&str, &str),
) -> Option<Finding> {
    let (whole, year) = (cx.label(Key::TotalFunds), cx.label(Key::AnnualFunds));
    let left = Side { zh: year, en: year, amounts: &[annual] };
    let right = Side { zh: whole, en: whole, amounts: &[total] };
    let message = difference(left, right)?;
    let finding = report.finding(cx.site(annual.span), message.zh, message.en);
    Some(finding.advise(zh, en).relate(cx.site(total.span), whole, whole))
}
