//! XRF10: a budget that only says in words what it buys has an indicator of something it buys.

use std::ops::Range;

use super::pairs::{Pairs, items};
use crate::edition::Key;
use crate::edition::words_narrative::CALCULATION;
use crate::edition::words_reference::SPENDING;
use crate::finding::Severity;
use crate::rules::passages::{Passage, clauses, first_of, has_any, listed};
use crate::rules::{Check, Outcome, ProjectCx, Property, Report, Rule, Source};
use crate::text::Words;

/// What the money buys, and no indicator of any of it.
pub static XRF10: Rule = Rule {
    code: "XRF10",
    name: "unmeasured-spending",
    severity: Severity::Hint,
    property: Some(Property::Adequacy),
    source: Source::Practice,
    summary: Words {
        zh: "钱买的东西，没有一样有指标",
        en: "of what the money buys, nothing has an indicator",
    },
    explanation: Words {
        zh: "预算安排说钱用来购买物资、慰问志愿者，指标里数的却是别的，买了多少、发给多少人就无从考核。给买的东西设数量指标。只在预算安排没有数字时看；有分项金额的由 XRF01 看。",
        en: "Where the budget buys supplies and the indicators count something else, how much was bought cannot be assessed. Count what is bought. Looked at only where the budget has no figures; parts with amounts are XRF01's.",
    },
    bad: "项目 \"应急保障\" {\n  年度预算安排: \"用于防汛沙袋购买和抢险队员慰问。\"\n  项目概述: \"用于防汛沙袋购买和抢险队员慰问，2022年印制教材，由参加会议单位配合。\"\n  实施方案 { 任务 \"保障\": 2万元 { 时间: 2022-01 至 2022-12 } }\n  绩效指标 { 产出指标 { 数量指标 { 参加会议单位 >= 30 家 } } }\n}\n",
    good: "项目 \"应急保障\" {\n  年度预算安排: \"用于防汛沙袋购买和抢险队员慰问。\"\n  项目概述: \"用于防汛沙袋购买和抢险队员慰问，2022年印制教材，由参加会议单位配合。\"\n  实施方案 { 任务 \"保障\": 2万元 { 时间: 2022-01 至 2022-12 } }\n  绩效指标 { 产出指标 { 数量指标 { 购买防汛沙袋 >= 300 个 } } }\n}\n",
    check: Check::Project(check),
};

/// Verbs in front of a noun that is itself one.
const LIGHT_VERBS: [&str; 3] = ["进行", "开展", "用于"];

fn check(cx: &ProjectCx<'_>, report: &mut Report<'_>) -> Outcome {
    if cx.project.indicators.is_empty() || cx.project.indicators_broken {
        return Outcome::NotApplicable;
    }
    let plan = cx.project.budget_plan.as_ref();
    let estimate = plan.and_then(|plan| plan.estimate.as_ref()).and_then(|part| part.text.as_ref());
    let texts = [plan.and_then(|plan| plan.text.as_ref()), estimate];
    let Some(passage) = texts.into_iter().find_map(|text| Passage::some(cx, text)) else {
        return Outcome::NotApplicable;
    };
    let text = passage.text();
    if text.contains(|c: char| c.is_ascii_digit()) || has_any(text, CALCULATION.iter().copied()) {
        return Outcome::NotApplicable;
    }
    let measured = Pairs::of_indicators(cx);
    let bought: Vec<(Range<usize>, String)> = clauses(text, 0..text.len())
        .into_iter()
        .flat_map(|clause| items(text, clause))
        .filter_map(|mut item| {
            // 进行物资购买: the verb in front says nothing of what is bought.
            let lead = LIGHT_VERBS.iter().find(|verb| passage.words(&item).starts_with(**verb));
            item.start = item.start.saturating_add(lead.map_or(0, |verb| verb.len()));
            let words = passage.words(&item);
            let (verb, _) = first_of(words, listed(cx.settings.words("spending"), SPENDING))?;
            let (before, after) = (words.get(..verb.start)?, words.get(verb.end..)?);
            // What is bought stands behind the verb, or before it where nothing stands behind.
            Some((item, if after.is_empty() { before } else { after }.to_owned()))
        })
        .collect();
    let unmeasured = |(_, what): &(Range<usize>, String)| measured.share(what).is_nothing();
    if let Some(((first, _), others)) = bought.split_first().filter(|_| bought.iter().all(unmeasured)) {
        let label = cx.label(Key::BudgetPlan);
        let names: Vec<&str> = bought.iter().map(|(item, _)| passage.words(item)).collect();
        let finding = report
            .finding(
                passage.site(first),
                format!("“{label}”里的“{}”，没有一样有指标", names.join("”“")),
                format!("of “{}” in “{label}” nothing has an indicator", names.join("”, “")),
            )
            .advise("给买的东西设数量指标。", "Count what is bought.");
        report.push(others.iter().fold(finding, |finding, (item, _)| {
            finding.relate(passage.site(item), "这一样也没有", "nor of this")
        }));
    }
    Outcome::Ran
}
