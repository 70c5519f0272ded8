//! NAR02: 年度预算安排 has the parts that the declaration's other projects give.

use crate::edition::Key;
use crate::finding::Severity;
use crate::model::{BudgetPlan, Project};
use crate::rules::passages::Passage;
use crate::rules::{Check, DeclarationCx, Outcome, Property, Report, Rule, Source};
use crate::text::Words;

/// A part that sibling projects have.
pub static NAR02: Rule = Rule {
    code: "NAR02",
    name: "missing-budget-part",
    severity: Severity::Warning,
    property: Some(Property::Completeness),
    source: Source::Practice,
    summary: Words {
        zh: "年度预算安排缺少别的项目都有的部分",
        en: "the year's budget lacks a part that the other projects give",
    },
    explanation: Words {
        zh: "同一份申报里，多数项目的“年度预算安排”写了资金测算、资金类型、执行计划，个别项目没有写，审核时会被要求补上。任务里列了“测算”和“时间”的，算是写了。",
        en: "Where most projects of a declaration give an estimate, the kind of money and a schedule, one that does not is asked to add them. Tasks with 测算 and 时间 count.",
    },
    bad: SIBLINGS_BAD,
    good: SIBLINGS_GOOD,
    check: Check::Declaration(check),
};

macro_rules! siblings {
    ($last:literal) => {
        concat!(
            "申报 2022 { }\n项目 \"春季培训\" {\n  年度预算安排 { 资金测算: \"20人×1000元\"; 资金类型: \"财政拨款\" }\n}\n",
            "项目 \"夏季培训\" {\n  年度预算安排 { 资金测算: \"40人×500元\"; 资金类型: \"财政资金\" }\n}\n",
            "项目 \"秋季培训\" {\n  年度预算安排 ",
            $last,
            "\n}\n"
        )
    };
}
const SIBLINGS_BAD: &str = siblings!("{ 资金测算: \"50人×400元\" }");
const SIBLINGS_GOOD: &str = siblings!("{ 资金测算: \"50人×400元\"; 资金类型: \"财政拨款资金\" }");

const PARTS: [Key; 3] = [Key::Estimate, Key::FundType, Key::Schedule];

fn check(cx: &DeclarationCx<'_>, report: &mut Report<'_>) -> Outcome {
    let edition = cx.declaration.edition;
    let projects = &cx.declaration.projects;
    let plans = projects.iter().filter_map(|entry| Some((entry, entry.project.budget_plan.as_ref()?)));
    let given: Vec<_> =
        plans.map(|(entry, plan)| (entry, plan, PARTS.map(|key| gives(entry.project, plan, key)))).collect();
    // One or two projects are no custom.
    if given.len() < 3 {
        return Outcome::NotApplicable;
    }
    let counts =
        [0, 1, 2].map(|part: usize| given.iter().filter(|(.., has)| has.get(part) == Some(&true)).count());
    for (entry, plan, has) in &given {
        if entry.project.presence.broken {
            continue;
        }
        let is_usual = |count: usize| count.saturating_mul(3) >= given.len().saturating_mul(2);
        let lacking =
            PARTS.iter().zip(has).zip(counts).filter(|((_, has), count)| !**has && is_usual(*count));
        let lacking: Vec<&str> = lacking.map(|((key, _), _)| key.label(edition)).collect();
        if lacking.is_empty() {
            continue;
        }
        let project = cx.declaration.context(entry, cx.settings);
        let passage = Passage::some(&project, plan.text.as_ref());
        let site = passage.map_or(project.site(plan.key_span), |passage| passage.site(&passage.whole()));
        let finding = report.finding(
            site,
            format!("缺少“{}”，同一申报的其他项目都写了", lacking.join("”“")),
            format!("“{}” is missing; the declaration's other projects give it", lacking.join("”, “")),
        );
        let finding = finding.advise("照其他项目补上。", "Add it as the other projects do.");
        let sibling = given.iter().find(|(.., of_other)| {
            of_other
                .iter()
                .zip(has)
                .zip(counts)
                .all(|((other, own), count)| *other || *own || !is_usual(count))
        });
        report.push(match sibling {
            Some((other, plan, _)) => finding.relate(
                crate::finding::Site { file: other.file, span: plan.key_span },
                "这个项目写了",
                "this project gives it",
            ),
            None => finding,
        });
    }
    Outcome::Ran
}

/// Whether a part is given: as such, named in the section's prose, or by the tasks.
fn gives(project: &Project, plan: &BudgetPlan, key: Key) -> bool {
    let part = match key {
        Key::Estimate => plan.estimate.is_some(),
        Key::FundType => plan.fund_type.is_some(),
        _ => plan.schedule.is_some(),
    };
    let tasks = project.tasks();
    let by_tasks = !tasks.is_empty()
        && tasks.iter().all(|task| match key {
            Key::Estimate => !task.costing.is_empty(),
            Key::Schedule => task.times.is_some(),
            _ => false,
        });
    let named = || {
        let text = plan.text.as_ref().map(|prose| prose.expand(|_| String::new()));
        text.is_some_and(|text| key.spellings().iter().any(|spelling| text.text().contains(spelling.text)))
    };
    part || by_tasks || named()
}
