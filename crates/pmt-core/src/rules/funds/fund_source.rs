//! FND12: money that is all the treasury's leaves nothing under 其他资金.

use std::ops::Range;

use crate::edition::Key;
use crate::edition::words_money::{ALL_FISCAL, OTHER_MONEY};
use crate::finding::Severity;
use crate::prose::{Section, sentence};
use crate::rules::{Check, Outcome, ProjectCx, Property, Report, Rule, Source};
use crate::text::Words;

/// The narrative says that all money is the treasury's; the form has other money.
pub static FND12: Rule = Rule {
    code: "FND12",
    name: "fund-source-differs",
    severity: Severity::Error,
    property: Some(Property::Compliance),
    source: Source::Practice,
    summary: Words {
        zh: "文字说资金均为财政拨款，表上却有其他资金",
        en: "the narrative says all funds are fiscal, the form has other funds",
    },
    explanation: Words {
        zh: "资金类型写“均为财政拨款”时，表上的两处其他资金都应是 0。写明了自筹、配套等其他来源的，不检查。",
        en: "Where the text says that all money is a fiscal appropriation, both 其他资金 of the form are 0. A text that names other sources is not checked.",
    },
    bad: "项目 \"培训\" {\n  年度预算安排 {\n    资金测算: \"项目预算为102万元。\"\n    资金类型: \"资金均为财政拨款。\"\n  }\n  项目资金总额: 102万元 {\n    财政资金: 100万元\n    其他资金: 2万元\n  }\n  年度资金申请总额: 102万元\n}\n",
    good: "项目 \"培训\" {\n  年度预算安排 {\n    资金测算: \"项目预算为102万元。\"\n    资金类型: \"资金均为财政拨款。\"\n  }\n  项目资金总额: 102万元 {\n    财政资金: 102万元\n    其他资金: 0元\n  }\n  年度资金申请总额: 102万元\n}\n",
    check: Check::Project(check),
};

fn check(cx: &ProjectCx<'_>, report: &mut Report<'_>) -> Outcome {
    let (total, annual) = (&cx.project.total, &cx.project.annual);
    let readable = !(total.broken || total.unread || annual.broken || annual.unread);
    let mut outcome = Outcome::NotApplicable;
    for passage in cx.passages_in(|section| section.is_of_budget_plan() || section == Section::Overview) {
        let text = passage.text();
        let Some(said) = all_fiscal(text, passage.section == Section::FundType) else { continue };
        outcome = Outcome::Ran;
        let admits = OTHER_MONEY.iter().any(|word| text.contains(word));
        let other = [annual.other, total.other]
            .into_iter()
            .flatten()
            .find(|amount| amount.is_written() && amount.yuan.is_sign_positive() && !amount.yuan.is_zero());
        let Some(other) = other.filter(|_| readable && !admits) else { continue };
        let (label, shown) = (cx.label(Key::OtherFunds), other.prose());
        let words = passage.words(&said);
        let finding = report
            .finding(
                cx.site(passage.span(&said)),
                format!("这里说“{words}”，表上“{label}”却是 {shown}"),
                format!("this says “{words}”, yet the form's “{label}” is {shown}"),
            )
            .advise(
                format!("核对资金来源：改这里的说法，或把“{label}”改为 0元。"),
                format!("Check the sources: change the words, or make “{label}” 0元."),
            )
            .relate(cx.site(other.span), label, label);
        report.push(finding);
        break;
    }
    outcome
}

/// The clause that says of all the money that it is the treasury's; what stands under 资金类型 is said of money anyway.
fn all_fiscal(text: &str, is_of_money: bool) -> Option<Range<usize>> {
    let (at, _) = ALL_FISCAL.iter().filter_map(|word| Some((text.find(word)?, word))).min()?;
    let clause = sentence::clause(text, &(at..at));
    let words = text.get(clause.clone())?;
    let of_money = is_of_money || ["资金", "经费", "预算", "拨款"].iter().any(|word| words.contains(word));
    of_money.then_some(clause)
}
