//! What may exist only once in a declaration.

use std::collections::HashMap;

use crate::finding::{Severity, Site};
use crate::rules::{Check, DeclarationCx, Outcome, Report, Rule, Source};
use crate::text::Words;

/// Two projects of one name and unit, or two covers in one folder.
pub static IDX01: Rule = Rule {
    code: "IDX01",
    name: "duplicate-declaration",
    severity: Severity::Error,
    property: None,
    source: Source::Language,
    summary: Words {
        zh: "同一申报中有两个同名的项目，或一个文件夹有两份申报",
        en: "two projects of one name, or two covers in one folder",
    },
    explanation: Words {
        zh: "同一实施单位的项目名称不能重复；一个文件夹只有一份申报。",
        en: "A unit's projects have different names; a folder has one 申报.",
    },
    bad: "申报 2022 {\n}\n申报 2022 {\n}\n",
    good: "申报 2022 {\n}\n",
    check: Check::Declaration(check),
};

fn check(cx: &DeclarationCx<'_>, report: &mut Report<'_>) -> Outcome {
    if let Some((file, first)) = cx.declaration.cover {
        for (other_file, other) in &cx.declaration.other_covers {
            let finding = report.finding(
                Site { file: *other_file, span: other.head },
                "这个文件夹里已经有一份申报",
                "this folder already has a cover",
            );
            report.push(
                finding
                    .advise("只保留一份，或移到另一个文件夹。", "Keep one, or move it to another folder.")
                    .relate(Site { file, span: first.head }, "另一份在这里", "the other one is here"),
            );
        }
    }
    let mut seen: HashMap<(&str, &str), Site> = HashMap::new();
    for entry in &cx.declaration.projects {
        let name = &entry.project.name;
        if name.value.is_empty() {
            continue;
        }
        let site = Site { file: entry.file, span: name.span };
        // Projects of units that nobody names may be of different ones.
        let Some(unit) = entry.resolved.unit.as_deref() else { continue };
        match seen.get(&(name.value.as_str(), unit)) {
            Some(first) => {
                let finding = report.finding(
                    site,
                    format!("项目“{}”在本申报中重复", name.value),
                    format!("the declaration has two projects “{}”", name.value),
                );
                report.push(
                    finding.advise("改名，或删去其中一个。", "Rename or delete one of them.").relate(
                        *first,
                        "第一个在这里",
                        "the first one is here",
                    ),
                );
            }
            None => {
                seen.insert((name.value.as_str(), unit), site);
            }
        }
    }
    Outcome::Ran
}
