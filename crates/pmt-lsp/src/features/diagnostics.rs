//! Findings as the client shows them.

use pmt_core::finding::{FileId, Finding, Fix, Related, Severity, Site};
use pmt_core::text::Lang;
use rayon::prelude::*;
use serde::{Deserialize, Serialize};
use tower_lsp::ls_types::{
    CodeDescription, Diagnostic, DiagnosticRelatedInformation, DiagnosticSeverity, DiagnosticTag, Location,
    NumberOrString, Range,
};

use super::identity;
use crate::path::{Key, uri_of};
use crate::profile::Profile;
use crate::session::{FileFindings, Session};

/// What a diagnostic comes from, as the client shows it.
pub const SOURCE: &str = "pmt";

/// A fix, as it travels with its diagnostic.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FixData {
    /// What it does.
    pub title: String,
    /// Whether it keeps the meaning.
    pub safe: bool,
    /// The file it is for.
    pub uri: String,
    /// The replacements.
    pub edits: Vec<EditData>,
}

/// A replacement.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct EditData {
    /// Where.
    pub range: Range,
    /// What stands there then.
    pub text: String,
}

/// What travels with a diagnostic.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Data {
    /// The ways to answer it, the best first.
    pub fixes: Vec<FixData>,
}

/// The findings of a file with what the client is told.
pub fn said(
    session: &Session,
    id: FileId,
    findings: Vec<Finding>,
    lang: Lang,
    profile: &Profile,
) -> FileFindings {
    let teller = Teller { session, lang, profile };
    let (diagnostics, identities): (Vec<Diagnostic>, Vec<String>) = findings
        .par_iter()
        .filter_map(|finding| {
            let diagnostic = teller.diagnostic(id, finding)?;
            let own = identity([serde_json::to_string(&diagnostic).unwrap_or_default()]);
            Some((diagnostic, own))
        })
        .unzip();
    FileFindings { findings, diagnostics, id: identity(identities) }
}

struct Teller<'a> {
    session: &'a Session,
    lang: Lang,
    profile: &'a Profile,
}

impl Teller<'_> {
    fn diagnostic(&self, id: FileId, finding: &Finding) -> Option<Diagnostic> {
        let mut message = finding.message.get(self.lang).to_owned();
        if let Some(advice) = &finding.advice {
            message.push('\n');
            message.push_str(advice.get(self.lang));
        }
        let related: Vec<DiagnosticRelatedInformation> =
            finding.related.iter().filter_map(|related| self.related(related)).collect();
        let fixes: Vec<FixData> = finding.fixes.iter().filter_map(|fix| self.fix(fix)).collect();
        Some(Diagnostic {
            range: self.range(Site { file: id, span: finding.site.span })?,
            severity: Some(severity(finding.severity)),
            code: Some(NumberOrString::String(finding.rule.code.to_owned())),
            code_description: finding.rule.url().parse().ok().map(|href| CodeDescription { href }),
            source: Some(SOURCE.to_owned()),
            message,
            related_information: (!related.is_empty()).then_some(related),
            tags: tags(finding),
            data: (!fixes.is_empty()).then(|| serde_json::to_value(Data { fixes }).ok()).flatten(),
        })
    }

    fn range(&self, site: Site) -> Option<Range> {
        let file = self.session.workspace.file(site.file)?;
        Some(self.profile.encoding.range(file.line_index(), &file.text, site.span))
    }

    fn related(&self, related: &Related) -> Option<DiagnosticRelatedInformation> {
        let uri = match self.session.key(related.site.file)? {
            Key::File(path) => uri_of(path)?,
            Key::Other(uri) => uri.parse().ok()?,
        };
        Some(DiagnosticRelatedInformation {
            location: Location { uri, range: self.range(related.site)? },
            message: related.message.get(self.lang).to_owned(),
        })
    }

    fn fix(&self, fix: &Fix) -> Option<FixData> {
        let uri = match self.session.key(fix.file)? {
            Key::File(path) => uri_of(path)?.as_str().to_owned(),
            Key::Other(uri) => uri.clone(),
        };
        let edits = fix.edits.iter().map(|edit| {
            let range = self.range(Site { file: fix.file, span: edit.span })?;
            Some(EditData { range, text: edit.text.clone() })
        });
        Some(FixData {
            title: fix.title.get(self.lang).to_owned(),
            safe: fix.safe,
            uri,
            edits: edits.collect::<Option<Vec<_>>>()?,
        })
    }
}

fn severity(severity: Severity) -> DiagnosticSeverity {
    match severity {
        Severity::Error => DiagnosticSeverity::ERROR,
        Severity::Warning => DiagnosticSeverity::WARNING,
        Severity::Hint => DiagnosticSeverity::INFORMATION,
    }
}

/// What is only to be deleted is shown faded.
fn tags(finding: &Finding) -> Option<Vec<DiagnosticTag>> {
    let [fix] = finding.fixes.as_slice() else { return None };
    let deletes = fix.safe
        && fix.file == finding.site.file
        && fix.edits.iter().all(|edit| edit.text.is_empty() && edit.span.covers(finding.site.span));
    (deletes && !fix.edits.is_empty()).then(|| vec![DiagnosticTag::UNNECESSARY])
}
