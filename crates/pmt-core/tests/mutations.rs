//! A declaration in which every identity holds, and what each change of it gives: exactly these findings, no others.

#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing)]

mod support;

use support::Fixture;

/// What is replaced (once, the first time it occurs), by what, and the rules that speak then.
const MUTATIONS: &[(&str, &str, &str)] = &[
    // The cover.
    ("预算资金: 165.00万元", "预算资金: 156.00万元", "FND05"),
    ("预算资金: 165.00万元", "预算资金: 165.00元", "FND05"),
    ("预算资金: 165.00万元", "预算资金: 1650050元", "FND05"),
    ("预算资金: 165.00万元", "预算资金: 165万元", ""),
    ("项目数: 4", "项目数: 3", "FND05"),
    ("项目数: 4", "项目数: 5", ""),
    ("申报 2022 {", "申报 2021 {", "KEY06 STR06 STR06 STR06 STR06"),
    (
        "  主管部门: \"中共上海市松江区区级机关工作委员会\"\n",
        "",
        "KEY03 KEY03 KEY03 KEY03 KEY03 KEY03 KEY03 KEY03",
    ),
    ("主管部门: \"中共上海市松江区区级机关工作委员会\"", "主管部门: \"\"", "STR01"),
    ("版式: 上海", "版式: 海上", "KEY06"),
    // The form's money.
    ("财政资金: 1020000元", "财政资金: 1200000元", "FND01"),
    ("财政资金: 1020000元", "财政资金: 102元", "FND01"),
    ("当年财政拨款: 1020000元", "当年财政拨款: 1000000元", "FND02"),
    ("当年财政拨款: 1020000元", "当年财政拨款: 1020000.00元", ""),
    ("年度资金申请总额: 20000.00元", "年度资金申请总额: 2万元", ""),
    ("年度资金申请总额: 20000.00元", "年度资金申请总额: 20000", "AMT01"),
    ("年度资金申请总额: 20000.00元", "年度资金申请总额: 20000.001元", "AMT02"),
    (
        "年度资金申请总额: 20000.00元 { 当年财政拨款: 20000元",
        "年度资金申请总额: 30000.00元 { 当年财政拨款: 30000元",
        "FND03 FND05",
    ),
    ("任务 \"群团工作\": 46万元", "任务 \"群团工作\": 64万元", "FND15"),
    ("任务 \"群团工作\": 46万元", "任务 \"群团工作\"", ""),
    ("第二部分: 12万元", "第二部分: 21万元", "FND19"),
    (
        "任务 \"年轻干部训练营\": 15万元 {",
        "任务 \"年轻干部训练营\": 15万元 { 测算 { 营费: 60人 × 2400元 };",
        "FND16",
    ),
    (
        "任务 \"年轻干部训练营\": 15万元 {",
        "任务 \"年轻干部训练营\": 15万元 { 测算 { 营费: 60人 × 2500元 };",
        "",
    ),
    // The form's fields.
    ("项目 \"业务培训\"", "项目 \"宣传与推广\"", "IDX01"),
    ("项目类别: 经常性项目", "项目类别: 经营性项目", "STR04"),
    ("项目类别: 经常性项目", "项目类别: 特定目标类", "KEY05"),
    ("2022-01-01 至 2022-12-31 \"\"\"", "2022-12-31 至 2022-01-01 \"\"\"", "STR07"),
    ("2022-01-01 至 2022-12-31 \"\"\"", "2021-01-01 至 2021-12-31 \"\"\"", "STR07 STR06"),
    ("目标期间: 2022年 至 2022年", "目标期间: 2021年 至 2022年", "STR07"),
    ("项目总目标: \"做实做强党建品牌\"", "项目总目标: \"\"", "STR01"),
    ("  项目总目标: \"做实做强党建品牌\"\n", "", "KEY03"),
    ("年度总目标", "年度总体目标", "KEY05"),
    // Indicators.
    ("质量指标 { 廉政建设: 符合 }", "社会效益指标 { 廉政建设: 符合 }", "IND05"),
    ("党组织特色活动 >= 30 家", "党组织特色活动 >= 30", "VAL07"),
    ("党组织特色活动 >= 30 家", "党组织特色活动 >= 合格", "VAL20"),
    ("党组织特色活动 >= 30 家", "党组织特色活动", "VAL01"),
    ("党组织特色活动 >= 30 家", "党组织特色活动 30 家", "SYN07"),
    ("廉政建设: 符合", "廉政建设: \"/\"", "VAL01"),
    ("廉政建设: 符合", "廉政建设: 不适用", ""),
    ("群众满意度 >= 95%", "群众满意度 >= 95% { 权重: 90 }", "IND11"),
    ("群众满意度 >= 95%", "群众满意度 >= 95% { 对应: \"群团工做\" }", "REF01"),
];

fn codes(text: &str) -> Vec<&'static str> {
    let fixture = Fixture::parse(text, |_| false);
    let (findings, _) = fixture.check(&fixture.workspace());
    let mut codes: Vec<_> = findings.iter().map(|finding| finding.rule.code).collect();
    codes.sort_unstable();
    codes
}

#[test]
fn each_change_gives_its_findings_and_no_others() {
    let whole = include_str!("fixtures/identities.pmt");
    assert!(codes(whole).is_empty());
    let mut wrong = Vec::new();
    for (from, to, expected) in MUTATIONS {
        assert!(whole.contains(from), "{from}");
        let mut expected: Vec<&str> = expected.split_whitespace().collect();
        expected.sort_unstable();
        let found = codes(&whole.replacen(from, to, 1));
        if found != expected {
            wrong.push(format!("{from} → {to}: {found:?}, not {expected:?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
