//! Everything that the form requires of a project and that is not there, each item at its place in the form's order.

use pmt_syntax::{Edit, ast};

use super::{Asked, Kind, Offer, indent_at, indented, insertion, item_at, touch};
use crate::edition::{Key, Place};
use crate::finding::Finding;
use crate::rules::language::{KEY03, absent};
use crate::rules::structure::missing_section::{STR02, missing};
use crate::template::{Shapes, canonical};
use crate::text::Message;

pub(super) fn offer(asked: &Asked<'_>, findings: &[Finding]) -> Option<Offer> {
    let speaks_of_it = |finding: &Finding| finding.rule == &KEY03 || finding.rule == &STR02;
    let of_file = || findings.iter().enumerate().filter(|(_, one)| one.site.file == asked.file);
    let file = asked.workspace.file(asked.file)?;
    let here = file.model.projects.iter().find(|project| touch(project.span, asked.span))?;
    if !of_file().any(|(_, finding)| speaks_of_it(finding) && here.span.covers(finding.site.span)) {
        return None;
    }
    asked.in_project(|_, cx| {
        let mut keys: Vec<Key> = absent(cx).collect();
        let blank = missing(cx).unwrap_or_default();
        keys.extend(blank.into_iter().filter(|key| !cx.project.presence.has(*key)));
        let order = |key: &Key| Place::Project.slots().iter().position(|slot| slot.key == *key);
        keys.sort_by_key(order);
        keys.dedup();
        let item = item_at(asked.parse, cx.project.span)?;
        let shapes = Shapes { edition: cx.edition(), year: cx.year(), lang: asked.lang };
        let edits = edits(asked.text(), item, &keys, shapes)?;
        let labels: Vec<&str> = keys.iter().map(|key| cx.label(*key)).collect();
        let answers = of_file().filter(|(_, one)| {
            speaks_of_it(one)
                && cx.project.span.covers(one.site.span)
                && touch(one.site.span, cx.project.head)
        });
        Some(Offer {
            kind: Kind::Answer,
            title: Message::new(
                format!("补上缺少的 {} 项：{}", keys.len(), labels.join("、")),
                format!("Add what is missing: {}", labels.join(", ")),
            ),
            edits,
            answers: answers.map(|(index, _)| index).collect(),
            wants_reason: None,
        })
    })
}

/// One edit for each place at which something is missing.
fn edits(text: &str, project: ast::Item<'_>, keys: &[Key], shapes: Shapes) -> Option<Vec<Edit>> {
    let place = |key: Key| Place::Project.slots().iter().position(|slot| slot.key == key);
    let block = project.block()?;
    let given: Vec<(usize, ast::Item<'_>)> =
        block.items().filter_map(|item| Some((place(Key::parse(&item.key()?.text())?.0)?, item))).collect();
    // Behind which of the items given, each of the missing ones belongs.
    let anchor = |key: Key| {
        let before = given.iter().filter(|(at, _)| Some(*at) < place(key));
        before.max_by_key(|(at, item)| (*at, item.span().start)).map(|(_, item)| *item)
    };
    let first = block.items().next();
    let indent = first.and_then(|item| indent_at(text, item.span().start)).map(str::to_owned);
    let own = indent_at(text, project.span().start).unwrap_or_default();
    let indent = indent.unwrap_or_else(|| format!("{own}  "));
    let mut edits: Vec<(Option<u32>, Edit)> = Vec::new();
    for key in keys {
        let slot = Place::Project.slot(*key)?;
        let mut lines = Vec::new();
        shapes.item(*slot, &mut lines);
        let after = anchor(*key);
        let apart = shapes.stands_apart(*key) && (after.is_some() || !edits.is_empty());
        let blank = if apart { "\n" } else { "" };
        let lines = format!("{blank}{}", indented(&canonical(&lines.join("\n")), &indent));
        let at = after.map(|item| item.span().start);
        match edits.iter_mut().find(|(known, _)| *known == at) {
            Some((_, edit)) => edit.text.push_str(&lines),
            None => edits.push((at, insertion(text, block, after, &lines))),
        }
    }
    edits.sort_by_key(|(_, edit)| edit.span);
    (!edits.is_empty()).then(|| edits.into_iter().map(|(_, edit)| edit).collect())
}
