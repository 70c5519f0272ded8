//! VAL15: it is those the project serves who are asked whether they are satisfied.

use super::targets;
use crate::edition::is_satisfaction;
use crate::edition::words_indicators::{INSIDERS, NOT_THE_PUBLIC, PUBLIC};
use crate::finding::Severity;
use crate::model::{Project, Prose};
use crate::rules::{Check, Outcome, ProjectCx, Property, Report, Rule, Source};
use crate::text::Words;

/// Satisfaction of the public in a project for people inside.
pub static VAL15: Rule = Rule {
    code: "VAL15",
    name: "satisfaction-of-others",
    severity: Severity::Hint,
    property: Some(Property::Relevance),
    source: Source::Practice,
    summary: Words {
        zh: "满意度的对象不像是本项目的服务对象",
        en: "satisfaction of people whom the project does not serve",
    },
    explanation: Words {
        zh: "党建、培训一类项目服务的是党员、干部、学员，写“群众满意度”就问错了人。项目正文没有提到群众、只提到内部人员时提示。",
        en: "Party building and training serve members, cadres and trainees; 群众满意度 asks the wrong people. Said where the project's text speaks of people inside and never of the public.",
    },
    bad: "项目 \"党建\" {\n  年度总目标: \"全年培训党员 300 人，覆盖 30 个党组织。\"\n  绩效指标 { 满意度指标 { 服务对象满意度指标 { 群众满意度 >= 95% { 数据来源: \"活动后的问卷\" } } } }\n}\n",
    good: "项目 \"党建\" {\n  年度总目标: \"全年培训党员 300 人，覆盖 30 个党组织。\"\n  绩效指标 { 满意度指标 { 服务对象满意度指标 { 参训党员满意度 >= 95% { 数据来源: \"活动后的问卷\" } } } }\n}\n",
    check: Check::Project(check),
};

fn check(cx: &ProjectCx<'_>, report: &mut Report<'_>) -> Outcome {
    let mut outcome = Outcome::NotApplicable;
    for (indicator, target) in targets(cx) {
        let name = &indicator.name.value;
        if !is_satisfaction(name) || indicator.target.as_ref() != Some(target) {
            continue;
        }
        outcome = Outcome::Ran;
        let public = PUBLIC.iter().find(|word| {
            name.strip_prefix(**word).is_some_and(|rest| rest.starts_with("满意") || rest.starts_with("对"))
        });
        let Some(public) = public.filter(|_| !indicator.broken) else { continue };
        let texts = own_texts(cx);
        if !texts.iter().any(|text| INSIDERS.iter().any(|word| text.contains(word)))
            || texts.iter().any(|text| speaks_of_the_public(text))
        {
            continue;
        }
        let finding = report.finding(
            cx.site(indicator.name.span),
            format!("“{name}”问的是{public}，项目正文没有提到{public}，服务的像是内部人员"),
            format!("“{name}” asks {public}, whom the project's text never mentions: it seems to serve people inside"),
        );
        report.push(finding.advise(
            "改为本项目服务对象的满意度，如“参训学员满意度”。",
            "Ask those the project serves, as in 参训学员满意度.",
        ));
    }
    outcome
}

/// What the project says of itself: not its basis, which speaks of everything the unit does.
fn own_texts(cx: &ProjectCx<'_>) -> Vec<String> {
    let Project { overview, plan, whole_goal, annual_goal, goals, name, .. } = cx.project;
    let plan_text = plan.as_ref().and_then(|plan| plan.text.as_ref());
    let proses: [Option<&Prose>; 5] =
        [overview.as_ref(), plan_text, whole_goal.as_ref(), annual_goal.as_ref(), goals.as_ref()];
    let tasks = cx.project.tasks().iter();
    let told = tasks.clone().filter_map(|task| task.text.as_ref());
    let mut texts: Vec<String> = proses
        .into_iter()
        .flatten()
        .chain(told)
        .map(|prose| cx.resolved.text(prose).text().to_owned())
        .collect();
    texts.push(name.value.clone());
    texts.extend(tasks.map(|task| task.name.value.clone()));
    texts
}

fn speaks_of_the_public(text: &str) -> bool {
    let mut text = text.to_owned();
    for word in NOT_THE_PUBLIC {
        text = text.replace(word, "");
    }
    PUBLIC.iter().any(|word| text.contains(word))
}
