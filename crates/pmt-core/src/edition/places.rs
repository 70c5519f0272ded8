//! Which keys may stand where, of which shape.

use super::{Edition, EditionSet, Key, Level1};

/// A place in a declaration: what a block (or the file itself) may hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Place {
    /// The top of a file.
    File,
    /// 申报
    Declaration,
    /// 项目
    Project,
    /// 立项依据
    Basis,
    /// 文件依据: names of documents
    Documents,
    /// A document's details
    Document,
    /// 实施主体: names of bodies
    Bodies,
    /// 实施方案
    Plan,
    /// 任务
    Task,
    /// 测算: names of cost lines
    Costing,
    /// 项目资金总额
    TotalFunds,
    /// 分年度: years
    Years,
    /// 年度资金申请总额
    AnnualFunds,
    /// 年度预算安排
    BudgetPlan,
    /// A part of 年度预算安排: names with amounts
    BudgetParts,
    /// 绩效指标: level 1
    Level1,
    /// Under a level 1: level 2
    Level2(Level1),
    /// Under a level 2: names of indicators
    Level3,
    /// An indicator's attributes
    Indicator,
    /// 指标库: level 1 or level 2
    Library,
    /// Under a level 2 of a library: names with units
    LibraryEntries,
}

/// What may stand as an item's label.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LabelType {
    /// Nothing.
    None,
    /// A year, required.
    Year,
    /// A name, required.
    Name,
}

/// What may stand as an item's values.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ValueType {
    /// Nothing.
    None,
    /// One amount of money.
    Money,
    /// One amount of money, or a calculation of one.
    Cost,
    /// One plain whole number.
    Count,
    /// One plain number or percentage.
    Weight,
    /// One span of time.
    Period,
    /// Dates, months or spans of time, one or more.
    Times,
    /// One word or string.
    Name,
    /// Words or strings, one or more.
    Names,
    /// One word of 项目类别.
    Category,
    /// One word of 项目性质.
    Nature,
    /// One word of 项目属性.
    Attribute,
    /// A region that has a form.
    Region,
    /// An indicator's target: a comparator with a value, a value, or a word.
    Target,
    /// A unit of measure.
    Unit,
}

/// What an item with a given key may hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Content {
    /// Its label.
    pub label: LabelType,
    /// Its values.
    pub value: ValueType,
    /// Whether a `"""` text may stand there.
    pub text: bool,
    /// What its block may hold; `None` where no block may stand.
    pub block: Option<Place>,
    /// Whether it may be given more than once.
    pub repeats: bool,
}

/// One row of a place's table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Slot {
    /// The key.
    pub key: Key,
    /// What it may hold.
    pub content: Content,
    /// The editions in which it must be given, unless it can be derived or inherited.
    pub required: EditionSet,
}

const NOTHING: Content =
    Content { label: LabelType::None, value: ValueType::None, text: false, block: None, repeats: false };

const fn value(value: ValueType) -> Content {
    Content { value, ..NOTHING }
}

/// A text; one line of it may be a string.
const fn text() -> Content {
    Content { value: ValueType::Name, text: true, ..NOTHING }
}

const fn prose_or(place: Place) -> Content {
    Content { block: Some(place), ..text() }
}

const fn funds(place: Place) -> Content {
    Content { value: ValueType::Money, block: Some(place), ..NOTHING }
}

const fn budget_part() -> Content {
    Content { value: ValueType::Names, text: true, block: Some(Place::BudgetParts), ..NOTHING }
}

const fn slot(key: Key, content: Content) -> Slot {
    Slot { key, content, required: EditionSet::NONE }
}

const fn required(key: Key, content: Content, required: EditionSet) -> Slot {
    Slot { key, content, required }
}

const SHANGHAI: EditionSet =
    EditionSet::of(&[Edition::Shanghai2022, Edition::Shanghai2023, Edition::Shanghai2026]);
const SHANGHAI_FROM_2023: EditionSet = EditionSet::of(&[Edition::Shanghai2023, Edition::Shanghai2026]);
const CENTRAL: EditionSet = EditionSet::of(&[Edition::Central2021]);

const FILE: &[Slot] = &[
    // A second 申报 has a finding of its own, wherever in the folder it stands.
    slot(
        Key::Declaration,
        Content { label: LabelType::Year, block: Some(Place::Declaration), repeats: true, ..NOTHING },
    ),
    slot(
        Key::Project,
        Content { label: LabelType::Name, block: Some(Place::Project), repeats: true, ..NOTHING },
    ),
    slot(
        Key::Library,
        Content { label: LabelType::Name, block: Some(Place::Library), repeats: true, ..NOTHING },
    ),
];

const DECLARATION: &[Slot] = &[
    slot(Key::Region, value(ValueType::Region)),
    slot(Key::Department, value(ValueType::Name)),
    slot(Key::Unit, value(ValueType::Name)),
    slot(Key::UnitCode, value(ValueType::Name)),
    slot(Key::UnitCount, value(ValueType::Count)),
    slot(Key::ProjectCount, value(ValueType::Count)),
    slot(Key::Budget, value(ValueType::Money)),
    slot(Key::CoverNote, text()),
];

const PROJECT: &[Slot] = &[
    slot(Key::ProjectCode, value(ValueType::Name)),
    required(Key::Category, value(ValueType::Category), SHANGHAI),
    required(Key::Nature, value(ValueType::Nature), SHANGHAI_FROM_2023),
    required(Key::Attribute, value(ValueType::Attribute), CENTRAL),
    required(Key::Department, value(ValueType::Name), EditionSet::ALL),
    required(Key::Unit, value(ValueType::Name), EditionSet::ALL),
    slot(Key::UnitCode, value(ValueType::Name)),
    required(Key::Period, Content { value: ValueType::Period, text: true, ..NOTHING }, EditionSet::ALL),
    slot(Key::GoalPeriod, value(ValueType::Period)),
    slot(Key::Overview, text()),
    slot(Key::Basis, prose_or(Place::Basis)),
    slot(Key::Bodies, prose_or(Place::Bodies)),
    slot(Key::Plan, prose_or(Place::Plan)),
    slot(Key::BudgetPlan, prose_or(Place::BudgetPlan)),
    slot(Key::Goals, text()),
    required(Key::TotalFunds, funds(Place::TotalFunds), EditionSet::ALL),
    required(Key::AnnualFunds, funds(Place::AnnualFunds), EditionSet::ALL),
    required(Key::WholeGoal, text(), SHANGHAI),
    required(Key::AnnualGoal, text(), EditionSet::ALL),
    required(Key::Indicators, Content { block: Some(Place::Level1), ..NOTHING }, EditionSet::ALL),
];

const BASIS: &[Slot] = &[slot(Key::Documents, prose_or(Place::Documents)), slot(Key::Duties, text())];

const DOCUMENT: &[Slot] = &[
    slot(Key::BasisContent, text()),
    slot(Key::DocumentNumber, value(ValueType::Name)),
    slot(Key::Validity, value(ValueType::Period)),
];

const PLAN: &[Slot] = &[slot(
    Key::Task,
    Content {
        label: LabelType::Name,
        value: ValueType::Money,
        text: true,
        block: Some(Place::Task),
        repeats: true,
    },
)];

const TASK: &[Slot] = &[
    slot(Key::TaskTotal, value(ValueType::Money)),
    slot(Key::Time, value(ValueType::Times)),
    slot(Key::Owner, value(ValueType::Names)),
    slot(Key::Costing, Content { block: Some(Place::Costing), ..NOTHING }),
    slot(Key::Remark, text()),
];

const TOTAL_FUNDS: &[Slot] = &[
    slot(Key::FiscalFunds, value(ValueType::Money)),
    slot(Key::OtherFunds, value(ValueType::Money)),
    slot(Key::ByYear, Content { block: Some(Place::Years), ..NOTHING }),
];

const ANNUAL_FUNDS: &[Slot] = &[
    slot(Key::CurrentYearFunds, value(ValueType::Money)),
    slot(Key::CarriedOverFunds, value(ValueType::Money)),
    slot(Key::OtherFunds, value(ValueType::Money)),
];

const BUDGET_PLAN: &[Slot] = &[
    slot(Key::Estimate, budget_part()),
    slot(Key::FundType, budget_part()),
    slot(Key::Schedule, budget_part()),
];

const INDICATOR: &[Slot] = &[
    slot(Key::Kind, value(ValueType::Name)),
    slot(Key::Weight, value(ValueType::Weight)),
    slot(Key::Serves, value(ValueType::Names)),
    slot(Key::OverallTarget, value(ValueType::Target)),
    slot(Key::Explanation, text()),
    slot(Key::Method, text()),
    slot(Key::Source, text()),
    slot(Key::TargetBasis, text()),
    slot(Key::Scoring, text()),
    slot(Key::Remark, text()),
];

impl Place {
    /// Every place that has a table of keys, with a sample for the parametrised one.
    pub const TABLES: &[Self] = &[
        Self::File,
        Self::Declaration,
        Self::Project,
        Self::Basis,
        Self::Document,
        Self::Plan,
        Self::Task,
        Self::TotalFunds,
        Self::AnnualFunds,
        Self::BudgetPlan,
        Self::Indicator,
    ];

    /// Its keys in the form's order; empty where the names are the author's or the taxonomy's.
    pub const fn slots(self) -> &'static [Slot] {
        match self {
            Self::File => FILE,
            Self::Declaration => DECLARATION,
            Self::Project => PROJECT,
            Self::Basis => BASIS,
            Self::Document => DOCUMENT,
            Self::Plan => PLAN,
            Self::Task => TASK,
            Self::TotalFunds => TOTAL_FUNDS,
            Self::AnnualFunds => ANNUAL_FUNDS,
            Self::BudgetPlan => BUDGET_PLAN,
            Self::Indicator => INDICATOR,
            Self::Documents
            | Self::Bodies
            | Self::Costing
            | Self::Years
            | Self::BudgetParts
            | Self::Level1
            | Self::Level2(_)
            | Self::Level3
            | Self::Library
            | Self::LibraryEntries => &[],
        }
    }

    /// The row of a key here.
    pub fn slot(self, key: Key) -> Option<&'static Slot> {
        self.slots().iter().find(|slot| slot.key == key)
    }

    /// What an item may hold here whose name is the author's own; `None` where all names are the vocabulary's.
    pub const fn named_item(self) -> Option<Content> {
        match self {
            Self::Documents => Some(Content { block: Some(Self::Document), ..NOTHING }),
            Self::Bodies => Some(Content { value: ValueType::Name, text: true, ..NOTHING }),
            Self::Costing | Self::BudgetParts => Some(value(ValueType::Cost)),
            Self::Years => Some(value(ValueType::Money)),
            Self::Level3 => {
                Some(Content { value: ValueType::Target, block: Some(Self::Indicator), ..NOTHING })
            }
            Self::LibraryEntries => {
                Some(Content { value: ValueType::Unit, block: Some(Self::Indicator), ..NOTHING })
            }
            _ => None,
        }
    }

    /// The places, in reading order, where a key may stand.
    pub fn of_key(key: Key) -> impl Iterator<Item = Self> {
        Self::TABLES.iter().copied().filter(move |place| place.slot(key).is_some())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_key_stands_somewhere_and_once_a_place() {
        for key in Key::ALL {
            assert!(Place::of_key(*key).next().is_some(), "{key:?} stands nowhere");
        }
        for place in Place::TABLES {
            let keys: std::collections::HashSet<_> = place.slots().iter().map(|slot| slot.key).collect();
            assert_eq!(keys.len(), place.slots().len(), "{place:?} lists a key twice");
        }
    }
}
