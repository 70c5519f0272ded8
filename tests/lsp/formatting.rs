//! Formatting in the editor is `pmt fmt`'s.

use serde_json::json;

use crate::client::{Client, Encoding, Manner, folder, uri};

const UGLY: &str = "项目 “𠮷田” {\r\n主管部门：“某局”  // 注\r\n绩效指标{产出指标{数量指标{场次>=3场;人数  = 1,000 人}}}\r\n}\r\n";

#[test]
fn a_document_is_formatted_as_on_the_command_line() {
    for encoding in Encoding::ALL {
        let folder = folder();
        let uri = uri(&folder.path().join("01.pmt"));
        let mut client = Client::start(Manner { encoding, ..Manner::default() });
        client.open(&uri, UGLY);
        let params =
            json!({ "textDocument": { "uri": uri }, "options": { "tabSize": 4, "insertSpaces": false } });
        let edits = client.request("textDocument/formatting", params.clone()).unwrap();
        let edits = edits.as_array().unwrap().clone();
        assert!(!edits.is_empty());
        for edit in edits.iter().rev() {
            let text = client.text(&uri).to_owned();
            let range = encoding.offset(&text, &edit["range"]["start"])
                ..encoding.offset(&text, &edit["range"]["end"]);
            client.edit(&uri, range, edit["newText"].as_str().unwrap());
        }
        assert_eq!(client.text(&uri), pmt_syntax::format(&pmt_syntax::parse(UGLY)).unwrap());
        assert_eq!(
            client.request("textDocument/formatting", params).unwrap(),
            json!([]),
            "nothing is left to do"
        );
    }
}

#[test]
fn a_document_with_syntax_errors_stays_as_it_is() {
    let folder = folder();
    let uri = uri(&folder.path().join("01.pmt"));
    let mut client = Client::start(Manner::default());
    client.open(&uri, "项目 \"甲\" {\n  概述 \"\"\"没有结束\n");
    let params = json!({ "textDocument": { "uri": uri }, "options": { "tabSize": 2, "insertSpaces": true } });
    assert_eq!(client.request("textDocument/formatting", params).unwrap(), json!(null));
}
