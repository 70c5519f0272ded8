//! What depends on the edition of the form: items, values and levels that another edition has, and no edition at all.

use std::collections::HashSet;

use pmt_syntax::{Edit, Span};

use crate::edition::{
    ATTRIBUTES, CATEGORIES, Edition, EditionSet, EnumValue, FORMS, Key, Level1, Level2, NATURES,
    editions_with,
};
use crate::finding::{Severity, Site};
use crate::lower::nearest;
use crate::model::{At, Project};
use crate::rules::{Check, DeclarationCx, Outcome, ProjectCx, Report, Rule, Source};
use crate::text::Words;

/// An item of another edition of the form.
pub static KEY05: Rule = Rule {
    code: "KEY05",
    name: "other-edition-key",
    severity: Severity::Warning,
    property: None,
    source: Source::Language,
    summary: Words { zh: "本版式没有这一项", en: "not an item of this edition" },
    explanation: Words {
        zh: "别的年度或地区的表式有这一项，本版式没有或叫别的名称。内容照样读取。",
        en: "Another year's or region's form has it; this one has not, or calls it otherwise. It is read all the same.",
    },
    bad: "申报 2022 { 版式: 上海 }\n\n项目 \"培训\" {\n  年度总体目标 \"\"\"培训 30 人。\"\"\"\n}\n",
    good: "申报 2022 { 版式: 上海 }\n\n项目 \"培训\" {\n  年度总目标 \"\"\"培训 30 人。\"\"\"\n}\n",
    check: Check::Project(other_edition),
};

/// No edition is known.
pub static KEY06: Rule = Rule {
    code: "KEY06",
    name: "unknown-edition",
    severity: Severity::Hint,
    property: None,
    source: Source::Language,
    summary: Words { zh: "不知道用哪个版式", en: "no edition of the form is known" },
    explanation: Words {
        zh: "版式与年度一起决定有哪些必填项。没有写明、也没有在 pmt.toml 中设定时，只检查各版式共有的要求。",
        en: "版式 and the year decide what is required. Where neither the cover nor pmt.toml names one, only what all editions share is checked.",
    },
    bad: "申报 2022 {\n  版式: 火星\n}\n",
    good: "申报 2022 {\n  版式: 上海\n}\n",
    check: Check::Declaration(unknown_edition),
};

/// The names of the editions in a set.
fn editions_of(set: EditionSet) -> String {
    let names: Vec<_> =
        FORMS.iter().filter(|form| set.accepts(form.edition)).map(|form| form.edition.name()).collect();
    names.join("、")
}

fn other_edition(cx: &ProjectCx<'_>, report: &mut Report<'_>) -> Outcome {
    let edition = cx.edition();
    if edition == Edition::Common {
        return Outcome::NotApplicable;
    }
    for used in cx.project.edition_keys.iter().filter(|used| !used.editions.accepts(edition)) {
        let written = editions_of(used.editions);
        let own = used.key.spellings().iter().find(|spelling| spelling.editions.accepts(edition));
        let name = edition.name();
        let finding = report.finding(
            cx.site(used.span),
            format!("{name} 版式没有“{}”（{written} 才有）", used.text),
            format!("the form {name} has no “{}” ({written} has)", used.text),
        );
        report.push(match own {
            Some(own) => finding
                .advise(format!("本版式叫“{}”。", own.text), format!("Here it is called “{}”.", own.text))
                .fix(
                    true,
                    vec![pmt_syntax::Edit { span: used.span, text: own.text.to_owned() }],
                    format!("改为“{}”", own.text),
                    format!("Replace with “{}”", own.text),
                ),
            None => {
                finding.advise("删去这一项，或改用有它的版式。", "Delete it, or choose the form that has it.")
            }
        });
    }
    let Project { category, nature, attribute, .. } = cx.project;
    let vocabulary = &cx.settings.vocabulary;
    let nothing = Vec::new();
    for (key, value, list, added) in [
        (Key::Category, category, CATEGORIES, &vocabulary.categories),
        (Key::Nature, nature, NATURES, &vocabulary.natures),
        (Key::Attribute, attribute, ATTRIBUTES, &nothing),
    ] {
        if let Some(value) = value.as_ref().filter(|value| !added.contains(&value.value)) {
            other_value(cx, key, value, list, report);
        }
    }
    other_levels(cx, report);
    other_names(cx, report);
    Outcome::Ran
}

/// Levels under a name that published forms have but this form prints otherwise: a hint with the form's own. A name
/// without its 指标, and 满意度指标 below its like, are no other name.
fn other_names(cx: &ProjectCx<'_>, report: &mut Report<'_>) {
    if cx.project.indicators_misnested {
        return;
    }
    let mut seen: HashSet<Span> = HashSet::new();
    for indicator in &cx.project.indicators {
        let level1 = indicator.level1_name.as_ref().zip(indicator.level1.map(Level1::info));
        let level2 = indicator.level2_name.as_ref().zip(indicator.level2.map(Level2::info));
        for (name, known) in [level1, level2].into_iter().flatten() {
            if !known.is_other_name(&name.value) || !seen.insert(name.span) {
                continue;
            }
            let own = known.name;
            let mut finding = report
                .finding(
                    cx.site(name.span),
                    format!("“{}”在表上叫“{own}”", name.value),
                    format!("the form calls “{}” “{own}”", name.value),
                )
                .fix(
                    true,
                    vec![Edit { span: name.span, text: own.to_owned() }],
                    format!("改为“{own}”"),
                    format!("Replace with “{own}”"),
                );
            finding.severity = Severity::Hint;
            report.push(finding);
        }
    }
}

/// A value that the list of another edition has.
fn other_value(
    cx: &ProjectCx<'_>,
    key: Key,
    value: &At<String>,
    list: &[EnumValue],
    report: &mut Report<'_>,
) {
    let edition = cx.edition();
    let Some(editions) = editions_with(list, &value.value).filter(|set| !set.accepts(edition)) else {
        return;
    };
    let (name, written, label) = (edition.name(), editions_of(editions), cx.label(key));
    let own: Vec<&str> =
        list.iter().filter(|value| value.editions.accepts(edition)).map(|value| value.text).collect();
    if own.is_empty() {
        // The edition has no such item: that has been said of its key.
        return;
    }
    let own = own.join("、");
    let finding = report.finding(
        cx.site(value.span),
        format!("{name} 版式的“{label}”没有“{}”（{written} 才有）", value.value),
        format!("“{label}” of the form {name} has no “{}” ({written} has)", value.value),
    );
    report.push(finding.advise(format!("本版式有：{own}。"), format!("Here it is one of: {own}.")));
}

/// Levels of indicators that only other editions have, each once.
fn other_levels(cx: &ProjectCx<'_>, report: &mut Report<'_>) {
    let edition = cx.edition();
    if cx.project.indicators_misnested {
        return;
    }
    let mut seen: HashSet<Span> = HashSet::new();
    for indicator in &cx.project.indicators {
        let level1 = indicator.level1_name.as_ref().zip(indicator.level1.map(Level1::editions));
        let level2 = indicator.level2_name.as_ref().zip(indicator.level2.map(Level2::editions));
        // A level 2 of a level 1 that the edition lacks says nothing new.
        let first = [level1, level2].into_iter().flatten().find(|(_, editions)| !editions.accepts(edition));
        let Some((name, editions)) = first.filter(|(name, _)| seen.insert(name.span)) else { continue };
        let (own, written) = (edition.name(), editions_of(editions));
        let finding = report.finding(
            cx.site(name.span),
            format!("{own} 版式没有“{}”（{written} 才有）", name.value),
            format!("the form {own} has no “{}” ({written} has)", name.value),
        );
        report.push(finding.advise("改用本版式的指标层级。", "Use the levels of this edition."));
    }
}

fn unknown_edition(cx: &DeclarationCx<'_>, report: &mut Report<'_>) -> Outcome {
    let declaration = cx.declaration;
    if declaration.edition != Edition::Common {
        return Outcome::Ran;
    }
    if declaration.cover.is_some_and(|(_, cover)| cover.presence.broken) {
        return Outcome::NotApplicable;
    }
    let regions = Edition::regions().join("、");
    let known = declaration
        .region
        .as_ref()
        .is_some_and(|region| Edition::regions().contains(&region.trim_end_matches('市')));
    if known {
        return unknown_year(cx, report);
    }
    let written = declaration.cover.and_then(|(file, cover)| Some((file, cover.region.as_ref()?)));
    let finding = if let Some((file, region)) = written {
        let site = Site { file, span: region.span };
        let finding = report.finding(
            site,
            format!("没有“{}”的版式，只按各版式共有的要求检查", region.value),
            format!("no form of “{}” is known; only what all forms share is checked", region.value),
        );
        match nearest(&region.value, Edition::regions().into_iter()) {
            Some(near) => finding.fix(
                false,
                vec![Edit { span: region.span, text: near.to_owned() }],
                format!("改为“{near}”"),
                format!("Replace with “{near}”"),
            ),
            None => finding,
        }
    } else {
        let Some(site) = head(cx) else { return Outcome::NotApplicable };
        report
            .finding(
                site,
                "没有写明版式，只按各版式共有的要求检查",
                "no 版式 is named; only what all forms share is checked",
            )
            .say_on_paper(
                "看不出是哪个地区的表式，只按各地共有的要求检查",
                "whose form this is cannot be told; only what all forms share is checked",
            )
    };
    report.push(finding.advise_in_pmt(
        format!("在申报中写“版式”，现有：{regions}。"),
        format!("Name 版式 in 申报; there are: {regions}."),
    ));
    Outcome::Ran
}

/// Where the declaration begins: its cover, else its first project.
fn head(cx: &DeclarationCx<'_>) -> Option<Site> {
    let cover = cx.declaration.cover.map(|(file, cover)| Site { file, span: cover.head });
    let project = cx.declaration.projects.first();
    cover.or(project.map(|entry| Site { file: entry.file, span: entry.project.head }))
}

/// The region is known, the year is before its first form, or not known: a project of several years without a cover. A cover without its year, and a
/// project without its dates, have an error of their own.
fn unknown_year(cx: &DeclarationCx<'_>, report: &mut Report<'_>) -> Outcome {
    if let (Some(year), Some(site)) = (cx.declaration.year, head(cx)) {
        let region = cx.declaration.region.as_deref().unwrap_or_default();
        let finding = report.finding(
            site,
            format!("{region}没有 {year} 年度的版式，只按各版式共有的要求检查"),
            format!("no form of {region} is known for {year}; only what all forms share is checked"),
        );
        let first = FORMS.iter().find(|form| form.region == region.trim_end_matches('市'));
        report.push(match first {
            Some(form) => finding.advise(
                format!("最早的版式从 {} 年度起用。", form.from_year),
                format!("The first form is of {}.", form.from_year),
            ),
            None => finding,
        });
        return Outcome::Ran;
    }
    let has_dates = cx.declaration.projects.iter().any(|entry| entry.resolved.period.is_some());
    let site = head(cx).filter(|_| cx.declaration.cover.is_none() && has_dates);
    let Some(site) = site else { return Outcome::NotApplicable };
    let finding = report.finding(
        site,
        "不知道申报哪个年度，只按各版式共有的要求检查",
        "the fiscal year is unknown; only what all forms share is checked",
    );
    report.push(finding.advise_in_pmt(
        "写一份申报，如 申报 2026 { 版式: 上海 }。",
        "Write a cover, such as 申报 2026 { 版式: 上海 }.",
    ));
    Outcome::Ran
}
