//! Editions and sets of them.

/// An edition of the form: a region's, from a year on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[repr(u8)]
pub enum Edition {
    /// 上海 2022
    Shanghai2022,
    /// 上海 from 2023
    Shanghai2023,
    /// 上海 from 2026
    Shanghai2026,
    /// 中央 from 2021
    Central2021,
    /// No edition is known: what any of them has is accepted, what all of them require is required.
    Common,
}

impl Edition {
    /// The real editions.
    pub const ALL: [Self; 4] =
        [Self::Shanghai2022, Self::Shanghai2023, Self::Shanghai2026, Self::Central2021];
}

/// A set of editions.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct EditionSet(u8);

impl EditionSet {
    /// No edition.
    pub const NONE: Self = Self(0);
    /// Every edition.
    pub const ALL: Self = Self(0b1111);

    /// The set of the listed editions.
    pub const fn of(editions: &[Edition]) -> Self {
        let mut bits = 0;
        let mut rest = editions;
        while let [first, tail @ ..] = rest {
            bits |= 1 << (*first as u8);
            rest = tail;
        }
        Self(bits)
    }

    /// Whether `edition` accepts what this set describes: for [`Edition::Common`], whether any edition does.
    pub const fn accepts(self, edition: Edition) -> bool {
        match edition {
            Edition::Common => self.0 != 0,
            real => self.0 & (1 << (real as u8)) != 0,
        }
    }

    /// Whether `edition` requires what this set describes: for [`Edition::Common`], whether all editions do.
    pub const fn requires(self, edition: Edition) -> bool {
        match edition {
            Edition::Common => self.0 == Self::ALL.0,
            real => self.0 & (1 << (real as u8)) != 0,
        }
    }
}
