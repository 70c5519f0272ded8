//! 项目 and its parts.

use pmt_syntax::Span;

use super::{At, Content, EditionKey, Indicator, Presence, Prose, TimeValue, Times, Timespan};
use crate::amount::Amount;

/// A project.
#[derive(Clone, Debug)]
pub struct Project {
    /// The identity of what it says.
    pub content: Content,
    /// The whole item.
    pub span: Span,
    /// Its key and name.
    pub head: Span,
    /// Its name; empty if none is given.
    pub name: At<String>,
    /// 项目代码
    pub code: Option<At<String>>,
    /// 项目类别
    pub category: Option<At<String>>,
    /// 项目性质
    pub nature: Option<At<String>>,
    /// 项目属性
    pub attribute: Option<At<String>>,
    /// 主管部门
    pub department: Option<At<String>>,
    /// 实施单位
    pub unit: Option<At<String>>,
    /// 单位代码
    pub unit_code: Option<At<String>>,
    /// 实施周期: the form's two dates
    pub period: Option<At<Timespan>>,
    /// 实施周期 written without a year (`3月 至 12月`): that of the declaration
    pub period_in_year: Option<At<TimeValue>>,
    /// 实施周期: the narrative's section
    pub period_note: Option<Prose>,
    /// 目标期间
    pub goal_period: Option<At<Timespan>>,
    /// 项目概述
    pub overview: Option<Prose>,
    /// 立项依据
    pub basis: Option<Basis>,
    /// 实施主体
    pub bodies: Option<Bodies>,
    /// 实施方案
    pub plan: Option<Plan>,
    /// 年度预算安排
    pub budget_plan: Option<BudgetPlan>,
    /// 绩效目标, the narrative's seventh section
    pub goals: Option<Prose>,
    /// 项目资金总额
    pub total: TotalFunds,
    /// 年度资金申请总额
    pub annual: AnnualFunds,
    /// 项目总目标
    pub whole_goal: Option<Prose>,
    /// 年度总目标
    pub annual_goal: Option<Prose>,
    /// The third-level indicators in the form's order of writing.
    pub indicators: Vec<Indicator>,
    /// 绩效指标, its key.
    pub indicators_span: Option<Span>,
    /// Whether a syntax error stands anywhere among the indicators: then they are not counted.
    pub indicators_broken: bool,
    /// Whether braces do not pair among them: then nobody knows which stands under which.
    pub indicators_misnested: bool,
    /// Keys that not every edition spells so.
    pub edition_keys: Vec<EditionKey>,
    /// What is given.
    pub presence: Presence,
}

impl Project {
    /// The tasks of its plan.
    pub fn tasks(&self) -> &[Task] {
        self.plan.as_ref().map_or(&[], |plan| &plan.tasks)
    }

    /// Whether it has any section of a narrative that is its own: neither dates nor goals, which its form has too.
    pub const fn is_told(&self) -> bool {
        self.overview.is_some()
            || self.basis.is_some()
            || self.bodies.is_some()
            || self.plan.is_some()
            || self.budget_plan.is_some()
    }

    /// The bodies it declares.
    pub fn declared_bodies(&self) -> &[Body] {
        self.bodies.as_ref().map_or(&[], |bodies| &bodies.bodies)
    }
}

/// 立项依据.
#[derive(Clone, Debug, Default)]
pub struct Basis {
    /// Its key.
    pub key_span: Span,
    /// The section as prose.
    pub text: Option<Prose>,
    /// 文件依据 as prose.
    pub documents_text: Option<Prose>,
    /// The documents listed.
    pub documents: Vec<Document>,
    /// 工作职能
    pub duties: Option<Prose>,
}

/// One document.
#[derive(Clone, Debug)]
pub struct Document {
    /// Its title, without the outer 《》.
    pub title: At<String>,
    /// Whether it was written as a title.
    pub is_title: bool,
    /// 依据内容
    pub content: Option<Prose>,
    /// 文号
    pub number: Option<At<String>>,
    /// 有效期
    pub validity: Option<At<Timespan>>,
}

/// 实施主体.
#[derive(Clone, Debug, Default)]
pub struct Bodies {
    /// Its key.
    pub key_span: Span,
    /// The section as prose.
    pub text: Option<Prose>,
    /// The bodies listed.
    pub bodies: Vec<Body>,
    /// Whether a syntax error stands among them.
    pub broken: bool,
}

/// One body.
#[derive(Clone, Debug)]
pub struct Body {
    /// Its name.
    pub name: At<String>,
    /// Its duties.
    pub duties: Option<Prose>,
}

/// 实施方案.
#[derive(Clone, Debug, Default)]
pub struct Plan {
    /// Its key.
    pub key_span: Span,
    /// The section as prose.
    pub text: Option<Prose>,
    /// The tasks.
    pub tasks: Vec<Task>,
    /// Whether a syntax error stands among the tasks.
    pub broken: bool,
}

/// 任务.
#[derive(Clone, Debug)]
pub struct Task {
    /// The whole item.
    pub span: Span,
    /// Its name.
    pub name: At<String>,
    /// This year's amount: as written, else the sum of its cost lines.
    pub amount: Option<Amount>,
    /// 总额, over the whole period
    pub total: Option<Amount>,
    /// Its description.
    pub text: Option<Prose>,
    /// 时间
    pub times: Option<Times>,
    /// 责任
    pub owners: Vec<At<String>>,
    /// 测算
    pub costing: Vec<CostLine>,
    /// The key 测算.
    pub costing_span: Option<Span>,
    /// Whether an amount is written that cannot be read: its own or one of its cost lines'.
    pub unread: bool,
    /// Whether a syntax error stands in its block or its 测算.
    pub broken: bool,
    /// 备注
    pub remark: Option<Prose>,
}

/// One line of 测算, or a part of 年度预算安排.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CostLine {
    /// What it pays for.
    pub name: At<String>,
    /// Its amount; `None` where it cannot be worked out, which is a finding of its own.
    pub amount: Option<Amount>,
    /// The calculation in its canonical spelling.
    pub formula: Option<String>,
}

/// A name with an amount.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NamedAmount {
    /// The name.
    pub name: At<String>,
    /// The amount.
    pub amount: Option<Amount>,
}

/// 年度预算安排.
#[derive(Clone, Debug, Default)]
pub struct BudgetPlan {
    /// Its key.
    pub key_span: Span,
    /// The section as prose.
    pub text: Option<Prose>,
    /// 资金测算
    pub estimate: Option<BudgetPart>,
    /// 资金类型
    pub fund_type: Option<BudgetPart>,
    /// 执行计划
    pub schedule: Option<BudgetPart>,
}

impl BudgetPlan {
    /// The parts that are given.
    pub fn parts(&self) -> impl Iterator<Item = &BudgetPart> {
        [self.estimate.as_ref(), self.fund_type.as_ref(), self.schedule.as_ref()].into_iter().flatten()
    }
}

/// A part of 年度预算安排.
#[derive(Clone, Debug)]
pub struct BudgetPart {
    /// Its key.
    pub key_span: Span,
    /// As prose; short values are prose too.
    pub text: Option<Prose>,
    /// The parts with amounts.
    pub amounts: Vec<CostLine>,
    /// Whether a syntax error stands among them.
    pub broken: bool,
}

/// 项目资金总额 with its parts; what is left out is derived where it follows from the rest.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TotalFunds {
    /// Its key, if given.
    pub key_span: Option<Span>,
    /// The total.
    pub amount: Option<Amount>,
    /// 财政资金
    pub fiscal: Option<Amount>,
    /// 其他资金
    pub other: Option<Amount>,
    /// 分年度, by year
    pub years: Vec<NamedAmount>,
    /// The key 分年度.
    pub years_span: Option<Span>,
    /// Whether an amount is written that cannot be read, which is a finding of its own: what would only follow from
    /// that is not said.
    pub unread: bool,
    /// Whether a syntax error stands in its block.
    pub broken: bool,
}

/// 年度资金申请总额 with its parts, derived likewise.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AnnualFunds {
    /// Its key, if given.
    pub key_span: Option<Span>,
    /// The total.
    pub amount: Option<Amount>,
    /// 当年财政拨款
    pub current: Option<Amount>,
    /// 上年结转资金
    pub carried_over: Option<Amount>,
    /// 其他资金
    pub other: Option<Amount>,
    /// Whether an amount is written that cannot be read.
    pub unread: bool,
    /// Whether a syntax error stands in its block.
    pub broken: bool,
}
