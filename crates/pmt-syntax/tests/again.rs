//! Parsing what a text has become finds what parsing it afresh finds, whatever the edit was.

#![allow(clippy::unwrap_used, clippy::arithmetic_side_effects)]

use pmt_syntax::{Parse, parse, parse_again};
use proptest::prelude::*;
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};

/// What an edit puts in: what authors type and paste, and what breaks the structure around it.
const PIECES: &[&str] = &[
    "1",
    "字",
    "𠮷",
    "\n",
    "\r\n",
    "{",
    "}",
    "\n}\n",
    "｛",
    "｝",
    "\"",
    "\"\"\"",
    "”””",
    "“",
    "《",
    "//",
    ";",
    " ",
    "：",
    "${",
    "\u{0}",
    "\u{FEFF}",
    "项目 \"新\" {\n}\n",
    "项目 \"新\" {\n  概述 \"\"\"\n    字\n    \"\"\"\n}",
    "申报 2022 {\n  项目数: 3\n}\n",
    "{\n}\n{\n}\n",
    "",
];

fn project(number: usize, filling: usize) -> String {
    let filling = "建设品牌。".repeat(filling);
    format!(
        "项目 \"第{number}个𠮷\" {{ // 说明\n  项目概述 \"\"\"\n    {filling}\n    \"\"\"\n  实施方案 {{\n    任务 \"党建\": 56万元 {{\n      时间: 2022-01 至 2022-12\n    }}\n  }}\n}}\n"
    )
}

/// A text of projects, long ones in stretches of their own and short ones together.
fn text(fillings: &[usize], crlf: bool) -> String {
    let cover = "申报 2022 {\n  版式: 上海\n}\n\n".to_owned();
    let all = fillings.iter().enumerate().fold(cover, |text, (at, long)| text + &project(at, *long) + "\n");
    if crlf { all.replace('\n', "\r\n") } else { all }
}

/// Replaces some characters at a place by a piece.
fn edited(text: &str, place: usize, length: usize, piece: &str) -> String {
    let count = text.chars().count() + 1;
    let from = place % count;
    let before: String = text.chars().take(from).collect();
    let after: String = text.chars().skip(from + length).collect();
    before + piece + &after
}

fn check(parsed: &Parse, fresh: &Parse) {
    assert_eq!(parsed.errors, fresh.errors);
    assert_eq!(parsed.tree, fresh.tree);
}

#[test]
fn parsing_again_gives_what_parsing_gives() {
    let seed = [11u8; 32];
    let config = Config { cases: 400, failure_persistence: None, ..Config::default() };
    let mut runner = TestRunner::new_with_rng(config, TestRng::from_seed(RngAlgorithm::ChaCha, &seed));
    let length = prop_oneof![Just(0usize), Just(1), Just(3), 0usize..400];
    let edit = (any::<prop::sample::Index>(), length, prop::sample::select(PIECES));
    let texts = (prop::collection::vec(0usize..60, 0..8), any::<bool>());
    let taken = std::cell::Cell::new(0);
    runner
        .run(&(texts, prop::collection::vec(edit, 1..6)), |((fillings, crlf), edits)| {
            let mut text = text(&fillings, crlf);
            let mut parsed = parse(text.as_str());
            for (place, length, piece) in edits {
                text = edited(&text, place.index(text.len() + 1), length, piece);
                let (again, same) = parse_again(&parsed, text.as_str());
                check(&again, &parse(text.as_str()));
                for one in &same {
                    assert_eq!(one.before.text(parsed.tree.text()), one.now.text(&text));
                }
                assert!(same.is_sorted_by_key(|one| one.now.start));
                taken.set(taken.get() + same.len());
                parsed = again;
            }
            Ok(())
        })
        .unwrap();
    assert!(taken.get() > 1000, "something was taken over: {}", taken.get());
}
