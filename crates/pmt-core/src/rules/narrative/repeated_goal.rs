//! NAR07, NAR11: the whole project's goal and the year's are two.

use std::ops::Range;

use crate::edition::Key;
use crate::finding::Severity;
use crate::rules::passages::{Passage, clauses, letters};
use crate::rules::{Check, Outcome, ProjectCx, Property, Report, Rule, Source};
use crate::text::Words;

/// The goals repeat each other in a project of one year.
pub static NAR07: Rule = Rule {
    code: "NAR07",
    name: "repeated-goal",
    severity: Severity::Hint,
    property: Some(Property::Adequacy),
    source: Source::Practice,
    summary: Words {
        zh: "项目总目标与年度目标是同样的话",
        en: "the whole project's goal repeats the year's",
    },
    explanation: Words {
        zh: "总目标写项目最终要达到什么，年度目标写这一年完成多少。总目标的话在年度目标里都有，等于少写了一个。只有一年的项目可以接近，所以只是提示。",
        en: "One says what the project is to achieve in the end, the other how much of it this year. Where every clause of the first stands in the second, one of them is not written. A project of one year may have them close, so this is a hint.",
    },
    bad: "项目 \"培训\" {\n  项目总目标: \"全年举办2期党务干部培训，培训30人。\"\n  年度总目标: \"全年举办2期党务干部培训，培训30人。\"\n}\n",
    good: "项目 \"培训\" {\n  项目总目标: \"到2022年12月，新任党务干部全部轮训一遍，共30人。\"\n  年度总目标: \"全年举办2期党务干部培训，培训30人。\"\n}\n",
    check: Check::Project(|cx, report| check(cx, report, false)),
};

/// The goals repeat each other in a project of several years.
pub static NAR11: Rule = Rule {
    code: "NAR11",
    name: "several-years-one-goal",
    severity: Severity::Error,
    property: Some(Property::Adequacy),
    source: Source::Practice,
    summary: Words {
        zh: "跨年度项目的总目标与年度目标是同样的话",
        en: "a project of several years has one goal for the whole and the year",
    },
    explanation: Words {
        zh: "跨年度的项目，总目标是几年以后的结果，年度目标是今年的一步，两者不会相同。年度目标写今年完成的数量和时间。",
        en: "In a project of several years the whole goal is where it ends and the annual one is this year's step; they cannot be the same. Write what is done this year, how much and by when.",
    },
    bad: "申报 2022 { }\n项目 \"改造\" {\n  实施周期: 2022-01-01 至 2024-12-31\n  项目资金总额: 3万元\n  年度资金申请总额: 2万元\n  项目总目标: \"完成全部6处老旧泵站的改造，消除汛期积水。\"\n  年度总目标: \"完成全部6处老旧泵站的改造，消除汛期积水。\"\n}\n",
    good: "申报 2022 { }\n项目 \"改造\" {\n  实施周期: 2022-01-01 至 2024-12-31\n  项目资金总额: 3万元\n  年度资金申请总额: 2万元\n  项目总目标: \"完成全部6处老旧泵站的改造，消除汛期积水。\"\n  年度总目标: \"2022年完成2处老旧泵站的改造。\"\n}\n",
    check: Check::Project(|cx, report| check(cx, report, true)),
};

/// The shortest goal of which repetition means something, in letters and digits.
const SHORTEST: usize = 10;

fn check(cx: &ProjectCx<'_>, report: &mut Report<'_>, of_several_years: bool) -> Outcome {
    let whole = Passage::some(cx, cx.project.whole_goal.as_ref());
    let annual = Passage::some(cx, cx.project.annual_goal.as_ref());
    let Some((whole, annual)) = whole.zip(annual) else { return Outcome::NotApplicable };
    let years = cx.resolved.goal_period.and_then(crate::model::Timespan::years);
    if years.is_some_and(|(first, last)| first < last) != of_several_years {
        return Outcome::NotApplicable;
    }
    let (whole_label, annual_label) = (cx.label(Key::WholeGoal), cx.label(Key::AnnualGoal));
    if let Some(place) = repeated(whole.text(), annual.text()) {
        let is_identical = letters(whole.text()).map(|(_, c)| c).eq(letters(annual.text()).map(|(_, c)| c));
        let (zh, en) =
            if is_identical { ("相同", "is the same as") } else { ("的话都在", "is all said in") };
        let message = if is_identical {
            format!("“{whole_label}”与“{annual_label}”{zh}")
        } else {
            format!("“{whole_label}”{zh}“{annual_label}”里")
        };
        let finding = report.finding(
            whole.site(&whole.whole()),
            message,
            format!("“{whole_label}” {en} “{annual_label}”"),
        );
        report.push(
            finding
                .advise(
                    "总目标写最终的结果，年度目标写今年完成的数量和时间。",
                    "Write the final result in one, this year's quantities and dates in the other.",
                )
                .relate(
                    annual.site(&place),
                    format!("“{annual_label}”里的同样的话"),
                    format!("the same in “{annual_label}”"),
                ),
        );
    }
    Outcome::Ran
}

/// Where all clauses of one text stand in another, in order; `None` if one does not.
fn repeated(whole: &str, annual: &str) -> Option<Range<usize>> {
    if letters(whole).count() < SHORTEST {
        return None;
    }
    let key = |text: &str, range: &Range<usize>| -> String {
        letters(text.get(range.clone()).unwrap_or_default()).map(|(_, c)| c).collect()
    };
    let mut place: Option<Range<usize>> = None;
    let mut others = clauses(annual, 0..annual.len()).into_iter();
    for clause in clauses(whole, 0..whole.len()) {
        let words = key(whole, &clause);
        if words.is_empty() {
            continue;
        }
        let found = others.find(|other| key(annual, other) == words)?;
        place = Some(place.map_or(found.start, |place| place.start)..found.end);
    }
    place
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_clause_must_stand_in_the_other_text() {
        let goal = "做好理论学习，培训党务干部；服务社区";
        assert!(repeated("服务社区", goal).is_none(), "too short to mean something");
        assert!(repeated("培训党务干部；服务社区。", goal).is_some());
        assert!(repeated("培训党务干部和委员；服务社区", goal).is_none());
        assert!(repeated("完成全部泵站的改造工程", "2022年完成全部泵站的改造工程的一半").is_none());
    }
}
