//! GitLab's Code Quality report. <https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format>

use pmt_core::finding::Severity;
use pmt_core::text::Lang;
use serde::Serialize;

use super::fingerprint::Fingerprints;
use super::places::Places;
use super::{Outcome, below, paint};

/// The folder that paths in a report are relative to.
const ROOT: &str = "CI_PROJECT_DIR";

#[derive(Serialize)]
struct Issue<'a> {
    description: String,
    check_name: &'static str,
    fingerprint: String,
    severity: &'static str,
    location: Location<'a>,
}

#[derive(Serialize)]
struct Location<'a> {
    path: &'a str,
    lines: Lines,
}

#[derive(Serialize)]
struct Lines {
    begin: u32,
    end: u32,
}

/// The report: an array, empty if there is nothing to report.
pub fn render(outcome: &Outcome<'_>, lang: Lang) -> Vec<u8> {
    let root = below::root(ROOT);
    let by_file: Vec<_> = outcome
        .by_file()
        .into_iter()
        .filter_map(|(session, findings)| {
            let id = findings.first()?.site.file;
            Some((session, findings, below::name(session, id, root.as_deref())))
        })
        .collect();
    let mut issues = Vec::new();
    for (session, findings, path) in &by_file {
        let mut places = Places::new(session);
        let mut fingerprints = Fingerprints::default();
        for finding in *findings {
            let place = places.site(finding.site);
            issues.push(Issue {
                description: match session.place_without_line(finding.site) {
                    Some(at) => format!(
                        "{} {}{}{}",
                        finding.rule.code,
                        at.message().get(lang),
                        paint::colon(lang),
                        finding.message.get(lang)
                    ),
                    None => format!("{} {}", finding.rule.code, finding.message.get(lang)),
                },
                check_name: finding.rule.name,
                fingerprint: fingerprints.of(finding, path, places.file(finding.site.file)),
                severity: match finding.severity {
                    Severity::Error => "major",
                    Severity::Warning => "minor",
                    Severity::Hint => "info",
                },
                location: Location { path, lines: Lines { begin: place.start.line, end: place.end.line } },
            });
        }
    }
    let mut bytes = Vec::new();
    // Strings and numbers always become JSON, and memory takes it.
    let _ = serde_json::to_writer_pretty(&mut bytes, &issues);
    bytes.push(b'\n');
    bytes
}
