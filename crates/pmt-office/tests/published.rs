//! Real, published declarations, where they are at hand.

#![allow(
    clippy::arithmetic_side_effects,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "tests fail by panicking, their helpers too"
)]

mod common;

use common::{analysed, errors, imported, shared};
use pmt_core::amount::Amount;
use pmt_core::model::Project;
use pmt_office::Imported;

const BODY: &str = "中共上海市松江区区级机关工作委员会";

/// A row of the reading of the 2022 declaration, as the form prints it.
struct Row {
    name: &'static str,
    total: &'static str,
    annual: &'static str,
    bodies: &'static str,
    amount_in_prose: &'static str,
    indicators: &'static [(&'static str, &'static str)],
}

const ROWS: &[Row] = &[
    Row {
        name: "党组织建设",
        total: "1020000",
        annual: "1020000",
        bodies: "组织科、纪检科",
        amount_in_prose: "102万元",
        indicators: &[
            ("党组织特色活动", "≥30家"),
            ("工、青、妇活动", "=3次"),
            ("廉政建设", "符合"),
            ("活动开展及时率", "及时"),
            ("增强党性修养", "提升"),
            ("群众满意度", "≥95%"),
        ],
    },
    Row {
        name: "宣传与推广",
        total: "320000",
        annual: "320000.00",
        bodies: "宣传科",
        amount_in_prose: "32万元",
        indicators: &[
            ("基层党组织参与情况", "≥50家"),
            ("精神文明建设成效", "显著"),
            ("活动开展及时率", "及时"),
            ("文明创建活动成效", "明显"),
            ("群众满意度", "≥95%"),
        ],
    },
    Row {
        name: "业务培训",
        total: "290000",
        annual: "290000.00",
        bodies: "组织科、宣传科",
        amount_in_prose: "约29万元",
        indicators: &[
            ("参与培训的基层党组织数量", "≥50家"),
            ("党务工作能力", "提升"),
            ("培训开展及时率", "及时"),
            ("党建引领作用发挥", "明显"),
            ("参训者满意度", "≥95%"),
        ],
    },
    Row {
        name: "疫情防控",
        total: "20000",
        annual: "20000.00",
        bodies: "区级机关党委办公室",
        amount_in_prose: "约2万元",
        indicators: &[
            ("参与活动的党组织数量", "≥30家"),
            ("廉政建设", "符合"),
            ("活动组织及时", "及时"),
            ("抗疫效果", "明显"),
            ("群众满意度", "≥95%"),
        ],
    },
];

fn written(imported: &Imported, project: usize, amount: Option<Amount>) -> String {
    let span = amount.expect("an amount").span;
    span.text(&imported.files[project + 1].text).trim_end_matches('元').to_owned()
}

fn indicators(project: &Project) -> Vec<(String, String)> {
    let target = |indicator: &pmt_core::model::Indicator| {
        indicator.target.as_ref().map_or(String::new(), pmt_core::model::Target::printed)
    };
    project.indicators.iter().map(|indicator| (indicator.name.value.clone(), target(indicator))).collect()
}

#[test]
fn the_2022_declaration_gives_every_field() {
    let Some(text) = shared("seed/declaration-2022.txt") else { return };
    let imported = imported(&text, "declaration-2022.txt");
    assert_eq!(imported.unplaced, []);
    let files = analysed(&imported);
    for file in &files {
        assert_eq!(errors(file), Vec::<String>::new(), "{}", file.path);
    }
    let cover = files[0].model.covers.first().expect("a cover");
    assert_eq!(cover.year.map(|year| year.value), Some(2022));
    assert_eq!(cover.region.as_ref().map(|region| region.value.as_str()), Some("上海"));
    assert_eq!(cover.department.as_ref().map(|body| body.value.as_str()), Some(BODY));
    assert_eq!(cover.unit_count.map(|count| count.value), Some(1));
    assert_eq!(cover.project_count.map(|count| count.value), Some(4));
    assert_eq!(cover.budget.map(|budget| budget.yuan.normalize().to_string()).as_deref(), Some("1650000"));
    let names: Vec<&str> = imported.files.iter().map(|file| file.path.as_str()).collect();
    assert_eq!(
        names,
        ["申报.pmt", "01-党组织建设.pmt", "02-宣传与推广.pmt", "03-业务培训.pmt", "04-疫情防控.pmt"]
    );
    for (index, row) in ROWS.iter().enumerate() {
        check_row(&imported, index, files[index + 1].model.projects.first().expect("a project"), row);
    }
}

fn check_row(imported: &Imported, index: usize, project: &Project, row: &Row) {
    assert_eq!(project.name.value, row.name);
    assert_eq!(project.category.as_ref().map(|category| category.value.as_str()), Some("经常性项目"));
    // Both follow from the cover: one budget unit, which is the department.
    assert_eq!((&project.department, &project.unit), (&None, &None));
    let text = &imported.files[index + 1].text;
    assert!(text.contains("实施周期: 2022-01-01 至 2022-12-31"), "{text}");
    let total = &project.total;
    assert_eq!(written(imported, index, total.amount), row.total);
    assert_eq!(written(imported, index, total.fiscal), row.total);
    assert_eq!(written(imported, index, total.other), "0");
    let annual = &project.annual;
    assert_eq!(written(imported, index, annual.amount), row.annual);
    assert_eq!(written(imported, index, annual.current), row.total);
    assert_eq!(written(imported, index, annual.carried_over), "0");
    assert_eq!(written(imported, index, annual.other), "0");
    let bodies = project.bodies.as_ref().and_then(|bodies| bodies.text.as_ref()).expect("bodies");
    assert!(bodies.expand(|_| String::new()).text().ends_with(row.bodies));
    let overview = project.overview.as_ref().expect("an overview").expand(|_| String::new());
    assert!(overview.text().contains(row.amount_in_prose));
    let expected: Vec<_> =
        row.indicators.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
    assert_eq!(indicators(project), expected);
    let levels: std::collections::BTreeSet<_> = project
        .indicators
        .iter()
        .map(|indicator| indicator.level2_name.as_ref().map_or("", |name| name.value.as_str()))
        .collect();
    let expected = ["数量指标", "质量指标", "时效指标", "社会效益指标", "服务对象满意度指标"];
    assert_eq!(levels, expected.into_iter().collect());
    for prose in [&project.whole_goal, &project.annual_goal, &project.goals] {
        assert!(prose.as_ref().is_some_and(|prose| !prose.expand(|_| String::new()).is_blank()));
    }
}

#[test]
fn the_2022_declaration_gives_its_typographic_findings_with_their_lines() {
    let Some(text) = shared("seed/declaration-2022.txt") else { return };
    let imported = imported(&text, "declaration-2022.txt");
    let lines = |code| {
        imported
            .notes
            .iter()
            .filter(|note| note.code == Some(code))
            .filter_map(|note| note.place.line())
            .collect::<Vec<_>>()
    };
    assert_eq!(lines("STR03"), [5]);
    assert_eq!(lines("STR05"), [27]);
    assert_eq!(lines("TXT02"), [73, 191, 302, 411]);
    assert_eq!(lines("VAL17"), [90, 120, 208, 232, 319, 343, 428, 452]);
}

#[test]
fn the_2026_text_out_of_pdf_gives_every_field() {
    let Some(text) = shared("cases/pdf-text-2026.txt") else { return };
    let imported = imported(&text, "pdf-text-2026.txt");
    assert_eq!(imported.unplaced, []);
    let files = analysed(&imported);
    for file in &files {
        assert_eq!(errors(file), Vec::<String>::new(), "{}", file.path);
    }
    let cover = files[0].model.covers.first().expect("a cover");
    assert_eq!(cover.year.map(|year| year.value), Some(2026));
    assert_eq!(cover.unit_count.map(|count| count.value), Some(5));
    assert_eq!(cover.project_count.map(|count| count.value), Some(247));
    assert_eq!(cover.budget.map(|budget| budget.yuan.normalize().to_string()).as_deref(), Some("3140769000"));
    let note = cover.note.as_ref().expect("its prose").expand(|_| String::new());
    assert!(note.text().contains("涉及项目预算资金314,076.90万元。（绩效目标管理工作情况"));
    let project = files[1].model.projects.first().expect("a project");
    assert_eq!(project.name.value, "兰溪路-真南路下立交工程");
    assert_eq!(project.nature.as_ref().map(|name| name.value.as_str()), Some("阶段性项目"));
    assert_eq!(project.category.as_ref().map(|name| name.value.as_str()), Some("特定目标类"));
    assert_eq!(
        cover.department.as_ref().map(|name| name.value.as_str()),
        Some("上海市普陀区建设和管理委员会")
    );
    assert_eq!(project.unit.as_ref().map(|name| name.value.as_str()), Some("上海市普陀区市政工程建设中心"));
    assert!(imported.files[1].text.contains("实施周期: 2026/1/1 至 2027/12/31"));
    assert_eq!(written(&imported, 0, project.total.amount), "771,325,800.00");
    assert_eq!(written(&imported, 0, project.annual.amount), "226,145,100.00");
    let expected = [
        ("文明施工情况", "可控"),
        ("道路建设长度", "985米"),
        ("项目验收达标率", "=100.00%"),
        ("项目完成及时性", "及时"),
        ("道路安全隐患减少情况", "减少"),
        ("道路景观提升情况", "提升"),
        ("道路通行能力提升情况", "提升"),
        ("长效管理制度健全性", "健全"),
        ("居民群众满意度", "≥90.00%"),
    ];
    assert_eq!(indicators(project), expected.map(|(name, value)| (name.to_owned(), value.to_owned())));
    assert!(
        project.indicators.iter().all(|indicator| indicator.level1.is_some() && indicator.level2.is_some())
    );
    let text = |prose: &Option<pmt_core::model::Prose>| {
        prose.as_ref().map(|prose| prose.expand(|_| String::new()).text().to_owned())
    };
    assert!(text(&project.whole_goal).is_some_and(|goal| goal.ends_with("支撑区域一体化发展。")));
    assert!(
        text(&project.annual_goal).is_some_and(|goal| goal.starts_with("积极推进项目前期征收工作，年内开展"))
    );
    let overview = text(&project.overview).expect("an overview");
    assert!(
        overview.contains("第一段为桃浦路至兰溪路") && overview.contains("真南路规划红线宽度"),
        "{overview}"
    );
    let bodies = project.bodies.as_ref().and_then(|bodies| bodies.text.as_ref()).expect("bodies");
    assert_eq!(bodies.expand(|_| String::new()).text().lines().count(), 5);
    let basis = project.basis.as_ref().and_then(|basis| basis.text.as_ref()).expect("a basis");
    assert!(basis.expand(|_| String::new()).text().starts_with("普建委[2025]127号"));
}
