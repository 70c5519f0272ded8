//! Commands: those that give something, and those that make the client do something.
//!
//! Where the client is asked to do something, the command is answered at once: some clients take nothing else meanwhile,
//! and some never answer.

use std::time::Duration;

use serde_json::Value;
use tokio::sync::mpsc::UnboundedSender;
use tower_lsp::jsonrpc::{self, Result};
use tower_lsp::ls_types::{ExecuteCommandParams, Range, ShowDocumentParams, Uri};

use super::{Backend, try_ask};
use crate::features::actions::{self, Deferred, Reason};
use crate::features::commands;
use crate::state::{Event, View};

/// How often a change that has been announced is looked for, and how many times.
const EVERY: Duration = Duration::from_millis(20);
const PATIENCE: u32 = 250;

impl Backend {
    pub(super) async fn execute(&self, params: ExecuteCommandParams) -> Result<Option<Value>> {
        match params.command.as_str() {
            actions::APPLY => self.apply(&params).await,
            actions::REASON => self.lead(&params).await,
            commands::FORMS => commands::forms(),
            _ => self.give(params).await,
        }
    }

    /// A command that gives something about a document.
    async fn give(&self, params: ExecuteCommandParams) -> Result<Option<Value>> {
        let Some(command) = commands::ALL.iter().find(|one| **one == params.command) else {
            return Err(jsonrpc::Error::invalid_params(format!("no such command: {}", params.command)));
        };
        let target = commands::Target::read(&params.arguments)?;
        let uri = target.uri.clone();
        let answer = self.try_ask(&uri, move |view| match *command {
            commands::PREVIEW => commands::preview(view, &target),
            commands::SUMMARY => commands::summary(view, &target),
            _ => commands::compile(view, &target),
        });
        let progress = match params.work_done_progress_params.work_done_token {
            Some(token) => Some(self.client.progress(token, *command).begin().await),
            None => None,
        };
        let done = answer.come().await;
        if let Some(progress) = progress {
            progress.finish().await;
        }
        done
    }

    /// Has the client make the edit of an action, and then goes where something is still to be written.
    async fn apply(&self, params: &ExecuteCommandParams) -> Result<Option<Value>> {
        let Some(deferred) = Deferred::read(params.arguments.first()) else { return Err(bad(params)) };
        let reason = deferred.reason.clone();
        let uri = deferred.uri.clone();
        let made = move |view: &View| Ok((view.document.edit(), deferred.edit(view)?));
        let (before, edit) = self.try_ask(&uri, made).come().await?;
        let (client, events) = (self.client.clone(), self.events.clone());
        tokio::spawn(async move {
            let applied = client.apply_edit(edit).await.is_ok_and(|answer| answer.applied);
            let Some(reason) = reason.filter(|_| applied) else { return };
            if let Some(range) = place_after(before, &reason, &events).await {
                let _ = client.show_document(show(reason.uri, range)).await;
            }
        });
        Ok(None)
    }

    /// Puts the client's cursor where a reason is to be written.
    async fn lead(&self, params: &ExecuteCommandParams) -> Result<Option<Value>> {
        let Some(reason) = Reason::read(&params.arguments) else { return Err(bad(params)) };
        let uri = reason.uri.clone();
        let place = move |view: &View| {
            let can = actions::shows_documents(&view.profile);
            reason.place(view).filter(|_| can)
        };
        if let Some(range) = self.ask(&uri, place).come().await? {
            let client = self.client.clone();
            tokio::spawn(async move { client.show_document(show(uri, range)).await });
        }
        Ok(None)
    }
}

/// The place of a reason in a version later than one. That the client has made an edit may be known before what it says
/// of the document it then has.
async fn place_after(before: u64, reason: &Reason, events: &UnboundedSender<Event>) -> Option<Range> {
    for _ in 0..PATIENCE {
        let asked = reason.clone();
        let place = move |view: &View| Ok((view.document.edit() != before).then(|| asked.place(view)));
        if let Ok(Some(place)) = try_ask(events, &reason.uri, place).come().await {
            return place;
        }
        tokio::time::sleep(EVERY).await;
    }
    None
}

fn show(uri: Uri, range: Range) -> ShowDocumentParams {
    ShowDocumentParams { uri, external: None, take_focus: Some(true), selection: Some(range) }
}

fn bad(params: &ExecuteCommandParams) -> jsonrpc::Error {
    jsonrpc::Error::invalid_params(format!("{}: it takes what came with the action", params.command))
}
