//! Completion at a cursor, and a declaration written by nothing but letters and what is offered for them.
//!
//! `completion/cursors.txt` holds the cases: a text with `▮`, and what is offered there first. `UPDATE_EXPECT=1` writes
//! down anew what is offered.

mod world;
mod writer;

use std::fmt::Write as _;

use expect_test::expect_file;
use serde_json::{Value, json};

use crate::client::{Client, Encoding, Manner};
use world::World;
use writer::Writer;

/// How many offers a case shows.
const SHOWN: usize = 8;

fn manner(encoding: Encoding) -> Manner {
    Manner {
        encoding,
        abilities: json!({
            "completion": { "completionItem": {
                "snippetSupport": true,
                "documentationFormat": ["markdown", "plaintext"],
                "insertTextModeSupport": { "valueSet": [1, 2] },
                "labelDetailsSupport": true,
            } },
        }),
        ..Manner::default()
    }
}

/// A case as it is written down, with what is offered: a line for each, `label → inserted  (detail)`.
fn offered(items: &[Value], text: &str, encoding: Encoding) -> String {
    let mut out = String::new();
    for item in items.iter().take(SHOWN) {
        let edit = &item["textEdit"];
        let new_text = edit["newText"].as_str().unwrap().replace('\n', "⏎");
        let typed = encoding.words(text, &edit["range"]);
        let filter = item["filterText"].as_str().unwrap();
        assert!(filter.starts_with(typed), "“{filter}” would not be kept for “{typed}”");
        assert!(!typed.contains('\n'));
        let detail = item["detail"].as_str().map(|detail| format!("  ({detail})")).unwrap_or_default();
        writeln!(out, "  {} → {new_text}{detail}", item["label"].as_str().unwrap()).unwrap();
    }
    if items.len() > SHOWN {
        writeln!(out, "  …").unwrap();
    }
    if items.is_empty() {
        writeln!(out, "  –").unwrap();
    }
    out
}

fn cases(written: &str) -> impl Iterator<Item = (&str, &str)> {
    written.split("=== ").skip(1).map(|case| {
        let (title, rest) = case.split_once('\n').unwrap();
        let text = rest.split_once("\n---\n").map_or(rest.trim_end_matches('\n'), |(text, _)| text);
        (title, text)
    })
}

#[test]
fn every_place_offers_what_may_stand_there() {
    let written = include_str!("completion/cursors.txt");
    let world = World::new();
    let mut client = Client::start(Manner { folder: Some(world.path()), ..manner(Encoding::Utf16) });
    let uri = world.document();
    world::open(&mut client, &uri, "");
    let mut out = written.split("=== ").next().unwrap().to_owned();
    for (title, marked) in cases(written) {
        let at = marked.find('▮').unwrap_or_else(|| panic!("no cursor: {title}"));
        let text = marked.replace('▮', "");
        let whole = 0..client.text(&uri).len();
        client.edit(&uri, whole, &text);
        if title.contains("允许") {
            client.pull(&uri);
        }
        let items = world::complete(&mut client, &uri, at);
        write!(out, "=== {title}\n{marked}\n---\n{}\n", offered(&items, &text, Encoding::Utf16)).unwrap();
    }
    expect_file!["completion/cursors.txt"].assert_eq(&out);
    client.stop();
}

fn formatted(text: &str) -> Option<String> {
    pmt_syntax::format(&pmt_syntax::parse(text))
}

/// What is inserted, every place in it filled in: `甲: 9` where a line is to be written, else a value.
fn filled_in(item: &Value, indent: &str, value: &str) -> String {
    let new_text = item["textEdit"]["newText"].as_str().unwrap();
    if item["insertTextFormat"] != 2 {
        return new_text.to_owned();
    }
    let (mut text, mut stops) = writer::expand(new_text, indent);
    stops.sort_unstable();
    for (from, to) in stops.into_iter().rev() {
        if from == to {
            let (before, after) = (text[..from].trim_end_matches(' '), &text[to..]);
            let is_blank = before.ends_with(['\n', '{']);
            let is_item = is_blank && (after.is_empty() || after.starts_with(['\n', ' ']));
            let is_name = is_blank && text[to..].starts_with(':');
            text.insert_str(
                from,
                if is_item {
                    "甲: 9"
                } else if is_name {
                    "甲"
                } else {
                    value
                },
            );
        }
    }
    text
}

#[test]
fn whatever_is_taken_is_formatted_in_its_place() {
    let world = World::new();
    let mut client = Client::start(Manner { folder: Some(world.path()), ..manner(Encoding::Utf16) });
    let uri = world.document();
    world::open(&mut client, &uri, "");
    let (mut tried, mut wrong) = (0, String::new());
    for (title, marked) in cases(include_str!("completion/cursors.txt")) {
        let at = marked.find('▮').unwrap();
        let text = marked.replace('▮', "");
        let whole = 0..client.text(&uri).len();
        client.edit(&uri, whole, &text);
        let line = text[..at].rfind('\n').map_or(0, |at| at + 1);
        let indent = &text[line..][..text[line..].len() - text[line..].trim_start_matches(' ').len()];
        for item in world::complete(&mut client, &uri, at) {
            let encoding = client.manner.encoding;
            let range = &item["textEdit"]["range"];
            let (start, end) =
                (encoding.offset(&text, &range["start"]), encoding.offset(&text, &range["end"]));
            // The text around may be half-written or badly formatted itself.
            let around = |words: &str| format!("{}{words}{}", &text[..start], &text[end..]);
            let plain = around("甲: 9");
            if formatted(&plain).as_deref() != Some(plain.trim_start()) {
                continue;
            }
            tried += 1;
            // Behind a name alone a target is to be written.
            let mut news = ["9", "= 9"].map(|value| around(&filled_in(&item, indent, value))).into_iter();
            if !news.any(|new| formatted(&new).as_deref() == Some(&new)) {
                let new = around(&filled_in(&item, indent, "9"));
                let formatted = formatted(&new);
                writeln!(wrong, "=== {title}: {}\n{new}\n--- is formatted\n{formatted:?}", item["label"])
                    .unwrap();
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
    println!("{tried} offers");
    assert!(tried > 240, "{tried}");
    client.stop();
}

#[test]
fn ranges_are_counted_as_the_client_counts() {
    for encoding in Encoding::ALL {
        let world = World::new();
        let mut client = Client::start(Manner { folder: Some(world.path()), ..manner(encoding) });
        let uri = world.document();
        let marked = "项目 \"𠮷野家🍜\" {\r\n  // 𠮷🍜 备注\r\n  项目概述: \"𠮷🍜\"; xmlb▮\r\n}\r\n";
        let text = marked.replace('▮', "");
        world::open(&mut client, &uri, &text);
        let items = world::complete(&mut client, &uri, marked.find('▮').unwrap());
        assert_eq!(items[0]["label"], "项目类别");
        assert_eq!(encoding.words(&text, &items[0]["textEdit"]["range"]), "xmlb", "{encoding:?}");
        client.stop();
    }
}

#[test]
fn a_client_that_can_replace_the_rest_of_a_word_is_left_the_choice() {
    for encoding in Encoding::ALL {
        let world = World::new();
        let abilities = json!({ "completion": { "completionItem": { "insertReplaceSupport": true } } });
        let manner = Manner { folder: Some(world.path()), abilities, encoding, ..Manner::default() };
        let mut client = Client::start(manner);
        let uri = world.document();
        let marked = "项目 \"𠮷😀\" {\r\n  项目▮类别\r\n}\r\n";
        let text = marked.replace('▮', "");
        world::open(&mut client, &uri, &text);
        let items = world::complete(&mut client, &uri, marked.find('▮').unwrap());
        let edit = &items.iter().find(|item| item["label"] == "项目概述").unwrap()["textEdit"];
        assert_eq!(encoding.words(&text, &edit["insert"]), "项目", "{encoding:?}");
        assert_eq!(encoding.words(&text, &edit["replace"]), "项目类别", "{encoding:?}");
        client.stop();
    }
}

#[test]
fn a_client_without_snippets_gets_plain_text() {
    let world = World::new();
    let mut client = Client::start(Manner { folder: Some(world.path()), ..Manner::default() });
    let uri = world.document();
    let marked = "项目 \"a\" {\n  ▮\n}\n";
    world::open(&mut client, &uri, &marked.replace('▮', ""));
    let items = world::complete(&mut client, &uri, marked.find('▮').unwrap());
    for item in &items {
        assert_eq!(item["insertTextFormat"], 1, "{item}");
        let text = item["textEdit"]["newText"].as_str().unwrap();
        assert!(!text.contains('$'), "{text}");
        if item["kind"] != 15 {
            assert!(!text.contains('\n'), "{text}");
        }
    }
    let goal = items.iter().find(|item| item["label"] == "年度总目标").unwrap();
    assert_eq!(goal["textEdit"]["newText"], "年度总目标 \"\"\"");
    client.stop();
}

#[test]
fn documentation_comes_when_it_is_asked_for_in_what_the_client_takes() {
    for (format, lang, wanted) in [
        (
            "markdown",
            "zh-cn",
            "**项目概述**\n\n情况说明一：项目的总体情况、立项目的等\n\n- 填报说明：（说明项目的总体情况、立项目的等）\n- 是否必填：情况说明的一部分",
        ),
        (
            "plaintext",
            "en",
            "项目概述\n\nSection one: the project as a whole and its purpose\n\nOfficial guidance: （说明项目的总体情况、立项目的等）",
        ),
    ] {
        let world = World::new();
        let abilities = json!({ "completion": { "completionItem": { "documentationFormat": [format] } } });
        let manner = Manner { folder: Some(world.path()), abilities, locale: lang, ..Manner::default() };
        let mut client = Client::start(manner);
        let uri = world.document();
        let marked = "项目 \"a\" {\n  xmgs▮\n}\n";
        world::open(&mut client, &uri, &marked.replace('▮', ""));
        let items = world::complete(&mut client, &uri, marked.find('▮').unwrap());
        assert_eq!(items[0]["label"], "项目概述");
        assert!(items.iter().all(|item| item.get("documentation").is_none()));
        let resolved = client.request("completionItem/resolve", items[0].clone()).unwrap();
        assert_eq!(resolved["documentation"]["kind"], format);
        let said = resolved["documentation"]["value"].as_str().unwrap();
        assert!(said.starts_with(wanted), "{said}");
        for item in items {
            let again = client.request("completionItem/resolve", item.clone()).unwrap();
            assert_eq!(again["label"], item["label"]);
        }
        client.stop();
    }
}

#[test]
fn nothing_that_is_half_written_breaks_it() {
    let world = World::new();
    let mut client = Client::start(Manner { folder: Some(world.path()), ..manner(Encoding::Utf16) });
    let uri = world.document();
    let text = std::fs::read_to_string(concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/examples/songjiang-2022-revised/01-党组织建设.pmt"
    ))
    .unwrap();
    world::open(&mut client, &uri, &text);
    let offsets: Vec<usize> = text.char_indices().map(|(at, _)| at).step_by(7).collect();
    for at in &offsets {
        world::complete(&mut client, &uri, *at);
        world::hover(&mut client, &uri, *at);
    }
    for at in offsets.iter().rev().step_by(3) {
        let end = client.text(&uri).len();
        client.edit(&uri, *at..end, "");
        world::complete(&mut client, &uri, *at);
    }
    client.stop();
}

#[test]
fn a_declaration_is_written_with_letters_alone() {
    let world = World::new();
    let mut client = Client::start(Manner { folder: Some(world.path()), ..manner(Encoding::Utf16) });
    let uri = world.document();
    world::open(&mut client, &uri, "");
    let mut writer = Writer::new(&mut client, uri);
    for line in include_str!("completion/script.txt").lines() {
        writer.follow(line);
    }
    let (text, found) = writer.finish();
    // What is still found is asked of prose, which nobody can complete.
    let prose = ["STR01", "STR02", "BAS05", "NAR05", "XRF03"];
    for finding in &found {
        assert!(prose.contains(&finding["code"].as_str().unwrap()), "{}\n{text}", finding["message"]);
    }
    let found: String = found.iter().fold(String::new(), |mut all, finding| {
        let message = finding["message"].as_str().unwrap().lines().next().unwrap();
        writeln!(all, "// {} {message}", finding["code"].as_str().unwrap()).unwrap();
        all
    });
    expect_file!["completion/written.pmt"].assert_eq(&format!("{text}{found}"));
    client.stop();
}
