//! What rules found in projects, kept for when their declaration is checked again.
//!
//! A rule on a project reads a [`ProjectCx`](crate::rules::ProjectCx) and nothing else. So what it found holds as long as
//! all of that is the same: the project's content, what it takes from around it, what its declaration says of all
//! projects, and the settings. Where the project has moved in its file, its findings have moved with it.

use std::collections::{HashMap, HashSet};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use pmt_syntax::Span;

use super::File;
use super::checking::OfProject;
use crate::config::Settings;
use crate::declaration::{Entry, Resolved};
use crate::finding::FileId;
use crate::model::{Content, Distance};
use crate::rules::Common;

/// What is known of a workspace from the last time it was checked. Any state of the workspace may be checked with it.
#[derive(Debug, Default)]
pub struct Memory(Mutex<Inner>);

#[derive(Debug, Default)]
struct Inner {
    /// What all of it was checked by.
    settings: Settings,
    files: HashMap<FileId, HashMap<Content, Arc<Kept>>>,
}

/// What was found in a project, with all that it follows from.
#[derive(Debug)]
pub(super) struct Kept {
    /// Where the project began.
    start: u32,
    resolved: Resolved,
    common: Common,
    found: OfProject,
}

impl Kept {
    /// What was found in a project; nothing if that names a place outside of it, which would not move with it.
    pub(super) fn new(entry: &Entry<'_>, common: Common, found: &OfProject) -> Option<Arc<Self>> {
        let project = entry.project.span;
        let is_inside = |(file, span): (FileId, Span)| file == entry.file && project.covers(span);
        found.findings.iter().all(|finding| finding.sites().all(is_inside)).then(|| {
            let (resolved, found) = (entry.resolved.without_scans(), found.clone());
            Arc::new(Self { start: project.start, resolved, common, found })
        })
    }

    /// What would be found in a project that has the same content.
    pub(super) fn of(&self, entry: &Entry<'_>, common: Common) -> Option<OfProject> {
        let by = Distance::new(self.start, entry.project.span.start);
        let is_same = self.common == common && self.resolved.is_moved_to(&entry.resolved, by);
        is_same.then(|| self.found.moved(by))
    }
}

impl Memory {
    fn inner(&self) -> MutexGuard<'_, Inner> {
        // Each change of it is whole, so that one that panicked elsewhere has left nothing half done.
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Forgets everything if it was found by other settings.
    pub(super) fn begin(&self, settings: &Settings) {
        let mut inner = self.inner();
        if inner.settings != *settings {
            *inner = Inner { settings: settings.clone(), files: HashMap::new() };
        }
    }

    /// What is known of a project's content.
    pub(super) fn get(&self, entry: &Entry<'_>) -> Option<Arc<Kept>> {
        self.inner().files.get(&entry.file)?.get(&entry.project.content).map(Arc::clone)
    }

    /// Keeps what was found.
    pub(super) fn keep(&self, found: impl Iterator<Item = (FileId, Content, Arc<Kept>)>) {
        let mut inner = self.inner();
        for (file, content, kept) in found {
            inner.files.entry(file).or_default().insert(content, kept);
        }
    }

    /// Forgets what is no longer in a file.
    pub(super) fn forget_gone(&self, file: &File) {
        let mut inner = self.inner();
        if let Some(kept) = inner.files.get_mut(&file.model.id) {
            let here: HashSet<Content> = file.model.projects.iter().map(|project| project.content).collect();
            kept.retain(|content, _| here.contains(content));
        }
    }
}
