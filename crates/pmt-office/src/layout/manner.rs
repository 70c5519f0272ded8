//! How an edition's documents are set beyond the rows of the form: numbers, dates, headings.

use pmt_core::edition::{Edition, EditionSet};

/// How dates are printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Dates {
    /// `2022-01-01`
    Dashed,
    /// `2026/1/1`
    Slashed,
}

/// How a project's narrative and form are headed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Headings {
    /// By its number: `项目经费情况说明1`.
    Numbered,
    /// By its name: `河道整治项目经费情况说明`.
    Named,
}

/// The manner of some editions.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Manner {
    /// Which.
    editions: EditionSet,
    /// How projects are headed.
    pub headings: Headings,
    /// How dates are printed.
    pub dates: Dates,
    /// Whether the digits of amounts are grouped in threes.
    pub grouped: bool,
    /// The fewest digits after the point of an amount that is not zero.
    pub decimals: u32,
    /// Whether the goal of the whole period says its years.
    pub goal_years: bool,
}

/// The manners, the usual one first. Sources: the published forms of 上海 for 2022 and 2026 (2023 as 2022, but named);
/// 中央 from memory.
static MANNERS: [Manner; 4] = [
    Manner {
        editions: EditionSet::of(&[Edition::Shanghai2022]),
        headings: Headings::Numbered,
        dates: Dates::Dashed,
        grouped: false,
        decimals: 0,
        goal_years: true,
    },
    Manner {
        editions: EditionSet::of(&[Edition::Shanghai2023]),
        headings: Headings::Named,
        dates: Dates::Dashed,
        grouped: false,
        decimals: 0,
        goal_years: true,
    },
    Manner {
        editions: EditionSet::of(&[Edition::Shanghai2026]),
        headings: Headings::Named,
        dates: Dates::Slashed,
        grouped: true,
        decimals: 2,
        goal_years: false,
    },
    Manner {
        editions: EditionSet::of(&[Edition::Central2021]),
        headings: Headings::Named,
        dates: Dates::Dashed,
        grouped: true,
        decimals: 2,
        goal_years: true,
    },
];

impl Manner {
    /// The manner of an edition; the usual one where none is known.
    pub fn of(edition: Edition) -> &'static Self {
        let own =
            MANNERS.iter().find(|manner| edition != Edition::Common && manner.editions.accepts(edition));
        own.unwrap_or(&MANNERS[0])
    }
}
