//! Many edits at once, without waiting: afterwards server and client have one text, and what is found in it is what a
//! fresh check finds.
//!
//! `PMT_STRESS=100000` sets the number of edits, `PMT_SEED` the seed.

use std::io::Write as _;
use std::process::{Command, Stdio};

use serde_json::Value;

use crate::client::{Client, Encoding, Manner, folder, uri};

const EDITS: u64 = 5_000;
const SEED: u64 = 20_261_125;

/// A small generator: the same numbers for the same seed on every machine.
struct Random(u64);

impl Random {
    fn below(&mut self, end: usize) -> usize {
        // SplitMix64.
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^= mixed >> 31;
        usize::try_from(mixed % (end as u64)).unwrap()
    }
}

fn setting(name: &str, default: u64) -> u64 {
    std::env::var(name).ok().and_then(|value| value.parse().ok()).unwrap_or(default)
}

/// What is typed: every width of character, every kind of bracket, line ends of both kinds.
const TYPED: &[&str] = &[
    "项目 \"甲\" {\r\n",
    "}\n",
    "\r\n",
    "\n",
    "𠮷",
    "😀",
    "  主管部门: \"某局\"\n",
    "\"\"\"",
    "// 注 𠮷\r\n",
    "{",
    "}",
    "：",
    "万元",
    "12",
    "绩效指标 { 产出指标 { 数量指标 { 参训人数 >= 600 人次 } } }\n",
    "，",
    "a",
    " ",
    "《办法》",
    "${",
    "申报 2022 {\n}\n",
];

fn boundary(text: &str, mut at: usize) -> usize {
    while !text.is_char_boundary(at)
        || (at > 0 && text.as_bytes()[at - 1] == b'\r' && text.as_bytes().get(at) == Some(&b'\n'))
    {
        at -= 1;
    }
    at
}

/// What a fresh check finds in a text: code and words.
fn fresh(text: &str) -> Vec<(String, String)> {
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
    let (edits, seed) = (setting("PMT_STRESS", EDITS), setting("PMT_SEED", SEED));
    println!("{edits} edits in each encoding, seed {seed}");
    for encoding in Encoding::ALL {
        let folder = folder();
        let uri = uri(&folder.path().join("01.pmt"));
        let mut random = Random(seed);
        let mut client = Client::start(Manner { encoding, ..Manner::default() });
        client.open(&uri, "");
        let mut pulls = Vec::new();
        for number in 0..edits {
            let text = client.text(&uri);
            let start = boundary(text, random.below(text.len() + 1));
            // As long as the text is short, more is typed than deleted.
            let most = if text.len() > 4_000 { 120 } else { 12 };
            let end = boundary(text, (start + random.below(most)).min(text.len())).max(start);
            let typed = TYPED[random.below(TYPED.len())];
            client.edit(&uri, start..end, typed);
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
            let _ = client.finish(id);
        }
        assert_eq!(client.stop(), 0);
    }
}
