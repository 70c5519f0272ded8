//! `pmt lint` of documents as they came: Word, Excel and text, without `.pmt` files.

use expect_test::expect;
use serde_json::Value;

use crate::support::{World, repository};
use crate::word::{document, paragraph, table};

/// A form with five things wrong: its total, an ASCII sign, no degree, a blank cell, a paragraph of its own.
fn form(unit: &str) -> String {
    table(&[
        "财政项目支出绩效目标填报表",
        "（2024年度）",
        "项目名称|书香社区|项目类别|其他运转类",
        &format!("主管部门|示例区文化中心|实施单位|{unit}"),
        "计划开始日期|2024-01-01|计划完成日期|2024-12-31",
        "项目资金\n（元）|项目资金总额|840,000.00|年度资金申请总额|840,000.00",
        "|其中：财政资金|800,000.00|其中：当年财政拨款|840,000.00",
        "|其他资金|0|其他资金|0",
        "项目绩效目标|项目总目标\n（2024年-2024年）|年度总体目标",
        "|十个社区有书可读。|布点十处。",
        "绩效指标|一级指标|二级指标|三级指标|年度(/项目)指标值",
        "|产出指标|数量指标|流动书架|>=10个",
        "||时效指标|布点及时率|及时",
        "|满意度指标|服务对象满意度指标|读者满意度|≥85%",
    ])
}

fn letter() -> Vec<u8> {
    document(&format!("{}{}", paragraph("示例区财政局：现报上我单位申报表。"), form("示例区图书馆")))
}

#[test]
fn findings_point_into_the_word_document() {
    let world = World::new();
    world.file("申报.docx", letter());
    let run = world.pmt(&["lint", "申报.docx", "--select", "FND01,VAL02,VAL17"]);
    assert_eq!(run.code, 1, "{}", run.stderr);
    expect![[r#"
        错误[FND01]：项目资金总额 840000.00元，分项合计 800,000元，相差 40,000元
          ┌─ 申报.docx：表 1 第 6 行第 3 列
          │ 840,000.00
          │ ^^^^^^^^^^
          ├─ 表 1 第 7 行第 3 列
          │ 800,000.00
          │ ---------- 财政资金
          ├─ 表 1 第 8 行第 3 列
          │ 0
          │ - 其他资金
          = 改总额或改分项，使两边相等。

        提示[VAL17]：“>=10个”用了“>=”，印出的表中应是“≥”
          ┌─ 申报.docx：表 1 第 12 行第 5 列
          │ >=10个
          │ ^^^^^^

        错误[VAL02]：指标“布点及时率”是比率，值“及时”没有数
          ┌─ 申报.docx：表 1 第 13 行第 5 列
          │ 及时
          │ ^^^^
          = 写成百分数，如 ≥ 95%。

        检查了 1 个文件：2 个错误、1 个提示。不可提交：有 2 个错误要改
    "#]]
    .assert_eq(&run.stdout);
    expect![[r#"
        申报.docx：有 1 处不知道属于哪一项，没有检查：
          第 1 段：示例区财政局：现报上我单位申报表。
    "#]]
    .assert_eq(&run.stderr);
    assert_eq!(world.list("."), ["申报.docx"], "nothing is written");
    let run = world.pmt(&["lint", "申报.docx", "--select", "FND01,VAL02,VAL17", "--format", "concise"]);
    expect![[r#"
        申报.docx:表 1 第 6 行第 3 列: 错误[FND01] 项目资金总额 840000.00元，分项合计 800,000元，相差 40,000元
        申报.docx:表 1 第 12 行第 5 列: 提示[VAL17] “>=10个”用了“>=”，印出的表中应是“≥”
        申报.docx:表 1 第 13 行第 5 列: 错误[VAL02] 指标“布点及时率”是比率，值“及时”没有数
        检查了 1 个文件：2 个错误、1 个提示。不可提交：有 2 个错误要改
    "#]]
    .assert_eq(&run.stdout);
}

#[test]
fn programs_are_told_the_place_in_parts_and_the_words() {
    let world = World::new();
    world.file("申报.docx", letter());
    let run = world.pmt(&["lint", "申报.docx", "--select", "VAL17", "--format", "json"]);
    let json: Value = serde_json::from_str(&run.stdout).unwrap();
    let finding = &json["findings"][0];
    assert_eq!(finding["place"], serde_json::json!({ "table": 1, "row": 12, "column": 5 }));
    assert_eq!(finding["placeText"]["zh"], "表 1 第 12 行第 5 列");
    assert_eq!(finding["words"], ">=10个");
    let run = world.pmt(&["lint", "申报.docx", "--select", "VAL17", "--format", "sarif"]);
    let sarif: Value = serde_json::from_str(&run.stdout).unwrap();
    let location = &sarif["runs"][0]["results"][0]["locations"][0];
    assert_eq!(location["logicalLocations"][0]["name"], "表 1 第 12 行第 5 列");
    assert_eq!(location["physicalLocation"]["region"], Value::Null, "Word has no lines");
    let run = world.pmt(&["lint", "申报.docx", "--select", "VAL17", "--format", "github"]);
    assert!(run.stdout.starts_with("::notice file=申报.docx,title=VAL17"), "{}", run.stdout);
}

#[test]
fn a_text_has_lines_and_columns() {
    let world = World::new();
    let text = "\t财政项目支出绩效目标填报表\n\n\t（2024年度）\n\n\t项目名称\n\t书香社区\n\n\t绩效指标\n\t一级指标\n\t二级指标\n\t三级指标\n\t年度指标值\n\n\t\n\t产出指标\n\t数量指标\n\t流动书架\n\t>=10个\n";
    world.file("申报.txt", text);
    let run = world.pmt(&["lint", "申报.txt", "--select", "VAL17", "--format", "concise"]);
    assert!(run.stdout.starts_with("申报.txt:18:2: "), "{}{}", run.stdout, run.stderr);
}

#[test]
fn a_folder_of_documents_gives_two_tables_and_a_broken_one_stops_none() {
    let world = World::new();
    world.file("来文/甲.docx", letter());
    world.file("来文/乙.docx", document(&form("示例区图书馆")));
    world.file("来文/坏.docx", b"PK\x03\x04");
    let args = ["lint", "来文", "--format", "csv", "--table", "汇总.csv", "--select", "FND01,VAL02,VAL17"];
    let run = world.pmt(&args);
    assert_eq!(run.code, 2, "{}", run.stderr);
    assert!(run.stderr.contains("来文/坏.docx"), "{}", run.stderr);
    assert!(run.stdout.starts_with('\u{FEFF}'), "Excel must know that it is UTF-8");
    assert_eq!(run.stdout.matches("VAL17").count(), 2);
    let table = world.read("汇总.csv");
    let lines: Vec<&str> = table.lines().collect();
    assert_eq!(lines.len(), 4, "{table}");
    assert!(lines[1].starts_with("来文/乙.docx,2024,示例区文化中心,1,2,0,1,"), "{table}");
    assert!(lines[2].starts_with("来文/坏.docx,") && lines[2].contains("没有读到"), "{table}");
}

#[test]
fn documents_beside_files_of_the_language_are_checked_when_asked_for() {
    let world = World::declaration(&[("01.pmt", crate::support::PROJECT)]);
    world.file("申报.docx", letter());
    let only_pmt = world.pmt(&["lint", "--format", "json"]);
    let both = world.pmt(&["lint", "--documents", "--format", "json"]);
    let files = |run: &crate::support::Run| {
        let json: Value = serde_json::from_str(&run.stdout).unwrap();
        json["summary"]["files"].as_u64().unwrap()
    };
    assert_eq!((files(&only_pmt), files(&both)), (2, 3));
    let fix = world.pmt(&["lint", "申报.docx", "--fix"]);
    assert_eq!(fix.code, 2);
    assert!(fix.stderr.contains("不改动"), "{}", fix.stderr);
}

#[test]
fn settings_beside_a_document_apply() {
    let world = World::new();
    world.file("申报.docx", letter());
    world.file("pmt.toml", "[severity]\nVAL17 = \"off\"\nVAL02 = \"hint\"\n");
    let run = world.pmt(&["lint", "申报.docx", "--select", "VAL02,VAL17", "--format", "concise"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    assert!(run.stdout.contains("提示[VAL02]") && !run.stdout.contains("VAL17"), "{}", run.stdout);
}

#[test]
fn every_finding_on_the_text_is_found_in_the_document_with_the_same_words() {
    let text = repository().join("../shared/seed/declaration-2022.txt");
    if !text.exists() {
        eprintln!("skipped: {} is not here", text.display());
        return;
    }
    let world = World::new();
    let imported = world.pmt(&["import", text.to_str().unwrap(), "-o", "src"]);
    assert_eq!(imported.code, 0, "{}", imported.stderr);
    for kind in ["docx", "xlsx"] {
        let name = format!("申报.{kind}");
        world.pmt(&["export", "--draft", "--to", kind, "src", "-o", &name]);
        let found = |path: &str| {
            let run = world.pmt(&["lint", path, "--format", "json"]);
            let json: Value = serde_json::from_str(&run.stdout).unwrap();
            let findings = json["findings"].as_array().unwrap().iter();
            let mut messages: Vec<String> = findings
                // A workbook's numbers have no zeros after the point that could differ, and the form prints nothing that
                // could answer the other two.
                .filter(|finding| !["FND10", "IND10", "VAL16"].iter().any(|code| finding["rule"] == *code))
                .map(|finding| format!("{} {}", finding["rule"], finding["message"]["zh"]))
                .collect();
            messages.sort();
            messages
        };
        assert_eq!(found(&name), found("src"), "{kind}");
    }
}

#[test]
fn what_a_form_leaves_blank_is_found_beside_its_label() {
    let world = World::new();
    let form = table(&[
        "财政项目支出绩效目标填报表",
        "（2024年度）",
        "项目名称||项目类别|",
        "主管部门||实施单位|",
        "计划开始日期||计划完成日期|",
        "项目资金\n（元）|项目资金总额||年度资金申请总额|",
        "|其中：财政资金||其中：当年财政拨款|",
        "项目绩效目标|项目总目标|年度总体目标",
        "||",
        "绩效指标|一级指标|二级指标|三级指标|年度(/项目)指标值",
        "|产出指标|数量指标||",
    ]);
    world.file("空表.docx", document(&form));
    let run = world.pmt(&["lint", "空表.docx", "--format", "concise"]);
    expect![[r#"
        空表.docx:表 1 第 3 行第 1 列: 错误[KEY03] 这个项目缺少“项目性质”
        空表.docx:表 1 第 3 行第 1 列: 错误[STR01] “项目名称”是空的
        空表.docx:表 1 第 3 行第 3 列: 错误[STR01] “项目类别”是空的
        空表.docx:表 1 第 4 行第 1 列: 错误[STR01] “主管部门”是空的
        空表.docx:表 1 第 4 行第 3 列: 错误[STR01] “实施单位”是空的
        空表.docx:表 1 第 5 行第 1 列: 错误[STR01] “起止日期”是空的
        空表.docx:表 1 第 6 行第 2 列: 错误[STR01] “项目资金总额”是空的
        空表.docx:表 1 第 6 行第 4 列: 错误[STR01] “年度资金申请总额”是空的
        空表.docx:表 1 第 8 行第 2 列: 错误[STR01] “项目总目标”是空的
        空表.docx:表 1 第 8 行第 3 列: 错误[STR01] “年度总体目标”是空的
        空表.docx:表 1 第 10 行第 1 列: 错误[STR01] “绩效指标”是空的
        检查了 1 个文件：11 个错误。不可提交：有 11 个错误要改
    "#]]
    .assert_eq(&run.stdout);
}

#[test]
fn a_text_in_a_folder_need_not_be_a_declaration() {
    let world = World::new();
    world
        .file("来文/申报.docx", letter())
        .file("来文/说明.txt", "各单位：\n请查收。")
        .file("只有信/信.txt", "你好");
    let run = world.pmt(&["lint", "来文", "--select", "FND02", "--table", "表.csv"]);
    assert_eq!(
        (run.code, run.stderr.contains("警告：来文/说明.txt：里面没有绩效目标表，略过了")),
        (0, true),
        "{}",
        run.stderr
    );
    assert!(!world.read("表.csv").contains("说明.txt"));
    let run = world.pmt(&["lint", "只有信"]);
    assert_eq!((run.code, run.stdout.as_str()), (0, ""), "{}", run.stderr);
    let run = world.pmt(&["lint", "来文/说明.txt"]);
    assert_eq!(run.code, 2, "{}", run.stderr);
}

#[test]
fn a_form_that_was_not_read_is_told_of() {
    let world = World::new();
    let rows = form("示例区图书馆").replacen(
        &paragraph("其他运转类"),
        &(paragraph("其他运转类")
            + "</w:tc><w:tc>"
            + &paragraph("项目名称")
            + "</w:tc><w:tc>"
            + &paragraph("乙项目")),
        1,
    );
    world.file("并排.docx", document(&rows));
    let run = world.pmt(&["lint", "并排.docx", "--select", "FND02", "--table", "表.csv"]);
    let told = "表 1 第 3 行第 5 列：这张表与左边的表并排，分不清两张表以哪一列为界：没有读";
    assert!(run.stderr.contains(told), "{}", run.stderr);
    assert!(world.read("表.csv").contains(told));
    assert!(run.stderr.contains("有 2 处不知道属于哪一项，没有检查"), "{}", run.stderr);
}
