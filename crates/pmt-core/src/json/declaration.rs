//! A declaration with its cover and what was found in it.

use schemars::JsonSchema;
use serde::{Serialize, Serializer};

use super::build::build_project;
use super::{Money, Project};
use crate::declaration::Entry;
use crate::finding::Severity;

/// One declaration: a cover with its projects, or a project without a cover.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct Declaration<'a> {
    /// The edition of the form whose rules applied, such as `上海 2022`; `通用` where none is known.
    pub edition: String,
    /// The region named by 版式 or by the configuration.
    pub region: Option<String>,
    /// The title of the form in that edition.
    pub form_title: Option<String>,
    /// The fiscal year.
    pub year: Option<i32>,
    /// 申报; null for a project without one.
    pub cover: Option<Cover>,
    /// The declarations of units below, each written as a declaration of its own, that count toward this one's cover.
    pub parts: Vec<Part>,
    /// The projects in the order of their files. Those of units below, which have a declaration of their own, are in it.
    pub projects: Projects<'a>,
    /// The errors a draft was written with; empty otherwise.
    pub findings: Vec<Finding>,
    /// Findings that the author silenced.
    pub silenced: Vec<SilencedFinding>,
    /// Rules that the configuration takes otherwise than they are meant.
    pub changed_severities: Vec<ChangedSeverity>,
}

/// The projects of a declaration, each made when it is asked for or written: the JSON of a whole province is never in
/// memory at once.
#[derive(Debug, JsonSchema)]
#[schemars(with = "Vec<Project>")]
pub struct Projects<'a> {
    pub(super) entries: Vec<Entry<'a>>,
    pub(super) year: Option<i32>,
}

impl<'a> Projects<'a> {
    /// The projects with what they take from around them.
    pub(crate) fn entries(&self) -> &[Entry<'a>] {
        &self.entries
    }
}

impl Projects<'_> {
    /// The projects in order.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = Project> {
        self.entries.iter().map(|entry| build_project(entry, self.year))
    }
}

impl Serialize for Projects<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.iter())
    }
}

/// A declaration of a unit below, as the one above it counts it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
#[schemars(rename = "PartDeclaration")]
pub struct Part {
    /// Its folder, seen from the folder of this declaration.
    pub place: String,
    /// 主管部门
    pub department: Option<String>,
    /// 实施单位
    pub unit: Option<String>,
    /// The fiscal year.
    pub year: Option<i32>,
    /// How many projects of its own it has.
    pub projects: usize,
    /// The sum of their annual amounts; null where one is unknown.
    pub annual_funds: Option<Money>,
}

/// 申报.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct Cover {
    /// 主管部门
    pub department: Option<String>,
    /// 实施单位: as given, else the department where there is one unit.
    pub unit: Option<String>,
    /// 单位代码
    pub unit_code: Option<String>,
    /// 预算单位数
    pub unit_count: Option<u32>,
    /// 项目数: as declared, else counted, those of units below included.
    pub project_count: Option<u32>,
    /// 预算资金: as declared, else the sum of the projects' annual amounts, those of units below included.
    pub budget: Option<Money>,
    /// 绩效目标设置情况
    pub note: Option<String>,
}

/// How much a finding weighs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum ReportedSeverity {
    /// The rule is not run.
    Off,
    /// A judgement the author may answer.
    Hint,
    /// Almost always wrong.
    Warning,
    /// Certain.
    Error,
}

impl From<Severity> for ReportedSeverity {
    fn from(severity: Severity) -> Self {
        match severity {
            Severity::Hint => Self::Hint,
            Severity::Warning => Self::Warning,
            Severity::Error => Self::Error,
        }
    }
}

/// A message in both languages.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct MessageText {
    /// Chinese.
    pub zh: String,
    /// English.
    pub en: String,
}

/// A finding.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct Finding {
    /// The rule's code.
    pub rule: String,
    /// The rule's readable name.
    pub name: String,
    /// Its severity here.
    pub severity: ReportedSeverity,
    /// The file, seen from the declaration's folder.
    pub file: String,
    /// The line, from 1.
    pub line: u32,
    /// The column in characters, from 1.
    pub column: u32,
    /// What is wrong.
    pub message: MessageText,
}

/// A finding that a comment in the source silences.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct SilencedFinding {
    /// The finding.
    #[serde(flatten)]
    pub finding: Finding,
    /// The reason its author gave.
    pub reason: String,
}

/// A rule whose severity the configuration changes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct ChangedSeverity {
    /// The rule's code.
    pub rule: String,
    /// The rule's readable name.
    pub name: String,
    /// Its own severity.
    pub default: ReportedSeverity,
    /// Its severity here.
    pub severity: ReportedSeverity,
}
