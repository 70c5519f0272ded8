//! FND03: a project of one year asks for all its money in that year.

use super::equation::annual_against_total;
use super::readings::{agree, annual_parts, total_parts};
use crate::finding::Severity;
use crate::rules::{Check, Outcome, ProjectCx, Property, Report, Rule, Source};
use crate::text::Words;

/// A project of one year whose total is not its annual amount.
pub static FND03: Rule = Rule {
    code: "FND03",
    name: "one-year-total-differs",
    severity: Severity::Error,
    property: Some(Property::Compliance),
    source: Source::Form,
    summary: Words {
        zh: "一年期项目的项目资金总额不等于年度资金申请总额",
        en: "a one-year project's total differs from its annual amount",
    },
    explanation: Words {
        zh: "起止日期在同一年的项目，全部资金都在当年申请，两个总额应相等。跨年项目不受此限。",
        en: "A project whose dates lie in one year asks for all its money in that year. A project of several years need not.",
    },
    bad: "申报 2022 {\n}\n\n项目 \"培训\" {\n  实施周期: 2022-01-01 至 2022-12-31\n  项目资金总额: 102万元\n  年度资金申请总额: 100万元\n}\n",
    good: "申报 2022 {\n}\n\n项目 \"培训\" {\n  实施周期: 2022-01-01 至 2023-12-31\n  项目资金总额: 102万元\n  年度资金申请总额: 100万元\n}\n",
    check: Check::Project(check),
};

fn check(cx: &ProjectCx<'_>, report: &mut Report<'_>) -> Outcome {
    let project = cx.project;
    let one_year = cx.is_of_one_year();
    let (true, Some(total), Some(annual)) = (one_year, project.total.amount, project.annual.amount) else {
        return Outcome::NotApplicable;
    };
    // One of the two contradicts its own parts, which agree with the other: FND01 or FND02 says so.
    let of_annual = agree(&annual_parts(project), &[total]);
    let of_total = agree(&total_parts(project), &[annual]);
    if of_annual || of_total {
        return Outcome::Ran;
    }
    let advice = (
        "一年期项目两个总额应相等；若是跨年项目，改正起止日期。",
        "In a one-year project both are equal; if it has several years, correct its dates.",
    );
    if let Some(finding) = annual_against_total(cx, report, annual, total, advice) {
        report.push(match cx.resolved.period {
            Some(period) => {
                finding.relate(cx.site(period.span), "起止日期在同一年", "the dates lie in one year")
            }
            None => finding,
        });
    }
    Outcome::Ran
}
