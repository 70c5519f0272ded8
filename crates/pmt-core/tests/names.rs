//! Names: going to them, listing their uses, changing them. The cursor is `▮`.
#![allow(missing_docs)]
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    clippy::arithmetic_side_effects
)]

use pmt_core::finding::FileId;
use pmt_core::names::{at, occurrences, renamable, rename};
use pmt_core::workspace::{SourceFile, Workspace};

const PROJECT: &str = r#"项目 "甲" {
  主管部门: "某委"
  项目概述 """党建${任务."党建"}，其中${任务.党建.讲座}，共${年度资金申请总额}，场次${绩效指标.场次}。"""
  实施主体 """由办公室协助。""" { 组织科: "组织" }
  实施方案 {
    任务 "党建": 3万元 { 责任: 组织科, 办公室; 测算 { 讲座: 3次 × 10000元 } }
    任务 "群团": 1万元 { 责任: "组织科" }
  }
  年度资金申请总额: 4万元
  绩效指标 { 产出指标 { 数量指标 { 场次 >= 3 场 { 对应: 党建, 群团 } } } }
}
"#;

/// Renames in one file; the text then, or why not.
fn renamed(text: &str, new: &str) -> Result<String, String> {
    let offset = text.find('▮').unwrap();
    let text = text.replace('▮', "");
    let workspace =
        Workspace::new(vec![SourceFile { path: "甲.pmt".to_owned(), text: text.as_str().into() }]);
    let offset = u32::try_from(offset).unwrap();
    let renaming = rename(&workspace, FileId(0), offset, new).map_err(|refusal| refusal.0.zh)?;
    let mut after = text;
    for edit in renaming.get(&FileId(0)).into_iter().flatten().rev() {
        after.replace_range(edit.span.range(), &edit.text);
    }
    Ok(after)
}

fn with_cursor(before: &str, after: &str) -> String {
    PROJECT.replacen(&format!("{before}{after}"), &format!("{before}▮{after}"), 1)
}

#[test]
fn a_task_is_renamed_with_everything_that_refers_to_it() {
    let expected = PROJECT
        .replace("任务.\"党建\"", "任务.\"党 建\"")
        .replace("任务.党建.", "任务.\"党 建\".")
        .replace("任务 \"党建\"", "任务 \"党 建\"")
        .replace("对应: 党建", "对应: \"党 建\"");
    for cursor in [
        with_cursor("任务 \"党", "建\""),
        with_cursor("对应: ", "党建"),
        with_cursor("任务.", "党建.讲座"),
        with_cursor("任务.\"党建", "\"}"),
    ] {
        assert_eq!(renamed(&cursor, "党 建").unwrap(), expected, "quotes are added where needed: {cursor}");
    }
    let plain = renamed(&with_cursor("任务 \"党", "建\""), "党务").unwrap();
    assert!(plain.contains("${任务.\"党务\"}") && plain.contains("${任务.党务.讲座}"), "{plain}");
    assert!(plain.contains("对应: 党务, 群团"), "{plain}");
}

#[test]
fn bodies_indicators_and_cost_lines_are_renamed() {
    let body = renamed(&with_cursor("责任: \"组", "织科\""), "组织部").unwrap();
    assert!(body.contains("{ 组织部: \"组织\" }"), "{body}");
    assert!(body.contains("责任: 组织部, 办公室") && body.contains("责任: \"组织部\""), "{body}");
    let indicator = renamed(&with_cursor("绩效指标.", "场次}"), "讲座、活动场次").unwrap();
    assert!(indicator.contains("{ \"讲座、活动场次\" >= 3 场"), "{indicator}");
    assert!(indicator.contains("${绩效指标.\"讲座、活动场次\"}"), "{indicator}");
    let line = renamed(&with_cursor("测算 { 讲", "座"), "大讲堂").unwrap();
    assert!(line.contains("${任务.党建.大讲堂}") && line.contains("测算 { 大讲堂: 3次"), "{line}");
}

#[test]
fn a_word_of_the_form_is_quoted_as_a_name() {
    let body = renamed(&with_cursor("{ 组", "织科: "), "任务").unwrap();
    assert!(body.contains("{ \"任务\": \"组织\" }"), "{body}");
}

#[test]
fn what_cannot_be_renamed_is_refused_with_a_reason() {
    let refused = |cursor: String, new: &str| renamed(&cursor, new).unwrap_err();
    assert!(refused(with_cursor("  年度资金", "申请总额: "), "总额").contains("表上的名称"));
    assert!(refused(with_cursor("${年度", "资金申请总额}"), "总额").contains("表上的名称"));
    assert!(refused(with_cursor("责任: 组织科, 办", "公室"), "办公厅").contains("文字中提到"));
    assert!(refused(with_cursor("任务 \"党", "建\""), "群团").contains("已经有“群团”"));
    assert!(refused(with_cursor("任务 \"党", "建\""), "  ").contains("不能为空"));
    assert!(refused(with_cursor("任务 \"党", "建\""), "一\n二").contains("一行"));
    assert!(refused(with_cursor("3", "万元"), "x").contains("没有可以改名的名称"));
}

#[test]
fn of_two_tasks_that_share_a_name_references_mean_the_first() {
    let twice = PROJECT.replace("任务 \"群团\"", "任务 \"党建\"").replace("党建, 群团", "党建");
    let second = twice.rfind("任务 \"党建\"").unwrap() + "任务 \"".len();
    let mut cursor = twice.clone();
    cursor.insert(second, '▮');
    let after = renamed(&cursor, "群团").unwrap();
    assert!(after.contains("任务 \"群团\": 1万元") && after.contains("对应: 党建"), "{after}");
}

#[test]
fn a_name_may_become_what_a_reference_already_says() {
    let ahead = PROJECT.replace("对应: 党建, 群团", "对应: 党务, 群团");
    let cursor = ahead.replacen("任务 \"党", "任务 \"党▮", 1);
    assert!(renamed(&cursor, "党务").unwrap().contains("任务 \"党务\": 3万元"));
}

#[test]
fn broken_text_keeps_the_names_that_can_be_read() {
    let broken = PROJECT.replace("年度资金申请总额: 4万元\n", "年度资金申请总额: : 4万\n  ）））\n");
    let cursor = broken.replacen("任务 \"党", "任务 \"党▮", 1);
    assert!(renamed(&cursor, "党务").unwrap().contains("对应: 党务, 群团"));
}

#[test]
fn an_organisation_is_renamed_in_all_declarations_of_its_year() {
    let cover = |year| format!("申报 {year} {{ 主管部门: \"某委\" }}\n");
    let texts =
        [("2022/申报.pmt", cover(2022)), ("2022/甲.pmt", PROJECT.to_owned()), ("2021/申报.pmt", cover(2021))];
    let sources =
        texts.iter().map(|(path, text)| SourceFile { path: (*path).to_owned(), text: text.as_str().into() });
    let workspace = Workspace::new(sources.collect());
    let offset = u32::try_from(PROJECT.find("某委").unwrap()).unwrap();
    let renaming = rename(&workspace, FileId(1), offset, "某局").unwrap();
    assert_eq!(renaming.keys().copied().collect::<Vec<_>>(), [FileId(0), FileId(1)], "last year's stays");
}

#[test]
fn an_entry_of_a_library_is_renamed_with_the_indicators_that_have_its_name() {
    let cover = |year| format!("申报 {year} {{ 主管部门: \"某委\" }}\n");
    let library = "指标库 \"党务\" { 数量指标 { 场次: 场; 人数: 人 }; 质量指标 { 场次: % } }\n";
    let twice = PROJECT.replace("场次 >= 3 场 {", "场次 >= 3 场; 人数 >= 9 人 {");
    let texts = [
        ("指标库.pmt", library.to_owned()),
        ("2021/申报.pmt", cover(2021)),
        ("2021/甲.pmt", PROJECT.to_owned()),
        ("2022/申报.pmt", cover(2022)),
        ("2022/甲.pmt", PROJECT.to_owned()),
        ("2022/乙.pmt", twice.clone()),
        ("草稿/丙.pmt", PROJECT.replace("数量指标", "质量指标")),
        ("草稿/丁.pmt", PROJECT.to_owned()),
    ];
    let sources =
        texts.iter().map(|(path, text)| SourceFile { path: (*path).to_owned(), text: text.as_str().into() });
    let workspace = Workspace::new(sources.collect());
    let offset = u32::try_from(library.find("场次").unwrap()).unwrap();
    let renaming = rename(&workspace, FileId(0), offset, "活动场次").unwrap();
    let after = |file: u32| {
        let mut text = texts[file as usize].1.clone();
        for edit in renaming.get(&FileId(file)).into_iter().flatten().rev() {
            text.replace_range(edit.span.range(), &edit.text);
        }
        text
    };
    assert_eq!(after(0), library.replacen("场次", "活动场次", 1), "the other level's stays");
    assert_eq!(after(2), PROJECT, "last year's was handed in");
    let named = |text: &str| text.replace("指标.场次", "指标.活动场次").replace("场次 >=", "活动场次 >=");
    assert_eq!(after(4), named(PROJECT), "references, too");
    assert_eq!(after(5), named(&twice));
    assert_eq!(after(6), texts[6].1, "another level's is another indicator");
    assert_eq!(after(7), named(PROJECT), "a draft may become this year's");
    let taken = rename(&workspace, FileId(0), offset, "人数").unwrap_err().0.zh;
    assert!(taken.contains("人数"), "{taken}");
    let library = library.replace("人数: 人", "");
    let sources = [("指标库.pmt", library.as_str()), ("乙.pmt", twice.as_str())];
    let sources = sources.map(|(path, text)| SourceFile { path: path.to_owned(), text: text.into() });
    let workspace = Workspace::new(sources.to_vec());
    let taken = rename(&workspace, FileId(0), offset, "人数").unwrap_err().0.zh;
    assert!(taken.contains("项目“甲”里已经有“人数”"), "{taken}");
}

#[test]
fn every_name_is_where_it_says() {
    let file = Workspace::new(vec![SourceFile { path: "甲.pmt".to_owned(), text: PROJECT.into() }]);
    let file = file.file(FileId(0)).unwrap();
    let all = occurrences(&file.model);
    for one in &all {
        assert!(at(&all, one.span.start).is_some());
    }
    let start = u32::try_from(PROJECT.find("\"群团\"").unwrap()).unwrap();
    let (span, name) = renamable(file, start + 1).unwrap();
    assert_eq!((span.text(PROJECT), name.as_str()), ("群团", "群团"), "without the quotes");
}
