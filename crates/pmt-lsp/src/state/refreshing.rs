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
    lenses: bool,
    hints: bool,
    /// The identity of the findings that open documents had when they were last looked at.
    seen: HashMap<Key, String>,
    state: Arc<AtomicU8>,
}

impl Refresher {
    /// Knows nothing of the client yet.
    pub fn new(client: Client) -> Self {
        Self { client, lenses: false, hints: false, seen: HashMap::new(), state: Arc::default() }
    }

    /// Knows the client.
    pub fn know(&mut self, profile: &Profile) {
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

    /// Asks, once at a time: a client that never answers is not asked again.
    fn ask(&self) {
        if self.state.swap(ASKING_AGAIN, Ordering::AcqRel) != IDLE {
            return;
        }
        let (client, state, lenses, hints) =
            (self.client.clone(), Arc::clone(&self.state), self.lenses, self.hints);
        tokio::spawn(async move {
            loop {
                state.store(ASKING, Ordering::Release);
                if lenses {
                    let _ = client.code_lens_refresh().await;
                }
                if hints {
                    let _ = client.inlay_hint_refresh().await;
                }
                let done = state.compare_exchange(ASKING, IDLE, Ordering::AcqRel, Ordering::Acquire);
                if done.is_ok() {
                    break;
                }
            }
        });
    }
}
