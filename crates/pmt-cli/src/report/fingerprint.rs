//! What tells a finding from others of its file, and stays when the lines above it change: the rule, the file, the words
//! in question and what stands around them in their line, and which it is among equals.

use std::collections::HashMap;
use std::fmt::Write;

use pmt_core::finding::Finding;
use pmt_syntax::{LineIndex, Span};
use sha2::{Digest, Sha256};

/// Gives each finding its fingerprint; findings that are equal in everything are numbered in order.
#[derive(Debug, Default)]
pub struct Fingerprints {
    seen: HashMap<String, usize>,
}

impl Fingerprints {
    /// The fingerprint of a finding in the file of this name: 32 hexadecimal digits.
    pub fn of(&mut self, finding: &Finding, name: &str, file: Option<(&str, &LineIndex)>) -> String {
        let mut parts = vec![finding.rule.code.to_owned(), name.to_owned()];
        if let Some((text, index)) = file {
            let words = finding.site.span;
            let line = index.line_span(text, index.line(words.start));
            let before = Span::new(line.start, words.start).text(text).chars().rev();
            let after = Span::new(words.end.min(line.end), line.end).text(text).chars();
            parts.push(squeeze(before));
            parts.push(squeeze(words.text(text).chars()));
            parts.push(squeeze(after));
        }
        let mut digest = hex(&parts.join("\n"));
        let number = self.seen.entry(digest.clone()).or_default();
        if *number > 0 {
            digest = hex(&format!("{digest}\n{number}"));
        }
        *number = number.saturating_add(1);
        digest
    }
}

/// The first of these characters, blanks left out, so that a new indentation or alignment does not matter.
fn squeeze(chars: impl Iterator<Item = char>) -> String {
    const MOST: usize = 200;
    chars.take(MOST).filter(|c| !c.is_whitespace()).collect()
}

fn hex(text: &str) -> String {
    let digest = Sha256::digest(text.as_bytes());
    let mut out = String::new();
    for byte in digest.iter().take(16) {
        // Writing to a string does not fail.
        let _ = write!(out, "{byte:02x}");
    }
    out
}
