//! VAL16: a satisfaction says how it is found out.

use crate::edition::words_indicators::{SILENCE, SURVEYS};
use crate::edition::{Key, NOT_APPLICABLE, is_satisfaction};
use crate::finding::Severity;
use crate::model::{Prose, TargetValue};
use crate::rules::{Check, Outcome, ProjectCx, Property, Report, Rule, Source};
use crate::text::Words;

/// Satisfaction without a way to measure it.
pub static VAL16: Rule = Rule {
    code: "VAL16",
    name: "unmeasured-satisfaction",
    severity: Severity::Hint,
    property: Some(Property::Adequacy),
    source: Source::Practice,
    summary: Words {
        zh: "满意度没有说明怎样取得", en: "a satisfaction without a way to find it out"
    },
    explanation: Words {
        zh: "满意度要靠问卷、抽样调查、回访之类取得；在“数据来源”或“计算方法”中写明，样本多少一并写上。没有人投诉不等于满意。",
        en: "Satisfaction comes from questionnaires, samples or follow-up calls: say so under 数据来源 or 计算方法, with the size of the sample. That nobody complains is no satisfaction.",
    },
    bad: "项目 \"培训\" {\n  绩效指标 { 满意度指标 { 服务对象满意度指标 { 学员满意度 >= 90% } } }\n}\n",
    good: "项目 \"培训\" {\n  绩效指标 { 满意度指标 { 服务对象满意度指标 { 学员满意度 >= 90% { 数据来源: \"结业问卷，每期不少于50份\" } } } }\n}\n",
    check: Check::Project(check),
};

fn check(cx: &ProjectCx<'_>, report: &mut Report<'_>) -> Outcome {
    let mut outcome = Outcome::NotApplicable;
    for indicator in &cx.project.indicators {
        let name = &indicator.name.value;
        let applies = indicator.target.as_ref().is_some_and(
            |target| !matches!(&target.value, TargetValue::Words(words) if words == NOT_APPLICABLE),
        );
        if !is_satisfaction(name) || !applies {
            continue;
        }
        outcome = Outcome::Ran;
        let told: Vec<String> = indicator
            .notes
            .iter()
            .filter(|note| tells(note))
            .map(|note| cx.resolved.text(note).text().trim().to_owned())
            .filter(|text| !crate::edition::is_placeholder(text))
            .collect();
        let silence = told.iter().any(|text| SILENCE.iter().any(|word| text.contains(word)));
        let surveyed = |text: &str| SURVEYS.iter().any(|word| text.contains(word));
        let found_out = if silence { told.iter().any(|text| surveyed(text)) } else { !told.is_empty() };
        if found_out || indicator.broken || (!silence && prose_tells(cx, surveyed)) {
            continue;
        }
        let (zh, en) = if silence {
            ("把没有人投诉当作满意", "takes silence for satisfaction")
        } else {
            ("没有说明怎样取得", "does not say how it is found out")
        };
        let finding =
            report.finding(cx.site(indicator.name.span), format!("“{name}”{zh}"), format!("“{name}” {en}"));
        let finding = finding
            .advise(
                "在“数据来源”中写明问卷或抽样调查，以及样本多少。",
                "Name the questionnaire or the survey, and the size of its sample, under 数据来源.",
            )
            .advise_on_paper(
                "写明问卷或抽样调查，以及样本多少。",
                "Name the questionnaire or the survey, and the size of its sample.",
            );
        // A form without a column for it has no place to say so.
        let has_place = cx.project.indicators.iter().any(|one| one.notes.iter().any(tells));
        report.push(if has_place { finding } else { finding.not_on_paper() });
    }
    outcome
}

/// Whether an attribute is one under which the way of measuring is told.
fn tells(note: &Prose) -> bool {
    matches!(note.key, Some(Key::Method | Key::Source | Key::Scoring | Key::Explanation | Key::Remark))
}

/// Whether the project's prose says that people are asked.
fn prose_tells(cx: &ProjectCx<'_>, surveyed: impl Fn(&str) -> bool) -> bool {
    cx.project.prose().any(|prose| {
        let text = cx.resolved.text(prose);
        text.text().contains("满意") && surveyed(text.text())
    })
}
