//! What an action does, as it travels with it to the client and back: to have its edit made when it is taken, by clients
//! that can ask for that, and by those that take commands alone.

use pmt_core::rules::Rule;
use pmt_core::workspace::File;
use pmt_syntax::{Edit, Span};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use tower_lsp::jsonrpc;
use tower_lsp::ls_types::{CodeAction, Command, Range, Uri, WorkspaceEdit};

use super::edits;
use crate::features::{failed, identity, outdated};
use crate::state::View;

/// Makes an action's edit and has the client apply it. It takes what came with the action.
pub const APPLY: &str = "pmt.applyFix";
/// Puts the cursor where the reason of a comment that allows a finding is to be written. It takes a [`Reason`].
pub const REASON: &str = "pmt.writeReason";

/// What an action does.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Deferred {
    /// The document.
    pub uri: Uri,
    /// Of which text it speaks.
    pub text: String,
    /// What is to be done to it.
    pub change: Change,
    /// What is to be written then.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<Reason>,
}

/// What is to be done to a document.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Change {
    /// Everything safe.
    FixAll,
    /// Stretches of it are replaced.
    Replace(Vec<(u32, u32, String)>),
    /// Just this, whatever documents it is about.
    Made(Box<WorkspaceEdit>),
}

/// A reason that is to be written.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reason {
    /// The document.
    pub uri: Uri,
    /// The rule that its comment allows.
    pub rule: String,
    /// About where the comment is.
    pub line: u32,
}

impl Deferred {
    /// Of a document as it is.
    pub fn new(view: &View, change: Change) -> Self {
        let document = &view.document;
        Self { uri: document.uri.clone(), text: identity([&document.text]), change, reason: None }
    }

    /// What travels with an action or a command.
    pub fn read(value: Option<&Value>) -> Option<Self> {
        Self::deserialize(value?).ok()
    }

    /// The edit; an error if the document has another text by now, or would be broken.
    pub fn edit(&self, view: &View) -> jsonrpc::Result<WorkspaceEdit> {
        if self.text != identity([&view.document.text]) {
            return Err(outdated());
        }
        let edit = match &self.change {
            Change::FixAll => super::fixed(view),
            Change::Replace(edits) => {
                let edit = |(start, end, text): &(u32, u32, String)| Edit {
                    span: Span::new(*start, *end),
                    text: text.clone(),
                };
                edits::tidy(view, view.id(), &edits.iter().map(edit).collect::<Vec<_>>())
            }
            Change::Made(edit) => Some((**edit).clone()),
        };
        edit.ok_or_else(|| failed("this would break the text".to_owned()))
    }

    /// The action as a command, for a client that takes nothing else.
    pub fn command(view: &View, action: CodeAction) -> Option<Command> {
        let deferred = match action.edit {
            Some(edit) => Self::new(view, Change::Made(Box::new(edit))),
            None => Self::read(action.data.as_ref())?,
        };
        let then = action.command.and_then(|command| command.arguments);
        let reason = then.and_then(|then| Reason::read(&then));
        let arguments = vec![serde_json::to_value(Self { reason, ..deferred }).ok()?];
        Some(Command { title: action.title, command: APPLY.to_owned(), arguments: Some(arguments) })
    }
}

impl Reason {
    /// From a command's arguments.
    pub fn read(arguments: &[Value]) -> Option<Self> {
        Self::deserialize(arguments.first()?).ok()
    }

    /// The command that leads there.
    pub fn command(view: &View, rule: &Rule, edits: &[Edit], title: String) -> Option<Command> {
        let line = view.range(edits.first()?.span).start.line;
        let reason = Self { uri: view.document.uri.clone(), rule: rule.code.to_owned(), line };
        let arguments = vec![serde_json::to_value(reason).ok()?];
        Some(Command { title, command: REASON.to_owned(), arguments: Some(arguments) })
    }

    /// Where the reason is to be written: at the end of the nearest comment that allows the rule and says no reason.
    pub fn place(&self, view: &View) -> Option<Range> {
        let file: &File = &view.file();
        let ours = file.suppressions.iter().filter(|one| {
            let is_named = |rule: &Rule| rule.code == self.rule;
            one.reason.is_none() && one.rules.iter().any(|named| named.rule.is_some_and(is_named))
        });
        let ends = ours.map(|one| view.range(Span::empty(one.span.end)));
        ends.min_by_key(|range| range.start.line.abs_diff(self.line))
    }
}
