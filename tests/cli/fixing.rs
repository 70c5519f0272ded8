//! `pmt lint --fix` and `--diff`: what is changed, what is left, and that no file is ever harmed.

use expect_test::expect;

use crate::support::{PROJECT, World, project};

/// The project with what can be mended without a doubt, and what only its author can.
fn mendable() -> String {
    project("党务培训", "参训人数 >= 600", "参训人数 >= 6００")
        .replacen("实施周期: 2022-01-01 至", "实施周期: 2022-01-01 -", 1)
        .replacen("项目资金总额: 29万元 {", "项目资金总额: 29 {", 1)
}

/// One suggestion only.
fn misnamed() -> String {
    project("党务培训", "培训 600 人次。", "预算${年度资金申清总额}。")
}

#[test]
fn what_keeps_the_meaning_is_fixed_and_the_rest_reported() {
    let world = World::declaration(&[("01.pmt", &mendable())]);
    let run = world.pmt(&["lint", "--fix", "--format", "concise"]);
    assert_eq!((run.code, run.stderr.as_str()), (1, ""));
    expect![[r#"
        01.pmt:6:11: 错误[AMT01] 金额“29”没有写明单位
        改了 2 处。检查了 2 个文件：1 个错误。不可提交：有 1 个错误要改
    "#]]
    .assert_eq(&run.stdout);
    assert_eq!(world.read("01.pmt"), PROJECT.replacen("项目资金总额: 29万元 {", "项目资金总额: 29 {", 1));
    assert_eq!(world.list(""), ["01.pmt", "申报.pmt"], "nothing is left beside it");
}

#[test]
fn fixing_again_changes_nothing() {
    let world = World::declaration(&[("01.pmt", &mendable())]);
    world.pmt(&["lint", "--fix"]);
    let once = world.read("01.pmt");
    let again = world.pmt(&["lint", "--fix", "--unsafe"]);
    assert!(!again.stdout.contains("改了"), "a choice between 元 and 万元 is the author's: {}", again.stdout);
    assert_eq!(world.read("01.pmt"), once);
    assert_eq!(world.pmt(&["lint", "--diff"]).code, 0);
}

#[test]
fn a_single_suggestion_is_taken_only_when_asked_for() {
    let world = World::declaration(&[("01.pmt", &misnamed())]);
    assert_eq!(world.pmt(&["lint", "--fix"]).code, 1);
    assert_eq!(world.read("01.pmt"), misnamed());
    let run = world.pmt(&["lint", "--fix", "--unsafe"]);
    assert_eq!(
        (run.code, run.stdout.lines().last().unwrap().starts_with("改了 1 处。")),
        (0, true),
        "{}",
        run.stdout
    );
    assert!(world.read("01.pmt").contains("${年度资金申请总额}"));
}

#[test]
fn only_named_files_and_selected_rules_are_fixed() {
    let world = World::declaration(&[("01.pmt", &mendable()), ("02.pmt", &mendable())]);
    world.pmt(&["lint", "--fix", "02.pmt", "--select", "SYN13"]);
    assert_eq!(world.read("01.pmt"), mendable());
    assert_eq!(world.read("02.pmt"), mendable().replace("6００", "600"));
}

#[test]
fn a_diff_says_what_a_fix_would_do_and_writes_nothing() {
    let world = World::declaration(&[("01.pmt", &mendable())]);
    let run = world.pmt(&["lint", "--diff"]);
    assert_eq!((run.code, run.stderr.as_str()), (1, "--fix 会改 1 个文件，共 2 处。\n"));
    expect![[r#"
        --- 01.pmt
        +++ 01.pmt
        @@ -2,14 +2,14 @@
           项目类别: 经常性项目
           主管部门: "某区某局"
           实施单位: "某区某局"
        -  实施周期: 2022-01-01 - 2022-12-31
        +  实施周期: 2022-01-01 至 2022-12-31
           项目资金总额: 29 { 财政资金: 29万元; 其他资金: 0元 }
           年度资金申请总额: 29万元 { 当年财政拨款: 29万元; 上年结转资金: 0元; 其他资金: 0元 }
           项目总目标 """培训 600 人次。"""
           年度总目标 """全年培训 600 人次。"""
           绩效指标 {
             产出指标 {
        -      数量指标 { 参训人数 >= 6００ 人次; 培训期数 >= 6 期; 教材印制册数 >= 600 册 }
        +      数量指标 { 参训人数 >= 600 人次; 培训期数 >= 6 期; 教材印制册数 >= 600 册 }
               质量指标 { 考核合格率 >= 95% }
               成本指标 { 人均培训成本 <= 500元/人次 }
             }
    "#]]
    .assert_eq(&run.stdout);
    assert_eq!(world.read("01.pmt"), mendable());
    let colours = world.pmt(&["lint", "--diff", "--color", "always"]).stdout;
    assert!(colours.contains("\x1b[31m-  实施周期"), "{colours}");
    world.file("01.pmt", misnamed());
    assert_eq!(world.pmt(&["lint", "--diff"]).code, 0);
    assert_eq!(world.pmt(&["lint", "--diff", "--unsafe"]).code, 1);
}

#[cfg(unix)]
#[test]
fn a_patch_made_of_the_diff_does_the_same() {
    use std::io::Write;
    use std::process::{Command, Stdio};
    let world = World::declaration(&[("01.pmt", &mendable().replace('\n', "\r\n"))]);
    let diff = world.pmt(&["lint", "--diff"]).stdout;
    let patch = |world: &World| -> Option<i32> {
        let mut command = Command::new("patch");
        command.args(["-p0", "--binary", "--quiet"]).current_dir(world.path("")).stdin(Stdio::piped());
        let mut child = command.spawn().ok()?;
        child.stdin.take()?.write_all(diff.as_bytes()).ok()?;
        child.wait().ok()?.code()
    };
    let Some(code) = patch(&world) else {
        eprintln!("skipped: there is no `patch` here");
        return;
    };
    assert_eq!(code, 0);
    let patched = world.read("01.pmt");
    world.file("01.pmt", mendable().replace('\n', "\r\n"));
    world.pmt(&["lint", "--fix"]);
    assert_eq!(world.read("01.pmt"), patched);
    assert!(patched.contains("至 2022-12-31\r\n"), "line ends stay");
}

#[test]
fn a_mark_and_windows_line_ends_stay() {
    let windows = |text: &str| format!("\u{feff}{}", text.replace('\n', "\r\n"));
    let world = World::declaration(&[("01.pmt", "")]);
    let broken = PROJECT.replacen("29万元 { 财政", "29万元\n  { 财政", 1);
    world.file("01.pmt", windows(&broken));
    assert_eq!(world.pmt(&["lint", "--fix"]).code, 0);
    assert_eq!(world.read("01.pmt"), windows(PROJECT));
}

#[cfg(unix)]
#[test]
fn permissions_and_links_stay_and_what_is_read_only_is_not_written() {
    use std::os::unix::fs::PermissionsExt;
    let mode = |world: &World, mode: u32| {
        std::fs::set_permissions(world.path("real.pmt"), PermissionsExt::from_mode(mode)).unwrap();
    };
    let world = World::new();
    world.file("real.pmt", mendable());
    std::os::unix::fs::symlink("real.pmt", world.path("link.pmt")).unwrap();
    mode(&world, 0o440);
    let run = world.pmt(&["lint", "--fix", "link.pmt"]);
    assert_eq!((run.code, run.stdout.as_str()), (2, ""));
    assert!(run.stderr.contains("写不了：没有权限"), "{}", run.stderr);
    assert_eq!(world.read("real.pmt"), mendable());
    mode(&world, 0o640);
    world.pmt(&["lint", "--fix", "link.pmt"]);
    assert_ne!(world.read("real.pmt"), mendable());
    assert!(std::fs::symlink_metadata(world.path("link.pmt")).unwrap().is_symlink());
    let now = std::fs::metadata(world.path("real.pmt")).unwrap().permissions().mode();
    assert_eq!(now & 0o777, 0o640);
}

#[cfg(unix)]
#[test]
fn one_file_that_cannot_be_written_keeps_all_from_being_written() {
    use std::os::unix::fs::PermissionsExt;
    let world = World::new();
    world.file("01.pmt", mendable()).file("02.pmt", mendable());
    std::fs::set_permissions(world.path("02.pmt"), PermissionsExt::from_mode(0o440)).unwrap();
    assert_eq!(world.pmt(&["lint", "--fix"]).code, 2);
    assert_eq!(world.read("01.pmt"), mendable());
    assert_eq!(world.list(""), ["01.pmt", "02.pmt"]);
}

#[test]
fn json_tells_how_much_was_fixed() {
    let world = World::declaration(&[("01.pmt", &mendable())]);
    let run = world.pmt(&["lint", "--fix", "--format", "json"]);
    let report: serde_json::Value = serde_json::from_str(&run.stdout).unwrap();
    assert_eq!((&report["summary"]["fixed"], &report["summary"]["errors"]), (&2.into(), &1.into()));
}

#[test]
fn formatting_can_be_shown_as_a_diff_too() {
    let world = World::new();
    world.file("a.pmt", "项目   “一” {\n}\n").file("b.pmt", "").file("c.pmt", "项目 \"三\"  {\n");
    let run = world.pmt(&["fmt", "--diff"]);
    assert_eq!(run.code, 1);
    expect![[r#"
        --- a.pmt
        +++ a.pmt
        @@ -1,2 +1,2 @@
        -项目   “一” {
        +项目 "一" {
         }
    "#]]
    .assert_eq(&run.stdout);
    assert!(
        run.stderr.contains("SYN01") && run.stderr.ends_with("3 个文件中有 1 个会改。\n"),
        "{}",
        run.stderr
    );
    assert_eq!(world.read("a.pmt"), "项目   “一” {\n}\n");
    let run = world.pmt_with(&["fmt", "--diff", "--stdin"], &[], Some("项目   “一” {\n}\n".as_bytes()));
    assert_eq!((run.code, run.stdout.lines().next()), (1, Some("--- -")));
    assert_eq!(world.pmt(&["fmt", "--diff", "b.pmt"]).code, 0);
    assert_eq!(world.pmt(&["fmt", "--diff", "--check"]).code, 2);
}

#[test]
fn a_suppression_that_does_nothing_is_taken_away() {
    let world = World::new();
    let with = PROJECT.replacen("  项目资金总额", "  // pmt: 允许 FND01 分项另有说明\n  项目资金总额", 1);
    world.file("01.pmt", with);
    assert!(world.pmt(&["lint", "--format", "concise"]).stdout.contains("SUP01"));
    world.pmt(&["lint", "--fix"]);
    assert_eq!(world.read("01.pmt"), PROJECT);
}

/// More files than a process may have open at once.
#[cfg(unix)]
#[test]
fn many_files_are_fixed_together() {
    let world = World::new();
    for number in 0..150 {
        world.file(&format!("{number}.pmt"), project("甲", "参训人数 >= 600", "参训人数 >= 6００"));
    }
    let mut shell = std::process::Command::new("sh");
    let script = "ulimit -n 64 && exec \"$0\" lint --fix --select SYN13";
    let run =
        shell.args(["-c", script, env!("CARGO_BIN_EXE_pmt")]).current_dir(world.path(".")).output().unwrap();
    assert!(run.status.success(), "{}", String::from_utf8_lossy(&run.stderr));
    assert!(world.read("149.pmt").contains(">= 600"));
    assert_eq!(world.list(".").len(), 150, "nothing is left beside them");
}

#[test]
fn all_files_are_written_or_none_and_it_says_so() {
    let world = World::new();
    let wrong = project("甲", "参训人数 >= 600", "参训人数 >= 6００");
    world.file("夹/01.pmt", &wrong).file("夹/02.pmt", &wrong);
    let lock = |name: &str| {
        let mut permissions = std::fs::metadata(world.path(name)).unwrap().permissions();
        permissions.set_readonly(true);
        std::fs::set_permissions(world.path(name), permissions).unwrap();
    };
    lock("夹/02.pmt");
    let run = world.pmt(&["lint", "--fix"]);
    assert_eq!((run.code, run.stdout.as_str()), (2, ""));
    expect![[r#"
        错误：夹/02.pmt：写不了：没有权限

        有文件写不了，所有文件都没有改动。
    "#]]
    .assert_eq(&run.stderr);
    assert_eq!((world.read("夹/01.pmt"), world.list("夹").len()), (wrong, 2));
    world.file("乱.pmt", "项目   \"乱\" {\n}\n");
    lock("乱.pmt");
    let run = world.pmt(&["fmt", "乱.pmt"]);
    assert_eq!(run.stderr, "错误：乱.pmt：写不了：没有权限\n\n1 个文件中改了 0 个。\n");
}
