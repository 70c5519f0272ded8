//! Notes beside amounts.

use serde_json::{Value, json};

use crate::client::{Encoding, Manner};
use crate::sample::{PROJECT, Sample};

/// The notes with what stands before each.
fn notes(sample: &mut Sample, range: Value) -> Vec<(String, String)> {
    let hints = sample.ask("textDocument/inlayHint", json!({ "range": range })).unwrap();
    let encoding = sample.client.manner.encoding;
    let note = |hint: &Value| {
        let offset = encoding.offset(sample.text(), &hint["position"]);
        let line = sample.text()[..offset].lines().next_back().unwrap().trim().to_owned();
        (line, hint["label"].as_str().unwrap().to_owned())
    };
    hints.as_array().unwrap().iter().map(note).collect()
}

fn everything() -> Value {
    json!({ "start": { "line": 0, "character": 0 }, "end": { "line": 999, "character": 0 } })
}

#[test]
fn totals_say_what_they_come_to_and_what_their_parts_lack() {
    Sample::each(|mut sample| {
        let notes = notes(&mut sample, everything());
        let notes: Vec<(&str, &str)> =
            notes.iter().map(|(line, note)| (line.as_str(), note.as_str())).collect();
        assert_eq!(
            notes,
            [
                ("任务 \"群团😀\"", "= 0.1万元"),
                ("任务 \"群团😀\" { 责任: 办公室; 测算 { \"讲座😀\": 1次 × 1000元", "= 1,000元"),
                ("项目资金总额: 40000元", "= 4万元"),
                ("年度资金申请总额: 4万元", "= 40,000元"),
                ("年度资金申请总额: 4万元", "已列 2.1万元，还差 1.9万元"),
            ]
        );
    });
}

#[test]
fn only_the_range_that_is_seen_is_annotated() {
    for encoding in Encoding::ALL {
        let mut sample = Sample::new(Manner { encoding, ..Manner::default() });
        let range = json!({ "start": sample.position("▮项目资金总额"), "end": sample.position("▮年度资金申请总额: ") });
        assert_eq!(notes(&mut sample, range), [("项目资金总额: 40000元".to_owned(), "= 4万元".to_owned())]);
    }
}

#[test]
fn notes_are_as_the_user_wants_them() {
    let labels = |options: Value| {
        let mut sample = Sample::new(Manner { options, ..Manner::default() });
        notes(&mut sample, everything()).into_iter().map(|(_, note)| note).collect::<Vec<_>>()
    };
    let off = json!({ "inlayHints": { "derived": false, "amounts": "off", "remaining": false } });
    assert_eq!(labels(off), Vec::<String>::new());
    let all = labels(json!({ "inlayHints": { "derived": false, "amounts": "all", "remaining": false } }));
    assert_eq!(all, ["= 20,000元", "= 4万元", "= 40,000元", "= 40,000元"]);
    let odd = labels(json!({ "inlayHints": { "amounts": 7, "derived": "x" }, "lang": "en" }));
    assert_eq!(odd.len(), 5, "what cannot be read is not set");
    assert!(odd[4].contains("1.9万元 remaining"), "{odd:?}");
}

#[test]
fn a_cover_says_what_its_projects_lack() {
    let mut sample = Sample::new(Manner::default());
    let cover = sample.cover.clone();
    sample.client.open(&cover, crate::sample::COVER);
    sample.client.pull(&cover);
    let params = json!({ "textDocument": { "uri": cover }, "range": everything() });
    let hints = sample.client.request("textDocument/inlayHint", params).unwrap();
    let labels: Vec<&str> =
        hints.as_array().unwrap().iter().map(|hint| hint["label"].as_str().unwrap()).collect();
    assert_eq!(labels, ["= 50,000元", "已列 4万元，还差 1万元"]);
}

#[test]
fn a_broken_text_claims_nothing() {
    let broken = PROJECT.replace("任务 \"党建\": 2万元", "任务 \"党建\": 2万元元 ((");
    let mut sample = Sample::with(Manner::default(), &broken);
    let notes = notes(&mut sample, everything());
    assert!(notes.iter().all(|(_, note)| !note.contains("还差")), "{notes:?}");
}
