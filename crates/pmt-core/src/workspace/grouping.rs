//! Which file, cover and project belong to which declaration, by folder.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

use rayon::prelude::*;

use super::{File, Workspace};
use crate::config::Settings;
use crate::declaration::{Declaration, Entry, PartDeclaration, PartProject, Resolved};
use crate::edition::Edition;
use crate::finding::{FileId, Finding, Site};
use crate::model::{Cover, Project};

pub(super) fn folder(path: &str) -> &str {
    path.rsplit_once('/').map_or("", |(folder, _)| folder)
}

/// The folders above a folder, the nearest first; the last is `""`.
pub(super) fn above(folder_path: &str) -> impl Iterator<Item = &str> {
    std::iter::successors(Some(folder_path), |here| (!here.is_empty()).then(|| folder(here))).skip(1)
}

/// The number before a file's name, if any: `01-党组织建设.pmt` is 1. Files without one come last.
fn leading_number(path: &str) -> u64 {
    let name = path.rsplit('/').next().unwrap_or(path);
    let digits = name.len().saturating_sub(name.trim_start_matches(|c: char| c.is_ascii_digit()).len());
    name.get(..digits).and_then(|digits| digits.parse().ok()).unwrap_or(u64::MAX)
}

/// A cover's folder with what belongs to it, or a project without a cover.
pub(super) struct Group<'a> {
    place: &'a str,
    files: Vec<FileId>,
    covers: Vec<(FileId, &'a Cover)>,
    projects: Vec<(&'a str, FileId, &'a Project)>,
    whole: bool,
}

/// Every declaration's group, ordered by place, and the files that belong to none.
pub(super) fn groups(files: &[Arc<File>]) -> (Vec<Group<'_>>, Vec<FileId>) {
    let mut by_folder: BTreeMap<&str, Group<'_>> = BTreeMap::new();
    for file in files.iter().filter(|file| !file.model.covers.is_empty()) {
        let place = folder(&file.path);
        let group = by_folder.entry(place).or_insert_with(|| Group::empty(place));
        group.covers.extend(file.model.covers.iter().map(|cover| (file.model.id, cover)));
    }
    let mut homes: HashMap<&str, Option<&str>> = HashMap::new();
    let mut alone = Vec::new();
    let mut strays = Vec::new();
    for file in files {
        let here = folder(&file.path);
        let home = *homes.entry(here).or_insert_with(|| {
            std::iter::once(here).chain(above(here)).find(|folder| by_folder.contains_key(folder))
        });
        let projects = file.model.projects.iter().map(|project| (file.path.as_str(), file.model.id, project));
        if let Some(group) = home.and_then(|home| by_folder.get_mut(home)) {
            group.projects.extend(projects);
            group.files.push(file.model.id);
            group.whole &= !file.doubtful;
        } else if file.model.projects.is_empty() {
            strays.push(file.model.id);
        } else {
            alone.extend(projects.map(|project| Group {
                projects: vec![project],
                files: vec![file.model.id],
                whole: !file.doubtful,
                ..Group::empty(&file.path)
            }));
        }
    }
    let mut all: Vec<Group<'_>> = by_folder.into_values().chain(alone).collect();
    all.sort_by(|a, b| a.place.cmp(b.place));
    all.par_iter_mut().for_each(Group::sort);
    (all, strays)
}

/// The groups that a check of some files takes: those they belong to and the ones above, whose covers count what lies
/// below. With each whether it is itself to be checked, or only to be counted.
pub(super) fn concerned(groups: Vec<Group<'_>>, files: impl Fn(FileId) -> bool) -> Vec<(Group<'_>, bool)> {
    let own: Vec<bool> = groups.iter().map(|group| group.files.iter().any(|id| files(*id))).collect();
    let mut checked: BTreeSet<&str> = BTreeSet::new();
    for (group, _) in groups.iter().zip(&own).filter(|(_, own)| **own) {
        checked.insert(group.place);
        checked.extend(above(group.place));
    }
    // A group is of use to those above it, too.
    let is_below = |group: &Group<'_>| above(group.place).any(|folder| checked.contains(folder));
    let taken = groups.into_iter().zip(own).filter_map(|(group, own)| {
        let checked_itself = own || !group.covers.is_empty() && checked.contains(group.place);
        (checked_itself || !group.covers.is_empty() && is_below(&group)).then_some((group, checked_itself))
    });
    taken.collect()
}

impl<'a> Group<'a> {
    fn empty(place: &'a str) -> Self {
        Self { place, files: Vec::new(), covers: Vec::new(), projects: Vec::new(), whole: true }
    }

    /// By the number before the file's name, then by path, then by place in the file; covers by path and place.
    fn sort(&mut self) {
        self.projects
            .sort_by_cached_key(|(path, _, project)| (leading_number(path), *path, project.span.start));
    }

    /// The fiscal year: the cover's, else that of the first project's dates.
    fn year(&self) -> Option<i32> {
        let cover = self.covers.first();
        cover.and_then(|(_, cover)| cover.year.map(|year| year.value)).or_else(|| {
            let first = self.projects.first()?.2.period?.value;
            first.is_within_a_year().then(|| first.start.map(time::Date::year)).flatten()
        })
    }

    /// The declaration, with the findings of resolving it.
    pub(super) fn resolve(self, settings: &Settings) -> (Declaration<'a>, Vec<Finding>) {
        let cover = self.covers.first().copied();
        let year = self.year();
        let region = cover
            .and_then(|(_, cover)| cover.region.as_ref().map(|region| region.value.clone()))
            .or_else(|| settings.region.clone());
        let edition = Edition::choose(region.as_deref(), year);
        let resolved: Vec<(Entry<'a>, Vec<Finding>)> = self
            .projects
            .into_par_iter()
            .map(|(_, file, project)| {
                let mut found = Vec::new();
                let resolved = Resolved::new(file, project, cover.map(|(_, c)| c), edition, year, &mut found);
                (Entry { file, project, resolved }, found)
            })
            .collect();
        let mut findings = Vec::new();
        let mut projects = Vec::with_capacity(resolved.len());
        for (entry, found) in resolved {
            projects.push(entry);
            findings.extend(found);
        }
        let declaration = Declaration {
            place: self.place,
            files: self.files,
            cover,
            cover_note: None,
            other_covers: self.covers.into_iter().skip(1).collect(),
            projects,
            parts: Vec::new(),
            units: Vec::new(),
            edition,
            region,
            year,
            whole: self.whole,
        };
        (declaration, findings)
    }
}

impl Workspace {
    /// The declarations that a file belongs to, resolved, with what counts toward them. That is one, none where there
    /// is neither cover nor project, and of a file with several projects and no cover each project's.
    pub fn declarations_of(&self, file: FileId, settings: &Settings) -> Vec<Declaration<'_>> {
        let (groups, _) = groups(self.files());
        let concerned = concerned(groups, |id| id == file).into_par_iter();
        let mut declarations: Vec<_> = concerned.map(|(group, _)| group.resolve(settings).0).collect();
        count_parts(&mut declarations);
        declarations.retain(|declaration| declaration.files.contains(&file));
        for declaration in &mut declarations {
            declaration.expand_cover_note(&mut Vec::new());
        }
        declarations
    }

    /// The declaration that a place in a file belongs to: between projects without a cover, that of the first.
    pub fn declaration_of(&self, site: Site, settings: &Settings) -> Option<Declaration<'_>> {
        let mut all = self.declarations_of(site.file, settings);
        belonging(all.iter(), site).map(|index| all.swap_remove(index))
    }

    /// The files of all declarations of the same year as the one that a file belongs to, that file among them.
    pub(crate) fn files_of_its_year(&self, file: FileId) -> Vec<FileId> {
        let (groups, _) = groups(self.files());
        let of: Vec<(Option<i32>, Vec<FileId>)> =
            groups.into_iter().map(|group| (group.year(), group.files)).collect();
        let year = of.iter().find(|(_, files)| files.contains(&file)).and_then(|(year, _)| *year);
        let mut all: Vec<FileId> =
            of.into_iter().filter(|(other, _)| *other == year).flat_map(|(_, files)| files).collect();
        all.push(file);
        all.sort_unstable();
        all.dedup();
        all
    }

    /// The files whose indicators come from a library in a file: those of its year, or of the latest if it belongs to
    /// no declaration, and those of no known year. Older declarations have been handed in as they are.
    pub(crate) fn files_of_its_library(&self, file: FileId) -> Vec<FileId> {
        let (groups, _) = groups(self.files());
        let of: Vec<(Option<i32>, Vec<FileId>)> =
            groups.into_iter().map(|group| (group.year(), group.files)).collect();
        let own = of.iter().find(|(_, files)| files.contains(&file)).and_then(|(year, _)| *year);
        let year = own.or_else(|| of.iter().filter_map(|(year, _)| *year).max());
        let ours = of.into_iter().filter(|(other, _)| other.is_none() || *other == year);
        let mut all: Vec<FileId> = ours.flat_map(|(_, files)| files).chain([file]).collect();
        all.sort_unstable();
        all.dedup();
        all
    }
}

/// Which of the declarations that a file belongs to a place in it belongs to.
pub(crate) fn belonging<'d, 'a: 'd>(
    declarations: impl Iterator<Item = &'d Declaration<'a>>,
    site: Site,
) -> Option<usize> {
    let mut first = None;
    for (index, declaration) in declarations.enumerate() {
        first = first.or(Some(index));
        let mut projects = declaration.projects.iter().filter(|entry| entry.file == site.file);
        if declaration.cover.is_some() || projects.any(|entry| entry.project.span.covers(site.span)) {
            return Some(index);
        }
    }
    first
}

/// Lets the projects of a unit's part count toward the declarations above it: those of the same year, for another
/// unit. Where a cover does not say whose it is, it is no part: too few projects at hand stop a check, too many would
/// be a false error.
pub(super) fn count_parts(declarations: &mut [Declaration<'_>]) {
    let covered: HashMap<&str, usize> = declarations
        .iter()
        .enumerate()
        .filter(|(_, declaration)| declaration.cover.is_some())
        .map(|(index, declaration)| (declaration.place, index))
        .collect();
    let mut gathered: Vec<(usize, Vec<PartProject>, PartDeclaration, bool)> = Vec::new();
    for below in declarations.iter().filter(|declaration| declaration.cover.is_some()) {
        for index in above(below.place).filter_map(|folder| covered.get(folder)) {
            let Some(declaration) = declarations.get(*index) else { continue };
            let of_another_unit = match (declaration.whose(), below.whose()) {
                (Some(one), Some(other)) => one != other,
                _ => false,
            };
            if of_another_unit && declaration.year.is_some() && declaration.year == below.year {
                let parts = below.projects.iter().map(|entry| PartProject {
                    annual: entry.project.annual.amount,
                    site: Site { file: entry.file, span: entry.project.head },
                });
                let unit = PartDeclaration::of(below, declaration.place);
                gathered.push((*index, parts.collect(), unit, below.whole));
            }
        }
    }
    for (index, parts, unit, whole) in gathered {
        if let Some(declaration) = declarations.get_mut(index) {
            declaration.parts.extend(parts);
            declaration.units.push(unit);
            declaration.whole &= whole;
        }
    }
}
