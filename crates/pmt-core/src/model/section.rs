//! The texts of a project and where each stands in the form: the one list of them.

use super::{BudgetPlan, Project, Prose};

/// Where a text stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Section {
    /// 项目概述
    Overview,
    /// 立项依据, its documents and their content
    Basis,
    /// 工作职能
    Duties,
    /// 实施主体 and the bodies' duties
    Bodies,
    /// 实施方案
    Plan,
    /// A task, by its number
    Task(usize),
    /// 实施周期
    Period,
    /// 年度预算安排
    BudgetPlan,
    /// 资金测算
    Estimate,
    /// 资金类型
    FundType,
    /// 执行计划
    Schedule,
    /// 绩效目标, the narrative's seventh section
    Goals,
    /// 项目总目标
    WholeGoal,
    /// 年度总目标
    AnnualGoal,
    /// A note of an indicator, by its number
    IndicatorNote(usize),
}

impl Section {
    /// Whether it is 年度预算安排 or a part of it.
    pub const fn is_of_budget_plan(self) -> bool {
        matches!(self, Self::BudgetPlan | Self::Estimate | Self::FundType | Self::Schedule)
    }

    /// Whether it says what the project does: neither its basis nor an indicator's note.
    pub const fn is_narrative(self) -> bool {
        !matches!(self, Self::Basis | Self::Duties | Self::IndicatorNote(_))
    }
}

impl Project {
    /// Its texts in the form's order, each with where it stands.
    pub fn sections(&self) -> impl Iterator<Item = (Section, &Prose)> {
        let mut all: Vec<(Section, Option<&Prose>)> = vec![(Section::Overview, self.overview.as_ref())];
        if let Some(basis) = &self.basis {
            all.extend([
                (Section::Basis, basis.text.as_ref()),
                (Section::Basis, basis.documents_text.as_ref()),
            ]);
            all.extend(basis.documents.iter().map(|document| (Section::Basis, document.content.as_ref())));
            all.push((Section::Duties, basis.duties.as_ref()));
        }
        if let Some(bodies) = &self.bodies {
            all.push((Section::Bodies, bodies.text.as_ref()));
            all.extend(bodies.bodies.iter().map(|body| (Section::Bodies, body.duties.as_ref())));
        }
        all.push((Section::Plan, self.plan.as_ref().and_then(|plan| plan.text.as_ref())));
        for (index, task) in self.tasks().iter().enumerate() {
            all.extend([
                (Section::Task(index), task.text.as_ref()),
                (Section::Task(index), task.remark.as_ref()),
            ]);
        }
        all.push((Section::Period, self.period_note.as_ref()));
        if let Some(BudgetPlan { text, estimate, fund_type, schedule, .. }) = &self.budget_plan {
            all.push((Section::BudgetPlan, text.as_ref()));
            let parts = [
                (Section::Estimate, estimate),
                (Section::FundType, fund_type),
                (Section::Schedule, schedule),
            ];
            all.extend(
                parts.map(|(section, part)| (section, part.as_ref().and_then(|part| part.text.as_ref()))),
            );
        }
        all.extend([
            (Section::Goals, self.goals.as_ref()),
            (Section::WholeGoal, self.whole_goal.as_ref()),
            (Section::AnnualGoal, self.annual_goal.as_ref()),
        ]);
        let indicators = self.indicators.iter().enumerate();
        let notes = indicators.flat_map(|(index, indicator)| {
            indicator.notes.iter().map(move |note| (Section::IndicatorNote(index), note))
        });
        all.into_iter().filter_map(|(section, prose)| Some((section, prose?))).chain(notes)
    }

    /// All its prose in the form's order.
    pub fn prose(&self) -> impl Iterator<Item = &Prose> {
        self.sections().map(|(_, prose)| prose)
    }
}
