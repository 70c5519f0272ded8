//! Running the rules over declarations, each finding kept with the declaration it belongs to, at the severity that the
//! configuration gives it in its file, less what its author silenced.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use pmt_syntax::Span;
use rayon::prelude::*;

use super::Workspace;
use super::grouping::{belonging, concerned};
use super::memory::{Kept, Memory};
use crate::config::{FileSeverities, Settings, Severities};
use crate::declaration::Declaration;
use crate::finding::{FileId, Finding, Site};
use crate::model::Distance;
use crate::rules::{self, Check, DeclarationCx, Outcome, ProjectCx, Report, Rule};
use crate::suppression::{Silenced, Silencer};
use crate::text::Message;

/// How a rule fared over everything that was checked.
#[derive(Clone, Debug)]
pub struct RuleReport {
    /// The rule.
    pub rule: &'static Rule,
    /// How many projects or declarations it looked at.
    pub ran: usize,
    /// Why it could not run, each reason once.
    pub could_not_run: Vec<Message>,
}

/// A declaration with everything found in it.
#[derive(Debug)]
pub struct Checked<'a> {
    /// The declaration.
    pub declaration: Declaration<'a>,
    /// What was found in it, in order of file and place.
    pub findings: Vec<Finding>,
    /// What was found and silenced, in the same order.
    pub silenced: Vec<Silenced>,
}

/// Everything there is to say of a workspace, whichever declaration it concerns.
#[derive(Clone, Debug)]
pub struct Examined {
    /// What was found, in order of file and place.
    pub findings: Vec<Finding>,
    /// What was found and silenced, in the same order.
    pub silenced: Vec<Silenced>,
    /// How each active rule fared.
    pub rules: Vec<RuleReport>,
}

/// Everything there is to say of a workspace.
#[derive(Debug)]
pub struct Analysis<'a> {
    /// The declarations, in the order of their places.
    pub declarations: Vec<Checked<'a>>,
    /// What was found in files that belong to no declaration.
    pub stray_findings: Vec<Finding>,
    /// How each active rule fared.
    pub rules: Vec<RuleReport>,
}

impl From<Analysis<'_>> for Examined {
    fn from(analysis: Analysis<'_>) -> Self {
        let Analysis { declarations, stray_findings, rules } = analysis;
        let mut findings = stray_findings;
        let mut silenced = Vec::new();
        for one in declarations {
            findings.extend(one.findings);
            silenced.extend(one.silenced);
        }
        findings.sort_by_key(Finding::order);
        silenced.sort_by_key(|one| one.finding.order());
        Self { findings, silenced, rules }
    }
}

impl Workspace {
    /// Groups the files into declarations and checks each.
    pub fn analyse(&self, settings: &Settings) -> Analysis<'_> {
        self.analyse_of(settings, |_| true)
    }

    /// Checks the declarations that some of the files belong to, and those above them whose covers count them: what
    /// may be found otherwise once these files change. Of files in no declaration only these are looked at.
    pub fn analyse_of(&self, settings: &Settings, files: impl Fn(FileId) -> bool) -> Analysis<'_> {
        self.analyse_with(settings, None, files)
    }

    /// The same, where projects that are as they were when they were last checked with the same memory are not checked
    /// again. The memory is then of what was checked now.
    pub fn analyse_again(
        &self,
        settings: &Settings,
        memory: &Memory,
        files: impl Fn(FileId) -> bool,
    ) -> Analysis<'_> {
        memory.begin(settings);
        let analysis = self.analyse_with(settings, Some(memory), &files);
        self.ids()
            .filter(|id| files(*id))
            .filter_map(|id| self.file(id))
            .for_each(|file| memory.forget_gone(file));
        analysis
    }

    fn analyse_with(
        &self,
        settings: &Settings,
        memory: Option<&Memory>,
        files: impl Fn(FileId) -> bool,
    ) -> Analysis<'_> {
        let (groups, strays) = concerned(self, files);
        let resolved: Vec<_> = groups.into_par_iter().map(|group| group.resolve(settings)).collect();
        let (declarations, found): (Vec<_>, Vec<_>) = resolved.into_iter().unzip();
        let severities = Severities::new(settings);
        let active: Vec<&'static Rule> = rules::all().filter(|rule| severities.is_on(rule)).collect();
        let checked: Vec<(Checked<'_>, Vec<Tally>)> = declarations
            .into_par_iter()
            .zip(found)
            .map(|(mut declaration, mut findings)| {
                declaration.expand_cover_note(&mut findings);
                let tallies = check(&declaration, &active, settings, memory, &mut findings);
                // What the rules read in the prose is of no use after them, and large beside the texts.
                for entry in &mut declaration.projects {
                    entry.resolved.scans = crate::prose::Scans::default();
                }
                (Checked { declaration, findings, silenced: Vec::new() }, tallies)
            })
            .collect();
        let mut tallies: Vec<Tally> = vec![Tally::default(); active.len()];
        let mut declarations = Vec::with_capacity(checked.len());
        let mut unsure = Vec::with_capacity(checked.len());
        for (one, of_one) in checked {
            declarations.push(one);
            unsure.push(could_not_run(&active, &of_one));
            merge(&mut tallies, of_one);
        }
        hand_out(&mut declarations, |id| self.findings_of(id));
        let mut stray_findings: Vec<Finding> =
            strays.iter().flat_map(|id| self.findings_of(*id)).cloned().collect();
        let found = declarations.iter().flat_map(|one| &one.findings).chain(&stray_findings);
        let levels = self.severities(&severities, found);
        for one in &mut declarations {
            weigh(&mut one.findings, &levels);
        }
        weigh(&mut stray_findings, &levels);
        self.silence(&mut declarations, &unsure, &mut stray_findings, &strays, &severities);
        for one in &mut declarations {
            one.findings.sort_by_key(Finding::order);
            one.silenced.sort_by_key(|silenced| silenced.finding.order());
        }
        let rules = active
            .into_iter()
            .zip(tallies)
            .map(|(rule, tally)| RuleReport { rule, ran: tally.ran, could_not_run: tally.could_not_run })
            .collect();
        Analysis { declarations, stray_findings, rules }
    }

    /// Checks the declaration that a place in a file belongs to, as [`declaration_of`](Self::declaration_of) finds it.
    pub fn check_of(&self, site: Site, settings: &Settings) -> Option<Checked<'_>> {
        let mut all = self.analyse_of(settings, |id| id == site.file).declarations;
        all.retain(|one| one.declaration.files.contains(&site.file));
        let here = belonging(all.iter().map(|one| &one.declaration), site)?;
        (here < all.len()).then(|| all.swap_remove(here))
    }

    /// The severities in each file in which something was found; nothing where all is as the rules say.
    fn severities<'s, 'f>(
        &self,
        severities: &Severities<'s>,
        found: impl Iterator<Item = &'f Finding>,
    ) -> HashMap<FileId, FileSeverities<'s>> {
        if severities.is_default() {
            return HashMap::new();
        }
        let files: HashSet<FileId> = found.map(|finding| finding.site.file).collect();
        let files = files.into_par_iter();
        files.filter_map(|file| Some((file, self.severities_of(file, severities)?))).collect()
    }

    /// The severities in one file.
    pub(crate) fn severities_of<'s>(
        &self,
        file: FileId,
        severities: &Severities<'s>,
    ) -> Option<FileSeverities<'s>> {
        self.file(file).map(|file| severities.of_file(&self.path_from_config(file)))
    }

    /// Takes out what is silenced, and says which suppressions do nothing.
    fn silence(
        &self,
        declarations: &mut [Checked<'_>],
        unsure: &[HashSet<&'static str>],
        stray_findings: &mut Vec<Finding>,
        strays: &[FileId],
        severities: &Severities<'_>,
    ) {
        let of_declarations = declarations.iter().flat_map(|one| &one.declaration.files);
        let mut with_comments: Vec<FileId> = of_declarations
            .chain(strays)
            .copied()
            .filter(|id| self.file(*id).is_some_and(|file| !file.suppressions.is_empty()))
            .collect();
        // Of a file with several projects and no cover, each project is a declaration.
        with_comments.sort_unstable();
        with_comments.dedup();
        if with_comments.is_empty() {
            return;
        }
        let mut silencer = Silencer::new(self);
        let mut unsure_in: HashMap<FileId, HashSet<&'static str>> = HashMap::new();
        for (one, codes) in declarations.iter_mut().zip(unsure) {
            one.silenced = silencer.silence(&mut one.findings);
            for file in one.declaration.files.iter().filter(|_| !codes.is_empty()) {
                unsure_in.entry(*file).or_default().extend(codes);
            }
        }
        let mut about: HashMap<FileId, Vec<Finding>> = HashMap::new();
        for id in with_comments {
            let Some(levels) = self.severities_of(id, severities) else { continue };
            let is_read = !self.findings_of(id).iter().any(|finding| finding.rule.is_language());
            let is_sure = |rule: &Rule| {
                is_read
                    && !strays.contains(&id)
                    && levels.of(rule).is_some()
                    && !unsure_in.get(&id).is_some_and(|codes| codes.contains(rule.code))
            };
            let mut findings = silencer.findings(id, is_sure);
            weigh_by(&mut findings, |_| Some(&levels));
            about.insert(id, findings);
        }
        let of = |id: FileId| about.get(&id).map_or(&[][..], Vec::as_slice);
        hand_out(declarations, of);
        stray_findings.extend(strays.iter().flat_map(|id| of(*id)).cloned());
    }

    fn findings_of(&self, id: FileId) -> &[Finding] {
        self.file(id).map_or(&[], |file| &file.model.findings)
    }
}

/// Gives what was found while reading each file to the declaration that the file belongs to. Of a file with
/// several projects and no cover, each project's declaration gets its own, the first one the rest.
fn hand_out<'f>(declarations: &mut [Checked<'_>], of: impl Fn(FileId) -> &'f [Finding]) {
    let mut alone: HashMap<FileId, Vec<(Span, usize)>> = HashMap::new();
    for (index, one) in declarations.iter_mut().enumerate() {
        if one.declaration.cover.is_some() {
            for id in &one.declaration.files {
                one.findings.extend(of(*id).iter().cloned());
            }
        } else if let Some(entry) = one.declaration.projects.first() {
            alone.entry(entry.file).or_default().push((entry.project.span, index));
        }
    }
    for (file, mut projects) in alone {
        projects.sort_unstable_by_key(|(span, _)| span.start);
        for finding in of(file) {
            let at = finding.site.span;
            let after = projects.partition_point(|(span, _)| span.start <= at.start);
            let around = after.checked_sub(1).and_then(|index| projects.get(index));
            let owner = around.filter(|(span, _)| span.covers(at)).or(projects.first());
            if let Some(one) = owner.and_then(|(_, index)| declarations.get_mut(*index)) {
                one.findings.push(finding.clone());
            }
        }
    }
}

#[derive(Clone, Default)]
struct Tally {
    ran: usize,
    could_not_run: Vec<Message>,
}

impl Tally {
    fn add(&mut self, outcome: Outcome) {
        match outcome {
            Outcome::Ran => self.ran = self.ran.saturating_add(1),
            Outcome::NotApplicable => {}
            Outcome::CouldNotRun(why) => {
                if !self.could_not_run.contains(&why) {
                    self.could_not_run.push(why);
                }
            }
        }
    }
}

/// The codes of the rules that could not run somewhere.
fn could_not_run(active: &[&'static Rule], tallies: &[Tally]) -> HashSet<&'static str> {
    let unsure = active.iter().zip(tallies).filter(|(_, tally)| !tally.could_not_run.is_empty());
    unsure.map(|(rule, _)| rule.code).collect()
}

/// Gives findings the severity that their rules have in their files, and drops those of rules that are off there.
fn weigh(findings: &mut Vec<Finding>, levels: &HashMap<FileId, FileSeverities<'_>>) {
    if !levels.is_empty() {
        weigh_by(findings, |id| levels.get(&id));
    }
}

fn weigh_by<'l, 's: 'l>(
    findings: &mut Vec<Finding>,
    levels: impl Fn(FileId) -> Option<&'l FileSeverities<'s>>,
) {
    findings.retain_mut(|finding| {
        let severity =
            levels(finding.site.file).map_or(Some(finding.severity), |level| level.of(finding.rule));
        finding.severity = severity.unwrap_or(finding.severity);
        severity.is_some()
    });
}

fn merge(into: &mut [Tally], from: Vec<Tally>) {
    for (all, one) in into.iter_mut().zip(from) {
        all.ran = all.ran.saturating_add(one.ran);
        for why in one.could_not_run {
            all.add(Outcome::CouldNotRun(why));
        }
    }
}

/// What the rules on a project found in one.
#[derive(Clone, Debug, Default)]
pub(super) struct OfProject {
    /// In the order of the rules.
    pub(super) findings: Vec<Finding>,
    /// Which of the active rules looked at it.
    ran: Vec<bool>,
    /// Which could not, and why.
    could_not_run: Vec<(usize, Message)>,
}

impl OfProject {
    /// Runs the rules.
    fn find(cx: &ProjectCx<'_>, active: &[&'static Rule]) -> Self {
        let mut of = Self { ran: vec![false; active.len()], ..Self::default() };
        for ((index, rule), ran) in active.iter().enumerate().zip(&mut of.ran) {
            let Check::Project(check) = rule.check else { continue };
            match run(rule, &mut of.findings, |report| check(cx, report)) {
                Outcome::Ran => *ran = true,
                Outcome::NotApplicable => {}
                Outcome::CouldNotRun(why) => of.could_not_run.push((index, why)),
            }
        }
        of
    }

    /// The same of a project that has moved in its file.
    pub(super) fn moved(&self, by: Distance) -> Self {
        let findings = self.findings.iter().map(|finding| finding.moved(by)).collect();
        Self { findings, ran: self.ran.clone(), could_not_run: self.could_not_run.clone() }
    }

    fn add_to(self, tallies: &mut [Tally], findings: &mut Vec<Finding>) {
        for (tally, _) in tallies.iter_mut().zip(self.ran).filter(|(_, ran)| *ran) {
            tally.add(Outcome::Ran);
        }
        for (index, why) in self.could_not_run {
            if let Some(tally) = tallies.get_mut(index) {
                tally.add(Outcome::CouldNotRun(why));
            }
        }
        findings.extend(self.findings);
    }
}

/// Runs the rules over one declaration: those of a project on all projects at once, but for those projects of which it
/// is known what they would find.
fn check(
    declaration: &Declaration<'_>,
    active: &[&'static Rule],
    settings: &Settings,
    memory: Option<&Memory>,
    findings: &mut Vec<Finding>,
) -> Vec<Tally> {
    let mut tallies: Vec<Tally> = vec![Tally::default(); active.len()];
    let cx = DeclarationCx { declaration, settings };
    for (rule, tally) in active.iter().zip(&mut tallies) {
        if let Check::Declaration(check) = rule.check {
            tally.add(run(rule, findings, |report| check(&cx, report)));
        }
    }
    let common = declaration.common();
    let of_projects: Vec<(OfProject, Option<Arc<Kept>>)> = declaration
        .projects
        .par_iter()
        .map(|entry| {
            let find = || {
                let found = OfProject::find(&declaration.context(entry, settings), active);
                let kept = memory.and_then(|_| Kept::new(entry, common, &found));
                (found, kept)
            };
            let known = memory.and_then(|memory| memory.get(entry)?.of(entry, common));
            known.map_or_else(find, |found| (found, None))
        })
        .collect();
    if let Some(memory) = memory {
        let new = declaration.projects.iter().zip(&of_projects);
        memory.keep(new.filter_map(|(entry, (_, kept))| {
            Some((entry.file, entry.project.content, Arc::clone(kept.as_ref()?)))
        }));
    }
    for (found, _) in of_projects {
        found.add_to(&mut tallies, findings);
    }
    tallies
}

/// One run of a rule.
fn run(
    rule: &'static Rule,
    findings: &mut Vec<Finding>,
    check: impl FnOnce(&mut Report<'_>) -> Outcome,
) -> Outcome {
    check(&mut Report::new(rule, findings))
}
