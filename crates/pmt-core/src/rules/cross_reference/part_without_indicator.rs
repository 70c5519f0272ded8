//! XRF01: what a part of the budget pays for is measured.

use std::ops::Range;

use rust_decimal::Decimal;

use super::pairs::Pairs;
use crate::edition::words_reference::{
    AFTER_SUBJECT, AMOUNT_IN_WORDS, NO_PART_ENDINGS, NO_SUBJECT, ONE_UNIT, SUPPORTING, WHO_PAYS,
};
use crate::edition::{Key, Level1, Level2};
use crate::finding::{Severity, Site};
use crate::model::{Indicator, Task};
use crate::prose::{Money, Passage as Scanned, Role, Section, sentence};
use crate::rules::passages::{Passage, clause_around, clauses, sentences};
use crate::rules::{Check, Outcome, ProjectCx, Property, Report, Rule, Source};
use crate::text::Words;

macro_rules! example {
    ($serves:literal) => {
        concat!(
            "项目 \"图书馆\" {\n  实施方案 {\n    任务 \"图书编目\": 1万元 { 时间: 2022-01 至 2022-12 }\n",
            "    任务 \"设备维护\": 1万元 { 时间: 2022-01 至 2022-12 }\n  }\n  绩效指标 {\n",
            "    产出指标 { 数量指标 { 编目册数 >= 300 册 { 对应: ",
            $serves,
            " } } }\n  }\n}\n"
        )
    };
}

/// Money without an indicator.
pub static XRF01: Rule = Rule {
    code: "XRF01",
    name: "budget-part-without-indicator",
    severity: Severity::Warning,
    property: Some(Property::Adequacy),
    source: Source::Practice,
    summary: Words { zh: "预算的一部分没有指标", en: "a part of the budget has no indicator" },
    explanation: Words {
        zh: "预算分成几部分，其中一部分在指标和目标里都没有提到，这笔钱花得怎样无从考核。给它设指标，并用“对应”指明任务。只在别的部分都看得出指标时才报。",
        en: "Where a budget has parts and neither indicators nor goals speak of one, how that money is spent cannot be assessed. Give it an indicator and name the task under 对应. Reported only where the other parts can be seen to have theirs.",
    },
    bad: example!("\"图书编目\""),
    good: example!("\"图书编目\", \"设备维护\""),
    check: Check::Project(check),
};

/// The most amounts of one text that are looked at: no budget has more parts.
const MOST: usize = 40;

/// A part of the budget.
struct Part<'a> {
    /// Its name.
    name: String,
    /// What is said of it where it is planned.
    about: String,
    /// The words that give its money.
    site: Site,
    /// Where it is planned.
    planned: Option<Site>,
    /// How much it is.
    yuan: Option<Decimal>,
    /// The task that it is, if it is one.
    task: Option<&'a Task>,
}

fn check(cx: &ProjectCx<'_>, report: &mut Report<'_>) -> Outcome {
    let project = cx.project;
    if project.indicators.is_empty() || project.indicators_broken {
        return Outcome::NotApplicable;
    }
    let declared = project.plan.as_ref().is_some_and(|plan| !plan.tasks.is_empty() && !plan.broken);
    let parts = if declared { tasks(cx) } else { prose_parts(cx) };
    if parts.len() < 2 {
        return Outcome::NotApplicable;
    }
    let measured: Vec<bool> = parts.iter().map(|part| is_measured(cx, part)).collect();
    // If no part can be seen to be measured, the indicators are worded otherwise and nothing can be told.
    if !measured.contains(&true) {
        return Outcome::Ran;
    }
    let project_name = Pairs::of(&project.name.value);
    let mut goals = Pairs::new();
    for goal in [&project.goals, &project.whole_goal, &project.annual_goal] {
        if let Some(passage) = Passage::some(cx, goal.as_ref()) {
            goals.add(passage.text());
        }
    }
    let unmeasured = parts.iter().zip(measured).filter(|(_, measured)| !measured).map(|(part, _)| part);
    // What only supports the others has no output of its own.
    for part in unmeasured.filter(|part| !is_supporting(&part.name) && is_worth_one(cx, part)) {
        let own = if is_only_counted(&part.name) { &part.about } else { &part.name };
        let share = goals.share_besides(own, &project_name);
        if !share.is_hardly_there() {
            continue;
        }
        let finding = report.finding(
            part.site,
            format!("“{}”有预算，指标和目标里却没有它", part.name),
            format!("“{}” has money, and neither indicators nor goals speak of it", part.name),
        );
        let finding = finding.advise_on_paper("给它设指标。", "Give it an indicator.").advise(
            format!("给它设指标，用“{}”指明。", cx.label(Key::Serves)),
            format!("Give it an indicator and name it under “{}”.", cx.label(Key::Serves)),
        );
        report.push(match part.planned {
            Some(site) => finding.relate(site, "计划里是这样写的", "as the plan has it"),
            None => finding,
        });
    }
    Outcome::Ran
}

/// Whether a part is large enough to have an indicator of its own: at least a twentieth of the year's money.
fn is_worth_one(cx: &ProjectCx<'_>, part: &Part<'_>) -> bool {
    let annual = cx.project.annual.amount.map(|annual| annual.yuan);
    let least = annual.and_then(|annual| annual.checked_div(SHARE.into()));
    part.yuan.zip(least).is_none_or(|(yuan, least)| yuan >= least)
}

/// What share of the year's money a part is at least that has an indicator of its own.
const SHARE: u32 = 20;

/// Whether a part, or one of two that it joins (监理与检测), serves the others and has no output of its own.
fn is_supporting(name: &str) -> bool {
    let mut joined = name.split(['、', '和', '与', '及']);
    joined.any(|one| SUPPORTING.iter().any(|ending| one.ends_with(ending)))
}

/// Whether a name says no more than which part it is: 第二部分, but not 第二批学员研修.
fn is_only_counted(name: &str) -> bool {
    name.starts_with('第') && ["部分", "项", "块", "类", "方面"].iter().any(|what| name.ends_with(what))
}

fn tasks<'a>(cx: &ProjectCx<'a>) -> Vec<Part<'a>> {
    let of = |task: &'a Task| {
        let mut about = String::new();
        for line in &task.costing {
            about.push_str(&line.name.value);
            about.push('，');
        }
        if let Some(text) = &task.text {
            about.push_str(cx.resolved.text(text).text());
        }
        let (said, _) = planned(cx, &task.name.value);
        about.push_str(&said);
        Part {
            name: task.name.value.clone(),
            about,
            site: cx.site(task.name.span),
            planned: None,
            yuan: task.amount.map(|amount| amount.yuan),
            task: Some(task),
        }
    };
    cx.project.tasks().iter().filter(|task| task.amount.is_some() && !task.broken).map(of).collect()
}

/// The parts that the estimate gives in prose: an amount with the name of what it is for.
fn prose_parts<'a>(cx: &ProjectCx<'a>) -> Vec<Part<'a>> {
    let mut parts: Vec<Part<'a>> = Vec::new();
    for passage in cx.passages_in(|section| matches!(section, Section::Estimate | Section::BudgetPlan)) {
        // As much as the year has is no part of it.
        let annual = cx.project.annual.amount.map(|annual| annual.yuan);
        let is_part =
            |money: &&Money| is_of_part(money.role) && annual.is_none_or(|annual| money.yuan < annual);
        for money in passage.scan.amounts.iter().filter(is_part).take(MOST) {
            if is_of_one_unit(&passage, &money.range) || is_within_part(&passage, money) {
                continue;
            }
            let Some(name) = money.part.clone().or_else(|| subject(cx, &passage, &money.range)) else {
                continue;
            };
            let clause = clause_around(passage.text(), money.range.start);
            // From the name, if it stands in the clause, else from where the clause begins.
            let start = if clause.start <= name.start { name.start } else { clause.start };
            let range = start..money.range.end;
            let name = passage.words(&name).trim_end_matches("项目").to_owned();
            if !names_a_part(&name) || parts.iter().any(|part| part.name == name) {
                continue;
            }
            let (about, planned) = planned(cx, &name);
            let site = cx.site(passage.span(&range));
            parts.push(Part { name, about, site, planned, yuan: Some(money.yuan), task: None });
        }
    }
    parts
}

/// Whether an amount belongs to a part that is given before it: 宣传360万元，其中制作200万元. The part is what is measured.
fn is_within_part(passage: &Scanned<'_>, money: &Money) -> bool {
    let sentence = sentence::of(passage.text(), &money.range);
    let Some(of_it) = passage.words(&(sentence.start..money.range.start)).rfind("其中") else {
        return false;
    };
    let of_it = sentence.start.saturating_add(of_it);
    let mut earlier = passage.scan.amounts.iter().filter(|one| {
        sentence.start <= one.range.start && one.range.end <= of_it && one.role != Some(Role::Price)
    });
    earlier.next_back().is_some_and(|whole| whole.role == Some(Role::Part) && whole.yuan >= money.yuan)
}

/// Whether a sentence takes the price of one unit apart: 单个法庭造价构成：….
fn is_of_one_unit(passage: &Scanned<'_>, money: &Range<usize>) -> bool {
    let sentence = sentence::of(passage.text(), money);
    let before = passage.words(&(sentence.start..money.start));
    ONE_UNIT.iter().any(|word| before.contains(word))
}

/// Whether the words before an amount name what it buys.
fn names_a_part(name: &str) -> bool {
    let is_amount = name.chars().all(|c| AMOUNT_IN_WORDS.contains(c));
    let no_part = NO_PART_ENDINGS.iter().any(|ending| name.ends_with(ending));
    !is_amount && !no_part && !WHO_PAYS.iter().any(|word| name.contains(word))
}

const fn is_of_part(role: Option<Role>) -> bool {
    matches!(role, Some(Role::Part | Role::Budget) | None)
}

/// What a sentence with an amount is about: the beginning of the first of its clauses that names something the plan
/// speaks of.
fn subject(cx: &ProjectCx<'_>, passage: &Scanned<'_>, money: &Range<usize>) -> Option<Range<usize>> {
    let text = passage.text();
    let sentence = sentence::of(text, money);
    let name_of = |clause: Range<usize>| {
        let words = text.get(clause.clone())?;
        if NO_SUBJECT.iter().any(|word| words.starts_with(word)) {
            return None;
        }
        let cuts = AFTER_SUBJECT.iter().filter_map(|word| words.find(word));
        let digit = words.find(|c: char| c.is_ascii_digit());
        let end = cuts.chain(digit).min().unwrap_or(words.len());
        let name = words.get(..end)?.trim_end_matches("项目");
        let range = clause.start..clause.start.saturating_add(name.len());
        let is_name = (3..=16).contains(&name.chars().count()) && range.end < money.start;
        (is_name && planned(cx, name).1.is_some()).then_some(range)
    };
    clauses(text, sentence.start..money.start).into_iter().find_map(name_of)
}

/// What the plan says of a part: the sentence that names it.
fn planned(cx: &ProjectCx<'_>, name: &str) -> (String, Option<Site>) {
    let plan = cx.project.plan.as_ref().and_then(|plan| plan.text.as_ref());
    let Some(passage) = Passage::some(cx, plan) else { return (String::new(), None) };
    let text = passage.text();
    // A long name is found by its last word too: what stands before it is often left out or said otherwise.
    let tail = name.char_indices().rev().nth(2).map_or(0, |(at, _)| at);
    let tail = name.get(tail..).filter(|_| name.chars().count() > 4).unwrap_or(name);
    let of = |word: &str| {
        sentences(text).into_iter().find_map(|sentence| {
            let at = text.get(sentence.clone())?.find(word)?;
            let start =
                if word.starts_with('第') { sentence.start.saturating_add(at) } else { sentence.start };
            Some(start..sentence.end)
        })
    };
    let found = of(name).or_else(|| of(tail));
    found
        .map_or((String::new(), None), |range| (passage.words(&range).to_owned(), Some(passage.site(&range))))
}

/// Whether an indicator is of a part: by 对应, or by its words.
fn is_measured(cx: &ProjectCx<'_>, part: &Part<'_>) -> bool {
    let mut said = Pairs::of(&part.about);
    said.add(&part.name);
    cx.project.indicators.iter().any(|indicator| {
        if let (Some(task), false) = (part.task, indicator.tasks.is_empty()) {
            return indicator.tasks.iter().any(|name| name.value == task.name.value);
        }
        if is_general(indicator) {
            return false;
        }
        let mut measured = Pairs::of(&indicator.name.value);
        for note in &indicator.notes {
            measured.add(cx.resolved.text(note).text());
        }
        said.share(&indicator.name.value).is_present() || measured.share(&part.name).is_present()
    })
}

/// Satisfaction and timeliness are of every part.
fn is_general(indicator: &Indicator) -> bool {
    indicator.tasks.is_empty()
        && (matches!(indicator.level1, Some(Level1::Satisfaction))
            || matches!(indicator.level2, Some(Level2::Timeliness)))
}

#[cfg(test)]
mod tests {
    use super::names_a_part;

    #[test]
    fn prices_payers_shares_and_amounts_in_words_are_no_parts() {
        for name in
            ["送审价", "招标控制价", "结算价", "伍佰贰拾万元整", "街镇承担", "面向中小企业预留采购份额"]
        {
            assert!(!names_a_part(name), "{name}");
        }
        for name in ["机关年轻干部训练营", "第二部分", "党报党刊征订", "价格监测"] {
            assert!(names_a_part(name), "{name}");
        }
    }
}
