//! NAR06: a goal says something that can be measured.

use crate::edition::Key;
use crate::edition::words_narrative::EXHORTING;
use crate::edition::words_prose::{MEASURABLE_NOUNS, SLOGAN_MEASURES};
use crate::finding::Severity;
use crate::prose::{Passage, Section};
use crate::rules::{Check, Outcome, ProjectCx, Property, Report, Rule, Source};
use crate::text::Words;

/// Neither goal can be measured.
pub static NAR06: Rule = Rule {
    code: "NAR06",
    name: "unmeasurable-goal",
    severity: Severity::Warning,
    property: Some(Property::Adequacy),
    source: Source::Practice,
    summary: Words {
        zh: "绩效目标没有数、没有时间，也没有可衡量的结果",
        en: "the goals have no number, no date and no result that can be measured",
    },
    explanation: Words {
        zh: "目标要写得出完成没完成：办几场、服务多少人、什么时候完成、达到什么比例或状态（验收、通车、全覆盖）。总目标和年度目标有一个写到就不提示。",
        en: "A goal says what is done: how many, for whom, by when, to what share or state (accepted, opened, everywhere). One of both goals is enough.",
    },
    bad: "项目 \"培训\" {\n  项目总目标: \"打造高素质干部队伍。\"\n  年度总目标: \"打造高素质干部队伍，提升履职能力。\"\n}\n",
    good: "项目 \"培训\" {\n  项目总目标: \"打造高素质干部队伍。\"\n  年度总目标: \"培训干部 30 人。\"\n}\n",
    check: Check::Project(check),
};

fn check(cx: &ProjectCx<'_>, report: &mut Report<'_>) -> Outcome {
    let goals: Vec<Passage<'_>> = cx
        .passages_in(|section| matches!(section, Section::WholeGoal | Section::AnnualGoal))
        .filter(|passage| !passage.cooked.is_blank() && !is_placeholder(passage))
        .collect();
    let own = cx.settings.words("measurable_nouns");
    // A syntax error among the project's items may have cost a goal its numbers.
    if goals.is_empty() || cx.project.presence.broken {
        return Outcome::NotApplicable;
    }
    // A reference that could not be expanded may have been the number.
    let unknown = goals.iter().any(|goal| goal.prose.references().next().is_some());
    // The whole period's goal may leave its measure to the year's, not the other way round.
    let year_is_vague = |goal: &Passage<'_>| {
        let exhorts = EXHORTING.iter().any(|word| goal.text().contains(word));
        goal.section == Section::AnnualGoal && exhorts && !is_measurable(goal, own)
    };
    if unknown || goals.iter().any(|goal| is_measurable(goal, own)) && !goals.iter().any(year_is_vague) {
        return Outcome::Ran;
    }
    let vague: Vec<&Passage<'_>> = goals.iter().filter(|goal| !is_measurable(goal, own)).collect();
    let Some((goal, rest)) = vague.split_last() else { return Outcome::Ran };
    let label = |passage: &Passage<'_>| {
        cx.label(if passage.section == Section::WholeGoal { Key::WholeGoal } else { Key::AnnualGoal })
    };
    let name = label(goal);
    let mut finding = report
        .finding(
            cx.site(goal.whole()),
            format!("“{name}”没有数、时间或可衡量的结果，无法判断是否完成"),
            format!(
                "“{name}” has no number, date or measurable result; nobody can tell whether it is reached"
            ),
        )
        .advise(
            "写明数量、时间或要达到的比例、状态。",
            "Give a number, a date, or the share or state to be reached.",
        );
    for other in rest {
        finding = finding.relate(cx.site(other.whole()), label(other), label(other));
    }
    report.push(finding);
    Outcome::Ran
}

fn is_placeholder(passage: &Passage<'_>) -> bool {
    crate::edition::is_placeholder(passage.text())
}

fn is_measurable(goal: &Passage<'_>, own: &[String]) -> bool {
    let text = goal.text();
    let scan = goal.scan;
    let counted = scan.quantities.iter().any(|quantity| {
        !(quantity.in_words && SLOGAN_MEASURES.contains(&quantity.unit)) || quantity.is_percentage()
    });
    let noun = MEASURABLE_NOUNS.iter().any(|word| text.contains(word))
        || own.iter().any(|word| text.contains(word.as_str()));
    counted || !scan.amounts.is_empty() || !scan.times.is_empty() || noun
}
