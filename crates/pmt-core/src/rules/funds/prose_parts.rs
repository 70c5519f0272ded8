//! FND07: the parts that the narrative names add up to the total beside them.

use super::equation::{Side, difference};
use super::readings::agree_with_another;
use super::said::{Breakdown, all_parts, breakdowns, is_closed};
use crate::amount::{Amount, compare};
use crate::edition::Key;
use crate::finding::{Finding, Severity};
use crate::prose::{Money, Passage, Role, Section};
use crate::rules::{Check, Outcome, ProjectCx, Property, Report, Rule, Source};
use crate::text::Words;

/// The narrative's parts do not add up to its total.
pub static FND07: Rule = Rule {
    code: "FND07",
    name: "narrative-parts-differ",
    severity: Severity::Error,
    property: Some(Property::Feasibility),
    source: Source::Practice,
    summary: Words {
        zh: "文字里各部分金额相加不等于合计",
        en: "the parts in the narrative do not add up to its total",
    },
    explanation: Words {
        zh: "一句话里写了合计和各部分的金额时，各部分不能超过合计；写明分成几部分、“分别为”，或者最后写“合计”的，应正好相等。没有写合计的，各部分列全了，应等于表上的年度资金申请总额。可能没有列全的由 FND20 提示；有约数、“等”“其余”或资金来源与用途混写的，不检查。",
        en: "Where a sentence gives a total and its parts, the parts are never more than the total; where it says how many parts there are, or ends in their sum, they are equal to it. Without a total beside them, parts that are all of them come to the form's annual amount. A list that may not be whole is FND20's. Approximate amounts and open lists are not checked.",
    },
    bad: "项目 \"培训\" {\n  年度预算安排 {\n    资金测算: \"项目预算为102万元，其中党建阵地建设56万元，群团工作48万元。\"\n  }\n  年度资金申请总额: 102万元\n}\n",
    good: "项目 \"培训\" {\n  年度预算安排 {\n    资金测算: \"项目预算为102万元，其中党建阵地建设56万元，群团工作46万元。\"\n  }\n  年度资金申请总额: 102万元\n}\n",
    check: Check::Project(check),
};

/// How a breakdown stands to its total.
pub(super) struct Compared {
    pub(super) total: Amount,
    pub(super) parts: Vec<Amount>,
    /// Whether it is certain that it must add up, or exceeds its total.
    pub(super) certain: bool,
}

/// A breakdown that does not add up; `None` if it does.
pub(super) fn compared(cx: &ProjectCx<'_>, passage: &Passage<'_>, of: &Breakdown<'_>) -> Option<Compared> {
    // A part that is not what its own factors give is FND22's.
    let is_wrong = |part: &&Money| {
        let mut products = passage.scan.products.iter();
        products.any(|product| product.result == part.range && !product.agrees(part.yuan))
    };
    if of.parts.iter().any(is_wrong) {
        return None;
    }
    let total = of.total.amount(passage.span(&of.total.range))?;
    // What is named like a part may have others beside it, behind its own list; the form's whole has none.
    let funds = [cx.project.annual.amount, cx.project.total.amount];
    let is_whole = || {
        let same = |form: Amount| compare(&[total], &[form]).is_some_and(|both| both.agrees());
        funds.into_iter().flatten().any(same)
    };
    if of.total.role == Some(Role::Part) && !is_whole() {
        return None;
    }
    let amounts = of.parts.iter().map(|part| part.amount(passage.span(&part.range)));
    let parts: Vec<Amount> = amounts.collect::<Option<_>>()?;
    let both = compare(&parts, &[total]).filter(|both| !both.agrees())?;
    // Parts that are the form's annual amount leave the total here as the one that is wrong: FND06 says so.
    let is_annual = cx
        .project
        .annual
        .amount
        .is_some_and(|annual| compare(&parts, &[annual]).is_some_and(|both| both.agrees()));
    let said_of_the_year = match of.total.role {
        Some(Role::ThisYear) => true,
        Some(Role::Budget) => cx.is_of_one_year(),
        _ => false,
    };
    if is_annual && said_of_the_year {
        return None;
    }
    let exceeds = both.difference.is_sign_positive();
    // 其中上半年150万元，下半年150万元，用于人工费200万元、材料费100万元: the first of them are the whole; what follows divides
    // it anew, or is of something else.
    let is_whole_before = (2..parts.len()).any(|count| {
        parts.get(..count).and_then(|some| compare(some, &[total])).is_some_and(|both| both.agrees())
    });
    if exceeds && is_whole_before {
        return None;
    }
    let explained = passage.words(&of.range);
    let whole = is_closed(passage, of, cx.project);
    (explained.chars().count() < 300).then_some(Compared { total, parts, certain: exceeds || whole })
}

/// A finding on a breakdown.
pub(super) fn object(
    cx: &ProjectCx<'_>,
    passage: &Passage<'_>,
    of: &Breakdown<'_>,
    compared: &Compared,
    report: &Report<'_>,
) -> Option<Finding> {
    let left = Side { zh: "各部分合计", en: "the parts give", amounts: &compared.parts };
    let right = Side { zh: "这里的合计", en: "the total here", amounts: &[compared.total] };
    let message = difference(left, right)?;
    let mut finding = report
        .finding(cx.site(compared.total.span), message.zh, message.en)
        .advise("核对合计和各部分的金额。", "Check the total and its parts.");
    for (part, amount) in of.parts.iter().zip(&compared.parts) {
        let name = part.part.clone().map_or("", |name| passage.words(&name));
        finding = finding.relate(cx.site(amount.span), name, name);
    }
    Some(finding)
}

fn check(cx: &ProjectCx<'_>, report: &mut Report<'_>) -> Outcome {
    let mut outcome = Outcome::NotApplicable;
    for passage in cx.passages_in(Section::is_narrative) {
        for of in breakdowns(&passage) {
            outcome = Outcome::Ran;
            let wrong = compared(cx, &passage, &of).filter(|compared| compared.certain);
            if let Some(finding) = wrong.and_then(|wrong| object(cx, &passage, &of, &wrong, report)) {
                report.push(finding);
            }
        }
        // Figures that are the plan's own by reference are compared there.
        let by_hand = passage.prose.references().next().is_none();
        if matches!(passage.section, Section::BudgetPlan | Section::Estimate)
            && by_hand
            && let Some(parts) = all_parts(&passage)
        {
            outcome = Outcome::Ran;
            against_the_form(cx, &passage, &parts, report);
        }
    }
    outcome
}

/// All parts of the year's budget, with no total beside them, add up to the form's.
fn against_the_form(cx: &ProjectCx<'_>, passage: &Passage<'_>, parts: &[&Money], report: &mut Report<'_>) {
    let funds = &cx.project.annual;
    let (Some(annual), false, true) = (funds.amount, funds.broken || funds.unread, cx.is_of_one_year())
    else {
        return;
    };
    let amounts = parts.iter().map(|part| part.amount(passage.span(&part.range)));
    let Some(amounts) = amounts.collect::<Option<Vec<Amount>>>() else { return };
    let Some((first, last)) = amounts.first().zip(amounts.last()) else { return };
    if agree_with_another(cx.project, true, &amounts) {
        return;
    }
    let label = cx.label(Key::AnnualFunds);
    let left = Side { zh: "各部分合计", en: "the parts give", amounts: &amounts };
    let Some(message) = difference(left, Side { zh: label, en: label, amounts: &[annual] }) else { return };
    let span = pmt_syntax::Span::new(first.span.start, last.span.end);
    let finding = report
        .finding(cx.site(span), message.zh, message.en)
        .advise("核对各部分的金额和表上的总额。", "Check the parts and the form's amount.")
        .relate(cx.site(annual.span), label, label);
    report.push(finding);
}
