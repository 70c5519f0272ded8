//! The server's text is the client's, whatever is edited and however columns are counted.

use serde_json::json;

use crate::client::{Client, Encoding, Manner, folder, uri};

const TEXT: &str = "项目 \"𠮷田培训😀\" {\r\n  主管部门: \"某局\"\r\n  // 注释 𠮷\r\n}\r\n";

/// The server's text, seen through its formatting: the words of the one name it has.
fn first_finding(client: &mut Client, uri: &str, code: &str) -> Option<String> {
    let found = client.pull(uri);
    let text = client.text(uri).to_owned();
    let one = found.iter().find(|one| one["code"] == code)?;
    Some(client.manner.encoding.words(&text, &one["range"]).to_owned())
}

#[test]
fn positions_are_counted_as_was_agreed() {
    for encoding in Encoding::ALL {
        let folder = folder();
        let uri = uri(&folder.path().join("01.pmt"));
        let mut client = Client::start(Manner { encoding, ..Manner::default() });
        assert_eq!(client.capabilities["positionEncoding"], encoding.name());
        client.open(&uri, TEXT);
        // A key that no form has, after characters of every width.
        let at = TEXT.find("// 注释").unwrap();
        client.edit(&uri, at..at, "𠮷𠮷甲乙: 😀; 主管部们: \"某局\" ");
        let words = first_finding(&mut client, &uri, "KEY01").unwrap();
        assert!(["𠮷𠮷甲乙", "主管部们"].contains(&words.as_str()), "{encoding:?}: {words}");
    }
}

#[test]
fn a_setting_forces_utf_16() {
    let manner =
        Manner { encoding: Encoding::Utf8, options: json!({ "forceUtf16": true }), ..Manner::default() };
    assert_eq!(Client::start(manner).capabilities["positionEncoding"], "utf-16");
}

#[test]
fn versions_may_jump_and_positions_may_lie_outside() {
    let folder = folder();
    let uri = uri(&folder.path().join("01.pmt"));
    let mut client = Client::start(Manner::default());
    client.open(&uri, "项目 \"甲\" {\n}\n");
    for (version, range, text) in [
        (
            7,
            json!({ "start": { "line": 0, "character": 999 }, "end": { "line": 0, "character": 4000 } }),
            " // 行末",
        ),
        (
            3,
            json!({ "start": { "line": 99, "character": 0 }, "end": { "line": 100, "character": 5 } }),
            "项目 \"乙\" {\n}\n",
        ),
        (900, json!({ "start": { "line": 0, "character": 5 }, "end": { "line": 0, "character": 2 } }), ""),
    ] {
        client.notify(
            "textDocument/didChange",
            json!({
                "textDocument": { "uri": uri, "version": version },
                "contentChanges": [{ "range": range, "text": text }],
            }),
        );
    }
    client.texts.get_mut(&uri).unwrap().1 = "项目 \"甲\" { // 行末\n}\n项目 \"乙\" {\n}\n".to_owned();
    let edits = client
        .request(
            "textDocument/formatting",
            json!({ "textDocument": { "uri": uri }, "options": { "tabSize": 2, "insertSpaces": true } }),
        )
        .unwrap();
    let edits = edits.as_array().unwrap();
    let mut text = client.text(&uri).to_owned();
    for edit in edits.iter().rev() {
        let range = &edit["range"];
        let encoding = client.manner.encoding;
        let span = encoding.offset(&text, &range["start"])..encoding.offset(&text, &range["end"]);
        text.replace_range(span, edit["newText"].as_str().unwrap());
    }
    let formatted = pmt_syntax::format(&pmt_syntax::parse(client.text(&uri))).unwrap();
    assert_eq!(text, formatted);
}

#[test]
fn several_changes_in_one_message_are_made_in_order() {
    let folder = folder();
    let uri = uri(&folder.path().join("01.pmt"));
    let mut client = Client::start(Manner::default());
    client.open(&uri, "");
    let at = |line, character| json!({ "line": line, "character": character });
    let insert = |position: serde_json::Value, text: &str| json!({ "range": { "start": position, "end": position }, "text": text });
    client.notify(
        "textDocument/didChange",
        json!({
            "textDocument": { "uri": uri, "version": 2 },
            "contentChanges": [
                { "text": "项目 \"甲\" {\n}\n" },
                insert(at(1, 0), "  错键: 1\n"),
                insert(at(1, 2), "更"),
            ],
        }),
    );
    client.texts.get_mut(&uri).unwrap().1 = "项目 \"甲\" {\n  更错键: 1\n}\n".to_owned();
    assert_eq!(first_finding(&mut client, &uri, "KEY01").as_deref(), Some("更错键"));
}

#[test]
fn a_document_that_is_no_file_is_checked_by_itself() {
    let mut client = Client::start(Manner::default());
    client.open("untitled:Untitled-1", "项目 \"甲\" {\n  错键: 1\n}\n");
    assert_eq!(first_finding(&mut client, "untitled:Untitled-1", "KEY01").as_deref(), Some("错键"));
}

#[test]
fn one_file_is_one_document_however_its_address_is_spelt() {
    let folder = folder();
    let path = folder.path().join("项目.pmt");
    let mut client = Client::start(Manner::default());
    let upper = uri(&path);
    client.open(&upper, "项目 \"甲\" {\n  错键: 1\n}\n");
    let lower = upper.replace("%E9%A1%B9%E7%9B%AE", "%e9%a1%b9%e7%9b%ae");
    assert_ne!(upper, lower);
    assert!(client.pull(&lower).iter().any(|one| one["code"] == "KEY01"));
}
