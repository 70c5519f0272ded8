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
pub use config::{language_above, language_here};
pub use read::{Garbled, LIMIT, read_bytes, read_text};
use walk::Shower;
pub use walk::is_pmt;

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

/// A file that was read.
#[derive(Debug)]
pub struct TextFile {
    /// Where it is on the disk.
    pub path: PathBuf,
    /// Its name as it is shown.
    pub shown: String,
    /// Whether it was named, or lies in a folder that was.
    pub named: bool,
    /// Its text.
    pub text: Arc<str>,
}

impl Session {
    /// A session of texts under no configuration.
    pub fn of(files: Vec<TextFile>) -> Self {
        session(Settings::default(), None, files, &Shower::new(HashMap::new()))
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
    pub fn path(&self, file: FileId) -> &Path {
        self.files.get(file.0 as usize).map_or(Path::new(""), |entry| entry.path.as_path())
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

/// Reads what is named and the other files of its declarations, and analyses it.
pub fn load(paths: &[PathBuf]) -> Loaded {
    let mut configs = Configs::default();
    let targets = targets(paths, &mut configs);
    let mut wanted: BTreeMap<PathBuf, bool> = targets.files.into_iter().map(|file| (file, true)).collect();
    for file in scope::siblings(&targets.roots, &wanted, &mut configs) {
        wanted.entry(file).or_insert(false);
    }
    let shower = Shower::new(targets.typed);
    let (files, mut problems) = read_all(wanted, &shower);
    problems.splice(0..0, targets.problems);
    let mut groups: BTreeMap<Option<PathBuf>, Vec<TextFile>> = BTreeMap::new();
    for file in files {
        groups.entry(configs.root(&file.path)).or_default().push(file);
    }
    let mut sessions = Vec::new();
    for (root, files) in groups {
        match Configs::settings(root.as_deref(), &shower) {
            Ok(settings) => sessions.push(session(settings, root.as_deref(), files, &shower)),
            Err(problem) => problems.push(problem),
        }
    }
    Loaded { sessions, problems }
}

/// Reads what is named and nothing else.
pub fn read_named(paths: &[PathBuf]) -> (Vec<TextFile>, Vec<Problem>) {
    let targets = targets(paths, &mut Configs::default());
    let wanted = targets.files.into_iter().map(|file| (file, true)).collect();
    let (files, mut problems) = read_all(wanted, &Shower::new(targets.typed));
    problems.splice(0..0, targets.problems);
    (files, problems)
}

fn targets(paths: &[PathBuf], configs: &mut Configs) -> walk::Targets {
    if paths.is_empty() {
        walk::targets(&[PathBuf::from(".")], configs)
    } else {
        walk::targets(paths, configs)
    }
}

/// Reads files, each with whether it was named.
fn read_all(wanted: BTreeMap<PathBuf, bool>, shower: &Shower) -> (Vec<TextFile>, Vec<Problem>) {
    let read: Vec<Result<TextFile, Problem>> = wanted
        .into_par_iter()
        .map(|(path, named)| {
            let shown = shower.show(&path);
            match read_text(&path, &shown) {
                Ok(text) => Ok(TextFile { path, shown: slashed(&shown), named, text: Arc::from(text) }),
                Err(problem) if named => Err(problem),
                Err(problem) => Err(Problem::Sibling { cause: Box::new(problem) }),
            }
        })
        .collect();
    let mut files = Vec::with_capacity(read.len());
    let mut problems = Vec::new();
    for one in read {
        match one {
            Ok(file) => files.push(file),
            Err(problem) => problems.push(problem),
        }
    }
    (files, problems)
}

fn session(settings: Settings, root: Option<&Path>, files: Vec<TextFile>, shower: &Shower) -> Session {
    let top = common_folder(files.iter().map(|file| file.path.as_path()));
    let mut files: Vec<(String, TextFile)> = files
        .into_iter()
        .map(|file| (slashed(file.path.strip_prefix(&top).unwrap_or(&file.path)), file))
        .collect();
    files.sort_by(|(a, _), (b, _)| a.cmp(b));
    let mut entries = Vec::with_capacity(files.len());
    let mut sources = Vec::with_capacity(files.len());
    for (name, TextFile { path, shown, named, text }) in files {
        entries.push(Entry { path, shown, named });
        sources.push(SourceFile { path: name, text });
    }
    let base = root.and_then(|root| top.strip_prefix(root).ok()).map(slashed).unwrap_or_default();
    let workspace = Workspace::new(sources).below(base);
    Session { settings, workspace, files: entries, top: shower.show(&top) }
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
