//! The three commands on real, published documents. They are not part of the repository: where they are absent, the
//! tests say so and pass.

use std::path::PathBuf;

use serde_json::Value;

use crate::support::{World, repository};

/// A published document beside the repository.
fn published(name: &str) -> Option<PathBuf> {
    let path = repository().join("../shared").join(name);
    if path.exists() {
        return Some(path);
    }
    eprintln!("skipped: {} is not here", path.display());
    None
}

/// Imports, lints and compiles a document; gives its JSON and what lint printed.
fn three_commands(document: &std::path::Path) -> (Value, String) {
    let world = World::new();
    let import = world.pmt(&["import", document.to_str().unwrap(), "-o", "out"]);
    assert_eq!((import.code, import.stderr.as_str()), (0, ""));
    assert!(import.stdout.contains("都已归位"), "{}", import.stdout);
    let lint = world.pmt(&["lint", "out"]);
    assert_eq!(lint.stderr, "");
    let compile = world.pmt(&["compile", "--draft", "out"]);
    assert_eq!(compile.code, 0, "{}", compile.stderr);
    (serde_json::from_str(&compile.stdout).unwrap(), lint.stdout)
}

fn text<'a>(value: &'a Value, path: &str) -> &'a str {
    value.pointer(path).and_then(Value::as_str).unwrap_or_else(|| panic!("no {path} in {value:#}"))
}

#[test]
fn the_declaration_of_2022_has_every_field() {
    let Some(document) = published("seed/declaration-2022.txt") else { return };
    let (json, lint) = three_commands(&document);
    let declaration = &json["declarations"][0];
    assert_eq!(json["declarations"].as_array().unwrap().len(), 1);
    assert_eq!(declaration["year"], 2022);
    assert_eq!(text(declaration, "/edition"), "上海 2022");
    assert_eq!(text(declaration, "/cover/budget"), "1650000.00");
    assert_eq!(declaration["cover"]["projectCount"], 4);
    assert_eq!(declaration["cover"]["unitCount"], 1);
    let projects = declaration["projects"].as_array().unwrap();
    let expected = [
        (
            "党组织建设",
            "1020000.00",
            &[
                ("数量指标", "党组织特色活动", "≥30家"),
                ("数量指标", "工、青、妇活动", "=3次"),
                ("质量指标", "廉政建设", "符合"),
                ("时效指标", "活动开展及时率", "及时"),
                ("社会效益指标", "增强党性修养", "提升"),
                ("服务对象满意度指标", "群众满意度", "≥95%"),
            ][..],
        ),
        (
            "宣传与推广",
            "320000.00",
            &[
                ("数量指标", "基层党组织参与情况", "≥50家"),
                ("质量指标", "精神文明建设成效", "显著"),
                ("时效指标", "活动开展及时率", "及时"),
                ("社会效益指标", "文明创建活动成效", "明显"),
                ("服务对象满意度指标", "群众满意度", "≥95%"),
            ],
        ),
        (
            "业务培训",
            "290000.00",
            &[
                ("数量指标", "参与培训的基层党组织数量", "≥50家"),
                ("质量指标", "党务工作能力", "提升"),
                ("时效指标", "培训开展及时率", "及时"),
                ("社会效益指标", "党建引领作用发挥", "明显"),
                ("服务对象满意度指标", "参训者满意度", "≥95%"),
            ],
        ),
        (
            "疫情防控",
            "20000.00",
            &[
                ("数量指标", "参与活动的党组织数量", "≥30家"),
                ("质量指标", "廉政建设", "符合"),
                ("时效指标", "活动组织及时", "及时"),
                ("社会效益指标", "抗疫效果", "明显"),
                ("服务对象满意度指标", "群众满意度", "≥95%"),
            ],
        ),
    ];
    assert_eq!(projects.len(), expected.len());
    let unit = "中共上海市松江区区级机关工作委员会";
    for (project, (name, amount, indicators)) in projects.iter().zip(expected) {
        for (path, value) in [
            ("/name", name),
            ("/category", "经常性项目"),
            ("/department", unit),
            ("/unit", unit),
            ("/period/start", "2022-01-01"),
            ("/period/end", "2022-12-31"),
            ("/totalFunds/amount", amount),
            ("/totalFunds/fiscalFunds", amount),
            ("/totalFunds/otherFunds", "0.00"),
            ("/annualFunds/amount", amount),
            ("/annualFunds/currentYearAppropriation", amount),
            ("/annualFunds/carriedOver", "0.00"),
            ("/annualFunds/otherFunds", "0.00"),
        ] {
            assert_eq!(text(project, path), value, "{name}: {path}");
        }
        let found: Vec<(&str, &str, &str)> = project["indicators"]
            .as_array()
            .unwrap()
            .iter()
            .map(|one| (text(one, "/level2"), text(one, "/name"), text(one, "/printed")))
            .collect();
        assert_eq!(found, indicators, "{name}");
    }
    let sums = ["FND01", "FND02", "FND03", "FND04", "FND05", "FND06", "FND07", "FND12", "FND14"];
    for silent in sums.into_iter().chain(["STR06", "STR07", "AMT", "SYN", "KEY", "REF", "IDX"]) {
        assert!(!lint.contains(&format!("[{silent}")), "{silent} must be silent:\n{lint}");
    }
}

#[test]
fn the_document_out_of_a_pdf_of_2026_has_its_figures() {
    let Some(document) = published("cases/pdf-text-2026.txt") else { return };
    let (json, lint) = three_commands(&document);
    let declaration = &json["declarations"][0];
    assert_eq!(text(declaration, "/edition"), "上海 2026");
    assert_eq!(declaration["cover"]["projectCount"], 247);
    let project = &declaration["projects"][0];
    assert_eq!(text(project, "/totalFunds/amount"), "771325800.00");
    assert_eq!(text(project, "/annualFunds/amount"), "226145100.00");
    assert!(lint.contains("未检查 FND05"), "{lint}");
    for silent in ["[FND", "[STR06", "[STR07", "[SYN", "[KEY", "[REF"] {
        assert!(!lint.contains(silent), "{silent} must be silent:\n{lint}");
    }
}
