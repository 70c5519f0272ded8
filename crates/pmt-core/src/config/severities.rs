//! Which severity a rule has in which file.

use std::collections::BTreeMap;

use super::paths::Patterns;
use super::selector::closeness;
use super::{Level, Settings};
use crate::finding::Severity;
use crate::rules::Rule;

/// What a table of severities says of a rule: the closest of its selectors decides.
pub(super) fn level_in(table: &BTreeMap<String, Level>, rule: &Rule) -> Option<Level> {
    // The language's own errors are not a group's to change.
    if rule.is_language() {
        return None;
    }
    let named = table.iter().filter_map(|(selector, level)| Some((closeness(selector, rule)?, *level)));
    named.max_by_key(|(closeness, _)| *closeness).map(|(_, level)| level)
}

/// The severities of a workspace, ready to be asked file by file.
#[derive(Debug)]
pub struct Severities<'a> {
    settings: &'a Settings,
    overrides: Vec<(Patterns, &'a BTreeMap<String, Level>)>,
}

impl<'a> Severities<'a> {
    /// By some settings.
    pub fn new(settings: &'a Settings) -> Self {
        let overrides = settings.overrides.iter();
        let overrides =
            overrides.map(|one| (Patterns::new(one.paths.iter().map(String::as_str)), &one.severity));
        Self { settings, overrides: overrides.collect() }
    }

    /// Whether a rule is on anywhere.
    pub fn is_on(&self, rule: &Rule) -> bool {
        let somewhere = |(_, table): &(Patterns, &BTreeMap<String, Level>)| {
            level_in(table, rule).is_some_and(|level| level != Level::Off)
        };
        self.settings.severity_of(rule).is_some() || self.overrides.iter().any(somewhere)
    }

    /// Whether everything is as the rules themselves say.
    pub fn is_default(&self) -> bool {
        self.settings.severity.is_empty() && self.overrides.is_empty()
    }

    /// The overrides for a file, by its path below the folder of the configuration.
    pub fn of_file(&self, path: &str) -> FileSeverities<'a> {
        let fitting = self.overrides.iter().rev().filter(|(patterns, _)| patterns.fit(path));
        FileSeverities { settings: self.settings, tables: fitting.map(|(_, table)| *table).collect() }
    }
}

/// The severities in one file.
#[derive(Clone, Debug)]
pub struct FileSeverities<'a> {
    settings: &'a Settings,
    /// The tables that go before the general one, the one that decides first.
    tables: Vec<&'a BTreeMap<String, Level>>,
}

impl FileSeverities<'_> {
    /// A rule's severity here; `None` if it is off.
    pub fn of(&self, rule: &Rule) -> Option<Severity> {
        match self.tables.iter().find_map(|table| level_in(table, rule)) {
            Some(level) => level.severity(),
            None => self.settings.severity_of(rule),
        }
    }
}
