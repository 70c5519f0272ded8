//! 项目资金总额 and 年度资金申请总额, with what is left out derived from what is given.

use pmt_syntax::{Span, ast};
use rust_decimal::Decimal;

use super::Lowerer;
use super::amounts::known;
use super::fields::Fields;
use crate::amount::{Amount, sum};
use crate::edition::{Key, Place};
use crate::model::{AnnualFunds, Task, Timespan, TotalFunds};

impl<'t> Lowerer<'t> {
    pub(super) fn total_funds(&mut self, fields: &Fields<'t>) -> TotalFunds {
        let Some(item) = fields.get(Key::TotalFunds) else { return TotalFunds::default() };
        let parts = self.block_fields(item, Place::TotalFunds);
        let years = parts.get(Key::ByYear).map(|years| self.block_fields(years, Place::Years));
        TotalFunds {
            key_span: item.key().map(ast::Name::span),
            amount: self.money(fields, Key::TotalFunds),
            fiscal: self.money(&parts, Key::FiscalFunds),
            other: self.money(&parts, Key::OtherFunds),
            years: years
                .map(|years| years.named.iter().map(|item| self.named_amount(*item)).collect())
                .unwrap_or_default(),
            broken: parts.broken || self.broken.touches(item.head_span()),
        }
    }

    pub(super) fn annual_funds(&mut self, fields: &Fields<'t>) -> AnnualFunds {
        let Some(item) = fields.get(Key::AnnualFunds) else { return AnnualFunds::default() };
        let parts = self.block_fields(item, Place::AnnualFunds);
        AnnualFunds {
            key_span: item.key().map(ast::Name::span),
            amount: self.money(fields, Key::AnnualFunds),
            current: self.money(&parts, Key::CurrentYearFunds),
            carried_over: self.money(&parts, Key::CarriedOverFunds),
            other: self.money(&parts, Key::OtherFunds),
            broken: parts.broken || self.broken.touches(item.head_span()),
        }
    }
}

fn shown_like(yuan: Decimal, models: &[Option<Amount>], span: Span) -> Amount {
    let unit = models.iter().flatten().find(|amount| amount.is_written() && !amount.yuan.is_zero());
    let derived = Amount::derived(yuan, span);
    unit.map_or(derived, |model| Amount { unit: model.unit, ..derived })
}

/// The sum of amounts that are all known.
fn total_of(parts: &[Option<Amount>], span: Span) -> Option<Amount> {
    let known: Vec<Amount> = parts.iter().copied().collect::<Option<_>>()?;
    let yuan = sum(known.iter().map(|amount| amount.yuan))?;
    Some(shown_like(yuan, parts, span))
}

/// Fills what is left out, as far as it follows: a total from its parts, the annual total from the tasks or (one
/// year) from the whole, the whole from its years or (one year) from the annual total, a missing part as the rest.
pub(super) fn derive(
    total: &mut TotalFunds,
    annual: &mut AnnualFunds,
    tasks: &[Task],
    period: Option<Timespan>,
    project: Span,
) {
    let one_year = period.is_some_and(Timespan::is_within_a_year);
    let annual_span = annual.key_span.unwrap_or(project);
    let total_span = total.key_span.unwrap_or(project);
    if annual.amount.is_none() && !annual.broken {
        annual.amount = from_parts(&[annual.current, annual.carried_over, annual.other], 0, annual_span);
        if annual.amount.is_none() && !tasks.is_empty() {
            let amounts: Vec<_> = tasks.iter().map(|task| task.amount).collect();
            annual.amount = total_of(&amounts, annual_span);
        }
    }
    if total.amount.is_none() && !total.broken {
        total.amount = from_parts(&[total.fiscal, total.other], 0, total_span);
        if total.amount.is_none() && !total.years.is_empty() {
            total.amount = known(&total.years)
                .and_then(|years| total_of(&years.into_iter().map(Some).collect::<Vec<_>>(), total_span));
        }
    }
    if one_year {
        let same = |other: Option<Amount>, span| {
            other.map(|amount| Amount { unit: amount.unit, ..Amount::derived(amount.yuan, span) })
        };
        if total.amount.is_none() && !total.broken {
            total.amount = same(annual.amount, total_span);
        } else if annual.amount.is_none() && !annual.broken {
            annual.amount = same(total.amount, annual_span);
        }
    }
    fill_parts(annual.amount, [&mut annual.current, &mut annual.carried_over, &mut annual.other]);
    fill_parts(total.amount, [&mut total.fiscal, &mut total.other]);
}

/// The total of parts of which the first must be given; the others default to nothing.
fn from_parts(parts: &[Option<Amount>], first: usize, span: Span) -> Option<Amount> {
    (*parts.get(first)?)?;
    let nothing = Some(Amount::derived(Decimal::ZERO, span));
    let filled: Vec<_> = parts.iter().map(|part| part.or(nothing)).collect();
    total_of(&filled, span)
}

/// Fills missing parts: the first takes what the others leave; otherwise the last missing one takes the rest and the
/// others are nothing. A negative rest is left out: the sum is a finding, not a value.
fn fill_parts<const N: usize>(total: Option<Amount>, mut parts: [&mut Option<Amount>; N]) {
    let Some(total) = total else { return };
    let Some(receiver) = parts.iter().position(|part| part.is_none()) else { return };
    let given = sum(parts.iter().filter_map(|part| part.map(|amount| amount.yuan)));
    let Some(rest) = given.and_then(|given| total.yuan.checked_sub(given)) else { return };
    if rest.is_sign_negative() && !rest.is_zero() {
        return;
    }
    for (index, part) in parts.iter_mut().enumerate() {
        if part.is_none() {
            let yuan = if index == receiver { rest } else { Decimal::ZERO };
            **part = Some(Amount { unit: total.unit, ..Amount::derived(yuan, total.span) });
        }
    }
}
