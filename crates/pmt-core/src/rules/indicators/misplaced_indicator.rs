//! IND06: an indicator stands where its name says it belongs.

use crate::edition::words_degree::is_bare_degree;
use crate::edition::words_indicators::{is_effect, is_own_output, is_plain_count, is_timely};
use crate::edition::{Level1, Level2, is_satisfaction};
use crate::finding::Severity;
use crate::model::{Indicator, TargetValue};
use crate::rules::{Check, Outcome, ProjectCx, Property, Report, Rule, Source};
use crate::text::Words;

/// A level-3 indicator under the wrong level 2.
pub static IND06: Rule = Rule {
    code: "IND06",
    name: "misplaced-indicator",
    severity: Severity::Warning,
    property: Some(Property::Relevance),
    source: Source::Practice,
    summary: Words { zh: "三级指标放错了二级指标", en: "an indicator under the wrong level 2" },
    explanation: Words {
        zh: "及时率、完成时间属于时效，满意度属于满意度指标，成效、能力这类结果属于效益，人次、场次这类计数属于数量。",
        en: "Timeliness goes under 时效, satisfaction under 满意度, effects and abilities under 效益, plain counts under 数量.",
    },
    bad: "项目 \"培训\" {\n  绩效指标 { 产出指标 { 质量指标 { 课程按期完成率 >= 95%; 考核合格率 >= 95% } } }\n}\n",
    good: "项目 \"培训\" {\n  绩效指标 { 产出指标 { 质量指标 { 考核合格率 >= 95% }; 时效指标 { 课程按期完成率 >= 95% } } }\n}\n",
    check: Check::Project(check),
};

fn check(cx: &ProjectCx<'_>, report: &mut Report<'_>) -> Outcome {
    if cx.project.indicators_misnested {
        return Outcome::NotApplicable;
    }
    let mut outcome = Outcome::NotApplicable;
    for indicator in &cx.project.indicators {
        let Some(here) = indicator.level2 else { continue };
        outcome = Outcome::Ran;
        // A level 2 in the wrong place is IND05's.
        if indicator.level1 != Some(here.parent()) || indicator.broken {
            continue;
        }
        let Some(home) = home(indicator, here) else { continue };
        let name = &indicator.name.value;
        let at = indicator.level2_name.as_ref().map_or(here.info().name, |level| level.value.as_str());
        let mut finding = report
            .finding(
                cx.site(indicator.name.span),
                format!("“{name}”不是“{at}”，应属“{home}”"),
                format!("“{name}” is no “{at}” but a “{home}”"),
            )
            .advise(format!("移到“{home}”之下。"), format!("Move it under “{home}”."));
        if let Some(level) = &indicator.level2_name {
            finding = finding.relate(cx.site(level.span), "现在写在这里", "it stands here");
        }
        report.push(finding);
    }
    outcome
}

/// Where an indicator belongs, if it certainly does not belong where it stands.
fn home(indicator: &Indicator, here: Level2) -> Option<&'static str> {
    let name = &indicator.name.value;
    if is_satisfaction(name) {
        return (here != Level2::ServedSatisfaction).then_some(Level1::Satisfaction.info().name);
    }
    let of_output = here.parent() == Level1::Output;
    let of_benefit = here.parent() == Level1::Benefit;
    if is_timely(name) {
        return (here != Level2::Timeliness && (of_output || of_benefit))
            .then_some(Level2::Timeliness.info().name);
    }
    let value = indicator.target.as_ref().map(|target| &target.value);
    match value {
        // 处理能力 >= 500 吨/日 is what was made, and a quality of it.
        Some(TargetValue::Words(words)) if is_effect(name) => (here == Level2::Quality
            && (is_bare_degree(words) && words != "达标"))
            .then_some(Level1::Benefit.info().name),
        Some(TargetValue::Number { unit, .. }) if unit != "%" => {
            let misplaced =
                (here == Level2::Quality && is_plain_count(name)) || (of_benefit && is_own_output(name));
            misplaced.then_some(Level2::Quantity.info().name)
        }
        _ => None,
    }
}
