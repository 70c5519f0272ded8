//! The one owner of what the server knows. Everything reaches it as an [`Event`] through one channel, in the order in
//! which the client said it; so no change can overtake another, and no request sees a text that is older than itself.
//!
//! The owner does nothing that takes time: reading, analysing and answering run aside, on snapshots, and what comes of
//! them comes back as events.

mod loading;
mod owner;
mod progress;
mod publishing;
mod refreshing;
mod view;
mod watching;

use std::collections::HashMap;
use std::path::PathBuf;
use std::sync::Arc;

use tokio::sync::oneshot;
use tower_lsp::jsonrpc;
use tower_lsp::ls_types::{DocumentDiagnosticReportResult, TextDocumentContentChangeEvent};

use crate::disk::Loading;
use crate::document::Document;
use crate::path::Key;
use crate::profile::{Options, Profile};
use crate::session::{Analysed, Session};

pub use owner::Owner;
pub use view::View;

/// An answer that has to be given exactly once.
pub type Answer<T> = oneshot::Sender<jsonrpc::Result<T>>;

/// Something to be done with a snapshot of a document; it answers by itself.
pub type Job = Box<dyn FnOnce(Result<View, jsonrpc::Error>) + Send>;

/// Something to be done with a snapshot of everything.
pub type WholeJob = Box<dyn FnOnce(Everything) + Send>;

/// A snapshot of everything.
pub struct Everything {
    /// All sessions; the analyses in them may be a little behind the documents.
    pub sessions: Vec<Arc<Session>>,
    /// The open documents.
    pub documents: Arc<HashMap<Key, Arc<Document>>>,
    /// The client.
    pub profile: Arc<Profile>,
}

/// What happens.
pub enum Event {
    /// The client has introduced itself.
    Started {
        /// What it can do.
        profile: Box<Profile>,
        /// Its folders.
        folders: Vec<PathBuf>,
    },
    /// The client is ready for requests of ours.
    Ready,
    /// A document was opened.
    Opened(Document),
    /// A document was changed.
    Changed {
        /// Which.
        key: Key,
        /// The client's version of it then.
        version: i32,
        /// How.
        changes: Vec<TextDocumentContentChangeEvent>,
    },
    /// A document was closed.
    Closed(Key),
    /// Something happened on the disk.
    Touched(Vec<PathBuf>),
    /// Folders came and went.
    Folders {
        /// New ones.
        added: Vec<PathBuf>,
        /// Those that are no more of interest.
        removed: Vec<PathBuf>,
    },
    /// The user has other settings.
    Configured(Options),
    /// A request about a document.
    Ask {
        /// Which document.
        key: Key,
        /// What to do.
        job: Job,
    },
    /// A request about everything.
    AskAll(WholeJob),
    /// A request for a document's diagnostics.
    Pull {
        /// Which document.
        key: Key,
        /// The identity of those that the client has.
        known: Option<String>,
        /// Where they go.
        answer: Answer<DocumentDiagnosticReportResult>,
    },
    /// The disk has been read and analysed.
    Loaded {
        /// Which reading it was.
        reading: u64,
        /// The sessions.
        sessions: Vec<Session>,
        /// What else came of it, files aside.
        loading: Loading,
    },
    /// The declaration of one document has been read ahead of the rest.
    LoadedOne {
        /// Which document.
        key: Key,
        /// Its session, if it could be read.
        session: Option<Session>,
    },
    /// A session has been analysed again.
    Analysed {
        /// Which, by its place.
        session: usize,
        /// Which reading of the disk it is of.
        reading: u64,
        /// What came of it; nothing if that went wrong.
        analysed: Option<Box<Analysed>>,
    },
    /// A session of one document has been analysed again.
    AnalysedOne {
        /// Which document.
        key: Key,
        /// What came of it.
        analysed: Option<Box<Analysed>>,
    },
    /// The client asks the server to end.
    ShutDown(Answer<()>),
}
