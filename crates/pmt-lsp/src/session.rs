//! The files that share one configuration, analysed: an immutable snapshot that the next one shares most of.

use std::collections::{BTreeSet, HashMap};
use std::path::Path;
use std::sync::Arc;

use pmt_core::config::Settings;
use pmt_core::finding::{FileId, Finding};
use pmt_core::text::Lang;
use pmt_core::workspace::{Analysis, File, Memory, SourceFile, Workspace};
use tower_lsp::ls_types::Diagnostic;

use crate::disk::DiskSession;
use crate::document::Document;
use crate::features::diagnostics;
use crate::path::Key;
use crate::profile::Profile;

/// What was found in a file, and how it is said to the client.
#[derive(Debug, Default)]
pub struct FileFindings {
    /// The findings in the order of their places.
    pub findings: Vec<Finding>,
    /// The same for the client.
    pub diagnostics: Vec<Diagnostic>,
    /// The same content has the same identity.
    pub id: String,
}

/// A session.
#[derive(Clone, Debug)]
pub struct Session {
    /// Its settings.
    pub settings: Arc<Settings>,
    /// Its files.
    pub workspace: Workspace,
    /// Where they are, by number.
    pub keys: Arc<Vec<Key>>,
    ids: Arc<HashMap<Key, FileId>>,
    /// What was found, by file.
    findings: HashMap<FileId, Arc<FileFindings>>,
    /// Which version of the open documents is in it.
    edits: HashMap<Key, u64>,
    /// What need not be looked at again; shared with the sessions before and after it.
    memory: Arc<Memory>,
}

/// What an analysis changed.
pub struct Analysed {
    /// The session as it is now.
    pub session: Session,
    /// The files that were looked at again.
    pub files: BTreeSet<FileId>,
}

impl Session {
    /// The session of what is on the disk and open over it, analysed whole.
    pub fn load(from: DiskSession, documents: &HashMap<Key, Arc<Document>>, profile: &Profile) -> Self {
        let mut keys = Vec::with_capacity(from.files.len());
        let mut sources = Vec::with_capacity(from.files.len());
        for file in from.files {
            keys.push(Key::File(file.path));
            sources.push(SourceFile { path: file.name, text: file.text });
        }
        let workspace = Workspace::new(sources).below(from.base);
        Self::new(from.settings, workspace, keys, documents, profile)
    }

    /// The session of a document by itself.
    pub fn alone(document: &Arc<Document>, profile: &Profile) -> Self {
        let name =
            document.key.path().and_then(Path::file_name).map(|name| name.to_string_lossy().into_owned());
        let path = name.unwrap_or_else(|| document.uri.as_str().to_owned());
        let source = SourceFile { path, text: Arc::clone(&document.text) };
        let documents = HashMap::from([(document.key.clone(), Arc::clone(document))]);
        let keys = vec![document.key.clone()];
        Self::new(Settings::default(), Workspace::new(vec![source]), keys, &documents, profile)
    }

    fn new(
        settings: Settings,
        workspace: Workspace,
        keys: Vec<Key>,
        documents: &HashMap<Key, Arc<Document>>,
        profile: &Profile,
    ) -> Self {
        let ids = keys.iter().cloned().zip((0..).map(FileId)).collect();
        let bare = Self {
            settings: Arc::new(settings),
            workspace,
            keys: Arc::new(keys),
            ids: Arc::new(ids),
            findings: HashMap::new(),
            edits: HashMap::new(),
            memory: Arc::default(),
        };
        let ours = documents.values().filter(|document| bare.id(&document.key).is_some());
        let ours: Vec<Arc<Document>> = ours.map(Arc::clone).collect();
        bare.analyse(&ours, Vec::new(), Scope::Whole, profile).session
    }

    /// A file's number.
    pub fn id(&self, key: &Key) -> Option<FileId> {
        self.ids.get(key).copied()
    }

    /// What a file is known by.
    pub fn key(&self, id: FileId) -> Option<&Key> {
        self.keys.get(id.0 as usize)
    }

    /// Whether it holds a document in just this version.
    pub fn has(&self, document: &Document) -> bool {
        self.edits.get(&document.key) == Some(&document.edit())
    }

    /// What was found in a file.
    pub fn found(&self, id: FileId) -> Arc<FileFindings> {
        self.findings.get(&id).map(Arc::clone).unwrap_or_default()
    }

    /// The language of messages.
    pub fn lang(&self, profile: &Profile) -> Lang {
        profile.lang(self.settings.lang)
    }

    /// The files of some open documents as they are now, where the analysis is behind.
    pub fn behind<'d>(
        &self,
        documents: impl Iterator<Item = &'d Arc<Document>>,
    ) -> impl Iterator<Item = Arc<File>> {
        documents.filter_map(|document| {
            let id = self.id(&document.key).filter(|_| !self.has(document))?;
            Some(document.file(id, &self.workspace.file(id)?.path))
        })
    }

    /// The session after some documents have changed, and files on the disk.
    pub fn analyse(
        &self,
        documents: &[Arc<Document>],
        on_disk: Vec<(Key, Arc<str>)>,
        scope: Scope,
        profile: &Profile,
    ) -> Analysed {
        let mut next = self.clone();
        let changed: Vec<Arc<File>> = self.behind(documents.iter()).collect();
        for document in documents {
            next.edits.insert(document.key.clone(), document.edit());
        }
        let texts: Vec<(FileId, Arc<str>)> = on_disk
            .into_iter()
            .filter_map(|(key, text)| {
                next.edits.remove(&key);
                Some((self.id(&key)?, text))
            })
            .collect();
        let mut about: BTreeSet<FileId> = changed.iter().map(|file| file.model.id).collect();
        about.extend(texts.iter().map(|(id, _)| *id));
        next.workspace = self.workspace.with_files(changed);
        // A keystroke changes nothing on the disk, and a workspace of thousands of files is not copied twice for it.
        if !texts.is_empty() {
            next.workspace = next.workspace.with(texts);
        }
        // Where a cover comes or goes, files change their declaration.
        let covers =
            |workspace: &Workspace, id| workspace.file(id).is_some_and(|file| !file.model.covers.is_empty());
        let whole = scope == Scope::Whole
            || about.iter().any(|id| covers(&self.workspace, *id) != covers(&next.workspace, *id));
        let analysis = if whole {
            about = next.workspace.files().iter().map(|file| file.model.id).collect();
            next.workspace.analyse_again(&next.settings, &next.memory, |_| true)
        } else {
            next.workspace.analyse_again(&next.settings, &next.memory, |id| about.contains(&id))
        };
        let mut by_file: HashMap<FileId, Vec<Finding>> = HashMap::new();
        let Analysis { declarations, stray_findings, .. } = analysis;
        for one in declarations {
            about.extend(one.declaration.files);
            for finding in one.findings {
                by_file.entry(finding.site.file).or_default().push(finding);
            }
        }
        for finding in stray_findings {
            by_file.entry(finding.site.file).or_default().push(finding);
        }
        let lang = next.lang(profile);
        for id in &about {
            let mut findings = by_file.remove(id).unwrap_or_default();
            findings.sort_by_key(Finding::order);
            let said = diagnostics::said(&next, *id, findings, lang, profile);
            next.findings.insert(*id, Arc::new(said));
        }
        Analysed { session: next, files: about }
    }
}

/// How much is to be looked at again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scope {
    /// What the changes concern.
    Changes,
    /// Everything.
    Whole,
}
