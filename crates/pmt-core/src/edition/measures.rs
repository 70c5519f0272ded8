//! By what a thing said in a word of degree could be measured instead: offers to begin from, whose numbers are the
//! author's to decide. Source: targets of published declarations.

use pmt_syntax::Comparator;

/// A measure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Measure {
    /// What its name ends in.
    pub ending: &'static str,
    /// How its value bounds it.
    pub comparator: Comparator,
    /// The value; `None` for the last day of the period.
    pub value: Option<&'static str>,
}

const fn at_least(ending: &'static str, value: &'static str) -> Measure {
    Measure { ending, comparator: Comparator::AtLeast, value: Some(value) }
}

const fn exactly(ending: &'static str, value: &'static str) -> Measure {
    Measure { ending, comparator: Comparator::Equal, value: Some(value) }
}

const BY_THE_END: Measure = Measure { ending: "完成时间", comparator: Comparator::AtMost, value: None };

/// What indicators are about, with how that is measured.
struct Matter {
    /// Words of it in an indicator's name.
    words: &'static [&'static str],
    /// Values that say the same of anything.
    values: &'static [&'static str],
    /// The measures, two or more: which one is meant only the author knows.
    measures: &'static [Measure],
}

/// The first whose words fit counts.
static MATTERS: &[Matter] = &[
    Matter {
        words: &["及时", "按时", "按期", "准时", "时效", "进度"],
        values: &["及时"],
        measures: &[at_least("及时率", "95%"), BY_THE_END],
    },
    Matter {
        words: &["满意"],
        values: &[],
        measures: &[at_least("满意度", "90%"), at_least("满意率", "90%")],
    },
    Matter {
        words: &["安全", "平稳", "稳定", "有序"],
        values: &[],
        measures: &[exactly("安全事故", "0 起"), at_least("隐患整改率", "95%")],
    },
    Matter {
        words: &["合规", "合法"],
        values: &["合规", "合法"],
        measures: &[exactly("合规率", "100%"), exactly("违规事项", "0 起")],
    },
    Matter {
        words: &["准确", "正确"],
        values: &[],
        measures: &[at_least("准确率", "98%"), at_least("合格率", "95%")],
    },
    Matter {
        words: &["参与", "活跃"],
        values: &["活跃"],
        measures: &[at_least("参与率", "80%"), at_least("参与人次", "100 人次")],
    },
    Matter {
        words: &["知晓", "宣传", "普及", "覆盖"],
        values: &["广泛"],
        measures: &[at_least("知晓率", "80%"), at_least("覆盖率", "90%")],
    },
    Matter {
        words: &["质量", "合格", "达标", "规范", "完好"],
        values: &["达标", "良好", "较好", "符合要求"],
        measures: &[at_least("合格率", "95%"), at_least("优良率", "80%")],
    },
];

/// What an indicator's name ends in that says nothing of it.
static ENDINGS: &[&str] = &["情况", "程度", "成效", "效果", "水平", "力度"];

/// The measures of what an indicator is about, with the name that each would have; none where its words do not say.
pub fn measures(name: &str, value: &str) -> Vec<(String, Measure)> {
    let front = |matter: &Matter| matter.words.iter().filter_map(|word| name.find(word)).min();
    let named = MATTERS.iter().find_map(|matter| Some((name.get(..front(matter)?)?, matter)));
    let said = || {
        let ending = ENDINGS.iter().find_map(|ending| name.strip_suffix(ending));
        let matter = MATTERS.iter().find(|matter| matter.values.contains(&value))?;
        Some((ending.filter(|front| !front.is_empty()).unwrap_or(name), matter))
    };
    let Some((base, matter)) = named.or_else(said) else { return Vec::new() };
    let full = |measure: &Measure| {
        // 拨付完成 is finished at its 完成时间, not its 完成完成时间.
        let fronts = measure.ending.char_indices().skip(1).filter_map(|(at, _)| measure.ending.get(..at));
        let base = fronts.filter_map(|front| base.strip_suffix(front)).last().unwrap_or(base);
        (format!("{base}{}", measure.ending), *measure)
    };
    matter.measures.iter().map(full).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_measure_is_of_what_the_name_is_about() {
        let names = |name, value| measures(name, value).into_iter().map(|one| one.0).collect::<Vec<_>>();
        assert_eq!(names("经费拨付及时性", "及时"), ["经费拨付及时率", "经费拨付完成时间"]);
        assert_eq!(names("项目完成及时情况", "及时"), ["项目完成及时率", "项目完成时间"]);
        assert_eq!(names("培训质量", "良好"), ["培训合格率", "培训优良率"]);
        assert_eq!(names("政策宣传效果", "显著"), ["政策知晓率", "政策覆盖率"]);
        assert_eq!(names("道路安全隐患减少情况", "减少"), ["道路安全事故", "道路隐患整改率"]);
        assert_eq!(names("环境整治成效", "良好"), ["环境整治合格率", "环境整治优良率"]);
        assert!(names("增强党性修养", "提升").is_empty(), "nobody knows how");
    }

    #[test]
    fn there_is_always_a_choice() {
        assert!(MATTERS.iter().all(|matter| matter.measures.len() > 1));
    }
}
