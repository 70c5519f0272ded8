//! VAL05: a number says how it bounds the result.

use pmt_syntax::{Comparator, Edit, Span};

use super::comparator_in_words::bound_after;
use super::targets;
use crate::edition::less_is_better;
use crate::finding::Severity;
use crate::model::TargetValue;
use crate::rules::{Check, Outcome, ProjectCx, Property, Report, Rule, Source};
use crate::text::Words;

/// A number without a comparison sign.
pub static VAL05: Rule = Rule {
    code: "VAL05",
    name: "missing-comparator",
    severity: Severity::Warning,
    property: Some(Property::Adequacy),
    source: Source::Form,
    summary: Words { zh: "数值前面没有比较符号", en: "a number without a comparison sign" },
    explanation: Words {
        zh: "“985米”说不清是至少、正好还是至多。数前面写 >=、= 或 <=；写成区间的不需要。",
        en: "“985 米” may mean at least, exactly or at most. A number takes >=, = or <=; a range needs none.",
    },
    bad: "项目 \"修路\" {\n  绩效指标 { 产出指标 { 数量指标 { 道路建设长度: 985 米 } } }\n}\n",
    good: "项目 \"修路\" {\n  绩效指标 { 产出指标 { 数量指标 { 道路建设长度 = 985 米 } } }\n}\n",
    check: Check::Project(check),
};

fn check(cx: &ProjectCx<'_>, report: &mut Report<'_>) -> Outcome {
    let mut outcome = Outcome::NotApplicable;
    for (indicator, target) in targets(cx) {
        let TargetValue::Number { value, unit, .. } = &target.value else { continue };
        outcome = Outcome::Ran;
        // `300天以上` has its comparison in words, which is VAL06's.
        if target.comparator.is_some() || indicator.broken || bound_after(unit).is_some() {
            continue;
        }
        let name = &indicator.name.value;
        let choices = if value.is_zero() {
            [Comparator::Equal, Comparator::AtLeast]
        } else if less_is_better(name) {
            [Comparator::AtMost, Comparator::Equal]
        } else {
            [Comparator::AtLeast, Comparator::Equal]
        };
        let mut finding = report
            .finding(
                cx.site(target.value_span),
                format!("指标“{name}”的值“{}”前面没有比较符号", target.printed_value()),
                format!("the value “{}” of “{name}” has no comparison sign", target.printed_value()),
            )
            .advise(
                "写明是至少（>=）、正好（=）还是至多（<=）。",
                "Say whether it is a least, an exact or a most: >=, = or <=.",
            );
        // A colon before the sign is read; the formatter drops it.
        let at = Span::new(target.value_span.start, target.value_span.start);
        for choice in choices {
            let sign = choice.source();
            let edit = Edit { span: at, text: format!("{sign} ") };
            finding =
                finding.fix(false, vec![edit], format!("补上“{sign}”"), format!("put “{sign}” before it"));
        }
        report.push(finding);
    }
    outcome
}
