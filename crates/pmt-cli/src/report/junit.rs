//! JUnit's XML, in the form that Jenkins and others read: a suite per file, a case per finding. A file without findings
//! is a case that passes. Errors and warnings are failures; a hint is a case that passes and says it in its output.

use std::io;

use pmt_core::finding::{Finding, Severity};
use pmt_core::text::Lang;
use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesText, Event};

use super::places::Places;
use super::{Outcome, paint, weight};
use crate::input::Session;

/// A file with its findings.
struct Suite<'a> {
    session: &'a Session,
    name: &'a str,
    findings: &'a [Finding],
}

/// The report.
pub fn render(outcome: &Outcome<'_>, lang: Lang) -> Vec<u8> {
    let mut writer = Writer::new_with_indent(Vec::new(), b' ', 2);
    // Memory takes everything.
    let _ = report(&mut writer, &suites(outcome), lang);
    let mut bytes = writer.into_inner();
    bytes.push(b'\n');
    bytes
}

/// Every named file, in the order of names, and other files that have findings.
fn suites<'a>(outcome: &'a Outcome<'_>) -> Vec<Suite<'a>> {
    let mut suites: Vec<Suite<'a>> = Vec::new();
    for part in outcome.parts() {
        for id in part.session.ids() {
            let from = part.findings.partition_point(|finding| finding.site.file < id);
            let to = part.findings.partition_point(|finding| finding.site.file <= id);
            let findings = part.findings.get(from..to).unwrap_or_default();
            if part.session.is_named(id) || !findings.is_empty() {
                suites.push(Suite { session: part.session, name: part.session.shown(id), findings });
            }
        }
    }
    suites.sort_by_key(|suite| suite.name);
    suites
}

fn failures(suites: &[Suite<'_>]) -> usize {
    let findings = suites.iter().flat_map(|suite| suite.findings);
    findings.filter(|finding| finding.severity > Severity::Hint).count()
}

fn report(writer: &mut Writer<Vec<u8>>, suites: &[Suite<'_>], lang: Lang) -> io::Result<()> {
    writer.write_event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)))?;
    let tests: usize = suites.iter().map(|suite| suite.findings.len().max(1)).sum();
    writer
        .create_element("testsuites")
        .with_attribute(("name", "pmt"))
        .with_attribute(("tests", tests.to_string().as_str()))
        .with_attribute(("failures", failures(suites).to_string().as_str()))
        .with_attribute(("errors", "0"))
        .write_inner_content(|writer| suites.iter().try_for_each(|one| suite(writer, one, lang)))?;
    Ok(())
}

fn suite(writer: &mut Writer<Vec<u8>>, suite: &Suite<'_>, lang: Lang) -> io::Result<()> {
    let name = xml(suite.name);
    let failures = failures(std::slice::from_ref(suite));
    writer
        .create_element("testsuite")
        .with_attribute(("name", name.as_str()))
        .with_attribute(("tests", suite.findings.len().max(1).to_string().as_str()))
        .with_attribute(("failures", failures.to_string().as_str()))
        .with_attribute(("errors", "0"))
        .with_attribute(("skipped", "0"))
        .write_inner_content(|writer| {
            if suite.findings.is_empty() {
                let case = writer.create_element("testcase").with_attribute(("name", "pmt"));
                case.with_attribute(("classname", name.as_str())).write_empty()?;
            }
            let mut places = Places::new(suite.session);
            suite.findings.iter().try_for_each(|finding| {
                let place = places.site(finding.site).start;
                let at = suite.session.place_without_line(finding.site).map_or_else(
                    || format!("{}:{}", place.line, place.col),
                    |place| place.message().get(lang).to_owned(),
                );
                let label = xml(&format!("{} {} {at}", finding.rule.code, finding.rule.name));
                let text = text(finding, &format!("{}:{at}", suite.name), lang);
                writer
                    .create_element("testcase")
                    .with_attribute(("name", label.as_str()))
                    .with_attribute(("classname", name.as_str()))
                    .with_attribute(("line", place.line.to_string().as_str()))
                    .write_inner_content(|writer| said(writer, finding, &text, lang))?;
                Ok(())
            })
        })?;
    Ok(())
}

/// What a case says: that it failed, or only something.
fn said(writer: &mut Writer<Vec<u8>>, finding: &Finding, text: &str, lang: Lang) -> io::Result<()> {
    let message = xml(finding.message.get(lang));
    let element = match finding.severity {
        Severity::Hint => writer.create_element("system-out"),
        Severity::Error | Severity::Warning => {
            let kind = if finding.severity == Severity::Error { "error" } else { "warning" };
            let element = writer.create_element("failure").with_attribute(("type", kind));
            element.with_attribute(("message", message.as_str()))
        }
    };
    element.write_text_content(BytesText::new(text))?;
    Ok(())
}

fn text(finding: &Finding, place: &str, lang: Lang) -> String {
    let weight = paint::word(weight(finding.severity)).get(lang);
    let mut text = format!("{place}: {weight}[{}] {}", finding.rule.code, finding.message.get(lang));
    if let Some(advice) = &finding.advice {
        text.push('\n');
        text.push_str(advice.get(lang));
    }
    xml(&text)
}

/// Text without characters that XML has no way to write.
fn xml(text: &str) -> String {
    let unwritable =
        |c: char| c < ' ' && !matches!(c, '\t' | '\n' | '\r') || matches!(c, '\u{FFFE}' | '\u{FFFF}');
    text.chars().map(|c| if unwritable(c) { '\u{FFFD}' } else { c }).collect()
}
