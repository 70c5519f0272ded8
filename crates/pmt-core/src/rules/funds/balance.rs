//! What would make a total and its parts equal: the total as the parts give it, or a part as the others leave it. Which
//! of them is wrong only the author knows, so that they are offered and never made unasked.

use pmt_syntax::Edit;

use crate::amount::{Amount, compare, sum};
use crate::finding::Finding;

/// With more parts than this, nobody looks for the wrong one in a list.
const MOST_PARTS: usize = 3;

/// An amount with its name in both languages.
pub(super) struct Named<'a> {
    pub(super) zh: &'a str,
    pub(super) en: &'a str,
    pub(super) amount: Amount,
    /// Whether it is written as it is, and not worked out from something else.
    pub(super) plain: bool,
}

impl<'a> Named<'a> {
    /// One that is called the same in both languages.
    pub(super) const fn label(label: &'a str, amount: Amount) -> Self {
        Self { zh: label, en: label, amount, plain: amount.is_written() }
    }
}

/// The finding with what may be changed: the total first.
pub(super) fn balance(mut finding: Finding, total: &Named<'_>, parts: &[Named<'_>]) -> Finding {
    let Some(all) = sum(parts.iter().map(|part| part.amount.yuan)) else { return finding };
    if total.plain {
        finding = set(finding, total, Amount { yuan: all, ..total.amount });
    }
    // Where a unit is wrong, what is nothing has nothing to do with it.
    let amounts: Vec<Amount> = parts.iter().map(|part| part.amount).collect();
    let is_slip = compare(&[total.amount], &amounts).is_some_and(|compared| compared.slip.is_some());
    let may_change = |part: &&Named<'_>| part.plain && !(is_slip && part.amount.yuan.is_zero());
    let plain: Vec<&Named<'_>> = parts.iter().filter(may_change).collect();
    if plain.len() > MOST_PARTS {
        return finding;
    }
    for part in plain {
        // What the others leave.
        let others = all.checked_sub(part.amount.yuan);
        let rest = others.and_then(|others| total.amount.yuan.checked_sub(others));
        if let Some(rest) = rest.filter(|rest| !rest.is_sign_negative()) {
            // Nothing is nothing in any unit.
            let like = if part.amount.yuan.is_zero() { total.amount } else { part.amount };
            finding = set(finding, part, Amount { yuan: rest, ..like });
        }
    }
    finding
}

fn set(finding: Finding, which: &Named<'_>, amount: Amount) -> Finding {
    let has_tenths = amount.unit.yuan == 1 && amount.yuan.normalize().scale() == 1;
    let amount = if has_tenths { Amount { written_scale: Some(2), ..amount } } else { amount };
    let text = amount.prose();
    let (zh, en) = (format!("{}改为 {text}", which.zh), format!("Set {} to {text}", which.en));
    finding.fix(false, vec![Edit { span: which.amount.span, text }], zh, en)
}
