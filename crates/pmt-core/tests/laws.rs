//! What holds however a declaration is mangled.

#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, clippy::arithmetic_side_effects)]

use pmt_core::compile::{Mode, compile};
use pmt_core::config::Settings;
use pmt_core::finding::{Finding, Severity};
use pmt_core::json::Layout;
use pmt_core::workspace::{SourceFile, Workspace};
use proptest::prelude::*;
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};

const SEEDS: &[&str] = &[
    include_str!("compiled/whole.pmt"),
    include_str!("fixtures/identities.pmt"),
    include_str!("fixtures/references.pmt"),
    include_str!("fixtures/indicators.pmt"),
    include_str!("fixtures/funds.pmt"),
];

const PIECES: &[&str] = &[
    "{",
    "}",
    "\"\"\"",
    "\"",
    ":",
    ">=",
    ";",
    "\n",
    "，",
    "元",
    "万元",
    "家",
    "%",
    "0",
    "9999999999999999",
    "-",
    "至",
    "《",
    "${",
    "${年度资金申请总额}",
    "项目",
    "申报",
    "任务",
    "测算",
    "2022-02-30",
    "×",
    "//",
    "\u{0}",
    "😀",
];

fn runner() -> TestRunner {
    let config = Config { cases: 400, failure_persistence: None, ..Config::default() };
    TestRunner::new_with_rng(config, TestRng::from_seed(RngAlgorithm::ChaCha, &[11u8; 32]))
}

/// A fixture with some stretches replaced by pieces that mean something, or by nothing.
fn mangled() -> impl Strategy<Value = String> {
    let cut = (any::<prop::sample::Index>(), 0usize..12, prop::option::of(prop::sample::select(PIECES)));
    (prop::sample::select(SEEDS), prop::collection::vec(cut, 1..6)).prop_map(|(seed, cuts)| {
        let mut chars: Vec<char> = seed.chars().collect();
        for (at, length, piece) in cuts {
            let from = at.index(chars.len());
            let to = (from + length).min(chars.len());
            chars.splice(from..to, piece.unwrap_or("").chars());
        }
        chars.into_iter().collect()
    })
}

fn files(text: &str) -> Workspace {
    let mut files = vec![SourceFile { path: "申报.pmt".to_owned(), text: "".into() }];
    let mut body = String::new();
    for line in text.split_inclusive('\n').filter(|line| !line.starts_with("//!")) {
        if let Some(path) = line.strip_prefix("//#") {
            files.push(SourceFile { path: path.trim().replace('\0', ""), text: body.as_str().into() });
            body.clear();
        } else {
            body.push_str(line);
        }
    }
    files[0].text = body.into();
    Workspace::new(files)
}

fn check_places(workspace: &Workspace, finding: &Finding) {
    let text = |site: pmt_core::finding::Site| {
        let file = workspace.file(site.file).unwrap();
        file.text.get(site.span.range()).unwrap_or_else(|| panic!("{finding:?}")).to_owned()
    };
    text(finding.site);
    for related in &finding.related {
        text(related.site);
    }
    for fix in &finding.fixes {
        let file = workspace.file(fix.file).unwrap();
        assert!(fix.edits.iter().all(|edit| file.text.get(edit.span.range()).is_some()), "{finding:?}");
        let ordered = fix.edits.windows(2).all(|pair| pair[0].span.end <= pair[1].span.start);
        assert!(ordered, "{finding:?}");
    }
}

#[test]
fn every_finding_stands_at_whole_characters_of_its_file() {
    runner()
        .run(&mangled(), |text| {
            let workspace = files(&text);
            let (findings, _) = workspace.check(&Settings::default());
            for finding in &findings {
                check_places(&workspace, finding);
            }
            assert!(findings.is_sorted_by_key(Finding::order));
            Ok(())
        })
        .unwrap();
}

#[test]
fn what_is_written_is_valid_and_repeats_to_the_byte() {
    let validator = jsonschema::draft202012::new(&pmt_core::json::schema()).unwrap();
    let settings = Settings::parse("edition = \"上海\"\n").unwrap();
    let written = |text: &str| {
        let workspace = files(text);
        let document = compile(&workspace, &settings, Mode::Draft).document()?;
        let mut bytes = Vec::new();
        document.write(Layout::Compact, &mut bytes).unwrap();
        Some(bytes)
    };
    runner()
        .run(&mangled(), |text| {
            let once = written(&text);
            assert_eq!(once, written(&text));
            if let Some(bytes) = once {
                let value = serde_json::from_slice(&bytes).unwrap();
                assert!(validator.is_valid(&value));
            }
            Ok(())
        })
        .unwrap();
}

#[test]
fn a_language_error_refuses_and_nothing_else_refuses_a_draft() {
    runner()
        .run(&mangled(), |text| {
            let workspace = files(&text);
            let settings = Settings::default();
            for one in compile(&workspace, &settings, Mode::Draft).declarations {
                let language = one
                    .findings
                    .iter()
                    .any(|finding| finding.severity == Severity::Error && finding.rule.is_language());
                assert_eq!(one.refusal.is_some(), language);
            }
            Ok(())
        })
        .unwrap();
}

#[test]
fn fixes_come_to_rest_and_bring_no_syntax_error() {
    use pmt_core::workspace::Fixing;
    let syntax =
        |findings: &[Finding]| findings.iter().filter(|finding| finding.rule.code.starts_with("SYN")).count();
    runner()
        .run(&mangled(), |text| {
            let settings = Settings::default();
            let before = syntax(&files(&text).check(&settings).0);
            let fixed = files(&text).fix(&settings, Fixing::Suggested, |_, _| true);
            assert!(syntax(&fixed.findings) <= before);
            let again = fixed.workspace.fix(&settings, Fixing::Suggested, |_, _| true);
            assert_eq!(again.applied, []);
            Ok(())
        })
        .unwrap();
}
