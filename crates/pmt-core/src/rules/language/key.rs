//! Keys: unknown, repeated, missing, of the wrong type.

use crate::declaration::{Declaration, Resolved};
use crate::edition::{Key, Place};
use crate::finding::{Severity, Site};
use crate::model::Project;
use crate::rules::{Check, DeclarationCx, Outcome, ProjectCx, Report, Rule, Source};
use crate::text::Words;

/// An item the vocabulary does not know here.
pub static KEY01: Rule = Rule {
    code: "KEY01",
    name: "unknown-key",
    severity: Severity::Error,
    property: None,
    source: Source::Language,
    summary: Words { zh: "这里没有这一项", en: "no such item here" },
    explanation: Words {
        zh: "每个位置能填哪些项由表式决定。写错字的项会提示最接近的名称，放错位置的会指出应在哪里。",
        en: "The form decides which items stand where. A misspelt one is answered with the nearest name, a misplaced one with its place.",
    },
    bad: "申报 2022 {\n  主管部们: \"某局\"\n}\n",
    good: "申报 2022 {\n  主管部门: \"某局\"\n}\n",
    check: Check::WhileReading,
};

/// An item given twice.
pub static KEY02: Rule = Rule {
    code: "KEY02",
    name: "repeated-key",
    severity: Severity::Error,
    property: None,
    source: Source::Language,
    summary: Words { zh: "同一项填了两次", en: "an item is given twice" },
    explanation: Words {
        zh: "表上每一项只有一格；填两次就不知道以哪个为准。",
        en: "The form has one cell for each item; given twice, nobody knows which one counts.",
    },
    bad: "申报 2022 {\n  项目数: 4\n  项目数: 5\n}\n",
    good: "申报 2022 {\n  项目数: 4\n}\n",
    check: Check::WhileReading,
};

/// A required item that is absent.
pub static KEY03: Rule = Rule {
    code: "KEY03",
    name: "missing-key",
    severity: Severity::Error,
    property: None,
    source: Source::Language,
    summary: Words { zh: "缺少必填的项", en: "a required item is missing" },
    explanation: Words {
        zh: "表上必填、又不能从别处得出的项要写。主管部门和实施单位可以从申报继承，金额可以由分项得出。",
        en: "What the form requires and nothing else tells must be given. Department and unit may come from the cover, totals from their parts.",
    },
    bad: "项目 {\n}\n",
    good: "项目 \"培训\" {\n}\n",
    check: Check::Declaration(missing),
};

/// A value of the wrong type.
pub static KEY04: Rule = Rule {
    code: "KEY04",
    name: "wrong-type",
    severity: Severity::Error,
    property: None,
    source: Source::Language,
    summary: Words { zh: "值的种类不对", en: "a value is of the wrong type" },
    explanation: Words {
        zh: "金额、日期、个数、文字各有写法；某一项要哪一种，由表式决定。",
        en: "Amounts, dates, counts and words are written differently; the form decides which one an item takes.",
    },
    bad: "申报 2022 {\n  项目数: 四个\n}\n",
    good: "申报 2022 {\n  项目数: 4\n}\n",
    check: Check::WhileReading,
};

fn missing(cx: &DeclarationCx<'_>, report: &mut Report<'_>) -> Outcome {
    let mut outcome = Outcome::NotApplicable;
    for entry in &cx.declaration.projects {
        outcome = Outcome::Ran;
        if !entry.project.presence.broken {
            missing_in(cx.declaration, &cx.declaration.context(entry, cx.settings), report);
        }
    }
    outcome
}

fn missing_in(declaration: &Declaration<'_>, cx: &ProjectCx<'_>, report: &mut Report<'_>) {
    let (of_all, absent): (Vec<Key>, Vec<Key>) = absent(cx).partition(|key| all_lack(declaration, *key));
    let absent: Vec<&str> = absent.into_iter().map(|key| cx.label(key)).collect();
    let name = cx.project.name.value.as_str();
    if cx.project.presence.given.is_empty() {
        nothing_is_filled_in(cx, &absent, report);
        return;
    }
    let (zh, en) = if name.is_empty() {
        ("这个项目".to_owned(), "this project".to_owned())
    } else {
        (format!("项目“{name}”"), format!("project “{name}”"))
    };
    if !of_all.is_empty() {
        lacking_on_the_cover(declaration, cx, &of_all, report);
    }
    for label in absent {
        let finding = report.finding(
            cx.site(cx.project.head),
            format!("{zh}缺少“{label}”"),
            format!("{en} lacks “{label}”"),
        );
        let advice = (format!("补上“{label}”。"), format!("Add “{label}”."));
        report.push(finding.advise(advice.0, advice.1));
    }
}

/// The required items that a project neither gives, inherits nor derives, in the form's order.
pub(crate) fn absent(cx: &ProjectCx<'_>) -> impl Iterator<Item = Key> {
    let slots = Place::Project.slots().iter();
    slots.filter(|slot| slot.required.requires(cx.edition()) && !is_known(cx, slot.key)).map(|slot| slot.key)
}

/// Whether an item that the cover gives for all is given neither there nor in any of several projects.
fn all_lack(declaration: &Declaration<'_>, key: Key) -> bool {
    let projects = &declaration.projects;
    let unknown = |resolved: &Resolved| match key {
        Key::Department => resolved.department.is_none(),
        Key::Unit => resolved.unit.is_none(),
        _ => false,
    };
    declaration.cover.is_some()
        && projects.len() > 1
        && projects.iter().all(|entry| unknown(&entry.resolved) && !entry.project.presence.has(key))
}

/// Says once, at the cover, what every project lacks. The unit follows from the department.
fn lacking_on_the_cover(
    declaration: &Declaration<'_>,
    cx: &ProjectCx<'_>,
    keys: &[Key],
    report: &mut Report<'_>,
) {
    let first = declaration.projects.first();
    let is_first = first.is_some_and(|entry| entry.file == cx.file && entry.project.head == cx.project.head);
    let (Some((file, cover)), true) = (declaration.cover, is_first) else { return };
    let key = if keys.contains(&Key::Department) { Key::Department } else { Key::Unit };
    let label = cx.label(key);
    let finding = report.finding(
        Site { file, span: cover.head },
        format!("申报和各项目都没有写“{label}”"),
        format!("neither the cover nor any project gives “{label}”"),
    );
    let finding =
        finding.advise_on_paper(format!("在封面上补上“{label}”。"), format!("Add “{label}” to the cover."));
    report.push(finding.advise(format!("在申报中补上“{label}”。"), format!("Add “{label}” to the cover.")));
}

/// A project in which nothing stands is one defect, however much the form asks for. Where not even its name is given,
/// that is said first, while the file is read.
fn nothing_is_filled_in(cx: &ProjectCx<'_>, absent: &[&str], report: &mut Report<'_>) {
    let name = cx.project.name.value.as_str();
    if name.is_empty() || absent.is_empty() {
        return;
    }
    let finding = report.finding(
        cx.site(cx.project.head),
        format!("项目“{name}”还是空的"),
        format!("project “{name}” is still empty"),
    );
    report.push(
        finding.advise(format!("填写“{}”。", absent.join("”“")), format!("Fill in {}.", absent.join(", "))),
    );
}

/// Whether an item is given, inherited or derived.
fn is_known(cx: &ProjectCx<'_>, key: Key) -> bool {
    let Project { presence, annual, total, .. } = cx.project;
    let cover_in_doubt = cx.common.cover_in_doubt;
    // What would follow from something that cannot be read is not missing.
    let tasks_in_doubt = cx.project.tasks().iter().any(|task| task.unread || task.broken);
    let total_in_doubt = (total.unread || total.broken) && !is_of_years(cx.project);
    let annual_in_doubt = annual.unread || annual.broken || tasks_in_doubt || is_date_in_doubt(cx.project);
    presence.is_meant(key)
        || match key {
            Key::Department => cx.resolved.department.is_some() || cover_in_doubt,
            Key::Unit => cx.resolved.unit.is_some() || cover_in_doubt,
            Key::TotalFunds => total.amount.is_some() || (annual_in_doubt && !is_of_years(cx.project)),
            Key::AnnualFunds => annual.amount.is_some() || total_in_doubt || tasks_in_doubt,
            _ => false,
        }
}

fn is_of_years(project: &Project) -> bool {
    project.period.is_some_and(|period| !period.value.is_within_a_year())
}

/// Whether dates are given that cannot be read: then nobody knows whether the totals follow from each other.
fn is_date_in_doubt(project: &Project) -> bool {
    project.period.is_none()
        && project.period_in_year.is_none()
        && project.presence.get(Key::Period).is_some_and(|given| given.has_value)
}
