//! What only the lines ahead can tell: whether a title leads to a form, whether a heading was broken in two.

use std::collections::VecDeque;

use crate::layout::{Field, Part, form_title, leading_label, narrative_heading, section_heading};
use crate::source::{Block, Piece, field_of};
use crate::typography::{fold, is_blank, join_broken};

/// How many pieces may stand between a form's title and its first label.
const TITLE_REACH: usize = 12;
/// How many pieces may stand between a narrative's heading and the name on its form.
const NAME_REACH: usize = 200;
/// How many lines a label or a name in a narrow cell may be broken over.
const BROKEN_OVER: usize = 5;

fn pieces<'b>(blocks: impl IntoIterator<Item = &'b Block>) -> impl Iterator<Item = &'b Piece> {
    blocks.into_iter().flat_map(|block| match block {
        Block::Paragraph(piece) => vec![piece],
        Block::Row(cells) => cells.iter().flatten().collect(),
        Block::Break => Vec::new(),
    })
}

fn is_heading(text: &str) -> bool {
    narrative_heading(text).is_some() || form_title(text).is_some()
}

/// What follows the label that begins a form, if `text` begins with it.
fn after_first_label(text: &str) -> Option<&str> {
    let label = leading_label(text, Part::Identity).filter(|label| label.field == Field::Name)?;
    let apart =
        label.rest.is_empty() || label.rest.starts_with(|c: char| is_blank(c) || matches!(c, ':' | '：'));
    apart.then_some(label.rest)
}

/// Whether a line begins with the label that begins a form.
pub(super) fn is_first_label(text: &str) -> bool {
    after_first_label(text).is_some()
}

/// Whether the first label of a form follows on `own`, in it or in `rest`, before anything else is headed.
pub(super) fn leads_to_a_form(rest: &VecDeque<Block>, own: &Block) -> bool {
    // Each piece with how many blocks follow on its own.
    let left = rest.len();
    let of_rest = rest.iter().enumerate().flat_map(|(index, block)| {
        let after = left.saturating_sub(index).saturating_sub(1);
        pieces([block]).map(move |piece| (piece, matches!(block, Block::Row(_)).then_some(after)))
    });
    let own = pieces([own]).skip(1).map(|piece| (piece, None));
    let ahead: Vec<(&Piece, Option<usize>)> =
        own.chain(of_rest).take(TITLE_REACH.saturating_add(BROKEN_OVER)).collect();
    for (index, (piece, row)) in ahead.iter().enumerate().take(TITLE_REACH) {
        let lines = ahead.iter().skip(index).take(BROKEN_OVER).map(|(piece, _)| piece.text.as_str());
        if is_first_label(&lines.collect::<Vec<_>>().join("\n")) {
            return row.is_none_or(|after| goes_on(rest.iter().skip(left.saturating_sub(after))));
        }
        if is_heading(&piece.text) || section_heading(&piece.text).is_some() {
            return false;
        }
    }
    false
}

/// Whether rows of a form follow on the row that begins with its first label. In a list of projects the same word heads
/// a column, and no label follows.
pub(super) fn goes_on<'b>(after: impl Iterator<Item = &'b Block>) -> bool {
    const REACH: usize = 8;
    for block in after.take(REACH) {
        match block {
            Block::Break => return false,
            Block::Paragraph(piece) if form_title(&piece.text).is_some() => return false,
            Block::Paragraph(_) => {}
            Block::Row(cells) => {
                let labels = cells.iter().filter_map(field_of);
                let mut labels = labels.peekable();
                match labels.peek() {
                    Some(Field::Name) => return false,
                    Some(_) => return true,
                    None => {}
                }
            }
        }
    }
    false
}

/// Joins a heading or title that the page's width has broken in two.
pub(super) fn heal_heading(block: Block, rest: &mut VecDeque<Block>) -> Block {
    const SHORTEST: usize = 4;
    let (Block::Paragraph(first), Some(Block::Paragraph(second))) = (&block, rest.front()) else {
        return block;
    };
    if second.after_gap || first.text.chars().count() < SHORTEST || is_heading(&first.text) {
        return block;
    }
    let mut text = first.text.clone();
    join_broken(&mut text, &second.text);
    let belongs = match narrative_heading(&second.text) {
        // The second line is a heading already; only the name on the form tells that the first is part of it.
        Some(_) => narrative_heading(&text)
            .and_then(|heading| heading.name)
            .is_some_and(|name| name_ahead(rest).is_some_and(|ahead| ahead.starts_with(&fold(&name)))),
        None => {
            narrative_heading(&text).is_some()
                || (form_title(&second.text).is_none()
                    && form_title(&text).is_some_and(|title| title.is_known))
        }
    };
    if !belongs {
        return block;
    }
    let joined = Piece { text, origin: first.origin.to(second.origin), ..first.clone() };
    rest.pop_front();
    Block::Paragraph(joined)
}

/// The name on the form of the narrative that `rest` begins with, and what follows it, folded.
fn name_ahead(rest: &VecDeque<Block>) -> Option<String> {
    let mut ahead = pieces(rest).skip(1).take(NAME_REACH);
    let own = |piece: &&Piece| is_first_label(&piece.text) || narrative_heading(&piece.text).is_some();
    let label = ahead.find(own)?;
    let mut name = fold(after_first_label(&label.text)?.trim_start_matches(['：', ':']));
    for piece in ahead.take(BROKEN_OVER) {
        name.push_str(&fold(&piece.text));
    }
    Some(name)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::Origin;

    fn lines(texts: &[&str]) -> VecDeque<Block> {
        texts.iter().map(|text| Block::Paragraph(Piece::new(*text, Origin::at(1)))).collect()
    }

    fn healed(texts: &[&str]) -> String {
        let mut rest = lines(texts);
        let first = rest.pop_front().unwrap();
        let Block::Paragraph(piece) = heal_heading(first, &mut rest) else { panic!("a row") };
        piece.text
    }

    #[test]
    fn a_heading_broken_in_two_is_joined() {
        assert_eq!(healed(&["滨河路改造工程项目经费", "情况说明"]), "滨河路改造工程项目经费情况说明");
        assert_eq!(healed(&["财政项目支出绩效目标", "申报表"]), "财政项目支出绩效目标申报表");
        let named = ["滨河路与临江路", "改造工程项目经费情况说明", "项目名称", "滨河路与临江", "路改造工程"];
        assert_eq!(healed(&named), "滨河路与临江路改造工程项目经费情况说明");
        let other = ["居民满意程度", "改造工程项目经费情况说明", "项目名称", "改造工程"];
        assert_eq!(healed(&other), "居民满意程度", "the line before is none of the heading");
    }

    #[test]
    fn a_title_leads_to_a_form_if_its_first_label_follows() {
        let own = Block::Paragraph(Piece::new("财政项目支出绩效目标申报表", Origin::at(1)));
        assert!(leads_to_a_form(&lines(&["（2026年度）", "项目名", "称", "甲"]), &own));
        assert!(!leads_to_a_form(&lines(&["一、项目概述", "项目名称"]), &own));
    }
}
