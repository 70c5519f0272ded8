//! STR04: 项目类别, 项目性质 and 项目属性 are of the form's lists.

use crate::edition::{
    ATTRIBUTES, CATEGORIES, Edition, EnumValue, Key, NATURES, editions_with, is_placeholder,
};
use crate::finding::Severity;
use crate::lower::{as_value, is_slip, nearest};
use crate::model::At;
use crate::rules::{Check, Outcome, ProjectCx, Property, Report, Rule, Source};
use crate::text::{Message, Words};
use crate::ticks::{self, Ticks};

/// A category no form has.
pub static STR04: Rule = Rule {
    code: "STR04",
    name: "unknown-category",
    severity: Severity::Error,
    property: Some(Property::Compliance),
    source: Source::Form,
    summary: Words {
        zh: "项目类别、项目性质或项目属性不在表式的选项中",
        en: "a category, nature or attribute that no form has",
    },
    explanation: Words {
        zh: "这几项在系统中是选项，只能填表式列出的值；本地另有规定的，可在 pmt.toml 的 [vocabulary] 中添加。别的版式才有的值由 KEY05 提示。",
        en: "These are choices in the budget system and take the form's values only; further ones can be added under [vocabulary] in pmt.toml. A value of another edition is KEY05's.",
    },
    bad: "项目 \"培训\" {\n  项目类别: 日常项目\n}\n",
    good: "项目 \"培训\" {\n  项目类别: 经常性项目\n}\n",
    check: Check::Project(check),
};

fn check(cx: &ProjectCx<'_>, report: &mut Report<'_>) -> Outcome {
    let project = cx.project;
    let vocabulary = &cx.settings.vocabulary;
    let lists = [
        (Key::Category, &project.category, CATEGORIES, vocabulary.categories.as_slice()),
        (Key::Nature, &project.nature, NATURES, vocabulary.natures.as_slice()),
        (Key::Attribute, &project.attribute, ATTRIBUTES, &[]),
    ];
    let mut outcome = Outcome::NotApplicable;
    for (key, value, list, added) in lists {
        if let Some(value) = value.as_ref().filter(|value| !is_placeholder(&value.value)) {
            outcome = Outcome::Ran;
            if editions_with(list, &value.value).is_none() && !added.contains(&value.value) {
                object(cx, key, value, list, added, report);
            }
        }
    }
    outcome
}

fn object(
    cx: &ProjectCx<'_>,
    key: Key,
    value: &At<String>,
    list: &[EnumValue],
    added: &[String],
    report: &mut Report<'_>,
) {
    let edition = cx.edition();
    let own: Vec<&str> = list
        .iter()
        .filter(|value| edition == Edition::Common || value.editions.accepts(edition))
        .map(|value| value.text)
        .chain(added.iter().map(String::as_str))
        .collect();
    let (label, written, choices) = (cx.label(key), &value.value, own.join("、"));
    let listed = ticks::read(written);
    let message = match &listed {
        None => Message::new(
            format!("“{label}”没有“{written}”这个选项"),
            format!("“{label}” has no choice “{written}”"),
        ),
        Some(Ticks::None) => {
            Message::new(format!("“{label}”没有勾选任何一项"), format!("no choice of “{label}” is ticked"))
        }
        Some(Ticks::Several(ticked)) => Message::new(
            format!("“{label}”勾选了 {} 项（{}），只能选一项", ticked.len(), ticked.join("、")),
            format!(
                "{} choices of “{label}” are ticked ({}): only one may be",
                ticked.len(),
                ticked.join(", ")
            ),
        ),
        Some(Ticks::One { ticked, .. }) => Message::new(
            format!("“{label}”写的是整个选项列表，应当只写勾选的“{ticked}”"),
            format!("“{label}” has the whole list of choices: write the ticked one alone, “{ticked}”"),
        ),
        // Whether anything is wrong cannot be told.
        Some(Ticks::Unclear) => return,
    };
    let ticked = match &listed {
        Some(Ticks::One { ticked, .. }) => ticks::choice(ticked, list, added),
        _ => None,
    };
    let near = ticked.or_else(|| nearest(written, own.iter().copied()).filter(|_| listed.is_none()));
    // A region whose form is not known may have choices of its own: there only a slip of the pen is certain.
    if edition == Edition::Common && listed.is_none() && !near.is_some_and(|near| is_slip(written, near)) {
        return;
    }
    let finding = report
        .finding(cx.site(value.span), message.zh, message.en)
        .advise(format!("可填：{choices}。"), format!("The choices are: {choices}."));
    report.push(match near {
        Some(near) => finding.fix(
            false,
            vec![pmt_syntax::Edit { span: value.span, text: as_value(near) }],
            format!("改为“{near}”"),
            format!("Replace with “{near}”"),
        ),
        None => finding,
    });
}
