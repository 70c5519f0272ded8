//! Nothing that is written goes missing on its way to the JSON: what has no place there is said, once.
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, clippy::missing_panics_doc)]

use pmt_core::compile::{Mode, compile};
use pmt_core::config::Settings;
use pmt_core::rules::example::{self, complete};
use pmt_core::workspace::{SourceFile, Workspace};

fn settings() -> Settings {
    Settings::parse(&format!("edition = \"{}\"\n", example::REGION)).unwrap()
}

fn workspace(text: &str) -> Workspace {
    Workspace::new(vec![SourceFile { path: "申报.pmt".to_owned(), text: complete(text).into() }])
}

/// A project of 2022 with an item, otherwise whole.
fn project(item: &str) -> String {
    format!("申报 2022 {{ 版式: 上海 }}\n\n项目 \"培训\" {{\n  {item}\n}}\n")
}

/// A project with an indicator of timeliness besides.
fn indicator(item: &str) -> String {
    project(&format!("绩效指标 {{ 产出指标 {{ 时效指标 {{ {item} }} }} }}"))
}

fn codes(text: &str) -> Vec<&'static str> {
    let (findings, _) = workspace(text).check(&settings());
    let shown = ["SYN", "KEY", "REF", "AMT", "IDX", "STR01", "FND"];
    let codes = findings.iter().map(|finding| finding.rule.code);
    codes.filter(|code| shown.iter().any(|beginning| code.starts_with(beginning))).collect()
}

#[track_caller]
fn says(text: &str, code: &str) {
    assert_eq!(codes(text), [code], "{text}");
}

/// The JSON of the first project.
fn json(text: &str) -> serde_json::Value {
    let workspace = workspace(text);
    let document =
        compile(&workspace, &settings(), Mode::Draft).document().expect("no error of the language");
    let mut value = serde_json::to_value(document).unwrap();
    value["declarations"][0]["projects"][0].take()
}

#[test]
fn a_target_that_bounds_nothing() {
    for target in [
        "培训场次: 3 次 至 4 家",
        "培训场次 >= 3 次 至 4 次",
        "培训场次: 5 至 3 次",
        "培训场次: 5000 至 8万次",
        "培训场次: 3次 × 4次",
        "培训场次: 2022-06 至 2022-01",
        "培训场次 <= 2022-01 至 2022-06",
        "培训场次: 3 次, 4 次",
        "培训场次: \"按时\", \"按期\"",
        "培训场次 >= 5 次 { 总体: 5 次, 6 次 }",
        "培训场次 >= 5 次 { 总体: 6 次 至 5 次 }",
    ] {
        says(&indicator(target), "KEY04");
    }
}

#[test]
fn a_target_is_kept_as_written() {
    let target = |text: &str| {
        let text = indicator(text);
        assert_eq!(codes(&text), [""; 0], "{text}");
        json(&text)["indicators"][0].clone()
    };
    assert_eq!(target("覆盖率 >= 100％(％)")["unit"], "%");
    assert_eq!(target("覆盖率 >= 100%(%)")["printed"], "≥100%");
    assert_eq!(target("人次 >= 5 (万人次)")["unit"], "万人次");
    let people = target("人次: 3万 至 5万人次");
    assert_eq!(
        (&people["min"], &people["max"], &people["unit"]),
        (&"3".into(), &"5".into(), &"万人次".into())
    );
    let span = target("活动时间: 2022-01 至 2022-06");
    assert_eq!((&span["min"], &span["max"]), (&"2022-01-01".into(), &"2022-06-30".into()));
    assert_eq!((&span["comparator"], &span["value"]), (&"range".into(), &serde_json::Value::Null));
}

#[test]
fn what_stands_after_a_document_or_before_a_text() {
    for item in [
        "立项依据 { 《通知》: \"培训\" }",
        "立项依据 { 《通知》 \"\"\"正文\"\"\" }",
        "立项依据 { 文件依据 { 《通知》: \"培训\" } }",
        "项目概述: \"值\" \"\"\"文\"\"\"",
        "实施主体 { 组织科: \"值\" \"\"\"文\"\"\" }",
        "年度预算安排 { 资金类型: 财政资金, 其他资金 \"\"\"文\"\"\" }",
    ] {
        says(&project(item), "KEY04");
    }
}

#[test]
fn a_required_key_alone() {
    for key in [
        "项目类别",
        "主管部门",
        "实施单位",
        "实施周期",
        "年度资金申请总额: 2万元; 项目资金总额",
        "项目资金总额: 2万元; 年度资金申请总额",
        "项目总目标",
        "年度总目标",
        "绩效指标",
    ] {
        says(&project(key), "STR01");
    }
    says("申报 2022 { 版式: 上海; 主管部门 }\n\n项目 \"培训\" {\n}\n", "STR01");
}

#[test]
fn any_other_key_alone() {
    for key in ["预算单位数", "项目数", "预算资金", "绩效目标设置情况", "单位代码"] {
        says(&format!("申报 2022 {{ 版式: 上海; {key} }}\n\n项目 \"培训\" {{\n}}\n"), "KEY04");
    }
    for item in [
        "项目概述",
        "立项依据",
        "实施方案",
        "年度预算安排",
        "项目代码",
        "目标期间",
        "立项依据 { 工作职能 }",
        "立项依据 { 《通知》 { 文号 } }",
        "实施方案 { 任务 \"授课\": 2万元 { 时间 } }",
        "实施方案 { 任务 \"授课\": 2万元 { 责任 } }",
        "实施方案 { 任务 \"授课\": 2万元 { 总额 } }",
        "实施方案 { 任务 \"授课\": 2万元 { 测算 } }",
        "实施方案 { 任务 \"授课\" { 测算 { 讲课费 } } }",
        "项目资金总额: 2万元 { 财政资金 }",
        "项目资金总额: 2万元 { 分年度 }",
        "年度预算安排 { 执行计划 { 上半年 } }",
    ] {
        says(&project(item), "KEY04");
    }
    for key in ["性质", "权重", "对应", "总体", "备注"] {
        says(&indicator(&format!("培训场次 >= 5 次 {{ {key} }}")), "KEY04");
    }
}

#[test]
fn a_key_that_may_stand_alone() {
    for item in [
        "实施主体 { 组织科 }",
        "立项依据 { 《通知》 }",
        "年度资金申请总额: 2万元; 实施方案 { 任务 \"授课\" }",
        "绩效指标 { 产出指标 { 时效指标 { } } }",
    ] {
        assert_eq!(codes(&project(item)), [""; 0], "{item}");
    }
}

#[test]
fn a_half_typed_line_has_its_own_error_alone() {
    for (item, code) in [("项目类别:", "SYN06"), ("项目概述:", "SYN06"), ("项目代码 4", "SYN07")]
    {
        says(&project(item), code);
    }
}
