//! IND04 and IND15: cost is measured. Two codes, since only where the form has cost as a level of its own and the
//! project buys or builds is its absence certainly an error.

use super::set::{can_tell, has_cost, home_of_costs};
use crate::edition::{COST_INDICATORS_FROM, Level1, buys_or_builds};
use crate::finding::Severity;
use crate::rules::{Check, Outcome, ProjectCx, Property, Report, Rule, Source};
use crate::text::Words;

/// No indicator of cost.
pub static IND04: Rule = Rule {
    code: "IND04",
    name: "missing-cost",
    severity: Severity::Warning,
    property: Some(Property::Completeness),
    source: Source::Document("财预〔2021〕101号 中央部门项目支出核心绩效目标和指标设置及取值指引（试行）"),
    summary: Words { zh: "没有成本指标", en: "no indicator of cost" },
    explanation: Words {
        zh: "2022年度起应有成本指标，说明总成本或单位成本不超过多少。表式有一级“成本指标”的写在那里，没有的写在“产出指标”之下。依据对中央部门是财预〔2021〕101号，对其他部门是审核经验。",
        en: "From fiscal year 2022 on there are indicators of cost: how much the whole or a unit of it may cost at most. They stand under the form's own level for them or, where it has none, under output. The source is 财预〔2021〕101号 for central departments, review practice for others.",
    },
    bad: "项目 \"培训\" {\n  绩效指标 {\n    产出指标 {\n      数量指标 { 参训人数 >= 30 人 }\n      质量指标 { 考核合格率 >= 90% }\n    }\n    效益指标 { 社会效益指标 { 学以致用率 >= 80% } }\n    满意度指标 { 服务对象满意度指标 { 学员满意度 >= 90% { 数据来源: \"结业问卷\" } } }\n  }\n}\n",
    good: "项目 \"培训\" {\n  绩效指标 {\n    产出指标 {\n      数量指标 { 参训人数 >= 30 人 }\n      质量指标 { 考核合格率 >= 90% }\n      成本指标 { 人均培训成本 <= 350元/人 }\n    }\n    效益指标 { 社会效益指标 { 学以致用率 >= 80% } }\n    满意度指标 { 服务对象满意度指标 { 学员满意度 >= 90% { 数据来源: \"结业问卷\" } } }\n  }\n}\n",
    check: Check::Project(check_any),
};

/// No indicator of cost where money buys or builds.
pub static IND15: Rule = Rule {
    code: "IND15",
    name: "missing-cost-of-purchase",
    severity: Severity::Error,
    property: Some(Property::Completeness),
    source: Source::Practice,
    summary: Words {
        zh: "购置、工程、修缮类项目没有成本指标",
        en: "a project that buys or builds has no indicator of cost",
    },
    explanation: Words {
        zh: "表式有一级“成本指标”时，购置、工程、修缮类项目必须有成本指标，如单价或总投资不超过多少。其他项目由 IND04 提示。",
        en: "Where the form has cost as a level 1, a project that buys or builds has an indicator of it, such as a price or a total at most. Of other projects IND04 speaks.",
    },
    bad: "申报 2026 { 主管部门: \"某局\"; 预算单位数: 1 }\n项目 \"办公设备购置\" {\n  实施周期: 2026-01-01 至 2026-12-31\n  绩效指标 {\n    产出指标 {\n      数量指标 { 购置计算机 >= 30 台 }\n      质量指标 { 验收合格率 = 100% }\n    }\n    效益指标 { 社会效益指标 { 设备使用率 >= 90% } }\n    满意度指标 { 服务对象满意度指标 { 使用人员满意度 >= 90% { 数据来源: \"年末问卷\" } } }\n  }\n}\n",
    good: "申报 2026 { 主管部门: \"某局\"; 预算单位数: 1 }\n项目 \"办公设备购置\" {\n  实施周期: 2026-01-01 至 2026-12-31\n  绩效指标 {\n    成本指标 { 经济成本指标 { 计算机单价 <= 5000元/台 } }\n    产出指标 {\n      数量指标 { 购置计算机 >= 30 台 }\n      质量指标 { 验收合格率 = 100% }\n    }\n    效益指标 { 社会效益指标 { 设备使用率 >= 90% } }\n    满意度指标 { 服务对象满意度指标 { 使用人员满意度 >= 90% { 数据来源: \"年末问卷\" } } }\n  }\n}\n",
    check: Check::Project(check_purchase),
};

fn check_any(cx: &ProjectCx<'_>, report: &mut Report<'_>) -> Outcome {
    check(cx, report, false)
}

fn check_purchase(cx: &ProjectCx<'_>, report: &mut Report<'_>) -> Outcome {
    check(cx, report, true)
}

fn check(cx: &ProjectCx<'_>, report: &mut Report<'_>, purchases: bool) -> Outcome {
    let certain = Level1::Cost.editions().requires(cx.edition()) && buys_or_builds(&cx.project.name.value);
    let asked_for = cx.year().is_some_and(|year| year >= COST_INDICATORS_FROM);
    if certain != purchases || !asked_for || !can_tell(cx) {
        return Outcome::NotApplicable;
    }
    if has_cost(cx) {
        return Outcome::Ran;
    }
    let (zh, en) = if certain {
        ("项目是购置、工程或修缮，没有成本指标", "the project buys or builds and has no indicator of cost")
    } else {
        ("没有成本指标", "no indicator of cost")
    };
    let home = home_of_costs(cx.edition());
    let finding = report.finding(cx.site(cx.project.indicators_span.unwrap_or(cx.project.head)), zh, en);
    report.push(finding.advise(
        format!("在{home}中写明总成本或单位成本的上限，如 人均成本 <= 350元/人。"),
        format!(
            "Give the most that the whole or a unit may cost under {home}, such as 人均成本 <= 350元/人."
        ),
    ));
    Outcome::Ran
}
