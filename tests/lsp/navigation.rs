//! Going to what a name means, and to where it is used.

use serde_json::json;

use crate::client::Manner;
use crate::sample::{PROJECT, Sample};

/// Where the name at the cursor leads.
fn leads(sample: &mut Sample, around: &str) -> Vec<(&'static str, String)> {
    let found = sample.ask_at("textDocument/definition", around, json!({})).unwrap();
    found.as_array().into_iter().flatten().map(|one| sample.named(one)).collect()
}

#[test]
fn names_lead_to_where_they_are_given() {
    Sample::each(|mut sample| {
        let one = |file, words: &str| vec![(file, words.to_owned())];
        for (cursor, expected) in [
            ("对应: \"群团▮😀\"", one("01", "\"群团😀\"")),
            ("任务.\"群▮团😀\"}", one("01", "\"群团😀\"")),
            ("${任▮务.", one("01", "\"群团😀\"")),
            ("责任: \"组织▮科😀\"", one("01", "\"组织科😀\"")),
            ("责任: ▮办公室;", one("01", "办公室")),
            ("绩效指标.𠮷场▮次}", one("01", "𠮷场次")),
            ("${年度▮资金申请总额}", one("01", "年度资金申请总额")),
            ("\"𠮷委▮😀\"", one("申报", "\"𠮷委😀\"")),
            ("宣传科▮ }", one("01", "宣传科")),
            ("2万▮元", vec![]),
        ] {
            assert_eq!(leads(&mut sample, cursor), expected, "{cursor}");
        }
        let position = sample.position("由▮宣传科");
        let found = sample.ask_at("textDocument/definition", "办公室, 宣传▮科", json!({})).unwrap();
        assert_eq!(found[0]["range"]["start"], position, "who is only mentioned is found in the prose");
    });
}

#[test]
fn what_a_project_leaves_to_its_cover_is_found_there() {
    let text = PROJECT.replace("  主管部门: \"𠮷委😀\"\n", "").replace("${实施单位}", "${主管部门}");
    let mut sample = Sample::with(Manner::default(), &text);
    assert_eq!(leads(&mut sample, "${主管▮部门}"), [("申报", "主管部门".to_owned())]);
}

#[test]
fn an_indicator_leads_to_its_library() {
    let library = "指标库 \"𠮷\" { 数量指标 { 𠮷场次: 场 } }\n";
    let mut sample = Sample::with(Manner::default(), &format!("{PROJECT}{library}"));
    let found = sample.ask_at("textDocument/definition", "𠮷场▮次 >= 3", json!({})).unwrap();
    let expected = sample.position("{ ▮𠮷场次: 场");
    assert_eq!(found[0]["range"]["start"], expected);
    let uses = sample
        .ask_at(
            "textDocument/references",
            "{ 𠮷▮场次: 场",
            json!({ "context": { "includeDeclaration": false } }),
        )
        .unwrap();
    assert_eq!(uses.as_array().unwrap().len(), 1);
    assert_eq!(uses[0]["range"]["start"], sample.position("▮𠮷场次 >= 3"));
}

#[test]
fn uses_are_listed_across_files() {
    Sample::each(|mut sample| {
        let mut uses = |around: &str, declaration: bool| {
            let context = json!({ "context": { "includeDeclaration": declaration } });
            let found = sample.ask_at("textDocument/references", around, context).unwrap();
            let mut found: Vec<_> = found.as_array().unwrap().iter().map(|one| sample.named(one)).collect();
            found.sort();
            found
        };
        let task = ("01", "\"群团😀\"".to_owned());
        assert_eq!(uses("任务 \"群▮团😀\"", true), vec![task.clone(); 3]);
        assert_eq!(uses("任务 \"群▮团😀\"", false), vec![task; 2]);
        let department = "\"𠮷委😀\"".to_owned();
        assert_eq!(uses("主管部门: \"𠮷▮委😀\"", true), [("01", department.clone()), ("申报", department)]);
        let office = uses("责任: ▮办公室;", true);
        assert_eq!(office, vec![("01", "办公室".to_owned()); 3]);
    });
}

#[test]
fn uses_in_the_document_are_highlighted() {
    Sample::each(|mut sample| {
        let found = sample.ask_at("textDocument/documentHighlight", "任务 \"群▮团😀\"", json!({})).unwrap();
        let found: Vec<(String, u64)> = found
            .as_array()
            .unwrap()
            .iter()
            .map(|one| (sample.words(&one["range"]).to_owned(), one["kind"].as_u64().unwrap()))
            .collect();
        let name = "\"群团😀\"".to_owned();
        assert_eq!(found, [(name.clone(), 2), (name.clone(), 3), (name, 2)], "read, written, read");
    });
}

#[test]
fn a_broken_text_has_the_names_that_can_be_read() {
    let broken =
        PROJECT.replace("项目资金总额: 40000元", "项目资金总额: : 40000 }} 元").replace("预算", "{{");
    let mut sample = Sample::with(Manner::default(), &broken);
    assert_eq!(leads(&mut sample, "任务.\"群▮团😀\"}"), [("01", "\"群团😀\"".to_owned())]);
    for cursor in ["}} ▮元", "▮// 注一", "4000▮0 }}"] {
        assert_eq!(leads(&mut sample, cursor), [], "{cursor}");
    }
}
