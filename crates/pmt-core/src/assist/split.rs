//! An indicator of several things, taken apart: each with the same target and notes, the points shared out.

use pmt_syntax::{Edit, ast};
use rust_decimal::Decimal;

use super::{Asked, Kind, Offer, body, indent_at, item_at, written};
use crate::edition::Key;
use crate::edition::words_indicators::apart;
use crate::finding::Finding;
use crate::rules::indicators::compound_name::IND09;
use crate::text::Message;

pub(super) fn offer(asked: &Asked<'_>, index: usize, finding: &Finding) -> Option<Offer> {
    if finding.rule != &IND09 {
        return None;
    }
    let file = asked.workspace.file(asked.file)?;
    let mut indicators = file.model.projects.iter().flat_map(|project| &project.indicators);
    let indicator = indicators.find(|one| one.name.span == finding.site.span && !one.broken)?;
    let names = apart(&indicator.name.value);
    let item = item_at(asked.parse, indicator.span)?;
    let shares = indicator.weight.map(|weight| shares(weight.value, names.len()));
    let mut copies = Vec::new();
    for (at, part) in names.iter().enumerate() {
        let weight = shares.as_ref().map(|shares| shares.get(at).copied().unwrap_or_default());
        copies.push(copy(asked.text(), item, part, weight)?);
    }
    let start = indicator.span.start;
    let between = match indent_at(asked.text(), start) {
        Some(indent) => format!("\n{indent}"),
        None => "; ".to_owned(),
    };
    let edit = Edit { span: body(item), text: copies.join(&between) };
    Some(Offer {
        kind: Kind::Answer,
        title: Message::new(
            format!("分成 {} 个指标：{}", names.len(), names.join("、")),
            format!("Make it {} indicators: {}", names.len(), names.join(", ")),
        ),
        edits: vec![edit],
        answers: vec![index],
        wants_reason: None,
    })
}

/// Equal points for each where they come out even, else all of them for the first.
fn shares(weight: Decimal, count: usize) -> Vec<Decimal> {
    let count_in_points = Decimal::from(u64::try_from(count).unwrap_or(u64::MAX));
    let share = weight.checked_div(count_in_points).map(|share| share.normalize());
    match share.filter(|share| share.scale() <= 1) {
        Some(share) => vec![share; count],
        None => vec![weight],
    }
}

/// The item under another name; with other points, if it has any.
fn copy(text: &str, item: ast::Item<'_>, part: &str, weight: Option<Decimal>) -> Option<String> {
    let span = body(item);
    let mut replaced = vec![(item.key()?.span(), written(part))];
    let notes = item.block().into_iter().flat_map(ast::Block::items);
    let is_weight = |note: &ast::Item<'_>| {
        note.key().is_some_and(|key| Key::parse(&key.text()).is_some_and(|(key, _)| key == Key::Weight))
    };
    if let Some(weight) = weight
        && let Some(values) = notes.filter(is_weight).find_map(ast::Item::values_span)
    {
        replaced.push((values, weight.to_string()));
    }
    let mut out = String::new();
    let mut at = span.start;
    for (place, with) in replaced {
        out.push_str(text.get(at as usize..place.start as usize)?);
        out.push_str(&with);
        at = place.end;
    }
    out.push_str(text.get(at as usize..span.end as usize)?);
    Some(out.replace("\r\n", "\n"))
}
