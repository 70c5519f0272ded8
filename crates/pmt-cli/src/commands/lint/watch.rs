//! `--watch`: checks, waits until something has changed and the writing has come to rest, and checks again.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{self, Receiver};
use std::time::{Duration, Instant};

use notify::event::Event;
use notify::{RecommendedWatcher, RecursiveMode, Watcher as _};
use pmt_core::text::Words;

use super::{Read, read, report};
use crate::args::Lint;
use crate::console::{Console, clear_screen, end_line};
use crate::exit::Exit;
use crate::input::{Session, is_change};
use crate::problem::Problem;
use crate::progress::Progress;

/// How long everything is quiet before it is looked at: an editor's saving is several events.
const QUIET: Duration = Duration::from_millis(150);
/// How long that is waited for where something is always written.
const LONGEST: Duration = Duration::from_secs(2);

const WAITING: Words = Words {
    zh: "等待文件变化，Ctrl-C 结束。\n",
    en: "Waiting for files to change; Ctrl-C ends it.\n",
};

/// Checks again and again until the user has had enough, or what is watched is gone.
pub fn run(options: &Lint, console: &mut Console) -> Exit {
    // Nothing is ever written here, so the program may end wherever it is.
    let leave = ctrlc::set_handler(|| {
        end_line();
        std::process::exit(0)
    });
    if let Err(error) = leave {
        return unwatchable(&error.to_string(), console);
    }
    let mut watcher = match Watcher::new() {
        Ok(watcher) => watcher,
        Err(error) => return unwatchable(&error.to_string(), console),
    };
    loop {
        let progress = Progress::new(console);
        let read = read(options, None, &progress);
        console.configure(read.lang());
        let loaded = &read.loaded;
        // Watched before it is checked: what changes meanwhile is not missed.
        if let Err(error) = watcher.follow(&folders(options, &read)) {
            return unwatchable(&error.to_string(), console);
        }
        let outcome = read.outcome();
        drop(progress);
        clear_screen();
        let failed = console.problems(&loaded.problems);
        if !read.is_nothing() {
            report(options, outcome, console);
        }
        if watcher.is_idle() {
            return failed;
        }
        console.aside(console.words(WAITING).as_bytes());
        if !watcher.wait() {
            return Exit::Done;
        }
    }
}

fn unwatchable(why: &str, console: &Console) -> Exit {
    console.problem(&Problem::Unwatchable { why: why.to_owned() });
    Exit::Failed
}

/// The folders that matter: what is named, and what holds the files that were read with it.
fn folders(options: &Lint, read: &Read) -> BTreeSet<PathBuf> {
    let here = [PathBuf::from(".")];
    let named = if options.input.paths.is_empty() { &here[..] } else { &options.input.paths };
    let named = named.iter().filter_map(|path| dunce::canonicalize(path).ok());
    let named = named
        .filter_map(|path| if path.is_dir() { Some(path) } else { path.parent().map(Path::to_path_buf) });
    let of_documents = read.documents.iter().map(|checked| &checked.session);
    let sessions = read.loaded.sessions.iter().chain(of_documents);
    let all: BTreeSet<PathBuf> = named.chain(sessions.map(Session::folder)).collect();
    // What lies below another is watched with it; in the order of paths it follows directly.
    let mut tops = BTreeSet::new();
    let mut last: Option<&PathBuf> = None;
    for folder in &all {
        if last.is_none_or(|top| !folder.starts_with(top)) {
            tops.insert(folder.clone());
            last = Some(folder);
        }
    }
    tops
}

/// Tells when files change.
struct Watcher {
    system: RecommendedWatcher,
    events: Receiver<notify::Result<Event>>,
    folders: BTreeSet<PathBuf>,
}

impl Watcher {
    fn new() -> notify::Result<Self> {
        let (sender, events) = mpsc::channel();
        Ok(Self { system: notify::recommended_watcher(sender)?, events, folders: BTreeSet::new() })
    }

    /// Follows these folders besides those it follows already.
    fn follow(&mut self, folders: &BTreeSet<PathBuf>) -> notify::Result<()> {
        for folder in folders.difference(&self.folders) {
            self.system.watch(folder, RecursiveMode::Recursive)?;
        }
        self.folders.extend(folders.iter().cloned());
        Ok(())
    }

    /// Whether there is nothing to wait for.
    fn is_idle(&self) -> bool {
        self.folders.is_empty()
    }

    /// Waits for a change that matters and until all is quiet after it; `false` if none can come any more.
    fn wait(&self) -> bool {
        loop {
            let Ok(event) = self.events.recv() else { return false };
            if !is_change(&event) {
                continue;
            }
            let since = Instant::now();
            while since.elapsed() < LONGEST && self.events.recv_timeout(QUIET).is_ok() {}
            return true;
        }
    }
}
