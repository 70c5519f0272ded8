//! STR09: a project's name fits the budget system.

use crate::edition::PROJECT_NAME_LIMIT;
use crate::finding::Severity;
use crate::rules::{Check, Outcome, ProjectCx, Property, Report, Rule, Source};
use crate::text::Words;

/// A project's name is too long.
pub static STR09: Rule = Rule {
    code: "STR09",
    name: "overlong-project-name",
    severity: Severity::Warning,
    property: Some(Property::Compliance),
    source: Source::Practice,
    summary: Words { zh: "项目名称太长", en: "a project's name is too long" },
    explanation: Words {
        zh: "项目名称说明做什么就够了，背景和范围写在“项目概述”里；太长的名称系统存不下。上限可在 pmt.toml 的 [limits] 中设定。",
        en: "A name says what is done; background and scope go into 项目概述. Budget systems do not save names that are too long. The limit is set under [limits] in pmt.toml.",
    },
    bad: LONG,
    good: "项目 \"党务干部培训\" { }\n",
    check: Check::Project(check),
};

const LONG: &str = concat!(
    "项目 \"面向全区各街道各镇各部门基层党组织书记和党务干部的党务知识集中培训",
    "以及面向机关年轻干部的党性锻炼训练营并且按照规定完成全部课程学习任务且通过结业考核取得相应结业证书的人员",
    "在结业之后继续跟踪回访和补充培训的项目\" { }\n",
);

fn check(cx: &ProjectCx<'_>, report: &mut Report<'_>) -> Outcome {
    let name = &cx.project.name;
    if name.value.is_empty() {
        return Outcome::NotApplicable;
    }
    let limit = cx.settings.limits.project_name.unwrap_or(PROJECT_NAME_LIMIT) as usize;
    let length = name.value.chars().count();
    if length > limit {
        let finding = report.finding(
            cx.site(name.span),
            format!("项目名称有 {length} 个字，最多 {limit} 个"),
            format!("the project's name has {length} characters; {limit} are allowed"),
        );
        report.push(finding.advise(
            "缩短名称，把背景和范围移到“项目概述”。",
            "Shorten it and move background and scope to 项目概述.",
        ));
    }
    Outcome::Ran
}
