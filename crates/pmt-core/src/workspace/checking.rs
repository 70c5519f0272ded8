//! Running the rules over declarations, each finding kept with the declaration it belongs to.

use std::collections::HashMap;

use pmt_syntax::Span;
use rayon::prelude::*;

use super::Workspace;
use super::grouping::{count_parts, groups};
use crate::config::Settings;
use crate::declaration::Declaration;
use crate::finding::{FileId, Finding};
use crate::rules::{self, Check, DeclarationCx, Outcome, Report, Rule};
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

impl Workspace {
    /// Groups the files into declarations and checks each.
    pub fn analyse(&self, settings: &Settings) -> Analysis<'_> {
        let (groups, strays) = groups(self.files());
        let resolved: Vec<_> = groups.into_par_iter().map(|group| group.resolve(settings)).collect();
        let (mut declarations, found): (Vec<_>, Vec<_>) = resolved.into_iter().unzip();
        count_parts(&mut declarations);
        let active: Vec<&'static Rule> =
            rules::all().filter(|rule| settings.severity_of(rule).is_some()).collect();
        let checked: Vec<(Checked<'_>, Vec<Tally>)> = declarations
            .into_par_iter()
            .zip(found)
            .map(|(mut declaration, mut findings)| {
                declaration.expand_cover_note(&mut findings);
                let tallies = check(&declaration, &active, settings, &mut findings);
                (Checked { declaration, findings }, tallies)
            })
            .collect();
        let mut tallies: Vec<Tally> = vec![Tally::default(); active.len()];
        let mut declarations = Vec::with_capacity(checked.len());
        for (one, of_one) in checked {
            declarations.push(one);
            merge(&mut tallies, of_one);
        }
        self.hand_out_file_findings(&mut declarations);
        for one in &mut declarations {
            one.findings.sort_by_key(Finding::order);
        }
        let stray_findings = strays.into_iter().flat_map(|id| self.findings_of(id)).cloned().collect();
        let rules = active
            .into_iter()
            .zip(tallies)
            .map(|(rule, tally)| RuleReport { rule, ran: tally.ran, could_not_run: tally.could_not_run })
            .collect();
        Analysis { declarations, stray_findings, rules }
    }

    fn findings_of(&self, id: FileId) -> &[Finding] {
        self.file(id).map_or(&[], |file| &file.model.findings)
    }

    /// Gives what was found while reading each file to the declaration that the file belongs to. Of a file with
    /// several projects and no cover, each project's declaration gets its own, the first one the rest.
    fn hand_out_file_findings(&self, declarations: &mut [Checked<'_>]) {
        let mut alone: HashMap<FileId, Vec<(Span, usize)>> = HashMap::new();
        for (index, one) in declarations.iter_mut().enumerate() {
            if one.declaration.cover.is_some() {
                for id in &one.declaration.files {
                    one.findings.extend(self.findings_of(*id).iter().cloned());
                }
            } else if let Some(entry) = one.declaration.projects.first() {
                alone.entry(entry.file).or_default().push((entry.project.span, index));
            }
        }
        for (file, mut projects) in alone {
            projects.sort_unstable_by_key(|(span, _)| span.start);
            for finding in self.findings_of(file) {
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

fn merge(into: &mut [Tally], from: Vec<Tally>) {
    for (all, one) in into.iter_mut().zip(from) {
        all.ran = all.ran.saturating_add(one.ran);
        for why in one.could_not_run {
            all.add(Outcome::CouldNotRun(why));
        }
    }
}

/// Runs the rules over one declaration: those of a project on all projects at once.
fn check(
    declaration: &Declaration<'_>,
    active: &[&'static Rule],
    settings: &Settings,
    findings: &mut Vec<Finding>,
) -> Vec<Tally> {
    let mut tallies: Vec<Tally> = vec![Tally::default(); active.len()];
    let cx = DeclarationCx { declaration, settings };
    for (rule, tally) in active.iter().zip(&mut tallies) {
        if let Check::Declaration(check) = rule.check {
            tally.add(run(rule, settings, findings, |report| check(&cx, report)));
        }
    }
    let of_projects: Vec<(Vec<Finding>, Vec<Tally>)> = declaration
        .projects
        .par_iter()
        .map(|entry| {
            let cx = declaration.context(entry, settings);
            let mut found = Vec::new();
            let tallies = active.iter().map(|rule| {
                let mut tally = Tally::default();
                if let Check::Project(check) = rule.check {
                    tally.add(run(rule, settings, &mut found, |report| check(&cx, report)));
                }
                tally
            });
            let tallies = tallies.collect();
            (found, tallies)
        })
        .collect();
    for (found, of_one) in of_projects {
        findings.extend(found);
        merge(&mut tallies, of_one);
    }
    tallies
}

/// One run of a rule; the findings take the severity that the settings give it.
fn run(
    rule: &'static Rule,
    settings: &Settings,
    findings: &mut Vec<Finding>,
    check: impl FnOnce(&mut Report<'_>) -> Outcome,
) -> Outcome {
    let from = findings.len();
    let outcome = check(&mut Report::new(rule, findings));
    if let Some(severity) = settings.severity_of(rule).filter(|severity| *severity != rule.severity) {
        for finding in findings.iter_mut().skip(from) {
            finding.severity = severity;
        }
    }
    outcome
}
