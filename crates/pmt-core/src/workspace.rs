//! The files at hand as declarations: which project belongs to which cover, by folder, and the checks over all of it.
//!
//! Paths are plain strings with `/` between their parts; nothing here reads a disk.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use pmt_syntax::{LineIndex, SyntaxErrorKind, parse};
use rayon::prelude::*;

use crate::config::Settings;
use crate::declaration::{Declaration, Entry, PartProject, Resolved};
use crate::edition::Edition;
use crate::finding::{FileId, Finding, Site};
use crate::lower::lower;
use crate::model::{Cover, FileModel, Project};
use crate::rules::{self, Check, DeclarationCx, Outcome, Report, Rule};

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
}

impl File {
    /// Analyses one file.
    pub fn new(id: FileId, source: SourceFile) -> Self {
        let parsed = parse(Arc::clone(&source.text));
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
        let model = lower(id, &parsed);
        Self { path: source.path, text: source.text, model, doubtful }
    }

    /// The index of its lines, made on demand.
    pub fn line_index(&self) -> LineIndex {
        LineIndex::new(&self.text)
    }
}

/// How a rule fared over everything that was checked.
#[derive(Clone, Debug)]
pub struct RuleReport {
    /// The rule.
    pub rule: &'static Rule,
    /// How often it looked at something.
    pub ran: usize,
    /// Why it could not run, each reason once.
    pub could_not_run: Vec<crate::text::Message>,
}

/// The files at hand.
#[derive(Debug, Default)]
pub struct Workspace {
    files: Vec<File>,
}

fn folder(path: &str) -> &str {
    path.rsplit_once('/').map_or("", |(folder, _)| folder)
}

/// The number before a file's name, if any: `01-党组织建设.pmt` is 1.
fn leading_number(path: &str) -> u64 {
    let name = path.rsplit('/').next().unwrap_or(path);
    let digits: String = name.chars().take_while(char::is_ascii_digit).collect();
    digits.parse().unwrap_or(u64::MAX)
}

impl Workspace {
    /// Analyses files, each alone, in parallel.
    pub fn new(sources: Vec<SourceFile>) -> Self {
        let files = sources
            .into_par_iter()
            .enumerate()
            .map(|(index, source)| File::new(FileId(u32::try_from(index).unwrap_or(u32::MAX)), source))
            .collect();
        Self { files }
    }

    /// The files, in the order they were given.
    pub fn files(&self) -> &[File] {
        &self.files
    }

    /// One file.
    pub fn file(&self, id: FileId) -> Option<&File> {
        self.files.get(id.0 as usize)
    }

    /// The declarations, ordered by place; findings of resolving them are added to `findings`.
    pub fn declarations<'a>(
        &'a self,
        settings: &Settings,
        findings: &mut Vec<Finding>,
    ) -> Vec<Declaration<'a>> {
        let mut groups = Groups::new(&self.files);
        groups.attach_projects(&self.files);
        let made: Vec<(Declaration<'a>, Vec<Finding>)> =
            groups.into_sorted().into_par_iter().map(|group| group.resolve(settings)).collect();
        let mut declarations = Vec::with_capacity(made.len());
        for (declaration, found) in made {
            declarations.push(declaration);
            findings.extend(found);
        }
        count_parts(&mut declarations);
        declarations
    }

    /// Everything there is to find, in order of file and place.
    pub fn check(&self, settings: &Settings) -> (Vec<Finding>, Vec<RuleReport>) {
        let mut findings: Vec<Finding> =
            self.files.iter().flat_map(|file| file.model.findings.iter().cloned()).collect();
        let declarations = self.declarations(settings, &mut findings);
        let reports = check_declarations(&declarations, settings, &mut findings);
        findings.sort_by_key(Finding::order);
        (findings, reports)
    }
}

/// Runs every rule over declarations; severities are the settings'.
pub fn check_declarations(
    declarations: &[Declaration<'_>],
    settings: &Settings,
    findings: &mut Vec<Finding>,
) -> Vec<RuleReport> {
    let active: Vec<&'static Rule> =
        rules::all().filter(|rule| settings.severity_of(rule).is_some()).collect();
    let runs: Vec<(Vec<Finding>, Vec<Outcome>)> = declarations
        .par_iter()
        .map(|declaration| {
            let mut found = Vec::new();
            let outcomes = active.iter().map(|rule| run(rule, declaration, settings, &mut found)).collect();
            (found, outcomes)
        })
        .collect();
    let mut reports: Vec<RuleReport> =
        active.iter().map(|rule| RuleReport { rule, ran: 0, could_not_run: Vec::new() }).collect();
    for (found, outcomes) in runs {
        findings.extend(found);
        for (report, outcome) in reports.iter_mut().zip(outcomes) {
            match outcome {
                Outcome::Ran => report.ran = report.ran.saturating_add(1),
                Outcome::CouldNotRun(why) if !report.could_not_run.contains(&why) => {
                    report.could_not_run.push(why);
                }
                Outcome::CouldNotRun(_) | Outcome::NotApplicable => {}
            }
        }
    }
    reports
}

fn run(
    rule: &'static Rule,
    declaration: &Declaration<'_>,
    settings: &Settings,
    found: &mut Vec<Finding>,
) -> Outcome {
    let from = found.len();
    let mut report = Report::new(rule, found);
    let outcome = match rule.check {
        Check::WhileReading => Outcome::Ran,
        Check::Declaration(check) => check(&DeclarationCx { declaration, settings }, &mut report),
        Check::Project(check) => declaration
            .contexts(settings)
            .map(|cx| check(&cx, &mut report))
            .reduce(|all, one| if all == Outcome::NotApplicable { one } else { all })
            .unwrap_or(Outcome::NotApplicable),
    };
    if let Some(severity) = settings.severity_of(rule).filter(|severity| *severity != rule.severity) {
        // Rules of two severities keep the distance between them; a configured one replaces both.
        for finding in found.iter_mut().skip(from) {
            finding.severity = severity;
        }
    }
    outcome
}

/// A cover's folder with what belongs to it, or a project without a cover.
struct Group<'a> {
    place: &'a str,
    covers: Vec<(FileId, &'a Cover)>,
    projects: Vec<(&'a str, FileId, &'a Project)>,
    whole: bool,
}

struct Groups<'a> {
    by_folder: BTreeMap<&'a str, Group<'a>>,
    alone: Vec<Group<'a>>,
}

impl<'a> Groups<'a> {
    fn new(files: &'a [File]) -> Self {
        let mut by_folder: BTreeMap<&str, Group<'_>> = BTreeMap::new();
        for file in files {
            let place = folder(&file.path);
            for cover in &file.model.covers {
                by_folder
                    .entry(place)
                    .or_insert_with(|| Group { place, covers: Vec::new(), projects: Vec::new(), whole: true })
                    .covers
                    .push((file.model.id, cover));
            }
        }
        Self { by_folder, alone: Vec::new() }
    }

    /// The folder with a cover that is nearest above a path.
    fn home(&self, path: &str) -> Option<&'a str> {
        let mut here = folder(path);
        loop {
            if let Some((place, _)) = self.by_folder.get_key_value(here) {
                return Some(place);
            }
            if here.is_empty() {
                return None;
            }
            here = folder(here);
        }
    }

    fn attach_projects(&mut self, files: &'a [File]) {
        let mut homes: HashMap<&str, Option<&'a str>> = HashMap::new();
        for file in files {
            let home = *homes.entry(folder(&file.path)).or_insert_with(|| self.home(&file.path));
            let projects =
                file.model.projects.iter().map(|project| (file.path.as_str(), file.model.id, project));
            match home.and_then(|home| self.by_folder.get_mut(home)) {
                Some(group) => {
                    group.projects.extend(projects);
                    group.whole &= !file.doubtful;
                }
                None => self.alone.extend(projects.map(|project| Group {
                    place: &file.path,
                    covers: Vec::new(),
                    projects: vec![project],
                    whole: !file.doubtful,
                })),
            }
        }
    }

    fn into_sorted(self) -> Vec<Group<'a>> {
        let mut all: Vec<Group<'a>> = self.by_folder.into_values().chain(self.alone).collect();
        all.sort_by(|a, b| a.place.cmp(b.place));
        for group in &mut all {
            group.projects.sort_by(|(a_path, _, a), (b_path, _, b)| {
                (leading_number(a_path), *a_path, a.span.start).cmp(&(
                    leading_number(b_path),
                    *b_path,
                    b.span.start,
                ))
            });
        }
        all
    }
}

impl<'a> Group<'a> {
    fn resolve(self, settings: &Settings) -> (Declaration<'a>, Vec<Finding>) {
        let cover = self.covers.first().copied();
        let year = cover.and_then(|(_, cover)| cover.year.map(|year| year.value)).or_else(|| {
            let first = self.projects.first()?.2.period?.value;
            first.is_within_a_year().then(|| first.start.map(time::Date::year)).flatten()
        });
        let region = cover
            .and_then(|(_, cover)| cover.region.as_ref().map(|region| region.value.clone()))
            .or_else(|| settings.region.clone());
        let edition = Edition::choose(region.as_deref(), year);
        let mut findings = Vec::new();
        let resolved: Vec<(Entry<'a>, Vec<Finding>)> = self
            .projects
            .into_par_iter()
            .map(|(_, file, project)| {
                let mut found = Vec::new();
                let resolved = Resolved::new(file, project, cover.map(|(_, c)| c), edition, &mut found);
                (Entry { file, project, resolved }, found)
            })
            .collect();
        let mut projects = Vec::with_capacity(resolved.len());
        for (entry, found) in resolved {
            projects.push(entry);
            findings.extend(found);
        }
        let declaration = Declaration {
            place: self.place,
            cover,
            other_covers: self.covers.into_iter().skip(1).collect(),
            projects,
            parts: Vec::new(),
            edition,
            region,
            year,
            whole: self.whole,
        };
        (declaration, findings)
    }
}

/// Lets the projects of a unit's part count toward the declarations above it of the same year.
fn count_parts(declarations: &mut [Declaration<'_>]) {
    let places: Vec<(String, Option<i32>, bool)> = declarations
        .iter()
        .map(|declaration| (declaration.place.to_owned(), declaration.year, declaration.cover.is_some()))
        .collect();
    let mut gathered: Vec<(usize, Vec<PartProject>, bool)> = Vec::new();
    for (index, declaration) in declarations.iter().enumerate() {
        if declaration.cover.is_none() {
            continue;
        }
        for (above, (place, year, has_cover)) in places.iter().enumerate() {
            let below = place.is_empty() || declaration.place.starts_with(&format!("{place}/"));
            if above != index
                && *has_cover
                && below
                && *year == declaration.year
                && place != declaration.place
            {
                let parts = declaration.projects.iter().map(|entry| PartProject {
                    annual: entry.project.annual.amount,
                    site: Site { file: entry.file, span: entry.project.head },
                });
                gathered.push((above, parts.collect(), declaration.whole));
            }
        }
    }
    for (above, parts, whole) in gathered {
        if let Some(declaration) = declarations.get_mut(above) {
            declaration.parts.extend(parts);
            declaration.whole &= whole;
        }
    }
}
