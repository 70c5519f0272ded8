//! Which files a command reads, and of which it speaks.

use crate::support::{PROJECT, World, cover, project};

#[test]
fn hidden_and_ignored_files_are_left_out_unless_named() {
    let world = World::declaration(&[("01.pmt", PROJECT)]);
    world
        .file(".gitignore", "drafts/\n")
        .file("drafts/02.pmt", "项目 \"草稿\" {\n}\n")
        .file(".backup/03.pmt", "项目 \"备份\" {\n}\n");
    assert_eq!(world.pmt(&["lint"]).code, 0);
    let run = world.pmt(&["lint", "drafts/02.pmt", "--format", "concise"]);
    assert_eq!(run.code, 1);
    assert!(run.stdout.starts_with("drafts/02.pmt:1:1:"), "{}", run.stdout);
}

#[test]
fn the_other_files_of_a_declaration_are_read_too() {
    let world = World::declaration(&[("01.pmt", PROJECT), ("02.pmt", PROJECT)]);
    let run = world.pmt(&["lint", "01.pmt", "--format", "concise"]);
    assert!(run.stdout.contains("IDX01"), "two projects of one name: {}", run.stdout);
    assert!(run.stdout.contains("检查了 1 个文件（另读了同一申报的 2 个文件）"), "{}", run.stdout);
}

#[test]
fn only_findings_with_a_place_in_a_named_file_are_reported() {
    let wrong = project("参观学习", "财政资金: 29万元", "财政资金: 26万元");
    let world = World::declaration(&[("01.pmt", PROJECT), ("02.pmt", &wrong)]);
    let run = world.pmt(&["lint", "01.pmt"]);
    assert_eq!(run.code, 0, "{}", run.stdout);
    assert_eq!(world.pmt(&["lint", "02.pmt"]).code, 1);
}

#[test]
fn the_cover_is_sought_upward_to_the_top_of_the_repository() {
    let world = World::new();
    world
        .file("申报.pmt", cover(1))
        .file("2022/培训/01.pmt", project("党务培训", "29万元 { 财", "29万元 { 财"));
    let run = world.pmt(&["lint", "2022/培训"]);
    assert!(run.stdout.contains("另读了同一申报的 1 个文件"), "{}", run.stdout);
    std::fs::create_dir(world.path("2022/.git")).unwrap();
    let run = world.pmt(&["lint", "2022/培训"]);
    assert!(run.stdout.contains("检查了 1 个文件："), "no further than .git: {}", run.stdout);
}

#[test]
fn a_named_folder_is_the_top_where_nothing_above_it_is() {
    // A folder of its own without .git, below one with a cover that has nothing to do with it.
    let outer = tempfile::tempdir().unwrap();
    let inner = outer.path().join("inner");
    std::fs::create_dir(&inner).unwrap();
    std::fs::write(outer.path().join("申报.pmt"), cover(9)).unwrap();
    std::fs::write(inner.join("01.pmt"), PROJECT).unwrap();
    let world = World::new();
    let run = world.pmt(&["lint", inner.to_str().unwrap()]);
    assert!(run.stdout.contains("检查了 1 个文件："), "{}", run.stdout);
    let run = world.pmt(&["lint", inner.join("01.pmt").to_str().unwrap()]);
    assert!(run.stdout.contains("另读了同一申报的 1 个文件"), "{}", run.stdout);
}

#[test]
fn another_year_beside_it_is_another_declaration() {
    let world = World::new();
    world
        .file("2022/申报.pmt", cover(1))
        .file("2022/01.pmt", PROJECT)
        .file("2021/申报.pmt", "申报 2021 {\n}\n")
        .file("2021/01.pmt", "项目 \"去年\" {\n}\n");
    let run = world.pmt(&["lint", "2022/01.pmt"]);
    assert_eq!(run.code, 0);
    assert!(run.stdout.contains("另读了同一申报的 1 个文件"), "{}", run.stdout);
}

#[test]
fn a_unit_is_read_with_the_department_it_counts_toward() {
    let world = World::new();
    world
        .file("申报.pmt", cover(2))
        .file("01.pmt", PROJECT)
        .file("下属/申报.pmt", cover(1))
        .file("下属/01.pmt", PROJECT.replace("实施单位: \"某区某局\"", "实施单位: \"某中心\""));
    let run = world.pmt(&["lint", "下属/01.pmt"]);
    assert!(run.stdout.contains("另读了同一申报的 3 个文件"), "{}", run.stdout);
}

#[test]
fn each_folder_has_its_own_configuration() {
    let wrong = project("党务培训", "财政资金: 29万元", "财政资金: 26万元");
    let world = World::new();
    world
        .file("lenient/pmt.toml", "[severity]\nFND01 = \"hint\"\n")
        .file("lenient/01.pmt", &wrong)
        .file("strict/01.pmt", &wrong);
    let run = world.pmt(&["lint", "--format", "concise"]);
    assert!(run.stdout.contains("lenient/01.pmt:6:11: 提示[FND01]"), "{}", run.stdout);
    assert!(run.stdout.find("lenient/") < run.stdout.find("strict/"), "in order: {}", run.stdout);
    assert!(run.stdout.contains("strict/01.pmt:6:11: 错误[FND01]"), "{}", run.stdout);
}

#[test]
fn an_unreadable_file_that_was_not_named_is_mentioned_only() {
    let world = World::declaration(&[("01.pmt", PROJECT), ("02.pmt", "")]);
    world.file("02.pmt", b"\xFF\xFF");
    let run = world.pmt(&["lint", "01.pmt"]);
    assert_eq!(run.code, 0, "{}{}", run.stdout, run.stderr);
    assert!(run.stderr.contains("警告：02.pmt"), "{}", run.stderr);
}

#[test]
fn a_folder_of_another_place_is_shown_as_it_was_typed() {
    let world = World::new();
    world.file("here/x.txt", "").file("there/01.pmt", "项目 \"无\" {\n}\n");
    let mut command = world.command(&["lint", "../there", "--format", "concise"]);
    let output = command.current_dir(world.path("here")).output().unwrap();
    let stdout = String::from_utf8(output.stdout).unwrap();
    assert!(stdout.starts_with("../there/01.pmt:1:1:"), "{stdout}");
}

#[test]
fn a_file_alone_gets_no_verdict_on_the_whole_declaration() {
    let world = World::declaration(&[("01.pmt", PROJECT), ("02.pmt", "项目 \"乱\" {\n")]);
    let run = world.pmt(&["lint", "01.pmt"]);
    assert_eq!(run.code, 0, "{}", run.stdout);
    assert!(!run.stdout.contains("可以提交"), "{}", run.stdout);
    assert!(run.stdout.contains("点名的文件没有要改的"), "{}", run.stdout);
}
