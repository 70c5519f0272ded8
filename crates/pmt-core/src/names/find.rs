//! The names in one file.

use std::collections::HashMap;

use pmt_syntax::Span;

use super::{Occurrence, Shape, Symbol};
use crate::amount::Amount;
use crate::edition::Key;
use crate::model::{At, Cover, FileModel, Piece, Presence, Project, Prose, Reference};

/// Everything that is named in a file, in document order.
pub fn occurrences(model: &FileModel) -> Vec<Occurrence> {
    let mut finder = Finder { found: Vec::new() };
    for cover in &model.covers {
        finder.cover(cover);
    }
    for (number, project) in model.projects.iter().enumerate() {
        finder.project(number, project);
    }
    for (library, one) in model.libraries.iter().enumerate() {
        for (entry, indicator) in one.entries.iter().enumerate() {
            finder.add(Symbol::Entry { library, entry }, &indicator.name, Shape::Key, true);
        }
    }
    let mut found = finder.found;
    found.sort_by_key(|one| (one.span.start, one.span.end));
    found
}

/// Numbers by name; of two that share one, the first.
fn numbers<'a>(names: impl Iterator<Item = &'a At<String>>) -> HashMap<&'a str, usize> {
    let mut found = HashMap::new();
    for (number, name) in names.enumerate() {
        found.entry(name.value.as_str()).or_insert(number);
    }
    found
}

/// What the names in a project's references mean.
struct Scope<'a> {
    number: usize,
    project: &'a Project,
    tasks: HashMap<&'a str, usize>,
    indicators: HashMap<&'a str, usize>,
}

struct Finder {
    found: Vec<Occurrence>,
}

impl Finder {
    fn add(&mut self, symbol: Symbol, name: &At<String>, shape: Shape, declares: bool) {
        // Without a name, the model has the place where one is missing.
        if !name.value.is_empty() {
            self.found.push(Occurrence {
                symbol,
                name: name.value.clone(),
                span: name.span,
                shape,
                declares,
            });
        }
    }

    fn word(&mut self, symbol: Symbol, name: &str, span: Span, declares: bool) {
        self.add(symbol, &At::new(name.to_owned(), span), Shape::Word, declares);
    }

    fn organisation(&mut self, name: Option<&At<String>>, declares: bool) {
        if let Some(name) = name {
            self.add(Symbol::Organisation(name.value.clone()), name, Shape::Value, declares);
        }
    }

    fn items(&mut self, project: Option<usize>, presence: &Presence) {
        for given in &presence.given {
            let label = given.key.spellings().first().map_or("", |spelling| spelling.text);
            self.word(Symbol::Item { project, key: given.key, part: None }, label, given.span, true);
        }
    }

    fn cover(&mut self, cover: &Cover) {
        self.items(None, &cover.presence);
        self.organisation(cover.department.as_ref(), true);
        self.organisation(cover.unit.as_ref(), true);
        for reference in cover.note.iter().flat_map(Prose::references) {
            self.reference(None, reference);
        }
    }

    fn project(&mut self, number: usize, project: &Project) {
        self.add(Symbol::Project(number), &project.name, Shape::Label, true);
        self.items(Some(number), &project.presence);
        self.parts(number, project);
        self.organisation(project.department.as_ref(), false);
        self.organisation(project.unit.as_ref(), false);
        let scope = Scope {
            number,
            project,
            tasks: numbers(project.tasks().iter().map(|task| &task.name)),
            indicators: numbers(project.indicators.iter().map(|indicator| &indicator.name)),
        };
        self.bodies(&scope);
        for (task, one) in project.tasks().iter().enumerate() {
            self.add(Symbol::Task { project: number, task }, &one.name, Shape::Label, true);
            for (line, cost) in one.costing.iter().enumerate() {
                let symbol = Symbol::CostLine { project: number, task, line };
                self.add(symbol, &cost.name, Shape::Key, true);
            }
        }
        for (indicator, one) in project.indicators.iter().enumerate() {
            self.add(Symbol::Indicator { project: number, indicator }, &one.name, Shape::Key, true);
            for name in &one.tasks {
                if let Some(task) = scope.tasks.get(name.value.as_str()) {
                    self.add(Symbol::Task { project: number, task: *task }, name, Shape::Value, false);
                }
            }
        }
        for reference in project.prose().flat_map(Prose::references) {
            self.reference(Some(&scope), reference);
        }
    }

    /// The parts of the two totals that are written.
    fn parts(&mut self, number: usize, project: &Project) {
        let (total, annual) = (&project.total, &project.annual);
        let parts: [(Key, Key, Option<Amount>); 5] = [
            (Key::TotalFunds, Key::FiscalFunds, total.fiscal),
            (Key::TotalFunds, Key::OtherFunds, total.other),
            (Key::AnnualFunds, Key::CurrentYearFunds, annual.current),
            (Key::AnnualFunds, Key::CarriedOverFunds, annual.carried_over),
            (Key::AnnualFunds, Key::OtherFunds, annual.other),
        ];
        for (key, part, amount) in parts {
            // What is derived has the place of what it follows from.
            let follows = |amount: &Amount| {
                let totals = [total.amount, annual.amount].map(|amount| amount.map(|amount| amount.span));
                let keys = [total.key_span, annual.key_span, Some(project.head)];
                totals.into_iter().chain(keys).any(|span| span == Some(amount.span))
            };
            let written = amount.filter(|amount| !follows(amount));
            if let Some(amount) = written {
                let symbol = Symbol::Item { project: Some(number), key, part: Some(part) };
                let label = part.spellings().first().map_or("", |spelling| spelling.text);
                self.word(symbol, label, amount.span, true);
            }
        }
    }

    fn bodies(&mut self, scope: &Scope<'_>) {
        let (number, project) = (scope.number, scope.project);
        let bodies = numbers(project.declared_bodies().iter().map(|body| &body.name));
        for (body, one) in project.declared_bodies().iter().enumerate() {
            self.add(Symbol::Body { project: number, body }, &one.name, Shape::Key, true);
        }
        let mut mentioned: Vec<&str> = Vec::new();
        for owner in project.tasks().iter().flat_map(|task| &task.owners) {
            let name = owner.value.as_str();
            if let Some(body) = bodies.get(name) {
                self.add(Symbol::Body { project: number, body: *body }, owner, Shape::Value, false);
                continue;
            }
            let text = project.bodies.as_ref().and_then(|bodies| bodies.text.as_ref());
            let Some(place) = text.and_then(|prose| mention(prose, name)) else { continue };
            let symbol = Symbol::Mentioned { project: number, name: name.to_owned() };
            self.add(symbol.clone(), owner, Shape::Value, false);
            if !mentioned.contains(&name) {
                mentioned.push(name);
                self.add(symbol, &At::new(name.to_owned(), place), Shape::Word, true);
            }
        }
    }

    /// The segments of a reference that lead somewhere.
    fn reference(&mut self, scope: Option<&Scope<'_>>, reference: &Reference) {
        let Some((first, rest)) = reference.path.split_first() else { return };
        let Some((key, _)) = Key::parse(&first.value) else { return };
        let number = scope.map(|scope| scope.number);
        match (key, rest, scope) {
            (Key::Declaration, [inner], _) => {
                let Some((key, _)) = Key::parse(&inner.value) else { return };
                let symbol = Symbol::Item { project: None, key, part: None };
                self.word(symbol.clone(), &first.value, first.span, false);
                self.word(symbol, &inner.value, inner.span, false);
            }
            (Key::Project, [], Some(scope)) => {
                self.word(Symbol::Project(scope.number), &first.value, first.span, false);
            }
            (Key::Task, [name, more @ ..], Some(scope)) => {
                let Some(task) = scope.tasks.get(name.value.as_str()) else { return };
                let symbol = Symbol::Task { project: scope.number, task: *task };
                self.word(symbol.clone(), &first.value, first.span, false);
                self.add(symbol.clone(), name, Shape::Segment, false);
                if let [more] = more {
                    let costing = scope.project.tasks().get(*task).map_or(&[][..], |task| &task.costing);
                    match numbers(costing.iter().map(|cost| &cost.name)).get(more.value.as_str()) {
                        Some(line) => {
                            let symbol = Symbol::CostLine { project: scope.number, task: *task, line: *line };
                            self.add(symbol, more, Shape::Segment, false);
                        }
                        None => self.word(symbol, &more.value, more.span, false),
                    }
                }
            }
            (Key::Indicators, [name], Some(scope)) => {
                let Some(indicator) = scope.indicators.get(name.value.as_str()) else { return };
                let symbol = Symbol::Indicator { project: scope.number, indicator: *indicator };
                self.word(symbol.clone(), &first.value, first.span, false);
                self.add(symbol, name, Shape::Segment, false);
            }
            (key, [], _) => {
                let symbol = Symbol::Item { project: number, key, part: None };
                self.word(symbol, &first.value, first.span, false);
            }
            (key, [part], Some(_)) => {
                let whole = Symbol::Item { project: number, key, part: None };
                self.word(whole, &first.value, first.span, false);
                if let Some((inner, _)) = Key::parse(&part.value) {
                    let symbol = Symbol::Item { project: number, key, part: Some(inner) };
                    self.word(symbol, &part.value, part.span, false);
                }
            }
            _ => {}
        }
    }
}

/// Where a text has a name.
fn mention(prose: &Prose, name: &str) -> Option<Span> {
    prose.pieces.iter().find_map(|piece| {
        let Piece::Text(cooked) = piece else { return None };
        let at = cooked.text().find(name)?;
        Some(cooked.source_span(at..at.saturating_add(name.len())))
    })
}
