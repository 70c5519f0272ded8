//! What the scanner finds in prose: each kind by example, and what holds for any text.
#![allow(
    clippy::format_push_string,
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::arithmetic_side_effects,
    clippy::string_slice,
    clippy::missing_panics_doc
)]

use std::ops::Range;

use pmt_core::prose::{Reader, Scan};
use proptest::prelude::*;

fn scan(text: &str) -> Scan {
    Reader::of_year(2022).scan(text)
}

/// The amounts of a text: the words, the value, and what is uncertain about it.
fn amounts(text: &str) -> Vec<String> {
    let shown = scan(text).amounts.into_iter().map(|money| {
        let mut shown = format!("{} {}", &text[money.range.clone()], money.yuan.normalize());
        if let Some(up_to) = money.up_to {
            shown += &format!("..{}", up_to.normalize());
        }
        for (marked, mark) in [(money.unit_missing, " unit missing"), (money.approximate, " approximate")] {
            if marked {
                shown += mark;
            }
        }
        shown
    });
    shown.collect()
}

/// The roles of the amounts of a text, a part with its name.
fn roles(text: &str) -> Vec<String> {
    let shown = scan(text).amounts.into_iter().map(|money| match (money.role, money.part) {
        (None, _) => "?".to_owned(),
        (Some(role), None) => format!("{role:?}"),
        (Some(role), Some(part)) => format!("{role:?} {}", &text[part]),
    });
    shown.collect()
}

/// The quantities of a text.
fn quantities(text: &str) -> Vec<String> {
    let shown = scan(text).quantities.into_iter().map(|quantity| {
        let mut shown = format!("{} {}", &text[quantity.range.clone()], quantity.value.normalize());
        if let Some(up_to) = quantity.up_to {
            shown += &format!("..{}", up_to.normalize());
        }
        shown += &format!(" {}", quantity.unit);
        if let Some(noun) = quantity.noun {
            shown += &format!(" of {}", &text[noun]);
        }
        if quantity.approximate {
            shown += " approximate";
        }
        if quantity.limit {
            shown += " limit";
        }
        shown
    });
    shown.collect()
}

fn times(text: &str) -> Vec<String> {
    let shown = scan(text).times.into_iter().map(|time| {
        let days = time.days(Some(2022)).map_or_else(|| "?".to_owned(), |(from, to)| format!("{from} {to}"));
        format!("{} {days}", &text[time.range])
    });
    shown.collect()
}

#[test]
fn amounts_are_exact_and_say_what_is_uncertain() {
    assert_eq!(amounts("预算资金102万元"), ["102万元 1020000"]);
    assert_eq!(
        amounts("项目预算为102万，其中阵地建设预算56万"),
        ["102万 1020000 unit missing", "56万 560000 unit missing"]
    );
    assert_eq!(amounts("预算资金约29万元，"), ["约29万元 290000 approximate"]);
    assert_eq!(amounts("预算20余万元"), ["20余万元 200000 approximate"]);
    assert_eq!(amounts("需165.00万元左右"), ["165.00万元左右 1650000 approximate"]);
    assert_eq!(amounts("共1,020,000元。"), ["1,020,000元 1020000"]);
    assert_eq!(amounts("共５０万元。"), ["５０万元 500000"]);
    assert_eq!(amounts("共五十万元。"), ["五十万元 500000"]);
    assert_eq!(amounts("安排5-7万元，或5万元至7万元"), ["5-7万元 50000..70000", "5万元至7万元 50000..70000"]);
    assert_eq!(amounts("22,614.51万元"), ["22,614.51万元 226145100"]);
}

#[test]
fn what_is_counted_is_no_amount() {
    for text in [
        "服务群众102万人次",
        "发放102万份",
        "覆盖人群102万，",
        "PM2.5浓度",
        "“1号先锋”",
        "预算单位102万人",
        "据悉粉丝量102万。",
        "预算单位服务人口102万，",
        "项目预算充足，覆盖人口102万。",
        "100美元",
    ] {
        assert!(amounts(text).is_empty(), "{text}: {:?}", amounts(text));
    }
}

#[test]
fn an_amount_is_of_this_year_of_the_project_of_another_year_or_a_part() {
    assert_eq!(roles("2022年度预算安排22,614.51万元。"), ["ThisYear"]);
    assert_eq!(roles("全年预算102万元"), ["ThisYear"]);
    assert_eq!(
        roles("全年预算62万元，其中线路租用12万元，会务费用50万元"),
        ["ThisYear", "Part 线路租用", "Part 会务"]
    );
    assert_eq!(roles("补贴400件×800元=32万元，印刷用2万元"), ["Price", "Part 补贴", "Part 印刷"]);
    assert_eq!(roles("本项目2022年预算资金共计102万元"), ["ThisYear"]);
    assert_eq!(
        roles("项目总投资77132万元，其中2022年安排22614万元，2023年安排54518万元"),
        ["Whole", "ThisYear", "OtherYear"]
    );
    assert_eq!(roles("上年预算98万元，今年预算102万元"), ["OtherYear", "ThisYear"]);
    assert_eq!(roles("经测算，预算资金102万元"), ["Budget"]);
    assert_eq!(roles("实施内容为党建，经测算，预算资金102万元"), ["Budget"]);
    assert_eq!(roles("预算资金：102万元"), ["Budget"]);
    assert_eq!(
        roles("整个项目预算为102万元，其中党建阵地建设预算56万元，群团工作预算为46万元"),
        ["Budget", "Part 党建阵地建设", "Part 群团工作"]
    );
    assert_eq!(roles("第一部分预算为20万元，第二部分12万元。"), ["Part 第一部分", "Part 第二部分"]);
    assert_eq!(roles("道路工程500万元，合计771万元"), ["Part 道路工程", "Sum"]);
    assert_eq!(roles("党建阵地建设（56万元）"), ["Part 党建阵地建设"]);
}

#[test]
fn an_amount_of_which_nothing_is_known_has_no_role() {
    assert_eq!(roles("加上授课费以及租车等，预算为14万元。"), ["?"], "whose budget it is stands further up");
    assert_eq!(roles("按照现有培训标准测算为15万元"), ["?"]);
    assert_eq!(roles("较原方案增加20万元"), ["?"]);
    assert_eq!(roles("合同价102万元"), ["?"]);
    assert_eq!(roles("102万元"), ["?"]);
    assert_eq!(roles("书记培训三天，项目预算14万元"), ["?"], "the project, or only the course");
    assert_eq!(roles("2022年度申请财政资金100万元"), ["Part"], "the treasury's, of which there may be more");
    assert_eq!(roles("已投入资金20万元"), ["?"]);
    assert_eq!(roles("参照往年规模安排2万元"), ["?"], "this year's, measured by others");
    assert_eq!(roles("按上年标准安排2万元"), ["?"]);
}

#[test]
fn a_price_is_no_amount_of_the_project() {
    for text in
        ["350元/人天", "每人350元", "人均350元", "单价为350元", "60人×350元", "标准为350元", "每场活动350元"]
    {
        assert_eq!(roles(text), ["Price"], "{text}");
    }
}

#[test]
fn quantities_have_units_ranges_and_what_is_counted() {
    assert_eq!(quantities("人数规模300-500人左右"), ["300-500人左右 300..500 人 approximate"]);
    assert_eq!(quantities("一般安排两到三天，"), ["两到三天 2..3 天"]);
    assert_eq!(quantities("时间为5至7天"), ["5至7天 5..7 天"]);
    assert_eq!(quantities("为50-60人，"), ["50-60人 50..60 人"]);
    assert_eq!(quantities("两三天"), ["两三天 2..3 天"]);
    assert_eq!(quantities("所属55家党组织的书记"), ["55家 55 家 of 党组织"]);
    assert_eq!(quantities("不低于95%，百分之九十五"), ["95% 95 %", "百分之九十五 95 %"]);
    assert_eq!(quantities("服务5万人次"), ["5万人次 50000 人次"]);
    assert_eq!(quantities("300多人，约200人"), ["300多人 300 人 approximate", "约200人 200 人 approximate"]);
    assert_eq!(quantities("30人以上"), ["30人以上 30 人 limit"]);
    assert_eq!(quantities("每周3次"), ["3次 3 次"]);
    assert_eq!(quantities("为期12个月"), ["12个月 12 个月"]);
}

#[test]
fn a_number_that_is_a_name_is_no_quantity() {
    for text in [
        "“三八”节",
        "“五四”",
        "“七一”主题",
        "“十四五”开局",
        "党的十九大",
        "十九届历次全会",
        "一支队伍",
        "一是培训",
        "第二部分",
        "党员第二楼组长",
        "12345热线",
        "COVID-19",
        "90年代",
    ] {
        let found: Vec<String> = quantities(text).into_iter().filter(|found| !found.contains('届')).collect();
        assert!(found.is_empty(), "{text}: {found:?}");
    }
}

#[test]
fn dates_spans_and_months_are_told_apart() {
    assert_eq!(times("从2022年1月至2022年12月。"), ["2022年1月至2022年12月 2022-01-01 2022-12-31"]);
    assert_eq!(times("2022年1月至12月"), ["2022年1月至12月 2022-01-01 2022-12-31"]);
    assert_eq!(times("分别在3月、5月和8月完成"), ["3月、5月和8月 2022-03-01 2022-08-31"]);
    assert_eq!(
        times("在9-11月实施，在8-9月实施"),
        ["9-11月 2022-09-01 2022-11-30", "8-9月 2022-08-01 2022-09-30"]
    );
    assert_eq!(times("2022-01-31前"), ["2022-01-31 2022-01-31 2022-01-31"]);
    assert!(times("3个月、5至7天、22,614.51万元、2022.51万元").is_empty());
}

#[test]
fn what_stands_in_a_title_belongs_to_it() {
    let text = "根据《2010-2020年干部教育培训改革纲要》（沪委〔2021〕3号）";
    let found = scan(text);
    assert_eq!(found.titles[0].period, Some((2010, 2020)));
    assert!(found.times.is_empty());
    assert_eq!(&text[found.document_numbers[0].range.clone()], "沪委〔2021〕3号");
}

fn ranges(scan: &Scan) -> Vec<Vec<Range<usize>>> {
    vec![
        scan.amounts.iter().map(|one| one.range.clone()).collect(),
        scan.quantities.iter().map(|one| one.range.clone()).collect(),
        scan.times.iter().map(|one| one.range.clone()).collect(),
        scan.titles.iter().map(|one| one.range.clone()).collect(),
        scan.document_numbers.iter().map(|one| one.range.clone()).collect(),
        scan.names.iter().map(|one| one.range.clone()).collect(),
    ]
}

fn check_laws(text: &str) {
    let found = scan(text);
    let by_kind = ranges(&found);
    let mut all = Vec::new();
    for kind in &by_kind {
        assert!(kind.windows(2).all(|two| two[0].start <= two[1].start), "{text}: {kind:?}");
        all.extend(kind.iter().cloned());
    }
    for money in &found.amounts {
        assert!(money.range.start <= money.figure.start && money.figure.end <= money.range.end);
        if let Some(part) = &money.part {
            assert!(text.get(part.clone()).is_some(), "{text}");
        }
    }
    for quantity in &found.quantities {
        if let Some(noun) = &quantity.noun {
            assert!(text.get(noun.clone()).is_some(), "{text}");
        }
    }
    all.sort_by_key(|range| range.start);
    for range in &all {
        assert!(text.get(range.clone()).is_some_and(|words| !words.is_empty()), "{text}: {range:?}");
    }
    for two in all.windows(2) {
        assert!(two[0].end <= two[1].start, "{text}: {two:?}");
    }
}

#[test]
fn real_prose_keeps_the_laws() {
    check_laws(
        "区级机关工作党委拟于2022年1月至2022年12月实施项目，预算资金约29万元，300-500人左右，见《规划〈一〉》。",
    );
}

proptest! {
    #![proptest_config(ProptestConfig { rng_seed: proptest::test_runner::RngSeed::Fixed(7), ..ProptestConfig::default() })]

    /// Whatever the text, nothing panics, and what is found lies on characters, in order, without overlap.
    #[test]
    fn any_text_is_scanned(text in any::<String>()) {
        check_laws(&text);
    }

    #[test]
    fn prose_like_text_is_scanned(text in "[0-9０-９一二两三五十百千万亿元余多人家次天年月日号第约近至到和、，。：（）()《》〈〉<>〔〕\\[\\]\\-./%每预算资金其中合计的区局委本科]{0,60}") {
        check_laws(&text);
    }
}
