//! VAL03: a value grades on a scale.

use super::measured::measured;
use super::wording::{self, Wording};
use crate::finding::Severity;
use crate::rules::{Check, Outcome, ProjectCx, Property, Report, Rule, Source};
use crate::text::Words;

/// A degree without a scale.
pub static VAL03: Rule = Rule {
    code: "VAL03",
    name: "bare-degree",
    severity: Severity::Warning,
    property: Some(Property::Adequacy),
    source: Source::Practice,
    summary: Words {
        zh: "指标值只是“显著”“提升”一类的程度词", en: "a value that is only a word of degree"
    },
    explanation: Words {
        zh: "“显著”“提升”“符合”没有标准，年底怎样写都算达到。改为数值；确实只能定性的，用“评分标准”分档，或用“计算方法”说明怎样评定。",
        en: "显著, 提升 or 符合 has no standard: at the year's end anything meets it. Give a number; where only a quality will do, grade it under 评分标准 or say under 计算方法 how it is judged.",
    },
    bad: "项目 \"宣传\" {\n  绩效指标 { 效益指标 { 社会效益指标 { 文明创建成效: 显著 } } }\n}\n",
    good: "项目 \"宣传\" {\n  绩效指标 { 效益指标 { 社会效益指标 { 文明创建成效: 显著 { 评分标准: \"测评得分90分以上为显著，80分以上为较好\" } } } }\n}\n",
    check: Check::Project(check),
};

fn check(cx: &ProjectCx<'_>, report: &mut Report<'_>) -> Outcome {
    wording::each(cx, &[Wording::BareDegree], |indicator, target, words| {
        let name = &indicator.name.value;
        let finding = report.finding(
            cx.site(target.value_span),
            format!("指标“{name}”的值“{words}”只说程度，没有标准"),
            format!("the value “{words}” of “{name}” is a degree without a scale"),
        );
        let finding = measured(cx, indicator, target, words, finding);
        // What is to be on time has a date.
        let timely = name.contains("及时");
        report.push(if timely {
            finding.advise(
                "写成期限，如 完成时间 <= 2022-11-30；或写成比率，如 按期完成率 >= 95%。",
                "Give the date, as in 完成时间 <= 2022-11-30, or a rate, as in 按期完成率 >= 95%.",
            )
        } else {
            finding.advise_on_paper("改为数和单位。", "Give a number with its unit.").advise(
                "改为数和单位，或用“评分标准”说明怎样分档。",
                "Give a number with its unit, or grade it under 评分标准.",
            )
        });
    })
}
