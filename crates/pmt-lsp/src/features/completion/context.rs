//! What the offers are made from.

use std::collections::HashSet;
use std::sync::Arc;

use pmt_core::config::Settings;
use pmt_core::edition::{Edition, Key};
use pmt_core::model::{Project, Task};
use pmt_core::spot::Spot;
use pmt_core::text::{Lang, Words};
use pmt_core::workspace::{Around, File, Workspace};

use crate::state::View;

/// Most names of one kind that are looked at: nobody reads on, and large workspaces have thousands.
const MOST_NAMES: usize = 2_000;

/// A spot and everything around it.
pub struct Cx<'a> {
    /// The snapshot.
    pub view: &'a View,
    /// All files.
    pub workspace: &'a Workspace,
    /// The settings.
    pub settings: &'a Settings,
    /// The document's meaning.
    pub file: &'a File,
    /// Its text.
    pub text: &'a str,
    /// The spot.
    pub spot: &'a Spot<'a>,
    /// The cursor.
    pub offset: u32,
    /// What the declaration gives.
    pub around: Around<'a>,
    /// The project around the cursor.
    pub project: Option<&'a Project>,
    /// The language.
    pub lang: Lang,
}

impl<'a> Cx<'a> {
    /// Of a spot.
    pub fn new(view: &'a View, file: &'a Arc<File>, spot: &'a Spot<'a>, offset: u32) -> Self {
        let workspace = view.workspace();
        let start = spot.around.first().map(|item| item.span().start);
        let project = file.model.projects.iter().find(|project| Some(project.span.start) == start);
        let settings: &Settings = &view.session.settings;
        Self {
            view,
            workspace,
            settings,
            file,
            text: &view.document.text,
            spot,
            offset,
            around: workspace.around(view.id(), project, settings),
            project,
            lang: view.lang(),
        }
    }

    /// The edition.
    pub fn edition(&self) -> Edition {
        self.around.edition
    }

    /// A key's label.
    pub fn label(&self, key: Key) -> &'static str {
        key.label(self.edition())
    }

    /// A word in the user's language.
    pub fn say(&self, zh: &'static str, en: &'static str) -> &'static str {
        Words { zh, en }.get(self.lang)
    }

    /// What is typed.
    pub fn typed(&self) -> &'a str {
        self.spot.typed.text(self.text)
    }

    /// The task around the cursor.
    pub fn task(&self) -> Option<&'a Task> {
        let is_task = |key: &str| Key::parse(key).is_some_and(|(key, _)| key == Key::Task);
        let around = self.spot.around.iter().rev();
        let mut starts = around
            .filter(|item| item.key().is_some_and(|key| is_task(&key.text())))
            .map(|item| item.span().start);
        let start = starts.next()?;
        self.project?.tasks().iter().find(|task| task.span.start == start)
    }

    /// The year at hand: the declaration's, else the latest in the workspace, else that of the folder's name, else now.
    pub fn year(&self) -> i32 {
        let of_folder = || self.file.path.split('/').rev().find_map(pmt_core::model::fiscal_year);
        self.around.year.or_else(|| self.workspace.years().max()).or_else(of_folder).unwrap_or_else(this_year)
    }

    /// Names from all files, the nearest first, each once, with the file they come from.
    pub fn names<'f, I: Iterator<Item = &'f str>>(
        &'f self,
        of: impl Fn(&'f File) -> I,
    ) -> Vec<(&'f str, &'f File)> {
        let mut seen: HashSet<&str> = HashSet::new();
        let mut found = Vec::new();
        let id = self.view.id();
        // The document's file may be of another analysis than the workspace's.
        let others = self.workspace.nearest_first(id);
        let others = others.into_iter().map(AsRef::as_ref).filter(|file| file.model.id != id);
        for file in std::iter::once(self.file).chain(others) {
            for name in of(file) {
                // What is being written is no name yet.
                let is_half_written = std::ptr::eq(file, self.file) && name == self.typed();
                if !name.trim().is_empty() && !is_half_written && seen.insert(name) {
                    found.push((name, file));
                }
            }
            if found.len() >= MOST_NAMES {
                break;
            }
        }
        found
    }

    /// Where a name comes from, if not from here.
    pub fn whence(&self, file: &File) -> String {
        if std::ptr::eq(file, self.file) { String::new() } else { file.path.clone() }
    }
}

fn this_year() -> i32 {
    let now = time::OffsetDateTime::from(std::time::SystemTime::now());
    now.year()
}
