//! Which findings are looked at, which are listed, and which files are read.

use expect_test::expect;

use crate::support::{PROJECT, World, project};

fn faulty() -> World {
    World::declaration(&[
        ("01.pmt", &project("党务培训", "财政资金: 29万元", "财政资金: 26万元")),
        ("02.pmt", &project("调研", "当年财政拨款: 29万元", "当年财政拨款: 28万元")),
    ])
}

/// The codes that are reported.
fn codes(world: &World, args: &[&str]) -> Vec<String> {
    let mut all = vec!["lint", "--format", "concise"];
    all.extend(args);
    let run = world.pmt(&all);
    let codes =
        run.stdout.lines().filter_map(|line| Some(line.split_once('[')?.1.split_once(']')?.0.to_owned()));
    codes.collect()
}

#[test]
fn rules_are_selected_and_ignored_by_code_name_and_beginning() {
    let world = faulty();
    assert_eq!(codes(&world, &[]), ["FND01", "FND02"]);
    assert_eq!(codes(&world, &["--select", "FND01"]), ["FND01"]);
    assert_eq!(codes(&world, &["--select", "unbalanced-annual-funds"]), ["FND02"]);
    assert_eq!(codes(&world, &["--select", "VAL0,fnd"]), ["FND01", "FND02"]);
    assert_eq!(codes(&world, &["--select", "KEY", "--select", "FND02"]), ["FND02"]);
    assert_eq!(codes(&world, &["--ignore", "FND0"]), [""; 0]);
    assert_eq!(codes(&world, &["--ignore", "FND", "--select", "FND01"]), ["FND01"], "the closer one decides");
}

#[test]
fn selected_rules_alone_give_no_leave_to_submit() {
    let world = faulty();
    let run = world.pmt(&["lint", "--select", "KEY"]);
    assert_eq!(run.code, 0);
    expect![[r#"
        检查了 3 个文件：没有发现问题。所选的规则没有异议；可否提交要看全部规则
    "#]]
    .assert_eq(&run.stdout);
    let run = world.pmt(&["lint", "--select", "FND01"]);
    assert_eq!(run.code, 1);
    assert!(run.stdout.ends_with("不可提交：有 1 个错误要改\n"), "{}", run.stdout);
}

#[test]
fn pmt_toml_and_the_command_line_name_rules_alike() {
    let world = World::new();
    world.file("01.pmt", project("党务培训", "财政资金: 29万元", "财政资金: 26万元"));
    for selector in ["FND01", "fnd01", "unbalanced-total-funds", "FND", "FND0", "F"] {
        world.file("pmt.toml", "");
        let found = |more: &[&str]| {
            let mut args = vec!["lint", "--format", "concise"];
            args.extend(more);
            world.pmt(&args).stdout.contains("FND01")
        };
        assert!(found(&["--select", selector]) && !found(&["--ignore", selector]), "{selector}");
        world.file("pmt.toml", format!("[severity]\n{selector} = \"off\"\n"));
        assert!(!found(&[]), "{selector}");
    }
    world.file("pmt.toml", "[severity]\nFNDX = \"off\"\n");
    let wrong = world.pmt(&["lint"]).stderr;
    assert!(wrong.contains("没有规则“FNDX”，是不是“FND”？"), "{wrong}");
    let wrong = world.pmt(&["lint", "--select", "FNDX"]).stderr;
    assert!(wrong.contains("没有规则“FNDX”，是不是“FND”？"), "{wrong}");
}

#[test]
fn a_rule_that_is_not_there_is_a_usage_error_with_the_nearest() {
    let world = faulty();
    let run = world.pmt(&["lint", "--select", "FND01,FDN02"]);
    assert_eq!((run.code, run.stdout.as_str()), (2, ""));
    expect![[r#"
        错误：没有规则“FDN02”，是不是“FND02”？

        用法见 pmt lint --help
    "#]]
    .assert_eq(&run.stderr);
    let run = world.pmt(&["lint", "--ignore", "unbalanced-anual-funds", "--lang", "en"]);
    assert_eq!(run.code, 2);
    expect![[r#"
        error: there is no rule “unbalanced-anual-funds”; did you mean “unbalanced-annual-funds”?

        For more information, try '--help'.
    "#]]
    .assert_eq(&run.stderr);
}

#[test]
fn less_can_be_listed_than_counts() {
    let world = faulty();
    world.file("pmt.toml", "[severity]\nFND01 = \"warning\"\nFND02 = \"hint\"\n");
    assert_eq!(codes(&world, &["--severity", "hint"]), ["FND01", "FND02"]);
    assert_eq!(codes(&world, &["--severity", "warning"]), ["FND01"]);
    let run = world.pmt(&["lint", "--severity", "error"]);
    assert_eq!(run.code, 0);
    expect![[r#"
        检查了 3 个文件：1 个警告、1 个提示（2 个没有列出）。可以提交
    "#]]
    .assert_eq(&run.stdout);
    let run = world.pmt(&["lint", "--severity", "error", "--fail-on", "hint"]);
    assert_eq!(run.code, 1, "what is not listed counts all the same");
}

#[test]
fn the_gate_stops_at_each_severity() {
    let exit = |level: &str, gate: &str| {
        let world = World::declaration(&[("01.pmt", &project("甲", "财政资金: 29万元", "财政资金: 26万元"))]);
        world.file("pmt.toml", format!("[severity]\nFND01 = \"{level}\"\n"));
        world.pmt(&["lint", "--fail-on", gate]).code
    };
    for (level, expected) in
        [("error", [1, 1, 1]), ("warning", [0, 1, 1]), ("hint", [0, 0, 1]), ("off", [0, 0, 0])]
    {
        assert_eq!(["error", "warning", "hint"].map(|gate| exit(level, gate)), expected, "{level}");
    }
}

#[test]
fn statistics_count_by_rule() {
    let world = World::new();
    for number in 0..10 {
        world.file(&format!("{number}.pmt"), project("甲", "参训人数 >= 600", "参训人数 >= 6００"));
    }
    world.file("pmt.toml", "edition = \"上海\"\n");
    world.file("x.pmt", project("乙", "财政资金: 29万元", "财政资金: 26万元"));
    let run = world.pmt(&["lint", "--statistics", "--select", "SYN13,FND01"]);
    assert_eq!(run.code, 1);
    expect![[r#"
        10  错误[SYN13]     full-width-digit  (10 可用 --fix 改)
         1  错误[FND01]     unbalanced-total-funds
        检查了 11 个文件：11 个错误（10 个可用 --fix 改）。不可提交：有 11 个错误要改
    "#]]
    .assert_eq(&run.stdout);
    let run = world.pmt(&["lint", "--statistics", "--select", "SYN13,FND01", "--format", "gitlab"]);
    assert!(run.stdout.starts_with('['));
    assert!(run.stderr.starts_with("10  错误[SYN13]"), "{}", run.stderr);
}

#[test]
fn named_files_that_are_ignored_stay_out_when_told_so() {
    let world = World::declaration(&[("01.pmt", PROJECT)]);
    let wrong = project("党务培训", "财政资金: 29万元", "财政资金: 26万元");
    world
        .file(".gitignore", "草稿/\n!留着.pmt\n旧*.pmt\n")
        .file("草稿/01.pmt", &wrong)
        .file("旧.pmt", &wrong);
    for named in ["草稿/01.pmt", "旧.pmt"] {
        assert_eq!(world.pmt(&["lint", named]).code, 1, "what is named is read");
        let run = world.pmt(&["lint", "--force-exclude", named]);
        assert_eq!((run.code, run.stderr.as_str()), (0, ""));
        expect![[r#"
            没有要检查的文件：点名的都在排除之列。
        "#]]
        .assert_eq(&run.stdout);
        let run = world.pmt(&["fmt", "--check", "--force-exclude", named]);
        assert_eq!((run.code, run.stdout.as_str()), (0, ""), "{}", run.stderr);
    }
    let run = world.pmt(&["lint", "--force-exclude", "01.pmt", "旧.pmt"]);
    assert!(run.stdout.starts_with("检查了 1 个文件（另读了同一申报的 1 个文件）"), "{}", run.stdout);
    let stdin = world.pmt_with(
        &["lint", "--force-exclude", "--stdin", "--stdin-filename", "旧.pmt", "--fix"],
        &[],
        Some(wrong.as_bytes()),
    );
    assert_eq!((stdin.code, stdin.stdout), (0, wrong), "it comes back as it was");
}

#[test]
fn what_pmt_toml_excludes_stays_out_too() {
    let world = World::declaration(&[("01.pmt", PROJECT)]);
    let wrong = project("党务培训", "财政资金: 29万元", "财政资金: 26万元");
    world.file("pmt.toml", "exclude = [\"旧\"]\n").file("旧/01.pmt", &wrong);
    assert_eq!(world.pmt(&["lint"]).code, 0);
    assert_eq!(world.pmt(&["lint", "旧/01.pmt"]).code, 1, "what is named is read");
    assert_eq!(world.pmt(&["lint", "旧/01.pmt", "--force-exclude"]).code, 0);
    let args = ["lint", "--stdin", "--stdin-filename", "旧/01.pmt"];
    assert_eq!(world.pmt_with(&args, &[], Some(wrong.as_bytes())).code, 1);
    let args = ["lint", "--stdin", "--stdin-filename", "旧/01.pmt", "--force-exclude"];
    assert_eq!(world.pmt_with(&args, &[], Some(wrong.as_bytes())).code, 0);
}
