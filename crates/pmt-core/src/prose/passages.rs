//! The prose of a project, each text with where it stands in the form and what was found in it.

use std::borrow::Cow;
use std::sync::OnceLock;

use pmt_syntax::{Cooked, Span};

use super::{Reader, Scan};
use crate::model::{BudgetPlan, Project, Prose};

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

/// A text, scanned.
#[derive(Clone, Debug)]
pub struct Passage<'a> {
    /// Where it stands.
    pub section: Section,
    /// As written.
    pub prose: &'a Prose,
    /// References expanded, with the way back to the source.
    pub cooked: Cow<'a, Cooked>,
    /// What was found in it.
    pub scan: &'a Scan,
}

impl Passage<'_> {
    /// The text.
    pub fn text(&self) -> &str {
        self.cooked.text()
    }

    /// The words of a range of the text.
    pub fn words(&self, range: &std::ops::Range<usize>) -> &str {
        self.text().get(range.clone()).unwrap_or_default()
    }

    /// Where a range of the text stands in the source.
    pub fn span(&self, range: &std::ops::Range<usize>) -> Span {
        self.cooked.source_span(range.clone())
    }

    /// The source of the text without the blanks around it.
    pub fn whole(&self) -> Span {
        let text = self.text();
        let start = text.len().saturating_sub(text.trim_start().len());
        self.span(&(start..start.saturating_add(text.trim().len())))
    }
}

/// The texts of a project in the form's order.
pub(crate) fn sections(project: &Project) -> impl Iterator<Item = (Section, &Prose)> {
    let mut all: Vec<(Section, Option<&Prose>)> = vec![(Section::Overview, project.overview.as_ref())];
    if let Some(basis) = &project.basis {
        all.extend([(Section::Basis, basis.text.as_ref()), (Section::Basis, basis.documents_text.as_ref())]);
        all.extend(basis.documents.iter().map(|document| (Section::Basis, document.content.as_ref())));
        all.push((Section::Duties, basis.duties.as_ref()));
    }
    if let Some(bodies) = &project.bodies {
        all.push((Section::Bodies, bodies.text.as_ref()));
        all.extend(bodies.bodies.iter().map(|body| (Section::Bodies, body.duties.as_ref())));
    }
    all.push((Section::Plan, project.plan.as_ref().and_then(|plan| plan.text.as_ref())));
    for (index, task) in project.tasks().iter().enumerate() {
        all.extend([
            (Section::Task(index), task.text.as_ref()),
            (Section::Task(index), task.remark.as_ref()),
        ]);
    }
    all.push((Section::Period, project.period_note.as_ref()));
    if let Some(BudgetPlan { text, estimate, fund_type, schedule, .. }) = &project.budget_plan {
        all.push((Section::BudgetPlan, text.as_ref()));
        let parts =
            [(Section::Estimate, estimate), (Section::FundType, fund_type), (Section::Schedule, schedule)];
        all.extend(parts.map(|(section, part)| (section, part.as_ref().and_then(|part| part.text.as_ref()))));
    }
    all.extend([
        (Section::Goals, project.goals.as_ref()),
        (Section::WholeGoal, project.whole_goal.as_ref()),
        (Section::AnnualGoal, project.annual_goal.as_ref()),
    ]);
    let indicators = project.indicators.iter().enumerate();
    let notes = indicators.flat_map(|(index, indicator)| {
        indicator.notes.iter().map(move |note| (Section::IndicatorNote(index), note))
    });
    all.into_iter().filter_map(|(section, prose)| Some((section, prose?))).chain(notes)
}

/// The scans of a project's texts, each made when it is first asked for and kept.
#[derive(Clone, Debug, Default)]
pub struct Scans {
    by_start: OnceLock<Vec<(u32, OnceLock<Scan>)>>,
}

impl Scans {
    /// The scan of one text of the project.
    pub(crate) fn of(
        &self,
        project: &Project,
        prose: &Prose,
        text: &str,
        reader: &Reader<'_>,
    ) -> Option<&Scan> {
        let all = self.by_start.get_or_init(|| {
            let mut starts: Vec<u32> = sections(project).map(|(_, prose)| prose.span.start).collect();
            starts.sort_unstable();
            starts.dedup();
            starts.into_iter().map(|start| (start, OnceLock::new())).collect()
        });
        let index = all.binary_search_by_key(&prose.span.start, |(start, _)| *start).ok()?;
        all.get(index).map(|(_, scan)| scan.get_or_init(|| reader.scan(text)))
    }
}
