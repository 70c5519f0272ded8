//! What happens on the disk, as the system tells it: which of it matters, and following it for the language server.

use std::path::{Path, PathBuf};

use notify::event::{AccessKind, AccessMode, Event, EventKind};
use notify::{RecursiveMode, Watcher as _};
use pmt_core::config::FILE_NAME;
use pmt_lsp::Changed;

use super::is_pmt;
use crate::document::is_document;

/// Says which paths change below some folders, as long as what is given is kept; `None` where the system cannot tell.
pub fn follow(folders: &[PathBuf], changed: Changed) -> Option<Box<dyn Send>> {
    let all = folders.to_vec();
    let tell = move |event: notify::Result<Event>| {
        if is_change(&event) {
            // Where some of it was missed, everything may have changed.
            let paths = event.ok().filter(|event| !event.need_rescan()).map(|event| event.paths);
            changed(paths.unwrap_or_else(|| all.clone()));
        }
    };
    let mut watcher = notify::recommended_watcher(tell).ok()?;
    for folder in folders {
        watcher.watch(folder, RecursiveMode::Recursive).ok()?;
    }
    Some(Box::new(watcher))
}

/// Whether a check may come out otherwise after this. What was only read, by this program first of all, has not
/// changed; after an error changes may have been missed.
pub fn is_change(event: &notify::Result<Event>) -> bool {
    match event {
        Ok(event) if matches!(event.kind, EventKind::Access(kind) if kind != WRITTEN) => false,
        Ok(event) => event.need_rescan() || event.paths.iter().any(|path| matters(path)),
        Err(_) => true,
    }
}

/// That somebody has finished writing.
const WRITTEN: AccessKind = AccessKind::Close(AccessMode::Write);

/// Whether a check may come out otherwise when this path changes.
fn matters(path: &Path) -> bool {
    is_pmt(path)
        || is_document(path)
        || path.file_name().is_some_and(|name| name == FILE_NAME || name == ".gitignore" || name == ".ignore")
        // A folder that came or went may have held declarations.
        || path.extension().is_none() && !path.is_file()
}
