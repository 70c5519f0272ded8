//! What there is to read of the words under the pointer: the rules that object to them, what they mean, what follows
//! from them.

use pmt_core::amount::{Amount, yuan};
use pmt_core::edition::{Edition, Key, Level1, Level2, MoneyUnit, Place};
use pmt_core::model::{Indicator, Project, Task};
use pmt_core::spot::Spot;
use pmt_core::text::Lang;
use pmt_core::workspace::{Around, File};
use pmt_syntax::{Kind, Node, Span, ast};
use tower_lsp::ls_types::{Hover, HoverContents, Position};

use super::describe::{self, Page, say};
use crate::state::View;

/// What is said at a position.
pub fn at(view: &View, position: Position) -> Option<Hover> {
    let offset = view.offset(position);
    let tree = &view.document.parse().tree;
    let path = tree.path_at(offset);
    let deepest = *path.last()?;
    let token = if deepest.kind().is_trivia() || deepest.kind().is_node() {
        // Right behind a word is still at it.
        tree.path_at(offset.checked_sub(1)?)
            .last()
            .copied()
            .filter(|node| !node.kind().is_trivia())
            .unwrap_or(deepest)
    } else {
        deepest
    };
    let file = view.file();
    let spot = Spot::at(tree, token.span().start);
    let start = spot.around.first().or(spot.item.as_ref()).map(|item| item.span().start);
    let project = file.model.projects.iter().find(|project| Some(project.span.start) == start);
    let hovering = Hovering {
        view,
        file: &file,
        spot: &spot,
        project,
        around: view.workspace().around(view.id(), project, &view.session.settings),
        lang: view.lang(),
    };
    let (mut page, said) = hovering.findings(offset);
    let about = if token.kind().is_trivia() { None } else { hovering.about(token) };
    let span = about.as_ref().map(|(span, _)| *span).or(said)?;
    if let Some((_, more)) = about {
        page.add(more);
    }
    let hover = view.profile.capabilities.text_document.as_ref().and_then(|document| document.hover.as_ref());
    let formats = hover.and_then(|hover| hover.content_format.as_deref());
    (!page.is_empty()).then(|| Hover {
        contents: HoverContents::Markup(page.markup(formats)),
        range: Some(view.range(span)),
    })
}

struct Hovering<'a> {
    view: &'a View,
    file: &'a File,
    spot: &'a Spot<'a>,
    project: Option<&'a Project>,
    around: Around<'a>,
    lang: Lang,
}

impl Hovering<'_> {
    fn edition(&self) -> Edition {
        self.around.edition
    }

    /// The rules that object to what stands at an offset. What was found in an older text stands elsewhere.
    fn findings(&self, offset: u32) -> (Page, Option<Span>) {
        let (mut page, mut span) = (Page::default(), None);
        if !self.view.session.has(&self.view.document) {
            return (page, span);
        }
        let found = self.view.session.found(self.view.id());
        let mut said: Vec<&str> = Vec::new();
        for finding in &found.findings {
            let at = finding.site.span;
            if at.start <= offset && offset <= at.end && !said.contains(&finding.rule.code) {
                said.push(finding.rule.code);
                span.get_or_insert(at);
                page.add(describe::of_rule(finding.rule, self.lang));
            }
        }
        (page, span)
    }

    /// What a token is about, and its words.
    fn about(&self, token: Node<'_>) -> Option<(Span, Page)> {
        let item = self.spot.item?;
        let at = token.span();
        let inside = |span: Span| span.covers(at);
        if let Some(text) = item.text().filter(|text| inside(text.span())) {
            let reference = text.interpolations().find(|reference| inside(reference.span()))?;
            return Some((reference.span(), self.reference(reference)?));
        }
        if let Some(key) = item.key().filter(|key| inside(key.span())) {
            return Some((key.span(), self.key(item, &key.text())?));
        }
        if let Some(label) = item.label().filter(|label| inside(label.span())) {
            let key = item.key().and_then(|key| Key::parse(&key.text())).map(|(key, _)| key)?;
            return Some((label.span(), self.labelled(item, key)?));
        }
        let target = item.target().and_then(ast::Target::value);
        let value = item.values().chain(target).find(|value| inside(value.span()))?;
        Some((value.span(), self.value(item, value, at)?))
    }

    fn reference(&self, reference: ast::Interpolation<'_>) -> Option<Page> {
        let path: Vec<String> = reference.segments().map(|segment| segment.text().into_owned()).collect();
        let written = path.join(".");
        let id = self.view.id();
        let all = match self.project {
            Some(project) => {
                let resolved = self.around.resolve(id, project);
                resolved.referable(id, project, self.around.cover, self.edition())
            }
            None => self.around.referable(id),
        };
        let plain = |source: &str| source.replace('"', "");
        let found = all.into_iter().find(|one| plain(&one.source) == plain(&written))?;
        let mut page = Page::default();
        page.title(&written);
        page.text(&found.value);
        Some(page)
    }

    fn key(&self, item: ast::Item<'_>, name: &str) -> Option<Page> {
        let place = self.spot.place?;
        if let Some(slot) = Key::parse(name).and_then(|(key, _)| place.slot(key)) {
            let mut page = describe::of_key(slot.key, self.edition(), Some(place), self.lang);
            if let Some(more) = self.labelled(item, slot.key) {
                page.add(more);
            }
            self.derived(place, slot.key, &mut page);
            return Some(page);
        }
        match place {
            Place::Level1 | Place::Library if Level1::parse(name).is_some() => {
                Some(describe::of_level(name, self.lang))
            }
            Place::Level2(_) | Place::Library if Level2::parse(name, self.spot.level1).is_some() => {
                let level =
                    Level2::parse(name, self.spot.level1).map_or(name, |(level, _)| level.info().name);
                Some(describe::of_level(level, self.lang))
            }
            Place::Level1 | Place::Level2(_) | Place::Level3 | Place::LibraryEntries => {
                Some(self.indicator(item, name))
            }
            Place::Costing | Place::BudgetParts | Place::Years => {
                let amount = self.line(item)?;
                let mut page = Page::default();
                page.title(name);
                page.field(say(self.lang, "金额", "Amount"), &both(amount));
                Some(page)
            }
            _ => None,
        }
    }

    /// The amount of a cost line, a part or a year.
    fn line(&self, item: ast::Item<'_>) -> Option<Amount> {
        let project = self.project?;
        let start = item.key()?.span().start;
        let lines = project.tasks().iter().flat_map(|task| &task.costing);
        let parts = project
            .budget_plan
            .iter()
            .flat_map(pmt_core::model::BudgetPlan::parts)
            .flat_map(|part| &part.amounts);
        let lines = lines.chain(parts).map(|line| (line.name.span.start, line.amount));
        let years = project.total.years.iter().map(|year| (year.name.span.start, year.amount));
        lines.chain(years).find(|(at, _)| *at == start)?.1
    }

    fn indicator(&self, item: ast::Item<'_>, name: &str) -> Page {
        let level2 = self.spot.level2.map(|level| level.info().name);
        let mut page = describe::of_indicator(name, level2, self.lang);
        let ours = |indicator: &&Indicator| indicator.span.start == item.span().start;
        if let Some(indicator) = self.project.and_then(|project| project.indicators.iter().find(ours)) {
            if let Some(target) = &indicator.target {
                page.field(say(self.lang, "指标值", "Target"), &target.printed());
            }
            if !indicator.tasks.is_empty() {
                let tasks: Vec<&str> = indicator.tasks.iter().map(|task| task.value.as_str()).collect();
                page.field(Key::Serves.label(self.edition()), &tasks.join("、"));
            }
            for note in &indicator.notes {
                if let (Some(key), Some(text)) = (note.key, note.plain()) {
                    page.field(key.label(self.edition()), text.text().trim());
                }
            }
        }
        page
    }

    /// What an item with a label is: a project or a task.
    fn labelled(&self, item: ast::Item<'_>, key: Key) -> Option<Page> {
        let start = item.span().start;
        match key {
            Key::Task => {
                let task = self.project?.tasks().iter().find(|task| task.span.start == start)?;
                Some(self.task(task))
            }
            Key::Project => {
                let project = self.file.model.projects.iter().find(|project| project.span.start == start)?;
                let mut page = Page::default();
                page.title(&project.name.value);
                self.funds(&mut page, project, Key::TotalFunds);
                self.funds(&mut page, project, Key::AnnualFunds);
                Some(page)
            }
            _ => None,
        }
    }

    fn task(&self, task: &Task) -> Page {
        let label = |key: Key| key.label(self.edition());
        let mut page = Page::default();
        page.title(&format!("{} {}", label(Key::Task), task.name.value));
        if let Some(amount) = task.amount {
            self.amount(&mut page, say(self.lang, "金额", "Amount"), amount);
        }
        if !task.costing.is_empty() {
            let lines = task.costing.iter().map(|line| line.amount.map(|amount| amount.yuan));
            let sum = lines.collect::<Option<Vec<_>>>().and_then(pmt_core::amount::sum);
            if let Some(sum) = sum {
                let unit = task.amount.map_or_else(MoneyUnit::ten_thousand, |amount| amount.unit);
                let sum = Amount { unit, ..Amount::derived(sum, task.name.span) };
                page.field(say(self.lang, "测算合计", "Sum of its cost lines"), &both(sum));
            }
            for line in &task.costing {
                let amount = line.amount.map(|amount| yuan(amount.yuan)).unwrap_or_default();
                let formula =
                    line.formula.as_deref().map(|formula| format!("{formula} = ")).unwrap_or_default();
                page.field(&line.name.value, &format!("{formula}{amount}"));
            }
        }
        if !task.owners.is_empty() {
            let owners: Vec<&str> = task.owners.iter().map(|owner| owner.value.as_str()).collect();
            page.field(label(Key::Owner), &owners.join("、"));
        }
        page
    }

    /// What follows for a key, where it is worth saying.
    fn derived(&self, place: Place, key: Key, page: &mut Page) {
        let name = say(self.lang, "值", "Value");
        let Some(project) = self.project else { return };
        let (total, annual) = (&project.total, &project.annual);
        let amount = match (place, key) {
            (_, Key::TotalFunds | Key::AnnualFunds) => return self.funds(page, project, key),
            (Place::TotalFunds, Key::FiscalFunds) => total.fiscal,
            (Place::TotalFunds, Key::OtherFunds) => total.other,
            (Place::AnnualFunds, Key::CurrentYearFunds) => annual.current,
            (Place::AnnualFunds, Key::CarriedOverFunds) => annual.carried_over,
            (Place::AnnualFunds, Key::OtherFunds) => annual.other,
            (Place::Project, Key::Period) => {
                let resolved = self.around.resolve(self.view.id(), project);
                if let Some(span) = resolved.period.map(|at| at.value)
                    && let (Some(start), Some(end)) = (span.start, span.end)
                {
                    page.field(name, &days(start, end, self.lang));
                }
                None
            }
            (Place::Project, Key::Department | Key::Unit) => {
                let resolved = self.around.resolve(self.view.id(), project);
                let whose = if key == Key::Unit { resolved.unit } else { resolved.department };
                if let Some(whose) = whose {
                    page.field(name, &whose);
                }
                None
            }
            _ => None,
        };
        if let Some(amount) = amount {
            self.amount(page, name, amount);
        }
    }

    fn funds(&self, page: &mut Page, project: &Project, key: Key) {
        let amount = if key == Key::TotalFunds { project.total.amount } else { project.annual.amount };
        if let Some(amount) = amount {
            self.amount(page, key.label(self.edition()), amount);
        }
    }

    /// An amount in the unit of its author and in 元 or 万元.
    fn amount(&self, page: &mut Page, name: &str, amount: Amount) {
        let derived = if amount.is_written() || amount.yuan.is_zero() {
            ""
        } else {
            say(self.lang, "（推算）", " (derived)")
        };
        page.field(name, &format!("{}{derived}", both(amount)));
    }

    fn value(&self, item: ast::Item<'_>, value: ast::Value<'_>, at: Span) -> Option<Page> {
        let key = item.key().and_then(|key| Key::parse(&key.text())).map(|(key, _)| key);
        let mut page = Page::default();
        match value {
            ast::Value::Name(name) => match key {
                Some(Key::Serves) => {
                    let task = self.project?.tasks().iter().find(|task| task.name.value == name.text())?;
                    return Some(self.task(task));
                }
                Some(Key::Owner) => {
                    let body =
                        self.project?.declared_bodies().iter().find(|body| body.name.value == name.text())?;
                    page.title(&body.name.value);
                    if let Some(duties) = body.duties.as_ref().and_then(|duties| duties.plain()) {
                        page.text(duties.text().trim());
                    }
                    return Some(page);
                }
                Some(key) => {
                    let place = self.spot.place?;
                    return place
                        .slot(key)
                        .map(|_| describe::of_key(key, self.edition(), Some(place), self.lang));
                }
                None => return None,
            },
            ast::Value::Date(_) => {
                let date = value.date()?;
                page.text(&days(date.first_day()?, date.last_day()?, self.lang));
            }
            ast::Value::Period(period) => {
                let span = pmt_core::model::Timespan {
                    start: period.start().and_then(|node| pmt_syntax::parse_date(node.text())?.first_day()),
                    end: match period.end()? {
                        ast::PeriodEnd::Date(node) => pmt_syntax::parse_date(node.text())?.last_day(),
                        _ => None,
                    },
                };
                page.text(&days(span.start?, span.end?, self.lang));
            }
            ast::Value::Calculation(_) => page.text(&both(self.line(item)?)),
            ast::Value::Quantity(_) | ast::Value::Range(_) => {
                let quantity = value
                    .node()
                    .descendants()
                    .find(|node| node.kind() == Kind::Quantity && node.span().covers(at))?;
                let number = quantity
                    .child(Kind::Number)
                    .and_then(|node| pmt_syntax::parse_number(node.text()).ok())?;
                let unit = MoneyUnit::parse(quantity.child(Kind::Unit)?.text())?;
                let yuan = pmt_core::amount::multiply(number, unit.yuan.into())?;
                page.text(&both(Amount { unit, ..Amount::derived(yuan, at) }));
            }
        }
        Some(page)
    }
}

/// An amount in its unit and in 元; one in 元 also in 万元.
fn both(amount: Amount) -> String {
    let own = amount.prose();
    if amount.unit == MoneyUnit::yuan() {
        let large = Amount { unit: MoneyUnit::ten_thousand(), written_scale: None, ..amount }.prose();
        let own = yuan(amount.yuan);
        if large.ends_with(MoneyUnit::ten_thousand().text) { format!("{own} = {large}") } else { own }
    } else {
        format!("{own} = {}", yuan(amount.yuan))
    }
}

/// Two days and how many there are from one to the other.
fn days(start: time::Date, end: time::Date, lang: Lang) -> String {
    let show = |date: time::Date| format!("{}年{}月{}日", date.year(), u8::from(date.month()), date.day());
    let count = end.to_julian_day().saturating_sub(start.to_julian_day()).saturating_add(1);
    if start == end {
        show(start)
    } else if lang == Lang::Zh {
        format!("{}至{}，共{count}天", show(start), show(end))
    } else {
        format!("{start} to {end}, {count} days")
    }
}
