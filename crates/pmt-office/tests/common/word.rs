//! Word documents written by hand, out of descriptions that can be read.

use std::io::{Cursor, Write};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

/// The parts of a document, written as an archive.
pub fn archive(parts: &[(&str, &[u8])]) -> Vec<u8> {
    // Packing takes most of the time of a test and proves nothing.
    written(parts, CompressionMethod::Stored)
}

/// The same, packed.
pub fn packed(parts: &[(&str, &[u8])]) -> Vec<u8> {
    written(parts, CompressionMethod::Deflated)
}

fn written(parts: &[(&str, &[u8])], method: CompressionMethod) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in parts {
        zip.start_file(*name, SimpleFileOptions::default().compression_method(method)).unwrap();
        zip.write_all(bytes).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

const CONTENT_TYPES: &str = r#"<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>"#;

/// A document with this body and these further parts, each under `word/` and known by its name.
pub fn document_with(body: &str, parts: &[(&str, &str)]) -> Vec<u8> {
    let namespaces = r#"xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" xmlns:v="urn:schemas-microsoft-com:vml""#;
    let document = format!(
        r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:document {namespaces}><w:body>{body}<w:p/></w:body></w:document>"#
    );
    let office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    let relation = |(index, (kind, target)): (usize, (&str, String))| {
        format!(r#"<Relationship Id="rId{index}" Type="{office}/{kind}" Target="{target}"/>"#)
    };
    let relations = |all: Vec<(&str, String)>| {
        let all: String = all.into_iter().enumerate().map(relation).collect();
        format!(
            r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{all}</Relationships>"#
        )
    };
    let root = relations(vec![("officeDocument", "word/document.xml".to_owned())]);
    let own = relations(parts.iter().map(|(kind, _)| (*kind, format!("{kind}.xml"))).collect());
    let mut all = vec![
        ("[Content_Types].xml".to_owned(), CONTENT_TYPES.to_owned()),
        ("_rels/.rels".to_owned(), root),
        ("word/_rels/document.xml.rels".to_owned(), own),
        ("word/document.xml".to_owned(), document),
    ];
    all.extend(
        parts.iter().map(|(kind, text)| {
            (format!("word/{kind}.xml"), text.replacen('>', &format!(" {namespaces}>"), 1))
        }),
    );
    let all: Vec<(&str, &[u8])> = all.iter().map(|(name, text)| (name.as_str(), text.as_bytes())).collect();
    archive(&all)
}

/// A document with this body.
pub fn document(body: &str) -> Vec<u8> {
    document_with(body, &[])
}

/// Text as it stands in markup.
pub fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

/// A run.
pub fn run(text: &str) -> String {
    format!(r#"<w:r><w:t xml:space="preserve">{}</w:t></w:r>"#, escaped(text))
}

/// A paragraph.
pub fn paragraph(text: &str) -> String {
    format!("<w:p>{}</w:p>", run(text))
}

/// A row of cells in a table of so many columns, paragraphs of a cell parted by line breaks. A blank cell in the first
/// columns goes on from above; the last cell takes the columns that are left.
fn row(cells: &[&str], columns: usize) -> String {
    let mut out = String::from("<w:tr>");
    let mut leading = true;
    for (index, cell) in cells.iter().enumerate() {
        leading &= cell.is_empty();
        let merge = if leading { "<w:vMerge/>" } else { r#"<w:vMerge w:val="restart"/>"# };
        let span = if index + 1 == cells.len() { columns - index } else { 1 };
        let paragraphs: String = cell.split('\n').map(paragraph).collect();
        out.push_str(&format!(
            r#"<w:tc><w:tcPr><w:tcW w:w="{}" w:type="dxa"/><w:gridSpan w:val="{span}"/>{merge}</w:tcPr>{paragraphs}</w:tc>"#,
            span * 1500
        ));
    }
    out.push_str("</w:tr>");
    out
}

/// A table of rows of cells.
pub fn grid(rows: &[Vec<&str>]) -> String {
    let columns = rows.iter().map(Vec::len).max().unwrap_or(1);
    let marks = r#"<w:gridCol w:w="1500"/>"#.repeat(columns);
    let rows: String = rows.iter().map(|cells| row(cells, columns)).collect();
    format!("<w:tbl><w:tblPr/><w:tblGrid>{marks}</w:tblGrid>{rows}</w:tbl>")
}

/// A table of rows whose cells are parted by `|`.
pub fn table(rows: &[&str]) -> String {
    grid(&rows.iter().map(|cells| cells.split('|').collect()).collect::<Vec<_>>())
}

/// A part of a text out of Word: a paragraph, or a row of cells.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Part {
    /// A paragraph; blank ones too.
    Paragraph(String),
    /// A row.
    Row(Vec<String>),
}

/// The paragraphs and rows of a text out of Word: a cell after each tab, a blank line after each row.
pub fn parts(text: &str) -> Vec<Part> {
    let mut parts = Vec::new();
    let mut open: Option<Vec<String>> = None;
    for line in text.lines() {
        let line = line.replace("[bookmark: _GoBack]", "");
        if let Some(cell) = line.strip_prefix('\t').filter(|rest| !rest.contains('\t')) {
            open.get_or_insert_default().push(cell.trim().to_owned());
        } else if line.contains('\t') && !line.starts_with('（') {
            parts.extend(open.take().map(Part::Row));
            parts.push(Part::Row(line.split('\t').map(|cell| cell.trim().to_owned()).collect()));
        } else if line.contains('\t') {
            // What stands in brackets below a label, and the cells after it.
            let mut cells = line.split('\t');
            let below = cells.next().unwrap();
            let mut row = open.take().unwrap_or_else(|| match parts.pop() {
                Some(Part::Row(row)) => row,
                Some(Part::Paragraph(label)) => vec![label],
                None => panic!("nothing stands above {line}"),
            });
            let label = row.last_mut().unwrap();
            *label = format!("{label}\n{below}");
            row.extend(cells.map(|cell| cell.trim().to_owned()));
            parts.push(Part::Row(row));
        } else if line.trim().is_empty() {
            parts.extend(open.take().map(Part::Row));
        } else if let Some(cell) = open.as_mut().and_then(|row| row.last_mut()) {
            cell.push('\n');
            cell.push_str(&line);
        } else {
            parts.push(Part::Paragraph(line));
        }
    }
    parts.extend(open.map(Part::Row));
    parts
}

/// A text out of Word as the document it was.
pub fn from_text(text: &str) -> Vec<u8> {
    from_parts(&parts(text))
}

/// The document that these paragraphs and rows are.
pub fn from_parts(parts: &[Part]) -> Vec<u8> {
    let mut body = String::new();
    let mut rows: Vec<Vec<&str>> = Vec::new();
    for part in parts {
        match part {
            Part::Row(cells) => rows.push(cells.iter().map(String::as_str).collect()),
            Part::Paragraph(text) => {
                if !rows.is_empty() {
                    body.push_str(&grid(&std::mem::take(&mut rows)));
                }
                body.push_str(&paragraph(text));
            }
        }
    }
    if !rows.is_empty() {
        body.push_str(&grid(&rows));
    }
    document(&body)
}
