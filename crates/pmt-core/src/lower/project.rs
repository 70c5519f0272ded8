//! 项目.

use pmt_syntax::ast;

use super::{Lowerer, funds};
use crate::edition::{Key, Place};
use crate::model::{Content, Project};

impl<'t> Lowerer<'t> {
    pub(super) fn project(&mut self, item: ast::Item<'t>) -> Project {
        self.edition_keys.clear();
        let fields = self.block_fields(item, Place::Project);
        let period = self.timespan(&fields, Key::Period);
        let plan = self.plan(&fields);
        let mut total = self.total_funds(&fields);
        let mut annual = self.annual_funds(&fields);
        let tasks = plan.as_ref().filter(|plan| !plan.broken).map_or(&[][..], |plan| &plan.tasks);
        let period_in_year = Self::period_in_year(&fields);
        let one_year =
            period_in_year.is_some() || period.is_some_and(|period| period.value.is_within_a_year());
        funds::derive(&mut total, &mut annual, tasks, one_year, item.head_span());
        let project = Project {
            content: Content::new(),
            span: item.span(),
            head: item.head_span(),
            name: Self::label_name(item),
            code: self.name(&fields, Key::ProjectCode),
            category: self.name(&fields, Key::Category),
            nature: self.name(&fields, Key::Nature),
            attribute: self.name(&fields, Key::Attribute),
            department: self.name(&fields, Key::Department),
            unit: self.name(&fields, Key::Unit),
            unit_code: self.name(&fields, Key::UnitCode),
            period,
            period_in_year,
            period_note: fields
                .get(Key::Period)
                .filter(|item| item.text().is_some())
                .and_then(|item| self.prose_of(item, Some(Key::Period))),
            goal_period: self.timespan(&fields, Key::GoalPeriod),
            overview: self.prose(&fields, Key::Overview),
            basis: self.basis(&fields),
            bodies: self.bodies(&fields),
            plan,
            budget_plan: self.budget_plan(&fields),
            goals: self.prose(&fields, Key::Goals),
            total,
            annual,
            whole_goal: self.prose(&fields, Key::WholeGoal),
            annual_goal: self.prose(&fields, Key::AnnualGoal),
            indicators: self.indicators(&fields),
            indicators_span: fields.get(Key::Indicators).and_then(ast::Item::key).map(ast::Name::span),
            indicators_broken: fields
                .get(Key::Indicators)
                .is_some_and(|item| self.broken.touches(item.span())),
            indicators_misnested: fields
                .get(Key::Indicators)
                .is_some_and(|item| self.broken.is_misnested(item.span())),
            edition_keys: std::mem::take(&mut self.edition_keys),
            presence: fields.presence(),
        };
        self.check_references(&project);
        project
    }
}
