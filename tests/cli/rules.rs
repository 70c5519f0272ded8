//! `pmt explain`, `pmt rules`.

use crate::support::World;

#[test]
fn a_rule_is_explained_by_code_and_by_name_in_both_languages() {
    let world = World::new();
    let zh = world.pmt(&["explain", "fnd01"]);
    assert_eq!(zh.code, 0);
    for part in [
        "# FND01 unbalanced-total-funds",
        "级别：错误",
        "审查属性：",
        "依据：表式",
        "## 错误的写法",
        "## 正确的写法",
        "// pmt: 允许 FND01",
        "FND01 = \"off\"",
        "docs/rules/FND01.md",
    ] {
        assert!(zh.stdout.contains(part), "{part}\n{}", zh.stdout);
    }
    let en = world.pmt(&["explain", "unbalanced-total-funds", "--lang", "en"]);
    assert!(en.stdout.contains("Severity: error") && en.stdout.contains("## Wrong"), "{}", en.stdout);
    let both = world.pmt(&["explain", "FND01", "KEY01"]);
    assert!(both.stdout.contains("# KEY01") && both.stdout.contains("不能允许"), "{}", both.stdout);
}

#[test]
fn rules_are_explained_by_what_their_codes_begin_with() {
    let world = World::new();
    let one = world.pmt(&["explain", "FND01"]).stdout;
    assert_eq!(world.pmt(&["explain", "fnd01"]).stdout, one);
    assert_eq!(world.pmt(&["explain", "Unbalanced-Total-Funds"]).stdout, one);
    let group = world.pmt(&["explain", "sup"]).stdout;
    for code in ["# SUP01 ", "# SUP02 ", "# SUP03 "] {
        assert!(group.contains(code), "{group}");
    }
    assert_eq!(world.pmt(&["explain", ""]).code, 2);
}

#[test]
fn the_nearest_rule_is_offered_for_an_unknown_one() {
    let run = World::new().pmt(&["explain", "unbalanced-total-fund"]);
    assert_eq!((run.code, run.stdout.as_str()), (2, ""));
    assert!(run.stderr.contains("是不是“unbalanced-total-funds”？"), "{}", run.stderr);
    assert!(World::new().pmt(&["explain", "FND0l"]).stderr.contains("是不是“FND01”？"));
}

#[test]
fn the_rules_are_listed_for_people_and_for_programs() {
    let world = World::new();
    let human = world.pmt(&["rules"]).stdout;
    let row = human.lines().find(|line| line.starts_with("FND01")).unwrap();
    assert!(row.starts_with("FND01  错误  unbalanced-total-funds"), "{row}");
    let json: serde_json::Value =
        serde_json::from_str(&world.pmt(&["rules", "--format", "json"]).stdout).unwrap();
    let rules = json.as_array().unwrap();
    let listed = human.lines().take_while(|line| !line.is_empty()).count();
    assert_eq!(rules.len(), listed);
    let rule = rules.iter().find(|rule| rule["code"] == "SUP01").unwrap();
    assert_eq!(rule["severity"], "warning");
    assert_eq!((&rule["silenceable"], &rule["configurable"]), (&false.into(), &true.into()));
    assert!(rule["url"].as_str().unwrap().ends_with("/docs/rules/SUP01.md"));
}
