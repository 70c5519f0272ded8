//! The other files of a declaration of which only some are named: rules that compare files need all of them.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use pmt_core::config::FILE_NAME;
use pmt_core::edition::{Edition, Key};
use pmt_core::finding::FileId;
use pmt_core::workspace::{File, SourceFile};
use rayon::prelude::*;

use super::config::Configs;
use super::read::read_text;
use super::walk::{self, Root};
use super::{Files, Memo};

/// The files that belong to the same declarations as the named ones do, under the same configuration.
pub fn siblings(roots: &[Root], named: &BTreeMap<PathBuf, bool>, configs: &mut Configs) -> Files {
    let mut covers = Memo::new();
    let mut homes = Files::new();
    for root in roots {
        if let Some(home) = home(root, &mut covers) {
            homes.insert(home);
        }
    }
    // What lies below another home is found with it; in the order of paths it follows directly.
    let mut tops: Vec<&PathBuf> = Vec::new();
    for home in &homes {
        if tops.last().is_none_or(|top| !home.starts_with(top)) {
            tops.push(home);
        }
    }
    let mut files = Files::new();
    for top in tops {
        let config = configs.above(top);
        // A folder that cannot be read there was not asked for; its files are missing, and counting rules say so.
        let found = walk::below(top, &mut Vec::new());
        files.extend(found.into_iter().filter(|file| {
            !named.contains_key(file) && configs.root(file) == config && !configs.leaves_out(file)
        }));
    }
    files
}

/// The folder of the declaration that `root` belongs to, or of the topmost of the same year that it is a part of.
///
/// The search ends at the folder with `pmt.toml` or `.git`. Where there is none, nothing says how far up the work
/// reaches: a named folder is then the end itself, as an editor's workspace folder is, and a named file belongs to the
/// nearest declaration and to none above that.
fn home(root: &Root, covers: &mut Memo<Option<Vec<Option<i32>>>>) -> Option<PathBuf> {
    let bounded = root.folder.ancestors().any(is_boundary);
    if root.whole && !bounded {
        return None;
    }
    let mut home: Option<(PathBuf, Vec<Option<i32>>)> = None;
    for (step, folder) in root.folder.ancestors().enumerate() {
        // What lies in a folder named whole has been read.
        let read = root.whole && step == 0;
        if !read {
            let years = covers.entry(folder.to_path_buf()).or_insert_with(|| years_of_covers(folder)).clone();
            if let Some(years) = years
                && home.as_ref().is_none_or(|(_, below)| years.iter().any(|year| below.contains(year)))
            {
                home = Some((folder.to_path_buf(), years));
            }
        }
        if is_boundary(folder) || !bounded && home.is_some() {
            break;
        }
    }
    home.map(|(folder, _)| folder)
}

/// The files of the nearest declaration that a folder belongs to, itself or below it, as far as they lie directly in the
/// folder or beside the cover; without a declaration those of the folder. Nothing else is read.
pub fn files_around(folder: &Path) -> Vec<File> {
    let here = files_in(folder);
    let has_cover = |files: &[File]| files.iter().any(|file| !file.model.covers.is_empty());
    let Ok(whole) = std::path::absolute(folder) else { return here };
    if has_cover(&here) || is_boundary(&whole) || !whole.ancestors().any(is_boundary) {
        return here;
    }
    for above in whole.ancestors().skip(1) {
        let beside = files_in(above);
        if has_cover(&beside) {
            return here.into_iter().chain(beside).collect();
        }
        if is_boundary(above) {
            break;
        }
    }
    here
}

/// The files directly in a folder; what cannot be read is left out.
fn files_in(folder: &Path) -> Vec<File> {
    let mut paths: Vec<PathBuf> = std::fs::read_dir(folder)
        .into_iter()
        .flatten()
        .filter_map(|entry| entry.ok().map(|entry| entry.path()))
        .filter(|path| walk::is_pmt(path) && path.is_file())
        .collect();
    paths.sort();
    let read = paths.into_par_iter().filter_map(|path| {
        let text = read_text(&path, &path).ok()?;
        Some(File::new(FileId(0), SourceFile { path: String::new(), text: Arc::from(text) }))
    });
    read.collect()
}

fn is_boundary(folder: &Path) -> bool {
    folder.join(FILE_NAME).exists() || folder.join(".git").exists()
}

/// The years of the covers directly in a folder; `None` if it has no cover.
fn years_of_covers(folder: &Path) -> Option<Vec<Option<i32>>> {
    let entries = std::fs::read_dir(folder).ok()?;
    let paths: Vec<PathBuf> = entries
        .filter_map(|entry| entry.ok().map(|entry| entry.path()))
        .filter(|path| walk::is_pmt(path) && path.is_file())
        .collect();
    let label = Key::Declaration.label(Edition::Common);
    let years: Vec<Option<i32>> = paths
        .into_par_iter()
        .filter_map(|path| read_text(&path, &path).ok())
        // Most files have no cover, and looking for the word costs far less than reading the file for its meaning.
        .filter(|text| text.contains(label))
        .flat_map_iter(|text| {
            let file = File::new(FileId(0), SourceFile { path: String::new(), text: Arc::from(text) });
            file.model.covers.into_iter().map(|cover| cover.year.map(|year| year.value)).collect::<Vec<_>>()
        })
        .collect();
    (!years.is_empty()).then_some(years)
}
