//! The reading of the 2022 declaration, row by row: imported and checked, every defect that a careful reader is certain
//! of is found at the right words, and nothing is reported that contradicts what holds.

#![allow(
    clippy::arithmetic_side_effects,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "tests fail by panicking, their helpers too"
)]

mod common;

use common::{imported, shared};
use pmt_core::config::Settings;
use pmt_core::finding::{Finding, Severity, Site};
use pmt_core::workspace::{SourceFile, Workspace};

/// A row of the reading: its number, the file (0 is the cover), the rules of which one must speak, and words that the
/// finding or a place it relates to must hold.
struct Row(&'static str, usize, &'static [&'static str], &'static [&'static str]);

/// Rows marked certain that name a rule; where several rules are named, each is a row.
const ROWS: &[Row] = &[
    Row("D3", 1, &["TXT06"], &["区级机关工作党委"]),
    Row("D4", 1, &["NAR08"], &["工会、共青团、妇女等群众团体的工作"]),
    Row("D5", 1, &["IND08", "IND13"], &["廉政建设"]),
    Row("D6", 1, &["IND04", "IND15", "IND16"], &["绩效指标"]),
    Row("D8", 1, &["VAL18"], &["绩效指标"]),
    Row("1.1", 1, &["TXT01"], &["区区级"]),
    Row("1.2", 1, &["TXT02"], &["组 织"]),
    Row("1.3", 1, &["FND09", "FND20"], &["102万"]),
    Row("1.3", 1, &["FND09", "FND20"], &["56万"]),
    Row("1.3", 1, &["FND09", "FND20"], &["46万"]),
    Row("1.4", 1, &["NAR01"], &["按照往年"]),
    Row("1.5", 1, &["STR03"], &["具体见表格"]),
    Row("1.6", 1, &["VAL08"], &["家"]),
    Row("1.8", 1, &["IND13"], &["廉政建设"]),
    Row("1.8", 1, &["VAL03"], &["符合"]),
    Row("1.9", 1, &["VAL02", "VAL04"], &["及时"]),
    Row("1.10", 1, &["VAL14"], &["提升"]),
    Row("1.12", 1, &["NAR07"], &["以创建模范机关为目标"]),
    Row("1.12", 1, &["NAR06"], &["目标"]),
    Row("1.14", 1, &["XRF04"], &["活动室的运行维护"]),
    Row("1.14", 1, &["XRF02"], &["公益助学"]),
    Row("1.15", 1, &["XRF07"], &["46万"]),
    Row("1.18", 1, &["BAS04"], &["《中国共产党党组工作条例》"]),
    Row("2.1", 2, &["XRF04"], &["宣传资料购买"]),
    Row("2.2", 2, &["TXT04"], &["<中国共产党党委（党组）理论学习中心组学习规则>"]),
    Row("2.6", 2, &["NAR01"], &["往年惯例"]),
    Row("2.7", 2, &["TXT03"], &[";"]),
    Row("2.8", 2, &["FND10"], &["320000.00"]),
    Row("2.10", 2, &["IND06"], &["精神文明建设成效"]),
    Row("2.10", 2, &["VAL03"], &["显著"]),
    Row("2.11", 2, &["VAL02", "VAL04"], &["及时"]),
    Row("2.12", 2, &["VAL03"], &["明显"]),
    Row("2.12", 2, &["IND07"], &["文明创建活动成效"]),
    Row("2.13", 2, &["XRF01"], &["第二部分"]),
    Row("3.1", 3, &["BAS02"], &["2010-2020"]),
    Row("3.2", 3, &["FND09", "FND20"], &["约29万元"]),
    Row("3.3", 3, &["FND09", "FND20"], &["14万"]),
    Row("3.4", 3, &["NAR04"], &["300-500人左右"]),
    Row("3.4", 3, &["NAR04"], &["两到三天"]),
    Row("3.4", 3, &["NAR04"], &["5至7天"]),
    Row("3.4", 3, &["NAR04"], &["50-60人"]),
    Row("3.5", 3, &["NAR01"], &["往年惯例"]),
    Row("3.6", 3, &["XRF07"], &["15万元"]),
    Row("3.7", 3, &["VAL12"], &["50"]),
    Row("3.8", 3, &["XRF01"], &["训练营"]),
    Row("3.9", 3, &["IND06"], &["党务工作能力"]),
    Row("3.9", 3, &["VAL03"], &["提升"]),
    Row("3.10", 3, &["VAL02", "VAL04"], &["及时"]),
    Row("3.11", 3, &["VAL03"], &["明显"]),
    Row("3.12", 3, &["FND10"], &["290000.00"]),
    Row("4.1", 4, &["XRF05"], &["道口"]),
    Row("4.1", 4, &["XRF05"], &["道品"]),
    Row("4.2", 4, &["BAS01"], &["会议精神"]),
    Row("4.3", 4, &["FND08"], &["根据疫情实际发生情况"]),
    Row("4.3", 4, &["NAR02"], &["年度预算安排"]),
    Row("4.3", 4, &["NAR03"], &["根据疫情实际发生情况"]),
    Row("4.4", 4, &["XRF04"], &["慰问"]),
    Row("4.5", 4, &["NAR09"], &["专门设立"]),
    Row("4.5", 4, &["NAR09"], &["经常性项目"]),
    Row("4.7", 4, &["NAR03"], &["视上级机关指示而定"]),
    Row("4.8", 4, &["FND09", "FND20"], &["约2万元"]),
    Row("4.9", 4, &["TXT03"], &[";"]),
    Row("4.10", 4, &["NAR07"], &["通过实施该项目"]),
    Row("4.11", 4, &["FND10"], &["20000.00"]),
    Row("4.13", 4, &["IND13", "IND08"], &["廉政建设"]),
    Row("4.14", 4, &["VAL04"], &["及时"]),
    Row("4.15", 4, &["VAL03"], &["明显"]),
    Row("4.16", 4, &["NAR05", "TXT06"], &["区级机关党委办公室"]),
];

/// Rules that must not speak at all: what they would object to holds in this declaration.
const SILENT: &[&str] = &[
    "SYN", "KEY", "REF", "AMT", "IDX", "FND01", "FND02", "FND03", "FND04", "FND05", "FND06", "FND07",
    "FND12", "FND14", "STR01", "STR02", "STR04", "STR06", "STR07", "STR08", "IND01", "IND02", "IND03",
    "IND05", "XRF06",
];

struct Checked {
    workspace: Workspace,
    findings: Vec<Finding>,
}

impl Checked {
    fn of(name: &str) -> Option<Self> {
        let text = shared(name)?;
        let sources = imported(&text, name)
            .files
            .into_iter()
            .map(|file| SourceFile { path: file.path, text: file.text.into() })
            .collect();
        let workspace = Workspace::new(sources);
        let (findings, _) = workspace.check(&Settings::default());
        Some(Self { workspace, findings })
    }

    fn words(&self, site: Site) -> &str {
        self.workspace.file(site.file).map_or("", |file| site.span.text(&file.text))
    }

    fn show(&self, finding: &Finding) -> String {
        let line = self
            .workspace
            .file(finding.site.file)
            .map_or(0, |file| file.line_index().line(finding.site.span.start));
        format!(
            "{} {:?} {}:{} “{}” {}",
            finding.rule.code,
            finding.severity,
            finding.site.file.0,
            line + 1,
            self.words(finding.site),
            finding.message.zh
        )
    }

    fn list(&self, keep: impl Fn(&Finding) -> bool) -> String {
        let shown: Vec<_> = self.findings.iter().filter(|one| keep(one)).map(|one| self.show(one)).collect();
        shown.join("\n")
    }
}

#[test]
fn every_certain_row_of_the_reading_is_found_at_its_words() {
    let Some(checked) = Checked::of("seed/declaration-2022.txt") else { return };
    let mut missing = Vec::new();
    for Row(id, file, codes, words) in ROWS {
        let speaks = |finding: &Finding| {
            let sites =
                || std::iter::once(finding.site).chain(finding.related.iter().map(|related| related.site));
            codes.contains(&finding.rule.code)
                && sites().any(|site| site.file.0 as usize == *file)
                && words.iter().all(|word| sites().any(|site| checked.words(site).contains(word)))
        };
        if !checked.findings.iter().any(speaks) {
            let near = checked.list(|finding| codes.contains(&finding.rule.code));
            missing
                .push(format!("row {id}: {codes:?} at {words:?} in file {file}; these rules said:\n{near}"));
        }
    }
    assert!(missing.is_empty(), "{} rows are not found:\n{}", missing.len(), missing.join("\n\n"));
}

#[test]
fn nothing_contradicts_what_holds() {
    let Some(checked) = Checked::of("seed/declaration-2022.txt") else { return };
    let wrong = checked.list(|finding| SILENT.iter().any(|code| finding.rule.code.starts_with(code)));
    assert_eq!(wrong, "");
}

#[test]
fn only_the_rows_that_are_errors_are_errors() {
    let Some(checked) = Checked::of("seed/declaration-2022.txt") else { return };
    let allowed = ["STR03", "VAL02", "VAL04", "BAS01", "FND08"];
    let wrong =
        checked.list(|finding| finding.severity == Severity::Error && !allowed.contains(&finding.rule.code));
    assert_eq!(wrong, "");
}

#[test]
fn the_project_of_several_years_has_no_false_error() {
    let Some(checked) = Checked::of("cases/pdf-text-2026.txt") else { return };
    let wrong = checked.list(|finding| {
        finding.severity == Severity::Error && !["VAL02", "VAL04"].contains(&finding.rule.code)
            || ["FND06", "FND03", "FND08", "XRF06", "STR08"].contains(&finding.rule.code)
    });
    assert_eq!(wrong, "");
    for (code, words) in [("VAL03", "可控"), ("VAL05", "985"), ("BAS04", "[2025]")] {
        let found = checked
            .findings
            .iter()
            .any(|finding| finding.rule.code == code && checked.words(finding.site).contains(words));
        assert!(found, "{code} at “{words}”: {}", checked.list(|finding| finding.rule.code == code));
    }
}
