//! `pmt.toml`: what a workspace says about its declarations. Read from text; finding and reading the file is the
//! caller's.

use std::collections::BTreeMap;
use std::ops::Range;

use schemars::JsonSchema;
use schemars::generate::SchemaSettings;
use serde::{Deserialize, Serialize};
use thiserror::Error;

use crate::finding::Severity;
use crate::text::{Lang, Message};

/// Name of the configuration file.
pub const FILE_NAME: &str = "pmt.toml";

/// How strictly a rule is taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Level {
    /// Not run.
    Off,
    /// As a hint.
    Hint,
    /// As a warning.
    Warning,
    /// As an error.
    Error,
}

impl Level {
    /// The severity it stands for; `None` for off.
    pub const fn severity(self) -> Option<Severity> {
        match self {
            Self::Off => None,
            Self::Hint => Some(Severity::Hint),
            Self::Warning => Some(Severity::Warning),
            Self::Error => Some(Severity::Error),
        }
    }
}

/// The settings of a workspace.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Settings {
    /// 版式 for declarations that do not name one: a region such as 上海 or 中央.
    #[serde(rename = "edition")]
    pub region: Option<String>,
    /// Language of messages.
    #[serde(rename = "language")]
    pub lang: Option<Lang>,
    /// Severity of rules, by code or name.
    pub severity: BTreeMap<String, Level>,
    /// Words that the form's lists do not have.
    pub vocabulary: Vocabulary,
    /// Limits that replace the edition's.
    pub limits: Limits,
}

/// Additions to the form's lists.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Vocabulary {
    /// Further values of 项目类别.
    pub categories: Vec<String>,
    /// Further values of 项目性质.
    pub natures: Vec<String>,
    /// Further units of measure.
    pub units: Vec<String>,
    /// Indicators with their units, by level-2 indicator, offered by completion.
    pub indicators: BTreeMap<String, BTreeMap<String, String>>,
    /// Additions to named word lists.
    pub words: BTreeMap<String, Vec<String>>,
}

/// Numbers that a rule compares with.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Limits {
    /// The total that indicator weights must have.
    pub weight_total: Option<u32>,
    /// Most characters in an indicator's name.
    pub indicator_name: Option<u32>,
    /// Most characters in a project's name.
    pub project_name: Option<u32>,
    /// From how much money a year, in 元, on one indicator a category is few.
    pub minimal_set_amount: Option<u32>,
    /// How many indicators in a hundred should have a number or a date.
    pub quantitative_share: Option<u32>,
}

/// A `pmt.toml` that cannot be used.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("{}", message.en)]
pub struct ConfigError {
    /// What is wrong.
    pub message: Message,
    /// Where, in bytes.
    pub range: Option<Range<usize>>,
}

/// Where the schema of `pmt.toml` says it lives.
pub const SCHEMA_ID: &str = "https://pmt-lang.github.io/pmt/schema/config-1.json";

/// The JSON Schema (draft 2020-12) of `pmt.toml`.
pub fn schema() -> serde_json::Value {
    crate::json::schema_of::<Settings>(SCHEMA_ID, SchemaSettings::draft2020_12().for_deserialize())
}

impl Settings {
    /// Reads a `pmt.toml`.
    pub fn parse(text: &str) -> Result<Self, ConfigError> {
        let settings: Self = toml::from_str(text).map_err(|error| ConfigError {
            message: Message::new(format!("读不懂：{}", error.message()), error.message()),
            range: error.span(),
        })?;
        for name in settings.severity.keys() {
            let Some(rule) = crate::rules::find(name) else {
                return Err(ConfigError { message: unknown_rule(name), range: severity_key(text, name) });
            };
            if rule.is_language() {
                let message = Message::new(
                    format!("{} 是语言本身的规则，不能改", rule.code),
                    format!("{} is a rule of the language itself and cannot be changed", rule.code),
                );
                return Err(ConfigError { message, range: severity_key(text, name) });
            }
        }
        Ok(settings)
    }

    /// The additions to a word list.
    pub fn words(&self, list: &str) -> &[String] {
        self.vocabulary.words.get(list).map_or(&[], Vec::as_slice)
    }

    /// The severity of a rule here; `None` if it is off.
    pub fn severity_of(&self, rule: &crate::rules::Rule) -> Option<Severity> {
        let level = self.severity.get(rule.code).or_else(|| self.severity.get(rule.name));
        level.map_or(Some(rule.severity), |level| level.severity())
    }
}

fn unknown_rule(name: &str) -> Message {
    let known = crate::rules::all().flat_map(|rule| [rule.code, rule.name]);
    match crate::lower::nearest(name, known) {
        Some(near) => Message::new(
            format!("没有规则“{name}”，是不是“{near}”？"),
            format!("there is no rule “{name}”; did you mean “{near}”?"),
        ),
        None => Message::new(format!("没有规则“{name}”"), format!("there is no rule “{name}”")),
    }
}

/// Where a key of the table of severities stands.
fn severity_key(text: &str, name: &str) -> Option<Range<usize>> {
    let table = text.find("severity")?;
    let at = table.checked_add(text.get(table..)?.find(name)?)?;
    Some(at..at.checked_add(name.len())?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_workspace_extends_the_vocabulary() {
        let settings = Settings::parse(
            "edition = \"上海\"\n[vocabulary]\ncategories = [\"专项\"]\n[severity]\nFND01 = \"warning\"\n",
        )
        .unwrap();
        assert_eq!(settings.region.as_deref(), Some("上海"));
        assert_eq!(settings.vocabulary.categories, ["专项"]);
    }

    #[test]
    fn wrong_keys_and_rules_are_refused_with_their_place() {
        assert!(Settings::parse("editon = \"上海\"").unwrap_err().range.is_some());
        let error = Settings::parse("[severity]\nFND0l = \"off\"\n").unwrap_err();
        assert!(error.message.zh.contains("FND01"), "{error}");
        assert!(Settings::parse("[severity]\nKEY01 = \"off\"\n").is_err());
    }
}
