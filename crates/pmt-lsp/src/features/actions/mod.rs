//! What the editor offers to do: the fixes of findings, a comment that allows one, everything safe at once, and what an
//! author can ask for where the cursor stands. All of it comes from `pmt-core`; here it is only put to the client, and
//! each change keeps a text well formatted that was so before.
//!
//! The list is asked for at every move of the cursor. A client that can ask for an action's edit later is handed the
//! action without it.

mod deferred;
mod edits;

use std::sync::Arc;

use pmt_core::assist::{Asked, Kind, NewCover, Offer};
use pmt_core::finding::{Finding, Fix};
use pmt_core::text::{Message, Words};
use pmt_syntax::{Edit, Span};
use tower_lsp::jsonrpc;
use tower_lsp::ls_types::{
    CodeAction, CodeActionContext, CodeActionKind, CodeActionOrCommand, CodeActionParams,
    CodeActionTriggerKind, Command, Diagnostic, Uri, WorkspaceEdit,
};

use super::diagnostics;
use crate::profile::Profile;
use crate::session::{FileFindings, Session};
use crate::state::View;
use deferred::Change;
pub use deferred::{APPLY, Deferred, REASON, Reason};

/// Everything safe in the file at once.
pub const FIX_ALL: CodeActionKind = CodeActionKind::new("source.fixAll.pmt");

/// The kinds of actions there are.
pub const KINDS: [CodeActionKind; 5] = [
    CodeActionKind::QUICKFIX,
    CodeActionKind::REFACTOR_EXTRACT,
    CodeActionKind::REFACTOR_INLINE,
    CodeActionKind::REFACTOR_REWRITE,
    FIX_ALL,
];

/// The actions for a range.
pub fn list(view: &View, params: &CodeActionParams) -> Vec<CodeActionOrCommand> {
    let found = found(view);
    let lister = Lister { view, found: &found, context: &params.context };
    let span = {
        let start = view.offset(params.range.start);
        Span::new(start, view.offset(params.range.end).max(start))
    };
    let mut actions = Vec::new();
    if lister.wants_any(&KINDS[..4]) {
        lister.fixes(span, &mut actions);
        lister.offers(span, &mut actions);
    }
    let manually = params.context.trigger_kind != Some(CodeActionTriggerKind::AUTOMATIC);
    if lister.wants(&FIX_ALL) && (params.context.only.is_some() || manually) {
        actions.extend(lister.fix_all());
    }
    if takes_actions(&view.profile) {
        return actions.into_iter().map(CodeActionOrCommand::CodeAction).collect();
    }
    let commands = actions.into_iter().filter_map(|action| Deferred::command(view, action));
    commands.map(CodeActionOrCommand::Command).collect()
}

/// The document that an action speaks of.
pub fn document(action: &CodeAction) -> Option<Uri> {
    Deferred::read(action.data.as_ref()).map(|deferred| deferred.uri)
}

/// The action with its edit.
pub fn resolve(view: &View, mut action: CodeAction) -> jsonrpc::Result<CodeAction> {
    if let Some(deferred) = Deferred::read(action.data.as_ref()) {
        action.edit = Some(deferred.edit(view)?);
    }
    Ok(action)
}

/// The findings of the document as it is, even where the analysis is behind.
fn found(view: &View) -> Arc<FileFindings> {
    let id = view.id();
    if view.session.has(&view.document) {
        return view.session.found(id);
    }
    let workspace = view.workspace();
    let analysis = workspace.analyse_of(&view.session.settings, |file| file == id);
    let of_declarations = analysis.declarations.into_iter().flat_map(|one| one.findings);
    let mut findings: Vec<Finding> =
        of_declarations.chain(analysis.stray_findings).filter(|finding| finding.site.file == id).collect();
    findings.sort_by_key(Finding::order);
    let mut session = Session::clone(&view.session);
    session.workspace = workspace.clone();
    Arc::new(diagnostics::said(&session, id, findings, view.lang(), &view.profile))
}

/// Everything safe done to the document, as `pmt lint --fix` does it.
fn fixed(view: &View) -> Option<WorkspaceEdit> {
    let fixed = view.workspace().clone().fix_file(&view.session.settings, view.id());
    let text = &fixed.workspace.file(view.id())?.text;
    let before: &str = &view.document.text;
    let whole = Edit { span: Span::of(0..before.len()), text: text.to_string() };
    edits::tidy(view, view.id(), &[whole])
}

struct Lister<'a> {
    view: &'a View,
    found: &'a FileFindings,
    context: &'a CodeActionContext,
}

impl Lister<'_> {
    fn wants(&self, kind: &CodeActionKind) -> bool {
        let is_under = |only: &CodeActionKind| {
            let rest = kind.as_str().strip_prefix(only.as_str());
            rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('.') || only.as_str().is_empty())
        };
        self.context.only.as_ref().is_none_or(|only| only.iter().any(is_under))
    }

    fn wants_any(&self, kinds: &[CodeActionKind]) -> bool {
        kinds.iter().any(|kind| self.wants(kind))
    }

    /// The findings that touch a stretch, with what the client was told of them.
    fn touching(&self, span: Span) -> impl Iterator<Item = (&Finding, &Diagnostic)> {
        let all = self.found.findings.iter().zip(&self.found.diagnostics);
        all.filter(move |(finding, _)| {
            let at = finding.site.span;
            at.start <= span.end && span.start <= at.end
        })
    }

    /// The diagnostic as the client sent it, so that it knows it again; else as it was told.
    fn as_sent(&self, told: &Diagnostic) -> Diagnostic {
        let is_it = |sent: &&Diagnostic| {
            sent.range == told.range && sent.code == told.code && sent.message == told.message
        };
        self.context.diagnostics.iter().find(is_it).unwrap_or(told).clone()
    }

    fn say(&self, message: &Message) -> String {
        message.get(self.view.lang()).to_owned()
    }

    fn fixes(&self, span: Span, actions: &mut Vec<CodeAction>) {
        if !self.wants(&CodeActionKind::QUICKFIX) {
            return;
        }
        for (finding, told) in self.touching(span) {
            let first_safe = finding.fixes.iter().position(|fix| fix.safe);
            for (index, fix) in finding.fixes.iter().enumerate() {
                let action = CodeAction {
                    title: self.say(&fix.title),
                    kind: Some(CodeActionKind::QUICKFIX),
                    diagnostics: Some(vec![self.as_sent(told)]),
                    is_preferred: (first_safe == Some(index)).then_some(true),
                    ..CodeAction::default()
                };
                actions.extend(self.with_fix(action, fix));
            }
        }
    }

    fn with_fix(&self, action: CodeAction, fix: &Fix) -> Option<CodeAction> {
        if fix.file == self.view.id() {
            return self.with_edits(action, &fix.edits);
        }
        // Whose numbers may have changed by the time it is asked for.
        let edit = edits::tidy(self.view, fix.file, &fix.edits)?;
        Some(CodeAction { edit: Some(edit), ..action })
    }

    /// The action with its edit, or with what it takes to make that.
    fn with_edits(&self, action: CodeAction, edits: &[Edit]) -> Option<CodeAction> {
        let edits = edits.iter().map(|edit| (edit.span.start, edit.span.end, edit.text.clone())).collect();
        self.with_change(action, Change::Replace(edits))
    }

    fn with_change(&self, mut action: CodeAction, change: Change) -> Option<CodeAction> {
        action.data = serde_json::to_value(Deferred::new(self.view, change)).ok();
        // In a broken text, what an edit leads to is only known once it is made.
        let is_sound = self.view.document.parse().errors.is_empty();
        if is_sound && (resolves_edits(&self.view.profile) || !takes_actions(&self.view.profile)) {
            return Some(action);
        }
        let resolved = resolve(self.view, action).ok()?;
        Some(CodeAction { data: None, ..resolved })
    }

    fn offers(&self, span: Span, actions: &mut Vec<CodeAction>) {
        let view = self.view;
        let asked = Asked {
            workspace: view.workspace(),
            settings: &view.session.settings,
            file: view.id(),
            parse: view.document.parse(),
            span,
            lang: view.lang(),
        };
        for offer in asked.offers(&self.found.findings) {
            let kind = kind(offer.kind);
            if self.wants(&kind) {
                actions.extend(self.offer(kind, &offer));
            }
        }
        let kind = CodeActionKind::REFACTOR_EXTRACT;
        if self.wants(&kind)
            && edits::creates_files(&view.profile)
            && let Some(cover) = asked.cover()
        {
            actions.extend(self.new_cover(kind, &cover));
        }
    }

    fn offer(&self, kind: CodeActionKind, offer: &Offer) -> Option<CodeAction> {
        let told = offer.answers.iter().filter_map(|index| self.found.diagnostics.get(*index));
        let diagnostics: Vec<Diagnostic> = told.map(|told| self.as_sent(told)).collect();
        let action = CodeAction {
            title: self.say(&offer.title),
            kind: Some(kind),
            diagnostics: (!diagnostics.is_empty()).then_some(diagnostics),
            command: self.then(offer),
            ..CodeAction::default()
        };
        self.with_edits(action, &offer.edits)
    }

    /// What the client does once the edit is made: it goes to what is still to be written.
    fn then(&self, offer: &Offer) -> Option<Command> {
        let rule = offer.wants_reason.filter(|_| shows_documents(&self.view.profile))?;
        Reason::command(self.view, rule, &offer.edits, self.say(&offer.title))
    }

    fn new_cover(&self, kind: CodeActionKind, cover: &NewCover) -> Option<CodeAction> {
        let edit = edits::new_file(self.view, &cover.name, &cover.text)?;
        let title = self.say(&cover.title);
        Some(CodeAction { title, kind: Some(kind), edit: Some(edit), ..CodeAction::default() })
    }

    fn fix_all(&self) -> Option<CodeAction> {
        let safe =
            self.found.findings.iter().zip(&self.found.diagnostics).filter(|(finding, _)| {
                finding.fixes.iter().any(|fix| fix.safe && fix.file == self.view.id())
            });
        let diagnostics: Vec<Diagnostic> = safe.map(|(_, told)| self.as_sent(told)).collect();
        let (Some(_), title) = (diagnostics.first(), ALL.get(self.view.lang())) else { return None };
        let action = CodeAction {
            title: title.to_owned(),
            kind: Some(FIX_ALL),
            diagnostics: Some(diagnostics),
            ..CodeAction::default()
        };
        self.with_change(action, Change::FixAll)
    }
}

const ALL: Words = Words {
    zh: "修复本文件中可以放心修的全部问题",
    en: "Fix everything in this file that is safe to fix",
};

fn kind(kind: Kind) -> CodeActionKind {
    match kind {
        Kind::Answer => CodeActionKind::QUICKFIX,
        Kind::Extract => CodeActionKind::REFACTOR_EXTRACT,
        Kind::Inline => CodeActionKind::REFACTOR_INLINE,
        Kind::Rewrite => CodeActionKind::REFACTOR_REWRITE,
    }
}

/// Whether the client keeps data with an action and asks for its edit later.
fn resolves_edits(profile: &Profile) -> bool {
    let actions =
        profile.capabilities.text_document.as_ref().and_then(|document| document.code_action.as_ref());
    actions.is_some_and(|actions| {
        let resolves = actions.resolve_support.as_ref();
        actions.data_support.unwrap_or(false)
            && resolves.is_some_and(|resolves| resolves.properties.iter().any(|name| name == "edit"))
    })
}

/// Whether the client can be sent to a place.
pub fn shows_documents(profile: &Profile) -> bool {
    let window = profile.capabilities.window.as_ref();
    window.and_then(|window| window.show_document.as_ref()).is_some_and(|show| show.support)
}

/// Whether the client makes edits that it is sent.
pub fn makes_edits(profile: &Profile) -> bool {
    let workspace = profile.capabilities.workspace.as_ref();
    workspace.and_then(|workspace| workspace.apply_edit).unwrap_or(false)
}

/// Whether the client takes actions, and not only commands.
pub fn takes_actions(profile: &Profile) -> bool {
    let actions =
        profile.capabilities.text_document.as_ref().and_then(|document| document.code_action.as_ref());
    actions.is_some_and(|actions| actions.code_action_literal_support.is_some())
}
