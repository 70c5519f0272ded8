//! A department: a folder with a cover and its projects.

use crate::File;
use crate::project::{Project, YEAR, ten_thousands};
use crate::random::Random;
use crate::template::fill;
use crate::trades::{BUREAUS, DISTRICTS};

/// How many projects a department declares.
pub const PROJECTS_PER_DEPARTMENT: usize = 20;

/// The name of the cover's file.
pub const COVER_FILE: &str = "申报.pmt";

const TEMPLATE: &str = include_str!("cover.pmt.template");

/// A department.
pub struct Department {
    folder: String,
    name: String,
    projects: Vec<Project>,
}

impl Department {
    /// The department with a number, declaring `count` projects.
    pub fn new(number: usize, count: usize) -> Self {
        let district = number.checked_rem(DISTRICTS.len()).and_then(|index| DISTRICTS.get(index));
        let bureau = number
            .checked_div(DISTRICTS.len())
            .and_then(|round| round.checked_rem(BUREAUS.len()))
            .and_then(|index| BUREAUS.get(index));
        let name = format!(
            "示例市{}区{}",
            district.copied().unwrap_or_default(),
            bureau.copied().unwrap_or_default()
        );
        let projects = (0..count)
            .map(|index| {
                let stream = number.saturating_mul(PROJECTS_PER_DEPARTMENT).saturating_add(index);
                Project::new(
                    &mut Random::new(u64::try_from(stream).unwrap_or(u64::MAX)),
                    &name,
                    number,
                    index,
                )
            })
            .collect();
        Self { folder: format!("{:04}-{name}", number.saturating_add(1)), name, projects }
    }

    /// Its files, the cover first.
    pub fn files(self) -> impl Iterator<Item = File> {
        let cover = File { path: format!("{}/{COVER_FILE}", self.folder), text: self.cover() };
        let folder = self.folder;
        let projects = self.projects.into_iter().enumerate().map(move |(index, project)| File {
            path: format!("{folder}/{:02}-{}.pmt", index.saturating_add(1), project.name),
            text: project.text,
        });
        std::iter::once(cover).chain(projects)
    }

    fn cover(&self) -> String {
        let budget = self.projects.iter().map(|project| project.annual).fold(0, u64::saturating_add);
        fill(
            TEMPLATE,
            &[
                ("year", YEAR.to_string()),
                ("unit", self.name.clone()),
                ("count", self.projects.len().to_string()),
                ("budget", ten_thousands(budget)),
            ],
        )
    }
}
