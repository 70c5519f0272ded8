//! Slips of the pen that are known by their words.

/// A unit's word with its first character written twice.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Doubled {
    /// As it is slipped.
    pub slip: &'static str,
    /// As it should be.
    pub right: &'static str,
}

/// Doubled characters that are certain at the beginning of a word: no place's name ends in them there.
pub const DOUBLED: &[Doubled] = &[
    Doubled { slip: "区区级", right: "区级" },
    Doubled { slip: "区区委", right: "区委" },
    Doubled { slip: "区区政府", right: "区政府" },
    Doubled { slip: "市市级", right: "市级" },
    Doubled { slip: "市市委", right: "市委" },
    Doubled { slip: "市市政府", right: "市政府" },
    Doubled { slip: "县县级", right: "县级" },
    Doubled { slip: "县县委", right: "县委" },
    Doubled { slip: "县县政府", right: "县政府" },
    Doubled { slip: "省省级", right: "省级" },
    Doubled { slip: "省省委", right: "省委" },
    Doubled { slip: "镇镇级", right: "镇级" },
    Doubled { slip: "镇镇政府", right: "镇政府" },
    Doubled { slip: "乡乡级", right: "乡级" },
];

/// Single characters after which a word begins, besides marks and blanks. None of them ends the name of a place.
pub const BEFORE_A_WORD: &str = "由在与从向对的是";

/// A verb with nouns it does not take, and the verb they take.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Collocation {
    /// The verb.
    pub verb: &'static str,
    /// Nouns that are not said with it.
    pub nouns: &'static [&'static str],
    /// What is said with them.
    pub better: &'static str,
}

/// Collocations that slip often. Source: review practice.
pub const COLLOCATIONS: &[Collocation] = &[
    Collocation { verb: "加强", nouns: &["水平", "效率"], better: "提高" },
    Collocation { verb: "加强", nouns: &["力度"], better: "加大" },
    Collocation { verb: "增强", nouns: &["水平", "效率"], better: "提高" },
    Collocation {
        verb: "增加",
        nouns: &["履职能力", "工作能力", "业务能力", "服务能力", "执行力", "意识", "观念"],
        better: "增强",
    },
    Collocation { verb: "增加", nouns: &["水平", "质量"], better: "提高" },
    Collocation { verb: "提高", nouns: &["力度"], better: "加大" },
    Collocation { verb: "提升", nouns: &["力度"], better: "加大" },
    Collocation { verb: "扩大", nouns: &["水平", "力度"], better: "提高" },
];

/// Verbs: where one stands between a verb and a noun, the noun is that one's.
pub const OTHER_VERBS: &[&str] = &[
    "提高", "提升", "增强", "加强", "增加", "扩大", "加大", "促进", "推动", "推进", "达到", "改善", "完善",
    "优化", "保持", "确保", "保障", "带动", "实现", "适应", "提供", "了解", "影响", "低", "高",
];

/// Families of names of one party organ: its full ending and the short ones that all mean it.
pub const ORGAN_ENDINGS: &[(&str, &[&str])] =
    &[("工作委员会", &["工作党委", "党工委", "工作委员会", "工委", "党委"])];

/// What the full name of a party organ begins with.
pub const PARTY_PREFIXES: &[&str] = &["中共", "中国共产党"];

/// Words by which a body speaks of itself.
pub const SELF_NAMES: &[&str] = &["本委"];

/// Characters by which the names of different bodies differ.
pub const TELLS_BODIES_APART: &str = "省市区县镇乡村东西南北中上下前后新老大小一二三四五六七八九十第";

/// Characters that end the name of a place.
pub const PLACES_END_IN: &str = "省市区县镇乡村州盟旗街岛";

/// Characters that end the names of bodies which issue documents.
pub const ISSUERS_END_IN: &str = "局部委厅院会室办府署行司队团";
