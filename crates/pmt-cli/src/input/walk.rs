//! Named paths to files. Folders are walked without following links, as git does, so that a circle of links is
//! harmless and a file is found under one path only.

use std::collections::HashMap;
use std::ffi::OsStr;
use std::path::{Path, PathBuf};

use ignore::WalkBuilder;

use super::Files;
use super::config::Configs;
use super::exclude::is_excluded;
use crate::problem::Problem;

/// The extension of declarations.
const EXTENSION: &str = "pmt";

/// What the named paths are.
#[derive(Debug, Default)]
pub struct Targets {
    /// Every file that is named or lies in a named folder, by its one true path.
    pub files: Files,
    /// The named folders, and those that hold named files.
    pub roots: Vec<Root>,
    /// True paths with what was typed for them.
    pub typed: HashMap<PathBuf, PathBuf>,
    /// Paths that give nothing.
    pub problems: Vec<Problem>,
}

/// Where the search for a declaration begins.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Root {
    /// The folder.
    pub folder: PathBuf,
    /// Whether everything below it has been named.
    pub whole: bool,
}

/// Whether a path is a declaration's by its name.
pub fn is_pmt(path: &Path) -> bool {
    path.extension()
        .and_then(OsStr::to_str)
        .is_some_and(|extension| extension.eq_ignore_ascii_case(EXTENSION))
}

/// Finds the files of named paths; with `force_exclude` not those that a walk would leave out.
pub fn targets(paths: &[PathBuf], force_exclude: bool, configs: &mut Configs) -> Targets {
    let mut targets = Targets::default();
    for path in paths {
        if let Err(problem) = add(&mut targets, path, force_exclude, configs) {
            targets.problems.push(problem);
        }
    }
    targets.roots.sort();
    targets.roots.dedup();
    targets
}

fn add(
    targets: &mut Targets,
    path: &Path,
    force_exclude: bool,
    configs: &mut Configs,
) -> Result<(), Problem> {
    let real = dunce::canonicalize(path).map_err(|source| match source.kind() {
        std::io::ErrorKind::NotFound => Problem::NotFound { path: path.to_path_buf() },
        _ => Problem::Unreadable { path: path.to_path_buf(), source },
    })?;
    targets.typed.entry(real.clone()).or_insert_with(|| path.to_path_buf());
    if !real.is_dir() {
        if !is_pmt(path) && !is_pmt(&real) {
            return Err(Problem::NotPmt { path: path.to_path_buf() });
        }
        if force_exclude && (configs.leaves_out(&real) || is_excluded(&real)) {
            return Ok(());
        }
        if let Some(folder) = real.parent() {
            targets.roots.push(Root { folder: folder.to_path_buf(), whole: false });
        }
        targets.files.insert(real);
        return Ok(());
    }
    let mut problems = Vec::new();
    let mut found = below(&real, &mut problems);
    let is_read = problems.is_empty();
    targets.problems.extend(problems.into_iter().map(|problem| match problem {
        Problem::Unreadable { path: inside, source } => {
            Problem::Unreadable { path: as_typed(&inside, &real, path), source }
        }
        other => other,
    }));
    if found.is_empty() {
        // What cannot be read may hold any number of them.
        return if is_read { Err(Problem::NoFiles { path: path.to_path_buf() }) } else { Ok(()) };
    }
    found.retain(|file| !configs.leaves_out(file));
    targets.files.extend(found);
    targets.roots.push(Root { folder: real, whole: true });
    Ok(())
}

/// A true path below a folder, beginning as the folder was typed.
fn as_typed(inside: &Path, real: &Path, typed: &Path) -> PathBuf {
    match inside.strip_prefix(real) {
        Ok(below) if below.as_os_str().is_empty() => typed.to_path_buf(),
        Ok(below) if typed == Path::new(".") => below.to_path_buf(),
        Ok(below) => typed.join(below),
        Err(_) => inside.to_path_buf(),
    }
}

/// The declarations' files in a folder and below, hidden and ignored ones left out.
pub fn below(folder: &Path, problems: &mut Vec<Problem>) -> Files {
    let mut files = Files::new();
    // .gitignore is respected outside of repositories too: an export of one behaves as the repository does.
    for entry in WalkBuilder::new(folder).require_git(false).build() {
        match entry {
            Ok(entry) if entry.file_type().is_some_and(|kind| kind.is_file()) && is_pmt(entry.path()) => {
                files.insert(entry.into_path());
            }
            Ok(_) => {}
            Err(error) => problems.extend(unreadable(error, folder)),
        }
    }
    files
}

/// Whether there is any such file; the search ends at the first.
pub fn has_any_below(folder: &Path) -> bool {
    let mut entries = WalkBuilder::new(folder).require_git(false).build().filter_map(Result::ok);
    entries.any(|entry| entry.file_type().is_some_and(|kind| kind.is_file()) && is_pmt(entry.path()))
}

/// A folder that cannot be read; faults in a `.gitignore` are git's to report.
fn unreadable(error: ignore::Error, folder: &Path) -> Option<Problem> {
    let path = path_of(&error).unwrap_or(folder).to_path_buf();
    error.into_io_error().map(|source| Problem::Unreadable { path, source })
}

fn path_of(error: &ignore::Error) -> Option<&Path> {
    match error {
        ignore::Error::WithPath { path, .. } => Some(path),
        ignore::Error::WithDepth { err, .. } | ignore::Error::WithLineNumber { err, .. } => path_of(err),
        _ => None,
    }
}

/// Shows true paths as the user would write them.
#[derive(Debug)]
pub struct Shower {
    here: Option<PathBuf>,
    typed: HashMap<PathBuf, PathBuf>,
}

impl Shower {
    /// With what was typed.
    pub fn new(typed: HashMap<PathBuf, PathBuf>) -> Self {
        let here = std::env::current_dir().ok().and_then(|here| dunce::canonicalize(here).ok());
        Self { here, typed }
    }

    /// Shows every path whole.
    pub fn whole() -> Self {
        Self { here: None, typed: HashMap::new() }
    }

    /// Whether a path was typed itself, not only a folder above it.
    pub fn is_named(&self, path: &Path) -> bool {
        self.typed.contains_key(path)
    }

    /// Relative to the current folder if below it; else beginning as it was typed; else whole.
    pub fn show(&self, path: &Path) -> PathBuf {
        if let Some(below) = self.here.as_ref().and_then(|here| path.strip_prefix(here).ok()) {
            return below.to_path_buf();
        }
        let typed = path.ancestors().find_map(|above| {
            let typed = self.typed.get(above)?;
            let below = path.strip_prefix(above).ok()?;
            Some(if below.as_os_str().is_empty() { typed.clone() } else { typed.join(below) })
        });
        typed.unwrap_or_else(|| path.to_path_buf())
    }
}
