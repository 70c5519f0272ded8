//! Published declarations to `.pmt`, and back: declarations as the documents that are published.
//!
//! A document is read in layers. The source layer ([`Origin`], [`Piece`]) is where kinds of document differ: it gives
//! paragraphs and cells with their origins. One table, [`layout`], knows the form of each edition. What is read fills
//! the [`model`], and a writer turns that into `.pmt` text. The other way, [`print`] lays a declaration out by the same
//! table and sets it as HTML, Markdown, Word or Excel.
//!
//! Two promises hold throughout. Nothing is lost: every paragraph and cell is in the output, in its place or as a
//! comment that says it found none. Nothing is mended: values are taken as written, and what typography was
//! normalised is noted.
//!
//! This crate does no input or output: texts are handed to it, texts are handed back.

mod assemble;
mod cover;
mod decode;
mod derived;
mod form;
mod kind;
pub mod layout;
pub mod model;
mod narrative;
mod note;
mod paragraphs;
pub mod print;
mod segment;
mod source;
mod trace;
mod traced;
mod typography;
mod writer;

pub use decode::{DecodeError, Decoded, Encoding, decode};
pub use kind::Kind;
pub use note::{Note, Unplaced};
pub use source::{Layout, Origin, Piece, Place, Places, ReadAt, SourceError};
pub use traced::{Traced, TracedFile, trace};
pub use writer::folder_name;

use pmt_core::edition::{Edition, FORMS, Key};
use pmt_core::text::Message;
use thiserror::Error;

use crate::note::Notes;
use crate::segment::Region;
use crate::writer::Written;

/// A document by what its bytes are.
#[derive(Clone, Copy, Debug)]
pub enum Input<'b> {
    /// A text.
    Text(&'b str),
    /// The text of a document with pages, form feeds between them: what is said of a place names the page.
    Pages(&'b str),
    /// A Word document (.docx).
    Word(&'b [u8]),
    /// An Excel workbook (.xlsx, .xls).
    Workbook(&'b [u8]),
    /// A Word document that is read where it is, a part at a time.
    LargeWord(&'b dyn ReadAt),
    /// An Excel workbook that is read where it is, a part at a time.
    LargeWorkbook(&'b dyn ReadAt),
}

impl<'b> From<&'b str> for Input<'b> {
    fn from(text: &'b str) -> Self {
        Self::Text(text)
    }
}

impl<'b> From<&'b String> for Input<'b> {
    fn from(text: &'b String) -> Self {
        Self::Text(text)
    }
}

/// The name of the cover's file.
fn cover_file() -> String {
    format!("{}.pmt", Key::Declaration.label(Edition::Common))
}

/// A file to write.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ImportedFile {
    /// Its name, to be put into the folder of the declaration.
    pub path: String,
    /// Its text, formatted.
    pub text: String,
}

/// An imported declaration.
#[derive(Clone, Debug)]
pub struct Imported {
    /// The cover and a file per project, in the document's order.
    pub files: Vec<ImportedFile>,
    /// What found no place, in the source's order.
    pub unplaced: Vec<Unplaced>,
    /// What was normalised or noticed, in the source's order.
    pub notes: Vec<Note>,
    /// The layout the document was recognised to be in.
    pub layout: Layout,
    /// Where the pieces of the document stand.
    pub places: Places,
    /// What the document says.
    pub document: model::Document,
}

/// Why a document cannot be imported.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum ImportError {
    /// There is nothing in it.
    #[error("“{name}” is empty")]
    Empty {
        /// The document's name.
        name: String,
    },
    /// There is no form in it.
    #[error("no form was found in “{name}”")]
    NoForm {
        /// The document's name.
        name: String,
    },
    /// It cannot be read.
    #[error("“{name}”: {error}")]
    Unreadable {
        /// The document's name.
        name: String,
        /// Why.
        error: SourceError,
    },
}

impl ImportError {
    /// What is wrong and what was looked for, for the user.
    pub fn message(&self) -> Message {
        match self {
            Self::Unreadable { name, error } => {
                let why = error.message();
                Message::new(format!("“{name}”：{}", why.zh), format!("“{name}”: {}", why.en))
            }
            Self::Empty { name } => Message::new(format!("“{name}”是空的"), format!("“{name}” is empty")),
            Self::NoForm { name } => {
                let mut titles: Vec<String> = FORMS.iter().map(|form| format!("“{}”", form.title)).collect();
                titles.dedup();
                let titles = titles.join("、");
                let label = layout::first_label();
                Message::new(
                    format!(
                        "“{name}”中没有找到绩效目标表：找过表名（{titles}）和标签“{label}”。请确认文本包含表格部分"
                    ),
                    format!(
                        "no form was found in “{name}”: looked for its titles ({titles}) and the label “{label}”. Make sure the text includes the tables"
                    ),
                )
            }
        }
    }
}

/// Imports a published declaration; `name` is the document's, for messages and the cover's first line.
pub fn import<'b>(input: impl Into<Input<'b>>, name: &str) -> Result<Imported, ImportError> {
    let (mut document, layout, notes) = read(input.into(), name)?;
    derived::drop_derived(&mut document);
    Ok(write(document, layout, name, notes))
}

/// Reads a published declaration.
fn read(input: Input<'_>, name: &str) -> Result<(model::Document, Layout, Notes), ImportError> {
    let mut notes = Notes::default();
    let mut source = source::read(input, &mut notes)
        .map_err(|error| ImportError::Unreadable { name: name.to_owned(), error })?;
    if source.blocks.is_empty() {
        return Err(ImportError::Empty { name: name.to_owned() });
    }
    let layout = source.layout;
    let page_numbers = std::mem::take(&mut source.unplaced);
    let regions = segment::segment(source);
    if !regions.iter().any(|region| matches!(region, Region::Form { .. })) {
        return Err(ImportError::NoForm { name: name.to_owned() });
    }
    note_braces(&regions, &mut notes);
    let mut document = assemble::assemble(regions, layout, &mut notes);
    document.unplaced.extend(page_numbers);
    document.unplaced.sort_by_key(|piece| piece.origin.first);
    Ok((document, layout, notes))
}

/// A name or a value on one line cannot hold braces: they are written as the brackets nearest to them.
fn note_braces(regions: &[Region], notes: &mut Notes) {
    let forms = regions.iter().filter_map(|region| match region {
        Region::Form { blocks, .. } => Some(blocks),
        _ => None,
    });
    for piece in forms.flatten().flat_map(source::Block::pieces) {
        if piece.text.contains(['{', '}', '｛', '｝']) {
            let message = Message::new(
                format!("“{}”中的花括号，在名称和一行的值中写成“【】”，请核对", piece.text),
                format!(
                    "the braces in “{}” are written as “【】” in names and values of one line",
                    piece.text
                ),
            );
            notes.add(None, piece.origin.first, message);
        }
    }
}

/// The cover and each project as they are written, with the names of their files.
fn written(
    document: &model::Document,
    name: &str,
    notes: &mut Notes,
) -> (Vec<(String, Written)>, Vec<Listed>) {
    let inherited = writer::Inherited::new(document);
    let listed = |piece: &Piece, file: &str| Listed { piece: piece.clone(), file: file.to_owned() };
    let mut unplaced: Vec<Listed> = writer::cover_unplaced(document, &inherited)
        .into_iter()
        .map(|piece| listed(piece, &cover_file()))
        .collect();
    let mut files = vec![(cover_file(), writer::cover(document, &inherited, name, &notes.places))];
    let count = document.projects.len();
    for (index, project) in document.projects.iter().enumerate() {
        let path = writer::file_name(index, count, project.name());
        unplaced.extend(project.unplaced.iter().map(|piece| listed(piece, &path)));
        files.push((path, writer::project(project, &inherited, notes)));
    }
    unplaced.sort_by_key(|one| one.piece.origin.first);
    (files, unplaced)
}

/// A piece that found no place, and the file that holds it as a comment.
struct Listed {
    piece: Piece,
    file: String,
}

impl Listed {
    fn at(self, places: &Places) -> Unplaced {
        Unplaced { place: places.place(self.piece.origin.first), text: self.piece.text, file: self.file }
    }
}

fn write(document: model::Document, layout: Layout, name: &str, mut notes: Notes) -> Imported {
    let (files, unplaced) = written(&document, name, &mut notes);
    let files = files.into_iter().map(|(path, written)| file(path, written.text)).collect();
    let (notes, places) = notes.into_sorted();
    let unplaced = unplaced.into_iter().map(|one| one.at(&places)).collect();
    Imported { files, unplaced, notes, layout, places, document }
}

fn file(path: String, text: String) -> ImportedFile {
    let text = pmt_syntax::format(&pmt_syntax::parse(text.as_str())).unwrap_or(text);
    ImportedFile { path, text }
}
