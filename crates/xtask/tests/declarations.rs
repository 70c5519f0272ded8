//! What the repository shows as declarations means what it should: the examples, and the declarations in the documentation.

#![allow(clippy::unwrap_used)]

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use pmt_core::config::Settings;
use pmt_core::finding::{Finding, Severity};
use pmt_core::workspace::{SourceFile, Workspace};

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).ancestors().nth(2).unwrap().to_owned()
}

fn check(sources: Vec<SourceFile>) -> Vec<Finding> {
    assert!(!sources.is_empty());
    Workspace::new(sources).check(&Settings::default()).0
}

fn example_files(name: &str) -> Vec<SourceFile> {
    let folder = root().join("examples").join(name);
    let files = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let declarations = files.filter(|path| path.extension().is_some_and(|extension| extension == "pmt"));
    declarations
        .map(|path| SourceFile {
            path: path.file_name().unwrap().to_string_lossy().into_owned(),
            text: Arc::from(fs::read_to_string(&path).unwrap()),
        })
        .collect()
}

fn example(name: &str) -> Vec<Finding> {
    check(example_files(name))
}

fn shown(findings: &[Finding]) -> Vec<String> {
    findings.iter().map(|finding| format!("{} {}", finding.rule.code, finding.message.zh)).collect()
}

#[test]
fn the_published_declaration_has_no_error_of_the_language() {
    let findings = example("songjiang-2022");
    let errors: Vec<Finding> = findings.into_iter().filter(|finding| finding.rule.is_language()).collect();
    assert!(errors.is_empty(), "{:#?}", shown(&errors));
}

#[test]
fn the_revised_declaration_has_hints_at_most() {
    let findings = example("songjiang-2022-revised");
    let wrong: Vec<Finding> =
        findings.into_iter().filter(|finding| finding.severity > Severity::Hint).collect();
    assert!(wrong.is_empty(), "{:#?}", shown(&wrong));
}

#[test]
fn the_example_of_findings_shows_what_its_comments_announce() {
    let codes: Vec<&str> = example("findings").iter().map(|finding| finding.rule.code).collect();
    for expected in ["SYN07", "KEY03", "REF01", "AMT01", "FND02", "FND05", "FND16"] {
        assert!(codes.contains(&expected), "{expected} is not among {codes:?}");
    }
}

#[test]
fn examples_are_in_canonical_spelling() {
    for name in ["songjiang-2022", "songjiang-2022-revised", "findings"] {
        for file in example_files(name) {
            // What has a syntax error is not formatted.
            let Some(formatted) = pmt_syntax::format(&pmt_syntax::parse(Arc::clone(&file.text))) else {
                continue;
            };
            assert!(formatted == *file.text, "examples/{name}/{}: run `pmt fmt`", file.path);
        }
    }
}

const PAGES: [&str; 2] = ["docs/language.md", "docs/language.zh-CN.md"];

/// The code blocks of a page that are in a language.
fn blocks(page: &str, language: &str) -> Vec<String> {
    let text = fs::read_to_string(root().join(page)).unwrap();
    let after = text.split(&format!("```{language}\n")).skip(1).map(str::to_owned).collect::<Vec<_>>();
    assert!(!after.is_empty(), "{page} has no block of {language}");
    after.iter().map(|rest| rest.split("```").next().unwrap_or_default().to_owned()).collect()
}

#[test]
fn configurations_in_the_documentation_are_accepted() {
    for page in PAGES {
        for block in blocks(page, "toml") {
            Settings::parse(&block).unwrap();
        }
    }
}

#[test]
fn declarations_in_the_documentation_check_clean() {
    for page in PAGES {
        for block in blocks(page, "pmt") {
            let findings =
                check(vec![SourceFile { path: "示例.pmt".to_owned(), text: Arc::from(block.as_str()) }]);
            assert!(findings.is_empty(), "{page}: {:#?}", shown(&findings));
        }
    }
}
