//! Names of files as a system of continuous integration wants them: below the folder it checked out.

use std::path::{Path, PathBuf};

use pmt_core::finding::FileId;

use crate::input::{Session, slashed};

/// The folder that a variable of the system names, if it is one.
pub fn root(variable: &str) -> Option<PathBuf> {
    let named = std::env::var_os(variable).filter(|value| !value.is_empty())?;
    dunce::canonicalize(named).ok()
}

/// A file's name below that folder; as it is shown if it lies elsewhere.
pub fn name(session: &Session, file: FileId, root: Option<&Path>) -> String {
    let below = root.and_then(|root| session.path(file).strip_prefix(root).ok());
    below.map_or_else(|| session.shown(file).to_owned(), slashed)
}
