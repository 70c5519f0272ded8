//! `pmt lint --format`: each format as its readers expect it, with the same findings at the same severities in all.

use expect_test::expect;
use serde_json::Value;

use crate::support::{PROJECT, Run, World, project, repository};

/// The rules that the faulty declaration is about, so that rules to come change nothing here.
const RULES: &str = "FND01,FND02,FND05,REF01,SYN13";

/// One finding of each severity, related places in other files, a safe fix and a suggested one, characters outside the
/// basic plane before the words in question, and a rule that could not run.
fn faulty() -> World {
    let world = World::new();
    let broken = project("😀 参观：100%, 学习", "参训人数 >= 600", "\"😀参训人数\" >= 6００");
    let unknown = project("调研", "当年财政拨款: 29万元", "当年财政拨款: 28万元").replacen(
        "培训 600 人次。",
        "培训😀${年度资金申清总额}。",
        1,
    );
    world
        .file("申报.pmt", crate::support::cover(4))
        .file("01-党务培训.pmt", project("党务培训", "财政资金: 29万元", "财政资金: 26万元"))
        .file("甲, 乙/02.pmt", broken)
        .file("03.pmt", unknown)
        .file("pmt.toml", "[severity]\nFND01 = \"warning\"\nFND02 = \"hint\"\n");
    world
}

fn lint(world: &World, format: &str, more: &[&str]) -> Run {
    let mut args = vec!["lint", "--format", format, "--select", RULES];
    args.extend(more);
    world.pmt(&args)
}

fn json(text: &str) -> Value {
    serde_json::from_str(text).unwrap_or_else(|error| panic!("{error}\n{text}"))
}

#[test]
fn formats_for_programs_have_standard_output_to_themselves() {
    let world = faulty();
    let closing = lint(&world, "concise", &[]).stdout.lines().last().unwrap().to_owned();
    assert_eq!(
        closing,
        "检查了 4 个文件：2 个错误、1 个警告、1 个提示（1 个可用 --fix 改，1 条规则未能检查）。不可提交：有 2 个错误要改"
    );
    for format in ["json", "jsonl", "sarif", "github", "gitlab", "junit"] {
        let run = lint(&world, format, &[]);
        assert_eq!(run.code, 1, "{format}");
        assert_eq!(run.stderr.lines().last(), Some(closing.as_str()), "{format}");
        assert!(!run.stdout.contains(&closing), "{format}");
        assert!(!lint(&world, format, &["--color", "always"]).stdout.contains('\x1b'), "{format}");
    }
}

/// Rule and severity of every finding, by what each format calls them.
fn severities(world: &World, format: &str) -> Vec<(String, &'static str)> {
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    let run = lint(world, format, &[]);
    let mut all: Vec<(String, String)> = match format {
        "concise" => {
            let lines = run.stdout.lines().filter_map(|line| line.split(": ").nth(1)?.split_once('['));
            lines.map(|(word, rest)| (rest.split(']').next().unwrap().to_owned(), word.to_owned())).collect()
        }
        "json" => {
            let findings = json(&run.stdout)["findings"].as_array().unwrap().clone();
            findings.iter().map(|one| (text(&one["rule"]), text(&one["severity"]))).collect()
        }
        "jsonl" => {
            let lines = run.stdout.lines().map(json).filter(|line| line["type"] == "finding");
            lines.map(|one| (text(&one["rule"]), text(&one["severity"]))).collect()
        }
        "sarif" => {
            let results = json(&run.stdout)["runs"][0]["results"].as_array().unwrap().clone();
            results.iter().map(|one| (text(&one["ruleId"]), text(&one["level"]))).collect()
        }
        "github" => {
            let lines = run.stdout.lines().map(|line| {
                let (level, rest) = line.strip_prefix("::").unwrap().split_once(' ').unwrap();
                (rest.split("title=").nth(1).unwrap()[..5].to_owned(), level.to_owned())
            });
            lines.collect()
        }
        "gitlab" => {
            let issues = json(&run.stdout).as_array().unwrap().clone();
            issues
                .iter()
                .map(|one| (text(&one["description"])[..5].to_owned(), text(&one["severity"])))
                .collect()
        }
        _ => {
            let cases = run.stdout.split("<testcase name=\"").skip(1);
            let kind = |case: &str| {
                let kinds = ["type=\"error\"", "type=\"warning\"", "<system-out>"];
                kinds.into_iter().find(|kind| case.contains(kind)).unwrap().to_owned()
            };
            cases
                .filter(|case| case.contains('>'))
                .filter_map(|case| {
                    let code = case.get(..5)?;
                    (!case.starts_with("pmt\"")).then(|| (code.to_owned(), kind(case)))
                })
                .collect()
        }
    };
    all.sort();
    let plain = |word: &str| match word {
        "错误" | "error" | "major" | "type=\"error\"" => "error",
        "警告" | "warning" | "minor" | "type=\"warning\"" => "warning",
        "提示" | "hint" | "note" | "notice" | "info" | "<system-out>" => "hint",
        other => panic!("{format}: {other}"),
    };
    all.iter().map(|(code, word)| (code.clone(), plain(word))).collect()
}

#[test]
fn every_format_has_the_same_findings_at_the_same_severities() {
    let world = faulty();
    let expected = [("FND01", "warning"), ("FND02", "hint"), ("REF01", "error"), ("SYN13", "error")];
    let expected = expected.map(|(code, severity)| (code.to_owned(), severity));
    for format in ["concise", "json", "jsonl", "sarif", "github", "gitlab", "junit"] {
        assert_eq!(severities(&world, format), expected, "{format}");
    }
}

#[test]
fn nothing_found_is_said_in_every_format() {
    let world = World::declaration(&[("01.pmt", PROJECT)]);
    for format in ["human", "concise", "json", "jsonl", "sarif", "github", "gitlab", "junit"] {
        let run = lint(&world, format, &[]);
        assert_eq!(run.code, 0, "{format}: {}", run.stdout);
        match format {
            "json" => assert_eq!(json(&run.stdout)["findings"], json("[]")),
            "sarif" => assert_eq!(json(&run.stdout)["runs"][0]["results"], json("[]")),
            "gitlab" => assert_eq!(run.stdout, "[]\n"),
            "github" => assert_eq!(run.stdout, ""),
            "junit" => assert!(
                run.stdout.contains("<testcase name=\"pmt\" classname=\"01.pmt\"/>"),
                "{}",
                run.stdout
            ),
            _ => {}
        }
    }
}

#[test]
fn json_tells_how_every_rule_fared() {
    let world = faulty();
    let report = json(&world.pmt(&["lint", "--format", "json", "--ignore", "FND04"]).stdout);
    let rules = report["rules"].as_array().unwrap();
    let rule = |code: &str| rules.iter().find(|rule| rule["rule"] == code).unwrap();
    assert_eq!(rule("FND01")["status"], "findings");
    assert_eq!(
        (&rule("FND01")["findings"], &rule("FND01")["severity"]),
        (&Value::from(1), &Value::from("warning"))
    );
    assert_eq!(rule("SYN01")["status"], "pass");
    assert_eq!(rule("FND05")["status"], "incomplete");
    assert_eq!(rule("FND05")["couldNotRun"][0]["zh"], "申报有 4 个项目，手头只有 3 个");
    assert_eq!(rule("FND04")["status"], "notSelected");
    assert_eq!(rule("FND16")["status"], "notApplicable", "there are no cost lines");
    assert_eq!(report["summary"]["verdict"], "notReady");
    world.file("pmt.toml", "[severity]\nFND01 = \"off\"\n");
    let report = json(&lint(&world, "json", &[]).stdout);
    let off = report["rules"].as_array().unwrap().iter().find(|rule| rule["rule"] == "FND01").unwrap();
    assert_eq!(off["status"], "off");
}

#[test]
fn a_finding_in_json() {
    let world = faulty();
    let report = json(&lint(&world, "json", &[]).stdout);
    let finding = report["findings"].as_array().unwrap().iter().find(|one| one["rule"] == "REF01").unwrap();
    expect![[r#"
        {
          "advice": {
            "en": "Did you mean ${年度资金申请总额}?",
            "zh": "是不是 ${年度资金申请总额}？"
          },
          "column": 15,
          "endColumn": 26,
          "endLine": 8,
          "file": "03.pmt",
          "fingerprint": "2a2fa26cdaf7bdea243a25dc2e474268",
          "fixes": [
            {
              "edits": [
                {
                  "column": 15,
                  "endColumn": 26,
                  "endLine": 8,
                  "line": 8,
                  "text": "${年度资金申请总额}"
                }
              ],
              "file": "03.pmt",
              "safe": false,
              "title": {
                "en": "Replace with ${年度资金申请总额}",
                "zh": "改为 ${年度资金申请总额}"
              }
            }
          ],
          "line": 8,
          "message": {
            "en": "there is no “年度资金申清总额” to refer to",
            "zh": "没有可引用的“年度资金申清总额”"
          },
          "name": "unknown-reference",
          "related": [],
          "rule": "REF01",
          "severity": "error"
        }"#]]
    .assert_eq(&format!("{finding:#}"));
}

#[test]
fn lines_of_json_are_the_document_in_parts() {
    let world = faulty();
    let document = json(&lint(&world, "json", &[]).stdout);
    let lines: Vec<Value> = lint(&world, "jsonl", &[]).stdout.lines().map(json).collect();
    let of = |kind: &str| -> Vec<Value> {
        let mut of_kind: Vec<Value> = lines.iter().filter(|line| line["type"] == kind).cloned().collect();
        for line in &mut of_kind {
            line.as_object_mut().unwrap().remove("type");
        }
        of_kind
    };
    assert_eq!(of("finding"), *document["findings"].as_array().unwrap());
    assert_eq!(of("rule"), *document["rules"].as_array().unwrap());
    assert_eq!(lines.last().unwrap()["verdict"], "notReady");
    assert_eq!(lines.last().unwrap()["type"], "summary");
}

fn sarif_errors(log: &Value) -> Vec<String> {
    let schema = std::fs::read_to_string(repository().join("tests/data/sarif-schema-2.1.0.json")).unwrap();
    // A bracket too many, which some readers of regular expressions refuse.
    let schema = schema.replace("[a-zA-Z]{2}]?$", "[a-zA-Z]{2}$");
    let validator =
        jsonschema::draft7::options().should_validate_formats(true).build(&json(&schema)).unwrap();
    validator.iter_errors(log).map(|error| format!("{error} at {}", error.instance_path())).collect()
}

#[test]
fn sarif_is_valid_by_its_schema() {
    let faulty = faulty();
    let clean = World::declaration(&[("01.pmt", PROJECT)]);
    let unread = World::new();
    unread.file("a.pmt", b"\xFF\xFF").file("b.pmt", PROJECT);
    let fixture = repository().join("examples");
    for (world, more) in [
        (&faulty, vec![]),
        (&faulty, vec!["--lang", "en"]),
        (&clean, vec![]),
        (&unread, vec![]),
        (&clean, vec![fixture.to_str().unwrap()]),
    ] {
        let mut args = vec!["lint", "--format", "sarif"];
        args.extend(&more);
        let log = json(&world.pmt(&args).stdout);
        assert_eq!(sarif_errors(&log), [""; 0], "{more:?}");
        assert_eq!(log["version"], "2.1.0");
    }
    let log = json(&unread.pmt(&["lint", "--format", "sarif"]).stdout);
    assert_eq!(log["runs"][0]["invocations"][0]["executionSuccessful"], false);
    let mut wrong = log;
    wrong["runs"][0]["columnKind"] = "bytes".into();
    assert!(!sarif_errors(&wrong).is_empty(), "the schema notices");
}

#[test]
fn sarif_describes_the_rules_in_both_languages() {
    let log = json(&lint(&faulty(), "sarif", &[]).stdout);
    let run = &log["runs"][0];
    let (driver, translation) = (&run["tool"]["driver"], &run["translations"][0]);
    assert_eq!((&driver["language"], &translation["language"]), (&"zh-CN".into(), &"en".into()));
    let rules = driver["rules"].as_array().unwrap();
    for result in run["results"].as_array().unwrap() {
        let index = usize::try_from(result["ruleIndex"].as_u64().unwrap()).unwrap();
        assert_eq!(rules[index]["id"], result["ruleId"]);
        assert_eq!(translation["rules"][index]["id"], result["ruleId"], "translated under the same number");
        assert!(rules[index]["help"]["markdown"].as_str().unwrap().contains("```pmt"));
    }
    let level = |code: &str| {
        let rule = rules.iter().find(|rule| rule["id"] == code).unwrap();
        rule["defaultConfiguration"]["level"].as_str().unwrap().to_owned()
    };
    assert_eq!((level("FND01").as_str(), level("FND02").as_str()), ("warning", "note"), "as configured here");
    let notes = run["invocations"][0]["toolExecutionNotifications"].as_array().unwrap();
    assert_eq!(notes[0]["associatedRule"]["id"], "FND05");
}

/// The characters between line and column, both from 1.
fn offset(text: &str, line: &Value, column: &Value) -> usize {
    let (line, column) = (line.as_u64().unwrap(), column.as_u64().unwrap());
    let before: usize =
        text.split_inclusive('\n').take(usize::try_from(line).unwrap() - 1).map(str::len).sum();
    let rest = text[before..].char_indices().nth(usize::try_from(column).unwrap() - 1);
    rest.map_or(text.len(), |(at, _)| before + at)
}

#[test]
fn sarif_counts_columns_in_code_points_and_its_fixes_are_ours() {
    let world = faulty();
    let log = json(&lint(&world, "sarif", &[]).stdout);
    assert_eq!(log["runs"][0]["columnKind"], "unicodeCodePoints");
    let results = log["runs"][0]["results"].as_array().unwrap();
    let result = results.iter().find(|result| result["ruleId"] == "SYN13").unwrap();
    let place = &result["locations"][0]["physicalLocation"];
    assert_eq!(place["artifactLocation"]["uri"], "%E7%94%B2%2C%20%E4%B9%99/02.pmt");
    let text = world.read("甲, 乙/02.pmt");
    let slice = |region: &Value| {
        offset(&text, &region["startLine"], &region["startColumn"])
            ..offset(&text, &region["endLine"], &region["endColumn"])
    };
    assert_eq!(&text[slice(&place["region"])], "6００");
    let replacement = &result["fixes"][0]["artifactChanges"][0]["replacements"][0];
    let mut fixed = text.clone();
    let inserted = replacement["insertedContent"]["text"].as_str().unwrap();
    fixed.replace_range(slice(&replacement["deletedRegion"]), inserted);
    lint(&world, "concise", &["--fix"]);
    assert_eq!(world.read("甲, 乙/02.pmt"), fixed);
}

#[test]
fn github_s_commands_are_escaped() {
    let run = lint(&faulty(), "github", &["--lang", "en"]);
    expect![[r#"
        ::warning file=01-党务培训.pmt,line=6,endLine=6,col=11,endColumn=15,title=FND01 unbalanced-total-funds::项目资金总额 is 29万元, its parts give 26万元: 3万元 apart%0ACorrect the total or its parts.
        ::notice file=03.pmt,line=7,endLine=7,col=13,endColumn=17,title=FND02 unbalanced-annual-funds::年度资金申请总额 is 29万元, its parts give 28万元: 1万元 apart%0ACorrect the total, or add and correct its parts.
        ::error file=03.pmt,line=8,endLine=8,col=15,endColumn=26,title=REF01 unknown-reference::there is no “年度资金申清总额” to refer to%0ADid you mean ${年度资金申请总额}?
        ::error file=甲%2C 乙/02.pmt,line=12,endLine=12,col=25,endColumn=28,title=SYN13 full-width-digit::“6００” has full-width digits%0AUse ASCII digits.
    "#]].assert_eq(&run.stdout);
}

#[test]
fn names_of_files_are_those_of_the_checkout() {
    let world = faulty();
    let top = world.path("");
    let env = [("GITHUB_WORKSPACE", top.to_str().unwrap()), ("CI_PROJECT_DIR", top.to_str().unwrap())];
    let below = |format: &str| {
        let mut command = world.command(&["lint", "--format", format, "--select", RULES, "02.pmt"]);
        let output = command.current_dir(world.path("甲, 乙")).envs(env).output().unwrap();
        String::from_utf8(output.stdout).unwrap()
    };
    assert!(below("github").contains("file=甲%2C 乙/02.pmt,"), "{}", below("github"));
    assert_eq!(json(&below("gitlab"))[0]["location"]["path"], "甲, 乙/02.pmt");
}

#[test]
fn gitlab_s_report() {
    let run = lint(&faulty(), "gitlab", &[]);
    let issues = json(&run.stdout);
    expect![[r#"
        {
          "check_name": "unbalanced-annual-funds",
          "description": "FND02 年度资金申请总额 29万元，分项合计 28万元，相差 1万元",
          "fingerprint": "34821ebcf331aa0fe1abe33231092a96",
          "location": {
            "lines": {
              "begin": 7,
              "end": 7
            },
            "path": "03.pmt"
          },
          "severity": "info"
        }"#]]
    .assert_eq(&format!("{:#}", issues[1]));
}

/// Path and rule of every issue, by fingerprint.
fn fingerprints(world: &World) -> std::collections::BTreeMap<String, String> {
    let issues = json(&lint(world, "gitlab", &[]).stdout).as_array().unwrap().clone();
    let count = issues.len();
    let all: std::collections::BTreeMap<String, String> = issues
        .iter()
        .map(|issue| {
            let path = issue["location"]["path"].as_str().unwrap();
            (issue["fingerprint"].as_str().unwrap().to_owned(), format!("{path} {}", issue["check_name"]))
        })
        .collect();
    assert_eq!(all.len(), count, "no two are the same");
    all
}

#[test]
fn gitlab_s_fingerprints_survive_moved_and_indented_lines() {
    let world = faulty();
    // Two findings alike in everything.
    let twice = "  项目概述 \"\"\"\n    ${甲}\n    ${甲}\n    \"\"\"\n";
    let text = world.read("03.pmt").replacen("  项目总目标", &format!("{twice}  项目总目标"), 1);
    world.file("03.pmt", &text);
    let before = fingerprints(&world);
    assert_eq!(before.len(), 6);
    let moved = format!("// 一\n\n// 二\n{}", text.replace("  年度资金申请总额:", "      年度资金申请总额:"));
    world.file("03.pmt", moved);
    assert_eq!(fingerprints(&world), before);
}

#[test]
fn junit_s_hints_pass_and_its_text_is_escaped() {
    let run = lint(&faulty(), "junit", &[]);
    expect![[r#"
        <?xml version="1.0" encoding="UTF-8"?>
        <testsuites name="pmt" tests="5" failures="3" errors="0">
          <testsuite name="01-党务培训.pmt" tests="1" failures="1" errors="0" skipped="0">
            <testcase name="FND01 unbalanced-total-funds 6:11" classname="01-党务培训.pmt" line="6">
              <failure type="warning" message="项目资金总额 29万元，分项合计 26万元，相差 3万元">01-党务培训.pmt:6:11: 警告[FND01] 项目资金总额 29万元，分项合计 26万元，相差 3万元
        改总额或改分项，使两边相等。</failure>
            </testcase>
          </testsuite>
          <testsuite name="03.pmt" tests="2" failures="1" errors="0" skipped="0">
            <testcase name="FND02 unbalanced-annual-funds 7:13" classname="03.pmt" line="7">
              <system-out>03.pmt:7:13: 提示[FND02] 年度资金申请总额 29万元，分项合计 28万元，相差 1万元
        改总额，或补上、改正分项。</system-out>
            </testcase>
            <testcase name="REF01 unknown-reference 8:15" classname="03.pmt" line="8">
              <failure type="error" message="没有可引用的“年度资金申清总额”">03.pmt:8:15: 错误[REF01] 没有可引用的“年度资金申清总额”
        是不是 ${年度资金申请总额}？</failure>
            </testcase>
          </testsuite>
          <testsuite name="甲, 乙/02.pmt" tests="1" failures="1" errors="0" skipped="0">
            <testcase name="SYN13 full-width-digit 12:25" classname="甲, 乙/02.pmt" line="12">
              <failure type="error" message="“6００”用了全角数字">甲, 乙/02.pmt:12:25: 错误[SYN13] “6００”用了全角数字
        改用半角数字。</failure>
            </testcase>
          </testsuite>
          <testsuite name="申报.pmt" tests="1" failures="0" errors="0" skipped="0">
            <testcase name="pmt" classname="申报.pmt"/>
          </testsuite>
        </testsuites>
    "#]].assert_eq(&run.stdout);
}

#[test]
fn junit_has_no_character_that_xml_cannot_write() {
    let world = World::new();
    world
        .file("a.pmt", "项目 \"一\" {\n  \"字\u{1}\u{fffe}段\": 1\n}\n")
        .file("b.pmt", "项目 \"<&>\" {\n}\n");
    let run = world.pmt(&["lint", "--format", "junit"]);
    assert!(!run.stdout.contains(['\u{1}', '\u{fffe}']), "{}", run.stdout);
    assert!(run.stdout.contains("&lt;&amp;&gt;"), "{}", run.stdout);
}
