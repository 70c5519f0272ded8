//! Indentation while typing, and formatting a part of a document.

use serde_json::json;

use crate::client::{Client, Encoding, Manner, folder, uri};

const OPTIONS: fn() -> serde_json::Value = || json!({ "tabSize": 8, "insertSpaces": false });

/// What typing a sign at `▮` makes of a text: the sign, then what the server indents.
fn typed(encoding: Encoding, text: &str, sign: &str) -> String {
    let folder = folder();
    let uri = uri(&folder.path().join("01.pmt"));
    let mut client = Client::start(Manner { encoding, ..Manner::default() });
    let offset = text.find('▮').unwrap();
    client.open(&uri, &text.replace('▮', ""));
    let inserted = if sign == "\n" && text.contains('\r') { "\r\n" } else { sign };
    client.edit(&uri, offset..offset, inserted);
    let position = encoding.position(client.text(&uri), offset + inserted.len());
    let params = json!({
        "textDocument": { "uri": uri }, "position": position, "ch": sign, "options": OPTIONS(),
    });
    let edits = client.request("textDocument/onTypeFormatting", params).unwrap();
    client.make(&uri, &edits);
    client.text(&uri).to_owned()
}

#[test]
fn a_new_line_is_indented_as_its_place_wants() {
    for encoding in Encoding::ALL {
        for (text, expected) in [
            ("项目 \"𠮷😀\" {▮\r\n}\r\n", "项目 \"𠮷😀\" {\r\n  \r\n}\r\n"),
            ("项目 \"𠮷😀\" {▮}\r\n", "项目 \"𠮷😀\" {\r\n}\r\n"),
            ("项目 \"𠮷\" {\r\n  绩效指标 {▮", "项目 \"𠮷\" {\r\n  绩效指标 {\r\n    "),
            ("项目 \"𠮷\" {\r\n责任: \"😀\",▮\r\n", "项目 \"𠮷\" {\r\n责任: \"😀\",\r\n      \r\n"),
            ("项目 \"𠮷\" {\r\n  项目概述 \"\"\"▮", "项目 \"𠮷\" {\r\n  项目概述 \"\"\"\r\n    "),
            (
                "项目 \"𠮷\" {\r\n  a \"\"\"\r\n  😀{{▮\r\n\"\"\"\r\n",
                "项目 \"𠮷\" {\r\n  a \"\"\"\r\n  😀{{\r\n\r\n\"\"\"\r\n",
            ),
            ("项目 \"𠮷\" { }▮", "项目 \"𠮷\" { }\n"),
            ("a {{ : ▮）", "a {{ : \n    ）"),
        ] {
            assert_eq!(typed(encoding, text, "\n"), expected, "{text}");
        }
    }
}

#[test]
fn a_closing_brace_goes_back_a_level_where_it_is_first() {
    for encoding in Encoding::ALL {
        for (text, expected) in [
            ("项目 \"𠮷😀\" {\r\n  ▮\r\n", "项目 \"𠮷😀\" {\r\n}\r\n"),
            ("项目 \"𠮷\" {\r\n\ta {\r\n\t\t▮", "项目 \"𠮷\" {\r\n\ta {\r\n  }"),
            ("项目 \"𠮷\" {\r\n    a { b: 1 ▮\r\n", "项目 \"𠮷\" {\r\n    a { b: 1 }\r\n"),
            (
                "项目 \"𠮷\" {\r\n  a \"\"\"\r\n ▮\r\n\"\"\"\r\n",
                "项目 \"𠮷\" {\r\n  a \"\"\"\r\n }\r\n\"\"\"\r\n",
            ),
            ("▮", "}"),
        ] {
            assert_eq!(typed(encoding, text, "}"), expected, "{text}");
        }
    }
}

const UGLY: &str = "项目   “𠮷田” {\r\n主管部门：“😀局”  // 注\r\n实施主体 {   甲: \"x\";乙:\"y\" }\r\n绩效指标{\r\n产出指标{\r\n数量指标{\r\n场次>=3场   // 😀\r\n  人数  = 1,000 人;重复  =2次\r\n长长的名字   <= 5%\r\n}}}\r\n}\r\n项目 \"乙\"   { }\r\n";

/// Formats what stands between two `▮`.
fn ranged(encoding: Encoding, from: &str, to: &str) -> String {
    let folder = folder();
    let uri = uri(&folder.path().join("01.pmt"));
    let mut client = Client::start(Manner { encoding, ..Manner::default() });
    client.open(&uri, UGLY);
    let (start, end) = (UGLY.find(from).unwrap(), UGLY.find(to).unwrap() + to.len());
    let params = json!({
        "textDocument": { "uri": uri },
        "range": encoding.range(UGLY, start..end),
        "options": OPTIONS(),
    });
    let edits = client.request("textDocument/rangeFormatting", params).unwrap();
    client.make(&uri, &edits);
    client.text(&uri).to_owned()
}

#[test]
fn the_items_touched_become_what_the_whole_makes_of_them() {
    let whole = pmt_syntax::format(&pmt_syntax::parse(UGLY)).unwrap();
    let line = |of: &str| {
        let lines: Vec<&str> = whole.split("\r\n").filter(|line| line.contains(of)).collect();
        lines.join("\r\n")
    };
    for encoding in Encoding::ALL {
        let expected = UGLY.replace("场次>=3场   // 😀", &line("场次"));
        assert_eq!(ranged(encoding, "次>", "3场"), expected);
        let expected =
            UGLY.replace("  人数  = 1,000 人;重复  =2次", &format!("{}\r\n{}", line("人数"), line("重复")));
        assert_eq!(ranged(encoding, "重复", "2次"), expected, "what shares a line");
        let expected = UGLY.replace("实施主体 {   甲: \"x\";乙:\"y\" }", &line("实施主体"));
        assert_eq!(ranged(encoding, "甲", "甲"), expected, "a block on one line");
        assert_eq!(ranged(encoding, "项目", "}\r\n项目 \"乙\"   { }"), whole, "everything");
        let expected = UGLY.replace("项目 \"乙\"   { }", &line("\"乙\""));
        assert_eq!(ranged(encoding, "项目 \"乙\"", "乙"), expected);
    }
}

#[test]
fn a_broken_document_is_not_formatted_in_parts() {
    let folder = folder();
    let uri = uri(&folder.path().join("01.pmt"));
    let mut client = Client::start(Manner::default());
    client.open(&uri, "项目   \"𠮷\" {\r\n a  : : 1\r\n");
    let range = json!({ "start": { "line": 0, "character": 0 }, "end": { "line": 9, "character": 0 } });
    let params = json!({ "textDocument": { "uri": uri }, "range": range, "options": OPTIONS() });
    assert_eq!(client.request("textDocument/rangeFormatting", params).unwrap(), json!(null));
}
