//! NAR10: what a text promises is there.

use crate::edition::words_narrative::{FOLLOWS, PROMISES, Promise};
use crate::finding::Severity;
use crate::rules::passages::{Passage, clause_around};
use crate::rules::{Check, Outcome, ProjectCx, Property, Report, Rule, Source};
use crate::text::Words;

/// A promise that is not kept.
pub static NAR10: Rule = Rule {
    code: "NAR10",
    name: "promised-content-absent",
    severity: Severity::Hint,
    property: Some(Property::Completeness),
    source: Source::Practice,
    summary: Words { zh: "说了“如下”，下面却没有", en: "what is said to follow does not" },
    explanation: Words {
        zh: "写了“现将事前绩效评估情况报告如下”，后面各部分却没有一处提到评估，这句话就是照抄的。补上评估的结论，或者删去这句话。",
        en: "Where a text says that the ex-ante evaluation follows and nothing after it speaks of one, the sentence was copied. Add what the evaluation found, or leave the sentence out.",
    },
    bad: "项目 \"培训\" {\n  绩效目标: \"培训干部30人，现将事前绩效评估情况报告如下：\"\n}\n",
    good: "项目 \"培训\" {\n  绩效目标: \"培训干部30人，现将事前绩效评估情况报告如下：经评估，培训有必要，经费合理。\"\n}\n",
    check: Check::Project(check),
};

fn check(cx: &ProjectCx<'_>, report: &mut Report<'_>) -> Outcome {
    let all: Vec<Passage<'_>> = Passage::all(cx).collect();
    for (index, passage) in all.iter().enumerate() {
        for promise in PROMISES {
            let Some(clause) = promised(passage.text(), promise) else { continue };
            let rest = passage.text().get(clause.end..).unwrap_or_default();
            let later = all.get(index.saturating_add(1)..).unwrap_or_default();
            let is_kept = rest.contains(promise.shown_by)
                || later.iter().any(|passage| passage.text().contains(promise.shown_by));
            if is_kept {
                continue;
            }
            let said = passage.words(&clause);
            let finding = report.finding(
                passage.site(&clause),
                format!("“{said}”：后面没有提到{}", promise.shown_by),
                format!("“{said}”: nothing after it speaks of it"),
            );
            report.push(finding.advise("补上内容，或者删去这句话。", "Add it, or leave the sentence out."));
        }
    }
    Outcome::Ran
}

/// The clause that promises.
fn promised(text: &str, promise: &Promise) -> Option<std::ops::Range<usize>> {
    promise.topics.iter().find_map(|topic| {
        text.match_indices(topic).find_map(|(at, _)| {
            let clause = clause_around(text, at);
            let words = text.get(at..clause.end)?;
            FOLLOWS.iter().any(|word| words.contains(word)).then_some(clause)
        })
    })
}
