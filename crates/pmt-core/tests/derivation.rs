//! What follows from something else and may be left out.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::needless_raw_string_hashes)]

use std::fmt::Write as _;

use expect_test::{Expect, expect};
use pmt_core::amount::Amount;
use pmt_core::workspace::{SourceFile, Workspace};

/// The amounts of a project's funds, in 元: as written, `(derived)`, or `?` where they do not follow.
fn check(items: &str, expected: &Expect) {
    let text = format!("项目 \"甲\" {{\n{items}\n}}\n").into();
    let workspace = Workspace::new(vec![SourceFile { path: "a.pmt".to_owned(), text }]);
    let project = workspace.files()[0].model.projects.first().unwrap();
    let (total, annual) = (&project.total, &project.annual);
    let mut out = String::new();
    for (name, amounts) in [
        ("项目资金总额", vec![total.amount, total.fiscal, total.other]),
        ("年度资金申请总额", vec![annual.amount, annual.current, annual.carried_over, annual.other]),
    ] {
        let shown = |amount: Option<Amount>| match amount {
            Some(amount) if amount.is_written() => amount.yuan.normalize().to_string(),
            Some(amount) => format!("({})", amount.yuan.normalize()),
            None => "?".to_owned(),
        };
        let shown: Vec<String> = amounts.into_iter().map(shown).collect();
        let _ = writeln!(out, "{name} {} = {}", shown[0], shown[1..].join(" + "));
    }
    expected.assert_eq(&out);
}

#[test]
fn a_one_year_project_says_one_total() {
    check(
        "  实施周期: 2022-01-01 至 2022-12-31\n  年度资金申请总额: 102万元",
        &expect![[r#"
            项目资金总额 (1020000) = (1020000) + (0)
            年度资金申请总额 1020000 = (1020000) + (0) + (0)
        "#]],
    );
}

#[test]
fn a_project_of_several_years_says_both() {
    check(
        "  实施周期: 2022-01-01 至 2023-12-31\n  年度资金申请总额: 102万元",
        &expect![[r#"
        项目资金总额 ? = ? + ?
        年度资金申请总额 1020000 = (1020000) + (0) + (0)
    "#]],
    );
    check(
        "  实施周期: 2022-01-01 至 2023-12-31\n  项目资金总额 { 分年度 { 2022年: 1万元; 2023年: 2万元 } }\n  年度资金申请总额: 1万元",
        &expect![[r#"
            项目资金总额 (30000) = (30000) + (0)
            年度资金申请总额 10000 = (10000) + (0) + (0)
        "#]],
    );
}

#[test]
fn a_total_follows_from_its_parts_and_a_part_from_the_rest() {
    check(
        "  项目资金总额 { 财政资金: 100万元; 其他资金: 2万元 }\n  年度资金申请总额: 102万元 { 上年结转资金: 2万元 }",
        &expect![[r#"
            项目资金总额 (1020000) = 1000000 + 20000
            年度资金申请总额 1020000 = (1000000) + 20000 + (0)
        "#]],
    );
    check(
        "  项目资金总额: 102万元 { 财政资金: 100万元 }",
        &expect![[r#"
        项目资金总额 1020000 = 1000000 + (20000)
        年度资金申请总额 ? = ? + ? + ?
    "#]],
    );
}

#[test]
fn what_two_parts_could_share_does_not_follow() {
    check(
        "  年度资金申请总额: 102万元 { 当年财政拨款: 100万元 }",
        &expect![[r#"
        项目资金总额 ? = ? + ?
        年度资金申请总额 1020000 = 1000000 + ? + ?
    "#]],
    );
    check(
        "  年度资金申请总额 { 其他资金: 2万元 }",
        &expect![[r#"
        项目资金总额 ? = ? + ?
        年度资金申请总额 ? = ? + ? + 20000
    "#]],
    );
    check(
        "  项目资金总额: 100万元 { 其他资金: 120万元 }",
        &expect![[r#"
        项目资金总额 1000000 = ? + 1200000
        年度资金申请总额 ? = ? + ? + ?
    "#]],
    );
}

#[test]
fn the_annual_total_follows_from_the_tasks_and_those_from_their_cost_lines() {
    check(
        "  实施周期: 2022 年\n  实施方案 { 任务 \"一\": 1万元\n任务 \"二\" { 测算 { 甲: 3次 × 2000元; 乙: 50% × 1000元 } } }",
        &expect![[r#"
            项目资金总额 (16500) = (16500) + (0)
            年度资金申请总额 (16500) = (16500) + (0) + (0)
        "#]],
    );
    check(
        "  实施方案 { 任务 \"一\": 1万元\n任务 \"二\" }",
        &expect![[r#"
        项目资金总额 ? = ? + ?
        年度资金申请总额 ? = ? + ? + ?
    "#]],
    );
}

#[test]
fn nothing_follows_from_an_amount_that_cannot_be_read() {
    check(
        "  实施周期: 2022 年\n  年度资金申请总额 { 当年财政拨款: 100万元; 其他资金: 2 }",
        &expect![[r#"
        项目资金总额 ? = ? + ?
        年度资金申请总额 ? = 1000000 + ? + ?
    "#]],
    );
}

#[test]
fn what_rounding_leaves_is_not_money() {
    check(
        "  项目资金总额: 102.00万元 { 财政资金: 1020030元 }",
        &expect![[r#"
        项目资金总额 1020000 = 1020030 + (0)
        年度资金申请总额 ? = ? + ? + ?
    "#]],
    );
}
