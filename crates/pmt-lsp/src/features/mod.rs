//! What the server can do, a module each: functions of a [`View`](crate::state::View), which never know how a request
//! came or what else is going on.

pub mod actions;
pub mod diagnostics;
pub mod formatting;
