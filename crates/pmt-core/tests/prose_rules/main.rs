//! The rules that read prose, on texts that say it rightly, wrongly, and so that nobody can tell. Each case is a
//! project's body; what it leaves out is completed as in the rules' examples.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::arithmetic_side_effects,
    clippy::string_slice,
    clippy::missing_panics_doc
)]

mod amounts;
mod statements;
mod sums;

use pmt_core::config::Settings;
use pmt_core::rules::example;
use pmt_core::workspace::{SourceFile, Workspace};

/// The findings in a project: code and words.
fn found(body: &str) -> Vec<String> {
    let settings = Settings { region: Some(example::REGION.to_owned()), ..Settings::default() };
    let text = example::complete(&format!("申报 2022 {{\n}}\n\n项目 \"培训\" {{\n{body}\n}}\n"));
    let workspace =
        Workspace::new(vec![SourceFile { path: "申报.pmt".to_owned(), text: text.as_str().into() }]);
    let (findings, _) = workspace.check(&settings);
    findings.iter().map(|one| format!("{} {}", one.rule.code, one.site.span.text(&text))).collect()
}

/// What the rules of this file say; others have their own tests.
const OURS: [&str; 16] = [
    "FND06", "FND07", "FND08", "FND09", "FND10", "FND12", "FND13", "FND14", "FND20", "FND22", "STR08",
    "NAR04", "NAR06", "XRF06", "XRF07", "VAL12",
];

fn ours(body: &str) -> Vec<String> {
    found(body).into_iter().filter(|one| OURS.contains(&&one[..5])).collect()
}

fn silent(cases: &[&str]) {
    for case in cases {
        let found = ours(case);
        assert!(found.is_empty(), "{case}\n{found:?}");
    }
}

fn says(body: &str, expected: &[&str]) {
    assert_eq!(ours(body), expected, "{body}");
}

/// A project of 102万元 whose 资金测算 says something.
fn estimate(words: &str) -> String {
    format!("年度预算安排 {{ 资金测算: \"{words}\" }}\n年度资金申请总额: 102万元")
}

/// The findings of one rule in a project of a declaration with these settings.
fn of_rule(code: &str, standards: &str, body: &str) -> Vec<String> {
    let settings = Settings::parse(&format!("edition = \"{}\"\n{standards}", example::REGION)).unwrap();
    let text = example::complete(&format!("申报 2022 {{\n}}\n\n项目 \"培训\" {{\n{body}\n}}\n"));
    let workspace =
        Workspace::new(vec![SourceFile { path: "申报.pmt".to_owned(), text: text.as_str().into() }]);
    let (findings, _) = workspace.check(&settings);
    let ours = findings.iter().filter(|one| one.rule.code == code);
    ours.map(|one| one.site.span.text(&text).to_owned()).collect()
}

fn silent_on(code: &str, cases: &[&str]) {
    for case in cases {
        assert_eq!(of_rule(code, "", case), Vec::<String>::new(), "{code}: {case}");
    }
}

/// What one rule says of a project.
fn by(code: &str, body: &str) -> Vec<String> {
    found(body).into_iter().filter(|one| one.starts_with(code)).collect()
}
