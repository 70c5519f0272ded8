//! What refuses a compilation, and what is written all the same.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::arithmetic_side_effects,
    clippy::string_slice,
    clippy::missing_panics_doc
)]

use pmt_core::compile::{Compilation, Mode, Refusal, compile};
use pmt_core::config::{self, Settings};
use pmt_core::json::{self, Layout};
use pmt_core::rules::example::{self, complete};
use pmt_core::workspace::{SourceFile, Workspace};

const GOOD: &str = "项目 \"好\" {\n}\n";
const REVIEW: &str = "项目 \"没有单位\" {\n  绩效指标 { 产出指标 { 数量指标 { 参训人数 >= 30 } } }\n}\n";
const LANGUAGE: &str = "项目 \"没有单位的钱\" {\n  年度资金申请总额: 102\n  项目资金总额: 1元\n}\n";
const WARNING: &str = "项目 \"旧名称\" {\n  年度总体目标: \"培训 30 人\"\n}\n";

fn settings(rest: &str) -> Settings {
    Settings::parse(&format!("edition = \"{}\"\n{rest}", example::REGION)).unwrap()
}

fn workspace(projects: &[&str]) -> Workspace {
    let files = projects
        .iter()
        .enumerate()
        .map(|(index, text)| SourceFile { path: format!("{index}.pmt"), text: complete(text).into() });
    Workspace::new(files.collect())
}

fn refusals(compilation: &Compilation<'_>) -> Vec<Option<Refusal>> {
    compilation.declarations.iter().map(|one| one.refusal).collect()
}

#[test]
fn errors_refuse_and_a_draft_lets_those_of_the_review_pass() {
    let workspace = workspace(&[GOOD, REVIEW, LANGUAGE, WARNING]);
    let last = compile(&workspace, &settings(""), Mode::Final);
    assert_eq!(refusals(&last), [None, Some(Refusal::Review), Some(Refusal::Language), None]);
    assert_eq!(last.refusal(), Some(Refusal::Language));
    let draft = compile(&workspace, &settings(""), Mode::Draft);
    assert_eq!(refusals(&draft), [None, None, Some(Refusal::Language), None]);
    assert!(draft.document().is_none(), "the language's own errors refuse a draft too");
}

#[test]
fn a_clean_declaration_is_written_on_a_line_beside_a_refused_one() {
    let workspace = workspace(&[REVIEW, GOOD]);
    let compilation = compile(&workspace, &settings(""), Mode::Final);
    let lines: Vec<String> = compilation
        .declarations
        .into_iter()
        .filter_map(|one| one.document(Mode::Final))
        .map(|document| {
            let mut line = Vec::new();
            document.write(Layout::Compact, &mut line).unwrap();
            String::from_utf8(line).unwrap()
        })
        .collect();
    assert_eq!(lines.len(), 1);
    assert!(lines[0].ends_with("}\n") && lines[0].matches('\n').count() == 1);
    let value: serde_json::Value = serde_json::from_str(&lines[0]).unwrap();
    assert_eq!(value["declarations"][0]["projects"][0]["name"], "好");
    assert!(jsonschema::draft202012::new(&json::schema()).unwrap().is_valid(&value));
}

#[test]
fn a_workspace_decides_how_strictly_a_rule_is_taken() {
    let workspace = workspace(&[REVIEW, WARNING]);
    let milder = compile(&workspace, &settings("[severity]\nVAL07 = \"warning\"\n"), Mode::Final);
    assert_eq!(refusals(&milder), [None, None]);
    let stricter = compile(&workspace, &settings("[severity]\nother-edition-key = \"error\"\n"), Mode::Final);
    assert_eq!(refusals(&stricter), [Some(Refusal::Review), Some(Refusal::Review)]);
    let off = compile(&workspace, &settings("[severity]\nmissing-unit = \"off\"\n"), Mode::Final);
    assert!(off.rules.iter().all(|report| report.rule.code != "VAL07"));
    let changed = &off.declarations[0].declaration.changed_severities;
    assert_eq!((changed.len(), changed[0].rule.as_str()), (1, "VAL07"));
}

#[test]
fn a_file_of_no_declaration_refuses_by_its_errors() {
    let workspace = Workspace::new(vec![
        SourceFile { path: "好.pmt".to_owned(), text: complete(GOOD).into() },
        SourceFile { path: "别处/坏.pmt".to_owned(), text: "主管部门 \"某局\"\n".into() },
    ]);
    let compilation = compile(&workspace, &settings(""), Mode::Final);
    assert_eq!(refusals(&compilation), [None]);
    assert_eq!(compilation.refusal(), Some(Refusal::Language));
}

#[test]
fn rules_say_how_they_fared() {
    let workspace = workspace(&[GOOD]);
    let compilation = compile(&workspace, &settings(""), Mode::Final);
    let ran =
        |code| compilation.rules.iter().find(|report| report.rule.code == code).map(|report| report.ran);
    assert_eq!(ran("FND01"), Some(1));
    assert_eq!(ran("IND11"), Some(0), "no weights, so there is nothing to look at");
}

#[test]
fn the_configuration_has_a_schema_that_the_reader_agrees_with() {
    let schema = config::schema();
    let validator = jsonschema::draft202012::new(&schema).unwrap();
    let text = "edition = \"上海\"\nlanguage = \"en\"\n[severity]\nFND01 = \"warning\"\n[limits]\nweight_total = 90\n";
    let value = serde_json::to_value(toml::from_str::<toml::Value>(text).unwrap()).unwrap();
    assert!(validator.is_valid(&value) && Settings::parse(text).is_ok());
    for selector in ["FND", "FND0", "F", "FND01", "unbalanced-total-funds", "FND99", "SYN", "SYN0", "FNDX"] {
        let text = format!("[severity]\n{selector} = \"off\"\n");
        let value = serde_json::to_value(toml::from_str::<toml::Value>(&text).unwrap()).unwrap();
        assert_eq!(validator.is_valid(&value), Settings::parse(&text).is_ok(), "{selector}");
    }
    let wrong = serde_json::json!({ "editon": "上海" });
    assert!(!validator.is_valid(&wrong) && Settings::parse("editon = \"上海\"").is_err());
}
