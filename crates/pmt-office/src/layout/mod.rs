//! The form's layout, once for both directions: which label stands in which row of which edition, how wide it is,
//! where its value stands, how the parts of a document are headed. Reading looks labels up here, printing lays them
//! out. Labels that are keys of the language come from `pmt_core::edition`; those that only the printed form has are
//! spelt here and nowhere else.
//!
//! This module must never know a format of documents: it sees strings and shares of a width.

mod headings;
mod manner;
mod rows;

pub(crate) use headings::{
    FormTitle, Heading, cover_heading, ends_the_form, form_title, form_year, narrative_heading, page_number,
    part_heading, printed_unit, residue, section_heading,
};

pub use manner::{Dates, Headings, Manner};
pub use rows::{ALSO_READ, ROWS, Row, Unknown, WIDTH};

use std::sync::OnceLock;

use pmt_core::edition::{
    Edition, EditionSet, FORMS, Key, Level1, Level2, MONEY_UNITS, OTHER_GUIDANCE, Place, SECTION_SEVEN_TEXT,
    SECTIONS,
};

use crate::typography::{fold, narrow, strip_label};

/// What a cell of the form says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Field {
    /// The project's name.
    Name,
    /// 项目代码
    Code,
    /// 项目性质
    Nature,
    /// 项目类别
    Category,
    /// 项目属性
    Attribute,
    /// 主管部门
    Department,
    /// 实施单位
    Unit,
    /// 单位代码
    UnitCode,
    /// The planned first day.
    Start,
    /// The planned last day.
    End,
    /// The heading of the amounts, with their unit.
    Funds,
    /// 项目资金总额
    Total,
    /// 年度资金申请总额
    Annual,
    /// 财政资金, of the total
    Fiscal,
    /// 当年财政拨款, of the annual amount
    Current,
    /// 上年结转资金, of the annual amount
    CarriedOver,
    /// 其他资金, of the total
    TotalOther,
    /// 其他资金, of the annual amount
    AnnualOther,
    /// The heading of the goals.
    Goals,
    /// The whole period's goal, with the period in brackets.
    WholeGoal,
    /// The annual goal.
    AnnualGoal,
    /// The heading of the indicators.
    Indicators,
    /// The heading of a column of the indicators.
    Column(Column),
}

/// A column of the table of indicators.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Column {
    /// 一级指标
    Level1,
    /// 二级指标
    Level2,
    /// 三级指标
    Name,
    /// The value.
    Value,
    /// An attribute of the indicator (权重, 备注 …).
    Attribute(Key),
}

/// A part of the form. Labels of a part are looked for only where an earlier part, or it itself, is being read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Part {
    /// Who, what and when.
    Identity,
    /// The money.
    Money,
    /// The goals.
    Goals,
    /// The indicators.
    Indicators,
}

/// Where the value of a label stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stands {
    /// In the cell to the right.
    Right,
    /// In the row below, in the label's own column.
    Below,
    /// Nowhere: it is a heading.
    Nowhere,
}

/// How a label is spelt.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Caption {
    /// As the editions spell a key.
    Key(Key),
    /// As a part of the amount above it: `其中：` and the key.
    PartOf(Key),
    /// As the printed form alone has it; other spellings seen after the usual one.
    Printed(&'static [&'static str]),
    /// As the editions head the value column.
    ValueColumn,
}

/// A label of the form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Slot {
    /// What its value is.
    pub field: Field,
    /// How it is spelt.
    pub caption: Caption,
    /// Where its value stands.
    pub stands: Stands,
    /// Where across the form its cell begins and ends, and where its value's does, in parts of [`WIDTH`]. A value that
    /// does not stand to the right has no cell of its own here: the last two are one.
    pub at: [u16; 3],
}

/// What stands before the first part of an amount.
pub const OF_WHICH: &str = "其中：";

/// The title of a form where no edition is known; no edition has it.
pub const UNKNOWN_TITLE: &str = "项目支出绩效目标申报表";

/// The word that heads the narrative of a project, after its name or before its number.
pub const NARRATIVE_TITLE: &str = "项目经费情况说明";

/// The sheet of a workbook that holds cover and narratives.
pub const NARRATIVE_SHEET: &str = "情况说明";

/// Another name under which published narratives have a section.
pub const SECTION_ALIASES: &[(&str, Key)] = &[("项目概况", Key::Overview)];

/// Labels before the department's name on the cover, besides the key itself.
pub const COVER_DEPARTMENT: &[&str] = &["预算主管部门", "部门名称", "单位名称", "编报单位", "编制单位"];

/// Labels below the form: who filled it in, when, how to reach them.
pub const BELOW_THE_FORM: &[&str] = &[
    "填报人",
    "填表人",
    "填报单位",
    "填报日期",
    "填表日期",
    "联系人",
    "联系电话",
    "单位负责人",
    "审核人",
    "注",
];

impl Field {
    /// The part of the form it stands in.
    pub const fn part(self) -> Part {
        match self {
            Self::Name
            | Self::Code
            | Self::Nature
            | Self::Category
            | Self::Attribute
            | Self::Department
            | Self::Unit
            | Self::UnitCode
            | Self::Start
            | Self::End => Part::Identity,
            Self::Funds
            | Self::Total
            | Self::Annual
            | Self::Fiscal
            | Self::Current
            | Self::CarriedOver
            | Self::TotalOther
            | Self::AnnualOther => Part::Money,
            Self::Goals | Self::WholeGoal | Self::AnnualGoal => Part::Goals,
            Self::Indicators | Self::Column(_) => Part::Indicators,
        }
    }

    /// Whether its value is an amount of money.
    pub fn is_amount(self) -> bool {
        self.part() == Part::Money && self != Self::Funds
    }

    /// Where its value stands.
    pub fn stands(self) -> Stands {
        slots().find(|slot| slot.field == self).map_or(Stands::Nowhere, |slot| slot.stands)
    }
}

/// Every label of every edition; one that stands in several of them more than once.
fn slots() -> impl Iterator<Item = &'static Slot> {
    ROWS.iter().flat_map(|row| row.slots).chain(ALSO_READ)
}

/// A spelling of a label.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Known {
    field: Field,
    text: String,
    editions: EditionSet,
}

/// Every spelling of every label, the longest first.
fn known() -> &'static [Known] {
    static KNOWN: OnceLock<Vec<Known>> = OnceLock::new();
    KNOWN.get_or_init(|| {
        let mut known: Vec<Known> = Vec::new();
        for spelling in slots().flat_map(spellings) {
            if !known.contains(&spelling) {
                known.push(spelling);
            }
        }
        let attributes = Place::Indicator.slots().iter().map(|slot| slot.key);
        let attributes = attributes.flat_map(|key| of_key(Field::Column(Column::Attribute(key)), key));
        let attributes: Vec<Known> = attributes.filter(|spelling| !known.contains(spelling)).collect();
        known.extend(attributes);
        known.sort_by_key(|spelling| std::cmp::Reverse(spelling.text.len()));
        known
    })
}

fn of_key(field: Field, key: Key) -> Vec<Known> {
    let spelling = |spelling: &pmt_core::edition::Spelling| Known {
        field,
        text: spelling.text.to_owned(),
        editions: spelling.editions,
    };
    key.spellings().iter().map(spelling).collect()
}

fn spellings(slot: &Slot) -> Vec<Known> {
    let plain = |text: &str| Known { field: slot.field, text: text.to_owned(), editions: EditionSet::ALL };
    match slot.caption {
        Caption::Key(key) => of_key(slot.field, key),
        Caption::PartOf(key) => {
            let mut both = of_key(slot.field, key);
            both.extend(
                of_key(slot.field, key)
                    .into_iter()
                    .map(|known| Known { text: format!("{OF_WHICH}{}", known.text), ..known }),
            );
            both
        }
        Caption::Printed(texts) => texts.iter().copied().map(plain).collect(),
        Caption::ValueColumn => FORMS.iter().map(|form| plain(form.value_column)).collect(),
    }
}

impl Caption {
    /// The label as an edition prints it.
    pub fn text(self, edition: Edition) -> String {
        match self {
            Self::Key(key) => key.label(edition).to_owned(),
            Self::PartOf(key) => format!("{OF_WHICH}{}", key.label(edition)),
            Self::Printed(spellings) => spellings.first().copied().unwrap_or_default().to_owned(),
            Self::ValueColumn => {
                // Where no edition is known, what all of them have in common.
                let shortest = FORMS.iter().map(|form| form.value_column).min_by_key(|text| text.len());
                let own = edition.form().map(|form| form.value_column);
                own.or(shortest).unwrap_or_default().to_owned()
            }
        }
    }
}

/// A label found in a text.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Label<'t> {
    pub(crate) field: Field,
    pub(crate) editions: EditionSet,
    /// What follows it.
    pub(crate) rest: &'t str,
}

/// The label of the form that `text` begins with, read over blanks. Labels of parts before `from` are not looked for.
pub(crate) fn leading_label(text: &str, from: Part) -> Option<Label<'_>> {
    let first = text.chars().find(|c| !crate::typography::is_blank(*c)).map(narrow)?;
    known().iter().filter(|known| known.text.starts_with(first) && known.field.part() >= from).find_map(
        |known| {
            strip_label(text, &known.text).map(|rest| Label {
                field: known.field,
                editions: known.editions,
                rest,
            })
        },
    )
}

/// The label that `text` is, whole: nothing follows it but a colon or something in brackets.
pub(crate) fn whole_label(text: &str) -> Option<Label<'_>> {
    let label = leading_label(text, Part::Identity)?;
    let rest = label.rest.trim_matches(|c: char| crate::typography::is_blank(c) || narrow(c) == ':');
    let bracketed = rest.starts_with(['（', '(']) && rest.ends_with(['）', ')']);
    (rest.is_empty() || bracketed).then_some(Label { rest, ..label })
}

/// The label that begins a form.
pub(crate) fn first_label() -> &'static str {
    let slot = ROWS.first().and_then(|row| row.slots.first());
    match slot.map(|slot| slot.caption) {
        Some(Caption::Printed([text, ..])) => text,
        Some(Caption::Key(key)) => key.label(Edition::Common),
        _ => "",
    }
}

/// The region whose editions alone have what `editions` describes.
pub(crate) fn region_of(editions: EditionSet) -> Option<&'static str> {
    let mut regions = FORMS.iter().filter(|form| editions.accepts(form.edition)).map(|form| form.region);
    let first = regions.next()?;
    regions.all(|region| region == first).then_some(first)
}

/// The region of the form with this title.
pub(crate) fn region_of_title(title: &str) -> Option<&'static str> {
    let title = fold(title);
    let editions: Vec<Edition> =
        FORMS.iter().filter(|form| fold(form.title) == title).map(|form| form.edition).collect();
    region_of(EditionSet::of(&editions)).filter(|_| !editions.is_empty())
}

/// Every text that is the form's own, not an author's: labels, titles, headings, names of levels, guidance.
pub fn fixed_texts() -> Vec<String> {
    let mut texts: Vec<String> = known().iter().map(|known| known.text.clone()).collect();
    texts.extend(FORMS.iter().map(|form| form.title.to_owned()));
    let sections = SECTIONS.iter().map(|(key, _)| *key).chain([
        Key::CoverNote,
        Key::Documents,
        Key::Duties,
        Key::Estimate,
        Key::FundType,
        Key::Schedule,
        Key::Department,
    ]);
    texts.extend(sections.flat_map(Key::spellings).map(|spelling| spelling.text.to_owned()));
    texts.extend(SECTION_ALIASES.iter().map(|(alias, _)| (*alias).to_owned()));
    texts.extend(COVER_DEPARTMENT.iter().map(|label| (*label).to_owned()));
    texts.extend(OTHER_GUIDANCE.iter().map(|text| (*text).to_owned()));
    texts.extend([NARRATIVE_TITLE, SECTION_SEVEN_TEXT].map(str::to_owned));
    for info in Level1::all().map(Level1::info).chain(Level2::all().map(Level2::info)) {
        texts.push(info.name.to_owned());
        texts.extend(info.aliases.iter().map(|alias| (*alias).to_owned()));
    }
    texts.extend(MONEY_UNITS.iter().map(|unit| unit.text.to_owned()));
    texts.sort_by_key(|text| std::cmp::Reverse(text.len()));
    texts.dedup();
    texts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_are_known_in_every_shanghai_spelling() {
        let field = |text| whole_label(text).map(|label| label.field);
        assert_eq!(field("项 目 名 称"), Some(Field::Name));
        assert_eq!(field("其中：当年财政拨款"), Some(Field::Current));
        assert_eq!(field("其中:财政资金"), Some(Field::Fiscal));
        assert_eq!(field("项目资金\n（元）"), Some(Field::Funds));
        assert_eq!(field("年度（/项目）指标值"), Some(Field::Column(Column::Value)));
        assert_eq!(field("项目总体目标（2026年-2027年）"), Some(Field::WholeGoal));
        assert_eq!(field("年度总目标"), Some(Field::AnnualGoal));
        assert_eq!(field("项目资金监管平台"), None, "a name that begins like a label");
        assert_eq!(region_of_title("财政项目支出绩效目标填报表"), Some("上海"));
        assert_eq!(region_of_title("别的表"), None);
    }

    #[test]
    fn values_stand_beside_their_labels_but_the_goals_below() {
        assert_eq!(Field::WholeGoal.stands(), Stands::Below);
        assert_eq!(Field::Name.stands(), Stands::Right);
        assert_eq!(Field::Funds.stands(), Stands::Nowhere);
        assert_eq!(first_label(), "项目名称");
    }

    #[test]
    fn labels_are_spelt_as_the_edition_does() {
        assert_eq!(Caption::ValueColumn.text(Edition::Shanghai2026), "年度(/项目)指标值");
        assert_eq!(Caption::ValueColumn.text(Edition::Common), "指标值");
        assert_eq!(Caption::PartOf(Key::FiscalFunds).text(Edition::Shanghai2022), "其中：财政资金");
    }
}
