//! The same content at another place of its file: what an edit before it makes of a project.
//!
//! Each type names all its fields, those that hold no place too, so that none can be forgotten.

use pmt_syntax::{Cooked, Span};

use super::{
    AnnualFunds, At, Basis, Bodies, Body, BudgetPart, BudgetPlan, CostLine, Document, EditionKey, Given,
    Indicator, NamedAmount, Piece, Plan, Presence, Project, Prose, Reference, Target, Task, Times,
    TotalFunds,
};
use crate::amount::Amount;

/// How far something is moved.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Distance {
    from: u32,
    to: u32,
}

impl Distance {
    /// From one offset to another.
    pub(crate) const fn new(from: u32, to: u32) -> Self {
        Self { from, to }
    }

    /// Whether it is none.
    pub(crate) const fn is_none(self) -> bool {
        self.from == self.to
    }

    /// Where an offset comes to lie.
    pub(crate) const fn offset(self, at: u32) -> u32 {
        at.wrapping_sub(self.from).wrapping_add(self.to)
    }
}

/// Something with places of a file in it.
pub(crate) trait Move {
    /// Moves all of it.
    fn move_by(&mut self, by: Distance);

    /// The same, moved.
    fn moved(&self, by: Distance) -> Self
    where
        Self: Clone,
    {
        let mut moved = self.clone();
        moved.move_by(by);
        moved
    }
}

impl Move for Span {
    fn move_by(&mut self, by: Distance) {
        *self = Self { start: by.offset(self.start), end: by.offset(self.end) };
    }
}

impl Move for Cooked {
    fn move_by(&mut self, by: Distance) {
        self.move_sources(|span| span.move_by(by));
    }
}

impl<T: Move> Move for Option<T> {
    fn move_by(&mut self, by: Distance) {
        for one in self.iter_mut() {
            one.move_by(by);
        }
    }
}

impl<T: Move> Move for Vec<T> {
    fn move_by(&mut self, by: Distance) {
        for one in self.iter_mut() {
            one.move_by(by);
        }
    }
}

impl<T> Move for At<T> {
    fn move_by(&mut self, by: Distance) {
        let Self { value: _, span } = self;
        span.move_by(by);
    }
}

impl Move for Piece {
    fn move_by(&mut self, by: Distance) {
        match self {
            Self::Text(cooked) => cooked.move_by(by),
            Self::Reference(reference) => reference.move_by(by),
        }
    }
}

macro_rules! moves {
    ($($type:ident { $($placed:ident),* ; $($unplaced:ident),* })*) => {$(
        impl Move for $type {
            fn move_by(&mut self, by: Distance) {
                let Self { $($placed,)* $($unplaced: _,)* } = self;
                $($placed.move_by(by);)*
            }
        }
    )*};
}

moves! {
    Amount { span; yuan, unit, written_scale }
    AnnualFunds { key_span, amount, current, carried_over, other; unread, broken }
    Basis { key_span, text, documents_text, documents, duties; }
    Bodies { key_span, text, bodies; broken }
    Body { name, duties; }
    BudgetPart { key_span, text, amounts; broken }
    BudgetPlan { key_span, text, estimate, fund_type, schedule; }
    CostLine { name, amount; formula }
    Document { title, content, number, validity; is_title }
    EditionKey { span; key, text, editions }
    Given { span; key, has_value, has_text, has_block, has_items }
    Indicator {
        span, name, level1_name, level2_name, target, kind, weight, tasks, overall, notes;
        level1, level2, broken
    }
    NamedAmount { name, amount; }
    Plan { key_span, text, tasks; broken }
    Presence { given; meant, broken }
    Project {
        span, head, name, code, category, nature, attribute, department, unit, unit_code, period,
        period_in_year, period_note, goal_period, overview, basis, bodies, plan, budget_plan, goals, total,
        annual, whole_goal, annual_goal, indicators, indicators_span, edition_keys, presence;
        content, indicators_broken, indicators_misnested
    }
    Prose { key_span, span, inner, pieces; key }
    Reference { path, span; }
    Target { span, comparator, value_span; value }
    Task {
        span, name, amount, total, text, times, owners, costing, costing_span, remark;
        unread, broken
    }
    Times { values, span; }
    TotalFunds { key_span, amount, fiscal, other, years, years_span; unread, broken }
}
