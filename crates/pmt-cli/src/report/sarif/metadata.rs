//! The program and its rules as SARIF describes them: in the language of the run, and translated into the other.

use pmt_core::rules::{Rule as Known, Source};
use pmt_core::text::{Lang, Words};

use super::level;
use super::types::{
    Base, ComponentReference, Configuration, Help, Message, Properties, Rule, Tool, ToolComponent,
};
use crate::report::status::{RuleStatus, Status};

const NAME: &str = "pmt";
const BAD: Words = Words { zh: "会报告", en: "Reported" };
const GOOD: Words = Words { zh: "应当这样", en: "As it should be" };
const DESCRIPTION: Words = Words {
    zh: "财政支出项目绩效目标申报的检查",
    en: "Linter for Chinese budget performance targets",
};
const BASE: Words = Words { zh: "运行 pmt 的文件夹", en: "The folder that pmt ran in" };

/// A language's tag.
pub const fn tag(lang: Lang) -> &'static str {
    match lang {
        Lang::Zh => "zh-CN",
        Lang::En => "en",
    }
}

/// The other language.
pub const fn other(lang: Lang) -> Lang {
    match lang {
        Lang::Zh => Lang::En,
        Lang::En => Lang::Zh,
    }
}

/// What relative paths are relative to.
pub fn base(lang: Lang) -> Base {
    Base { description: text(BASE.get(lang)) }
}

/// The program with its rules.
pub fn tool(statuses: &[RuleStatus<'_>], lang: Lang) -> Tool {
    let rules = statuses.iter().map(|status| {
        let mut rule = described(status.rule, lang);
        let enabled = !matches!(status.status, Status::Off);
        rule.default_configuration = Some(Configuration { level: level(status.severity), enabled });
        rule.properties = Some(Properties { tags: tags(status.rule, lang) });
        rule
    });
    let driver = component(rules.collect(), lang, &["localizedData", "nonLocalizedData"]);
    Tool { driver: ToolComponent { is_comprehensive: true, ..driver } }
}

/// What can be read in another language.
pub fn translation(statuses: &[RuleStatus<'_>], lang: Lang) -> ToolComponent {
    let rules = statuses.iter().map(|status| described(status.rule, lang)).collect();
    let driver = component(rules, lang, &["localizedData"]);
    ToolComponent { associated_component: Some(ComponentReference { name: NAME }), ..driver }
}

fn component(rules: Vec<Rule>, lang: Lang, contents: &'static [&'static str]) -> ToolComponent {
    ToolComponent {
        name: NAME,
        version: env!("CARGO_PKG_VERSION"),
        semantic_version: env!("CARGO_PKG_VERSION"),
        information_uri: env!("CARGO_PKG_REPOSITORY"),
        language: tag(lang),
        is_comprehensive: false,
        contents,
        short_description: Some(text(DESCRIPTION.get(lang))),
        associated_component: None,
        rules,
    }
}

fn described(rule: &Known, lang: Lang) -> Rule {
    let (summary, explanation) = (rule.summary.get(lang), rule.explanation.get(lang));
    let (bad, good) = (BAD.get(lang), GOOD.get(lang));
    let (wrong, right) = (rule.bad.trim_matches('\n'), rule.good.trim_matches('\n'));
    Rule {
        id: rule.code,
        name: rule.name,
        short_description: text(summary),
        full_description: text(explanation),
        help: Help {
            text: format!("{explanation}\n\n{bad}\n\n{wrong}\n\n{good}\n\n{right}"),
            markdown: format!(
                "{explanation}\n\n{bad}\n\n```pmt\n{wrong}\n```\n\n{good}\n\n```pmt\n{right}\n```"
            ),
        },
        help_uri: rule.url(),
        default_configuration: None,
        properties: None,
    }
}

fn tags(rule: &Known, lang: Lang) -> Vec<String> {
    let property = rule.property.map(|property| property.name().get(lang).to_owned());
    let source = match rule.source {
        Source::Document(title) => Some(title.to_owned()),
        _ => None,
    };
    property.into_iter().chain(source).collect()
}

fn text(text: &str) -> Message {
    Message { text: text.to_owned() }
}
