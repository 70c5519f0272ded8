//! Comments that silence a rule: what they silence, what is said of those that do nothing, and what is written down.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::arithmetic_side_effects,
    clippy::string_slice,
    clippy::missing_panics_doc
)]

mod support;

use pmt_core::compile::{Mode, Refusal, compile};
use pmt_core::config::Settings;
use pmt_core::finding::Finding;
use pmt_core::rules::example;
use pmt_core::suppression;
use pmt_core::workspace::{SourceFile, Workspace};

/// A project that lacks nothing, with lines of the test's own. 数量 without a unit is VAL07, an error of the review.
fn project(lines: &str) -> String {
    example::complete(&format!("项目 \"培训\" {{\n{lines}}}\n"))
}

/// An indicator without a unit (VAL07), and what stands before and behind it.
fn indicator(before: &str, behind: &str) -> String {
    project(&format!(
        "  绩效指标 {{\n    产出指标 {{\n      数量指标 {{\n{before}        参训人数 >= 30{behind}\n      }}\n    }}\n    效益指标 {{ 社会效益指标 {{ 学以致用率 >= 80% }} }}\n    满意度指标 {{ 服务对象满意度指标 {{ 学员满意度 >= 90% }} }}\n  }}\n"
    ))
}

/// Settings under which nothing is found but by the rules that the tests are about.
fn settings(text: &str) -> Settings {
    const ABOUT: [&str; 4] = ["FND01", "FND05", "VAL01", "VAL07"];
    let mut settings = Settings::parse(&format!("edition = \"{}\"\n{text}", example::REGION)).unwrap();
    for rule in pmt_core::rules::all() {
        let is_of_language = rule.source == pmt_core::rules::Source::Language;
        if !is_of_language && !ABOUT.contains(&rule.code) {
            settings.severity.insert(rule.code.to_owned(), pmt_core::config::Level::Off);
        }
    }
    settings
}

fn workspace(text: &str) -> Workspace {
    Workspace::new(vec![SourceFile { path: "申报.pmt".to_owned(), text: text.into() }])
}

fn check(text: &str) -> Vec<Finding> {
    workspace(text).check(&settings("")).0
}

/// Each finding as its code and the words it is about.
fn shown(text: &str, findings: &[Finding]) -> Vec<String> {
    findings.iter().map(|finding| format!("{} {}", finding.rule.code, finding.site.span.text(text))).collect()
}

fn codes(text: &str) -> Vec<&'static str> {
    check(text).iter().map(|finding| finding.rule.code).collect()
}

#[test]
fn a_finding_is_silenced_from_the_line_before_its_item_and_from_the_end_of_the_item() {
    assert_eq!(codes(&indicator("", "")), ["VAL07"]);
    assert!(codes(&indicator("        // pmt: 允许 VAL07 单位见备注\n", "")).is_empty());
    assert!(codes(&indicator("", "  // pmt: 允许 missing-unit 单位见备注")).is_empty());
    let around = |head: &str| indicator("", "").replace("项目 \"培训\" {", head);
    assert!(codes(&around("// pmt: 允许 VAL07 单位见备注\n项目 \"培训\" {")).is_empty());
    assert!(codes(&around("项目 \"培训\" { // pmt: 允许 VAL07 单位见备注")).is_empty());
}

#[test]
fn one_comment_silences_several_rules_and_says_which_of_them_it_does_not_need() {
    let text = indicator("        // pmt: 允许 VAL07, VAL01, FND01 单位见备注\n", "");
    let findings = check(&text);
    assert_eq!(shown(&text, &findings), ["SUP01 VAL07, VAL01, FND01"]);
    let fix = &findings[0].fixes[0];
    assert!(fix.safe);
    let mut fixed = text.clone();
    fixed.replace_range(fix.edits[0].span.range(), &fix.edits[0].text);
    assert!(fixed.contains("// pmt: 允许 VAL07 单位见备注\n"), "{fixed}");
    assert!(codes(&fixed).is_empty());
}

#[test]
fn an_unused_suppression_is_reported_and_its_fix_takes_the_whole_comment() {
    let clean = project("  主管部门: \"某局\"\n");
    for (old, new) in [
        ("  主管部门", "  // pmt: 允许 VAL01 不再需要\n  主管部门"),
        ("主管部门: \"某局\"", "主管部门: \"某局\"  // pmt: 允许 VAL01 不再需要"),
        ("项目 \"培训\"", "// pmt: 允许 VAL01 不再需要\r\n项目 \"培训\""),
    ] {
        let text = clean.replacen(old, new, 1);
        let findings = check(&text);
        assert_eq!(shown(&text, &findings), ["SUP01 VAL01"]);
        let mut fixed = text.clone();
        let edit = &findings[0].fixes[0].edits[0];
        fixed.replace_range(edit.span.range(), &edit.text);
        assert_eq!(fixed, clean);
    }
}

#[test]
fn without_a_reason_nothing_is_silenced() {
    let text = indicator("", "  // pmt: 允许 VAL07");
    assert_eq!(shown(&text, &check(&text)), ["VAL07 30", "SUP02 // pmt: 允许 VAL07"]);
}

#[test]
fn what_cannot_work_is_said_and_why() {
    for (comment, at, zh) in [
        ("// pmt: 允许 VAL70 理由", "VAL70", "没有规则“VAL70”，是不是“VAL07”？"),
        (
            "// pmt: 允许 missing-units 理由",
            "missing-units",
            "没有规则“missing-units”，是不是“missing-unit”？",
        ),
        ("// pmt: 允许 KEY03 理由", "KEY03", "KEY03 是语言本身的错误，不能允许"),
        ("// pmt: 允许 SUP01 理由", "SUP01", "SUP01 说的就是这种注释，不能这样允许"),
        ("// pmt: 忽略 VAL07 理由", "// pmt: 忽略 VAL07 理由", "看不懂这条注释"),
    ] {
        let text = project(&format!("  主管部门: \"某局\"  {comment}\n"));
        let findings = check(&text);
        assert_eq!(shown(&text, &findings), [format!("SUP03 {at}")]);
        assert_eq!(findings[0].message.zh, zh);
    }
    let text = format!("// pmt: 允许 VAL07 隔了空行\n\n{}", project(""));
    assert_eq!(shown(&text, &check(&text)), ["SUP03 // pmt: 允许 VAL07 隔了空行"]);
}

#[test]
fn the_languages_own_errors_stay_whatever_is_written() {
    let text = project("  主管部门: \"某局\"\n  主管部们: \"某局\"  // pmt: 允许 KEY01 就这么写\n");
    let found = codes(&text);
    assert!(found.contains(&"KEY01") && found.contains(&"SUP03"), "{found:?}");
}

#[test]
fn nothing_is_called_unused_where_the_rule_was_not_at_work() {
    let unused = project("  主管部门: \"某局\"  // pmt: 允许 VAL01 不再需要\n");
    let of = |text: &str, config: &str| -> Vec<&'static str> {
        workspace(text).check(&settings(config)).0.iter().map(|finding| finding.rule.code).collect()
    };
    assert_eq!(of(&unused, ""), ["SUP01"]);
    assert!(of(&unused, "[severity]\nVAL01 = \"off\"\n").is_empty(), "the rule is off");
    assert!(of(&unused, "[severity]\nSUP = \"off\"\n").is_empty());
    let broken = unused.replace("\"某局\"", "\"某局\"\n  实施周期:");
    assert!(!of(&broken, "").contains(&"SUP01"), "the file has an error of the language");
    // Whether the parts add up to the cover is not known while projects are missing.
    let cover =
        "// pmt: 允许 FND05 区里另有安排\n申报 2022 {\n  版式: 上海\n  项目数: 9\n  预算资金: 5万元\n}\n";
    let found = of(&format!("{cover}{}", project("")), "");
    assert!(!found.contains(&"SUP01"), "{found:?}");
}

#[test]
fn the_comment_of_the_innermost_item_counts() {
    let text = indicator("        // pmt: 允许 VAL07 单位见备注\n", "")
        .replace("项目 \"培训\" {", "// pmt: 允许 VAL07 都不写单位\n项目 \"培训\" {");
    let findings = check(&text);
    assert_eq!(findings.len(), 1);
    assert!(findings[0].site.span.start < 60, "the outer one is unused");
}

#[test]
fn what_is_silenced_is_in_the_json_and_stands_in_the_way_no_more() {
    let text = indicator("", "  // pmt: 允许 VAL07 单位见备注");
    let workspace = workspace(&text);
    let compilation = compile(&workspace, &settings(""), Mode::Final);
    assert_eq!(compilation.refusal(), None);
    let silenced = &compilation.declarations[0].declaration.silenced;
    assert_eq!(silenced.len(), 1);
    assert_eq!((silenced[0].finding.rule.as_str(), silenced[0].reason.as_str()), ("VAL07", "单位见备注"));
    let open = indicator("", "");
    let workspace = self::workspace(&open);
    assert_eq!(compile(&workspace, &settings(""), Mode::Final).refusal(), Some(Refusal::Review));
}

#[test]
fn overrides_hold_for_their_files_and_are_in_the_json() {
    let files = |base: &str| {
        let sources = ["2021/01.pmt", "2022/01.pmt"]
            .map(|path| SourceFile { path: path.to_owned(), text: indicator("", "").into() });
        Workspace::new(sources.to_vec()).below(base)
    };
    let by = |workspace: &Workspace, config: &str| -> Vec<String> {
        let findings = workspace.check(&settings(config)).0;
        let name = |finding: &Finding| &workspace.file(finding.site.file).unwrap().path;
        findings.iter().map(|finding| format!("{} {:?}", name(finding), finding.severity)).collect()
    };
    let off = "[[overrides]]\npaths = [\"旧/2021/**\"]\nseverity = { VAL = \"off\" }\n";
    assert_eq!(by(&files("旧"), off), ["2022/01.pmt Error"]);
    assert_eq!(by(&files(""), off), ["2021/01.pmt Error", "2022/01.pmt Error"]);
    let on = "severity.VAL07 = \"off\"\n[[overrides]]\npaths = [\"2021\"]\nseverity = { VAL07 = \"hint\" }\n";
    assert_eq!(by(&files(""), on), ["2021/01.pmt Hint"]);
    let workspace = files("");
    let compilation = compile(&workspace, &settings(on), Mode::Final);
    let changed = compilation.declarations.iter().map(|one| {
        let changed = one.declaration.changed_severities.iter().filter(|one| one.rule == "VAL07");
        changed.map(|one| format!("{} {:?}", one.rule, one.severity)).collect::<Vec<_>>().join(" ")
    });
    assert_eq!(changed.collect::<Vec<_>>(), ["VAL07 Hint", "VAL07 Off"]);
}

#[test]
fn suppressions_for_an_old_tree_answer_every_finding_of_the_review() {
    let mut checked = 0;
    for folder in ["tests/fixtures", "../../examples/songjiang-2022", "../../examples/findings"] {
        let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
        let mut sources = Vec::new();
        let mut config = Settings::default();
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            let text = std::fs::read_to_string(&path).unwrap();
            let name = path.file_name().unwrap().to_str().unwrap().to_owned();
            if path.extension().is_some_and(|extension| extension == "pmt")
                && path.parent().unwrap().ends_with("fixtures")
            {
                let fixture = support::Fixture::parse(&text, |line| line.trim_start().starts_with("//"));
                checked += answered(&fixture.workspace(), &fixture.settings);
            } else {
                config = Settings::default();
                sources.push(SourceFile { path: name, text: text.into() });
            }
        }
        checked += answered(&Workspace::new(sources), &config);
    }
    assert!(checked > 50, "{checked}");
}

/// Adds suppressions everywhere; how many findings they answer.
fn answered(workspace: &Workspace, settings: &Settings) -> usize {
    let added = suppression::add(workspace, settings, "历史遗留，\n不再修改", |_| true);
    let sources = workspace.files().iter().map(|file| {
        let new = added.iter().find(|one| one.file == file.model.id);
        let text = new.map_or_else(|| file.text.to_string(), |one| one.text.clone());
        SourceFile { path: file.path.clone(), text: text.into() }
    });
    let after = Workspace::new(sources.collect());
    let left = after.check(settings).0;
    for one in &added {
        let file = after.file(one.file).unwrap();
        let parsed = pmt_syntax::parse(one.text.as_str());
        assert!(parsed.errors.is_empty(), "{}", one.text);
        assert_eq!(pmt_syntax::format(&parsed).as_deref(), Some(one.text.as_str()), "formatted");
        assert!(one.text.contains("历史遗留， 不再修改"));
        let here: Vec<_> = left.iter().filter(|finding| finding.site.file == one.file).collect();
        let review: Vec<_> = here.iter().filter(|finding| !finding.rule.is_language()).collect();
        assert!(review.is_empty(), "{}: {:?}\n{}", file.path, review, one.text);
    }
    let again = suppression::add(&after, settings, "又一次", |_| true);
    assert!(again.is_empty(), "{again:?}");
    added.iter().map(|one| one.silenced).sum()
}
