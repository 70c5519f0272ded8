//! FND10: the amounts of one form are written in one way.

use pmt_syntax::Edit;

use crate::amount::Amount;
use crate::finding::Severity;
use crate::rules::{Check, Outcome, ProjectCx, Property, Report, Rule, Source};
use crate::text::Words;

/// Amounts with and without zeros after the point in one form.
pub static FND10: Rule = Rule {
    code: "FND10",
    name: "mixed-number-formats",
    severity: Severity::Hint,
    property: Some(Property::Compliance),
    source: Source::Practice,
    summary: Words {
        zh: "同一张表里金额写法不一：有的带“.00”，有的不带",
        en: "amounts of one form with and without zeros after the point",
    },
    explanation: Words {
        zh: "320000 和 320000.00 是同一个数，同一张表里宜用一种写法。金额带角分的，其他金额补到两位小数也可以。",
        en: "320000 and 320000.00 are one number; a form writes it one way. Where amounts have cents, the others may have two digits after the point as well.",
    },
    bad: "项目 \"培训\" {\n  项目资金总额: 320000元\n  年度资金申请总额: 320000.00元\n}\n",
    good: "项目 \"培训\" {\n  项目资金总额: 320000元\n  年度资金申请总额: 320000元\n}\n",
    check: Check::Project(check),
};

fn check(cx: &ProjectCx<'_>, report: &mut Report<'_>) -> Outcome {
    let (total, annual) = (&cx.project.total, &cx.project.annual);
    let all = [
        total.amount,
        total.fiscal,
        total.other,
        annual.amount,
        annual.current,
        annual.carried_over,
        annual.other,
    ];
    let written = |amount: &Amount| amount.is_written() && !amount.yuan.is_zero();
    let amounts: Vec<Amount> = all.into_iter().flatten().filter(written).collect();
    // Cents somewhere explain two digits everywhere; units apart are each other's business.
    let whole = amounts.iter().all(in_unit_is_whole);
    let one_unit = amounts.windows(2).all(|two| two.first().map(|a| a.unit) == two.last().map(|a| a.unit));
    if amounts.len() < 2 || !whole || !one_unit {
        return if amounts.is_empty() { Outcome::NotApplicable } else { Outcome::Ran };
    }
    let (zeros, plain): (Vec<&Amount>, Vec<&Amount>) =
        amounts.iter().partition(|amount| amount.written_scale.is_some_and(|scale| scale > 0));
    let (Some(first), Some(other)) = (zeros.first(), plain.first()) else { return Outcome::Ran };
    let (a, b) = (first.prose(), other.prose());
    let mut finding = report
        .finding(
            cx.site(first.span),
            format!("这里写 {a}，同一张表里别处写 {b}，写法不一"),
            format!("{a} here, {b} elsewhere in the form: two ways of writing"),
        )
        .advise("去掉小数点后的零。", "Leave out the zeros after the point.")
        .relate(cx.site(other.span), "这里不带小数", "without zeros here");
    for more in zeros.iter().skip(1) {
        finding = finding.relate(cx.site(more.span), "这里也带小数", "with zeros here too");
    }
    // Digits grouped by commas are longer than the amount shown plainly; those are left to their author.
    let plain_digits = |amount: &Amount| amount.prose().len() == amount.span.len() as usize;
    if zeros.iter().all(|amount| plain_digits(amount)) {
        let mut edits: Vec<Edit> = zeros.iter().map(|amount| without_zeros(amount)).collect();
        edits.sort_by_key(|edit| edit.span.start);
        finding = finding.fix(true, edits, "去掉小数点后的零", "Leave out the zeros");
    }
    report.push(finding);
    Outcome::Ran
}

fn in_unit_is_whole(amount: &Amount) -> bool {
    let in_unit = amount.yuan.checked_div(rust_decimal::Decimal::from(amount.unit.yuan));
    in_unit.is_some_and(|value| value.normalize().scale() == 0)
}

fn without_zeros(amount: &Amount) -> Edit {
    let plain = Amount { written_scale: Some(0), ..*amount };
    Edit { span: amount.span, text: plain.prose() }
}
