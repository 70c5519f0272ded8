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
pub mod lenses;
pub mod links;
pub mod navigation;
pub mod on_type;
pub mod renaming;
pub mod selection;
pub mod symbols;
pub mod tokens;

use tower_lsp::jsonrpc;

/// The code of a request that was understood and cannot be answered.
const REQUEST_FAILED: i64 = -32803;

/// An answer that says why there is none, for the user to read.
fn failed(why: String) -> jsonrpc::Error {
    jsonrpc::Error { code: jsonrpc::ErrorCode::ServerError(REQUEST_FAILED), message: why.into(), data: None }
}
pub mod hover;
