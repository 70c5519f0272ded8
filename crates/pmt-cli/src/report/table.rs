//! Declarations as a table, a row each: what was found by severity, and whether it may be submitted.

use std::borrow::Cow;

use pmt_core::finding::{Finding, Severity};
use pmt_core::text::{Lang, Words};

use super::Gate;
use super::csv::Rows;
use crate::input::{Checked, Session, slashed};
use crate::problem::Problem;
use crate::select::Selection;

const HEADINGS: [Words; 11] = [
    Words { zh: "申报", en: "declaration" },
    Words { zh: "年度", en: "year" },
    Words { zh: "部门", en: "department" },
    Words { zh: "项目", en: "projects" },
    Words { zh: "错误", en: "errors" },
    Words { zh: "警告", en: "warnings" },
    Words { zh: "提示", en: "hints" },
    Words { zh: "已允许", en: "allowed" },
    Words { zh: "未归位", en: "not placed" },
    Words { zh: "结论", en: "verdict" },
    Words { zh: "说明", en: "remarks" },
];

/// A declaration with what was found in it.
pub struct Row {
    name: String,
    year: Option<i32>,
    department: Option<String>,
    projects: usize,
    counts: [usize; 3],
    silenced: usize,
    unplaced: Option<usize>,
    verdict: Words,
    remarks: String,
}

/// How rows are made.
#[derive(Clone, Copy)]
pub struct Maker<'a> {
    /// The rules that are looked at.
    pub selection: &'a Selection,
    /// What is let through.
    pub gate: Gate,
    /// The language.
    pub lang: Lang,
}

impl Maker<'_> {
    /// The rows of declarations in the language.
    pub fn of_session(self, session: &Session) -> Vec<Row> {
        let analysis = session.workspace.analyse(&session.settings);
        let rows = analysis.declarations.iter().map(|checked| {
            let declaration = &checked.declaration;
            let counts = self.counts(checked.findings.iter());
            Row {
                name: slashed(&session.folder_shown(declaration.place)),
                year: declaration.year,
                department: declaration.department().map(str::to_owned),
                projects: declaration.projects.len(),
                counts,
                silenced: checked.silenced.iter().filter(|one| self.selection.has(one.finding.rule)).count(),
                unplaced: None,
                verdict: self.verdict(counts),
                remarks: String::new(),
            }
        });
        rows.collect()
    }

    /// The rows of documents.
    pub fn of_documents(self, checked: &Checked) -> Vec<Row> {
        let rows = checked.session.ids().zip(&checked.documents).map(|(id, document)| {
            let counts = self.counts(checked.findings.iter().filter(|finding| finding.site.file == id));
            let unchecked = document.unchecked.iter().filter(|rule| self.selection.has(rule));
            let unchecked: Vec<&str> = unchecked.map(|rule| rule.code).collect();
            let unchecked = (!unchecked.is_empty()).then(|| match self.lang {
                Lang::Zh => format!("未检查 {}", unchecked.join("、")),
                Lang::En => format!("not checked: {}", unchecked.join(", ")),
            });
            let remarks = document.remarks.iter().map(|remark| remark.get(self.lang).to_owned());
            let remarks: Vec<String> = remarks.chain(unchecked).collect();
            Row {
                name: checked.session.shown(id).to_owned(),
                year: document.year,
                department: document.department.clone(),
                projects: document.projects,
                counts,
                silenced: 0,
                unplaced: Some(document.unplaced.len()),
                verdict: self.verdict(counts),
                remarks: remarks.join("; "),
            }
        });
        rows.collect()
    }

    /// The row of what could not be read.
    pub fn of_problem(self, problem: &Problem) -> Row {
        Row {
            name: problem.path().map(slashed).unwrap_or_default(),
            year: None,
            department: None,
            projects: 0,
            counts: [0; 3],
            silenced: 0,
            unplaced: None,
            verdict: Words { zh: "没有读到", en: "not read" },
            remarks: problem.message().get(self.lang).to_owned(),
        }
    }

    /// Errors, warnings, hints.
    fn counts<'f>(self, findings: impl Iterator<Item = &'f Finding>) -> [usize; 3] {
        let mut counts = [0_usize; 3];
        for finding in findings.filter(|finding| self.selection.has(finding.rule)) {
            let place = match finding.severity {
                Severity::Error => 0,
                Severity::Warning => 1,
                Severity::Hint => 2,
            };
            if let Some(count) = counts.get_mut(place) {
                *count = count.saturating_add(1);
            }
        }
        counts
    }

    fn verdict(self, [errors, warnings, hints]: [usize; 3]) -> Words {
        let stopped = match self.gate.fail_on {
            Severity::Error => errors > 0,
            Severity::Warning => errors > 0 || warnings > 0,
            Severity::Hint => errors > 0 || warnings > 0 || hints > 0,
        };
        if stopped {
            Words { zh: "不可提交", en: "not ready" }
        } else if self.selection.is_everything() {
            Words { zh: "可以提交", en: "ready" }
        } else {
            Words { zh: "所选规则没有异议", en: "selected rules pass" }
        }
    }
}

/// The table.
pub fn render(mut declarations: Vec<Row>, lang: Lang) -> Vec<u8> {
    declarations.sort_by(|a, b| a.name.cmp(&b.name));
    let mut rows = Rows::new(&HEADINGS, lang);
    for row in declarations {
        let [errors, warnings, hints] = row.counts;
        // What was not read has no counts.
        let is_read = row.verdict.en != "not read";
        let number = |number: usize| if is_read { number.to_string().into() } else { Cow::Borrowed("") };
        rows.add(&[
            row.name.into(),
            row.year.map(|year| year.to_string()).unwrap_or_default().into(),
            row.department.unwrap_or_default().into(),
            number(row.projects),
            number(errors),
            number(warnings),
            number(hints),
            number(row.silenced),
            row.unplaced.map(|count| count.to_string()).unwrap_or_default().into(),
            row.verdict.get(lang).into(),
            row.remarks.into(),
        ]);
    }
    rows.into_bytes()
}
