//! Colours by meaning.

use serde_json::{Value, json};

use crate::client::Manner;
use crate::sample::{PROJECT, Sample};

/// The tokens, each with its words and type.
fn painted(sample: &Sample, data: &Value) -> Vec<(String, String)> {
    let legend = &sample.client.capabilities["semanticTokensProvider"]["legend"]["tokenTypes"];
    let numbers: Vec<u64> = data.as_array().unwrap().iter().map(|one| one.as_u64().unwrap()).collect();
    let (mut line, mut start) = (0, 0);
    let tokens = numbers.chunks(5).map(|token| {
        if token[0] > 0 {
            start = 0;
        }
        line += token[0];
        start += token[1];
        let range = json!({
            "start": { "line": line, "character": start },
            "end": { "line": line, "character": start + token[2] },
        });
        let kind = legend[usize::try_from(token[3]).unwrap()].as_str().unwrap();
        (sample.words(&range).to_owned(), kind.to_owned())
    });
    tokens.collect()
}

#[test]
fn everything_has_the_colour_of_what_it_is() {
    Sample::each(|mut sample| {
        let tokens = sample.ask("textDocument/semanticTokens/full", json!({})).unwrap();
        let painted = painted(&sample, &tokens["data"]);
        for (words, kind) in [
            ("// 注一😀", "comment"),
            ("项目", "keyword"),
            ("\"𠮷田😀\"", "class"),
            ("主管部门", "property"),
            ("2022-01-01", "number"),
            ("至", "operator"),
            ("项目概述", "keyword"),
            ("𠮷😀办", "string"),
            ("${", "macro"),
            ("\"群团😀\"", "function"),
            ("𠮷场次", "method"),
            ("《𠮷办法》", "string"),
            ("\"组织科😀\"", "parameter"),
            ("任务", "property"),
            ("任务", "keyword"),
            ("万元", "type"),
            ("×", "operator"),
            ("产出指标", "namespace"),
            (">=", "operator"),
            ("对应", "property"),
        ] {
            let expected = (words.to_owned(), kind.to_owned());
            assert!(painted.contains(&expected), "{expected:?} in {painted:#?}");
        }
        assert!(painted.iter().all(|(words, _)| !words.is_empty() && !words.contains(['\r', '\n'])));
    });
}

#[test]
fn a_comment_that_silences_stands_out() {
    let text = "项目 \"甲\" {\n  // pmt: 允许 VAL03 因为\n  项目概述: \"约 3 场\"\n}\n";
    let mut sample = Sample::with(Manner::default(), text);
    let tokens = sample.ask("textDocument/semanticTokens/full", json!({})).unwrap();
    let modifiers = &sample.client.capabilities["semanticTokensProvider"]["legend"]["tokenModifiers"];
    let bit = modifiers.as_array().unwrap().iter().position(|one| one == "suppression").unwrap();
    assert_eq!(tokens["data"][2 * 5 + 4], 1 << bit, "{tokens}");
}

#[test]
fn a_range_has_its_part_of_them() {
    Sample::each(|mut sample| {
        let range =
            json!({ "start": sample.position("▮立项依据 {"), "end": sample.position("《𠮷办法》▮ }") });
        let tokens = sample.ask("textDocument/semanticTokens/range", json!({ "range": range })).unwrap();
        let words: Vec<String> =
            painted(&sample, &tokens["data"]).into_iter().map(|(words, _)| words).collect();
        assert_eq!(words, ["立项依据", "文件依据", "《𠮷办法》"]);
    });
}

#[test]
fn a_difference_makes_the_old_into_the_new() {
    Sample::each(|mut sample| {
        let full = sample.ask("textDocument/semanticTokens/full", json!({})).unwrap();
        let mut known: Vec<Value> = full["data"].as_array().unwrap().clone();
        let mut id = full["resultId"].clone();
        for (old, new) in [("2万元", "约 3.5 万元"), ("// 注二𠮷", ""), ("对应: ", "对应 ")] {
            let at = sample.text().find(old).unwrap();
            let uri = sample.uri.clone();
            sample.client.edit(&uri, at..at + old.len(), new);
            let delta = sample
                .ask("textDocument/semanticTokens/full/delta", json!({ "previousResultId": id }))
                .unwrap();
            let edits = delta["edits"].as_array().expect("a difference");
            assert!(edits.len() <= 1);
            for edit in edits {
                let number = |key: &str| usize::try_from(edit[key].as_u64().unwrap()).unwrap();
                let data = edit["data"].as_array().cloned().unwrap_or_default();
                assert!(data.len() < known.len() / 2, "only what changed");
                known.splice(number("start")..number("start") + number("deleteCount"), data);
            }
            id = delta["resultId"].clone();
            let full = sample.ask("textDocument/semanticTokens/full", json!({})).unwrap();
            assert_eq!(full["data"], json!(known));
            assert_eq!(full["resultId"], id);
        }
        let all = sample
            .ask("textDocument/semanticTokens/full/delta", json!({ "previousResultId": "别的" }))
            .unwrap();
        assert_eq!(all["data"], json!(known), "from what is not known, everything");
    });
}

#[test]
fn a_broken_text_is_coloured_as_far_as_it_goes() {
    let broken = PROJECT.replace("实施主体 {", "实施主体 {{ :").replace("》", "").replace("\"\"\"", "\"\"");
    let mut sample = Sample::with(Manner::default(), &broken);
    let tokens = sample.ask("textDocument/semanticTokens/full", json!({})).unwrap();
    assert!(painted(&sample, &tokens["data"]).contains(&("项目".to_owned(), "keyword".to_owned())));
}
