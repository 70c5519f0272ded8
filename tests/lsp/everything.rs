//! Requests of every kind that the server answers, about a document and a stretch of it.

use serde_json::{Value, json};

use crate::client::Client;

/// The errors with which a request may be answered, whatever the text.
pub const CANCELLED: i64 = -32800;
pub const CONTENT_MODIFIED: i64 = -32801;
pub const SERVER_CANCELLED: i64 = -32802;
pub const REQUEST_FAILED: i64 = -32803;

/// The kinds of requests.
pub const KINDS: &[&str] = &[
    "textDocument/codeAction",
    "textDocument/codeLens",
    "textDocument/completion",
    "textDocument/definition",
    "textDocument/diagnostic",
    "textDocument/documentHighlight",
    "textDocument/documentLink",
    "textDocument/documentSymbol",
    "textDocument/foldingRange",
    "textDocument/formatting",
    "textDocument/hover",
    "textDocument/inlayHint",
    "textDocument/onTypeFormatting",
    "textDocument/prepareRename",
    "textDocument/rangeFormatting",
    "textDocument/references",
    "textDocument/rename",
    "textDocument/selectionRange",
    "textDocument/semanticTokens/full",
    "textDocument/semanticTokens/full/delta",
    "textDocument/semanticTokens/range",
    "workspace/executeCommand",
    "workspace/symbol",
];

/// What a request of a kind says about a stretch of an open document.
pub fn params(client: &Client, method: &str, uri: &str, stretch: std::ops::Range<usize>) -> Value {
    let text = client.text(uri);
    let range = client.manner.encoding.range(text, stretch);
    let cursor = range["start"].clone();
    let document = json!({ "uri": uri });
    let options = json!({ "tabSize": 2, "insertSpaces": true });
    match method {
        "workspace/symbol" => json!({ "query": "dj" }),
        "workspace/executeCommand" => {
            // Every command is asked for somewhere.
            let commands = ["pmt.compile", "pmt.preview", "pmt.summary"];
            let number = usize::try_from(cursor["line"].as_u64().unwrap()).unwrap();
            let target = json!({ "uri": uri, "position": cursor, "draft": true, "places": true });
            json!({ "command": commands[number % commands.len()], "arguments": [target] })
        }
        _ => json!({
            "textDocument": document,
            "position": cursor,
            "positions": [range["start"], range["end"]],
            "range": range,
            "ch": if text.len().is_multiple_of(2) { "\n" } else { "}" },
            "options": options,
            "newName": "𠮷 😀\"新",
            "previousResultId": "1",
            "context": { "diagnostics": [], "includeDeclaration": true, "triggerKind": 1 },
        }),
    }
}

/// Asks a question of each kind about a stretch, all at once: the kinds and their numbers.
pub fn ask(
    client: &mut Client,
    kinds: &[&'static str],
    uri: &str,
    stretch: &std::ops::Range<usize>,
) -> Vec<(&'static str, u64)> {
    let mut asked = Vec::new();
    for method in kinds {
        let params = params(client, method, uri, stretch.clone());
        asked.push((*method, client.begin(method, params)));
    }
    asked
}

/// Whether an error says that what was asked cannot be had here, and no more.
pub fn is_refusal(error: &Value) -> bool {
    error["code"] == REQUEST_FAILED
}
