//! The registry is in order, and every rule's examples do what they say.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::arithmetic_side_effects,
    clippy::string_slice,
    clippy::missing_panics_doc
)]

use std::collections::HashSet;

use pmt_core::finding::Finding;
use pmt_core::rules::{self, Rule, example};
use pmt_core::workspace::{SourceFile, Workspace};

fn findings(rule: &Rule, example: &str) -> Vec<Finding> {
    let settings = example::settings(rule);
    let text = example::complete(example).into();
    Workspace::new(vec![SourceFile { path: "申报.pmt".to_owned(), text }]).check(&settings).0
}

fn shown(findings: &[Finding]) -> Vec<String> {
    findings.iter().map(|finding| format!("{} {}", finding.rule.code, finding.message.zh)).collect()
}

#[test]
fn codes_and_names_are_unique_and_codes_are_sorted_within_each_family() {
    let (mut codes, mut names) = (HashSet::new(), HashSet::new());
    let mut previous: Option<&Rule> = None;
    for rule in rules::all() {
        assert!(codes.insert(rule.code), "{} is a code of two rules", rule.code);
        assert!(names.insert(rule.name), "{} is a name of two rules", rule.name);
        assert!(rule.code.len() == 5 && rule.code.is_char_boundary(3), "{}", rule.code);
        let readable = rule.name.chars().all(|c| c.is_ascii_lowercase() || c == '-');
        assert!(readable && !rule.name.starts_with("no-"), "{}", rule.name);
        if let Some(previous) = previous.filter(|previous| previous.code.get(..3) == rule.code.get(..3)) {
            assert!(previous.code < rule.code, "{} before {}", previous.code, rule.code);
        }
        previous = Some(rule);
    }
}

#[test]
fn a_bad_example_gives_its_finding_and_nothing_else() {
    let mut wrong = Vec::new();
    for rule in rules::all() {
        let mut found = findings(rule, rule.bad);
        // Nothing in the vocabulary nests so deeply: the example is bound to have unknown keys.
        // And what is never written out cannot be compared.
        let follows = [("SYN19", "KEY01"), ("REF03", "XRF03")];
        found.retain(|finding| !follows.contains(&(rule.code, finding.rule.code)));
        if found.len() != 1 || found[0].rule != rule {
            wrong.push(format!("{}: {:#?}\n{}", rule.code, shown(&found), example::complete(rule.bad)));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn a_good_example_gives_no_finding() {
    let mut wrong = Vec::new();
    for rule in rules::all() {
        let found = findings(rule, rule.good);
        if !found.is_empty() {
            wrong.push(format!("{}: {:#?}\n{}", rule.code, shown(&found), example::complete(rule.good)));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn a_rule_is_found_by_code_and_by_name() {
    assert_eq!(rules::find("fnd01").map(|rule| rule.code), Some("FND01"));
    assert_eq!(rules::find("blank-value").map(|rule| rule.code), Some("VAL01"));
    assert!(rules::find("FND99").is_none());
}

#[test]
fn a_safe_fix_in_an_example_answers_the_finding_and_adds_none() {
    for rule in rules::all() {
        let text = example::complete(rule.bad);
        for finding in findings(rule, rule.bad) {
            for fix in finding.fixes.iter().filter(|fix| fix.safe) {
                let mut fixed = text.clone();
                for edit in fix.edits.iter().rev() {
                    fixed.replace_range(edit.span.range(), &edit.text);
                }
                let left = findings(rule, &fixed);
                assert!(left.iter().all(|f| f.rule != rule), "{}: {:?}\n{fixed}", rule.code, shown(&left));
            }
        }
    }
}
