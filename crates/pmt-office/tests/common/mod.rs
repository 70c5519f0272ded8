//! What the tests share: fixtures, documents at hand only in some places, and how a result is shown.

#![allow(
    dead_code,
    clippy::format_push_string,
    reason = "each test binary uses its part; markup reads best as it comes out"
)]

pub mod beside;
pub mod sheet;
pub mod word;
pub mod xls;

use std::fmt::Write as _;
use std::io::Read as _;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use pmt_core::finding::{FileId, Finding};
use pmt_core::workspace::{File, SourceFile};
use pmt_office::{Imported, ReadAt, decode, import};

/// A document that is not in memory, and how much of it has been read.
#[derive(Debug)]
pub struct Disk {
    bytes: Vec<u8>,
    read: AtomicUsize,
}

impl Disk {
    /// One with these bytes.
    pub fn new(bytes: &[u8]) -> Self {
        Self { bytes: bytes.to_vec(), read: AtomicUsize::new(0) }
    }

    /// How many bytes have been read.
    pub fn spent(&self) -> usize {
        self.read.load(Ordering::Relaxed)
    }
}

impl ReadAt for Disk {
    fn size(&self) -> u64 {
        self.bytes.len().try_into().unwrap()
    }

    fn read_at(&self, offset: u64, buffer: &mut [u8]) -> std::io::Result<usize> {
        let count = (&self.bytes[usize::try_from(offset).unwrap()..]).read(buffer)?;
        self.read.fetch_add(count, Ordering::Relaxed);
        Ok(count)
    }
}

/// The names of all fixtures.
pub const FIXTURES: &[&str] = &["word-2022", "word-2023", "pdf-2026", "forms-only", "broken"];

/// The text of a fixture.
pub fn fixture(name: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures").join(format!("{name}.txt"));
    std::fs::read_to_string(path).expect("fixtures are part of the project")
}

/// A document beside the project, if it is at hand; else says aloud that the test is skipped.
pub fn shared(path: &str) -> Option<String> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared").join(path);
    if let Ok(bytes) = std::fs::read(&path) {
        return Some(decode(&bytes).expect("a text").text);
    }
    eprintln!("skipped: {} is not at hand", path.display());
    None
}

/// Imports a text that has a form.
pub fn imported(text: &str, name: &str) -> Imported {
    import(text, name).unwrap_or_else(|error| panic!("{error}"))
}

/// The files of a result as the language's core reads them, which must find no error of the language in any.
pub fn analysed(imported: &Imported) -> Vec<File> {
    let file = |(index, file): (usize, &pmt_office::ImportedFile)| {
        let id = FileId(u32::try_from(index).unwrap());
        File::new(id, SourceFile { path: file.path.clone(), text: Arc::from(file.text.as_str()) })
    };
    imported.files.iter().enumerate().map(file).collect()
}

/// The errors of the language in a file, as code and message.
pub fn errors(file: &File) -> Vec<String> {
    let shown = |finding: &Finding| format!("{} {}", finding.rule.code, finding.message.zh);
    file.model.findings.iter().map(shown).collect()
}

/// A result, whole, for comparison with an expected text.
pub fn shown(imported: &Imported) -> String {
    let mut out = String::new();
    for file in &imported.files {
        writeln!(out, "=== {}\n{}", file.path, file.text).unwrap();
    }
    out.push_str("=== 未归位\n");
    for unplaced in &imported.unplaced {
        writeln!(out, "{}: {} → {}", unplaced.place.line().unwrap(), unplaced.text, unplaced.file).unwrap();
    }
    out.push_str("\n=== 说明\n");
    for note in &imported.notes {
        writeln!(out, "{}: {} {}", note.place.line().unwrap(), note.code.unwrap_or("–"), note.message.zh)
            .unwrap();
    }
    out
}

/// The files, without the places of what was not placed.
pub fn files(imported: &Imported) -> String {
    let mut out = String::new();
    for file in &imported.files {
        out.push_str(&file.path);
        out.push('\n');
        for line in file.text.lines() {
            let line = match line.split_once("未归位（") {
                Some((head, rest)) => {
                    format!("{head}未归位{}", rest.split_once("）：").map_or("", |(_, text)| text))
                }
                None => line.to_owned(),
            };
            out.push_str(&line);
            out.push('\n');
        }
    }
    out
}
