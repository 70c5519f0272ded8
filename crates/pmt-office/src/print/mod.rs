//! A declaration as the document that is published and handed in: cover, narratives, forms.
//!
//! What stands in it is decided once, here, as paragraphs and tables; the formats ([`html`](Printed::html),
//! [`md`](Printed::markdown), [`docx`](Printed::docx), [`xlsx`](Printed::xlsx)) only set it. Every paragraph and cell
//! knows the source it comes from. A project is laid out when it is asked for, so that the document of a whole
//! department is never in memory as such.
//!
//! This module must never know a rule. The formats must never know the model.

/// Appends to a string, which cannot fail.
macro_rules! put {
    ($to:expr, $($text:tt)*) => {{
        use std::fmt::Write as _;
        let _ = write!($to, $($text)*);
    }};
}

mod docx;
mod form;
mod html;
mod lines;
mod markdown;
mod narrative;
mod ours;
mod table;
pub(crate) mod words;
mod xlsx;
mod xml;

pub use html::{Marks, Places, RangeOf};
pub use ours::is_ours;
pub use table::{Align, Cell, Kind, Number, Place, Row, Table};
pub use xlsx::XlsxError;

use pmt_core::declaration::{Declaration, Entry};
use pmt_core::edition::{Edition, Key};
use pmt_core::finding::Site;

use crate::layout::Manner;

/// What a draft is marked with.
pub(crate) const DRAFT: &str = "草稿";

/// Who made a document, as its properties say.
pub(crate) const MAKER: &str = "pmt";

/// When it was made, as its properties say: always the same, so that the same declaration gives the same bytes.
pub(crate) const STAMP: &str = "2000-01-01T00:00:00Z";

/// What a paragraph is in its document.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Role {
    /// The department, above the document's title.
    Department,
    /// The document's title.
    DocumentTitle,
    /// What heads the cover's own text.
    CoverHeading,
    /// What heads a project's narrative.
    NarrativeTitle,
    /// What heads a section of it.
    SectionHeading,
    /// Running text.
    Body,
}

/// A paragraph.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Paragraph {
    /// What it is.
    pub role: Role,
    /// Its text, on one line.
    pub text: String,
    /// Where it is written; `None` for what only the printed document has.
    pub source: Option<Site>,
}

/// A project as printed.
#[derive(Clone, Debug)]
pub struct Project {
    /// Its name.
    pub name: String,
    /// Its place among the projects, from 1.
    pub number: usize,
    /// Its narrative; empty where its author wrote none.
    pub narrative: Vec<Paragraph>,
    /// Its form.
    pub form: Table,
}

/// A declaration as it is printed.
#[derive(Clone, Copy, Debug)]
pub struct Printed<'a> {
    declaration: &'a Declaration<'a>,
    draft: bool,
    /// The one project that is printed, if it is not all of them.
    only: Option<usize>,
}

impl<'a> Printed<'a> {
    /// The printed document of a declaration; a draft is marked as one on every page.
    pub fn new(declaration: &'a Declaration<'a>, draft: bool) -> Self {
        Self { declaration, draft, only: None }
    }

    /// Of one project alone, counted from 0: as it stands in the whole document, without the cover.
    #[must_use]
    pub const fn only(self, index: usize) -> Self {
        Self { only: Some(index), ..self }
    }

    /// Whether it is marked as a draft.
    pub const fn is_draft(&self) -> bool {
        self.draft
    }

    fn edition(&self) -> Edition {
        self.declaration.edition
    }

    fn manner(&self) -> &'static Manner {
        Manner::of(self.edition())
    }

    /// The document's title.
    pub fn title(&self) -> String {
        match self.declaration.cover.filter(|_| self.only.is_none()) {
            Some(_) => words::document_title(self.edition(), self.declaration.year),
            None => self.declaration.projects.get(self.only.unwrap_or(0)).map_or_else(String::new, |entry| {
                let name = entry.project.name.value.clone();
                if name.is_empty() {
                    words::document_title(self.edition(), self.declaration.year)
                } else {
                    name
                }
            }),
        }
    }

    /// The cover: whose declaration it is, its title, and what it comes to. Empty for a project without a cover.
    pub fn cover(&self) -> Vec<Paragraph> {
        let cover = self.declaration.cover.filter(|_| self.only.is_none());
        let Some((file, cover)) = cover else { return Vec::new() };
        let at = |span| Some(Site { file, span });
        let line = |role, text: String, source| Paragraph { role, text, source };
        let mut lines = Vec::new();
        let whose = cover.unit.as_ref().or(cover.department.as_ref());
        if let Some(whose) = whose.filter(|name| !name.value.is_empty()) {
            lines.push(line(Role::Department, words::one_line(&whose.value), at(whose.span)));
        }
        let year = cover.year.map_or(cover.head, |year| year.span);
        lines.push(line(Role::DocumentTitle, self.title(), at(year)));
        let label = Key::CoverNote.label(self.edition()).to_owned();
        let note_key = cover.note.as_ref().map_or(cover.head, |note| note.key_span);
        lines.push(line(Role::CoverHeading, label, at(note_key)));
        let note = self.declaration.cover_note.as_ref().filter(|note| !note.is_blank());
        match note {
            Some(note) => {
                let body = narrative::lines_of(note);
                lines.extend(body.map(|(text, span)| line(Role::Body, text, at(span))));
            }
            None => {
                if let Some(sentence) = words::cover_sentence(self.declaration) {
                    lines.push(line(Role::Body, sentence, at(cover.head)));
                }
            }
        }
        lines
    }

    /// How many projects it has.
    pub fn len(&self) -> usize {
        self.declaration.projects.len()
    }

    /// Whether it has no project.
    pub fn is_empty(&self) -> bool {
        self.declaration.projects.is_empty()
    }

    /// A project, counted from 0.
    pub fn project(&self, index: usize) -> Option<Project> {
        let entry = self.declaration.projects.get(index)?;
        let number = index.saturating_add(1);
        let context = Context {
            declaration: self.declaration,
            entry,
            edition: self.edition(),
            manner: self.manner(),
            number,
        };
        Some(Project {
            name: words::one_line(&entry.project.name.value),
            number,
            narrative: narrative::build(context),
            form: form::build(context),
        })
    }

    /// Its projects in order.
    pub fn projects(&self) -> impl ExactSizeIterator<Item = Project> + '_ {
        let all = self.only.map_or(0..self.len(), |index| index..index.saturating_add(1));
        all.map(|index| self.project(index).unwrap_or_else(|| Project::blank(index)))
    }
}

impl Project {
    fn blank(index: usize) -> Self {
        Self {
            name: String::new(),
            number: index.saturating_add(1),
            narrative: Vec::new(),
            form: Table::default(),
        }
    }
}

/// A project to be printed, and what around it decides how.
#[derive(Clone, Copy)]
struct Context<'a> {
    declaration: &'a Declaration<'a>,
    entry: &'a Entry<'a>,
    edition: Edition,
    manner: &'static Manner,
    /// Its place among the projects, from 1.
    number: usize,
}

impl Context<'_> {
    fn at(&self, span: pmt_syntax::Span) -> Site {
        Site { file: self.entry.file, span }
    }

    fn label(&self, key: Key) -> &'static str {
        key.label(self.edition)
    }
}
