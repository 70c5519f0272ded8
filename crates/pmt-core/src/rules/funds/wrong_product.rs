//! FND22: a product in prose gives the result beside it.

use pmt_syntax::Span;

use crate::amount::Amount;
use crate::finding::Severity;
use crate::prose::{Money, Passage, Product, Section, sentence};
use crate::rules::{Check, Outcome, ProjectCx, Property, Report, Rule, Source};
use crate::text::Words;

/// A product in prose is not what stands behind its `=`.
pub static FND22: Rule = Rule {
    code: "FND22",
    name: "wrong-product",
    severity: Severity::Error,
    property: Some(Property::Feasibility),
    source: Source::Practice,
    summary: Words {
        zh: "文字里的算式与写出的得数不符",
        en: "a calculation in the narrative does not give the result beside it",
    },
    explanation: Words {
        zh: "“400件×800元=36万元”应是32万元：数量、单价、金额总有一个写错了。只检查因数都带单位、其中一个是单价、用“=”写出得数的算式，以及“18万元（60套×3000元）”“150套，每套1.4万元，计210万元”这样的话；有加减和约数的不检查，得数和带小数的单价允许四舍五入。",
        en: "400件×800元=36万元 gives 32万元: the quantity, the price or the amount is wrong. Only products of numbers with units, one of them a price, whose result stands behind “=” are looked at, and the like in brackets (18万元（60套×3000元）) and in words (150套，每套1.4万元，计210万元); none with sums or approximate figures. A result, and a price with decimals, may be rounded.",
    },
    bad: "项目 \"培训\" {\n  年度预算安排 {\n    资金测算: \"授课费30课时×1000元=3万元，资料费120套×100元=2.1万元。\"\n  }\n}\n",
    good: "项目 \"培训\" {\n  年度预算安排 {\n    资金测算: \"授课费30课时×1000元=3万元，资料费120套×100元=1.2万元。\"\n  }\n}\n",
    check: Check::Project(check),
};

fn check(cx: &ProjectCx<'_>, report: &mut Report<'_>) -> Outcome {
    let mut outcome = Outcome::NotApplicable;
    for passage in cx.passages_in(Section::is_narrative) {
        for product in &passage.scan.products {
            outcome = Outcome::Ran;
            let result = passage.scan.amounts.iter().find(|money| money.range == product.result);
            let result = result.filter(|result| !product.agrees(result.yuan));
            if let Some(result) = result.filter(|result| !is_short_of_a_factor(&passage, product, result)) {
                object(cx, &passage, product, result, report);
            }
        }
    }
    outcome
}

/// Whether a number in the sentence is what the factors lack: 办3期，30人×400元=3.6万元. Odd, but no slip of arithmetic.
fn is_short_of_a_factor(passage: &Passage<'_>, product: &Product, result: &Money) -> bool {
    let Some(factor) = result.yuan.checked_div(product.value) else { return false };
    let around = sentence::of(passage.text(), &product.range);
    let mut before = passage.scan.quantities.iter().filter(|quantity| {
        around.start <= quantity.range.start
            && quantity.range.end <= product.range.start.min(product.result.start)
    });
    before.any(|quantity| quantity.value == factor)
}

fn object(
    cx: &ProjectCx<'_>,
    passage: &Passage<'_>,
    product: &Product,
    result: &Money,
    report: &mut Report<'_>,
) {
    let gives = Amount { unit: result.unit, ..Amount::derived(product.value, Span::default()) };
    let shown = gives.prose();
    let (factors, stated) = (passage.words(&product.range), passage.words(&result.figure));
    let finding = report
        .finding(
            cx.site(passage.span(&result.range)),
            format!("“{factors}”应得 {shown}，这里写的是 {stated}"),
            format!("“{factors}” gives {shown}; here it says {stated}"),
        )
        .advise("核对数量、单价和金额。", "Check the quantity, the price and the amount.");
    report.push(finding);
}
