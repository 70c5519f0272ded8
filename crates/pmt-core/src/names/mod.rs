//! Names: where each is given and where it is referred to. What an editor needs to go to a name, to list its uses and
//! to rename it; it must never know an editor.

mod find;
mod rename;

use pmt_syntax::Span;

use crate::edition::Key;

pub use find::occurrences;
pub use rename::{Refusal, Renaming, renamable, rename, spelt};

/// What a name is of. Numbers count from the start of the file; of two that share a name, references mean the first.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Symbol {
    /// A project.
    Project(usize),
    /// A task.
    Task {
        /// Its project.
        project: usize,
        /// Which one of it.
        task: usize,
    },
    /// A cost line of a task.
    CostLine {
        /// Its project.
        project: usize,
        /// Its task.
        task: usize,
        /// Which one of it.
        line: usize,
    },
    /// A body under 实施主体.
    Body {
        /// Its project.
        project: usize,
        /// Which one of it.
        body: usize,
    },
    /// Who answers for a task and is only mentioned in the text of 实施主体.
    Mentioned {
        /// Its project.
        project: usize,
        /// The name.
        name: String,
    },
    /// An indicator.
    Indicator {
        /// Its project.
        project: usize,
        /// Which one of it.
        indicator: usize,
    },
    /// An indicator of a library.
    Entry {
        /// The library.
        library: usize,
        /// Which one of it.
        entry: usize,
    },
    /// A department or unit, the same wherever it is named.
    Organisation(String),
    /// One of the form's own items, as a text may refer to it.
    Item {
        /// The project; `None` for the cover's.
        project: Option<usize>,
        /// Its key.
        key: Key,
        /// The part of it.
        part: Option<Key>,
    },
}

/// How a name is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// As a label: always quoted.
    Label,
    /// As an item's key.
    Key,
    /// As a value.
    Value,
    /// As a segment of `${…}`.
    Segment,
    /// One of the form's own words, which stands for it.
    Word,
}

/// A place where something is named.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Occurrence {
    /// What.
    pub symbol: Symbol,
    /// The name as written there, read.
    pub name: String,
    /// The name's token, quotes included.
    pub span: Span,
    /// How it is written.
    pub shape: Shape,
    /// Whether this is where it is given.
    pub declares: bool,
}

/// The occurrence at an offset: the one that holds it, else one that ends there.
pub fn at(all: &[Occurrence], offset: u32) -> Option<&Occurrence> {
    let inside = all.iter().find(|one| one.span.contains(offset));
    inside.or_else(|| all.iter().find(|one| one.span.end == offset && !one.span.is_empty()))
}
