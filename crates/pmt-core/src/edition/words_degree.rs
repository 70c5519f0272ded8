//! Words that grade a result without a scale: “显著”, “有效提升”, “平稳有序”. Source: values of published declarations
//! and what reviewers object to in them.

/// Words that say a result is good, better or in order, and nothing more.
static DEGREES: &[&str] = &[
    "符合要求",
    "符合规定",
    "提升",
    "提高",
    "增强",
    "增加",
    "增长",
    "扩大",
    "加强",
    "改善",
    "改进",
    "优化",
    "完善",
    "促进",
    "推动",
    "推进",
    "减少",
    "降低",
    "下降",
    "缩短",
    "缓解",
    "减轻",
    "丰富",
    "深化",
    "强化",
    "巩固",
    "保障",
    "带动",
    "符合",
    "及时",
    "显著",
    "明显",
    "合规",
    "合法",
    "合理",
    "可控",
    "健全",
    "有效",
    "平稳",
    "稳定",
    "有序",
    "规范",
    "达标",
    "良好",
    "浓厚",
    "较好",
    "较高",
    "较大",
    "较强",
    "较广",
    "较低",
    "浓厚",
    "广泛",
    "扎实",
    "有力",
    "到位",
    "突出",
    "深远",
    "活跃",
    "顺畅",
];

/// One-character words, which only count where nothing else stands beside them.
static SHORT_DEGREES: &[&str] = &["是", "好", "优", "高", "强"];

/// What strengthens or joins such words.
static STRENGTHENERS: &[&str] = &[
    "进一步",
    "大幅度",
    "大幅",
    "逐步",
    "逐渐",
    "持续",
    "不断",
    "稳步",
    "有所",
    "得到",
    "较为",
    "比较",
    "基本",
    "切实",
    "全面",
    "充分",
    "更加",
    "非常",
    "十分",
    "不同程度",
    "一定",
    "较",
    "很",
    "更",
    "了",
    "、",
    "，",
    ",",
    "和",
    "且",
    "并",
];

/// Whether a value is nothing but such words.
pub fn is_bare_degree(text: &str) -> bool {
    if SHORT_DEGREES.contains(&text) {
        return true;
    }
    let (mut rest, mut graded) = (text, false);
    while !rest.is_empty() {
        if let Some(after) = DEGREES.iter().find_map(|word| rest.strip_prefix(word)) {
            (rest, graded) = (after, true);
        } else if let Some(after) = STRENGTHENERS.iter().find_map(|word| rest.strip_prefix(word)) {
            rest = after;
        } else {
            // “很好” is as bare as “好”.
            return !graded && rest != text && SHORT_DEGREES.contains(&rest);
        }
    }
    graded
}

/// Verbs that begin the name of an effect: “增强党性修养”.
pub static EFFECT_VERBS: &[&str] = &[
    "增强", "提升", "提高", "促进", "推动", "推进", "加强", "改善", "完善", "优化", "保障", "确保", "维护",
    "丰富", "扩大", "减少", "降低", "营造", "弘扬", "激发", "强化", "健全", "带动", "缓解", "助力", "巩固",
    "深化", "拓宽", "拓展", "规范", "引导", "发挥",
];

/// Whole values that say as much as a number does.
pub static AS_GOOD_AS_NUMBERS: &[&str] =
    &["全覆盖", "全部", "全员", "全部覆盖", "全部完成", "百分百", "百分之百", "零", "无", "为零"];

/// Words by which a value refers to a number that stands elsewhere: last year's, the average, a standard.
static REFERRING: &[&str] = &[
    "高于", "低于", "超过", "上年", "去年", "同期", "往年", "逐年", "平均", "标准", "规定", "要求", "目标",
    "计划", "考核", "下达", "任务", "规划", "合同", "约定", "同类", "全市", "全国", "全省", "全区",
];

/// Whether a value refers to a number that stands elsewhere.
pub fn refers_elsewhere(text: &str) -> bool {
    REFERRING.iter().any(|word| text.contains(word))
}

/// What makes a name a question, which a single word answers.
pub static QUESTIONS: &[&str] = &["是否", "有无", "能否", "可否"];

/// Words with a numeral that count nothing.
static NO_NUMBERS: &[&str] = &[
    "进一步",
    "统一",
    "一定",
    "一致",
    "第一",
    "一流",
    "一般",
    "万无一失",
    "一贯",
    "唯一",
    "一体",
    "一律",
    "十分",
    "十足",
    "千方百计",
    "四邻",
    "万家",
];

/// Whether a text has a number written in Han numerals: “九成以上”, “三次”.
pub fn has_han_number(text: &str) -> bool {
    let mut text = text.to_owned();
    for word in NO_NUMBERS {
        text = text.replace(word, "");
    }
    text.contains([
        '一', '二', '三', '四', '五', '六', '七', '八', '九', '十', '百', '千', '万', '两', '半', '零',
    ])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_may_be_written_in_han() {
        assert!(has_han_number("九成以上") && has_han_number("百分之九十") && has_han_number("三分之二"));
        assert!(!has_han_number("及时") && !has_han_number("进一步提高") && !has_han_number("十分满意"));
    }

    #[test]
    fn degrees_stand_alone_strengthened_or_in_pairs() {
        for bare in [
            "符合",
            "显著",
            "有效提升",
            "进一步提高",
            "平稳有序",
            "有所改善",
            "合法合规",
            "很好",
            "是",
            "得到有效提升",
        ] {
            assert!(is_bare_degree(bare), "{bare}");
        }
        for says_more in [
            "",
            "合格",
            "通过验收",
            "提升两级",
            "进一步",
            "符合国家标准",
            "按季度",
            "优质工程",
            "降低至二级",
            "好转",
            "全面",
        ] {
            assert!(!is_bare_degree(says_more), "{says_more}");
        }
    }
}
