//! Which projects certainly buy goods or build: for them the absence of a cost indicator is an error, so a name leaves
//! no doubt or is not one of them. Source: names of published projects.

use super::bare_name;

/// Endings of the names of projects that buy.
static BUYING: &[&str] = &["购置", "采购"];

/// Endings of the names of projects that build or repair.
static BUILDING: &[&str] = &["修缮", "装修", "大修", "新建", "扩建", "改建", "迁建", "翻建"];

/// Endings that mean building only directly after something that is built: there are 民心工程 too.
static BUILDING_PERHAPS: &[&str] = &[
    "工程",
    "改造",
    "加固",
    "改造工程",
    "建设工程",
    "加固工程",
    "整治工程",
    "提升工程",
    "施工",
    "维修工程",
    "安装工程",
    "更新工程",
];

/// Things that are built.
static WORKS: &[&str] = &[
    "道路",
    "公路",
    "铁路",
    "轨道",
    "立交",
    "立交桥",
    "大桥",
    "桥梁",
    "天桥",
    "高架桥",
    "隧道",
    "管网",
    "管道",
    "管线",
    "排水",
    "雨水",
    "污水",
    "供水",
    "供电",
    "供热",
    "燃气",
    "河道",
    "护岸",
    "边坡",
    "堤防",
    "海塘",
    "泵站",
    "水库",
    "灌溉",
    "景观",
    "绿化",
    "照明",
    "亮化",
    "路灯",
    "装修",
    "修缮",
    "新建",
    "扩建",
    "改建",
    "翻建",
    "迁建",
    "大修",
    "防水",
    "消防设施",
    "电梯",
    "土建",
    "房屋",
    "危房",
    "校舍",
    "宿舍",
    "大楼",
    "楼宇",
    "教学楼",
    "办公楼",
    "老旧小区",
    "住宅小区",
    "幕墙",
    "屋面",
    "停车场",
    "场馆",
    "厂房",
    "码头",
    "厕所",
    "围墙",
    "弱电",
];

/// What stands after them and says nothing.
static PROJECT_TAILS: &[&str] = &[
    "项目经费",
    "专项经费",
    "项目资金",
    "专项资金",
    "项目",
    "经费",
    "专项",
    "费用",
    "费",
    "（一期）",
    "（二期）",
    "一期",
    "二期",
    "资金",
];

/// Endings that only look so.
static NOT_BUYING: &[&str] = &["政府采购", "集中采购", "服务采购"];

/// Whether a project's name says beyond doubt that it buys goods or builds.
pub fn buys_or_builds(name: &str) -> bool {
    let mut name = bare_name(name);
    while let Some(rest) = PROJECT_TAILS.iter().find_map(|tail| name.strip_suffix(tail)) {
        name = rest;
    }
    let builds = || {
        let mut works = BUILDING_PERHAPS.iter().filter_map(|ending| name.strip_suffix(ending));
        works.any(|work| ends(work, WORKS))
    };
    (ends(name, BUYING) && !ends(name, NOT_BUYING)) || ends(name, BUILDING) || builds()
}

fn ends(name: &str, list: &[&str]) -> bool {
    list.iter().any(|ending| name.ends_with(ending))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figurative_works_build_nothing() {
        for real in [
            "兰溪路下立交工程项目经费",
            "办公设备购置费",
            "校舍修缮",
            "防疫物资采购",
            "老旧小区改造（一期）",
            "污水管网建设工程",
        ] {
            assert!(buys_or_builds(real), "{real}");
        }
        for not in [
            "党组织建设",
            "民心工程",
            "政府采购评审",
            "精神文明建设",
            "工程师培训",
            "家政服务采购",
            "人才工程",
            "适老化改造",
            "道路交通安全宣传工程",
            "连心桥工程",
            "平安小区建设工程",
        ] {
            assert!(!buys_or_builds(not), "{not}");
        }
    }
}
