//! Folding, growing the selection, and links.

use serde_json::{Value, json};

use crate::client::Manner;
use crate::sample::Sample;

#[test]
fn blocks_texts_and_comments_fold_by_lines() {
    Sample::each(|mut sample| {
        let folds = sample.ask("textDocument/foldingRange", json!({})).unwrap();
        let lines: Vec<String> = sample.text().lines().map(str::to_owned).collect();
        let line = |fold: &Value, end: &str| {
            let index = usize::try_from(fold[end].as_u64().unwrap()).unwrap();
            lines[index].trim().chars().take(6).collect::<String>()
        };
        let folds: Vec<_> = folds
            .as_array()
            .unwrap()
            .iter()
            .map(|fold| (line(fold, "startLine"), line(fold, "endLine"), fold["kind"].as_str()))
            .collect();
        let expected = [
            ("// 注一😀", "// 注二𠮷", Some("comment")),
            ("项目 \"𠮷田", "}", None),
            ("项目概述 \"", "𠮷😀办${任", None),
            ("实施方案 \"", "任务 \"群团", None),
            ("绩效指标 {", "}", None),
            ("产出指标 {", "}", None),
            ("数量指标 {", "𠮷场次 >=", None),
        ];
        let expected: Vec<_> =
            expected.map(|(start, end, kind)| (start.to_owned(), end.to_owned(), kind)).to_vec();
        assert_eq!(folds, expected);
    });
}

#[test]
fn what_is_not_closed_folds_to_its_end() {
    let mut sample = Sample::with(Manner::default(), "项目 \"甲\" {\n  项目概述 \"\"\"\n  一\n  二\n");
    let folds = sample.ask("textDocument/foldingRange", json!({})).unwrap();
    assert_eq!(
        folds,
        json!([
            { "startLine": 0, "endLine": 3 },
            { "startLine": 1, "endLine": 3 },
        ])
    );
}

#[test]
fn the_selection_grows_from_a_word_to_the_file() {
    Sample::each(|mut sample| {
        let position = sample.position("责任: \"组▮织科😀\"");
        let found = sample
            .ask(
                "textDocument/selectionRange",
                json!({ "positions": [position, { "line": 999, "character": 9 }] }),
            )
            .unwrap();
        let mut grown = Vec::new();
        let mut here = &found[0];
        while here.is_object() {
            grown.push(sample.words(&here["range"]).to_owned());
            here = &here["parent"];
        }
        assert_eq!(
            grown[..6],
            [
                "组织科😀",
                "\"组织科😀\"",
                "\"组织科😀\", 办公室, 宣传科",
                "责任: \"组织科😀\", 办公室, 宣传科",
                " 责任: \"组织科😀\", 办公室, 宣传科 ",
                "{ 责任: \"组织科😀\", 办公室, 宣传科 }",
            ]
        );
        assert!(grown[6].starts_with("任务 \"党建\": 2万元 {"), "{grown:#?}");
        assert_eq!(grown.last().unwrap(), sample.text());
        assert_eq!(found.as_array().unwrap().len(), 2, "an answer for each position");
        for (inner, outer) in grown.iter().zip(&grown[1..]) {
            assert!(outer.contains(inner.as_str()) && outer.len() > inner.len());
        }
    });
}

#[test]
fn a_silenced_rule_leads_to_its_page() {
    let text = "// 😀\n项目 \"𠮷\" {\n  // pmt: 允许 VAL03, 没有这条 𠮷因为\n  项目概述: \"约 3 场\"\n}\n";
    for encoding in crate::client::Encoding::ALL {
        let mut sample = Sample::with(Manner { encoding, ..Manner::default() }, text);
        let links = sample.ask("textDocument/documentLink", json!({})).unwrap();
        assert_eq!(links.as_array().unwrap().len(), 1);
        assert_eq!(sample.words(&links[0]["range"]), "VAL03");
        assert!(links[0]["target"].as_str().unwrap().ends_with("/VAL03.md"));
        assert!(!links[0]["tooltip"].as_str().unwrap().is_empty());
    }
}
