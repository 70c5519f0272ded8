//! VAL11: doing more than was promised does not miss the target.

use pmt_syntax::{Comparator, Edit};

use super::targets;
use crate::edition::{Level2, less_is_better, unit_scale};
use crate::finding::Severity;
use crate::model::TargetValue;
use crate::rules::{Check, Outcome, ProjectCx, Property, Report, Rule, Source};
use crate::text::Words;

/// `=` or `>` on an open-ended count.
pub static VAL11: Rule = Rule {
    code: "VAL11",
    name: "exact-count",
    severity: Severity::Hint,
    property: Some(Property::Adequacy),
    source: Source::Practice,
    summary: Words {
        zh: "可以多做的事写成了“=”或“>”", en: "`=` or `>` where ≥ is meant"
    },
    explanation: Words {
        zh: "活动场次、参加人数可以多于计划。写“= 3 次”，办了 4 次反而没有达到；写“> 3 次”，办 3 次也没有达到。一般写 >=。",
        en: "There may be more events and participants than planned: `= 3 次` is missed by a fourth event, and `> 3 次` by exactly three. >= is what is meant as a rule.",
    },
    bad: "项目 \"群团\" {\n  绩效指标 { 产出指标 { 数量指标 { 群团活动 = 3 次 } } }\n}\n",
    good: "项目 \"群团\" {\n  绩效指标 { 产出指标 { 数量指标 { 群团活动 >= 3 次 } } }\n}\n",
    check: Check::Project(check),
};

/// Units of what can be done once more or by one more.
const OPEN_ENDED: &[&str] = &["次", "场", "场次", "期", "批次", "人", "人次", "名", "篇", "期次", "班次"];

fn check(cx: &ProjectCx<'_>, report: &mut Report<'_>) -> Outcome {
    let mut outcome = Outcome::NotApplicable;
    for (indicator, target) in targets(cx) {
        let (TargetValue::Number { value, unit, .. }, Some(sign)) = (&target.value, target.comparator) else {
            continue;
        };
        outcome = Outcome::Ran;
        let open = OPEN_ENDED.contains(&unit_scale(unit).1) && indicator.level2 == Some(Level2::Quantity);
        let name = &indicator.name.value;
        if !open || value.is_zero() || indicator.broken || less_is_better(name) {
            continue;
        }
        let (zh, en) = match sign.value {
            Comparator::Equal => ("多做了反而没有达到", "doing more misses it"),
            Comparator::MoreThan => ("正好做到这个数也没有达到", "doing exactly so many misses it"),
            _ => continue,
        };
        let (written, least) = (sign.value.source(), Comparator::AtLeast.source());
        let finding = report.finding(
            cx.site(target.span),
            format!("指标“{name}”的目标是“{written} {}”：{zh}", target.printed_value()),
            format!("the target of “{name}” is “{written} {}”: {en}", target.printed_value()),
        );
        let edits = vec![Edit { span: sign.span, text: least.to_owned() }];
        report.push(
            finding.advise(format!("多半是“{least}”。"), format!("“{least}” is probably meant.")).fix(
                false,
                edits,
                format!("改为“{least}”"),
                format!("write “{least}”"),
            ),
        );
    }
    outcome
}
