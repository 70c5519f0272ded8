//! IND05: every indicator stands under a level 2 of the form, under its own level 1.

use std::collections::HashSet;

use pmt_syntax::Span;

use crate::edition::{Edition, Key, Level1, Level2};
use crate::finding::Severity;
use crate::lower::{is_slip, nearest};
use crate::model::{At, Indicator};
use crate::rules::{Check, Outcome, ProjectCx, Property, Report, Rule, Source};
use crate::text::Words;

/// A level that the form does not have there.
pub static IND05: Rule = Rule {
    code: "IND05",
    name: "misplaced-level",
    severity: Severity::Error,
    property: Some(Property::Completeness),
    source: Source::Form,
    summary: Words {
        zh: "二级指标放错了一级指标，或没有这个一级、二级指标",
        en: "a level-2 indicator under the wrong level 1, or a level that no form has",
    },
    explanation: Words {
        zh: "一级、二级指标是表式固定的：数量、质量、时效在产出之下，社会效益在效益之下。三级指标写在二级指标之下。别的版式才有的由 KEY05 提示。",
        en: "Levels 1 and 2 are the form's: quantity, quality and timeliness under output, social benefit under benefit. Indicators stand under a level 2. What another edition has is KEY05's.",
    },
    bad: "项目 \"培训\" {\n  绩效指标 {\n    产出指标 { 数量指标 { 参训人数 >= 30 人 } }\n    效益指标 { 质量指标 { 考核合格率 >= 90% } }\n  }\n}\n",
    good: "项目 \"培训\" {\n  绩效指标 {\n    产出指标 {\n      数量指标 { 参训人数 >= 30 人 }\n      质量指标 { 考核合格率 >= 90% }\n    }\n  }\n}\n",
    check: Check::Project(check),
};

fn check(cx: &ProjectCx<'_>, report: &mut Report<'_>) -> Outcome {
    if cx.project.indicators.is_empty() || cx.project.indicators_misnested {
        return Outcome::NotApplicable;
    }
    let mut seen: HashSet<Span> = HashSet::new();
    for indicator in &cx.project.indicators {
        let Some((at, message)) = objection(indicator) else { continue };
        // A region whose form is not known may have levels of its own: there only a slip of the pen is certain.
        if cx.edition() == Edition::Common && !message.certain {
            continue;
        }
        if !seen.insert(at.span) {
            continue;
        }
        let finding = report.finding(cx.site(at.span), message.zh, message.en);
        report.push(finding.advise(message.advice_zh, message.advice_en));
    }
    Outcome::Ran
}

struct Objection {
    /// Whether it holds whatever the edition.
    certain: bool,
    zh: String,
    en: String,
    advice_zh: String,
    advice_en: String,
}

/// What is wrong with the levels above an indicator, at the outermost of them.
fn objection(indicator: &Indicator) -> Option<(&At<String>, Objection)> {
    let Indicator { level1, level1_name, level2, level2_name, .. } = indicator;
    match (level1_name, level1, level2_name, level2) {
        (None, ..) => {
            Some((&indicator.name, no_level(&indicator.name.value, Key::Indicators.label(Edition::Common))))
        }
        (Some(name), None, ..) => Some((name, unknown_level1(&name.value))),
        (Some(above), Some(_), None, _) => {
            Some((&indicator.name, no_level(&indicator.name.value, &above.value)))
        }
        (Some(_), Some(level1), Some(name), None) => Some((name, unknown_level2(&name.value, *level1))),
        (Some(_), Some(level1), Some(name), Some(level2)) if level2.parent() != *level1 => {
            Some((name, misplaced(*level1, *level2)))
        }
        _ => None,
    }
}

fn no_level(name: &str, above: &str) -> Objection {
    Objection {
        certain: false,
        zh: format!("三级指标“{name}”直接写在“{above}”之下"),
        en: format!("the indicator “{name}” stands directly under “{above}”"),
        advice_zh: "写到相应的二级指标之下。".to_owned(),
        advice_en: "Put it under its level-2 indicator.".to_owned(),
    }
}

fn unknown_level1(name: &str) -> Objection {
    let zh = format!("没有一级指标“{name}”");
    let en = format!("there is no level-1 indicator “{name}”");
    if let Some((level2, _)) = Level2::parse(name, None) {
        let home = level2.parent().info().name;
        return Objection {
            certain: true,
            zh,
            en,
            advice_zh: format!("它是二级指标，应写在“{home}”之下。"),
            advice_en: format!("It is a level-2 indicator and belongs under “{home}”."),
        };
    }
    let names: Vec<&str> = Level1::all().map(|level| level.info().name).collect();
    offer(zh, en, name, &names)
}

fn unknown_level2(name: &str, level1: Level1) -> Objection {
    let names: Vec<&str> =
        Level2::all().filter(|level| level.parent() == level1).map(|level| level.info().name).collect();
    let above = level1.info().name;
    offer(
        format!("“{above}”没有二级指标“{name}”"),
        format!("“{above}” has no level-2 indicator “{name}”"),
        name,
        &names,
    )
}

fn offer(zh: String, en: String, name: &str, names: &[&str]) -> Objection {
    let near = nearest(name, names.iter().copied());
    let (advice_zh, advice_en) = if let Some(near) = near {
        (format!("是不是“{near}”？"), format!("Did you mean “{near}”?"))
    } else {
        let list = names.join("、");
        (format!("可用：{list}。"), format!("There are: {list}."))
    };
    Objection { certain: near.is_some_and(|near| is_slip(name, near)), zh, en, advice_zh, advice_en }
}

fn misplaced(level1: Level1, level2: Level2) -> Objection {
    let (name, here, home) = (level2.info().name, level1.info().name, level2.parent().info().name);
    // Older forms have satisfaction among the effects.
    let certain = (level1, level2) != (Level1::Benefit, Level2::ServedSatisfaction);
    Objection {
        certain,
        zh: format!("二级指标“{name}”不属于“{here}”"),
        en: format!("the level-2 indicator “{name}” does not belong to “{here}”"),
        advice_zh: format!("移到“{home}”之下。"),
        advice_en: format!("Move it under “{home}”."),
    }
}
