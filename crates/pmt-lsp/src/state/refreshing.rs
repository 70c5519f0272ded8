//! Having the client ask again for what it shows between and beside the lines, where an analysis changed that: clients
//! ask by themselves only for the document that is edited, and perhaps before the analysis is done.

use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;
use std::sync::atomic::{AtomicU8, Ordering};

use pmt_core::finding::FileId;
use tower_lsp::Client;

use crate::document::Document;
use crate::path::Key;
use crate::profile::Profile;
use crate::session::Session;

const IDLE: u8 = 0;
const ASKING: u8 = 1;
const ASKING_AGAIN: u8 = 2;

/// Asks the client to ask.
pub struct Refresher {
    client: Client,
    diagnostics: bool,
    lenses: bool,
    hints: bool,
    /// The identity of the findings that open documents had when they were last looked at.
    seen: HashMap<Key, String>,
    /// How far it is with asking for what is shown besides diagnostics.
    asking: Asking,
    /// The same for diagnostics.
    asking_diagnostics: Asking,
}

impl Refresher {
    /// Knows nothing of the client yet.
    pub fn new(client: Client) -> Self {
        Self {
            client,
            diagnostics: false,
            lenses: false,
            hints: false,
            seen: HashMap::new(),
            asking: Asking::default(),
            asking_diagnostics: Asking::default(),
        }
    }

    /// Knows the client.
    pub fn know(&mut self, profile: &Profile) {
        self.diagnostics = profile.refreshes_diagnostics;
        let workspace = profile.capabilities.workspace.as_ref();
        let lenses = workspace.and_then(|workspace| workspace.code_lens.as_ref());
        self.lenses = lenses.and_then(|lenses| lenses.refresh_support).unwrap_or(false);
        let hints = workspace.and_then(|workspace| workspace.inlay_hint.as_ref());
        self.hints = hints.and_then(|hints| hints.refresh_support).unwrap_or(false);
    }

    /// A document was closed.
    pub fn closed(&mut self, key: &Key) {
        self.seen.remove(key);
    }

    /// Some files of a session have been looked at again.
    pub fn analysed(
        &mut self,
        session: &Session,
        files: &BTreeSet<FileId>,
        documents: &HashMap<Key, Arc<Document>>,
    ) {
        if !self.lenses && !self.hints {
            return;
        }
        // Amounts of one file are summed in others, whatever is found there.
        let open = files.iter().filter_map(|id| Some((session.key(*id)?, *id)));
        let open: Vec<(&Key, FileId)> = open.filter(|(key, _)| documents.contains_key(key)).collect();
        let mut wanted = open.len() > 1;
        for (key, id) in open {
            let found = session.found(id).id.clone();
            wanted |= self.seen.insert(key.clone(), found.clone()) != Some(found);
        }
        if wanted {
            self.ask();
        }
    }

    fn ask(&self) {
        let (client, lenses, hints) = (self.client.clone(), self.lenses, self.hints);
        self.asking.ask(move || {
            let client = client.clone();
            async move {
                if lenses {
                    let _ = client.code_lens_refresh().await;
                }
                if hints {
                    let _ = client.inlay_hint_refresh().await;
                }
            }
        });
    }

    /// Has the client ask for diagnostics again.
    pub fn diagnostics(&self) {
        if !self.diagnostics {
            return;
        }
        let client = self.client.clone();
        self.asking_diagnostics.ask(move || {
            let client = client.clone();
            async move {
                let _ = client.workspace_diagnostic_refresh().await;
            }
        });
    }
}

/// A question that is asked once at a time: a client that never answers is not asked again.
#[derive(Default)]
struct Asking(Arc<AtomicU8>);

impl Asking {
    fn ask<F: Future<Output = ()> + Send>(&self, question: impl Fn() -> F + Send + 'static) {
        if self.0.swap(ASKING_AGAIN, Ordering::AcqRel) != IDLE {
            return;
        }
        let state = Arc::clone(&self.0);
        tokio::spawn(async move {
            loop {
                state.store(ASKING, Ordering::Release);
                question().await;
                let done = state.compare_exchange(ASKING, IDLE, Ordering::AcqRel, Ordering::Acquire);
                if done.is_ok() {
                    break;
                }
            }
        });
    }
}
