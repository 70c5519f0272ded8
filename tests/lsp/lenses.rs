//! The lines above 申报 and 项目, and compiling from there.

use serde_json::{Value, json};

use crate::client::{Client, Encoding, Manner, folder, uri};
use crate::sample::{COVER, PROJECT, Sample};

fn lenses(sample: &mut Sample, uri: &str) -> Vec<Value> {
    let params = json!({ "textDocument": { "uri": uri } });
    sample.client.request("textDocument/codeLens", params).unwrap().as_array().unwrap().clone()
}

fn titles(lenses: &[Value]) -> Vec<&str> {
    lenses.iter().map(|lens| lens["command"]["title"].as_str().unwrap()).collect()
}

#[test]
fn a_cover_says_the_money_of_its_projects() {
    for encoding in Encoding::ALL {
        let mut sample = Sample::new(Manner { encoding, ..Manner::default() });
        let cover = sample.cover.clone();
        sample.client.open(&cover, COVER);
        sample.client.pull(&cover);
        let found = lenses(&mut sample, &cover);
        assert_eq!(titles(&found), ["资金合计 4万元，项目 1 个", "编译"]);
        assert_eq!(encoding.words(COVER, &found[0]["range"]), "申报 2022");
    }
}

#[test]
fn the_client_is_told_when_a_sum_has_changed_elsewhere() {
    let mut sample = Sample::new(Manner::default());
    let (cover, uri) = (sample.cover.clone(), sample.uri.clone());
    sample.client.open(&cover, COVER);
    sample.client.pull(&cover);
    sample.client.settle(std::time::Duration::from_millis(300));
    sample.client.kept.clear();
    let at = sample.text().find("年度资金申请总额: 4").unwrap() + "年度资金申请总额: ".len();
    sample.client.edit(&uri, at..at + 1, "7");
    sample.client.wait("a call to ask again", |one| one["method"] == "workspace/codeLens/refresh");
    sample.client.wait("another", |one| one["method"] == "workspace/inlayHint/refresh");
    assert_eq!(titles(&lenses(&mut sample, &cover))[0], "资金合计 7万元，项目 1 个");
}

#[test]
fn a_project_says_what_was_found_in_it() {
    Sample::each(|mut sample| {
        let uri = sample.uri.clone();
        let diagnostics = sample.client.pull(&uri);
        let count = |severity: u64| diagnostics.iter().filter(|one| one["severity"] == severity).count();
        let found = lenses(&mut sample, &uri);
        let title = found[0]["command"]["title"].as_str().unwrap();
        assert!(title.contains(&format!("{} 个错误", count(1))), "{title}");
        assert_eq!(sample.words(&found[0]["range"]), "项目 \"𠮷田😀\"");
        assert_eq!(found[1]["command"]["command"], "pmt.compile");
    });
}

#[test]
fn a_lens_compiles() {
    Sample::each(|mut sample| {
        let uri = sample.uri.clone();
        let lens = lenses(&mut sample, &uri).pop().unwrap();
        let refused = sample
            .client
            .request(
                "workspace/executeCommand",
                json!({ "command": "pmt.compile", "arguments": lens["command"]["arguments"] }),
            )
            .unwrap_err();
        assert_eq!(refused["code"], -32803);
        assert!(refused["message"].as_str().unwrap().contains("个错误"), "{refused}");
    });
}

#[test]
fn a_client_that_says_it_shows_a_preview_is_offered_it_at_each_project() {
    for encoding in Encoding::ALL {
        let options = json!({ "commands": ["pmt.showPreview"] });
        let mut sample = Sample::new(Manner { encoding, options, ..Manner::default() });
        let uri = sample.uri.clone();
        // Its user's settings change nothing of it.
        let settings = json!({ "settings": { "pmt": { "lang": "en" } } });
        sample.client.notify("workspace/didChangeConfiguration", settings);
        sample.client.pull(&uri);
        let found = lenses(&mut sample, &uri);
        let lens = found.iter().find(|one| one["command"]["command"] == "pmt.showPreview").unwrap();
        assert_eq!(lens["command"]["title"], "Preview");
        assert_eq!(sample.words(&lens["range"]), "项目 \"𠮷田😀\"");
        // What it is called with is what the server's own command takes.
        let params = json!({ "command": "pmt.preview", "arguments": lens["command"]["arguments"] });
        let page = sample.client.request("workspace/executeCommand", params).unwrap();
        assert!(page.as_str().unwrap().contains("𠮷田😀"));
        let mut other = Sample::new(Manner { encoding, ..Manner::default() });
        let uri = other.uri.clone();
        assert!(!titles(&lenses(&mut other, &uri)).contains(&"预览"));
    }
}

#[test]
fn what_is_compiled_is_what_the_command_line_compiles() {
    let example = concat!(env!("CARGO_MANIFEST_DIR"), "/examples/songjiang-2022-revised");
    let mut client =
        crate::client::Client::start(Manner { folder: Some(example.into()), ..Manner::default() });
    let path = std::path::Path::new(example).join("01-党组织建设.pmt");
    let uri = crate::client::uri(&path);
    client.open(&uri, &std::fs::read_to_string(&path).unwrap());
    client.pull(&uri);
    let command = json!({ "command": "pmt.compile", "arguments": [uri], "workDoneToken": "𠮷" });
    let compiled = client.request("workspace/executeCommand", command).unwrap();
    let output =
        std::process::Command::new(env!("CARGO_BIN_EXE_pmt")).args(["compile", example]).output().unwrap();
    let expected: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(compiled, expected);
    let tells =
        |one: &Value, kind: &str| one["params"]["token"] == "𠮷" && one["params"]["value"]["kind"] == kind;
    client.wait("the beginning", |one| tells(one, "begin"));
    client.wait("the end", |one| tells(one, "end"));
}

#[test]
fn a_draft_lists_what_stands_in_the_way() {
    let mut sample = Sample::new(Manner::default());
    let argument = json!({ "uri": sample.uri, "draft": true });
    let command = json!({ "command": "pmt.compile", "arguments": [argument] });
    match sample.client.request("workspace/executeCommand", command) {
        Ok(compiled) => assert_eq!(compiled["draft"], true),
        Err(error) => assert!(error["message"].as_str().unwrap().contains("错误"), "{error}"),
    }
}

#[test]
fn a_refusal_says_whether_a_draft_can_be_had() {
    const COVER: &str = include_str!("../../examples/songjiang-2022-revised/申报.pmt");
    const PROJECT: &str = include_str!("../../examples/songjiang-2022-revised/01-党组织建设.pmt");
    // Without its overview.
    let review: Vec<&str> = PROJECT.lines().filter(|line| !line.contains("两项任务，支持30家")).collect();
    let review = review.join("\n");
    let language = review.replace("30家 × 10000元", "30家 × 10000元 = 310000元");
    for (project, drafts) in [(review, true), (language, false)] {
        let folder = folder();
        let uri = uri(&folder.path().join("申报.pmt"));
        let mut client = Client::start(Manner::default());
        client.open(&uri, &format!("{COVER}\n{project}"));
        let mut compile = |draft: bool| {
            let command = json!({ "command": "pmt.compile", "arguments": [{ "uri": uri, "draft": draft }] });
            client.request("workspace/executeCommand", command)
        };
        let refusal = compile(false).unwrap_err();
        assert_eq!(refusal["data"]["draft"], drafts, "{refusal}");
        assert!(refusal["message"].as_str().unwrap().contains("第一个：申报.pmt:17 "), "{refusal}");
        assert_eq!(compile(true).is_ok(), drafts);
    }
}

#[test]
fn of_several_projects_without_a_cover_the_one_at_the_cursor_is_compiled() {
    let mut client = crate::client::Client::start(Manner::default());
    let folder = crate::client::folder();
    let uri = crate::client::uri(&folder.path().join("两个.pmt"));
    let project = |name: &str| {
        format!(
            "项目 \"{name}\" {{ 主管部门: 某局; 实施单位: 某局; 实施周期: 2022-01-01 至 2022-12-31; 年度资金申请总额: 1万元; 年度总目标: \"好\"; 绩效指标 {{ }} }}\r\n"
        )
    };
    client.open(&uri, &[project("甲"), project("𠮷")].concat());
    for (line, name) in [(0, "甲"), (1, "𠮷")] {
        let position = json!({ "line": line, "character": 4 });
        let argument = json!({ "uri": uri, "position": position, "draft": true });
        let command = json!({ "command": "pmt.compile", "arguments": [argument] });
        let compiled = client.request("workspace/executeCommand", command).unwrap();
        assert_eq!(compiled["declarations"][0]["projects"][0]["name"], name, "{compiled}");
    }
}

#[test]
fn commands_that_do_not_exist_and_bad_arguments_are_errors() {
    let mut sample = Sample::with(Manner::default(), &PROJECT.replace('{', "{{"));
    for (command, arguments) in [
        ("pmt.nothing", json!([])),
        ("pmt.compile", json!([])),
        ("pmt.compile", json!([7])),
        ("pmt.compile", json!(["file:///nowhere/𠮷.pmt"])),
    ] {
        let params = json!({ "command": command, "arguments": arguments });
        let error = sample.client.request("workspace/executeCommand", params).unwrap_err();
        assert_eq!(error["code"], -32602, "{error}");
    }
}
