//! VAL21: what looks like a ratio has a number.

use super::wording::{self, Wording};
use crate::finding::Severity;
use crate::rules::{Check, Outcome, ProjectCx, Property, Report, Rule, Source};
use crate::text::Words;

/// What ends like a ratio and has no number.
pub static VAL21: Rule = Rule {
    code: "VAL21",
    name: "likely-ratio-in-words",
    severity: Severity::Hint,
    property: Some(Property::Adequacy),
    source: Source::Practice,
    summary: Words { zh: "像是比率的指标没有数值", en: "what looks like a ratio has no number" },
    explanation: Words {
        zh: "名称以“率”“度”“比例”“比重”结尾的指标多半可以计算，宜写数值；及时率、合格率等的值引用“国家标准”“上年水平”的，也宜写出那个数。确实不能计算的，用“评分标准”或“计算方法”说明怎样评定。",
        en: "What ends in 率, 度, 比例 or 比重 can mostly be computed and should have a number; a 合格率 that refers to a standard or to last year should give the number meant. What cannot should say under 评分标准 or 计算方法 how it is judged.",
    },
    bad: "项目 \"宣传\" {\n  绩效指标 { 效益指标 { 社会效益指标 { 品牌认可度: 得到同行认可 } } }\n}\n",
    good: "项目 \"宣传\" {\n  绩效指标 { 效益指标 { 社会效益指标 { 品牌认可度 >= 80% } } }\n}\n",
    check: Check::Project(check),
};

fn check(cx: &ProjectCx<'_>, report: &mut Report<'_>) -> Outcome {
    wording::each(cx, &[Wording::LikelyRatioInWords], |indicator, target, words| {
        let name = &indicator.name.value;
        let finding = report.finding(
            cx.site(target.value_span),
            format!("指标“{name}”像是可以计算的，值“{words}”没有数"),
            format!("“{name}” looks like something computed, and its value “{words}” has no number"),
        );
        report.push(finding.advise_on_paper("写成数值。", "Give a number.").advise(
            "写成数值，或在“评分标准”中说明怎样评定。",
            "Give a number, or say under 评分标准 how it is judged.",
        ));
    })
}
