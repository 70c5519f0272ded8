//! Where findings stand, for programs: the file's name, and both ends with line and column from 1, columns in
//! characters.

use std::collections::HashMap;

use pmt_core::finding::{FileId, Site};
use pmt_syntax::{LineCol, LineIndex, Span};

use super::columns::Columns;
use crate::input::Session;

/// Where something stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    /// Its first character.
    pub start: LineCol,
    /// The character after its last.
    pub end: LineCol,
}

/// Finds places in the files of a session, fast for those asked for in order.
pub struct Places<'a> {
    session: &'a Session,
    columns: HashMap<(FileId, Role), Columns>,
}

/// Why a place is asked for. Places of one role come nearly in order, those of several do not.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum Role {
    Finding,
    Related,
    Edit,
    Comment,
}

impl<'a> Places<'a> {
    /// In a session.
    pub fn new(session: &'a Session) -> Self {
        Self { session, columns: HashMap::new() }
    }

    /// A file of the session: its text and its lines.
    pub fn file(&self, id: FileId) -> Option<(&'a str, &'a LineIndex)> {
        self.session.source(id)
    }

    /// The name of a file as it is shown.
    pub fn name(&self, id: FileId) -> &'a str {
        self.session.shown(id)
    }

    /// The words at a place.
    pub fn words(&self, site: Site) -> &'a str {
        self.file(site.file).map_or("", |(text, _)| site.span.text(text))
    }

    /// Where something stands in a document.
    pub fn place(&self, site: Site) -> Option<pmt_office::Place> {
        self.session.place(site)
    }

    /// Where a finding stands.
    pub fn site(&mut self, site: Site) -> Place {
        self.find(site.file, Role::Finding, site.span)
    }

    /// Where something stands that a finding speaks of.
    pub fn related(&mut self, site: Site) -> Place {
        self.find(site.file, Role::Related, site.span)
    }

    /// Where an edit is made.
    pub fn edit(&mut self, file: FileId, span: Span) -> Place {
        self.find(file, Role::Edit, span)
    }

    /// Where the comment stands that silences a finding.
    pub fn comment(&mut self, site: Site) -> Place {
        self.find(site.file, Role::Comment, site.span)
    }

    fn find(&mut self, id: FileId, role: Role, span: Span) -> Place {
        let Some((text, index)) = self.file(id) else {
            let first = LineCol { line: 1, col: 1 };
            return Place { start: first, end: first };
        };
        let columns = self.columns.entry((id, role)).or_default();
        let (start, end) = columns.ends(text, index, span);
        Place { start, end }
    }
}
