//! Changes of texts as the client takes them: only what differs, so that the cursor and marks elsewhere stay.

use std::collections::HashMap;
use std::sync::Arc;

use pmt_core::finding::FileId;
use pmt_core::workspace::tidied;
use pmt_syntax::{Edit, LineIndex, Span};
use similar::TextDiff;
use tower_lsp::ls_types::{
    CreateFile, CreateFileOptions, DocumentChangeOperation, DocumentChanges, OneOf,
    OptionalVersionedTextDocumentIdentifier, Position, Range, ResourceOp, ResourceOperationKind,
    TextDocumentEdit, TextEdit, Uri, WorkspaceEdit,
};

use crate::encoding::Encoding;
use crate::path::uri_of;
use crate::profile::Profile;
use crate::state::View;

/// Edits of a file, made and tidied; `None` if they would break it.
pub fn tidy(view: &View, id: FileId, edits: &[Edit]) -> Option<WorkspaceEdit> {
    let uri = view.uri(id)?;
    let key = view.session.key(id)?;
    let version = view.documents.get(key).map(|document| document.version);
    let changes = if id == view.id() {
        let document = &view.document;
        let new = tidied(document.parse(), edits)?;
        between(view.profile.encoding, document.lines(), &document.text, &new)
    } else {
        let file = view.workspace().file(id)?;
        let new = tidied(&pmt_syntax::parse(Arc::clone(&file.text)), edits)?;
        between(view.profile.encoding, file.line_index(), &file.text, &new)
    };
    Some(of_document(&view.profile, uri, version, changes))
}

/// A new file beside the document.
pub fn new_file(view: &View, name: &str, text: &str) -> Option<WorkspaceEdit> {
    let uri = uri_of(&view.document.key.path()?.with_file_name(name))?;
    let options = CreateFileOptions { overwrite: Some(false), ignore_if_exists: Some(false) };
    let create = CreateFile { uri: uri.clone(), options: Some(options), annotation_id: None };
    let at_start = Range { start: Position::default(), end: Position::default() };
    let edit = TextDocumentEdit {
        text_document: OptionalVersionedTextDocumentIdentifier { uri, version: None },
        edits: vec![OneOf::Left(TextEdit { range: at_start, new_text: text.to_owned() })],
    };
    let operations =
        vec![DocumentChangeOperation::Op(ResourceOp::Create(create)), DocumentChangeOperation::Edit(edit)];
    Some(WorkspaceEdit {
        document_changes: Some(DocumentChanges::Operations(operations)),
        ..WorkspaceEdit::default()
    })
}

/// Whether the client can be asked to create a file.
pub fn creates_files(profile: &Profile) -> bool {
    let edits =
        profile.capabilities.workspace.as_ref().and_then(|workspace| workspace.workspace_edit.as_ref());
    edits.is_some_and(|edits| {
        let operations = edits.resource_operations.as_deref().unwrap_or_default();
        edits.document_changes.unwrap_or(false) && operations.contains(&ResourceOperationKind::Create)
    })
}

fn of_document(profile: &Profile, uri: Uri, version: Option<i32>, edits: Vec<TextEdit>) -> WorkspaceEdit {
    let takes_versions = profile
        .capabilities
        .workspace
        .as_ref()
        .and_then(|workspace| workspace.workspace_edit.as_ref()?.document_changes)
        .unwrap_or(false);
    if !takes_versions {
        return WorkspaceEdit { changes: Some(HashMap::from([(uri, edits)])), ..WorkspaceEdit::default() };
    }
    let edit = TextDocumentEdit {
        text_document: OptionalVersionedTextDocumentIdentifier { uri, version },
        edits: edits.into_iter().map(OneOf::Left).collect(),
    };
    WorkspaceEdit { document_changes: Some(DocumentChanges::Edits(vec![edit])), ..WorkspaceEdit::default() }
}

/// What makes one text of another: by lines, and in each stretch of lines only what differs.
fn between(encoding: Encoding, lines: &LineIndex, old: &str, new: &str) -> Vec<TextEdit> {
    let diff = TextDiff::from_lines(old, new);
    let starts = |text: &str| -> Vec<usize> {
        let ends = text.split_inclusive('\n').scan(0_usize, |at, line| {
            *at = at.saturating_add(line.len());
            Some(*at)
        });
        std::iter::once(0).chain(ends).collect()
    };
    let (old_starts, new_starts) = (starts(old), starts(new));
    let at = |starts: &[usize], line: usize| starts.get(line).or(starts.last()).copied().unwrap_or(0);
    let mut edits = Vec::new();
    for op in diff.ops().iter().filter(|op| op.tag() != similar::DiffTag::Equal) {
        let from = at(&old_starts, op.old_range().start)..at(&old_starts, op.old_range().end);
        let to = at(&new_starts, op.new_range().start)..at(&new_starts, op.new_range().end);
        let before = old.get(from.clone()).unwrap_or_default();
        let after = new.get(to).unwrap_or_default();
        let (front, back) = same_ends(before, after);
        let span = Span::of(from.start.saturating_add(front)..from.end.saturating_sub(back));
        let text = after.get(front..after.len().saturating_sub(back)).unwrap_or_default();
        edits.push(TextEdit { range: encoding.range(lines, old, span), new_text: text.to_owned() });
    }
    edits
}

/// How many bytes two texts share in front and at the end, without parting a CR from its LF.
fn same_ends(one: &str, other: &str) -> (usize, usize) {
    let same = |pairs: &mut dyn Iterator<Item = (char, char)>| -> usize {
        pairs.take_while(|(a, b)| a == b).map(|(a, _)| a.len_utf8()).sum()
    };
    let mut front = same(&mut one.chars().zip(other.chars()));
    if one.get(..front).is_some_and(|front| front.ends_with('\r')) {
        front = front.saturating_sub(1);
    }
    let rest = |text: &str| text.get(front..).map(str::to_owned).unwrap_or_default();
    let (one, other) = (rest(one), rest(other));
    let mut back = same(&mut one.chars().rev().zip(other.chars().rev()));
    let parts = |text: &str| {
        text.len().checked_sub(back).and_then(|at| text.get(..at)).is_some_and(|kept| kept.ends_with('\r'))
    };
    if parts(&one) || parts(&other) {
        back = back.saturating_sub(1);
    }
    (front, back)
}
