//! `pmt.toml`, and comments that silence a rule, as a user meets them.

use crate::support::{PROJECT, World, project};

/// A project with one error of the review: its parts do not add up.
fn unbalanced() -> String {
    project("参观学习", "财政资金: 29万元", "财政资金: 26万元")
}

fn lines(text: &str) -> Vec<&str> {
    text.lines().collect()
}

#[test]
fn a_wrong_key_is_shown_where_it_stands_with_the_nearest_one() {
    let world = World::declaration(&[("01.pmt", PROJECT)]);
    world.file("pmt.toml", "edition = \"上海\"\n\n[limits]\nweight_totl = 100\n");
    let run = world.pmt(&["lint"]);
    assert_eq!(run.code, 2);
    assert!(run.stderr.contains("没有“weight_totl”这一项，是不是“weight_total”？"), "{}", run.stderr);
    assert!(run.stderr.contains("pmt.toml:4:1"), "{}", run.stderr);
    assert!(world.pmt(&["lint", "--lang", "en"]).stderr.contains("did you mean “weight_total”?"));
}

#[test]
fn excluded_files_are_left_out_unless_named() {
    let world = World::declaration(&[("01.pmt", PROJECT)]);
    world.file("pmt.toml", "exclude = [\"旧/**\", \"草稿*.pmt\"]\n");
    world.file("旧/甲/02.pmt", unbalanced()).file("草稿3.pmt", unbalanced());
    assert_eq!(world.pmt(&["lint"]).code, 0, "the count in the cover is right without them");
    assert_eq!(world.pmt(&["lint", "01.pmt"]).code, 0, "nor are they read as files of the declaration");
    assert_eq!(world.pmt(&["lint", "草稿3.pmt"]).code, 1);
    let untidy = "项目   \"乱\" {\n}\n";
    world.file("旧/甲/02.pmt", untidy);
    assert_eq!(world.pmt(&["fmt"]).code, 0);
    assert_eq!(world.read("旧/甲/02.pmt"), untidy);
}

#[test]
fn overrides_are_seen_from_the_folder_of_the_configuration() {
    let world = World::new();
    world.file("pmt.toml", "[[overrides]]\npaths = [\"2021/**\"]\nseverity = { FND = \"hint\" }\n");
    world.file("2021/01.pmt", unbalanced()).file("2022/01.pmt", unbalanced());
    assert_eq!(world.pmt(&["lint", "2021"]).code, 0);
    assert_eq!(world.pmt(&["lint", "2022"]).code, 1);
    let run = world.pmt(&["lint", "2021/01.pmt", "--format", "concise"]);
    assert!(run.stdout.contains("提示[FND01]"), "{}", run.stdout);
}

#[test]
fn the_schema_of_the_configuration_lists_the_rules() {
    let run = World::new().pmt(&["schema", "--config"]);
    let schema: serde_json::Value = serde_json::from_str(&run.stdout).unwrap();
    let rules = &schema["properties"]["severity"]["properties"];
    for name in ["FND01", "unbalanced-total-funds", "FND"] {
        assert!(rules.get(name).is_some(), "{name}");
    }
    assert!(rules.get("KEY01").is_none(), "the language's own errors cannot be changed");
    let validator = jsonschema::draft202012::new(&schema).unwrap();
    let valid = |json: &str| validator.is_valid(&serde_json::from_str(json).unwrap());
    assert!(valid(
        r#"{"severity": {"FND": "off"}, "overrides": [{"paths": ["a"], "severity": {"FND01": "hint"}}]}"#
    ));
    assert!(!valid(r#"{"severity": {"FND0l": "off"}}"#));
    assert!(!valid(r#"{"vocabulary": {"words": {"no-such-list": []}}}"#));
}

#[test]
fn a_silenced_finding_is_in_the_json_with_its_reason() {
    let allowed = unbalanced().replace("项目 \"参观", "// pmt: 允许 FND01 尾数待区财政核定\n项目 \"参观");
    let world = World::declaration(&[("01.pmt", allowed.as_str())]);
    let run = world.pmt(&["compile"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    let json: serde_json::Value = serde_json::from_str(&run.stdout).unwrap();
    let silenced = &json["declarations"][0]["silenced"][0];
    assert_eq!(silenced["rule"], "FND01");
    assert_eq!(silenced["reason"], "尾数待区财政核定");
    assert_eq!(silenced["file"], "01.pmt");
}

#[test]
fn an_old_tree_is_taken_over_with_one_reason() {
    let unbalanced = unbalanced();
    let broken = "项目 \"坏\" {\n  实施周期:\n}\n";
    let world = World::declaration(&[("01.pmt", PROJECT), ("02.pmt", &unbalanced), ("03.pmt", broken)]);
    let cover = world.read("申报.pmt");
    let run = world.pmt(&["lint", "--add-ignore", "2022 年已批复"]);
    assert_eq!(run.code, 1, "the broken file is left to correct");
    assert!(lines(&run.stdout).contains(&"02.pmt"), "{}", run.stdout);
    assert!(!lines(&run.stdout).contains(&"03.pmt"), "{}", run.stdout);
    assert!(run.stderr.contains("不能允许"), "{}", run.stderr);
    assert!(world.read("02.pmt").contains("// pmt: 允许 FND01 2022 年已批复\n"), "{}", world.read("02.pmt"));
    assert_eq!((world.read("01.pmt").as_str(), world.read("03.pmt").as_str()), (PROJECT, broken));
    assert_eq!(world.read("申报.pmt"), cover);
    assert_eq!(world.pmt(&["lint", "02.pmt", "--fail-on", "hint"]).code, 0);
    assert_eq!(world.pmt(&["fmt", "--check", "02.pmt"]).code, 0);
    assert_eq!(world.list("."), ["01.pmt", "02.pmt", "03.pmt", "申报.pmt"]);
}

#[test]
fn a_reason_is_required_and_other_options_do_not_go_with_it() {
    let world = World::declaration(&[("01.pmt", PROJECT)]);
    assert_eq!(world.pmt(&["lint", "--add-ignore", "  "]).code, 2);
    assert_eq!(world.pmt(&["lint", "--add-ignore"]).code, 2);
    assert_eq!(world.pmt(&["lint", "--add-ignore", "旧", "--format", "concise"]).code, 2);
}

#[test]
fn the_configuration_in_the_documentation_is_right() {
    for page in ["docs/configuration.md", "docs/configuration.zh-CN.md"] {
        let text =
            std::fs::read_to_string(std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join(page)).unwrap();
        let example = text.split("```toml\n").nth(1).and_then(|rest| rest.split("```").next()).unwrap();
        let world = World::declaration(&[("01.pmt", PROJECT)]);
        world.file("pmt.toml", example);
        let run = world.pmt(&["lint"]);
        assert_ne!(run.code, 2, "{page}: {}", run.stderr);
    }
}

#[test]
fn a_suppression_that_is_no_longer_needed_goes_with_fix() {
    let tidy = pmt_syntax::format(&pmt_syntax::parse(PROJECT)).unwrap();
    let stale = tidy.replacen("项目 \"", "// pmt: 允许 FND01 尾数待核定\n项目 \"", 1);
    let world = World::declaration(&[("01.pmt", stale.as_str())]);
    let run = world.pmt(&["lint", "--format", "concise"]);
    assert!(run.stdout.contains("01.pmt:1:12: 警告[SUP01]"), "{}", run.stdout);
    world.pmt(&["lint", "--fix", "--select", "SUP"]);
    assert_eq!(world.read("01.pmt"), tidy);
}
