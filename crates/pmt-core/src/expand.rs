//! `${…}`: what a reference in a text stands for, written as prose would.

use std::collections::HashMap;

use pmt_syntax::{Cooked, Span};
use time::Date;

use crate::amount::Amount;
use crate::declaration::Resolved;
use crate::edition::{Edition, Key, Place};
use crate::finding::{FileId, Finding, Site};
use crate::model::{At, Cover, Project, Prose, Reference, Timespan};
use crate::rules::language::{REF01, REF02};
use crate::text::Message;

/// Expands every text of a project that has references; the key is where the text begins.
pub(crate) fn expand_all(
    file: FileId,
    project: &Project,
    cover: Option<&Cover>,
    resolved: &Resolved,
    edition: Edition,
    findings: &mut Vec<Finding>,
) -> HashMap<u32, Cooked> {
    let texts: Vec<&Prose> =
        project.prose().into_iter().filter(|prose| prose.references().next().is_some()).collect();
    if texts.is_empty() {
        return HashMap::new();
    }
    let mut expander = Expander { file, project, cover, resolved, edition, findings, open: Vec::new() };
    let mut done = HashMap::new();
    for prose in texts {
        done.insert(prose.span.start, expander.prose(prose));
    }
    // A text that others refer to is expanded once for itself and once for each of them: one finding is enough.
    findings.sort_by_key(Finding::order);
    findings.dedup_by(|a, b| a.order() == b.order() && a.message == b.message);
    done
}

struct Expander<'a> {
    file: FileId,
    project: &'a Project,
    cover: Option<&'a Cover>,
    resolved: &'a Resolved,
    edition: Edition,
    findings: &'a mut Vec<Finding>,
    /// The texts being expanded, outermost first.
    open: Vec<Span>,
}

impl<'a> Expander<'a> {
    fn prose(&mut self, prose: &'a Prose) -> Cooked {
        self.open.push(prose.span);
        let cooked = prose.expand(|reference| self.reference(reference));
        self.open.pop();
        cooked
    }

    fn reference(&mut self, reference: &Reference) -> String {
        let path: Vec<&str> = reference.path.iter().map(|segment| segment.value.as_str()).collect();
        if path.is_empty() {
            return String::new();
        }
        if let Some(prose) = self.referred_text(&path) {
            if self.open.contains(&prose.span) {
                self.report(
                    &REF02,
                    reference,
                    "这个引用绕回了自己",
                    "this reference leads back to itself",
                    None,
                );
                return String::new();
            }
            return self.prose(prose).text().to_owned();
        }
        self.value(&path).unwrap_or_else(|| {
            let written = path.join(".");
            let nearest = self.nearest(&path);
            self.report(
                &REF01,
                reference,
                &format!("没有可引用的“{written}”"),
                &format!("there is no “{written}” to refer to"),
                nearest,
            );
            String::new()
        })
    }

    fn report(
        &mut self,
        rule: &'static crate::rules::Rule,
        reference: &Reference,
        zh: &str,
        en: &str,
        nearest: Option<String>,
    ) {
        let site = Site { file: self.file, span: reference.span };
        let mut finding = Finding::new(rule, site, Message::new(zh, en));
        if let Some(nearest) = nearest {
            finding = finding
                .advise(format!("是不是 ${{{nearest}}}？"), format!("Did you mean ${{{nearest}}}?"))
                .fix(
                    false,
                    vec![pmt_syntax::Edit { span: reference.span, text: format!("${{{nearest}}}") }],
                    format!("改为 ${{{nearest}}}"),
                    format!("Replace with ${{{nearest}}}"),
                );
        }
        self.findings.push(finding);
    }

    fn referred_text(&self, path: &[&str]) -> Option<&'a Prose> {
        let [only] = path else { return None };
        let project = self.project;
        match Key::parse(only)?.0 {
            Key::Overview => project.overview.as_ref(),
            Key::Basis => project.basis.as_ref()?.text.as_ref(),
            Key::Bodies => project.bodies.as_ref()?.text.as_ref(),
            Key::Plan => project.plan.as_ref()?.text.as_ref(),
            Key::BudgetPlan => project.budget_plan.as_ref()?.text.as_ref(),
            Key::Goals => project.goals.as_ref(),
            Key::WholeGoal => project.whole_goal.as_ref(),
            Key::AnnualGoal => project.annual_goal.as_ref(),
            _ => None,
        }
    }

    fn value(&self, path: &[&str]) -> Option<String> {
        let (first, rest) = path.split_first()?;
        let key = Key::parse(first)?.0;
        match (key, rest) {
            (Key::Declaration, [inner]) => self.cover_value(Key::parse(inner)?.0),
            (Key::Project, []) => Some(self.project.name.value.clone()),
            (Key::Task, [name, more @ ..]) => self.task_value(name, more),
            (Key::Indicators, [name]) => {
                let indicator = self.project.indicators.iter().find(|i| i.name.value == *name)?;
                indicator.target.as_ref().map(crate::model::Target::printed_value)
            }
            (key, []) => self.project_value(key),
            (Key::TotalFunds | Key::AnnualFunds, [part]) => self.funds_part(key, Key::parse(part)?.0),
            _ => None,
        }
    }

    fn cover_value(&self, key: Key) -> Option<String> {
        let cover = self.cover?;
        let name = |at: &Option<At<String>>| at.as_ref().map(|name| name.value.clone());
        match key {
            Key::Department => name(&cover.department),
            Key::Unit => name(&cover.unit),
            Key::Region => name(&cover.region),
            Key::Budget => money(cover.budget),
            Key::UnitCount => cover.unit_count.map(|count| count.value.to_string()),
            Key::ProjectCount => cover.project_count.map(|count| count.value.to_string()),
            _ => None,
        }
    }

    fn task_value(&self, name: &str, more: &[&str]) -> Option<String> {
        let task = self.project.tasks().iter().find(|task| task.name.value == name)?;
        match more {
            [] => money(task.amount),
            [inner] if Key::parse(inner).is_some_and(|(key, _)| key == Key::TaskTotal) => money(task.total),
            [line] => money(task.costing.iter().find(|cost| cost.name.value == *line)?.amount),
            _ => None,
        }
    }

    fn project_value(&self, key: Key) -> Option<String> {
        let project = self.project;
        let name = |at: &Option<At<String>>| at.as_ref().map(|name| name.value.clone());
        match key {
            Key::TotalFunds => money(project.total.amount),
            Key::AnnualFunds => money(project.annual.amount),
            Key::Department => self.resolved.department.clone(),
            Key::Unit => self.resolved.unit.clone(),
            Key::Category => name(&project.category),
            Key::Nature => name(&project.nature),
            Key::Attribute => name(&project.attribute),
            Key::ProjectCode => name(&project.code),
            Key::Period => project.period.map(|at| span_prose(at.value)),
            Key::GoalPeriod => self.resolved.goal_period.map(span_prose),
            _ => None,
        }
    }

    fn funds_part(&self, funds: Key, part: Key) -> Option<String> {
        let project = self.project;
        match (funds, part) {
            (Key::TotalFunds, Key::FiscalFunds) => money(project.total.fiscal),
            (Key::TotalFunds, Key::OtherFunds) => money(project.total.other),
            (Key::AnnualFunds, Key::CurrentYearFunds) => money(project.annual.current),
            (Key::AnnualFunds, Key::CarriedOverFunds) => money(project.annual.carried_over),
            (Key::AnnualFunds, Key::OtherFunds) => money(project.annual.other),
            _ => None,
        }
    }

    /// The nearest reference that would resolve.
    fn nearest(&self, path: &[&str]) -> Option<String> {
        let quoted =
            |key: Key, name: &str| format!("{}.{}", key.label(self.edition), pmt_syntax::quote(name));
        let mut known: Vec<(String, String)> = Vec::new();
        for slot in Place::Project.slots() {
            let label = slot.key.label(self.edition);
            if self.value(&[label]).is_some() || self.referred_text(&[label]).is_some() {
                known.push((label.to_owned(), label.to_owned()));
            }
        }
        for task in self.project.tasks() {
            let name = &task.name.value;
            known.push((format!("{}.{name}", Key::Task.label(self.edition)), quoted(Key::Task, name)));
        }
        for indicator in &self.project.indicators {
            let (name, key) = (&indicator.name.value, Key::Indicators);
            known.push((format!("{}.{name}", key.label(self.edition)), quoted(key, name)));
        }
        let written = path.join(".");
        let near = crate::lower::nearest(&written, known.iter().map(|(plain, _)| plain.as_str()))?.to_owned();
        known.into_iter().find(|(plain, _)| *plain == near).map(|(_, source)| source)
    }
}

fn money(amount: Option<Amount>) -> Option<String> {
    amount.map(|amount| amount.prose())
}

/// A date as prose writes it.
pub(crate) fn date_prose(date: Date) -> String {
    format!("{}年{}月{}日", date.year(), u8::from(date.month()), date.day())
}

fn span_prose(span: Timespan) -> String {
    match (span.start, span.end) {
        (Some(start), Some(end)) => format!("{}至{}", date_prose(start), date_prose(end)),
        (Some(start), None) => format!("{}起", date_prose(start)),
        (None, Some(end)) => format!("{}止", date_prose(end)),
        (None, None) => String::new(),
    }
}
