//! The protocol's side: every request and notification becomes an event before anything is awaited, so that they reach
//! the owner in the order in which the client sent them.

mod executing;

use std::sync::Arc;
use std::sync::Mutex;

use serde_json::Value;
use tokio::sync::mpsc::{UnboundedReceiver, UnboundedSender, unbounded_channel};
use tokio::sync::oneshot;
use tower_lsp::jsonrpc::{self, Result};
use tower_lsp::ls_types::{
    CodeAction, CodeActionParams, CodeActionResponse, CodeLens, CodeLensParams, CompletionItem,
    CompletionParams, CompletionResponse, ConfigurationItem, DidChangeConfigurationParams,
    DidChangeTextDocumentParams, DidChangeWatchedFilesParams, DidChangeWorkspaceFoldersParams,
    DidCloseTextDocumentParams, DidOpenTextDocumentParams, DidSaveTextDocumentParams,
    DocumentDiagnosticParams, DocumentDiagnosticReportResult, DocumentFormattingParams, DocumentHighlight,
    DocumentHighlightParams, DocumentLink, DocumentLinkParams, DocumentOnTypeFormattingParams,
    DocumentRangeFormattingParams, DocumentSymbolParams, DocumentSymbolResponse, ExecuteCommandParams,
    FoldingRange, FoldingRangeParams, GotoDefinitionParams, GotoDefinitionResponse, Hover, HoverParams,
    InitializeParams, InitializeResult, InitializedParams, InlayHint, InlayHintParams, Location,
    PrepareRenameResponse, ReferenceParams, RenameParams, SelectionRange, SelectionRangeParams,
    SemanticTokensDeltaParams, SemanticTokensFullDeltaResult, SemanticTokensParams,
    SemanticTokensRangeParams, SemanticTokensRangeResult, SemanticTokensResult, ServerInfo,
    TextDocumentPositionParams, TextEdit, Uri, WorkspaceEdit, WorkspaceFolder, WorkspaceSymbolParams,
    WorkspaceSymbolResponse,
};
use tower_lsp::{Client, LanguageServer, LspService, Server};

use crate::capabilities;
use crate::disk::Disk;
use crate::document::Document;
use crate::features::{
    actions, completion, folding, formatting, hints, hover, lenses, links, navigation, on_type, outdated,
    renaming, selection, symbols, tokens,
};
use crate::framing;
use crate::parent::Parent;
use crate::path::Key;
use crate::profile::{Options, Profile};
use crate::state::{Event, Everything, Job, Owner, View};

/// How many requests may be under way. Notifications stand in the same queue and must never wait for a slow request.
const MOST_REQUESTS: usize = 10_000;
/// How many bytes of messages are on their way to being read.
const RELAYED_AT_ONCE: usize = 1 << 16;

/// Serves a client on standard input and output until it says so, or is gone. The code to exit with.
pub fn serve(disk: Arc<dyn Disk>) -> u8 {
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build();
    let Ok(runtime) = runtime else { return 2 };
    let code = runtime.block_on(run(disk));
    // A read of standard input may go on for ever.
    runtime.shutdown_background();
    code
}

async fn run(disk: Arc<dyn Disk>) -> u8 {
    let (service, socket) = LspService::build(|client| Backend::new(client, disk))
        .custom_method(framing::UNREADABLE, Backend::unreadable)
        .finish();
    let inner = service.inner();
    let (ended, parent) = (Arc::clone(&inner.ended), inner.parent.clone());
    let (messages, relayed) = tokio::io::duplex(RELAYED_AT_ONCE);
    tokio::spawn(framing::relay(tokio::io::BufReader::new(tokio::io::stdin()), relayed));
    let serving =
        Server::new(messages, tokio::io::stdout(), socket).concurrency_level(MOST_REQUESTS).serve(service);
    tokio::select! {
        () = serving => {}
        () = orphaned(parent) => {}
    }
    // As the protocol wants it: an end that was announced is a good one.
    u8::from(!ended.load(std::sync::atomic::Ordering::Acquire))
}

/// Waits until the client's process, once it is known, is gone.
async fn orphaned(parent: Arc<Mutex<Option<oneshot::Receiver<Parent>>>>) {
    let receiver = parent.lock().ok().and_then(|mut parent| parent.take());
    match receiver {
        Some(receiver) => match receiver.await {
            Ok(parent) => parent.gone().await,
            Err(_) => std::future::pending().await,
        },
        None => std::future::pending().await,
    }
}

/// What the owner is made of.
type Start = (Arc<dyn Disk>, UnboundedReceiver<Event>);

/// The server as the framework sees it.
struct Backend {
    client: Client,
    events: UnboundedSender<Event>,
    /// What the owner is made of once the client has introduced itself.
    start: Mutex<Option<Start>>,
    profile: Mutex<Option<Profile>>,
    ended: Arc<std::sync::atomic::AtomicBool>,
    parent: Arc<Mutex<Option<oneshot::Receiver<Parent>>>>,
    tell_parent: Mutex<Option<oneshot::Sender<Parent>>>,
    /// The colours that each document's client was last told.
    tokens: tokens::AllKept,
}

impl Backend {
    fn new(client: Client, disk: Arc<dyn Disk>) -> Self {
        let (events, queue) = unbounded_channel();
        let (tell_parent, parent) = oneshot::channel();
        Self {
            client,
            events,
            start: Mutex::new(Some((disk, queue))),
            profile: Mutex::new(None),
            ended: Arc::default(),
            parent: Arc::new(Mutex::new(Some(parent))),
            tell_parent: Mutex::new(Some(tell_parent)),
            tokens: tokens::AllKept::default(),
        }
    }

    /// Tells the owner. It is gone only when the server is.
    fn tell(&self, event: Event) {
        let _ = self.events.send(event);
    }

    /// Answers a request about a document by what a function makes of a snapshot. The event is sent before anything is
    /// awaited; an answer about a text that has changed meanwhile is none.
    fn ask<T: Send + 'static>(
        &self,
        uri: &Uri,
        what: impl FnOnce(&View) -> T + Send + 'static,
    ) -> Answered<T> {
        self.try_ask(uri, |view| Ok(what(view)))
    }

    /// The same where the function may refuse.
    fn try_ask<T: Send + 'static>(
        &self,
        uri: &Uri,
        what: impl FnOnce(&View) -> Result<T> + Send + 'static,
    ) -> Answered<T> {
        try_ask(&self.events, uri, what)
    }

    /// Answers a request about everything.
    fn ask_all<T: Send + 'static>(
        &self,
        what: impl FnOnce(&Everything) -> T + Send + 'static,
    ) -> Answered<T> {
        let (answer, wait) = oneshot::channel::<Result<T>>();
        let job = Box::new(move |everything: Everything| {
            if !answer.is_closed() {
                let _ = answer.send(Ok(what(&everything)));
            }
        });
        self.tell(Event::AskAll(job));
        Answered(wait)
    }

    /// Answers what could not be read.
    #[expect(clippy::unused_async, reason = "the framework takes nothing else")]
    async fn unreadable(&self) -> Result<Value> {
        Err(jsonrpc::Error::parse_error())
    }

    fn kept_tokens(&self, uri: &Uri) -> tokens::Keeper {
        tokens::Keeper { key: Key::of(uri), all: Arc::clone(&self.tokens) }
    }
}

/// Has the owner answer a request about a document.
fn try_ask<T: Send + 'static>(
    events: &UnboundedSender<Event>,
    uri: &Uri,
    what: impl FnOnce(&View) -> Result<T> + Send + 'static,
) -> Answered<T> {
    let (job, answered) = promised(what);
    // It is gone only when the server is.
    let _ = events.send(Event::Ask { key: Key::of(uri), job });
    answered
}

/// An answer on its way.
struct Answered<T>(oneshot::Receiver<Result<T>>);

impl<T> Answered<T> {
    /// Waits for it. Without one, what was to make it went wrong: the request fails and the server lives on.
    async fn come(self) -> Result<T> {
        self.0.await.unwrap_or_else(|_| Err(jsonrpc::Error::internal_error()))
    }
}

/// A job that a function of a snapshot does, and the answer that comes of it. A job that goes wrong on the way drops what
/// it answers through, and so fails its request.
fn promised<T: Send + 'static>(what: impl FnOnce(&View) -> Result<T> + Send + 'static) -> (Job, Answered<T>) {
    let (answer, wait) = oneshot::channel::<Result<T>>();
    let job = Box::new(move |view: Result<View>| {
        if answer.is_closed() {
            return;
        }
        let made = view.and_then(|view| {
            let made = what(&view);
            if view.is_current() { made } else { Err(outdated()) }
        });
        // A request that was cancelled meanwhile has been answered.
        let _ = answer.send(made);
    });
    (job, Answered(wait))
}

fn folders(folders: &[WorkspaceFolder]) -> Vec<std::path::PathBuf> {
    folders
        .iter()
        .filter_map(|folder| Key::of(&folder.uri).path().map(std::path::Path::to_path_buf))
        .collect()
}

impl LanguageServer for Backend {
    async fn initialize(&self, params: InitializeParams) -> Result<InitializeResult> {
        let profile = Profile::new(&params);
        let result = InitializeResult {
            capabilities: capabilities::of(&profile),
            server_info: Some(ServerInfo {
                name: "pmt".to_owned(),
                version: Some(env!("CARGO_PKG_VERSION").to_owned()),
            }),
            offset_encoding: None,
        };
        // Looked for before the client is answered, so that it cannot be gone by then unseen.
        let parent = params.process_id.filter(|process| *process > 0).and_then(Parent::find);
        if let Some(parent) = parent
            && let Some(tell) = self.tell_parent.lock().ok().and_then(|mut tell| tell.take())
        {
            let _ = tell.send(parent);
        }
        #[expect(deprecated, reason = "older clients have nothing else")]
        let root = params.root_uri.map(|uri| WorkspaceFolder { uri, name: String::new() });
        let roots = params.workspace_folders.unwrap_or_else(|| root.into_iter().collect());
        if let Some((disk, queue)) = self.start.lock().ok().and_then(|mut start| start.take()) {
            let owner = Owner::new(disk, self.events.clone(), self.client.clone(), profile.clone());
            tokio::spawn(owner.run(queue));
        }
        if let Ok(mut known) = self.profile.lock() {
            *known = Some(profile.clone());
        }
        self.tell(Event::Started { profile: Box::new(profile), folders: folders(&roots) });
        Ok(result)
    }

    async fn initialized(&self, _: InitializedParams) {
        self.tell(Event::Ready);
        self.ask_for_options();
    }

    async fn shutdown(&self) -> Result<()> {
        let (answer, wait) = oneshot::channel();
        self.tell(Event::ShutDown(answer));
        self.ended.store(true, std::sync::atomic::Ordering::Release);
        wait.await.unwrap_or(Ok(()))
    }

    async fn did_open(&self, params: DidOpenTextDocumentParams) {
        let document = params.text_document;
        self.tell(Event::Opened(Document::open(document.uri, document.version, document.text)));
    }

    async fn did_change(&self, params: DidChangeTextDocumentParams) {
        let document = params.text_document;
        self.tell(Event::Changed {
            key: Key::of(&document.uri),
            version: document.version,
            changes: params.content_changes,
        });
    }

    async fn did_close(&self, params: DidCloseTextDocumentParams) {
        let key = Key::of(&params.text_document.uri);
        if let Ok(mut tokens) = self.tokens.lock() {
            tokens.remove(&key);
        }
        self.tell(Event::Closed(key));
    }

    async fn did_save(&self, params: DidSaveTextDocumentParams) {
        let key = Key::of(&params.text_document.uri);
        self.tell(Event::Touched(key.path().map(std::path::Path::to_path_buf).into_iter().collect()));
    }

    async fn did_change_watched_files(&self, params: DidChangeWatchedFilesParams) {
        let paths = params
            .changes
            .iter()
            .filter_map(|change| Key::of(&change.uri).path().map(std::path::Path::to_path_buf));
        self.tell(Event::Touched(paths.collect()));
    }

    async fn did_change_workspace_folders(&self, params: DidChangeWorkspaceFoldersParams) {
        let event = params.event;
        self.tell(Event::Folders { added: folders(&event.added), removed: folders(&event.removed) });
    }

    async fn did_change_configuration(&self, params: DidChangeConfigurationParams) {
        if params.settings.is_null() || !self.ask_for_options() {
            self.tell(Event::Configured(Options::read(Some(&params.settings))));
        }
    }

    async fn diagnostic(&self, params: DocumentDiagnosticParams) -> Result<DocumentDiagnosticReportResult> {
        let (answer, wait) = oneshot::channel();
        let key = Key::of(&params.text_document.uri);
        self.tell(Event::Pull { key, known: params.previous_result_id, answer });
        wait.await.unwrap_or_else(|_| Err(jsonrpc::Error::internal_error()))
    }

    async fn code_action(&self, params: CodeActionParams) -> Result<Option<CodeActionResponse>> {
        let uri = params.text_document.uri.clone();
        self.ask(&uri, move |view| actions::list(view, &params)).come().await.map(Some)
    }

    async fn code_action_resolve(&self, action: CodeAction) -> Result<CodeAction> {
        match actions::document(&action) {
            Some(uri) => self.try_ask(&uri, move |view| actions::resolve(view, action)).come().await,
            None => Ok(action),
        }
    }

    async fn range_formatting(&self, params: DocumentRangeFormattingParams) -> Result<Option<Vec<TextEdit>>> {
        let range = params.range;
        self.ask(&params.text_document.uri, move |view| formatting::range(view, range)).come().await
    }

    async fn on_type_formatting(
        &self,
        params: DocumentOnTypeFormattingParams,
    ) -> Result<Option<Vec<TextEdit>>> {
        let TextDocumentPositionParams { text_document, position } = params.text_document_position;
        let indent = move |view: &View| on_type::indent(view, position, &params.ch);
        self.ask(&text_document.uri, indent).come().await.map(Some)
    }

    async fn goto_definition(&self, params: GotoDefinitionParams) -> Result<Option<GotoDefinitionResponse>> {
        let TextDocumentPositionParams { text_document, position } = params.text_document_position_params;
        self.ask(&text_document.uri, move |view| navigation::definition(view, position)).come().await
    }

    async fn references(&self, params: ReferenceParams) -> Result<Option<Vec<Location>>> {
        let TextDocumentPositionParams { text_document, position } = params.text_document_position;
        let declared = params.context.include_declaration;
        let list = move |view: &View| navigation::references(view, position, declared);
        self.ask(&text_document.uri, list).come().await
    }

    async fn document_highlight(
        &self,
        params: DocumentHighlightParams,
    ) -> Result<Option<Vec<DocumentHighlight>>> {
        let TextDocumentPositionParams { text_document, position } = params.text_document_position_params;
        self.ask(&text_document.uri, move |view| navigation::highlight(view, position)).come().await
    }

    async fn prepare_rename(
        &self,
        params: TextDocumentPositionParams,
    ) -> Result<Option<PrepareRenameResponse>> {
        let position = params.position;
        self.try_ask(&params.text_document.uri, move |view| renaming::prepare(view, position)).come().await
    }

    async fn rename(&self, params: RenameParams) -> Result<Option<WorkspaceEdit>> {
        let TextDocumentPositionParams { text_document, position } = params.text_document_position;
        let rename = move |view: &View| renaming::rename(view, position, &params.new_name);
        self.try_ask(&text_document.uri, rename).come().await
    }

    async fn document_symbol(&self, params: DocumentSymbolParams) -> Result<Option<DocumentSymbolResponse>> {
        self.ask(&params.text_document.uri, symbols::document).come().await.map(Some)
    }

    async fn symbol(&self, params: WorkspaceSymbolParams) -> Result<Option<WorkspaceSymbolResponse>> {
        let search = move |all: &Everything| symbols::workspace(all, &params.query);
        self.ask_all(search).come().await.map(Some)
    }

    async fn folding_range(&self, params: FoldingRangeParams) -> Result<Option<Vec<FoldingRange>>> {
        self.ask(&params.text_document.uri, folding::ranges).come().await.map(Some)
    }

    async fn selection_range(&self, params: SelectionRangeParams) -> Result<Option<Vec<SelectionRange>>> {
        let select = move |view: &View| selection::ranges(view, &params.positions);
        self.ask(&params.text_document.uri, select).come().await.map(Some)
    }

    async fn document_link(&self, params: DocumentLinkParams) -> Result<Option<Vec<DocumentLink>>> {
        self.ask(&params.text_document.uri, links::links).come().await.map(Some)
    }

    async fn inlay_hint(&self, params: InlayHintParams) -> Result<Option<Vec<InlayHint>>> {
        let range = params.range;
        self.ask(&params.text_document.uri, move |view| hints::hints(view, range)).come().await.map(Some)
    }

    async fn code_lens(&self, params: CodeLensParams) -> Result<Option<Vec<CodeLens>>> {
        self.ask(&params.text_document.uri, lenses::lenses).come().await.map(Some)
    }

    async fn semantic_tokens_full(
        &self,
        params: SemanticTokensParams,
    ) -> Result<Option<SemanticTokensResult>> {
        let kept = self.kept_tokens(&params.text_document.uri);
        let full = move |view: &View| kept.full(view);
        self.ask(&params.text_document.uri, full).come().await.map(|tokens| Some(tokens.into()))
    }

    async fn semantic_tokens_full_delta(
        &self,
        params: SemanticTokensDeltaParams,
    ) -> Result<Option<SemanticTokensFullDeltaResult>> {
        let kept = self.kept_tokens(&params.text_document.uri);
        let delta = move |view: &View| kept.delta(view, &params.previous_result_id);
        self.ask(&params.text_document.uri, delta).come().await.map(Some)
    }

    async fn semantic_tokens_range(
        &self,
        params: SemanticTokensRangeParams,
    ) -> Result<Option<SemanticTokensRangeResult>> {
        let range = params.range;
        let answer = self.ask(&params.text_document.uri, move |view| tokens::range(view, range));
        answer.come().await.map(|tokens| Some(tokens.into()))
    }

    async fn execute_command(&self, params: ExecuteCommandParams) -> Result<Option<Value>> {
        self.execute(params).await
    }

    async fn completion(&self, params: CompletionParams) -> Result<Option<CompletionResponse>> {
        let at = params.text_document_position;
        let position = at.position;
        let what = move |view: &View| Some(completion::at(view, position));
        self.ask(&at.text_document.uri, what).come().await
    }

    async fn completion_resolve(&self, item: CompletionItem) -> Result<CompletionItem> {
        let profile = self.profile.lock().ok().and_then(|profile| profile.clone());
        Ok(match profile {
            Some(profile) => completion::resolve(item, &profile),
            None => item,
        })
    }

    async fn hover(&self, params: HoverParams) -> Result<Option<Hover>> {
        let at = params.text_document_position_params;
        let position = at.position;
        self.ask(&at.text_document.uri, move |view| hover::at(view, position)).come().await
    }

    async fn formatting(&self, params: DocumentFormattingParams) -> Result<Option<Vec<TextEdit>>> {
        self.ask(&params.text_document.uri, formatting::whole).come().await
    }
}

impl Backend {
    /// Asks a client that can be asked for its user's settings; whether it can.
    fn ask_for_options(&self) -> bool {
        let asks = self
            .profile
            .lock()
            .ok()
            .and_then(|profile| profile.as_ref().map(|profile| profile.configuration))
            .unwrap_or(false);
        if asks {
            let (client, events) = (self.client.clone(), self.events.clone());
            tokio::spawn(async move {
                let item = ConfigurationItem { scope_uri: None, section: Some("pmt".to_owned()) };
                if let Ok(values) = client.configuration(vec![item]).await {
                    let value = values.first().filter(|value| !Value::is_null(value));
                    let _ = events.send(Event::Configured(Options::read(value)));
                }
            });
        }
        asks
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashMap;

    use super::*;
    use crate::log::{Level, Log};
    use crate::session::Session;

    fn view() -> View {
        let uri: Uri = "file:///01.pmt".parse().unwrap();
        let document = Arc::new(Document::open(uri, 1, "项目 \"甲\" {\n}\n".to_owned()));
        let profile = Arc::new(Profile::new(&InitializeParams::default()));
        let session = Arc::new(Session::alone(&document, &profile));
        View::new(document, session, Arc::new(HashMap::new()), profile)
    }

    #[tokio::test]
    async fn a_request_that_goes_wrong_is_answered_as_an_error_and_logged() {
        let (log, mut lines) = Log::new();
        log.set(Level::Error);
        let (job, answered) =
            promised(|view: &View| -> Result<()> { panic!("{} words", view.document.version) });
        log.guard("a request", || job(Ok(view())));
        assert_eq!(answered.come().await, Err(jsonrpc::Error::internal_error()));
        assert_eq!(lines.try_recv().map(|line| line.1), Ok("a request: 1 words".to_owned()));
        let (job, answered) = promised(|view: &View| Ok(view.document.version));
        log.guard("a request", || job(Ok(view())));
        assert_eq!(answered.come().await, Ok(1), "the next one is answered as ever");
    }
}
