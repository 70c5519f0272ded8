//! VAL18: most indicators can be compared with a number.

use crate::edition::{QUANTITATIVE_OTHER, QUANTITATIVE_SHARE, is_placeholder};
use crate::finding::Severity;
use crate::model::{Indicator, TargetValue};
use crate::rules::{Check, Outcome, ProjectCx, Property, Report, Rule, Source};
use crate::text::Words;

/// Too few indicators with a number.
pub static VAL18: Rule = Rule {
    code: "VAL18",
    name: "few-numbers",
    severity: Severity::Hint,
    property: Some(Property::Adequacy),
    source: Source::Practice,
    summary: Words { zh: "有数值的指标太少", en: "too few indicators with a number" },
    explanation: Words {
        zh: "定量为主、定性为辅：有数值或日期的指标宜占六成以上。比例可在 pmt.toml 的 [limits] 中设定。",
        en: "Indicators are quantitative first: six in ten should have a number or a date. The share is set under [limits] in pmt.toml.",
    },
    bad: "项目 \"培训\" {\n  绩效指标 { 产出指标 { 质量指标 { 课程安排: 按大纲执行; 教材: 用统编教材; 授课教师: 具有高级职称; 场地: 有消防验收证明; 考勤: 每日签到 } } }\n}\n",
    good: "项目 \"培训\" {\n  绩效指标 { 产出指标 { 质量指标 { 课程安排: 按大纲执行; 考核合格率 >= 95% } } }\n}\n",
    check: Check::Project(check),
};

/// The fewest indicators of which a share says anything.
const LEAST: usize = 4;

fn check(cx: &ProjectCx<'_>, report: &mut Report<'_>) -> Outcome {
    let indicators = &cx.project.indicators;
    if indicators.len() < LEAST || cx.project.indicators_broken || cx.project.indicators_misnested {
        return Outcome::NotApplicable;
    }
    let judged: Vec<&Indicator> = indicators.iter().filter(|one| !applies_not(one)).collect();
    let quantitative = judged.iter().filter(|one| is_quantitative(one)).count();
    let least = cx.settings.limits.quantitative_share.unwrap_or(QUANTITATIVE_SHARE) as usize;
    if judged.len() < LEAST || quantitative.saturating_mul(100) >= judged.len().saturating_mul(least) {
        return Outcome::Ran;
    }
    let all = judged.len();
    let mut finding = report
        .finding(
            cx.site(cx.project.indicators_span.unwrap_or(cx.project.head)),
            format!("{all} 个指标中只有 {quantitative} 个有数值或日期，不到 {least}%"),
            format!("of {all} indicators only {quantitative} have a number or a date, less than {least} %"),
        )
        .advise(
            "把能计数、能算比率、有期限的改为数值。",
            "Give a number to what can be counted, computed or dated.",
        );
    for one in judged.iter().filter(|one| !is_quantitative(one)).take(8) {
        let span = one.target.as_ref().map_or(one.name.span, |target| target.value_span);
        finding = finding.relate(cx.site(span), "没有数值", "no number");
    }
    report.push(finding);
    Outcome::Ran
}

fn applies_not(indicator: &Indicator) -> bool {
    match indicator.target.as_ref().map(|target| &target.value) {
        Some(TargetValue::Words(words)) => words == crate::edition::NOT_APPLICABLE || is_placeholder(words),
        Some(_) => false,
        None => true,
    }
}

fn is_quantitative(indicator: &Indicator) -> bool {
    match indicator.target.as_ref().map(|target| &target.value) {
        Some(TargetValue::Words(words)) => {
            indicator.kind.as_ref().is_some_and(|kind| kind.value == QUANTITATIVE_OTHER)
                || words.chars().any(char::is_numeric)
        }
        Some(_) => true,
        None => false,
    }
}
