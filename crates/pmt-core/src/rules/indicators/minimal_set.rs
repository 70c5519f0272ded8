//! IND10: much money is not measured by the least that the form accepts.

use std::collections::HashSet;

use rust_decimal::Decimal;

use super::set::can_tell;
use crate::amount::readable;
use crate::edition::{Level2, MINIMAL_SET_AMOUNT};
use crate::finding::Severity;
use crate::rules::{Check, Outcome, ProjectCx, Property, Report, Rule, Source};
use crate::text::Words;

/// One indicator per level 2 for a large project.
pub static IND10: Rule = Rule {
    code: "IND10",
    name: "minimal-set",
    severity: Severity::Hint,
    property: Some(Property::Adequacy),
    source: Source::Practice,
    summary: Words {
        zh: "金额较大的项目每个二级指标只设一个",
        en: "a large project with one indicator per level 2",
    },
    explanation: Words {
        zh: "钱花在几件事上，就应有几个产出指标。金额较大而每个二级指标只有一个，往往有支出没有对应的指标。任务不止一项、每项都有指标“对应”的，不在此列。金额界限可在 pmt.toml 的 [limits] 中设定。",
        en: "Money that pays for several things has several outputs. Where a large project has one indicator per level 2, some spending is mostly not measured. A plan of several tasks, each named by an indicator's 对应, is left alone. The amount is set under [limits] in pmt.toml.",
    },
    bad: "项目 \"培训\" {\n  年度资金申请总额: 102万元\n  绩效指标 { 产出指标 { 数量指标 { 参训人数 >= 300 人 } } }\n}\n",
    good: "项目 \"培训\" {\n  年度资金申请总额: 102万元\n  绩效指标 { 产出指标 { 数量指标 { 参训人数 >= 300 人; 培训期数 >= 6 期; 教材印制册数 >= 300 册 } } }\n}\n",
    check: Check::Project(check),
};

fn check(cx: &ProjectCx<'_>, report: &mut Report<'_>) -> Outcome {
    let Some(annual) = cx.project.annual.amount else { return Outcome::NotApplicable };
    if !can_tell(cx) {
        return Outcome::NotApplicable;
    }
    let least = Decimal::from(cx.settings.limits.minimal_set_amount.unwrap_or(MINIMAL_SET_AMOUNT));
    let levels: HashSet<Level2> = cx.project.indicators.iter().filter_map(|one| one.level2).collect();
    let (count, levels) = (cx.project.indicators.len(), levels.len());
    // One more than the least is still the least.
    if annual.yuan < least || count > levels.saturating_add(1) || measures_every_task(cx) {
        return Outcome::Ran;
    }
    let amount = readable(annual.yuan);
    let (zh, en) = match (levels, count) {
        (_, 1) => ("却只有 1 个三级指标".to_owned(), "but only one indicator".to_owned()),
        (1, _) => (format!("却只有 {count} 个三级指标"), format!("but only {count} indicators")),
        _ if count == levels => (
            format!("{levels} 个二级指标却各只有 1 个三级指标"),
            format!("but only one indicator for each of the {levels} level-2 categories"),
        ),
        _ => (
            format!("却只有 {count} 个三级指标，{levels} 个二级指标几乎各只有 1 个"),
            format!(
                "but only {count} indicators, hardly more than one for each of the {levels} level-2 categories"
            ),
        ),
    };
    let finding = report
        .finding(
            cx.site(cx.project.indicators_span.unwrap_or(cx.project.head)),
            format!("年度资金 {amount}，{zh}"),
            format!("{amount} this year, {en}"),
        )
        .advise(
            format!("{}以上的项目，按各项支出补充产出指标。", readable(least)),
            format!("From {} on, add indicators for what each part of the money pays for.", readable(least)),
        )
        .relate(cx.site(annual.span), "年度资金", "the annual amount");
    // A form without a column for it cannot say which indicator measures what.
    let has_place = cx.project.indicators.iter().any(|one| !one.tasks.is_empty());
    report.push(if has_place { finding } else { finding.not_on_paper() });
    Outcome::Ran
}

/// Whether the plan has several tasks and each is measured by an indicator of its own.
fn measures_every_task(cx: &ProjectCx<'_>) -> bool {
    let tasks = cx.project.tasks();
    let measured = |name: &str| {
        let mut named = cx.project.indicators.iter().flat_map(|one| &one.tasks);
        named.any(|task| task.value == name)
    };
    tasks.len() > 1 && tasks.iter().all(|task| measured(&task.name.value))
}
