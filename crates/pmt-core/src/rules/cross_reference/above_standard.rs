//! XRF08: no unit costs more than the configured standard of spending.

use pmt_syntax::Span;
use rust_decimal::Decimal;

use super::unit_cost::{divided, each_day, said, unpriced, whole_sums};
use crate::amount::multiply;
use crate::config::{Standard, UnitPrice};
use crate::edition::words_prose::MEASURES;
use crate::edition::{Level1, Level2, MoneyUnit};
use crate::finding::Severity;
use crate::model::{CostLine, TargetValue, Task};
use crate::prose::{Money, Passage, Role, sentence};
use crate::rules::{Check, Outcome, ProjectCx, Property, Report, Rule, Source};
use crate::text::Words;

macro_rules! example {
    ($price:literal) => {
        concat!("项目 \"干部会议\" {\n  实施方案 {\n    任务 \"会议\": ", $price, "\n  }\n}\n")
    };
}

/// A unit that costs more than a standard allows.
pub static XRF08: Rule = Rule {
    code: "XRF08",
    name: "unit-cost-above-standard",
    severity: Severity::Warning,
    property: Some(Property::Compliance),
    source: Source::Practice,
    summary: Words {
        zh: "单位成本高于 pmt.toml 里的支出标准",
        en: "a unit costs more than the standard in pmt.toml allows",
    },
    explanation: Words {
        zh: "pmt.toml 的 standards 列出支出标准：用于什么（for）、单价（price）、出自哪份文件（source）。测算里的单价、任务金额按人天等折算的单价、成本指标和文字里的单价，高于标准的都报；没有列出标准时不检查。",
        en: "The standards of pmt.toml list what the rules of spending allow: for what (for), how much (price), by which document (source). The prices of cost lines, what a task comes to for each unit, cost indicators and the prices in the narrative are held against them; without standards nothing is checked.",
    },
    bad: example!("6万元 { 时间: 2022-03 至 2022-11; 测算 { 综合定额: 50人 × 2天 × 600元 } }"),
    good: example!("5万元 { 时间: 2022-03 至 2022-11; 测算 { 综合定额: 50人 × 2天 × 500元 } }"),
    check: Check::Project(check),
};

fn check(cx: &ProjectCx<'_>, report: &mut Report<'_>) -> Outcome {
    if cx.settings.standards.is_empty() {
        return Outcome::NotApplicable;
    }
    for task in cx.project.tasks() {
        of_task(cx, task, report);
    }
    of_lines(cx, report);
    of_indicators(cx, report);
    of_prose(cx, report);
    Outcome::Ran
}

/// A task's cost lines, each by its own name; and all of the task by its name, divided by the units of its lines.
fn of_task(cx: &ProjectCx<'_>, task: &Task, report: &mut Report<'_>) {
    let mut said_already = false;
    for line in &task.costing {
        let lines_standard = above(cx, |standard| standard.is_for(&line.name.value), line);
        if let Some((standard, price)) = lines_standard {
            object(cx, line.name.span, &line.name.value, price, standard, report);
            said_already = true;
        }
    }
    let Some(amount) = task.amount.filter(|_| !said_already && !task.broken && !task.unread) else { return };
    for standard in cx.settings.standards.iter().filter(|standard| standard.is_for(&task.name.value)) {
        let mut counts: Vec<Decimal> = Vec::new();
        for line in &task.costing {
            let Some(units) = Units::of(line).filter(|units| standard.price.is_per(&units.per)) else {
                continue;
            };
            if !counts.contains(&units.count) {
                counts.push(units.count);
            }
        }
        // With several numbers of people the task has several courses, and none is told apart.
        let [count] = counts.as_slice() else { continue };
        let each = divided(amount.yuan, &[*count]);
        if let Some(each) = each.filter(|each| *each > standard.price.yuan) {
            object(cx, task.name.span, &task.name.value, each, standard, report);
            return;
        }
    }
}

/// The cost lines of 资金测算.
fn of_lines(cx: &ProjectCx<'_>, report: &mut Report<'_>) {
    let estimate = cx.project.budget_plan.as_ref().and_then(|plan| plan.estimate.as_ref());
    for line in estimate.into_iter().flat_map(|part| &part.amounts) {
        if let Some((standard, price)) = above(cx, |standard| standard.is_for(&line.name.value), line) {
            object(cx, line.name.span, &line.name.value, price, standard, report);
        }
    }
}

/// Cost indicators that allow more.
fn of_indicators(cx: &ProjectCx<'_>, report: &mut Report<'_>) {
    for indicator in &cx.project.indicators {
        let economic = matches!(indicator.level2, Some(Level2::EconomicCost | Level2::OutputCost));
        let is_cost = economic || (indicator.level2.is_none() && indicator.level1 == Some(Level1::Cost));
        let Some(target) = indicator.target.as_ref().filter(|_| is_cost && !indicator.broken) else {
            continue;
        };
        let TargetValue::Number { value, unit, .. } = &target.value else { continue };
        let Some((unit, per)) = unit.split_once(['/', '／']) else { continue };
        let Some(price) = MoneyUnit::parse(unit).and_then(|unit| multiply(*value, Decimal::from(unit.yuan)))
        else {
            continue;
        };
        let name = &indicator.name.value;
        if let Some(standard) = standard_below(cx, |standard| standard.is_for(name), per, price) {
            object(cx, target.span, name, price, standard, report);
        }
    }
}

/// Prices in the narrative, and amounts that come to one for each of some people a day.
fn of_prose(cx: &ProjectCx<'_>, report: &mut Report<'_>) {
    for passage in cx.passages_in(crate::prose::Section::is_narrative) {
        for money in passage.scan.amounts.iter().filter(|money| money.role == Some(Role::Price)) {
            let rest = passage.text().get(money.range.end..).unwrap_or_default();
            let Some(per) = rest.strip_prefix(['/', '／']) else { continue };
            let measures = MEASURES.iter().filter(|unit| per.starts_with(**unit));
            let Some(per) = measures.max_by_key(|unit| unit.len()) else { continue };
            let about = sentence::of(passage.text(), &money.range);
            let about = about.start..money.range.start;
            let is_for = |standard: &Standard| standard.is_for(passage.words(&about));
            if let Some(standard) = standard_below(cx, is_for, per, money.yuan) {
                let words = passage.words(&money.range);
                object(cx, passage.span(&money.range), words, money.yuan, standard, report);
            }
        }
    }
    for passage in unpriced(cx) {
        for (money, before) in whole_sums(&passage) {
            let Some(each) = each_day(&passage, money, &before) else { continue };
            if let Some(standard) = exceeded(cx, &passage, money, each.low) {
                let words = passage.words(&money.range);
                object(cx, passage.span(&money.range), words, each.low, standard, report);
            }
        }
    }
}

/// The standard that an amount is above, which comes to at least `each` for one person a day.
pub(super) fn exceeded<'a>(
    cx: &ProjectCx<'a>,
    passage: &Passage<'_>,
    money: &Money,
    each: Decimal,
) -> Option<&'a Standard> {
    let line = passage.text().get(..money.range.start)?;
    let line = line.rsplit('\n').next().unwrap_or_default();
    standard_below(
        cx,
        |standard| standard.is_for(line) || standard.is_for(&cx.project.name.value),
        "人天",
        each,
    )
}

/// The standard that a cost line's price is above, with the price.
fn above<'a>(
    cx: &ProjectCx<'a>,
    is_for: impl Fn(&Standard) -> bool,
    line: &CostLine,
) -> Option<(&'a Standard, Decimal)> {
    let units = Units::of(line)?;
    standard_below(cx, is_for, &units.per, units.price).map(|standard| (standard, units.price))
}

fn standard_below<'a>(
    cx: &ProjectCx<'a>,
    is_for: impl Fn(&Standard) -> bool,
    per: &str,
    price: Decimal,
) -> Option<&'a Standard> {
    let mut fitting =
        cx.settings.standards.iter().filter(|standard| is_for(standard) && standard.price.is_per(per));
    // Where several fit, the highest allows it.
    let highest = fitting.next().map(|first| {
        fitting.fold(first, |best, one| if one.price.yuan > best.price.yuan { one } else { best })
    })?;
    (price > highest.price.yuan).then_some(highest)
}

/// What a calculation multiplies: a price, and so many of a unit.
struct Units {
    price: Decimal,
    per: String,
    count: Decimal,
}

impl Units {
    /// Of `60人 × 7天 × 350元` or `420人天 × 350元/人天`.
    fn of(line: &CostLine) -> Option<Self> {
        let formula = line.formula.as_deref()?.split('=').next()?;
        let (mut price, mut per, mut counted, mut count) = (None, None, String::new(), Decimal::ONE);
        for factor in formula.split('×') {
            let factor = factor.trim();
            if let Some(read) = UnitPrice::parse(factor) {
                per = factor.split_once(['/', '／']).map(|(_, per)| per.to_owned());
                price = Some(read.yuan);
                continue;
            }
            let end = factor.find(|c: char| !c.is_ascii_digit() && !matches!(c, '.' | ','))?;
            let (digits, unit) = factor.split_at_checked(end)?;
            let number = Decimal::from_str_exact(&digits.replace(',', "")).ok()?;
            if let Some(unit) = MoneyUnit::parse(unit.trim()) {
                price = multiply(number, Decimal::from(unit.yuan));
            } else {
                counted.push_str(unit.trim());
                count = multiply(count, number)?;
            }
        }
        Some(Self { price: price?, per: per.unwrap_or(counted), count })
    }
}

fn object(
    cx: &ProjectCx<'_>,
    span: Span,
    what: &str,
    each: Decimal,
    standard: &Standard,
    report: &mut Report<'_>,
) {
    let per = standard.price.text().split_once(['/', '／']).map_or("", |(_, per)| per);
    let (each, most) = (said(each), standard.price.text());
    let source = standard.source.as_ref().map_or_else(String::new, |source| format!("（{source}）"));
    let finding = report.finding(
        cx.site(span),
        format!("“{what}”每{per} {each}，高于标准 {most}{source}"),
        format!("“{what}” is {each} per {per}, above the standard {most}{source}"),
    );
    report.push(finding.advise(
        "降到标准以内；确需超过的，写明依据并附批准文件。",
        "Bring it within the standard, or name what permits more.",
    ));
}
