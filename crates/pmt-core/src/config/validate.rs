//! Whether a `pmt.toml` says what can be said there, by its JSON Schema: one description for editors and for this.

use std::ops::Range;

use serde_json::{Map, Value};
use toml::Spanned;
use toml::de::{DeArray, DeTable, DeValue};

use super::{ConfigError, UnitPrice, paths, selector};
use crate::lower::nearest;
use crate::rules;
use crate::text::Message;

/// The key of a table of severities.
const SEVERITY: &str = "severity";
/// The key of a price for each of something.
const PRICE: &str = "price";
/// The keys of lists of patterns.
const PATTERNS: [&str; 2] = ["exclude", "paths"];

type Checked = Result<(), ConfigError>;

/// Checks a text against the schema.
pub(super) fn validate(text: &str, schema: &Value) -> Checked {
    let parsed = DeTable::parse(text).map_err(|error| unreadable(&error))?;
    Validator { root: schema }.table(parsed.get_ref(), schema)
}

/// The words of the TOML parser for what is not TOML.
pub(super) fn unreadable(error: &toml::de::Error) -> ConfigError {
    ConfigError {
        message: Message::new(format!("读不懂：{}", error.message()), error.message()),
        range: error.span(),
    }
}

struct Validator<'s> {
    root: &'s Value,
}

impl<'s> Validator<'s> {
    /// A schema without references and without the alternative of being absent.
    fn resolve(&self, schema: &'s Value) -> &'s Value {
        if let Some(reference) = schema.get("$ref").and_then(Value::as_str) {
            return reference
                .strip_prefix('#')
                .and_then(|pointer| self.root.pointer(pointer))
                .map_or(schema, |target| self.resolve(target));
        }
        let alternatives = schema.get("anyOf").and_then(Value::as_array);
        let present = alternatives.and_then(|all| all.iter().find(|one| one.get("$ref").is_some()));
        present.map_or(schema, |one| self.resolve(one))
    }

    fn table(&self, table: &DeTable<'_>, schema: &'s Value) -> Checked {
        let none = Map::new();
        let known = schema.get("properties").and_then(Value::as_object).unwrap_or(&none);
        let others = schema.get("additionalProperties").filter(|others| others.is_object());
        let mut entries: Vec<_> = table.iter().collect();
        entries.sort_by_key(|(key, _)| key.span().start);
        for (key, value) in entries {
            let name = key.get_ref().as_ref();
            let Some(schema) = known.get(name).or(others) else {
                return fail(key.span(), unknown_key(name, known.keys().map(String::as_str)));
            };
            self.value(name, value, self.resolve(schema))?;
        }
        Ok(())
    }

    fn value(&self, name: &str, value: &Spanned<DeValue<'_>>, schema: &'s Value) -> Checked {
        if let Some(choices) = choices(schema) {
            return match value.get_ref().as_str() {
                Some(text) if choices.contains(&text) => Ok(()),
                _ => fail(value.span(), wrong_choice(name, value.get_ref().as_str(), &choices)),
            };
        }
        match (kind(schema), value.get_ref()) {
            (Some("object"), DeValue::Table(table)) if name == SEVERITY => {
                severities(table)?;
                // Any rule's level: codes may be written in small letters.
                let level = schema.get("properties").and_then(|known| known.as_object()?.values().next());
                level.map_or(Ok(()), |level| {
                    table.iter().try_for_each(|(key, value)| self.value(key.get_ref(), value, level))
                })
            }
            (Some("object"), DeValue::Table(table)) => {
                let required = schema.get("required").and_then(Value::as_array).into_iter().flatten();
                if let Some(missing) =
                    required.filter_map(Value::as_str).find(|key| table.get(*key).is_none())
                {
                    return fail(value.span(), missing_key(name, missing));
                }
                self.table(table, schema)
            }
            (Some("string"), DeValue::String(text)) if name == PRICE && UnitPrice::parse(text).is_none() => {
                fail(value.span(), no_price(name))
            }
            (Some("array"), DeValue::Array(items)) => self.items(name, items, schema),
            (Some("integer"), DeValue::Integer(number)) => {
                match u32::from_str_radix(number.as_str(), number.radix()) {
                    Ok(_) => Ok(()),
                    Err(_) => fail(value.span(), wrong_kind(name, "integer")),
                }
            }
            (Some("string"), DeValue::String(_)) | (Some("boolean"), DeValue::Boolean(_)) | (None, _) => {
                Ok(())
            }
            (Some(kind), _) => fail(value.span(), wrong_kind(name, kind)),
        }
    }

    fn items(&self, name: &str, items: &DeArray<'_>, schema: &'s Value) -> Checked {
        let Some(of_item) = schema.get("items") else { return Ok(()) };
        let of_item = self.resolve(of_item);
        for item in items {
            self.value(name, item, of_item)?;
            let fault = item.get_ref().as_str().filter(|_| PATTERNS.contains(&name)).and_then(paths::fault);
            if let Some(fault) = fault {
                let message = Message::new(
                    format!("读不懂这个路径式样：{fault}"),
                    format!("this pattern of paths cannot be read: {fault}"),
                );
                return fail(item.span(), message);
            }
        }
        Ok(())
    }
}

/// What a table of severities names must be a rule, and one that can be changed.
fn severities(table: &DeTable<'_>) -> Checked {
    let mut keys: Vec<_> = table.keys().collect();
    keys.sort_by_key(|key| key.span().start);
    for key in keys {
        let name = key.get_ref().as_ref();
        let selected =
            selector::select(name).or_else(|message| fail(key.span(), message).map(|()| Vec::new()))?;
        if selected.iter().all(|rule| rule.is_language()) {
            let code = rules::find(name).map_or(name, |rule| rule.code);
            let message = Message::new(
                format!("{code} 是语言本身的错误，不能改"),
                format!("{code} is an error of the language itself and cannot be changed"),
            );
            return fail(key.span(), message);
        }
    }
    Ok(())
}

fn fail(range: Range<usize>, message: Message) -> Checked {
    Err(ConfigError { message, range: Some(range) })
}

/// The values of a closed list.
fn choices(schema: &Value) -> Option<Vec<&str>> {
    if let Some(list) = schema.get("enum").and_then(Value::as_array) {
        return Some(list.iter().filter_map(Value::as_str).collect());
    }
    let list = schema.get("oneOf").and_then(Value::as_array)?;
    list.iter().map(|one| one.get("const").and_then(Value::as_str)).collect()
}

/// The type a schema asks for, besides null.
fn kind(schema: &Value) -> Option<&str> {
    match schema.get("type")? {
        Value::String(kind) => Some(kind),
        Value::Array(kinds) => kinds.iter().filter_map(Value::as_str).find(|kind| *kind != "null"),
        _ => None,
    }
}

fn unknown_key<'a>(name: &str, known: impl Iterator<Item = &'a str>) -> Message {
    match nearest(name, known) {
        Some(near) => Message::new(
            format!("没有“{name}”这一项，是不是“{near}”？"),
            format!("there is no setting “{name}”; did you mean “{near}”?"),
        ),
        None => Message::new(format!("没有“{name}”这一项"), format!("there is no setting “{name}”")),
    }
}

fn missing_key(name: &str, key: &str) -> Message {
    Message::new(format!("“{name}”的这一项缺少“{key}”"), format!("this one of “{name}” lacks “{key}”"))
}

fn no_price(name: &str) -> Message {
    Message::new(
        format!("“{name}”应是带单位的单价，如“450元/人天”"),
        format!("“{name}” must be a price with its unit, such as “450元/人天”"),
    )
}

fn wrong_choice(name: &str, given: Option<&str>, choices: &[&str]) -> Message {
    let (zh, en) = (choices.join("、"), choices.join(", "));
    match given.and_then(|given| nearest(given, choices.iter().copied())) {
        Some(near) => Message::new(
            format!("“{name}”可以写 {zh}；是不是“{near}”？"),
            format!("“{name}” is one of {en}; did you mean “{near}”?"),
        ),
        None => Message::new(format!("“{name}”可以写 {zh}"), format!("“{name}” is one of {en}")),
    }
}

fn wrong_kind(name: &str, kind: &str) -> Message {
    let (zh, en) = match kind {
        "object" => ("一个表", "a table"),
        "array" => ("一个列表，写在 [ ] 里", "a list in [ ]"),
        "integer" => ("不小于 0 的整数", "a whole number, 0 or more"),
        "boolean" => ("true 或 false", "true or false"),
        _ => ("加引号的文字", "text in quotes"),
    };
    Message::new(format!("“{name}”应是{zh}"), format!("“{name}” must be {en}"))
}
