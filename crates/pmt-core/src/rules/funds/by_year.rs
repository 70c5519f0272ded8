//! FND18: the years add up to the whole period's total.

use super::equation::{Side, difference};
use crate::amount::Amount;
use crate::edition::Key;
use crate::finding::Severity;
use crate::rules::{Check, Outcome, ProjectCx, Property, Report, Rule, Source};
use crate::text::Words;

/// 分年度 does not add up to 项目资金总额.
pub static FND18: Rule = Rule {
    code: "FND18",
    name: "year-sum-differs",
    severity: Severity::Error,
    property: Some(Property::Compliance),
    source: Source::Form,
    summary: Words {
        zh: "分年度金额之和不等于项目资金总额", en: "the years do not add up to the total"
    },
    explanation: Words {
        zh: "多年项目可以按年度分解总额，各年相加应等于项目资金总额。",
        en: "A project of several years may give its total by year; the years then add up to it.",
    },
    bad: "申报 2022 {\n}\n\n项目 \"培训\" {\n  实施周期: 2022-01-01 至 2023-12-31\n  项目资金总额: 204万元 { 分年度 { 2022年: 102万元; 2023年: 100万元 } }\n  年度资金申请总额: 102万元\n}\n",
    good: "申报 2022 {\n}\n\n项目 \"培训\" {\n  实施周期: 2022-01-01 至 2023-12-31\n  项目资金总额: 204万元 { 分年度 { 2022年: 102万元; 2023年: 102万元 } }\n  年度资金申请总额: 102万元\n}\n",
    check: Check::Project(check),
};

fn check(cx: &ProjectCx<'_>, report: &mut Report<'_>) -> Outcome {
    let funds = &cx.project.total;
    let years: Option<Vec<Amount>> = funds.years.iter().map(|year| year.amount).collect();
    let (Some(years), Some(total), false) = (years, funds.amount, funds.broken || funds.years.is_empty())
    else {
        return Outcome::NotApplicable;
    };
    let (label, by_year) = (cx.label(Key::TotalFunds), cx.label(Key::ByYear));
    let sum_zh = format!("{by_year}合计");
    let left = Side { zh: &sum_zh, en: "the sum of the years", amounts: &years };
    if let Some(message) = difference(left, Side { zh: label, en: label, amounts: &[total] }) {
        let site = cx.site(funds.years_span.unwrap_or(total.span));
        let finding = report
            .finding(site, message.zh, message.en)
            .advise("核对各年度的金额和总额。", "Check the years and the total.")
            .relate(cx.site(total.span), label, label);
        report.push(finding);
    }
    Outcome::Ran
}
