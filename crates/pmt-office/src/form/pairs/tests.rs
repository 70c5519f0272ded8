use super::*;
use crate::source::Origin;

/// How lines are read: `name: value` each, a guess with a question mark.
fn read(lines: &str) -> String {
    let pieces: Vec<Piece> =
        (1..).zip(lines.split('/')).map(|(line, text)| Piece::new(text, Origin::at(line))).collect();
    let widest = pieces.iter().filter(|line| !is_measured(&line.text)).map(|line| width(&line.text)).max();
    let shown = |pair: Pair| {
        let value = pair.value.map(|value| value.text).unwrap_or_default();
        format!("{}: {value}{}", pair.name.text, if pair.is_guess { " ?" } else { "" })
    };
    pair(&pieces, widest.unwrap_or(0)).into_iter().map(shown).collect::<Vec<_>>().join(", ")
}

/// Broken lines, and what they say.
const BREAKS: &[(&str, &str)] = &[
    ("步道建设长/度/985米", "步道建设长度: 985米"),
    ("步道建设/长度（含辅/道）/985米", "步道建设长度（含辅道）: 985米"),
    ("公交出行能力提/升情况/提升", "公交出行能力提升情况: 提升"),
    ("工程完工/及时性/及时", "工程完工及时性: 及时"),
    ("周边居民满意/度/≥90.00(%)", "周边居民满意度: ≥90.00(%)"),
    ("周边居民/满意度/≥90.00(%)", "周边居民满意度: ≥90.00(%)"),
    ("周/边居民满意度/≥90.00(%)", "周边居民满意度: ≥90.00(%)"),
    ("绿化养护/面积/≥13459.00(平方米)", "绿化养护面积: ≥13459.00(平方米)"),
    ("雨水花园与下凹式绿地/建成数量/=2处", "雨水花园与下凹式绿地建成数量: =2处"),
    ("路面平整/度/达标", "路面平整度: 达标"),
    ("排水管道修复验收合格/率/=100%", "排水管道修复验收合格率: =100%"),
    ("排水管道修/复验收合/格率/=100%", "排水管道修复验收合格率: =100%"),
    ("安全事故发生/次数/0次", "安全事故发生次数: 0次"),
    ("隐患减少情/况/减少", "隐患减少情况: 减少"),
    ("河道管理制/度健全性/健全", "河道管理制度健全性: 健全"),
    ("河道管理/制度健全/性/健全", "河道管理制度健全性: 健全"),
    ("河道管理制度健全/性/健全", "河道管理制度健全性: 健全"),
    ("街面文明施工情/况/可控/扬尘控制/率/≥95%", "街面文明施工情况: 可控, 扬尘控制率: ≥95%"),
    ("水质改善情况/改善/沿岸景观提/升情况/提升", "水质改善情况: 改善, 沿岸景观提升情况: 提升"),
    ("路灯完好率/≥98%/12345热线办结率/≥95%", "路灯完好率: ≥98%, 12345热线办结率: ≥95%"),
    ("路灯完好/率/≥98%/12345热线办/结率/≥95%", "路灯完好率: ≥98%, 12345热线办结率: ≥95%"),
    ("开工时间/2026年3月/完工时间/2026年12月底前", "开工时间: 2026年3月, 完工时间: 2026年12月底前"),
    ("投诉处置（含/热线、网格）/及时率/≥98%", "投诉处置（含热线、网格）及时率: ≥98%"),
    ("树木（古/树）成活率/≥99%/巡护覆盖/率/=100%", "树木（古树）成活率: ≥99%, 巡护覆盖率: =100%"),
    ("学员满/意度/≥85%/家长满意/度/≥80%", "学员满意度: ≥85%, 家长满意度: ≥80%"),
    ("每公顷改造/成本/≤2400元", "每公顷改造成本: ≤2400元"),
    ("培训人/次/≥600人次", "培训人次: ≥600人次"),
    ("培训课程有效/性/有效", "培训课程有效性: 有效"),
    ("设备运行稳定/性/稳定/设备更新/数量/12台", "设备运行稳定性: 稳定, 设备更新数量: 12台"),
];

#[test]
fn a_name_broken_anywhere_is_put_together() {
    let wrong: Vec<_> = BREAKS
        .iter()
        .map(|(lines, said)| (read(lines), *said))
        .filter(|(read, said)| read.trim_end_matches(" ?") != *said)
        .collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
}

/// Names and values as forms have them.
const INDICATORS: &[(&str, &str)] = &[
    ("道口值守人数", "≥24人"),
    ("街面巡查次数", "=12次"),
    ("管网改造长度（含支管）", "1200米"),
    ("主体结构验收合格率", "=100.00(%)"),
    ("设施完好程度", "良好"),
    ("任务完成及时性", "及时"),
    ("河岸景观提升情况", "提升"),
    ("内涝隐患减少情况", "减少"),
    ("长效养护机制健全性", "健全"),
    ("夜间扰民情况", "可控"),
    ("周边商户满意度", "≥90.00(%)"),
    ("单位造价", "≤350元"),
    ("投诉办结率", "≥98%"),
    ("业务办理规范性", "规范"),
    ("验收通过情况", "通过"),
    ("档案归集完整性", "完整"),
    ("配套政策知晓率", "不低于80%"),
    ("完工时间", "2026年12月底前"),
];

fn broken(name: &str, at: &[usize]) -> String {
    let mut lines = String::new();
    for (index, c) in name.chars().enumerate() {
        if at.contains(&index) {
            lines.push('/');
        }
        lines.push(c);
    }
    lines
}

/// Every way to break a name over at most three lines.
fn breaks(name: &str) -> Vec<String> {
    let count = name.chars().count();
    let two = (1..count).map(|at| broken(name, &[at]));
    let three = (2..count).flat_map(|second| (1..second).map(move |first| [first, second]));
    two.chain(three.map(|at| broken(name, &at))).collect()
}

#[test]
fn every_break_is_read_right_or_noted() {
    let (mut right, mut noted, mut wrong) = (0, 0, Vec::new());
    let mut check = |lines: String, said: String| {
        let read = read(&lines);
        if read.replace(" ?", "") == said {
            right += 1;
        } else if read.contains('?') {
            noted += 1;
        } else {
            wrong.push((lines, read));
        }
    };
    for (index, (name, value)) in INDICATORS.iter().enumerate() {
        let (other, its) = INDICATORS[(index + 5) % INDICATORS.len()];
        for lines in breaks(name) {
            for also in breaks(other).iter().filter(|also| also.matches('/').count() == 1) {
                check(format!("{lines}/{value}/{also}/{its}"), format!("{name}: {value}, {other}: {its}"));
            }
            check(format!("{lines}/{value}"), format!("{name}: {value}"));
            check(format!("{other}/{its}/{lines}/{value}"), format!("{other}: {its}, {name}: {value}"));
            check(format!("{lines}/{value}/{other}/{its}"), format!("{name}: {value}, {other}: {its}"));
        }
    }
    assert!(wrong.is_empty(), "{right} right, {noted} noted, {}: {wrong:#?}", wrong.len());
    assert!(right > noted * 4, "{right} right, {noted} noted");
}

#[test]
fn what_is_not_broken_is_no_guess() {
    for window in INDICATORS.windows(3) {
        let lines: Vec<_> = window.iter().map(|(name, value)| format!("{name}/{value}")).collect();
        let said: Vec<_> = window.iter().map(|(name, value)| format!("{name}: {value}")).collect();
        assert_eq!(read(&lines.join("/")), said.join(", "));
    }
}
