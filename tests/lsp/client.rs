//! A client for tests: it sends what an editor sends, keeps its own copy of every document, and answers what the server
//! asks unless told not to.

use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::fmt::Write as _;
use std::io::{BufRead, BufReader, Write as _};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, Command, Stdio};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::time::{Duration, Instant};

use serde_json::{Value, json};

/// How long a test waits for what must come.
const PATIENCE: Duration = Duration::from_secs(60);

/// How a client counts columns.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Encoding {
    Utf8,
    Utf16,
    Utf32,
}

impl Encoding {
    pub const ALL: [Self; 3] = [Self::Utf8, Self::Utf16, Self::Utf32];

    pub fn name(self) -> &'static str {
        match self {
            Self::Utf8 => "utf-8",
            Self::Utf16 => "utf-16",
            Self::Utf32 => "utf-32",
        }
    }

    pub fn width(self, text: &str) -> usize {
        match self {
            Self::Utf8 => text.len(),
            Self::Utf16 => text.encode_utf16().count(),
            Self::Utf32 => text.chars().count(),
        }
    }

    /// The position of a byte offset.
    pub fn position(self, text: &str, offset: usize) -> Value {
        let before = &text[..offset];
        let line = before.matches('\n').count();
        let start = before.rfind('\n').map_or(0, |at| at + 1);
        json!({ "line": line, "character": self.width(&before[start..]) })
    }

    pub fn range(self, text: &str, range: std::ops::Range<usize>) -> Value {
        json!({ "start": self.position(text, range.start), "end": self.position(text, range.end) })
    }

    /// The byte offset of a position.
    pub fn offset(self, text: &str, position: &Value) -> usize {
        let line = usize::try_from(position["line"].as_u64().unwrap()).unwrap();
        let column = usize::try_from(position["character"].as_u64().unwrap()).unwrap();
        let start = if line == 0 {
            0
        } else {
            text.match_indices('\n').nth(line - 1).map_or(text.len(), |(at, _)| at + 1)
        };
        let rest = &text[start..];
        let inside = rest.char_indices().map(|(at, _)| at).chain([rest.len()]);
        start + inside.into_iter().find(|at| self.width(&rest[..*at]) >= column).unwrap()
    }

    /// The text of a range.
    pub fn words<'t>(self, text: &'t str, range: &Value) -> &'t str {
        &text[self.offset(text, &range["start"])..self.offset(text, &range["end"])]
    }
}

/// What a client says it can do, and how it behaves.
#[derive(Clone, Debug)]
pub struct Manner {
    pub encoding: Encoding,
    pub pulls: bool,
    pub answers: bool,
    /// Says that an edit is made a while before it says what the document then is.
    pub hasty: bool,
    pub folder: Option<PathBuf>,
    pub options: Value,
    pub locale: &'static str,
    /// What else it says it can do, laid over the rest.
    pub more: Value,
    /// What else it can do with a document.
    pub abilities: Value,
}

impl Default for Manner {
    fn default() -> Self {
        Self {
            encoding: Encoding::Utf16,
            pulls: true,
            answers: true,
            hasty: false,
            folder: None,
            options: Value::Null,
            locale: "zh-cn",
            more: json!({}),
            abilities: json!({}),
        }
    }
}

/// A client with its server.
pub struct Client {
    pub child: Child,
    pub stdin: Option<ChildStdin>,
    incoming: Receiver<Value>,
    next: u64,
    /// Messages that nobody has asked for yet.
    pub kept: VecDeque<Value>,
    pub manner: Manner,
    pub capabilities: Value,
    /// The documents as the client has them.
    pub texts: BTreeMap<String, (i64, String)>,
    /// Requests of the server, by method.
    pub asked: Vec<String>,
    /// The requests that were answered.
    answered: BTreeSet<u64>,
}

/// An empty folder that no declaration above it reaches into.
pub fn folder() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    std::fs::create_dir(folder.path().join(".git")).unwrap();
    folder
}

pub fn uri(path: &Path) -> String {
    let mut uri = String::from("file://");
    for byte in path.to_str().unwrap().bytes() {
        if byte.is_ascii_alphanumeric() || b"/-._~".contains(&byte) {
            uri.push(char::from(byte));
        } else {
            write!(uri, "%{byte:02X}").unwrap();
        }
    }
    uri
}

impl Client {
    /// Starts a server and introduces the client.
    pub fn start(manner: Manner) -> Self {
        let mut client = Self::spawn(manner);
        let folder = client.manner.folder.clone();
        let folders = folder.map(|folder| json!([{ "uri": uri(&folder), "name": "申报" }]));
        let mut text_document = if client.manner.pulls {
            json!({ "diagnostic": { "relatedDocumentSupport": false } })
        } else {
            json!({})
        };
        for (name, ability) in client.manner.abilities.as_object().unwrap() {
            text_document[name] = ability.clone();
        }
        let mut capabilities = json!({
            "general": { "positionEncodings": [client.manner.encoding.name()] },
            "textDocument": text_document,
            "workspace": {
                "workspaceFolders": true,
                "didChangeWatchedFiles": { "dynamicRegistration": true },
                "diagnostics": { "refreshSupport": true },
                "codeLens": { "refreshSupport": true },
                "inlayHint": { "refreshSupport": true },
                "workspaceEdit": { "documentChanges": true },
            },
            "window": { "workDoneProgress": true },
        });
        lay_over(&mut capabilities, &client.manner.more);
        let result = client
            .request(
                "initialize",
                json!({
                    "processId": std::process::id(),
                    "locale": client.manner.locale,
                    "initializationOptions": client.manner.options,
                    "workspaceFolders": folders,
                    "rootUri": null,
                    "capabilities": capabilities,
                }),
            )
            .unwrap();
        client.capabilities = result["capabilities"].clone();
        client.notify("initialized", json!({}));
        client
    }

    /// Starts a server and says nothing yet.
    pub fn spawn(manner: Manner) -> Self {
        let mut child = Command::new(env!("CARGO_BIN_EXE_pmt"))
            .arg("lsp")
            .env_remove("PMT_LANG")
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::inherit())
            .spawn()
            .unwrap();
        let stdout = child.stdout.take().unwrap();
        let (sender, incoming) = channel();
        std::thread::spawn(move || {
            let mut from = BufReader::new(stdout);
            while let Some(message) = receive(&mut from) {
                if sender.send(message).is_err() {
                    break;
                }
            }
        });
        let stdin = child.stdin.take();
        Self {
            child,
            stdin,
            incoming,
            next: 0,
            kept: VecDeque::new(),
            manner,
            capabilities: Value::Null,
            texts: BTreeMap::new(),
            asked: Vec::new(),
            answered: BTreeSet::new(),
        }
    }

    pub fn send(&mut self, message: &Value) {
        let body = message.to_string();
        self.send_raw(&format!("Content-Length: {}\r\n\r\n{body}", body.len()));
    }

    /// Sends just that.
    pub fn send_raw(&mut self, bytes: &str) {
        self.stdin.as_mut().unwrap().write_all(bytes.as_bytes()).unwrap();
    }

    pub fn notify(&mut self, method: &str, params: Value) {
        self.send(&json!({ "jsonrpc": "2.0", "method": method, "params": params }));
    }

    /// Sends a request without waiting; its number.
    pub fn begin(&mut self, method: &str, params: Value) -> u64 {
        self.next += 1;
        let id = self.next;
        let message = if params.is_null() {
            json!({ "jsonrpc": "2.0", "id": id, "method": method })
        } else {
            json!({ "jsonrpc": "2.0", "id": id, "method": method, "params": params })
        };
        self.send(&message);
        id
    }

    /// The next message, those kept first; `None` once the server is silent for so long.
    fn next_message(&mut self, patience: Duration) -> Option<Value> {
        match self.incoming.recv_timeout(patience) {
            Ok(message) => {
                // What could not be read is answered without a number.
                if message.get("method").is_none() && !message["id"].is_null() {
                    let id =
                        message["id"].as_u64().unwrap_or_else(|| panic!("an answer to nothing: {message}"));
                    assert!(self.answered.insert(id), "a second answer to {id}: {message}");
                }
                let asks = message.get("method").is_some() && message.get("id").is_some();
                if asks {
                    self.asked.push(message["method"].as_str().unwrap().to_owned());
                    if self.manner.answers && self.stdin.is_some() {
                        self.reply(&message);
                    }
                }
                Some(message)
            }
            Err(RecvTimeoutError::Timeout | RecvTimeoutError::Disconnected) => None,
        }
    }

    fn reply(&mut self, asked: &Value) {
        let reply = |result: Value| json!({ "jsonrpc": "2.0", "id": asked["id"], "result": result });
        if self.manner.hasty && asked["method"] == "workspace/applyEdit" {
            self.send(&reply(json!({ "applied": true })));
            std::thread::sleep(Duration::from_millis(100));
            self.answer(asked);
        } else {
            let result = self.answer(asked);
            self.send(&reply(result));
        }
    }

    /// What an editor answers to a request of the server.
    fn answer(&mut self, asked: &Value) -> Value {
        match asked["method"].as_str().unwrap() {
            "workspace/configuration" => json!([null]),
            "workspace/applyEdit" => {
                self.apply(&asked["params"]["edit"]);
                json!({ "applied": true })
            }
            "window/showDocument" => json!({ "success": true }),
            _ => json!(null),
        }
    }

    /// Makes the edits of all documents.
    pub fn apply(&mut self, edit: &Value) {
        for (uri, edits) in edit["changes"].as_object().into_iter().flatten() {
            self.make(uri, edits);
        }
        for document in edit["documentChanges"].as_array().into_iter().flatten() {
            let uri = document["textDocument"]["uri"].as_str().unwrap();
            let version = &document["textDocument"]["version"];
            assert!(version.is_null() || *version == json!(self.texts[uri].0), "{version}");
            self.make(uri, &document["edits"]);
        }
    }

    /// The first message that is wanted; the others are kept.
    pub fn wait(&mut self, what: &str, wanted: impl Fn(&Value) -> bool) -> Value {
        if let Some(at) = self.kept.iter().position(&wanted) {
            return self.kept.remove(at).unwrap();
        }
        let until = Instant::now() + PATIENCE;
        while Instant::now() < until {
            match self.next_message(PATIENCE) {
                Some(message) if wanted(&message) => return message,
                Some(message) => self.kept.push_back(message),
                None => break,
            }
        }
        panic!("{what} did not come; kept: {:#?}", self.kept)
    }

    /// Takes what comes until the server has been silent for a while.
    pub fn settle(&mut self, silence: Duration) {
        while let Some(message) = self.next_message(silence) {
            self.kept.push_back(message);
        }
    }

    /// The answer to a request.
    pub fn finish(&mut self, id: u64) -> Result<Value, Value> {
        let message = self.wait(&format!("the answer to {id}"), |message| {
            message.get("id") == Some(&json!(id)) && message.get("method").is_none()
        });
        match message.get("error") {
            Some(error) => Err(error.clone()),
            None => Ok(message["result"].clone()),
        }
    }

    pub fn request(&mut self, method: &str, params: Value) -> Result<Value, Value> {
        let id = self.begin(method, params);
        self.finish(id)
    }

    pub fn open(&mut self, uri: &str, text: &str) {
        self.texts.insert(uri.to_owned(), (1, text.to_owned()));
        self.notify(
            "textDocument/didOpen",
            json!({ "textDocument": { "uri": uri, "languageId": "pmt", "version": 1, "text": text } }),
        );
    }

    /// Replaces a stretch of a document, here and there.
    pub fn edit(&mut self, uri: &str, range: std::ops::Range<usize>, with: &str) {
        let (version, text) = self.texts.get_mut(uri).unwrap();
        let change = json!({ "range": self.manner.encoding.range(text, range.clone()), "text": with });
        text.replace_range(range, with);
        *version += 1;
        let version = *version;
        self.notify(
            "textDocument/didChange",
            json!({ "textDocument": { "uri": uri, "version": version }, "contentChanges": [change] }),
        );
    }

    pub fn text(&self, uri: &str) -> &str {
        &self.texts[uri].1
    }

    pub fn close(&mut self, uri: &str) {
        self.texts.remove(uri);
        self.notify("textDocument/didClose", json!({ "textDocument": { "uri": uri } }));
    }

    /// A document's diagnostics, asked for; asked again where the server says to.
    pub fn pull(&mut self, uri: &str) -> Vec<Value> {
        for _ in 0..100 {
            match self.request("textDocument/diagnostic", json!({ "textDocument": { "uri": uri } })) {
                Ok(report) => return report["items"].as_array().unwrap().clone(),
                Err(error) => assert_eq!(error["data"]["retriggerRequest"], true, "{error}"),
            }
        }
        panic!("no diagnostics of {uri}")
    }

    /// Ends the server as the protocol has it; its exit code. Every request has then been answered, and only once.
    pub fn stop(&mut self) -> i32 {
        for id in 1..=self.next {
            if !self.answered.contains(&id) {
                let _ = self.finish(id);
            }
        }
        self.request("shutdown", Value::Null).unwrap();
        self.notify("exit", Value::Null);
        let code = self.code();
        self.stdin = None;
        // What the server has said before its end.
        self.settle(PATIENCE);
        code
    }

    /// Makes the edits of an answer in a document, as an editor does.
    pub fn make(&mut self, uri: &str, edits: &Value) {
        let text = self.text(uri).to_owned();
        let mut edits: Vec<(std::ops::Range<usize>, String)> = edits
            .as_array()
            .unwrap()
            .iter()
            .map(|edit| {
                let at = |end: &str| self.manner.encoding.offset(&text, &edit["range"][end]);
                (at("start")..at("end"), edit["newText"].as_str().unwrap().to_owned())
            })
            .collect();
        edits.sort_by_key(|(range, _)| range.start);
        for (range, with) in edits.into_iter().rev() {
            self.edit(uri, range, &with);
        }
    }

    /// The exit code of a server that ends by itself.
    pub fn code(&mut self) -> i32 {
        let until = Instant::now() + PATIENCE;
        while Instant::now() < until {
            if let Some(status) = self.child.try_wait().unwrap() {
                return status.code().unwrap();
            }
            std::thread::sleep(Duration::from_millis(10));
        }
        panic!("the server does not end")
    }
}

impl Drop for Client {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Objects are joined, anything else is replaced.
fn lay_over(below: &mut Value, above: &Value) {
    match (below, above) {
        (Value::Object(below), Value::Object(above)) => {
            for (key, value) in above {
                lay_over(below.entry(key.clone()).or_insert(Value::Null), value);
            }
        }
        (below, above) => *below = above.clone(),
    }
}

fn receive(from: &mut impl BufRead) -> Option<Value> {
    let mut length = None;
    loop {
        let mut line = String::new();
        if from.read_line(&mut line).ok()? == 0 {
            return None;
        }
        let line = line.trim_end();
        if line.is_empty() {
            break;
        }
        // Nothing else stands in standard output.
        let value = line.strip_prefix("Content-Length: ").unwrap_or_else(|| panic!("“{line}” is no header"));
        length = value.parse().ok();
    }
    let mut body = vec![0; length?];
    from.read_exact(&mut body).ok()?;
    serde_json::from_slice(&body).ok()
}
