//! XRF02: the activities that the plan lists are measured.

use std::ops::Range;

use super::pairs::{Pairs, items};
use crate::edition::words_reference::ACTIVITY_MARKERS;
use crate::finding::Severity;
use crate::rules::passages::{Passage, sentences};
use crate::rules::{Check, Outcome, ProjectCx, Property, Report, Rule, Source};
use crate::text::Words;

/// Activities without an indicator.
pub static XRF02: Rule = Rule {
    code: "XRF02",
    name: "unmeasured-activity",
    severity: Severity::Hint,
    property: Some(Property::Adequacy),
    source: Source::Practice,
    summary: Words {
        zh: "实施方案列出的活动没有指标",
        en: "activities that the plan lists have no indicator",
    },
    explanation: Words {
        zh: "实施方案里逐项列出的活动，在指标里一项也看不到，做没做就无从考核。主要的活动各设一个指标，其余的可以合并。",
        en: "Whether an activity that the plan lists was done cannot be told if no indicator speaks of it. Give the main ones an indicator each; the others may share one.",
    },
    bad: "项目 \"培训\" {\n  实施方案: \"全年培训干部30人，有公益助学、读书沙龙、红色观影等。\"\n  项目概述: \"全年培训干部30人，有公益助学、读书沙龙、红色观影等。\"\n  立项依据: \"某局2022年1月10日关于同意举办培训的批复\"\n  实施主体: \"人事科负责组织\"\n  年度预算安排: \"2022年安排2万元\"\n}\n",
    good: "项目 \"培训\" {\n  实施方案: \"全年培训干部30人，有参训人数统计、结业考核。\"\n  项目概述: \"全年培训干部30人，有参训人数统计、结业考核。\"\n  立项依据: \"某局2022年1月10日关于同意举办培训的批复\"\n  实施主体: \"人事科负责组织\"\n  年度预算安排: \"2022年安排2万元\"\n}\n",
    check: Check::Project(check),
};

/// The fewest items that make a list of activities.
const LIST: usize = 3;

fn check(cx: &ProjectCx<'_>, report: &mut Report<'_>) -> Outcome {
    let plan = cx.project.plan.as_ref().and_then(|plan| plan.text.as_ref());
    let Some(passage) = Passage::some(cx, plan) else { return Outcome::NotApplicable };
    if cx.project.indicators.is_empty() || cx.project.indicators_broken {
        return Outcome::NotApplicable;
    }
    let mut measured = Pairs::of_indicators(cx);
    for task in cx.project.indicators.iter().flat_map(|indicator| &indicator.tasks) {
        measured.add(&task.value);
    }
    let listed = activities(passage.text());
    let unmeasured: Vec<Range<usize>> =
        listed.into_iter().filter(|item| measured.share(passage.words(item)).is_nothing()).collect();
    if let Some((first, others)) = unmeasured.split_first() {
        let names: Vec<&str> = unmeasured.iter().map(|item| passage.words(item)).collect();
        let finding = report
            .finding(
                passage.site(first),
                format!("实施方案列出的活动没有指标：{}", names.join("、")),
                format!("the plan lists activities that no indicator speaks of: {}", names.join(", ")),
            )
            .advise("主要的活动各设一个指标。", "Give the main ones an indicator each.");
        report.push(others.iter().fold(finding, |finding, item| {
            finding.relate(passage.site(item), "这一项也没有", "nor of this")
        }));
    }
    Outcome::Ran
}

/// The items of lists that the plan introduces as such.
fn activities(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    for sentence in sentences(text) {
        let words = text.get(sentence.clone()).unwrap_or_default();
        // A list begins at the clause that its first mark stands in.
        let Some(mark) = words.find('、') else { continue };
        let head = words.get(..mark).unwrap_or_default();
        let clause = head.rfind(['，', '：']).map_or(0, |at| at.saturating_add('，'.len_utf8()));
        let clause_words = head.get(clause..).unwrap_or_default();
        let marker = ACTIVITY_MARKERS
            .iter()
            .filter(|marker| clause_words.starts_with(**marker))
            .max_by_key(|marker| marker.len());
        let Some(marker) = marker else { continue };
        let start = sentence.start.saturating_add(clause).saturating_add(marker.len());
        let end = words.get(mark..).unwrap_or_default().find('，');
        let end = end.map_or(sentence.end, |end| sentence.start.saturating_add(mark).saturating_add(end));
        let list: Vec<Range<usize>> = items(text, start..end);
        // 不发通知、不打招呼: how it is done, not what.
        let is_done = |item: &Range<usize>| {
            !text.get(item.clone()).is_some_and(|item| item.starts_with(['不', '无', '未', '零']))
        };
        if list.len() >= LIST && list.iter().all(is_done) {
            found.extend(list);
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_is_introduced_as_one() {
        let found = |text: &'static str| {
            activities(text).into_iter().map(|range| text.get(range).unwrap()).collect::<Vec<_>>()
        };
        assert_eq!(
            found("全年进行，有品牌建设、公益助学以及公众号运维等。"),
            ["品牌建设", "公益助学", "公众号运维"]
        );
        assert_eq!(found("群团工作在3月、5月、8月各举办1场"), Vec::<&str>::new());
        assert_eq!(found("有党员、群众参加"), Vec::<&str>::new(), "two are no list");
        assert_eq!(found("即不发通知、不打招呼、不听汇报。"), Vec::<&str>::new(), "what is left undone");
    }
}
