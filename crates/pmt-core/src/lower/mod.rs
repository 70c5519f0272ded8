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

use pmt_syntax::{Parse, Span, Tree, ast};

use crate::edition::{Key, Place};
use crate::finding::{FileId, Finding, Site};
use crate::model::{Cover, FileModel};
use crate::rules::Rule;
use crate::text::Message;

use brokenness::Brokenness;
pub(crate) use fields::{as_value, is_slip, nearest};

/// The model of one parsed file.
pub fn lower(id: FileId, parse: &Parse) -> FileModel {
    let mut lowerer = Lowerer {
        id,
        tree: &parse.tree,
        broken: Brokenness::new(parse),
        findings: syntax::findings(id, parse),
        edition_keys: Vec::new(),
    };
    let fields = lowerer.fields(ast::items(&parse.tree), Place::File);
    let covers: Vec<Cover> = fields.all(Key::Declaration).map(|item| lowerer.cover(item)).collect();
    let projects = fields.all(Key::Project).map(|item| lowerer.project(item)).collect();
    let libraries = fields.all(Key::Library).map(|item| lowerer.library(item)).collect();
    FileModel { id, covers, projects, libraries, findings: lowerer.findings }
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
