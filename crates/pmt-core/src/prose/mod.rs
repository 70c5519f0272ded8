//! What is said in prose: the amounts, quantities, dates, titles, document numbers and names in a text, each with its
//! place, its value and how certain it is. A text is scanned once; rules read what was found.
//!
//! Ranges are bytes of the scanned text ([`Cooked::text`](pmt_syntax::Cooked::text)); `source_span` leads back to the
//! source. Nothing here reports anything or knows a rule, and nothing is guessed: what is doubtful is left out, or
//! marked as what it is.
//!
//! ```
//! use pmt_core::prose::{Reader, Role};
//! let scan = Reader::of_year(2022).scan("整个项目预算为102万，其中阵地建设56万元，群团工作约46万元。");
//! let [whole, first, second] = scan.amounts.as_slice() else { panic!() };
//! assert!(whole.unit_missing && whole.role == Some(Role::Budget));
//! assert_eq!(first.yuan.to_string(), "560000");
//! assert_eq!(first.role, Some(Role::Part));
//! assert!(second.approximate);
//! ```

mod amounts;
mod cursor;
mod documents;
mod names;
mod numbers;
mod passages;
mod products;
mod quantities;
mod roles;
pub mod sentence;
mod times;

use std::ops::Range;

use rust_decimal::Decimal;

pub use crate::model::Section;
pub use passages::{Passage, Scans};
pub use times::{Moment, Time, When};

use crate::edition::MoneyUnit;

/// Everything found in one text, each list in the order of the text. No two things found overlap, titles apart: they
/// hold nothing but themselves.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Scan {
    /// Amounts of money, prices among them.
    pub amounts: Vec<Money>,
    /// Products that state their result; they hold the amounts and quantities that are multiplied.
    pub products: Vec<Product>,
    /// Counts and measures, percentages among them.
    pub quantities: Vec<Quantity>,
    /// Dates, spans and lists of months.
    pub times: Vec<Time>,
    /// 《…》
    pub titles: Vec<Title>,
    /// 文号
    pub document_numbers: Vec<DocumentNumber>,
    /// Bodies.
    pub names: Vec<Name>,
}

impl Scan {
    /// The percentages.
    pub fn percentages(&self) -> impl Iterator<Item = &Quantity> {
        self.quantities.iter().filter(|quantity| quantity.is_percentage())
    }
}

/// An amount of money.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Money {
    /// With the words that make it approximate: `约29万元`.
    pub range: Range<usize>,
    /// Number and unit alone: `29万元`.
    pub figure: Range<usize>,
    /// In 元; of a range, its lower end.
    pub yuan: Decimal,
    /// In 元; the upper end of a range, such as `5万元至7万元`.
    pub up_to: Option<Decimal>,
    /// The unit, with 元 where it is missing.
    pub unit: &'static MoneyUnit,
    /// Digits after the point as written.
    pub scale: u32,
    /// Whether 元 is missing, as in `102万`.
    pub unit_missing: bool,
    /// Whether a word says that it is approximate.
    pub approximate: bool,
    /// What it is; `None` where the text does not say so for certain.
    pub role: Option<Role>,
    /// The year that its words name.
    pub year: Option<i32>,
    /// The name of the part that it is for, where one stands before it.
    pub part: Option<Range<usize>>,
}

impl Money {
    /// Whether it is one exact figure, its unit written or evident.
    pub const fn is_exact(&self) -> bool {
        !self.approximate && self.up_to.is_none()
    }

    /// As an amount that can be compared; `None` unless it is exact.
    pub fn amount(&self, span: pmt_syntax::Span) -> Option<crate::amount::Amount> {
        let of = || crate::amount::Amount {
            yuan: self.yuan,
            unit: self.unit,
            written_scale: (!self.yuan.is_zero()).then_some(self.scale),
            span,
        };
        self.is_exact().then(of)
    }
}

/// Whose money an amount is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Role {
    /// This year's: `2022年度预算安排…`, `全年预算…`.
    ThisYear,
    /// The whole project's: `项目总投资…`.
    Whole,
    /// Of another year, or of what was spent before.
    OtherYear,
    /// The budget, of which period is not said: `经测算，预算资金…`. In a project of one year that is the year's.
    Budget,
    /// Of a part, [`Money::part`] is its name; or the treasury's, which may be all.
    Part,
    /// The sum of what stands beside it: `合计…`.
    Sum,
    /// For each of something: `350元/人天`, `每人350元`, or a factor of a product.
    Price,
}

/// A product with its result: `400件×800元=32万元`, `18万元（60套×3000元）`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Product {
    /// From the first factor to the last.
    pub range: Range<usize>,
    /// The stated result, one of the text's amounts.
    pub result: Range<usize>,
    /// What the factors give, in 元.
    pub value: Decimal,
    /// How far the result may be from that by rounding, in 元.
    pub slack: Decimal,
}

impl Product {
    /// Whether a range is that of one of its factors.
    pub(crate) const fn holds(&self, range: &Range<usize>) -> bool {
        self.range.start <= range.start && range.end <= self.range.end
    }

    /// Whether the stated result is what the factors give, as far as rounding explains.
    pub fn agrees(&self, stated: Decimal) -> bool {
        stated.checked_sub(self.value).is_none_or(|difference| difference.abs() <= self.slack)
    }
}

/// A count or a measure.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Quantity {
    /// With the words that make it approximate: `300-500人左右`.
    pub range: Range<usize>,
    /// Numbers and unit alone: `300-500人`.
    pub figure: Range<usize>,
    /// The number; of a range, its lower end. A scale before the unit (万) is multiplied in.
    pub value: Decimal,
    /// The upper end of a range.
    pub up_to: Option<Decimal>,
    /// Its unit, without a scale.
    pub unit: &'static str,
    /// Whether a word says that it is approximate.
    pub approximate: bool,
    /// Whether `以上`, `以内` or `以下` follows: a limit, not a value.
    pub limit: bool,
    /// Whether it is written in Chinese numerals: `三种能力` is no measure of work.
    pub in_words: bool,
    /// What is counted, where it stands right behind the unit: `55家党组织`.
    pub noun: Option<Range<usize>>,
}

impl Quantity {
    /// Whether it is a percentage.
    pub fn is_percentage(&self) -> bool {
        self.unit == PERCENT
    }

    /// Whether it is one exact figure.
    pub const fn is_exact(&self) -> bool {
        !self.approximate && !self.limit && self.up_to.is_none()
    }
}

/// The unit of a percentage.
pub const PERCENT: &str = "%";

/// The title of a document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Title {
    /// With its 《》.
    pub range: Range<usize>,
    /// Without them.
    pub inner: Range<usize>,
    /// The titles in it, with their brackets.
    pub nested: Vec<Nested>,
    /// The first and last year of the period it names: `2010-2020年`, `（2021—2025年）`.
    pub period: Option<(i32, i32)>,
    /// The single year it names.
    pub year: Option<i32>,
}

/// A title inside another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Nested {
    /// With its brackets.
    pub range: Range<usize>,
    /// The opening bracket as written: `〈` is right, `<` and `《` are not.
    pub open: char,
}

/// A 文号.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DocumentNumber {
    /// All of it: `普建委[2025]127号`.
    pub range: Range<usize>,
    /// The letters before the year; empty if none stand there.
    pub prefix: Range<usize>,
    /// The year, if it has one.
    pub year: Option<i32>,
    /// The two brackets around the year as written: `〔〕` is right.
    pub brackets: Option<(Range<usize>, Range<usize>)>,
}

/// The name of a body.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Name {
    /// Where.
    pub range: Range<usize>,
    /// Whether it is the body's word for itself: `本委`.
    pub is_self: bool,
    /// Whether both its ends are certain: it begins where a clause or a list item begins, and what its ending says is
    /// not part of a longer word.
    pub certain: bool,
}

/// What a scan has to know besides the text.
#[derive(Clone, Debug, Default)]
pub struct Reader<'a> {
    /// The fiscal year; without it no named year is known to be this one or another.
    pub year: Option<i32>,
    /// Further words before a figure that make it approximate.
    pub approximators: &'a [String],
}

impl Reader<'_> {
    /// A reader of a declaration for a year.
    pub fn of_year(year: i32) -> Self {
        Self { year: Some(year), approximators: &[] }
    }

    /// Scans a text.
    pub fn scan(&self, text: &str) -> Scan {
        let mut scan = cursor::walk(self, text);
        scan.products = products::find(text, &scan);
        roles::assign(self, text, &mut scan);
        names::find(text, &mut scan);
        scan
    }
}
