//! Word documents: the same declaration as its text, and what only such a document has.

#![allow(
    clippy::arithmetic_side_effects,
    clippy::expect_used,
    clippy::format_push_string,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "tests fail by panicking, their helpers too"
)]

mod common;

use common::word::{document, document_with, from_text, paragraph, run, table};
use common::{fixture, imported};
use pmt_office::layout::Field;
use pmt_office::{Imported, Input, Place, import};

fn read(bytes: &[u8]) -> Imported {
    import(Input::Word(bytes), "x").unwrap_or_else(|error| panic!("{error}"))
}

/// The files, without the places of what was not placed.
fn files(imported: &Imported) -> String {
    let mut out = String::new();
    for file in &imported.files {
        out.push_str(&file.path);
        out.push('\n');
        for line in file.text.lines() {
            let line = match line.split_once("未归位（") {
                Some((head, rest)) => {
                    format!("{head}未归位{}", rest.split_once("）：").map_or("", |(_, text)| text))
                }
                None => line.to_owned(),
            };
            out.push_str(&line);
            out.push('\n');
        }
    }
    out
}

const FORM: &[&str] = &[
    "财政项目支出绩效目标填报表",
    "（2024年度）",
    "项目名称|书香社区|项目类别|其他运转类",
    "主管部门|示例区文化中心|实施单位|示例区图书馆",
    "计划开始日期|2024-01-01|计划完成日期|2024-12-31",
    "项目资金\n（元）|项目资金总额|840,000.00|年度资金申请总额|840,000.00",
    "|其中：财政资金|840,000.00|其中：当年财政拨款|840,000.00",
    "项目绩效目标|项目总目标\n（2024年-2024年）|年度总体目标",
    "|十个社区有书可读。|布点十处。",
    "绩效指标|一级指标|二级指标|三级指标|年度(/项目)指标值",
    "|产出指标|数量指标|流动书架|=10个",
    "|||图书更换|≥4次",
    "|满意度指标|服务对象满意度指标|读者满意度|≥85%",
];

fn form() -> String {
    table(FORM)
}

fn field(imported: &Imported, field: Field) -> String {
    imported.document.projects[0].text(field).unwrap_or_default().to_owned()
}

#[test]
fn a_document_gives_what_its_text_gives() {
    for name in ["word-2022", "word-2023", "forms-only", "broken"] {
        let text = fixture(name);
        let (from_word, from_text) = (read(&from_text(&text)), imported(&text, "x"));
        assert_eq!(files(&from_word), files(&from_text), "{name}");
    }
}

#[test]
fn form_is_read() {
    let imported = read(&document(&form()));
    assert_eq!(imported.unplaced, []);
    assert_eq!(field(&imported, Field::Name), "书香社区");
    assert_eq!(imported.document.projects[0].indicators.len(), 3);
}
