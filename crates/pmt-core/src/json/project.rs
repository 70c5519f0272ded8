//! A project: its narrative, funds and goals.

use schemars::JsonSchema;
use serde::Serialize;

use super::{Day, Indicator, Money};

/// 项目. Names inherited from the cover and amounts that follow from others are filled in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct Project {
    /// Its name.
    pub name: String,
    /// 项目代码
    pub code: Option<String>,
    /// 项目类别
    pub category: Option<String>,
    /// 项目性质
    pub nature: Option<String>,
    /// 项目属性
    pub attribute: Option<String>,
    /// 主管部门
    pub department: Option<String>,
    /// 实施单位
    pub unit: Option<String>,
    /// 单位代码
    pub unit_code: Option<String>,
    /// 实施周期: the planned first and last day.
    pub period: Option<Period>,
    /// 目标期间, else the project's period.
    pub goal_period: Option<Period>,
    /// The seven sections.
    pub narrative: Narrative,
    /// 项目资金总额
    pub total_funds: TotalFunds,
    /// 年度资金申请总额
    pub annual_funds: AnnualFunds,
    /// The whole period's goal.
    pub whole_goal: Option<String>,
    /// The year's goal.
    pub annual_goal: Option<String>,
    /// The third-level indicators in the form's order, in one flat list.
    pub indicators: Vec<Indicator>,
}

/// A span of days; an open end is null.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Period {
    /// The first day.
    pub start: Option<Day>,
    /// The last day.
    pub end: Option<Day>,
}

/// The narrative's sections; a section that is not given is null. References in the texts are expanded.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct Narrative {
    /// 一、项目概述
    pub overview: Option<String>,
    /// 二、立项依据
    pub basis: Option<Basis>,
    /// 三、实施主体
    pub bodies: Option<Bodies>,
    /// 四、实施方案
    pub plan: Option<Plan>,
    /// 五、实施周期, in words
    pub period: Option<String>,
    /// 六、年度预算安排
    pub budget_plan: Option<BudgetPlan>,
    /// 七、绩效目标; where it is not given, the template's fixed text, which refers to the form
    pub goals: Option<String>,
}

/// 立项依据.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct Basis {
    /// The section in words.
    pub text: Option<String>,
    /// 文件依据 in words.
    pub documents_text: Option<String>,
    /// The documents listed.
    pub documents: Vec<Document>,
    /// 工作职能
    pub duties: Option<String>,
}

/// A document that is a basis.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
#[schemars(rename = "BasisDocument")]
pub struct Document {
    /// Its title, without 《》.
    pub title: String,
    /// 文号
    pub number: Option<String>,
    /// 依据内容
    pub content: Option<String>,
    /// 有效期
    pub validity: Option<Period>,
}

/// 实施主体.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Bodies {
    /// The section in words.
    pub text: Option<String>,
    /// The bodies listed.
    pub bodies: Vec<Body>,
}

/// A body and its duties.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Body {
    /// Its name.
    pub name: String,
    /// Its duties.
    pub duties: Option<String>,
}

/// 实施方案.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Plan {
    /// The section in words.
    pub text: Option<String>,
    /// The tasks.
    pub tasks: Vec<Task>,
}

/// 任务.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Task {
    /// Its name.
    pub name: String,
    /// This year's amount, as written, else the sum of its cost lines.
    pub amount: Option<Money>,
    /// 总额: the whole period's amount.
    pub total: Option<Money>,
    /// Its description.
    pub text: Option<String>,
    /// 时间, as spans of days.
    pub times: Vec<Period>,
    /// 责任: names of bodies.
    pub owners: Vec<String>,
    /// 测算: its cost lines.
    pub costing: Vec<CostLine>,
    /// 备注
    pub remark: Option<String>,
}

/// A line of 测算, or a part of 年度预算安排.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct CostLine {
    /// What it pays for.
    pub name: String,
    /// Its amount, calculated.
    pub amount: Option<Money>,
    /// The calculation in its canonical spelling; null for a plain amount.
    pub formula: Option<String>,
}

/// 年度预算安排.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct BudgetPlan {
    /// The section in words.
    pub text: Option<String>,
    /// 资金测算
    pub estimate: Option<BudgetPart>,
    /// 资金类型
    pub fund_type: Option<BudgetPart>,
    /// 执行计划
    pub schedule: Option<BudgetPart>,
}

/// A part of 年度预算安排.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct BudgetPart {
    /// In words.
    pub text: Option<String>,
    /// Its parts with amounts.
    pub amounts: Vec<CostLine>,
}

/// A name with an amount.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct NamedAmount {
    /// The name.
    pub name: String,
    /// The amount.
    pub amount: Option<Money>,
}

/// 项目资金总额: the whole period's money.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct TotalFunds {
    /// The total.
    pub amount: Option<Money>,
    /// 财政资金
    pub fiscal_funds: Option<Money>,
    /// 其他资金
    pub other_funds: Option<Money>,
    /// 分年度
    pub by_year: Vec<NamedAmount>,
}

/// 年度资金申请总额: this year's money.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct AnnualFunds {
    /// The total.
    pub amount: Option<Money>,
    /// 当年财政拨款
    pub current_year_appropriation: Option<Money>,
    /// 上年结转资金
    pub carried_over: Option<Money>,
    /// 其他资金
    pub other_funds: Option<Money>,
}
