//! `pmt import`: a published document to files, nothing lost, nothing overwritten.

use encoding_rs::GB18030;
use expect_test::expect;
use serde_json::Value;

use crate::support::World;

/// A short document as text out of Word: a cell per line after a tab.
const DOCUMENT: &str = "\
某区某局
2022年财政支出项目绩效目标申报表

绩效目标设置情况
本部门1个预算单位编报绩效目标的项目1个，涉及项目预算资金29.00万元。

项目经费情况说明1

一、项目概述
全年举办党务培训。
二、立项依据
1.文件依据：《干部教育培训工作条例》。
三、实施主体
组织科
四、实施方案
分两期举办。
五、实施周期
从2022年1月至2022年12月。
六、年度预算安排
1.资金测算：预算29万元。
七、绩效目标
详见单位的项目绩效目标表

\t财政项目支出绩效目标填报表1

\t（2022 年度）

\t项目名称
\t党务培训
\t项目类别
\t经常性项目

\t主管部门
\t某区某局
\t实施单位
\t某区某局

\t计划开始日期
\t2022-01-01
\t计划完成日期
\t2022-12-31

\t项目资金
（元）
\t项目资金总额
\t290000
\t年度资金申请总额
\t290000

\t
\t其中：财政资金
\t290000
\t其中：当年财政拨款
\t290000

\t
\t其他资金
\t0
\t上年结转资金
\t0

\t
\t
\t
\t其他资金
\t0

\t项目总目标
（2022年- 2022年）
\t年度总目标

\t全年培训600人次。
\t全年培训600人次。

\t一级指标
\t二级指标
\t三级指标
\t年度指标值

\t产出指标
\t数量指标
\t参训人数
\t>=600人次

\t效益指标
\t社会效益指标
\t学员应用率
\t>=80%

\t满意度指标
\t服务对象满意度指标
\t学员满意度
\t>=95%
";

fn world() -> World {
    let world = World::new();
    world.file("公开.txt", DOCUMENT);
    world
}

#[test]
fn a_document_becomes_a_cover_and_a_file_per_project() {
    let world = world();
    let run = world.pmt(&["import", "公开.txt", "-o", "out"]);
    assert_eq!((run.code, run.stderr.as_str()), (0, ""));
    assert_eq!(world.list("out"), ["01-党务培训.pmt", "申报.pmt"]);
    expect![[r#"
        公开.txt：写了 2 个文件，在 out
          out/申报.pmt
          out/01-党务培训.pmt
        原文有 5 处说明：
          STR05 第 24 行：表名“财政项目支出绩效目标填报表”与第 2 行的文件标题“财政支出项目绩效目标申报表”不一致
          TXT02 第 69 行：“（2022年- 2022年）”中的空格不匀，已去掉
          VAL17 第 83 行：“>=600人次”用了“>=”，印出的表中应是“≥”
          VAL17 第 88 行：“>=80%”用了“>=”，印出的表中应是“≥”
          VAL17 第 93 行：“>=95%”用了“>=”，印出的表中应是“≥”
        原文的每一段、每一格都已归位。
    "#]].assert_eq(&run.stdout);
    let run = world.pmt(&["lint", "out"]);
    assert_eq!(run.code, 0, "{}", run.stdout);
    assert_eq!(world.pmt(&["fmt", "--check", "out"]).code, 0, "the files are formatted");
}

#[test]
fn the_summary_can_be_json() {
    let run = world().pmt(&["import", "公开.txt", "-o", "out", "--format", "json"]);
    assert_eq!((run.code, run.stderr.as_str()), (0, ""));
    let json: Value = serde_json::from_str(&run.stdout).unwrap();
    let document = &json["documents"][0];
    assert_eq!(document["source"], "公开.txt");
    assert_eq!(document["files"][0], "out/申报.pmt");
    let notes = document["notes"].as_array().unwrap();
    let title = notes.iter().find(|note| note["rule"] == "STR05").unwrap();
    assert_eq!(title["line"], 24);
    assert!(title["message"]["zh"].is_string() && title["message"]["en"].is_string());
    assert!(document["unplaced"].is_array());
}

#[test]
fn what_found_no_place_is_listed_and_kept() {
    let world = World::new();
    world.file(
        "公开.txt",
        DOCUMENT.replace("\n项目经费情况说明1", "\n一段谁也不认识的话。\n\n项目经费情况说明1"),
    );
    let run = world.pmt(&["import", "公开.txt", "-o", "out"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    let all = format!("{}{}", world.read("out/申报.pmt"), world.read("out/01-党务培训.pmt"));
    assert!(all.contains("一段谁也不认识的话。"), "{all}");
}

#[test]
fn existing_files_are_never_overwritten_unless_forced() {
    let world = world();
    world.file("out/01-党务培训.pmt", "mine");
    let run = world.pmt(&["import", "公开.txt", "-o", "out"]);
    assert_eq!((run.code, run.stdout.as_str()), (2, ""));
    expect![[r#"
        错误：out/01-党务培训.pmt：文件已经存在，没有覆盖
         = 换一个文件夹，或用 --force 覆盖；这次什么都没有写

    "#]]
    .assert_eq(&run.stderr);
    assert_eq!(world.list("out"), ["01-党务培训.pmt"], "nothing was written beside it");
    assert_eq!(world.read("out/01-党务培训.pmt"), "mine");
    assert_eq!(world.pmt(&["import", "公开.txt", "-o", "out", "--force"]).code, 0);
    assert!(world.read("out/01-党务培训.pmt").starts_with("项目"));
}

#[test]
fn what_an_earlier_import_left_is_named() {
    let world = world();
    world
        .file("out/04-旧项目.pmt", "项目 \"旧项目\" {}\n")
        .file("out/申报.pmt", "")
        .file("out/说明.md", "mine");
    let run = world.pmt(&["import", "公开.txt", "-o", "out", "--force"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    assert!(
        run.stdout.contains("文件夹里原有的 .pmt 文件仍在，不属于这次导入的要删去：\n  out/04-旧项目.pmt\n"),
        "{}",
        run.stdout
    );
    let run = world.pmt(&["import", "公开.txt", "-o", "out", "--force", "--format", "json"]);
    let json: Value = serde_json::from_str(&run.stdout).unwrap();
    assert_eq!(json["documents"][0]["others"], serde_json::json!(["out/04-旧项目.pmt"]));
}

#[test]
fn several_documents_get_a_folder_each() {
    let world = world();
    world.file("去年.txt", DOCUMENT.replace("2022", "2021"));
    let run = world.pmt(&["import", "公开.txt", "去年.txt", "-o", "out"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    assert_eq!(world.list("out"), ["公开", "去年"]);
    world.file("sub/去年.txt", DOCUMENT);
    let run = world.pmt(&["import", "去年.txt", "sub/去年.txt", "-o", "again"]);
    assert_eq!(run.code, 2);
    assert!(run.stderr.contains("去年.txt 和 sub/去年.txt 会写进同一个文件夹 again/去年"), "{}", run.stderr);
    assert!(!world.path("again").exists());
}

#[test]
fn a_gbk_document_is_decoded_with_a_note() {
    let world = World::new();
    world.file("公开.txt", GB18030.encode(DOCUMENT).0);
    let run = world.pmt(&["import", "公开.txt", "-o", "out"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    assert!(run.stdout.contains("GBK"), "{}", run.stdout);
    assert!(world.read("out/申报.pmt").contains("某区某局"), "the files are UTF-8");
}

#[test]
fn what_cannot_be_imported_is_said_and_the_others_are() {
    let world = world();
    world
        .file("表.docx", b"PK\x03\x04 [Content_Types].xml")
        .file("别的.txt", "今天天气很好。\n")
        .file("空.txt", "");
    let run = world.pmt(&["import", "表.docx", "别的.txt", "空.txt", "没有.txt", "公开.txt", "-o", "out"]);
    assert_eq!(run.code, 2);
    expect![[r#"
        错误：表.docx：文件已损坏或不完整（zip）：请在 Word、Excel 或 WPS 中打开后另存一份，再试

        错误：“别的.txt”中没有找到绩效目标表：找过表名（“财政项目支出绩效目标填报表”、“财政项目支出绩效目标申报表”、“项目支出绩效目标表”）和标签“项目名称”。请确认文本包含表格部分

        错误：“空.txt”是空的

        错误：没有.txt：没有这个文件或文件夹

    "#]].assert_eq(&run.stderr);
    assert_eq!(world.list("out"), ["公开"]);
}

#[test]
fn a_folder_that_cannot_be_made_is_said() {
    let world = world();
    world.file("out", "a file");
    let run = world.pmt(&["import", "公开.txt", "-o", "out"]);
    assert_eq!((run.code, run.stdout.as_str()), (2, ""));
    assert!(run.stderr.contains("out：建不了文件夹：这里已有一个文件"), "{}", run.stderr);
    assert_eq!(world.read("out"), "a file");
    assert_eq!(world.pmt(&["import", "公开.txt", "-o", "out/below"]).code, 2);
}
