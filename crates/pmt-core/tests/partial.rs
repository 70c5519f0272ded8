//! Checking only what a change concerns finds what checking everything finds.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::arithmetic_side_effects, missing_docs)]

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use pmt_core::config::Settings;
use pmt_core::finding::{FileId, Finding};
use pmt_core::workspace::{Analysis, SourceFile, Workspace};

fn listed(analysis: Analysis<'_>) -> BTreeMap<FileId, Vec<String>> {
    let mut findings: Vec<Finding> = analysis.stray_findings;
    findings.extend(analysis.declarations.into_iter().flat_map(|one| one.findings));
    findings.sort_by_key(Finding::order);
    let mut by_file: BTreeMap<FileId, Vec<String>> = BTreeMap::new();
    for finding in findings {
        let line = format!("{} {:?} {}", finding.rule.code, finding.site.span, finding.message.zh);
        by_file.entry(finding.site.file).or_default().push(line);
    }
    by_file
}

/// Two departments, one of them with a unit below it that is declared apart, a project without a cover, a stray file.
fn sources() -> Vec<SourceFile> {
    let mut files: Vec<SourceFile> = pmt_corpus::files(24)
        .map(|file| SourceFile { path: format!("市/{}", file.path), text: file.text.into() })
        .collect();
    let first = files[0].path.rsplit_once('/').unwrap().0.to_owned();
    let cover = "申报 2022 {\n  版式: 上海\n  主管部门: \"某市某局\"\n  实施单位: \"某市某局下属中心\"\n  项目数: 2\n}\n";
    let add = |path: String, text: &str| SourceFile { path, text: text.into() };
    files.push(add(format!("{first}/中心/申报.pmt"), cover));
    files.push(add(format!("{first}/中心/01.pmt"), "项目 \"下属培训\" {\n}\n"));
    files.push(add(
        "单独.pmt".to_owned(),
        "项目 \"甲\" {\n}\n项目 \"乙\" {\n  // pmt: 允许 VAL01 不再需要\n  主管部门: \"某局\"\n}\n",
    ));
    files.push(add("空.pmt".to_owned(), "// pmt: 允许 XXX99 没有\n错\n"));
    files
}

/// What each edit does to a text, as an author would break it.
const EDITS: &[fn(&str) -> String] = &[
    |text| text.replacen('2', "3", 7),
    |text| text.replacen("万元", "元", 1),
    |text| text.replacen('{', "", 1),
    |text| format!("{text}\n项目 \"添上\" {{\n}}\n"),
    |text| text.replacen("项目数", "项目教", 1),
    |text| format!("申报 2022 {{\n}}\n{text}"),
    |_| String::new(),
];

#[test]
fn a_check_of_what_a_change_concerns_finds_what_a_whole_check_finds() {
    let settings = Settings { region: Some("上海".to_owned()), ..Settings::default() };
    let workspace = Workspace::new(sources());
    let mut known = listed(workspace.analyse(&settings));
    let mut now = workspace.clone();
    let ids: Vec<FileId> = workspace.files().iter().map(|file| file.model.id).collect();
    let mut compared = 0;
    for (step, id) in ids.iter().chain(ids.iter().rev()).enumerate() {
        let text: Arc<str> = EDITS[step % EDITS.len()](&now.file(*id).unwrap().text).into();
        let had_cover = !now.file(*id).unwrap().model.covers.is_empty();
        now = now.with(vec![(*id, text)]);
        let covered = !now.file(*id).unwrap().model.covers.is_empty();
        let analysis = if had_cover == covered {
            now.analyse_of(&settings, |file| file == *id)
        } else {
            // Where a cover comes or goes, files change their declaration.
            now.analyse(&settings)
        };
        let mut about: BTreeSet<FileId> = BTreeSet::from([*id]);
        about.extend(analysis.declarations.iter().flat_map(|one| one.declaration.files.iter().copied()));
        let found = listed(analysis);
        for file in about {
            known.remove(&file);
        }
        known.extend(found);
        assert_eq!(known, listed(now.analyse(&settings)), "after edit {step} of {id:?}");
        compared += 1;
    }
    assert!(compared > 50);
}
