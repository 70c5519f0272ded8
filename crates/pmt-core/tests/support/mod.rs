//! Fixtures: one `.pmt` file that stands for a whole workspace.
//!
//! `//! …` lines at the top are the workspace's `pmt.toml`; `//# path` begins a file (without one there is a single
//! `申报.pmt`).

#![allow(dead_code)]

use pmt_core::config::Settings;
use pmt_core::workspace::{SourceFile, Workspace};

/// A fixture's text, taken apart.
pub struct Fixture {
    /// The configuration.
    pub settings: Settings,
    /// Path and text of each file.
    pub files: Vec<(String, String)>,
}

impl Fixture {
    /// Takes a fixture apart; lines that `is_note` are left out.
    pub fn parse(text: &str, is_note: impl Fn(&str) -> bool) -> Self {
        let mut config = String::new();
        let mut files: Vec<(String, String)> = Vec::new();
        for line in text.split_inclusive('\n') {
            if let Some(setting) = line.strip_prefix("//!") {
                config.push_str(setting.trim_start_matches(' '));
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
        Self { settings, files }
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
