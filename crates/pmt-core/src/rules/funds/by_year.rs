//! FND18: the years add up to the whole period's total, lie in that period, and the fiscal year's is the annual amount.

use super::equation::{Side, difference};
use crate::amount::{Amount, compare};
use crate::edition::Key;
use crate::finding::Severity;
use crate::model::fiscal_year;
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
        zh: "分年度金额与项目资金总额、实施周期或年度资金申请总额对不上",
        en: "the years differ from the total, the dates or the annual amount",
    },
    explanation: Words {
        zh: "多年项目可以按年度分解总额，各年相加应等于项目资金总额，年度都在实施周期之内，申报年度的金额就是年度资金申请总额（上年结转的资金可以不算在内）。",
        en: "A project of several years may give its total by year; the years then add up to it, lie within its dates, and the fiscal year's is the annual amount, with or without what is carried over.",
    },
    bad: "申报 2022 {\n}\n\n项目 \"培训\" {\n  实施周期: 2022-01-01 至 2023-12-31\n  项目资金总额: 204万元 { 分年度 { 2022年: 102万元; 2023年: 100万元 } }\n  年度资金申请总额: 102万元\n}\n",
    good: "申报 2022 {\n}\n\n项目 \"培训\" {\n  实施周期: 2022-01-01 至 2023-12-31\n  项目资金总额: 204万元 { 分年度 { 2022年: 102万元; 2023年: 102万元 } }\n  年度资金申请总额: 102万元\n}\n",
    check: Check::Project(check),
};

fn check(cx: &ProjectCx<'_>, report: &mut Report<'_>) -> Outcome {
    let funds = &cx.project.total;
    let years: Option<Vec<Amount>> = funds.years.iter().map(|year| year.amount).collect();
    let (Some(years), Some(total), false) =
        (years, funds.amount, funds.broken || funds.unread || funds.years.is_empty())
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
    } else {
        check_years(cx, report);
    }
    Outcome::Ran
}

fn check_years(cx: &ProjectCx<'_>, report: &mut Report<'_>) {
    let period = cx.resolved.period.and_then(|period| Some((period.value.years()?, period.span)));
    for given in &cx.project.total.years {
        let Some(year) = fiscal_year(&given.name.value) else { continue };
        if let Some(((first, last), span)) =
            period.filter(|((first, last), _)| !(*first..=*last).contains(&year))
        {
            let label = cx.label(Key::Period);
            let finding = report
                .finding(
                    cx.site(given.name.span),
                    format!("{year}年不在{label}（{first}年至{last}年）之内"),
                    format!("{year} is outside the project's dates ({first} to {last})"),
                )
                .advise("改正年度，或改正起止日期。", "Correct the year or the dates.")
                .relate(cx.site(span), label, label);
            report.push(finding);
        } else if Some(year) == cx.year()
            && let Some(amount) = given.amount
        {
            check_fiscal_year(cx, amount, report);
        }
    }
}

/// The fiscal year's amount is the annual one, or that without what is carried over from the year before.
fn check_fiscal_year(cx: &ProjectCx<'_>, amount: Amount, report: &mut Report<'_>) {
    let annual = &cx.project.annual;
    let Some(total) = annual.amount.filter(|_| !annual.broken && !annual.unread) else { return };
    let (label, by_year) = (cx.label(Key::AnnualFunds), cx.label(Key::ByYear));
    let with = |more: &[Amount]| [&[amount], more].concat();
    let carried: Vec<Amount> = annual.carried_over.into_iter().collect();
    let agrees = compare(&with(&carried), &[total]).is_some_and(|compared| compared.agrees());
    let left = Side { zh: by_year, en: by_year, amounts: &[amount] };
    let right = Side { zh: label, en: label, amounts: &[total] };
    let Some(message) = difference(left, right).filter(|_| !agrees) else { return };
    let finding = report
        .finding(cx.site(amount.span), message.zh, message.en)
        .advise("核对申报年度的金额。", "Check the fiscal year's amount.")
        .relate(cx.site(total.span), label, label);
    report.push(finding);
}
