//! `${…}`: what a reference in a text stands for, written as prose would.

use std::collections::HashMap;

use pmt_syntax::{Cooked, Span};
use time::Date;

use crate::amount::Amount;
use crate::declaration::Resolved;
use crate::edition::{Edition, Key, Place};
use crate::finding::{FileId, Finding, Site};
use crate::model::{At, Cover, Indicator, Project, Prose, Reference, Task, Timespan};
use crate::rules::language::{REF01, REF02, REF03};
use crate::text::Message;

/// Most bytes and references that the texts of one project may expand to. A text that refers to another ten times,
/// which refers to a third ten times, grows without end; a declaration never comes near.
const MOST_EXPANDED: usize = 1 << 20;

/// Most unknown references of one project for which the nearest one is looked for.
const MOST_OFFERED: usize = 100;

/// What a text belongs to: where its references are looked up.
#[derive(Clone, Copy)]
pub(crate) struct Scope<'a> {
    /// Its file.
    pub(crate) file: FileId,
    /// Its project; `None` for the cover's own text.
    pub(crate) project: Option<(&'a Project, &'a Resolved)>,
    /// The cover.
    pub(crate) cover: Option<&'a Cover>,
    /// What the cover counts.
    pub(crate) counted: Counted,
    /// The edition, for the labels offered.
    pub(crate) edition: Edition,
}

/// The cover's numbers, declared or counted.
#[derive(Clone, Copy, Default)]
pub(crate) struct Counted {
    /// 项目数
    pub(crate) projects: Option<u32>,
    /// 预算资金
    pub(crate) budget: Option<Amount>,
}

impl Counted {
    /// Those that the cover declares.
    pub(crate) fn declared(cover: Option<&Cover>) -> Self {
        Self {
            projects: cover.and_then(|cover| Some(cover.project_count?.value)),
            budget: cover.and_then(|cover| cover.budget),
        }
    }
}

/// Expands the texts that have references; the key is where the text begins.
pub(crate) fn expand_all<'p>(
    scope: Scope<'_>,
    texts: impl IntoIterator<Item = &'p Prose>,
    findings: &mut Vec<Finding>,
) -> HashMap<u32, Cooked> {
    let texts: Vec<&Prose> = texts.into_iter().filter(|prose| prose.references().next().is_some()).collect();
    if texts.is_empty() {
        return HashMap::new();
    }
    let mut found = Vec::new();
    let mut expander = Expander::new(scope, &mut found);
    let done = texts.into_iter().map(|prose| (prose.span.start, expander.prose(prose))).collect();
    // A text that others refer to is expanded once for itself and once for each of them: one finding is enough.
    found.sort_by_key(Finding::order);
    found.dedup_by(|a, b| a.order() == b.order());
    findings.append(&mut found);
    done
}

/// Things by their names; of two that share one, the first.
fn by_name<'a, T>(
    all: impl Iterator<Item = &'a T>,
    name: impl Fn(&'a T) -> &'a At<String>,
) -> HashMap<&'a str, &'a T> {
    let mut found = HashMap::new();
    for one in all {
        found.entry(name(one).value.as_str()).or_insert(one);
    }
    found
}

/// Something that a text can refer to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Referable {
    /// Between the braces, as it is written.
    pub source: String,
    /// What it stands for.
    pub value: String,
}

/// Everything that a text can refer to, in the form's order, tasks and indicators last.
pub(crate) fn referable(scope: Scope<'_>) -> Vec<Referable> {
    let mut unused = Vec::new();
    let mut expander = Expander::new(scope, &mut unused);
    let edition = scope.edition;
    let place = if scope.project.is_some() { Place::Project } else { Place::Declaration };
    let mut paths: Vec<Vec<String>> = Vec::new();
    for slot in place.slots() {
        let label = slot.key.label(edition).to_owned();
        let parts = slot.content.block.filter(|_| matches!(slot.key, Key::TotalFunds | Key::AnnualFunds));
        paths.push(vec![label.clone()]);
        for part in parts.into_iter().flat_map(Place::slots) {
            paths.push(vec![label.clone(), part.key.label(edition).to_owned()]);
        }
    }
    let project = scope.project.map(|(project, _)| project);
    for task in project.into_iter().flat_map(Project::tasks) {
        let path = vec![Key::Task.label(edition).to_owned(), task.name.value.clone()];
        paths.push(path.clone());
        let lines = task.costing.iter().map(|line| line.name.value.clone());
        let total = Key::TaskTotal.label(edition).to_owned();
        paths.extend(std::iter::once(total).chain(lines).map(|inner| [path.clone(), vec![inner]].concat()));
    }
    for indicator in project.into_iter().flat_map(|project| &project.indicators) {
        paths.push(vec![Key::Indicators.label(edition).to_owned(), indicator.name.value.clone()]);
    }
    if project.is_some() {
        let cover = Key::Declaration.label(edition);
        let keys = Place::Declaration.slots().iter().map(|slot| slot.key.label(edition));
        paths.extend(keys.map(|key| vec![cover.to_owned(), key.to_owned()]));
    }
    let mut value = |path: &Vec<String>| {
        let path: Vec<&str> = path.iter().map(String::as_str).collect();
        let value = match expander.referred_text(&path) {
            Some(prose) => expander.prose(prose).text().trim().to_owned(),
            None => expander.value(&path)?,
        };
        let written = path.iter().enumerate().map(|(index, segment)| {
            let is_name = index > 0 && Key::parse(segment).is_none();
            if is_name { pmt_syntax::quote(segment) } else { (*segment).to_owned() }
        });
        let source = written.collect::<Vec<_>>().join(".");
        (!value.is_empty()).then_some(Referable { source, value })
    };
    paths.iter().filter_map(&mut value).collect()
}

struct Expander<'a, 'f> {
    scope: Scope<'a>,
    tasks: HashMap<&'a str, &'a Task>,
    indicators: HashMap<&'a str, &'a Indicator>,
    /// How many references led nowhere so far.
    unknown: usize,
    findings: &'f mut Vec<Finding>,
    /// The texts being expanded, outermost first.
    open: Vec<Span>,
    /// How much may still be expanded.
    left: usize,
}

impl<'a, 'f> Expander<'a, 'f> {
    fn new(scope: Scope<'a>, findings: &'f mut Vec<Finding>) -> Self {
        let projects = || scope.project.into_iter().map(|(project, _)| project);
        Self {
            tasks: by_name(projects().flat_map(Project::tasks), |task| &task.name),
            indicators: by_name(projects().flat_map(|project| &project.indicators), |one| &one.name),
            scope,
            findings,
            open: Vec::new(),
            left: MOST_EXPANDED,
            unknown: 0,
        }
    }
}

impl<'a> Expander<'a, '_> {
    fn prose(&mut self, prose: &Prose) -> Cooked {
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
            return self.text(reference, prose);
        }
        self.value(&path).unwrap_or_else(|| {
            if self.is_doubtful(&path) {
                return String::new();
            }
            let written = path.join(".");
            if self.has_no_value(&path) {
                let (zh, en) =
                    (format!("“{written}”没有值可引用"), format!("“{written}” has no value to refer to"));
                self.report(&REF01, reference, &zh, &en, None);
                return String::new();
            }
            self.unknown = self.unknown.saturating_add(1);
            let nearest = if self.unknown > MOST_OFFERED { None } else { self.nearest(&path) };
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

    /// Whether an error elsewhere may have cost what a reference names: a broken line, or an amount that cannot be read.
    /// A name that nothing has is wrong whatever else is.
    fn is_doubtful(&self, path: &[&str]) -> bool {
        let Some(key) = path.first().and_then(|first| Key::parse(first)).map(|(key, _)| key) else {
            return false;
        };
        let Some((project, _)) = self.scope.project else {
            return self.scope.cover.is_some_and(|cover| cover.presence.broken);
        };
        let name = path.get(1).copied().unwrap_or_default();
        let tasks = project.tasks();
        let funds_in_doubt = project.total.unread || project.total.broken;
        let annual_in_doubt = project.annual.unread || project.annual.broken;
        project.presence.broken
            || match key {
                Key::Task => {
                    project.plan.as_ref().is_some_and(|plan| plan.broken)
                        || self.tasks.get(name).is_some_and(|task| task.unread || task.broken)
                }
                Key::Indicators => project.indicators_broken,
                Key::TotalFunds | Key::AnnualFunds => {
                    funds_in_doubt || annual_in_doubt || tasks.iter().any(|task| task.unread || task.broken)
                }
                _ => false,
            }
    }

    /// Whether what is named is there and says nothing: a task without an amount, an indicator without a target.
    fn has_no_value(&self, path: &[&str]) -> bool {
        let [first, name] = path else { return false };
        match Key::parse(first).map(|(key, _)| key) {
            Some(Key::Task) => self.tasks.contains_key(name),
            Some(Key::Indicators) => self.indicators.contains_key(name),
            _ => false,
        }
    }

    fn text(&mut self, reference: &Reference, prose: &'a Prose) -> String {
        if let Some(at) = self.open.iter().position(|open| *open == prose.span) {
            // A circle is entered from each of its texts and said once: where it leads back to its first text.
            let circle = self.open.get(at..).unwrap_or_default();
            if circle.iter().all(|open| open.start >= prose.span.start) {
                let (zh, en) = ("这个引用绕回了自己", "this reference leads back to itself");
                self.report(&REF02, reference, zh, en, None);
            }
            return String::new();
        }
        if self.left == 0 {
            return String::new();
        }
        let text = self.prose(prose).text().to_owned();
        let left = self.left;
        self.left = left.saturating_sub(text.len().saturating_add(1));
        if self.left == 0 && left > 0 {
            let (zh, en) = ("引用层层展开，文字太长", "the references expand to too long a text");
            self.report(&REF03, reference, zh, en, None);
        }
        text
    }

    fn report(
        &mut self,
        rule: &'static crate::rules::Rule,
        reference: &Reference,
        zh: &str,
        en: &str,
        nearest: Option<String>,
    ) {
        let site = Site { file: self.scope.file, span: reference.span };
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
        let (project, _) = self.scope.project?;
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
            (Key::Project, []) => Some(self.scope.project?.0.name.value.clone()),
            (Key::Task, [name, more @ ..]) => self.task_value(name, more),
            (Key::Indicators, [name]) => {
                let indicator = self.indicators.get(name)?;
                indicator.target.as_ref().map(crate::model::Target::printed_value)
            }
            (key, []) if self.scope.project.is_none() => self.cover_value(key),
            (key, []) => self.project_value(key),
            (Key::TotalFunds | Key::AnnualFunds, [part]) => self.funds_part(key, Key::parse(part)?.0),
            _ => None,
        }
    }

    fn cover_value(&self, key: Key) -> Option<String> {
        let cover = self.scope.cover?;
        let name = |at: &Option<At<String>>| at.as_ref().map(|name| name.value.clone());
        match key {
            Key::Department => name(&cover.department),
            Key::Unit => name(&cover.unit),
            Key::Region => name(&cover.region),
            Key::Budget => money(self.scope.counted.budget),
            Key::UnitCount => cover.unit_count.map(|count| count.value.to_string()),
            Key::ProjectCount => self.scope.counted.projects.map(|count| count.to_string()),
            _ => None,
        }
    }

    fn task_value(&self, name: &str, more: &[&str]) -> Option<String> {
        let task = self.tasks.get(name)?;
        match more {
            [] => money(task.amount),
            [inner] if Key::parse(inner).is_some_and(|(key, _)| key == Key::TaskTotal) => money(task.total),
            [line] => money(task.costing.iter().find(|cost| cost.name.value == *line)?.amount),
            _ => None,
        }
    }

    fn project_value(&self, key: Key) -> Option<String> {
        let (project, resolved) = self.scope.project?;
        let name = |at: &Option<At<String>>| at.as_ref().map(|name| name.value.clone());
        match key {
            Key::TotalFunds => money(project.total.amount),
            Key::AnnualFunds => money(project.annual.amount),
            Key::Department => resolved.department.clone(),
            Key::Unit => resolved.unit.clone(),
            Key::Category => name(&project.category),
            Key::Nature => name(&project.nature),
            Key::Attribute => name(&project.attribute),
            Key::ProjectCode => name(&project.code),
            Key::Period => resolved.period.map(|at| span_prose(at.value)),
            Key::GoalPeriod => resolved.goal_period.map(span_prose),
            _ => None,
        }
    }

    fn funds_part(&self, funds: Key, part: Key) -> Option<String> {
        let (project, _) = self.scope.project?;
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
        let edition = self.scope.edition;
        let mut known: Vec<(String, String)> = Vec::new();
        let place = if self.scope.project.is_some() { Place::Project } else { Place::Declaration };
        for slot in place.slots() {
            let label = slot.key.label(edition);
            if self.value(&[label]).is_some() || self.referred_text(&[label]).is_some() {
                known.push((label.to_owned(), label.to_owned()));
            }
        }
        if self.scope.project.is_some() {
            let cover = Key::Declaration.label(edition);
            for slot in Place::Declaration.slots() {
                let label = slot.key.label(edition);
                if path.last() == Some(&label) && self.cover_value(slot.key).is_some() {
                    return Some(format!("{cover}.{label}"));
                }
            }
        }
        let project = self.scope.project.map(|(project, _)| project);
        let tasks = project.into_iter().flat_map(Project::tasks).map(|task| (Key::Task, &task.name.value));
        let indicators = project.into_iter().flat_map(|project| &project.indicators);
        let indicators = indicators.map(|indicator| (Key::Indicators, &indicator.name.value));
        for (key, name) in tasks.chain(indicators) {
            let label = key.label(edition);
            known.push((format!("{label}.{name}"), format!("{label}.{}", pmt_syntax::quote(name))));
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
