//! Tree to model: reads what each item means by the vocabulary's tables and reports where the language itself is
//! broken (SYN KEY REF AMT). It must never ask for an edition: whatever any edition spells is read here.

mod amounts;
mod brokenness;
mod fields;
mod funds;
mod indicators;
mod project;
mod references;
mod scalars;
mod sections;
mod syntax;

use std::ops::Range;
use std::sync::Arc;

use pmt_syntax::{Parse, Same, Span, Tree, ast};

use crate::edition::{Key, Place};
use crate::finding::{FileId, Finding, Site};
use crate::model::{Cover, Distance, FileModel, Move as _, Project};
use crate::rules::Rule;
use crate::text::Message;

use brokenness::Brokenness;
pub(crate) use fields::{as_value, is_slip, nearest};

/// The model of one parsed file.
pub fn lower(id: FileId, parse: &Parse) -> FileModel {
    lower_with(id, parse, None)
}

/// The model of a file that another one became by an edit. What stands in `same` says what it said before, so that
/// projects in it are taken over; the result is that of [`lower`].
pub fn lower_again(parse: &Parse, same: &[Same], before: &FileModel) -> FileModel {
    lower_with(before.id, parse, Some(&Known { same, before }))
}

fn lower_with(id: FileId, parse: &Parse, known: Option<&Known<'_>>) -> FileModel {
    let mut lowerer = Lowerer {
        id,
        tree: &parse.tree,
        broken: Brokenness::new(parse),
        findings: syntax::findings(id, parse),
        edition_keys: Vec::new(),
    };
    let fields = lowerer.fields(ast::items(&parse.tree), Place::File);
    let covers: Vec<Cover> = fields.all(Key::Declaration).map(|item| lowerer.cover(item)).collect();
    let (projects, of_projects) = fields
        .all(Key::Project)
        .map(|item| {
            let begin = lowerer.findings.len();
            let taken = known.and_then(|known| known.take(item.span(), &mut lowerer));
            let project = taken.unwrap_or_else(|| Arc::new(lowerer.project(item)));
            (project, begin..lowerer.findings.len())
        })
        .unzip();
    let libraries = fields.all(Key::Library).map(|item| lowerer.library(item)).collect();
    let doubtful = lowerer.broken.into_doubtful();
    FileModel { id, covers, projects, libraries, findings: lowerer.findings, of_projects, doubtful }
}

/// What is known of a file from before an edit.
struct Known<'k> {
    same: &'k [Same],
    before: &'k FileModel,
}

impl Known<'_> {
    /// The project that stood in the file before what stands there now, with its findings. Reading it looks at nothing
    /// beyond it but at the syntax errors, of which there are none near it, and at the doubt that a brace leaves.
    fn take(&self, now: Span, lowerer: &mut Lowerer<'_>) -> Option<Arc<Project>> {
        let after = self.same.partition_point(|same| same.now.start <= now.start);
        let same = self.same.get(after.checked_sub(1)?).filter(|same| same.now.covers(now))?;
        let back = Distance::new(same.now.start, same.before.start);
        let was = now.moved(back);
        let (index, project) =
            self.before.projects.at(was.start).filter(|(_, project)| project.span == was)?;
        let is_doubtful = |doubtful: &[Span], span: Span| {
            doubtful.iter().any(|one| one.start < span.end && span.start < one.end)
        };
        if is_doubtful(lowerer.broken.doubtful(), now) || is_doubtful(&self.before.doubtful, was) {
            return None;
        }
        let range: Range<usize> = self.before.of_projects.get(index)?.clone();
        let by = Distance::new(was.start, now.start);
        lowerer.findings.extend(self.before.findings.get(range)?.iter().map(|finding| finding.moved(by)));
        Some(if by.is_none() { Arc::clone(project) } else { Arc::new(project.moved(by)) })
    }
}

/// The state of one file's lowering.
struct Lowerer<'t> {
    id: FileId,
    tree: &'t Tree,
    broken: Brokenness,
    findings: Vec<Finding>,
    /// Keys of the project at hand that not every edition spells so.
    edition_keys: Vec<crate::model::EditionKey>,
}

impl<'t> Lowerer<'t> {
    fn site(&self, span: Span) -> Site {
        Site { file: self.id, span }
    }

    fn report(&mut self, rule: &'static Rule, span: Span, zh: impl Into<String>, en: impl Into<String>) {
        let finding = self.finding(rule, span, zh, en);
        self.findings.push(finding);
    }

    fn finding(
        &self,
        rule: &'static Rule,
        span: Span,
        zh: impl Into<String>,
        en: impl Into<String>,
    ) -> Finding {
        Finding::new(rule, self.site(span), Message::new(zh, en))
    }

    fn cover(&mut self, item: ast::Item<'t>) -> Cover {
        let fields = self.block_fields(item, Place::Declaration);
        let year =
            item.label().and_then(|label| label.year().map(|y| crate::model::At::new(y, label.span())));
        Cover {
            span: item.span(),
            head: item.head_span(),
            year,
            region: self.name(&fields, Key::Region),
            department: self.name(&fields, Key::Department),
            unit: self.name(&fields, Key::Unit),
            unit_code: self.name(&fields, Key::UnitCode),
            unit_count: self.count(&fields, Key::UnitCount),
            project_count: self.count(&fields, Key::ProjectCount),
            budget: self.money(&fields, Key::Budget),
            note: self.prose(&fields, Key::CoverNote),
            presence: fields.presence(),
        }
    }
}
