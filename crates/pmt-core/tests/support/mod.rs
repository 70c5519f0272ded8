//! Fixtures: one `.pmt` file that stands for a whole workspace.
//!
//! `//! …` lines at the top are the workspace's `pmt.toml`; `//# path` begins a file (without one there is a single
//! `申报.pmt`). `//? IND05 FND` says which rules it is about: of the review's rules only these, by the beginning of their
//! codes, are shown, so that a fixture need not be a whole declaration.

#![allow(dead_code)]

use pmt_core::config::Settings;
use pmt_core::finding::Finding;
use pmt_core::workspace::{RuleReport, SourceFile, Workspace};

/// A fixture's text, taken apart.
pub struct Fixture {
    /// The configuration.
    pub settings: Settings,
    /// Path and text of each file.
    pub files: Vec<(String, String)>,
    /// The beginnings of the codes it is about; empty for all.
    pub about: Vec<String>,
}

/// The rules of the language, of which every fixture is shown.
const LANGUAGE: &[&str] = &["SYN", "KEY", "REF", "AMT", "IDX", "SUP"];

impl Fixture {
    /// Takes a fixture apart; lines that `is_note` are left out.
    pub fn parse(text: &str, is_note: impl Fn(&str) -> bool) -> Self {
        let mut config = String::new();
        let mut files: Vec<(String, String)> = Vec::new();
        let mut about: Vec<String> = Vec::new();
        for line in text.split_inclusive('\n') {
            if let Some(setting) = line.strip_prefix("//!") {
                config.push_str(setting.trim_start_matches(' '));
            } else if let Some(codes) = line.strip_prefix("//?") {
                about.extend(codes.split_whitespace().map(str::to_owned));
            } else if let Some(path) = line.strip_prefix("//#") {
                files.push((path.trim().to_owned(), String::new()));
            } else if !is_note(line) {
                if files.is_empty() {
                    files.push(("申报.pmt".to_owned(), String::new()));
                }
                if let Some((_, body)) = files.last_mut() {
                    body.push_str(line);
                }
            }
        }
        let settings = Settings::parse(&config).unwrap_or_else(|error| panic!("{error}\n{config}"));
        Self { settings, files, about }
    }

    /// Whether it is about the rule with a code.
    pub fn is_about(&self, code: &str) -> bool {
        let mut shown = self.about.iter().map(String::as_str).chain(LANGUAGE.iter().copied());
        self.about.is_empty() || shown.any(|beginning| code.starts_with(beginning))
    }

    /// What is found by the rules it is about.
    pub fn check(&self, workspace: &Workspace) -> (Vec<Finding>, Vec<RuleReport>) {
        let (mut findings, mut reports) = workspace.check(&self.settings);
        findings.retain(|finding| self.is_about(finding.rule.code));
        reports.retain(|report| self.is_about(report.rule.code));
        (findings, reports)
    }

    /// The files, analysed.
    pub fn workspace(&self) -> Workspace {
        let sources = self
            .files
            .iter()
            .map(|(path, text)| SourceFile { path: path.clone(), text: text.as_str().into() });
        Workspace::new(sources.collect())
    }
}
