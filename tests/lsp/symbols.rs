//! The outline, and names found in the workspace.

use serde_json::{Value, json};

use crate::client::{Client, Manner, folder, uri};
use crate::sample::{PROJECT, Sample};

fn outline(symbols: &Value, depth: usize, out: &mut Vec<String>) {
    for symbol in symbols.as_array().into_iter().flatten() {
        let detail = symbol["detail"].as_str().map(|detail| format!(" · {detail}")).unwrap_or_default();
        out.push(format!("{}{}{detail}", "  ".repeat(depth), symbol["name"].as_str().unwrap()));
        outline(&symbol["children"], depth + 1, out);
    }
}

#[test]
fn the_outline_is_the_forms() {
    Sample::each(|mut sample| {
        let symbols = sample.ask("textDocument/documentSymbol", json!({})).unwrap();
        let mut shown = Vec::new();
        outline(&symbols, 0, &mut shown);
        assert_eq!(
            shown,
            [
                "𠮷田😀 · 4万元",
                "  项目概述",
                "  立项依据",
                "    文件依据",
                "      《𠮷办法》",
                "  实施主体",
                "    组织科😀 · \"𠮷组织\"",
                "    办公室 · \"办文\"",
                "  实施方案",
                "    党建 · 2万元",
                "    群团😀 · 0.1万元",
                "      测算",
                "        讲座😀 · 1次 × 1000元",
                "  项目资金总额 · 40000元",
                "  年度资金申请总额 · 4万元",
                "  绩效指标",
                "    产出指标",
                "      数量指标",
                "        𠮷场次 · ≥3场",
            ]
        );
        let project = &symbols[0];
        assert_eq!(sample.words(&project["selectionRange"]), "\"𠮷田😀\"");
        assert!(sample.words(&project["range"]).starts_with("项目 \"𠮷田😀\" {"));
        assert!(sample.words(&project["range"]).ends_with("\r\n}"));
    });
}

#[test]
fn the_outline_of_a_half_typed_text_has_what_can_be_read() {
    let broken = "申报 {\n}\n项目 \"\" {\n}\n项目 {\n  绩效指标 {\n    产出指标 { : {{\n    任务\n  项目概述 \"\"\"没完\n";
    let mut sample = Sample::with(Manner::default(), broken);
    let symbols = sample.ask("textDocument/documentSymbol", json!({})).unwrap();
    let mut shown = Vec::new();
    outline(&symbols, 0, &mut shown);
    assert!(shown.iter().any(|one| one.contains("产出指标")), "{shown:#?}");
}

#[test]
fn a_client_without_levels_gets_a_flat_outline() {
    let mut client = Client::start(Manner::default());
    let folder = folder();
    let uri = uri(&folder.path().join("01.pmt"));
    client.open(&uri, PROJECT);
    let symbols =
        client.request("textDocument/documentSymbol", json!({ "textDocument": { "uri": uri } })).unwrap();
    let task = symbols.as_array().unwrap().iter().find(|one| one["name"] == "党建").unwrap();
    assert_eq!(task["containerName"], "实施方案");
    assert_eq!(task["location"]["uri"], uri.as_str());
}

#[test]
fn names_are_found_by_characters_pinyin_and_initials() {
    Sample::each(|mut sample| {
        let mut found = |query: &str| {
            let symbols = sample.client.request("workspace/symbol", json!({ "query": query })).unwrap();
            let named = |symbol: &Value| {
                let (file, _) = sample.named(&symbol["location"]);
                let name = symbol["name"].as_str().unwrap();
                let container = symbol["containerName"].as_str().unwrap_or_default();
                format!("{file} {name} {container}").trim_end().to_owned()
            };
            symbols.as_array().unwrap().iter().map(named).collect::<Vec<_>>()
        };
        for query in ["党建", "dangjian", "dj", "DJ", "dangj"] {
            assert_eq!(found(query), ["01 党建 𠮷田😀"], "{query}");
        }
        assert_eq!(found("办公室"), ["01 办公室 𠮷田😀"]);
        assert_eq!(found("bgs"), ["01 办公室 𠮷田😀"]);
        assert_eq!(found("changci"), ["01 𠮷场次 𠮷田😀"]);
        assert_eq!(found("zzz"), Vec::<String>::new());
        assert_eq!(found(""), ["01 𠮷田😀", "申报 𠮷委😀"], "with nothing asked for, whole things");
    });
}

#[test]
fn a_name_just_typed_is_found() {
    let mut sample = Sample::new(Manner::default());
    let at = sample.text().find("党建\": 2").unwrap();
    let uri = sample.uri.clone();
    sample.client.edit(&uri, at.."党建".len() + at, "宣讲");
    let symbols = sample.client.request("workspace/symbol", json!({ "query": "xuanjiang" })).unwrap();
    assert_eq!(symbols.as_array().unwrap().len(), 1);
    assert!(PROJECT.contains("党建"));
}
