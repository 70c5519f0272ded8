//! A document cut into its parts: the cover, narratives, forms, and what belongs to none of them.

mod ahead;

use std::collections::VecDeque;

use ahead::{goes_on, heal_heading, is_first_label, leads_to_a_form};

use crate::layout::{
    Field, FormTitle, Heading, Part, ends_the_form, form_title, leading_label, narrative_heading,
    section_heading, whole_label,
};
use crate::source::{Block, Layout, Piece, Source, into_pieces};

/// A part of the document.
#[derive(Debug)]
pub(crate) enum Region {
    /// What stands before everything else.
    Cover(Vec<Piece>),
    /// A project's narrative.
    Narrative { heading: Option<(Heading, Piece)>, pieces: Vec<Piece> },
    /// A form.
    Form { title: Option<(FormTitle, Piece)>, blocks: Vec<Block> },
    /// What stands after a form and begins nothing known.
    Loose(Vec<Piece>),
}

/// A form of fewer blocks than this is not ended by another first label: that is a stray copy of its own.
const SHORTEST_FORM: usize = 6;

/// Cuts a document into its parts.
pub(crate) fn segment(source: Source) -> Vec<Region> {
    let layout = source.layout;
    let mut cutter = Cutter {
        regions: vec![Region::Cover(Vec::new())],
        layout,
        sections: 0,
        labels_seen: 0,
        in_table: false,
    };
    let mut blocks: VecDeque<Block> = source.blocks.into();
    while let Some(block) = blocks.pop_front() {
        let block = if layout == Layout::Lines { heal_heading(block, &mut blocks) } else { block };
        let titled = title_of(&block).filter(|_| leads_to_a_form(&blocks, &block));
        cutter.block(block, titled, &blocks);
    }
    cutter.regions
}

fn title_of(block: &Block) -> Option<FormTitle> {
    form_title(&first_piece(block)?.text)
}

fn first_piece(block: &Block) -> Option<&Piece> {
    match block {
        Block::Paragraph(piece) => Some(piece),
        Block::Row(cells) => cells.iter().flatten().next(),
        Block::Break => None,
    }
}

struct Cutter {
    regions: Vec<Region>,
    layout: Layout,
    /// How many sections the narrative being read has.
    sections: usize,
    /// How many blocks the form being read has.
    labels_seen: usize,
    /// Whether the form being read has come to its indicators.
    in_table: bool,
}

impl Cutter {
    fn block(&mut self, block: Block, titled: Option<FormTitle>, rest: &VecDeque<Block>) {
        if matches!(block, Block::Break) {
            if !matches!(self.regions.last(), Some(Region::Cover(_))) {
                self.regions.push(Region::Loose(Vec::new()));
            }
            return;
        }
        if let Some(title) = titled {
            self.open_form(title, block);
            return;
        }
        if self.starts_untitled_form(&block, rest) {
            self.labels_seen = 1;
            self.in_table = false;
            self.regions.push(Region::Form { title: None, blocks: vec![block] });
            return;
        }
        if let Block::Paragraph(piece) = &block {
            if let Some(heading) = narrative_heading(&piece.text) {
                self.sections = 0;
                self.regions
                    .push(Region::Narrative { heading: Some((heading, piece.clone())), pieces: Vec::new() });
                return;
            }
            if self.starts_unheaded_narrative(piece) {
                self.sections = 0;
                self.regions.push(Region::Narrative { heading: None, pieces: Vec::new() });
            } else if matches!(self.regions.last(), Some(Region::Form { .. })) && self.leaves_the_form(piece)
            {
                self.regions.push(Region::Loose(Vec::new()));
            }
        }
        self.keep(block);
    }

    fn open_form(&mut self, title: FormTitle, block: Block) {
        self.labels_seen = 0;
        self.in_table = false;
        let (piece, rest) = match block {
            Block::Paragraph(piece) => (piece, None),
            Block::Row(mut cells) => {
                let at = cells.iter().position(|cell| !cell.is_empty()).unwrap_or(0);
                let mut cell = if at < cells.len() { cells.remove(at) } else { Vec::new() };
                let piece = if cell.is_empty() { Piece::default() } else { cell.remove(0) };
                if !cell.is_empty() {
                    cells.insert(at, cell);
                }
                (piece, Some(Block::Row(cells)))
            }
            Block::Break => (Piece::default(), None),
        };
        let blocks = rest.into_iter().collect();
        self.regions.push(Region::Form { title: Some((title, piece)), blocks });
    }

    fn starts_untitled_form(&self, block: &Block, rest: &VecDeque<Block>) -> bool {
        let has_label = match block {
            Block::Row(cells) => {
                let is_name =
                    |piece: &Piece| whole_label(&piece.text).is_some_and(|label| label.field == Field::Name);
                cells.iter().flatten().any(is_name) && goes_on(rest.iter())
            }
            Block::Paragraph(piece) => self.layout == Layout::Lines && is_first_label(&piece.text),
            Block::Break => false,
        };
        let in_young_form =
            matches!(self.regions.last(), Some(Region::Form { .. })) && self.labels_seen < SHORTEST_FORM;
        has_label && !in_young_form
    }

    fn starts_unheaded_narrative(&mut self, piece: &Piece) -> bool {
        const LATE_SECTION: usize = 5;
        let Some((key, content)) = section_heading(&piece.text) else { return false };
        let stands_alone = content.is_empty() && crate::typography::strip_number(&piece.text).is_none();
        let is_first = pmt_core::edition::SECTIONS.first().is_some_and(|(first, _)| *first == key);
        match self.regions.last() {
            Some(Region::Narrative { .. }) => {
                self.sections = self.sections.saturating_add(1);
                is_first && self.sections > LATE_SECTION
            }
            // In a form out of PDF a line may be a piece of a cell that reads like a section's name.
            _ => !stands_alone,
        }
    }

    /// Where there are cells, a stray paragraph ends nothing: more rows may follow it.
    fn leaves_the_form(&mut self, piece: &Piece) -> bool {
        let label = leading_label(&piece.text, Part::Indicators);
        self.in_table |= label.is_some_and(|label| matches!(label.field, Field::Column(_)));
        self.layout == Layout::Lines && self.in_table && ends_the_form(&piece.text)
    }

    fn keep(&mut self, block: Block) {
        match self.regions.last_mut() {
            Some(Region::Form { blocks, .. }) => {
                self.labels_seen = self.labels_seen.saturating_add(1);
                blocks.push(block);
            }
            Some(Region::Cover(pieces) | Region::Narrative { pieces, .. } | Region::Loose(pieces)) => {
                pieces.extend(into_pieces(block));
            }
            None => {}
        }
    }
}
