//! The typed model of one file: what its items mean, each with the place where it stands.
//!
//! The model of a file is built from that file alone, whatever edition it turns out to belong to; what depends on the
//! declaration around it (edition, year, inherited names) is in [`crate::declaration`]. It must never know a rule.

mod content;
mod indicator;
mod moved;
mod project;
mod prose;
mod section;
mod time;

pub use content::{Content, Projects};
pub use indicator::{Indicator, Library, LibraryEntry, Target, TargetValue};
pub(crate) use moved::{Distance, Move};
pub use project::{
    AnnualFunds, Basis, Bodies, Body, BudgetPart, BudgetPlan, CostLine, Document, NamedAmount, Plan, Project,
    Task, TotalFunds,
};
pub use prose::{Piece, Prose, Reference};
pub use section::Section;
pub use time::{MonthDay, TimeValue, Times, Timespan, fiscal_year};

use std::ops::Range;

use pmt_syntax::Span;

use crate::amount::Amount;
use crate::edition::{EditionSet, Key, Place};
use crate::finding::{FileId, Finding};

/// A value and where it stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct At<T> {
    /// The value.
    pub value: T,
    /// Where it is written.
    pub span: Span,
}

impl<T> At<T> {
    /// A value at a place.
    pub const fn new(value: T, span: Span) -> Self {
        Self { value, span }
    }
}

/// A key as the author spelt it where not every edition does: what KEY05 looks at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct EditionKey {
    /// The key.
    pub key: Key,
    /// As it is spelt.
    pub text: &'static str,
    /// Where.
    pub span: Span,
    /// The editions that spell it so.
    pub editions: EditionSet,
}

/// What a block holds, as far as the checks of required keys need it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Presence {
    /// The keys given, in order.
    pub given: Vec<Given>,
    /// The keys that names unknown there are near to: what was meant for them has been objected to.
    pub meant: Vec<Key>,
    /// Whether a syntax error stands in the block itself: then nothing is said to be missing.
    pub broken: bool,
}

impl Presence {
    /// A key as it is given.
    pub fn get(&self, key: Key) -> Option<&Given> {
        self.given.iter().find(|given| given.key == key)
    }

    /// Whether a key is given.
    pub fn has(&self, key: Key) -> bool {
        self.get(key).is_some()
    }

    /// Whether a key is given, or a name that is probably meant for it.
    pub fn is_meant(&self, key: Key) -> bool {
        self.has(key) || self.meant.contains(&key)
    }
}

/// A key that is given, whatever becomes of its value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(clippy::struct_excessive_bools, reason = "one for each part of the one construct")]
pub struct Given {
    /// The key.
    pub key: Key,
    /// Where.
    pub span: Span,
    /// Whether something stands after it that is, or was meant for, its value.
    pub has_value: bool,
    /// Whether a text stands after it.
    pub has_text: bool,
    /// Whether a block stands after it, even an empty one.
    pub has_block: bool,
    /// Whether anything stands in its block.
    pub has_items: bool,
}

/// 申报.
#[derive(Clone, Debug)]
pub struct Cover {
    /// The whole item.
    pub span: Span,
    /// Its key and label.
    pub head: Span,
    /// The fiscal year.
    pub year: Option<At<i32>>,
    /// 版式
    pub region: Option<At<String>>,
    /// 主管部门
    pub department: Option<At<String>>,
    /// 实施单位
    pub unit: Option<At<String>>,
    /// 单位代码
    pub unit_code: Option<At<String>>,
    /// 预算单位数
    pub unit_count: Option<At<u32>>,
    /// 项目数
    pub project_count: Option<At<u32>>,
    /// 预算资金
    pub budget: Option<Amount>,
    /// 绩效目标设置情况
    pub note: Option<Prose>,
    /// What is given.
    pub presence: Presence,
}

impl Cover {
    /// The unit that its projects inherit: its own, else the department where that is the only unit.
    pub fn own_or_only_unit(&self) -> Option<&str> {
        let department = self.department.as_ref().filter(|_| self.has_one_unit());
        self.unit.as_ref().or(department).map(|name| name.value.as_str())
    }

    /// Whose declaration it is: its unit, else its department.
    pub fn whose(&self) -> Option<&str> {
        self.unit.as_ref().or(self.department.as_ref()).map(|name| name.value.as_str())
    }

    /// Whether it says that one unit takes part.
    pub fn has_one_unit(&self) -> bool {
        self.unit_count.is_some_and(|count| count.value == 1)
    }
}

/// One file, understood alone.
#[derive(Clone, Debug)]
pub struct FileModel {
    /// Which file.
    pub id: FileId,
    /// Its covers; more than one is a finding.
    pub covers: Vec<Cover>,
    /// Its projects in order.
    pub projects: Projects,
    /// Its indicator libraries.
    pub libraries: Vec<Library>,
    /// What the language itself finds wrong, independent of any edition.
    pub findings: Vec<Finding>,
    /// Which of the findings each project gave.
    pub(crate) of_projects: Vec<Range<usize>>,
    /// Where a missing brace leaves open what stands under what.
    pub(crate) doubtful: Vec<Span>,
}

/// The words for a place in messages: the key whose block it is.
pub fn place_name(place: Place) -> &'static str {
    use crate::edition::{Edition, Key};
    let key = match place {
        Place::File => return "文件",
        Place::Declaration => Key::Declaration,
        Place::Project => Key::Project,
        Place::Basis => Key::Basis,
        Place::Documents | Place::Document => Key::Documents,
        Place::Bodies => Key::Bodies,
        Place::Plan => Key::Plan,
        Place::Task => Key::Task,
        Place::Costing => Key::Costing,
        Place::TotalFunds => Key::TotalFunds,
        Place::Years => Key::ByYear,
        Place::AnnualFunds => Key::AnnualFunds,
        Place::BudgetPlan | Place::BudgetParts => Key::BudgetPlan,
        Place::Level1 | Place::Level2(_) | Place::Level3 | Place::Indicator => Key::Indicators,
        Place::Library | Place::LibraryEntries => Key::Library,
    };
    key.label(Edition::Common)
}
