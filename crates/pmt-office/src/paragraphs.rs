//! Paragraphs out of the lines a page's or a cell's width has broken them into.

use crate::source::Piece;
use crate::typography::{join_broken, strip_number, width};

/// What the lines are of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    /// A page's running text; the document's widest line says where its right edge is.
    Page {
        /// In half Han characters.
        widest: usize,
    },
    /// One cell.
    Cell,
}

/// A line goes on in the next if it is at least so full, in hundredths of the widest.
const FULL: usize = 85;

/// Joins lines to paragraphs. A line goes on in the next if it reaches the right edge and the next begins nothing of
/// its own (an indent, a number, a gap); in a cell also if it ends in mid-sentence.
pub(crate) fn join(lines: Vec<Piece>, kind: Kind) -> Vec<Piece> {
    let reach = |piece: &Piece| if kind == Kind::Cell { width(&piece.text) } else { piece.reach };
    let widest = match kind {
        Kind::Page { widest } => widest,
        Kind::Cell => lines.iter().map(reach).max().unwrap_or(0),
    };
    let mut joined: Vec<Piece> = Vec::new();
    let full = widest.saturating_mul(FULL);
    let mut last_reach = 0_usize;
    for line in lines {
        let this_reach = reach(&line);
        let is_full = last_reach.saturating_mul(100) >= full;
        match joined.last_mut() {
            Some(open) if goes_on(open, &line, is_full, kind) => {
                join_broken(&mut open.text, &line.text);
                open.origin = open.origin.to(line.origin);
            }
            _ => joined.push(line),
        }
        last_reach = this_reach;
    }
    joined
}

fn goes_on(open: &Piece, next: &Piece, is_full: bool, kind: Kind) -> bool {
    const ENDS: [char; 9] = ['。', '；', '！', '？', '：', ';', '!', '?', ':'];
    let begins = strip_number(&next.text).is_some();
    match kind {
        Kind::Page { .. } => is_full && !begins && !next.indented && !next.after_gap,
        Kind::Cell => !begins && (is_full || !open.text.ends_with(ENDS)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::Origin;

    fn line(text: &str) -> Piece {
        Piece {
            text: text.trim_start().to_owned(),
            indented: text.starts_with(' '),
            ..Piece::new(text, Origin::at(1))
        }
    }

    #[test]
    fn full_lines_go_on_and_indents_begin() {
        let lines =
            [" 本工程北起甲路，南至乙路，全长约", "九百米。", " 施工单位：丙；", " 设计单位：丁。"].map(line);
        let texts: Vec<_> =
            join(lines.to_vec(), Kind::Page { widest: 33 }).into_iter().map(|piece| piece.text).collect();
        assert_eq!(texts, ["本工程北起甲路，南至乙路，全长约九百米。", "施工单位：丙；", "设计单位：丁。"]);
    }
}
