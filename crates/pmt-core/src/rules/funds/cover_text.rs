//! FND21: the cover's own text says what its fields say.

use std::ops::Range;

use rust_decimal::Decimal;

use super::equation::{Side, difference};
use super::readings::agree;
use crate::amount::Amount;
use crate::edition::Key;
use crate::edition::words_money::{BREAKDOWN, EXPLANATIONS, SUM};
use crate::finding::{Severity, Site};
use crate::prose::{Money, Quantity, Reader};
use crate::rules::{Check, DeclarationCx, Outcome, Property, Report, Rule, Source};
use crate::text::Words;

/// The cover's text names another sum or number of projects than the cover.
pub static FND21: Rule = Rule {
    code: "FND21",
    name: "cover-text-differs",
    severity: Severity::Warning,
    property: Some(Property::Completeness),
    source: Source::Practice,
    summary: Words {
        zh: "封面文字里的项目数或合计金额与封面的不一致",
        en: "the cover's text names another number of projects or sum than the cover",
    },
    explanation: Words {
        zh: "“绩效目标设置情况”里写的“共几个项目”“合计多少万元”应与封面的项目数、预算资金一致，用 ${项目数}、${预算资金} 写就不会写错。文字里有几个这样的数、有“其中”的，不检查。",
        en: "What 绩效目标设置情况 says of the number of projects and their sum is what the cover says; written as ${项目数} and ${预算资金} it cannot drift. A text with several such figures, or with 其中, is not checked.",
    },
    bad: "申报 2022 {\n  项目数: 1\n  预算资金: 165.00万元\n  绩效目标设置情况: \"本部门共申报1个项目，资金合计156.00万元。\"\n}\n\n项目 \"培训\" {\n  年度资金申请总额: 1650000元\n}\n",
    good: "申报 2022 {\n  项目数: 1\n  预算资金: 165.00万元\n  绩效目标设置情况: \"本部门共申报1个项目，资金合计165.00万元。\"\n}\n\n项目 \"培训\" {\n  年度资金申请总额: 1650000元\n}\n",
    check: Check::Declaration(check),
};

fn check(cx: &DeclarationCx<'_>, report: &mut Report<'_>) -> Outcome {
    let declaration = cx.declaration;
    let (Some((file, _)), Some(note)) = (declaration.cover, declaration.cover_note.as_ref()) else {
        return Outcome::NotApplicable;
    };
    let text = note.text();
    let open = BREAKDOWN.iter().chain(EXPLANATIONS).any(|word| text.contains(word));
    let year = declaration.year;
    let scan = Reader { year, approximators: cx.settings.words("approximators") }.scan(text);
    let site = |range: &Range<usize>| Site { file, span: note.source_span(range.clone()) };
    let sums: Vec<&Money> = scan.amounts.iter().filter(|money| is_sum(text, money)).collect();
    if let ([money], Some(budget), false) = (sums.as_slice(), declaration.budget(), open)
        && let Some(said) = money.amount(note.source_span(money.range.clone()))
    {
        let label = Key::Budget.label(declaration.edition);
        let annual = declaration.projects.iter().map(|entry| entry.project.annual.amount);
        let annual: Vec<Amount> =
            annual.chain(declaration.parts.iter().map(|part| part.annual)).flatten().collect();
        let left = Side { zh: "这里写的合计", en: "the sum here", amounts: &[said] };
        // Where the text is right, it is the cover that is wrong: FND05 says so.
        if !agree(&annual, &[said])
            && let Some(message) = difference(left, Side { zh: label, en: label, amounts: &[budget] })
        {
            let finding = report
                .finding(site(&money.range), message.zh, message.en)
                .advise_on_paper("核对两处金额。", "Check both amounts.")
                .advise(
                    format!("核对两处金额；文字里可以写 ${{{label}}}。"),
                    format!("Check both amounts; the text can say ${{{label}}}."),
                )
                .relate(Site { file, span: budget.span }, label, label);
            report.push(finding);
        }
    }
    let at_hand = declaration.projects.len().saturating_add(declaration.parts.len());
    let counts: Vec<&Quantity> = scan.quantities.iter().filter(|one| is_count(text, one)).collect();
    if let ([count], Some(declared), false) = (counts.as_slice(), declaration.project_count(), open)
        && count.is_exact()
        && ![declared as usize, at_hand].iter().any(|number| count.value == Decimal::from(*number))
    {
        let label = Key::ProjectCount.label(declaration.edition);
        let said = text.get(count.range.clone()).unwrap_or_default();
        let finding = report
            .finding(
                site(&count.range),
                format!("这里说“{said}项目”，“{label}”是 {declared}"),
                format!("“{said}项目” here, but “{label}” is {declared}"),
            )
            .advise_on_paper("核对两处。", "Check both.")
            .advise(
                format!("核对两处；文字里可以写 ${{{label}}}。"),
                format!("Check both; the text can say ${{{label}}}."),
            );
        report.push(finding);
    }
    Outcome::Ran
}

/// Whether an amount is said to be a sum: 合计, 资金合计为.
fn is_sum(text: &str, money: &Money) -> bool {
    let before = text.get(..money.range.start).unwrap_or_default();
    let before = before.trim_end_matches(['为', '是', '约', '：', ':', ' ']);
    SUM.iter().chain(&["资金总额", "预算总额"]).any(|word| before.ends_with(word))
}

/// Whether a number is that of all projects: 共4个项目.
fn is_count(text: &str, count: &Quantity) -> bool {
    let is_of_projects =
        count.unit == "个" && text.get(count.figure.end..).is_some_and(|rest| rest.starts_with("项目"));
    let before = text.get(..count.range.start).unwrap_or_default();
    let counts_all = ["共", "共计", "合计", "总计", "共有", "共申报", "共编报", "共设", "共设置", "共安排"];
    is_of_projects && counts_all.iter().any(|word| before.ends_with(word))
}
