//! NAR05: who carries the project out, and who does what.

use crate::edition::words_narrative::BODY_ENDINGS;
use crate::finding::{Finding, Severity, Site};
use crate::model::Prose;
use crate::rules::passages::{Passage, is_han, listed};
use crate::rules::{Check, Outcome, ProjectCx, Property, Report, Rule, Source};
use crate::text::Words;

/// Bodies without duties.
pub static NAR05: Rule = Rule {
    code: "NAR05",
    name: "unassigned-duties",
    severity: Severity::Warning,
    property: Some(Property::Feasibility),
    source: Source::Form,
    summary: Words {
        zh: "实施主体没有写各自的职责", en: "the bodies are named without their duties"
    },
    explanation: Words {
        zh: "模板要求列举各个责任主体及其职责。只有名称，看不出谁做什么。在“实施主体”里写“组织科: \"制定计划，组织验收\"”，或者在任务里用“责任”指明。只有实施单位自己的不报。",
        en: "The template asks for each responsible body and its duties; names alone do not tell who does what. Write duties after each body, or name it under a task's 责任. The implementing unit alone is not objected to.",
    },
    bad: "项目 \"培训\" {\n  实施主体: \"组织科、纪检科\"\n}\n",
    good: "项目 \"培训\" {\n  实施主体 { 组织科: \"组织培训\"; 纪检科: \"监督经费使用\" }\n}\n",
    check: Check::Project(check),
};

fn check(cx: &ProjectCx<'_>, report: &mut Report<'_>) -> Outcome {
    let Some(bodies) = &cx.project.bodies else { return Outcome::NotApplicable };
    if let Some(passage) = Passage::some(cx, bodies.text.as_ref()).filter(|_| bodies.bodies.is_empty()) {
        let whole = passage.whole();
        if is_list_of_names(cx, passage.words(&whole)) {
            let finding = without_duties(passage.site(&whole), passage.words(&whole), report);
            report.push(finding);
        }
    } else if bodies.text.is_none() && !bodies.broken {
        // A broken task may be the one that names its owner.
        if cx.project.tasks().iter().any(|task| task.broken) {
            return Outcome::Ran;
        }
        let owners = || cx.project.tasks().iter().flat_map(|task| &task.owners);
        let mut idle = bodies.bodies.iter().filter(|body| {
            body.duties.as_ref().is_none_or(Prose::is_blank)
                && !owners().any(|owner| owner.value == body.name.value)
                && !is_own_unit(cx, &body.name.value)
        });
        if let Some(first) = idle.next() {
            let finding = without_duties(cx.site(first.name.span), &first.name.value, report);
            report.push(idle.fold(finding, |finding, body| {
                finding.relate(cx.site(body.name.span), "这一个也没有", "nor this one")
            }));
        }
    }
    Outcome::Ran
}

fn without_duties(site: Site, names: &str, report: &Report<'_>) -> Finding {
    let finding =
        report.finding(site, format!("“{names}”没有写职责"), format!("“{names}” is named without duties"));
    finding.advise("写明各自负责什么。", "Write what each is responsible for.")
}

fn is_own_unit(cx: &ProjectCx<'_>, name: &str) -> bool {
    [&cx.resolved.unit, &cx.resolved.department].into_iter().flatten().any(|unit| unit == name)
}

/// Whether a text is nothing but names of bodies, others than the unit itself.
fn is_list_of_names(cx: &ProjectCx<'_>, text: &str) -> bool {
    let text = text.trim_end_matches(['。', '；', ';']);
    if text.contains(['：', ':', '，', ',', '。']) || is_own_unit(cx, text) {
        return false;
    }
    let endings: Vec<&str> = listed(cx.settings.words("body_endings"), BODY_ENDINGS).collect();
    text.split(['、', '；', ';', '\n', '和', '与', '及']).map(str::trim).filter(|name| !name.is_empty()).all(
        |name| {
            let count = name.chars().count();
            let is_name = name
                .chars()
                .all(|c| is_han(c) || c.is_ascii_alphanumeric() || matches!(c, '（' | '）' | '·'));
            is_name
                && count <= 24
                && endings.iter().any(|ending| name.ends_with(ending) && name.len() > ending.len())
        },
    )
}
