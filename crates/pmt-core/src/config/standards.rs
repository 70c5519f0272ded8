//! 支出标准: what one unit of something may cost at most, as a workspace's rules of spending have it.

use std::borrow::Cow;

use rust_decimal::Decimal;
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::amount::multiply;
use crate::edition::MONEY_UNITS;

/// A standard of spending.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Standard {
    /// What it is for: words in the name of the task, cost line or indicator.
    #[serde(rename = "for")]
    pub items: Vec<String>,
    /// The most one unit may cost, such as 450元/人天.
    pub price: UnitPrice,
    /// The document that sets it, shown in messages.
    #[serde(default)]
    pub source: Option<String>,
}

impl Standard {
    /// Whether something is what it is for, by its name.
    pub fn is_for(&self, name: &str) -> bool {
        self.items.iter().any(|item| !item.is_empty() && name.contains(item.as_str()))
    }
}

/// An amount of money for each of something: `450元/人天`, `1.2万元/台`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnitPrice {
    /// In 元.
    pub yuan: Decimal,
    /// As written.
    text: String,
    /// What it is for each of, in one spelling.
    per: String,
}

impl UnitPrice {
    /// Reads a price; `None` if it is none.
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        let (amount, per) = text.split_once(['/', '／'])?;
        let end =
            amount.find(|c: char| !c.is_ascii_digit() && !matches!(c, '.' | ',')).unwrap_or(amount.len());
        let (digits, unit) = amount.split_at_checked(end)?;
        let unit = MONEY_UNITS.iter().find(|known| known.text == unit.trim())?;
        let number = Decimal::from_str_exact(&digits.replace(',', "")).ok()?;
        let per = one_spelling(per);
        let yuan = multiply(number, Decimal::from(unit.yuan))?;
        (!per.is_empty()).then(|| Self { yuan, text: text.to_owned(), per })
    }

    /// Whether a price for each of `unit` can be held against it: `人天`, `人·天` and `天` of a `人` are one.
    pub fn is_per(&self, unit: &str) -> bool {
        self.per == one_spelling(unit)
    }

    /// As written.
    pub fn text(&self) -> &str {
        &self.text
    }
}

/// A compound unit without the marks between its parts, in one order.
fn one_spelling(unit: &str) -> String {
    let one = |c: char| match c {
        '名' | '位' => '人',
        '日' => '天',
        other => other,
    };
    let mut parts: Vec<char> =
        unit.chars().filter(|c| c.is_alphanumeric()).filter(|c| !matches!(c, '每' | '个')).map(one).collect();
    parts.sort_unstable();
    parts.into_iter().collect()
}

impl Serialize for UnitPrice {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.text)
    }
}

impl<'de> Deserialize<'de> for UnitPrice {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        Self::parse(&text).ok_or_else(|| serde::de::Error::custom("no price for each of something"))
    }
}

impl JsonSchema for UnitPrice {
    fn schema_name() -> Cow<'static, str> {
        "UnitPrice".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "type": "string",
            "description": "An amount of money for each of something, such as 450元/人天.",
            "pattern": "^[0-9][0-9,.]*[千百万亿]*元[/／].+$",
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_price_has_an_amount_and_what_it_is_for_each_of() {
        let price = UnitPrice::parse("1.2万元/人·天").unwrap();
        assert_eq!(price.yuan, Decimal::from(12_000));
        for same in ["人天", "人/天", "天人", "人日", "名·天"] {
            assert!(price.is_per(same), "{same}");
        }
        assert!(!price.is_per("人") && !price.is_per("人次"));
        for none in ["450", "450元", "450/人天", "元/人天", "450元/"] {
            assert_eq!(UnitPrice::parse(none), None, "{none}");
        }
    }
}
