//! Telling the client that the disk is being read for the first time.

use tokio::sync::oneshot;
use tower_lsp::Client;
use tower_lsp::ls_types::ProgressToken;

use crate::profile::Profile;
use pmt_core::text::{Lang, Words};

/// What is going on, for the user to read.
const READING: Words = Words { zh: "读取申报", en: "Reading declarations" };

/// Something under way; it is over when this is dropped.
pub struct Progress {
    _over: oneshot::Sender<()>,
}

impl Progress {
    /// Begins to tell a client that can be told.
    pub fn begin(client: &Client, profile: &Profile) -> Option<Self> {
        let window = profile.capabilities.window.as_ref();
        window.and_then(|window| window.work_done_progress).filter(|can| *can)?;
        let (over, wait) = oneshot::channel();
        let client = client.clone();
        let lang: Lang = profile.lang(None);
        // Nobody waits for a client that never answers.
        tokio::spawn(async move {
            let token = ProgressToken::String("pmt/reading".to_owned());
            if client.create_work_done_progress(token.clone()).await.is_err() {
                return;
            }
            let progress = client.progress(token, READING.get(lang)).begin().await;
            // It is dropped, never sent.
            let _ = wait.await;
            progress.finish().await;
        });
        Some(Self { _over: over })
    }
}
