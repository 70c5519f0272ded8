//! Commands: those that give something, and those that make the client do something.
//!
//! Where the client is asked to do something, the command is answered at once: some clients take nothing else meanwhile,
//! and some never answer.

use serde_json::Value;
use tower_lsp::jsonrpc::{self, Result};
use tower_lsp::ls_types::{ExecuteCommandParams, ShowDocumentParams};

use super::{Backend, try_ask};
use crate::features::actions::{self, Deferred, Reason};
use crate::features::commands;
use crate::state::View;

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
        let edit = self.try_ask(&uri, move |view| deferred.edit(view)).come().await?;
        let (client, events) = (self.client.clone(), self.events.clone());
        tokio::spawn(async move {
            let applied = client.apply_edit(edit).await.is_ok_and(|answer| answer.applied);
            let Some(reason) = reason.filter(|_| applied) else { return };
            let uri = reason.uri.clone();
            let place = try_ask(&events, &uri, move |view| Ok(reason.place(view))).come().await;
            if let Ok(Some(range)) = place {
                let show = ShowDocumentParams {
                    uri,
                    external: None,
                    take_focus: Some(true),
                    selection: Some(range),
                };
                let _ = client.show_document(show).await;
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
            let show =
                ShowDocumentParams { uri, external: None, take_focus: Some(true), selection: Some(range) };
            tokio::spawn(async move { client.show_document(show).await });
        }
        Ok(None)
    }
}

fn bad(params: &ExecuteCommandParams) -> jsonrpc::Error {
    jsonrpc::Error::invalid_params(format!("{}: it takes what came with the action", params.command))
}
