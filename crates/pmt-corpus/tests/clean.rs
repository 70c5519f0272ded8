//! A corpus is worth measuring with only if it means what it should: nothing in it is found wrong.

use std::sync::Arc;

use pmt_core::config::Settings;
use pmt_core::workspace::{SourceFile, Workspace};

#[test]
fn every_project_checks_without_a_finding() {
    let files: Vec<_> = pmt_corpus::files(500).collect();
    let sources =
        files.iter().map(|file| SourceFile { path: file.path.clone(), text: Arc::from(file.text.as_str()) });
    let workspace = Workspace::new(sources.collect());
    let projects: usize = workspace.files().iter().map(|file| file.model.projects.len()).sum();
    assert_eq!(projects, 500, "every project is read");
    let (findings, _) = workspace.check(&Settings::default());
    let shown: Vec<String> = findings
        .iter()
        .take(5)
        .map(|finding| {
            let path = workspace.file(finding.site.file).map_or("", |file| file.path.as_str());
            format!("{path}: {} {}", finding.rule.code, finding.message.en)
        })
        .collect();
    assert!(findings.is_empty(), "{} findings, such as {shown:#?}", findings.len());
}
