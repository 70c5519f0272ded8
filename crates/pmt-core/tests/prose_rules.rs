//! The rules that read prose, on texts that say it rightly, wrongly, and so that nobody can tell. Each case is a
//! project's body; what it leaves out is completed as in the rules' examples.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::arithmetic_side_effects,
    clippy::string_slice,
    clippy::missing_panics_doc
)]

use pmt_core::config::Settings;
use pmt_core::rules::example;
use pmt_core::workspace::{SourceFile, Workspace};

/// The findings in a project: code and words.
fn found(body: &str) -> Vec<String> {
    let settings = Settings { region: Some(example::REGION.to_owned()), ..Settings::default() };
    let text = example::complete(&format!("申报 2022 {{\n}}\n\n项目 \"培训\" {{\n{body}\n}}\n"));
    let workspace =
        Workspace::new(vec![SourceFile { path: "申报.pmt".to_owned(), text: text.as_str().into() }]);
    let (findings, _) = workspace.check(&settings);
    findings.iter().map(|one| format!("{} {}", one.rule.code, one.site.span.text(&text))).collect()
}

/// What the rules of this file say; others have their own tests.
const OURS: [&str; 16] = [
    "FND06", "FND07", "FND08", "FND09", "FND10", "FND12", "FND13", "FND14", "FND20", "FND22", "STR08",
    "NAR04", "NAR06", "XRF06", "XRF07", "VAL12",
];

fn ours(body: &str) -> Vec<String> {
    found(body).into_iter().filter(|one| OURS.contains(&&one[..5])).collect()
}

fn silent(cases: &[&str]) {
    for case in cases {
        let found = ours(case);
        assert!(found.is_empty(), "{case}\n{found:?}");
    }
}

fn says(body: &str, expected: &[&str]) {
    assert_eq!(ours(body), expected, "{body}");
}

#[test]
fn the_years_amount_in_prose_is_the_forms() {
    let overview = |words: &str| format!("项目概述: \"{words}\"\n年度资金申请总额: 102万元");
    says(&overview("实施内容为培训，经测算，预算资金120万元。"), &["FND06 120万元"]);
    says(&overview("2022年度预算安排120万元。"), &["FND06 120万元"]);
    says(&overview("全年预算102元。"), &["FND06 102元"]);
    says(
        "实施周期: 2022-01-01 至 2023-12-31\n项目概述: \"2022年度预算安排120万元。\"\n项目资金总额: 500万元\n年度资金申请总额: 102万元",
        &["FND06 120万元"],
    );
    for right in [
        "经测算，预算资金102万元。",
        "全年预算1,020,000.00元。",
        "2022年预算较2021年的98万元增加4万元，为102万元。",
        "上年预算120万元，今年预算102万元。",
        "本年度培训经费20万元、会务经费82万元。",
        "年度预算资金102万元，其中2022年上半年预算20万元，2022年下半年预算82万元。",
        "2022年度申请财政资金100万元，自筹2万元。",
        "原预算120万元压减后，2022年预算安排为110万元。",
        "2022年预算110万元，结转后为102万元。",
        "设备购置，2022年预算20万元；维护，2022年预算82万元。",
        "每场活动预算120万元以内。",
        "项目总投资500万元，批复概算480万元。",
        "本中心2022年部门预算5000万元。",
        "服务群众120万人次。",
    ] {
        silent(&[&overview(right)]);
    }
    let estimate = |words: &str| {
        format!("年度预算安排 {{ 资金测算 \"\"\"\n{words}\n\"\"\" }}\n年度资金申请总额: 29万元")
    };
    silent(&[
        &estimate("书记培训脱产进行，加上授课费等，预算为14万元。训练营集中食宿，按标准测算为15万元。"),
        &estimate("书记培训\n预算14万元\n训练营\n预算15万元"),
        "实施周期: 2022-01-01 至 2023-12-31\n项目概述: \"经测算，预算资金500万元。\"\n项目资金总额: 500万元\n年度资金申请总额: 102万元",
        "实施周期: 2022-01-01 至 2023-12-31\n项目概述: \"项目总投资500万元，2022年安排102万元，2023年安排398万元。\"\n项目资金总额: 500万元\n年度资金申请总额: 102万元",
    ]);
}

/// A project of 102万元 whose 资金测算 says something.
fn estimate(words: &str) -> String {
    format!("年度预算安排 {{ 资金测算: \"{words}\" }}\n年度资金申请总额: 102万元")
}

#[test]
fn parts_add_up_to_the_total_beside_them() {
    says(&estimate("2022年预算102万元，其中阵地建设56万元，群团工作48万元。"), &["FND07 102万元"]);
    says(
        &estimate("2022年预算102万元，分为两部分：其中阵地建设56万元，群团工作40万元。"),
        &["FND07 102万元"],
    );
    says(&estimate("阵地建设56万元，群团工作46万元，合计112万元。"), &["FND07 112万元"]);
    says(&estimate("2022年预算102万元，其中阵地建设56万元，群团工作40万元。"), &["FND20 102万元"]);
    says(&estimate("2022年预算112万元，其中阵地建设56万元，群团工作46万元。"), &["FND06 112万元"]);
    for right in [
        "2022年预算102万元，其中阵地建设56万元，群团工作46万元。",
        "2022年预算102万元，其中阵地建设56万元，群团工作40万元，其余用于调研。",
        "2022年预算102万元，其中阵地建设56万元，群团工作等40万元。",
        "2022年预算102万元，其中设备56万元（服务器40万元、终端16万元），维护46万元。",
        "2022年预算102万元，其中设备采购56万元，包括服务器30万元、终端26万元，维护46万元。",
        "2022年预算102万元，其中阵地建设56万元。",
        "2022年预算102万元，其中财政资金102万元，用于设备采购60万元、维护42万元。",
        "2022年预算102万元，其中上级转移支付100万元，设备采购60万元，维护42万元。",
        "2022年预算102万元，其中设备56万元，维护46万元，租金10万元由街道承担。",
        "培训费30人×400元，场地费6万元，讲课费2万元，合计9.2万元。",
        "设备20万元，维护30万元，小计50万元，培训52万元，总计102万元。",
        "阵地建设56.04万元，群团工作45.96万元，合计102万元。",
    ] {
        silent(&[&estimate(right)]);
    }
}

/// Parts with no total beside them are compared with the form where they are certainly all of them.
#[test]
fn parts_without_a_total_come_to_the_forms() {
    says(
        &estimate("根据往年惯例，第一部分预算为56万元，第二部分48万元。"),
        &["FND07 56万元，第二部分48万元"],
    );
    says(&estimate("由两部分组成：阵地建设56万元，群团工作48万元。"), &["FND07 56万元，群团工作48万元"]);
    for right in [
        "根据往年惯例，第一部分预算为56万元，第二部分46万元。",
        "第一部分预算为56万元，第二部分40万元，第三部分待定。",
        "第一部分预算为56万元，第二部分40万元，其余用于调研。",
        "第二部分预算为56万元，第三部分40万元。",
        "阵地建设56万元，群团工作40万元。",
        "第一部分56万元，由街道承担，第二部分102万元。",
        "由两部分组成：2021年56万元，2022年102万元。",
        "由两部分组成：财政资金56万元，自筹48万元。",
        "十二项内容：阵地建设56万元，群团工作40万元。",
    ] {
        silent(&[&estimate(right)]);
    }
    let several_years = "实施周期: 2022-01-01 至 2023-12-31\n项目资金总额: 300万元\n";
    silent(&[&format!("{several_years}{}", estimate("第一部分预算为56万元，第二部分48万元。"))]);
}

/// The money of a form in 万元 is said in 万元, sums and differences too.
#[test]
fn sums_are_read_in_the_unit_of_the_form() {
    let settings = Settings { region: Some(example::REGION.to_owned()), ..Settings::default() };
    let body = estimate("2022年预算102万元，其中阵地建设560000元，群团工作48万元。");
    let text = example::complete(&format!("申报 2022 {{\n}}\n\n项目 \"培训\" {{\n{body}\n}}\n"));
    let files = vec![SourceFile { path: "申报.pmt".to_owned(), text: text.as_str().into() }];
    let (findings, _) = Workspace::new(files).check(&settings);
    let sums = findings.iter().find(|one| one.rule.code == "FND07").unwrap();
    assert!(
        sums.message.zh.starts_with("各部分合计 104万元，这里的合计 102万元，相差 2万元"),
        "{}",
        sums.message.zh
    );
}

#[test]
fn parts_of_a_count_are_not_more_than_the_whole() {
    let plan = |words: &str| format!("实施方案: \"{words}\"");
    says(&plan("全年举办活动10场，其中党课6场，讲座5场。"), &["FND14 10场"]);
    says(&plan("全年举办活动10场，其中党课、讲座两类，党课6场，讲座3场。"), &["FND14 10场"]);
    silent(&[&plan("全年举办活动10场，其中党课6场，讲座3场。")]);
    silent(&[
        &plan("全年举办活动10场，其中党课4场，讲座5场。"),
        &plan("培训干部100人，其中女干部60人，党员80人。"),
        &plan("全年举办活动10场，其中党课6场，每场2次，讲座5次。"),
        &plan("印制资料10种，其中手册6种，折页等5种。"),
    ]);
}

#[test]
fn the_years_budget_has_an_amount() {
    says("年度预算安排: \"根据实际情况购买物资。\"", &["FND08 根据实际情况购买物资。"]);
    says("年度预算安排: \"2021年已安排2万元。\"", &["FND08 2021年已安排2万元。"]);
    says(
        "实施周期: 2022-01-01 至 2023-12-31\n年度预算安排: \"项目总投资500万元。\"",
        &["FND08 项目总投资500万元。"],
    );
    silent(&[
        "年度预算安排: \"购买物资2万元。\"",
        "年度预算安排: \"购买物资两万元。\"",
        "年度预算安排: \"参照往年规模安排2万元。\"",
        "年度预算安排: \"按上年标准安排2万元。\"",
        "年度预算安排: \"预算贰万元。\"",
        "年度预算安排: \"预算${年度资金申请总额}。\"",
        "年度预算安排: \"购买物资，金额详见附表。\"",
        "年度预算安排: \"项目总投资2万元。\"",
        "实施方案 { 任务 \"购买\": 2万元 }\n年度预算安排: \"根据实际情况购买物资。\"",
        "年度预算安排 { 资金类型: \"财政拨款\"; 执行计划 { 第一季度: 1万元; 第二季度: 1万元 } }",
    ]);
}

#[test]
fn an_amount_is_certain() {
    says("项目概述: \"经测算，预算资金约2万元。\"", &["FND09 约2万元"]);
    says("项目概述: \"经测算，预算资金2万元左右。\"", &["FND09 2万元左右"]);
    says("项目概述: \"项目预算2万，其中教材1万，讲课费1万。\"", &["FND09 2万", "FND09 1万", "FND09 1万"]);
    silent(&[
        "项目概述: \"经测算，预算资金2万元，节约1万元。\"",
        "项目概述: \"预算单位服务人口102万，资金2万元。\"",
        "项目概述: \"每人约350元，2021年约3万元。\"",
        "项目概述: \"签约金额2万元，最近20万人次受益。\"",
        "项目概述: \"按合约2万元以内支付。\"",
        "项目概述: \"阅读量102万，播放102万次。\"",
    ]);
}

#[test]
fn a_form_writes_its_amounts_in_one_way() {
    says("项目资金总额: 320000元\n年度资金申请总额: 320000.00元", &["FND10 320000.00元"]);
    silent(&[
        "项目资金总额: 320000.00元\n年度资金申请总额: 320000.00元",
        "项目资金总额: 320000.50元 { 财政资金: 320000元; 其他资金: 0.50元 }\n年度资金申请总额: 320000.50元",
        "项目资金总额: 32万元\n年度资金申请总额: 320000.00元",
        "项目资金总额: 320000元 { 其他资金: 0.00元 }\n年度资金申请总额: 320000元",
    ]);
}

#[test]
fn money_that_is_all_fiscal_leaves_nothing_else() {
    let with = |words: &str, other: &str| {
        format!(
            "年度预算安排 {{ 资金测算: \"2022年预算102万元。\"; 资金类型: \"{words}\" }}\n项目资金总额: 102万元 {{ 其他资金: {other} }}\n年度资金申请总额: 102万元"
        )
    };
    says(&with("项目所需资金均为财政拨款。", "2万元"), &["FND12 项目所需资金均为财政拨款"]);
    silent(&[
        &with("项目所需资金均为财政拨款。", "0元"),
        &with("除自筹资金外均为财政拨款。", "2万元"),
        &with("设备资金均为财政拨款，其余自筹。", "2万元"),
        &with("资金来源为财政拨款。", "2万元"),
    ]);
}

#[test]
fn cost_indicators_stay_within_the_budget() {
    let with = |costs: &str| {
        format!(
            "实施方案 {{ 任务 \"甲\": 60万元; 任务 \"乙\": 42万元 }}\n年度资金申请总额: 102万元\n绩效指标 {{ 产出指标 {{ 数量指标 {{ 参训人数 >= 30 人 }}; 成本指标 {{ {costs} }} }}; 效益指标 {{ 社会效益指标 {{ 学以致用率 >= 80% }} }}; 满意度指标 {{ 服务对象满意度指标 {{ 学员满意度 >= 90% }} }} }}"
        )
    };
    says(&with("总成本 <= 120万元"), &["FND13 <= 120万元"]);
    says(&with("甲成本 <= 70万元 { 对应: \"甲\" }; 乙成本 <= 42万元 { 对应: \"乙\" }"), &["FND13 <= 70万元"]);
    silent(&[
        &with("总成本 <= 102万元; 甲成本 <= 60万元"),
        &with("甲成本 <= 60万元 { 对应: \"甲\" }; 乙成本 <= 42万元 { 对应: \"乙\" }"),
        &with("人均成本 <= 120万元/人"),
        &with("节约成本 >= 120万元"),
    ]);
}

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
fn an_amount_for_people_and_days_has_a_price() {
    let with = |words: &str| format!("年度预算安排 {{ 资金测算: \"{words}\" }}\n年度资金申请总额: 15万元");
    says(&with("培训5天，人数50人，安排15万元。"), &["XRF07 15万元"]);
    silent(&[
        &with("培训5天，人数50人，每人每天600元，安排15万元。"),
        &with("培训15万元，培训5天，人数50人。"),
        &with("甲班30人、乙班20人，培训5天，安排15万元。"),
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
fn prose_that_means_something_else_is_let_be() {
    let overview = |words: &str| format!("项目概述: \"{words}\"\n年度资金申请总额: 102万元");
    for words in [
        "全区年度财政预算102亿元，本项目安排102万元。",
        "本年度设备采购预算60万元，年度维护预算42万元。",
        "2022年市级补助资金60万元，区级安排42万元。",
        "年度预算执行率达到95%，资金节约2万元。",
        "投资1.2亿元的场馆，2022年运行经费预算102万元。",
        "2021年预算98万元，2022年预算102万元，2023年预算110万元。",
        "限额以上企业102家，营业收入120万元以上。",
        "奖励资金每户2万元，年度预算102万元。",
        "合同总价306万元，三年支付，本年度安排预算102万元。",
        "经测算，设备预算资金60万元，维护预算资金42万元。",
        "项目申报预算120万元，经评审核定预算102万元。",
        "年初预算申请120万元。",
        "本项目预算资金由区财政安排，共涉及5个街道，每个街道20.4万元。",
        "为102家单位开展102次服务，经费按次结算。",
        "资助标准为全年预算500万元以下的机构。",
    ] {
        silent(&[&overview(words)]);
    }
    for words in [
        "2022年预算102万元，其中人员经费56万元，其余为公用经费。",
        "2022年预算102万元，较上年增加12万元，增长13%。",
        "2022年预算102万元，其中一季度25万元，二季度25万元，三、四季度各26万元。",
        "2022年预算102万元，分四批支付：首批30万元，中期40万元，尾款32万元。",
        "第一部分：会务费20万元，含场租12万元、餐费8万元；第二部分：印刷费82万元。",
        "阵地建设56万元、群团工作46万元，两项合计102万元，较上年减少3万元。",
        "会场租赁2天×5000元=1万元，讲课费20课时×1000元=2万元，合计3万元。",
        "设备20台，每台2万元，计40万元；耗材62万元；合计102万元。",
        "1.场地费12万元；2.材料费90万元。以上共计102万元。",
    ] {
        silent(&[&estimate(words)]);
    }
}

/// The findings of one rule in a project of a declaration with these settings.
fn of_rule(code: &str, standards: &str, body: &str) -> Vec<String> {
    let settings = Settings::parse(&format!("edition = \"{}\"\n{standards}", example::REGION)).unwrap();
    let text = example::complete(&format!("申报 2022 {{\n}}\n\n项目 \"培训\" {{\n{body}\n}}\n"));
    let workspace =
        Workspace::new(vec![SourceFile { path: "申报.pmt".to_owned(), text: text.as_str().into() }]);
    let (findings, _) = workspace.check(&settings);
    let ours = findings.iter().filter(|one| one.rule.code == code);
    ours.map(|one| one.site.span.text(&text).to_owned()).collect()
}

fn silent_on(code: &str, cases: &[&str]) {
    for case in cases {
        assert_eq!(of_rule(code, "", case), Vec::<String>::new(), "{code}: {case}");
    }
}

#[test]
fn what_is_worth_lost_or_brought_about_may_be_approximate() {
    silent_on(
        "FND09",
        &[
            "项目概述: \"仪器原值约5200万元，由三个单位共用。\"",
            "项目概述: \"2021年首届比赛有3000人报名，带动消费约1.1亿元。\"",
            "项目概述: \"2021年客运量412万人次；票款约390万元，营运支出约1940万元。\"",
        ],
    );
    assert_eq!(of_rule("FND09", "", "项目概述: \"2022年安排约29万元。\""), ["约29万元"]);
    assert_eq!(
        of_rule("FND09", "", "项目概述: \"2021年办了两期，2022年再办三期，预算约29万元。\""),
        ["约29万元"]
    );
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

const STANDARDS: &str = r#"
[[standards]]
for = ["培训", "训练营"]
price = "450元/人天"
source = "某市培训费管理办法"
[[standards]]
for = ["伙食"]
price = "100元/人·天"
"#;

#[test]
fn a_unit_may_cost_what_the_standard_allows() {
    let above = |body: &str| of_rule("XRF08", STANDARDS, body);
    let task = |words: &str| format!("实施方案 {{ {words} }}");
    for (body, expected) in [
        // The whole of a task by its name, each line by its own.
        (
            task("任务 \"办班培训\": 15万元 { 测算 { 食宿: 50人 × 5天 × 400元; 场租: 5万元 } }"),
            &["\"办班培训\""][..],
        ),
        (task("任务 \"办班培训\": 10万元 { 测算 { 食宿: 50人 × 5天 × 400元 } }"), &[]),
        (task("任务 \"见学\": 1.2万元 { 测算 { 伙食费: 100人天 × 120元/人天 } }"), &["伙食费"]),
        (task("任务 \"见学\": 1万元 { 测算 { 伙食费: 100人天 × 100元/人天 } }"), &[]),
        // Another unit, or nothing that a standard is for.
        (task("任务 \"办班培训\": 6万元 { 测算 { 教材: 100人 × 600元 } }"), &[]),
        (task("任务 \"见学\": 6万元 { 测算 { 食宿: 100人 × 1天 × 600元 } }"), &[]),
        ("绩效指标 { 产出指标 { 成本指标 { 人均培训成本 <= 500元/人天 } } }".to_owned(), &["<= 500元/人天"]),
        (
            "年度预算安排 { 资金测算: \"训练营60人，集中7天，预算30万元。\" }\n年度资金申请总额: 30万元"
                .to_owned(),
            &["30万元"],
        ),
        (
            "年度预算安排 { 资金测算: \"训练营60人，集中7天，预算15万元。\" }\n年度资金申请总额: 15万元"
                .to_owned(),
            &[],
        ),
        ("年度预算安排 { 资金测算: \"培训按600元/人天测算，共2万元。\" }".to_owned(), &["600元"]),
    ] {
        assert_eq!(above(&body), expected, "{body}");
    }
    let estimate =
        "年度预算安排 { 资金测算: \"训练营60人，集中7天，预算30万元。\" }\n年度资金申请总额: 30万元";
    assert_eq!(
        of_rule("XRF07", STANDARDS, estimate),
        Vec::<String>::new(),
        "said once, as above the standard"
    );
    assert_eq!(of_rule("XRF07", "", estimate), ["30万元"]);
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
fn a_product_gives_the_result_beside_it() {
    says(&estimate("补贴400件×800元=36万元。"), &["FND22 36万元"]);
    says(&estimate("通信费68台×12月×500元＝48.8万元。"), &["FND22 48.8万元"]);
    says(&estimate("人员经费210人×12.5万元/人·年=2652万元。"), &["FND22 2652万元"]);
    says(&estimate("参保资助32.6万人×640元=20846万元。"), &["FND22 20846万元"]);
    says(&estimate("教材费30册*50.5元=1,551元。"), &["FND22 1,551元"]);
    says(&estimate("灯器150套，每套1.4万元，计200万元。"), &["FND22 200万元"]);
    says(&estimate("厂修7艘次，平均每艘次35万元，共254万元。"), &["FND22 254万元"]);
    says(&estimate("火箭弹450枚×1800元=81万；保险费1万元。"), &["FND09 81万"]);
    says(&estimate("租费19万元（60套×12月×250元）。"), &["FND22 19万元"]);
    says(&estimate("年度预算112万元，按1600人×700元测算。"), &["FND06 112万元"]);
    says(&estimate("年度预算102万元，按1600人×700元测算。"), &["FND22 102万元"]);
    says(&estimate("（补贴400件×800元=36万元）"), &["FND22 36万元"]);
    for right in [
        "补贴400件×800元=32万元。",
        "租费18万元（60套×12月×250元），物业26.6万元（3人×12个月，含物料）。",
        "年度预算102万元，按1600人×637.5元测算。",
        "年度预算102万元，按100人×12个月×500元和42万元测算。",
        "补贴36万元（含400件×800元）。",
        "补贴36万元（400件×800元，另加4万元）。",
        "租金12个月×3.33万元=40万元。",
        "人员经费210人×12.5万元/人·年=2625万元。",
        "补贴1,600人×12个月×900元=1728万元。",
        "补贴400件×800元×50%=16万元。",
        "（20人+10人）×400元=1.2万元。",
        "授课费20人×400元+10人×200元=1万元。",
        "补贴400件×800元=32万元×50%=16万元。",
        "活动2次，每次30人×400元=2.4万元。",
        "培训3期，30人×400元=3.6万元。",
        "补贴约400件×800元=36万元。",
        "补贴400件左右×800元=36万元。",
        "钻孔48孔，进尺4800米，每米300元，计144万元。",
        "灯器150套，每套1.4万元，计210万元。",
        "厂修7艘，平均每艘35万元，共247万元。",
        "两类灯器150套、20套，每套1.4万元，计238万元。",
    ] {
        silent(&[&estimate(right)]);
    }
}

#[test]
fn parts_that_are_worked_out_add_up_too() {
    let listed = |words: &str| estimate(&format!("2022年安排102万元，其中：{words}"));
    says(&listed("遗嘱补贴800件×500元=40万元；法律咨询60点×12月×1000元=72万元。"), &["FND07 102万元"]);
    // One slip of arithmetic is one finding.
    says(&listed("遗嘱补贴800件×500元=50万元；法律咨询62万元。"), &["FND22 50万元"]);
    says(
        &estimate("2022年人员及装备经费共102万元，其中人员经费62万元，防护装备60万元。"),
        &["FND07 102万元"],
    );
    says(
        &estimate("燃油费80吨×5000元=40万元；厂修7艘，每艘8万元，共56万元；备件6万元。合计120万元。"),
        &["FND07 120万元"],
    );
    silent(&[
        &estimate("2022年预算102万元，其中上半年50万元，下半年52万元，用于人工费62万元、材料费40万元。"),
        &estimate("2022年预算102万元，较上年预算增加4万元左右。"),
        // Where the list of one part ends, and the next part begins, is not said.
        &estimate("2022年预算102万元，设备购置62万元，其中进口设备32万元、国产设备30万元，安装费40万元。"),
        &estimate("2022年预算102万元：设备购置62万元，其中进口设备32万元、国产设备30万元；安装费40万元。"),
        &estimate("2022年预算102万元。设备购置62万元，其中进口设备32万元，国产设备30万元，安装费40万元。"),
        &estimate("设备购置62万元，其中进口设备32万元，国产设备30万元，安装费40万元，合计102万元。"),
        &listed("遗嘱补贴800件×500元=40万元；法律咨询62点×10000元=62万元。"),
        &estimate("燃油费80吨×5000元=40万元；厂修7艘，每艘8万元，共56万元；备件6万元。合计102万元。"),
        &estimate("阵地建设20万元，宣传10万元。群团工作40万元，调研32万元。合计102万元。"),
        &estimate("阵地建设20万元，宣传10万元。\n群团工作40万元，调研32万元。合计72万元。"),
    ]);
}

/// What one rule says of a project.
fn by(code: &str, body: &str) -> Vec<String> {
    found(body).into_iter().filter(|one| one.starts_with(code)).collect()
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
