//! Renaming, wherever the name is named.

use std::collections::HashMap;

use pmt_core::finding::FileId;
use pmt_core::names::{self, Refusal};
use pmt_syntax::Edit;
use tower_lsp::jsonrpc;
use tower_lsp::ls_types::{
    DocumentChanges, OneOf, OptionalVersionedTextDocumentIdentifier, Position, PrepareRenameResponse,
    TextDocumentEdit, TextEdit, Uri, WorkspaceEdit,
};

use super::failed;
use crate::state::View;

/// What would be renamed at a position; an error says why nothing can be.
pub fn prepare(view: &View, position: Position) -> jsonrpc::Result<Option<PrepareRenameResponse>> {
    let found = names::renamable(&view.file(), view.offset(position));
    let (span, placeholder) = found.map_err(|refusal| refused(view, &refusal))?;
    Ok(Some(PrepareRenameResponse::RangeWithPlaceholder { range: view.range(span), placeholder }))
}

/// The changes that rename what is named at a position.
pub fn rename(view: &View, position: Position, new: &str) -> jsonrpc::Result<Option<WorkspaceEdit>> {
    let renaming = names::rename(view.workspace(), view.id(), view.offset(position), new);
    let renaming = renaming.map_err(|refusal| refused(view, &refusal))?;
    let versioned = view
        .profile
        .capabilities
        .workspace
        .as_ref()
        .and_then(|workspace| workspace.workspace_edit.as_ref())
        .and_then(|edit| edit.document_changes)
        .unwrap_or(false);
    let by_file = renaming.iter().filter_map(|(id, edits)| {
        let edits = text_edits(view, *id, edits)?;
        Some((view.uri(*id)?, *id, edits))
    });
    if versioned {
        let documents = by_file.map(|(uri, id, edits)| TextDocumentEdit {
            text_document: OptionalVersionedTextDocumentIdentifier { uri, version: version(view, id) },
            edits: edits.into_iter().map(OneOf::Left).collect(),
        });
        let document_changes = Some(DocumentChanges::Edits(documents.collect()));
        return Ok(Some(WorkspaceEdit { document_changes, ..WorkspaceEdit::default() }));
    }
    let changes: HashMap<Uri, Vec<TextEdit>> = by_file.map(|(uri, _, edits)| (uri, edits)).collect();
    Ok(Some(WorkspaceEdit { changes: Some(changes), ..WorkspaceEdit::default() }))
}

fn text_edits(view: &View, id: FileId, edits: &[Edit]) -> Option<Vec<TextEdit>> {
    let file = view.workspace().file(id)?;
    let edits = edits
        .iter()
        .map(|edit| TextEdit { range: view.range_in(file, edit.span), new_text: edit.text.clone() });
    Some(edits.collect())
}

/// The version of an open document.
fn version(view: &View, id: FileId) -> Option<i32> {
    let key = view.session.key(id)?;
    view.documents.get(key).map(|document| document.version)
}

fn refused(view: &View, refusal: &Refusal) -> jsonrpc::Error {
    failed(refusal.0.get(view.lang()).to_owned())
}
