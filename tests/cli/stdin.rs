//! `--stdin`: a text that no disk has yet, checked as the file it is going to be.

use expect_test::expect;

use crate::support::{PROJECT, World, cover, project};

const HERE: [&str; 4] = ["lint", "--stdin", "--stdin-filename", "01.pmt"];

#[test]
fn without_a_name_it_stands_alone() {
    let world = World::declaration(&[("01.pmt", PROJECT)]);
    let wrong = project("党务培训", "财政资金: 29万元", "财政资金: 26万元");
    let run = world.pmt_with(
        &["lint", "--stdin", "--format", "concise", "--select", "FND"],
        &[],
        Some(wrong.as_bytes()),
    );
    assert_eq!((run.code, run.stderr.as_str()), (1, ""));
    expect![[r#"
        -:6:11: 错误[FND01] 项目资金总额 29万元，分项合计 26万元，相差 3万元
        检查了 1 个文件：1 个错误。不可提交：有 1 个错误要改
    "#]]
    .assert_eq(&run.stdout);
}

#[test]
fn under_a_name_it_lies_over_the_file_in_its_declaration() {
    let world =
        World::declaration(&[("01.pmt", "还没有写好"), ("02.pmt", &project("调研", "29万元", "29万元"))]);
    let run = world.pmt_with(&HERE, &[], Some(PROJECT.as_bytes()));
    assert_eq!((run.code, run.stderr.as_str()), (0, ""), "{}", run.stdout);
    assert!(run.stdout.starts_with("检查了 1 个文件（另读了同一申报的 2 个文件）"), "{}", run.stdout);
    let same = project("调研", "29万元", "29万元");
    let run = world.pmt_with(&HERE, &[], Some(same.as_bytes()));
    assert_eq!(run.code, 1);
    assert!(run.stdout.contains("IDX01") && run.stdout.contains("01.pmt:1:4"), "{}", run.stdout);
}

#[test]
fn the_file_need_not_be_there_yet() {
    let world = World::new();
    world.file("申报.pmt", cover(1)).file("pmt.toml", "language = \"en\"\n");
    let run = world.pmt_with(&HERE, &[], Some(PROJECT.as_bytes()));
    assert_eq!((run.code, run.stderr.as_str()), (0, ""));
    assert!(
        run.stdout.contains("Nothing to correct in the named files"),
        "its pmt.toml counts: {}",
        run.stdout
    );
    assert_eq!(world.list(""), ["pmt.toml", "申报.pmt"]);
    let run = world.pmt_with(
        &["lint", "--stdin", "--stdin-filename", "no/such/folder/01.pmt"],
        &[],
        Some(PROJECT.as_bytes()),
    );
    assert_eq!((run.code, run.stderr.as_str()), (0, ""));
}

#[test]
fn fixed_text_goes_to_standard_output_and_the_report_beside() {
    let world = World::declaration(&[("01.pmt", PROJECT)]);
    let wrong = project("党务培训", "参训人数 >= 600", "参训人数 >= 6００").replacen(
        "财政资金: 29万元",
        "财政资金: 26万元",
        1,
    );
    let mut args = HERE.to_vec();
    args.extend(["--fix", "--select", "SYN13,FND01"]);
    let run = world.pmt_with(&args, &[], Some(wrong.as_bytes()));
    assert_eq!((run.code, run.stdout), (1, wrong.replace("6００", "600")));
    assert!(run.stderr.contains("错误[FND01]") && run.stderr.contains("改了 1 处"), "{}", run.stderr);
    assert_eq!(world.read("01.pmt"), PROJECT, "no file is written");
    *args.iter_mut().find(|arg| **arg == "--fix").unwrap() = "--diff";
    let run = world.pmt_with(&args, &[], Some(wrong.as_bytes()));
    assert_eq!(run.code, 1);
    assert!(run.stdout.starts_with("--- 01.pmt\n+++ 01.pmt\n"), "{}", run.stdout);
}

#[test]
fn a_mark_and_windows_line_ends_come_back_as_they_were() {
    let world = World::new();
    let windows = |text: &str| format!("\u{feff}{}", text.replace('\n', "\r\n"));
    let wrong = windows(&project("党务培训", "参训人数 >= 600", "参训人数 >= 6００"));
    let run = world.pmt_with(&["lint", "--stdin", "--fix"], &[], Some(wrong.as_bytes()));
    assert_eq!((run.code, run.stdout), (0, windows(PROJECT)), "{}", run.stderr);
    let run = world.pmt_with(
        &["lint", "--stdin", "--format", "concise", "--select", "SYN13"],
        &[],
        Some(wrong.as_bytes()),
    );
    assert!(run.stdout.starts_with("-:12:22: "), "{}", run.stdout);
    let untouched = windows(PROJECT);
    let run = world.pmt_with(&["lint", "--stdin", "--fix"], &[], Some(untouched.as_bytes()));
    assert_eq!(run.stdout, untouched);
}

#[test]
fn what_is_no_text_is_said() {
    let world = World::new();
    let run = world.pmt_with(
        &["lint", "--stdin", "--stdin-filename", "旧.pmt"],
        &[],
        Some(b"\xD6\xD0\xCE\xC4\xFF"),
    );
    assert_eq!((run.code, run.stdout.as_str()), (2, ""));
    assert!(run.stderr.contains("旧.pmt："), "{}", run.stderr);
    assert_eq!(world.pmt(&["lint", "--stdin", "a.pmt"]).code, 2, "not both");
    assert_eq!(world.pmt(&["lint", "--stdin-filename", "a.pmt"]).code, 2, "not without standard input");
}

#[test]
fn a_formatter_is_told_the_name_too() {
    let world = World::new();
    let run = world.pmt_with(
        &["fmt", "--stdin", "--stdin-filename", "甲.pmt"],
        &[],
        Some("项目 \"一\" {".as_bytes()),
    );
    assert_eq!((run.code, run.stdout.as_str()), (1, ""));
    assert!(run.stderr.contains("甲.pmt:1:"), "{}", run.stderr);
}
