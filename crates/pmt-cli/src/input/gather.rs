//! The files of declarations, read and kept apart by the configuration they are under: the same steps for the command
//! line and an editor, which differ in how files are named and in what lies over the disk.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use rayon::prelude::*;

use super::config::Configs;
use super::read::read_text;
use super::walk::{Root, Shower};
use super::{Files, scope, slashed};
use crate::problem::Problem;
use crate::progress::Progress;

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

/// What is to be read, and how.
pub struct Gathering<'a> {
    /// The files that are named, or lie in a folder that is.
    pub named: Files,
    /// Where the other files of their declarations are looked for.
    pub roots: &'a [Root],
    /// The text that lies over the disk at a place.
    pub over: &'a (dyn Fn(&Path) -> Option<Arc<str>> + Sync),
    /// Told of every file that was read.
    pub progress: &'a Progress,
    /// How paths are shown.
    pub shower: &'a Shower,
}

/// What was read.
pub struct Gathered {
    /// The files under each configuration, by its folder; those under none have none.
    pub groups: BTreeMap<Option<PathBuf>, Vec<TextFile>>,
    /// What could not be read.
    pub problems: Vec<Problem>,
}

impl Gathering<'_> {
    /// Reads the named files and the others of their declarations.
    pub fn with_siblings(self, configs: &mut Configs) -> Gathered {
        let mut wanted: BTreeMap<PathBuf, bool> = self.named.into_iter().map(|file| (file, true)).collect();
        for file in scope::siblings(self.roots, &wanted, configs) {
            wanted.entry(file).or_insert(false);
        }
        let (files, problems) = read_all(wanted, self.over, self.progress, self.shower);
        let mut groups: BTreeMap<Option<PathBuf>, Vec<TextFile>> = BTreeMap::new();
        for file in files {
            groups.entry(configs.root(&file.path)).or_default().push(file);
        }
        Gathered { groups, problems }
    }
}

/// Reads files, each with whether it was named; some may have a text that lies over the disk.
pub fn read_all(
    wanted: BTreeMap<PathBuf, bool>,
    over: &(dyn Fn(&Path) -> Option<Arc<str>> + Sync),
    progress: &Progress,
    shower: &Shower,
) -> (Vec<TextFile>, Vec<Problem>) {
    progress.expect(wanted.len());
    let read: Vec<Result<TextFile, Problem>> = wanted
        .into_par_iter()
        .map(|(path, named)| {
            let shown = shower.show(&path);
            let text = over(&path).map_or_else(|| read_text(&path, &shown).map(Arc::from), Ok);
            progress.step();
            match text {
                Ok(text) => Ok(TextFile { path, shown: slashed(&shown), named, text }),
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

/// The files of a session with their names in the analysis.
pub struct Named {
    /// The folder that the names are below.
    pub top: PathBuf,
    /// The same, seen from the folder of the configuration.
    pub base: String,
    /// The files in the order of their names.
    pub files: Vec<(String, TextFile)>,
}

/// Names a session's files from the folder that holds them all.
pub fn named_below(root: Option<&Path>, files: Vec<TextFile>) -> Named {
    let top = common_folder(files.iter().map(|file| file.path.as_path()));
    let base = root.and_then(|root| top.strip_prefix(root).ok()).map(slashed).unwrap_or_default();
    let mut files: Vec<(String, TextFile)> = files
        .into_iter()
        .map(|file| (slashed(file.path.strip_prefix(&top).unwrap_or(&file.path)), file))
        .collect();
    files.sort_by(|(a, _), (b, _)| a.cmp(b));
    Named { top, base, files }
}

/// The deepest folder that holds every file.
pub fn common_folder<'a>(mut paths: impl Iterator<Item = &'a Path>) -> PathBuf {
    let mut top = paths.next().and_then(Path::parent).unwrap_or(Path::new("")).to_path_buf();
    for path in paths {
        while !path.starts_with(&top) && top.pop() {}
    }
    top
}
