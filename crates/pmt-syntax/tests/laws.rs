//! What holds for any text at all.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::arithmetic_side_effects,
    clippy::string_slice
)]

use std::sync::Arc;

use pmt_syntax::{Kind, Node, ast, parse};
use proptest::prelude::*;
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};

/// Pieces that mean something to the language, in good and bad company.
const PIECES: &[&str] = &[
    "项目 \"甲\" {\n",
    "}\n",
    "  ",
    "项目概述 \"\"\"\n",
    "\"\"\"",
    "建设品牌。",
    "{",
    "}",
    "｛",
    "｝",
    ":",
    "：",
    ">=",
    "≥",
    "=",
    "102万元",
    "30 家",
    "2022-01-01",
    " 至 ",
    "×",
    ",",
    "、",
    ";",
    "\n",
    "\r\n",
    "“",
    "”",
    "《",
    "》",
    "\"",
    "//注\n",
    "${",
    "${甲}",
    "\\",
    "\u{0}",
    "\u{FEFF}",
    "\u{3000}",
    "𠮷",
    "😀",
    "@",
    "任务 \"乙\"",
    "1,2",
    "2022年",
    "100(%)",
    "“”“",
    "x",
    "- ",
    "..",
    "％",
];

fn runner() -> TestRunner {
    let seed = [7u8; 32];
    let config = Config { cases: 1500, failure_persistence: None, ..Config::default() };
    TestRunner::new_with_rng(config, TestRng::from_seed(RngAlgorithm::ChaCha, &seed))
}

fn soup() -> impl Strategy<Value = String> {
    prop::collection::vec(prop::sample::select(PIECES), 0..60).prop_map(|pieces| pieces.concat())
}

fn check_tree(text: &str) {
    let parsed = parse(text);
    let joined: String = parsed.tree.tokens().map(Node::text).collect();
    assert_eq!(joined, text, "the tokens are the text");
    check_node(parsed.tree.root());
    for error in &parsed.errors {
        assert!(
            text.is_char_boundary(error.span.start as usize)
                && text.is_char_boundary(error.span.end as usize)
        );
        for edit in error.fix.iter().flatten() {
            assert!(text.get(edit.span.range()).is_some(), "a fix replaces whole characters");
        }
    }
    assert!(parsed.errors.is_sorted_by_key(|error| error.span), "errors are in order");
}

fn check_node(node: Node<'_>) {
    let mut at = node.span().start;
    for child in node.children() {
        assert_eq!(child.span().start, at, "no gap before {child:?} in {node:?}");
        at = child.span().end;
        check_node(child);
    }
    if node.children().next().is_some() {
        assert_eq!(node.span().end, at, "{node:?} ends with its last child");
    }
}

#[test]
fn any_soup_of_pieces_is_read_without_loss() {
    runner()
        .run(&soup(), |text| {
            check_tree(&text);
            Ok(())
        })
        .unwrap();
}

#[test]
fn any_characters_are_read_without_loss() {
    runner()
        .run(&any::<String>(), |text| {
            check_tree(&text);
            Ok(())
        })
        .unwrap();
}

/// A well-formed project of a few levels; its lines are what the mutations below damage.
const PROJECT: &str = "项目 \"NAME\" {\n  项目类别: 经常性项目\n  项目概述 \"\"\"\n    建设品牌。\n    再建阵地。\n    \"\"\"\n  \
实施方案 \"\"\"分期实施\"\"\" {\n    任务 \"党建\": 56万元 {\n      时间: 2022-01 至 2022-12\n      测算 {\n        活动: 3次 × 2万元\n        \
资料: 5万元\n      }\n    }\n  }\n  绩效指标 {\n    产出指标 {\n      数量指标 {\n        活动场次 >= 30 场\n      }\n      质量指标 { 合格率 >= 95% }\n    }\n  }\n}\n";

fn three_projects() -> Vec<String> {
    let text: String = ["甲", "乙", "丙"].map(|name| PROJECT.replace("NAME", name)).join("\n");
    text.split_inclusive('\n').map(str::to_owned).collect()
}

fn project_names(text: &str) -> Vec<String> {
    let parsed = parse(text);
    ast::items(&parsed.tree)
        .filter(|item| item.key().is_some_and(|key| key.text() == "项目"))
        .filter_map(|item| Some(item.label()?.string()?.text().into_owned()))
        .collect()
}

#[test]
fn a_lost_brace_or_fence_is_one_error_and_the_other_projects_keep_their_places() {
    let lines = three_projects();
    assert!(parse(lines.concat()).errors.is_empty());
    for at in 0..lines.len() {
        for lost in ["{", "}", "\"\"\""] {
            let line = &lines[at];
            if line.matches(lost).count() != 1 || (lost == "\"\"\"" && line.trim() == lost) && line.len() < 4
            {
                continue;
            }
            let mut broken = lines.clone();
            broken[at] = line.replacen(lost, "", 1);
            let text = broken.concat();
            let errors: Vec<_> = parse(text.as_str()).errors.iter().map(|error| error.kind).collect();
            // Prose that has lost its opening fence is no item: each line of it is an error of its own.
            let most = if lost == "\"\"\"" {
                4
            } else if lost == "{" {
                2
            } else {
                1
            };
            assert!((1..=most).contains(&errors.len()), "line {at} without {lost}: {errors:?}\n{text}");
            assert_eq!(
                project_names(&text),
                ["甲", "乙", "丙"],
                "line {at} without {lost}: {errors:?}\n{text}"
            );
        }
    }
}

#[test]
fn a_lost_closing_brace_on_its_own_line_is_exactly_one_error() {
    let lines = three_projects();
    for at in (0..lines.len()).filter(|at| lines[*at].trim() == "}") {
        let mut broken = lines.clone();
        broken.remove(at);
        let errors = parse(broken.concat()).errors;
        assert_eq!(errors.len(), 1, "line {at}: {errors:?}");
        assert_eq!(errors[0].kind, pmt_syntax::SyntaxErrorKind::UnclosedBlock);
    }
}

#[test]
fn a_doubled_closing_brace_is_exactly_one_error() {
    let lines = three_projects();
    for at in (0..lines.len()).filter(|at| lines[*at].trim() == "}") {
        let mut broken = lines.clone();
        broken.insert(at, lines[at].clone());
        let text = broken.concat();
        let errors = parse(text.as_str()).errors;
        assert_eq!(errors.len(), 1, "line {at}: {errors:?}\n{text}");
        assert_eq!(errors[0].kind, pmt_syntax::SyntaxErrorKind::StrayBrace);
        assert_eq!(project_names(&text), ["甲", "乙", "丙"]);
    }
}

#[test]
fn five_hundred_broken_lines_are_five_hundred_errors() {
    let broken = [
        "  @@ 什么也不是",
        "  项目数 30 家",
        "  主管部门:",
        "  主管部门: \"某局",
        "  金额: 12,34元",
        "  日期: 2022-02-30",
    ];
    let mut text = String::new();
    for number in 0..5000 {
        let project = PROJECT.replace("NAME", &number.to_string());
        let (head, body) = project.split_once('\n').unwrap();
        text.push_str(head);
        text.push('\n');
        if number % 10 == 0 {
            text.push_str(broken[(number / 10) % broken.len()]);
            text.push('\n');
        }
        text.push_str(body);
    }
    let parsed = parse(text.as_str());
    assert_eq!(parsed.errors.len(), 500);
    assert_eq!(project_names(&text).len(), 5000);
}

#[test]
fn endless_nesting_is_an_ordinary_error() {
    for opener in ["{", "甲 {", "甲 {\n", "“", "“a", "《", "\"", "\\\"", "${", "("] {
        let text = opener.repeat(200_000 / opener.len());
        let parsed = parse(text.as_str());
        assert!(!parsed.errors.is_empty());
    }
    let parsed = parse("{".repeat(1_000_000));
    assert!(parsed.errors.len() < 3, "{:?}", parsed.errors.len());
    let deepest = parsed.tree.root().descendants().filter(|node| node.kind() == Kind::Block).count();
    assert_eq!(deepest, pmt_syntax::MAX_DEPTH);
}

#[test]
fn the_text_is_shared_and_not_copied() {
    let text: Arc<str> = "申报 2022 {}".into();
    assert!(Arc::ptr_eq(&text, &parse(Arc::clone(&text)).tree.shared_text()));
}
