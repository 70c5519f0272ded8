//! FND05: the cover's numbers are those of its projects.

use super::equation::{Side, difference};
use super::readings::{agree, contradicting};
use crate::amount::Amount;
use crate::declaration::Declaration;
use crate::edition::Key;
use crate::finding::{FileId, Severity, Site};
use crate::model::Cover;
use crate::rules::{Check, DeclarationCx, Outcome, Property, Report, Rule, Source};
use crate::text::{Message, Words};

/// The cover disagrees with its projects.
pub static FND05: Rule = Rule {
    code: "FND05",
    name: "cover-differs",
    severity: Severity::Error,
    property: Some(Property::Completeness),
    source: Source::Form,
    summary: Words {
        zh: "申报的项目数或预算资金与各项目对不上",
        en: "the cover's number or money differs from its projects'",
    },
    explanation: Words {
        zh: "封面的项目数不能少于手头的项目；项目齐全时，预算资金应等于各项目年度资金申请总额之和，允许四舍五入造成的差额。项目不齐时无法检查，不算错误。",
        en: "There are no more projects than the cover says. When all are at hand, its money is the sum of their annual amounts, give or take their rounding. With fewer at hand it cannot be checked, which is no error.",
    },
    bad: "申报 2022 {\n  项目数: 1\n  预算资金: 165.00万元\n}\n\n项目 \"培训\" {\n  年度资金申请总额: 1560000元\n}\n",
    good: "申报 2022 {\n  项目数: 1\n  预算资金: 165.00万元\n}\n\n项目 \"培训\" {\n  年度资金申请总额: 1650000元\n}\n",
    check: Check::Declaration(check),
};

fn check(cx: &DeclarationCx<'_>, report: &mut Report<'_>) -> Outcome {
    let declaration = cx.declaration;
    let Some((file, cover)) = declaration.cover else { return Outcome::NotApplicable };
    let at_hand = declaration.projects.len().saturating_add(declaration.parts.len());
    if cover.project_count.is_none() && (cover.budget.is_none() || at_hand == 0) {
        return Outcome::NotApplicable;
    }
    if let Some(count) = cover.project_count {
        let declared = count.value as usize;
        if at_hand > declared {
            report_too_many(cx, file, cover, at_hand, report);
            return Outcome::Ran;
        }
        if at_hand < declared {
            return Outcome::CouldNotRun(Message::new(
                format!("申报有 {declared} 个项目，手头只有 {at_hand} 个"),
                format!("the cover declares {declared} projects, {at_hand} are at hand"),
            ));
        }
    }
    if !declaration.whole {
        return Outcome::CouldNotRun(Message::new(
            "有文件的括号或文段没有配对，项目可能没有读全",
            "a file has braces or texts that do not pair, so projects may be missing",
        ));
    }
    cover.budget.map_or(Outcome::Ran, |budget| check_budget(cx, file, cover, budget, report))
}

fn report_too_many(
    cx: &DeclarationCx<'_>,
    file: FileId,
    cover: &Cover,
    at_hand: usize,
    report: &mut Report<'_>,
) {
    let Some(count) = cover.project_count else { return };
    let label = Key::ProjectCount.label(cx.declaration.edition);
    let mut finding = report
        .finding(
            Site { file, span: count.span },
            format!("“{label}”是 {}，实际有 {at_hand} 个项目", count.value),
            format!("“{label}” is {}, but there are {at_hand} projects", count.value),
        )
        .advise(
            format!("改为 {at_hand}，或把不属于本申报的项目移走。"),
            format!("Write {at_hand}, or move away the projects that do not belong here."),
        )
        .fix(
            false,
            vec![pmt_syntax::Edit { span: count.span, text: at_hand.to_string() }],
            format!("改为 {at_hand}"),
            format!("Replace with {at_hand}"),
        );
    let surplus = sites(cx.declaration).skip(count.value as usize).take(4);
    for (site, _) in surplus {
        finding = finding.relate(site, "多出的项目", "a project beyond that number");
    }
    report.push(finding);
}

/// Every project with its annual amount, the declaration's own before those of the units below.
fn sites<'a>(declaration: &'a Declaration<'a>) -> impl Iterator<Item = (Site, Option<Amount>)> + 'a {
    let own = declaration
        .projects
        .iter()
        .map(|entry| (Site { file: entry.file, span: entry.project.head }, entry.project.annual.amount));
    own.chain(declaration.parts.iter().map(|part| (part.site, part.annual)))
}

fn check_budget(
    cx: &DeclarationCx<'_>,
    file: FileId,
    cover: &Cover,
    budget: Amount,
    report: &mut Report<'_>,
) -> Outcome {
    let amounts: Option<Vec<Amount>> = sites(cx.declaration).map(|(_, amount)| amount).collect();
    let Some(amounts) = amounts else {
        return Outcome::CouldNotRun(Message::new(
            "有项目的年度金额不明",
            "some project's annual amount is unknown",
        ));
    };
    let label = Key::Budget.label(cx.declaration.edition);
    let left = Side { zh: label, en: label, amounts: &[budget] };
    let right = Side {
        zh: "各项目年度金额合计", en: "the projects' annual amounts give", amounts: &amounts
    };
    let Some(message) = difference(left, right) else { return Outcome::Ran };
    if agrees_otherwise(cx.declaration, budget) {
        return Outcome::Ran;
    }
    // Without a declared number of projects, too small a sum may only mean that some are not at hand.
    let below = crate::amount::compare(&[budget], &amounts).is_some_and(|c| !c.difference.is_sign_negative());
    if cover.project_count.is_none() && below {
        return Outcome::CouldNotRun(Message::new(
            "没有写明项目数，不知道项目是否齐全",
            "the cover does not say how many projects there are",
        ));
    }
    let mut finding = report.finding(Site { file, span: budget.span }, message.zh, message.en).advise(
        "核对封面的金额和各项目的年度资金申请总额。",
        "Check the cover's amount and the projects' annual amounts.",
    );
    for (site, amount) in sites(cx.declaration).take(8) {
        let shown = amount.map(|amount| amount.prose()).unwrap_or_default();
        finding = finding.relate(site, shown.clone(), shown);
    }
    report.push(finding);
    Outcome::Ran
}

/// Whether the cover is right once each form that contradicts itself is read the other way.
fn agrees_otherwise(declaration: &Declaration<'_>, budget: Amount) -> bool {
    let mut amounts: Vec<Amount> = declaration.parts.iter().filter_map(|part| part.annual).collect();
    let mut any = false;
    for entry in &declaration.projects {
        let one_year = entry.resolved.period.is_some_and(|period| period.value.is_within_a_year());
        let other = contradicting(entry.project, one_year);
        any |= other.is_some();
        amounts.extend(other.unwrap_or_else(|| entry.project.annual.amount.into_iter().collect()));
    }
    any && agree(&amounts, &[budget])
}
