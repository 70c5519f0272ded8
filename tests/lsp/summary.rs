//! What a declaration comes to: its money, and how many findings its files have.

use serde_json::{Value, json};

use crate::client::{Encoding, Manner};
use crate::sample::{COVER, Sample};

fn summary(sample: &mut Sample, uri: &str) -> Value {
    let command = json!({ "command": "pmt.summary", "arguments": [uri] });
    sample.client.request("workspace/executeCommand", command).unwrap()
}

#[test]
fn it_speaks_of_the_whole_declaration_from_any_of_its_files() {
    for encoding in Encoding::ALL {
        let mut sample = Sample::new(Manner { encoding, ..Manner::default() });
        let (uri, cover) = (sample.uri.clone(), sample.cover.clone());
        sample.client.open(&cover, COVER);
        let mut errors = 0;
        for file in [&uri, &cover] {
            let found = sample.client.pull(file);
            errors += found.iter().filter(|one| one["severity"] == 1).count();
        }
        let from_project = summary(&mut sample, &uri);
        assert_eq!(from_project, summary(&mut sample, &cover));
        assert_eq!(from_project["whose"], "𠮷委😀");
        assert_eq!(from_project["year"], 2022);
        assert_eq!(from_project["total"], "4万元");
        assert_eq!(from_project["projects"], 1);
        assert_eq!(from_project["unknown"], 0);
        assert_eq!(from_project["files"], 2);
        assert_eq!(from_project["cover"], json!(cover));
        assert!(errors > 0);
        assert_eq!(from_project["errors"], errors);
        let first = &from_project["first"];
        assert!(!sample.named(first).1.is_empty(), "{first}");
    }
}

#[test]
fn an_amount_that_changes_changes_the_total_at_once() {
    let mut sample = Sample::new(Manner::default());
    let uri = sample.uri.clone();
    let at = sample.text().find("年度资金申请总额: 4").unwrap() + "年度资金申请总额: ".len();
    sample.client.edit(&uri, at..at + 1, "7");
    assert_eq!(summary(&mut sample, &uri)["total"], "7万元");
    sample.client.edit(&uri, at..at + "7万元".len(), "");
    let unknown = summary(&mut sample, &uri);
    assert_eq!((&unknown["projects"], &unknown["unknown"]), (&json!(1), &json!(1)));
}

#[test]
fn where_there_is_no_declaration_there_is_none() {
    let mut sample = Sample::with(Manner::default(), "");
    let folder = crate::client::folder();
    let alone = crate::client::uri(&folder.path().join("白.pmt"));
    sample.client.open(&alone, "// 还没有写\n");
    assert_eq!(summary(&mut sample, &alone), Value::Null);
}

#[test]
fn the_text_to_be_written_is_the_command_lines() {
    let example = concat!(env!("CARGO_MANIFEST_DIR"), "/examples/songjiang-2022-revised");
    let manner = Manner { folder: Some(example.into()), ..Manner::default() };
    let mut client = crate::client::Client::start(manner);
    let path = std::path::Path::new(example).join("01-党组织建设.pmt");
    let uri = crate::client::uri(&path);
    client.open(&uri, &std::fs::read_to_string(&path).unwrap());
    client.pull(&uri);
    let command = json!({ "command": "pmt.compile", "arguments": [{ "uri": uri, "text": true }] });
    let text = client.request("workspace/executeCommand", command).unwrap();
    let run =
        std::process::Command::new(env!("CARGO_BIN_EXE_pmt")).args(["compile", example]).output().unwrap();
    assert_eq!(text.as_str().unwrap(), String::from_utf8(run.stdout).unwrap());
}

#[test]
fn a_client_can_ask_what_a_new_declaration_can_be_made_for() {
    let mut sample = Sample::new(Manner::default());
    let forms = sample.client.request("workspace/executeCommand", json!({ "command": "pmt.forms" })).unwrap();
    assert_eq!(forms["regions"], json!(["上海", "中央"]));
    assert_eq!(forms["years"], json!([1990, 2999]));
    let year = forms["year"].as_i64().unwrap();
    // The year that `pmt init` takes by itself.
    let folder = crate::client::folder();
    let mut init = std::process::Command::new(env!("CARGO_BIN_EXE_pmt"));
    assert!(init.args(["init", "甲"]).current_dir(folder.path()).output().unwrap().status.success());
    let cover = std::fs::read_to_string(folder.path().join("甲/申报.pmt")).unwrap();
    assert!(cover.starts_with(&format!("申报 {year} {{")), "{cover}");
}
