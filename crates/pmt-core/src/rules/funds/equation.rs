//! Two sides that should be equal: when they are not, what to say of it.

use crate::amount::{Amount, compare, sum, yuan};
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
    let tail = compared.remarks();
    Some(Message::new(
        format!("{} {a}，{} {b}，相差 {apart}{}", left.zh, right.zh, tail.zh),
        format!("{} is {a}, {} {b}: {apart} apart{}", left.en, right.en, tail.en),
    ))
}
