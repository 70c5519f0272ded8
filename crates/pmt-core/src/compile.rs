//! From a workspace to what is submitted: each declaration's JSON, and whether anything stands in its way.

use std::collections::BTreeSet;

use rayon::prelude::*;

use crate::config::{Settings, Severities};
use crate::finding::{FileId, Finding, Severity, Site};
use crate::json::{self, ChangedSeverity, Document, MessageText};
use crate::rules;
use crate::workspace::{self, Analysis, Checked, File, RuleReport, Workspace};

/// How strictly a declaration is taken.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Mode {
    /// For submission: any error refuses.
    #[default]
    Final,
    /// As a draft: errors of the review rules are listed in the JSON, those of the language refuse.
    Draft,
}

/// Why a declaration is not written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// The language's own rules found errors, so that its meaning is in doubt. A draft is refused too.
    Language,
    /// The review rules found errors. It may be written as a draft.
    Review,
}

/// One declaration, compiled.
#[derive(Debug)]
pub struct CompiledDeclaration<'a> {
    /// Its folder, or the path of a project's file that has no cover.
    pub place: String,
    /// Everything found in it, in order of file and place.
    pub findings: Vec<Finding>,
    /// What stands in the way of writing it.
    pub refusal: Option<Refusal>,
    /// Its JSON; of use only where nothing stands in the way.
    pub declaration: json::Declaration<'a>,
}

/// A workspace, compiled.
#[derive(Debug)]
pub struct Compilation<'a> {
    /// How strictly it was taken.
    pub mode: Mode,
    /// The declarations, in the order of their places.
    pub declarations: Vec<CompiledDeclaration<'a>>,
    /// What was found in files that belong to no declaration: an empty file, a library, one too broken to hold any.
    pub stray_findings: Vec<Finding>,
    /// How each active rule fared.
    pub rules: Vec<RuleReport>,
}

impl<'a> Compilation<'a> {
    /// What stands in the way of writing all of it as one document.
    pub fn refusal(&self) -> Option<Refusal> {
        let strays = refusal(&self.stray_findings, self.mode);
        let all = self.declarations.iter().map(|one| one.refusal).chain([strays]);
        all.flatten().min_by_key(|refusal| match refusal {
            Refusal::Language => 0,
            Refusal::Review => 1,
        })
    }

    /// Every finding, in order of file and place.
    pub fn findings(&self) -> Vec<&Finding> {
        let mut all: Vec<&Finding> =
            self.declarations.iter().flat_map(|one| &one.findings).chain(&self.stray_findings).collect();
        all.sort_by_key(|finding| finding.order());
        all
    }

    /// All declarations as one document; `None` if anything stands in the way.
    pub fn document(self) -> Option<Document<'a>> {
        if self.refusal().is_some() {
            return None;
        }
        let declarations = self.declarations.into_iter().map(|one| one.declaration).collect();
        Some(Document::new(self.mode == Mode::Draft, declarations))
    }
}

impl<'a> CompiledDeclaration<'a> {
    /// The declaration as a document of its own: a line of NDJSON. `None` if anything stands in the way.
    pub fn document(self, mode: Mode) -> Option<Document<'a>> {
        self.refusal.is_none().then(|| Document::new(mode == Mode::Draft, vec![self.declaration]))
    }
}

/// Compiles every declaration of a workspace.
pub fn compile<'a>(workspace: &'a Workspace, settings: &Settings, mode: Mode) -> Compilation<'a> {
    compile_analysed(workspace, workspace.analyse(settings), settings, mode)
}

/// Compiles the declaration that a place in a file belongs to, as [`Workspace::declaration_of`] finds it. What stands in
/// files of no declaration is of no concern to it.
pub fn compile_of<'a>(
    workspace: &'a Workspace,
    settings: &Settings,
    mode: Mode,
    site: Site,
) -> Compilation<'a> {
    let mut analysis = workspace.analyse_of(settings, |id| id == site.file);
    analysis.declarations.retain(|one| one.declaration.files.contains(&site.file));
    let all = analysis.declarations.iter().map(|one| &one.declaration);
    let here = workspace::belonging(all, site);
    analysis.declarations = here.map(|here| analysis.declarations.swap_remove(here)).into_iter().collect();
    compile_analysed(workspace, analysis, settings, mode)
}

fn compile_analysed<'a>(
    workspace: &'a Workspace,
    analysis: Analysis<'a>,
    settings: &Settings,
    mode: Mode,
) -> Compilation<'a> {
    let severities = Severities::new(settings);
    let declarations = analysis
        .declarations
        .into_par_iter()
        .map(|Checked { declaration, findings, silenced }| {
            let place = declaration.place;
            let changed = changed_severities(workspace, &declaration.files, &severities);
            let mut compiled = json::build(declaration);
            compiled.changed_severities = changed;
            compiled.silenced = silenced
                .iter()
                .filter_map(|one| {
                    let file = workspace.file(one.finding.site.file)?;
                    let finding = listed_one(&one.finding, file, place);
                    Some(json::SilencedFinding { finding, reason: one.reason.clone() })
                })
                .collect();
            if mode == Mode::Draft {
                compiled.findings = listed(&findings, workspace, place);
            }
            CompiledDeclaration {
                place: place.to_owned(),
                refusal: refusal(&findings, mode),
                findings,
                declaration: compiled,
            }
        })
        .collect();
    Compilation { mode, declarations, stray_findings: analysis.stray_findings, rules: analysis.rules }
}

/// What stands in the way of writing what these were found in.
pub fn refusal(findings: &[Finding], mode: Mode) -> Option<Refusal> {
    let errors = findings.iter().filter(|finding| finding.severity == Severity::Error);
    let mut review = None;
    for error in errors {
        if error.rule.is_language() {
            return Some(Refusal::Language);
        }
        review = Some(Refusal::Review);
    }
    review.filter(|_| mode == Mode::Final)
}

fn listed(findings: &[Finding], workspace: &Workspace, place: &str) -> Vec<json::Finding> {
    let errors = findings.iter().filter(|finding| finding.severity == Severity::Error);
    errors
        .filter_map(|finding| Some(listed_one(finding, workspace.file(finding.site.file)?, place)))
        .collect()
}

fn listed_one(finding: &Finding, file: &File, place: &str) -> json::Finding {
    let at = file.line_index().utf32(&file.text, finding.site.span.start);
    // Below the declaration's folder, so that the JSON does not depend on where that is.
    let below = file.path.strip_prefix(place).map(|rest| rest.trim_start_matches('/'));
    let name = file.path.rsplit('/').next().unwrap_or(&file.path);
    json::Finding {
        rule: finding.rule.code.to_owned(),
        name: finding.rule.name.to_owned(),
        severity: finding.severity.into(),
        file: below.filter(|below| !below.is_empty()).unwrap_or(name).to_owned(),
        line: at.line.saturating_add(1),
        column: at.col.saturating_add(1),
        message: MessageText { zh: finding.message.zh.clone(), en: finding.message.en.clone() },
    }
}

/// The rules that the settings take otherwise than they are meant in any of a declaration's files.
fn changed_severities(
    workspace: &Workspace,
    files: &[FileId],
    severities: &Severities<'_>,
) -> Vec<ChangedSeverity> {
    if severities.is_default() {
        return Vec::new();
    }
    let levels: Vec<_> = files.iter().filter_map(|id| workspace.severities_of(*id, severities)).collect();
    let mut changed = Vec::new();
    for rule in rules::all() {
        let here: BTreeSet<_> = levels.iter().map(|levels| levels.of(rule)).collect();
        let others = here.into_iter().filter(|severity| *severity != Some(rule.severity));
        changed.extend(others.map(|severity| ChangedSeverity {
            rule: rule.code.to_owned(),
            name: rule.name.to_owned(),
            default: rule.severity.into(),
            severity: severity.map_or(json::ReportedSeverity::Off, Into::into),
        }));
    }
    changed
}
