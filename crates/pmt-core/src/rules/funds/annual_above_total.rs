//! FND04: a year does not ask for more than the whole project.

use super::equation::annual_against_total;
use crate::finding::Severity;
use crate::rules::{Check, Outcome, ProjectCx, Property, Report, Rule, Source};
use crate::text::Words;

/// The annual amount is above the total.
pub static FND04: Rule = Rule {
    code: "FND04",
    name: "annual-above-total",
    severity: Severity::Error,
    property: Some(Property::Compliance),
    source: Source::Form,
    summary: Words {
        zh: "年度资金申请总额大于项目资金总额",
        en: "the annual amount is above the project's total",
    },
    explanation: Words {
        zh: "年度资金是项目资金总额的一部分。一年期项目两者应相等，由 FND03 检查。",
        en: "A year's money is part of the project's total. For a project of one year FND03 says that both are equal.",
    },
    bad: "申报 2022 {\n}\n\n项目 \"培训\" {\n  实施周期: 2022-01-01 至 2023-12-31\n  项目资金总额: 100万元\n  年度资金申请总额: 102万元\n}\n",
    good: "申报 2022 {\n}\n\n项目 \"培训\" {\n  实施周期: 2022-01-01 至 2023-12-31\n  项目资金总额: 204万元\n  年度资金申请总额: 102万元\n}\n",
    check: Check::Project(check),
};

fn check(cx: &ProjectCx<'_>, report: &mut Report<'_>) -> Outcome {
    let project = cx.project;
    let one_year = cx.is_of_one_year();
    let (false, Some(total), Some(annual)) = (one_year, project.total.amount, project.annual.amount) else {
        return Outcome::NotApplicable;
    };
    let advice = ("核对两个总额，年度的不能大于项目的。", "The year's amount cannot be above the project's.");
    if annual.yuan > total.yuan
        && let Some(finding) = annual_against_total(cx, report, annual, total, advice)
    {
        report.push(finding);
    }
    Outcome::Ran
}
