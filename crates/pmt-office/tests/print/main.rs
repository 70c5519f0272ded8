//! The printed document: its cells in order in every edition, its texts, and what each format makes of them.
#![allow(missing_docs)]
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    clippy::arithmetic_side_effects
)]
// expect-test writes the hashes whether the text needs them or not.
#![allow(clippy::needless_raw_string_hashes, clippy::format_push_string)]

mod formats;
mod forms;
mod narrative;
mod paper;
mod round_trip;

use std::collections::BTreeMap;
use std::io::{Cursor, Read};
use std::path::{Path, PathBuf};

use expect_test::{Expect, expect};
use pmt_core::config::Settings;
use pmt_core::text::Lang;
use pmt_core::workspace::{SourceFile, Workspace};
use pmt_office::print::{Marks, Places, Printed, Table, is_ours};

fn workspace(files: &[(&str, &str)]) -> Workspace {
    let source = |(path, text): &(&str, &str)| SourceFile { path: (*path).to_owned(), text: (*text).into() };
    Workspace::new(files.iter().map(source).collect())
}

/// What is asked of the first declaration's document.
fn printed<T>(workspace: &Workspace, draft: bool, ask: impl FnOnce(&Printed<'_>) -> T) -> T {
    let analysis = workspace.analyse(&Settings::default());
    ask(&Printed::new(&analysis.declarations[0].declaration, draft))
}

/// A table as Word saves it as text: every cell of the grid, rows on lines.
fn cells(table: &Table) -> String {
    let row = |row: &Vec<pmt_office::print::Place<'_>>| {
        row.iter().map(|place| place.text().replace('\n', "↵")).collect::<Vec<_>>().join(" | ")
    };
    table.grid().iter().map(row).collect::<Vec<_>>().join("\n")
}

/// A small project with everything the form of its edition has.
fn project(own: &str, goal: &str) -> String {
    format!(
        "项目 \"河道整治\" {{\n{own}\n实施单位: \"某中心\"\n实施周期: 2026-03-01 至 2027-12-31\n\
         项目概述 \"\"\"整治河道，预算${{年度资金申请总额}}。\"\"\"\n\
         项目资金总额: 1234.56万元 {{ 财政资金: 1200万元; 其他资金: 34.56万元 }}\n\
         年度资金申请总额: 600万元 {{ 当年财政拨款: 600万元; 上年结转资金: 0元; 其他资金: 0元 }}\n\
         {goal} \"\"\"两年整治5公里。\"\"\"\n年度总体目标 \"\"\"当年整治2公里。\n通过验收。\"\"\"\n\
         绩效指标 {{\n产出指标 {{ 数量指标 {{ 整治长度 >= 2 公里 {{ 权重: 40 }}; 拆除阻水建筑 >= 3 处 {{ 权重: 10 }} }}\n\
         质量指标 {{ 验收合格率 = 100% {{ 权重: 20 }} }} }}\n\
         满意度指标 {{ 服务对象满意度指标 {{ 居民满意度 >= 90% {{ 权重: 20 }} }} }} }}\n}}\n"
    )
}

/// A published document beside the repository.
fn published(name: &str) -> Option<PathBuf> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared").join(name);
    if path.exists() {
        return Some(path);
    }
    eprintln!("skipped: {} is not here", path.display());
    None
}

/// What a document is as declarations.
fn imported(text: &str) -> Workspace {
    let imported = pmt_office::import(text, "申报表").unwrap();
    assert!(imported.unplaced.is_empty(), "{:#?}", imported.unplaced);
    let files: Vec<(&str, &str)> =
        imported.files.iter().map(|file| (file.path.as_str(), file.text.as_str())).collect();
    workspace(&files)
}

/// One of the repository's examples.
fn example(name: &str) -> Workspace {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples").join(name);
    let mut files: Vec<(String, String)> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "pmt"))
        .map(|path| {
            let name = path.file_name().unwrap().to_str().unwrap().to_owned();
            (name, std::fs::read_to_string(path).unwrap())
        })
        .collect();
    files.sort();
    let files: Vec<(&str, &str)> = files.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect();
    workspace(&files)
}

/// The parts of an archive that are texts.
fn unzip(bytes: &[u8]) -> BTreeMap<String, String> {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut parts = BTreeMap::new();
    for index in 0..archive.len() {
        let mut part = archive.by_index(index).unwrap();
        let name = part.name().unwrap().into_owned();
        let mut text = String::new();
        if !name.starts_with("xl/media/") {
            part.read_to_string(&mut text).unwrap();
            parts.insert(name, text);
        }
    }
    parts
}
