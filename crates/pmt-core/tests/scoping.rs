//! Which project belongs to which declaration, by folder.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::arithmetic_side_effects,
    clippy::string_slice,
    clippy::missing_panics_doc,
    clippy::needless_raw_string_hashes
)]

use std::fmt::Write as _;

use expect_test::{Expect, expect};
use pmt_core::config::Settings;
use pmt_core::workspace::{SourceFile, Workspace};

/// A workspace of files, each `path | text`; projects are named after themselves and ask for one 元 each.
fn workspace(files: &[(&str, &str)]) -> Workspace {
    let source = |(path, text): &(&str, &str)| SourceFile { path: (*path).to_owned(), text: (*text).into() };
    Workspace::new(files.iter().map(source).collect())
}

/// A line for each declaration: its place, year, projects in order, and how many of parts count toward it.
fn check(files: &[(&str, &str)], expected: &Expect) {
    let workspace = workspace(files);
    let analysis = workspace.analyse(&Settings::default());
    let mut out = String::new();
    for one in &analysis.declarations {
        let declaration = &one.declaration;
        let names: Vec<&str> = declaration.projects.iter().map(|e| e.project.name.value.as_str()).collect();
        let place = if declaration.place.is_empty() { "." } else { declaration.place };
        let year = declaration.year.map_or("-".to_owned(), |year| year.to_string());
        let _ = write!(out, "{place} {year}: {}", names.join(" "));
        if !declaration.parts.is_empty() {
            let _ = write!(out, " + {} of parts", declaration.parts.len());
        }
        out.push('\n');
    }
    expected.assert_eq(&out);
}

#[test]
fn projects_below_belong_to_the_nearest_cover_above() {
    check(
        &[
            ("省/2022/申报.pmt", "申报 2022 { 主管部门: \"甲\" }"),
            ("省/2022/项目/b.pmt", "项目 \"乙\" {}"),
            ("省/2022/a.pmt", "项目 \"甲\" {}"),
            ("省/2023/申报.pmt", "申报 2023 { 主管部门: \"甲\" }"),
            ("省/2023/a.pmt", "项目 \"丙\" {}"),
        ],
        &expect![[r#"
            省/2022 2022: 甲 乙
            省/2023 2023: 丙
        "#]],
    );
}

#[test]
fn a_folder_of_a_like_name_is_not_below() {
    check(
        &[
            ("局/申报.pmt", "申报 2022 { 主管部门: \"甲\" }"),
            ("局二/a.pmt", "项目 \"乙\" { 实施周期: 2024 年 }"),
            ("局/a.pmt", "项目 \"甲\" {}"),
        ],
        &expect![[r#"
            局 2022: 甲
            局二/a.pmt 2024: 乙
        "#]],
    );
}

#[test]
fn a_part_of_another_unit_and_the_same_year_counts_toward_both() {
    let part = "申报 2022 { 主管部门: \"厅\"; 实施单位: \"中心\" } 项目 \"丙\" {}";
    check(
        &[
            ("申报.pmt", "申报 2022 { 主管部门: \"厅\" }"),
            ("a.pmt", "项目 \"甲\" {}"),
            ("中心/申报.pmt", "申报 2022 { 主管部门: \"厅\"; 实施单位: \"中心\" }"),
            ("中心/b.pmt", "项目 \"乙\" {}"),
            ("中心/站/申报.pmt", &part.replace("} 项目", "}\n项目").replace("\"中心\"", "\"站\"")),
            ("去年/申报.pmt", "申报 2021 { 主管部门: \"别的\" }"),
            ("修订/申报.pmt", "申报 2022 { 主管部门: \"厅\" }"),
            ("修订/甲.pmt", "项目 \"甲\" {}"),
            ("无名/申报.pmt", "申报 2022 {}"),
            ("无名/甲.pmt", "项目 \"甲\" {}"),
        ],
        &expect![[r#"
            . 2022: 甲 + 2 of parts
            中心 2022: 乙 + 1 of parts
            中心/站 2022: 丙
            修订 2022: 甲
            去年 2021: 
            无名 2022: 甲
        "#]],
    );
}

#[test]
fn a_number_before_the_file_name_orders_before_the_path() {
    check(
        &[
            ("申报.pmt", "申报 2022 {}"),
            ("b/10-a.pmt", "项目 \"十\" {}"),
            ("z/2-z.pmt", "项目 \"二\" {}\n项目 \"二之二\" {}"),
            ("a.pmt", "项目 \"无号\" {}"),
            ("02b.pmt", "项目 \"也是二\" {}"),
        ],
        &expect![[r#"
            . 2022: 也是二 二 二之二 十 无号
        "#]],
    );
}

#[test]
fn each_project_without_a_cover_is_a_declaration_of_its_own() {
    let workspace = workspace(&[
        ("a.pmt", "项目 \"甲\" { 甲: 1 }\n乙: 2\n项目 \"乙\" { 丙: 3 }\n"),
        ("b.pmt", "丁: 4\n"),
    ]);
    let analysis = workspace.analyse(&Settings::default());
    let unknown = |findings: &[pmt_core::finding::Finding]| -> Vec<String> {
        findings.iter().filter(|f| f.rule.code == "KEY01").map(|f| f.message.zh.clone()).collect()
    };
    let own: Vec<Vec<String>> = analysis.declarations.iter().map(|one| unknown(&one.findings)).collect();
    assert_eq!(
        own,
        [
            vec!["“项目”中没有“甲”这一项".to_owned(), "“文件”中没有“乙”这一项".to_owned()],
            vec!["“项目”中没有“丙”这一项".to_owned()],
        ],
        "what stands between projects goes with the first"
    );
    assert_eq!(unknown(&analysis.stray_findings), ["“文件”中没有“丁”这一项"]);
}

#[test]
fn names_are_inherited_from_the_cover() {
    let workspace = workspace(&[
        ("申报.pmt", "申报 2022 { 主管部门: \"局\"; 预算单位数: 1; 单位代码: \"001\" }"),
        ("a.pmt", "项目 \"甲\" {}\n项目 \"乙\" { 主管部门: \"委\"; 实施单位: \"所\" }"),
    ]);
    let analysis = workspace.analyse(&Settings::default());
    let names: Vec<_> = analysis.declarations[0]
        .declaration
        .projects
        .iter()
        .map(|entry| {
            let resolved = &entry.resolved;
            (resolved.department.as_deref(), resolved.unit.as_deref(), resolved.unit_code.as_deref())
        })
        .collect();
    assert_eq!(names, [(Some("局"), Some("局"), Some("001")), (Some("委"), Some("所"), Some("001"))]);
}
