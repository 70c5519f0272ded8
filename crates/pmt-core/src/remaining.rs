//! The remaining amount: a total less what is already declared of it.
//!
//! What is being written does not count: an amount at the spot in question is left out on either side.

use pmt_syntax::Span;

use crate::amount::{Amount, sum};
use crate::edition::Key;
use crate::model::Project;

/// An amount of which a remainder is asked, by where it stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Of<'a> {
    /// A task's amount: of the annual total.
    Task,
    /// A cost line: of its task's amount.
    CostLine(&'a str),
    /// A year under 分年度: of the total.
    Year,
    /// A part of 项目资金总额, or that itself: of the total, or from its parts.
    Total(Key),
    /// A part of 年度资金申请总额, or that itself.
    Annual(Key),
    /// A part of 年度预算安排: of the annual total.
    BudgetPart(Key),
}

/// What remains, in the unit its author uses; `None` where the total is not known, where more than it is declared, and
/// where the result is not exact. `here` is the offset at which it is asked.
pub fn remaining(project: &Project, of: Of<'_>, here: u32) -> Option<Amount> {
    let ours = |amount: &Amount| !at(amount.span, here);
    let written = |amount: Option<Amount>| amount.filter(|amount| ours(amount) && is_given(amount));
    let (total, annual) = (&project.total, &project.annual);
    let of_tasks = || whole_of(project.tasks().iter().filter_map(|task| task.amount));
    let given_total = total.amount.filter(ours);
    let given_year = annual.amount.filter(ours);
    // In a project of one year both are the same. Where one is half-written, nothing has been derived for it.
    let year = given_year.or_else(of_tasks).or(given_total.filter(|_| is_of_one_year(project)));
    let whole = given_total.or(year.filter(|_| is_of_one_year(project)));
    match of {
        Of::Task => {
            let others =
                project.tasks().iter().filter(|task| !task.span.contains(here) && task.span.end != here);
            rest(independent_year(project)?, others.filter_map(|task| task.amount))
        }
        Of::CostLine(name) => {
            let task = project.tasks().iter().find(|task| task.name.value == name)?;
            let lines = task.costing.iter().filter_map(|line| line.amount).filter(ours);
            rest(written(task.amount)?, lines)
        }
        Of::Year => {
            let total =
                written(total.amount).or_else(|| rest_of_parts(&[total.fiscal, total.other], here))?;
            rest(total, project.total.years.iter().filter_map(|year| year.amount).filter(ours))
        }
        Of::Total(Key::FiscalFunds) => rest(whole?, written(total.other)),
        Of::Total(Key::OtherFunds) => rest(whole?, written(total.fiscal)),
        Of::Total(_) => rest_of_parts(&[total.fiscal, total.other], here)
            .or_else(|| whole_of(total.years.iter().filter_map(|year| year.amount)))
            .or(year.filter(|_| is_of_one_year(project))),
        Of::Annual(key @ (Key::CurrentYearFunds | Key::CarriedOverFunds | Key::OtherFunds)) => {
            let parts = [
                (Key::CurrentYearFunds, annual.current),
                (Key::CarriedOverFunds, annual.carried_over),
                (Key::OtherFunds, annual.other),
            ];
            let others = parts.into_iter().filter(|(part, _)| *part != key);
            rest(year?, others.filter_map(|(_, amount)| written(amount)))
        }
        Of::Annual(_) => rest_of_parts(&[annual.current, annual.carried_over, annual.other], here)
            .or_else(of_tasks)
            .or(whole.filter(|_| is_of_one_year(project))),
        Of::BudgetPart(key) => {
            let plan = project.budget_plan.as_ref()?;
            let part = match key {
                Key::Estimate => plan.estimate.as_ref(),
                Key::FundType => plan.fund_type.as_ref(),
                _ => plan.schedule.as_ref(),
            };
            let lines = part.into_iter().flat_map(|part| &part.amounts).filter_map(|line| line.amount);
            rest(year?, lines.filter(ours))
        }
    }
}

fn is_of_one_year(project: &Project) -> bool {
    project.period_in_year.is_some() || project.period.is_some_and(|period| period.value.is_within_a_year())
}

/// The annual total, unless it is only the sum of the tasks.
fn independent_year(project: &Project) -> Option<Amount> {
    let annual = project.annual.amount?;
    let follows_from_tasks = !annual.is_written()
        && [project.annual.current, project.annual.carried_over, project.annual.other]
            .iter()
            .all(Option::is_none)
        && project.total.key_span.is_none();
    (!follows_from_tasks).then_some(annual)
}

/// Whether an amount stands in the text: nothing is exact whatever its digits.
fn is_given(amount: &Amount) -> bool {
    amount.is_written() || amount.yuan.is_zero()
}

/// Whether an offset touches a span.
const fn at(span: Span, offset: u32) -> bool {
    span.start <= offset && offset <= span.end
}

fn rest_of_parts(parts: &[Option<Amount>], here: u32) -> Option<Amount> {
    whole_of(parts.iter().flatten().filter(|amount| !at(amount.span, here) && is_given(amount)).copied())
}

/// The sum, in the unit of the first amount that is one.
fn whole_of(amounts: impl IntoIterator<Item = Amount>) -> Option<Amount> {
    let amounts: Vec<Amount> = amounts.into_iter().collect();
    let model = amounts.iter().find(|amount| !amount.yuan.is_zero())?;
    let yuan = sum(amounts.iter().map(|amount| amount.yuan))?;
    let scale = amounts
        .iter()
        .filter(|amount| amount.unit == model.unit)
        .filter_map(|amount| amount.written_scale)
        .max();
    Some(Amount { unit: model.unit, written_scale: scale, ..Amount::derived(yuan, model.span) })
}

/// A total less some amounts.
fn rest(total: Amount, declared: impl IntoIterator<Item = Amount>) -> Option<Amount> {
    let declared = sum(declared.into_iter().map(|amount| amount.yuan))?;
    let yuan = total.yuan.checked_sub(declared)?;
    (!yuan.is_sign_negative() || yuan.is_zero()).then_some(Amount { yuan, ..total })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::finding::FileId;
    use crate::workspace::{File, SourceFile};

    /// What remains at `▮` in a project.
    fn at_mark(marked: &str, of: Of<'_>) -> Option<String> {
        let marked = format!("项目 \"a\" {{\n  实施周期: 2022-01-01 至 2022-12-31\n  {marked}\n}}\n");
        let here = u32::try_from(marked.find('▮').unwrap()).unwrap();
        let text = marked.replace('▮', "").into();
        let file = File::new(FileId(0), SourceFile { path: "a.pmt".to_owned(), text });
        remaining(file.model.projects.first()?, of, here).map(|amount| amount.prose())
    }

    #[test]
    fn a_task_gets_what_the_others_leave_in_the_unit_of_the_total() {
        let tasks = "实施方案 { 任务 \"甲\": 56万元; 任务 \"乙\": ▮ }\n  年度资金申请总额: ";
        assert_eq!(at_mark(&format!("{tasks}102万元"), Of::Task).as_deref(), Some("46万元"));
        assert_eq!(at_mark(&format!("{tasks}1020000元"), Of::Task).as_deref(), Some("460000元"));
        assert_eq!(at_mark(&format!("{tasks}50万元"), Of::Task), None, "more is declared than there is");
        assert_eq!(at_mark(tasks, Of::Task), None, "nobody knows the total");
    }

    #[test]
    fn what_is_half_written_does_not_count() {
        let tasks = "实施方案 { 任务 \"甲\": 56万元; 任务 \"乙\": 4▮ }\n  年度资金申请总额: 102万元";
        assert_eq!(at_mark(tasks, Of::Task).as_deref(), Some("46万元"));
        let tasks = "实施方案 { 任务 \"甲\": 56万元; 任务 \"乙\": 40万元▮ }\n  年度资金申请总额: 102万元";
        assert_eq!(at_mark(tasks, Of::Task).as_deref(), Some("46万元"));
    }

    #[test]
    fn parts_and_totals_follow_from_each_other() {
        let total = |block: &str, key| at_mark(&format!("项目资金总额{block}"), Of::Total(key));
        let fiscal = total(": 102.00万元 { 财政资金: ▮; 其他资金: 2.00万元 }", Key::FiscalFunds);
        assert_eq!(fiscal.as_deref(), Some("100.00万元"));
        let whole = total(": ▮ { 财政资金: 100万元; 其他资金: 2万元 }", Key::TotalFunds);
        assert_eq!(whole.as_deref(), Some("102万元"));
        let years = "项目资金总额: 30万元 { 分年度 { 2022年: 10万元; 2023年: ▮ } }";
        assert_eq!(at_mark(years, Of::Year).as_deref(), Some("20万元"));
    }

    #[test]
    fn the_total_of_one_year_follows_from_the_tasks() {
        let text = "实施方案 { 任务 \"甲\": 56万元 }\n  项目资金总额 { 财政资金: ▮ }";
        assert_eq!(at_mark(text, Of::Total(Key::FiscalFunds)).as_deref(), Some("56万元"));
        let text = "实施方案 { 任务 \"甲\": 56万元 }\n  年度资金申请总额: ▮";
        assert_eq!(at_mark(text, Of::Annual(Key::AnnualFunds)).as_deref(), Some("56万元"));
    }

    #[test]
    fn a_cost_line_gets_the_rest_of_its_task() {
        let text = "实施方案 { 任务 \"甲\": 30万元 { 测算 { 劳务: 100人次 × 2000元; 场地: ▮ } } }";
        assert_eq!(at_mark(text, Of::CostLine("甲")).as_deref(), Some("10万元"));
    }
}
