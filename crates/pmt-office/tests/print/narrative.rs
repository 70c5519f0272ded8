//! The narrative, and projects without one.

use super::*;

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
