//! VAL14: a value does more than complete the verb of the indicator's name.

use super::wording::{self, Wording};
use crate::finding::Severity;
use crate::rules::{Check, Outcome, ProjectCx, Property, Report, Rule, Source};
use crate::text::Words;

/// A verb phrase for a name, and a value that completes it.
pub static VAL14: Rule = Rule {
    code: "VAL14",
    name: "verb-as-indicator",
    severity: Severity::Warning,
    property: Some(Property::Adequacy),
    source: Source::Practice,
    summary: Words {
        zh: "指标名称是动宾短语，值只是补完这句话",
        en: "a verb phrase for a name, with a value that only completes it",
    },
    explanation: Words {
        zh: "“增强党性修养：提升”是一句口号，不是指标。名称应是可以衡量的事物，值说明达到多少；或用“评分标准”说明怎样评定。",
        en: "增强党性修养: 提升 is a slogan. The name should be something that can be measured and the value how much of it; or 评分标准 says how it is judged.",
    },
    bad: "项目 \"培训\" {\n  绩效指标 { 效益指标 { 社会效益指标 { 增强党性修养: 提升 } } }\n}\n",
    good: "项目 \"培训\" {\n  绩效指标 { 效益指标 { 社会效益指标 { 学员返岗后考评良好占比 >= 85% } } }\n}\n",
    check: Check::Project(check),
};

fn check(cx: &ProjectCx<'_>, report: &mut Report<'_>) -> Outcome {
    wording::each(cx, &[Wording::CompletesVerb], |indicator, target, words| {
        let name = &indicator.name.value;
        let finding = report.finding(
            cx.site(target.value_span),
            format!("指标“{name}”的值“{words}”只是补完了名称这句话，没有说明达到什么程度"),
            format!("“{words}” only completes the phrase “{name}” and does not say how much"),
        );
        report.push(
            finding
                .advise_on_paper(
                    "把名称改为可以衡量的事物，值写数和单位。",
                    "Name something that can be measured and give a number with its unit.",
                )
                .advise(
                    "把名称改为可以衡量的事物，值写数和单位；或用“评分标准”说明怎样评定。",
                    "Name something that can be measured and give a number with its unit, or say under 评分标准 how it is judged.",
                )
                .relate(cx.site(indicator.name.span), "名称是动宾短语", "the name is a verb phrase"),
        );
    })
}
