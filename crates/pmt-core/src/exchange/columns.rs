//! The columns of the two tables: their names, lengths and what they hold. Source: the element names of a system that
//! follows the ministry's technical standard; the standard itself was not at hand, so this table is provisional, and the
//! one place to correct.

use crate::config::LocalField;
use crate::text::Words;

/// A table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Table {
    /// 项目绩效目标: a row per project and kind of goal.
    Goals,
    /// 项目绩效指标: a row per indicator.
    Indicators,
}

impl Table {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Goals, Self::Indicators];

    /// Its name in the exchange.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Goals => "PM_PERF_GOAL_INFO",
            Self::Indicators => "PM_PERF_INDICATOR",
        }
    }

    /// What it is called.
    pub const fn title(self) -> Words {
        match self {
            Self::Goals => Words { zh: "项目绩效目标", en: "goals" },
            Self::Indicators => Words { zh: "项目绩效指标", en: "indicators" },
        }
    }

    /// Its columns in order, local ones excepted.
    pub const fn columns(self) -> &'static [Column<'static>] {
        match self {
            Self::Goals => GOALS,
            Self::Indicators => INDICATORS,
        }
    }
}

/// What a column takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// At most so many characters.
    Text(usize),
    /// A number.
    Number,
}

/// What a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Field {
    /// The row's key, derived from what the row is about.
    Key,
    /// 财政区划代码
    DivisionCode,
    /// 财政区划名称
    DivisionName,
    /// 年度
    Year,
    /// 单位代码
    AgencyCode,
    /// 单位名称
    AgencyName,
    /// 项目代码
    ProjectCode,
    /// 项目名称
    ProjectName,
    /// The goal's text.
    Goal,
    /// The kind of goal, as a code.
    GoalType,
    /// The kind of goal, in words.
    GoalTypeName,
    /// When it was written, if the command line says.
    Time,
    /// Whether it is deleted: never.
    IsDeleted,
    /// The level-1 indicator's code.
    Level1Code,
    /// The level-1 indicator.
    Level1,
    /// The level-2 indicator's code.
    Level2Code,
    /// The level-2 indicator.
    Level2,
    /// The level-3 indicator's code: not known to a declaration.
    Level3Code,
    /// The level-3 indicator.
    Level3,
    /// 指标解释, as the indicator's contents.
    Content,
    /// 评分标准
    Scoring,
    /// The target as printed.
    Target,
    /// 备注
    Remark,
    /// One that the local system adds.
    Local(LocalField),
}

/// A column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Column<'a> {
    /// Its name in the exchange.
    pub name: &'a str,
    /// What it is called.
    pub title: Words,
    /// What it takes.
    pub kind: Kind,
    /// What it holds.
    pub field: Field,
}

const fn text(
    name: &'static str,
    longest: usize,
    field: Field,
    zh: &'static str,
    en: &'static str,
) -> Column<'static> {
    Column { name, title: Words { zh, en }, kind: Kind::Text(longest), field }
}

const DIVISION_CODE: Column<'static> =
    text("MOF_DIV_CODE", 9, Field::DivisionCode, "财政区划代码", "division code");
const DIVISION_NAME: Column<'static> =
    text("MOF_DIV_NAME", 360, Field::DivisionName, "财政区划名称", "division");
const YEAR: Column<'static> = text("FISCAL_YEAR", 4, Field::Year, "年度", "fiscal year");
const AGENCY_CODE: Column<'static> = text("AGENCY_CODE", 21, Field::AgencyCode, "单位代码", "unit code");
const AGENCY_NAME: Column<'static> = text("AGENCY_NAME", 300, Field::AgencyName, "单位名称", "unit");
const PROJECT_CODE: Column<'static> = text("PRO_CODE", 21, Field::ProjectCode, "项目代码", "project code");
const PROJECT_NAME: Column<'static> = text("PRO_NAME", 180, Field::ProjectName, "项目名称", "project name");

static GOALS: &[Column<'static>] = &[
    text("KPI_PER_ID", 38, Field::Key, "主键", "key"),
    DIVISION_CODE,
    DIVISION_NAME,
    YEAR,
    AGENCY_CODE,
    AGENCY_NAME,
    PROJECT_CODE,
    PROJECT_NAME,
    text("KPI_TARGET", 2000, Field::Goal, "绩效目标", "goal"),
    text("PERF_OBJ_TYPE_CODE", 1, Field::GoalType, "目标类型代码", "kind of goal, code"),
    text("PERF_OBJ_TYPE_NAME", 60, Field::GoalTypeName, "目标类型名称", "kind of goal"),
    text("UPDATE_TIME", 17, Field::Time, "更新时间", "time of update"),
    text("CREATE_TIME", 17, Field::Time, "创建时间", "time of creation"),
    Column {
        name: "IS_DELETED",
        title: Words { zh: "是否删除", en: "whether deleted" },
        kind: Kind::Number,
        field: Field::IsDeleted,
    },
];

static INDICATORS: &[Column<'static>] = &[
    text("KPI_ID", 38, Field::Key, "主键", "key"),
    DIVISION_CODE,
    DIVISION_NAME,
    YEAR,
    AGENCY_CODE,
    AGENCY_NAME,
    PROJECT_CODE,
    PROJECT_NAME,
    text("LV1_PERF_IND_CODE", 20, Field::Level1Code, "一级指标代码", "level-1 code"),
    text("LV1_PERF_IND_NAME", 300, Field::Level1, "一级指标", "level 1"),
    text("LV2_PERF_IND_CODE", 20, Field::Level2Code, "二级指标代码", "level-2 code"),
    text("LV2_PERF_IND_NAME", 300, Field::Level2, "二级指标", "level 2"),
    text("LV3_PERF_IND_CODE", 20, Field::Level3Code, "三级指标代码", "level-3 code"),
    text("LV3_PERF_IND_NAME", 300, Field::Level3, "三级指标", "level 3"),
    text("KPI_CONTENT", 2000, Field::Content, "指标内容", "contents"),
    text("KPI_EVALSTD", 2000, Field::Scoring, "评（扣）分标准", "scoring"),
    text("KPI_VAL", 60, Field::Target, "指标值", "target"),
    text("KPI_REMARK", 2000, Field::Remark, "备注", "remark"),
];

impl LocalField {
    /// What a local column with it takes.
    pub const fn kind(self) -> Kind {
        match self {
            Self::Comparator | Self::Weight | Self::Scope | Self::Order => Kind::Number,
            Self::Unit => Kind::Text(200),
            Self::Value => Kind::Text(60),
            Self::Explanation => Kind::Text(2000),
        }
    }

    /// What it is called.
    pub const fn title(self) -> Words {
        match self {
            Self::Comparator => Words { zh: "计算符号", en: "comparator" },
            Self::Unit => Words { zh: "计量单位", en: "unit" },
            Self::Value => Words { zh: "不带符号的指标值", en: "value without sign" },
            Self::Weight => Words { zh: "权重", en: "weight" },
            Self::Scope => Words { zh: "总体或年度", en: "whole period or year" },
            Self::Explanation => Words { zh: "指标值解释", en: "explanation" },
            Self::Order => Words { zh: "顺序号", en: "order" },
        }
    }
}
