//! EXC02: a text that the exchange's column cuts off or refuses.

use std::collections::BTreeSet;

use crate::exchange::{Cell, Kind, Table};
use crate::finding::Severity;
use crate::rules::{Check, DeclarationCx, Outcome, Property, Report, Rule, Source};
use crate::text::Words;

/// A text is longer than the exchange's column.
pub static EXC02: Rule = Rule {
    code: "EXC02",
    name: "overlong-exchange-field",
    severity: Severity::Error,
    property: Some(Property::Compliance),
    source: Source::Practice,
    summary: Words {
        zh: "内容超过一体化系统的字段长度",
        en: "a text is longer than its column in integrated budget systems",
    },
    explanation: Words {
        zh: "一体化系统的每个字段都有长度，超过的会被截断或退回：指标值最多 60 个字，指标名称 300 个字，绩效目标 2000 个字。各字段的长度见 `docs/reference/exchange.md`。只在 `pmt.toml` 有 `[exchange]` 时，或用 `pmt compile --layout flat` 时检查。",
        en: "Every column of an integrated budget system has a length; what is longer is cut off or refused: 60 characters for a target, 300 for an indicator's name, 2,000 for a goal. `docs/reference/exchange.md` lists them. Checked only where `pmt.toml` has `[exchange]`, and by `pmt compile --layout flat`.",
    },
    bad: "申报 2022 {\n  单位代码: \"129001129001129001129001\"\n}\n\n项目 \"培训\" {\n  项目代码: \"31011722T000001\"\n}\n",
    good: "申报 2022 {\n  单位代码: \"129001\"\n}\n\n项目 \"培训\" {\n  项目代码: \"31011722T000001\"\n}\n",
    check: Check::Declaration(check),
};

fn check(cx: &DeclarationCx<'_>, report: &mut Report<'_>) -> Outcome {
    let Some(frame) = super::frame(cx) else { return Outcome::NotApplicable };
    let mut said = BTreeSet::new();
    for entry in &cx.declaration.projects {
        for table in Table::ALL {
            for cell in frame.rows(table, entry).iter().flatten() {
                // What every row repeats is said once.
                if let Some(longest) = overlong(cell)
                    && said.insert((cell.site, cell.name))
                {
                    object(table, cell, longest, report);
                }
            }
        }
    }
    Outcome::Ran
}

fn overlong(cell: &Cell<'_>) -> Option<usize> {
    let Kind::Text(longest) = cell.kind else { return None };
    let value = cell.value.as_ref()?.as_str();
    // Bytes are never fewer than characters.
    (value.len() > longest && value.chars().count() > longest).then_some(longest)
}

fn object(table: Table, cell: &Cell<'_>, longest: usize, report: &mut Report<'_>) {
    let length = cell.value.as_ref().map_or(0, |value| value.as_str().chars().count());
    let Words { zh, en } = cell.title;
    let finding = report.finding(
        cell.site,
        format!("“{zh}”有 {length} 个字，一体化系统最多 {longest} 个"),
        format!("{length} characters for “{en}”, where integrated budget systems take {longest}"),
    );
    let (name, table) = (cell.name, table.name());
    report.push(finding.advise(
        format!("缩短到 {longest} 个字以内（{table} 的 {name}）。"),
        format!("Shorten it to {longest} characters ({name} of {table})."),
    ));
}
