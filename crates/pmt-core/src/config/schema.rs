//! The JSON Schema of `pmt.toml`, with the rules and word lists that there are.

use std::collections::BTreeSet;

use schemars::generate::SchemaSettings;
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde_json::{Map, Value, json};

use super::{Level, Settings, WORD_LISTS, selector};
use crate::rules;
use crate::text::Words;

/// Where the schema of `pmt.toml` says it lives.
pub const SCHEMA_ID: &str = "https://pmt-lang.github.io/pmt/schema/config-1.json";

/// The JSON Schema (draft 2020-12) of `pmt.toml`.
pub fn schema() -> Value {
    crate::json::schema_of::<Settings>(SCHEMA_ID, SchemaSettings::draft2020_12().for_deserialize())
}

/// A table of severities: the rules that can be changed by group, code and name.
pub(super) fn severities(generator: &mut SchemaGenerator) -> Schema {
    let level = Level::json_schema(generator);
    let level = level.as_value().get("oneOf").cloned().unwrap_or_default();
    let choices: Vec<&Value> =
        level.as_array().into_iter().flatten().filter_map(|one| one.get("const")).collect();
    let mut known = Map::new();
    let mut add = |name: &str, words: Words| {
        let about = format!("{} {}", words.zh, words.en);
        known.insert(name.to_owned(), json!({ "enum": choices, "description": about }));
    };
    let changeable = || rules::everything().filter(|rule| !rule.is_language());
    for group in selector::groups() {
        if changeable().any(|rule| selector::group(rule) == group) {
            add(group, Words { zh: "这一组规则", en: "the rules of this group" });
        }
    }
    for rule in changeable() {
        add(rule.code, rule.summary);
        add(rule.name, rule.summary);
    }
    let beginnings = beginnings(changeable().map(|rule| rule.code));
    json_schema!({
        "type": "object",
        "properties": known,
        "patternProperties": {
            beginnings: {
                "enum": choices,
                "description": "代码以此开头的规则 The rules whose codes begin so",
            },
        },
        "additionalProperties": false,
    })
}

/// A pattern of everything that codes begin with.
fn beginnings(codes: impl Iterator<Item = &'static str>) -> String {
    let all: BTreeSet<&str> =
        codes.flat_map(|code| (1..code.len()).filter_map(|length| code.get(..length))).collect();
    format!("^({})$", all.into_iter().collect::<Vec<_>>().join("|"))
}

/// A table of additions to word lists.
pub(super) fn words(_: &mut SchemaGenerator) -> Schema {
    let known: Map<String, Value> = WORD_LISTS
        .iter()
        .map(|(name, words)| {
            let about = format!("{} {}", words.zh, words.en);
            let list = json!({ "type": "array", "items": { "type": "string" }, "description": about });
            ((*name).to_owned(), list)
        })
        .collect();
    json_schema!({
        "type": "object",
        "properties": known,
        "additionalProperties": false,
    })
}
