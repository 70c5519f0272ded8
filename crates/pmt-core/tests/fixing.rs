//! What a fix may do and what it may not, for every fix that the rules' examples, the fixtures and the examples of the
//! repository lead to.

#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, clippy::arithmetic_side_effects)]

mod support;

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

use pmt_core::compile::{Mode, compile};
use pmt_core::config::Settings;
use pmt_core::finding::{FileId, Finding, Fix};
use pmt_core::json::Layout;
use pmt_core::rules::{self, example};
use pmt_core::workspace::{Fixed, Fixing, SourceFile, Workspace};
use support::Fixture;

/// The files of a workspace with its settings.
struct Case {
    name: String,
    settings: Settings,
    files: Vec<(String, Arc<str>)>,
}

impl Case {
    fn workspace(&self) -> Workspace {
        let source =
            |(path, text): &(String, Arc<str>)| SourceFile { path: path.clone(), text: Arc::clone(text) };
        Workspace::new(self.files.iter().map(source).collect())
    }

    /// With one fix applied.
    fn with(&self, fix: &Fix) -> Case {
        let mut files = self.files.clone();
        let text = &mut files[fix.file.0 as usize].1;
        let mut edited = text.to_string();
        for edit in fix.edits.iter().rev() {
            edited.replace_range(edit.span.range(), &edit.text);
        }
        *text = edited.into();
        Case { name: self.name.clone(), settings: self.settings.clone(), files }
    }

    /// The compiled JSON, if nothing of the language stands in its way.
    fn compiled(&self) -> Option<String> {
        let workspace = self.workspace();
        let mut compilation = compile(&workspace, &self.settings, Mode::Draft);
        // What is found in it is told by its places, which may change.
        compilation.declarations.iter_mut().for_each(|one| one.declaration.findings.clear());
        let mut bytes = Vec::new();
        compilation.document()?.write(Layout::Compact, &mut bytes).unwrap();
        Some(String::from_utf8(bytes).unwrap())
    }
}

fn cases() -> Vec<Case> {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut cases = Vec::new();
    for rule in rules::all() {
        cases.push(Case {
            name: rule.code.to_owned(),
            settings: example::settings(rule),
            files: vec![("申报.pmt".to_owned(), example::complete(rule.bad).into())],
        });
    }
    let is_note =
        |line: &str| line.trim_start().starts_with("//") && line.contains('^') || line.starts_with("//=");
    for path in listed(&here.join("tests/fixtures")) {
        let Fixture { settings, files, .. } =
            Fixture::parse(&std::fs::read_to_string(&path).unwrap(), is_note);
        let files = files.into_iter().map(|(path, text)| (path, text.into())).collect();
        cases.push(Case { name: path.display().to_string(), settings, files });
    }
    for folder in listed(&here.join("../../examples")).into_iter().filter(|path| path.is_dir()) {
        let files =
            listed(&folder).into_iter().filter(|path| path.extension().is_some_and(|kind| kind == "pmt"));
        let files = files.map(|path| {
            let name = path.file_name().unwrap().to_str().unwrap().to_owned();
            (name, std::fs::read_to_string(&path).unwrap().into())
        });
        cases.push(Case {
            name: folder.display().to_string(),
            settings: Settings::default(),
            files: files.collect(),
        });
    }
    cases
}

fn listed(folder: &Path) -> Vec<std::path::PathBuf> {
    let mut paths: Vec<_> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    paths
}

/// How often each rule speaks in each file. Its words may quote what a fix has changed.
fn counts(findings: &[Finding]) -> BTreeMap<(&'static str, FileId), usize> {
    let mut counts = BTreeMap::new();
    for finding in findings {
        *counts.entry((finding.rule.code, finding.site.file)).or_default() += 1;
    }
    counts
}

fn is_syntax(finding: &Finding) -> bool {
    finding.rule.code.starts_with("SYN")
}

/// Every fix on its own, with its case and what was found before.
fn every_fix(mut look: impl FnMut(&Case, &[Finding], &Finding, &Fix)) -> usize {
    let mut seen = 0;
    for case in cases() {
        let (findings, _) = case.workspace().check(&case.settings);
        for finding in &findings {
            for fix in &finding.fixes {
                look(&case, &findings, finding, fix);
                seen += 1;
            }
        }
    }
    seen
}

#[test]
fn a_fix_removes_its_finding() {
    let seen = every_fix(|case, before, finding, fix| {
        let (after, _) = case.with(fix).workspace().check(&case.settings);
        let of = |findings: &[Finding]| {
            let same = |one: &&Finding| {
                one.rule == finding.rule
                    && one.site.file == finding.site.file
                    && one.message == finding.message
            };
            findings.iter().filter(same).count()
        };
        assert!(of(&after) < of(before), "{}: {finding:#?}", case.name);
    });
    assert!(seen > 30, "only {seen} fixes to look at");
}

#[test]
fn a_safe_fix_adds_no_finding() {
    every_fix(|case, before, finding, fix| {
        if !fix.safe {
            return;
        }
        let (after, _) = case.with(fix).workspace().check(&case.settings);
        let known = counts(before);
        for (found, count) in counts(&after) {
            // A block that could not be read withholds what would follow from that alone; it is said once it can be.
            let withheld = is_syntax(finding) && !found.0.starts_with("SYN");
            let had = known.get(&found).copied().unwrap_or(0);
            assert!(count <= had || withheld, "{}: {} leads to {found:?}", case.name, finding.rule.code);
        }
    });
}

/// Rules whose safe fixes are about the very value that is compiled, and change how it is written and not what it says:
/// a bound in words becomes the sign that says the same (VAL06), a document's number or a title keeps its words in other
/// marks (BAS04, TXT04), marks between Han characters become full-width (TXT03), and a date loses the spaces inside
/// (TXT02).
const ABOUT_THE_VALUE: &[&str] = &["BAS04", "TXT02", "TXT03", "TXT04", "VAL06"];

/// Texts in which the obvious fix might change what the author says: it is offered, not applied.
#[test]
fn what_only_the_author_can_know_is_not_fixed_unasked() {
    let project = |line: &str| format!("项目 \"培训\" {{\n  {line}\n}}\n");
    for (rule, line) in [
        ("TXT02", "绩效目标: \"开展党员 教育，党员教育全年不断。\""),
        ("VAL06", "绩效指标 { 产出指标 { 质量指标 { 考核合格率: \"80%以上\" } } }"),
        ("VAL06", "绩效指标 { 产出指标 { 质量指标 { 考核合格率: \"不低于80%\" { 性质: 定性 } } } }"),
    ] {
        let source = SourceFile { path: "a.pmt".to_owned(), text: project(line).into() };
        let (findings, _) = Workspace::new(vec![source]).check(&Settings::default());
        let found: Vec<&Finding> = findings.iter().filter(|one| one.rule.code == rule).collect();
        assert_eq!(found.len(), 1, "{rule}: {line}");
        assert!(found[0].fixes.iter().all(|fix| !fix.safe), "{rule}: {line}");
        assert!(!found[0].fixes.is_empty(), "{rule}: {line}");
    }
}

#[test]
fn a_safe_fix_keeps_the_meaning() {
    let mut changed = std::collections::BTreeSet::new();
    every_fix(|case, _, finding, fix| {
        if fix.safe
            && let Some(before) = case.compiled()
            && case.with(fix).compiled() != Some(before)
        {
            changed.insert(finding.rule.code);
        }
    });
    changed.retain(|code| !ABOUT_THE_VALUE.contains(code));
    assert!(changed.is_empty(), "{changed:?}");
}

#[test]
fn all_fixes_together_come_to_rest_and_do_no_harm() {
    for case in cases() {
        for fixing in [Fixing::Safe, Fixing::Suggested] {
            let before = case.workspace().check(&case.settings).0;
            let Fixed { workspace, applied, findings, .. } =
                case.workspace().fix(&case.settings, fixing, |_, _| true);
            let left = findings.iter().flat_map(|finding| &finding.fixes).filter(|fix| fix.safe).count();
            assert_eq!(left, 0, "{}: safe fixes are left", case.name);
            assert!(applied.iter().all(|one| one.safe || fixing == Fixing::Suggested));
            let syntax = |findings: &[Finding]| findings.iter().filter(|finding| is_syntax(finding)).count();
            assert!(syntax(&findings) <= syntax(&before), "{}", case.name);
            assert_eq!(
                applied.is_empty(),
                workspace.files().iter().zip(&case.files).all(|(a, (_, b))| a.text == *b)
            );
            let again = workspace.fix(&case.settings, fixing, |_, _| true);
            assert_eq!(again.applied, [], "{}", case.name);
        }
    }
}

#[test]
fn what_is_not_wanted_is_not_touched() {
    for case in cases() {
        let fixed = case.workspace().fix(&case.settings, Fixing::Suggested, |_, _| false);
        assert_eq!(fixed.applied, []);
        let texts = fixed.workspace.files().iter().map(|file| &file.text);
        assert!(texts.eq(case.files.iter().map(|(_, text)| text)));
    }
}

/// A second word beside a label is quoted neither once nor, each round, once more.
#[test]
fn a_word_beside_a_label_gets_no_quotes() {
    let text = "项目 \"培训\" {\n  实施方案 {\n    任务 \"办班\"任务47000元 { 时间: 3月 }\n  }\n}\n";
    let files = vec![pmt_core::workspace::SourceFile { path: "1.pmt".to_owned(), text: text.into() }];
    let workspace = pmt_core::workspace::Workspace::new(files);
    let settings = pmt_core::config::Settings::default();
    let fixed = workspace.fix(&settings, pmt_core::workspace::Fixing::Suggested, |_, _| true);
    assert!(fixed.findings.iter().any(|finding| finding.rule.code == "SYN22"));
    assert_eq!(fixed.workspace.files()[0].text.as_ref(), text);
}
