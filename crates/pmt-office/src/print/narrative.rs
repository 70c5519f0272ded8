//! A project's narrative: its heading and the seven numbered sections.
//!
//! What the language has as items reads as prose here: documents, bodies, tasks with their time and owners, cost lines,
//! amounts by period. A section that its author left out but that follows from the rest (period, goals) says what it
//! follows from; any other stays empty under its heading.

use pmt_core::edition::{Key, SECTION_SEVEN_TEXT, SECTIONS};
use pmt_core::finding::Site;
use pmt_core::model::{BudgetPart, CostLine, Document, Prose, Task};
use pmt_syntax::{Cooked, Span};

use super::words::{self, one_line};
use super::{Context, Paragraph, Role};
use crate::layout::{Headings, NARRATIVE_TITLE};
use crate::typography::is_blank;

/// The numerals of the sections.
const NUMERALS: [&str; 7] = ["一", "二", "三", "四", "五", "六", "七"];

/// The lines of a text that are not blank, each with where it is written.
pub(super) fn lines_of(cooked: &Cooked) -> impl Iterator<Item = (String, Span)> {
    let mut at = 0_usize;
    cooked.text().split('\n').filter_map(move |line| {
        let start = at;
        at = at.saturating_add(line.len()).saturating_add(1);
        let text = line.trim_matches(|c| is_blank(c) || c == '\r');
        let skipped = line.len().saturating_sub(line.trim_start_matches(is_blank).len());
        let from = start.saturating_add(skipped);
        (!text.is_empty())
            .then(|| (text.to_owned(), cooked.source_span(from..from.saturating_add(text.len()))))
    })
}

/// The narrative; empty where nothing of it is written.
pub(super) fn build(cx: Context<'_>) -> Vec<Paragraph> {
    let project = cx.entry.project;
    let is_written = project.overview.is_some()
        || project.basis.is_some()
        || project.bodies.is_some()
        || project.plan.is_some()
        || project.budget_plan.is_some()
        || project.period_note.is_some()
        || project.goals.is_some();
    if !is_written {
        return Vec::new();
    }
    let mut out = Out { cx, lines: Vec::new() };
    out.push(Role::NarrativeTitle, title(cx), Some(cx.at(project.head)));
    for ((key, _), numeral) in SECTIONS.iter().zip(NUMERALS) {
        let heading = out.heading_site(*key);
        out.push(Role::SectionHeading, format!("{numeral}、{}", cx.label(*key)), heading);
        out.section(*key);
    }
    out.lines
}

/// What heads the narrative.
fn title(cx: Context<'_>) -> String {
    let name = one_line(&cx.entry.project.name.value);
    match cx.manner.headings {
        Headings::Named if !name.is_empty() => {
            // A name that ends in the word for a project has it once.
            let word = cx.label(Key::Project);
            let bare = name.strip_suffix(word).filter(|bare| !bare.is_empty()).unwrap_or(&name);
            format!("{bare}{NARRATIVE_TITLE}")
        }
        _ => format!("{NARRATIVE_TITLE}{}", cx.number),
    }
}

struct Out<'a> {
    cx: Context<'a>,
    lines: Vec<Paragraph>,
}

impl<'a> Out<'a> {
    fn push(&mut self, role: Role, text: String, source: Option<Site>) {
        self.lines.push(Paragraph { role, text, source });
    }

    fn body(&mut self, text: String, span: Span) {
        let source = Some(self.cx.at(span));
        self.push(Role::Body, text, source);
    }

    fn heading_site(&self, key: Key) -> Option<Site> {
        let project = self.cx.entry.project;
        let given = project.presence.get(key).map(|given| given.span);
        given.map(|span| self.cx.at(span))
    }

    fn section(&mut self, key: Key) {
        let project = self.cx.entry.project;
        match key {
            Key::Overview => self.prose(project.overview.as_ref()),
            Key::Basis => self.basis(),
            Key::Bodies => self.bodies(),
            Key::Plan => self.plan(),
            Key::Period => self.period(),
            Key::BudgetPlan => self.budget_plan(),
            _ => self.goals(),
        }
    }

    fn cooked(&self, prose: &'a Prose) -> std::borrow::Cow<'a, Cooked> {
        self.cx.entry.resolved.text(prose)
    }

    fn prose(&mut self, prose: Option<&'a Prose>) {
        self.led("", prose);
    }

    /// A text whose first line has something before it.
    fn led(&mut self, lead: &str, prose: Option<&'a Prose>) {
        let Some(prose) = prose else { return };
        let cooked = self.cooked(prose);
        let mut lead = lead;
        for (text, span) in lines_of(&cooked) {
            self.body(format!("{lead}{text}"), span);
            lead = "";
        }
    }

    fn text(&self, prose: Option<&'a Prose>) -> String {
        prose.map(|prose| one_line(self.cooked(prose).text().trim())).unwrap_or_default()
    }

    fn basis(&mut self) {
        let Some(basis) = &self.cx.entry.project.basis else { return };
        self.prose(basis.text.as_ref());
        let mut number = 0_u32;
        let mut next = |key: Key, cx: Context<'_>| {
            number = number.saturating_add(1);
            format!("{number}.{}：", cx.label(key))
        };
        let written = basis.documents_text.as_ref().filter(|text| !text.is_blank());
        if written.is_some() || !basis.documents.is_empty() {
            let lead = next(Key::Documents, self.cx);
            match written {
                Some(_) => self.led(&lead, written),
                None if basis.documents.iter().all(is_bare) => {
                    let titles: Vec<String> = basis.documents.iter().map(title_of).collect();
                    let span = basis.documents.first().map_or(basis.key_span, |first| first.title.span);
                    self.body(format!("{lead}{}。", titles.join("、")), span);
                    return self.duties(&next(Key::Duties, self.cx));
                }
                None => self.body(lead, basis.key_span),
            }
            for document in &basis.documents {
                let line = self.document(document);
                self.body(line, document.title.span);
            }
        }
        let lead = next(Key::Duties, self.cx);
        self.duties(&lead);
    }

    fn duties(&mut self, lead: &str) {
        let duties = self.cx.entry.project.basis.as_ref().and_then(|basis| basis.duties.as_ref());
        self.led(lead, duties);
    }

    fn document(&self, document: &'a Document) -> String {
        let mut line = title_of(document);
        let number = document.number.as_ref().map(|number| number.value.clone());
        let validity = document
            .validity
            .map(|span| format!("{}：{}", self.cx.label(Key::Validity), words::span(span.value)));
        let details: Vec<String> = number.into_iter().chain(validity).collect();
        if !details.is_empty() {
            put!(line, "（{}）", details.join("；"));
        }
        let content = self.text(document.content.as_ref());
        if !content.is_empty() {
            put!(line, "：{content}");
        }
        ended(line)
    }

    fn bodies(&mut self) {
        let Some(bodies) = &self.cx.entry.project.bodies else { return };
        self.prose(bodies.text.as_ref());
        for body in &bodies.bodies {
            let duties = self.text(body.duties.as_ref());
            let name = one_line(&body.name.value);
            let line = if duties.is_empty() { name } else { format!("{name}：{duties}") };
            self.body(ended(line), body.name.span);
        }
    }

    fn plan(&mut self) {
        let Some(plan) = &self.cx.entry.project.plan else { return };
        self.prose(plan.text.as_ref());
        for (index, task) in plan.tasks.iter().enumerate() {
            let line = format!("{}.{}", index.saturating_add(1), self.task(task));
            self.body(ended(line), task.name.span);
            self.prose(task.text.as_ref());
            let remark = format!("{}：", self.cx.label(Key::Remark));
            self.led(&remark, task.remark.as_ref());
        }
    }

    /// A task's name with what its block says of it.
    fn task(&self, task: &Task) -> String {
        let mut line = one_line(&task.name.value);
        if let Some(amount) = task.amount {
            put!(line, "：{}", amount.prose());
        }
        let year = self.cx.declaration.year;
        let times = task.times.iter().flat_map(|times| &times.values);
        let times: Vec<String> = times.map(|time| words::time(time.value, year)).collect();
        let owners: Vec<String> = task.owners.iter().map(|owner| one_line(&owner.value)).collect();
        let details = [
            (Key::TaskTotal, task.total.map(|total| total.prose()).unwrap_or_default()),
            (Key::Time, times.join("、")),
            (Key::Owner, owners.join("、")),
        ];
        let details: Vec<String> = details
            .into_iter()
            .filter(|(_, text)| !text.is_empty())
            .map(|(key, text)| format!("{}：{text}", self.cx.label(key)))
            .collect();
        if !details.is_empty() {
            put!(line, "（{}）", details.join("；"));
        }
        line
    }

    /// As written, else as the dates say.
    fn period(&mut self) {
        let project = self.cx.entry.project;
        if project.period_note.as_ref().is_some_and(|note| !note.is_blank()) {
            return self.prose(project.period_note.as_ref());
        }
        if let Some(period) = self.cx.entry.resolved.period {
            self.body(format!("{}。", words::span(period.value)), period.span);
        }
    }

    fn budget_plan(&mut self) {
        let project = self.cx.entry.project;
        let plan = project.budget_plan.as_ref();
        self.prose(plan.and_then(|plan| plan.text.as_ref()));
        let costed = project.tasks().iter().any(|task| !task.costing.is_empty());
        let parts = [
            (Key::Estimate, plan.and_then(|plan| plan.estimate.as_ref())),
            (Key::FundType, plan.and_then(|plan| plan.fund_type.as_ref())),
            (Key::Schedule, plan.and_then(|plan| plan.schedule.as_ref())),
        ];
        let mut number = 0_u32;
        for (key, part) in parts {
            let is_costing = key == Key::Estimate && costed;
            if part.is_none() && !is_costing {
                continue;
            }
            number = number.saturating_add(1);
            let lead = format!("{number}.{}：", self.cx.label(key));
            self.budget_part(&lead, part);
            if is_costing {
                self.costing();
            }
        }
        if !project.total.years.is_empty() {
            let amounts = project.total.years.iter().map(|year| {
                let amount = year.amount.map(|amount| amount.prose()).unwrap_or_default();
                format!("{}{amount}", one_line(&year.name.value))
            });
            let line =
                format!("{}：{}。", self.cx.label(Key::ByYear), amounts.collect::<Vec<_>>().join("；"));
            self.body(line, project.total.years_span.unwrap_or(project.head));
        }
    }

    /// A part: its text, then its amounts; these alone stand on its own line.
    fn budget_part(&mut self, lead: &str, part: Option<&'a BudgetPart>) {
        let head = self.cx.entry.project.head;
        let amounts: Vec<String> = part.iter().flat_map(|part| &part.amounts).map(cost_line).collect();
        let amounts = if amounts.is_empty() { String::new() } else { format!("{}。", amounts.join("；")) };
        let text = part.and_then(|part| part.text.as_ref()).filter(|text| !text.is_blank());
        let first = part.and_then(|part| part.amounts.first()).map(|line| line.name.span);
        let span = first.or(part.map(|part| part.key_span)).unwrap_or(head);
        if text.is_none() {
            self.body(format!("{lead}{amounts}"), span);
        } else {
            self.led(lead, text);
            if !amounts.is_empty() {
                self.body(amounts, span);
            }
        }
    }

    /// Quantities and prices, a paragraph per task.
    fn costing(&mut self) {
        for task in self.cx.entry.project.tasks().iter().filter(|task| !task.costing.is_empty()) {
            let lines: Vec<String> = task.costing.iter().map(cost_line).collect();
            let line = format!("{}：{}。", one_line(&task.name.value), lines.join("；"));
            self.body(line, task.costing_span.unwrap_or(task.name.span));
        }
    }

    fn goals(&mut self) {
        let project = self.cx.entry.project;
        if project.goals.as_ref().is_some_and(|goals| !goals.is_blank()) {
            return self.prose(project.goals.as_ref());
        }
        let source = self.heading_site(Key::Goals).or(project.indicators_span.map(|span| self.cx.at(span)));
        self.push(Role::Body, SECTION_SEVEN_TEXT.to_owned(), source);
    }
}

/// Whether nothing but its title is said of a document.
fn is_bare(document: &Document) -> bool {
    document.content.is_none() && document.number.is_none() && document.validity.is_none()
}

fn title_of(document: &Document) -> String {
    let title = one_line(&document.title.value);
    if document.is_title { format!("《{title}》") } else { title }
}

fn cost_line(line: &CostLine) -> String {
    let name = one_line(&line.name.value);
    let amount = line.amount.map(|amount| amount.prose());
    match (&line.formula, amount) {
        (Some(formula), Some(amount)) => format!("{name} {formula} = {amount}"),
        (Some(formula), None) => format!("{name} {formula}"),
        (None, Some(amount)) => format!("{name}{amount}"),
        (None, None) => name,
    }
}

/// A sentence with its stop.
fn ended(mut line: String) -> String {
    if !line.ends_with(['。', '；', '！', '？', '…', '.', ';']) {
        line.push('。');
    }
    line
}
