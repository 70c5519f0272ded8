//! The owner: takes events one by one and keeps sessions up to date with the documents.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use pmt_core::config;
use tokio::sync::mpsc::{UnboundedReceiver, UnboundedSender};
use tower_lsp::Client;
use tower_lsp::jsonrpc;

use super::loading::{LoadedParts, Reader};
use super::progress::Progress;
use super::publishing::{Publisher, Pull};
use super::watching::Watching;
use super::{Event, Everything, Job, View, WholeJob};
use crate::disk::Disk;
use crate::document::Document;
use crate::log::Log;
use crate::path::Key;
use crate::profile::{Options, Profile};
use crate::session::{Analysed, Scope, Session};

/// What changed in a session since it was last analysed.
#[derive(Default)]
struct Dirty {
    documents: BTreeSet<Key>,
    on_disk: BTreeMap<Key, Arc<str>>,
    whole: bool,
}

impl Dirty {
    fn is_empty(&self) -> bool {
        self.documents.is_empty() && self.on_disk.is_empty() && !self.whole
    }
}

/// A session with what is going on about it.
struct Live {
    session: Arc<Session>,
    dirty: Dirty,
    busy: bool,
}

impl Live {
    fn new(session: Session) -> Self {
        Self { session: Arc::new(session), dirty: Dirty::default(), busy: false }
    }
}

/// The owner of the state.
pub struct Owner {
    disk: Arc<dyn Disk>,
    events: UnboundedSender<Event>,
    profile: Arc<Profile>,
    log: Log,
    client: Client,
    /// The first reading of the disk, while it is under way.
    progress: Option<Progress>,
    folders: Vec<PathBuf>,
    documents: Arc<HashMap<Key, Arc<Document>>>,
    sessions: Vec<Live>,
    /// Sessions read ahead for single documents, and those of documents that are no file.
    single: HashMap<Key, Live>,
    /// Documents whose session is being read ahead.
    reading_ahead: BTreeSet<Key>,
    /// The number of the reading of the disk that the sessions are of.
    reading: u64,
    /// The number of the latest reading that was begun.
    begun: u64,
    /// Whether one is under way.
    is_reading: bool,
    /// The documents that were open when it was begun.
    reading_with: BTreeSet<Key>,
    /// Whether another is wanted after it.
    stale: bool,
    /// What happened on the disk, or over it, since it was begun: it may not have seen that.
    unseen: BTreeSet<PathBuf>,
    publisher: Publisher,
    /// Where the client does not say what happens on the disk.
    watching: Option<Watching>,
}

impl Owner {
    /// An owner of nothing yet.
    pub fn new(
        disk: Arc<dyn Disk>,
        events: UnboundedSender<Event>,
        client: Client,
        profile: Profile,
    ) -> Self {
        Self {
            disk,
            events,
            profile: Arc::new(profile),
            log: Log::of(client.clone()),
            client: client.clone(),
            progress: None,
            folders: Vec::new(),
            documents: Arc::default(),
            sessions: Vec::new(),
            single: HashMap::new(),
            reading_ahead: BTreeSet::new(),
            reading: 0,
            begun: 0,
            is_reading: false,
            reading_with: BTreeSet::new(),
            stale: false,
            unseen: BTreeSet::new(),
            publisher: Publisher::new(client),
            watching: None,
        }
    }

    /// Takes events until there are no more.
    pub async fn run(mut self, mut events: UnboundedReceiver<Event>) {
        while let Some(event) = events.recv().await {
            self.take(event);
            // What was said at once is taken at once: ten keystrokes need one analysis.
            while let Ok(event) = events.try_recv() {
                self.take(event);
            }
            self.analyse();
            let ready: HashMap<Key, _> = self
                .publisher
                .asked()
                .into_iter()
                .filter_map(|key| Some((key.clone(), self.of(&key)?)))
                .collect();
            self.publisher.answer(&ready);
        }
    }

    fn take(&mut self, event: Event) {
        match event {
            Event::Started { profile, folders } => {
                self.profile = Arc::from(profile);
                self.folders = folders;
                self.log.set(self.profile.options.log_level);
                self.log.info(|| {
                    let version = env!("CARGO_PKG_VERSION");
                    format!("pmt {version}: {:?}, {} folder(s)", self.profile.encoding, self.folders.len())
                });
                self.publisher.know(Arc::clone(&self.profile));
            }
            Event::Ready => {
                self.publisher.register();
                self.watch();
                self.read();
            }
            Event::Opened(document) => self.open(document),
            Event::Changed { key, version, changes } => self.change(&key, version, changes),
            Event::Closed(key) => self.close(&key),
            Event::Touched(paths) => self.touch(paths),
            Event::Folders { added, removed } => {
                self.folders.retain(|folder| !removed.contains(folder));
                self.folders.extend(added);
                self.watch();
                self.read();
            }
            Event::Configured(options) => self.configure(options),
            Event::Ask { key, job } => self.ask(&key, job),
            Event::AskAll(job) => self.ask_all(job),
            Event::Pull { key, known, answer } => self.pull(Pull { key, known, answer }),
            Event::Loaded { reading, sessions, loading } => self.loaded(reading, sessions, &loading),
            Event::LoadedOne { key, session } => self.loaded_one(key, session),
            Event::Analysed { session, reading, analysed } => self.analysed(session, reading, analysed),
            Event::AnalysedOne { key, analysed } => self.analysed_one(&key, analysed),
            Event::ShutDown(answer) => {
                self.publisher.cancel_all();
                // Nobody waits for it any more if this fails.
                let _ = answer.send(Ok(()));
            }
        }
    }

    fn open(&mut self, document: Document) {
        let key = document.key.clone();
        if let Some(old) = self.documents.get(&key) {
            old.close();
        }
        Arc::make_mut(&mut self.documents).insert(key.clone(), Arc::new(document));
        self.publisher.opened(&key);
        self.changed(key);
    }

    fn change(
        &mut self,
        key: &Key,
        version: i32,
        changes: Vec<tower_lsp::ls_types::TextDocumentContentChangeEvent>,
    ) {
        let Some(document) = self.documents.get(key) else { return };
        let next = document.change(version, changes, self.profile.encoding);
        Arc::make_mut(&mut self.documents).insert(key.clone(), Arc::new(next));
        self.publisher.outdated(key);
        self.changed(key.clone());
    }

    /// A document has another text: its session has to be brought up to date, or found first.
    fn changed(&mut self, key: Key) {
        if let Some(live) = self.sessions.iter_mut().find(|live| live.session.id(&key).is_some()) {
            // It may have been closed just before, and lies over the disk again.
            live.dirty.on_disk.remove(&key);
            live.dirty.documents.insert(key);
            return;
        }
        if let Some(live) = self.single.get_mut(&key) {
            live.dirty.documents.insert(key);
            return;
        }
        let Some(document) = self.documents.get(&key) else { return };
        match key.path() {
            None => {
                let session = Session::alone(document, &self.profile);
                self.single.insert(key, Live::new(session));
            }
            Some(_) if self.reading_ahead.insert(key.clone()) => {
                self.reader().read_one(key);
                // The reading under way may find it; if not, there will be another.
                if self.begun > 0 && !self.is_reading {
                    self.read();
                }
            }
            Some(_) => {}
        }
    }

    fn close(&mut self, key: &Key) {
        let Some(document) = Arc::make_mut(&mut self.documents).remove(key) else { return };
        document.close();
        self.single.remove(key);
        self.publisher.closed(key);
        // What is on the disk counts again.
        match key.path() {
            Some(path) => {
                let path = path.to_path_buf();
                self.publisher.republish(key);
                self.touch(vec![path]);
            }
            None => self.publisher.forget(key),
        }
    }

    /// Watches the folders, unless the client does.
    fn watch(&mut self) {
        if !self.profile.watches {
            let (disk, events) = (Arc::clone(&self.disk), self.events.clone());
            self.watching = Watching::begin(disk, self.folders.clone(), events, self.log.clone());
        }
    }

    fn touch(&mut self, paths: Vec<PathBuf>) {
        if self.is_reading {
            self.unseen.extend(paths.iter().cloned());
        }
        let mut restructured = false;
        let mut files = Vec::new();
        for path in paths {
            let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default();
            let key = Key::File(path.clone());
            let known = self.sessions.iter().any(|live| live.session.id(&key).is_some());
            if self.documents.contains_key(&key) {
                // The document's text lies over it; but one that could not be read may have become one that can.
                restructured |= self.publisher.is_aside(&key);
            } else if known {
                files.push(path);
            } else if name == config::FILE_NAME
                || name == ".gitignore"
                || is_pmt(&path)
                || self.holds_files(&path)
            {
                restructured = true;
            }
        }
        for path in files {
            let key = Key::File(path.clone());
            match self.disk.read(&path) {
                Ok(text) => {
                    if let Some(live) = self.sessions.iter_mut().find(|live| live.session.id(&key).is_some())
                    {
                        live.dirty.on_disk.insert(key, text);
                    }
                }
                // It is gone, or can no longer be read.
                Err(_) => restructured = true,
            }
        }
        if restructured {
            self.read();
        }
    }

    /// Whether a path is a folder that files of ours are, or were, in.
    fn holds_files(&self, path: &Path) -> bool {
        let mut keys = self.sessions.iter().flat_map(|live| live.session.keys.iter());
        keys.any(|key| key.path().is_some_and(|file| file.starts_with(path)))
    }

    fn configure(&mut self, options: Options) {
        if self.profile.options == options {
            return;
        }
        let profile = Profile { options, ..Profile::clone(&self.profile) };
        self.profile = Arc::new(profile);
        self.log.set(self.profile.options.log_level);
        self.log.info(|| format!("settings: {:?}", self.profile.options));
        self.publisher.know(Arc::clone(&self.profile));
        for live in self.sessions.iter_mut().chain(self.single.values_mut()) {
            live.dirty.whole = true;
        }
    }

    /// The document with the session that it belongs to.
    fn of(&self, key: &Key) -> Option<(Arc<Document>, Arc<Session>)> {
        let document = self.documents.get(key)?;
        let among = self.sessions.iter().find(|live| live.session.id(key).is_some());
        // What was read ahead is better than what has not yet seen the document.
        let ahead = self.single.get(key);
        let ahead = ahead.filter(|ahead| ahead.session.has(document) || among.is_none());
        let live = among.filter(|live| ahead.is_none() || live.session.has(document)).or(ahead)?;
        Some((Arc::clone(document), Arc::clone(&live.session)))
    }

    fn ask(&mut self, key: &Key, job: Job) {
        let Some(document) = self.documents.get(key).map(Arc::clone) else {
            job(Err(jsonrpc::Error::invalid_params("the document is not open")));
            return;
        };
        let session = self.of(key).map(|(_, session)| session);
        let documents = Arc::clone(&self.documents);
        let profile = Arc::clone(&self.profile);
        let log = self.log.clone();
        log.debug(|| format!("a request about {}, version {}", document.uri.as_str(), document.version));
        tokio::task::spawn_blocking(move || {
            log.guard("a request", || {
                // Before the disk has been read, a document stands for itself.
                let session = session.unwrap_or_else(|| Arc::new(Session::alone(&document, &profile)));
                job(Ok(View::new(document, session, documents, profile)));
            })
        });
    }

    fn ask_all(&mut self, job: WholeJob) {
        let mut sessions: Vec<Arc<Session>> =
            self.sessions.iter().map(|live| Arc::clone(&live.session)).collect();
        // Documents whose folder has not been read yet, and those that are no file.
        for (key, live) in &self.single {
            if sessions.iter().all(|session| session.id(key).is_none()) {
                sessions.push(Arc::clone(&live.session));
            }
        }
        let (documents, profile) = (Arc::clone(&self.documents), Arc::clone(&self.profile));
        let log = self.log.clone();
        tokio::task::spawn_blocking(move || {
            log.guard("a request", || job(Everything { sessions, documents, profile }))
        });
    }

    fn pull(&mut self, pull: Pull) {
        if self.documents.contains_key(&pull.key) {
            self.publisher.pull(pull);
        } else {
            let error = jsonrpc::Error::invalid_params("the document is not open");
            let _ = pull.answer.send(Err(error));
        }
    }

    fn reader(&self) -> Reader {
        Reader {
            disk: Arc::clone(&self.disk),
            events: self.events.clone(),
            profile: Arc::clone(&self.profile),
            documents: Arc::clone(&self.documents),
            log: self.log.clone(),
        }
    }

    /// Reads the disk, or lets it be read again once the reading under way is done.
    fn read(&mut self) {
        if self.is_reading {
            self.stale = true;
            return;
        }
        self.is_reading = true;
        self.reading_with = self.documents.keys().cloned().collect();
        self.stale = false;
        self.unseen.clear();
        self.begun = self.begun.saturating_add(1);
        if self.begun == 1 {
            self.progress = Progress::begin(&self.client, &self.profile);
        }
        self.reader().read_all(self.begun, self.folders.clone());
    }

    fn loaded(&mut self, reading: u64, sessions: Vec<Session>, loading: &crate::disk::Loading) {
        self.is_reading = false;
        self.reading = reading;
        self.progress = None;
        self.log.info(|| {
            let files: usize = sessions.iter().map(|session| session.keys.len()).sum();
            format!("read {files} file(s) under {} configuration(s)", sessions.len())
        });
        for one in &loading.broken_configs {
            self.log.warn(|| {
                format!("{}: {}", one.path.display(), one.error.message.get(self.profile.lang(None)))
            });
        }
        for (path, why) in &loading.unreadable {
            self.log.warn(|| format!("{}: {}", path.display(), why.get(self.profile.lang(None))));
        }
        self.sessions = sessions.into_iter().map(Live::new).collect();
        self.drop_overtaken();
        let parts = LoadedParts::of(loading);
        let all = self.sessions.iter().map(|live| &*live.session);
        self.publisher.replace(all, &parts, &self.documents);
        for document in self.documents.values() {
            let live = self.sessions.iter_mut().find(|live| live.session.id(&document.key).is_some());
            if let Some(live) = live.filter(|live| !live.session.has(document)) {
                live.dirty.documents.insert(document.key.clone());
            }
        }
        let is_unread = |key: &Key| {
            key.path().is_some()
                && !self.reading_with.contains(key)
                && !self.sessions.iter().any(|live| live.session.id(key).is_some())
        };
        let is_any_unread = self.documents.keys().any(is_unread);
        let unseen = std::mem::take(&mut self.unseen);
        if self.stale || is_any_unread {
            self.read();
        } else {
            self.touch(unseen.into_iter().collect());
        }
    }

    fn loaded_one(&mut self, key: Key, session: Option<Session>) {
        self.reading_ahead.remove(&key);
        let Some(document) = self.documents.get(&key) else { return };
        if self.sessions.iter().any(|live| live.session.id(&key).is_some()) {
            return;
        }
        let session = session.unwrap_or_else(|| Session::alone(document, &self.profile));
        let behind = !session.has(document);
        let mut live = Live::new(session);
        if behind {
            live.dirty.documents.insert(key.clone());
        }
        self.publisher.changed_one(&live.session, &key, document);
        self.single.insert(key, live);
    }

    /// Starts an analysis of every session that needs one and is not being analysed.
    fn analyse(&mut self) {
        for (place, live) in self.sessions.iter_mut().enumerate() {
            let reading = self.reading;
            let done = move |analysed| Event::Analysed { session: place, reading, analysed };
            start(live, &self.documents, &self.profile, &self.log, &self.events, done);
        }
        for (key, live) in &mut self.single {
            let key = key.clone();
            let done = move |analysed| Event::AnalysedOne { key, analysed };
            start(live, &self.documents, &self.profile, &self.log, &self.events, done);
        }
    }

    fn analysed(&mut self, place: usize, reading: u64, analysed: Option<Box<Analysed>>) {
        if reading != self.reading {
            return;
        }
        let Some(live) = self.sessions.get_mut(place) else { return };
        live.busy = false;
        let Some(analysed) = analysed else { return };
        let Analysed { session, files } = *analysed;
        live.session = Arc::new(session);
        self.publisher.changed(&live.session, &files, &self.documents);
        self.drop_overtaken();
    }

    /// What was read ahead is of no use once its document is in a session that was read with everything else.
    fn drop_overtaken(&mut self) {
        let (sessions, documents) = (&self.sessions, &self.documents);
        self.single.retain(|key, _| {
            let session = sessions.iter().find(|live| live.session.id(key).is_some());
            let document = documents.get(key);
            !session.is_some_and(|live| document.is_none_or(|document| live.session.has(document)))
        });
    }

    fn analysed_one(&mut self, key: &Key, analysed: Option<Box<Analysed>>) {
        let Some(live) = self.single.get_mut(key) else { return };
        live.busy = false;
        let Some(analysed) = analysed else { return };
        live.session = Arc::new(analysed.session);
        if let Some(document) = self.documents.get(key) {
            self.publisher.changed_one(&live.session, key, document);
        }
    }
}

fn start(
    live: &mut Live,
    documents: &HashMap<Key, Arc<Document>>,
    profile: &Arc<Profile>,
    log: &Log,
    events: &UnboundedSender<Event>,
    done: impl FnOnce(Option<Box<Analysed>>) -> Event + Send + 'static,
) {
    if live.busy || live.dirty.is_empty() {
        return;
    }
    live.busy = true;
    let Dirty { documents: keys, on_disk, whole } = std::mem::take(&mut live.dirty);
    let changed: Vec<Arc<Document>> =
        keys.iter().filter_map(|key| documents.get(key)).map(Arc::clone).collect();
    let scope = if whole { Scope::Whole } else { Scope::Changes };
    let (session, profile, events) = (Arc::clone(&live.session), Arc::clone(profile), events.clone());
    let log = log.clone();
    tokio::spawn(async move {
        log.debug(|| format!("analysing {} changed document(s): {scope:?}", changed.len()));
        let work = move || {
            log.guard("an analysis", || {
                session.analyse(&changed, on_disk.into_iter().collect(), scope, &profile)
            })
        };
        // Should it go wrong, the session stays as it was and the next change tries again.
        let analysed = tokio::task::spawn_blocking(work).await.ok().flatten().map(Box::new);
        let _ = events.send(done(analysed));
    });
}

fn is_pmt(path: &Path) -> bool {
    path.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("pmt"))
}
