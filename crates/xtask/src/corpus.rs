//! `cargo xtask corpus`: the corpus as files.

use std::collections::HashSet;
use std::fs;
use std::path::{Path, PathBuf};

use crate::error::Error;
use crate::process::root;

/// How large a corpus is.
#[derive(Clone, Copy, Debug, Default)]
pub struct Size {
    /// Files, covers included.
    pub files: usize,
    /// Bytes.
    pub bytes: usize,
}

/// Writes a corpus into a folder (below the repository's root unless absolute) and says so.
pub fn write(projects: usize, folder: &Path) -> Result<(), Error> {
    let folder = root().join(folder);
    let size = write_files(projects, &folder)?;
    println!("{projects} projects in {} files, {} bytes: {}", size.files, size.bytes, folder.display());
    Ok(())
}

/// Writes a corpus. What stands in the folder under other names stays.
pub fn write_files(projects: usize, folder: &Path) -> Result<Size, Error> {
    let mut made: HashSet<PathBuf> = HashSet::new();
    let mut size = Size::default();
    for file in pmt_corpus::files(projects) {
        let path = folder.join(&file.path);
        let parent = path.parent().unwrap_or(folder).to_owned();
        if !made.contains(&parent) {
            fs::create_dir_all(&parent).map_err(Error::file(&parent))?;
            made.insert(parent);
        }
        fs::write(&path, &file.text).map_err(Error::file(&path))?;
        size.files = size.files.saturating_add(1);
        size.bytes = size.bytes.saturating_add(file.text.len());
    }
    Ok(size)
}
