//! Which documents are imported, and into which folder each.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use ignore::WalkBuilder;
use pmt_core::text::Message;
use pmt_office::folder_name;

use crate::args::Import;
use crate::document::is_document;
use crate::input::slashed;
use crate::problem::Problem;

/// A document and the folder its files go to.
#[derive(Debug)]
pub(super) struct Target {
    pub(super) source: PathBuf,
    pub(super) folder: PathBuf,
    /// Whether it was named itself, not only the folder it lies in.
    pub(super) is_named: bool,
}

/// What is named: one document goes into the named folder itself, several into one of their own below it, and those
/// of a folder likewise, under the folders they lie in.
pub(super) fn find(options: &Import) -> Result<Vec<Target>, Problem> {
    if let [only] = options.files.as_slice()
        && !only.is_dir()
    {
        return Ok(vec![Target { source: only.clone(), folder: options.dir.clone(), is_named: true }]);
    }
    // Folders that differ in case alone are one on Windows and macOS.
    let mut taken: BTreeMap<String, PathBuf> = BTreeMap::new();
    let mut targets = Vec::new();
    for path in &options.files {
        if path.is_dir() {
            walk(path, &options.dir, &mut taken, &mut targets)?;
            continue;
        }
        let folder = options.dir.join(stem(path));
        if let Some(first) = taken.insert(key(&folder), path.clone()) {
            return Err(Problem::SameFolder { path: folder, first, second: path.clone() });
        }
        targets.push(Target { source: path.clone(), folder, is_named: true });
    }
    Ok(targets)
}

fn key(folder: &Path) -> String {
    slashed(folder).to_lowercase()
}

fn stem(path: &Path) -> String {
    folder_name(&path.file_stem().unwrap_or(path.as_os_str()).to_string_lossy())
}

/// The documents of a folder, by path. Hidden files and what Word keeps beside an open document are none.
fn walk(
    root: &Path,
    dir: &Path,
    taken: &mut BTreeMap<String, PathBuf>,
    targets: &mut Vec<Target>,
) -> Result<(), Problem> {
    let mut found = Vec::new();
    for entry in WalkBuilder::new(root).standard_filters(false).hidden(true).follow_links(false).build() {
        let entry = entry.map_err(|error| Problem::Unreadable {
            path: root.to_path_buf(),
            source: error.into_io_error().unwrap_or_else(|| std::io::ErrorKind::Other.into()),
        })?;
        if entry.file_type().is_some_and(|kind| kind.is_file()) && is_document(entry.path()) {
            found.push(entry.into_path());
        }
    }
    if found.is_empty() {
        return Err(Problem::Refused {
            why: Message::new(
                format!("{}：这个文件夹里没有能导入的文件", slashed(root)),
                format!("{}: no document in this folder", slashed(root)),
            ),
            advice: Message::new(
                "能导入 .docx、.xlsx、.xls、.txt；装有 LibreOffice 时还有 .doc、.wps，装有 poppler 时还有 .pdf",
                "documents are .docx, .xlsx, .xls, .txt; with LibreOffice also .doc and .wps, with poppler .pdf",
            ),
        });
    }
    found.sort();
    for source in found {
        let inside = source.strip_prefix(root).unwrap_or(&source);
        let parents = inside.parent().into_iter().flat_map(Path::iter);
        let mut folder = dir.to_path_buf();
        folder.extend(parents.map(|parent| folder_name(&parent.to_string_lossy())));
        let free = folder.join(stem(&source));
        // The same document in two formats.
        let whole = source.file_name().unwrap_or_default().to_string_lossy();
        let mut choices = std::iter::once(free)
            .chain(std::iter::once(folder.join(folder_name(&whole))))
            .chain((2_u32..).map(|number| folder.join(folder_name(&format!("{whole}-{number}")))));
        let Some(folder) = choices.find(|folder| !taken.contains_key(&key(folder))) else { continue };
        taken.insert(key(&folder), source.clone());
        targets.push(Target { source, folder, is_named: false });
    }
    Ok(())
}
