//! The national five-year plans and what is said of their first and last years.

/// A five-year plan.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FiveYearPlan {
    /// As texts name it.
    pub name: &'static str,
    /// Its first year.
    pub first: i32,
    /// Its last year.
    pub last: i32,
}

/// The plans that declarations of these years can name. Source: the plans' own titles.
pub const FIVE_YEAR_PLANS: &[FiveYearPlan] = &[
    FiveYearPlan { name: "十一五", first: 2006, last: 2010 },
    FiveYearPlan { name: "十二五", first: 2011, last: 2015 },
    FiveYearPlan { name: "十三五", first: 2016, last: 2020 },
    FiveYearPlan { name: "十四五", first: 2021, last: 2025 },
    FiveYearPlan { name: "十五五", first: 2026, last: 2030 },
    FiveYearPlan { name: "十六五", first: 2031, last: 2035 },
];

/// Words for a plan's first year.
pub const OPENING_WORDS: &[&str] = &["开局", "起步之年", "起步年"];

/// Words for a plan's last year.
pub const CLOSING_WORDS: &[&str] = &["收官之年", "收官年"];

/// Words in a clause that look back or ahead, after which the year of the plan is not the year of the declaration.
pub const OTHER_TIMES: &[&str] = &[
    "以来",
    "之后",
    "回顾",
    "自“",
    "自十",
    "去年",
    "上年",
    "前期",
    "已",
    "曾",
    "奠定",
    "打基础",
    "打好基础",
    "谋划",
    "迎接",
];
