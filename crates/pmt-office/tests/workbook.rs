//! Workbooks: the same declaration as its text, and what only a sheet has.

#![allow(
    clippy::arithmetic_side_effects,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "tests fail by panicking, their helpers too"
)]

mod common;

use common::sheet::{Sheet, from_text, workbook};
use common::{files, fixture, imported};
use pmt_office::layout::Field;
use pmt_office::{ImportError, Imported, Input, SourceError, import};

fn read(bytes: &[u8]) -> Imported {
    import(Input::Workbook(bytes), "x").unwrap_or_else(|error| panic!("{error}"))
}

fn notes(imported: &Imported) -> String {
    imported
        .notes
        .iter()
        .map(|note| format!("{}：{}\n", note.place.message().zh, note.message.zh))
        .collect::<Vec<_>>()
        .concat()
}

fn field(imported: &Imported, project: usize, field: Field) -> String {
    imported.document.projects[project].text(field).unwrap_or_default().to_owned()
}

fn unplaced(imported: &Imported) -> Vec<String> {
    imported.unplaced.iter().map(|one| format!("{} {}", one.place.message().zh, one.text)).collect()
}

/// Columns merged as they are on paper, amounts in the unit that the heading says, from some row on.
fn form(sheet: &mut Sheet, name: &str, unit: &str, total: &str) {
    let first = sheet.len() + 1;
    let at = |offset: usize| first + offset;
    sheet
        .row(&["财政项目支出绩效目标填报表"])
        .merge(&format!("A{0}:F{0}", at(0)))
        .row(&["（2024年度）"])
        .row(&["项目名称", name, "", "项目类别", "其他运转类"])
        .merge(&format!("B{0}:C{0}", at(2)))
        .row(&["计划开始日期", "#45292@2", "", "计划完成日期", "#45657@2"])
        .merge(&format!("B{0}:C{0}", at(3)))
        .row(&[&format!("项目资金\n（{unit}）"), "项目资金总额", total, "年度资金申请总额", total])
        .merge(&format!("A{}:A{}", at(4), at(5)))
        .row(&["", "其中：财政资金", total, "其中：当年财政拨款", total])
        .row(&["项目绩效目标", "项目总目标（2024年-2024年）", "", "年度总体目标"])
        .merge(&format!("A{}:A{}", at(6), at(7)))
        .merge(&format!("B{0}:C{0}", at(6)))
        .merge(&format!("D{0}:F{0}", at(6)))
        .row(&["", "十个社区有书可读。", "", "布点十处。"])
        .row(&["绩效指标", "一级指标", "二级指标", "三级指标", "", "年度(/项目)指标值"])
        .merge(&format!("D{0}:E{0}", at(8)))
        .merge(&format!("A{}:A{}", at(8), at(11)))
        .row(&["", "产出指标", "数量指标", "流动书架", "", "#10@3"])
        .merge(&format!("B{}:B{}", at(9), at(10)))
        .row(&["", "", "质量指标", "图书完好率", "", "#0.98@1"])
        .row(&["", "满意度指标", "服务对象满意度指标", "读者满意度", "", "#0.85@4"]);
}

const FORMATS: &[&str] = &["0.00%", "yyyy/m/d", "0\"个\"", "\"≥\"0%"];

#[test]
fn a_sheet_gives_what_its_text_gives() {
    for name in ["word-2022", "word-2023", "forms-only", "broken"] {
        let text = fixture(name);
        let (from_sheet, from_text) = (read(&from_text(&text)), imported(&text, "x"));
        assert_eq!(files(&from_sheet), files(&from_text), "{name}");
    }
}

#[test]
fn numbers_dates_and_percentages_are_what_the_sheet_shows() {
    let mut sheet = Sheet::new("申报表");
    form(&mut sheet, "书香社区", "万元", "#84.300000000000011");
    let imported = read(&workbook(&[sheet], FORMATS));
    assert_eq!(unplaced(&imported), Vec::<String>::new());
    assert_eq!(field(&imported, 0, Field::Start), "2024-01-01");
    assert_eq!(field(&imported, 0, Field::End), "2024-12-31");
    assert_eq!(field(&imported, 0, Field::Total), "84.3");
    let project = &imported.document.projects[0];
    assert_eq!(project.unit.map(|unit| unit.text), Some("万元"));
    let values: Vec<_> = project
        .indicators
        .iter()
        .map(|one| one.value.as_ref().map_or("", |value| value.text.as_str()))
        .collect();
    assert_eq!(values, ["10个", "98%", "≥85%"]);
    assert!(
        notes(&imported).contains("工作表“申报表”的 C5：存的数是 84.30000000000001"),
        "{}",
        notes(&imported)
    );
}

#[test]
fn rows_need_not_be_merged_as_their_heads_are() {
    let mut sheet = Sheet::new("申报表");
    form(&mut sheet, "书香社区", "元", "#840000");
    // D and E are merged in the heading only; the goals stand under heads of two and three columns.
    let imported = read(&workbook(&[sheet], FORMATS));
    let project = &imported.document.projects[0];
    assert_eq!(project.text(Field::AnnualGoal), Some("布点十处。"));
    assert_eq!(project.indicators.len(), 3);
    assert_eq!(project.indicators[1].level1.as_ref().map(|level| level.text.as_str()), Some("产出指标"));
}

#[test]
fn several_forms_stand_below_one_another_or_on_sheets_of_their_own() {
    let (mut first, mut second) = (Sheet::new("一"), Sheet::new("二"));
    form(&mut first, "甲项目", "元", "#840000");
    first.row(&[""]);
    form(&mut first, "乙项目", "元", "#1");
    form(&mut second, "丙项目", "元", "#2");
    let mut guide = Sheet::new("填表说明");
    guide.row(&["本表由单位填写。"]).row(&["产出指标", "数量指标", "示例", "1个"]);
    let imported = read(&workbook(&[first, guide, second], FORMATS));
    let names: Vec<_> = (0..3).map(|index| field(&imported, index, Field::Name)).collect();
    assert_eq!(names, ["甲项目", "乙项目", "丙项目"]);
    assert!(imported.document.projects.iter().all(|project| project.indicators.len() == 3));
    assert_eq!(unplaced(&imported).len(), 5, "{:?}", unplaced(&imported));
    assert_eq!(unplaced(&imported)[0], "工作表“填表说明”的 A1 本表由单位填写。");
}

#[test]
fn a_narrative_may_stand_on_a_sheet() {
    let mut narrative = Sheet::new("说明");
    narrative
        .row(&["书香社区项目经费情况说明"])
        .row(&["一、项目概述", "设流动书架。"])
        .row(&["二、立项依据\n1.文件依据：《方案》。"]);
    let mut sheet = Sheet::new("表");
    form(&mut sheet, "书香社区", "元", "#840000");
    let imported = read(&workbook(&[narrative, sheet], FORMATS));
    let sections = &imported.document.projects[0].sections;
    assert_eq!((unplaced(&imported).len(), sections.len()), (0, 2));
    assert_eq!(sections[1].parts[0].1[0].text, "《方案》。");
}

#[test]
fn what_is_hidden_is_said_and_listed() {
    let mut sheet = Sheet::new("表");
    form(&mut sheet, "书香社区", "元", "#840000");
    sheet.hidden_row(&["", "", "", "去年的指标", "", "#1"]).hide_column(8);
    sheet.row(&["", "", "", "读书会", "", "#4", "", "内部编号"]);
    let mut secret = Sheet::new("字典");
    secret.is_hidden = true;
    secret.row(&["经常性项目"]);
    let imported = read(&workbook(&[sheet, secret], FORMATS));
    let found = unplaced(&imported);
    assert_eq!(
        found,
        ["工作表“表”的 D13 去年的指标", "工作表“表”的 F13 1", "工作表“表”的 H14 内部编号"],
        "{}",
        imported.files[1].text
    );
    assert!(notes(&imported).contains("隐藏的工作表“字典”没有读，其中 1 个单元格有内容"));
    assert_eq!(imported.document.projects[0].indicators.len(), 4);
}

#[test]
fn errors_and_serial_numbers_of_days_are_noted() {
    let mut sheet = Sheet::new("表");
    form(&mut sheet, "书香社区", "元", "#!#REF!");
    let text = workbook(&[sheet], &["0.00%", "General", "0\"个\"", "\"≥\"0%"]);
    let imported = read(&text);
    assert_eq!(field(&imported, 0, Field::Total), "#REF!");
    assert_eq!(field(&imported, 0, Field::Start), "2024-01-01");
    let notes = notes(&imported);
    assert!(notes.contains("“45292”是日期的序号，读作 2024-01-01"), "{notes}");
    assert!(notes.contains("工作表“表”的 C5：单元格的公式出错"), "{notes}");
}

#[test]
fn the_size_of_a_sheet_costs_nothing_but_too_many_cells_are_refused() {
    let mut sheet = Sheet::new("表");
    form(&mut sheet, "书香社区", "元", "#840000");
    sheet.markup(r#"<row r="1048576"><c r="XFD1048576" t="inlineStr"><is><t>尽头</t></is></c></row>"#);
    let imported = read(&workbook(&[sheet], FORMATS));
    assert_eq!(unplaced(&imported), ["工作表“表”的 XFD1048576 尽头"]);
    let mut full = Sheet::new("表");
    for _ in 0..400 {
        full.row(&["#1"; 255]);
    }
    let refusal = import(Input::Workbook(&workbook(&[full], &[])), "x").unwrap_err();
    assert!(
        matches!(refusal, ImportError::Unreadable { error: SourceError::TooManyCells { .. }, .. }),
        "{refusal:?}"
    );
}

#[test]
fn choices_may_have_cells_of_their_own_and_signs_a_font() {
    let ticked = r#"<c r="E3" t="inlineStr"><is><r><rPr><rFont val="Wingdings"/></rPr><t>þ</t></r><r><t>其他运转类</t></r></is></c>"#;
    let open = r#"<c r="F3" t="inlineStr"><is><r><rPr><rFont val="Wingdings"/></rPr><t>¨</t></r><r><t>特定目标</t></r></is></c>"#;
    let mut sheet = Sheet::new("表");
    sheet.row(&["财政项目支出绩效目标填报表"]).row(&["（2024年度）"]).markup(&format!(
        r#"<row r="3"><c r="A3" t="inlineStr"><is><t>项目名称</t></is></c><c r="B3" t="inlineStr"><is><t>书香社区</t></is></c><c r="D3" t="inlineStr"><is><t>项目类别</t></is></c>{ticked}{open}</row>"#
    ));
    sheet.row(&["主管部门", "示例区文化中心", "", "实施单位", "示例区图书馆"]);
    let imported = read(&workbook(&[sheet], FORMATS));
    assert_eq!(field(&imported, 0, Field::Category), "其他运转类");
    assert_eq!(unplaced(&imported), Vec::<String>::new());
}

#[test]
fn a_list_of_projects_is_no_form() {
    let mut sheet = Sheet::new("申报表");
    form(&mut sheet, "书香社区", "元", "#840000");
    let mut list = Sheet::new("清单");
    list.row(&["2024年项目支出绩效目标汇总表"])
        .row(&["序号", "项目名称", "项目类别", "预算金额"])
        .row(&["#1", "书香社区", "其他运转类", "#840000"])
        .row(&["#2", "河道整治", "特定目标类", "#560000"]);
    for sheets in [[sheet, list], {
        let mut two = [Sheet::new("申报表"), Sheet::new("清单")];
        form(&mut two[1], "书香社区", "元", "#840000");
        two[0].row(&["序号", "项目名称"]).row(&["#1", "书香社区"]);
        two
    }] {
        let imported = read(&workbook(&sheets, FORMATS));
        let names: Vec<_> = imported.document.projects.iter().map(pmt_office::model::Project::name).collect();
        assert_eq!(names, ["书香社区"]);
        assert!(unplaced(&imported).iter().any(|one| one.ends_with("项目名称")), "{:?}", unplaced(&imported));
    }
}
