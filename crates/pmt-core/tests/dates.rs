//! The ways to write a span of time, and what each means.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::needless_raw_string_hashes)]

use std::fmt::Write as _;

use expect_test::expect;
use pmt_core::model::{Project, Timespan};
use pmt_core::workspace::{SourceFile, Workspace};

fn with_project<T>(items: &str, look: impl FnOnce(&Project) -> T) -> T {
    let text = format!("项目 \"甲\" {{\n{items}\n}}\n").into();
    let workspace = Workspace::new(vec![SourceFile { path: "a.pmt".to_owned(), text }]);
    look(workspace.files()[0].model.projects.first().unwrap())
}

fn shown(span: Timespan) -> String {
    let day = |day: Option<time::Date>| day.map_or("…".to_owned(), |day| day.to_string());
    format!("{} – {}", day(span.start), day(span.end))
}

#[test]
fn a_period_may_leave_out_what_it_repeats() {
    let mut out = String::new();
    for written in [
        "2022-01-01 至 2022-12-31",
        "2022/1/1~2022/12/31",
        "2022-01..2022-12",
        "2022年1月1日至2022年12月31日",
        "2022年1月1日至12月31日",
        "2022年1月1日 至 12月31号",
        "2022年1月至12月",
        "2022年2月1日至28日",
        "2022年2月1日至29日",
        "2022年",
        "2022-03",
        "2019-04 起",
        "2019-04 至今",
        "2020-12 止",
    ] {
        let period = with_project(&format!("  实施周期: {written}"), |project| project.period);
        let read = period.map_or("not read".to_owned(), |at| shown(at.value));
        let _ = writeln!(out, "{written}: {read}");
    }
    expect![[r#"
        2022-01-01 至 2022-12-31: 2022-01-01 – 2022-12-31
        2022/1/1~2022/12/31: 2022-01-01 – 2022-12-31
        2022-01..2022-12: 2022-01-01 – 2022-12-31
        2022年1月1日至2022年12月31日: 2022-01-01 – 2022-12-31
        2022年1月1日至12月31日: 2022-01-01 – 2022-12-31
        2022年1月1日 至 12月31号: 2022-01-01 – 2022-12-31
        2022年1月至12月: 2022-01-01 – 2022-12-31
        2022年2月1日至28日: 2022-02-01 – 2022-02-28
        2022年2月1日至29日: not read
        2022年: 2022-01-01 – 2022-12-31
        2022-03: 2022-03-01 – 2022-03-31
        2019-04 起: 2019-04-01 – …
        2019-04 至今: 2019-04-01 – …
        2020-12 止: … – 2020-12-31
    "#]]
    .assert_eq(&out);
}

#[test]
fn months_and_days_take_the_declaration_s_year() {
    let mut out = String::new();
    for written in [
        "3月",
        "3月份",
        "3月5日",
        "3月5号",
        "2月29日",
        "3月 至 5月",
        "3至5月",
        "3月5日 至 4月10日",
        "3月5日 至 10日",
        "2022-03, 5月",
        "13月",
        "3月32日",
        "5月 至 3月",
    ] {
        let items = format!("  实施方案 {{ 任务 \"办班\" {{ 时间: {written} }} }}");
        let times = with_project(&items, |project| project.tasks()[0].times.clone().unwrap());
        let read: Vec<String> = times.values.iter().map(|at| shown(at.value.days(Some(2022)))).collect();
        let _ = writeln!(out, "{written}: {}", read.join(", "));
    }
    expect![[r#"
        3月: 2022-03-01 – 2022-03-31
        3月份: 2022-03-01 – 2022-03-31
        3月5日: 2022-03-05 – 2022-03-05
        3月5号: 2022-03-05 – 2022-03-05
        2月29日: … – …
        3月 至 5月: 2022-03-01 – 2022-05-31
        3至5月: 2022-03-01 – 2022-05-31
        3月5日 至 4月10日: 2022-03-05 – 2022-04-10
        3月5日 至 10日: 2022-03-05 – 2022-03-10
        2022-03, 5月: 2022-03-01 – 2022-03-31, 2022-05-01 – 2022-05-31
        13月: 
        3月32日: 
        5月 至 3月: 
    "#]]
    .assert_eq(&out);
}
