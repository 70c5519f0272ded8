//! VAL09: a bound points the way that is good.

use pmt_syntax::Comparator;

use super::targets;
use crate::edition::{Level1, Level2, MoneyUnit, NO_BURDEN, bare_name, less_is_better, more_is_better};
use crate::finding::Severity;
use crate::model::{Indicator, TargetValue};
use crate::rules::{Check, Outcome, ProjectCx, Property, Report, Rule, Source};
use crate::text::Words;

/// A bound that points the wrong way.
pub static VAL09: Rule = Rule {
    code: "VAL09",
    name: "wrong-direction",
    severity: Severity::Warning,
    property: Some(Property::Adequacy),
    source: Source::Practice,
    summary: Words { zh: "比较符号的方向不合情理", en: "a comparison that points the wrong way" },
    explanation: Words {
        zh: "成本、事故、投诉、能耗越少越好，完成时间越早越好，目标是上限（<=）；合格率、及时率、满意度越高越好，目标是下限（>=）。方向反了，做得越差越算达到。",
        en: "Of cost, accidents, complaints and energy less is better, and of a date of completion earlier: the target is a most (<=). Of rates of success more is better: a least (>=). The other way round the worst result meets it.",
    },
    bad: "项目 \"培训\" {\n  绩效指标 { 产出指标 { 成本指标 { 人均培训成本 >= 350元/人 } } }\n}\n",
    good: "项目 \"培训\" {\n  绩效指标 { 产出指标 { 成本指标 { 人均培训成本 <= 350元/人 } } }\n}\n",
    check: Check::Project(check),
};

fn check(cx: &ProjectCx<'_>, report: &mut Report<'_>) -> Outcome {
    let mut outcome = Outcome::NotApplicable;
    for (indicator, target) in targets(cx) {
        let Some(sign) = target.comparator else { continue };
        let (is_date, unit) = match &target.value {
            TargetValue::Number { unit, .. } => (false, unit.as_str()),
            TargetValue::Date { .. } => (true, ""),
            _ => continue,
        };
        outcome = Outcome::Ran;
        if indicator.broken {
            continue;
        }
        let name = bare_name(&indicator.name.value);
        let (meant, zh, en) = match sign.value {
            Comparator::AtLeast | Comparator::MoreThan if is_date && is_finish(name) => {
                (Comparator::AtMost, "越早越好", "earlier is better")
            }
            _ if is_date => continue,
            Comparator::AtLeast | Comparator::MoreThan
                if less_is_better(name) || is_cost(indicator, name, unit) =>
            {
                (Comparator::AtMost, "越少越好", "less is better")
            }
            Comparator::AtMost | Comparator::LessThan if more_is_better(name) => {
                (Comparator::AtLeast, "越高越好", "more is better")
            }
            _ => continue,
        };
        let (printed, meant) = (sign.value.source(), meant.source());
        let finding = report.finding(
            cx.site(target.span),
            format!("“{name}”{zh}，目标写成了“{printed} {}”", target.printed_value()),
            format!("of “{name}” {en}, but its target is “{printed} {}”", target.printed_value()),
        );
        let edits = vec![pmt_syntax::Edit { span: sign.span, text: meant.to_owned() }];
        report.push(
            finding
                .advise(
                    format!("改为“{meant}”，或改名称。"),
                    format!("Write “{meant}”, or name it otherwise."),
                )
                .fix(false, edits, format!("改为“{meant}”"), format!("write “{meant}”")),
        );
    }
    outcome
}

/// Whether the date that a name asks for is one by which something is done.
fn is_finish(name: &str) -> bool {
    const DONE: &[&str] = &["完成", "竣工", "验收", "建成", "交付", "上线", "结项", "办结", "发放", "拨付"];
    const DATES: &[&str] = &["时间", "日期", "时限", "期限"];
    let what = DATES.iter().find_map(|date| name.strip_suffix(date));
    what.is_some_and(|what| DONE.iter().any(|done| what.ends_with(done)))
}

/// Whether it is money under a level of costs.
fn is_cost(indicator: &Indicator, name: &str, unit: &str) -> bool {
    let level = indicator.level1 == Some(Level1::Cost) || indicator.level2 == Some(Level2::OutputCost);
    let money = MoneyUnit::parse(unit.split('/').next().unwrap_or(unit)).is_some();
    level && money && !NO_BURDEN.iter().any(|word| name.contains(word))
}
