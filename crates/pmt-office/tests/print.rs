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

fn form(region: &str, year: i32, own: &str, goal: &str, expected: &Expect) {
    let region = if region.is_empty() { String::new() } else { format!("版式: {region}; ") };
    let cover = format!("申报 {year} {{ {region}主管部门: \"某局\"; 预算单位数: 1 }}\n");
    let workspace = workspace(&[("申报.pmt", &cover), ("01.pmt", &project(own, goal))]);
    let form = printed(&workspace, false, |printed| printed.project(0).unwrap().form);
    expected.assert_eq(&cells(&form));
    let columns: u16 = form.columns.iter().sum();
    assert_eq!(columns, pmt_office::layout::WIDTH);
    for row in form.grid() {
        let spanned: usize = row.iter().map(|place| place.cell().colspan).sum();
        assert_eq!(spanned, form.columns.len(), "every row fills the form");
    }
}

#[test]
fn shanghai_2022() {
    form(
        "上海",
        2022,
        "项目类别: 经常性项目",
        "项目总目标",
        &expect![[r#"
            财政项目支出绩效目标填报表1
            （2022年度）
            项目名称 | 河道整治 | 项目类别 | 经常性项目
            主管部门 | 某局 | 实施单位 | 某中心
            计划开始日期 | 2026-03-01 | 计划完成日期 | 2027-12-31
            项目资金↵（元） | 项目资金总额 | 12345600 | 年度资金申请总额 | 6000000
             | 其中：财政资金 | 12000000 | 其中：当年财政拨款 | 6000000
             |  |  | 上年结转资金 | 0
             | 其他资金 | 345600 | 其他资金 | 0
            项目绩效目标 | 项目总目标↵（2026年-2027年） | 年度总目标
             | 两年整治5公里。 | 当年整治2公里。↵通过验收。
            绩效指标 | 一级指标 | 二级指标 | 三级指标 | 年度指标值
             | 产出指标 | 数量指标 | 整治长度 | ≥2公里
             |  |  | 拆除阻水建筑 | ≥3处
             |  | 质量指标 | 验收合格率 | =100%
             | 满意度指标 | 服务对象满意度指标 | 居民满意度 | ≥90%"#]],
    );
}

#[test]
fn shanghai_from_2023() {
    form(
        "上海",
        2024,
        "项目性质: 阶段性项目; 项目类别: 特定目标类",
        "项目总目标",
        &expect![[r#"
            财政项目支出绩效目标填报表
            （2024年度）
            项目名称 | 河道整治 | 项目性质 | 阶段性项目 | 项目类别 | 特定目标类
            主管部门 | 某局 | 实施单位 | 某中心
            计划开始日期 | 2026-03-01 | 计划完成日期 | 2027-12-31
            项目资金↵（元） | 项目资金总额 | 12345600 | 年度资金申请总额 | 6000000
             | 其中：财政资金 | 12000000 | 其中：当年财政拨款 | 6000000
             |  |  | 上年结转资金 | 0
             | 其他资金 | 345600 | 其他资金 | 0
            项目绩效目标 | 项目总目标↵（2026年-2027年） | 年度总体目标
             | 两年整治5公里。 | 当年整治2公里。↵通过验收。
            绩效指标 | 一级指标 | 二级指标 | 三级指标 | 年度(/项目)指标值
             | 产出指标 | 数量指标 | 整治长度 | ≥2公里
             |  |  | 拆除阻水建筑 | ≥3处
             |  | 质量指标 | 验收合格率 | =100%
             | 满意度指标 | 服务对象满意度指标 | 居民满意度 | ≥90%"#]],
    );
}

#[test]
fn shanghai_from_2026() {
    form(
        "上海",
        2026,
        "项目性质: 阶段性项目; 项目类别: 特定目标类",
        "项目总体目标",
        &expect![[r#"
            财政项目支出绩效目标申报表
            （2026年度）
            项目名称 | 河道整治 | 项目性质 | 阶段性项目 | 项目类别 | 特定目标类
            主管部门 | 某局 | 实施单位 | 某中心
            计划开始日期 | 2026/3/1 | 计划完成日期 | 2027/12/31
            项目资金↵（元） | 项目资金总额 | 12,345,600.00 | 年度资金申请总额 | 6,000,000.00
             | 其中：财政资金 | 12,000,000.00 | 其中：当年财政拨款 | 6,000,000.00
             |  |  | 上年结转资金 | 0
             | 其他资金 | 345,600.00 | 其他资金 | 0
            项目绩效目标 | 项目总体目标 | 年度总体目标
             | 两年整治5公里。 | 当年整治2公里。↵通过验收。
            一级指标 | 二级指标 | 三级指标 | 年度(/项目)指标值
            产出指标 | 数量指标 | 整治长度 | ≥2公里
             |  | 拆除阻水建筑 | ≥3处
             | 质量指标 | 验收合格率 | =100%
            满意度指标 | 服务对象满意度指标 | 居民满意度 | ≥90%"#]],
    );
}

#[test]
fn central() {
    form(
        "中央",
        2026,
        "项目属性: 新增项目",
        "中期目标",
        &expect![[r#"
        项目支出绩效目标表
        （2026年度）
        项目名称 | 河道整治 | 项目属性 | 新增项目
        主管部门 | 某局 | 实施单位 | 某中心
        计划开始日期 | 2026-03-01 | 计划完成日期 | 2027-12-31
        项目资金↵（万元） | 项目资金总额 | 1,234.56 | 年度资金申请总额 | 600.00
         | 其中：财政资金 | 1,200.00 | 其中：当年财政拨款 | 600.00
         |  |  | 上年结转资金 | 0
         | 其他资金 | 34.56 | 其他资金 | 0
        项目绩效目标 | 中期目标↵（2026年-2027年） | 年度目标
         | 两年整治5公里。 | 当年整治2公里。↵通过验收。
        绩效指标 | 一级指标 | 二级指标 | 三级指标 | 指标值 | 权重
         | 产出指标 | 数量指标 | 整治长度 | ≥2公里 | 40
         |  |  | 拆除阻水建筑 | ≥3处 | 10
         |  | 质量指标 | 验收合格率 | =100% | 20
         | 满意度指标 | 服务对象满意度指标 | 居民满意度 | ≥90% | 20"#]],
    );
}

#[test]
fn an_unknown_edition_prints_what_is_given() {
    form(
        "",
        2026,
        "项目性质: 阶段性项目",
        "项目总目标",
        &expect![[r#"
        项目支出绩效目标申报表1
        （2026年度）
        项目名称 | 河道整治
        项目性质 | 阶段性项目 | 项目类别 | 
        主管部门 | 某局 | 实施单位 | 某中心
        计划开始日期 | 2026-03-01 | 计划完成日期 | 2027-12-31
        项目资金↵（元） | 项目资金总额 | 12345600 | 年度资金申请总额 | 6000000
         | 其中：财政资金 | 12000000 | 其中：当年财政拨款 | 6000000
         |  |  | 上年结转资金 | 0
         | 其他资金 | 345600 | 其他资金 | 0
        项目绩效目标 | 项目总目标↵（2026年-2027年） | 年度总体目标
         | 两年整治5公里。 | 当年整治2公里。↵通过验收。
        绩效指标 | 一级指标 | 二级指标 | 三级指标 | 指标值
         | 产出指标 | 数量指标 | 整治长度 | ≥2公里
         |  |  | 拆除阻水建筑 | ≥3处
         |  | 质量指标 | 验收合格率 | =100%
         | 满意度指标 | 服务对象满意度指标 | 居民满意度 | ≥90%"#]],
    );
}

#[test]
fn the_narrative_has_seven_sections_and_reads_as_prose() {
    let cover = "申报 2022 { 版式: 上海; 主管部门: \"某局\"; 预算单位数: 1 }\n";
    let project = r#"项目 "甲" {
  实施周期: 2022-01-01 至 2022-12-31
  项目概述 """
    第一段，预算${任务."子"}。

      第二段。
    """
  立项依据 {
    文件依据 { 《办法》 { 文号: 国务院令第1号; 依据内容: "职责"; 有效期: 2020-01 至 2025-12 }; 《规划》 }
    工作职能 """管理。"""
  }
  实施主体 { 一科: "组织"; 二科 }
  实施方案 """先做后验。""" {
    任务 "子": 3万元 { 时间: 2022-03, 2022-05-06; 责任: 一科; 测算 { 会议: 3次 × 10000元 } }
  }
  年度预算安排 { 资金类型: "财政拨款"; 执行计划 { 第一季度: 3万元 } }
  年度资金申请总额: 3万元
}
"#;
    let workspace = workspace(&[("申报.pmt", cover), ("01.pmt", project)]);
    let lines = printed(&workspace, false, |printed| {
        let project = printed.project(0).unwrap();
        let lines = printed.cover().into_iter().chain(project.narrative);
        lines.map(|line| format!("{:?}: {}", line.role, line.text)).collect::<Vec<_>>().join("\n")
    });
    expect![[r#"
        Department: 某局
        DocumentTitle: 2022年财政项目支出绩效目标填报表
        CoverHeading: 绩效目标设置情况
        Body: 本部门1个预算单位编报2022年度项目绩效目标，编报的项目1个，涉及项目预算资金3万元。
        NarrativeTitle: 项目经费情况说明1
        SectionHeading: 一、项目概述
        Body: 第一段，预算3万元。
        Body: 第二段。
        SectionHeading: 二、立项依据
        Body: 1.文件依据：《办法》（国务院令第1号；有效期：2020年1月至2025年12月）：职责。
        Body: 《规划》。
        Body: 2.工作职能：管理。
        SectionHeading: 三、实施主体
        Body: 一科：组织。
        Body: 二科。
        SectionHeading: 四、实施方案
        Body: 先做后验。
        Body: 1.子：3万元（时间：2022年3月、2022年5月6日；责任：一科）。
        SectionHeading: 五、实施周期
        Body: 2022年1月至2022年12月。
        SectionHeading: 六、年度预算安排
        Body: 1.资金测算：子：会议 3次 × 10000元 = 3万元。
        Body: 2.资金类型：财政拨款
        Body: 3.执行计划：第一季度3万元。
        SectionHeading: 七、绩效目标
        Body: 详见单位的项目绩效目标表"#]]
    .assert_eq(&lines);
}

#[test]
fn what_is_written_leads_back_to_its_line() {
    let project = project("项目类别: 经常性项目", "项目总目标");
    let workspace = workspace(&[("一/01.pmt", &project)]);
    printed(&workspace, false, |printed| {
        let html = printed.html(Places::new(&workspace, "一"), None);
        let at = |text: &str| {
            let line = html.lines().find(|line| line.contains(text)).unwrap_or_else(|| panic!("no {text}"));
            let cell = line.split("<t").find(|cell| cell.contains(text)).unwrap();
            cell.split("data-line=\"").nth(1).unwrap().split('"').next().unwrap().to_owned()
        };
        assert!(html.contains("data-file=\"01.pmt\""));
        let line_of =
            |text: &str| (1 + project.lines().position(|line| line.contains(text)).unwrap()).to_string();
        assert_eq!(at("≥2公里"), line_of("整治长度"));
        assert_eq!(at("12345600"), line_of("项目资金总额"));
        assert_eq!(at("2026-03-01"), line_of("实施周期"));
    });
}

#[test]
fn findings_are_marked_where_they_stand_and_listed() {
    let project = project("项目类别: 别的", "项目总目标");
    let cover = "申报 2022 { 版式: 上海; 主管部门: \"某局\" }\n";
    let workspace = workspace(&[("01.pmt", &project), ("申报.pmt", cover)]);
    let analysis = workspace.analyse(&Settings::default());
    let checked = &analysis.declarations[0];
    let marks = Some(Marks { findings: &checked.findings, lang: Lang::Zh });
    let printed = Printed::new(&checked.declaration, true);
    let html = printed.html(Places::new(&workspace, ""), marks);
    let marked: Vec<&str> = html.lines().filter(|line| line.contains("title=\"STR04")).collect();
    assert_eq!(marked.len(), 1, "{html}");
    assert!(marked[0].contains("class=\"error\""), "{marked:?}");
    assert_eq!(html.matches("<li class=").count(), checked.findings.len());
    assert!(html.contains("<div class=\"draft\" aria-hidden=\"true\">草稿</div>"));
    let plain = printed.html(Places::new(&workspace, ""), None);
    assert!(!plain.contains("title=\"") && !plain.contains("findings\">"));
}

/// A project whose every text is hostile.
const HOSTILE: &str = r#"项目 "<b>甲</b>&amp;" {
  项目类别: "=cmd()"
  主管部门: "<script>alert(1)</script>"
  实施单位: "'\"单位"
  实施周期: 2022-01-01 至 2022-12-31
  项目概述 """
    <img src=x onerror=alert(1)> # *不是标题* ]]> </w:t>
    """
  年度资金申请总额: 1元
  年度总目标 """</td></table>"""
  绩效指标 { 产出指标 { 数量指标 { "<i>指标</i>": "</td>" } } }
}
"#;

#[test]
fn every_text_is_escaped_in_every_format() {
    let workspace = workspace(&[("<01>.pmt", HOSTILE)]);
    printed(&workspace, true, |printed| {
        let html = printed.html(Places::new(&workspace, ""), None);
        for tag in ["<script", "<img", "<b>", "<i>", "</td></table></td>"] {
            assert!(!html.contains(tag), "{tag} in the page");
        }
        assert!(!html.contains("http"), "nothing from elsewhere");
        let md = printed.markdown();
        assert!(!md.contains("<script") && !md.contains(" <img") && md.contains("\n\\<img"), "{md}");
        let parts = unzip(&printed.docx().unwrap());
        let document = &parts["word/document.xml"];
        assert!(document.contains("&lt;img src=x onerror=alert(1)&gt; # *不是标题* ]]&gt; &lt;/w:t&gt;"));
        for part in parts.values() {
            well_formed(part);
        }
        let book = unzip(&printed.xlsx().unwrap());
        assert!(book.values().all(|part| !part.contains("<f>")), "no text is a formula");
        for part in book.values() {
            well_formed(part);
        }
    });
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

/// Walks a part; panics where it is no XML.
fn well_formed(part: &str) {
    let mut reader = quick_xml::Reader::from_str(part);
    loop {
        if reader.read_event().unwrap() == quick_xml::events::Event::Eof {
            break;
        }
    }
}

/// The children of each element, by its name, in the order in which the format's schema has them.
const ORDER: &[(&str, &[&str])] = &[
    ("w:pPr", &["w:pStyle", "w:keepNext", "w:pageBreakBefore", "w:spacing", "w:ind", "w:jc", "w:outlineLvl"]),
    ("w:rPr", &["w:rFonts", "w:noProof", "w:sz", "w:szCs", "w:lang"]),
    ("w:tblPr", &["w:tblW", "w:jc", "w:tblInd", "w:tblBorders", "w:tblLayout", "w:tblCellMar", "w:tblLook"]),
    ("w:tblBorders", &["w:top", "w:left", "w:bottom", "w:right", "w:insideH", "w:insideV"]),
    ("w:tblCellMar", &["w:top", "w:left", "w:bottom", "w:right"]),
    ("w:tbl", &["w:tblPr", "w:tblGrid", "w:tr"]),
    ("w:tr", &["w:trPr", "w:tc"]),
    ("w:trPr", &["w:cantSplit", "w:trHeight", "w:tblHeader"]),
    ("w:tc", &["w:tcPr", "w:p"]),
    ("w:tcPr", &["w:tcW", "w:gridSpan", "w:vMerge", "w:tcBorders", "w:vAlign"]),
    ("w:tcBorders", &["w:top", "w:left", "w:bottom", "w:right"]),
    ("w:p", &["w:pPr", "w:r"]),
    ("w:sectPr", &["w:headerReference", "w:footerReference", "w:pgSz", "w:pgMar", "w:cols", "w:docGrid"]),
    (
        "w:style",
        &[
            "w:name",
            "w:basedOn",
            "w:uiPriority",
            "w:semiHidden",
            "w:unhideWhenUsed",
            "w:qFormat",
            "w:pPr",
            "w:rPr",
            "w:tblPr",
        ],
    ),
    ("w:font", &["w:altName", "w:panose1", "w:charset", "w:family", "w:pitch"]),
    (
        "w:settings",
        &["w:zoom", "w:defaultTabStop", "w:characterSpacingControl", "w:compat", "w:themeFontLang"],
    ),
];

#[test]
fn word_s_elements_stand_in_the_schema_s_order() {
    use quick_xml::events::Event;
    let workspace = workspace(&[("01.pmt", &project("项目类别: 经常性项目", "项目总目标"))]);
    let parts = printed(&workspace, true, |printed| unzip(&printed.docx().unwrap()));
    for (name, part) in parts.iter().filter(|(name, _)| name.starts_with("word/")) {
        let mut reader = quick_xml::Reader::from_str(part);
        let mut open: Vec<(String, usize)> = Vec::new();
        loop {
            let event = reader.read_event().unwrap();
            let tag = match &event {
                Event::Start(tag) | Event::Empty(tag) => tag.name().as_ref().to_owned(),
                Event::End(_) => {
                    open.pop();
                    continue;
                }
                Event::Eof => break,
                _ => continue,
            };
            if let Some((parent, reached)) = open.last_mut()
                && let Some((_, order)) = ORDER.iter().find(|(of, _)| of == parent)
            {
                let at = order.iter().position(|known| *known == tag);
                let at = at.unwrap_or_else(|| panic!("{name}: {tag} in {parent}"));
                assert!(at >= *reached, "{name}: {tag} too late in {parent}");
                *reached = at;
            }
            if matches!(event, Event::Start(_)) {
                open.push((tag, 0));
            }
        }
    }
}

#[test]
fn every_row_of_word_s_table_fills_its_grid() {
    let workspace = workspace(&[("01.pmt", &project("项目类别: 经常性项目", "项目总目标"))]);
    let parts = printed(&workspace, false, |printed| unzip(&printed.docx().unwrap()));
    let document = &parts["word/document.xml"];
    let table = document.split("<w:tbl>").nth(1).unwrap().split("</w:tbl>").next().unwrap();
    let number = |text: &str| text.split('"').next().unwrap().parse::<u32>().unwrap();
    let grid: Vec<u32> = table.split("<w:gridCol w:w=\"").skip(1).map(number).collect();
    assert_eq!(grid.iter().sum::<u32>(), 9638, "as wide as the page between its margins");
    let rows: Vec<&str> = table.split("<w:tr>").skip(1).collect();
    for row in &rows {
        let spans = row
            .split("<w:tc>")
            .skip(1)
            .map(|cell| cell.split("<w:gridSpan w:val=\"").nth(1).map_or(1, number));
        assert_eq!(spans.sum::<u32>() as usize, grid.len());
        let widths = row.split("<w:tcW w:w=\"").skip(1).map(number);
        assert_eq!(widths.sum::<u32>(), 9638);
    }
    assert_eq!(rows.iter().filter(|row| row.contains("<w:tblHeader/>")).count(), 1, "there is no year here");
    assert!(document.contains("</w:tbl><w:p>"), "a table is never last");
}

#[test]
fn the_same_declaration_gives_the_same_bytes() {
    let text = project("项目类别: 经常性项目", "项目总目标");
    let (here, there) = (workspace(&[("01.pmt", &text)]), workspace(&[("别处/01.pmt", &text)]));
    let make = |workspace: &Workspace| {
        printed(workspace, true, |printed| (printed.docx().unwrap(), printed.xlsx().unwrap()))
    };
    let first = make(&here);
    assert!(first == make(&here) && first == make(&there));
}

#[test]
fn our_own_documents_are_known_until_somebody_saves_them() {
    let workspace = workspace(&[("01.pmt", &project("项目类别: 经常性项目", "项目总目标"))]);
    printed(&workspace, false, |printed| {
        let documents = [
            printed.docx().unwrap(),
            printed.xlsx().unwrap(),
            printed.html(Places::new(&workspace, ""), None).into_bytes(),
            printed.markdown().into_bytes(),
        ];
        for document in &documents {
            assert!(is_ours(Cursor::new(document)));
        }
        assert!(!is_ours(Cursor::new(b"PK\x03\x04")));
        assert!(!is_ours(Cursor::new(b"# mine")));
        let mut saved = zip::ZipWriter::new(Cursor::new(Vec::new()));
        saved.start_file("docProps/core.xml", zip::write::SimpleFileOptions::default()).unwrap();
        let properties = unzip(&documents[0])["docProps/core.xml"].replace("2000-01-01", "2026-11-25");
        std::io::Write::write_all(&mut saved, properties.as_bytes()).unwrap();
        assert!(!is_ours(saved.finish().unwrap()));
    });
}

#[test]
fn numbers_are_numbers_in_excel() {
    let workspace = workspace(&[("01.pmt", &project("项目类别: 经常性项目", "项目总目标"))]);
    let book = printed(&workspace, false, |printed| unzip(&printed.xlsx().unwrap()));
    let sheet = &book["xl/worksheets/sheet2.xml"];
    assert!(sheet.contains("<v>12345600</v>"), "{sheet}");
    assert!(sheet.contains("paperSize=\"9\"") && sheet.contains("fitToHeight=\"0\""));
    assert!(book["xl/workbook.xml"].contains("name=\"01-河道整治\""));
}

#[test]
fn a_project_without_a_narrative_is_its_form() {
    let text = "项目 \"甲\" { 年度资金申请总额: 1元 }\n";
    let workspace = workspace(&[("01.pmt", text)]);
    printed(&workspace, false, |printed| {
        assert!(printed.project(0).unwrap().narrative.is_empty());
        let book = unzip(&printed.xlsx().unwrap());
        assert!(!book.contains_key("xl/worksheets/sheet2.xml"), "no sheet for texts");
        let document = unzip(&printed.docx().unwrap())["word/document.xml"].clone();
        assert!(!document.contains("pageBreakBefore"), "the first page is not blank");
    });
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

/// The cells of a document that Word saved as text, those of its forms, rows and forms not told apart.
fn saved_cells(text: &str) -> Vec<String> {
    let mut cells: Vec<String> = Vec::new();
    let mut in_form = false;
    for line in text.lines() {
        if let Some(cell) = line.strip_prefix('\t') {
            in_form = true;
            cells.push(cell.to_owned());
        } else if line.is_empty() || line.starts_with("项目经费") {
            in_form &= line.is_empty();
        } else if in_form && line.starts_with('（') {
            let label = cells.last_mut().unwrap();
            label.push_str(line);
        } else {
            in_form = false;
        }
    }
    cells.iter().map(|cell| cell.trim().replace(' ', "").replace(">=", "≥")).collect()
}

#[test]
fn the_form_of_2022_has_the_published_cells_in_their_order() {
    let Some(path) = published("seed/declaration-2022.txt") else { return };
    let text = std::fs::read_to_string(path).unwrap();
    let imported = pmt_office::import(&text, "declaration-2022.txt").unwrap();
    let files: Vec<(&str, &str)> =
        imported.files.iter().map(|file| (file.path.as_str(), file.text.as_str())).collect();
    let workspace = workspace(&files);
    let ours: Vec<String> = printed(&workspace, true, |printed| {
        let places = |project: pmt_office::print::Project| {
            let grid = project.form.grid();
            let texts = grid.iter().flatten().map(|place| place.text().replace(['\n', ' '], ""));
            texts.collect::<Vec<_>>()
        };
        printed.projects().flat_map(places).collect()
    });
    assert_eq!(ours, saved_cells(&text));
}

/// A document as Word saves it as text: paragraphs on lines, a cell of the form on a line after a tab.
fn saved(printed: &Printed<'_>) -> String {
    let mut text = String::new();
    for line in printed.cover() {
        text.push_str(&format!("{}\n", line.text));
    }
    for project in printed.projects() {
        for line in &project.narrative {
            text.push_str(&format!("{}\n", line.text));
        }
        text.push('\n');
        for row in project.form.grid() {
            for place in row {
                text.push_str(&format!("\t{}\n", place.text()));
            }
            text.push('\n');
        }
    }
    text
}

/// The projects of the first declaration as compiled.
fn compiled(workspace: &Workspace) -> Vec<String> {
    let compilation =
        pmt_core::compile::compile(workspace, &Settings::default(), pmt_core::compile::Mode::Draft);
    compilation.declarations[0].declaration.projects.iter().map(|project| format!("{project:#?}")).collect()
}

/// Imports a text, prints what it says, imports that again.
fn there_and_back(text: &str) {
    let read = |text: &str| {
        let imported = pmt_office::import(text, "申报表").unwrap();
        let files: Vec<(&str, &str)> =
            imported.files.iter().map(|file| (file.path.as_str(), file.text.as_str())).collect();
        assert!(imported.unplaced.is_empty(), "{:#?}", imported.unplaced);
        workspace(&files)
    };
    let first = read(text);
    let again = read(&printed(&first, true, saved));
    assert_eq!(compiled(&first), compiled(&again));
}

#[test]
fn what_was_imported_and_printed_reads_the_same() {
    for name in ["word-2022", "word-2023"] {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("tests/fixtures/{name}.txt"));
        there_and_back(&std::fs::read_to_string(path).unwrap());
    }
    for name in ["seed/declaration-2022.txt", "cases/pdf-text-2026.txt"] {
        if let Some(path) = published(name) {
            there_and_back(&std::fs::read_to_string(path).unwrap());
        }
    }
}

#[test]
fn an_example_printed_and_imported_prints_the_same() {
    for name in ["songjiang-2022", "songjiang-2022-revised"] {
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
        let files: Vec<(&str, &str)> =
            files.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect();
        let text = printed(&workspace(&files), true, saved);
        let imported = pmt_office::import(&text, name).unwrap();
        assert!(imported.unplaced.is_empty(), "{:#?}", imported.unplaced);
        let files: Vec<(&str, &str)> =
            imported.files.iter().map(|file| (file.path.as_str(), file.text.as_str())).collect();
        assert_eq!(printed(&workspace(&files), true, saved), text, "{name}");
    }
}
