//! Indicators: their names from libraries, the configuration and other projects, comparators and targets.

use std::collections::HashSet;

use pmt_core::config::Standard;
use pmt_core::edition::{
    Level2, NOT_APPLICABLE, Place, is_satisfaction, less_is_better, more_is_better, words_indicators,
    words_reference,
};
use pmt_core::model::{Indicator, TargetValue};
use pmt_core::spot::Head;
use pmt_core::workspace::File;
use pmt_syntax::{Comparator, Span};
use tower_lsp::ls_types::CompletionItemKind;

use super::context::Cx;
use super::names::spelt;
use super::offer::Offer;
use super::snippet::Snippet;
use super::{amounts, dates};
use crate::features::describe::Subject;

/// An indicator that is known from elsewhere.
struct Known<'a> {
    name: &'a str,
    unit: Option<&'a str>,
    /// As another project has it.
    like: Option<&'a Indicator>,
    /// What a library says of it: the file, and the places.
    attributes: Option<(&'a File, &'a [Span])>,
    /// Where it comes from.
    whence: String,
}

/// Names of indicators under the level 2 at hand.
pub fn names(cx: &Cx<'_>, place: Place) -> Vec<Offer> {
    let mut seen: HashSet<&str> = cx.spot.beside.iter().map(String::as_str).collect();
    let known: Vec<Known<'_>> = libraries(cx).into_iter().chain(configured(cx)).chain(others(cx)).collect();
    let fresh = known.into_iter().filter(|known| seen.insert(known.name));
    let offers = fresh.flat_map(|known| {
        let line = offer(cx, &known, place);
        let whole = whole(cx, &known, &line);
        std::iter::once(line).chain(whole)
    });
    let standards = standards(cx, place);
    offers.chain(standards).collect()
}

/// An indicator with everything that its library says of it.
fn whole(cx: &Cx<'_>, known: &Known<'_>, line: &Offer) -> Option<Offer> {
    let (file, attributes) = known.attributes?;
    let attributes: Option<Vec<String>> =
        attributes.iter().map(|span| pmt_syntax::format(&pmt_syntax::parse(span.text(&file.text)))).collect();
    let attributes = attributes.filter(|attributes| !attributes.is_empty())?;
    let mut insert = line.insert.clone().text(" {");
    for one in attributes.iter().flat_map(|one| one.lines()) {
        insert = insert.line(usize::from(!one.is_empty())).text(one);
    }
    let label = format!("{}{}", known.name, cx.say("（整条）", " (whole)"));
    Some(Offer { label, insert: insert.line(0).text("}"), ..line.clone() }.whole())
}

/// What one unit of something may cost, as an indicator of cost.
fn standards<'c>(cx: &'c Cx<'_>, place: Place) -> impl Iterator<Item = Offer> + 'c {
    let is_cost = matches!(cx.spot.level2, Some(Level2::EconomicCost | Level2::OutputCost));
    let wanted = place == Place::Level3 && is_cost;
    let standards = cx.settings.standards.iter().filter(move |_| wanted);
    standards.filter_map(|standard| {
        let name = format!("{}{}", standard.items.first()?, words_reference::UNIT_COST);
        let is_given = cx.spot.beside.contains(&name);
        let insert = Snippet::of(spelt(&name)).text(format!(" {} ", Comparator::AtMost.source()));
        let insert = insert.stop_with(standard.price.text());
        let offer = Offer::new(name, insert, CompletionItemKind::FIELD);
        (!is_given).then(|| offer.detail(standard_detail(standard)))
    })
}

/// A price and where it is from.
pub fn standard_detail(standard: &Standard) -> String {
    let source = standard.source.as_deref().unwrap_or(pmt_core::config::FILE_NAME);
    format!("{} · {source}", standard.price.text())
}

fn offer(cx: &Cx<'_>, known: &Known<'_>, place: Place) -> Offer {
    let start = Snippet::of(spelt(known.name));
    let insert = if place == Place::LibraryEntries {
        match known.unit {
            Some(unit) => start.text(format!(": {unit}")),
            None => start.text(": ").stop(),
        }
    } else {
        let words =
            known.like.and_then(|like| like.target.as_ref()).filter(|target| target.comparator.is_none());
        match known.unit {
            Some(unit) => {
                let sign = usual(known.name, known.like).source();
                let gap = if amounts::is_tight(unit) { "" } else { " " };
                start.text(format!(" {sign} ")).stop().text(format!("{gap}{unit}"))
            }
            None if words.is_some() => start.text(": ").stop(),
            None => start.text(" ").stop(),
        }
    };
    let detail = match known.unit {
        Some(unit) => format!("{unit} · {}", known.whence),
        None => known.whence.clone(),
    };
    Offer::new(known.name, insert, CompletionItemKind::FIELD).detail(detail).about(Subject::Indicator {
        name: known.name.to_owned(),
        level2: cx.spot.level2.map(|level| level.info().name.to_owned()),
        target: known.like.and_then(|like| like.target.as_ref()).map(pmt_core::model::Target::printed),
    })
}

fn fits(wanted: Option<Level2>, level2: Option<Level2>) -> bool {
    wanted.is_none() || level2 == wanted
}

fn all_files<'c>(cx: &'c Cx<'_>) -> impl Iterator<Item = &'c File> {
    let id = cx.view.id();
    let others = cx.workspace.nearest_first(id).into_iter().map(AsRef::as_ref);
    std::iter::once(cx.file).chain(others.filter(move |file: &&File| file.model.id != id))
}

fn libraries<'c>(cx: &'c Cx<'_>) -> Vec<Known<'c>> {
    let libraries =
        all_files(cx).flat_map(|file| file.model.libraries.iter().map(move |library| (file, library)));
    let entries =
        libraries.flat_map(|(file, library)| library.entries.iter().map(move |entry| (file, library, entry)));
    entries
        .filter(|(_, _, entry)| fits(cx.spot.level2, entry.level2) && !entry.name.value.is_empty())
        .take(2_000)
        .map(|(file, library, entry)| Known {
            name: &entry.name.value,
            unit: entry.unit.as_ref().map(|unit| unit.value.as_str()),
            like: None,
            attributes: Some((file, &entry.attributes)),
            whence: library.name.value.clone(),
        })
        .collect()
}

fn configured<'c>(cx: &'c Cx<'_>) -> Vec<Known<'c>> {
    let lists = cx.settings.vocabulary.indicators.iter();
    let ours = lists.filter(|(level2, _)| {
        cx.spot.level2.is_none()
            || Level2::parse(level2, cx.spot.level1).map(|(level, _)| level) == cx.spot.level2
    });
    ours.flat_map(|(_, list)| list)
        .map(|(name, unit)| Known {
            name,
            unit: Some(unit.as_str()).filter(|unit| !unit.is_empty()),
            like: None,
            attributes: None,
            whence: pmt_core::config::FILE_NAME.to_owned(),
        })
        .collect()
}

fn others<'c>(cx: &'c Cx<'_>) -> Vec<Known<'c>> {
    let own: HashSet<&str> = cx
        .project
        .into_iter()
        .flat_map(|project| &project.indicators)
        .map(|indicator| indicator.name.value.as_str())
        .collect();
    let mut seen = own;
    let mut found = Vec::new();
    for file in all_files(cx) {
        for indicator in file.indicators(cx.spot.level2) {
            let name = indicator.name.value.as_str();
            if !name.is_empty() && seen.insert(name) {
                found.push(Known {
                    name,
                    unit: unit_of(indicator),
                    like: Some(indicator),
                    attributes: None,
                    whence: cx.whence(file),
                });
            }
        }
        if found.len() > 2_000 {
            break;
        }
    }
    found
}

fn unit_of(indicator: &Indicator) -> Option<&str> {
    match &indicator.target.as_ref()?.value {
        TargetValue::Number { unit, .. } | TargetValue::Range { unit, .. } => {
            Some(unit.as_str()).filter(|unit| !unit.is_empty())
        }
        _ => None,
    }
}

/// The comparator that a name usually has.
fn usual(name: &str, like: Option<&Indicator>) -> Comparator {
    let used = like.and_then(|like| like.target.as_ref()?.comparator).map(|comparator| comparator.value);
    used.unwrap_or_else(|| {
        if less_is_better(name) || words_indicators::is_timely(name) && !name.ends_with('率') {
            Comparator::AtMost
        } else {
            Comparator::AtLeast
        }
    })
}

/// The indicator of the same name in another project.
fn same_name<'c>(cx: &'c Cx<'_>, name: &str) -> Option<&'c Indicator> {
    let here = cx.spot.item.map(|item| item.span().start);
    all_files(cx).take(2_000).flat_map(|file| file.indicators(None).map(move |one| (file, one))).find_map(
        |(file, one)| {
            let is_itself = std::ptr::eq(file, cx.file) && Some(one.span.start) == here;
            (one.name.value == name && one.target.is_some() && !is_itself).then_some(one)
        },
    )
}

/// What stands behind an indicator's name: comparators, the likeliest first.
pub fn comparators(cx: &Cx<'_>, name: &str) -> Vec<Offer> {
    let like = same_name(cx, name);
    let usual = usual(name, like);
    let mut signs = vec![usual];
    let all = [
        Comparator::AtLeast,
        Comparator::Equal,
        Comparator::AtMost,
        Comparator::MoreThan,
        Comparator::LessThan,
    ];
    signs.extend(all.into_iter().filter(|sign| *sign != usual));
    let unit = amounts::fitting(cx, name).into_iter().next();
    let typed = cx.typed();
    let is_number = typed.starts_with(|c: char| c.is_ascii_digit());
    let with_unit = |start: Snippet| match &unit {
        Some(unit) if amounts::is_tight(unit) => start.text(unit.clone()),
        Some(unit) => start.text(format!(" {unit}")),
        None => start,
    };
    let signs = signs.into_iter().map(|sign| {
        let source = sign.source();
        if is_number {
            let insert = with_unit(Snippet::of(format!("{source} {typed}")));
            return Offer::new(typed, insert.clone(), CompletionItemKind::OPERATOR)
                .label(insert.as_text("", false));
        }
        let insert = with_unit(Snippet::of(format!("{source} ")).stop());
        let label = format!("{source} {}", unit.as_deref().unwrap_or_default());
        // Nobody types a sign where letters are typed: it is found by what it is called.
        let (zh, en) = meaning(sign);
        Offer::new(zh, insert, CompletionItemKind::OPERATOR)
            .label(label.trim_end())
            .english(en)
            .detail(cx.say(zh, en))
    });
    let before = like.and_then(|like| like.target.as_ref()).map(|target| {
        let text = target_source(target);
        Offer::new(text.clone(), Snippet::of(text), CompletionItemKind::VALUE)
            .detail(cx.say("另一项目", "elsewhere"))
    });
    let words = Offer::new(":", Snippet::of(": ").stop(), CompletionItemKind::OPERATOR)
        .detail(cx.say("用文字表述", "in words"));
    signs.chain(before).chain([words]).collect()
}

fn target_source(target: &pmt_core::model::Target) -> String {
    let value = match &target.value {
        TargetValue::Number { digits, unit, .. } => {
            let gap = if amounts::is_tight(unit) || unit.is_empty() { "" } else { " " };
            format!("{digits}{gap}{unit}")
        }
        _ => spelt_value(&target.printed_value(), &target.value),
    };
    match target.comparator {
        Some(sign) => format!("{} {value}", sign.value.source()),
        None => format!(": {value}"),
    }
}

fn spelt_value(text: &str, value: &TargetValue) -> String {
    if matches!(value, TargetValue::Words(_)) { spelt(text) } else { text.to_owned() }
}

const fn meaning(sign: Comparator) -> (&'static str, &'static str) {
    match sign {
        Comparator::AtLeast => ("不少于", "at least"),
        Comparator::MoreThan => ("多于", "more than"),
        Comparator::Equal => ("等于", "equal"),
        Comparator::LessThan => ("少于", "less than"),
        Comparator::AtMost => ("不多于", "at most"),
    }
}

/// The value of a target: units behind a number, dates, amounts, and what the same indicator has elsewhere.
pub fn targets(cx: &Cx<'_>, name: &str, comparator: Option<Comparator>, head: &Head) -> Vec<Offer> {
    let owner = cx.spot.around.last().and_then(|item| item.key()).map(|key| key.text().into_owned());
    let name = match cx.spot.place {
        Some(Place::Indicator) => owner.unwrap_or_default(),
        _ => name.to_owned(),
    };
    let units = amounts::units_here(cx, &name, head);
    let mut all = amounts::with_number(cx, head, &units);
    if matches!(head, Head::Number(_)) {
        return all;
    }
    if let Some(target) = same_name(cx, &name).and_then(|like| like.target.as_ref()) {
        let source = target_source(target);
        let value = source.split_once(' ').map_or(source.as_str(), |(_, value)| value).to_owned();
        all.push(
            Offer::new(value.clone(), Snippet::of(value), CompletionItemKind::VALUE)
                .detail(cx.say("另一项目", "elsewhere")),
        );
    }
    if comparator.is_some() {
        if is_money(cx, &name) {
            all.extend(task_amounts(cx, &name));
        }
        if words_indicators::is_timely(&name) && !more_is_better(&name) && !is_satisfaction(&name) {
            all.extend(dates::deadlines(cx));
        }
        if let Some(unit) = amounts::fitting(cx, &name).first().filter(|_| cx.typed().is_empty()) {
            let gap = if amounts::is_tight(unit) { "" } else { " " };
            let insert = Snippet::default().stop().text(format!("{gap}{unit}"));
            all.push(Offer::new(format!("…{gap}{unit}"), insert, CompletionItemKind::UNIT));
        }
    } else {
        all.push(Offer::new(NOT_APPLICABLE, Snippet::of(NOT_APPLICABLE), CompletionItemKind::ENUM_MEMBER));
    }
    all
}

fn is_money(cx: &Cx<'_>, name: &str) -> bool {
    amounts::fitting(cx, name).first().is_some_and(|unit| pmt_core::edition::MoneyUnit::parse(unit).is_some())
}

/// The amounts of the tasks, those that the name speaks of first, and of the year.
fn task_amounts(cx: &Cx<'_>, name: &str) -> Vec<Offer> {
    let Some(project) = cx.project else { return Vec::new() };
    let mut tasks: Vec<_> = project.tasks().iter().filter(|task| task.amount.is_some()).collect();
    tasks.sort_by_key(|task| !name.contains(&task.name.value));
    let tasks = tasks.into_iter().filter_map(|task| Some((task.amount?.prose(), task.name.value.clone())));
    let year = project.annual.amount.map(|amount| (amount.prose(), String::new()));
    tasks
        .chain(year)
        .map(|(amount, whose)| {
            Offer::new(amount.clone(), Snippet::of(amount), CompletionItemKind::VALUE).detail(whose)
        })
        .collect()
}
