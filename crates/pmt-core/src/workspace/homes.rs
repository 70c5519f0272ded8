//! Which folder's covers each file belongs to: what follows from the paths and from where covers stand, whatever else is
//! in the files.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

use super::File;
use crate::finding::FileId;

/// The folder of a path.
pub(super) fn folder(path: &str) -> &str {
    path.rsplit_once('/').map_or("", |(folder, _)| folder)
}

/// The folders above a folder, the nearest first; the last is `""`.
pub(super) fn above(folder_path: &str) -> impl Iterator<Item = &str> {
    std::iter::successors(Some(folder_path), |here| (!here.is_empty()).then(|| folder(here))).skip(1)
}

/// A folder with a cover.
#[derive(Debug)]
pub(super) struct Home {
    pub(super) folder: String,
    /// The files that belong to it, in their order.
    pub(super) files: Vec<FileId>,
}

/// The folders with a cover, in order, and which of them each file belongs to.
#[derive(Debug)]
pub(super) struct Homes {
    all: Vec<Home>,
    by_folder: HashMap<String, usize>,
    of_files: Vec<Option<usize>>,
}

impl Homes {
    pub(super) fn new(files: &[Arc<File>]) -> Self {
        let covered = files.iter().filter(|file| has_cover(file)).map(|file| folder(&file.path));
        let folders: BTreeSet<&str> = covered.collect();
        let index: BTreeMap<&str, usize> = folders.iter().copied().zip(0..).collect();
        let mut all: Vec<Home> =
            folders.iter().map(|folder| Home { folder: (*folder).to_owned(), files: Vec::new() }).collect();
        let mut known: HashMap<&str, Option<usize>> = HashMap::new();
        let mut of_files = Vec::with_capacity(files.len());
        for file in files {
            let here = folder(&file.path);
            let find =
                || std::iter::once(here).chain(above(here)).find_map(|folder| index.get(folder).copied());
            let home = *known.entry(here).or_insert_with(find);
            if let Some(home) = home.and_then(|home| all.get_mut(home)) {
                home.files.push(file.model.id);
            }
            of_files.push(home);
        }
        let by_folder = index.into_iter().map(|(folder, index)| (folder.to_owned(), index)).collect();
        Self { all, by_folder, of_files }
    }

    /// Whether they stay the same when one file takes the place of another with its path.
    pub(super) fn hold_with(before: &File, now: &File) -> bool {
        has_cover(before) == has_cover(now)
    }

    /// The number of each file's folder.
    pub(super) fn of_files(&self) -> impl Iterator<Item = Option<usize>> {
        self.of_files.iter().copied()
    }

    /// A folder.
    pub(super) fn get(&self, home: usize) -> Option<&Home> {
        self.all.get(home)
    }

    /// The numbers of those above one.
    pub(super) fn above(&self, home: usize) -> impl Iterator<Item = usize> {
        let here = self.get(home).into_iter().flat_map(|home| above(&home.folder));
        here.filter_map(|folder| self.by_folder.get(folder).copied())
    }

    /// The numbers of those below any of some, these left out.
    pub(super) fn below(&self, some: &BTreeSet<usize>) -> Vec<usize> {
        let is_below =
            |home: &usize| !some.contains(home) && self.above(*home).any(|home| some.contains(&home));
        (0..self.all.len()).filter(is_below).collect()
    }
}

fn has_cover(file: &File) -> bool {
    !file.model.covers.is_empty()
}
