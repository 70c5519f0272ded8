//! XRF04: overview, plan and budget speak of the same contents.

use std::ops::Range;

use super::pairs::{Pairs, items};
use crate::edition::words_reference::{CONTENT_MARKERS, NOT_CONTENT, SPENDING};
use crate::edition::{Key, words_narrative::CALCULATION};
use crate::finding::Severity;
use crate::rules::passages::{Passage, clauses, first_of, has_any, listed, sentences};
use crate::rules::{Check, Outcome, ProjectCx, Property, Report, Rule, Source};
use crate::text::Words;

macro_rules! example {
    ($contents:literal) => {
        concat!(
            "项目 \"培训\" {\n  项目概述: \"主要内容为",
            $contents,
            "。\"\n  立项依据: \"某局2022年1月10日关于同意举办培训的批复\"\n  实施主体: \"人事科负责组织\"\n  实施方案: \"5月培训干部30人。\"\n  年度预算安排: \"2022年安排2万元\"\n}\n"
        )
    };
}
/// Contents that one part names and another does not.
pub static XRF04: Rule = Rule {
    code: "XRF04",
    name: "contents-differ",
    severity: Severity::Hint,
    property: Some(Property::Relevance),
    source: Source::Practice,
    summary: Words {
        zh: "项目概述与实施方案、年度预算安排的内容不一样",
        en: "overview, plan and budget name different contents",
    },
    explanation: Words {
        zh: "概述说要做的，方案里应当有；预算里花钱的，概述里应当提到。两处各说各的，审核人不知道钱用在哪里。换了说法的请自己判断。",
        en: "What the overview says is done has its place in the plan, and what the budget pays for is named in the overview. Where they differ, a reviewer cannot tell what the money is for. Other words for the same thing are for the author to judge.",
    },
    bad: example!("培训干部30人，维护党员活动室设施"),
    good: example!("培训干部30人"),
    check: Check::Project(check),
};

fn check(cx: &ProjectCx<'_>, report: &mut Report<'_>) -> Outcome {
    let project = cx.project;
    let Some(overview) = Passage::some(cx, project.overview.as_ref()) else { return Outcome::NotApplicable };
    let plan = Passage::some(cx, project.plan.as_ref().and_then(|plan| plan.text.as_ref()));
    let budget: Vec<Passage<'_>> = project
        .budget_plan
        .iter()
        .flat_map(|budget| {
            [budget.text.as_ref()].into_iter().chain(budget.parts().map(|part| part.text.as_ref()))
        })
        .filter_map(|prose| Passage::some(cx, prose))
        .collect();
    if plan.is_none() && project.tasks().is_empty() && budget.is_empty() {
        return Outcome::NotApplicable;
    }
    let mut done = Pairs::new();
    plan.iter().chain(&budget).for_each(|passage| done.add(passage.text()));
    for task in project.tasks() {
        done.add(&task.name.value);
        task.text.iter().chain(&task.remark).for_each(|prose| done.add(cx.resolved.text(prose).text()));
        task.costing.iter().for_each(|line| done.add(&line.name.value));
    }
    let mut told = Pairs::of(overview.text());
    told.add(&project.name.value);
    let has_plan = plan.is_some() || !project.tasks().is_empty();
    let undone: Vec<Range<usize>> = contents(overview.text())
        .into_iter()
        .filter(|item| has_plan && done.share(overview.words(item)).is_absent())
        .collect();
    if let Some((first, others)) = undone.split_first() {
        let (overview_label, plan_label) = (cx.label(Key::Overview), cx.label(Key::Plan));
        let said = overview.words(first);
        let mut finding = report
            .finding(
                overview.site(first),
                format!("“{overview_label}”里的“{said}”，“{plan_label}”里没有提到"),
                format!("“{said}” of “{overview_label}” is not in “{plan_label}”"),
            )
            .advise("两处写成一样的内容。", "Let both name the same contents.");
        for item in others {
            finding = finding.relate(overview.site(item), "这一项也没有提到", "nor is this");
        }
        if let Some(plan) = &plan {
            for item in lists(plan.text()).into_iter().filter(|item| told.share(plan.words(item)).is_absent())
            {
                finding = finding.relate(
                    plan.site(&item),
                    format!("这一项只有“{plan_label}”里有"),
                    format!("this is in “{plan_label}” alone"),
                );
            }
        }
        report.push(finding);
    }
    for passage in &budget {
        untold(cx, &told, &overview, passage, report);
    }
    Outcome::Ran
}

/// What the budget pays for and the overview does not name.
fn untold(
    cx: &ProjectCx<'_>,
    told: &Pairs,
    overview: &Passage<'_>,
    budget: &Passage<'_>,
    report: &mut Report<'_>,
) {
    // Only a budget without figures says in prose alone what it pays for; the parts of one with figures are XRF01's.
    if budget.text().contains(|c: char| c.is_ascii_digit())
        || !matches!(budget.prose.key, Some(Key::BudgetPlan | Key::Estimate))
        || has_any(budget.text(), CALCULATION.iter().copied())
    {
        return;
    }
    let spending = listed(cx.settings.words("spending"), SPENDING);
    for clause in clauses(budget.text(), 0..budget.text().len()) {
        for item in items(budget.text(), clause) {
            let said = budget.words(&item);
            if has_any(said, spending.clone()) && told.share(said).is_absent() {
                let (overview_label, budget_label) = (cx.label(Key::Overview), cx.label(Key::BudgetPlan));
                let finding = report.finding(
                    budget.site(&item),
                    format!("“{budget_label}”里的“{said}”，“{overview_label}”里没有提到"),
                    format!("“{said}” of “{budget_label}” is not in “{overview_label}”"),
                );
                report.push(
                    finding.advise("两处写成一样的内容。", "Let both name the same contents.").relate(
                        overview.site(&overview.whole()),
                        format!("“{overview_label}”"),
                        format!("“{overview_label}”"),
                    ),
                );
            }
        }
    }
}

/// The contents that an overview names: what follows `主要内容为`, but for clauses about money. Of one
/// that does not say so, nobody knows which of its words are contents and which are purposes.
fn contents(text: &str) -> Vec<Range<usize>> {
    let Some((introduction, _)) = first_of(text, CONTENT_MARKERS.iter().copied()) else { return Vec::new() };
    let start = introduction.end;
    let rest = text.get(start..).unwrap_or_default();
    let within = start..rest.find('。').map_or(text.len(), |end| start.saturating_add(end));
    let is_content = |range: &Range<usize>| {
        text.get(range.clone()).is_some_and(|words| !has_any(words, NOT_CONTENT.iter().copied()))
    };
    clauses(text, within).into_iter().filter(is_content).flat_map(|clause| items(text, clause)).collect()
}

/// The items of lists in a plan.
fn lists(text: &str) -> Vec<Range<usize>> {
    sentences(text)
        .into_iter()
        .filter(|sentence| {
            text.get(sentence.clone()).is_some_and(|words| words.contains(['、']) || words.contains("以及"))
        })
        .flat_map(|sentence| clauses(text, sentence))
        .flat_map(|clause| items(text, clause))
        .collect()
}
