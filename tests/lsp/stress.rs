//! Many edits at once, without waiting: afterwards server and client have one text, and what is found in it is what a
//! fresh check finds.
//!
//! `PMT_STRESS=100000` sets the number of edits, `PMT_SEED` the seed.

use std::io::Write as _;
use std::process::{Command, Stdio};

use serde_json::Value;

use crate::client::{Client, Encoding, Manner, folder, uri};
use crate::everything::SERVER_CANCELLED;
use crate::random::{Random, TYPED, setting};

const EDITS: u64 = 5_000;

/// What a fresh check finds in a text: code and words.
pub fn fresh(text: &str) -> Vec<(String, String)> {
    let mut run = Command::new(env!("CARGO_BIN_EXE_pmt"))
        .args(["lint", "--stdin", "--format", "json"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    run.stdin.take().unwrap().write_all(text.as_bytes()).unwrap();
    let output = run.wait_with_output().unwrap();
    let json: Value = serde_json::from_slice(&output.stdout).unwrap();
    let all = json["findings"].as_array().unwrap().iter();
    all.map(|one| {
        let number = |key: &str| one[key].as_u64().unwrap() - 1;
        let range = serde_json::json!({
            "start": { "line": number("line"), "character": number("column") },
            "end": { "line": number("endLine"), "character": number("endColumn") },
        });
        (one["rule"].as_str().unwrap().to_owned(), Encoding::Utf32.words(text, &range).to_owned())
    })
    .collect()
}

#[test]
fn after_many_pipelined_edits_both_sides_have_one_text() {
    let edits = setting("PMT_STRESS", EDITS);
    for encoding in Encoding::ALL {
        let folder = folder();
        let uri = uri(&folder.path().join("01.pmt"));
        let mut random = Random::start(&format!("{edits} edits, {encoding:?}"));
        let mut client = Client::start(Manner { encoding, ..Manner::default() });
        client.open(&uri, "");
        let mut pulls = Vec::new();
        for number in 0..edits {
            let text = client.text(&uri);
            // As long as the text is short, more is typed than deleted.
            let stretch = random.stretch(text, if text.len() > 4_000 { 120 } else { 12 });
            client.edit(&uri, stretch, random.one_of(TYPED));
            if number % 500 == 0 {
                pulls.push(
                    client.begin(
                        "textDocument/diagnostic",
                        serde_json::json!({ "textDocument": { "uri": uri } }),
                    ),
                );
            }
        }
        let found = client.pull(&uri);
        let text = client.text(&uri).to_owned();
        let shown: Vec<(String, String)> = found
            .iter()
            .map(|item| {
                (item["code"].as_str().unwrap().to_owned(), encoding.words(&text, &item["range"]).to_owned())
            })
            .collect();
        assert_eq!(shown, fresh(&text), "{encoding:?}\n{text}");
        for id in pulls {
            if let Err(error) = client.finish(id) {
                assert_eq!(error["code"], SERVER_CANCELLED, "{error}");
            }
        }
        assert_eq!(client.stop(), 0);
    }
}
