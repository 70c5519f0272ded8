//! The language server: what an editor shows of a declaration while it is written.
//!
//! Only this crate knows the Language Server Protocol. It holds no knowledge of the form and judges nothing: findings,
//! fixes and formatting come from the same calls as the command line's, and files from the [`Disk`] it is handed.
//!
//! [`server`] answers the client and passes everything on, in order, to the one owner of the [`state`]. That applies
//! changes, starts analyses and hands out snapshots; the [`features`] are functions of a snapshot and run aside.

mod capabilities;
mod disk;
mod document;
mod encoding;
mod features;
mod log;
mod parent;
mod path;
mod pinyin;
mod profile;
mod server;
mod session;
mod state;

pub use disk::{BrokenConfig, Changed, Disk, DiskFile, DiskSession, Loading, Overlay};
pub use features::completion::{FileSnippet, snippets};
pub use server::serve;
