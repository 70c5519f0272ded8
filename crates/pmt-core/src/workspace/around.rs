//! What lies around a file, without checking anything: the cover it stands under, and the names that other files use.

use std::sync::Arc;

use super::homes::{above, folder};
use super::{File, Workspace};
use crate::config::Settings;
use crate::declaration::{Referable, Resolved};
use crate::edition::{Edition, Level2};
use crate::expand;
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
        let others = self.files().iter().filter(|file| file.model.id != id);
        let (mut near, far): (Vec<_>, Vec<_>) = others.partition(|file| folder(&file.path) == here);
        near.splice(0..0, self.files().get(id.0 as usize));
        near.extend(far);
        near
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

    /// Everything that the cover's own text can refer to.
    pub fn referable(&self, file: FileId) -> Vec<Referable> {
        let counted = expand::Counted::declared(self.cover);
        expand::referable(expand::Scope {
            file,
            project: None,
            cover: self.cover,
            counted,
            edition: self.edition,
        })
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::workspace::SourceFile;

    fn workspace(files: &[(&str, &str)]) -> Workspace {
        let source =
            |(path, text): &(&str, &str)| SourceFile { path: (*path).to_owned(), text: (*text).into() };
        Workspace::new(files.iter().map(source).collect())
    }

    #[test]
    fn what_lies_around_is_what_the_analysis_finds() {
        let files = [
            ("申报.pmt", "申报 2021 { 版式: 上海 }"),
            ("区/申报.pmt", "申报 2023 { 版式: 上海 }"),
            ("区/科/01.pmt", "项目 \"a\" { }"),
            ("02.pmt", "项目 \"b\" { 实施周期: 2024-01 至 2024-12 }"),
        ];
        for count in [files.len(), 1] {
            let workspace = workspace(files.get(files.len().saturating_sub(count)..).unwrap());
            let settings = Settings { region: Some("中央".to_owned()), ..Settings::default() };
            for one in workspace.analyse(&settings).declarations {
                for entry in &one.declaration.projects {
                    let around = workspace.around(entry.file, Some(entry.project), &settings);
                    assert_eq!(
                        (around.edition, around.year),
                        (one.declaration.edition, one.declaration.year)
                    );
                }
            }
        }
    }

    #[test]
    fn everything_that_can_be_referred_to_is_found_with_what_it_stands_for() {
        let text = "申报 2022 { 版式: 上海; 主管部门: \"甲局\" }\n项目 \"a\" {\n  实施方案 { 任务 \"乙、丙\": 3万元 { 测算 { 丁: 3万元 } } }\n  年度资金申请总额: 3万元\n  绩效目标 \"\"\"${任务.\"乙、丙\"}\"\"\"\n}\n";
        let workspace = workspace(&[("a.pmt", text)]);
        let file = workspace.files().first().unwrap();
        let project = file.model.projects.first().unwrap();
        let around = workspace.around(file.model.id, Some(project), &Settings::default());
        let resolved = around.resolve(file.model.id, project);
        let all = resolved.referable(file.model.id, project, around.cover, around.edition);
        let value = |source: &str| all.iter().find(|one| one.source == source).map(|one| one.value.as_str());
        assert_eq!(value("任务.\"乙、丙\""), Some("3万元"));
        assert_eq!(value("任务.\"乙、丙\".\"丁\""), Some("3万元"));
        assert_eq!(value("绩效目标"), Some("3万元"));
        assert_eq!(value("申报.主管部门"), Some("甲局"));
        // Each of them resolves when it is written.
        for one in &all {
            let more = text.replace(
                "绩效目标 \"\"\"",
                &format!("项目概述 \"\"\"${{{}}}\"\"\"\n  绩效目标 \"\"\"", one.source),
            );
            let again = Workspace::new(vec![SourceFile { path: "a.pmt".to_owned(), text: more.into() }]);
            let found = again.check(&Settings::default()).0;
            let unknown = found.iter().find(|finding| finding.rule.code.starts_with("REF"));
            assert!(unknown.is_none(), "{}: {:?}", one.source, unknown.map(|finding| &finding.message.zh));
        }
    }
}
