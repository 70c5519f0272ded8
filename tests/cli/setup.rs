//! `pmt init`, `pmt new`, `pmt completions`.

use crate::support::{PROJECT, World};

#[test]
fn a_new_declaration_only_asks_to_be_filled_in() {
    let world = World::new();
    for region in ["上海", "中央"] {
        let run = world.pmt(&[
            "init",
            region,
            "--year",
            "2026",
            "--region",
            region,
            "--department",
            "某区\"某\"局",
        ]);
        assert_eq!(run.code, 0, "{}", run.stderr);
        let files = [".pre-commit-config.yaml", "01-项目.pmt", "pmt.toml", "申报.pmt"];
        assert_eq!(world.list(region), files);
        assert_eq!(world.pmt(&["fmt", "--check", region]).code, 0, "it is formatted");
        let lint = world.pmt(&["lint", region, "--format", "concise"]);
        let findings = lint.stdout.lines().filter(|line| line.contains(".pmt:"));
        assert!(findings.clone().count() >= 8, "{}", lint.stdout);
        for line in findings {
            assert!(["[STR01]", "[STR02]", "[VAL01]"].iter().any(|code| line.contains(code)), "{line}");
        }
    }
    let cover = world.read("上海/申报.pmt");
    assert!(cover.contains("申报 2026 {") && cover.contains("主管部门: \"某区\\\"某\\\"局\""), "{cover}");
    assert!(world.read("上海/.pre-commit-config.yaml").contains("- id: pmt-lint"));
    assert_eq!(world.pmt(&["init", "别处", "--region", "火星"]).code, 2);
}

#[test]
fn without_hooks_only_the_declaration_is_set_up() {
    let world = World::new();
    assert_eq!(world.pmt(&["init", "甲", "--no-hooks"]).code, 0);
    assert_eq!(world.list("甲"), ["01-项目.pmt", "pmt.toml", "申报.pmt"]);
}

#[test]
fn init_replaces_nothing() {
    let world = World::new();
    world.file("甲/pmt.toml", "language = \"zh\"\n").file("甲/.pre-commit-config.yaml", "repos: []\n");
    let run = world.pmt(&["init", "甲"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    assert!(run.stdout.contains("甲/pmt.toml（已有，没有改动）"), "{}", run.stdout);
    assert_eq!(world.read("甲/pmt.toml"), "language = \"zh\"\n");
    assert_eq!(world.read("甲/.pre-commit-config.yaml"), "repos: []\n");
    let before = world.read("甲/申报.pmt");
    let again = world.pmt(&["init", "甲", "--year", "2031"]);
    assert_eq!((again.code, again.stdout.as_str()), (2, ""));
    assert_eq!(world.read("甲/申报.pmt"), before);
    assert_eq!(world.list("甲").len(), 4);
}

#[test]
fn a_new_project_is_numbered_after_the_last_and_of_the_declarations_edition() {
    let world = World::declaration(&[("01-党务培训.pmt", PROJECT), ("09-旧.pmt", "")]);
    let run = world.pmt(&["new", "参观/学习"]);
    assert_eq!((run.code, run.stdout.as_str()), (0, "10-参观-学习.pmt\n"), "{}", run.stderr);
    let text = world.read("10-参观-学习.pmt");
    assert!(
        text.contains("项目 \"参观/学习\" {") && text.contains("实施周期: 2022-01-01 至 2022-12-31"),
        "{text}"
    );
    assert!(!text.contains("主管部门"), "the cover names it: {text}");
    assert_eq!(world.pmt(&["fmt", "--check", "10-参观-学习.pmt"]).code, 0);
    let lint = world.pmt(&["lint", "10-参观-学习.pmt", "--format", "concise"]);
    assert!(!lint.stdout.contains("KEY"), "{}", lint.stdout);
    let taken = world.pmt(&["new", "党务培训"]);
    assert_eq!(taken.code, 2, "a project of that name is there");
    let nameless = world.pmt(&["new", " "]);
    assert_eq!(nameless.code, 2);
    assert!(nameless.stderr.starts_with("错误：项目要有名称，什么都没有写"), "{}", nameless.stderr);
    assert_eq!(world.pmt(&["new", "别的", "新文件夹"]).stdout, "新文件夹/01-别的.pmt\n");
    assert!(!world.read("新文件夹/01-别的.pmt").contains("主管部门"), "the cover above names it");
    let alone = World::new();
    assert_eq!(alone.pmt(&["new", "别的"]).stdout, "01-别的.pmt\n");
    assert!(alone.read("01-别的.pmt").contains("主管部门: \"\""), "there is no cover to name it");
}

#[test]
fn completions_are_made_for_every_shell() {
    let world = World::new();
    for (shell, sign) in [
        ("bash", "complete -F _pmt"),
        ("zsh", "#compdef pmt"),
        ("fish", "complete -c pmt"),
        ("powershell", "Register-ArgumentCompleter"),
        ("elvish", "edit:completion"),
    ] {
        let run = world.pmt(&["completions", shell]);
        assert_eq!(run.code, 0);
        assert!(run.stdout.contains(sign) && run.stdout.contains("explain"), "{shell}");
    }
    assert_eq!(world.pmt(&["completions", "cmd"]).code, 2);
}
