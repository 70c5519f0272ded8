//! NAR03: a plan plans.

use std::ops::Range;

use crate::edition::words_narrative::{
    BY_CIRCUMSTANCES, MAY_WAIT_FOR, NOT_WAITING, WAITING_PHRASES, WAITING_SUBJECTS, WAITS_FOR,
};
use crate::finding::Severity;
use crate::rules::passages::{Passage, clauses, listed, sentences};
use crate::rules::{Check, Outcome, ProjectCx, Property, Report, Rule, Source};
use crate::text::Words;

/// A plan that waits for later orders.
pub static NAR03: Rule = Rule {
    code: "NAR03",
    name: "deferred-plan",
    severity: Severity::Warning,
    property: Some(Property::Feasibility),
    source: Source::Practice,
    summary: Words {
        zh: "安排要等以后的指示或情况再定", en: "the plan waits for later orders"
    },
    explanation: Words {
        zh: "“视情况而定”“根据实际情况安排”等于没有计划，也就没有可以考核的内容。按现在知道的写出内容、数量和时间；真要应急的，写明启动的条件和最多用多少。同一句里有数字的不报。",
        en: "“As circumstances require” is no plan and leaves nothing to assess. Write contents, quantities and dates as known now; for an emergency, what triggers it and the most it may cost. A sentence with figures in it is not objected to.",
    },
    bad: "项目 \"培训\" {\n  实施方案: \"具体安排视上级通知而定。\"\n}\n",
    good: "项目 \"培训\" {\n  实施方案: \"5月办第1期，视报名情况于9月办第2期。\"\n}\n",
    check: Check::Project(check),
};

/// Most characters from `视` or `根据` to the end of the phrase.
const REACH: usize = 14;

fn check(cx: &ProjectCx<'_>, report: &mut Report<'_>) -> Outcome {
    let plan = cx.project.plan.as_ref().and_then(|plan| plan.text.as_ref());
    let budget = cx.project.budget_plan.as_ref();
    let of_budget = budget.into_iter().flat_map(|budget| {
        [budget.text.as_ref(), budget.schedule.as_ref().and_then(|part| part.text.as_ref())]
    });
    let mut outcome = Outcome::NotApplicable;
    for passage in std::iter::once(plan).chain(of_budget).filter_map(|prose| Passage::some(cx, prose)) {
        outcome = Outcome::Ran;
        for range in deferred(cx, passage.text()) {
            let said = passage.words(&range);
            let finding = report.finding(
                passage.site(&range),
                format!("“{said}”：没有计划"),
                format!("“{said}” is no plan"),
            );
            report.push(finding.advise(
                "写出内容、数量和时间；应急的写明条件和上限。",
                "Write contents, quantities and dates; for an emergency, its condition and limit.",
            ));
        }
    }
    outcome
}

/// The clauses that wait, one a sentence, of sentences without a figure.
fn deferred(cx: &ProjectCx<'_>, text: &str) -> Vec<Range<usize>> {
    let phrases: Vec<&str> = listed(cx.settings.words("deferring"), WAITING_PHRASES).collect();
    let has_figure = |words: &str| words.contains(|c: char| c.is_ascii_digit());
    // By circumstances go many good plans too; it is no plan where nothing in the text is one.
    let is_bare = !has_figure(text) && cx.project.tasks().is_empty();
    let mut found = Vec::new();
    for sentence in sentences(text) {
        if text.get(sentence.clone()).is_none_or(has_figure) {
            continue;
        }
        let waits = |clause: &Range<usize>| {
            text.get(clause.clone()).is_some_and(|words| {
                waits_for(words, WAITS_FOR)
                    || phrases.iter().any(|phrase| words.contains(phrase))
                    || (is_bare && (waits_for(words, MAY_WAIT_FOR) || goes_by_circumstances(words)))
            })
        };
        found.extend(clauses(text, sentence).into_iter().find(waits));
    }
    found
}

/// `视…而定` and its like.
fn waits_for(clause: &str, what: &[&str]) -> bool {
    clause.match_indices('视').any(|(at, word)| {
        let before = clause.get(..at).unwrap_or_default();
        let begins = before.is_empty() || WAITING_SUBJECTS.iter().any(|subject| before.ends_with(subject));
        let rest = clause.get(at..).unwrap_or_default();
        let object = rest.get(word.len()..).unwrap_or_default();
        begins
            && !NOT_WAITING.iter().any(|other| rest.starts_with(other))
            && what.iter().any(|end| reaches(object, end))
    })
}

/// `根据…实际情况`, and nothing more in the clause.
fn goes_by_circumstances(clause: &str) -> bool {
    let (beginnings, ends) = BY_CIRCUMSTANCES;
    let object = beginnings.iter().find_map(|beginning| clause.strip_prefix(beginning));
    object.is_some_and(|object| {
        ends.iter().any(|end| object.ends_with(end) && reaches(object, end))
            || (object.contains("实际") && object.ends_with("情况") && object.chars().count() <= REACH)
    })
}

fn reaches(object: &str, end: &str) -> bool {
    object.find(end).is_some_and(|at| {
        let count = object.get(..at).unwrap_or_default().chars().count();
        count > 0 && count <= REACH
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_plan_that_waits_is_told_from_words_with_the_same_characters() {
        assert!(waits_for("具体安排视上级机关指示而定", WAITS_FOR));
        assert!(waits_for("视疫情的发展购买防疫物资", MAY_WAIT_FOR));
        assert!(
            !waits_for("视疫情防控情况采取线上或线下方式", WAITS_FOR),
            "only where nothing else is planned"
        );
        for right in ["视频会议情况", "重视安全情况", "电视宣传安排", "巡视整改要求", "视察安排"]
        {
            assert!(!waits_for(right, MAY_WAIT_FOR), "{right}");
        }
        assert!(goes_by_circumstances("根据疫情实际发生情况"));
        assert!(!goes_by_circumstances("根据实际情况制定的方案"));
        assert!(!goes_by_circumstances("根据本项目的实施情况来看"));
    }
}
