//! Words for matching what one part of a declaration says with what another says.

/// Pairs of characters that say nothing of a project's content.
pub const COMMON_PAIRS: &[&str] = &[
    "工作", "项目", "活动", "开展", "建设", "管理", "服务", "情况", "组织", "加强", "提高", "提升", "增强",
    "进行", "实施", "相关", "有关", "各类", "各项", "以及", "主要", "内容", "包括", "完成", "及时", "满意",
    "意度", "时率", "群众", "数量", "质量", "效果", "成效", "作用", "发挥", "参与", "参加", "能力", "水平",
    "机关", "单位", "部门", "全年", "年度", "预算", "资金", "经费", "费用", "支出", "安排", "保障", "推进",
    "落实", "做好", "本次", "本年", "系统", "方面", "部分", "按照", "根据", "其他", "社会", "对象", "专项",
    "运行", "任务", "标准", "具体", "促进", "推动", "合格", "格率", "达标", "标率", "成率", "时间", "次数",
    "人数", "覆盖", "盖率", "知晓", "晓率", "成本",
];

/// What introduces a list of a project's contents.
pub const CONTENT_MARKERS: &[&str] = &[
    "主要实施内容为",
    "主要实施内容是",
    "主要内容为",
    "主要内容是",
    "主要内容包括",
    "实施内容为",
    "实施内容包括",
    "内容包括",
    "建设内容为",
    "主要包括",
];

/// What a clause about money or reporting has in it: no content of the project.
pub const NOT_CONTENT: &[&str] = &["万元", "预算", "资金", "经费", "评估", "测算", "如下", "见下"];

/// Short names of mass organisations in lists such as “工、青、妇”, with what they stand for.
pub const MASS_ORGANISATIONS: &[(&str, &[&str])] = &[
    ("工", &["工会", "职工", "总工会"]),
    ("青", &["共青团", "团委", "团工委", "团区委", "青年", "青少年"]),
    ("团", &["共青团", "团委", "团工委", "团区委", "青年"]),
    ("妇", &["妇联", "妇女", "妇儿", "三八"]),
];

/// What a list of activities is introduced by.
pub const ACTIVITY_MARKERS: &[&str] = &["有", "包括", "包含", "开展", "组织", "举办", "分为", "即"];

/// Words of what money is spent on.
pub const SPENDING: &[&str] = &[
    "购买", "采购", "购置", "慰问", "补贴", "补助", "奖励", "租赁", "印刷", "印制", "征订", "维修", "制作",
    "发放", "聘请", "委托",
];

/// What a clause begins with that does not say what an amount is for.
pub const NO_SUBJECT: &[&str] =
    &["关于", "按", "根据", "参照", "依据", "为", "其中", "对", "经", "由", "在", "以", "如", "因"];

/// Words that end the name of what a sentence is about.
pub const AFTER_SUBJECT: &[&str] =
    &["的", "按", "安排", "预算", "测算", "经费", "费用", "需", "共", "为", "约", "是", "拟"];

/// What the words before an amount end in that name no part of the budget: a price at some stage of procurement, or a
/// share set aside of the same money.
pub const NO_PART_ENDINGS: &[&str] =
    &["价", "限价", "控制价", "合同额", "份额", "预留份额", "核减", "政府采购预算"];

/// What they hold where they say who pays or how it is bought, not what.
pub const WHO_PAYS: &[&str] =
    &["承担", "负担", "分担", "配套", "补助", "自筹", "出资", "面向中小", "购买服务", "采购方式", "招标方式"];

/// The characters of an amount in words, as cheques write it: such words are the amount itself.
pub const AMOUNT_IN_WORDS: &str = "人民币壹贰叁肆伍陆柒捌玖拾佰仟万亿零元圆角分整正";

/// What the names of costs end in that serve the whole project and have no output of their own.
pub const SUPPORTING: &[&str] = &[
    "费",
    "费用",
    "经费",
    "支出",
    "其他",
    "其它",
    "税",
    "税金",
    "预备",
    "管理",
    "监理",
    "审计",
    "评审",
    "咨询",
    "招标",
    "保险",
    "质保金",
    "尾款",
    "检测",
    "勘察",
    "设计",
    "公证",
    "质控",
    "办公",
    "运转",
    "耗材",
    "能源",
    "水电",
    "后勤",
    "不可预见",
];

/// What one unit of something costs.
pub const UNIT_COST: &str = "单位成本";

/// What begins the parts of one unit's price, which are no parts of the budget.
pub const ONE_UNIT: &[&str] = &[
    "单个",
    "单台",
    "单套",
    "单件",
    "单次",
    "单场",
    "单人",
    UNIT_COST,
    "单价",
    "每个",
    "每台",
    "每套",
    "每件",
    "每场",
    "每人",
    "每户",
    "每家",
    "每辆",
    "每间",
    "每平方米",
    "每公里",
    "每期",
    "每班",
    "造价构成",
    "价格构成",
];

/// What says that work goes on all year, or that other months have their part.
pub const ALL_YEAR: &[&str] = &[
    "全年",
    "每月",
    "每季",
    "季度",
    "逐月",
    "按月",
    "按季",
    "月度",
    "常年",
    "长期",
    "日常",
    "每周",
    "每日",
    "每天",
    "贯穿",
    "持续",
    "不定期",
    "上半年",
    "下半年",
    "年初",
    "年底",
    "年末",
    "筹备",
    "准备",
    "结算",
    "随时",
];
