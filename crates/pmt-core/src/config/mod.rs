//! `pmt.toml`: what a workspace says about its declarations. Read from text; finding and reading the file is the
//! caller's.

mod paths;
mod schema;
pub mod selector;
mod severities;
mod standards;
mod validate;
mod words;

use std::collections::BTreeMap;
use std::ops::Range;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use thiserror::Error;

use crate::finding::Severity;
use crate::text::{Lang, Message};

pub use paths::Patterns;
pub use schema::{SCHEMA_ID, schema};
pub use severities::{FileSeverities, Severities};
pub use standards::{Standard, UnitPrice};
pub use words::WORD_LISTS;

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
    /// Severity of rules, by code, by name, or by the letters a group's codes begin with (`FND`).
    #[schemars(schema_with = "schema::severities")]
    pub severity: BTreeMap<String, Level>,
    /// Files that are left out, as in a .gitignore.
    pub exclude: Vec<String>,
    /// Severities for some of the files; of several that fit, the last decides.
    pub overrides: Vec<Override>,
    /// Words that the form's lists do not have.
    pub vocabulary: Vocabulary,
    /// Limits that replace the edition's.
    pub limits: Limits,
    /// 支出标准: what one unit of something may cost at most.
    pub standards: Vec<Standard>,
    /// What integrated budget systems need besides (`pmt compile --layout flat`). If it is there, the exchange rules
    /// are checked with the others.
    pub exchange: Option<Exchange>,
}

/// What is otherwise for some of the files.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Override {
    /// The files, as in a .gitignore, seen from the folder of this configuration.
    pub paths: Vec<String>,
    /// Severity of rules there.
    #[schemars(schema_with = "schema::severities")]
    pub severity: BTreeMap<String, Level>,
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
    #[schemars(schema_with = "schema::words")]
    pub words: BTreeMap<String, Vec<String>>,
}

/// Codes and names for the exchange tables of integrated budget systems that no declaration has.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Exchange {
    /// 财政区划代码
    pub division_code: Option<String>,
    /// 财政区划名称
    pub division_name: Option<String>,
    /// 单位代码 of declarations that give none
    pub agency_code: Option<String>,
    /// Columns that the local system has besides in the table of indicators, by name: what goes into each.
    pub indicator_columns: BTreeMap<String, LocalField>,
}

/// What a local column of the table of indicators may hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum LocalField {
    /// 计算符号: the comparator's code
    Comparator,
    /// 计量单位
    Unit,
    /// The value without comparator and unit.
    Value,
    /// 权重
    Weight,
    /// Whether the target is of the whole period (1) or of the year (0). Only with this column do the whole period's
    /// targets have rows.
    Scope,
    /// 指标值解释
    Explanation,
    /// The indicator's number in its project, from 1.
    Order,
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

impl Settings {
    /// Reads a `pmt.toml`.
    pub fn parse(text: &str) -> Result<Self, ConfigError> {
        if text.trim().is_empty() {
            return Ok(Self::default());
        }
        validate::validate(text, &schema())?;
        toml::from_str(text).map_err(|error| validate::unreadable(&error))
    }

    /// The additions to a word list.
    pub fn words(&self, list: &str) -> &[String] {
        self.vocabulary.words.get(list).map_or(&[], Vec::as_slice)
    }

    /// The severity of a rule where no override decides; `None` if it is off.
    pub fn severity_of(&self, rule: &crate::rules::Rule) -> Option<Severity> {
        let level = severities::level_in(&self.severity, rule);
        level.map_or(Some(rule.severity), Level::severity)
    }

    /// The files that are left out.
    pub fn excluded(&self) -> Patterns {
        Patterns::new(self.exclude.iter().map(String::as_str))
    }
}

#[cfg(test)]
mod tests;
