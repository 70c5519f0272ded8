//! VAL06: a bound is written with its sign.

use pmt_syntax::{Comparator, Edit};

use super::targets;
use super::wording::words;
use crate::edition::{QUALITATIVE, QUANTITATIVE_OTHER};
use crate::finding::Severity;
use crate::model::TargetValue;
use crate::rules::{Check, Outcome, ProjectCx, Property, Report, Rule, Source};
use crate::text::Words;

/// A bound in words.
pub static VAL06: Rule = Rule {
    code: "VAL06",
    name: "comparator-in-words",
    severity: Severity::Hint,
    property: Some(Property::Adequacy),
    source: Source::Form,
    summary: Words {
        zh: "带比较的数值写成了文字", en: "a number with a comparison written in words"
    },
    explanation: Words {
        zh: "“不低于80%”（或加了引号的“≥80%”）写成 >= 80%，系统才能按数值型指标保存和考核。一个值里有几个数的，性质写 定量（其他）。说法与符号完全一致的（不低于、不超过、超过、≥）由 `--fix` 改写，数和单位不动；“以上”“以内”含不含本数要作者定，注明 定性 的是作者有意为之，都只作建议。",
        en: "不低于80%, or ≥80% in quotes, is written >= 80%, which the budget system saves and compares as a number. Where a value has several, its kind is 定量（其他）. Where the words say exactly what a sign says (不低于, 不超过, 超过, ≥), `--fix` writes the sign and leaves number and unit; 以上 and 以内, of which the author decides whether they take the number in, and values marked 定性 are only suggested.",
    },
    bad: "项目 \"培训\" {\n  绩效指标 { 产出指标 { 质量指标 { 考核合格率: 不低于80% } } }\n}\n",
    good: "项目 \"培训\" {\n  绩效指标 { 产出指标 { 质量指标 { 考核合格率 >= 80% } } }\n}\n",
    check: Check::Project(check),
};

/// What stands before a number for a sign. The second says whether it means exactly that.
const BEFORE: &[(&str, Comparator)] = &[
    ("不低于", Comparator::AtLeast),
    ("不少于", Comparator::AtLeast),
    ("不小于", Comparator::AtLeast),
    ("大于等于", Comparator::AtLeast),
    ("大于或等于", Comparator::AtLeast),
    ("大于", Comparator::MoreThan),
    ("至少", Comparator::AtLeast),
    ("最少", Comparator::AtLeast),
    ("不高于", Comparator::AtMost),
    ("不超过", Comparator::AtMost),
    ("不多于", Comparator::AtMost),
    ("不大于", Comparator::AtMost),
    ("小于等于", Comparator::AtMost),
    ("小于或等于", Comparator::AtMost),
    ("小于", Comparator::LessThan),
    ("至多", Comparator::AtMost),
    ("最多", Comparator::AtMost),
    ("超过", Comparator::MoreThan),
    ("高于", Comparator::MoreThan),
    ("多于", Comparator::MoreThan),
    ("低于", Comparator::LessThan),
    ("少于", Comparator::LessThan),
    ("等于", Comparator::Equal),
];

/// Signs at the beginning of a string, the longer ones first.
const SIGNS: [&str; 12] = [">=", "<=", "＞＝", "＜＝", "≥", "≤", "≧", "≦", ">", "<", "=", "＝"];

/// What stands after one.
const AFTER: &[(&str, Comparator)] = &[
    ("及以上", Comparator::AtLeast),
    ("以上", Comparator::AtLeast),
    ("及以下", Comparator::AtMost),
    ("以下", Comparator::AtMost),
    ("以内", Comparator::AtMost),
    ("之内", Comparator::AtMost),
];

/// What stands after a time for a sign, alone or with what is done by then: 24小时内, 24小时内响应.
const WITHIN: &[&str] =
    &["内", "内完成", "内响应", "内办结", "内到场", "内到达", "内修复", "内处置", "内处理", "内答复"];

/// What units of time end in.
const TIMES: [char; 9] = ['秒', '分', '钟', '时', '天', '日', '周', '月', '年'];

fn check(cx: &ProjectCx<'_>, report: &mut Report<'_>) -> Outcome {
    let mut outcome = Outcome::NotApplicable;
    for (indicator, target) in targets(cx) {
        let printed;
        let words = match &target.value {
            // `300天以上` is read as a number with a unit.
            TargetValue::Number { .. } if target.comparator.is_none() && !indicator.broken => {
                printed = target.printed_value();
                printed.as_str()
            }
            _ => match words(cx, indicator, target) {
                Some(words) => words,
                None => continue,
            },
        };
        outcome = Outcome::Ran;
        let kind = indicator.kind.as_ref().map(|kind| kind.value.as_str());
        let Some(bound) = Bound::read(words).filter(|_| kind != Some(QUANTITATIVE_OTHER)) else { continue };
        let written = format!("{} {}", bound.comparator.source(), bound.quantity);
        let name = &indicator.name.value;
        let finding = report
            .finding(
                cx.site(target.value_span),
                format!("指标“{name}”的值“{words}”写成了文字，不是带比较符号的数值"),
                format!("the value “{words}” of “{name}” is words, not a number with a comparison sign"),
            )
            .advise(format!("写成 {written}。"), format!("Write {written}."));
        let edits = vec![Edit { span: target.value_span, text: written.clone() }];
        let safe = bound.exact && kind != Some(QUALITATIVE);
        report.push(finding.fix(safe, edits, format!("改为 {written}"), format!("write {written}")));
    }
    outcome
}

/// What stands before a bound at the end of a text, and the bound.
pub(super) fn bound_after(text: &str) -> Option<(&str, Comparator)> {
    let within = || {
        let before = WITHIN.iter().filter_map(|word| text.strip_suffix(word));
        before.filter(|before| before.ends_with(TIMES)).map(|before| (before, Comparator::AtMost)).next()
    };
    AFTER.iter().find_map(|(word, sign)| Some((text.strip_suffix(word)?, *sign))).or_else(within)
}

/// A number with a bound in words, and nothing else.
#[derive(Debug, PartialEq)]
struct Bound<'a> {
    comparator: Comparator,
    quantity: &'a str,
    /// Whether the words say exactly what the sign says: 以上 may or may not take the number in.
    exact: bool,
}

impl<'a> Bound<'a> {
    fn read(text: &'a str) -> Option<Self> {
        let sign =
            SIGNS.iter().find_map(|sign| Some((text.strip_prefix(sign)?, Comparator::parse(sign)?, true)));
        let word = || BEFORE.iter().find_map(|(word, sign)| Some((text.strip_prefix(word)?, *sign, true)));
        let before = sign.or_else(word);
        let after = || bound_after(text).map(|(quantity, sign)| (quantity, sign, false));
        let (quantity, comparator, exact) = before.or_else(after)?;
        let quantity = quantity.trim();
        is_quantity(quantity).then_some(Self { comparator, quantity, exact })
    }
}

/// Whether a text is a number with a unit, as the language reads them.
fn is_quantity(text: &str) -> bool {
    let unit = text.trim_start_matches(|c: char| c.is_ascii_digit() || c == '.');
    let digits = text.get(..text.len().saturating_sub(unit.len())).unwrap_or_default();
    let whole =
        digits.starts_with(|c: char| c.is_ascii_digit()) && digits.ends_with(|c: char| c.is_ascii_digit());
    let (unit, count) = (unit.trim(), digits.matches('.').count());
    let of_a_unit = |c: char| {
        matches!(c, '%' | '％' | '‰' | '/') || (c.is_alphabetic() && !matches!(c, '的' | '至' | '到' | '和'))
    };
    // A year is a date, which is compared otherwise.
    whole
        && count <= 1
        && digits.len() <= 15
        && !unit.is_empty()
        && unit.chars().count() <= 5
        && unit.chars().all(of_a_unit)
        && !(unit.starts_with(['年', '月', '日']) && digits.len() == 4)
        && !unit.ends_with(['起', '止'])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_bound_and_a_quantity_is_read() {
        let read = |text| Bound::read(text).map(|bound| (bound.comparator, bound.quantity, bound.exact));
        assert_eq!(read("不低于80%"), Some((Comparator::AtLeast, "80%", true)));
        assert_eq!(read("至少1次"), Some((Comparator::AtLeast, "1次", true)));
        assert_eq!(read("≥95%"), Some((Comparator::AtLeast, "95%", true)));
        assert_eq!(read(">= 3 次"), Some((Comparator::AtLeast, "3 次", true)));
        assert_eq!(read("24小时内响应"), Some((Comparator::AtMost, "24小时", false)));
        assert_eq!(read("5个工作日内"), Some((Comparator::AtMost, "5个工作日", false)));
        assert_eq!(read("3处境内"), None);
        assert_eq!(read("95.5%以上"), Some((Comparator::AtLeast, "95.5%", false)));
        for other in [
            "不少于100人，宣传用品不少于2万份",
            "不低于去年水平",
            "不低于80%的要求",
            "至少",
            "不超过2022年",
            "80%",
            "至少一次",
            "不低于80",
        ] {
            assert_eq!(read(other), None, "{other}");
        }
    }
}
