//! The levels of indicators: names, codes, which level 2 stands under which level 1 in which edition, and the other
//! names under which published forms print them.

use super::{Edition, EditionSet};

/// A level-1 indicator.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Level1 {
    /// 成本指标
    Cost,
    /// 产出指标
    Output,
    /// 效益指标
    Benefit,
    /// 满意度指标
    Satisfaction,
}

/// A level-2 indicator.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Level2 {
    /// 经济成本指标
    EconomicCost,
    /// 社会成本指标
    SocialCost,
    /// 生态环境成本指标
    EcologicalCost,
    /// 数量指标
    Quantity,
    /// 质量指标
    Quality,
    /// 时效指标
    Timeliness,
    /// 成本指标 under 产出指标, as older forms have it
    OutputCost,
    /// 经济效益指标
    EconomicBenefit,
    /// 社会效益指标
    SocialBenefit,
    /// 生态效益指标
    EcologicalBenefit,
    /// 可持续影响指标
    Sustainability,
    /// 服务对象满意度指标
    ServedSatisfaction,
}

/// A name of the taxonomy, its code and its aliases.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TaxonomyName {
    /// As the form prints it.
    pub name: &'static str,
    /// English, for JSON and completion.
    pub english: &'static str,
    /// The code of integrated budget systems; `None` where it is only inferred or unknown.
    pub code: Option<&'static str>,
    /// Other spellings that published forms have.
    pub aliases: &'static [&'static str],
}

const WITH_COST: EditionSet = EditionSet::of(&[Edition::Shanghai2026, Edition::Central2021]);
const WITHOUT_COST: EditionSet = EditionSet::of(&[Edition::Shanghai2022, Edition::Shanghai2023]);

static LEVEL1: [(Level1, EditionSet, TaxonomyName); 4] = [
    (Level1::Cost, WITH_COST, TaxonomyName { name: "成本指标", english: "cost", code: None, aliases: &[] }),
    (
        Level1::Output,
        EditionSet::ALL,
        TaxonomyName { name: "产出指标", english: "output", code: Some("1"), aliases: &[] },
    ),
    (
        Level1::Benefit,
        EditionSet::ALL,
        TaxonomyName { name: "效益指标", english: "benefit", code: None, aliases: &["效果指标"] },
    ),
    (
        Level1::Satisfaction,
        EditionSet::ALL,
        TaxonomyName { name: "满意度指标", english: "satisfaction", code: Some("3"), aliases: &[] },
    ),
];

const fn plain(name: &'static str, english: &'static str) -> TaxonomyName {
    TaxonomyName { name, english, code: None, aliases: &[] }
}

static LEVEL2: [(Level2, Level1, EditionSet, TaxonomyName); 12] = [
    (Level2::EconomicCost, Level1::Cost, WITH_COST, plain("经济成本指标", "economicCost")),
    (Level2::SocialCost, Level1::Cost, WITH_COST, plain("社会成本指标", "socialCost")),
    (Level2::EcologicalCost, Level1::Cost, WITH_COST, plain("生态环境成本指标", "ecologicalCost")),
    (
        Level2::Quantity,
        Level1::Output,
        EditionSet::ALL,
        TaxonomyName { name: "数量指标", english: "quantity", code: Some("11"), aliases: &[] },
    ),
    (Level2::Quality, Level1::Output, EditionSet::ALL, plain("质量指标", "quality")),
    (Level2::Timeliness, Level1::Output, EditionSet::ALL, plain("时效指标", "timeliness")),
    (Level2::OutputCost, Level1::Output, WITHOUT_COST, plain("成本指标", "outputCost")),
    (Level2::EconomicBenefit, Level1::Benefit, EditionSet::ALL, plain("经济效益指标", "economicBenefit")),
    (Level2::SocialBenefit, Level1::Benefit, EditionSet::ALL, plain("社会效益指标", "socialBenefit")),
    (
        Level2::EcologicalBenefit,
        Level1::Benefit,
        EditionSet::ALL,
        TaxonomyName {
            name: "生态效益指标",
            english: "ecologicalBenefit",
            code: None,
            aliases: &["环境效益指标"],
        },
    ),
    (Level2::Sustainability, Level1::Benefit, EditionSet::ALL, plain("可持续影响指标", "sustainability")),
    (
        Level2::ServedSatisfaction,
        Level1::Satisfaction,
        EditionSet::ALL,
        TaxonomyName {
            name: "服务对象满意度指标",
            english: "servedSatisfaction",
            code: Some("31"),
            aliases: &["社会公众或服务对象满意度指标", "满意度指标"],
        },
    ),
];

impl TaxonomyName {
    /// Whether `text` is another name than the form's: neither that nor a shorter form of it.
    pub fn is_other_name(&self, text: &str) -> bool {
        standing(self, text) == Some(Standing::Alias) && !self.name.contains(text)
    }
}

/// How a name as written stands to the taxonomy.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// The form's own name.
    Exact,
    /// An accepted other name of it, or the name without 指标.
    Alias,
}

fn standing(name: &TaxonomyName, text: &str) -> Option<Standing> {
    const SUFFIX: &str = "指标";
    let matches = |known: &str| known == text || known.strip_suffix(SUFFIX) == Some(text);
    if name.name == text {
        Some(Standing::Exact)
    } else if matches(name.name) || name.aliases.iter().any(|alias| matches(alias)) {
        Some(Standing::Alias)
    } else {
        None
    }
}

impl Level1 {
    /// All of them in the form's order.
    pub fn all() -> impl Iterator<Item = Self> {
        LEVEL1.iter().map(|(level, ..)| *level)
    }

    fn row(self) -> &'static (Self, EditionSet, TaxonomyName) {
        LEVEL1.iter().find(|(level, ..)| *level == self).unwrap_or(&LEVEL1[0])
    }

    /// Its name, code and aliases.
    pub fn info(self) -> &'static TaxonomyName {
        &self.row().2
    }

    /// The editions that have it.
    pub fn editions(self) -> EditionSet {
        self.row().1
    }

    /// The level 1 that `text` names.
    pub fn parse(text: &str) -> Option<(Self, Standing)> {
        LEVEL1.iter().find_map(|(level, _, name)| standing(name, text).map(|standing| (*level, standing)))
    }
}

impl Level2 {
    /// All of them in the form's order.
    pub fn all() -> impl Iterator<Item = Self> {
        LEVEL2.iter().map(|(level, ..)| *level)
    }

    fn row(self) -> &'static (Self, Level1, EditionSet, TaxonomyName) {
        LEVEL2.iter().find(|(level, ..)| *level == self).unwrap_or(&LEVEL2[0])
    }

    /// Its name, code and aliases.
    pub fn info(self) -> &'static TaxonomyName {
        &self.row().3
    }

    /// The level 1 it belongs under.
    pub fn parent(self) -> Level1 {
        self.row().1
    }

    /// The editions that have it.
    pub fn editions(self) -> EditionSet {
        self.row().2
    }

    /// The level 2 that `text` names, one under `parent` before all others (成本指标 is a name of both levels).
    pub fn parse(text: &str, parent: Option<Level1>) -> Option<(Self, Standing)> {
        let found = |wanted: bool| {
            LEVEL2
                .iter()
                .filter(move |(_, level1, ..)| (Some(*level1) == parent) == wanted)
                .find_map(|(level, _, _, name)| standing(name, text).map(|standing| (*level, standing)))
        };
        found(true).or_else(|| found(false))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_found_under_their_parent_first() {
        assert_eq!(Level2::parse("数量指标", None), Some((Level2::Quantity, Standing::Exact)));
        assert_eq!(
            Level2::parse("环境效益", Some(Level1::Benefit)),
            Some((Level2::EcologicalBenefit, Standing::Alias))
        );
        assert_eq!(
            Level2::parse("满意度指标", Some(Level1::Satisfaction)),
            Some((Level2::ServedSatisfaction, Standing::Alias))
        );
        assert_eq!(
            Level2::parse("数量指标", Some(Level1::Benefit)).map(|(l, _)| l.parent()),
            Some(Level1::Output)
        );
        assert_eq!(Level1::parse("效果指标"), Some((Level1::Benefit, Standing::Alias)));
        assert_eq!(Level1::parse("别的"), None);
    }
}
