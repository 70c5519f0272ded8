//! What an author can ask for: made over every fixture, it breaks nothing and keeps a well formatted text so; and what
//! each change looks like.
#![allow(missing_docs)]
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    clippy::arithmetic_side_effects
)]

use pmt_core::assist::{Asked, Kind, Offer};
use pmt_core::config::Settings;
use pmt_core::finding::{FileId, Finding};
use pmt_core::text::Lang;
use pmt_core::workspace::{SourceFile, Workspace, tidied};
use pmt_syntax::{Parse, Span};

const FILE: FileId = FileId(0);

fn settings() -> Settings {
    Settings::parse("edition = \"上海\"\n").unwrap()
}

/// The offers at the mark `▮`, or over all of a text without one.
fn offers(marked: &str) -> (Parse, Vec<Finding>, Vec<Offer>) {
    let span = match marked.find('▮') {
        Some(at) => Span::of(at..at),
        None => Span::of(0..marked.len()),
    };
    let text = marked.replace('▮', "");
    let sources = vec![SourceFile { path: "01.pmt".to_owned(), text: text.as_str().into() }];
    let workspace = Workspace::new(sources);
    let findings = workspace.check(&settings()).0;
    let parse = pmt_syntax::parse(text);
    let asked = Asked {
        workspace: &workspace,
        settings: &settings(),
        file: FILE,
        parse: &parse,
        span,
        lang: Lang::Zh,
    };
    let offers = asked.offers(&findings);
    (parse, findings, offers)
}

/// The text after the first offer whose title has some words.
fn after(marked: &str, title: &str) -> String {
    let (parse, _, offers) = offers(marked);
    let found = offers.iter().find(|offer| offer.title.zh.contains(title));
    let titles: Vec<&str> = offers.iter().map(|offer| offer.title.zh.as_str()).collect();
    let offer = found.unwrap_or_else(|| panic!("no “{title}” among {titles:#?}"));
    tidied(&parse, &offer.edits).expect("it breaks nothing")
}

fn formatted(text: &str) -> String {
    pmt_syntax::format(&pmt_syntax::parse(text)).unwrap()
}

#[test]
fn over_every_fixture_nothing_breaks_and_what_was_formatted_stays_so() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures");
    let mut seen = 0;
    let mut made = 0;
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_none_or(|extension| extension != "pmt") {
            continue;
        }
        let written = std::fs::read_to_string(&path).unwrap();
        let canonical = pmt_syntax::format(&pmt_syntax::parse(written.as_str()));
        for text in
            [Some(written.clone()), Some(written.replace('\n', "\r\n")), canonical].into_iter().flatten()
        {
            let (parse, findings, offers) = offers(&text);
            let was = pmt_syntax::format(&parse).as_deref() == Some(text.as_str());
            for offer in &offers {
                seen += 1;
                assert!(offer.answers.iter().all(|index| *index < findings.len()));
                let Some(new) = tidied(&parse, &offer.edits) else {
                    println!("{}: {} {:?}", path.display(), offer.title.zh, offer.edits);
                    continue;
                };
                made += 1;
                let name = path.display();
                assert_ne!(new, text, "{name}: {}", offer.title.zh);
                assert!(!was || formatted(&new) == new, "{name}: {}\n{new}", offer.title.zh);
                assert!(!text.contains("\r\n") || !new.replace("\r\n", "").contains('\n'), "{name}");
            }
        }
    }
    assert!(seen > 300, "{seen}");
    assert_eq!(seen, made, "each can be made");
}

const INDICATORS: &str = "项目 \"培训\" {\n  绩效指标 {\n    产出指标 {\n      质量指标 {\n        场次 = 3 场\n        LINE\n      }\n    }\n  }\n}\n";

fn indicator(line: &str) -> String {
    INDICATORS.replace("LINE", line)
}

#[test]
fn a_compound_indicator_becomes_several_with_the_same_target() {
    let text = after(&indicator("▮\"出勤、合格率\" >= 95% { 权重: 10; 备注: \"台账\" }"), "分成 2 个");
    assert!(text.contains("        出勤率 >= 95% { 权重: 5; 备注: \"台账\" }\n        合格率 >= 95% { 权重: 5; 备注: \"台账\" }\n"), "{text}");
    let text =
        after("项目 \"甲\" { 绩效指标 { 产出指标 { 质量指标 { ▮出勤率和合格率 >= 95% } } } }\n", "分成 2 个");
    assert!(text.contains("质量指标 { 出勤率 >= 95%; 合格率 >= 95% }"), "{text}");
    let text = after(&indicator("▮出勤率和合格率 >= 95%; 参训率 = 100%"), "分成 2 个");
    assert!(text.contains("出勤率 >= 95%\n        合格率 >= 95%; 参训率 = 100%"), "{text}");
}

#[test]
fn what_is_missing_comes_in_the_forms_order() {
    let text = "申报 2022 {\n  版式: 上海\n  主管部门: \"某局\"\n}\n\n项目 \"培▮训\" {\n  实施单位: \"某中心\"  // 注\n  项目概述: \"2022年办2期培训。\"\n  年度资金申请总额: 2万元\n}\n";
    let new = after(text, "补上缺少");
    assert_eq!(formatted(&new), new);
    let order = [
        "项目类别",
        "实施单位",
        "实施周期",
        "项目概述",
        "立项依据",
        "实施主体",
        "实施方案",
        "年度预算安排",
        "年度资金申请总额",
        "项目总目标",
        "年度总目标",
        "绩效指标",
    ];
    let places: Vec<usize> = order
        .iter()
        .map(|label| new.find(&format!("  {label}")).unwrap_or_else(|| panic!("{label}\n{new}")))
        .collect();
    assert!(places.is_sorted(), "{new}");
    let (_, findings, _) = offers(&new);
    let missing = findings.iter().filter(|finding| ["KEY03", "KEY04"].contains(&finding.rule.code)).count();
    assert_eq!(missing, 0, "{new}");
    assert!(new.contains("实施单位: \"某中心\"  // 注\n"), "a comment stays with its item\n{new}");
}

#[test]
fn what_is_missing_is_added_to_a_block_on_one_line_too() {
    let new = after(
        "申报 2022 { 版式: 上海; 主管部门: \"某局\" }\n项目 \"培▮训\" { 实施周期: 2022-01 至 2022-12; 项目概述: \"办班。\" }\n",
        "补上缺少",
    );
    assert!(pmt_syntax::parse(new.as_str()).errors.is_empty(), "{new}");
    assert!(new.find("项目类别").unwrap() < new.find("实施周期").unwrap());
}

#[test]
fn a_task_gets_a_cost_line_of_its_amount() {
    let plan = |task: &str| format!("项目 \"培训\" {{\n  实施方案 {{\n    {task}\n  }}\n}}\n");
    let whole = "    任务 \"群团工作\": 46万元 {\n      测算 {\n        群团工作: 46万元\n      }\n    }\n";
    assert!(after(&plan("任务 \"群▮团工作\": 46万元"), "测算").contains(whole));
    let text = after(&plan("任务 \"群▮团工作\": 46万元 { 时间: 2022-03 }"), "测算");
    assert!(
        text.contains("      时间: 2022-03\n      测算 {\n        群团工作: 46万元\n      }\n    }\n"),
        "{text}"
    );
    let text = after(&plan("任务 \"群▮团工作\": 46万元 {  // 注\n    }"), "测算");
    assert!(text.contains("46万元 {  // 注\n      测算 {\n"), "{text}");
    let none = offers(&plan("任务 \"群▮团工作\": 46万元 { 测算 { 一: 46万元 } }")).2;
    assert!(none.iter().all(|offer| offer.kind != Kind::Rewrite), "it has one");
}

const AMOUNTS: &str = "项目 \"培训\" {\n  实施周期: 2022-01-01 至 2022-12-31\n  项目概述 \"\"\"\n    𠮷：群团工作需46万元，阵地REF。\n    \"\"\"\n  实施方案 {\n    任务 \"群团工作\": 46万元\n    任务 \"阵地\": 560000元\n  }\n}\n";

#[test]
fn an_amount_becomes_a_reference_and_back() {
    let plain = AMOUNTS.replace("REF", "5▮6万元");
    let extracted = after(&plain, "改为引用");
    assert!(extracted.contains("阵地${任务.\"阵地\"}。"), "{extracted}");
    let back = after(&AMOUNTS.replace("REF", "${任务.\"▮阵地\"}"), "写成“560000元”");
    assert!(back.contains("阵地560000元。"), "{back}");
    let other = offers(&AMOUNTS.replace("REF", "5▮7万元")).2;
    assert!(other.iter().all(|offer| offer.kind != Kind::Extract), "nothing declared is so much");
}

#[test]
fn a_finding_is_allowed_on_the_line_above_its_item() {
    let text = after(&indicator("政策知晓度: 显▮著"), "允许 VAL");
    assert!(text.contains("        // pmt: 允许 VAL0"), "{text}");
    let (_, findings, _) = offers(&text);
    assert!(findings.iter().any(|finding| finding.rule.code == "SUP02"), "the reason is asked for");
}

#[test]
fn one_comment_allows_all_that_a_rule_says_of_an_item() {
    let text = indicator("\"出勤、合格率\" >= 95%").replace("场次 = 3 场", "\"场次、人数\" = 3 场");
    let (_, findings, offers) = offers(&text);
    let of_rule = |code: &str| findings.iter().filter(|finding| finding.rule.code == code).count();
    let allowing: Vec<&Offer> = offers.iter().filter(|offer| offer.title.zh.contains("允许 IND09")).collect();
    assert_eq!((of_rule("IND09"), allowing.len()), (2, 2), "each indicator is an item of its own");
    let text = text.replace("\n        ", " ").replace("= 3 场 ", "= 3 场; ");
    let (_, _, offers) = self::offers(&text);
    let allowing: Vec<&Offer> = offers.iter().filter(|offer| offer.title.zh.contains("允许 IND09")).collect();
    assert_eq!(allowing.len(), 1, "{text}");
    assert_eq!(allowing[0].answers.len(), 2);
}

#[test]
fn the_language_itself_is_not_allowed_away() {
    let (_, findings, offers) = offers("项目 \"甲\" {\n  主管部们: \"某局\"\n}\n");
    assert!(findings.iter().any(|finding| finding.rule.code == "KEY01"));
    assert!(offers.iter().all(|offer| !offer.title.zh.contains("KEY01")));
}

#[test]
fn a_cover_is_made_for_projects_that_have_none() {
    let project = "项目 \"甲\" {\n  主管部门: \"某局\"\n  实施周期: 2022-01-01 至 2022-12-31\n}\n";
    let source = |path: &str, text: &str| SourceFile { path: path.to_owned(), text: text.into() };
    let cover = |sources: Vec<SourceFile>| {
        let workspace = Workspace::new(sources);
        let parse = pmt_syntax::parse(project);
        let settings = settings();
        let (workspace, settings, parse) = (&workspace, &settings, &parse);
        let asked = Asked { workspace, settings, file: FILE, parse, span: Span::empty(0), lang: Lang::Zh };
        asked.cover()
    };
    let made = cover(vec![source("a/01.pmt", project), source("a/02.pmt", project)]).unwrap();
    assert_eq!(made.name, "申报.pmt");
    assert!(made.text.starts_with("申报 2022 {\n  主管部门: \"某局\"\n"), "{}", made.text);
    let other = project.replace("某局", "别局");
    let unsure = cover(vec![source("a/01.pmt", project), source("a/02.pmt", &other)]).unwrap();
    assert!(unsure.text.contains("主管部门: \"\"\n"), "they do not agree");
    assert_eq!(cover(vec![source("a/01.pmt", project), source("申报.pmt", "申报 2022 {\n}\n")]), None);
}
