//! EXC03: two projects with one code.

use std::collections::HashMap;

use crate::edition::Key;
use crate::finding::{Severity, Site};
use crate::rules::{Check, DeclarationCx, Outcome, Property, Report, Rule, Source};
use crate::text::Words;

/// Two projects of a declaration have the same code.
pub static EXC03: Rule = Rule {
    code: "EXC03",
    name: "repeated-project-code",
    severity: Severity::Error,
    property: Some(Property::Compliance),
    source: Source::Practice,
    summary: Words { zh: "两个项目用了同一个项目代码", en: "two projects have the same code" },
    explanation: Words {
        zh: "项目代码是项目在一体化系统中的身份：两个项目用同一个代码，后一个会覆盖前一个。多半是复制项目时忘了改。",
        en: "Its code is what an integrated budget system knows a project by: with the same code, the second replaces the first. Most often a project was copied and its code was not changed.",
    },
    bad: "申报 2022 { 主管部门: \"某局\"; 预算单位数: 1 }\n项目 \"法律讲座\" {\n  项目代码: \"31011722T000001\"\n  绩效指标 { 产出指标 { 质量指标 { 授课教师持证率 = 100% } } }\n}\n项目 \"物资采购\" {\n  项目代码: \"31011722T000001\"\n  绩效指标 { 产出指标 { 质量指标 { 物资验收合格率 = 100% } } }\n}\n",
    good: "申报 2022 { 主管部门: \"某局\"; 预算单位数: 1 }\n项目 \"法律讲座\" {\n  项目代码: \"31011722T000001\"\n  绩效指标 { 产出指标 { 质量指标 { 授课教师持证率 = 100% } } }\n}\n项目 \"物资采购\" {\n  项目代码: \"31011722T000002\"\n  绩效指标 { 产出指标 { 质量指标 { 物资验收合格率 = 100% } } }\n}\n",
    check: Check::Declaration(check),
};

fn check(cx: &DeclarationCx<'_>, report: &mut Report<'_>) -> Outcome {
    let mut known: HashMap<&str, (Site, &str)> = HashMap::new();
    for entry in &cx.declaration.projects {
        let Some(code) = entry.project.code.as_ref() else { continue };
        let text = code.value.trim();
        if text.is_empty() {
            continue;
        }
        let site = Site { file: entry.file, span: code.span };
        let name = entry.project.name.value.as_str();
        let Some((first, other)) = known.get(text).copied() else {
            known.insert(text, (site, name));
            continue;
        };
        let label = Key::ProjectCode.label(cx.declaration.edition);
        let finding = report.finding(
            site,
            format!("{label} {text} 已经用于项目“{other}”"),
            format!("{label} {text} is that of the project “{other}” already"),
        );
        report.push(
            finding.relate(first, format!("项目“{other}”的{label}"), format!("{label} of “{other}”")).advise(
                "核对两个项目的代码，改正复制来的那一个。",
                "Check both, and correct the one that was copied.",
            ),
        );
    }
    Outcome::Ran
}
