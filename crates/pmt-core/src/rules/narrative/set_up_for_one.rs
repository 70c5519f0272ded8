//! NAR09: a project for one occasion is not filed as a recurring one.

use crate::edition::words_narrative::{RECURRING, SET_UP_FOR_ONE};
use crate::finding::Severity;
use crate::rules::passages::{Passage, clause_around, first_of, listed};
use crate::rules::{Check, Outcome, ProjectCx, Property, Report, Rule, Source};
use crate::text::Words;

/// A project for one occasion is called recurring.
pub static NAR09: Rule = Rule {
    code: "NAR09",
    name: "recurring-for-one-occasion",
    severity: Severity::Warning,
    property: Some(Property::Compliance),
    source: Source::Practice,
    summary: Words {
        zh: "专为一件事设立的项目报成了经常性项目",
        en: "a project set up for one occasion is filed as recurring",
    },
    explanation: Words {
        zh: "经常性项目年年都有。文字里说项目是为某一件事专门设立的，类别就应当是一次性项目；确实年年要做的，改正文字。",
        en: "A recurring project comes every year. One that its text says was set up for one occasion is of the other kind; if it does recur, the text is wrong.",
    },
    bad: "项目 \"应急\" {\n  项目类别: 经常性项目\n  绩效目标: \"本项目为应对2022年台风专门设立。\"\n}\n",
    good: "项目 \"应急\" {\n  项目类别: 经常性项目\n  绩效目标: \"本项目每年培训30人，为此专门设立了教研室。\"\n}\n",
    check: Check::Project(check),
};

fn check(cx: &ProjectCx<'_>, report: &mut Report<'_>) -> Outcome {
    let fields = [&cx.project.category, &cx.project.nature];
    let recurring = fields.into_iter().flatten().find(|value| value.value == RECURRING);
    let Some(recurring) = recurring else { return Outcome::NotApplicable };
    for passage in Passage::all(cx) {
        let text = passage.text();
        let Some((range, word)) = first_of(text, listed(cx.settings.words("set_up_for_one"), SET_UP_FOR_ONE))
        else {
            continue;
        };
        // It is the project that was set up, and for something: both stand before in the clause, nothing after.
        let clause = clause_around(text, range.start);
        let before = text.get(clause.start..range.start).unwrap_or_default();
        let after = text.get(range.end..clause.end).unwrap_or_default();
        if before.contains("项目") && before.contains(['为', '因']) && after.is_empty() {
            let finding = report.finding(
                passage.site(&range),
                format!("项目是“{word}”，却报成了“{RECURRING}”"),
                format!("“{word}” is said of the project, yet it is filed as “{RECURRING}”"),
            );
            let finding = finding.advise(
                "改类别，或者改正文字。",
                "Change the category, or the text if the project does recur.",
            );
            report.push(finding.relate(
                cx.site(recurring.span),
                format!("这里是“{RECURRING}”"),
                format!("“{RECURRING}” here"),
            ));
        }
    }
    Outcome::Ran
}
