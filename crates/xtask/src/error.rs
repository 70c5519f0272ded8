//! What can go wrong with a chore.

use std::path::{Path, PathBuf};

use thiserror::Error;

use crate::system::Lacking;

/// Why a chore was not done.
#[derive(Debug, Error)]
pub enum Error {
    /// The arguments fit no command.
    #[error("no such command\n\n{0}")]
    Usage(&'static str),
    /// A file could not be read or written.
    #[error("{}: {source}", path.display())]
    File {
        /// Which.
        path: PathBuf,
        /// Why.
        source: std::io::Error,
    },
    /// A program could not be started.
    #[error("{command}: {source}")]
    Start {
        /// The command line.
        command: String,
        /// Why.
        source: std::io::Error,
    },
    /// A program failed.
    #[error("{command}: {status}")]
    Failed {
        /// The command line.
        command: String,
        /// How it ended.
        status: std::process::ExitStatus,
    },
    /// This machine lacks what the chore needs.
    #[error("this machine lacks {0}")]
    Lacking(Lacking),
    /// Generated files are not what would be generated.
    #[error("stale: {}; run `cargo xtask gen`", .0.join(", "))]
    Stale(Vec<String>),
    /// A file lacks the lines between which generated text belongs.
    #[error("{path} has no `<!-- {marker} -->` … `<!-- end -->`")]
    NoMarker {
        /// The file.
        path: String,
        /// The marker.
        marker: String,
    },
    /// A program's output is not what it should be.
    #[error("{command}: {what}")]
    Output {
        /// The command line.
        command: String,
        /// What is wrong with it.
        what: String,
    },
    /// Something could not be written as JSON.
    #[error(transparent)]
    Json(#[from] serde_json::Error),
}

impl Error {
    /// For `map_err` on a file operation.
    pub fn file(path: &Path) -> impl FnOnce(std::io::Error) -> Self {
        let path = path.to_owned();
        move |source| Self::File { path, source }
    }
}
