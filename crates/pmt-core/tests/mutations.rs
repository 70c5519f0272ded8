//! What a slip of its author makes of a declaration in which nothing is wrong: exactly the findings that its row lists.
//!
//! The declaration is `examples/songjiang-2022-revised`, all its files; it gives no finding, not even a hint. The rows
//! stand in `tests/mutations/*.toml`, by the group of rules they are mostly about:
//!
//! ```toml
//! [[row]]
//! does = "swaps two digits of the treasury's money"
//! file = "01"                                # the beginning of the file's name
//! from = "财政资金: 102万元"                   # stands in it once
//! to = "财政资金: 120万元"
//! gives = ["FND01 102万元"]                   # code and the words it is said of, blanks as one, cut after 40
//! ```
//!
//! `also` is a second change where one slip is made in two places. `cargo test -p pmt-core --test mutations -- --nocapture`
//! shows what a row gives where it is not what the row says.

#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing)]

use std::collections::HashSet;
use std::path::{Path, PathBuf};

use pmt_core::config::Settings;
use pmt_core::workspace::{SourceFile, Workspace};
use serde::Deserialize;

/// How many rows there are at least.
const LEAST: usize = 70;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Table {
    row: Vec<Row>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Row {
    does: String,
    file: String,
    from: String,
    to: String,
    also: Option<Change>,
    gives: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Change {
    file: String,
    from: String,
    to: String,
}

type Files = Vec<(String, String)>;

fn declaration() -> Files {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples/songjiang-2022-revised");
    let mut files: Files = sorted(&folder)
        .into_iter()
        .map(|path| {
            let name = path.file_name().unwrap().to_string_lossy().into_owned();
            (name, std::fs::read_to_string(&path).unwrap())
        })
        .collect();
    files.sort();
    assert_eq!(files.len(), 5);
    files
}

fn sorted(folder: &Path) -> Vec<PathBuf> {
    let mut paths: Vec<_> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    paths
}

fn rows() -> Vec<(String, Row)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/mutations");
    let mut all = Vec::new();
    for path in sorted(&folder) {
        let group = path.file_stem().unwrap().to_string_lossy().into_owned();
        let table: Table = toml::from_str(&std::fs::read_to_string(&path).unwrap())
            .unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        all.extend(table.row.into_iter().map(|row| (group.clone(), row)));
    }
    all
}

/// Code and words of every finding, sorted.
fn found(files: &Files) -> Vec<String> {
    let sources =
        files.iter().map(|(path, text)| SourceFile { path: path.clone(), text: text.as_str().into() });
    let workspace = Workspace::new(sources.collect());
    let (findings, _) = workspace.check(&Settings::default());
    let mut shown: Vec<String> = findings
        .iter()
        .map(|finding| {
            let file = workspace.files().iter().find(|file| file.model.id == finding.site.file).unwrap();
            format!("{} {}", finding.rule.code, shorten(finding.site.span.text(&file.text)))
        })
        .collect();
    shown.sort();
    shown
}

fn shorten(words: &str) -> String {
    let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
    if words.chars().count() <= 40 { words } else { words.chars().take(40).chain(['⋯']).collect() }
}

fn change(files: &mut Files, file: &str, from: &str, to: &str) {
    let (_, text) = files.iter_mut().find(|(path, _)| path.starts_with(file)).unwrap();
    assert_eq!(text.matches(from).count(), 1, "in {file}: {from}");
    *text = text.replace(from, to);
}

#[test]
fn the_declaration_gives_no_finding() {
    assert_eq!(found(&declaration()), Vec::<String>::new());
}

#[test]
fn each_slip_gives_its_findings_and_no_others() {
    let whole = declaration();
    let rows = rows();
    assert!(rows.len() >= LEAST, "{} rows", rows.len());
    let mut wrong = Vec::new();
    for (group, row) in &rows {
        let mut files = whole.clone();
        change(&mut files, &row.file, &row.from, &row.to);
        if let Some(also) = &row.also {
            change(&mut files, &also.file, &also.from, &also.to);
        }
        let mut gives = row.gives.clone();
        gives.sort();
        let found = found(&files);
        if found != gives {
            wrong.push(format!("{group}: an author {}\n  gives {found:#?}\n  not {gives:#?}", row.does));
        }
    }
    assert!(wrong.is_empty(), "{} of {} rows\n{}", wrong.len(), rows.len(), wrong.join("\n"));
}

#[test]
fn no_row_stands_twice() {
    let rows = rows();
    let mut seen = HashSet::new();
    for (_, row) in &rows {
        assert!(seen.insert(row.does.as_str()), "{}", row.does);
    }
}
