//! Documents that are checked as they came: each is read in memory, checked under the `pmt.toml` above it, and what is
//! found is put where the document says it. Only the documents' own texts are kept.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use ignore::WalkBuilder;
use pmt_core::config::{Settings, Severities};
use pmt_core::finding::{FileId, Finding, Related, Severity, Site};
use pmt_core::rules::{self, Rule};
use pmt_core::text::Message;
use pmt_core::workspace::{Examined, RuleReport, SourceFile, Workspace};
use pmt_office::{Place, Traced, Unplaced};
use pmt_syntax::LineIndex;
use rayon::prelude::*;

use super::config::Configs;
use super::exclude::is_excluded;
use super::walk::{Shower, has_any_below, is_pmt};
use super::{Document, Entry, Files, Session, common_folder, slashed};
use crate::document::{Opened, is_document, is_office_document, open};
use crate::problem::Problem;
use crate::progress::Progress;

/// Documents to check.
#[derive(Debug, Default)]
pub struct Wanted {
    files: Files,
    typed: std::collections::HashMap<PathBuf, PathBuf>,
    excluded: bool,
}

/// What checking documents under one configuration came to.
#[derive(Debug)]
pub struct Checked {
    /// The documents.
    pub session: Session,
    /// What was found, in order of document and place.
    pub findings: Vec<Finding>,
    /// How each rule fared.
    pub rules: Vec<RuleReport>,
    /// What is to be known of each document, in the session's order.
    pub documents: Vec<CheckedDocument>,
}

/// What is to be known of a document.
#[derive(Clone, Debug, Default)]
pub struct CheckedDocument {
    /// The fiscal year it declares.
    pub year: Option<i32>,
    /// Whose declaration it is.
    pub department: Option<String>,
    /// How many projects are in it.
    pub projects: usize,
    /// What found no place in it and was not checked.
    pub unplaced: Vec<Unplaced>,
    /// How it was read.
    pub remarks: Vec<Message>,
    /// The rules that could not run on it.
    pub unchecked: Vec<&'static Rule>,
}

/// Parts the named paths into those of the language and documents. A folder gives its documents where it holds nothing
/// in the language, or where `documents` asks for them.
pub fn split(paths: &[PathBuf], documents: bool, force_exclude: bool) -> (Option<Vec<PathBuf>>, Wanted) {
    let here = [PathBuf::from(".")];
    let named = if paths.is_empty() { &here } else { paths };
    let mut configs = Configs::default();
    let mut wanted = Wanted::default();
    let mut rest = Vec::new();
    for path in named {
        let Ok(real) = dunce::canonicalize(path) else {
            rest.push(path.clone());
            continue;
        };
        if real.is_dir() {
            let has_pmt = has_any_below(&real);
            let mut found = if documents || !has_pmt { documents_below(&real) } else { Files::new() };
            wanted.excluded |= !found.is_empty();
            found.retain(|file| !configs.leaves_out(file));
            if has_pmt || !wanted.excluded {
                rest.push(path.clone());
            }
            if !found.is_empty() {
                wanted.typed.insert(real, path.clone());
                wanted.files.extend(found);
            }
        } else if !is_pmt(path) && !is_pmt(&real) && is_document(path) {
            wanted.excluded = true;
            if !(force_exclude && (configs.leaves_out(&real) || is_excluded(&real))) {
                wanted.typed.insert(real.clone(), path.clone());
                wanted.files.insert(real);
            }
        } else {
            rest.push(path.clone());
        }
    }
    // Nothing named is the current folder, which must not be read where documents were named.
    let rest = (!rest.is_empty()).then_some(rest);
    (rest, wanted)
}

/// The documents in a folder and below, as declarations are found there.
fn documents_below(folder: &Path) -> Files {
    let entries = WalkBuilder::new(folder).require_git(false).build().filter_map(Result::ok);
    let is_file = |entry: &ignore::DirEntry| entry.file_type().is_some_and(|kind| kind.is_file());
    entries
        .filter(|entry| is_file(entry) && is_office_document(entry.path()))
        .map(ignore::DirEntry::into_path)
        .collect()
}

/// Checks documents. One that cannot be read is a problem and does not keep the others from being checked.
pub fn check_documents(wanted: Wanted, progress: &Progress) -> (Vec<Checked>, Vec<Problem>) {
    let mut configs = Configs::default();
    let shower = Shower::new(wanted.typed);
    let mut groups: BTreeMap<Option<PathBuf>, Vec<PathBuf>> = BTreeMap::new();
    progress.expect(wanted.files.len());
    progress.checking();
    for file in wanted.files {
        groups.entry(configs.root(&file)).or_default().push(file);
    }
    let mut checked = Vec::new();
    let mut problems = Vec::new();
    for (root, files) in groups {
        match Configs::settings(root.as_deref(), &shower) {
            Ok(settings) => {
                let group = Group { settings, root, shower: &shower };
                checked.extend(group.check(files, progress, &mut problems));
            }
            Err(problem) => problems.push(problem),
        }
    }
    (checked, problems)
}

/// Documents under one configuration.
struct Group<'s> {
    settings: Settings,
    root: Option<PathBuf>,
    shower: &'s Shower,
}

/// One document with what was found in it.
struct One {
    entry: Entry,
    document: Document,
    findings: Vec<Finding>,
    rules: Vec<RuleReport>,
    about: CheckedDocument,
}

impl Group<'_> {
    fn check(self, files: Vec<PathBuf>, progress: &Progress, problems: &mut Vec<Problem>) -> Option<Checked> {
        let read: Vec<Result<One, Problem>> = files
            .into_par_iter()
            .map(|path| {
                let one = self.one(path);
                progress.step();
                one
            })
            .collect();
        let mut all = Vec::with_capacity(read.len());
        for one in read {
            match one {
                Ok(one) => all.push(one),
                Err(problem) => problems.push(problem),
            }
        }
        if all.is_empty() {
            return None;
        }
        all.sort_by(|a, b| a.entry.shown.cmp(&b.entry.shown));
        let top = common_folder(all.iter().map(|one| one.entry.path.as_path()));
        let mut session = Session {
            settings: self.settings,
            workspace: Workspace::default(),
            files: Vec::new(),
            documents: Vec::new(),
            top: self.shower.show(&top),
        };
        let (mut findings, mut rules, mut documents) = (Vec::new(), Vec::new(), Vec::new());
        for (index, one) in all.into_iter().enumerate() {
            let file = FileId(u32::try_from(index).unwrap_or(u32::MAX));
            findings.extend(one.findings.into_iter().map(|finding| in_file(finding, file)));
            rules.extend(one.rules);
            documents.push(one.about);
            session.files.push(one.entry);
            session.documents.push(one.document);
        }
        Some(Checked { session, findings, rules, documents })
    }

    fn one(&self, path: PathBuf) -> Result<One, Problem> {
        let shown = self.shower.show(&path);
        let is_named = self.shower.is_named(&path);
        let Opened { result, encoding, remarks } =
            open(&path, &shown, |input, name| pmt_office::trace(input, name))
                .map_err(|problem| problem.where_named(is_named))?;
        let below = self.root.as_ref().and_then(|root| path.strip_prefix(root).ok()).map(slashed);
        let (findings, rules) = self.findings(&result, &below.unwrap_or_else(|| slashed(&path)));
        // The rule that says so is off, or silent where the year is not known either.
        let is_said = findings.iter().any(|finding| finding.rule.code == "KEY06");
        let is_known = is_said || result.region.is_some() || self.settings.region.is_some();
        let of_form = (!is_known).then(unknown_region);
        let unread = result.notes.iter().filter(|note| note.is_unread).map(|note| {
            let place = note.place.message();
            Message::new(
                format!("{}：{}", place.zh, note.message.zh),
                format!("{}: {}", place.en, note.message.en),
            )
        });
        let remarks = encoding.into_iter().chain(remarks).chain(of_form).chain(unread).collect();
        let unchecked = rules.iter().filter(|report| !report.could_not_run.is_empty());
        let unchecked = unchecked.map(|report| report.rule).collect();
        let Traced { unplaced, places, year, department, projects, .. } = result;
        Ok(One {
            entry: Entry { path, shown: slashed(&shown), named: true },
            document: Document { index: LineIndex::new(places.text()), places },
            findings,
            rules,
            about: CheckedDocument { year, department, projects, unplaced, remarks, unchecked },
        })
    }

    /// What is found in a document, where it stands in the document's text.
    fn findings(&self, traced: &Traced, path: &str) -> (Vec<Finding>, Vec<RuleReport>) {
        let sources = traced.files.iter().map(|file| SourceFile {
            // Settings for single files go by the document's own name.
            path: format!("{path}/{}", file.path),
            text: Arc::from(file.text.as_str()),
        });
        // Files keep the order in which they are given.
        let workspace = Workspace::new(sources.collect());
        let Examined { findings, mut rules, .. } = workspace.examine(&self.settings);
        let is_of_pages = matches!(traced.places.place(1), Place::PageLine { .. });
        let mut found: Vec<Finding> = findings
            .into_iter()
            .filter_map(Finding::on_paper)
            // Between Han and digits a page is set with gaps that are nobody's blanks.
            .filter(|finding| !(is_of_pages && finding.rule.code == "TXT02"))
            .map(|finding| mapped(finding, traced))
            .collect();
        let severities = Severities::new(&self.settings);
        let severities = severities.of_file(path);
        for rule in rules::document::RULES {
            if severities.of(rule).is_some() {
                rules.push(RuleReport { rule, ran: 1, could_not_run: Vec::new() });
            }
        }
        for note in &traced.notes {
            let rule = note.code.filter(|code| !(is_of_pages && *code == "TXT02")).and_then(rules::find);
            let Some((rule, severity)) = rule.and_then(|rule| Some((rule, severities.of(rule)?))) else {
                continue;
            };
            let site = Site { file: FileId(0), span: traced.site(note) };
            let is_known = found.iter().any(|other| {
                other.rule == rule
                    && other.site.span.start < site.span.end
                    && site.span.start < other.site.span.end
            });
            if !is_known {
                let severity = severity.min(most(rule));
                found.push(Finding { severity, ..Finding::new(rule, site, note.finding.clone()) });
            }
        }
        for report in &mut rules {
            report.could_not_run.retain(|_| report.rule.speaks_of_paper());
        }
        found.sort_by_key(Finding::order);
        (found, rules)
    }
}

fn unknown_region() -> Message {
    Message::new(
        "看不出采用哪个地区的表式，只按各地共有的要求检查；可以在 pmt.toml 中写 edition",
        "whose form this is cannot be told, and only what all have in common was checked; pmt.toml can say it (edition)",
    )
}

/// The most that a note of a rule weighs. What the reader has taken out keeps nobody from reading the rest.
fn most(rule: &rules::Rule) -> Severity {
    if rule.code == "STR03" { Severity::Hint } else { Severity::Error }
}

fn in_file(mut finding: Finding, file: FileId) -> Finding {
    finding.site.file = file;
    for related in &mut finding.related {
        related.site.file = file;
    }
    finding
}

/// A finding where the document says it. Words that stand in several places are found at the first, and go on in the
/// others.
fn mapped(mut finding: Finding, traced: &Traced) -> Finding {
    let find = |site: Site| traced.find(site.file.0 as usize, site.span);
    let at = |span| Site { file: FileId(0), span };
    let mut own = find(finding.site).into_iter();
    finding.site = at(own.next().unwrap_or(pmt_syntax::Span::new(0, 0)));
    let rest =
        own.map(|span| Related { site: at(span), message: Message::new("接上处", "it goes on here") });
    let related = std::mem::take(&mut finding.related).into_iter().flat_map(|related| {
        find(related.site)
            .into_iter()
            .take(1)
            .map(move |span| Related { site: at(span), message: related.message.clone() })
    });
    let mut all: Vec<Related> = Vec::new();
    for one in rest.chain(related) {
        // What came to stand in the same place has been said.
        if one.site != finding.site
            && !all.iter().any(|other| other.site == one.site && other.message == one.message)
        {
            all.push(one);
        }
    }
    finding.related = all;
    finding
}
