//! Every feature answers for any text.

use serde_json::{Value, json};

use crate::client::{Encoding, Manner};
use crate::sample::{PROJECT, Sample};

/// Numbers that look random and are the same every time.
struct Dice(u64);

impl Dice {
    fn below(&mut self, end: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % u64::try_from(end.max(1)).unwrap()).unwrap()
    }

    /// A character boundary of a text.
    fn boundary(&mut self, text: &str) -> usize {
        let at = self.below(text.len() + 1);
        (at..=text.len()).find(|at| text.is_char_boundary(*at)).unwrap()
    }
}

fn requests(uri: &str, at: &Value, to: &Value) -> Vec<(&'static str, Value)> {
    let document = json!({ "uri": uri });
    let cursor = |more: Value| {
        let mut params = json!({ "textDocument": document, "position": at });
        for (key, value) in more.as_object().unwrap() {
            params[key] = value.clone();
        }
        params
    };
    let range = json!({ "start": at, "end": to });
    let ranged = json!({ "textDocument": document, "range": range, "options": { "tabSize": 2, "insertSpaces": true } });
    let whole = json!({ "textDocument": document });
    let options = json!({ "tabSize": 2, "insertSpaces": true });
    vec![
        (
            "textDocument/codeAction",
            json!({ "textDocument": document, "range": range, "context": { "diagnostics": [] } }),
        ),
        ("textDocument/definition", cursor(json!({}))),
        ("textDocument/references", cursor(json!({ "context": { "includeDeclaration": true } }))),
        ("textDocument/documentHighlight", cursor(json!({}))),
        ("textDocument/prepareRename", cursor(json!({}))),
        ("textDocument/rename", cursor(json!({ "newName": "𠮷 😀\"新" }))),
        ("textDocument/documentSymbol", whole.clone()),
        ("textDocument/foldingRange", whole.clone()),
        ("textDocument/documentLink", whole.clone()),
        ("textDocument/codeLens", whole.clone()),
        ("textDocument/semanticTokens/full", whole),
        ("textDocument/semanticTokens/range", ranged.clone()),
        ("textDocument/inlayHint", ranged.clone()),
        ("textDocument/rangeFormatting", ranged),
        ("textDocument/selectionRange", json!({ "textDocument": document, "positions": [at, to] })),
        ("textDocument/onTypeFormatting", cursor(json!({ "ch": "\n", "options": options }))),
        ("textDocument/onTypeFormatting", cursor(json!({ "ch": "}", "options": options }))),
        ("workspace/symbol", json!({ "query": "dj" })),
        (
            "workspace/executeCommand",
            json!({ "command": "pmt.compile", "arguments": [{ "uri": uri, "position": at }] }),
        ),
    ]
}

#[test]
fn no_text_is_too_broken_for_an_answer() {
    let snippets = [
        "{",
        "}",
        "\"\"\"",
        "${",
        "“",
        "《",
        "任务 \"",
        ": ",
        "\r\n",
        "𠮷",
        "😀",
        "// pmt: 允许 ",
        "= ",
        "%",
        "\u{FEFF}",
    ];
    for (seed, encoding) in [11u64, 22, 33].into_iter().zip(Encoding::ALL) {
        let mut dice = Dice(seed);
        let mut sample = Sample::with(Manner { encoding, ..Manner::default() }, PROJECT);
        let uri = sample.uri.clone();
        for round in 0..40 {
            let text = sample.text().to_owned();
            let (one, other) = (dice.boundary(&text), dice.boundary(&text));
            let short = (one..=text.len().min(one + 40)).rev().find(|at| text.is_char_boundary(*at)).unwrap();
            let end = if dice.below(8) == 0 { one.max(other) } else { short };
            let with = snippets[dice.below(snippets.len())].repeat(dice.below(3));
            sample.client.edit(&uri, one..end.max(one), &with);
            if round % 10 == 9 {
                let all = sample.text().len();
                sample.client.edit(&uri, 0..all, &PROJECT.replace('\n', "\r\n"));
            }
            let text = sample.text().to_owned();
            let (from, to) = (dice.boundary(&text), dice.boundary(&text));
            let at = encoding.position(&text, from.min(to));
            let to = encoding.position(&text, from.max(to));
            let asked: Vec<_> = requests(&uri, &at, &to)
                .into_iter()
                .map(|(method, params)| (method, sample.client.begin(method, params)))
                .collect();
            for (method, id) in asked {
                if let Err(error) = sample.client.finish(id) {
                    assert_eq!(error["code"], -32803, "{method} of seed {seed}: {error}\n{text}");
                }
            }
        }
        assert_eq!(sample.client.stop(), 0);
    }
}
