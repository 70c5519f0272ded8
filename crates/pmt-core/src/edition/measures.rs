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

/// Words of an indicator's name or value, with the measures of what they are about. The first that fits counts. There
/// are two measures or more each time: which one is meant only the author knows.
static MEASURES: &[(&[&str], &[Measure])] = &[
    (&["及时", "按时", "按期", "准时", "时效", "进度"], &[at_least("及时率", "95%"), BY_THE_END]),
    (&["满意"], &[at_least("满意度", "90%"), at_least("满意率", "90%")]),
    (
        &["安全", "平稳", "稳定", "有序", "可控"],
        &[exactly("安全事故", "0 起"), at_least("隐患整改率", "95%")],
    ),
    (&["合规", "合法"], &[exactly("合规率", "100%"), exactly("违规事项", "0 起")]),
    (&["准确", "正确"], &[at_least("准确率", "98%"), at_least("合格率", "95%")]),
    (&["参与", "活跃"], &[at_least("参与率", "80%"), at_least("参与人次", "100 人次")]),
    (
        &["知晓", "宣传", "普及", "影响", "覆盖", "广泛", "浓厚"],
        &[at_least("知晓率", "80%"), at_least("覆盖率", "90%")],
    ),
    (
        &["质量", "合格", "达标", "符合", "规范", "完好", "良好"],
        &[at_least("合格率", "95%"), at_least("优良率", "80%")],
    ),
];

/// What an indicator's name ends in that a measure takes the place of.
static ENDINGS: &[&str] = &[
    "及时性",
    "及时",
    "时效性",
    "时效",
    "合规性",
    "合规",
    "合法性",
    "准确性",
    "准确",
    "规范性",
    "规范",
    "安全性",
    "稳定性",
    "满意程度",
    "质量",
    "情况",
    "程度",
    "成效",
    "效果",
    "水平",
    "力度",
];

/// The measures of what an indicator is about, with the name that each would have; none where its words do not say.
pub fn measures(name: &str, value: &str) -> Vec<(String, Measure)> {
    let is_about = |words: &[&str]| words.iter().any(|word| name.contains(word));
    let is_said = |words: &[&str]| words.iter().any(|word| value.contains(word));
    let found = MEASURES.iter().find(|(words, _)| is_about(words));
    let Some((_, measures)) = found.or_else(|| MEASURES.iter().find(|(words, _)| is_said(words))) else {
        return Vec::new();
    };
    let ending = ENDINGS.iter().find(|ending| name.ends_with(**ending)).copied().unwrap_or_default();
    let base = name.strip_suffix(ending).filter(|base| !base.is_empty()).unwrap_or(name);
    let named = |measure: &Measure| {
        // 宣传知晓 is 宣传知晓率, not 宣传知晓知晓率.
        let doubled = measure.ending.char_indices().skip(1).filter_map(|(at, _)| {
            let front = measure.ending.get(..at)?;
            base.strip_suffix(front)
        });
        let base = doubled.last().unwrap_or(base);
        (format!("{base}{}", measure.ending), *measure)
    };
    measures.iter().map(named).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_measure_takes_the_place_of_the_ending() {
        let names = |name, value| measures(name, value).into_iter().map(|one| one.0).collect::<Vec<_>>();
        assert_eq!(names("经费拨付及时性", "及时"), ["经费拨付及时率", "经费拨付完成时间"]);
        assert_eq!(names("培训质量", "良好"), ["培训合格率", "培训优良率"]);
        assert_eq!(names("政策知晓", "显著"), ["政策知晓率", "政策知晓覆盖率"]);
        assert!(names("增强党性修养", "提升").is_empty(), "nobody knows how");
    }

    #[test]
    fn there_is_always_a_choice() {
        assert!(MEASURES.iter().all(|(_, measures)| measures.len() > 1));
    }
}
