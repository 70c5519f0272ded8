//! IND11: weights, where they are stated, are complete and have the right total.

use rust_decimal::Decimal;

use crate::amount::sum;
use crate::edition::{COMMON_WEIGHT_TOTALS, Key, NOT_APPLICABLE};
use crate::finding::Severity;
use crate::model::{Indicator, TargetValue};
use crate::rules::{Check, Outcome, ProjectCx, Property, Report, Rule, Source};
use crate::text::Words;

/// Weights that are incomplete, negative or of the wrong total.
pub static IND11: Rule = Rule {
    code: "IND11",
    name: "wrong-weights",
    severity: Severity::Error,
    property: Some(Property::Adequacy),
    source: Source::Practice,
    summary: Words {
        zh: "指标权重不全、为负，或合计不对",
        en: "weights that are incomplete, negative or of the wrong total",
    },
    explanation: Words {
        zh: "写了权重，就要每个指标都写，合计为 90 或 100；本地要求的合计可在 pmt.toml 的 [limits] 中设定。没有权重栏的表式可以都不写。",
        en: "Weights are given for all indicators or for none, and add up to 90 or 100; another total is set under [limits] in pmt.toml.",
    },
    bad: "项目 \"培训\" {\n  绩效指标 {\n    产出指标 {\n      数量指标 { 参训人数 >= 30 人 { 权重: 20 } }\n      质量指标 { 考核合格率 >= 90% { 权重: 20 } }\n      成本指标 { 人均培训成本 <= 350元/人 { 权重: 10 } }\n    }\n    效益指标 { 社会效益指标 { 学以致用率 >= 80% { 权重: 20 } } }\n    满意度指标 { 服务对象满意度指标 { 学员满意度 >= 90% { 权重: 10; 数据来源: \"结业问卷\" } } }\n  }\n}\n",
    good: "项目 \"培训\" {\n  绩效指标 {\n    产出指标 {\n      数量指标 { 参训人数 >= 30 人 { 权重: 30 } }\n      质量指标 { 考核合格率 >= 90% { 权重: 20 } }\n      成本指标 { 人均培训成本 <= 350元/人 { 权重: 10 } }\n    }\n    效益指标 { 社会效益指标 { 学以致用率 >= 80% { 权重: 20 } } }\n    满意度指标 { 服务对象满意度指标 { 学员满意度 >= 90% { 权重: 10; 数据来源: \"结业问卷\" } } }\n  }\n}\n",
    check: Check::Project(check),
};

fn check(cx: &ProjectCx<'_>, report: &mut Report<'_>) -> Outcome {
    let indicators = &cx.project.indicators;
    if cx.project.indicators_broken || !indicators.iter().any(|one| one.weight.is_some()) {
        return Outcome::NotApplicable;
    }
    let negative = report_negative(cx, report);
    let missing = report_missing(cx, report);
    if !negative && !missing {
        check_total(cx, report);
    }
    Outcome::Ran
}

fn report_negative(cx: &ProjectCx<'_>, report: &mut Report<'_>) -> bool {
    let mut any = false;
    for weight in cx.project.indicators.iter().filter_map(|one| one.weight.as_ref()) {
        if weight.value.is_sign_negative() && !weight.value.is_zero() {
            any = true;
            let finding = report.finding(
                cx.site(weight.span),
                format!("权重 {} 小于零", weight.value),
                format!("the weight {} is below zero", weight.value),
            );
            report.push(finding.advise("改为大于零的分值。", "Give it points above zero."));
        }
    }
    any
}

fn report_missing(cx: &ProjectCx<'_>, report: &mut Report<'_>) -> bool {
    let missing: Vec<&Indicator> =
        cx.project.indicators.iter().filter(|one| one.weight.is_none() && applies(one)).collect();
    let Some(first) = missing.first() else { return false };
    let with = cx.project.indicators.iter().filter(|one| one.weight.is_some()).count();
    let mut finding = report
        .finding(
            cx.site(first.name.span),
            format!("{with} 个指标写了权重，{} 个没有写", missing.len()),
            format!("{with} indicators have a weight, {} have none", missing.len()),
        )
        .advise("每个指标都写权重，或都不写。", "Give every indicator a weight, or none.");
    for one in missing.iter().skip(1).take(7) {
        finding = finding.relate(cx.site(one.name.span), "也没有权重", "no weight either");
    }
    report.push(finding);
    true
}

/// An indicator that does not apply has no points to give.
fn applies(indicator: &Indicator) -> bool {
    let target = indicator.target.as_ref().map(|target| &target.value);
    !matches!(target, Some(TargetValue::Words(words)) if words == NOT_APPLICABLE)
}

fn check_total(cx: &ProjectCx<'_>, report: &mut Report<'_>) {
    let weights = cx.project.indicators.iter().filter_map(|one| one.weight.as_ref());
    let Some(total) = sum(weights.map(|weight| weight.value)) else { return };
    let form = cx.edition().form().map_or(&[][..], |form| form.weight_totals);
    let usual = if form.is_empty() { COMMON_WEIGHT_TOTALS } else { form };
    let right: Vec<u32> = cx.settings.limits.weight_total.map_or_else(|| usual.to_vec(), |total| vec![total]);
    if right.iter().any(|right| Decimal::from(*right) == total) {
        return;
    }
    let total = total.normalize();
    let wanted: Vec<String> = right.iter().map(u32::to_string).collect();
    let (zh, en) = (wanted.join(" 或 "), wanted.join(" or "));
    let site = cx.site(cx.project.indicators_span.unwrap_or(cx.project.head));
    let label = cx.label(Key::Weight);
    let finding = report.finding(
        site,
        format!("“{label}”合计 {total}，应为 {zh}"),
        format!("the weights add up to {total}, not {en}"),
    );
    report.push(finding.advise("调整各指标的权重。", "Adjust the weights."));
}
