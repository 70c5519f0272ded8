//! Findings that their author has answered with a comment: told in every format that has a place for them, and counted
//! apart.

use serde_json::Value;

use crate::support::{PROJECT, Run, World, project};

/// One finding that is silenced, one that is not, and a rule all of whose findings are silenced.
fn world() -> World {
    let answered = project("党务培训", "财政资金: 29万元", "财政资金: 26万元").replacen(
        "  项目资金总额",
        "  // pmt: 允许 FND01 尾数\u{7}待核定\n  项目资金总额",
        1,
    );
    World::declaration(&[
        ("01.pmt", answered.as_str()),
        ("02.pmt", project("调研", "当年财政拨款: 29万元", "当年财政拨款: 28万元").as_str()),
    ])
}

fn lint(world: &World, more: &[&str]) -> Run {
    let mut args = vec!["lint", "--select", "FND01,FND02"];
    args.extend(more);
    world.pmt(&args)
}

fn json(text: &str) -> Value {
    serde_json::from_str(text).unwrap_or_else(|error| panic!("{error}\n{text}"))
}

#[test]
fn the_closing_line_says_how_many() {
    let run = lint(&world(), &[]);
    assert_eq!(
        run.stdout.lines().last().unwrap(),
        "检查了 3 个文件：1 个错误（另有 1 个已允许）。不可提交：有 1 个错误要改"
    );
    let run = lint(&world(), &["--lang", "en", "--severity", "error", "--ignore", "FND02"]);
    assert_eq!(
        run.stdout,
        "Checked 3 files: nothing found (1 more allowed by comments). The selected rules have no objection; all rules decide whether it is ready to submit\n"
    );
    let clean = World::declaration(&[("01.pmt", PROJECT)]);
    assert!(!clean.pmt(&["lint"]).stdout.contains("允许"), "nothing is said where there is none");
}

#[test]
fn json_lists_them_apart_with_reason_and_comment() {
    let world = world();
    let report = json(&lint(&world, &["--format", "json"]).stdout);
    let codes = |list: &str| -> Vec<String> {
        let list = report[list].as_array().unwrap().iter();
        list.map(|one| one["rule"].as_str().unwrap().to_owned()).collect()
    };
    assert_eq!((codes("findings"), codes("silenced")), (vec!["FND02".to_owned()], vec!["FND01".to_owned()]));
    let one = &report["silenced"][0];
    assert_eq!(
        (&one["file"], &one["line"], &one["severity"]),
        (&"01.pmt".into(), &7.into(), &"error".into())
    );
    assert_eq!(one["fixes"], json("[]"), "there is nothing left to fix");
    let by = &one["silencedBy"];
    assert_eq!(by["reason"], "尾数\u{7}待核定");
    assert_eq!((&by["file"], &by["line"], &by["column"]), (&"01.pmt".into(), &6.into(), &3.into()));
    assert_eq!(report["summary"]["silenced"], 1);
    assert_eq!(
        (&report["summary"]["errors"], &report["summary"]["verdict"]),
        (&1.into(), &"notReady".into())
    );
    let rules = report["rules"].as_array().unwrap();
    let rule = |code: &str| rules.iter().find(|rule| rule["rule"] == code).unwrap();
    let fared = |code: &str| (rule(code)["status"].clone(), rule(code)["silenced"].clone());
    assert_eq!(fared("FND01"), ("silenced".into(), 1.into()));
    assert_eq!(fared("FND02"), ("findings".into(), 0.into()));
    let lines = lint(&world, &["--format", "jsonl"]).stdout;
    let mut line = lines.lines().map(json).find(|line| line["type"] == "silenced").unwrap();
    line.as_object_mut().unwrap().remove("type");
    assert_eq!(line, *one);
}

#[test]
fn sarif_says_so_of_every_result() {
    let log = json(&lint(&world(), &["--format", "sarif"]).stdout);
    let results = log["runs"][0]["results"].as_array().unwrap();
    let of = |code: &str| &results.iter().find(|one| one["ruleId"] == code).unwrap()["suppressions"];
    assert_eq!(*of("FND02"), json("[]"), "the list is there on every result or on none");
    let by = &of("FND01")[0];
    assert_eq!(by["kind"], "inSource");
    assert_eq!(by["justification"], "尾数\u{fffd}待核定");
    assert_eq!(by["location"]["physicalLocation"]["region"]["startLine"], 6);
    let rules = log["runs"][0]["tool"]["driver"]["rules"].as_array().unwrap();
    let uri = |rule: &Value| rule["helpUri"].as_str().unwrap().to_owned();
    assert!(rules.iter().all(|rule| uri(rule).starts_with("https://") && uri(rule).contains("docs/rules/")));
}

#[test]
fn no_format_takes_them_for_findings() {
    let world = world();
    for format in ["human", "concise", "github", "gitlab", "junit"] {
        let run = lint(&world, &["--format", format]);
        assert!(!run.stdout.contains("FND01") && run.stdout.contains("FND02"), "{format}: {}", run.stdout);
    }
    let run = lint(&world, &["--ignore", "FND02", "--fail-on", "hint"]);
    assert_eq!(run.code, 0, "{}", run.stdout);
}

#[test]
fn what_is_not_asked_about_is_not_told() {
    let world = world();
    let silenced = |more: &[&str]| {
        let mut args = vec!["--format", "json"];
        args.extend(more);
        json(&lint(&world, &args).stdout)["silenced"].as_array().unwrap().len()
    };
    assert_eq!(silenced(&[]), 1);
    assert_eq!(silenced(&["--ignore", "FND01"]), 0, "not selected");
    assert_eq!(silenced(&["02.pmt"]), 0, "in another file than the named one");
    world.file("pmt.toml", "[severity]\nFND01 = \"hint\"\n");
    assert_eq!(silenced(&["--severity", "warning"]), 0, "weighs too little to be listed");
}
