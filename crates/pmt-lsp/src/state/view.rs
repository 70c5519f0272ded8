//! What a request sees: a document and everything around it, as it was when the request came.

use std::collections::HashMap;
use std::sync::{Arc, OnceLock};

use pmt_core::finding::FileId;
use pmt_core::text::Lang;
use pmt_core::workspace::{File, Workspace};
use pmt_syntax::Span;
use tower_lsp::ls_types::{Position, Range, Uri};

use crate::document::Document;
use crate::path::{Key, uri_of};
use crate::profile::Profile;
use crate::session::Session;

/// A snapshot for one request.
#[derive(Clone)]
pub struct View {
    /// The document it is about.
    pub document: Arc<Document>,
    /// The session it belongs to; the analysis in it may be a little behind the text.
    pub session: Arc<Session>,
    /// The open documents.
    pub documents: Arc<HashMap<Key, Arc<Document>>>,
    /// The client.
    pub profile: Arc<Profile>,
    workspace: OnceLock<Workspace>,
}

impl View {
    /// A view of a document.
    pub fn new(
        document: Arc<Document>,
        session: Arc<Session>,
        documents: Arc<HashMap<Key, Arc<Document>>>,
        profile: Arc<Profile>,
    ) -> Self {
        Self { document, session, documents, profile, workspace: OnceLock::new() }
    }

    /// The document's number in its session.
    pub fn id(&self) -> FileId {
        self.session.id(&self.document.key).unwrap_or(FileId(u32::MAX))
    }

    /// The document's meaning as it is now.
    pub fn file(&self) -> Arc<File> {
        let path = self.session.workspace.file(self.id()).map_or("", |file| file.path.as_str());
        self.document.file(self.id(), path)
    }

    /// The session's files with every open document as it is now.
    pub fn workspace(&self) -> &Workspace {
        self.workspace.get_or_init(|| {
            let fresh = self.session.behind(self.documents.values()).collect();
            self.session.workspace.with_files(fresh)
        })
    }

    /// The language of messages.
    pub fn lang(&self) -> Lang {
        self.session.lang(&self.profile)
    }

    /// The offset of a position in the document.
    pub fn offset(&self, position: Position) -> u32 {
        self.document.offset(self.profile.encoding, position)
    }

    /// The range of a span in the document.
    pub fn range(&self, span: Span) -> Range {
        self.document.range(self.profile.encoding, span)
    }

    /// The range of a span in any file of the workspace as it is now.
    pub fn range_in(&self, file: &File, span: Span) -> Range {
        self.profile.encoding.range(file.line_index(), &file.text, span)
    }

    /// The address of a file of the session: as the client spells it where it is open.
    pub fn uri(&self, id: FileId) -> Option<Uri> {
        let key = self.session.key(id)?;
        if let Some(document) = self.documents.get(key) {
            return Some(document.uri.clone());
        }
        match key {
            Key::File(path) => uri_of(path),
            Key::Other(uri) => uri.parse().ok(),
        }
    }

    /// Whether the document is still as it was when the request came.
    pub fn is_current(&self) -> bool {
        self.document.is_current()
    }
}
