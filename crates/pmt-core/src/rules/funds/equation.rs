//! Two sides that should be equal: when they are not, what to say of it.

use crate::amount::{Amount, Comparison, compare, sum, yuan};
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
    /// As its author wrote it; a sum or a derived amount in 元.
    fn shown(self) -> Option<String> {
        match self.amounts {
            [one] if one.is_written() => Some(one.prose()),
            many => sum(many.iter().map(|amount| amount.yuan)).map(yuan),
        }
    }
}

/// What is wrong, if the sides differ by more than their rounding.
pub(super) fn difference(left: Side<'_>, right: Side<'_>) -> Option<Message> {
    let compared = compare(left.amounts, right.amounts).filter(|compared| !compared.agrees())?;
    let (a, b) = (left.shown()?, right.shown()?);
    let apart = yuan(compared.difference.abs());
    let (tail_zh, tail_en) = remarks(&compared);
    Some(Message::new(
        format!("{} {a}，{} {b}，相差 {apart}{tail_zh}", left.zh, right.zh),
        format!("{} is {a}, {} {b}: {apart} apart{tail_en}", left.en, right.en),
    ))
}

/// The tolerance, if one was used, and a slip of magnitude, if it is one.
fn remarks(compared: &Comparison) -> (String, String) {
    let nothing = || (String::new(), String::new());
    let (rounding_zh, rounding_en) = if compared.tolerance.is_zero() {
        nothing()
    } else {
        let allowed = yuan(compared.tolerance);
        (
            format!("，超出四舍五入允许的 {allowed}"),
            format!(", more than the {allowed} that rounding explains"),
        )
    };
    let (slip_zh, slip_en) = compared.slip.map_or_else(nothing, |factor| {
        (
            format!("；正好差 {factor} 倍，多半是金额单位写错了"),
            format!("; exactly {factor} times, so a unit is probably wrong"),
        )
    });
    (rounding_zh + &slip_zh, rounding_en + &slip_en)
}
