//! Which declaration a file, or a place in one, belongs to.
#![allow(missing_docs)]
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::arithmetic_side_effects
)]

use pmt_core::compile::{Mode, compile, compile_of};
use pmt_core::config::Settings;
use pmt_core::declaration::Declaration;
use pmt_core::finding::{FileId, Site};
use pmt_core::workspace::{SourceFile, Workspace};
use pmt_syntax::Span;

fn workspace(files: &[(&str, &str)]) -> Workspace {
    let sources =
        files.iter().map(|(path, text)| SourceFile { path: (*path).to_owned(), text: (*text).into() });
    Workspace::new(sources.collect())
}

fn names(declaration: &Declaration<'_>) -> Vec<String> {
    declaration.projects.iter().map(|entry| entry.project.name.value.clone()).collect()
}

const COVER: &str = "申报 2022 { 版式: 上海; 主管部门: \"某委\"; 预算单位数: 1 }\n";

#[test]
fn a_file_belongs_to_the_cover_of_its_folder_or_above() {
    let workspace = workspace(&[
        ("2022/申报.pmt", COVER),
        ("2022/02-乙.pmt", "项目 \"乙\" { 年度资金申请总额: 3万元 }\n"),
        ("2022/下/01-甲.pmt", "项目 \"甲\" { 年度资金申请总额: 2万元 }\n"),
        ("2021/丙.pmt", "项目 \"丙\" { }\n"),
        ("2021/指标库.pmt", "指标库 \"培训\" { }\n"),
    ]);
    let settings = Settings::default();
    for file in [0, 1, 2] {
        let all = workspace.declarations_of(FileId(file), &settings);
        let [one] = all.as_slice() else { panic!("one declaration") };
        assert_eq!(one.place, "2022");
        assert_eq!(names(one), ["甲", "乙"], "in the form's order");
        assert_eq!(one.budget().unwrap().prose(), "5万元");
        assert_eq!(one.projects[0].resolved.unit.as_deref(), Some("某委"), "resolved");
    }
    let alone = workspace.declarations_of(FileId(3), &settings);
    assert_eq!(alone.iter().map(names).collect::<Vec<_>>(), [["丙"]]);
    assert!(workspace.declarations_of(FileId(4), &settings).is_empty(), "a library alone declares nothing");
    assert!(workspace.declarations_of(FileId(9), &settings).is_empty(), "no such file");
}

#[test]
fn what_counts_toward_a_declaration_from_below_is_counted() {
    let unit =
        "申报 2022 { 主管部门: \"某委\"; 实施单位: \"某馆\" }\n项目 \"丁\" { 年度资金申请总额: 4万元 }\n";
    let workspace = workspace(&[("申报.pmt", COVER), ("馆/申报.pmt", unit)]);
    let settings = Settings::default();
    let whole = workspace.declaration_of(Site { file: FileId(0), span: Span::empty(0) }, &settings).unwrap();
    assert_eq!(whole.budget().unwrap().prose(), "4万元");
    let part = workspace.declaration_of(Site { file: FileId(1), span: Span::empty(0) }, &settings).unwrap();
    assert_eq!((part.place, part.whose()), ("馆", Some("某馆")));
}

#[test]
fn without_a_cover_each_project_is_its_own() {
    let text = "项目 \"甲\" { }\n\n项目 \"乙\" { }\n";
    let workspace = workspace(&[("两个.pmt", text)]);
    let settings = Settings::default();
    assert_eq!(workspace.declarations_of(FileId(0), &settings).len(), 2);
    let at = |mark: &str| {
        let span = Span::empty(u32::try_from(text.find(mark).unwrap()).unwrap());
        names(&workspace.declaration_of(Site { file: FileId(0), span }, &settings).unwrap())
    };
    assert_eq!(at("甲"), ["甲"]);
    assert_eq!(at("乙"), ["乙"]);
    assert_eq!(at("\n\n"), ["甲"], "between them, the first");
}

#[test]
fn one_declaration_is_compiled_alone() {
    let workspace = workspace(&[
        ("甲/申报.pmt", COVER),
        ("甲/01.pmt", "项目 \"甲\" { 年度资金申请总额: 2万元 }\n"),
        ("乙/坏的.pmt", "项目 \"乙\" { 年度资金申请总额: 3 }\n"),
    ]);
    let settings = Settings::default();
    let all = compile(&workspace, &settings, Mode::Draft);
    for (file, place) in [(0, "甲"), (1, "甲"), (2, "乙/坏的.pmt")] {
        let site = Site { file: FileId(file), span: Span::empty(0) };
        let one = compile_of(&workspace, &settings, Mode::Draft, site);
        assert_eq!(one.declarations.len(), 1, "{place}");
        let whole = all.declarations.iter().find(|whole| whole.place == place).unwrap();
        assert_eq!(one.declarations[0].place, place);
        assert_eq!(one.declarations[0].refusal, whole.refusal, "{place}");
        assert_eq!(one.declarations[0].findings.len(), whole.findings.len(), "{place}");
        let json = |declaration| serde_json::to_string(declaration).unwrap();
        assert_eq!(json(&one.declarations[0].declaration), json(&whole.declaration), "{place}");
    }
}
