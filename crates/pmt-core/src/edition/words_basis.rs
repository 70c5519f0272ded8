//! Words about the documents a project rests on.

/// What the names of documents end in. Read generously: one of them keeps the rule silent.
pub const DOCUMENT_ENDINGS: &[&str] = &[
    "条例",
    "办法",
    "方案",
    "规划",
    "批复",
    "通知",
    "意见",
    "纲要",
    "规定",
    "决定",
    "决议",
    "细则",
    "标准",
    "计划",
    "要点",
    "纪要",
    "公告",
    "公报",
    "命令",
    "号文",
    "合同",
    "协议",
    "备忘录",
    "任务书",
    "清单",
    "目录",
    "指南",
    "规程",
    "规范",
    "规则",
    "章程",
    "函",
    "法",
];

/// Words in 法 that name no document.
pub const NOT_A_LAW: &[&str] = &[
    "办法", "方法", "做法", "依法", "合法", "执法", "司法", "守法", "违法", "普法", "想法", "看法", "设法",
    "无法", "用法", "法治", "法制", "法规", "法律",
];

/// What is given as a basis and names no document.
pub const VAGUE_BASES: &[&str] = &[
    "相关文件",
    "有关文件",
    "上级文件",
    "会议精神",
    "讲话精神",
    "指示精神",
    "有关精神",
    "相关精神",
    "文件精神",
    "领导批示",
    "领导指示",
    "领导要求",
    "上级要求",
    "上级部署",
    "上级指示",
    "上级安排",
    "工作要求",
    "工作需要",
    "有关要求",
    "相关要求",
    "有关规定",
    "相关规定",
    "统一部署",
    "决策部署",
    "工作部署",
    "工作实际",
    "实际需要",
    "群众呼声",
    "群众需求",
];

/// Words by which a text says what in a document it goes by.
pub const CONTENT_WORDS: &[&str] = &[
    "规定", "明确", "提出", "要求", "指出", "强调", "载明", "约定", "列为", "列入", "同意", "批准", "核定",
    "确定", "调整", "设立", "部署", "赋予", "条", "款", "章", "关于",
];

/// Laws are cited by title alone.
pub const CITED_BY_TITLE: &[&str] = &["法", "宪法", "章程", "党章"];

/// Kinds of places that make regulations of their own. Those are cited by title: they are published without a number.
pub const PLACES_WITH_LAWS: &[&str] = &["省", "市", "自治区", "自治州", "自治县", "经济特区"];
/// What begins a clause that goes on about the document before it.
pub const GOES_ON: &[&str] = &["其中", "该文件", "文件", "该办法", "该意见", "均", "都", "并", "对"];

/// What means all the documents named before.
pub const ALL_OF_THEM: &[&str] = &[
    "上述文件",
    "以上文件",
    "上列文件",
    "前述文件",
    "上述法规",
    "以上法规",
    "上述规定",
    "以上规定",
    "上述政策",
    "以上政策",
];

/// What is said of a document whose period is over and whose successor is not out.
pub const NOT_YET_SUCCEEDED: &[&str] = &[
    "尚在编制",
    "正在编制",
    "尚未印发",
    "尚未出台",
    "尚未发布",
    "新一轮",
    "后续",
    "延续",
    "接续",
    "期满",
    "到期后",
];
