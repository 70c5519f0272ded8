//! 绩效指标.

use super::line::Line;
use super::{Out, value};
use crate::layout::{Column, Field};
use crate::model::{Indicator, LevelName, Project};
use crate::note::Notes;

/// Indicators under one name of a level, in the order of their first ones.
type Group<'p> = (Option<&'p str>, Vec<&'p Indicator>);

fn grouped<'p>(
    indicators: &[&'p Indicator],
    level: impl Fn(&'p Indicator) -> Option<&'p LevelName>,
) -> Vec<Group<'p>> {
    let mut groups: Vec<Group<'p>> = Vec::new();
    for indicator in indicators {
        let name = level(indicator).map(|name| name.text.as_str());
        match groups.iter_mut().find(|(known, _)| *known == name) {
            Some((_, group)) => group.push(indicator),
            None => groups.push((name, vec![indicator])),
        }
    }
    groups
}

/// Writes a project's indicators under `label`.
pub(super) fn write(project: &Project, label: &str, out: &mut Out, notes: &mut Notes) {
    let heads = [Field::Indicators, Field::Column(Column::Name), Field::Column(Column::Value)];
    let head = heads.iter().find_map(|field| project.labels.get(field)).map(|piece| piece.origin);
    let first = project.indicators.first().map(|indicator| indicator.name.origin);
    // Where the form has the table and nothing in it, the key is written too.
    let Some(at) = head.or(first) else { return };
    out.gap();
    out.open(Line::default().about(label, Some(at)));
    let all: Vec<&Indicator> = project.indicators.iter().collect();
    for (level1, group) in grouped(&all, |indicator| indicator.level1.as_ref()) {
        open(group.first().and_then(|indicator| indicator.level1.as_ref()), out);
        for (level2, group) in grouped(&group, |indicator| indicator.level2.as_ref()) {
            open(group.first().and_then(|indicator| indicator.level2.as_ref()), out);
            for indicator in group {
                item(indicator, out, notes);
            }
            close(level2, out);
        }
        close(level1, out);
    }
    out.close();
}

fn open(level: Option<&LevelName>, out: &mut Out) {
    if let Some(LevelName { text, origin, derived }) = level {
        let words = if *derived { "" } else { text };
        out.open(Line::default().marked(&value::key(text), Some(*origin), words));
    }
}

fn close(level: Option<&str>, out: &mut Out) {
    if level.is_some() {
        out.close();
    }
}

fn item(indicator: &Indicator, out: &mut Out, notes: &mut Notes) {
    let mut line = Line::default().of(&value::key(&indicator.name.text), Some(&indicator.name));
    if let Some(piece) = &indicator.value {
        value::note_signs(piece, notes);
        value::note_full_width(piece, notes);
        line = line.of(&value::target(&piece.text), Some(piece));
    }
    if indicator.attributes.is_empty() {
        out.line(line);
        return;
    }
    out.open(line);
    for (key, piece) in &indicator.attributes {
        let label = key.label(pmt_core::edition::Edition::Common);
        out.line(Line::item(label, &value::attribute(*key, &piece.text), Some(piece)));
    }
    out.close();
}
