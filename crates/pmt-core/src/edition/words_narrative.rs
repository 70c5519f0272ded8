//! Words of the narrative that stand where something else should.

/// The value of 项目类别 and 项目性质 for what is done every year.
pub const RECURRING: &str = "经常性项目";

/// An estimate by what was usual, instead of a calculation.
pub const BY_CUSTOM: &[&str] = &[
    "按照往年",
    "按往年",
    "参照往年",
    "根据往年",
    "沿用往年",
    "依据往年",
    "依照往年",
    "参考往年",
    "结合往年",
    "按照以往",
    "按以往",
    "参照以往",
    "根据以往",
    "依据以往",
    "按照惯例",
    "按惯例",
    "依照惯例",
    "往年惯例",
    "按照历年",
    "按历年",
    "参照历年",
    "根据历年",
    "依据历年",
    "结合历年",
    "参考历年",
    "参照去年",
    "按照去年",
    "参照上年",
    "比照上年",
    "参照上一年",
    "依据上年执行",
    "根据上年执行",
    "按照上年执行",
    "根据近年",
    "参照近年",
    "沿用去年",
    "沿用上年",
];

/// An estimate by a standard that is not named.
pub const BY_UNNAMED_STANDARD: &[&str] =
    &["按照现有", "按现有", "按照现行", "按现行", "按照有关", "按照相关", "按有关", "按相关"];

/// The word for a standard, and what may belong to the phrase after it.
pub const STANDARD: (&str, &[&str]) = ("标准", &["测算", "安排", "执行", "计算", "核定"]);

/// Signs of a calculation.
pub const CALCULATION: &[&str] = &[
    "×", "✕", "＊", "*", "元/", "元／", "/人", "每人", "人均", "单价", "每天", "每日", "每场", "每次",
    "每家", "每期", "每册", "每套", "每月",
];

/// A plan that waits: what `视` leads up to.
pub const WAITS_FOR: &[&str] = &["而定", "指示", "通知"];

/// What `视` leads up to in plans that wait and in some that do not.
pub const MAY_WAIT_FOR: &[&str] = &["情况", "发展", "进展", "需要", "要求", "安排"];

/// Words with 视 in them that wait for nothing.
pub const NOT_WAITING: &[&str] =
    &["视频", "视察", "视为", "视同", "视力", "视觉", "视野", "视听", "视角", "视障", "视导", "视像"];

/// What a clause may begin with before `视`.
pub const WAITING_SUBJECTS: &[&str] = &[
    "安排", "时间", "金额", "内容", "数量", "规模", "方案", "计划", "支出", "进度", "费用", "地点", "标准",
    "将", "则", "均", "可",
];

/// Whole phrases of a plan that waits.
pub const WAITING_PHRASES: &[&str] = &[
    "另行安排",
    "另行确定",
    "另行通知",
    "待上级通知",
    "待定",
    "再行确定",
    "再行安排",
    "酌情安排",
    "酌情确定",
    "视情安排",
    "视情确定",
    "视情开展",
    "视经费情况",
];

/// `根据…实际情况` and its like: the beginning and the ends.
pub const BY_CIRCUMSTANCES: (&[&str], &[&str]) =
    (&["根据", "按照", "依据", "结合"], &["实际情况", "实际发生情况", "实际需要", "具体情况", "发展情况"]);

/// What the names of bodies end in.
pub const BODY_ENDINGS: &[&str] = &[
    "科",
    "处",
    "室",
    "办",
    "部",
    "局",
    "委",
    "中心",
    "队",
    "站",
    "所",
    "院",
    "校",
    "公司",
    "党委",
    "工委",
    "委员会",
    "小组",
    "股",
    "街道",
    "镇",
    "乡",
    "馆",
    "会",
    "组",
    "园",
    "厂",
    "段",
    "署",
    "厅",
];

/// Words for setting a project up for one occasion.
pub const SET_UP_FOR_ONE: &[&str] =
    &["专门设立的", "专门设立", "专门设置的", "专门设置", "临时设立的", "临时设立"];

/// A content that is promised.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Promise {
    /// What is promised: one of these words.
    pub topics: &'static [&'static str],
    /// Where else the topic shows that it is there.
    pub shown_by: &'static str,
}

/// Contents that published forms promise and forget.
pub const PROMISES: &[Promise] =
    &[Promise { topics: &["事前绩效评估", "事前评估"], shown_by: "评估" }];

/// Words by which something is said to follow.
pub const FOLLOWS: &[&str] = &["如下", "见下文", "见下", "见后", "附后"];

/// Words by which a goal exhorts where it should say what is reached.
pub const EXHORTING: &[&str] = &[
    "进一步",
    "切实",
    "不断",
    "再上新台阶",
    "健康发展",
    "正常开展",
    "顺利开展",
    "大力",
    "全力",
    "扎实推进",
    "有效推进",
    "持续加强",
    "稳步提升",
];
