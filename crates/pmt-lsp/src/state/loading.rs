//! Reading the disk aside.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use pmt_core::config::ConfigError;
use pmt_core::text::Message;
use tokio::sync::mpsc::UnboundedSender;

use super::Event;
use crate::disk::{Disk, Loading, Overlay};
use crate::document::Document;
use crate::log::Log;
use crate::path::Key;
use crate::profile::Profile;
use crate::session::Session;

/// The open documents lie over the disk.
struct Over(Arc<HashMap<Key, Arc<Document>>>);

impl Overlay for Over {
    fn text(&self, path: &Path) -> Option<Arc<str>> {
        self.0.get(&Key::File(path.to_path_buf())).map(|document| Arc::clone(&document.text))
    }
}

/// Reads, with what is known when it starts.
pub struct Reader {
    pub disk: Arc<dyn Disk>,
    pub events: UnboundedSender<Event>,
    pub profile: Arc<Profile>,
    pub documents: Arc<HashMap<Key, Arc<Document>>>,
    pub log: Log,
}

impl Reader {
    /// Reads everything in the client's folders and around its open documents.
    pub fn read_all(self, reading: u64, folders: Vec<PathBuf>) {
        let (events, log) = (self.events.clone(), self.log.clone());
        tokio::spawn(async move {
            let work = move || {
                let files =
                    self.documents.keys().filter_map(Key::path).map(Path::to_path_buf).collect::<Vec<_>>();
                let mut loading = self.disk.load(&folders, &files, &Over(Arc::clone(&self.documents)));
                let sessions = std::mem::take(&mut loading.sessions).into_iter();
                let sessions = sessions.map(|one| Session::load(one, &self.documents, &self.profile));
                (sessions.collect::<Vec<_>>(), loading)
            };
            let work = move || log.guard("reading the disk", work);
            let done = tokio::task::spawn_blocking(work).await.ok().flatten();
            let (sessions, loading) = done.unwrap_or_default();
            let _ = events.send(Event::Loaded { reading, sessions, loading });
        });
    }

    /// Reads the declaration that one document belongs to.
    pub fn read_one(self, key: Key) {
        let (events, log) = (self.events.clone(), self.log.clone());
        tokio::spawn(async move {
            let wanted = key.clone();
            let work = move || {
                let path = wanted.path()?.to_path_buf();
                let loading = self.disk.load(&[], &[path], &Over(Arc::clone(&self.documents)));
                let mut sessions = loading
                    .sessions
                    .into_iter()
                    .map(|one| Session::load(one, &self.documents, &self.profile));
                sessions.find(|session| session.id(&wanted).is_some())
            };
            let work = move || log.guard("reading a declaration", work).flatten();
            let session = tokio::task::spawn_blocking(work).await.ok().flatten();
            let _ = events.send(Event::LoadedOne { key, session });
        });
    }
}

/// What a reading tells besides declarations.
#[derive(Default)]
pub struct LoadedParts {
    /// Configurations that cannot be used, with their texts.
    pub broken_configs: Vec<(PathBuf, String, ConfigError)>,
    /// Files that cannot be read.
    pub unreadable: Vec<(PathBuf, Message)>,
}

impl LoadedParts {
    /// Of a reading.
    pub fn of(loading: &Loading) -> Self {
        let broken = loading.broken_configs.iter();
        Self {
            broken_configs: broken
                .map(|one| (one.path.clone(), one.text.clone(), one.error.clone()))
                .collect(),
            unreadable: loading.unreadable.clone(),
        }
    }
}
