//! The rows of the form in each edition: labels in their order, and where across the page each begins and ends.
//!
//! What no label of a row covers belongs to the cell above it, which so spans rows: merged cells follow from this table
//! and are said nowhere else.
//!
//! Sources: the published forms of 上海 for 2022 and 2026; that of 中央 from memory.

use pmt_core::edition::{Edition, EditionSet, Key};

use super::{Caption, Column, Field, Slot, Stands};

/// The width of the form, of which the places of cells are parts.
pub const WIDTH: u16 = 1000;

/// What becomes of a row where no edition is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unknown {
    /// It is printed.
    Printed,
    /// It is printed if any of its values is given.
    IfGiven,
    /// It is left out.
    LeftOut,
}

/// A row of the form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Row {
    /// The editions that have it.
    pub editions: EditionSet,
    /// Whether it is printed where no edition is known.
    pub unknown: Unknown,
    /// Its labels in order.
    pub slots: &'static [Slot],
}

const fn right(field: Field, key: Key, at: [u16; 3]) -> Slot {
    Slot { field, caption: Caption::Key(key), stands: Stands::Right, at }
}

const fn printed(field: Field, spellings: &'static [&'static str], at: [u16; 3]) -> Slot {
    Slot { field, caption: Caption::Printed(spellings), stands: Stands::Right, at }
}

const fn part_of(field: Field, key: Key, at: [u16; 3]) -> Slot {
    Slot { field, caption: Caption::PartOf(key), stands: Stands::Right, at }
}

const fn below(field: Field, key: Key, from: u16, to: u16) -> Slot {
    Slot { field, caption: Caption::Key(key), stands: Stands::Below, at: [from, to, to] }
}

const fn heading(field: Field, caption: Caption, from: u16, to: u16) -> Slot {
    Slot { field, caption, stands: Stands::Nowhere, at: [from, to, to] }
}

const fn level1(from: u16, to: u16) -> Slot {
    heading(Field::Column(Column::Level1), Caption::Printed(&["一级指标"]), from, to)
}

const fn level2(from: u16, to: u16) -> Slot {
    heading(Field::Column(Column::Level2), Caption::Printed(&["二级指标"]), from, to)
}

const fn name(from: u16, to: u16) -> Slot {
    heading(Field::Column(Column::Name), Caption::Printed(&["三级指标"]), from, to)
}

const fn value(from: u16, to: u16) -> Slot {
    heading(Field::Column(Column::Value), Caption::ValueColumn, from, to)
}

const fn indicators() -> Slot {
    heading(Field::Indicators, Caption::Key(Key::Indicators), 0, 150)
}

const fn everywhere(slots: &'static [Slot]) -> Row {
    Row { editions: EditionSet::ALL, unknown: Unknown::Printed, slots }
}

const fn only(editions: &[Edition], unknown: Unknown, slots: &'static [Slot]) -> Row {
    Row { editions: EditionSet::of(editions), unknown, slots }
}

const PROJECT_NAME: &[&str] = &["项目名称"];

// The two halves of a row of two pairs, and of one under a heading.
const LEFT: [u16; 3] = [0, 150, 530];
const INNER: [u16; 3] = [150, 317, 530];
const RIGHT: [u16; 3] = [530, 770, WIDTH];

/// The rows of the form, in the printed order.
pub const ROWS: &[Row] = &[
    only(
        &[Edition::Shanghai2022],
        Unknown::LeftOut,
        &[printed(Field::Name, PROJECT_NAME, LEFT), right(Field::Category, Key::Category, RIGHT)],
    ),
    only(
        &[Edition::Shanghai2023, Edition::Shanghai2026],
        Unknown::LeftOut,
        &[
            printed(Field::Name, PROJECT_NAME, [0, 150, 370]),
            right(Field::Nature, Key::Nature, [370, 490, 620]),
            right(Field::Category, Key::Category, [620, 770, WIDTH]),
        ],
    ),
    only(
        &[Edition::Central2021],
        Unknown::LeftOut,
        &[printed(Field::Name, PROJECT_NAME, LEFT), right(Field::Attribute, Key::Attribute, RIGHT)],
    ),
    only(&[], Unknown::Printed, &[printed(Field::Name, PROJECT_NAME, [0, 150, WIDTH])]),
    only(
        &[],
        Unknown::IfGiven,
        &[right(Field::Nature, Key::Nature, LEFT), right(Field::Category, Key::Category, RIGHT)],
    ),
    only(&[], Unknown::IfGiven, &[right(Field::Attribute, Key::Attribute, [0, 150, WIDTH])]),
    everywhere(&[right(Field::Department, Key::Department, LEFT), right(Field::Unit, Key::Unit, RIGHT)]),
    everywhere(&[
        printed(Field::Start, &["计划开始日期", "计划开始时间", "开始日期"], LEFT),
        printed(Field::End, &["计划完成日期", "计划完成时间", "计划结束日期", "完成日期"], RIGHT),
    ]),
    everywhere(&[
        heading(Field::Funds, Caption::Printed(&["项目资金"]), 0, 150),
        right(Field::Total, Key::TotalFunds, INNER),
        right(Field::Annual, Key::AnnualFunds, RIGHT),
    ]),
    everywhere(&[
        part_of(Field::Fiscal, Key::FiscalFunds, INNER),
        part_of(Field::Current, Key::CurrentYearFunds, RIGHT),
    ]),
    everywhere(&[right(Field::CarriedOver, Key::CarriedOverFunds, RIGHT)]),
    everywhere(&[
        right(Field::TotalOther, Key::OtherFunds, INNER),
        right(Field::AnnualOther, Key::OtherFunds, RIGHT),
    ]),
    everywhere(&[
        heading(Field::Goals, Caption::Printed(&["项目绩效目标"]), 0, 150),
        below(Field::WholeGoal, Key::WholeGoal, 150, 530),
        below(Field::AnnualGoal, Key::AnnualGoal, 530, WIDTH),
    ]),
    only(
        &[Edition::Shanghai2022, Edition::Shanghai2023],
        Unknown::Printed,
        &[indicators(), level1(150, 317), level2(317, 530), name(530, 770), value(770, WIDTH)],
    ),
    only(
        &[Edition::Shanghai2026],
        Unknown::LeftOut,
        &[level1(0, 150), level2(150, 370), name(370, 770), value(770, WIDTH)],
    ),
    only(
        &[Edition::Central2021],
        Unknown::LeftOut,
        &[
            indicators(),
            level1(150, 317),
            level2(317, 530),
            name(530, 745),
            value(745, 915),
            heading(Field::Column(Column::Attribute(Key::Weight)), Caption::Key(Key::Weight), 915, WIDTH),
        ],
    ),
];

/// Labels that other published forms have and no edition known here prints: they are read, never written.
pub const ALSO_READ: &[Slot] =
    &[right(Field::Code, Key::ProjectCode, LEFT), right(Field::UnitCode, Key::UnitCode, RIGHT)];

impl Row {
    /// Whether an edition has the row; `is_given` tells whether any of its values is.
    pub fn is_printed(&self, edition: Edition, is_given: impl Fn(Field) -> bool) -> bool {
        match (edition, self.unknown) {
            (Edition::Common, Unknown::Printed) => true,
            (Edition::Common, Unknown::LeftOut) => false,
            (Edition::Common, Unknown::IfGiven) => self.slots.iter().any(|slot| is_given(slot.field)),
            (real, _) => self.editions.accepts(real),
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    const EDITIONS: [Edition; 5] = [
        Edition::Shanghai2022,
        Edition::Shanghai2023,
        Edition::Shanghai2026,
        Edition::Central2021,
        Edition::Common,
    ];

    fn rows(edition: Edition) -> impl Iterator<Item = &'static Row> {
        ROWS.iter().filter(move |row| row.is_printed(edition, |_| true))
    }

    #[test]
    fn each_edition_prints_a_field_once() {
        for edition in EDITIONS {
            let fields: Vec<Field> = rows(edition).flat_map(|row| row.slots).map(|slot| slot.field).collect();
            let distinct: BTreeSet<_> = fields.iter().collect();
            assert_eq!(fields.len(), distinct.len(), "{edition:?}");
            for field in [Field::Name, Field::Unit, Field::Annual, Field::WholeGoal] {
                assert!(fields.contains(&field), "{edition:?} has no {field:?}");
            }
        }
    }

    #[test]
    fn labels_stand_side_by_side_and_end_at_the_edge() {
        for row in ROWS {
            let edges: Vec<u16> = row.slots.iter().flat_map(|slot| slot.at).collect();
            assert!(edges.is_sorted(), "{edges:?}");
            assert_eq!(edges.last(), Some(&WIDTH));
            for pair in row.slots.windows(2) {
                assert_eq!(pair[0].at[2], pair[1].at[0], "no gap within a row");
            }
        }
    }
}
