//! The document as a Word file.
//!
//! Written as XML into a zip by hand rather than by a library: `docx-rs`, the one kept up, has no watermark, no repeated
//! head rows together with row heights, no fonts with substitutes, keeps the whole document as a tree, and builds on
//! older versions of two libraries that are here already. What is used of the format is small: paragraphs, one table
//! per project, a footer. Elements stand in the order that the format's schema asks for, since Word, unlike other
//! programs, refuses any other.

mod parts;

use std::io::{self, Cursor, Write};

use rayon::prelude::*;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

use super::table::{Align, Cell, Kind, Place, Table};
use super::{Paragraph, Printed, Project, Role, xml};
use crate::layout::WIDTH;

/// The width between the margins, in twentieths of a point.
const TEXT_WIDTH: u32 = 9638;
/// How many projects are put into words at a time.
const BATCH: usize = 32;

impl Printed<'_> {
    /// The document as a Word file. The same declaration gives the same bytes.
    pub fn docx(&self) -> io::Result<Vec<u8>> {
        let mut file = File { zip: ZipWriter::new(Cursor::new(Vec::new())) };
        let title = self.title();
        file.part("[Content_Types].xml", &parts::content_types(self.is_draft()))?;
        file.part("_rels/.rels", parts::PACKAGE)?;
        file.part("docProps/core.xml", &parts::core(&title))?;
        file.part("docProps/app.xml", &parts::app())?;
        file.part("word/_rels/document.xml.rels", &parts::relations(self.is_draft()))?;
        file.part("word/styles.xml", &parts::styles())?;
        file.part("word/fontTable.xml", &parts::fonts())?;
        file.part("word/settings.xml", parts::SETTINGS)?;
        file.part("word/footer1.xml", &parts::footer())?;
        if self.is_draft() {
            file.part("word/header1.xml", &parts::watermark())?;
        }
        file.begin("word/document.xml")?;
        self.body(&mut file)?;
        Ok(file.zip.finish()?.into_inner())
    }

    fn body(&self, file: &mut File) -> io::Result<()> {
        let mut out = parts::document_open();
        let cover = self.cover();
        for line in &cover {
            paragraph(&mut out, line, Start::Here);
        }
        file.write(&out)?;
        let all: Vec<usize> = (0..self.len()).collect();
        for batch in all.chunks(BATCH) {
            let made: Vec<String> = batch
                .par_iter()
                .filter_map(|index| self.project(*index))
                .map(|project| {
                    let is_first = project.number == 1 && cover.is_empty();
                    let start = if project.number == 1 { Start::Here } else { Start::NewPage };
                    words(&project, start, is_first)
                })
                .collect();
            made.iter().try_for_each(|words| file.write(words))?;
        }
        let mut out = String::new();
        tiny(&mut out, Start::Here);
        out.push_str(&parts::document_close(self.is_draft()));
        file.write(&out)
    }
}

/// Where a paragraph begins.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Start {
    Here,
    NewPage,
}

struct File {
    zip: ZipWriter<Cursor<Vec<u8>>>,
}

impl File {
    fn begin(&mut self, name: &str) -> io::Result<()> {
        // The time of a part is the format's first, whatever the clock says.
        let options = SimpleFileOptions::default()
            .compression_method(CompressionMethod::Deflated)
            .last_modified_time(zip::DateTime::default());
        Ok(self.zip.start_file(name, options)?)
    }

    fn write(&mut self, text: &str) -> io::Result<()> {
        self.zip.write_all(text.as_bytes())
    }

    fn part(&mut self, name: &str, text: &str) -> io::Result<()> {
        self.begin(name)?;
        self.write(text)
    }
}

/// A project: its narrative, and its form on a page of its own.
fn words(project: &Project, start: Start, is_first: bool) -> String {
    let mut out = String::new();
    let mut start = start;
    for line in &project.narrative {
        paragraph(&mut out, line, start);
        start = Start::Here;
    }
    // A table cannot begin a page by itself.
    let begins_the_document = is_first && project.narrative.is_empty();
    tiny(&mut out, if begins_the_document { Start::Here } else { Start::NewPage });
    table(&mut out, &project.form);
    out
}

fn style(role: Role) -> &'static str {
    match role {
        Role::Department => "Department",
        Role::DocumentTitle => "Title",
        Role::CoverHeading => "CoverHeading",
        Role::NarrativeTitle => "Heading1",
        Role::SectionHeading => "Heading2",
        Role::Body => "BodyText",
    }
}

fn paragraph(out: &mut String, line: &Paragraph, start: Start) {
    let page = if start == Start::NewPage { "<w:pageBreakBefore/>" } else { "" };
    put!(out, "<w:p><w:pPr><w:pStyle w:val=\"{}\"/>{page}</w:pPr>", style(line.role));
    run(out, &line.text);
    out.push_str("</w:p>");
}

/// A paragraph that takes no room: before a table that begins a page, and after the last.
fn tiny(out: &mut String, start: Start) {
    let page = if start == Start::NewPage { "<w:pageBreakBefore/>" } else { "" };
    put!(out, "<w:p><w:pPr><w:pStyle w:val=\"Tiny\"/>{page}</w:pPr></w:p>");
}

/// A run of text. The hint sets signs that are as much Latin as Han (“”—…×≥) in the Han font.
fn run(out: &mut String, text: &str) {
    if text.is_empty() {
        return;
    }
    let text = xml::text(text);
    put!(
        out,
        "<w:r><w:rPr><w:rFonts w:hint=\"eastAsia\"/></w:rPr><w:t xml:space=\"preserve\">{text}</w:t></w:r>"
    );
}

fn table(out: &mut String, table: &Table) {
    out.push_str(parts::TABLE_OPEN);
    out.push_str("<w:tblGrid>");
    let mut edge = 0_u16;
    for width in &table.columns {
        let next = edge.saturating_add(*width);
        put!(out, "<w:gridCol w:w=\"{}\"/>", twips(next).saturating_sub(twips(edge)));
        edge = next;
    }
    out.push_str("</w:tblGrid>");
    // The row at which the last label ends whose rows are kept together.
    let mut kept_to = 0_usize;
    for (index, row) in table.grid().iter().enumerate() {
        let begun = row.iter().filter_map(|place| match place {
            Place::Cell(cell) if table.keeps_rows(index, cell) => Some(index.saturating_add(cell.rowspan)),
            _ => None,
        });
        kept_to = begun.fold(kept_to, usize::max);
        let is_head = table.is_head(index);
        let is_last_head = is_head && !table.is_head(index.saturating_add(1));
        let kept_whole = !row.iter().any(|place| matches!(place, Place::Cell(cell) if cell.is_long()));
        let manner = Manner {
            is_last_head,
            // In the middle of a row that goes on on the next page a short cell would be torn in two.
            vertical: if kept_whole { "center" } else { "top" },
            // Column headings are not parted from what they head, nor rows under one label from each other.
            keeps_next: row.iter().all(|place| matches!(place.cell().kind, Kind::Label))
                || index.saturating_add(1) < kept_to,
        };
        out.push_str("<w:tr><w:trPr>");
        if kept_whole {
            out.push_str("<w:cantSplit/>");
        }
        out.push_str("<w:trHeight w:val=\"454\" w:hRule=\"atLeast\"/>");
        if is_head {
            out.push_str("<w:tblHeader/>");
        }
        out.push_str("</w:trPr>");
        for place in row {
            cell(out, table, *place, manner);
        }
        out.push_str("</w:tr>");
    }
    out.push_str("</w:tbl>");
}

/// A place on the page's width.
fn twips(edge: u16) -> u32 {
    u32::from(edge).saturating_mul(TEXT_WIDTH).div_euclid(u32::from(WIDTH))
}

/// How the cells of a row are set.
#[derive(Clone, Copy)]
struct Manner {
    is_last_head: bool,
    vertical: &'static str,
    keeps_next: bool,
}

fn cell(out: &mut String, table: &Table, place: Place<'_>, manner: Manner) {
    let cell = place.cell();
    let from: u16 = table.columns.iter().take(cell.column).fold(0, |sum, width| sum.saturating_add(*width));
    let to = from.saturating_add(table.width(cell));
    put!(out, "<w:tc><w:tcPr><w:tcW w:w=\"{}\" w:type=\"dxa\"/>", twips(to).saturating_sub(twips(from)));
    if cell.colspan > 1 {
        put!(out, "<w:gridSpan w:val=\"{}\"/>", cell.colspan);
    }
    match place {
        Place::Cell(cell) if cell.rowspan > 1 => out.push_str("<w:vMerge w:val=\"restart\"/>"),
        Place::Cell(_) => {}
        Place::GoesOn(_) => out.push_str("<w:vMerge/>"),
    }
    if cell.is_head() {
        // The head stands above the frame.
        let bottom = if manner.is_last_head { "" } else { "<w:bottom w:val=\"nil\"/>" };
        put!(
            out,
            "<w:tcBorders><w:top w:val=\"nil\"/><w:left w:val=\"nil\"/>{bottom}<w:right w:val=\"nil\"/></w:tcBorders>"
        );
    }
    put!(out, "<w:vAlign w:val=\"{}\"/></w:tcPr>", manner.vertical);
    let keep = if manner.keeps_next { "<w:keepNext/>" } else { "" };
    for line in place.text().split('\n') {
        put!(out, "<w:p><w:pPr><w:pStyle w:val=\"{}\"/>{keep}</w:pPr>", cell_style(cell));
        run(out, line);
        out.push_str("</w:p>");
    }
    out.push_str("</w:tc>");
}

fn cell_style(cell: &Cell) -> &'static str {
    match (cell.kind, cell.align()) {
        (Kind::Title, _) => "FormTitle",
        (Kind::Year, _) => "FormYear",
        (_, Align::Center) => "FormCell",
        (_, Align::Left) => "FormText",
    }
}
