//! Small notes beside amounts: what a left-out total comes to, an amount in the other unit, what its parts lack.

use pmt_core::amount::{Amount, compare, sum, yuan};
use pmt_core::edition::MoneyUnit;
use pmt_core::finding::Site;
use pmt_core::model::{Cover, Project, Task};
use pmt_core::text::{Lang, Message};
use pmt_syntax::Span;
use tower_lsp::ls_types::{InlayHint, InlayHintLabel, Range};

use crate::profile::{AmountHints, InlayHintOptions};
use crate::state::View;

/// The notes in a range of a document.
pub fn hints(view: &View, range: Range) -> Vec<InlayHint> {
    let file = view.file();
    let wanted = view.profile.encoding.span(view.document.lines(), &view.document.text, range);
    let mut noter =
        Noter { options: view.profile.options.inlay_hints, lang: view.lang(), wanted, notes: Vec::new() };
    for project in file.model.projects.iter().filter(|one| overlap(one.span, wanted)) {
        noter.project(project);
    }
    for cover in file.model.covers.iter().filter(|one| overlap(one.span, wanted)) {
        noter.cover(view, cover);
    }
    noter.notes.sort_by_key(|(offset, _)| *offset);
    let at = |offset| view.range(Span::empty(offset)).start;
    let hints = noter.notes.into_iter().map(|(offset, label)| InlayHint {
        position: at(offset),
        label: InlayHintLabel::String(label),
        kind: None,
        text_edits: None,
        tooltip: None,
        padding_left: Some(true),
        padding_right: Some(false),
        data: None,
    });
    hints.collect()
}

fn overlap(one: Span, other: Span) -> bool {
    one.start <= other.end && other.start <= one.end
}

struct Noter {
    options: InlayHintOptions,
    lang: Lang,
    wanted: Span,
    notes: Vec<(u32, String)>,
}

impl Noter {
    fn add(&mut self, offset: u32, label: String) {
        if self.wanted.start <= offset && offset <= self.wanted.end {
            self.notes.push((offset, label));
        }
    }

    fn project(&mut self, project: &Project) {
        let (total, annual) = (&project.total, &project.annual);
        let tasks = project.tasks();
        let sound = project.plan.as_ref().is_none_or(|plan| !plan.broken);
        let costs: Vec<_> = if sound { tasks.iter().map(|task| task.amount).collect() } else { Vec::new() };
        self.total(annual.key_span, annual.amount, &costs);
        let years: Vec<_> = total.years.iter().map(|year| year.amount).collect();
        self.total(total.key_span, total.amount, if total.broken { &[] } else { &years });
        for task in tasks {
            self.task(task);
        }
        if let Some(schedule) = project.budget_plan.as_ref().and_then(|plan| plan.schedule.as_ref())
            && !schedule.broken
        {
            let parts: Vec<_> = schedule.amounts.iter().map(|part| part.amount).collect();
            self.shortfall(schedule.key_span.end, annual.amount, &parts);
        }
        if self.options.amounts == AmountHints::All {
            let parts = [total.fiscal, total.other, annual.current, annual.carried_over, annual.other];
            let keys = [total.key_span, annual.key_span, Some(project.head)];
            let whole = [total.amount, annual.amount].map(|amount| amount.map(|amount| amount.span));
            let years = total.years.iter().map(|year| year.amount);
            for amount in parts.into_iter().chain(years).flatten() {
                let derived = keys.iter().chain(&whole).any(|span| *span == Some(amount.span));
                if !derived {
                    self.converted(amount);
                }
            }
        }
    }

    /// A total: what it comes to where it is left out, the other unit where it is written, what its parts lack.
    fn total(&mut self, key: Option<Span>, amount: Option<Amount>, parts: &[Option<Amount>]) {
        let (Some(key), Some(amount)) = (key, amount) else { return };
        let at = if amount.span == key {
            self.derived(key.end, amount);
            key.end
        } else {
            if self.options.amounts != AmountHints::Off {
                self.converted(amount);
            }
            amount.span.end
        };
        self.shortfall(at, Some(amount), parts);
    }

    fn task(&mut self, task: &Task) {
        let Some(amount) = task.amount else { return };
        let lines: Vec<_> = task.costing.iter().map(|line| line.amount).collect();
        if amount.span == task.name.span {
            self.derived(task.name.span.end, amount);
        } else {
            if self.options.amounts == AmountHints::All {
                self.converted(amount);
            }
            self.shortfall(amount.span.end, Some(amount), if task.broken { &[] } else { &lines });
        }
        for line in &task.costing {
            // A calculation that says its result needs no note.
            let (Some(amount), Some(formula)) = (line.amount, &line.formula) else { continue };
            if !formula.contains('=') && self.options.derived {
                self.add(amount.span.end, format!("= {}", yuan(amount.yuan)));
            }
        }
    }

    fn cover(&mut self, view: &View, cover: &Cover) {
        let Some(budget) = cover.budget else { return };
        if self.options.amounts != AmountHints::Off {
            self.converted(budget);
        }
        let site = Site { file: view.id(), span: cover.span };
        let Some(declaration) = view.workspace().declaration_of(site, &view.session.settings) else { return };
        if !declaration.whole || declaration.cover.is_none_or(|(_, first)| first.span != cover.span) {
            return;
        }
        let own = declaration.projects.iter().map(|entry| entry.project.annual.amount);
        let parts: Vec<_> = own.chain(declaration.parts.iter().map(|part| part.annual)).collect();
        self.shortfall(budget.span.end, Some(budget), &parts);
    }

    fn derived(&mut self, at: u32, amount: Amount) {
        if self.options.derived {
            self.add(at, format!("= {}", amount.prose()));
        }
    }

    /// An amount in 万元 or 亿元 in 元; one in 元 from ten thousand on in 万元.
    fn converted(&mut self, amount: Amount) {
        if amount.unit != MoneyUnit::yuan() {
            if !amount.yuan.is_zero() {
                self.add(amount.span.end, format!("= {}", yuan(amount.yuan)));
            }
            return;
        }
        let other = Amount { unit: MoneyUnit::ten_thousand(), written_scale: None, ..amount };
        if amount.yuan.abs() >= MoneyUnit::ten_thousand().yuan.into() {
            self.add(amount.span.end, format!("= {}", other.prose()));
        }
    }

    /// What parts lack, if all of them are known and they lack something.
    fn shortfall(&mut self, at: u32, whole: Option<Amount>, parts: &[Option<Amount>]) {
        let known: Option<Vec<Amount>> = parts.iter().copied().collect();
        let (Some(whole), Some(parts), true) = (whole, known, self.options.remaining) else { return };
        let Some(compared) = compare(&[whole], &parts) else { return };
        // Where the unit is wrong, nothing is missing; that is a finding.
        let says_nothing = parts.is_empty() || compared.agrees() || compared.slip.is_some();
        if says_nothing || compared.difference.is_sign_negative() {
            return;
        }
        let Some(reached) = sum(parts.iter().map(|part| part.yuan)) else { return };
        let show = |yuan| Amount { unit: whole.unit, ..Amount::derived(yuan, whole.span) }.prose();
        let (reached, missing) = (show(reached), show(compared.difference));
        let text = Message::new(
            format!("已列 {reached}，还差 {missing}"),
            format!("parts {reached}, {missing} remaining"),
        );
        self.add(at, text.get(self.lang).to_owned());
    }
}
