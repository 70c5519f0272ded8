//! What the VS Code extension is told of the language beforehand: how its text is typed, the snippets. Everything else it
//! asks the server.

use serde_json::{Map, Value, json};

use crate::error::Error;

/// Signs that come in pairs, and within what the second is not added by itself.
const PAIRS: [(&str, &str, &[&str]); 10] = [
    ("{", "}", &["comment"]),
    ("｛", "｝", &["comment"]),
    ("\"", "\"", &["string", "comment"]),
    ("“", "”", &[]),
    ("‘", "’", &[]),
    ("《", "》", &[]),
    ("〈", "〉", &[]),
    ("（", "）", &[]),
    ("(", ")", &[]),
    ("【", "】", &[]),
];
/// Brackets that are coloured and found in pairs.
const BRACKETS: [(&str, &str); 6] =
    [("{", "}"), ("｛", "｝"), ("(", ")"), ("（", "）"), ("【", "】"), ("《", "》")];
/// Signs that a selection is put between.
const AROUND: [(&str, &str); 8] =
    [("{", "}"), ("\"", "\""), ("“", "”"), ("《", "》"), ("（", "）"), ("(", ")"), ("【", "】"), ("${", "}")];

/// How the text is typed: comments, pairs, words, indentation.
pub fn language_configuration() -> Result<String, Error> {
    let pairs: Vec<Value> = PAIRS
        .iter()
        .map(|(open, close, not_in)| json!({ "open": open, "close": close, "notIn": not_in }))
        .collect();
    let open = "[{｛]\\s*(//.*)?$";
    let fence = "^[^\"“”＂/]*(\"\"\"|[“”＂]{3})\\s*$";
    let configuration = json!({
        "comments": { "lineComment": "//" },
        "brackets": BRACKETS,
        "autoClosingPairs": pairs,
        "surroundingPairs": AROUND,
        "autoCloseBefore": "；;：:，,、。}｝)）】》”\" \t\n",
        "wordPattern": {
            "pattern": "[\\p{L}\\p{Nl}\\d_·]+(?:[%％‰.．\\-][\\p{L}\\p{Nl}\\d_·]+)*[%％‰]?(?:（[\\p{L}\\p{Nl}\\d_·]+）)?",
            "flags": "u",
        },
        "indentationRules": {
            "increaseIndentPattern": format!("^(?!\\s*//).*{open}"),
            "decreaseIndentPattern": "^\\s*[}｝]",
        },
        "onEnterRules": [
            {
                "beforeText": format!("^(?!\\s*//).*{open}"),
                "afterText": "^\\s*[}｝]",
                "action": { "indent": "indentOutdent" },
            },
            {
                "beforeText": fence,
                "afterText": "^\\s*\"\"\"",
                "action": { "indent": "indentOutdent", "appendText": "" },
            },
            { "beforeText": fence, "action": { "indent": "indent" } },
            {
                "beforeText": "^\\s*//(?!\\s*$).*$",
                "afterText": "^\\s*\\S.*$",
                "action": { "indent": "none", "appendText": "// " },
            },
        ],
        "folding": { "offSide": false },
    });
    pretty(&configuration)
}

/// The server's shapes for a file or a block that is still to be written.
pub fn snippets() -> Result<String, Error> {
    let mut all = Map::new();
    for snippet in pmt_lsp::snippets() {
        let mut one = Map::new();
        one.insert("body".to_owned(), snippet.body.split('\n').collect());
        one.insert("description".to_owned(), snippet.description.into());
        if snippet.is_file {
            one.insert("isFileTemplate".to_owned(), Value::Bool(true));
        }
        all.insert(snippet.name, Value::Object(one));
    }
    pretty(&Value::Object(all))
}

fn pretty(value: &Value) -> Result<String, Error> {
    Ok(format!("{}\n", serde_json::to_string_pretty(value)?))
}
