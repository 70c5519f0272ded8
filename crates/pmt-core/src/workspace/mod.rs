//! The files at hand as declarations: which project belongs to which cover, by folder, and the checks over all of it.
//!
//! A workspace has one configuration and one root, up to which a cover is looked for: files of several roots are several
//! workspaces.
//!
//! Paths are plain strings with `/` between their parts; nothing here reads a disk.

mod around;
mod checking;
mod fixing;
mod grouping;
mod homes;
mod memory;

use std::sync::{Arc, OnceLock};

use pmt_syntax::{LineIndex, Parse, Same, SyntaxErrorKind, parse};
use rayon::prelude::*;

pub use around::Around;
pub use checking::{Analysis, Checked, Examined, RuleReport};
pub use fixing::{Applied, Fixed, Fixing, tidied};
pub(crate) use grouping::belonging;
pub use memory::Memory;

use homes::Homes;

use crate::config::Settings;
use crate::finding::{FileId, Finding};
use crate::lower::{lower, lower_again};
use crate::model::FileModel;
use crate::suppression::{self, Suppression};

/// A file to analyse.
#[derive(Clone, Debug)]
pub struct SourceFile {
    /// Its path, `/` between the parts.
    pub path: String,
    /// Its text.
    pub text: Arc<str>,
}

/// A file analysed alone.
#[derive(Debug)]
pub struct File {
    /// Its path.
    pub path: String,
    /// Its text.
    pub text: Arc<str>,
    /// What it means.
    pub model: FileModel,
    /// Whether its structure is in doubt.
    pub doubtful: bool,
    /// The comments in it that silence rules.
    pub suppressions: Vec<Suppression>,
    lines: OnceLock<LineIndex>,
}

impl File {
    /// Analyses one file.
    pub fn new(id: FileId, source: SourceFile) -> Self {
        Self::of(id, source.path, &parse(source.text))
    }

    /// Analyses one file that has been parsed.
    pub fn of(id: FileId, path: String, parsed: &Parse) -> Self {
        Self::new_with(lower(id, parsed), path, parsed)
    }

    /// Analyses a file after an edit. What stands in `same` is taken over from what was known of it before; the result
    /// is that of [`of`](Self::of).
    #[must_use]
    pub fn again(&self, parsed: &Parse, same: &[Same]) -> Self {
        Self::new_with(lower_again(parsed, same, &self.model), self.path.clone(), parsed)
    }

    fn new_with(model: FileModel, path: String, parsed: &Parse) -> Self {
        let doubtful = parsed.errors.iter().any(|error| {
            matches!(
                error.kind,
                SyntaxErrorKind::UnclosedBlock
                    | SyntaxErrorKind::StrayBrace
                    | SyntaxErrorKind::UnclosedText
                    | SyntaxErrorKind::TooDeep
                    | SyntaxErrorKind::ControlCharacter
            )
        });
        let suppressions = suppression::read(&parsed.tree);
        let text = parsed.tree.shared_text();
        Self { path, text, model, doubtful, suppressions, lines: OnceLock::new() }
    }

    /// The index of its lines, made when it is first asked for.
    pub fn line_index(&self) -> &LineIndex {
        self.lines.get_or_init(|| LineIndex::new(&self.text))
    }
}

/// The files at hand.
///
/// Files are shared, so that the workspace with one text changed costs that one file and not the others.
#[derive(Clone, Debug, Default)]
pub struct Workspace {
    files: Vec<Arc<File>>,
    /// The folder that paths are relative to, seen from the folder of the configuration.
    base: String,
    /// Which declaration each file belongs to; kept as long as no cover comes or goes.
    homes: OnceLock<Arc<Homes>>,
}

impl Workspace {
    /// Analyses files, each alone, in parallel.
    pub fn new(sources: Vec<SourceFile>) -> Self {
        let files = sources
            .into_par_iter()
            .enumerate()
            .map(|(index, source)| {
                Arc::new(File::new(FileId(u32::try_from(index).unwrap_or(u32::MAX)), source))
            })
            .collect();
        Self { files, ..Self::default() }
    }

    /// Whose paths are relative to a folder below that of the configuration: overrides are written from there.
    #[must_use]
    pub fn below(self, base: impl Into<String>) -> Self {
        Self { base: base.into(), ..self }
    }

    /// The folder that paths are relative to, seen from the folder of the configuration.
    pub fn base(&self) -> &str {
        &self.base
    }

    /// A file's path, seen from the folder of the configuration.
    fn path_from_config(&self, file: &File) -> String {
        if self.base.is_empty() { file.path.clone() } else { format!("{}/{}", self.base, file.path) }
    }

    /// The files, in the order they were given.
    pub fn files(&self) -> &[Arc<File>] {
        &self.files
    }

    /// The numbers of the files.
    pub(crate) fn ids(&self) -> impl Iterator<Item = FileId> {
        (0..u32::try_from(self.files.len()).unwrap_or(u32::MAX)).map(FileId)
    }

    /// Which declaration each file belongs to.
    fn homes(&self) -> &Homes {
        self.homes.get_or_init(|| Arc::new(Homes::new(&self.files)))
    }

    /// One file.
    pub fn file(&self, id: FileId) -> Option<&File> {
        self.files.get(id.0 as usize).map(AsRef::as_ref)
    }

    /// The same with other texts for some of the files; unknown ones are left out.
    #[must_use]
    pub fn with(&self, changed: Vec<(FileId, Arc<str>)>) -> Self {
        let fresh: Vec<Arc<File>> = changed
            .into_par_iter()
            .filter_map(|(id, text)| {
                let path = self.file(id)?.path.clone();
                Some(Arc::new(File::new(id, SourceFile { path, text })))
            })
            .collect();
        self.with_files(fresh)
    }

    /// The same with other files in the places of those with their numbers.
    #[must_use]
    pub fn with_files(&self, fresh: Vec<Arc<File>>) -> Self {
        let mut all = self.clone();
        for file in fresh {
            if let Some(place) = all.files.get_mut(file.model.id.0 as usize) {
                if !Homes::hold_with(place, &file) {
                    all.homes = OnceLock::new();
                }
                *place = file;
            }
        }
        all
    }

    /// Everything there is to find, in order of file and place, and how each rule fared.
    pub fn check(&self, settings: &Settings) -> (Vec<Finding>, Vec<RuleReport>) {
        let Examined { findings, rules, .. } = self.examine(settings);
        (findings, rules)
    }

    /// The same, with what authors have answered.
    pub fn examine(&self, settings: &Settings) -> Examined {
        self.analyse(settings).into()
    }
}
