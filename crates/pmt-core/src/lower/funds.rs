//! 项目资金总额 and 年度资金申请总额, with what is left out derived from what is given.

use std::collections::HashMap;

use pmt_syntax::{Span, ast};
use rust_decimal::Decimal;

use super::Lowerer;
use super::amounts::known;
use super::fields::Fields;
use crate::amount::{Amount, compare, sum};
use crate::edition::{Key, Place};
use crate::model::{AnnualFunds, NamedAmount, Task, TotalFunds, fiscal_year};
use crate::rules::language::KEY04;

impl<'t> Lowerer<'t> {
    pub(super) fn total_funds(&mut self, fields: &Fields<'t>) -> TotalFunds {
        let Some(item) = fields.get(Key::TotalFunds) else { return TotalFunds::default() };
        let parts = self.block_fields(item, Place::TotalFunds);
        let yearly = parts.get(Key::ByYear);
        let years = yearly.map(|years| self.block_fields(years, Place::Years));
        let years_broken = years.as_ref().is_some_and(|years| years.broken);
        let mut years_unread = false;
        let years: Vec<NamedAmount> = years
            .map(|years| {
                years_unread = !self.are_years(&years.named);
                years.named.iter().map(|item| self.named_amount(*item)).collect()
            })
            .unwrap_or_default();
        let mut unread = years_unread || years.iter().any(|year| year.amount.is_none());
        TotalFunds {
            key_span: item.key().map(ast::Name::span),
            amount: self.part(fields, Key::TotalFunds, &mut unread),
            fiscal: self.part(&parts, Key::FiscalFunds, &mut unread),
            other: self.part(&parts, Key::OtherFunds, &mut unread),
            years,
            years_span: yearly.and_then(ast::Item::key).map(ast::Name::span),
            unread,
            broken: parts.broken || years_broken || self.head_is_broken(item),
        }
    }

    pub(super) fn annual_funds(&mut self, fields: &Fields<'t>) -> AnnualFunds {
        let Some(item) = fields.get(Key::AnnualFunds) else { return AnnualFunds::default() };
        let parts = self.block_fields(item, Place::AnnualFunds);
        let mut unread = false;
        AnnualFunds {
            key_span: item.key().map(ast::Name::span),
            amount: self.part(fields, Key::AnnualFunds, &mut unread),
            current: self.part(&parts, Key::CurrentYearFunds, &mut unread),
            carried_over: self.part(&parts, Key::CarriedOverFunds, &mut unread),
            other: self.part(&parts, Key::OtherFunds, &mut unread),
            unread,
            broken: parts.broken || self.head_is_broken(item),
        }
    }

    /// Whether each year is given once, and nothing but years; what is not is reported.
    fn are_years(&mut self, items: &[ast::Item<'t>]) -> bool {
        let mut seen: HashMap<i32, ast::Item<'t>> = HashMap::new();
        let mut right = true;
        for item in items {
            let name = Self::item_name(*item);
            let Some(year) = fiscal_year(&name.value) else {
                self.report(
                    &KEY04,
                    name.span,
                    format!("“{}”不是年度，写成 2022年", name.value),
                    format!("“{}” is no year; write 2022年", name.value),
                );
                right = false;
                continue;
            };
            match seen.get(&year) {
                Some(first) => {
                    self.report_repeated(&name.value, *item, *first);
                    right = false;
                }
                None => _ = seen.insert(year, *item),
            }
        }
        right
    }

    /// An amount; `unread` becomes true if something is written for it that is none.
    fn part(&mut self, fields: &Fields<'t>, key: Key, unread: &mut bool) -> Option<Amount> {
        let amount = self.money(fields, key);
        *unread |= amount.is_none() && fields.get(key).is_some_and(|item| item.values().next().is_some());
        amount
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
    one_year: bool,
    project: Span,
) {
    let annual_span = annual.key_span.unwrap_or(project);
    let total_span = total.key_span.unwrap_or(project);
    let annual_open = !annual.broken && !annual.unread;
    let total_open = !total.broken && !total.unread;
    if annual.amount.is_none() && annual_open {
        annual.amount = from_parts(&[annual.current, annual.carried_over, annual.other], annual_span);
        if annual.amount.is_none() && !tasks.is_empty() {
            let amounts: Vec<_> = tasks.iter().map(|task| task.amount).collect();
            annual.amount = total_of(&amounts, annual_span);
        }
    }
    if total.amount.is_none() && total_open {
        total.amount = from_parts(&[total.fiscal, total.other], total_span);
        if total.amount.is_none() && !total.years.is_empty() {
            total.amount = known(&total.years)
                .and_then(|years| total_of(&years.into_iter().map(Some).collect::<Vec<_>>(), total_span));
        }
    }
    if one_year {
        let same = |other: Option<Amount>, span| {
            other.map(|amount| Amount { unit: amount.unit, ..Amount::derived(amount.yuan, span) })
        };
        if total.amount.is_none() && total_open {
            total.amount = same(annual.amount, total_span);
        } else if annual.amount.is_none() && annual_open {
            annual.amount = same(total.amount, annual_span);
        }
    }
    if one_year {
        share_parts(total, annual, total_open && annual_open);
    }
    if annual_open {
        fill_parts(annual.amount, [&mut annual.current, &mut annual.carried_over, &mut annual.other]);
    }
    if total_open {
        fill_parts(total.amount, [&mut total.fiscal, &mut total.other]);
    }
}

/// In a project of one year both totals are the same money, so the parts of one are those of the other: 财政资金 is
/// 当年财政拨款 and 上年结转资金, 其他资金 is 其他资金. Where the totals differ, that is a finding and nothing follows.
fn share_parts(total: &mut TotalFunds, annual: &mut AnnualFunds, open: bool) {
    let (Some(whole), Some(year)) = (total.amount, annual.amount) else { return };
    if !open || whole.yuan != year.yuan {
        return;
    }
    let in_whole = total.fiscal.is_some() || total.other.is_some();
    let in_year = annual.current.is_some() || annual.carried_over.is_some() || annual.other.is_some();
    if in_year && !in_whole {
        fill_parts(annual.amount, [&mut annual.current, &mut annual.carried_over, &mut annual.other]);
        // Parts that do not add up are a finding of their own, and nobody knows which is wrong.
        let known: Vec<Amount> =
            [annual.current, annual.carried_over, annual.other].into_iter().flatten().collect();
        if known.len() == 3 && !compare(&[year], &known).is_some_and(|compared| compared.agrees()) {
            return;
        }
        let like = |yuan| Amount { unit: whole.unit, ..Amount::derived(yuan, whole.span) };
        total.other = annual.other.map(|other| like(other.yuan));
        let parts = [annual.current, annual.carried_over].into_iter().collect::<Option<Vec<_>>>();
        total.fiscal = parts.and_then(|parts| sum(parts.iter().map(|part| part.yuan))).map(like);
    } else if in_whole && !in_year {
        fill_parts(total.amount, [&mut total.fiscal, &mut total.other]);
        let like = |other: Amount| Amount { unit: year.unit, ..Amount::derived(other.yuan, year.span) };
        annual.other = total.other.map(like);
    }
}

/// The total of parts of which the first must be given; the others default to nothing.
fn from_parts(parts: &[Option<Amount>], span: Span) -> Option<Amount> {
    (*parts.first()?)?;
    let nothing = Some(Amount::derived(Decimal::ZERO, span));
    let filled: Vec<_> = parts.iter().map(|part| part.or(nothing)).collect();
    total_of(&filled, span)
}

/// Fills the parts that are left out, as far as they follow: the first, or the only one left out, takes what the others
/// leave; where nothing is left, all are nothing. A rest that is negative, or that two parts could share, is left out:
/// then the sum is a finding, not a value.
fn fill_parts<const N: usize>(total: Option<Amount>, mut parts: [&mut Option<Amount>; N]) {
    let Some(total) = total else { return };
    let absent = parts.iter().filter(|part| part.is_none()).count();
    let Some(receiver) = parts.iter().position(|part| part.is_none()) else { return };
    let given: Vec<Amount> = parts.iter().filter_map(|part| **part).collect();
    let Some(compared) = compare(&[total], &given) else { return };
    // What rounding alone leaves is not money.
    let rest = if !given.is_empty() && compared.agrees() { Decimal::ZERO } else { compared.difference };
    let follows = receiver == 0 || absent == 1 || rest.is_zero();
    if !follows || (rest.is_sign_negative() && !rest.is_zero()) {
        return;
    }
    for (index, part) in parts.iter_mut().enumerate() {
        if part.is_none() {
            let yuan = if index == receiver { rest } else { Decimal::ZERO };
            **part = Some(Amount { unit: total.unit, ..Amount::derived(yuan, total.span) });
        }
    }
}
