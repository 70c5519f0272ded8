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
    let shown =
        ["SYN", "KEY", "REF", "AMT", "IDX", "STR01", "FND01", "FND02", "FND03", "FND04", "FND05", "FND18"];
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

#[test]
fn the_parts_of_a_one_year_total_are_those_of_the_year() {
    let funds = |text: &str| {
        let json = json(&project(text));
        (json["totalFunds"].clone(), json["annualFunds"].clone())
    };
    let of_annual = funds("年度资金申请总额: 10万元 { 其他资金: 2万元 }").0;
    assert_eq!(
        (&of_annual["fiscalFunds"], &of_annual["otherFunds"]),
        (&"80000.00".into(), &"20000.00".into())
    );
    let written = funds("项目资金总额: 10万元; 年度资金申请总额: 10万元 { 其他资金: 2万元 }").0;
    assert_eq!((&written["fiscalFunds"], &written["otherFunds"]), (&"80000.00".into(), &"20000.00".into()));
    let of_total = funds("项目资金总额: 10万元 { 其他资金: 2万元 }").1;
    assert_eq!(
        (&of_total["currentYearAppropriation"], &of_total["otherFunds"]),
        (&"80000.00".into(), &"20000.00".into())
    );
    let unknown = funds("年度资金申请总额: 10万元 { 上年结转资金: 1万元; 当年财政拨款: 5万元 }").0;
    assert_eq!((&unknown["fiscalFunds"], &unknown["otherFunds"]), (&"60000.00".into(), &"40000.00".into()));
}

#[test]
fn years_that_are_none_or_given_twice() {
    let years = |years: &str| {
        project(&format!(
            "实施周期: 2022-01-01 至 2023-12-31; 项目资金总额: 3万元 {{ 分年度 {{ {years} }} }}; 年度资金申请总额: 2万元"
        ))
    };
    says(&years("2022年: 2万元; 2022年: 1万元"), "KEY02");
    says(&years("2022年: 2万元; 2023年: 1万元; 往年: 0元"), "KEY04");
    says(&years("2022年: 2万元; 2024年: 1万元"), "FND18");
    says(&years("2022年: 1万元; 2023年度: 2万元"), "FND18");
    assert_eq!(codes(&years("2022年度: 2万元; 2023年: 1万元")), [""; 0]);
}

#[test]
fn a_part_of_the_budget_may_be_calculated() {
    let json = json(&project("年度预算安排 { 资金测算 { 讲课费: 2人×1万元/人 } }"));
    let part = &json["narrative"]["budgetPlan"]["estimate"]["amounts"][0];
    assert_eq!((&part["amount"], &part["formula"]), (&"20000.00".into(), &"2人 × 1万元/人".into()));
}

#[test]
fn a_year_before_the_first_edition_has_no_form() {
    assert_eq!(codes("申报 2019 { 版式: 上海 }\n\n项目 \"培训\" {\n}\n"), ["KEY06"]);
}

#[test]
fn a_library_has_levels_names_and_units_alone() {
    let library = |inner: &str| format!("{}\n指标库 \"培训\" {{ {inner} }}\n", project(""));
    for (inner, code) in [
        ("数量指标 { 人数: 3 人 }", "KEY04"),
        ("数量指标 { 人数 >= 3 人 }", "KEY04"),
        ("数量指标 { 人数: 人, 次 }", "KEY04"),
        ("数量指标 { 人数: 2022-01 }", "KEY04"),
        ("产量指标 { 人数: 人 }", "KEY01"),
        ("产出指标 { 社会效益指标 { 人数: 人 } }", "KEY01"),
    ] {
        says(&library(inner), code);
    }
    assert_eq!(codes(&library("数量指标 { 人数: 人 { 数据来源: \"签到表\" }; 比例: %; 次数 }")), [""; 0]);
    assert_eq!(
        codes(&library("产出指标 { 质量指标 { 合格率: % }; 成本指标 { 人均成本: \"元/人\" } }")),
        [""; 0]
    );
}

/// The only finding of the language: its code, what the first fix writes, and the advice.
fn offer(text: &str) -> (&'static str, Option<String>, String) {
    let (findings, _) = workspace(text).check(&settings());
    let mut language = findings.into_iter().filter(|one| one.rule.code.starts_with(['K', 'R']));
    let one = language.next().unwrap();
    assert!(language.next().is_none(), "{text}");
    let fix = one.fixes.first().and_then(|fix| Some(fix.edits.first()?.text.clone()));
    (one.rule.code, fix, one.advice.map(|advice| advice.zh).unwrap_or_default())
}

#[test]
fn a_name_in_the_wrong_dress_is_answered_with_the_right_one() {
    let (code, fix, _) = offer(&project("\"项目概述\": \"培训\""));
    assert_eq!((code, fix.as_deref()), ("KEY01", Some("项目概述")));
    let (code, fix, advice) = offer(&project("立项依据 { \"关于培训的通知\" }"));
    assert_eq!((code, fix.as_deref()), ("KEY01", Some("《关于培训的通知》")));
    assert!(advice.contains("文件依据"));
    let text =
        "申报 2022 { 版式: 上海; 项目数: 1 }\n\n项目 \"培训\" {\n  项目概述 \"\"\"共${项目数}个。\"\"\"\n}\n";
    let (code, fix, _) = offer(text);
    assert_eq!((code, fix.as_deref()), ("REF01", Some("${申报.项目数}")));
}

#[test]
fn a_level_under_another_name_is_read_with_a_hint() {
    let text = project("绩效指标 { 效果指标 { 环境效益 { 绿化覆盖率 >= 30% } } }");
    let (findings, _) = workspace(&text).check(&settings());
    let hints: Vec<_> = findings.iter().filter(|one| one.rule.code == "KEY05").collect();
    let fixes = hints.iter().map(|hint| hint.fixes[0].edits[0].text.as_str());
    assert_eq!(fixes.collect::<Vec<_>>(), ["效益指标", "生态效益指标"]);
    assert!(hints.iter().all(|hint| hint.severity == pmt_core::finding::Severity::Hint));
}
