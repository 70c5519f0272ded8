//! What lies around a file, without checking anything: the cover it stands under, and the names that other files use.

use std::sync::Arc;

use super::grouping::{above, folder};
use super::{File, Workspace};
use crate::config::Settings;
use crate::declaration::Resolved;
use crate::edition::{Edition, Level2};
use crate::finding::FileId;
use crate::model::{Cover, Document, Indicator, Project};

/// What a file's declaration gives to what stands in it.
#[derive(Clone, Debug)]
pub struct Around<'a> {
    /// The cover it stands under.
    pub cover: Option<&'a Cover>,
    /// The fiscal year.
    pub year: Option<i32>,
    /// The edition of the form.
    pub edition: Edition,
}

impl Workspace {
    /// What lies around a project of a file, or around the file if no project is given.
    pub fn around(&self, id: FileId, project: Option<&Project>, settings: &Settings) -> Around<'_> {
        let here = self.file(id).map_or("", |file| folder(&file.path));
        let homes: Vec<&str> = std::iter::once(here).chain(above(here)).collect();
        let covers = self.files().iter().filter(|file| !file.model.covers.is_empty());
        let nearest = covers
            .filter_map(|file| {
                let home = folder(&file.path);
                Some((homes.iter().position(|folder| *folder == home)?, file))
            })
            .min_by_key(|(distance, _)| *distance);
        let cover = nearest.and_then(|(_, file)| file.model.covers.first());
        let of_project = || {
            let period = project?.period?.value;
            period.is_within_a_year().then(|| period.start.map(time::Date::year)).flatten()
        };
        let year = match cover.and_then(|cover| cover.year) {
            Some(year) => Some(year.value),
            None => of_project(),
        };
        let region = cover.and_then(|cover| cover.region.as_ref()).map(|region| region.value.as_str());
        let edition = Edition::choose(region.or(settings.region.as_deref()), year);
        Around { cover, year, edition }
    }

    /// The files, those nearest to one of them first: itself, its folder, the others in their order.
    pub fn nearest_first(&self, id: FileId) -> Vec<&Arc<File>> {
        let here = self.file(id).map_or("", |file| folder(&file.path));
        let mut files: Vec<&Arc<File>> = self.files().iter().collect();
        files.sort_by_key(|file| (file.model.id != id, folder(&file.path) != here));
        files
    }

    /// The fiscal years of the covers at hand.
    pub fn years(&self) -> impl Iterator<Item = i32> {
        self.files().iter().flat_map(|file| &file.model.covers).filter_map(|cover| Some(cover.year?.value))
    }
}

impl Around<'_> {
    /// A project with what it takes from here.
    pub fn resolve(&self, file: FileId, project: &Project) -> Resolved {
        Resolved::new(file, project, self.cover, self.edition, self.year, &mut Vec::new())
    }
}

impl File {
    /// The documents that its projects rest on.
    pub fn documents(&self) -> impl Iterator<Item = &Document> {
        let bases = self.model.projects.iter().filter_map(|project| project.basis.as_ref());
        bases.flat_map(|basis| &basis.documents).filter(|document| document.is_title)
    }

    /// The departments and units that it names.
    pub fn organisations(&self) -> impl Iterator<Item = &str> {
        let covers = self.model.covers.iter().flat_map(|cover| [&cover.department, &cover.unit]);
        let projects = self.model.projects.iter().flat_map(|project| [&project.department, &project.unit]);
        covers.chain(projects).flatten().map(|name| name.value.as_str())
    }

    /// The bodies that its projects declare, and the owners of their tasks.
    pub fn bodies(&self) -> impl Iterator<Item = &str> {
        self.model.projects.iter().flat_map(|project| {
            let bodies = project.declared_bodies().iter().map(|body| &body.name);
            let owners = project.tasks().iter().flat_map(|task| &task.owners);
            bodies.chain(owners).map(|name| name.value.as_str())
        })
    }

    /// Its indicators, those under a level 2 only if one is given.
    pub fn indicators(&self, level2: Option<Level2>) -> impl Iterator<Item = &Indicator> {
        let all = self.model.projects.iter().flat_map(|project| &project.indicators);
        all.filter(move |indicator| level2.is_none() || indicator.level2 == level2)
    }
}
