//! An amount in prose that is declared somewhere becomes a reference to it, so that it is said once; and the other way
//! round.

use pmt_syntax::{Edit, Origin, Span};
use rust_decimal::Decimal;

use super::{Asked, Kind, Offer, touch};
use crate::declaration::Declaration;
use crate::edition::Key;
use crate::model::{Piece, Prose};
use crate::prose::{Money, Reader, Role, sentence};
use crate::rules::ProjectCx;
use crate::text::Message;

/// More names for one amount than this are no help.
const MOST: usize = 5;

pub(super) fn offers(asked: &Asked<'_>) -> Vec<Offer> {
    let file = asked.workspace.file(asked.file);
    let projects = file.into_iter().flat_map(|file| &file.model.projects);
    let is_in_prose =
        projects.flat_map(crate::model::Project::prose).any(|prose| touch(prose.inner, asked.span));
    if !is_in_prose {
        return Vec::new();
    }
    let found = asked.in_project(|declaration, cx| {
        let prose = cx.project.prose().find(|prose| touch(prose.inner, asked.span))?;
        let mut offers = extract(asked, declaration, cx, prose);
        offers.extend(inline(asked, cx, prose));
        Some(offers)
    });
    found.unwrap_or_default()
}

/// The exact amount under the cursor, with its place in the source and what its sentence says before it.
fn amount_at(asked: &Asked<'_>, year: Option<i32>, prose: &Prose) -> Option<(Money, Span, String)> {
    let reader = Reader { year, approximators: asked.settings.words("approximators") };
    let texts = prose.pieces.iter().filter_map(|piece| match piece {
        Piece::Text(cooked) => Some(cooked),
        Piece::Reference(_) => None,
    });
    for cooked in texts {
        for money in reader.scan(cooked.text()).amounts {
            let span = cooked.source_span(money.figure.clone());
            let is_plain = money.figure.clone().all(|at| cooked.origin(at) == Origin::Source);
            if touch(span, asked.span) && money.is_exact() && !money.unit_missing && is_plain {
                let text = cooked.text();
                let start = sentence::of(text, &money.figure).start;
                let before = text.get(start..money.figure.start).unwrap_or_default().to_owned();
                return Some((money, span, before));
            }
        }
    }
    None
}

fn extract(
    asked: &Asked<'_>,
    declaration: &Declaration<'_>,
    cx: &ProjectCx<'_>,
    prose: &Prose,
) -> Vec<Offer> {
    let Some((money, span, sentence)) = amount_at(asked, cx.year(), prose) else {
        return Vec::new();
    };
    let written = span.text(asked.text());
    let cover = declaration.cover.map(|(_, cover)| cover);
    let named = cx.resolved.referable(cx.file, cx.project, cover, cx.edition());
    let is_amount = |source: &str| {
        let key = source.split('.').next().and_then(Key::parse).map(|(key, _)| key);
        matches!(key, Some(Key::Task | Key::TotalFunds | Key::AnnualFunds | Key::Declaration))
    };
    let equal =
        named.into_iter().filter(|one| is_amount(&one.source) && yuan(&one.value) == Some(money.yuan));
    let offer = |one: crate::declaration::Referable| Offer {
        kind: Kind::Extract,
        title: Message::new(
            format!("“{written}”改为引用 ${{{}}}", one.source),
            format!("Replace “{written}” with ${{{}}}", one.source),
        ),
        edits: vec![Edit { span, text: format!("${{{}}}", one.source) }],
        answers: Vec::new(),
        wants_reason: None,
    };
    let mut equal: Vec<_> = equal.collect();
    equal.sort_by_key(|one| far(&one.source, &money, &sentence));
    equal.into_iter().take(MOST).map(offer).collect()
}

/// How far an amount's name is from what the sentence before it speaks of: not at all where it is named, or where the
/// words say whose money it is.
fn far(source: &str, money: &Money, sentence: &str) -> u8 {
    let key = source.split('.').next().and_then(Key::parse).map(|(key, _)| key);
    let named = source.split('"').skip(1).step_by(2).last().unwrap_or_default();
    let is_meant = match money.role {
        Some(Role::ThisYear) => key == Some(Key::AnnualFunds),
        Some(Role::Whole) => key == Some(Key::TotalFunds),
        _ => !named.is_empty() && sentence.contains(named),
    };
    u8::from(!is_meant)
}

/// The amount that a value is, in 元.
fn yuan(value: &str) -> Option<Decimal> {
    let scan = Reader::default().scan(value);
    let [money] = scan.amounts.as_slice() else { return None };
    (money.figure == (0..value.len()) && money.is_exact()).then_some(money.yuan)
}

/// What a reference stands for, written in its place.
fn inline(asked: &Asked<'_>, cx: &ProjectCx<'_>, prose: &Prose) -> Option<Offer> {
    let reference = prose.references().find(|reference| touch(reference.span, asked.span))?;
    let whole = cx.resolved.text(prose).into_owned();
    let (before, after) = whole.clone().split_at_reference(reference.span);
    let to = whole.text().len().checked_sub(after.text().len())?;
    let value = whole.text().get(before.text().len()..to)?;
    let is_plain = !value.is_empty() && !value.contains(['\n', '"', '\\', '$', '{', '}']);
    let path: Vec<&str> = reference.path.iter().map(|segment| segment.value.as_str()).collect();
    is_plain.then(|| Offer {
        kind: Kind::Inline,
        title: Message::new(
            format!("把对“{}”的引用写成“{value}”", path.join(".")),
            format!("Write “{value}” in place of the reference to “{}”", path.join(".")),
        ),
        edits: vec![Edit { span: reference.span, text: value.to_owned() }],
        answers: Vec::new(),
        wants_reason: None,
    })
}
