//! The project at the cursor as it will be printed.

use serde_json::{Value, json};

use crate::client::{Client, Encoding, Manner, folder, uri};

const TEXT: &str = "申报 2022 {\r\n  版式: 上海\r\n  主管部门: \"𠮷田局\"\r\n}\r\n\r\n项目 \"甲🚀\" {\r\n  绩效指标 { 产出指标 { 质量指标 { 环境整治成效: 显著 } } }\r\n}\r\n\r\n项目 \"乙<b>\" {\r\n}\r\n";

fn preview(client: &mut Client, uri: &str, at: &str) -> Result<Value, Value> {
    let text = client.text(uri).to_owned();
    let position = client.manner.encoding.position(&text, text.find(at).unwrap());
    let arguments = json!([{ "uri": uri, "position": position }]);
    client.request("workspace/executeCommand", json!({ "command": "pmt.preview", "arguments": arguments }))
}

#[test]
fn a_project_is_shown_with_what_was_found_in_it() {
    for encoding in Encoding::ALL {
        let folder = folder();
        let uri = uri(&folder.path().join("申报.pmt"));
        let mut client = Client::start(Manner { encoding, ..Manner::default() });
        let commands = client.capabilities["executeCommandProvider"]["commands"].as_array().unwrap();
        assert!(commands.contains(&json!("pmt.preview")));
        client.open(&uri, TEXT);
        let page = preview(&mut client, &uri, "环境整治").unwrap();
        let page = page.as_str().unwrap();
        assert!(page.starts_with("<!DOCTYPE html>") && page.contains("甲🚀") && page.contains("𠮷田局"));
        assert!(!page.contains("乙"), "the other project is another page");
        assert!(page.contains("VAL03") && page.contains("data-line=\"7\""), "findings are marked");
        let other = preview(&mut client, &uri, "乙").unwrap();
        assert!(other.as_str().unwrap().contains("乙&lt;b&gt;") && !other.as_str().unwrap().contains("甲🚀"));
        let whole = preview(&mut client, &uri, "版式").unwrap();
        let whole = whole.as_str().unwrap();
        assert!(whole.contains("甲🚀") && whole.contains("乙&lt;b&gt;"), "the cover's page has them all");
    }
}

#[test]
fn where_there_is_nothing_to_show_the_answer_says_so() {
    let folder = folder();
    let uri = uri(&folder.path().join("01.pmt"));
    let mut client = Client::start(Manner::default());
    client.open(&uri, "// 还没有写\n");
    let error = preview(&mut client, &uri, "还").unwrap_err();
    assert_eq!(error["message"], "这个文件里没有申报，也没有项目");
    let none = json!({ "command": "pmt.preview", "arguments": [] });
    assert_eq!(client.request("workspace/executeCommand", none).unwrap_err()["code"], -32602);
}

/// The numbers of `data-range` behind a text of the page.
fn range_before(page: &str, text: &str) -> Vec<u64> {
    let end = page.find(text).unwrap_or_else(|| panic!("no {text}: {page}"));
    let mark = "data-range=\"";
    let start = page[..end].rfind(mark).unwrap() + mark.len();
    let range = page[start..].split('"').next().unwrap();
    range.split([':', '-']).map(|number| number.parse().unwrap()).collect()
}

#[test]
fn a_page_with_places_says_where_everything_is_written() {
    for encoding in Encoding::ALL {
        let folder = folder();
        let uri = uri(&folder.path().join("申报.pmt"));
        let mut client = Client::start(Manner { encoding, ..Manner::default() });
        client.open(&uri, TEXT);
        let position = encoding.position(TEXT, TEXT.find("环境整治").unwrap());
        let arguments = json!([{ "uri": uri, "position": position, "places": true }]);
        let command = json!({ "command": "pmt.preview", "arguments": arguments });
        let page = client.request("workspace/executeCommand", command).unwrap();
        assert_eq!(page["project"], "甲🚀");
        assert_eq!(page["files"], json!({ "申报.pmt": uri }));
        let project = encoding.words(TEXT, &page["range"]);
        assert!(project.starts_with("项目 \"甲🚀\"") && project.ends_with('}'), "{project}");
        let html = page["html"].as_str().unwrap();
        assert!(!html.contains("style="), "an editor's policy allows no style in an attribute");
        for (shown, written) in [(">环境整治成效<", "环境整治成效"), (">𠮷田局<", "\"𠮷田局\"")]
        {
            let range = range_before(html, shown);
            let [line, column, end_line, end_column] = range[..] else { panic!("{range:?}") };
            let at = |line: u64, character: u64| json!({ "line": line, "character": character });
            let range = json!({ "start": at(line, column), "end": at(end_line, end_column) });
            assert_eq!(encoding.words(TEXT, &range), written);
        }
    }
}

#[test]
fn a_project_keeps_its_number_when_it_is_shown_alone() {
    let folder = folder();
    let uri = uri(&folder.path().join("申报.pmt"));
    let mut client = Client::start(Manner::default());
    client.open(&uri, TEXT);
    let second = preview(&mut client, &uri, "乙").unwrap();
    assert!(second.as_str().unwrap().contains("填报表2"), "{second}");
}

#[test]
fn what_is_found_in_a_line_of_a_calculation_is_marked_in_its_paragraph() {
    let text = "申报 2022 { 版式: 上海 }\n项目 \"甲\" {\n  实施方案 \"\"\"讲课。\"\"\" {\n    任务 \"讲课\": 2万元 {\n      测算 {\n        讲课费: 2次 × 4000元 = 9000元\n        场地费: 1.2万元\n      }\n    }\n  }\n  年度预算安排 { 资金测算: \"见下\" }\n}\n";
    let folder = folder();
    let uri = uri(&folder.path().join("申报.pmt"));
    let mut client = Client::start(Manner::default());
    client.open(&uri, text);
    let page = preview(&mut client, &uri, "讲课费").unwrap();
    let page = page.as_str().unwrap();
    let paragraph = page.lines().find(|line| line.contains("讲课：讲课费 2次")).unwrap();
    assert!(paragraph.contains("class=\"error\"") && paragraph.contains("AMT04"), "{paragraph}");
}
