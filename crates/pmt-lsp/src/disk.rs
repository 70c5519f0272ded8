//! Where files come from. The server is handed a disk, as the command line uses it, so that both find the same files in
//! the same declarations under the same configuration.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use pmt_core::config::{ConfigError, Settings};
use pmt_core::text::Message;

/// A text that lies over the disk: an open document's.
pub trait Overlay: Send + Sync {
    /// The text in place of a file's.
    fn text(&self, path: &Path) -> Option<Arc<str>>;
}

/// The files that share one configuration.
#[derive(Debug)]
pub struct DiskSession {
    /// The settings; the defaults where the `pmt.toml` cannot be used.
    pub settings: Settings,
    /// Where the files' paths below start, seen from the folder of the configuration.
    pub base: String,
    /// The files in the order of their paths.
    pub files: Vec<DiskFile>,
}

/// A file.
#[derive(Debug)]
pub struct DiskFile {
    /// Its one true path.
    pub path: PathBuf,
    /// Its path in the analysis, `/` between the parts.
    pub name: String,
    /// Its text.
    pub text: Arc<str>,
}

/// A `pmt.toml` that cannot be used.
#[derive(Debug)]
pub struct BrokenConfig {
    /// Where it is.
    pub path: PathBuf,
    /// Its text.
    pub text: String,
    /// What is wrong with it.
    pub error: ConfigError,
}

/// What was read.
#[derive(Debug, Default)]
pub struct Loading {
    /// The sessions in the order of their folders.
    pub sessions: Vec<DiskSession>,
    /// Configurations that cannot be used.
    pub broken_configs: Vec<BrokenConfig>,
    /// Files that cannot be read, with the reason.
    pub unreadable: Vec<(PathBuf, Message)>,
}

/// Takes the paths that have changed.
pub type Changed = Box<dyn Fn(Vec<PathBuf>) + Send>;

/// The disk.
pub trait Disk: Send + Sync + 'static {
    /// Everything in some folders, and the declarations that some files belong to; a file need not be there yet.
    fn load(&self, folders: &[PathBuf], files: &[PathBuf], overlay: &dyn Overlay) -> Loading;

    /// Says what changes in some folders from now on, as long as what is given is kept; `None` where that cannot be had.
    fn watch(&self, folders: &[PathBuf], changed: Changed) -> Option<Box<dyn Send>>;

    /// The text of one file.
    fn read(&self, file: &Path) -> Result<Arc<str>, Message>;
}
