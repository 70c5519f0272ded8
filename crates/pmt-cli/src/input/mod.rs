//! From paths on the command line to checked workspaces: which files are read, as what, and under which settings.
//!
//! A session is the files that share one `pmt.toml` (or have none). Declarations never reach across one, so each
//! session is analysed by itself.

mod changes;
mod config;
mod documents;
mod editor;
mod exclude;
mod gather;
mod read;
mod scope;
mod walk;

use std::collections::{BTreeSet, HashMap};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use pmt_core::config::Settings;
use pmt_core::finding::{FileId, Finding, Fix, Site};
use pmt_core::suppression::Silenced;
use pmt_core::workspace::{Applied, Fixed, Fixing, RuleReport, SourceFile, Workspace};
use pmt_office::{Place, Places};
use pmt_syntax::LineIndex;

use crate::args::{Input, Stdin};
use crate::problem::Problem;
use crate::progress::Progress;
pub use changes::is_change;
use config::Configs;
pub use config::{language_above, language_here, settings_above};
pub use documents::{Checked, check_documents, split};
pub use editor::EditorDisk;
pub use gather::TextFile;
use gather::{Gathered, Gathering, Named, common_folder, named_below, read_all};
use read::read_stdin;
pub use read::{Garbled, LIMIT, read_bytes, read_text};
pub use scope::files_around;
use walk::Shower;
pub use walk::is_pmt;

/// The files under one configuration.
#[derive(Debug)]
pub struct Session {
    /// Its settings.
    pub settings: Settings,
    /// Its files.
    pub workspace: Workspace,
    files: Vec<Entry>,
    /// The documents that its files are, in their order; none if they are declarations in the language.
    documents: Vec<Document>,
    /// The folder that paths in the analysis are relative to, as it is shown.
    top: PathBuf,
}

/// A document as it is shown.
#[derive(Debug)]
struct Document {
    places: Places,
    index: LineIndex,
}

#[derive(Debug)]
struct Entry {
    path: PathBuf,
    shown: String,
    named: bool,
}

/// What is to be read.
#[derive(Clone, Copy)]
pub struct Request<'a> {
    /// Files and folders; the current folder if there are none and nothing lies over the disk.
    pub paths: &'a [PathBuf],
    /// Whether what the configuration excludes is left out even if it is named.
    pub force_exclude: bool,
    /// A text that lies over the disk.
    pub overlay: Option<&'a Overlay>,
    /// Told of every file that was read.
    pub progress: &'a Progress,
}

impl<'a> Request<'a> {
    /// Files and folders and nothing else.
    pub fn of(paths: &'a [PathBuf], progress: &'a Progress) -> Self {
        Self { paths, force_exclude: false, overlay: None, progress }
    }
}

/// A text that stands for a file, whether or not there is one.
#[derive(Debug)]
pub struct Overlay {
    /// The file's name; without one the text belongs to no declaration.
    pub name: Option<PathBuf>,
    /// The text.
    pub text: String,
}

/// Reads standard input if it is asked for.
pub fn read_overlay(input: &Input) -> Result<Option<Overlay>, Problem> {
    let Some(Stdin { name }) = &input.stdin else { return Ok(None) };
    let text = read_stdin(name.as_deref().unwrap_or(Path::new(STDIN)))?;
    Ok(Some(Overlay { name: name.clone(), text }))
}

/// The name of a text without one in messages.
const STDIN: &str = "-";

impl Overlay {
    /// Where it would be on the disk.
    pub fn place(&self) -> PathBuf {
        let name = self.name.as_deref().unwrap_or(Path::new(STDIN));
        let folder = name.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
        let folder = dunce::canonicalize(folder).or_else(|_| std::path::absolute(folder));
        let folder = folder.unwrap_or_default();
        name.file_name().map_or(folder.clone(), |name| folder.join(name))
    }
}

/// What was read.
#[derive(Debug, Default)]
pub struct Loaded {
    /// The sessions, in the order of their folders.
    pub sessions: Vec<Session>,
    /// What could not be read, in the order of paths.
    pub problems: Vec<Problem>,
}

impl Session {
    /// A session of texts under no configuration.
    pub fn of(files: Vec<TextFile>) -> Self {
        session(Settings::default(), None, files, &Shower::new(HashMap::new()))
    }

    /// A file's text and its lines; of a document the text of its paragraphs and cells, a line each.
    pub fn source(&self, file: FileId) -> Option<(&str, &LineIndex)> {
        if let Some(document) = self.documents.get(file.0 as usize) {
            return Some((document.places.text(), &document.index));
        }
        let file = self.workspace.file(file)?;
        Some((&file.text, file.line_index()))
    }

    /// Where something stands in a document; `None` in a file of the language.
    pub fn place(&self, site: Site) -> Option<Place> {
        let document = self.documents.get(site.file.0 as usize)?;
        Some(document.places.place_at(site.span.start))
    }

    /// Where something stands in a document without lines: people find it by that alone.
    pub fn place_without_line(&self, site: Site) -> Option<Place> {
        self.place(site).filter(|place| place.line().is_none())
    }

    /// Whether its files are documents.
    pub fn is_of_documents(&self) -> bool {
        !self.documents.is_empty()
    }

    /// The numbers of its files.
    pub fn ids(&self) -> impl Iterator<Item = FileId> {
        (0..self.files.len()).map(|index| FileId(u32::try_from(index).unwrap_or(u32::MAX)))
    }

    /// Whether there is anything in its files to check.
    pub fn has_content(&self) -> bool {
        let files = self.workspace.files();
        self.is_of_documents()
            || files.iter().any(|file| !file.model.covers.is_empty() || !file.model.projects.is_empty())
    }

    /// A declaration's place in the analysis as it is shown.
    pub fn folder_shown(&self, place: &str) -> PathBuf {
        self.top.join(place)
    }

    /// A file's name as it is shown.
    pub fn shown(&self, file: FileId) -> &str {
        self.files.get(file.0 as usize).map_or("", |entry| entry.shown.as_str())
    }

    /// Where a file is on the disk.
    pub fn path(&self, file: FileId) -> &Path {
        self.files.get(file.0 as usize).map_or(Path::new(""), |entry| entry.path.as_path())
    }

    /// The folder that holds all of its files.
    pub fn folder(&self) -> PathBuf {
        common_folder(self.files.iter().map(|entry| entry.path.as_path()))
    }

    /// Applies the fixes of findings in named files that are wanted besides. The session is then one of the fixed
    /// texts; the disk is as it was.
    pub fn fix(&mut self, fixing: Fixing, wanted: impl Fn(&Finding) -> bool) -> SessionFixed {
        let workspace = std::mem::take(&mut self.workspace);
        let before: Vec<Arc<str>> = workspace.files().iter().map(|file| Arc::clone(&file.text)).collect();
        let wanted = |finding: &Finding, fix: &Fix| {
            self.is_named(fix.file) && self.concerns(finding) && wanted(finding)
        };
        let Fixed { workspace, applied, findings, silenced, rules } =
            workspace.fix(&self.settings, fixing, wanted);
        let changes = workspace
            .files()
            .iter()
            .zip(before)
            .filter(|(file, before)| file.text != *before)
            .map(|(file, before)| Change { file: file.model.id, before, after: Arc::clone(&file.text) })
            .collect();
        self.workspace = workspace;
        SessionFixed { applied, changes, findings, silenced, rules }
    }

    /// Whether a file was named on the command line, or lies in a folder that was.
    pub fn is_named(&self, file: FileId) -> bool {
        self.files.get(file.0 as usize).is_some_and(|entry| entry.named)
    }

    /// Whether a finding has any of its places in a named file.
    pub fn concerns(&self, finding: &Finding) -> bool {
        self.is_named(finding.site.file)
            || finding.related.iter().any(|related| self.is_named(related.site.file))
    }

    /// How many files were named, and how many were read besides.
    pub fn counts(&self) -> (usize, usize) {
        let named = self.files.iter().filter(|entry| entry.named).count();
        (named, self.files.len().saturating_sub(named))
    }
}

impl Loaded {
    /// The language that the first configuration asks for.
    pub fn lang(&self) -> Option<pmt_core::text::Lang> {
        self.sessions.iter().find_map(|session| session.settings.lang)
    }
}

/// What fixing a session came to.
#[derive(Debug)]
pub struct SessionFixed {
    /// What was applied, in order.
    pub applied: Vec<Applied>,
    /// The files that are another text now, in order.
    pub changes: Vec<Change>,
    /// What is left to find.
    pub findings: Vec<Finding>,
    /// What is found and silenced.
    pub silenced: Vec<Silenced>,
    /// How each active rule fared on what there is now.
    pub rules: Vec<RuleReport>,
}

/// A text that has changed.
#[derive(Clone, Debug)]
pub struct Change {
    /// The file.
    pub file: FileId,
    /// As it was read.
    pub before: Arc<str>,
    /// As it is now.
    pub after: Arc<str>,
}

/// Reads what is named and the other files of its declarations, and analyses it.
pub fn load(request: Request<'_>) -> Loaded {
    let mut configs = Configs::default();
    let targets = targets(request, &mut configs);
    let shower = Shower::new(targets.typed);
    let over = text_over(request.overlay);
    let Gathered { groups, problems: more } = Gathering {
        named: targets.files,
        roots: &targets.roots,
        over: &over,
        progress: request.progress,
        shower: &shower,
    }
    .with_siblings(&mut configs);
    let mut problems = targets.problems;
    problems.extend(more);
    request.progress.checking();
    let mut sessions = Vec::new();
    for (root, files) in groups {
        match Configs::settings(root.as_deref(), &shower) {
            Ok(settings) => sessions.push(session(settings, root.as_deref(), files, &shower)),
            Err(problem) => problems.push(problem),
        }
    }
    Loaded { sessions, problems }
}

/// Reads what is named and nothing else.
pub fn read_named(request: Request<'_>) -> (Vec<TextFile>, Vec<Problem>) {
    let targets = targets(request, &mut Configs::default());
    let wanted = targets.files.into_iter().map(|file| (file, true)).collect();
    let shower = Shower::new(targets.typed);
    let (files, more) = read_all(wanted, &text_over(request.overlay), request.progress, &shower);
    let mut problems = targets.problems;
    problems.extend(more);
    (files, problems)
}

fn targets(request: Request<'_>, configs: &mut Configs) -> walk::Targets {
    if let Some(overlay) = request.overlay {
        return of_overlay(overlay, request.force_exclude, configs);
    }
    let here = [PathBuf::from(".")];
    let paths = if request.paths.is_empty() { &here } else { request.paths };
    walk::targets(paths, request.force_exclude, configs)
}

/// A text over the disk is the one file that is named.
fn of_overlay(overlay: &Overlay, force_exclude: bool, configs: &mut Configs) -> walk::Targets {
    let mut targets = walk::Targets::default();
    let place = overlay.place();
    if overlay.name.is_some() {
        if force_exclude && (configs.leaves_out(&place) || exclude::is_excluded(&place)) {
            return targets;
        }
        if let Some(folder) = place.parent().filter(|folder| folder.is_dir()) {
            targets.roots.push(walk::Root { folder: folder.to_path_buf(), whole: false });
        }
    }
    let typed = overlay.name.clone().unwrap_or_else(|| PathBuf::from(STDIN));
    targets.typed.insert(place.clone(), typed);
    targets.files.insert(place);
    targets
}

/// The one text that lies over the disk, for a file at its place.
fn text_over(overlay: Option<&Overlay>) -> impl Fn(&Path) -> Option<Arc<str>> + Sync {
    let over = overlay.map(|overlay| (overlay.place(), Arc::from(overlay.text.as_str())));
    move |path| over.as_ref().filter(|(place, _)| place == path).map(|(_, text)| Arc::clone(text))
}

fn session(settings: Settings, root: Option<&Path>, files: Vec<TextFile>, shower: &Shower) -> Session {
    let Named { top, base, files } = named_below(root, files);
    let mut entries = Vec::with_capacity(files.len());
    let mut sources = Vec::with_capacity(files.len());
    for (name, TextFile { path, shown, named, text }) in files {
        entries.push(Entry { path, shown, named });
        sources.push(SourceFile { path: name, text });
    }
    let workspace = Workspace::new(sources).below(base);
    Session { settings, workspace, files: entries, documents: Vec::new(), top: shower.show(&top) }
}

/// A path with `/` between its parts on every system.
pub fn slashed(path: &Path) -> String {
    let text = path.to_string_lossy();
    if std::path::MAIN_SEPARATOR == '/' {
        text.into_owned()
    } else {
        text.replace(std::path::MAIN_SEPARATOR, "/")
    }
}

/// Folders already asked about, with the answer.
type Memo<T> = HashMap<PathBuf, T>;

/// Paths without repetition, in order.
type Files = BTreeSet<PathBuf>;
