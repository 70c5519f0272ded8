//! The words by which prose is read: what is counted in, what makes a figure approximate, what names a body or an
//! activity. What says whose money an amount is stands in [`super::words_money`]. Source: published declarations and
//! review practice.

/// Words before a figure that make it approximate; the list `approximators` of `pmt.toml` adds to them.
pub const APPROXIMATORS_BEFORE: &[&str] = &[
    "大约", "大概", "约为", "约需", "约计", "约合", "约", "将近", "接近", "近", "大致", "估计", "预估",
    "暂估", "暂定",
];

/// Words after a figure that make it approximate.
pub const APPROXIMATORS_AFTER: &[&str] = &["左右", "上下", "以内", "以上", "以下", "不等"];

/// Those of [`APPROXIMATORS_AFTER`] that are a limit, not an approximation.
pub const LIMITS_AFTER: &[&str] = &["以内", "以上", "以下"];

/// What a word before `近` or `约` makes of it where it is no approximator: `最近`, `节约`.
pub const NOT_APPROXIMATING: &[&str] = &[
    "节约",
    "合约",
    "契约",
    "条约",
    "公约",
    "预约",
    "签约",
    "履约",
    "最近",
    "附近",
    "邻近",
    "靠近",
    "大约定",
];

/// Units that prose counts in, apart from money. Longer ones are read first.
pub const MEASURES: &[&str] = &[
    "人次",
    "人·天",
    "人/天",
    "人天",
    "人日",
    "人月",
    "人",
    "名",
    "位",
    "户次",
    "户",
    "家次",
    "家",
    "个月",
    "个工作日",
    "工作日",
    "自然日",
    "个百分点",
    "个",
    "天",
    "周岁",
    "周年",
    "周",
    "年",
    "小时",
    "课时",
    "学时",
    "分钟",
    "次",
    "场次",
    "场",
    "期",
    "批次",
    "批",
    "班",
    "门",
    "节",
    "堂",
    "篇",
    "条",
    "件",
    "份",
    "册",
    "本",
    "套",
    "台",
    "辆",
    "架",
    "艘",
    "把",
    "张",
    "块",
    "只",
    "支",
    "项",
    "处",
    "所",
    "座",
    "栋",
    "幢",
    "间",
    "层",
    "棵",
    "株",
    "盒",
    "箱",
    "瓶",
    "袋",
    "桶",
    "幅",
    "组",
    "队",
    "对",
    "点位",
    "平方米",
    "平方公里",
    "立方米",
    "公里",
    "千米",
    "米",
    "亩",
    "公顷",
    "吨",
    "公斤",
    "千克",
    "升",
    "度电",
    "千瓦时",
    "字",
    "页",
    "种",
    "类",
    "款",
    "标段",
    "路",
    "岁",
    "届",
    "分",
];

/// Units of which a number is never a measure of work, where it is written in Chinese numerals: `三种能力`,
/// `四个意识`, `两类人员`.
pub const SLOGAN_MEASURES: &[&str] =
    &["个", "种", "类", "项", "条", "点", "支", "届", "期", "位", "分", "路", "年"];

/// Words before which a number is no number of things: `第三期`, `前三名`, `十九届` is told by its unit.
pub const ORDINALS: &[&str] = &["第", "前", "星期", "礼拜"];

/// What is counted in large numbers and is no money: `覆盖人口102万`.
pub const COUNTED_IN_MASSES: &[&str] =
    &["人", "户", "次", "量", "面积", "字", "份", "粉丝", "点击", "读者", "观众", "用户", "产能", "吨", "条"];

/// Words that begin a clause and are not part of a name in it.
pub const LEADING: &[&str] = &[
    "根据",
    "按照",
    "依据",
    "依照",
    "按",
    "由",
    "与",
    "及",
    "以及",
    "会同",
    "联合",
    "协同",
    "配合",
    "是",
    "为",
    "的",
    "从",
    "对",
    "向",
    "在",
    "给",
    "经",
    "指导",
    "领导",
    "委托",
    "报",
    "经由",
    "通过",
    "围绕",
    "落实",
    "贯彻",
    "贯彻落实",
    "关于",
    "见",
    "详见",
    "和",
    "同",
    "受",
    "至",
    "到",
    "赴",
];

/// Words that follow 和 inside the name of one body.
pub const AFTER_AND_IN_NAMES: &[&str] = &[
    "管理",
    "改革",
    "信息化",
    "社会保障",
    "城乡建设",
    "自然资源",
    "旅游",
    "卫生",
    "健康",
    "规划",
    "监督",
    "服务",
    "地方",
    "国家",
    "宗教",
    "体育",
    "统战",
];

/// What the names of bodies end in. Longer ones are read first.
pub const BODY_ENDINGS: &[&str] = &[
    "工作委员会",
    "委员会",
    "管理局",
    "人民政府",
    "办事处",
    "办公室",
    "事务中心",
    "服务中心",
    "管理中心",
    "中心",
    "有限责任公司",
    "有限公司",
    "公司",
    "工作党委",
    "机关党委",
    "党委",
    "党组",
    "工委",
    "纪委",
    "纪检委",
    "团区委",
    "团市委",
    "团委",
    "妇联",
    "总工会",
    "工会",
    "财政局",
    "公安局",
    "学院",
    "学校",
    "医院",
    "研究院",
    "研究所",
    "街道",
    "党校",
    "协会",
    "学会",
    "联合会",
    "区委",
    "市委",
    "区政府",
    "市政府",
    "局",
    "科",
    "处",
    "部",
    "厅",
    "院",
];

/// Names by which a body speaks of itself.
pub const SELF_NAMES: &[&str] = &[
    "本委",
    "本局",
    "本部门",
    "本单位",
    "本中心",
    "本办",
    "本院",
    "本校",
    "我委",
    "我局",
    "我单位",
    "我中心",
    "我办",
    "我院",
    "我校",
];

/// Words that send the reader elsewhere for the figures.
pub const ELSEWHERE: &[&str] = &["详见", "见附", "附表", "附件", "明细表", "预算表"];

/// Spans of these are no vague planning: ages, sizes and hours of the day are what they are.
pub const PLANNED_MEASURES: &[&str] = &[
    "人", "名", "人次", "户", "家", "天", "周", "个月", "小时", "课时", "学时", "次", "场次", "场", "期",
    "批次", "批", "班", "件", "份", "册", "本", "套", "台", "项", "处", "组", "队", "个", "位",
];

/// Words by which a goal can be measured although it names no number; the list `measurable_nouns` of `pmt.toml` adds to
/// them.
pub const MEASURABLE_NOUNS: &[&str] = &[
    "率",
    "满意度",
    "验收",
    "竣工",
    "通车",
    "建成",
    "交付",
    "投入使用",
    "上线",
    "全覆盖",
    "年内",
    "年底",
    "每月",
    "每季",
    "每年",
    "每周",
    "季度",
    "达标",
    "全部",
    "零",
    "无事故",
    "按期",
    "按时",
    "开工",
    "封顶",
    "上半年",
    "下半年",
    "全年",
    "完工",
    "移交",
];

/// What happens around an activity and may lie outside its dates.
pub const AROUND_AN_ACTIVITY: &[&str] = &[
    "结算", "决算", "支付", "付款", "尾款", "验收", "总结", "评价", "上报", "报送", "审计", "筹备", "准备",
    "招标", "采购", "次年", "上年", "来年", "翌年", "公示", "编制", "申报", "质保", "预算", "资金",
];

/// Units in which activities are counted.
pub const OCCASIONS: &[&str] = &["次", "场", "场次", "期", "批", "批次", "届"];
