//! `pmt lint`: what the user sees, and what the exit code says.

use expect_test::expect;

use crate::support::{PROJECT, World, project};

/// Two projects of which one adds up wrongly, under a cover that promises more than they come to.
fn faulty() -> World {
    World::declaration(&[
        ("01-党务培训.pmt", PROJECT),
        ("02-参观学习.pmt", &project("参观学习", "财政资金: 29万元", "财政资金: 26万元")),
    ])
}

#[test]
fn a_clean_declaration_may_be_submitted() {
    let run = World::declaration(&[("01.pmt", PROJECT)]).pmt(&["lint"]);
    assert_eq!((run.code, run.stderr.as_str()), (0, ""));
    expect![[r#"
        检查了 2 个文件：没有发现问题。可以提交
    "#]]
    .assert_eq(&run.stdout);
}

#[test]
fn findings_are_shown_with_their_source_and_what_to_do() {
    let run = faulty().pmt(&["lint"]);
    assert_eq!((run.code, run.stderr.as_str()), (1, ""));
    expect![[r#"
        错误[FND01]：项目资金总额 29万元，分项合计 26万元，相差 3万元
          ┌─ 02-参观学习.pmt:6:11
          │
        6 │   项目资金总额: 29万元 { 财政资金: 26万元; 其他资金: 0元 }
          │                 ^^^^^^             ------            --- 其他资金
          │                                    │
          │                                    财政资金
          │
          = 改总额或改分项，使两边相等。
          = 可能的改法：项目资金总额改为 26万元
          = 可能的改法：财政资金改为 29万元
          = 可能的改法：其他资金改为 3万元

        检查了 3 个文件：1 个错误。不可提交：有 1 个错误要改
    "#]]
    .assert_eq(&run.stdout);
}

#[test]
fn the_same_in_english_and_with_ascii_lines() {
    let run = faulty().pmt(&["lint", "--lang", "en", "--ascii"]);
    assert_eq!((run.code, run.stderr.as_str()), (1, ""));
    expect![[r#"
        error[FND01]: 项目资金总额 is 29万元, its parts give 26万元: 3万元 apart
          --> 02-参观学习.pmt:6:11
          |
        6 |   项目资金总额: 29万元 { 财政资金: 26万元; 其他资金: 0元 }
          |                 ^^^^^^             ------            --- 其他资金
          |                                    |
          |                                    财政资金
          |
          = Correct the total or its parts.
          = possible fix: Set 项目资金总额 to 26万元
          = possible fix: Set 财政资金 to 29万元
          = possible fix: Set 其他资金 to 3万元

        Checked 3 files: 1 error. Not ready to submit: 1 error to correct
    "#]]
    .assert_eq(&run.stdout);
}

#[test]
fn concisely_a_finding_is_a_line() {
    let run = faulty().pmt(&["lint", "--format", "concise"]);
    assert_eq!(run.code, 1);
    expect![[r#"
        02-参观学习.pmt:6:11: 错误[FND01] 项目资金总额 29万元，分项合计 26万元，相差 3万元
        检查了 3 个文件：1 个错误。不可提交：有 1 个错误要改
    "#]]
    .assert_eq(&run.stdout);
}

#[test]
fn a_finding_shows_its_other_places_in_other_files_too() {
    let world = World::declaration(&[("01.pmt", PROJECT), ("02.pmt", PROJECT)]);
    let run = world.pmt(&["lint"]);
    assert_eq!(run.code, 1);
    expect![[r#"
        错误[IDX01]：项目“党务培训”在本申报中重复
          ┌─ 02.pmt:1:4
          │
        1 │ 项目 "党务培训" {
          │      ^^^^^^^^^^
          │
          ┌─ 01.pmt:1:4
          │
        1 │ 项目 "党务培训" {
          │      ---------- 第一个在这里
          │
          = 改名，或删去其中一个。

        检查了 3 个文件：1 个错误。不可提交：有 1 个错误要改
    "#]]
    .assert_eq(&run.stdout);
}

#[test]
fn what_could_not_be_checked_is_said_once() {
    let world = World::new();
    world.file("申报.pmt", crate::support::cover(2)).file("01.pmt", PROJECT);
    let run = world.pmt(&["lint"]);
    assert_eq!(run.code, 0);
    expect![[r#"
        未检查 FND05：申报有 2 个项目，手头只有 1 个
        检查了 2 个文件：没有发现问题（1 条规则未能检查）。可以提交，但 FND05 没有检查
    "#]]
    .assert_eq(&run.stdout);
}

#[test]
fn a_rule_that_could_not_run_in_many_places_takes_one_line() {
    let world = World::new();
    for unit in 2..=9 {
        world
            .file(&format!("{unit}/申报.pmt"), crate::support::cover(unit))
            .file(&format!("{unit}/01.pmt"), PROJECT);
    }
    let run = world.pmt(&["lint"]);
    assert_eq!(run.code, 0);
    expect![[r#"
        未检查 FND05：申报有 2 个项目，手头只有 1 个；申报有 3 个项目，手头只有 1 个；申报有 4 个项目，手头只有 1 个；另有 5 种情况
        检查了 16 个文件：没有发现问题（1 条规则未能检查）。可以提交，但 FND05 没有检查
    "#]].assert_eq(&run.stdout);
}

#[test]
fn a_long_line_is_cut_around_the_words_in_question() {
    let long = "开展培训，".repeat(100);
    let world = World::new();
    world.file(
        "01.pmt",
        project("党务培训", "培训 600 人次。", &format!("{long}预算${{年度资金申清总额}}，{long}")),
    );
    let run = world.pmt(&["lint"]);
    assert_eq!(run.code, 1);
    expect![[r#"
        提示[KEY06]：没有写明版式，只按各版式共有的要求检查
          ┌─ 01.pmt:1:1
          │
        1 │ 项目 "党务培训" {
          │ ^^^^^^^^^^^^^^^
          │
          = 在申报中写“版式”，现有：上海、中央。

        错误[REF01]：没有可引用的“年度资金申清总额”
          ┌─ 01.pmt:8:514
          │
        8 │ …培训，开展培训，开展培训，开展培训，预算${年度资金申清总额}，开展培训，开展培训，开展培训，开展培训…
          │                                          ^^^^^^^^^^^^^^^^^^^
          │
          = 是不是 ${年度资金申请总额}？
          = 可能的改法：改为 ${年度资金申请总额}

        检查了 1 个文件：1 个错误、1 个提示。不可提交：有 1 个错误要改
    "#]].assert_eq(&run.stdout);
}

#[test]
fn places_are_those_of_the_file_with_its_mark_tabs_and_line_ends() {
    let world = World::new();
    world.file(
        "01.pmt",
        "\u{feff}项目 \"一\" {\r\n\t项目资金总额 29万元\r\n  项目概述 \"\"\"\r\n   甲\r\n   乙\r\n\r\n   丙\r\n",
    );
    let run = world.pmt(&["lint"]);
    assert_eq!(run.code, 1);
    expect![[r#"
        提示[KEY06]：没有写明版式，只按各版式共有的要求检查
          ┌─ 01.pmt:1:1
          │
        1 │ 项目 "一" {
          │ ^^^^^^^^^
          │
          = 在申报中写“版式”，现有：上海、中央。

        错误[SYN07]：“项目资金总额 29万元”中间缺少冒号或比较符号
          ┌─ 01.pmt:2:2
          │
        2 │     项目资金总额 29万元
          │     ^^^^^^^^^^^^^^^^^^^
          │
          = 名称和值之间写“:”；指标写 >=、<= 或 =，如 参训人数 >= 30 家。

        错误[SYN03]：文段没有用 """ 结束
          ┌─ 01.pmt:3:8
          │
        3 │   项目概述 """
          │            ^^^
          ·
        8 │
          │ - 读到这里为止
          │
          = 在文段结束的地方另起一行写 """。

        检查了 1 个文件：2 个错误、1 个提示。不可提交：有 2 个错误要改
    "#]]
    .assert_eq(&run.stdout);
}

#[test]
fn the_gate_can_be_set_lower() {
    let world = World::declaration(&[("01.pmt", PROJECT)]);
    world
        .file("pmt.toml", "[severity]\nFND01 = \"warning\"\n")
        .file("01.pmt", project("党务培训", "财政资金: 29万元", "财政资金: 26万元"));
    let run = world.pmt(&["lint", "--format", "concise"]);
    assert_eq!(run.code, 0, "{}", run.stdout);
    assert!(run.stdout.contains("1 个警告。可以提交"), "{}", run.stdout);
    let run = world.pmt(&["lint", "--format", "concise", "--fail-on", "warning"]);
    assert_eq!(run.code, 1);
    assert!(run.stdout.contains("不可提交：按 --fail-on"), "{}", run.stdout);
}

#[test]
fn colours_are_for_terminals_unless_asked_for() {
    let world = faulty();
    assert!(!world.pmt(&["lint"]).stdout.contains('\x1b'), "a pipe is no terminal");
    assert!(world.pmt(&["lint", "--color", "always"]).stdout.contains("\x1b[1;31m错误"));
    let run = world.pmt_with(&["lint"], &[("NO_COLOR", "1")], None);
    assert!(!run.stdout.contains('\x1b'));
}

#[test]
fn the_order_of_paths_and_their_overlap_change_nothing() {
    let world = faulty();
    let once = world.pmt(&["lint"]);
    let absolute = world.path("02-参观学习.pmt");
    let twice = world.pmt(&["lint", absolute.to_str().unwrap(), "./02-参观学习.pmt", ".", "./"]);
    assert_eq!(once.stdout, twice.stdout);
}

#[cfg(unix)]
#[test]
fn a_reader_that_has_seen_enough_is_no_error() {
    use std::process::Stdio;
    let world = World::new();
    for number in 0..400 {
        world.file(&format!("{number}.pmt"), "项目 \"无\" {\n}\n");
    }
    let mut child = world.command(&["lint"]).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    drop(child.stdout.take());
    let output = child.wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(1));
    assert_eq!(String::from_utf8(output.stderr).unwrap(), "");
}

#[test]
fn what_is_said_of_several_places_in_a_line_is_said_once() {
    let world = World::new();
    let basis =
        "  立项依据 { 文件依据: \"《甲区培训办法》、《乙区培训办法》和《丙区培训办法》\" }\n  主管部门";
    world.file("01.pmt", project("党务培训", "  主管部门", basis));
    let run = world.pmt(&["lint", "--select", "BAS04"]);
    let marks = run.stdout.lines().find(|line| line.contains("^^^")).unwrap();
    assert_eq!(marks.matches("-- ").count(), 2, "both places are marked: {}", run.stdout);
    assert_eq!(run.stdout.matches("这一份也没有文号").count(), 1, "{}", run.stdout);
}
