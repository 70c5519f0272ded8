//! What is said of the words under the pointer.

use std::fmt::Write as _;

use expect_test::expect_file;
use serde_json::{Value, json};

use crate::client::{self, Client, Encoding, Manner};

fn at(client: &mut Client, uri: &str, offset: usize) -> Value {
    let position = client.manner.encoding.position(client.text(uri), offset);
    client
        .request("textDocument/hover", json!({ "textDocument": { "uri": uri }, "position": position }))
        .unwrap()
}

/// One declaration; each word in the list is pointed at where it first stands behind another.
const TEXT: &str = include_str!("hover/declaration.pmt");
const WORDS: [(&str, &str); 22] = [
    ("", "申报"),
    ("", "版式"),
    ("", "项目 "),
    ("", "义诊"),
    ("", "项目类别"),
    ("项目类别: ", "经常性项目"),
    ("", "实施周期"),
    ("实施周期: ", "2022-01-01"),
    ("", "项目概述"),
    ("资金", "${年度资金申请总额}"),
    ("", "任务 \"义诊活动\""),
    ("任务 ", "\"义诊活动\""),
    ("活动\": ", "30万元"),
    ("时间: ", "2022-03"),
    ("责任: ", "医政科"),
    ("测算 {\n        ", "专家劳务"),
    ("专家劳务: ", "100人次"),
    ("", "项目资金总额"),
    ("产出指标 {\n      ", "数量指标"),
    ("数量指标 {\n        ", "义诊场次"),
    ("对应: ", "\"义诊活动\""),
    ("", "大约40万元"),
];

#[test]
fn every_word_is_explained() {
    for (lang, locale) in [("zh", "zh-cn"), ("en", "en")] {
        let folder = client::folder();
        let path = folder.path().join("申报.pmt");
        std::fs::write(&path, TEXT).unwrap();
        let uri = client::uri(&path);
        let manner = Manner { folder: Some(folder.path().to_path_buf()), locale, ..Manner::default() };
        let mut client = Client::start(manner);
        client.open(&uri, TEXT);
        client.pull(&uri);
        let mut out = String::new();
        for (before, words) in WORDS {
            let whole = format!("{before}{words}");
            let offset = TEXT.find(&whole).unwrap_or_else(|| panic!("{whole}")) + before.len();
            let said = at(&mut client, &uri, offset);
            let value = said["contents"]["value"].as_str().unwrap_or("–");
            let range = &said["range"];
            let about = if range.is_null() { "" } else { Encoding::Utf16.words(TEXT, range) };
            write!(out, "=== {words} [{about}]\n{value}\n\n").unwrap();
        }
        match lang {
            "zh" => expect_file!["hover/zh.md"].assert_eq(&out),
            _ => expect_file!["hover/en.md"].assert_eq(&out),
        }
        client.stop();
    }
}

#[test]
fn a_client_that_takes_plain_text_gets_it_in_every_encoding() {
    for encoding in Encoding::ALL {
        let abilities = json!({ "hover": { "contentFormat": ["plaintext"] } });
        let mut client = Client::start(Manner { encoding, abilities, ..Manner::default() });
        let uri = "untitled:Untitled-1";
        let text = "项目 \"𠮷🍜\" {\r\n  项目概述: \"𠮷🍜\"; 项目类别: 经常性项目\r\n}\r\n";
        client.open(uri, text);
        let offset = text.find("类别").unwrap();
        let said = at(&mut client, uri, offset);
        assert_eq!(said["contents"]["kind"], "plaintext");
        assert!(
            said["contents"]["value"].as_str().unwrap().starts_with("项目类别\n\n项目的类别\n\n"),
            "{said}"
        );
        assert_eq!(encoding.words(text, &said["range"]), "项目类别", "{encoding:?}");
        client.stop();
    }
}
