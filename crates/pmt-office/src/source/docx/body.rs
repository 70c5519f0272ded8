//! The body of a document, walked once: paragraphs, tables, what floats beside them, and what is dropped.

use std::collections::HashMap;

use super::fields::Fields;
use super::numbering::{Numbering, Styles};
use super::table::{GridCell, Node, Table};
use crate::note::Notes;
use crate::source::symbols::{sign_font, sign_of, symbol};
use crate::source::xml::{Attributes, Visitor};
use crate::source::{Piece, Place, clean};
use crate::typography::{is_blank, width};

/// How much of the document was dropped, or is none of its text.
#[derive(Debug, Default)]
pub(super) struct Counts {
    /// Deletions that were accepted.
    pub(super) deleted: u32,
    /// Insertions that were accepted.
    pub(super) inserted: u32,
    /// Runs of hidden text.
    pub(super) hidden: u32,
    /// Prompts that nobody has replaced.
    pub(super) prompts: u32,
    /// Lines of a table of contents.
    pub(super) contents: u32,
    /// Pictures and charts.
    pub(super) pictures: u32,
    /// Objects of other programs, files put in whole.
    pub(super) objects: u32,
    /// Remarks in the margin.
    pub(super) comments: u32,
}

/// The most columns of a table that Word has.
const MOST_COLUMNS: u32 = 63;

/// What kind of element is open.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Tag {
    ParagraphProperties,
    RunProperties,
    RowProperties,
    Run,
    Text,
    Code,
    FormData,
    Control,
    Other,
}

/// A paragraph being read.
#[derive(Debug, Default)]
struct Paragraph {
    text: String,
    style: Option<String>,
    list: Option<u32>,
    level: Option<u32>,
    indented: bool,
    page: Option<u32>,
    /// Whether its end was deleted: it goes on in the next.
    runs_on: bool,
    ends_page: bool,
    /// What floats beside it.
    floats: Vec<Node>,
}

/// A table being read.
#[derive(Debug, Default)]
struct OpenTable {
    number: u32,
    row: u32,
    table: Table,
    cells: Vec<GridCell>,
    /// How many columns the row begins after.
    before: u32,
    /// How many columns the cell takes.
    columns: u32,
    row_is_deleted: bool,
    goes_on_left: bool,
}

/// Where paragraphs go.
#[derive(Debug, PartialEq, Eq, Clone, Copy)]
enum Flow {
    Body,
    Cell,
    Box,
}

/// The document's body being read.
pub(super) struct Body<'d> {
    pub(super) counts: Counts,
    /// Notes of the document by what marks them, in the order of the marks.
    pub(super) footnotes: HashMap<(bool, u32), u32>,
    notes: &'d mut Notes,
    numbering: Numbering,
    styles: Styles,
    /// Whether the document says where its pages end, and whether by how it was last printed.
    pages: Pages,
    page: u32,
    tags: Vec<Tag>,
    flows: Vec<(Flow, Vec<Node>)>,
    paragraphs: Vec<Paragraph>,
    tables: Vec<OpenTable>,
    pub(super) fields: Fields,
    /// For each open choice between renderings, whether one was read.
    choices: Vec<bool>,
    /// The content controls that are open.
    controls: Vec<Control>,
    hidden: bool,
    /// The font of the run, where it is one of signs.
    font: Option<String>,
    carried: Option<Paragraph>,
    paragraph_count: u32,
    table_count: u32,
    last_was_blank: bool,
}

/// A content control.
#[derive(Debug, Default)]
struct Control {
    /// Whether it still shows its prompt.
    is_prompt: bool,
    /// Whether it is ticked, if it is a check box.
    ticked: Option<bool>,
    /// Whether its state has been printed.
    is_printed: bool,
}

/// What a document says of its pages.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Pages {
    /// Where each began when it was last laid out.
    Rendered,
    /// Only where one must begin.
    Forced,
    /// Nothing.
    Unknown,
}

impl<'d> Body<'d> {
    pub(super) fn new(numbering: Numbering, styles: Styles, pages: Pages, notes: &'d mut Notes) -> Self {
        Self {
            counts: Counts::default(),
            footnotes: HashMap::new(),
            notes,
            numbering,
            styles,
            pages,
            page: 1,
            tags: Vec::new(),
            flows: vec![(Flow::Body, Vec::new())],
            paragraphs: Vec::new(),
            tables: Vec::new(),
            fields: Fields::default(),
            choices: Vec::new(),
            controls: Vec::new(),
            hidden: false,
            font: None,
            carried: None,
            paragraph_count: 0,
            table_count: 0,
            last_was_blank: true,
        }
    }

    /// What was read.
    pub(super) fn finish(mut self) -> (Vec<Node>, Counts, HashMap<(bool, u32), u32>) {
        if let Some(paragraph) = self.carried.take() {
            self.end_paragraph(Paragraph { runs_on: false, ..paragraph });
        }
        let nodes = self.flows.into_iter().flat_map(|(_, nodes)| nodes).collect();
        (nodes, self.counts, self.footnotes)
    }

    fn is_in(&self, tag: Tag) -> bool {
        self.tags.last() == Some(&tag)
    }

    fn print(&mut self, text: &str) {
        if self.hidden || self.fields.in_control() || self.fields.in_contents() {
            return;
        }
        if self.controls.iter().any(|control| control.is_prompt) {
            return;
        }
        let text = match self.controls.last_mut() {
            // Which sign shows the state of a check box is its author's choice.
            Some(Control { ticked: Some(ticked), is_printed, .. }) => {
                match (std::mem::replace(is_printed, true), *ticked) {
                    (true, _) => return,
                    (false, true) => "☑",
                    (false, false) => "□",
                }
            }
            _ => text,
        };
        let page = self.page;
        if let Some(paragraph) = self.paragraphs.last_mut() {
            if !text.chars().all(is_blank) {
                paragraph.page.get_or_insert(page);
            }
            paragraph.text.push_str(text);
        }
    }

    fn next_page(&mut self, how: Pages) {
        if self.pages == how {
            self.page = self.page.saturating_add(1);
        }
    }

    fn add(&mut self, node: Node) {
        if let Some((_, nodes)) = self.flows.last_mut() {
            nodes.push(node);
        }
    }

    fn place(&mut self, page: u32) -> Place {
        let page = (self.pages != Pages::Unknown).then_some(page);
        let in_cell = self.flows.last().is_some_and(|(flow, _)| *flow == Flow::Cell);
        match self.tables.last() {
            Some(table) if in_cell => Place::TableCell {
                table: table.number,
                row: table.row,
                column: u32::try_from(table.cells.len()).unwrap_or(u32::MAX).saturating_add(1),
                page,
            },
            _ => {
                self.paragraph_count = self.paragraph_count.saturating_add(1);
                Place::Paragraph { paragraph: self.paragraph_count, page }
            }
        }
    }

    fn end_paragraph(&mut self, mut paragraph: Paragraph) {
        if let Some(carried) = self.carried.take() {
            paragraph.text.insert_str(0, &carried.text);
            paragraph.page = carried.page.or(paragraph.page);
            paragraph.floats.splice(0..0, carried.floats);
        }
        if paragraph.runs_on {
            self.carried = Some(paragraph);
            return;
        }
        let floats = std::mem::take(&mut paragraph.floats);
        let label = self.label(&paragraph);
        let pieces = self.pieces(&paragraph, label);
        if pieces.is_empty() {
            self.last_was_blank = true;
        } else {
            self.add(Node::Paragraph(pieces));
        }
        for node in floats {
            self.add(node);
        }
        if paragraph.ends_page {
            self.next_page(Pages::Forced);
        }
    }

    /// What its list prints before a paragraph; an empty one is not printed.
    fn label(&mut self, paragraph: &Paragraph) -> Option<String> {
        if paragraph.text.chars().all(is_blank) {
            return None;
        }
        let by_style = paragraph.style.as_deref().and_then(|style| self.styles.list(style, &self.numbering));
        let (list, level) = match (paragraph.list, by_style) {
            (Some(list), style) => (list, paragraph.level.or(style.map(|(_, level)| level)).unwrap_or(0)),
            (None, Some((list, level))) => (list, paragraph.level.unwrap_or(level)),
            (None, None) => return None,
        };
        // The list 0 takes a paragraph out of its style's list.
        if list == 0 { None } else { self.numbering.count(list, level) }
    }

    fn pieces(&mut self, paragraph: &Paragraph, label: Option<String>) -> Vec<Piece> {
        let mut text = paragraph.text.replace('\t', " ");
        let mut indented = paragraph.indented || paragraph.text.starts_with(is_blank);
        if let Some(label) = label {
            text = format!("{label}{}", text.trim_start_matches(is_blank));
            indented = true;
        }
        if text.chars().all(|c| is_blank(c) || c.is_control()) {
            return Vec::new();
        }
        let place = self.place(paragraph.page.unwrap_or(self.page));
        let mut pieces = Vec::new();
        for line in text.split('\n') {
            let origin = self.notes.places.add(place.clone(), line);
            let line = clean(line, origin.first, self.notes);
            let text = line.trim_matches(is_blank);
            if !text.is_empty() {
                pieces.push(Piece {
                    text: text.to_owned(),
                    origin,
                    indented,
                    after_gap: std::mem::take(&mut self.last_was_blank),
                    reach: width(line.trim_end_matches(is_blank)),
                });
            }
        }
        pieces
    }

    /// A deletion: of what is in it, of the end of a paragraph, of a row of a table.
    fn deletion(&mut self) {
        self.counts.deleted = self.counts.deleted.saturating_add(1);
        if self.is_in(Tag::RunProperties) {
            let of_paragraph = self.tags.iter().rev().nth(1) == Some(&Tag::ParagraphProperties);
            if let (true, Some(paragraph)) = (of_paragraph, self.paragraphs.last_mut()) {
                paragraph.runs_on = true;
            }
        } else if self.is_in(Tag::RowProperties)
            && let Some(table) = self.tables.last_mut()
        {
            table.row_is_deleted = true;
        }
    }

    fn paragraph_property(&mut self, name: &str, attributes: &Attributes<'_>) {
        let Some(paragraph) = self.paragraphs.last_mut() else { return };
        match name {
            "pStyle" => paragraph.style = attributes.get("val"),
            "numId" => paragraph.list = attributes.number("val"),
            "ilvl" => paragraph.level = attributes.number("val"),
            "ind" => {
                let names = ["firstLine", "firstLineChars", "left", "start"];
                paragraph.indented |=
                    names.iter().any(|name| attributes.number(name).is_some_and(|value| value > 0));
            }
            "pageBreakBefore" if attributes.is_on() => self.next_page(Pages::Forced),
            "sectPr" => paragraph.ends_page = true,
            "type" if attributes.get("val").as_deref() == Some("continuous") => paragraph.ends_page = false,
            _ => {}
        }
    }

    fn table(&mut self, name: &str, attributes: &Attributes<'_>) {
        if name == "tbl" {
            self.table_count = self.table_count.saturating_add(1);
            self.tables.push(OpenTable { number: self.table_count, ..OpenTable::default() });
            return;
        }
        let Some(table) = self.tables.last_mut() else { return };
        match name {
            "tr" => {
                table.row = table.row.saturating_add(1);
                table.row_is_deleted = false;
                table.before = 0;
            }
            "gridBefore" => table.before = attributes.number("val").unwrap_or(0).min(MOST_COLUMNS),
            "gridSpan" => table.columns = attributes.number("val").unwrap_or(1).clamp(1, MOST_COLUMNS),
            "hMerge" => table.goes_on_left = attributes.get("val").as_deref() != Some("restart"),
            "tc" => {
                let before = std::mem::take(&mut table.before);
                if before > 0 {
                    table.cells.push(GridCell { columns: before, nodes: Vec::new() });
                }
                table.columns = 1;
                table.goes_on_left = false;
                self.flows.push((Flow::Cell, Vec::new()));
            }
            _ => {}
        }
    }

    fn end_of_table(&mut self, name: &str) {
        match name {
            "tc" => {
                if let Some(paragraph) = self.carried.take() {
                    self.end_paragraph(Paragraph { runs_on: false, ..paragraph });
                }
                let Some((_, nodes)) = self.flows.pop_if(|(flow, _)| *flow == Flow::Cell) else { return };
                if let Some(table) = self.tables.last_mut() {
                    let columns = table.columns;
                    match table.cells.last_mut() {
                        Some(left) if table.goes_on_left => {
                            left.columns = left.columns.saturating_add(columns);
                            left.nodes.extend(nodes);
                        }
                        _ => table.cells.push(GridCell { columns, nodes }),
                    }
                }
            }
            "tr" => {
                if let Some(table) = self.tables.last_mut() {
                    let cells = std::mem::take(&mut table.cells);
                    if !table.row_is_deleted {
                        table.table.rows.push(cells);
                    }
                }
            }
            _ => {
                if let Some(OpenTable { table, .. }) = self.tables.pop() {
                    self.add(Node::Table(table));
                }
            }
        }
    }

    /// What a run holds besides text.
    fn sign(&mut self, name: &str, attributes: &Attributes<'_>) {
        match name {
            "tab" | "ptab" => self.print("\t"),
            "br" if attributes.get("type").as_deref() == Some("page") => {
                self.next_page(Pages::Forced);
                self.print("\n");
            }
            "br" | "cr" => self.print("\n"),
            "noBreakHyphen" => self.print("-"),
            "lastRenderedPageBreak" => self.next_page(Pages::Rendered),
            "sym" => {
                let place = attributes.get("char").and_then(|digits| u32::from_str_radix(&digits, 16).ok());
                if let Some(place) = place {
                    let font = attributes.get("font").unwrap_or_default();
                    let sign = symbol(&font, place).or_else(|| char::from_u32(place));
                    self.print(&sign.map(String::from).unwrap_or_default());
                }
            }
            "fldChar" => {
                if let Some(printed) = self.fields.mark(&attributes.get("fldCharType").unwrap_or_default()) {
                    self.print(&printed);
                }
            }
            "footnoteReference" | "endnoteReference" => {
                let number = u32::try_from(self.footnotes.len()).unwrap_or(u32::MAX).saturating_add(1);
                if let Some(id) = attributes.number("id") {
                    self.footnotes.entry((name == "endnoteReference", id)).or_insert(number);
                }
            }
            "commentReference" => self.counts.comments = self.counts.comments.saturating_add(1),
            _ => {}
        }
    }

    /// Elements of which nothing is read.
    fn is_dropped(&mut self, name: &str) -> bool {
        match name {
            "pPrChange" | "rPrChange" | "tblPrChange" | "trPrChange" | "tcPrChange" | "sectPrChange"
            | "tblGridChange" | "tblPrExChange" | "numberingChange" | "delText" | "delInstrText" | "rt"
            | "tabs" | "headerReference" | "footerReference" => true,
            "Choice" | "Fallback" => {
                let Some(taken) = self.choices.last_mut() else { return false };
                std::mem::replace(taken, true)
            }
            "del" | "moveFrom" => {
                self.deletion();
                true
            }
            "altChunk" => {
                self.counts.objects = self.counts.objects.saturating_add(1);
                true
            }
            _ => false,
        }
    }

    /// What the properties of a content control say.
    fn control(&mut self, name: &str, attributes: &Attributes<'_>) {
        let Some(control) = self.controls.last_mut() else { return };
        match name {
            "checkbox" => {
                control.ticked = Some(false);
                if std::mem::take(&mut control.is_prompt) {
                    self.counts.prompts = self.counts.prompts.saturating_sub(1);
                }
            }
            "checked" if control.ticked.is_some() => control.ticked = Some(attributes.is_on()),
            _ => {}
        }
    }

    fn count(&mut self, name: &str, attributes: &Attributes<'_>) {
        let counter = match name {
            "ins" | "moveTo" => &mut self.counts.inserted,
            "blip" | "imagedata" | "chart" => &mut self.counts.pictures,
            "OLEObject" => &mut self.counts.objects,
            "vanish" if self.tags.last() == Some(&Tag::RunProperties) && attributes.is_on() => {
                let of_run = self.tags.iter().rev().nth(1) == Some(&Tag::Run);
                if !of_run {
                    return;
                }
                self.hidden = true;
                return;
            }
            "showingPlcHdr" if attributes.is_on() => {
                match self.controls.last_mut() {
                    // The sign of a check box is taken for a prompt.
                    Some(Control { ticked: Some(_), .. }) => return,
                    Some(control) => control.is_prompt = true,
                    None => {}
                }
                &mut self.counts.prompts
            }
            _ => return,
        };
        *counter = counter.saturating_add(1);
    }
}

impl Visitor for Body<'_> {
    fn open(&mut self, name: &str, attributes: &Attributes<'_>) -> bool {
        if self.is_dropped(name) {
            return false;
        }
        match name {
            "p" => self.paragraphs.push(Paragraph::default()),
            "tbl" | "tr" | "tc" | "gridBefore" | "gridSpan" | "hMerge" => self.table(name, attributes),
            "txbxContent" => self.flows.push((Flow::Box, Vec::new())),
            "AlternateContent" => self.choices.push(false),
            "sdt" => self.controls.push(Control::default()),
            "r" => (self.hidden, self.font) = (false, None),
            "rFonts" if self.is_in(Tag::RunProperties) => {
                self.font = sign_font(attributes.get("ascii").or_else(|| attributes.get("hAnsi")));
            }
            _ if self.tags.contains(&Tag::Control) => self.control(name, attributes),
            _ if self.tags.contains(&Tag::ParagraphProperties) => self.paragraph_property(name, attributes),
            _ if self.tags.contains(&Tag::FormData) => self.fields.data(name, attributes),
            _ => self.sign(name, attributes),
        }
        self.count(name, attributes);
        self.tags.push(match name {
            "pPr" => Tag::ParagraphProperties,
            "rPr" => Tag::RunProperties,
            "trPr" => Tag::RowProperties,
            "r" => Tag::Run,
            "t" => Tag::Text,
            "instrText" => Tag::Code,
            "ffData" => Tag::FormData,
            "sdtPr" => Tag::Control,
            _ => Tag::Other,
        });
        true
    }

    fn close(&mut self, name: &str) {
        self.tags.pop();
        match name {
            "p" => {
                if let Some(paragraph) = self.paragraphs.pop() {
                    if self.fields.in_contents() {
                        self.counts.contents = self.counts.contents.saturating_add(1);
                    }
                    self.end_paragraph(paragraph);
                }
            }
            "tc" | "tr" | "tbl" => self.end_of_table(name),
            "txbxContent" => {
                let nodes = self.flows.pop_if(|(flow, _)| *flow == Flow::Box).map(|(_, nodes)| nodes);
                match self.paragraphs.last_mut() {
                    Some(paragraph) => paragraph.floats.extend(nodes.into_iter().flatten()),
                    None => nodes.into_iter().flatten().for_each(|node| self.add(node)),
                }
            }
            "AlternateContent" => {
                self.choices.pop();
            }
            "sdt" => {
                self.controls.pop();
            }
            "r" => (self.hidden, self.font) = (false, None),
            _ => {}
        }
    }

    fn text(&mut self, text: &str) {
        if self.is_in(Tag::Text) {
            if self.hidden && !text.chars().all(is_blank) {
                self.counts.hidden = self.counts.hidden.saturating_add(1);
            }
            // A break in the markup is a blank; only its own elements break a line.
            let text = text.replace(['\r', '\n'], " ");
            match &self.font {
                Some(font) => {
                    let signs: String = text.chars().map(|c| sign_of(font, c)).collect();
                    self.print(&signs);
                }
                None => self.print(&text),
            }
        } else if self.is_in(Tag::Code) {
            self.fields.code(text);
        }
    }
}
