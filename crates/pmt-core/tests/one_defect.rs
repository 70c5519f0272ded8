//! A slip of the finger is said once: every colon, comparator, quote and brace of a right declaration is taken away, one
//! at a time, and gives one finding or, where a text comes apart, syntax errors alone.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    clippy::arithmetic_side_effects
)]

mod support;

use pmt_core::finding::Finding;
use pmt_core::workspace::{SourceFile, Workspace};
use support::Fixture;

/// What is found, as a list of codes.
fn codes(findings: &[Finding]) -> Vec<&'static str> {
    findings.iter().map(|finding| finding.rule.code).collect()
}

/// The codes found oftener than before.
fn new_codes(before: &[&'static str], after: &[&'static str]) -> Vec<&'static str> {
    let mut left = before.to_vec();
    let is_new = |code: &&'static str| match left.iter().position(|known| known == code) {
        Some(known) => {
            left.swap_remove(known);
            false
        }
        None => true,
    };
    after.iter().copied().filter(is_new).collect()
}

fn check(characters: &[char]) {
    let fixture = Fixture::parse(include_str!("compiled/whole.pmt"), |_| false);
    let before = codes(&fixture.workspace().check(&fixture.settings).0);
    let mut wrong = Vec::new();
    for (path, text) in &fixture.files {
        let fences: Vec<usize> = text.match_indices("\"\"\"").map(|(at, _)| at).collect();
        for (at, c) in text.char_indices().filter(|(_, c)| characters.contains(c)) {
            // Two quotes are an empty string: what was a text's opening cannot be known.
            if fences.iter().any(|fence| (*fence..*fence + 3).contains(&at)) {
                continue;
            }
            let mut broken = text.clone();
            broken.replace_range(at..at + c.len_utf8(), "");
            let files = fixture.files.iter().map(|(other, text)| SourceFile {
                path: other.clone(),
                text: if other == path { broken.as_str().into() } else { text.as_str().into() },
            });
            let (found, _) = Workspace::new(files.collect()).check(&fixture.settings);
            let new = new_codes(&before, &codes(&found));
            if new.len() > 1 && new.iter().any(|code| !code.starts_with("SYN")) {
                let line = text[..at].matches('\n').count();
                let new = found.iter().filter(|finding| new.contains(&finding.rule.code));
                let shown: Vec<String> =
                    new.map(|f| format!("    {} {}", f.rule.code, f.message.zh)).collect();
                wrong.push(format!(
                    "{path}:{}: {}\n{}",
                    line + 1,
                    text.lines().nth(line).unwrap(),
                    shown.join("\n")
                ));
            }
        }
    }
    assert!(wrong.is_empty(), "{} of them\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn a_colon() {
    check(&[':']);
}

#[test]
fn a_comparator() {
    check(&['>', '=', '<', '≥']);
}

#[test]
fn a_brace() {
    check(&['{', '}']);
}

#[test]
fn a_quote() {
    check(&['"']);
}
