//! What is put together from the parts of a document: narratives and forms, year and region, units, bodies.

#![allow(
    clippy::arithmetic_side_effects,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "tests fail by panicking, their helpers too"
)]

mod common;

use common::{fixture, imported};
use pmt_office::Imported;
use pmt_office::layout::Field;

/// A form with little in it.
fn form(title: &str, name: &str, unit: &str) -> String {
    format!(
        "\t财政项目支出绩效目标填报表{title}\n\n\t（2023年度）\n\n\t项目名称\n\t{name}\n\n\t主管部门\n\t示例局\n\t实施单位\n\t{unit}\n\n\t项目资金\n（元）\n\t项目资金总额\n\t100\n\t年度资金申请总额\n\t100\n\n"
    )
}

fn narrative(heading: &str, overview: &str) -> String {
    format!("{heading}\n一、项目概述\n{overview}\n")
}

/// The first paragraph of each project's overview, by project.
fn overviews(imported: &Imported) -> Vec<(String, String)> {
    let own = |project: &pmt_office::model::Project| {
        let name = project.name().to_owned();
        let overview = project.sections.first().and_then(|section| section.paragraphs.first());
        (name, overview.map(|piece| piece.text.clone()).unwrap_or_default())
    };
    imported.document.projects.iter().map(own).collect()
}

fn pairs(expected: &[(&str, &str)]) -> Vec<(String, String)> {
    expected.iter().map(|(name, text)| ((*name).to_owned(), (*text).to_owned())).collect()
}

#[test]
fn a_narrative_goes_to_the_form_it_names() {
    let text = [
        narrative("乙路工程项目经费情况说明", "说乙。"),
        narrative("甲路工程项目经费情况说明", "说甲。"),
        form("", "甲路工程", "示例局"),
        form("", "乙路工程", "示例局"),
    ]
    .concat();
    assert_eq!(overviews(&imported(&text, "x")), pairs(&[("甲路工程", "说甲。"), ("乙路工程", "说乙。")]));
}

#[test]
fn a_narrative_goes_to_the_form_of_its_number() {
    let text = [
        form("2", "乙", "示例局"),
        form("1", "甲", "示例局"),
        narrative("项目经费情况说明1", "说甲。"),
        narrative("项目经费情况说明2", "说乙。"),
    ]
    .concat();
    assert_eq!(overviews(&imported(&text, "x")), pairs(&[("乙", "说乙。"), ("甲", "说甲。")]));
}

#[test]
fn a_form_without_narrative_takes_no_other_forms() {
    let text = [
        narrative("项目经费情况说明", "说甲。"),
        form("", "甲", "示例局"),
        form("", "乙", "示例局"),
        narrative("项目经费情况说明", "说丙。"),
        form("", "丙", "示例局"),
    ]
    .concat();
    assert_eq!(overviews(&imported(&text, "x")), pairs(&[("甲", "说甲。"), ("乙", ""), ("丙", "说丙。")]));
}

#[test]
fn a_narrative_without_form_is_a_project_of_its_own() {
    let text = [
        narrative("甲项目经费情况说明", "说甲。"),
        form("", "甲", "示例局"),
        narrative("丁项目经费情况说明", "说丁。"),
    ]
    .concat();
    let imported = imported(&text, "x");
    assert_eq!(overviews(&imported), pairs(&[("甲", "说甲。"), ("丁", "说丁。")]));
    assert!(imported.notes.iter().any(|note| note.message.zh.contains("没有对应")));
    assert_eq!(imported.files[2].path, "02-丁.pmt");
}

#[test]
fn equal_names_are_kept_apart_by_their_numbers() {
    let text = [form("1", "甲", "示例局"), form("2", "甲", "示例一所")].concat();
    let names: Vec<_> = imported(&text, "x").files.into_iter().map(|file| file.path).collect();
    assert_eq!(names, ["申报.pmt", "01-甲.pmt", "02-甲.pmt"]);
}

#[test]
fn a_unit_is_written_unless_it_follows_from_the_cover() {
    let cover =
        |units| format!("绩效目标设置情况\n本部门{units}个预算单位编报项目1个，涉及项目预算资金0.01万元。\n");
    let one = imported(&format!("{}{}", cover(1), form("", "甲", "示例局")), "x");
    assert!(!one.files[1].text.contains("实施单位"), "{}", one.files[1].text);
    let two = imported(&format!("{}{}", cover(2), form("", "甲", "示例局")), "x");
    assert!(two.files[1].text.contains("实施单位: \"示例局\""), "{}", two.files[1].text);
}

#[test]
fn departments_that_differ_stay_with_their_projects() {
    let other = form("", "乙", "示例局").replace("\t主管部门\n\t示例局", "\t主管部门\n\t另一局");
    let imported = imported(&format!("{}{other}", form("", "甲", "示例局")), "x");
    assert!(!imported.files[0].text.contains("主管部门"), "{}", imported.files[0].text);
    assert!(imported.files[1].text.contains("主管部门: \"示例局\""));
    assert!(imported.files[2].text.contains("主管部门: \"另一局\""));
}

#[test]
fn a_blank_cell_is_written_as_blank_where_it_would_be_inherited() {
    let text = fixture("word-2022").replacen("\t实施单位\n\t示例市水务管理中心\n", "\t实施单位\n\t\n", 1);
    let imported = imported(&text, "x");
    assert!(imported.files[1].text.contains("实施单位: \"\""), "{}", imported.files[1].text);
}

#[test]
fn a_year_that_disagrees_is_noted_and_listed() {
    let text = fixture("word-2022").replace("填报表2\n\n\t（2022年度）", "填报表2\n\n\t（2021年度）");
    let imported = imported(&text, "x");
    assert!(imported.files[0].text.contains("申报 2022 {"));
    assert!(imported.notes.iter().any(|note| note.code == Some("STR06") && note.message.zh.contains("2021")));
    assert_eq!(
        imported.unplaced.iter().map(|piece| piece.text.as_str()).collect::<Vec<_>>(),
        ["（2021年度）"]
    );
}

#[test]
fn without_a_year_or_a_known_form_the_cover_leaves_both_out() {
    let text = "\t项目名称\n\t甲\n\n\t项目资金\n（万元）\n\t年度资金申请总额\n\t1.50\n\n";
    let imported = imported(text, "x");
    assert!(imported.files[0].text.contains("申报 {"), "{}", imported.files[0].text);
    assert!(!imported.files[0].text.contains("版式"));
    assert!(imported.files[1].text.contains("年度资金申请总额: 1.50万元"), "{}", imported.files[1].text);
    assert_eq!(imported.notes.len(), 2, "{:?}", imported.notes);
}

#[test]
fn amounts_without_a_printed_unit_are_noted() {
    let text = form("", "甲", "示例局").replace("（元）\n", "");
    let imported = imported(&text, "x");
    assert!(imported.files[1].text.contains("项目资金总额: 100元"), "{}", imported.files[1].text);
    assert!(imported.notes.iter().any(|note| note.code == Some("FND11")), "{:?}", imported.notes);
}

#[test]
fn a_remark_below_the_indicators_is_listed_and_a_column_of_remarks_is_read() {
    let text = fixture("forms-only")
        .replacen("\t年度指标值\n", "\t年度指标值\n\t备注\n", 1)
        .replacen("\t=24次\n", "\t=24次\n\t每月两次\n", 1)
        .replacen("\t<=0起\n", "\t<=0起\n\t\n", 1)
        + "\t备注\n\t以上数据以年终为准\n";
    let imported = imported(&text, "x");
    assert!(imported.files[1].text.contains("备注: \"每月两次\""), "{}", imported.files[1].text);
    let texts: Vec<_> = imported.unplaced.iter().map(|piece| piece.text.as_str()).collect();
    assert_eq!(texts, ["备注", "以上数据以年终为准"]);
}

#[test]
fn levels_printed_under_other_names_are_kept_as_printed() {
    let text = fixture("forms-only").replace("\t效益指标\n\t社会效益指标\n", "\t效果指标\n\t环境效益\n");
    let imported = imported(&text, "x");
    let own = &imported.files[1].text;
    assert!(own.contains("效果指标 {") && own.contains("环境效益 {"), "{own}");
}

#[test]
fn braces_in_a_name_are_noted() {
    let imported = imported(&form("", "甲{一期}", "示例局"), "x");
    assert!(imported.files[1].text.contains("项目 \"甲【一期】\""), "{}", imported.files[1].text);
    let noted: Vec<_> = imported.notes.iter().filter(|note| note.message.zh.contains("花括号")).collect();
    assert_eq!(noted.len(), 1, "{noted:?}");
}

#[test]
fn a_name_broken_in_the_middle_of_a_word_is_put_together_or_noted() {
    let with = |lines: &str| imported(&fixture("pdf-2026").replacen("植被恢复情况\n", lines, 1), "x");
    let guesses = |imported: &Imported| -> Vec<u32> {
        let is_guess = |note: &&pmt_office::Note| note.message.zh.contains("断行分不清");
        imported.notes.iter().filter(is_guess).filter_map(|note| note.place.line()).collect()
    };
    let broken = with("植被恢复情\n况\n");
    assert!(broken.files[1].text.contains("植被恢复情况: 恢复\n"), "{}", broken.files[1].text);
    let unclear = with("植被补种\n已完成\n湿地\n");
    let line = fixture("pdf-2026").lines().position(|line| line == "植被恢复情况").unwrap() + 1;
    assert_eq!(guesses(&unclear).first(), Some(&u32::try_from(line).unwrap()), "{:?}", unclear.notes);
    assert!(guesses(&with("植被恢复情况\n")).is_empty());
}

/// The lines of the notes that say so.
fn noted(imported: &Imported, words: &str) -> Vec<u32> {
    imported
        .notes
        .iter()
        .filter(|note| note.message.zh.contains(words))
        .filter_map(|note| note.place.line())
        .collect()
}

fn line_of(text: &str, line: &str) -> u32 {
    u32::try_from(text.lines().position(|own| own == line).unwrap() + 1).unwrap()
}

#[test]
fn a_form_without_a_name_gives_a_project_without_one() {
    for heading in ["项目经费情况说明1", "甲项目经费情况说明"] {
        let text = [narrative(heading, "说甲。"), form("1", "", "示例局")].concat();
        let imported = imported(&text, "x");
        assert!(imported.files[1].text.starts_with("项目 \"\" {"), "{}", imported.files[1].text);
        assert_eq!(imported.files[1].path, "01-未命名.pmt");
        assert_eq!(noted(&imported, "项目没有名称"), [line_of(&text, "\t项目名称")]);
    }
    let text = [narrative("甲项目经费情况说明", "说甲。"), form("", "", "示例局")].concat();
    let listed: Vec<_> = imported(&text, "x").unplaced.into_iter().map(|piece| piece.text).collect();
    assert_eq!(listed, ["甲项目经费情况说明"], "what the heading says is kept");
}

#[test]
fn a_label_without_a_value_is_noted() {
    let text = form("", "甲", "示例局").replacen("\t项目资金总额\n\t100\n", "\t项目资金总额\n", 1);
    let cells = imported(&text, "x");
    assert_eq!(noted(&cells, "“项目资金总额”后面没有值"), [line_of(&text, "\t项目资金总额")]);
    let text = fixture("pdf-2026").replacen("上年结转资金\n0\n", "上年结转资金\n", 1);
    let lines = imported(&text, "x");
    assert_eq!(noted(&lines, "后面没有值"), [line_of(&text, "上年结转资金")], "{:?}", lines.notes);
}

#[test]
fn a_margin_kept_as_spaces_indents_nothing() {
    let text = fixture("pdf-2026");
    let margin: String = text
        .lines()
        .map(|line| {
            if line.is_empty() {
                "\n".to_owned()
            } else {
                format!("      {}\n", line.replace('\u{c}', "\u{c}      "))
            }
        })
        .collect();
    let plain: Vec<_> = imported(&text, "x").files.into_iter().map(|file| file.text).collect();
    let with: Vec<_> = imported(&margin, "x").files.into_iter().map(|file| file.text).collect();
    assert_eq!(with, plain);
}

#[test]
fn braces_and_quotes_in_a_value_are_kept_and_noted() {
    let text = fixture("forms-only").replacen("\t=24次\n", "\t=24次；{详见\"附件\"}\n", 1);
    let imported = imported(&text, "x");
    assert!(imported.files[1].text.contains(r#": "=24次；【详见\"附件\"】""#), "{}", imported.files[1].text);
    assert_eq!(noted(&imported, "花括号"), [line_of(&text, "\t=24次；{详见\"附件\"}")]);
}

#[test]
fn the_labels_of_both_goals_may_share_a_line() {
    let text = "财政项目支出绩效目标申报表\n（2026年度）\n项目名称 社区书房\n主管部门 示例局\n项目绩效目标\n项目总目标 年度总体目标\n建成12间社区书房，居\n民步行15分钟可以借到书。\n11月底前12间书房全部开放，配书\n9600册。\n绩效指标 一级指标 二级指标 三级指标 年度指标值\n产出指标 数量指标 建成书房 =12间\n";
    let imported = imported(text, "x");
    let project = &imported.document.projects[0];
    let goal = |field| project.text(field).unwrap_or_default();
    assert_eq!(goal(Field::WholeGoal), "建成12间社区书房，居民步行15分钟可以借到书。");
    assert_eq!(goal(Field::AnnualGoal), "11月底前12间书房全部开放，配书9600册。");
    assert_eq!(project.indicators.len(), 1);
}

#[test]
fn forms_beside_one_another_in_a_text_are_told_of() {
    let row = |cells: [&str; 4]| format!("{}\t\t{}\n", cells.join("\t"), cells.join("\t"));
    let text = [
        row(["项目名称", "甲", "项目类别", "其他运转类"]),
        row(["主管部门", "示例局", "实施单位", "示例所"]),
        row(["项目总目标", "", "年度总目标", ""]),
    ]
    .concat();
    let imported = imported(&text, "x");
    let note = imported.notes.iter().find(|note| note.is_unread).unwrap();
    assert!(note.message.zh.contains("两张表的值可能混在一起"), "{}", note.message.zh);
    assert_eq!(note.place.line(), Some(1));
}
