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
    if !project.is_told() && project.period_note.is_none() && project.goals.is_none() {
        return Vec::new();
    }
    let mut out = Out { cx, lines: Vec::new(), lead: String::new() };
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
    /// The heading of a part, which stands on the line of what comes first in it.
    lead: String,
}

impl<'a> Out<'a> {
    fn push(&mut self, role: Role, text: String, source: Option<Site>) {
        self.lines.push(Paragraph { role, text, source });
    }

    fn body(&mut self, text: &str, span: Span) {
        let text = std::mem::take(&mut self.lead) + text;
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
        let Some(prose) = prose else { return };
        let cooked = self.cooked(prose);
        for (text, span) in lines_of(&cooked) {
            self.body(&text, span);
        }
    }

    /// Heads what comes next.
    fn part(&mut self, number: u32, key: Key) {
        self.lead = format!("{number}.{}：", self.cx.label(key));
    }

    /// Ends a part; one that nothing was said in stands by its heading alone.
    fn end_part(&mut self, span: Span) {
        if !self.lead.is_empty() {
            self.body("", span);
        }
    }

    fn text(&self, prose: Option<&'a Prose>) -> String {
        prose.map(|prose| one_line(self.cooked(prose).text().trim())).unwrap_or_default()
    }

    fn basis(&mut self) {
        let Some(basis) = &self.cx.entry.project.basis else { return };
        self.prose(basis.text.as_ref());
        let mut number = 0_u32;
        if basis.documents_text.is_some() || !basis.documents.is_empty() {
            number = number.saturating_add(1);
            self.part(number, Key::Documents);
            self.prose(basis.documents_text.as_ref());
            self.documents(&basis.documents);
            self.end_part(basis.key_span);
        }
        if basis.duties.is_some() {
            number = number.saturating_add(1);
            self.part(number, Key::Duties);
            self.prose(basis.duties.as_ref());
            self.end_part(basis.key_span);
        }
    }

    /// Documents of which nothing but titles is said on one line, others each on its own.
    fn documents(&mut self, documents: &'a [Document]) {
        let Some(first) = documents.first() else { return };
        if documents.iter().all(is_bare) {
            let titles: Vec<String> = documents.iter().map(title_of).collect();
            return self.body(&format!("{}。", titles.join("、")), first.title.span);
        }
        for document in documents {
            let line = self.document(document);
            self.body(&line, document.title.span);
        }
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
            self.body(&ended(line), body.name.span);
        }
    }

    fn plan(&mut self) {
        let Some(plan) = &self.cx.entry.project.plan else { return };
        self.prose(plan.text.as_ref());
        for (index, task) in plan.tasks.iter().enumerate() {
            let line = format!("{}.{}", index.saturating_add(1), self.task(task));
            self.body(&ended(line), task.name.span);
            self.prose(task.text.as_ref());
            if task.remark.as_ref().is_some_and(|remark| !remark.is_blank()) {
                self.lead = format!("{}：", self.cx.label(Key::Remark));
                self.prose(task.remark.as_ref());
            }
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
            self.body(&format!("{}。", words::span(period.value)), period.span);
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
            self.part(number, key);
            self.budget_part(part);
            if is_costing {
                self.costing();
            }
            self.end_part(part.map_or(project.head, |part| part.key_span));
        }
        if !project.total.years.is_empty() {
            let amounts = project.total.years.iter().map(|year| {
                let amount = year.amount.map(|amount| amount.prose()).unwrap_or_default();
                format!("{}{amount}", one_line(&year.name.value))
            });
            let line =
                format!("{}：{}。", self.cx.label(Key::ByYear), amounts.collect::<Vec<_>>().join("；"));
            self.body(&line, project.total.years_span.unwrap_or(project.head));
        }
    }

    /// A part: its text, then its amounts.
    fn budget_part(&mut self, part: Option<&'a BudgetPart>) {
        let Some(part) = part else { return };
        self.prose(part.text.as_ref());
        if let Some(first) = part.amounts.first() {
            let amounts: Vec<String> = part.amounts.iter().map(cost_line).collect();
            self.body(&format!("{}。", amounts.join("；")), first.name.span);
        }
    }

    /// Quantities and prices, a paragraph per task.
    fn costing(&mut self) {
        for task in self.cx.entry.project.tasks().iter().filter(|task| !task.costing.is_empty()) {
            let lines: Vec<String> = task.costing.iter().map(cost_line).collect();
            let line = format!("{}：{}。", one_line(&task.name.value), lines.join("；"));
            let key = task.costing_span.unwrap_or(task.name.span);
            let lines = task.costing.iter();
            // The whole block, so that what is found in a line is marked in the paragraph.
            let whole = lines.fold(key, |all, line| {
                let amount = line.amount.as_ref().map_or(line.name.span, |amount| amount.span);
                all.cover(line.name.span).cover(amount)
            });
            self.body(&line, whole);
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
