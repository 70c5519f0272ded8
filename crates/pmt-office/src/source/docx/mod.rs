//! A Word document. Revisions are accepted; field codes, bookmarks and what is not printed are dropped; what floats
//! in text boxes stands where it is anchored. What was dropped that its owner may miss is noted.

mod body;
mod fields;
mod numbering;
mod table;

use std::collections::HashMap;

use body::{Body, Counts, Pages};
use numbering::{Numbering, Styles};
use pmt_core::text::Message;
use table::Laid;

use super::archive::Archive;
use super::xml::{Attributes, Visitor, walk};
use super::{Content, Piece, Place, Places, Source, SourceError, narrative_rows_as_paragraphs};
use crate::note::Notes;
use crate::typography::is_blank;

/// Reads a document.
pub(super) fn read(content: Content<'_>, notes: &mut Notes) -> Result<Source, SourceError> {
    notes.places = Places::numbered();
    let mut archive = Archive::open(content)?;
    let main = main_part(&mut archive)?;
    let parts = Relations::of(&mut archive, &main)?;
    let text = archive.text(&main)?.ok_or(SourceError::Missing { part: "word/document.xml" })?;
    let mut numbering = Numbering::default();
    parts.walk(&mut archive, "numbering", &mut numbering)?;
    let mut styles = Styles::default();
    parts.walk(&mut archive, "styles", &mut styles)?;
    let mut body = Body::new(numbering, styles, pages(&text), notes);
    let marks = |kind: &str| text.matches(&format!("fldCharType=\"{kind}\"")).count();
    body.fields.are_broken = marks("begin") != marks("end");
    walk(&text, &main, &mut body)?;
    let (content, counts, marks) = body.finish();
    note_counts(&counts, notes);
    let mut laid = Laid::default();
    laid.add(content, notes);
    let Laid { blocks, strays: mut unplaced } = laid;
    let blocks = narrative_rows_as_paragraphs(blocks);
    for (kind, is_endnote) in [("footnotes", false), ("endnotes", true)] {
        let mut found = Footnotes::default();
        parts.walk(&mut archive, kind, &mut found)?;
        unplaced.extend(found.into_pieces(is_endnote, &marks, notes));
    }
    Ok(Source::new(blocks, unplaced))
}

/// What the document says of its pages. Where it tells how it was last laid out, pages that are forced are among them.
fn pages(text: &str) -> Pages {
    if text.contains("lastRenderedPageBreak") {
        Pages::Rendered
    } else if text.contains("pageBreakBefore") || text.contains("\"page\"") {
        Pages::Forced
    } else {
        Pages::Unknown
    }
}

/// The name of the part that is the document.
fn main_part(archive: &mut Archive<'_>) -> Result<String, SourceError> {
    const USUAL: &str = "word/document.xml";
    let mut relations = Relations { folder: String::new(), known: HashMap::new() };
    if let Some(text) = archive.text("_rels/.rels")? {
        walk(&text, "_rels/.rels", &mut relations)?;
    }
    Ok(relations.known.remove("officeDocument").unwrap_or_else(|| USUAL.to_owned()))
}

/// The parts that a part refers to, by what they are to it.
struct Relations {
    folder: String,
    known: HashMap<String, String>,
}

impl Relations {
    fn of(archive: &mut Archive<'_>, part: &str) -> Result<Self, SourceError> {
        let (folder, name) = part.rsplit_once('/').unwrap_or(("", part));
        let mut relations = Self { folder: folder.to_owned(), known: HashMap::new() };
        let path = if folder.is_empty() {
            format!("_rels/{name}.rels")
        } else {
            format!("{folder}/_rels/{name}.rels")
        };
        if let Some(text) = archive.text(&path)? {
            walk(&text, &path, &mut relations)?;
        }
        Ok(relations)
    }

    fn walk(
        &self,
        archive: &mut Archive<'_>,
        kind: &str,
        visitor: &mut impl Visitor,
    ) -> Result<(), SourceError> {
        let Some(part) = self.known.get(kind) else { return Ok(()) };
        match archive.text(part)? {
            Some(text) => walk(&text, part, visitor),
            None => Ok(()),
        }
    }
}

impl Visitor for Relations {
    fn open(&mut self, name: &str, attributes: &Attributes<'_>) -> bool {
        let external = attributes.get("TargetMode").is_some_and(|mode| mode == "External");
        if name == "Relationship" && !external {
            let kind = attributes.get("Type").unwrap_or_default();
            let kind = kind.rsplit('/').next().unwrap_or_default().to_owned();
            if let Some(target) = attributes.get("Target") {
                let path = match target.strip_prefix('/') {
                    Some(absolute) => absolute.to_owned(),
                    None if self.folder.is_empty() => target,
                    None => format!("{}/{target}", self.folder),
                };
                self.known.entry(kind).or_insert(path);
            }
        }
        true
    }

    fn close(&mut self, _: &str) {}

    fn text(&mut self, _: &str) {}
}

/// The texts of footnotes or endnotes by their marks.
#[derive(Default)]
struct Footnotes {
    found: Vec<(u32, String)>,
    is_open: bool,
    in_text: bool,
}

impl Visitor for Footnotes {
    fn open(&mut self, name: &str, attributes: &Attributes<'_>) -> bool {
        match name {
            "footnote" | "endnote" => {
                // The line above the notes is kept as one of them; it has a type.
                self.is_open = matches!(attributes.get("type").as_deref(), None | Some("normal"));
                if let (true, Some(id)) = (self.is_open, attributes.number("id")) {
                    self.found.push((id, String::new()));
                }
                return self.is_open;
            }
            "del" | "moveFrom" | "delText" | "Fallback" => return false,
            "t" => self.in_text = true,
            "br" | "cr" | "tab" => self.push(" "),
            _ => {}
        }
        true
    }

    fn close(&mut self, name: &str) {
        match name {
            "t" => self.in_text = false,
            "p" => self.push(" "),
            _ => {}
        }
    }

    fn text(&mut self, text: &str) {
        if self.in_text {
            self.push(text);
        }
    }
}

impl Footnotes {
    fn push(&mut self, text: &str) {
        if let (true, Some((_, own))) = (self.is_open, self.found.last_mut()) {
            own.push_str(text);
        }
    }

    fn into_pieces(
        self,
        is_endnote: bool,
        marks: &HashMap<(bool, u32), u32>,
        notes: &mut Notes,
    ) -> Vec<Piece> {
        let mut pieces = Vec::new();
        for (id, text) in self.found {
            let text = text.trim_matches(is_blank);
            if !text.is_empty() {
                let number = marks.get(&(is_endnote, id)).copied().unwrap_or(id);
                let origin = notes.places.add(Place::Footnote { number }, text);
                pieces.push(Piece::new(text, origin));
            }
        }
        pieces
    }
}

/// Says what was dropped that its owner may miss.
fn note_counts(counts: &Counts, notes: &mut Notes) {
    let mut say = |count: u32, zh: String, en: String| {
        if count > 0 {
            notes.add(None, 0, Message::new(zh, en));
        }
    };
    let Counts { deleted, inserted, hidden, prompts, contents, pictures, objects, comments } = counts;
    say(
        deleted.saturating_add(*inserted),
        format!("文档有修订，已按接受全部修订读取：插入 {inserted} 处，删除 {deleted} 处"),
        format!(
            "the document has tracked changes, read as accepted: {inserted} insertions, {deleted} deletions"
        ),
    );
    say(*hidden, format!("隐藏文字 {hidden} 处没有读"), format!("hidden text was not read: {hidden} runs"));
    say(
        *prompts,
        format!("没有填写的内容控件 {prompts} 个，提示文字没有读"),
        format!("content controls still showing their prompt were read as blank: {prompts}"),
    );
    say(
        *contents,
        format!("目录 {contents} 行没有读"),
        format!("the table of contents was not read: {contents} lines"),
    );
    say(
        *pictures,
        format!("图片和图表 {pictures} 个没有读；文字如果在图片里，请补录"),
        format!("pictures and charts were not read: {pictures}; type in what text they show"),
    );
    say(
        *objects,
        format!("嵌入的对象或文件 {objects} 个没有读；请打开看看里面有没有要填报的内容"),
        format!("embedded objects or files were not read: {objects}; open them to see what they hold"),
    );
    say(
        *comments,
        format!("批注 {comments} 条没有读"),
        format!("comments in the margin were not read: {comments}"),
    );
}
