//! From a declaration as resolved to its JSON.

use super::scalar::iso;
use super::{
    AnnualFunds, Basis, BasisDocument, Bodies, Body, BudgetPart, BudgetPlan, CostLine, Cover, Day,
    Declaration, Indicator, Money, NamedAmount, Narrative, Number, Part, Period, Plan, Project, Projects,
    Target, TargetComparator, Task, TotalFunds,
};
use crate::amount::Amount;
use crate::declaration::{self, Entry, Resolved};
use crate::edition::{Key, NOT_APPLICABLE, QUANTITATIVE_OTHER, SECTION_SEVEN_TEXT, TaxonomyName};
use crate::model::{self, At, Prose, TargetValue, Timespan};

/// The JSON of a declaration; what was found in it is the caller's to add.
pub(crate) fn build(from: declaration::Declaration<'_>) -> Declaration<'_> {
    let cover = from.cover.map(|(_, cover)| build_cover(&from, cover));
    Declaration {
        cover,
        edition: from.edition.name(),
        region: from.region,
        form_title: from.edition.form().map(|form| form.title.to_owned()),
        year: from.year,
        parts: from.units.into_iter().map(part).collect(),
        projects: Projects { entries: from.projects, year: from.year },
        findings: Vec::new(),
        silenced: Vec::new(),
        changed_severities: Vec::new(),
    }
}

fn part(part: declaration::PartDeclaration) -> Part {
    let declaration::PartDeclaration { place, department, unit, year, projects, annual } = part;
    Part { place, department, unit, year, projects, annual_funds: annual.map(Money::from) }
}

fn build_cover(declaration: &declaration::Declaration<'_>, cover: &model::Cover) -> Cover {
    Cover {
        department: text(cover.department.as_ref()),
        unit: cover.own_or_only_unit().map(str::to_owned),
        unit_code: text(cover.unit_code.as_ref()),
        unit_count: cover.unit_count.map(|count| count.value),
        project_count: declaration.project_count(),
        budget: declaration.budget().map(Money::from),
        note: declaration.cover_note.as_ref().map(|note| note.text().to_owned()),
    }
}

pub(crate) fn build_project(entry: &Entry<'_>, year: Option<i32>) -> Project {
    let Entry { project, resolved, .. } = entry;
    let prose = |prose: &Option<Prose>| prose_text(resolved, prose.as_ref());
    Project {
        name: project.name.value.clone(),
        code: text(project.code.as_ref()),
        category: text(project.category.as_ref()),
        nature: text(project.nature.as_ref()),
        attribute: text(project.attribute.as_ref()),
        department: resolved.department.clone(),
        unit: resolved.unit.clone(),
        unit_code: resolved.unit_code.clone(),
        period: resolved.period.map(|at| period(at.value)),
        goal_period: resolved.goal_period.map(period),
        narrative: narrative(project, resolved, year),
        total_funds: TotalFunds {
            amount: money(project.total.amount),
            fiscal_funds: money(project.total.fiscal),
            other_funds: money(project.total.other),
            by_year: project.total.years.iter().map(named_amount).collect(),
        },
        annual_funds: AnnualFunds {
            amount: money(project.annual.amount),
            current_year_appropriation: money(project.annual.current),
            carried_over: money(project.annual.carried_over),
            other_funds: money(project.annual.other),
        },
        whole_goal: prose(&project.whole_goal),
        annual_goal: prose(&project.annual_goal),
        indicators: project.indicators.iter().map(|one| indicator(one, resolved)).collect(),
    }
}

fn narrative(project: &model::Project, resolved: &Resolved, year: Option<i32>) -> Narrative {
    let prose = |prose: &Option<Prose>| prose_text(resolved, prose.as_ref());
    Narrative {
        overview: prose(&project.overview),
        basis: project.basis.as_ref().map(|basis| Basis {
            text: prose(&basis.text),
            documents_text: prose(&basis.documents_text),
            documents: basis.documents.iter().map(|one| document(one, resolved)).collect(),
            duties: prose(&basis.duties),
        }),
        bodies: project.bodies.as_ref().map(|bodies| Bodies {
            text: prose(&bodies.text),
            bodies: bodies
                .bodies
                .iter()
                .map(|body| Body { name: body.name.value.clone(), duties: prose(&body.duties) })
                .collect(),
        }),
        plan: project.plan.as_ref().map(|plan| Plan {
            text: prose(&plan.text),
            tasks: plan.tasks.iter().map(|one| task(one, resolved, year)).collect(),
        }),
        period: prose(&project.period_note),
        budget_plan: project.budget_plan.as_ref().map(|plan| {
            let part = |part: &Option<model::BudgetPart>| {
                part.as_ref().map(|part| BudgetPart {
                    text: prose(&part.text),
                    amounts: part.amounts.iter().map(cost_line).collect(),
                })
            };
            BudgetPlan {
                text: prose(&plan.text),
                estimate: part(&plan.estimate),
                fund_type: part(&plan.fund_type),
                schedule: part(&plan.schedule),
            }
        }),
        goals: prose(&project.goals).or_else(|| project.is_told().then(|| SECTION_SEVEN_TEXT.to_owned())),
    }
}

fn document(document: &model::Document, resolved: &Resolved) -> BasisDocument {
    BasisDocument {
        title: document.title.value.clone(),
        number: text(document.number.as_ref()),
        content: prose_text(resolved, document.content.as_ref()),
        validity: document.validity.map(|at| period(at.value)),
    }
}

fn task(task: &model::Task, resolved: &Resolved, year: Option<i32>) -> Task {
    let times = task.times.iter().flat_map(|times| &times.values);
    Task {
        name: task.name.value.clone(),
        amount: money(task.amount),
        total: money(task.total),
        text: prose_text(resolved, task.text.as_ref()),
        times: times.map(|time| period(time.value.days(year))).collect(),
        owners: task.owners.iter().map(|owner| owner.value.clone()).collect(),
        costing: task.costing.iter().map(cost_line).collect(),
        remark: prose_text(resolved, task.remark.as_ref()),
    }
}

fn indicator(indicator: &model::Indicator, resolved: &Resolved) -> Indicator {
    let note = |key| {
        let note = indicator.notes.iter().find(|note| note.key == Some(key));
        prose_text(resolved, note)
    };
    let kind = indicator.kind.as_ref().map(|kind| kind.value.as_str());
    let level = |known: Option<&'static TaxonomyName>, written: Option<&At<String>>| {
        let name = known.map(|name| name.name.to_owned()).or_else(|| text(written));
        (name, known.and_then(|name| name.code).map(str::to_owned))
    };
    let (level1, level1_code) =
        level(indicator.level1.map(crate::edition::Level1::info), indicator.level1_name.as_ref());
    let (level2, level2_code) =
        level(indicator.level2.map(crate::edition::Level2::info), indicator.level2_name.as_ref());
    Indicator {
        level1,
        level1_code,
        level2,
        level2_code,
        name: indicator.name.value.clone(),
        target: indicator.target.as_ref().map(|one| target(one, kind)).unwrap_or_default(),
        overall: indicator.overall.as_ref().map(|one| target(one, kind)),
        weight: indicator.weight.as_ref().map(|weight| Number::from(weight.value)),
        kind: kind.map(str::to_owned),
        tasks: indicator.tasks.iter().map(|task| task.value.clone()).collect(),
        explanation: note(Key::Explanation),
        method: note(Key::Method),
        source: note(Key::Source),
        target_basis: note(Key::TargetBasis),
        scoring: note(Key::Scoring),
        remark: note(Key::Remark),
    }
}

fn target(target: &model::Target, kind: Option<&str>) -> Target {
    let sign = target.comparator.map(|comparator| TargetComparator::Sign(comparator.value));
    let mut made = Target { printed: Some(target.printed()), ..Target::default() };
    let mut comparator = sign;
    let counted = |unit: &str| (!unit.is_empty()).then(|| unit.to_owned());
    match &target.value {
        TargetValue::Number { value, unit, .. } => {
            made.value = Some(Number::from(*value).to_string());
            made.unit = counted(unit);
        }
        TargetValue::Range { min, max, unit, .. } => {
            made.min = Some(Number::from(*min).to_string());
            made.max = Some(Number::from(*max).to_string());
            made.unit = counted(unit);
            comparator = sign.or(Some(TargetComparator::Range));
        }
        TargetValue::Period { span, .. } => {
            made.min = span.start.map(|day| Day::from(day).to_string());
            made.max = span.end.map(|day| Day::from(day).to_string());
            comparator = sign.or(Some(TargetComparator::Range));
        }
        TargetValue::Date { date, .. } => made.value = Some(iso(*date)),
        TargetValue::Words(words) => {
            comparator = sign.or(Some(match (words.as_str(), kind) {
                (NOT_APPLICABLE, _) => TargetComparator::NotApplicable,
                (_, Some(QUANTITATIVE_OTHER)) => TargetComparator::QuantitativeOther,
                _ => TargetComparator::Qualitative,
            }));
            made.value = Some(words.clone());
        }
        TargetValue::Other(text) => made.value = Some(text.clone()),
    }
    made.comparator = comparator;
    made.comparator_code = comparator.and_then(TargetComparator::code);
    made
}

fn text(name: Option<&At<String>>) -> Option<String> {
    name.map(|name| name.value.clone())
}

fn prose_text(resolved: &Resolved, prose: Option<&Prose>) -> Option<String> {
    prose.map(|prose| resolved.text(prose).text().to_owned())
}

fn money(amount: Option<Amount>) -> Option<Money> {
    amount.map(Money::from)
}

fn named_amount(named: &model::NamedAmount) -> NamedAmount {
    NamedAmount { name: named.name.value.clone(), amount: money(named.amount) }
}

fn cost_line(line: &model::CostLine) -> CostLine {
    CostLine { name: line.name.value.clone(), amount: money(line.amount), formula: line.formula.clone() }
}

fn period(span: Timespan) -> Period {
    Period { start: span.start.map(Day::from), end: span.end.map(Day::from) }
}
