//! What the server can do, a module each: functions of a [`View`](crate::state::View), which never know how a request
//! came or what else is going on.

pub mod actions;
pub mod commands;
pub mod completion;
pub mod describe;
pub mod diagnostics;
pub mod folding;
pub mod formatting;
pub mod hints;
pub mod hover;
pub mod lenses;
pub mod links;
pub mod navigation;
pub mod on_type;
pub mod renaming;
pub mod selection;
pub mod symbols;
pub mod tokens;

use std::hash::{DefaultHasher, Hash, Hasher as _};

use tower_lsp::jsonrpc;

/// The code of a request that was understood and cannot be answered.
const REQUEST_FAILED: i64 = -32803;
/// The code of an answer that came too late.
const CONTENT_MODIFIED: i64 = -32801;

/// An answer that says why there is none, for the user to read.
fn failed(why: String) -> jsonrpc::Error {
    jsonrpc::Error { code: jsonrpc::ErrorCode::ServerError(REQUEST_FAILED), message: why.into(), data: None }
}

/// An answer to a question about a text that is another by now.
pub fn outdated() -> jsonrpc::Error {
    jsonrpc::Error {
        code: jsonrpc::ErrorCode::ServerError(CONTENT_MODIFIED),
        message: "the document has changed".into(),
        data: None,
    }
}

/// A mark of content by its parts: the same for the same ones, and hardly ever for others.
fn identity(parts: impl IntoIterator<Item = impl Hash>) -> String {
    let mut hasher = DefaultHasher::new();
    parts.into_iter().for_each(|part| part.hash(&mut hasher));
    format!("{:016x}", hasher.finish())
}
