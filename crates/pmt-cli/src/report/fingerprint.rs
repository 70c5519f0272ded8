//! What tells a finding from others of its file, and stays when the lines above it change: the rule, the file, the words
//! in question and the line they stand in, and which it is among equals.

use std::collections::HashMap;
use std::fmt::Write;

use pmt_core::finding::Finding;
use pmt_core::workspace::File;
use sha2::{Digest, Sha256};

/// Gives each finding its fingerprint; findings that are equal in everything are numbered in order.
#[derive(Debug, Default)]
pub struct Fingerprints {
    seen: HashMap<String, usize>,
}

impl Fingerprints {
    /// The fingerprint of a finding in the file of this name: 32 hexadecimal digits.
    pub fn of(&mut self, finding: &Finding, name: &str, file: Option<&File>) -> String {
        let mut parts = vec![finding.rule.code.to_owned(), name.to_owned()];
        if let Some(file) = file {
            let index = file.line_index();
            let line = index.line_span(&file.text, index.line(finding.site.span.start));
            // A head is a line like another; what is wrong inside it is told by the words.
            parts.push(squeeze(line.text(&file.text)));
            parts.push(squeeze(finding.site.span.text(&file.text)));
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

/// Text with its blanks alike, so that a new indentation or alignment does not matter.
fn squeeze(text: &str) -> String {
    const MOST: usize = 1000;
    let words: Vec<&str> = text.split_whitespace().collect();
    words.join(" ").chars().take(MOST).collect()
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
