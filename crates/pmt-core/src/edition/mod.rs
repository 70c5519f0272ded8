//! The editions of the form as data: which keys may stand where, of which type, required or not, under which label,
//! with which enumerations, indicator taxonomy and official guidance. Completion, hover, checks, the JSON Schema, the
//! editor grammars and the reference page all read these tables; a new edition of the form changes them and nothing
//! else.
//!
//! This module must never know a file, a tree or a rule. No keyword of the form is spelt anywhere else.

mod counted;
mod keys;
mod measures;
mod money;
mod places;
pub mod plans;
mod purchases;
mod ratios;
mod senses;
mod set;
mod taxonomy;
pub mod words_basis;
pub mod words_degree;
pub mod words_indicators;
pub mod words_money;
pub mod words_narrative;
pub mod words_prose;
pub mod words_reference;
pub mod words_text;

pub use counted::{Counted, counted, meant_unit};
pub use keys::{Key, Spelling};
pub use measures::{Measure, measures};
pub use money::{MONEY_UNITS, MoneyUnit, unit_scale};
pub use places::{Content, LabelType, Place, Slot, ValueType};
pub use purchases::buys_or_builds;
pub use ratios::{bare_name, is_likely_ratio, is_metric_name, is_ratio, is_satisfaction, is_share};
pub use senses::{NO_BURDEN, less_is_better, more_is_better};
pub use set::{Edition, EditionSet};
pub use taxonomy::{Level1, Level2, Standing, TaxonomyName};

/// A value of a closed list (项目类别, 项目性质), with the editions that have it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct EnumValue {
    /// As the form prints it.
    pub text: &'static str,
    /// The editions that have it.
    pub editions: EditionSet,
}

/// The editions whose list has a value; `None` if none has.
pub fn editions_with(list: &[EnumValue], text: &str) -> Option<EditionSet> {
    list.iter().find(|value| value.text == text).map(|value| value.editions)
}

const SHANGHAI_FROM_2023: EditionSet = EditionSet::of(&[Edition::Shanghai2023, Edition::Shanghai2026]);

/// 项目类别. Source: the published forms of each edition.
pub const CATEGORIES: &[EnumValue] = &[
    EnumValue { text: "经常性项目", editions: EditionSet::of(&[Edition::Shanghai2022]) },
    EnumValue { text: "一次性项目", editions: EditionSet::of(&[Edition::Shanghai2022]) },
    EnumValue { text: "特定目标类", editions: SHANGHAI_FROM_2023 },
    EnumValue { text: "其他运转类", editions: SHANGHAI_FROM_2023 },
];

/// 项目性质 (上海 from 2023). Source: the published forms.
pub const NATURES: &[EnumValue] = &[
    EnumValue { text: "经常性项目", editions: SHANGHAI_FROM_2023 },
    EnumValue { text: "阶段性项目", editions: SHANGHAI_FROM_2023 },
    EnumValue { text: "一次性项目", editions: SHANGHAI_FROM_2023 },
];

/// 项目属性 (中央).
pub const ATTRIBUTES: &[EnumValue] = &[
    EnumValue { text: "新增项目", editions: EditionSet::of(&[Edition::Central2021]) },
    EnumValue { text: "延续项目", editions: EditionSet::of(&[Edition::Central2021]) },
];

/// 性质 of an indicator that is neither compared nor absent.
pub const QUALITATIVE: &str = "定性";
/// 性质 of an indicator whose quantities stand in words.
pub const QUANTITATIVE_OTHER: &str = "定量（其他）";
/// 性质 of an indicator with a number.
pub const QUANTITATIVE: &str = "定量";
/// What 性质 can be.
pub static KINDS: [&str; 3] = [QUALITATIVE, QUANTITATIVE_OTHER, QUANTITATIVE];
/// The value of an indicator that does not apply.
pub const NOT_APPLICABLE: &str = "不适用";

/// Most characters of an indicator's name. Source: what integrated budget systems save.
pub const INDICATOR_NAME_LIMIT: u32 = 100;

/// Most characters of a project's name. Source: what integrated budget systems save of a name.
pub const PROJECT_NAME_LIMIT: u32 = 100;

/// From how much money a year on one indicator a category is few, in 元. Source: review practice.
pub const MINIMAL_SET_AMOUNT: u32 = 200_000;

/// How many indicators in a hundred should have a number or a date. Source: review practice.
pub const QUANTITATIVE_SHARE: u32 = 60;

/// The satisfaction below which a target is low, in per cent. Source: review practice.
pub const LOW_SATISFACTION: u32 = 80;

/// The first fiscal year for which cost indicators are asked for. Source: 财预〔2021〕101号 for central budgets, review
/// practice elsewhere.
pub const COST_INDICATORS_FROM: i32 = 2022;

/// Whether a value says nothing: blank, or only signs that stand for something to be filled in.
pub fn is_placeholder(text: &str) -> bool {
    let text = text.trim();
    let signs = |c: char| {
        matches!(c, '*' | '/' | '-' | '_' | '.' | '…' | '—' | '–' | '＊' | '／' | '－' | '＿' | '%' | '％')
    };
    let letters = |c: char| matches!(c, 'X' | 'x' | 'Ｘ' | 'ｘ' | '×');
    PLACEHOLDER_WORDS.contains(&text)
        || text.chars().all(signs)
        || (text.chars().count() > 1 && text.chars().all(letters))
}

/// Words that stand for a value that is not known yet.
pub const PLACEHOLDER_WORDS: &[&str] = &["待定", "待填", "待补充", "待确定", "待明确", "暂缺", "暂空", "TBD"];

/// The fixed text of section seven in the Shanghai template: right as it stands.
pub const SECTION_SEVEN_TEXT: &str = "详见单位的项目绩效目标表";

/// The narrative's sections in the form's order, with the official template's guidance (fixed text for the last).
pub const SECTIONS: &[(Key, &str)] = &[
    (Key::Overview, "（说明项目的总体情况、立项目的等）"),
    (Key::Basis, "（说明立项依据的文件名称及其具体作为本项目立项依据的内容等）"),
    (Key::Bodies, "（列举具体实施项目的各个责任主体及其职责等）"),
    (Key::Plan, "（说明项目实施的具体工作方案，包括实施阶段、实施内容等）"),
    (Key::Period, "（说明项目实施的周期）"),
    (Key::BudgetPlan, "（说明项目年度财政资金预算安排金额、使用内容等）"),
    (Key::Goals, SECTION_SEVEN_TEXT),
];

/// Guidance left in published documents that is not of the current template.
pub const OTHER_GUIDANCE: &[&str] = &[
    "（包括总目标、年度目标、分解目标等，具体见表格）",
    "（绩效目标管理工作情况，以及编报绩效目标的项目数量、单位数量、预算金额等）",
];

/// The unit in which an edition prints amounts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PrintedUnit {
    /// 元
    Yuan,
    /// 万元
    TenThousandYuan,
}

/// What an edition says of the form as a whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Form {
    /// Which edition.
    pub edition: Edition,
    /// The region, as 版式 names it.
    pub region: &'static str,
    /// The first fiscal year it is used for.
    pub from_year: i32,
    /// The form's title.
    pub title: &'static str,
    /// The heading of the indicators' value column.
    pub value_column: &'static str,
    /// The unit of its amounts.
    pub unit: PrintedUnit,
    /// Totals of the weights that are right; empty where the form has no weights.
    pub weight_totals: &'static [u32],
}

/// All editions, a region's together and in the order of years.
pub const FORMS: &[Form] = &[
    Form {
        edition: Edition::Shanghai2022,
        region: "上海",
        from_year: 2022,
        title: "财政项目支出绩效目标填报表",
        value_column: "年度指标值",
        unit: PrintedUnit::Yuan,
        weight_totals: &[],
    },
    Form {
        edition: Edition::Shanghai2023,
        region: "上海",
        from_year: 2023,
        title: "财政项目支出绩效目标填报表",
        value_column: "年度(/项目)指标值",
        unit: PrintedUnit::Yuan,
        weight_totals: &[],
    },
    Form {
        edition: Edition::Shanghai2026,
        region: "上海",
        from_year: 2026,
        title: "财政项目支出绩效目标申报表",
        value_column: "年度(/项目)指标值",
        unit: PrintedUnit::Yuan,
        weight_totals: &[],
    },
    Form {
        edition: Edition::Central2021,
        region: "中央",
        from_year: 2021,
        title: "项目支出绩效目标表",
        value_column: "指标值",
        unit: PrintedUnit::TenThousandYuan,
        weight_totals: &[90, 100],
    },
];

/// The weight totals accepted where no edition decides. Source: the weights of 中央 forms and of systems in use.
pub const COMMON_WEIGHT_TOTALS: &[u32] = &[90, 100];

impl Edition {
    /// The edition for a region and a fiscal year: the region's latest that is not after the year. An unknown region
    /// or year, and a year before the region's first edition, give the set common to all.
    pub fn choose(region: Option<&str>, year: Option<i32>) -> Self {
        let (Some(region), Some(year)) = (region, year) else { return Self::Common };
        let region = region.trim_end_matches('市');
        let latest = FORMS.iter().rfind(|form| form.region == region && form.from_year <= year);
        latest.map_or(Self::Common, |form| form.edition)
    }

    /// What the edition says of the form; `None` for [`Edition::Common`].
    pub fn form(self) -> Option<&'static Form> {
        FORMS.iter().find(|form| form.edition == self)
    }

    /// Its name as reports and JSON give it, such as `上海 2023`.
    pub fn name(self) -> String {
        self.form().map_or_else(|| "通用".to_owned(), |form| format!("{} {}", form.region, form.from_year))
    }

    /// The regions that have an edition, each once.
    pub fn regions() -> Vec<&'static str> {
        let mut regions: Vec<_> = FORMS.iter().map(|form| form.region).collect();
        regions.dedup();
        regions
    }
}

/// The official guidance for a key, where the template has any.
pub fn guidance(key: Key) -> Option<&'static str> {
    SECTIONS.iter().find(|(section, _)| *section == key).map(|(_, text)| *text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn region_and_year_choose_the_latest_edition_not_after_the_year() {
        let choose = |region, year| Edition::choose(Some(region), Some(year));
        assert_eq!(choose("上海", 2022), Edition::Shanghai2022);
        assert_eq!(choose("上海市", 2025), Edition::Shanghai2023);
        assert_eq!(choose("上海", 2030), Edition::Shanghai2026);
        assert_eq!(choose("上海", 2019), Edition::Common, "older than any");
        assert_eq!(choose("中央", 2026), Edition::Central2021);
        assert_eq!(choose("火星", 2026), Edition::Common);
        assert_eq!(Edition::choose(None, Some(2022)), Edition::Common);
        assert_eq!(Edition::choose(Some("上海"), None), Edition::Common);
    }
}
