//! The JSON: every file under `tests/compiled` is a workspace with its compiled JSON beside it. `UPDATE_EXPECT=1` writes
//! it.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::arithmetic_side_effects,
    clippy::string_slice,
    clippy::missing_panics_doc
)]

mod support;

use std::path::Path;

use expect_test::expect_file;
use pmt_core::compile::{Mode, compile};
use pmt_core::json::{self, Layout};
use support::Fixture;

fn documents() -> Vec<(std::path::PathBuf, String)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/compiled");
    let entries = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let mut sources: Vec<_> = entries.filter(|path| path.extension().is_some_and(|e| e == "pmt")).collect();
    sources.sort();
    sources
        .into_iter()
        .map(|path| (path.clone(), document(&std::fs::read_to_string(path).unwrap())))
        .collect()
}

fn document(text: &str) -> String {
    let fixture = Fixture::parse(text, |_| false);
    let workspace = fixture.workspace();
    let compilation = compile(&workspace, &fixture.settings, Mode::Draft);
    let findings: Vec<_> =
        compilation.findings().into_iter().map(|finding| finding.message.zh.clone()).collect();
    let document = compilation.document().unwrap_or_else(|| panic!("refused: {findings:?}"));
    let mut out = Vec::new();
    document.write(Layout::Indented, &mut out).unwrap();
    String::from_utf8(out).unwrap()
}

#[test]
fn every_workspace_gives_the_json_beside_it() {
    for (path, made) in documents() {
        expect_file![path.with_extension("json")].assert_eq(&made);
    }
}

#[test]
fn every_document_is_valid_by_the_schema() {
    let schema = json::schema();
    let validator = jsonschema::draft202012::new(&schema).unwrap();
    for (path, made) in documents() {
        let value = serde_json::from_str(&made).unwrap();
        let errors: Vec<String> =
            validator.iter_errors(&value).map(|error| format!("{} {error}", error.instance_path())).collect();
        assert!(errors.is_empty(), "{}: {errors:#?}", path.display());
    }
}

#[test]
fn the_schema_asks_for_every_field_and_for_exact_strings() {
    let schema = json::schema();
    let validator = jsonschema::draft202012::new(&schema).unwrap();
    let (_, made) = documents().swap_remove(0);
    let mut value: serde_json::Value = serde_json::from_str(&made).unwrap();
    let project = &mut value["declarations"][0]["projects"][0];
    project["annualFunds"]["amount"] = 1_020_000.into();
    assert!(!validator.is_valid(&value), "an amount as a number");
    value["declarations"][0]["projects"][0].as_object_mut().unwrap().remove("annualFunds");
    assert!(!validator.is_valid(&value), "a field left out");
}

#[test]
fn compiling_twice_gives_the_same_bytes() {
    assert_eq!(documents(), documents());
}

#[test]
fn what_is_written_bit_by_bit_is_what_the_whole_would_be() {
    let project = |folder: usize| pmt_core::workspace::SourceFile {
        path: format!("{folder:02}/01.pmt"),
        text: format!("申报 2022 {{ 主管部门: \"第{folder}局\" }}\n").into(),
    };
    for count in [0, 1, 2, 40] {
        let workspace = pmt_core::workspace::Workspace::new((0..count).map(project).collect());
        let compilation = compile(&workspace, &pmt_core::config::Settings::default(), Mode::Draft);
        let document = compilation.document().unwrap();
        assert_eq!(document.declarations.len(), count);
        let whole =
            [serde_json::to_string_pretty(&document).unwrap(), serde_json::to_string(&document).unwrap()];
        for (layout, whole) in [Layout::Indented, Layout::Compact].into_iter().zip(whole) {
            let mut written = Vec::new();
            document.write(layout, &mut written).unwrap();
            assert_eq!(String::from_utf8(written).unwrap(), format!("{whole}\n"));
        }
    }
}
