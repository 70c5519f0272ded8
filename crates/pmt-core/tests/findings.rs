//! Findings as data: every file under `tests/fixtures` is a workspace with the expected findings written under the line
//! they belong to:
//!
//! ```text
//!   项目数: 3
//!   //      ^ FND05 the message
//! ```
//!
//! `//<` marks one that begins before the third column, `// “words”` one inside a text, under the text's end, and `//=`
//! at the end a rule that could not run. `UPDATE_EXPECT=1 cargo test -p pmt-core` writes them.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::arithmetic_side_effects,
    clippy::string_slice,
    clippy::missing_panics_doc
)]

mod support;

use std::fmt::Write as _;
use std::path::Path;

use expect_test::expect_file;
use pmt_core::finding::{Finding, Severity};
use pmt_core::workspace::{File, RuleReport};
use pmt_syntax::{Kind, LineIndex};
use support::Fixture;
use unicode_width::UnicodeWidthStr;

fn is_note(line: &str) -> bool {
    let line = line.trim_start();
    let Some(rest) = line.strip_prefix("//") else { return false };
    let marked = rest.trim_start_matches(' ').starts_with(['^', '“']) || rest.starts_with(['<', '=']);
    marked && line.chars().any(|c| c.is_ascii_uppercase())
}

fn tail(finding: &Finding) -> String {
    let severity = match finding.severity {
        Severity::Error => "",
        Severity::Warning => " (warning)",
        Severity::Hint => " (hint)",
    };
    let fixes = finding.fixes.iter().fold(String::new(), |mut all, fix| {
        let _ = write!(all, " [{}{}]", if fix.safe { "safe: " } else { "" }, fix.title.zh);
        all
    });
    format!("{}{severity} {}{fixes}", finding.rule.code, finding.message.zh)
}

/// The line under which a finding is written, and how.
fn note(file: &File, index: &LineIndex, finding: &Finding) -> (u32, String) {
    let span = finding.site.span;
    let line = index.line(span.start);
    let tree = pmt_syntax::parse(file.text.as_ref()).tree;
    let text = tree.path_at(span.start).into_iter().find(|node| node.kind() == Kind::Text);
    let text_end = text.map_or(line, |text| index.line(text.span().end));
    if text_end > line {
        let words = span.text(&file.text).lines().next().unwrap_or_default();
        return (text_end, format!("// “{words}” {}\n", tail(finding)));
    }
    let whole = index.line_span(&file.text, line);
    let before = file.text[whole.start as usize..span.start as usize].width();
    let end = span.end.min(whole.end).max(span.start);
    let width = file.text[span.start as usize..end as usize].width().max(1);
    let mark = if before < 3 {
        format!("//<{}", "^".repeat((before + width).saturating_sub(3)))
    } else {
        format!("//{}{}", " ".repeat(before - 2), "^".repeat(width))
    };
    (line, format!("{mark} {}\n", tail(finding)))
}

fn annotated(file: &File, findings: &[Finding]) -> String {
    let index = file.line_index();
    let own = findings.iter().filter(|finding| finding.site.file == file.model.id);
    let mut notes: Vec<(u32, String)> = own.map(|finding| note(file, index, finding)).collect();
    notes.sort_by_key(|(line, _)| *line);
    let mut out = String::new();
    for (line, text) in file.text.split_inclusive('\n').enumerate() {
        out.push_str(text);
        for (_, note) in notes.iter().filter(|(at, _)| *at as usize == line) {
            out.push_str(note);
        }
    }
    let lines = file.text.split_inclusive('\n').count();
    for (_, note) in notes.iter().filter(|(at, _)| *at as usize >= lines) {
        out.push_str(note);
    }
    out
}

fn expected(text: &str) -> String {
    let fixture = Fixture::parse(text, is_note);
    let workspace = fixture.workspace();
    let (findings, reports) = fixture.check(&workspace);
    let mut out: String = text
        .lines()
        .filter(|line| line.starts_with("//!") || line.starts_with("//?"))
        .fold(String::new(), |mut all, line| {
            all.push_str(line);
            all.push('\n');
            all
        });
    let named = text.lines().any(|line| line.starts_with("//#"));
    for file in workspace.files() {
        if named {
            let _ = writeln!(out, "//# {}", file.path);
        }
        out.push_str(&annotated(file, &findings));
    }
    for RuleReport { rule, could_not_run, .. } in reports {
        for why in could_not_run {
            let _ = writeln!(out, "//= {} could not run: {}", rule.code, why.zh);
        }
    }
    out
}

/// Over a hundred indicators as they should be: the rules on indicators may ask, never object.
#[test]
fn nothing_is_wrong_with_good_indicators() {
    let fixture = Fixture::parse(include_str!("fixtures/good_indicators.pmt"), is_note);
    let workspace = fixture.workspace();
    let indicators: usize =
        workspace.files().iter().flat_map(|file| &file.model.projects).map(|one| one.indicators.len()).sum();
    assert!(indicators > 120, "{indicators}");
    let objections: Vec<String> = fixture
        .check(&workspace)
        .0
        .into_iter()
        .filter(|finding| finding.severity != Severity::Hint)
        .map(|finding| tail(&finding))
        .collect();
    assert!(objections.is_empty(), "{objections:#?}");
}

#[test]
fn every_fixture_gives_the_findings_written_in_it() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures");
    let mut paths: Vec<_> = std::fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    assert!(!paths.is_empty());
    for path in paths {
        let text = std::fs::read_to_string(&path).unwrap();
        expect_file![&path].assert_eq(&expected(&text));
    }
}
