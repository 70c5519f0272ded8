//! VAL08: a unit fits what it counts.

use super::targets;
use crate::edition::{MoneyUnit, counted, meant_unit, unit_scale};
use crate::finding::Severity;
use crate::model::TargetValue;
use crate::rules::{Check, Outcome, ProjectCx, Property, Report, Rule, Source};
use crate::text::Words;

/// A unit of another kind of thing.
pub static VAL08: Rule = Rule {
    code: "VAL08",
    name: "unfitting-unit",
    severity: Severity::Warning,
    property: Some(Property::Adequacy),
    source: Source::Practice,
    summary: Words {
        zh: "计量单位与所计的事物不合", en: "a unit that does not fit what is counted"
    },
    explanation: Words {
        zh: "活动用场、次计，不用家；满意度用 %，不用度；“人数”不是单位。单位不合时，不是单位写错，就是名称没有写出真正计的事物。",
        en: "Events are counted in 场 or 次, not 家; satisfaction in %, not 度; 人数 is no unit. Either the unit is wrong or the name does not say what is counted.",
    },
    bad: "项目 \"党建\" {\n  绩效指标 { 产出指标 { 数量指标 { 党组织特色活动 >= 30 家 } } }\n}\n",
    good: "项目 \"党建\" {\n  绩效指标 { 产出指标 { 数量指标 { 开展特色活动的党组织 >= 30 家 } } }\n}\n",
    check: Check::Project(check),
};

fn check(cx: &ProjectCx<'_>, report: &mut Report<'_>) -> Outcome {
    let mut outcome = Outcome::NotApplicable;
    for (indicator, target) in targets(cx) {
        let (TargetValue::Number { unit, .. } | TargetValue::Range { unit, .. }) = &target.value else {
            continue;
        };
        // 万元 is a unit; 万人次 is ten thousand of one.
        let unit = if MoneyUnit::parse(unit).is_some() { unit.as_str() } else { unit_scale(unit).1 };
        if unit.is_empty() || indicator.broken {
            continue;
        }
        outcome = Outcome::Ran;
        let name = &indicator.name.value;
        let (message, advice) = if let Some(meant) = meant_unit(unit) {
            (
                (format!("“{unit}”不是计量单位"), format!("“{unit}” is no unit of measure")),
                (format!("改为“{meant}”。"), format!("Write “{meant}”.")),
            )
        } else if let Some(kind) = counted(name).filter(|kind| kind.unfitting.contains(&unit)) {
            let fitting = kind.fitting;
            (
                (format!("指标“{name}”不用“{unit}”计"), format!("“{name}” is not counted in “{unit}”")),
                (
                    format!("改用{}，或在名称中写出用“{unit}”计的事物。", fitting.join("、")),
                    format!("Use {}, or name what is counted in “{unit}”.", fitting.join(" or ")),
                ),
            )
        } else {
            continue;
        };
        let finding = report.finding(cx.site(target.value_span), message.0, message.1);
        report.push(finding.advise(advice.0, advice.1));
    }
    outcome
}
