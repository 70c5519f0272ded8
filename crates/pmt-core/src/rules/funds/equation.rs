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
pub(super) fn remarks(compared: &Comparison) -> (String, String) {
    let (mut zh, mut en) = (String::new(), String::new());
    if !compared.tolerance.is_zero() {
        let allowed = yuan(compared.tolerance);
        zh.push_str(&format!("，超出四舍五入允许的 {allowed}"));
        en.push_str(&format!(", more than the {allowed} that rounding explains"));
    }
    if let Some(factor) = compared.slip {
        zh.push_str(&format!("；正好差 {factor} 倍，多半是金额单位写错了"));
        en.push_str(&format!("; exactly {factor} times, so a unit is probably wrong"));
    }
    (zh, en)
}
