//! Input made to hurt: every one of these ends, with ordinary findings.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::arithmetic_side_effects)]

use std::fmt::Write as _;

use pmt_core::compile::{Mode, compile};
use pmt_core::config::Settings;
use pmt_core::workspace::{SourceFile, Workspace};

fn workspace(files: Vec<(String, String)>) -> Workspace {
    Workspace::new(files.into_iter().map(|(path, text)| SourceFile { path, text: text.into() }).collect())
}

fn count(workspace: &Workspace, code: &str) -> usize {
    let (findings, _) = workspace.check(&Settings::default());
    findings.iter().filter(|finding| finding.rule.code == code).count()
}

#[test]
fn thousands_of_projects_without_a_cover_in_one_file_each_keep_their_own_error() {
    let mut text = String::new();
    for number in 0..5_000 {
        let _ = writeln!(text, "项目 \"第{number}\" {{\n  项目类别 经常性项目\n}}");
    }
    let workspace = workspace(vec![("一.pmt".to_owned(), text)]);
    let compilation = compile(&workspace, &Settings::default(), Mode::Draft);
    assert_eq!(compilation.declarations.len(), 5_000);
    assert!(compilation.declarations.iter().all(|one| one.findings.iter().any(|f| f.rule.code == "SYN07")));
}

#[test]
fn a_province_of_thousands_of_folders_counts_each_part_once_a_level() {
    let mut files = vec![("申报.pmt".to_owned(), "申报 2022 { 主管部门: \"省\" }".to_owned())];
    for number in 0..3_000 {
        let unit = format!("申报 2022 {{ 主管部门: \"第{number}\" }}\n项目 \"甲\" {{}}\n");
        files.push((format!("市{}/县{number}/申报.pmt", number % 20), unit));
    }
    let workspace = workspace(files);
    let analysis = workspace.analyse(&Settings::default());
    assert_eq!(analysis.declarations.len(), 3_001);
    assert_eq!(analysis.declarations[0].declaration.parts.len(), 3_000);
}

#[test]
fn five_hundred_broken_lines_in_five_thousand_projects_cost_only_themselves() {
    let files = (0..5_000).map(|number| {
        let broken = if number % 10 == 0 { "  项目类别 经常性项目\n" } else { "" };
        (format!("{number}.pmt"), format!("项目 \"第{number}\" {{\n{broken}  实施单位: \"某局\"\n}}\n"))
    });
    let workspace = workspace(files.collect());
    let projects: usize = workspace.files().iter().map(|file| file.model.projects.len()).sum();
    assert_eq!((projects, count(&workspace, "SYN07")), (5_000, 500));
    let units = workspace.files().iter().flat_map(|file| &file.model.projects).filter(|p| p.unit.is_some());
    assert_eq!(units.count(), 5_000, "what stands beside a broken line is read");
}

#[test]
fn references_that_multiply_are_bounded() {
    let keys = ["项目概述", "实施方案", "年度预算安排", "绩效目标", "立项依据", "实施主体", "年度总目标"];
    let mut text = "项目 \"引用\" {\n".to_owned();
    for pair in keys.windows(2) {
        let _ = writeln!(text, "  {} \"\"\"{}\"\"\"", pair[0], format!("${{{}}}", pair[1]).repeat(200));
    }
    text.push_str("  年度总目标 \"\"\"\"\"\"\n}\n");
    assert_eq!(count(&workspace(vec![("a.pmt".to_owned(), text)]), "REF03"), 1);
}

#[test]
fn amounts_of_forty_digits_are_findings_and_never_roundings() {
    let digits = "9".repeat(40);
    let text = format!("申报 2022 {{\n  预算资金: {digits}元\n}}\n");
    let workspace = workspace(vec![("申报.pmt".to_owned(), text)]);
    assert_eq!(count(&workspace, "SYN11"), 1);
    assert!(workspace.files()[0].model.covers[0].budget.is_none());
}

#[test]
fn a_million_braces_are_an_ordinary_error() {
    let workspace = workspace(vec![("a.pmt".to_owned(), format!("项目 \"深\" {}", "{".repeat(1_000_000)))]);
    let (findings, _) = workspace.check(&Settings::default());
    assert!(findings.iter().any(|finding| finding.rule.code == "SYN19"));
    assert!(findings.len() < 100, "{}", findings.len());
}

#[test]
fn a_project_after_thousands_of_stray_braces_is_read() {
    let text = format!(
        "{}项目 \"后面的\" {{\n  实施单位: \"某局\"\n}}\n",
        "项目 \"前面的\" {\n}\n}\n".repeat(5_000)
    );
    let workspace = workspace(vec![("a.pmt".to_owned(), text)]);
    assert_eq!(count(&workspace, "SYN02"), 5_000);
    let last = workspace.files()[0].model.projects.last();
    assert_eq!(last.and_then(|project| project.unit.as_ref()).map(|unit| unit.value.as_str()), Some("某局"));
    assert_eq!(count(&workspace, "KEY01"), 0);
}

#[test]
fn sums_beyond_the_language_s_digits_are_no_sums() {
    let text = "项目 \"大\" {\n  项目资金总额 { 财政资金: 9999999亿元; 其他资金: 9999999亿元 }\n}\n";
    let workspace = workspace(vec![("a.pmt".to_owned(), text.to_owned())]);
    assert!(workspace.files()[0].model.projects.first().unwrap().total.amount.is_none());
}

#[test]
fn thousands_of_unknown_names_among_thousands_are_each_reported() {
    const MANY: usize = 5_000;
    let mut text = String::from("项目 \"大\" {\n  项目概述 \"\"\"\n");
    for n in 0..MANY {
        writeln!(text, "${{任务.\"未知{n}\"}}").unwrap();
    }
    text.push_str("\"\"\"\n  实施主体 {\n");
    for n in 0..MANY {
        writeln!(text, "\"主体{n}\"").unwrap();
    }
    text.push_str("}\n  实施方案 {\n");
    for n in 0..MANY {
        writeln!(text, "任务 \"任务{n}\": 1元 {{ 责任: \"无主{n}\" }}").unwrap();
    }
    text.push_str("}\n}\n");
    let analysis = Workspace::new(vec![SourceFile { path: "1.pmt".to_owned(), text: text.into() }]);
    let (findings, _) = analysis.check(&Settings::default());
    let unknown = findings.iter().filter(|finding| finding.rule.code == "REF01").count();
    assert_eq!(unknown, 2 * MANY);
}
