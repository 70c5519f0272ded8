//! FND01: 项目资金总额 is what its parts add up to.

use super::balance::{Named, balance};
use super::equation::{Side, difference};
use super::readings::{any_negative, total_parts};
use crate::edition::Key;
use crate::finding::Severity;
use crate::rules::{Check, Outcome, ProjectCx, Property, Report, Rule, Source};
use crate::text::Words;

/// 项目资金总额 and its parts differ.
pub static FND01: Rule = Rule {
    code: "FND01",
    name: "unbalanced-total-funds",
    severity: Severity::Error,
    property: Some(Property::Compliance),
    source: Source::Form,
    summary: Words {
        zh: "项目资金总额不等于财政资金与其他资金之和",
        en: "the total funds are not the sum of fiscal and other funds",
    },
    explanation: Words {
        zh: "表上“其中”各项相加应等于总额。只写其中一项时，另一项由总额得出；都写了就要对得上。精确到不同位数的金额，允许四舍五入造成的差额。",
        en: "What the form lists below the total adds up to it. A part left out is what the others leave; parts that are given must fit. Amounts printed to different digits may differ by their rounding.",
    },
    bad: "项目 \"培训\" {\n  项目资金总额: 102万元 {\n    财政资金: 100万元\n    其他资金: 1万元\n  }\n  年度资金申请总额: 102万元\n}\n",
    good: "项目 \"培训\" {\n  项目资金总额: 102万元 {\n    财政资金: 100万元\n    其他资金: 2万元\n  }\n  年度资金申请总额: 102万元\n}\n",
    check: Check::Project(check),
};

fn check(cx: &ProjectCx<'_>, report: &mut Report<'_>) -> Outcome {
    let funds = &cx.project.total;
    let parts = total_parts(cx.project);
    let (Some(total), false) =
        (funds.amount, funds.broken || funds.unread || parts.is_empty() || any_negative(&parts))
    else {
        return Outcome::NotApplicable;
    };
    let label = cx.label(Key::TotalFunds);
    let left = Side { zh: label, en: label, amounts: &[total] };
    let right = Side { zh: "分项合计", en: "its parts give", amounts: &parts };
    if let Some(message) = difference(left, right) {
        let mut finding = report.finding(cx.site(total.span), message.zh, message.en);
        let named = [(Key::FiscalFunds, funds.fiscal), (Key::OtherFunds, funds.other)];
        let named = named.map(|(key, part)| part.map(|part| Named::label(cx.label(key), part)));
        let named: Vec<Named<'_>> = named.into_iter().flatten().collect();
        for part in named.iter().filter(|part| part.plain) {
            finding = finding.relate(cx.site(part.amount.span), part.zh, part.en);
        }
        let finding = balance(finding, &Named::label(label, total), &named);
        report.push(finding.advise("改总额或改分项，使两边相等。", "Correct the total or its parts."));
    }
    Outcome::Ran
}
