//! Amounts, with what remains of their total, and units that fit what is counted.

use pmt_core::amount::{Amount, sum};
use pmt_core::config::Settings;
use pmt_core::edition::{
    COMMON_WEIGHT_TOTALS, Key, Level2, MONEY_UNITS, Place, counted, is_likely_ratio, is_ratio, words_prose,
};
use pmt_core::remaining::{Of, remaining};
use pmt_core::spot::Head;
use rust_decimal::Decimal;
use tower_lsp::ls_types::CompletionItemKind;

use super::context::Cx;
use super::offer::Offer;
use super::snippet::Snippet;

/// No money.
const NOTHING: &str = "0元";
/// The sign of a share.
const PERCENT: &str = "%";

/// One amount of money.
pub fn money(cx: &Cx<'_>, place: Place, key: Option<Key>, head: &Head) -> Vec<Offer> {
    let of = match (place, key) {
        (Place::Plan, _) => Some(Of::Task),
        (Place::Years, _) => Some(Of::Year),
        (Place::TotalFunds, Some(key)) | (Place::Project, Some(key @ Key::TotalFunds)) => {
            Some(Of::Total(key))
        }
        (Place::AnnualFunds, Some(key)) | (Place::Project, Some(key @ Key::AnnualFunds)) => {
            Some(Of::Annual(key))
        }
        _ => None,
    };
    let mut amount = of.and_then(|of| remaining(cx.project?, of, cx.offset));
    if place == Place::Declaration {
        amount = budget(cx);
    }
    if place == Place::Task {
        amount = cx.task().and_then(|task| task.amount);
    }
    let is_whole = matches!(place, Place::Project | Place::Declaration);
    let offers = amount.map(|amount| {
        let offer = remainder(cx, amount);
        if is_whole { offer.detail(cx.say("合计", "the sum")) } else { offer }
    });
    let is_part = matches!(place, Place::TotalFunds | Place::AnnualFunds);
    let none = is_part.then(|| value(NOTHING, ""));
    let none = none.filter(|_| amount.is_none_or(|amount| !amount.yuan.is_zero()));
    with_units(cx, head, offers.into_iter().chain(none).collect())
}

/// An amount or a calculation of one: a cost line, a part of a plan.
pub fn cost(cx: &Cx<'_>, place: Place, name: &str, head: &Head) -> Vec<Offer> {
    let of = match place {
        Place::Costing => cx.task().map(|task| Of::CostLine(&task.name.value)),
        _ => cx.spot.block_key().map(Of::BudgetPart),
    };
    let amount = of.and_then(|of| remaining(cx.project?, of, cx.offset));
    let offers: Vec<Offer> = if *head == Head::None {
        let amount = amount.filter(|amount| !amount.yuan.is_zero());
        amount.map(|amount| remainder(cx, amount)).into_iter().collect()
    } else {
        Vec::new()
    };
    let mut all = with_units(cx, head, offers);
    if place == Place::Costing {
        all.extend(with_number(cx, head, &units_here(cx, name, head)));
    }
    all
}

fn remainder(cx: &Cx<'_>, amount: Amount) -> Offer {
    let text = if amount.yuan.is_zero() { NOTHING.to_owned() } else { amount.prose() };
    value(&text, cx.say("余额", "what remains"))
}

fn value(text: &str, detail: &str) -> Offer {
    Offer::new(text, Snippet::of(text), CompletionItemKind::VALUE).detail(detail)
}

/// What the projects below ask for together.
fn budget(cx: &Cx<'_>) -> Option<Amount> {
    let amounts: Option<Vec<Amount>> = cx.projects_below().map(|project| project.annual.amount).collect();
    let amounts = amounts.filter(|amounts| !amounts.is_empty())?;
    let first = amounts.first()?;
    Some(Amount {
        unit: first.unit,
        ..Amount::derived(sum(amounts.iter().map(|amount| amount.yuan))?, first.span)
    })
}

/// The unit of money that the author uses, first.
fn money_units(cx: &Cx<'_>) -> Vec<&'static str> {
    let used = cx.project.and_then(|project| {
        let tasks = project.tasks().iter().map(|task| task.amount);
        let amounts = [project.total.amount, project.annual.amount].into_iter().chain(tasks);
        amounts.flatten().find(|amount| !amount.yuan.is_zero()).map(|amount| amount.unit.text)
    });
    let mut units: Vec<&'static str> = used.into_iter().collect();
    let common = MONEY_UNITS.iter().take(3).map(|unit| unit.text);
    // 万元 before 元: that is how the field thinks.
    let mut common: Vec<&'static str> = common.collect();
    common.swap(0, 1);
    for unit in common {
        if !units.contains(&unit) {
            units.push(unit);
        }
    }
    units
}

/// Amounts, and where a number stands, it with each unit of money.
fn with_units(cx: &Cx<'_>, head: &Head, amounts: Vec<Offer>) -> Vec<Offer> {
    let units: Vec<String> = money_units(cx).into_iter().map(str::to_owned).collect();
    let mut all = if matches!(head, Head::None | Head::From(_)) { amounts } else { Vec::new() };
    all.extend(with_number(cx, head, &units));
    all
}

/// Units behind a number: the number is what is being written, or stands before it.
pub fn with_number(cx: &Cx<'_>, head: &Head, units: &[String]) -> Vec<Offer> {
    let typed = cx.typed();
    let is_number = typed.starts_with(|c: char| c.is_ascii_digit())
        && typed.chars().all(|c| c.is_ascii_digit() || matches!(c, '.' | ','));
    let before = cx.text.get(..cx.spot.typed.start as usize).unwrap_or_default();
    let after = cx.text.get(cx.offset as usize..).unwrap_or_default().trim_start_matches(' ');
    if units.iter().any(|unit| after.starts_with(unit.as_str())) {
        return Vec::new();
    }
    units
        .iter()
        .filter_map(|unit| {
            let gap = if is_tight(unit) { "" } else { " " };
            if let Head::Number(_) = head {
                let gap = if before.ends_with(|c: char| c.is_ascii_digit()) { gap } else { "" };
                let insert = Snippet::of(format!("{gap}{unit}"));
                return Some(Offer::new(unit.clone(), insert, CompletionItemKind::UNIT));
            }
            let whole = format!("{typed}{gap}{unit}");
            is_number.then(|| Offer::new(whole.clone(), Snippet::of(whole), CompletionItemKind::UNIT))
        })
        .collect()
}

/// Whether a unit stands right behind its number.
pub fn is_tight(unit: &str) -> bool {
    MONEY_UNITS.iter().any(|money| money.text == unit) || unit.starts_with(['%', '％', '‰'])
}

/// The units to offer behind a number: those that fit, and the others once somebody types one.
pub fn units_here(cx: &Cx<'_>, name: &str, head: &Head) -> Vec<String> {
    let fitting = fitting(cx, name);
    let asks = matches!(head, Head::Number(_)) && !cx.typed().is_empty();
    if asks || fitting.is_empty() { units_of(cx, name) } else { fitting }
}

/// The units that fit a name, the best first; all others that prose counts in come last.
pub fn units_of(cx: &Cx<'_>, name: &str) -> Vec<String> {
    let mut units = fitting(cx, name);
    let others = cx.settings.vocabulary.units.iter().map(String::as_str);
    let others = others.chain(words_prose::MEASURES.iter().copied()).chain([PERCENT]).chain(money_units(cx));
    for unit in others {
        if !units.iter().any(|known| known == unit) {
            units.push(unit.to_owned());
        }
    }
    let unfitting = counted(name).map_or(&[][..], |kind| kind.unfitting);
    units.retain(|unit| !unfitting.contains(&unit.as_str()));
    units
}

/// The units that a name is known to be counted in.
pub fn fitting(cx: &Cx<'_>, name: &str) -> Vec<String> {
    let mut units: Vec<String> = Vec::new();
    let mut add = |unit: &str| {
        if !unit.is_empty() && !units.iter().any(|known| known == unit) {
            units.push(unit.to_owned());
        }
    };
    configured(cx.settings, name).for_each(&mut add);
    for unit in cx.used_units(name) {
        add(&unit);
    }
    if is_ratio(name, cx.settings.words("ratios")) {
        add(PERCENT);
    }
    for unit in counted(name).into_iter().flat_map(|kind| kind.fitting) {
        add(unit);
    }
    if is_likely_ratio(name) {
        add(PERCENT);
    }
    if matches!(cx.spot.level2, Some(Level2::OutputCost | Level2::EconomicCost)) {
        money_units(cx).into_iter().for_each(&mut add);
    }
    units
}

/// The units that the configuration gives a name.
fn configured<'s>(settings: &'s Settings, name: &'s str) -> impl Iterator<Item = &'s str> {
    let lists = settings.vocabulary.indicators.values();
    lists.filter_map(move |list| list.get(name)).map(String::as_str)
}

impl Cx<'_> {
    /// The units that libraries and other projects count a name in.
    fn used_units(&self, name: &str) -> Vec<String> {
        let found = self.names(|file| {
            let libraries = file.model.libraries.iter().flat_map(|library| &library.entries);
            let entries = libraries.filter(|entry| entry.name.value == name);
            let entries = entries.filter_map(|entry| entry.unit.as_ref()).map(|unit| unit.value.as_str());
            let indicators = file.indicators(None).filter(|indicator| indicator.name.value == name);
            let indicators = indicators.filter_map(|indicator| match &indicator.target.as_ref()?.value {
                pmt_core::model::TargetValue::Number { unit, .. }
                | pmt_core::model::TargetValue::Range { unit, .. } => Some(unit.as_str()),
                _ => None,
            });
            entries.chain(indicators)
        });
        found.into_iter().map(|(unit, _)| unit.to_owned()).collect()
    }
}

/// The weight that the other indicators leave.
pub fn weight(cx: &Cx<'_>) -> Vec<Offer> {
    let totals = cx.edition().form().map_or(COMMON_WEIGHT_TOTALS, |form| form.weight_totals);
    let given = cx.project.map(|project| {
        let others = project.indicators.iter().filter_map(|indicator| indicator.weight);
        others
            .filter(|weight| weight.span.end < cx.offset || weight.span.start > cx.offset)
            .map(|weight| weight.value)
    });
    let Some(given) = given.and_then(sum) else { return Vec::new() };
    let configured = cx.settings.limits.weight_total;
    let totals: Vec<u32> = configured.map_or_else(|| totals.to_vec(), |total| vec![total]);
    let rests = totals.iter().rev().filter_map(|total| Decimal::from(*total).checked_sub(given));
    let rests = rests.filter(|rest| !rest.is_zero() && !rest.is_sign_negative());
    rests.map(|rest| value(&rest.normalize().to_string(), cx.say("余下的权重", "what remains"))).collect()
}
