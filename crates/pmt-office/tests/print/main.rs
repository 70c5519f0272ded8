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

fn unzip(bytes: &[u8]) -> BTreeMap<String, String> {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    (0..archive.len())
        .map(|index| {
            let mut part = archive.by_index(index).unwrap();
            let mut text = String::new();
            part.read_to_string(&mut text).unwrap();
            (part.name().unwrap().into_owned(), text)
        })
        .collect()
}
