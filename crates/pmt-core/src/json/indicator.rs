//! Indicators and their targets.

use std::borrow::Cow;

use pmt_syntax::Comparator;
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Serialize, Serializer};

use super::Number;
use crate::edition::{NOT_APPLICABLE, QUALITATIVE, QUANTITATIVE_OTHER};

/// A third-level indicator with the levels above it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct Indicator {
    /// The level-1 indicator's name, as the form prints it; as written where no form has it.
    pub level1: Option<String>,
    /// The level-1 indicator's code in integrated budget systems, where it is known.
    pub level1_code: Option<String>,
    /// The level-2 indicator's name.
    pub level2: Option<String>,
    /// The level-2 indicator's code, where it is known.
    pub level2_code: Option<String>,
    /// Its name.
    pub name: String,
    /// Its target.
    #[serde(flatten)]
    pub target: Target,
    /// 总体: the whole period's target of a project of several years.
    pub overall: Option<Target>,
    /// 权重, in points.
    pub weight: Option<Number>,
    /// 性质, if given.
    pub kind: Option<String>,
    /// 对应: names of the tasks it measures.
    pub tasks: Vec<String>,
    /// 指标解释
    pub explanation: Option<String>,
    /// 计算方法
    pub method: Option<String>,
    /// 数据来源
    pub source: Option<String>,
    /// 取值依据
    pub target_basis: Option<String>,
    /// 评分标准
    pub scoring: Option<String>,
    /// 备注
    pub remark: Option<String>,
}

/// A target. All its fields are null where none is given.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct Target {
    /// How its value bounds it; null for a number, a date or the like without a comparator.
    pub comparator: Option<TargetComparator>,
    /// The comparator's code in integrated budget systems: 1 ≥, 2 >, 3 =, 4 <, 5 ≤, 6 定性, 9 定量（其他）,
    /// 10 不适用; null otherwise.
    pub comparator_code: Option<u8>,
    /// The value: a number without commas, a date (ISO 8601, as exact as written), or words. Null for a range. Money
    /// is not converted: `12万元` is `12` with the unit `万元`.
    pub value: Option<String>,
    /// The lower end of a range, or the first day of a span of time (ISO 8601); null where a span has none.
    pub min: Option<String>,
    /// The upper end of a range, or the last day of a span of time.
    pub max: Option<String>,
    /// The number's unit as written, a scale such as 万 included.
    pub unit: Option<String>,
    /// The target as the form prints it: `≥30家`.
    pub printed: Option<String>,
}

/// How a target's value bounds it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TargetComparator {
    /// A sign: at least, more than, exactly, less than, at most.
    Sign(Comparator),
    /// From `min` to `max`.
    Range,
    /// A quality in words.
    Qualitative,
    /// Quantities in words.
    QuantitativeOther,
    /// Does not apply.
    NotApplicable,
}

impl TargetComparator {
    /// All of them in the order of their codes.
    pub const ALL: [Self; 9] = [
        Self::Sign(Comparator::AtLeast),
        Self::Sign(Comparator::MoreThan),
        Self::Sign(Comparator::Equal),
        Self::Sign(Comparator::LessThan),
        Self::Sign(Comparator::AtMost),
        Self::Qualitative,
        Self::QuantitativeOther,
        Self::NotApplicable,
        Self::Range,
    ];

    /// As the JSON has it.
    pub const fn text(self) -> &'static str {
        match self {
            Self::Sign(comparator) => comparator.printed(),
            Self::Range => "range",
            Self::Qualitative => QUALITATIVE,
            Self::QuantitativeOther => QUANTITATIVE_OTHER,
            Self::NotApplicable => NOT_APPLICABLE,
        }
    }

    /// Its code in integrated budget systems.
    pub const fn code(self) -> Option<u8> {
        match self {
            Self::Sign(Comparator::AtLeast) => Some(1),
            Self::Sign(Comparator::MoreThan) => Some(2),
            Self::Sign(Comparator::Equal) => Some(3),
            Self::Sign(Comparator::LessThan) => Some(4),
            Self::Sign(Comparator::AtMost) => Some(5),
            Self::Qualitative => Some(6),
            Self::QuantitativeOther => Some(9),
            Self::NotApplicable => Some(10),
            Self::Range => None,
        }
    }
}

impl Serialize for TargetComparator {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.text())
    }
}

impl JsonSchema for TargetComparator {
    fn schema_name() -> Cow<'static, str> {
        "TargetComparator".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "description": "How a target's value bounds it: a sign, `range` for min to max, or one of the form's own words.",
            "type": "string",
            "enum": Self::ALL.map(Self::text),
        })
    }
}
