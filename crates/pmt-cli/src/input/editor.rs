//! The disk as the language server sees it: the same files in the same declarations as the command line finds.
//!
//! Paths stay as the editor spells them: links are not followed, since the editor knows its documents by these paths.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use pmt_core::config::Settings;
use pmt_core::text::Message;
use pmt_lsp::{BrokenConfig, Changed, Disk, DiskFile, DiskSession, Loading, Overlay};

use super::Files;
use super::changes;
use super::config::Configs;
use super::gather::{Gathered, Gathering, Named, TextFile, named_below};
use super::read::read_text;
use super::walk::{self, Root, Shower};
use crate::problem::{Problem, show};
use crate::progress::Progress;

/// The disk of an editor.
#[derive(Debug, Default)]
pub struct EditorDisk;

impl Disk for EditorDisk {
    fn load(&self, folders: &[PathBuf], files: &[PathBuf], overlay: &dyn Overlay) -> Loading {
        let mut configs = Configs::default();
        let mut problems = Vec::new();
        let mut roots = Vec::new();
        let mut named = Files::new();
        for folder in folders.iter().filter(|folder| folder.is_dir()) {
            let mut found = walk::below(folder, &mut problems);
            found.retain(|file| !configs.leaves_out(file));
            named.extend(found);
            roots.push(Root { folder: folder.clone(), whole: true });
        }
        for file in files.iter().filter(|file| walk::is_pmt(file)) {
            if named.insert(file.clone())
                && let Some(folder) = file.parent().filter(|folder| folder.is_dir())
            {
                roots.push(Root { folder: folder.to_path_buf(), whole: false });
            }
        }
        roots.sort();
        roots.dedup();
        let shower = Shower::whole();
        let over = |path: &Path| overlay.text(path);
        let Gathered { groups, problems: more } =
            Gathering { named, roots: &roots, over: &over, progress: &Progress::hidden(), shower: &shower }
                .with_siblings(&mut configs);
        problems.extend(more);
        let mut loading = Loading::default();
        for (root, files) in groups {
            let settings = match Configs::settings(root.as_deref(), &shower) {
                Ok(settings) => settings,
                Err(problem) => {
                    loading.broken_configs.extend(broken(problem, root.as_deref()));
                    Settings::default()
                }
            };
            loading.sessions.push(session(root.as_deref(), settings, files));
        }
        loading.unreadable.extend(problems.into_iter().filter_map(unreadable));
        loading
    }

    fn watch(&self, folders: &[PathBuf], changed: Changed) -> Option<Box<dyn Send>> {
        changes::follow(folders, changed)
    }

    fn read(&self, file: &Path) -> Result<Arc<str>, Message> {
        read_text(file, file).map(Arc::from).map_err(|problem| without(file, problem.message()))
    }
}

fn session(root: Option<&Path>, settings: Settings, files: Vec<TextFile>) -> DiskSession {
    let Named { base, files, .. } = named_below(root, files);
    let files = files.into_iter().map(|(name, file)| DiskFile { path: file.path, name, text: file.text });
    DiskSession { settings, base, files: files.collect() }
}

fn broken(problem: Problem, root: Option<&Path>) -> Option<BrokenConfig> {
    match problem {
        Problem::Config { text, error, .. } => {
            Some(BrokenConfig { path: root?.join(pmt_core::config::FILE_NAME), text, error })
        }
        _ => None,
    }
}

/// What keeps a file from being read, at the file.
fn unreadable(problem: Problem) -> Option<(PathBuf, Message)> {
    let message = problem.message();
    match problem {
        Problem::Sibling { cause } => unreadable(*cause),
        Problem::Unreadable { path, .. } | Problem::TooBig { path, .. } | Problem::NotUtf8 { path, .. } => {
            let message = without(&path, message);
            Some((path, message))
        }
        _ => None,
    }
}

/// A message that begins with the path of the file at which it is shown, without it.
fn without(path: &Path, message: Message) -> Message {
    let shown = show(path);
    let bare = |text: String, colon: &str| {
        let rest = text.strip_prefix(shown.as_str()).and_then(|rest| rest.strip_prefix(colon));
        rest.map(str::to_owned).unwrap_or(text)
    };
    Message::new(bare(message.zh, "："), bare(message.en, ": "))
}
