//! Words by which an indicator's name tells where it belongs, what it repeats and whether it measures the project at
//! all. Source: indicators of published declarations and what reviewers object to in them.

/// Endings of names that say when something is done.
static TIMELY: &[&str] = &[
    "及时率",
    "及时性",
    "按时率",
    "按期率",
    "准时率",
    "准点率",
    "按时完成率",
    "按期完成率",
    "按时完工率",
    "按期完工率",
    "按期开展率",
    "按时开展率",
    "按时发放率",
    "按期发放率",
    "完成时间",
    "完工时间",
    "竣工时间",
    "完成时限",
    "完成日期",
    "完成及时",
    "开展及时",
    "组织及时",
    "发放及时",
];

/// Endings of names of effects.
static EFFECTS: &[&str] = &["成效", "效果", "作用", "能力", "影响力", "作用发挥"];

/// Endings of names that count.
static COUNTS: &[&str] = &["人次", "人次数", "人数", "数量", "次数", "场次"];

/// Endings of names that count what the unit itself does or buys: never an effect.
static OWN_OUTPUTS: &[&str] = &[
    "培训人次",
    "参训人次",
    "培训人数",
    "参训人数",
    "培训次数",
    "培训场次",
    "活动次数",
    "活动场次",
    "举办次数",
    "举办场次",
    "开展次数",
    "开展场次",
    "会议次数",
    "讲座场次",
    "宣传次数",
    "检查次数",
    "巡查次数",
    "采购数量",
    "购置数量",
    "印制数量",
    "印刷数量",
    "发放数量",
    "维修数量",
    "改造数量",
    "建设数量",
    "安装数量",
    "征订数量",
];

/// What makes a count one of quality: how often something went wrong or went well.
static COUNTS_OF_QUALITY: &[&str] = &[
    "事故",
    "投诉",
    "差错",
    "错误",
    "故障",
    "返工",
    "违规",
    "违纪",
    "缺陷",
    "不合格",
    "合格",
    "达标",
    "优秀",
    "获奖",
    "通过",
    "持证",
    "修改",
    "整改",
    "漏报",
    "误报",
    "中断",
    "高级",
    "职称",
    "专家",
    "骨干",
    "博士",
    "硕士",
    "资质",
    "注册",
    "证书",
    "优质",
    "精品",
    "示范",
    "专利",
    "论文",
    "检",
    "查",
    "审",
    "验",
    "督",
    "考核",
    "评",
];

/// Whether a name says when something is done.
pub fn is_timely(name: &str) -> bool {
    ends(super::bare_name(name), TIMELY)
}

/// Whether a name is that of an effect.
pub fn is_effect(name: &str) -> bool {
    ends(super::bare_name(name), EFFECTS)
}

/// Whether a name counts something that is no sign of quality.
pub fn is_plain_count(name: &str) -> bool {
    ends(super::bare_name(name), COUNTS) && !COUNTS_OF_QUALITY.iter().any(|word| name.contains(word))
}

/// What makes such a count one of what others do because of it.
static OF_OTHERS: &[&str] =
    &["带动", "自发", "自主", "新增", "减少", "增加", "吸引", "辐射", "受援", "承接", "节约", "群众自"];

/// Whether a name counts what the unit itself does or buys.
pub fn is_own_output(name: &str) -> bool {
    ends(super::bare_name(name), OWN_OUTPUTS) && !OF_OTHERS.iter().any(|word| name.contains(word))
}

fn ends(name: &str, list: &[&str]) -> bool {
    list.iter().any(|ending| name.ends_with(ending))
}

/// What a name of how the unit is run comes down to once [`trim_management`] has taken off what says nothing.
static MANAGEMENT: &[&str] = &[
    "廉政建设",
    "党风廉政建设",
    "廉洁自律",
    "廉政",
    "制度健全",
    "管理制度健全",
    "内部管理制度健全",
    "内控管理制度健全",
    "管理制度完善",
    "规章制度完善",
    "内控制度完善",
    "规章制度健全",
    "财务制度健全",
    "财务管理制度健全",
    "内控制度健全",
    "内部控制制度健全",
    "业务管理制度健全",
    "项目管理制度健全",
    "资金合规",
    "资金使用合规",
    "资金使用规范",
    "资金管理规范",
    "财务管理规范",
    "资金使用合法合规",
    "专款专用",
    "资金专款专用",
    "会计核算规范",
    "财务监控有效",
    "资金拨付合规",
    "经费使用合规",
    "经费使用规范",
];

/// Subjects of projects for which such a name is the matter itself.
pub static ABOUT_MANAGEMENT: &[&str] =
    &["廉政", "廉洁", "纪检", "监察", "党风", "内控", "制度", "审计", "财务", "巡察", "监督"];

fn trim_management(name: &str) -> &str {
    let name = super::bare_name(name);
    let name = ["本项目", "项目", "单位"].iter().find_map(|word| name.strip_prefix(word)).unwrap_or(name);
    ["落实情况", "执行情况", "情况", "程度", "性", "率", "度"]
        .iter()
        .find_map(|word| name.strip_suffix(word))
        .unwrap_or(name)
}

/// Whether a name is about how the unit is run rather than about what the project does.
pub fn is_management(name: &str, more: &[String]) -> bool {
    let trimmed = trim_management(name);
    [trimmed, name].iter().any(|name| MANAGEMENT.contains(name) || more.iter().any(|word| word == name))
}

/// Words with a joining character that join nothing, and names that are one thing.
static NOT_JOINING: &[&str] = &[
    "参与",
    "及时",
    "以及时",
    "普及",
    "涉及",
    "及格",
    "波及",
    "惠及",
    "触及",
    "顾及",
    "提及",
    "和谐",
    "和平",
    "和睦",
    "和解",
    "温和",
    "缓和",
    "饱和",
    "中和",
    "总和",
    "共和国",
    "祥和",
    "人和",
    "调和",
    "综和",
    "和田",
    "与会",
    "与时俱进",
    "给与",
    "赋与",
    "非物质文化遗产",
    "建设和管理",
    "建设和交通",
    "规划和自然资源",
    "文化和旅游",
    "人力资源和社会保障",
    "发展和改革",
    "经济和信息化",
    "工业和信息化",
    "住房和城乡建设",
    "卫生和计划生育",
    "党和国家",
    "人大和政协",
    "科学和技术",
    "预防和控制",
    "居民和企业",
    "公众和服务对象",
    "一老一小",
    "企事业单位和社会组织",
    "及以上",
    "及家属",
    "及家长",
    "及监护人",
    "和家长",
    "和家属",
    "及以下",
    "及以内",
    "企业和群众",
    "群众和企业",
    "企业和市民",
    "党员和群众",
    "学生和家长",
    "教师和学生",
    "患者和家属",
    "建设和维护",
];

/// The byte offset and the characters that join two things in a name; `None` if it names one.
pub fn joint(name: &str) -> Option<(usize, char)> {
    const SIGNS: [char; 4] = ['、', '和', '及', '与'];
    if !name.contains(SIGNS) {
        return None;
    }
    let mut rest = super::bare_name(name);
    let mut at: usize = 0;
    let mut depth: usize = 0;
    let mut first = true;
    while let Some(c) = rest.chars().next() {
        if depth == 0
            && let Some(word) = NOT_JOINING.iter().find(|word| rest.starts_with(**word))
        {
            at = at.saturating_add(word.len());
            rest = rest.get(word.len()..).unwrap_or_default();
            first = false;
            continue;
        }
        let after = rest.get(c.len_utf8()..).unwrap_or_default();
        match c {
            '《' | '（' | '(' | '“' | '〈' => depth = depth.saturating_add(1),
            '》' | '）' | ')' | '”' | '〉' => depth = depth.saturating_sub(1),
            _ if SIGNS.contains(&c) && depth == 0 && !first && !after.is_empty() => {
                return Some((at, c));
            }
            _ => {}
        }
        (at, rest, first) = (at.saturating_add(c.len_utf8()), after, false);
    }
    None
}

/// The names of the several things that a name joins; one that is only the front of the last one's measure gets its
/// ending: “出勤和合格率” are 出勤率 and 合格率. A single name where it joins nothing.
pub fn apart(name: &str) -> Vec<String> {
    const MEASURES: [char; 6] = ['率', '度', '数', '量', '额', '性'];
    let mut parts = Vec::new();
    let mut rest = name;
    while let Some((at, sign)) = joint(rest) {
        let (before, after) = rest.split_at_checked(at).unwrap_or((rest, ""));
        parts.push(before.trim().to_owned());
        rest = after.strip_prefix(sign).unwrap_or(after).trim_start();
    }
    parts.push(rest.trim().to_owned());
    if let Some(ending) = rest.trim().chars().last().filter(|last| MEASURES.contains(last)) {
        for part in &mut parts {
            if !part.ends_with(MEASURES) {
                part.push(ending);
            }
        }
    }
    parts
}

/// Parts of a name that do not tell one indicator from another of the same project.
static SAYS_LITTLE: &[&str] = &[
    "精神文明",
    "情况",
    "成效",
    "效果",
    "效应",
    "水平",
    "程度",
    "作用",
    "工作",
    "活动",
    "项目",
    "建设",
    "创建",
    "开展",
    "组织",
    "实施",
    "推进",
    "发挥",
    "提升",
    "提高",
    "增强",
    "改善",
    "有效",
    "显著",
    "明显",
    "进一步",
    "的",
];

/// What is left of a name without those parts; 精神文明 is 文明.
pub fn core_of(name: &str) -> String {
    let mut core = super::bare_name(name).to_owned();
    for word in SAYS_LITTLE {
        let meant = if *word == "精神文明" { "文明" } else { "" };
        if core.contains(word) {
            core = core.replace(word, meant);
        }
    }
    core
}

/// Things that are done after a project has ended.
pub static AFTER_THE_END: &[&str] = &[
    "结算",
    "决算",
    "尾款",
    "余款",
    "支付",
    "付款",
    "拨付",
    "审计",
    "审价",
    "质保",
    "保修",
    "归档",
    "回访",
    "绩效评价",
    "竣工验收",
    "验收",
];

/// Things that are done before a project begins.
pub static BEFORE_THE_START: &[&str] =
    &["招标", "招投标", "采购", "立项", "筹备", "准备", "前期", "批复", "申报", "方案"];

/// Whose satisfaction it is, where that is the public at large.
pub static PUBLIC: &[&str] =
    &["人民群众", "居民群众", "社会公众", "群众", "居民", "市民", "公众", "百姓", "公民"];

/// Words for the public that are a part of other words.
pub static NOT_THE_PUBLIC: &[&str] = &["公众号", "群众团体", "群众组织", "群众工作", "群众路线"];

/// Words for the people inside: whom training and party building serve.
pub static INSIDERS: &[&str] =
    &["党员", "干部", "党组织", "党支部", "机关", "职工", "学员", "参训", "中心组"];

/// Words that tell how satisfaction is found out.
pub static SURVEYS: &[&str] = &[
    "问卷",
    "调查",
    "抽样",
    "回访",
    "测评",
    "评议",
    "访谈",
    "样本",
    "评价表",
    "反馈表",
    "测量",
    "打分",
    "评分",
];

/// Words that take silence for satisfaction.
pub static SILENCE: &[&str] =
    &["无投诉", "零投诉", "没有投诉", "未收到投诉", "未接到投诉", "未发生投诉", "无有效投诉"];

/// Words in the names of counts that a rule or a contract fixes: one more is as wrong as one fewer.
pub const OBLIGATIONS: &[&str] = &[
    "发放", "拨付", "支付", "缴纳", "缴费", "结算", "付款", "申报", "上报", "报送", "例会", "年检", "年报",
    "月报", "季报",
];

/// A rhythm in which work is done.
pub struct Rhythm {
    /// How texts name it.
    pub words: &'static [&'static str],
    /// How many days it is from one time to the next.
    pub days: i64,
}

/// The rhythms by which a count follows from the period.
pub const RHYTHMS: &[Rhythm] = &[
    Rhythm { words: &["每天", "每日", "逐日"], days: 1 },
    Rhythm { words: &["每周", "每星期", "逐周", "周报"], days: 7 },
    Rhythm { words: &["每两周", "隔周", "双周", "每半月", "每半个月"], days: 15 },
    Rhythm { words: &["每月", "每个月", "逐月", "按月", "月度"], days: 30 },
    Rhythm {
        words: &["每两月", "每两个月", "隔月", "逢双月", "逢单月", "双月", "单月"], days: 61
    },
    Rhythm { words: &["每季", "每个季度", "逐季", "按季", "季度"], days: 91 },
    Rhythm {
        words: &["每半年", "半年度", "上下半年", "上半年和下半年", "上、下半年"], days: 182
    },
    Rhythm { words: &["每年"], days: 365 },
];
/// What the names of indicators end in that say nothing countable.
pub static NO_MEASURES: &[&str] = &["情况", "状况", "态势", "局面", "氛围", "面貌", "进展"];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_joint_is_told_from_words_that_have_its_character() {
        assert_eq!(joint("工、青、妇活动"), Some(("工".len(), '、')));
        assert_eq!(joint("出勤率和合格率").map(|(_, c)| c), Some('和'));
        for one in [
            "活动参与率",
            "和谐社区创建数",
            "活动开展及时率",
            "区文化和旅游局满意度",
            "党委（党组）中心组（学习和研讨）场次",
            "法律普及人次",
        ] {
            assert_eq!(joint(one), None, "{one}");
        }
    }

    #[test]
    fn management_is_named_in_many_ways() {
        for name in ["廉政建设", "项目管理制度健全性", "资金使用合规性", "财务管理制度健全性"]
        {
            assert!(is_management(name, &[]), "{name}");
        }
        for name in
            ["廉政教育参训人数", "制度汇编册数", "河长制度覆盖率", "资金支付及时率", "廉政教育基地建设面积"]
        {
            assert!(!is_management(name, &[]), "{name}");
        }
    }

    #[test]
    fn two_names_of_one_effect_have_one_core() {
        assert_eq!(core_of("精神文明建设成效"), core_of("文明创建活动成效"));
        assert_ne!(core_of("道路景观提升情况"), core_of("道路通行能力提升情况"));
    }
}
