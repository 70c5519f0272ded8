//! FND02: 年度资金申请总额 is what its parts add up to.

use super::balance::{Named, balance};
use super::equation::{Side, difference};
use super::readings::{annual_parts, any_negative};
use crate::edition::Key;
use crate::finding::Severity;
use crate::rules::{Check, Outcome, ProjectCx, Property, Report, Rule, Source};
use crate::text::Words;

/// 年度资金申请总额 and its parts differ.
pub static FND02: Rule = Rule {
    code: "FND02",
    name: "unbalanced-annual-funds",
    severity: Severity::Error,
    property: Some(Property::Compliance),
    source: Source::Form,
    summary: Words {
        zh: "年度资金申请总额不等于当年财政拨款、上年结转资金与其他资金之和",
        en: "the annual funds are not the sum of appropriation, carried-over and other funds",
    },
    explanation: Words {
        zh: "表上“其中”各项相加应等于年度总额。只缺一项时，缺的由总额得出；缺两项又对不上时，不知道差额归谁，要写出来。",
        en: "What the form lists below the annual total adds up to it. A single part left out is what the others leave; where two are, nobody can tell whose the rest is.",
    },
    bad: "项目 \"培训\" {\n  年度资金申请总额: 102万元 {\n    当年财政拨款: 100万元\n    上年结转资金: 1万元\n    其他资金: 0元\n  }\n}\n",
    good: "项目 \"培训\" {\n  年度资金申请总额: 102万元 {\n    当年财政拨款: 100万元\n    上年结转资金: 2万元\n    其他资金: 0元\n  }\n}\n",
    check: Check::Project(check),
};

fn check(cx: &ProjectCx<'_>, report: &mut Report<'_>) -> Outcome {
    let funds = &cx.project.annual;
    let parts = annual_parts(cx.project);
    let (Some(total), false) =
        (funds.amount, funds.broken || funds.unread || parts.is_empty() || any_negative(&parts))
    else {
        return Outcome::NotApplicable;
    };
    let label = cx.label(Key::AnnualFunds);
    let left = Side { zh: label, en: label, amounts: &[total] };
    let right = Side { zh: "分项合计", en: "its parts give", amounts: &parts };
    if let Some(message) = difference(left, right) {
        let mut finding = report.finding(cx.site(total.span), message.zh, message.en);
        let named = [
            (Key::CurrentYearFunds, funds.current),
            (Key::CarriedOverFunds, funds.carried_over),
            (Key::OtherFunds, funds.other),
        ];
        let named = named.map(|(key, part)| part.map(|part| Named::label(cx.label(key), part)));
        let named: Vec<Named<'_>> = named.into_iter().flatten().collect();
        for part in named.iter().filter(|part| part.plain) {
            finding = finding.relate(cx.site(part.amount.span), part.zh, part.en);
        }
        let finding = balance(finding, &Named::label(label, total), &named);
        report.push(
            finding.advise("改总额，或补上、改正分项。", "Correct the total, or add and correct its parts."),
        );
    }
    Outcome::Ran
}
