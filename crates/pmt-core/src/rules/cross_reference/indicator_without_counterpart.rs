//! XRF03: what an indicator measures is spoken of in the narrative or the goals.

use super::pairs::{Pairs, own_characters};
use crate::edition::words_reference::MASS_ORGANISATIONS;
use crate::edition::{Key, Level2};
use crate::finding::Severity;
use crate::model::{Indicator, TargetValue};
use crate::rules::passages::Passage;
use crate::rules::{Check, Outcome, ProjectCx, Property, Report, Rule, Source};
use crate::text::{Message, Words};

/// An indicator of what the project does not speak of.
pub static XRF03: Rule = Rule {
    code: "XRF03",
    name: "indicator-without-counterpart",
    severity: Severity::Hint,
    property: Some(Property::Relevance),
    source: Source::Practice,
    summary: Words {
        zh: "指标在情况说明和目标里没有对应的内容",
        en: "neither narrative nor goals speak of what an indicator measures",
    },
    explanation: Words {
        zh: "指标要考核项目做的事。名称里的词在情况说明、任务和目标里一个也找不到的，可能是从别处抄来的。写了“对应”的指标和目标为 0 的（事故、投诉）不检查。",
        en: "An indicator measures what the project does. One whose words stand nowhere in the narrative, the tasks and the goals may have been copied from elsewhere. Indicators with 对应, and targets of zero (accidents, complaints), are not looked at.",
    },
    bad: "项目 \"培训\" {\n  绩效目标: \"培训干部30人。\"\n  绩效指标 {\n    产出指标 { 数量指标 { 宣讲视频拍摄量 >= 3 部 } }\n  }\n}\n",
    good: "项目 \"培训\" {\n  绩效目标: \"培训干部30人，拍摄宣讲视频3部。\"\n  绩效指标 {\n    产出指标 { 数量指标 { 宣讲视频拍摄量 >= 3 部 } }\n  }\n}\n",
    check: Check::Project(check),
};

fn check(cx: &ProjectCx<'_>, report: &mut Report<'_>) -> Outcome {
    let project = cx.project;
    // Without a narrative, the goals alone are too short to speak of everything.
    let has_narrative = [project.overview.is_some(), project.plan.is_some(), project.goals.is_some()];
    if !has_narrative.contains(&true) || project.indicators.is_empty() {
        return Outcome::NotApplicable;
    }
    let mut said = Pairs::new();
    let mut contents = String::new();
    said.add(&project.name.value);
    for passage in Passage::all(cx).filter(|passage| !is_note(passage)) {
        said.add(passage.text());
        if !matches!(passage.prose.key, Some(Key::Basis | Key::Documents | Key::Duties | Key::BasisContent)) {
            contents.push_str(passage.text());
            contents.push('\n');
        }
    }
    for task in project.tasks() {
        said.add(&task.name.value);
        contents.push_str(&task.name.value);
        for line in &task.costing {
            said.add(&line.name.value);
            contents.push_str(&line.name.value);
        }
    }
    for indicator in project.indicators.iter().filter(|indicator| is_of_contents(indicator)) {
        let name = indicator.name.value.as_str();
        let unsaid = unsaid_organisation(name, &contents);
        let is_unsaid = said.share(name).is_nothing() && is_worded_otherwise(name, &contents);
        if !is_unsaid && unsaid.is_none() {
            continue;
        }
        let what = unsaid.map_or_else(
            || Message::new(format!("“{name}”"), format!("“{name}”")),
            |short| Message::new(format!("“{name}”里的“{short}”"), format!("the “{short}” of “{name}”")),
        );
        let finding = report.finding(
            cx.site(indicator.name.span),
            format!("情况说明和目标里没有提到{}", what.zh),
            format!("neither narrative nor goals speak of {}", what.en),
        );
        report.push(finding.advise(
            "写明与它对应的工作，或者换一个考核本项目的指标。",
            "Write what work it measures, or take one that measures this project.",
        ));
    }
    Outcome::Ran
}

/// Whether at most half of a name's own characters stand in a text: more, and it may be a short form of something there
/// (`参训` for `参加培训`).
fn is_worded_otherwise(name: &str, text: &str) -> bool {
    let own: Vec<char> = own_characters(name);
    let found = own.iter().filter(|c| text.contains(**c)).count();
    found.saturating_mul(2) <= own.len()
}

fn is_note(passage: &Passage<'_>) -> bool {
    matches!(
        passage.prose.key,
        Some(Key::Explanation | Key::Method | Key::Source | Key::TargetBasis | Key::Scoring | Key::Remark)
    )
}

/// Whether an indicator counts or judges what the project does. Rates, timeliness, cost, benefit and satisfaction fit
/// every project and are often in no text.
fn is_of_contents(indicator: &Indicator) -> bool {
    let is_share = indicator.name.value.ends_with(['率', '度']);
    matches!(indicator.level2, Some(Level2::Quantity | Level2::Quality))
        && !is_share
        && indicator.tasks.is_empty()
        && !counts_what_should_not_happen(indicator)
}

/// Whether the target is that something does not happen: no narrative speaks of what is not to be done.
fn counts_what_should_not_happen(indicator: &Indicator) -> bool {
    let mut targets = indicator.target.iter().chain(&indicator.overall);
    targets.any(|target| match &target.value {
        TargetValue::Number { value, .. } => value.is_zero(),
        TargetValue::Words(words) => {
            words.starts_with(['零', '无', '0', '０']) || words.starts_with("不发生")
        }
        _ => false,
    })
}

/// In a list of mass organisations by their short names (`工、青、妇`), one that the contents do not speak of.
fn unsaid_organisation(name: &str, contents: &str) -> Option<&'static str> {
    let mut parts = name.split('、').peekable();
    let mut listed = Vec::new();
    while let Some(part) = parts.next() {
        let short = MASS_ORGANISATIONS
            .iter()
            .find(|(short, _)| if parts.peek().is_some() { part == *short } else { part.starts_with(short) });
        listed.push(*short?);
    }
    let unsaid = |(_, words): &(&str, &[&str])| !words.iter().any(|word| contents.contains(word));
    listed.into_iter().find(unsaid).filter(|_| name.contains('、')).map(|(short, _)| short)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_of_organisations_is_taken_apart() {
        let unsaid = unsaid_organisation;
        assert_eq!(unsaid("工、青、妇活动", "与机关妇联、团区委联合举办"), Some("工"));
        assert_eq!(unsaid("工、青、妇活动", "与工会、妇联、团区委联合举办"), None);
        assert_eq!(unsaid("工程、青年活动", "修路"), None);
    }
}
