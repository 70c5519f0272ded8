//! EXC01: a code without which no system takes the row.

use crate::declaration::Entry;
use crate::edition::Key;
use crate::finding::{Severity, Site};
use crate::rules::{Check, DeclarationCx, Outcome, Property, Report, Rule, Source};
use crate::text::Words;

/// A code that the exchange needs is missing.
pub static EXC01: Rule = Rule {
    code: "EXC01",
    name: "missing-exchange-code",
    severity: Severity::Error,
    property: Some(Property::Completeness),
    source: Source::Practice,
    summary: Words {
        zh: "缺少一体化系统需要的代码",
        en: "a code that integrated budget systems need is missing",
    },
    explanation: Words {
        zh: "一体化系统按年度、财政区划代码、单位代码和项目代码认定一行数据。项目代码写在项目里；单位代码写在项目或封面里，或写在 `pmt.toml` 的 `[exchange]` 的 `agency_code`；财政区划代码写在 `[exchange]` 的 `division_code`。只在 `pmt.toml` 有 `[exchange]` 时，或用 `pmt compile --layout flat` 时检查。",
        en: "An integrated budget system knows a row by its year, division, unit and project codes. 项目代码 stands in the project; 单位代码 in the project, on the cover, or as `agency_code` under `[exchange]` in `pmt.toml`; the division's code as `division_code` under `[exchange]`. Checked only where `pmt.toml` has `[exchange]`, and by `pmt compile --layout flat`.",
    },
    bad: "申报 2022 {\n  单位代码: \"129001\"\n}\n\n项目 \"培训\" {\n}\n",
    good: "申报 2022 {\n  单位代码: \"129001\"\n}\n\n项目 \"培训\" {\n  项目代码: \"31011722T000001\"\n}\n",
    check: Check::Declaration(check),
};

fn check(cx: &DeclarationCx<'_>, report: &mut Report<'_>) -> Outcome {
    let Some(frame) = super::frame(cx) else { return Outcome::NotApplicable };
    let declaration = cx.declaration;
    let Some(first) = declaration.projects.first() else { return Outcome::NotApplicable };
    let whole = match declaration.cover {
        Some((file, cover)) => Site { file, span: cover.head },
        None => Site { file: first.file, span: first.project.head },
    };
    if frame.settings.division_code.as_deref().is_none_or(is_blank) {
        let finding =
            report.finding(whole, "没有财政区划代码", "the division's code is missing (财政区划代码)");
        report.push(finding.advise(
            "在 pmt.toml 的 [exchange] 中写 division_code = \"…\"。",
            "Write division_code = \"…\" under [exchange] in pmt.toml.",
        ));
    }
    if frame.year.is_none() {
        let finding = report.finding(whole, "没有申报年度", "the fiscal year is missing");
        let label = Key::Declaration.label(frame.edition);
        report.push(finding.advise(
            format!("写在封面上，例如“{label} 2026”。"),
            format!("It stands on the cover: “{label} 2026”."),
        ));
    }
    units(cx, frame.settings.agency_code.as_deref(), whole, report);
    let label = Key::ProjectCode.label(frame.edition);
    for entry in &declaration.projects {
        if entry.project.code.as_ref().is_none_or(|code| is_blank(&code.value)) {
            lacks(entry, label, report);
        }
    }
    Outcome::Ran
}

/// A unit's code is asked for once where the cover could give it.
fn units(cx: &DeclarationCx<'_>, configured: Option<&str>, whole: Site, report: &mut Report<'_>) {
    if configured.is_some_and(|code| !is_blank(code)) {
        return;
    }
    let declaration = cx.declaration;
    let label = Key::UnitCode.label(declaration.edition);
    let lacking: Vec<_> = declaration
        .projects
        .iter()
        .filter(|entry| entry.resolved.unit_code.as_deref().is_none_or(is_blank))
        .collect();
    if !lacking.is_empty() && declaration.cover.is_some() {
        let count = lacking.len();
        let finding = report.finding(
            whole,
            format!("{count} 个项目没有{label}"),
            format!("{count} project(s) have no {label}"),
        );
        report.push(finding.advise(
            format!("在封面上写“{label}: \"…\"”，或在各个项目里写。"),
            format!("Write “{label}: \"…\"” on the cover, or in each project."),
        ));
        return;
    }
    for entry in lacking {
        lacks(entry, label, report);
    }
}

/// A project lacks a key of its own.
fn lacks(entry: &Entry<'_>, label: &str, report: &mut Report<'_>) {
    let site = Site { file: entry.file, span: entry.project.head };
    let name = &entry.project.name.value;
    let finding = report.finding(
        site,
        format!("项目“{name}”没有{label}"),
        format!("the project “{name}” has no {label}"),
    );
    report.push(
        finding.advise(
            format!("在项目里写“{label}: \"…\"”。"),
            format!("Write “{label}: \"…\"” in the project."),
        ),
    );
}

fn is_blank(code: &str) -> bool {
    code.trim().is_empty()
}
