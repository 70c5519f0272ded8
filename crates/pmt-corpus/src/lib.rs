//! Made-up declarations for benchmarks and tests of scale: departments of twenty projects, a folder each with a cover
//! and a file per project of about sixty lines. Every sum is right and every reference resolves, so a corpus checks
//! without a finding.
//!
//! The same number of projects gives the same bytes on every machine, and a larger corpus begins with the smaller one.
//!
//! This crate must never depend on what it measures: it writes text from two templates and knows no parser, no
//! vocabulary and no file system.

mod department;
mod project;
mod random;
mod template;
mod trades;

pub use department::PROJECTS_PER_DEPARTMENT;
pub use random::Random;

use department::Department;

/// A file of the corpus.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct File {
    /// Its path below the corpus, `/` between the parts.
    pub path: String,
    /// Its text.
    pub text: String,
}

/// The files of a corpus with so many projects, department by department, the cover first. They are made as they are
/// asked for.
pub fn files(projects: usize) -> impl Iterator<Item = File> {
    (0..projects.div_ceil(PROJECTS_PER_DEPARTMENT)).flat_map(move |number| {
        let before = number.saturating_mul(PROJECTS_PER_DEPARTMENT);
        let count = projects.saturating_sub(before).min(PROJECTS_PER_DEPARTMENT);
        Department::new(number, count).files()
    })
}

/// The texts of the projects of a corpus, without the covers.
pub fn projects(count: usize) -> impl Iterator<Item = String> {
    files(count).filter(|file| !file.path.ends_with(department::COVER_FILE)).map(|file| file.text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_corpus_is_the_same_every_time_and_begins_with_the_smaller_one() {
        let small: Vec<File> = files(45).collect();
        assert_eq!(small, files(45).collect::<Vec<_>>());
        let large: Vec<File> = files(60).collect();
        assert_eq!(small.get(..42), large.get(..42), "two whole departments of 21 files");
        assert_eq!(small.len(), 3 + 45);
        assert_eq!(projects(45).count(), 45);
    }

    #[test]
    fn a_project_has_about_sixty_lines_and_no_hole() {
        for project in projects(200) {
            assert!(!project.contains('@'), "{project}");
            let lines = project.lines().count();
            assert!((55..=75).contains(&lines), "{lines} lines");
        }
    }
}
