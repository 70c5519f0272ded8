//! What is found in the words of real, published declarations, where they are at hand: every row of their reading that
//! concerns the narrative, its basis, its cross-references and its spelling, at the right words, and nothing more.

#![allow(
    clippy::arithmetic_side_effects,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "tests fail by panicking, their helpers too"
)]

mod common;

use std::collections::BTreeMap;
use std::sync::Arc;

use common::{imported, shared};
use pmt_core::config::Settings;
use pmt_core::finding::{Finding, Fix, Site};
use pmt_core::workspace::{SourceFile, Workspace};

/// The rules that are looked at.
const ABOUT: &[&str] = &[
    "STR02", "STR03", "STR09", "STR10", "TXT01", "TXT02", "TXT03", "TXT04", "TXT05", "TXT06", "BAS01",
    "BAS02", "BAS03", "BAS04", "BAS05", "NAR01", "NAR02", "NAR03", "NAR05", "NAR07", "NAR08", "NAR09",
    "NAR10", "NAR11", "XRF01", "XRF02", "XRF03", "XRF04", "XRF05",
];

/// A finding: its file by a piece of the path, its rule, the beginning of its words, and a piece of the words of a second
/// place, if it has one.
type Row = (&'static str, &'static str, &'static str, &'static str);

const ROWS_OF_2022: &[Row] = &[
    ("01", "TXT01", "区区级", ""),
    ("01", "XRF04", "保障机关党员活动室的运行维护", "公益助学"),
    ("01", "NAR10", "现将项目的事前绩效评估情况", ""),
    ("01", "BAS04", "《中国共产党党和国家机关", "《中国共产党党组工作条例》"),
    ("01", "BAS05", "《中国共产党党和国家机关", "《中国共产党党组工作条例》"),
    ("01", "NAR05", "区级机关工作党委组织科、纪检科", ""),
    ("01", "XRF02", "“1号先锋”品牌", "微信公众号运维"),
    ("01", "TXT02", "组 织", ""),
    ("01", "NAR01", "按照往年的活动规模与参加人数", ""),
    ("01", "STR03", "（包括总目标、年度目标、分解目标等，具体见表格）", ""),
    ("01", "NAR07", "以创建模范机关为目标", "以创建模范机关为目标"),
    ("01", "BAS03", "“十四五”开局", ""),
    ("01", "XRF03", "\"工、青、妇活动\"", ""),
    ("02", "XRF04", "宣传资料购买", "征订本系统的党报党刊"),
    ("02", "NAR10", "现将项目的事前绩效评估情况", ""),
    ("02", "BAS04", "《中国共产党党委", "《中央和国家机关"),
    ("02", "BAS05", "《中国共产党党委", "《中央和国家机关"),
    ("02", "TXT04", "<中国共产党党委（党组）", ""),
    ("02", "TXT05", "加强区级机关理论学习水平", ""),
    ("02", "NAR05", "区级机关工作党委宣传科", ""),
    ("02", "NAR01", "根据往年惯例", ""),
    ("02", "XRF01", "第二部分12万元", "党报党刊"),
    ("02", "TXT03", ";", ""),
    ("02", "NAR07", "进一步加强理论武装", "进一步加强理论武装"),
    ("02", "TXT03", ";", ""),
    ("02", "TXT03", ";", ""),
    ("03", "NAR10", "现将项目的事前绩效评估情况", ""),
    ("03", "BAS02", "《2010-2020年干部教育培训改革纲要》", ""),
    ("03", "BAS05", "《2010-2020年干部教育培训改革纲要》", ""),
    ("03", "TXT05", "增加基层党务干部的履职能力", ""),
    ("03", "NAR05", "区级机关工作党委组织科、宣传科", ""),
    ("03", "NAR01", "按往年惯例", ""),
    ("03", "NAR01", "按照现有培训标准测算", ""),
    ("03", "XRF01", "按照现有培训标准测算为15万元", "训练营"),
    ("03", "NAR07", "配齐配强机关党务干部队伍", "配齐配强机关党务干部队伍"),
    ("04", "NAR10", "现将项目的事前绩效评估情况", ""),
    ("04", "BAS01", "根据市委、区委相关会议精神。", ""),
    ("04", "NAR08", "区级机关工作党委是区委主管", "区级机关工作党委是区委主管"),
    ("04", "NAR05", "区级机关党委办公室", ""),
    ("04", "TXT06", "区级机关党委", "本委"),
    ("04", "NAR09", "专门设立的", "经常性项目"),
    ("04", "NAR03", "具体安排视上级机关指示而定", ""),
    ("04", "NAR02", "根据疫情实际发生情况", ""),
    ("04", "NAR03", "根据疫情实际发生情况", ""),
    ("04", "XRF04", "防疫志愿者慰问", ""),
    ("04", "TXT03", ";", ""),
    ("04", "NAR07", "通过实施该项目", "通过实施该项目"),
    ("04", "TXT03", ";", ""),
    ("04", "XRF05", "道品抗疫", "道口抗疫"),
    ("04", "TXT03", ";", ""),
    ("04", "XRF05", "道品抗疫", "道口抗疫"),
    ("04", "XRF03", "廉政建设", ""),
];

const ROWS_OF_2026: &[Row] = &[
    ("01", "TXT03", ",", ""),
    ("01", "BAS04", "[2025]", ""),
    ("申报", "STR10", "（绩效目标管理工作情况", ""),
];

struct Checked {
    workspace: Workspace,
    findings: Vec<Finding>,
}

impl Checked {
    fn new(text: &str, name: &str) -> Self {
        let files = imported(text, name).files.into_iter();
        let sources = files.map(|file| SourceFile { path: file.path, text: Arc::from(file.text.as_str()) });
        let workspace = Workspace::new(sources.collect());
        let (mut findings, _) = workspace.check(&Settings::default());
        findings.retain(|finding| ABOUT.contains(&finding.rule.code));
        Self { workspace, findings }
    }

    fn words(&self, site: Site) -> &str {
        self.workspace.file(site.file).map_or("", |file| site.span.text(&file.text))
    }

    fn path(&self, site: Site) -> &str {
        self.workspace.file(site.file).map_or("", |file| file.path.as_str())
    }

    fn answers(&self, finding: &Finding, (path, code, words, second): Row) -> bool {
        self.path(finding.site).contains(path)
            && finding.rule.code == code
            && self.words(finding.site).starts_with(words)
            && (second.is_empty()
                || finding.related.iter().any(|related| self.words(related.site).contains(second)))
    }

    /// Holds what is found against the rows, each for one finding.
    fn expect(&self, rows: &[Row]) {
        let mut left: Vec<&Finding> = self.findings.iter().collect();
        let mut missing = Vec::new();
        for row in rows {
            match left.iter().position(|finding| self.answers(finding, *row)) {
                Some(index) => {
                    left.remove(index);
                }
                None => missing.push(row),
            }
        }
        let shown = left.iter().map(|finding| {
            format!("{} {} “{}”", self.path(finding.site), finding.rule.code, self.words(finding.site))
        });
        let unexpected: Vec<String> = shown.collect();
        assert!(
            missing.is_empty() && unexpected.is_empty(),
            "missing {missing:#?}, unexpected {unexpected:#?}"
        );
    }
}

#[test]
fn the_words_of_the_declaration_of_2022_give_the_rows_of_its_reading() {
    let Some(text) = shared("seed/declaration-2022.txt") else { return };
    Checked::new(&text, "declaration-2022.txt").expect(ROWS_OF_2022);
}

#[test]
fn the_words_of_the_declaration_of_2026_give_its_few() {
    let Some(text) = shared("cases/pdf-text-2026.txt") else { return };
    Checked::new(&text, "pdf-text-2026.txt").expect(ROWS_OF_2026);
}

#[test]
fn fixes_leave_nothing_of_what_they_are_for() {
    let Some(text) = shared("seed/declaration-2022.txt") else { return };
    let checked = Checked::new(&text, "declaration-2022.txt");
    let mut edits: BTreeMap<u32, Vec<pmt_syntax::Edit>> = BTreeMap::new();
    let is_taken = |finding: &Finding, fix: &Fix| fix.safe || finding.rule.code == "TXT02";
    let taken = checked.findings.iter().flat_map(|one| one.fixes.iter().filter(|fix| is_taken(one, fix)));
    for fix in taken {
        edits.entry(fix.file.0).or_default().extend(fix.edits.iter().cloned());
    }
    let texts = checked.workspace.files().iter().map(|file| {
        let mut text = file.text.to_string();
        let mut here = edits.remove(&file.model.id.0).unwrap_or_default();
        here.sort_by_key(|edit| std::cmp::Reverse(edit.span.start));
        for edit in here {
            text.replace_range(edit.span.range(), &edit.text);
        }
        SourceFile { path: file.path.clone(), text: text.into() }
    });
    let (findings, _) = Workspace::new(texts.collect()).check(&Settings::default());
    let left: Vec<&str> = findings.iter().map(|finding| finding.rule.code).collect();
    assert!(!left.iter().any(|code| ["TXT02", "TXT03", "TXT04"].contains(code)), "{left:?}");
    assert!(!left.iter().any(|code| code.starts_with("SYN")), "{left:?}");
}
