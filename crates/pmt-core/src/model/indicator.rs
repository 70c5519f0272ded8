//! Indicators, their targets, and libraries of them.

use pmt_syntax::{Comparator, PartialDate, Span};
use rust_decimal::Decimal;

use super::{At, Prose, Timespan};
use crate::edition::{Level1, Level2};

/// A third-level indicator.
#[derive(Clone, Debug)]
pub struct Indicator {
    /// The whole item.
    pub span: Span,
    /// Its name.
    pub name: At<String>,
    /// The level 1 it stands under, as written; `None` if it stands directly under 绩效指标.
    pub level1_name: Option<At<String>>,
    /// The level 1 that names.
    pub level1: Option<Level1>,
    /// The level 2 it stands under, as written.
    pub level2_name: Option<At<String>>,
    /// The level 2 that names.
    pub level2: Option<Level2>,
    /// Its target; `None` if none is given.
    pub target: Option<Target>,
    /// Whether a syntax error or a misplaced text stands in its head, so that a missing target means nothing.
    pub broken: bool,
    /// 性质
    pub kind: Option<At<String>>,
    /// 权重
    pub weight: Option<At<Decimal>>,
    /// 对应: names of tasks
    pub tasks: Vec<At<String>>,
    /// 总体: the whole period's target
    pub overall: Option<Target>,
    /// 指标解释 计算方法 数据来源 取值依据 评分标准 备注, as given
    pub notes: Vec<Prose>,
}

/// A target: how its value bounds it, and the value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Target {
    /// Comparator and value together.
    pub span: Span,
    /// The comparator, if one is written.
    pub comparator: Option<At<Comparator>>,
    /// The value.
    pub value: TargetValue,
    /// The value's place.
    pub value_span: Span,
}

/// The value of a target.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TargetValue {
    /// A number with its unit.
    Number {
        /// Exact; a scale before the unit (万) is not multiplied in.
        value: Decimal,
        /// The digits as written.
        digits: String,
        /// The unit as written; empty if there is none.
        unit: String,
    },
    /// From one number to another.
    Range {
        /// The lower end as written.
        min: Decimal,
        /// The upper end as written.
        max: Decimal,
        /// The unit, given once.
        unit: String,
        /// As written, range mark normalised.
        text: String,
    },
    /// A date, a month or a year.
    Date {
        /// The date.
        date: PartialDate,
        /// As written.
        text: String,
    },
    /// A span of time.
    Period {
        /// Its days; an open end is `None`.
        span: Timespan,
        /// As written.
        text: String,
    },
    /// Words.
    Words(String),
    /// Something that is none of these (a product, several values), as written: a finding of its own.
    Other(String),
}

impl Target {
    /// The value as the form prints it, without comparator.
    pub fn printed_value(&self) -> String {
        match &self.value {
            TargetValue::Number { digits, unit, .. } => format!("{digits}{unit}"),
            TargetValue::Range { text, .. }
            | TargetValue::Date { text, .. }
            | TargetValue::Period { text, .. }
            | TargetValue::Words(text)
            | TargetValue::Other(text) => text.clone(),
        }
    }

    /// The target as the form prints it: `≥30家`.
    pub fn printed(&self) -> String {
        let sign = self.comparator.map_or("", |comparator| comparator.value.printed());
        format!("{sign}{}", self.printed_value())
    }
}

/// 指标库.
#[derive(Clone, Debug)]
pub struct Library {
    /// Its name.
    pub name: At<String>,
    /// Its entries.
    pub entries: Vec<LibraryEntry>,
}

/// One indicator of a library.
#[derive(Clone, Debug)]
pub struct LibraryEntry {
    /// Its name.
    pub name: At<String>,
    /// Where it belongs.
    pub level2: Option<Level2>,
    /// Its unit.
    pub unit: Option<At<String>>,
    /// The items of its block that speak of the indicator and not of a project.
    pub attributes: Vec<Span>,
}
