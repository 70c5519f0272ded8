//! A declaration: a cover with the projects that belong to it, and what each of them takes from the others.

use std::borrow::Cow;
use std::collections::HashMap;

use pmt_syntax::Cooked;

use crate::amount::{Amount, sum};
use crate::edition::{Edition, Key};
use crate::expand;
pub use crate::expand::Referable;
use crate::finding::{FileId, Finding};
use crate::model::{At, Cover, Distance, Move, Project, Prose, Timespan};

/// A declaration. A project outside any 申报 makes one of its own.
#[derive(Debug)]
pub struct Declaration<'a> {
    /// Its folder, or the path of a project's file that has no cover.
    pub place: &'a str,
    /// The files that belong to it, those without a project included.
    pub files: Vec<FileId>,
    /// Its cover.
    pub cover: Option<(FileId, &'a Cover)>,
    /// The cover's own text, references expanded.
    pub cover_note: Option<Cooked>,
    /// Covers that should not be there.
    pub other_covers: Vec<(FileId, &'a Cover)>,
    /// Its projects in order.
    pub projects: Vec<Entry<'a>>,
    /// How many projects of units below count toward it, and their annual amounts.
    pub parts: Vec<PartProject>,
    /// The declarations of units below that count toward it, in the order of their folders.
    pub units: Vec<PartDeclaration>,
    /// The edition of the form.
    pub edition: Edition,
    /// The region named by 版式 or the configuration.
    pub region: Option<String>,
    /// The fiscal year.
    pub year: Option<i32>,
    /// Whether every file was read without a structural error, so that counting makes sense.
    pub whole: bool,
}

/// The declaration of a unit below.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PartDeclaration {
    /// Its folder, seen from the folder of the declaration above.
    pub place: String,
    /// Its department.
    pub department: Option<String>,
    /// Its unit, where it names one.
    pub unit: Option<String>,
    /// Its fiscal year.
    pub year: Option<i32>,
    /// How many projects of its own are at hand.
    pub projects: usize,
    /// The sum of their annual amounts; `None` where one is unknown.
    pub annual: Option<rust_decimal::Decimal>,
}

/// A project of a part: what the declaration above needs of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PartProject {
    /// Its annual amount.
    pub annual: Option<crate::amount::Amount>,
    /// Where it stands.
    pub site: crate::finding::Site,
}

/// A project in its declaration.
#[derive(Debug)]
pub struct Entry<'a> {
    /// Its file.
    pub file: FileId,
    /// As written.
    pub project: &'a Project,
    /// With what it inherits and refers to.
    pub resolved: Resolved,
}

/// What a project takes from around it.
#[derive(Clone, Debug, Default)]
pub struct Resolved {
    /// 主管部门, its own or inherited.
    pub department: Option<String>,
    /// 实施单位, its own or inherited.
    pub unit: Option<String>,
    /// 单位代码, its own or inherited.
    pub unit_code: Option<String>,
    /// 实施周期, with the declaration's year where it names none.
    pub period: Option<At<Timespan>>,
    /// 目标期间, its own or that of the dates.
    pub goal_period: Option<Timespan>,
    /// Texts with references, expanded, by where they stand.
    expanded: HashMap<u32, Cooked>,
    /// What was found in the texts, kept from the first time it is asked for.
    pub(crate) scans: crate::prose::Scans,
}

impl Resolved {
    /// Resolves a project under a cover; unknown and circular references are reported.
    pub fn new(
        file: FileId,
        project: &Project,
        cover: Option<&Cover>,
        edition: Edition,
        year: Option<i32>,
        findings: &mut Vec<Finding>,
    ) -> Self {
        let own = |at: &Option<At<String>>| at.as_ref().map(|name| name.value.clone());
        let from_cover = |pick: fn(&Cover) -> &Option<At<String>>| cover.and_then(|cover| own(pick(cover)));
        let department = own(&project.department).or_else(|| from_cover(|cover| &cover.department));
        let unit = own(&project.unit)
            .or_else(|| cover.and_then(Cover::own_or_only_unit).map(str::to_owned))
            .or_else(|| department.clone().filter(|_| cover.is_some_and(Cover::has_one_unit)));
        let unit_code = own(&project.unit_code).or_else(|| from_cover(|cover| &cover.unit_code));
        let in_year = project.period_in_year.filter(|_| year.is_some());
        let in_year = in_year.map(|at| At::new(at.value.days(year), at.span));
        let period = project.period.or(in_year);
        let mut resolved = Self {
            department,
            unit,
            unit_code,
            period,
            goal_period: project.goal_period.or(period).map(|at| at.value),
            expanded: HashMap::new(),
            scans: crate::prose::Scans::default(),
        };
        let counted = expand::Counted::declared(cover);
        let scope = expand::Scope { file, project: Some((project, &resolved)), cover, counted, edition };
        resolved.expanded = expand::expand_all(scope, project.prose(), findings);
        resolved
    }

    /// The same without what was read in the texts.
    pub(crate) fn without_scans(&self) -> Self {
        let Self { department, unit, unit_code, period, goal_period, expanded, scans: _ } = self;
        Self {
            department: department.clone(),
            unit: unit.clone(),
            unit_code: unit_code.clone(),
            period: *period,
            goal_period: *goal_period,
            expanded: expanded.clone(),
            scans: crate::prose::Scans::default(),
        }
    }

    /// Whether another says the same of a project with the same content that has moved so far.
    pub(crate) fn is_moved_to(&self, other: &Self, by: Distance) -> bool {
        // What is read in the texts follows from them.
        let Self { department, unit, unit_code, period, goal_period, expanded, scans: _ } = self;
        *department == other.department
            && *unit == other.unit
            && *unit_code == other.unit_code
            && period.moved(by) == other.period
            && *goal_period == other.goal_period
            && expanded.len() == other.expanded.len()
            && expanded.iter().all(|(start, text)| {
                other.expanded.get(&by.offset(*start)).is_some_and(|other| text.moved(by) == *other)
            })
    }

    /// Everything that the project's texts can refer to.
    pub fn referable(
        &self,
        file: FileId,
        project: &Project,
        cover: Option<&Cover>,
        edition: Edition,
    ) -> Vec<Referable> {
        let counted = expand::Counted::declared(cover);
        let scope = expand::Scope { file, project: Some((project, self)), cover, counted, edition };
        expand::referable(scope)
    }

    /// A text with its references expanded.
    pub fn text<'p>(&'p self, prose: &'p Prose) -> Cow<'p, Cooked> {
        match self.expanded.get(&prose.span.start) {
            Some(cooked) => Cow::Borrowed(cooked),
            None => match prose.plain() {
                Some(cooked) => Cow::Borrowed(cooked),
                None => Cow::Owned(prose.expand(|_| String::new())),
            },
        }
    }
}

impl<'a> Declaration<'a> {
    /// 项目数: as declared, else counted, those of parts included.
    pub fn project_count(&self) -> Option<u32> {
        let (_, cover) = self.cover?;
        let counted = || u32::try_from(self.projects.len().saturating_add(self.parts.len())).ok();
        cover.project_count.map(|count| count.value).or_else(counted)
    }

    /// 预算资金: as declared, else the sum of the annual amounts, those of parts included.
    pub fn budget(&self) -> Option<Amount> {
        let (_, cover) = self.cover?;
        let own = self.projects.iter().map(|entry| entry.project.annual.amount);
        let all = own.chain(self.parts.iter().map(|part| part.annual));
        let summed =
            || sum(all.map(|amount| amount.map(|amount| amount.yuan)).collect::<Option<Vec<_>>>()?);
        cover.budget.or_else(|| summed().map(|yuan| Amount::derived(yuan, cover.head)))
    }

    /// Expands the references in the cover's own text; unknown ones are reported.
    pub(crate) fn expand_cover_note(&mut self, findings: &mut Vec<Finding>) {
        let Some((file, cover)) = self.cover else { return };
        let Some(note) = &cover.note else { return };
        let counted = expand::Counted { projects: self.project_count(), budget: self.budget() };
        let scope = expand::Scope { file, project: None, cover: Some(cover), counted, edition: self.edition };
        let expanded = expand::expand_all(scope, [note], findings).remove(&note.span.start);
        self.cover_note = expanded.or_else(|| note.plain().cloned());
    }

    /// The name of its department: the cover's, else the first project's.
    pub fn department(&self) -> Option<&str> {
        let cover = self.cover.and_then(|(_, cover)| cover.department.as_ref());
        cover
            .map(|name| name.value.as_str())
            .or_else(|| self.projects.first().and_then(|entry| entry.resolved.department.as_deref()))
    }

    /// Whose declaration it is: the cover's unit, else its department.
    pub fn whose(&self) -> Option<&str> {
        self.cover.and_then(|(_, cover)| cover.whose())
    }

    /// A project as rules take it.
    pub fn context<'b>(
        &'b self,
        entry: &'b Entry<'a>,
        settings: &'b crate::config::Settings,
    ) -> crate::rules::ProjectCx<'b>
    where
        'a: 'b,
    {
        crate::rules::ProjectCx {
            file: entry.file,
            project: entry.project,
            resolved: &entry.resolved,
            common: self.common(),
            settings,
        }
    }

    /// What it says of all of its projects.
    pub fn common(&self) -> crate::rules::Common {
        let of_cover = [Key::Department, Key::Unit, Key::UnitCount];
        let cover_in_doubt = self.cover.is_some_and(|(_, cover)| {
            cover.presence.broken || cover.presence.meant.iter().any(|key| of_cover.contains(key))
        });
        crate::rules::Common { edition: self.edition, year: self.year, cover_in_doubt }
    }
}
