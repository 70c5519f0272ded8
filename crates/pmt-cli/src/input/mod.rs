//! From paths on the command line to checked workspaces: which files are read, as what, and under which settings.
//!
//! A session is the files that share one `pmt.toml` (or have none). Declarations never reach across one, so each
//! session is analysed by itself.

mod config;
mod read;
mod scope;
mod walk;

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use pmt_core::config::Settings;
use pmt_core::finding::{FileId, Finding};
use pmt_core::workspace::{SourceFile, Workspace};
use rayon::prelude::*;

use crate::problem::Problem;
use config::Configs;
pub use config::language_here;
pub use read::{Garbled, LIMIT, read_bytes, read_text};

/// The files under one configuration.
#[derive(Debug)]
pub struct Session {
    /// Its settings.
    pub settings: Settings,
    /// Its files.
    pub workspace: Workspace,
    files: Vec<Entry>,
    /// The folder that paths in the analysis are relative to, as it is shown.
    top: PathBuf,
}

#[derive(Debug)]
struct Entry {
    path: PathBuf,
    shown: String,
    named: bool,
}

/// What was read.
#[derive(Debug, Default)]
pub struct Loaded {
    /// The sessions, in the order of their folders.
    pub sessions: Vec<Session>,
    /// What could not be read, in the order of paths.
    pub problems: Vec<Problem>,
}

/// Which files are read besides those that are named.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reach {
    /// None.
    Named,
    /// The other files of their declarations.
    Declarations,
}

impl Session {
    /// A session of one text that is in no file.
    pub fn of_text(name: &str, text: String, settings: Settings) -> Self {
        let source = SourceFile { path: name.to_owned(), text: Arc::from(text) };
        let entry = Entry { path: PathBuf::from(name), shown: name.to_owned(), named: true };
        Self { settings, workspace: Workspace::new(vec![source]), files: vec![entry], top: PathBuf::new() }
    }

    /// A declaration's place in the analysis as it is shown.
    pub fn folder_shown(&self, place: &str) -> PathBuf {
        self.top.join(place)
    }

    /// A file's name as it is shown.
    pub fn shown(&self, file: FileId) -> &str {
        self.files.get(file.0 as usize).map_or("", |entry| entry.shown.as_str())
    }

    /// Where a file is on the disk.
    pub fn path(&self, file: FileId) -> Option<&Path> {
        self.files.get(file.0 as usize).map(|entry| entry.path.as_path())
    }

    /// Whether a file was named on the command line, or lies in a folder that was.
    pub fn is_named(&self, file: FileId) -> bool {
        self.files.get(file.0 as usize).is_some_and(|entry| entry.named)
    }

    /// Whether a finding has any of its places in a named file.
    pub fn concerns(&self, finding: &Finding) -> bool {
        self.is_named(finding.site.file)
            || finding.related.iter().any(|related| self.is_named(related.site.file))
    }

    /// How many files were named, and how many were read besides.
    pub fn counts(&self) -> (usize, usize) {
        let named = self.files.iter().filter(|entry| entry.named).count();
        (named, self.files.len().saturating_sub(named))
    }
}

impl Loaded {
    /// The language that the first configuration asks for.
    pub fn lang(&self) -> Option<pmt_core::text::Lang> {
        self.sessions.iter().find_map(|session| session.settings.lang)
    }
}

/// Reads what is named, and what belongs to it.
pub fn load(paths: &[PathBuf], reach: Reach) -> Loaded {
    let here = vec![PathBuf::from(".")];
    let targets = walk::targets(if paths.is_empty() { &here } else { paths });
    let mut problems = targets.problems;
    let mut configs = Configs::default();
    let mut wanted: BTreeMap<PathBuf, bool> = targets.files.into_iter().map(|file| (file, true)).collect();
    if reach == Reach::Declarations {
        for file in scope::siblings(&targets.roots, &wanted, &mut configs) {
            wanted.entry(file).or_insert(false);
        }
    }
    let shower = walk::Shower::new(targets.typed);
    let read: Vec<(PathBuf, bool, Result<String, Problem>)> = wanted
        .into_par_iter()
        .map(|(path, named)| {
            let text = read_text(&path, &shower.show(&path));
            (path, named, text)
        })
        .collect();
    let mut groups: BTreeMap<Option<PathBuf>, Vec<(PathBuf, bool, String)>> = BTreeMap::new();
    for (path, named, text) in read {
        match text {
            Ok(text) => groups.entry(configs.root(&path)).or_default().push((path, named, text)),
            Err(problem) if named => problems.push(problem),
            Err(problem) => problems.push(Problem::Sibling { cause: Box::new(problem) }),
        }
    }
    let mut sessions = Vec::new();
    for (root, files) in groups {
        match Configs::settings(root.as_deref(), &shower) {
            Ok(settings) => sessions.push(session(settings, files, &shower)),
            Err(problem) => problems.push(problem),
        }
    }
    Loaded { sessions, problems }
}

fn session(settings: Settings, files: Vec<(PathBuf, bool, String)>, shower: &walk::Shower) -> Session {
    let top = common_folder(files.iter().map(|(path, _, _)| path.as_path()));
    let mut files: Vec<(String, PathBuf, bool, String)> = files
        .into_iter()
        .map(|(path, named, text)| (slashed(path.strip_prefix(&top).unwrap_or(&path)), path, named, text))
        .collect();
    files.sort_by(|(a, ..), (b, ..)| a.cmp(b));
    let mut entries = Vec::with_capacity(files.len());
    let mut sources = Vec::with_capacity(files.len());
    for (name, path, named, text) in files {
        let shown = slashed(&shower.show(&path));
        entries.push(Entry { path, shown, named });
        sources.push(SourceFile { path: name, text: Arc::from(text) });
    }
    let top = shower.show(&top);
    Session { settings, workspace: Workspace::new(sources), files: entries, top }
}

/// The deepest folder that holds every file.
fn common_folder<'a>(mut paths: impl Iterator<Item = &'a Path>) -> PathBuf {
    let mut top = paths.next().and_then(Path::parent).unwrap_or(Path::new("")).to_path_buf();
    for path in paths {
        while !path.starts_with(&top) && top.pop() {}
    }
    top
}

/// A path with `/` between its parts on every system.
pub fn slashed(path: &Path) -> String {
    let text = path.to_string_lossy();
    if std::path::MAIN_SEPARATOR == '/' {
        text.into_owned()
    } else {
        text.replace(std::path::MAIN_SEPARATOR, "/")
    }
}

/// Folders already asked about, with the answer.
type Memo<T> = HashMap<PathBuf, T>;

/// Paths without repetition, in order.
type Files = BTreeSet<PathBuf>;
