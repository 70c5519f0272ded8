//! Where findings stand, for programs: the file's name, and both ends with line and column from 1, columns in
//! characters.

use std::collections::HashMap;

use pmt_core::finding::{FileId, Site};
use pmt_core::workspace::File;
use pmt_syntax::{LineCol, Span};

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
    columns: HashMap<FileId, Columns>,
}

impl<'a> Places<'a> {
    /// In a session.
    pub fn new(session: &'a Session) -> Self {
        Self { session, columns: HashMap::new() }
    }

    /// A file of the session.
    pub fn file(&self, id: FileId) -> Option<&'a File> {
        self.session.workspace.file(id)
    }

    /// The name of a file as it is shown.
    pub fn name(&self, id: FileId) -> &'a str {
        self.session.shown(id)
    }

    /// Where a finding or something it speaks of stands.
    pub fn site(&mut self, site: Site) -> Place {
        self.span(site.file, site.span)
    }

    /// Where words of a file stand.
    pub fn span(&mut self, id: FileId, span: Span) -> Place {
        let Some(file) = self.file(id) else {
            let first = LineCol { line: 1, col: 1 };
            return Place { start: first, end: first };
        };
        let columns = self.columns.entry(id).or_default();
        let (start, end) = columns.ends(&file.text, file.line_index(), span);
        Place { start, end }
    }
}
