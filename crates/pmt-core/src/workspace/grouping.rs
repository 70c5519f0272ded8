//! Which file, cover and project belong to which declaration, by folder.

use std::collections::{BTreeSet, HashMap, HashSet};

use rayon::prelude::*;

use super::homes::{Home, above, folder};
use super::{File, Workspace};
use crate::amount::sum;
use crate::config::Settings;
use crate::declaration::{Declaration, Entry, PartDeclaration, PartProject, Resolved};
use crate::edition::Edition;
use crate::finding::{FileId, Finding, Site};
use crate::model::{Cover, Project};

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
    /// The projects of units below that count toward it, and their declarations.
    parts: Vec<PartProject>,
    units: Vec<PartDeclaration>,
    whole: bool,
}

/// The groups that a check of some files takes, ordered by place: those they belong to and the ones above, whose covers
/// count what lies below. With them, which of the files belong to none.
pub(super) fn concerned(
    workspace: &Workspace,
    files: impl Fn(FileId) -> bool,
) -> (Vec<Group<'_>>, Vec<FileId>) {
    let homes = workspace.homes();
    let mut checked: BTreeSet<usize> = BTreeSet::new();
    let (mut alone, mut strays) = (Vec::new(), Vec::new());
    for (id, home) in workspace.ids().zip(homes.of_files()).filter(|(id, _)| files(*id)) {
        let Some(file) = workspace.file(id) else { continue };
        match home {
            Some(home) => _ = checked.insert(home),
            None if file.model.projects.is_empty() => strays.push(file.model.id),
            None => alone.extend(file.model.projects.iter().map(|project| Group::alone(file, project))),
        }
    }
    let with_above: Vec<usize> = checked.iter().flat_map(|home| homes.above(*home)).collect();
    checked.extend(with_above);
    let counted = homes.below(&checked);
    let all: Vec<&Home> = checked.iter().chain(&counted).filter_map(|home| homes.get(*home)).collect();
    let mut groups: Vec<Group<'_>> = all.into_par_iter().map(|home| Group::of(workspace, home)).collect();
    count_parts(&mut groups);
    let is_counted: HashSet<&str> =
        counted.iter().filter_map(|home| Some(homes.get(*home)?.folder.as_str())).collect();
    groups.retain(|group| !is_counted.contains(group.place));
    groups.extend(alone);
    groups.sort_by(|a, b| a.place.cmp(b.place));
    (groups, strays)
}

impl<'a> Group<'a> {
    /// What belongs to the covers in a folder: projects by the number before their file's name, then by path, then by
    /// place in the file; covers by path and place.
    fn of(workspace: &'a Workspace, home: &'a Home) -> Self {
        let files = || home.files.iter().filter_map(|id| workspace.file(*id));
        let covers = files().filter(|file| folder(&file.path) == home.folder);
        let covers = covers.flat_map(|file| file.model.covers.iter().map(|cover| (file.model.id, cover)));
        let projects = files().flat_map(|file| {
            file.model.projects.iter().map(|project| (file.path.as_str(), file.model.id, project))
        });
        let mut projects: Vec<_> = projects.collect();
        projects.sort_by_cached_key(|(path, _, project)| (leading_number(path), *path, project.span.start));
        Self {
            place: &home.folder,
            files: home.files.clone(),
            covers: covers.collect(),
            projects,
            parts: Vec::new(),
            units: Vec::new(),
            whole: files().all(|file| !file.doubtful),
        }
    }

    /// A project without a cover.
    fn alone(file: &'a File, project: &'a Project) -> Self {
        Self {
            place: &file.path,
            files: vec![file.model.id],
            covers: Vec::new(),
            projects: vec![(&file.path, file.model.id, project)],
            parts: Vec::new(),
            units: Vec::new(),
            whole: !file.doubtful,
        }
    }

    /// Whose declaration it is: the cover's unit, else its department.
    fn whose(&self) -> Option<&'a str> {
        self.covers.first().and_then(|(_, cover)| cover.whose())
    }

    /// The projects as the declaration above needs them.
    fn parts(&self) -> impl Iterator<Item = PartProject> {
        self.projects.iter().map(|(_, file, project)| PartProject {
            annual: project.annual.amount,
            site: Site { file: *file, span: project.head },
        })
    }

    /// The declaration as the one in the folder `above` sees it.
    fn unit(&self, above: &str) -> PartDeclaration {
        let place = self.place.strip_prefix(above).unwrap_or(self.place);
        let annual = self.projects.iter().map(|(.., project)| Some(project.annual.amount?.yuan));
        let cover = self.covers.first().map(|(_, cover)| *cover);
        let of_first = || self.projects.first().and_then(|(.., project)| project.department.as_ref());
        let department = cover.and_then(|cover| cover.department.as_ref()).or_else(of_first);
        PartDeclaration {
            place: place.trim_start_matches('/').to_owned(),
            department: department.map(|name| name.value.clone()),
            unit: cover.and_then(Cover::own_or_only_unit).map(str::to_owned),
            year: self.year(),
            projects: self.projects.len(),
            annual: annual.collect::<Option<Vec<_>>>().and_then(sum),
        }
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
            parts: self.parts,
            units: self.units,
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
        let groups = concerned(self, |id| id == file).0.into_par_iter();
        let mut declarations: Vec<_> = groups.map(|group| group.resolve(settings).0).collect();
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

    /// The files of each declaration, and its year.
    fn files_by_year(&self) -> Vec<(Option<i32>, Vec<FileId>)> {
        let (groups, _) = concerned(self, |_| true);
        groups.into_iter().map(|group| (group.year(), group.files)).collect()
    }

    /// The files of all declarations of the same year as the one that a file belongs to, that file among them.
    pub(crate) fn files_of_its_year(&self, file: FileId) -> Vec<FileId> {
        let of = self.files_by_year();
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
        let of = self.files_by_year();
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
fn count_parts(groups: &mut [Group<'_>]) {
    groups.sort_by(|a, b| a.place.cmp(b.place));
    let covered: HashMap<&str, usize> =
        groups.iter().enumerate().map(|(index, group)| (group.place, index)).collect();
    let mut gathered: Vec<(usize, Vec<PartProject>, PartDeclaration, bool)> = Vec::new();
    for below in groups.iter() {
        for index in above(below.place).filter_map(|folder| covered.get(folder)) {
            let Some(group) = groups.get(*index) else { continue };
            let of_another_unit = match (group.whose(), below.whose()) {
                (Some(one), Some(other)) => one != other,
                _ => false,
            };
            if of_another_unit && group.year().is_some() && group.year() == below.year() {
                gathered.push((*index, below.parts().collect(), below.unit(group.place), below.whole));
            }
        }
    }
    for (index, parts, unit, whole) in gathered {
        if let Some(group) = groups.get_mut(index) {
            group.parts.extend(parts);
            group.units.push(unit);
            group.whole &= whole;
        }
    }
}
