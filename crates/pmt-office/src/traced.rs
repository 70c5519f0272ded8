//! A document read to be checked: the `.pmt` texts it comes to, and the way from their words back to its own.

use std::ops::Range;

use pmt_syntax::Span;

use crate::layout::Field;
use crate::note::{Note, Unplaced};
use crate::source::{Place, Places};
use crate::trace::Trace;
use crate::{ImportError, Input, derived, read, written};

/// A `.pmt` text of a document.
#[derive(Clone, Debug)]
pub struct TracedFile {
    /// Its name.
    pub path: String,
    /// Its text; it is not formatted, which makes no difference to its meaning.
    pub text: String,
    trace: Trace,
}

/// A document read to be checked.
#[derive(Clone, Debug)]
pub struct Traced {
    /// The cover and a text per project, in the document's order.
    pub files: Vec<TracedFile>,
    /// What found no place, in the document's order: it cannot be checked.
    pub unplaced: Vec<Unplaced>,
    /// What was normalised or noticed, in the document's order.
    pub notes: Vec<Note>,
    /// Where everything stands.
    pub places: Places,
    /// The region whose form it is, where the document tells.
    pub region: Option<&'static str>,
    /// The fiscal year.
    pub year: Option<i32>,
    /// The department.
    pub department: Option<String>,
    /// How many projects were found.
    pub projects: usize,
}

/// Reads a published declaration to check it; `name` is the document's.
pub fn trace<'b>(input: impl Into<Input<'b>>, name: &str) -> Result<Traced, ImportError> {
    let (mut document, _, mut notes) = read(input.into(), name)?;
    derived::drop_of_projects(&mut document);
    let (files, unplaced) = written(&document, name, &mut notes);
    let files = files
        .into_iter()
        .map(|(path, written)| TracedFile { path, text: written.text, trace: written.trace })
        .collect();
    let of_form = || document.projects.iter().find_map(|project| project.text(Field::Department));
    let printed = document.department.as_ref().map(|piece| piece.text.as_str());
    let department = printed.or_else(of_form).map(str::to_owned);
    let (region, year, projects) = (document.region, document.year, document.projects.len());
    let (notes, places) = notes.into_sorted();
    let unplaced = unplaced.into_iter().map(|one| one.at(&places)).collect();
    Ok(Traced { files, unplaced, notes, places, region, year, department, projects })
}

impl Traced {
    /// Where words of a file stand in the document's text ([`Places::text`]), in order; never nowhere.
    pub fn find(&self, file: usize, span: Span) -> Vec<Span> {
        let Some(file) = self.files.get(file) else { return vec![Span::new(0, 0)] };
        let range = to_usize(span.start)..to_usize(span.end);
        file.trace.find(range, &file.text, &self.places).into_iter().map(Span::of).collect()
    }

    /// Where the piece that a note is on stands in the document's text.
    pub fn site(&self, note: &Note) -> Span {
        Span::of(self.places.shown(note.ordinal))
    }
}

impl Places {
    /// What can be seen of a piece in [`Places::text`].
    fn shown(&self, ordinal: u32) -> Range<usize> {
        crate::trace::printed(self, crate::source::Origin::at(ordinal))
    }

    /// The place that a byte of [`Places::text`] stands in.
    pub fn place_at(&self, offset: u32) -> Place {
        self.place(self.ordinal_at(to_usize(offset)))
    }
}

fn to_usize(offset: u32) -> usize {
    usize::try_from(offset).unwrap_or(usize::MAX)
}
