//! VAL22: a target of satisfaction is neither too easy nor out of reach.

use pmt_syntax::Comparator;
use rust_decimal::Decimal;

use super::impossible_share::percentage;
use super::targets;
use crate::edition::{LOW_SATISFACTION, is_satisfaction};
use crate::finding::Severity;
use crate::rules::{Check, Outcome, ProjectCx, Property, Report, Rule, Source};
use crate::text::Words;

/// A low or a perfect satisfaction.
pub static VAL22: Rule = Rule {
    code: "VAL22",
    name: "unlikely-satisfaction",
    severity: Severity::Hint,
    property: Some(Property::Adequacy),
    source: Source::Practice,
    summary: Words {
        zh: "满意度定得过低，或定为 100%",
        en: "a satisfaction that is set very low, or at 100 %",
    },
    explanation: Words {
        zh: "满意度低于 80% 难以说明效果好，定为 100% 则有一人不满意就没有达到。通常定在 85% 到 95%。",
        en: "A satisfaction below 80 % says little for the project; at 100 % a single dissatisfied answer misses it. 85 to 95 % is usual.",
    },
    bad: "项目 \"培训\" {\n  绩效指标 { 满意度指标 { 服务对象满意度指标 { 学员满意度 = 100% { 数据来源: \"结业问卷\" } } } }\n}\n",
    good: "项目 \"培训\" {\n  绩效指标 { 满意度指标 { 服务对象满意度指标 { 学员满意度 >= 90% { 数据来源: \"结业问卷\" } } } }\n}\n",
    check: Check::Project(check),
};

fn check(cx: &ProjectCx<'_>, report: &mut Report<'_>) -> Outcome {
    let mut outcome = Outcome::NotApplicable;
    for (indicator, target) in targets(cx) {
        let name = &indicator.name.value;
        let Some((least, most)) = percentage(target).filter(|_| is_satisfaction(name)) else { continue };
        outcome = Outcome::Ran;
        let sign = target.comparator.map(|sign| sign.value);
        let downward = matches!(sign, Some(Comparator::AtMost | Comparator::LessThan));
        let (zh, en) = if downward || indicator.broken || least < Decimal::ZERO {
            continue;
        } else if least == Decimal::ONE_HUNDRED && most == least {
            ("定得过满，有一人不满意就没有达到", "leaves no room for a single dissatisfied answer")
        } else if least < Decimal::from(LOW_SATISFACTION) {
            ("定得偏低", "is low")
        } else {
            continue;
        };
        let value = target.printed_value();
        let finding = report.finding(
            cx.site(target.value_span),
            format!("“{name}”的目标 {value} {zh}"),
            format!("the target {value} of “{name}” {en}"),
        );
        let finding = finding.advise_on_paper(
            "通常定在 85% 到 95%；另有依据的，在情况说明中写明。",
            "85 to 95 % is usual; where there is a reason for another, say so in the narrative.",
        );
        report.push(finding.advise(
            "通常定在 85% 到 95%；另有依据的，写在“取值依据”中。",
            "85 to 95 % is usual; where there is a reason for another, give it under 取值依据.",
        ));
    }
    outcome
}
