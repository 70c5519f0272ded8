//! The indicators of a published declaration, as `examples/songjiang-2022` has them: exactly these objections, at these
//! words; and of the same declaration as it should be, none.

#![allow(clippy::unwrap_used, clippy::panic)]

use std::path::{Path, PathBuf};

use pmt_core::config::Settings;
use pmt_core::workspace::{SourceFile, Workspace};

/// Project by project: which rule speaks at which words.
const OBJECTIONS: &[(&str, &[(&str, &str)])] = &[
    (
        "01-党组织建设.pmt",
        &[
            ("IND04", "绩效指标"),
            ("IND10", "绩效指标"),
            ("VAL18", "绩效指标"),
            ("VAL08", "30 家"),
            ("IND09", "\"工、青、妇活动\""),
            ("VAL11", "= 3 次"),
            ("IND13", "廉政建设"),
            ("VAL03", "符合"),
            ("VAL02", "及时"),
            ("VAL14", "提升"),
            ("VAL15", "群众满意度"),
            ("VAL16", "群众满意度"),
        ],
    ),
    (
        "02-宣传与推广.pmt",
        &[
            ("IND04", "绩效指标"),
            ("IND10", "绩效指标"),
            ("VAL23", "基层党组织参与情况"),
            ("VAL18", "绩效指标"),
            ("IND06", "精神文明建设成效"),
            ("VAL03", "显著"),
            ("VAL02", "及时"),
            ("IND07", "文明创建活动成效"),
            ("VAL03", "明显"),
            ("VAL15", "群众满意度"),
            ("VAL16", "群众满意度"),
        ],
    ),
    (
        "03-业务培训.pmt",
        &[
            ("IND04", "绩效指标"),
            ("IND10", "绩效指标"),
            ("VAL18", "绩效指标"),
            ("IND06", "党务工作能力"),
            ("VAL03", "提升"),
            ("VAL02", "及时"),
            ("VAL03", "明显"),
            ("VAL16", "参训者满意度"),
        ],
    ),
    (
        "04-疫情防控.pmt",
        &[
            ("IND04", "绩效指标"),
            ("VAL18", "绩效指标"),
            ("IND08", "廉政建设"),
            ("IND13", "廉政建设"),
            ("VAL03", "符合"),
            ("VAL04", "及时"),
            ("VAL03", "明显"),
            ("VAL15", "群众满意度"),
            ("VAL16", "群众满意度"),
        ],
    ),
];

fn example(name: &str) -> Workspace {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples").join(name);
    let mut paths: Vec<PathBuf> =
        std::fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.retain(|path| path.extension().is_some_and(|extension| extension == "pmt"));
    paths.sort();
    let sources = paths.into_iter().map(|path| SourceFile {
        path: path.file_name().unwrap().to_string_lossy().into_owned(),
        text: std::fs::read_to_string(&path).unwrap().into(),
    });
    Workspace::new(sources.collect())
}

/// What the rules on indicators and their values find in a file: their codes and the words they are about.
fn objections(workspace: &Workspace, name: &str) -> Vec<(&'static str, String)> {
    let file = workspace.files().iter().find(|file| file.path == name).unwrap();
    let (findings, _) = workspace.check(&Settings::default());
    let own = findings.into_iter().filter(|finding| finding.site.file == file.model.id);
    own.filter(|finding| finding.rule.code.starts_with("IND") || finding.rule.code.starts_with("VAL"))
        // What a target is held against in the prose is shown elsewhere.
        .filter(|finding| finding.rule.code != "VAL12")
        .map(|finding| (finding.rule.code, finding.site.span.text(&file.text).to_owned()))
        .collect()
}

#[test]
fn a_published_declaration_is_objected_to_at_the_right_words() {
    let workspace = example("songjiang-2022");
    for (file, expected) in OBJECTIONS {
        let expected: Vec<(&str, String)> =
            expected.iter().map(|(code, words)| (*code, (*words).to_owned())).collect();
        let mut found = objections(&workspace, file);
        let mut wanted = expected;
        found.sort();
        wanted.sort();
        assert_eq!(found, wanted, "{file}");
    }
}

#[test]
fn the_same_as_it_should_be_gives_none() {
    let workspace = example("songjiang-2022-revised");
    for file in workspace.files() {
        assert!(objections(&workspace, &file.path).is_empty(), "{:?}", objections(&workspace, &file.path));
    }
}

#[test]
fn the_second_of_two_places_is_shown() {
    let workspace = example("songjiang-2022");
    let (findings, _) = workspace.check(&Settings::default());
    for (code, words) in [("IND07", "精神文明建设成效"), ("IND08", "廉政建设")] {
        let finding = findings.iter().find(|finding| finding.rule.code == code).unwrap();
        let other = finding.related.first().unwrap();
        let text = &workspace.file(other.site.file).unwrap().text;
        assert_eq!(other.site.span.text(text), words, "{code}");
    }
}
