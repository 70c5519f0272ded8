//! `pmt.toml`: found upward from a file, read once.

use std::path::{Path, PathBuf};

use pmt_core::config::{FILE_NAME, Patterns, Settings};
use pmt_core::text::Lang;

use super::read::read_text;
use super::walk::Shower;
use super::{Memo, slashed};
use crate::problem::Problem;

/// Which folders have a `pmt.toml`, remembered, and which files it leaves out.
#[derive(Debug, Default)]
pub struct Configs {
    roots: Memo<Option<PathBuf>>,
    excluded: Memo<Patterns>,
}

impl Configs {
    /// The nearest folder above a file that has a `pmt.toml`.
    pub fn root(&mut self, file: &Path) -> Option<PathBuf> {
        self.above(file.parent()?)
    }

    /// The same from a folder, itself included.
    pub fn above(&mut self, folder: &Path) -> Option<PathBuf> {
        if let Some(known) = self.roots.get(folder) {
            return known.clone();
        }
        let found = if folder.join(FILE_NAME).is_file() {
            Some(folder.to_path_buf())
        } else {
            folder.parent().and_then(|above| self.above(above))
        };
        self.roots.insert(folder.to_path_buf(), found.clone());
        found
    }

    /// Whether the `pmt.toml` above a file leaves it out. A wrong one leaves out nothing: it is reported once the file
    /// is read.
    pub fn leaves_out(&mut self, file: &Path) -> bool {
        let Some(root) = self.root(file) else { return false };
        let below = file.strip_prefix(&root).map(slashed).unwrap_or_default();
        let patterns = self.excluded.entry(root).or_insert_with_key(|root| {
            read_settings(root).map(|settings| settings.excluded()).unwrap_or_default()
        });
        patterns.fit(&below)
    }

    /// The settings of a folder that has a `pmt.toml`; the defaults for none.
    pub fn settings(root: Option<&Path>, shower: &Shower) -> Result<Settings, Problem> {
        let Some(root) = root else { return Ok(Settings::default()) };
        let path = root.join(FILE_NAME);
        let shown = PathBuf::from(slashed(&shower.show(&path)));
        let text = read_text(&path, &shown)?;
        // Editors on Windows may begin it with a byte-order mark, which TOML does not know.
        let text = text.strip_prefix('\u{FEFF}').map(str::to_owned).unwrap_or(text);
        Settings::parse(&text).map_err(|error| Problem::Config { path: shown, text, error })
    }
}

/// The language that the `pmt.toml` above the current folder asks for, for messages before any file is read.
pub fn language_here() -> Option<Lang> {
    language_above(&std::env::current_dir().ok()?)
}

/// The language that the `pmt.toml` above a file or folder asks for. A wrong one asks for none.
pub fn language_above(path: &Path) -> Option<Lang> {
    settings_above(path)?.lang
}

/// The settings above a file or folder; wrong ones are none.
pub fn settings_above(path: &Path) -> Option<Settings> {
    read_settings(&Configs::default().above(path)?)
}

/// The settings of a folder, for what is asked before any file is read. Wrong ones are none.
fn read_settings(root: &Path) -> Option<Settings> {
    let text = std::fs::read_to_string(root.join(FILE_NAME)).ok()?;
    Settings::parse(text.trim_start_matches('\u{FEFF}')).ok()
}
