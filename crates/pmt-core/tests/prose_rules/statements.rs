//! Periods, goals, numbers of things and documents in prose.

use super::*;

#[test]
fn the_narratives_period_is_the_forms() {
    let with = |words: &str| format!("实施周期: 2022-01-01 至 2022-12-31 \"\"\"{words}\"\"\"");
    says(&with("2022年1月至11月。"), &["STR08 2022年1月至11月"]);
    says(&with("实施周期：2021年1月1日至2021年12月31日"), &["STR08 2021年1月1日至2021年12月31日"]);
    silent(&[
        &with("从2022年1月至2022年12月。"),
        &with("实施周期：2022年1月至12月"),
        &with("2022年全年"),
        &with("1-12月"),
        &with("2022年1月启动，2022年3月至6月实施。"),
        &with("合同签订之日起6个月，2022年3月至9月"),
        &with("第一阶段2022年1月至6月，第二阶段2022年7月至12月"),
    ]);
}

#[test]
fn what_is_planned_is_no_span() {
    let plan = |words: &str| format!("实施方案: \"{words}\"");
    says(&plan("安排两到三天，300-500人左右。"), &["NAR04 两到三天", "NAR04 300-500人左右"]);
    silent(&[
        &plan("9月至11月培训18-60岁干部。"),
        &plan("占地300-500平方米，合格率90%-95%。"),
        &plan("第3至5期，培训5天，约300人。"),
        &plan("12345热线、24小时值守。"),
    ]);
}

#[test]
fn a_goal_can_be_measured() {
    let goals = |whole: &str, year: &str| format!("项目总目标: \"{whole}\"\n年度总目标: \"{year}\"");
    says(&goals("打造队伍。", "提升三种能力，迎接党的二十大。"), &["NAR06 提升三种能力，迎接党的二十大。"]);
    silent(&[
        &goals("打造队伍。", "举办三场讲座。"),
        &goals("完成道路竣工验收。", "推进前期工作。"),
        &goals("打造队伍。", "3月启动。"),
        &goals("打造队伍。", "参训率达标。"),
    ]);
}

#[test]
fn a_schedule_stays_in_the_period() {
    let with = |words: &str| {
        format!(
            "实施周期: 2022-03-01 至 2022-10-31\n年度预算安排 {{ 资金测算: \"2022年预算2万元。\"; 执行计划: \"{words}\" }}"
        )
    };
    says(&with("培训在9-11月举办。"), &["XRF06 9-11月"]);
    says(&with("分别在3月、5月和8月举办4次。"), &["XRF06 4次"]);
    silent(&[
        &with("分别在3月、5月和8月举办3次。"),
        &with("在3月、5月和8月各举办2次。"),
        &with("10月底完成，11月支付尾款。"),
        &with("2022年全年推进。"),
        &with("2月筹备，3月开班。"),
        "实施周期: 2022-09-01 至 2023-06-30\n年度预算安排 { 资金测算: \"2022年预算2万元。\"; 执行计划: \"3月举办。\" }\n项目资金总额: 4万元\n年度资金申请总额: 2万元",
    ]);
}

#[test]
fn a_target_is_not_below_the_narratives_number() {
    let with = |words: &str, target: &str| {
        format!(
            "实施方案: \"{words}\"\n绩效指标 {{ 产出指标 {{ 数量指标 {{ {target} }} }}; 效益指标 {{ 社会效益指标 {{ 学以致用率 >= 80% }} }}; 满意度指标 {{ 服务对象满意度指标 {{ 学员满意度 >= 90% }} }} }}"
        )
    };
    let branches = "参与培训的党组织 >= 50 家";
    says(&with("对所属55家党组织的书记组织培训。", branches), &["VAL12 >= 50 家"]);
    silent(&[
        &with("对所属50家党组织的书记组织培训。", branches),
        &with("约55家党组织参加。", branches),
        &with("全系统55家党组织，今年培训50家。", branches),
        &with("去年培训55家党组织。", branches),
        &with("55家企业参加。", branches),
        &with("对55家党组织、60家党组织分两批培训。", branches),
        &with("55家党组织参加。", "未参训的党组织 <= 5 家"),
        &with("每批55家党组织。", branches),
    ]);
}

#[test]
fn what_serves_the_other_parts_or_belongs_to_one_needs_no_indicator() {
    let indicators = "绩效指标 { 产出指标 { 数量指标 { 更新路口 >= 5 个; 短视频制作条数 >= 9 条 } } }";
    let estimate = |words: &str| {
        format!("年度预算安排 {{ 资金测算: \"{words}\" }}\n年度资金申请总额: 100万元\n{indicators}")
    };
    let cases = [
        estimate("路口更新80万元，监理与检测20万元。"),
        estimate("路口更新96万元，资料归档4万元。"),
        estimate("路口更新40万元，短视频制作60万元，其中脚本征集30万元。"),
        estimate("路口更新60万元，短视频制作40万元，采用政府购买服务方式的为40万元。"),
        estimate("路口更新60万元，短视频制作40万元。单个路口造价构成：灯具6万元，线缆铺设6万元。"),
    ];
    silent_on("XRF01", &cases.each_ref().map(String::as_str));
    let found = of_rule("XRF01", "", &estimate("路口更新60万元，古籍修复40万元。"));
    assert_eq!(found, ["古籍修复40万元"]);
}

#[test]
fn a_part_that_the_goal_counts_is_spoken_of() {
    silent_on(
        "XRF01",
        &[
            "实施方案 { 任务 \"首批学员结业\": 1万元; 任务 \"第二批学员研修\": 1万元 }\n年度总目标: \"首批60名学员结业，第二批60名学员9月开班。\"\n绩效指标 { 产出指标 { 数量指标 { 首批结业学员 >= 60 人 } } }",
        ],
    );
}

#[test]
fn a_document_says_what_it_lays_down_in_many_ways() {
    let basis = |words: &str| format!("立项依据 {{ 文件依据: \"{words}\" }}");
    let cases = [
        basis("《某市培训办法》：对新任干部培训的经费给予保障。"),
        basis("《某市培训办法》（某教〔2021〕5号）：培训对象、学时和经费标准。"),
        basis("《某市培训通知》（某教〔2021〕5号），其中规定“经费由同级财政负担”。"),
        basis("《某市培训办法》；《某市培训通知》（某教〔2021〕5号）。上述文件均要求新任干部先训后任。"),
    ];
    silent_on("BAS05", &cases.each_ref().map(String::as_str));
    assert_eq!(of_rule("BAS05", "", &basis("《某市培训办法》（某教〔2021〕5号）。")), ["《某市培训办法》"]);
    assert_eq!(of_rule("BAS05", "", &basis("《某市培训办法》：略。")), ["《某市培训办法》"]);
}

#[test]
fn an_expired_plan_without_a_successor_may_be_cited_where_that_is_said() {
    silent_on(
        "BAS02",
        &[
            "立项依据 { 文件依据: \"《某区培训规划（2016—2020年）》的后续安排尚在编制，已部署的任务要求继续完成。\" }",
        ],
    );
    assert_eq!(
        of_rule("BAS02", "", "立项依据 { 文件依据: \"《某区培训规划（2016—2020年）》要求培训新任干部。\" }"),
        ["《某区培训规划（2016—2020年）》"]
    );
}

#[test]
fn a_span_that_is_summed_up_is_planned() {
    silent(&["实施方案: \"每期20至30人，全年10期，合计260人。\""]);
    says("实施方案: \"每期20至30人，全年10期。\"", &["NAR04 20至30人"]);
}

#[test]
fn neighbours_and_sister_bodies_are_no_slips() {
    let named = |unit: &str, words: &str| format!("主管部门: \"{unit}\"\n项目概述: \"{words}\"");
    let cases = [
        named("某市松江区新桥镇人民政府", "由某市松江区新浜镇人民政府协助。"),
        named("某市松江区民政局", "由某市松江区财政局拨付。"),
        "主管部门: \"某市徐汇区档案局\"\n实施单位: \"某市徐汇区档案馆\"".to_owned(),
        "主管部门: \"某市徐汇区水利局\"\n实施单位: \"某市徐汇区水文局\"".to_owned(),
    ];
    silent_on("TXT06", &cases.each_ref().map(String::as_str));
    let slip = "主管部门: \"某市教育培训管理委员会\"\n实施单位: \"某市教育培训管埋委员会\"";
    assert_eq!(of_rule("TXT06", "", slip), ["\"某市教育培训管埋委员会\""]);
}

#[test]
fn other_ways_of_saying_the_same_defect_are_found() {
    for (code, body, words) in [
        ("BAS01", "立项依据 { 文件依据: \"上级部门的统一部署。\" }", "统一部署"),
        ("BAS01", "立项依据 { 文件依据: \"根据工作实际和群众呼声。\" }", "工作实际"),
        (
            "NAR01",
            "年度预算安排 { 资金测算: \"根据历年经费使用情况，测算为2万元。\" }",
            "根据历年经费使用情况",
        ),
        ("NAR03", "实施方案: \"培训时间待文件下发后再行确定。\"", "再行确定"),
        ("IND13", "绩效指标 { 产出指标 { 质量指标 { 内部管理制度健全: 是 } } }", "内部管理制度健全"),
        ("VAL01", "绩效指标 { 产出指标 { 数量指标 { 参训人数: 待定 } } }", "待定"),
        ("VAL03", "绩效指标 { 效益指标 { 社会效益指标 { 学习氛围: 浓厚 } } }", "浓厚"),
        (
            "VAL12",
            "实施方案: \"培训社区科普员200人。\"\n绩效指标 { 产出指标 { 数量指标 { 培训社区科普员 >= 150 人 } } }",
            ">= 150 人",
        ),
        (
            "NAR06",
            "年度总目标: \"进一步加强队伍建设，推动工作再上新台阶。\"",
            "进一步加强队伍建设，推动工作再上新台阶。",
        ),
        (
            "STR08",
            "实施周期: 2022-01-01 至 2022-12-31 \"\"\"本项目自2021年1月起至2022年12月止。\"\"\"",
            "2021年1月起至2022年12月",
        ),
        (
            "FND12",
            "年度预算安排 { 资金类型: \"所需资金由区财政全额保障。\" }\n年度资金申请总额: 2万元 { 当年财政拨款: 1万元; 其他资金: 1万元 }",
            "财政全额保障",
        ),
    ] {
        let found = of_rule(code, "", body);
        assert!(found.len() == 1 && found[0].contains(words), "{code}: {body}\n{found:?}");
    }
    // What was counted before, or in all, is no number of this year's work.
    silent_on(
        "VAL12",
        &[
            "实施方案: \"已培训社区科普员200人。\"\n绩效指标 { 产出指标 { 数量指标 { 培训社区科普员 >= 150 人 } } }",
            "实施方案: \"上年培训社区科普员200人。\"\n绩效指标 { 产出指标 { 数量指标 { 培训社区科普员 >= 150 人 } } }",
        ],
    );
}

#[test]
fn a_basis_that_says_no_more_than_documents_names_none() {
    let basis = |words: &str| format!("立项依据: \"{words}\"");
    assert_eq!(by("BAS01", &basis("相关文件。")), ["BAS01 相关文件。"]);
    assert_eq!(by("BAS01", &basis("相关文件：某局2022年1月10日关于同意培训的批复。")), [""; 0]);
    for said in ["将补贴标准调整为每月900元", "确定了9个固定作业点", "第二章"] {
        let text = basis(&format!("《某市作业工作方案》（某府发〔2021〕22号）{said}。"));
        assert_eq!(by("BAS05", &text), [""; 0], "{said}");
    }
}

#[test]
fn sections_that_are_all_blank_are_still_to_be_written() {
    let blank = "项目概述 \"\"\"\n\"\"\"\n立项依据 \"\"\"\n\"\"\"";
    assert!(by("STR02", blank).len() >= 2, "{:?}", found(blank));
}

#[test]
fn a_target_is_of_what_its_name_says() {
    let quantity = |words: &str| format!("绩效指标 {{ 产出指标 {{ 数量指标 {{ {words} }} }} }}");
    assert_eq!(by("VAL08", &quantity("检查机构家数 = 56 人次")), ["VAL08 56 人次"]);
    assert_eq!(by("VAL08", &quantity("保洁面积 >= 120 万元")), ["VAL08 120 万元"]);
    assert_eq!(by("VAL08", &quantity("检查机构家数 = 56 家; 保洁面积 >= 120 万平方米")), [""; 0]);
    let cost = |words: &str| format!("绩效指标 {{ 产出指标 {{ 成本指标 {{ {words} }} }} }}");
    assert_eq!(by("VAL09", &cost("人均财政补助标准 >= 640元/人")), [""; 0]);
    assert_eq!(by("VAL09", &cost("人均培训成本 >= 640元/人")), ["VAL09 >= 640元/人"]);
    let time = |words: &str| format!("绩效指标 {{ 产出指标 {{ 时效指标 {{ {words} }} }} }}");
    assert_eq!(by("VAL09", &time("竣工验收时间 >= 2022-11-30")), ["VAL09 >= 2022-11-30"]);
    assert_eq!(by("VAL09", &time("竣工验收时间 <= 2022-11-30; 质保到期时间 >= 2022-11-30")), [""; 0]);
    let plan = "实施方案: \"全年养护河道52公里。\"\n";
    let below = format!("{plan}{}", quantity("养护河道长度 >= 25 公里"));
    assert_eq!(by("VAL12", &below), ["VAL12 >= 25 公里"]);
}
