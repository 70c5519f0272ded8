//! How each rule of the catalogue fared over everything that was checked.

use std::collections::HashMap;

use pmt_core::finding::Severity;
use pmt_core::rules::{self, Check, Rule, document};
use pmt_core::text::Message;
use schemars::JsonSchema;
use serde::Serialize;

use super::Outcome;

/// How a rule fared.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub enum Status {
    /// It has findings.
    Findings,
    /// It could not look at everything, and found nothing in the rest.
    Incomplete,
    /// All that it found is silenced.
    Silenced,
    /// It looked and found nothing.
    Pass,
    /// There was nothing for it to look at.
    NotApplicable,
    /// The configuration turns it off.
    Off,
    /// The command line leaves it out.
    NotSelected,
}

/// A rule with how it fared.
#[derive(Debug)]
pub struct RuleStatus<'a> {
    /// The rule.
    pub rule: &'static Rule,
    /// How it fared.
    pub status: Status,
    /// How many findings it has, listed or not.
    pub findings: usize,
    /// How many are silenced besides.
    pub silenced: usize,
    /// Why it could not run on some of what there was, each reason once.
    pub could_not_run: Vec<&'a Message>,
    /// The severity of its findings where the configuration changes it.
    pub severity: Severity,
}

/// Every rule of the catalogue, in its order.
pub fn all<'a>(outcome: &'a Outcome<'_>) -> Vec<RuleStatus<'a>> {
    let mut ran: HashMap<&str, usize> = HashMap::new();
    for report in outcome.parts().iter().flat_map(|part| &part.rules) {
        let count = ran.entry(report.rule.code).or_default();
        *count = count.saturating_add(report.ran);
    }
    let mut reasons: HashMap<&str, Vec<&Message>> = outcome.could_not_run().into_iter().collect();
    let mut findings: HashMap<&str, usize> = HashMap::new();
    for count in outcome.counts() {
        let all = findings.entry(count.rule.code).or_default();
        *all = all.saturating_add(count.findings);
    }
    rules::everything()
        .map(|rule| {
            let could_not_run = reasons.remove(rule.code).unwrap_or_default();
            let findings = findings.get(rule.code).copied().unwrap_or(0);
            let silenced = outcome.silenced_of(rule);
            let status = if !outcome.selection.has(rule) {
                Status::NotSelected
            } else if findings > 0 {
                Status::Findings
            } else if !could_not_run.is_empty() {
                Status::Incomplete
            } else if silenced > 0 {
                Status::Silenced
            } else {
                match ran.get(rule.code) {
                    None if outcome.parts().is_empty() || !is_looked_for(outcome, rule) => {
                        Status::NotApplicable
                    }
                    None => Status::Off,
                    Some(0) if !matches!(rule.check, Check::WhileReading) => Status::NotApplicable,
                    Some(_) => Status::Pass,
                }
            };
            RuleStatus { rule, status, findings, silenced, could_not_run, severity: severity(outcome, rule) }
        })
        .collect()
}

/// Whether there was anything that the rule could be broken in: some only in documents.
fn is_looked_for(outcome: &Outcome<'_>, rule: &Rule) -> bool {
    !document::RULES.contains(&rule) || outcome.parts().iter().any(|part| part.session.is_of_documents())
}

/// A rule's severity by the first configuration that has it on.
fn severity(outcome: &Outcome<'_>, rule: &Rule) -> Severity {
    let configured = outcome.parts().iter().find_map(|part| part.session.settings.severity_of(rule));
    configured.unwrap_or(rule.severity)
}
