//! The laws of formatting, and what canonical text looks like.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::arithmetic_side_effects,
    clippy::expect_used,
    clippy::format_push_string,
    clippy::needless_raw_string_hashes
)]

use std::path::{Path, PathBuf};

use expect_test::{Expect, expect};
use pmt_syntax::{Kind, ast, format, parse};
use proptest::prelude::*;
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};

fn check(source: &str, expected: &Expect) {
    let formatted = format(&parse(source)).expect("no syntax errors");
    expected.assert_eq(&formatted);
    laws(source);
}

/// What a file means, as far as the tree tells: names, values by their canonical spelling, contents of texts.
fn meaning(source: &str) -> String {
    fn write_item(item: ast::Item<'_>, out: &mut String) {
        out.push_str(&item.key().map_or_else(String::new, |key| key.text().into_owned()));
        if let Some(label) = item.label() {
            let name = label.string().map(|name| name.text().into_owned());
            out.push_str(&format!(" {:?}", name.or(label.year().map(|year| year.to_string()))));
        }
        if let Some(target) = item.target() {
            out.push_str(&format!(" {:?} {}", target.comparator(), value(target.value().unwrap())));
        }
        for found in item.values() {
            out.push_str(&format!(" [{}]", value(found)));
        }
        if let Some(text) = item.text() {
            out.push_str(&format!(" {:?}", text.cook(|reference| reference.node().text().to_owned()).text()));
        }
        out.push_str(" {\n");
        for inner in item.block().into_iter().flat_map(ast::Block::items) {
            write_item(inner, out);
        }
        out.push_str("}\n");
    }
    fn value(value: ast::Value<'_>) -> String {
        match value {
            ast::Value::Name(name) => name.text().into_owned(),
            ast::Value::Date(_) => format!("{:?}", value.date()),
            other => {
                let tokens = other
                    .node()
                    .descendants()
                    .filter(|node| !node.kind().is_node() && !node.kind().is_trivia());
                let text: Vec<String> = tokens
                    .map(|token| match token.kind() {
                        Kind::RangeMark => "至".to_owned(),
                        Kind::Times => "×".to_owned(),
                        Kind::Comparator => "=".to_owned(),
                        _ => token
                            .text()
                            .replace('％', "%")
                            .replace('，', ",")
                            .replace([' ', '\u{3000}', '\u{A0}'], ""),
                    })
                    .collect();
                text.concat()
            }
        }
    }
    let parsed = parse(source);
    let mut out = String::new();
    for found in ast::items(&parsed.tree) {
        write_item(found, &mut out);
    }
    out
}

fn comments(source: &str) -> Vec<String> {
    let parsed = parse(source);
    let comments = parsed.tree.tokens().filter(|token| token.kind() == Kind::Comment);
    comments.map(|comment| comment.text().trim_end().to_owned()).collect()
}

fn laws(source: &str) {
    let Some(once) = format(&parse(source)) else { return };
    assert_eq!(parse(once.as_str()).errors, [], "formatted text has no errors:\n{source}\n=>\n{once}");
    assert_eq!(meaning(source), meaning(&once), "formatting changed the meaning:\n{source}\n=>\n{once}");
    assert_eq!(comments(source), comments(&once), "formatting lost a comment:\n{source}\n=>\n{once}");
    let twice = format(&parse(once.as_str())).unwrap();
    assert_eq!(once, twice, "formatting is not settled:\n{source}");
}

#[test]
fn signs_have_one_spelling() {
    check(
        "申报　2022年度　｛\n版式：上海；项目数：4\n　预算资金：1，020，000.00元   // 注\n｝",
        &expect![[r#"
            申报 2022年度 {
              版式: 上海
              项目数: 4
              预算资金: 1,020,000.00元  // 注
            }
        "#]],
    );
}

#[test]
fn values_have_one_spelling() {
    check(
        "甲 {\na:30家\nb:13459.00(平方米)、95 ％\nc:60 人*7天x350 元/人天=147000元\nd:2022-01-01..2022-12-31\ne:2019-04起\n\
         f:2019-04至今\ng:30~40家\nh:2022年1月至12月\ni:“某“一”局”\nj:5 万人次\nk：≥30家\nl: \"\"\"一\"\"\"\nm: {}\n}",
        &expect![[r#"
            甲 {
              a: 30 家
              b: 13459.00(平方米), 95%
              c: 60人 × 7天 × 350元/人天 = 147000元
              d: 2022-01-01 至 2022-12-31
              e: 2019-04 起
              f: 2019-04 至今
              g: 30 至 40 家
              h: 2022年1月 至 12月
              i: "某“一”局"
              j: 5 万人次
              k >= 30 家
              l """一"""
              m {}
            }
        "#]],
    );
}

#[test]
fn neighbouring_targets_and_comments_stand_in_columns() {
    check(
        "数量指标 {\n党组织特色活动>=30家 // 一\n\"工、青、妇活动\" = 3次 {对应:\"群团工作\";数据来源:\"记录\"}\n廉政建设: 符合 // 二\n\n另一个 <= 5 次\n}",
        &expect![[r#"
            数量指标 {
              党组织特色活动   >= 30 家  // 一
              "工、青、妇活动"  = 3 次 { 对应: "群团工作"; 数据来源: "记录" }
              廉政建设: 符合             // 二

              另一个 <= 5 次
            }
        "#]],
    );
}

#[test]
fn blocks_keep_their_lines_and_long_ones_are_broken() {
    check(
        "任务 \"甲\": 5万元 { 时间: 2022-01; 责任: 组织科 }\n任务 \"乙\" {\n时间: 2022-01 }\n任务 \"丙\" { 说明: \"很长很长很长很长很长很长很长很长很长很长很长很长很长\"; 再说明: \"又长又长又长又长又长\" }",
        &expect![[r#"
            任务 "甲": 5万元 { 时间: 2022-01; 责任: 组织科 }
            任务 "乙" {
              时间: 2022-01
            }
            任务 "丙" {
              说明: "很长很长很长很长很长很长很长很长很长很长很长很长很长"
              再说明: "又长又长又长又长又长"
            }
        "#]],
    );
}

#[test]
fn texts_move_as_a_whole() {
    check(
        "项目 \"甲\" {\n项目概述 \"\"\"\n一\n    二\n\n  三\n\"\"\"\n实施方案 \"\"\"首行\n  次行\"\"\" {\n任务 \"乙\"\n}\n立项依据 \"\"\"\n\"\"\"\n}",
        &expect![[r#"
            项目 "甲" {
              项目概述 """
                一
                    二

                  三
                """
              实施方案 """
                首行
                次行
                """ {
                任务 "乙"
              }
              立项依据 """
                """
            }
        "#]],
    );
}

#[test]
fn comments_keep_their_places() {
    check(
        "// 首\n\n\n// 次\n项目 \"甲\" { // 开\n// 里\na: 甲, // 一\n 乙, // 二\n // 单\n 丙\n// 末\n} // 关\n// 尾",
        &expect![[r#"
            // 首

            // 次
            项目 "甲" {  // 开
              // 里
              a: 甲,  // 一
                  乙,  // 二
                  // 单
                  丙
              // 末
            }  // 关
            // 尾
        "#]],
    );
}

#[test]
fn a_file_with_syntax_errors_is_left_alone() {
    assert_eq!(format(&parse("申报 2022 {")), None);
}

#[test]
fn line_ends_and_byte_order_mark_are_kept() {
    assert_eq!(format(&parse("\u{FEFF}a: 甲\r\nb:乙\r\n")).unwrap(), "\u{FEFF}a: 甲\r\nb: 乙\r\n");
    assert_eq!(format(&parse("")).unwrap(), "");
}

fn files_in(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        if path.is_dir() {
            files_in(&path, found);
        } else if path.extension().is_some_and(|ext| ext == "pmt") {
            found.push(path);
        }
    }
}

#[test]
fn the_laws_hold_for_every_file_at_hand() {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut files = Vec::new();
    files_in(&here.join("tests"), &mut files);
    files_in(&here.join("../../examples"), &mut files);
    assert!(files.len() > 40);
    for file in files {
        laws(&std::fs::read_to_string(file).unwrap());
    }
}

/// Text of well-formed items, in many spellings.
fn items() -> impl Strategy<Value = String> {
    let key =
        prop::sample::select(vec!["甲", "参训人数", "\"工、青\"", "《某条例》", "12月", "“乙”", "不低于50%"]);
    let value = prop::sample::select(vec![
        "30家",
        "102 万元",
        "95％",
        "1，020元",
        "2022-01",
        "2022年1月 至 12月",
        "30 ~ 40 家",
        "3次×2万元",
        "\"a\\d\"",
        "“某“一”局”",
        "《题》",
        "符合",
        "甲、乙,丙",
        "甲,\n   乙, // 注\n 丙",
        "2019-04起",
        "100(%)",
        "5年",
        "3月5日",
    ]);
    let text = prop::sample::select(vec![
        "\"\"\"一\"\"\"",
        "\"\"\"\n  一\n    二\n\"\"\"",
        "\"\"\"首\n 次\"\"\"",
        "\"\"\"  首\n次\n\"\"\"",
        "\"\"\"\n\n\"\"\"",
        "\"\"\"\n\t一\n  二\\\"\"\"\n\n \"\"\"",
        "\"\"\"\r\n   一 \r\n   ${甲}\r\n   \"\"\"",
    ]);
    let end = prop::sample::select(vec!["\n", ";", "；", "\n\n\n", " // 注\n", "\n// 单\n", "; // 尾\n"]);
    let sign = prop::sample::select(vec![":", "：", " >= ", "≤", ": =", " ＝ "]);
    let leaf = (key, prop::option::of((sign, value)), prop::option::of(text), end).prop_map(
        |(key, value, text, end)| {
            let target = |sign: &str, value: &str| {
                let single = !value.contains([',', '、', '\n']);
                let sign = if single { sign } else { ":" };
                format!("{sign}{value}")
            };
            let value = value.map_or(String::new(), |(sign, value)| target(sign, value));
            let text = text.map_or(String::new(), |text| format!(" {text}"));
            format!("{key}{value}{text}{end}")
        },
    );
    leaf.prop_recursive(3, 24, 4, |inner| {
        (prop::collection::vec(inner, 0..4), prop::sample::select(vec![" {", " {\n", "｛ // 开\n"]))
            .prop_map(|(items, open)| format!("任务 \"丁\"{open}{}}}\n", items.concat()))
    })
}

#[test]
fn the_laws_hold_for_generated_files() {
    let seed = [11u8; 32];
    let config = Config { cases: 2000, failure_persistence: None, ..Config::default() };
    let mut runner = TestRunner::new_with_rng(config, TestRng::from_seed(RngAlgorithm::ChaCha, &seed));
    let formatted = std::cell::Cell::new(0);
    runner
        .run(&prop::collection::vec(items(), 0..4).prop_map(|items| items.concat()), |text| {
            formatted.set(formatted.get() + usize::from(format(&parse(text.as_str())).is_some()));
            laws(&text);
            Ok(())
        })
        .unwrap();
    assert!(formatted.get() > 1000, "most generated files are well formed, not {}", formatted.get());
}
