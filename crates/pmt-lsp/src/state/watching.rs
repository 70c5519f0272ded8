//! Seeing what changes on the disk, for a client that cannot be asked to say so.

use std::path::PathBuf;
use std::sync::Arc;

use tokio::sync::mpsc::UnboundedSender;
use tokio::sync::oneshot;

use super::Event;
use crate::disk::Disk;
use crate::log::Log;

/// Some folders are watched as long as it is kept.
pub struct Watching {
    /// Dropping it ends it.
    _over: oneshot::Sender<()>,
}

impl Watching {
    /// Begins to watch folders.
    pub fn begin(
        disk: Arc<dyn Disk>,
        folders: Vec<PathBuf>,
        events: UnboundedSender<Event>,
        log: Log,
    ) -> Option<Self> {
        if folders.is_empty() {
            return None;
        }
        let (over, wait) = oneshot::channel();
        tokio::spawn(async move {
            // Large trees take their time.
            let begun = tokio::task::spawn_blocking(move || {
                let changed = Box::new(move |paths| {
                    // Should nobody take it, the server is gone.
                    let _ = events.send(Event::Touched(paths));
                });
                disk.watch(&folders, changed)
            });
            match begun.await.ok().flatten() {
                Some(watching) => {
                    // It is dropped, never sent.
                    let _ = wait.await;
                    drop(watching);
                }
                None => log.warn(|| "changes on the disk are not seen".to_owned()),
            }
        });
        Some(Self { _over: over })
    }
}
