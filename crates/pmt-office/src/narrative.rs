//! A project's narrative: seven headed sections, two of which have numbered parts.

use pmt_core::edition::Key;

use crate::layout::{part_heading, section_heading};
use crate::model::Section;
use crate::note::Notes;
use crate::paragraphs::{self, Kind};
use crate::source::{Layout, Piece};
use crate::typography::is_blank;

/// The parts that a section of the narrative may be numbered into.
const fn parts_of(section: Key) -> &'static [Key] {
    match section {
        Key::Basis => &[Key::Documents, Key::Duties],
        Key::BudgetPlan => &[Key::Estimate, Key::FundType, Key::Schedule],
        _ => &[],
    }
}

/// Reads a narrative: its sections, and what stands before the first.
pub(crate) fn read(
    pieces: Vec<Piece>,
    layout: Layout,
    widest: usize,
    notes: &mut Notes,
) -> (Vec<Section>, Vec<Piece>) {
    let mut sections: Vec<(Key, Piece, Vec<Piece>)> = Vec::new();
    let mut before = Vec::new();
    // Which section is being read; one that comes twice goes on where it stopped.
    let mut current: Option<usize> = None;
    for piece in pieces {
        if let Some((key, content)) = section_heading(&piece.text) {
            let known = sections.iter().position(|(known, ..)| *known == key);
            let index = known.unwrap_or(sections.len());
            if known.is_none() {
                sections.push((key, piece.clone(), Vec::new()));
            }
            current = Some(index);
            if content.is_empty() {
                continue;
            }
            let content = Piece { text: content.to_owned(), indented: true, ..piece.clone() };
            sections.get_mut(index).map_or(&mut before, |(.., lines)| lines).push(content);
            continue;
        }
        let open = current.and_then(|index| sections.get_mut(index));
        open.map_or(&mut before, |(.., lines)| lines).push(piece);
    }
    let mut read = Vec::new();
    for (key, heading, lines) in sections {
        let paragraphs = match layout {
            Layout::Cells => lines,
            Layout::Lines => paragraphs::join(lines, Kind::Page { widest }),
        };
        notes.joined(("情况说明的段落", "the narrative's paragraphs"), paragraphs.iter());
        read.push(Section { heading: Some(heading), ..section(key, paragraphs) });
    }
    (read, before)
}

fn section(key: Key, paragraphs: Vec<Piece>) -> Section {
    let mut section = Section { key, heading: None, paragraphs: Vec::new(), parts: Vec::new() };
    for paragraph in paragraphs {
        match part_heading(&paragraph.text, parts_of(key)) {
            Some((part, content)) if section.parts.iter().all(|(known, _)| *known != part) => {
                let text = content.trim_matches(is_blank);
                let first = Piece { text: text.to_owned(), ..paragraph.clone() };
                section
                    .parts
                    .push((part, Some(first).filter(|piece| !piece.text.is_empty()).into_iter().collect()));
            }
            _ => section.parts.last_mut().map_or(&mut section.paragraphs, |(_, lines)| lines).push(paragraph),
        }
    }
    section
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::Origin;

    #[test]
    fn sections_and_their_parts_are_told_apart() {
        let lines = [
            "一、项目概况：修一条路。",
            "二、立项依据",
            "1.文件依据：《甲》。",
            "续。",
            "2.工作职能：乙。",
            "六、年度预算安排",
            "总数未定。",
            "1、资金测算：丙",
        ];
        let pieces = lines.iter().map(|text| Piece::new(*text, Origin::at(1))).collect();
        let (sections, before) = read(pieces, Layout::Cells, 80, &mut Notes::default());
        assert!(before.is_empty());
        let texts = |pieces: &[Piece]| pieces.iter().map(|piece| piece.text.clone()).collect::<Vec<_>>();
        assert_eq!(
            sections.iter().map(|s| s.key).collect::<Vec<_>>(),
            [Key::Overview, Key::Basis, Key::BudgetPlan]
        );
        assert_eq!(texts(&sections[0].paragraphs), ["修一条路。"]);
        assert_eq!(texts(&sections[1].parts[0].1), ["《甲》。", "续。"]);
        assert_eq!(texts(&sections[2].paragraphs), ["总数未定。"]);
        assert_eq!(texts(&sections[2].parts[0].1), ["丙"]);
    }
}
