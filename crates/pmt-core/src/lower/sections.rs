//! The narrative's sections with a structure of their own.

use pmt_syntax::ast;

use super::Lowerer;
use super::fields::Fields;
use crate::amount::{Amount, sum};
use crate::edition::{Key, Place};
use crate::model::{Basis, Bodies, Body, BudgetPart, BudgetPlan, Document, Plan, Task};

impl<'t> Lowerer<'t> {
    pub(super) fn basis(&mut self, fields: &Fields<'t>) -> Option<Basis> {
        let item = fields.get(Key::Basis)?;
        let inner = self.block_fields(item, Place::Basis);
        let mut basis = Basis {
            key_span: item.key().map_or(item.head_span(), ast::Name::span),
            text: self.prose_of(item, Some(Key::Basis)),
            duties: self.prose(&inner, Key::Duties),
            ..Basis::default()
        };
        let mut documents = inner.named.clone();
        if let Some(listed) = inner.get(Key::Documents) {
            basis.documents_text = self.prose_of(listed, Some(Key::Documents));
            documents.extend(self.block_fields(listed, Place::Documents).named);
        }
        basis.documents = documents.into_iter().map(|item| self.document(item)).collect();
        Some(basis)
    }

    fn document(&mut self, item: ast::Item<'t>) -> Document {
        let details = self.block_fields(item, Place::Document);
        Document {
            title: Self::item_name(item),
            is_title: item.key().is_some_and(ast::Name::is_title),
            content: self.prose(&details, Key::BasisContent),
            number: self.name(&details, Key::DocumentNumber),
            validity: self.timespan(&details, Key::Validity),
        }
    }

    pub(super) fn bodies(&mut self, fields: &Fields<'t>) -> Option<Bodies> {
        let item = fields.get(Key::Bodies)?;
        let inner = self.block_fields(item, Place::Bodies);
        Some(Bodies {
            key_span: item.key().map_or(item.head_span(), ast::Name::span),
            text: self.prose_of(item, Some(Key::Bodies)),
            bodies: inner
                .named
                .iter()
                .map(|body| Body { name: Self::item_name(*body), duties: self.prose_of(*body, None) })
                .collect(),
            broken: inner.broken,
        })
    }

    pub(super) fn plan(&mut self, fields: &Fields<'t>) -> Option<Plan> {
        let item = fields.get(Key::Plan)?;
        let inner = self.block_fields(item, Place::Plan);
        Some(Plan {
            key_span: item.key().map_or(item.head_span(), ast::Name::span),
            text: self.prose_of(item, Some(Key::Plan)),
            tasks: inner.all(Key::Task).map(|task| self.task(task)).collect(),
            broken: inner.broken,
        })
    }

    fn task(&mut self, item: ast::Item<'t>) -> Task {
        let name = Self::label_name(item);
        let inner = self.block_fields(item, Place::Task);
        let costs = inner.get(Key::Costing);
        let mut broken = inner.broken || self.head_is_broken(item);
        let costing = costs.map(|costs| {
            let lines = self.block_fields(costs, Place::Costing);
            broken |= lines.broken;
            lines.named.iter().map(|line| self.cost_line(*line)).collect::<Vec<_>>()
        });
        let costing = costing.unwrap_or_default();
        let written = item.values().next();
        let lines_unread = costing.iter().any(|line| line.amount.is_none());
        let amount = match written {
            Some(value) => self.money_of(value, &name.value),
            None if costing.is_empty() || broken => None,
            None => costing
                .iter()
                .map(|line| line.amount.map(|amount| amount.yuan))
                .collect::<Option<Vec<_>>>()
                .and_then(sum)
                .map(|yuan| Amount::derived(yuan, name.span)),
        };
        Task {
            span: item.span(),
            unread: amount.is_none() && (written.is_some() || lines_unread),
            amount,
            total: self.money(&inner, Key::TaskTotal),
            text: item.text().and_then(|_| self.prose_of(item, None)),
            times: self.times(&inner, Key::Time),
            owners: self.names(&inner, Key::Owner),
            costing,
            costing_span: costs.and_then(ast::Item::key).map(ast::Name::span),
            broken,
            remark: self.prose(&inner, Key::Remark),
            name,
        }
    }

    pub(super) fn budget_plan(&mut self, fields: &Fields<'t>) -> Option<BudgetPlan> {
        let item = fields.get(Key::BudgetPlan)?;
        let inner = self.block_fields(item, Place::BudgetPlan);
        Some(BudgetPlan {
            key_span: item.key().map_or(item.head_span(), ast::Name::span),
            text: self.prose_of(item, Some(Key::BudgetPlan)),
            estimate: self.budget_part(&inner, Key::Estimate),
            fund_type: self.budget_part(&inner, Key::FundType),
            schedule: self.budget_part(&inner, Key::Schedule),
        })
    }

    fn budget_part(&mut self, fields: &Fields<'t>, key: Key) -> Option<BudgetPart> {
        let item = fields.get(key)?;
        let inner = self.block_fields(item, Place::BudgetParts);
        Some(BudgetPart {
            key_span: item.key().map_or(item.head_span(), ast::Name::span),
            text: self.prose_of(item, Some(key)),
            amounts: inner.named.iter().map(|part| self.cost_line(*part)).collect(),
            broken: inner.broken,
        })
    }
}
