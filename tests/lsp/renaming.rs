//! Renaming.

use serde_json::json;

use crate::client::Manner;
use crate::sample::{COVER, PROJECT, Sample};

#[test]
fn a_task_is_renamed_with_its_references() {
    Sample::each(|mut sample| {
        let before = sample.text().to_owned();
        let prepared = sample.ask_at("textDocument/prepareRename", "对应: \"群▮团😀\"", json!({})).unwrap();
        assert_eq!(prepared["placeholder"], "群团😀");
        assert_eq!(sample.words(&prepared["range"]), "群团😀");
        let edit =
            sample.ask_at("textDocument/rename", "对应: \"群▮团😀\"", json!({ "newName": "𠮷 群" })).unwrap();
        let documents = edit["documentChanges"].as_array().unwrap();
        assert_eq!(documents.len(), 1);
        assert_eq!(documents[0]["textDocument"], json!({ "uri": sample.uri, "version": 1 }));
        let uri = sample.uri.clone();
        sample.client.make(&uri, &documents[0]["edits"]);
        assert_eq!(sample.text(), before.replace("群团😀", "𠮷 群"));
    });
}

#[test]
fn quotes_are_added_where_the_new_name_needs_them() {
    Sample::each(|mut sample| {
        let before = sample.text().to_owned();
        let edit = sample
            .ask_at("textDocument/rename", "绩效指标.𠮷▮场次", json!({ "newName": "场次、😀" }))
            .unwrap();
        let uri = sample.uri.clone();
        sample.client.make(&uri, &edit["documentChanges"][0]["edits"]);
        assert_eq!(sample.text(), before.replace("𠮷场次", "\"场次、😀\""));
    });
}

#[test]
fn an_organisation_is_renamed_across_files() {
    Sample::each(|mut sample| {
        let edit = sample
            .ask_at("textDocument/rename", "主管部门: \"𠮷委▮😀\"", json!({ "newName": "某局" }))
            .unwrap();
        let documents = edit["documentChanges"].as_array().unwrap().clone();
        assert_eq!(documents.len(), 2);
        for document in documents {
            let (uri, edits) = (document["textDocument"]["uri"].as_str().unwrap(), &document["edits"]);
            let is_open = uri == sample.uri;
            assert_eq!(document["textDocument"]["version"], if is_open { json!(1) } else { json!(null) });
            if !is_open {
                assert_eq!(uri, sample.cover);
                sample.client.open(uri, COVER);
            }
            sample.client.make(uri, edits);
            assert!(sample.client.text(uri).contains("主管部门: \"某局\"\r\n"));
        }
    });
}

#[test]
fn an_entry_of_a_library_is_renamed_with_its_indicators() {
    Sample::each(|mut sample| {
        let library = sample.cover.replace("%E7%94%B3%E6%8A%A5.pmt", "%E5%BA%93.pmt");
        let text = "// 😀\r\n指标库 \"𠮷\" {\r\n  数量指标 { 𠮷场次: 场 }\r\n}\r\n";
        let path = sample.path().join("库.pmt");
        std::fs::write(&path, text).unwrap();
        let changed = json!({ "changes": [{ "uri": library, "type": 1 }] });
        sample.client.notify("workspace/didChangeWatchedFiles", changed);
        sample.client.open(&library, text);
        sample.client.pull(&library);
        let before = sample.text().to_owned();
        let position = sample.client.manner.encoding.position(text, text.find("𠮷场次").unwrap());
        let params = json!({
            "textDocument": { "uri": library }, "position": position, "newName": "讲座场次",
        });
        let edit = sample.client.request("textDocument/rename", params).unwrap();
        for document in edit["documentChanges"].as_array().unwrap().clone() {
            let uri = document["textDocument"]["uri"].as_str().unwrap().to_owned();
            sample.client.make(&uri, &document["edits"]);
        }
        assert_eq!(sample.client.text(&library), text.replace("𠮷场次", "讲座场次"));
        assert_eq!(sample.text(), before.replace("𠮷场次", "讲座场次"));
    });
}

#[test]
fn what_cannot_be_renamed_is_refused_in_the_users_language() {
    for (locale, form, nothing) in
        [("zh-cn", "表上的名称", "没有可以改名的"), ("en-us", "form's own word", "no name to change")]
    {
        let mut sample = Sample::new(Manner { locale, ..Manner::default() });
        for (cursor, expected) in [("绩效▮指标 {", form), ("${年▮度资金", form), ("2万▮元", nothing)]
        {
            let prepared = sample.ask_at("textDocument/prepareRename", cursor, json!({})).unwrap_err();
            assert_eq!(prepared["code"], -32803);
            assert!(prepared["message"].as_str().unwrap().contains(expected), "{prepared}");
            let renamed =
                sample.ask_at("textDocument/rename", cursor, json!({ "newName": "别的" })).unwrap_err();
            assert_eq!(renamed["message"], prepared["message"]);
        }
        let taken = sample.ask_at("textDocument/rename", "任务 \"党▮建\"", json!({ "newName": "群团😀" }));
        assert!(taken.unwrap_err()["message"].as_str().unwrap().contains("群团😀"));
    }
}

#[test]
fn a_broken_text_is_renamed_in_where_it_can_be_read() {
    let broken =
        PROJECT.replace("年度资金申请总额: 4万元", "年度资金申请总额: : 4万元 ((").replace("对应: ", "对应 ");
    let mut sample = Sample::with(Manner::default(), &broken);
    let edit = sample.ask_at("textDocument/rename", "任务 \"党▮建\"", json!({ "newName": "党务" })).unwrap();
    let uri = sample.uri.clone();
    sample.client.make(&uri, &edit["documentChanges"][0]["edits"]);
    assert!(sample.text().contains("任务 \"党务\": 2万元"));
}
