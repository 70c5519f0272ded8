//! What a file shares with itself before and after an edit: the projects that say the same.

use std::slice::Iter;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use super::Project;

/// The identity of a project's content. Two projects that have the same say the same at the same places, counted from
/// where each begins: the one was taken over from the other when the file around it was edited.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Content(u64);

impl Content {
    /// Content that nothing else has.
    pub(crate) fn new() -> Self {
        static NEXT: AtomicU64 = AtomicU64::new(0);
        Self(NEXT.fetch_add(1, Ordering::Relaxed))
    }
}

/// The projects of a file, in order. Each is shared with the models of the file before and after an edit elsewhere.
#[derive(Clone, Debug, Default)]
pub struct Projects(Vec<Arc<Project>>);

impl Projects {
    /// Each of them.
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = &Project> + ExactSizeIterator {
        self.into_iter()
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// One of them.
    pub fn get(&self, index: usize) -> Option<&Project> {
        self.0.get(index).map(AsRef::as_ref)
    }

    /// The first.
    pub fn first(&self) -> Option<&Project> {
        self.get(0)
    }

    /// The last.
    pub fn last(&self) -> Option<&Project> {
        self.iter().next_back()
    }

    /// The one that begins at a place, with its number.
    pub(crate) fn at(&self, start: u32) -> Option<(usize, &Arc<Project>)> {
        let index = self.0.binary_search_by_key(&start, |project| project.span.start).ok()?;
        Some((index, self.0.get(index)?))
    }
}

impl FromIterator<Arc<Project>> for Projects {
    fn from_iter<I: IntoIterator<Item = Arc<Project>>>(projects: I) -> Self {
        Self(projects.into_iter().collect())
    }
}

impl Extend<Arc<Project>> for Projects {
    fn extend<I: IntoIterator<Item = Arc<Project>>>(&mut self, projects: I) {
        self.0.extend(projects);
    }
}

impl<'p> IntoIterator for &'p Projects {
    type Item = &'p Project;
    type IntoIter = std::iter::Map<Iter<'p, Arc<Project>>, fn(&'p Arc<Project>) -> &'p Project>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.iter().map(AsRef::as_ref)
    }
}
