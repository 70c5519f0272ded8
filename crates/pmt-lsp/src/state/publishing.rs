//! Telling the client of findings: answering its questions where it asks, telling it unasked where it does not or cannot.
//! A document is never told of both ways, since the client would show everything twice.

use std::collections::{BTreeSet, HashMap};
use std::path::PathBuf;
use std::sync::Arc;

use pmt_core::finding::FileId;
use pmt_core::text::Message;
use pmt_syntax::{LineIndex, Span};
use serde_json::json;
use tokio::sync::mpsc::{UnboundedSender, unbounded_channel};
use tower_lsp::Client;
use tower_lsp::jsonrpc;
use tower_lsp::ls_types::{
    Diagnostic, DiagnosticSeverity, DidChangeWatchedFilesRegistrationOptions, DocumentDiagnosticReport,
    DocumentDiagnosticReportResult, FileSystemWatcher, FullDocumentDiagnosticReport, GlobPattern, Range,
    Registration, RelatedFullDocumentDiagnosticReport, RelatedUnchangedDocumentDiagnosticReport,
    UnchangedDocumentDiagnosticReport, Uri,
};

use super::Answer;
use super::loading::LoadedParts;
use super::refreshing::Refresher;
use crate::document::Document;
use crate::features::diagnostics::SOURCE;
use crate::path::{Key, uri_of};
use crate::profile::Profile;
use crate::session::{FileFindings, Session};

/// The code of an answer that came too late, for diagnostics.
const SERVER_CANCELLED: i64 = -32802;

/// A question for a document's diagnostics.
pub struct Pull {
    /// Which document.
    pub key: Key,
    /// The identity of those that the client has.
    pub known: Option<String>,
    /// Where they go.
    pub answer: Answer<DocumentDiagnosticReportResult>,
}

/// What the client was told.
pub struct Publisher {
    client: Client,
    outgoing: UnboundedSender<(Uri, Vec<Diagnostic>, Option<i32>)>,
    profile: Option<Arc<Profile>>,
    waiting: Vec<Pull>,
    /// The identity of what was told last, by document.
    told: HashMap<Key, String>,
    /// The identity of what was answered last, by document.
    answered: HashMap<Key, String>,
    /// The open documents.
    open: BTreeSet<Key>,
    /// Files of which something is told that is no finding.
    aside: BTreeSet<Key>,
    refresher: Refresher,
}

impl Publisher {
    /// Has told nothing.
    pub fn new(client: Client) -> Self {
        let (outgoing, mut queue) = unbounded_channel();
        let to = client.clone();
        // One after the other, in the order of the calls.
        tokio::spawn(async move {
            while let Some((uri, diagnostics, version)) = queue.recv().await {
                to.publish_diagnostics(uri, diagnostics, version).await;
            }
        });
        Self {
            refresher: Refresher::new(client.clone()),
            client,
            outgoing,
            profile: None,
            waiting: Vec::new(),
            told: HashMap::new(),
            answered: HashMap::new(),
            open: BTreeSet::new(),
            aside: BTreeSet::new(),
        }
    }

    /// Knows the client.
    pub fn know(&mut self, profile: Arc<Profile>) {
        self.refresher.know(&profile);
        self.profile = Some(profile);
    }

    fn pulls(&self) -> bool {
        self.profile.as_ref().is_some_and(|profile| profile.pulls)
    }

    /// Asks the client to say when files change.
    pub fn register(&self) {
        if !self.profile.as_ref().is_some_and(|profile| profile.watches) {
            return;
        }
        let watchers = ["**/*.pmt", "**/pmt.toml", "**/.gitignore"]
            .map(|glob| FileSystemWatcher { glob_pattern: GlobPattern::String(glob.to_owned()), kind: None });
        let options = DidChangeWatchedFilesRegistrationOptions { watchers: watchers.to_vec() };
        let registration = Registration {
            id: "files".to_owned(),
            method: "workspace/didChangeWatchedFiles".to_owned(),
            register_options: serde_json::to_value(options).ok(),
        };
        let client = self.client.clone();
        // A client that never answers must not keep anybody waiting.
        tokio::spawn(async move { client.register_capability(vec![registration]).await });
    }

    /// A document was opened: a client that asks will ask.
    pub fn opened(&mut self, key: &Key) {
        self.open.insert(key.clone());
        if self.pulls() {
            self.tell(key, None, &[], String::new(), None);
            self.told.remove(key);
        }
    }

    /// A document was closed.
    pub fn closed(&mut self, key: &Key) {
        self.open.remove(key);
        self.answered.remove(key);
        self.refresher.closed(key);
        self.drop_waiting(key, false);
    }

    /// What a document was told is no longer known to be so.
    pub fn republish(&mut self, key: &Key) {
        self.told.remove(key);
    }

    /// A document that is no file is gone with everything told of it.
    pub fn forget(&mut self, key: &Key) {
        if !self.pulls() {
            self.tell(key, None, &[], String::new(), None);
        }
        self.told.remove(key);
    }

    /// A document was changed: whoever waits for an older version's findings is to ask again.
    pub fn outdated(&mut self, key: &Key) {
        self.drop_waiting(key, true);
    }

    /// Nobody is to wait any longer.
    pub fn cancel_all(&mut self) {
        for pull in self.waiting.drain(..) {
            let _ = pull.answer.send(Err(cancelled(false)));
        }
    }

    fn drop_waiting(&mut self, key: &Key, again: bool) {
        let (dropped, kept): (Vec<Pull>, Vec<Pull>) =
            std::mem::take(&mut self.waiting).into_iter().partition(|pull| pull.key == *key);
        self.waiting = kept;
        for pull in dropped {
            let _ = pull.answer.send(Err(cancelled(again)));
        }
    }

    /// Takes a question; it is answered once the findings are those of the document as it is.
    pub fn pull(&mut self, pull: Pull) {
        self.waiting.push(pull);
    }

    /// The documents that somebody waits for.
    pub fn asked(&mut self) -> BTreeSet<Key> {
        self.waiting.retain(|pull| !pull.answer.is_closed());
        self.waiting.iter().map(|pull| pull.key.clone()).collect()
    }

    /// Answers the questions that can be answered.
    pub fn answer(&mut self, of: &HashMap<Key, (Arc<Document>, Arc<Session>)>) {
        for pull in std::mem::take(&mut self.waiting) {
            let ready = of.get(&pull.key).filter(|(document, session)| session.has(document));
            let Some((_, session)) = ready else {
                self.waiting.push(pull);
                continue;
            };
            let found = session.id(&pull.key).map(|id| session.found(id)).unwrap_or_default();
            self.answered.insert(pull.key, found.id.clone());
            let _ = pull.answer.send(Ok(report(&found, pull.known.as_deref())));
        }
    }

    /// Everything has been read anew.
    pub fn replace<'s>(
        &mut self,
        sessions: impl Iterator<Item = &'s Session>,
        parts: &LoadedParts,
        documents: &HashMap<Key, Arc<Document>>,
    ) {
        let mut here: BTreeSet<Key> = BTreeSet::new();
        let mut refresh = false;
        for session in sessions {
            here.extend(session.keys.iter().cloned());
            let all: BTreeSet<FileId> = session.keys.iter().filter_map(|key| session.id(key)).collect();
            refresh |= self.tell_of(session, &all, documents);
        }
        let gone: Vec<Key> = self
            .told
            .keys()
            .filter(|key| !here.contains(*key) && !self.open.contains(*key))
            .cloned()
            .collect();
        for key in gone {
            self.tell(&key, None, &[], String::new(), None);
            self.told.remove(&key);
        }
        self.aside(parts, &here);
        self.refresh(refresh);
    }

    /// Some files of a session have been looked at again.
    pub fn changed(
        &mut self,
        session: &Session,
        files: &BTreeSet<FileId>,
        documents: &HashMap<Key, Arc<Document>>,
    ) {
        let refresh = self.tell_of(session, files, documents);
        self.refresh(refresh);
    }

    /// One document's session has been read or analysed. Of the files around it nothing is told: they will be read with
    /// everything else.
    pub fn changed_one(&mut self, session: &Session, key: &Key, document: &Arc<Document>) {
        if self.pulls() || !session.has(document) {
            return;
        }
        if let Some(found) = session.id(key).map(|id| session.found(id)) {
            self.tell_once(key, Some(document), &found);
        }
    }

    /// Tells of files; whether open ones that the client asks about have other findings than it knows.
    fn tell_of(
        &mut self,
        session: &Session,
        files: &BTreeSet<FileId>,
        documents: &HashMap<Key, Arc<Document>>,
    ) -> bool {
        let mut refresh = false;
        self.refresher.analysed(session, files, documents);
        for id in files {
            let Some(key) = session.key(*id) else { continue };
            let found = session.found(*id);
            match documents.get(key) {
                // The next analysis will tell.
                Some(document) if !session.has(document) => {}
                Some(_) if self.pulls() => {
                    let is_waiting = self.waiting.iter().any(|pull| pull.key == *key);
                    refresh |= !is_waiting && self.answered.get(key).is_some_and(|known| *known != found.id);
                }
                document => self.tell_once(key, document, &found),
            }
        }
        refresh
    }

    fn refresh(&self, wanted: bool) {
        if wanted {
            self.refresher.diagnostics();
        }
    }

    fn tell_once(&mut self, key: &Key, document: Option<&Arc<Document>>, found: &FileFindings) {
        let is_known = match self.told.get(key) {
            Some(known) => *known == found.id,
            None => found.diagnostics.is_empty() && document.is_none(),
        };
        if !is_known {
            let version = document.map(|document| document.version);
            let uri = document.map(|document| document.uri.clone());
            self.tell(key, uri, &found.diagnostics, found.id.clone(), version);
        }
    }

    fn tell(
        &mut self,
        key: &Key,
        uri: Option<Uri>,
        diagnostics: &[Diagnostic],
        id: String,
        version: Option<i32>,
    ) {
        let uri = uri.or_else(|| match key {
            Key::File(path) => uri_of(path),
            Key::Other(uri) => uri.parse().ok(),
        });
        let Some(uri) = uri else { return };
        let nothing_told = diagnostics.is_empty() && !self.told.contains_key(key);
        self.told.insert(key.clone(), id);
        if nothing_told && !self.open.contains(key) {
            return;
        }
        // Should nobody take it, the client is gone.
        let _ = self.outgoing.send((uri, diagnostics.to_vec(), version));
    }

    /// Whether something is told of a file that is no finding.
    pub fn is_aside(&self, key: &Key) -> bool {
        self.aside.contains(key)
    }

    /// What is wrong with files that could not be taken as declarations.
    fn aside(&mut self, parts: &LoadedParts, here: &BTreeSet<Key>) {
        let Some(profile) = self.profile.clone() else { return };
        let mut now = BTreeSet::new();
        let mut told: Vec<(PathBuf, Range, &Message)> = Vec::new();
        for (path, text, error) in &parts.broken_configs {
            let span = error.range.as_ref().map_or(Span::empty(0), |range| {
                let offset = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
                Span::new(offset(range.start), offset(range.end))
            });
            let range = profile.encoding.range(&LineIndex::new(text), text, span);
            told.push((path.clone(), range, &error.message));
        }
        let unreadable = parts.unreadable.iter().map(|(path, why)| (path.clone(), Range::default(), why));
        told.extend(unreadable);
        for (path, range, message) in told {
            let key = Key::File(path);
            let diagnostic = Diagnostic {
                range,
                severity: Some(DiagnosticSeverity::ERROR),
                source: Some(SOURCE.to_owned()),
                message: message.get(profile.lang(None)).to_owned(),
                ..Diagnostic::default()
            };
            let id = json!(diagnostic).to_string();
            self.tell(&key, None, &[diagnostic], id, None);
            now.insert(key);
        }
        // The findings of a file take the place of what was told of it, unless they are asked for.
        let replaced = |key: &Key| here.contains(key) && !(self.pulls() && self.open.contains(key));
        let gone: Vec<Key> =
            self.aside.iter().filter(|key| !now.contains(*key) && !replaced(key)).cloned().collect();
        for key in gone {
            self.tell(&key, None, &[], String::new(), None);
        }
        self.aside = now;
    }
}

fn cancelled(again: bool) -> jsonrpc::Error {
    jsonrpc::Error {
        code: jsonrpc::ErrorCode::ServerError(SERVER_CANCELLED),
        message: "the document has changed".into(),
        data: Some(json!({ "retriggerRequest": again })),
    }
}

fn report(found: &FileFindings, known: Option<&str>) -> DocumentDiagnosticReportResult {
    let report = if known == Some(found.id.as_str()) && !found.id.is_empty() {
        DocumentDiagnosticReport::Unchanged(RelatedUnchangedDocumentDiagnosticReport {
            related_documents: None,
            unchanged_document_diagnostic_report: UnchangedDocumentDiagnosticReport {
                result_id: found.id.clone(),
            },
        })
    } else {
        DocumentDiagnosticReport::Full(RelatedFullDocumentDiagnosticReport {
            related_documents: None,
            full_document_diagnostic_report: FullDocumentDiagnosticReport {
                result_id: Some(found.id.clone()),
                items: found.diagnostics.clone(),
            },
        })
    };
    DocumentDiagnosticReportResult::Report(report)
}
