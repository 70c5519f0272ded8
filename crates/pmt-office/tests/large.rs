//! Documents full of photographs: only the parts that hold text are read.

#![allow(
    clippy::arithmetic_side_effects,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "tests fail by panicking, their helpers too"
)]

mod common;

use std::io::{Cursor, Read as _};

use common::word::archive;
use common::{Disk, files, fixture, sheet, word};
use pmt_office::{Input, Kind, SourceError, import};

/// The same document with photographs in it.
fn with_photographs(document: &[u8], folder: &str) -> Vec<u8> {
    let photograph: Vec<u8> =
        (0..4_u32 << 20).map(|index| (index.wrapping_mul(2_654_435_761) >> 24) as u8).collect();
    let mut zip = zip::ZipArchive::new(Cursor::new(document)).unwrap();
    let mut parts: Vec<(String, Vec<u8>)> = Vec::new();
    for index in 0..zip.len() {
        let mut part = zip.by_index(index).unwrap();
        let mut bytes = Vec::new();
        part.read_to_end(&mut bytes).unwrap();
        parts.push((part.name().unwrap().into_owned(), bytes));
    }
    for number in 0..5 {
        parts.insert(1, (format!("{folder}/media/image{number}.jpeg"), photograph.clone()));
    }
    archive(&parts.iter().map(|(name, bytes)| (name.as_str(), bytes.as_slice())).collect::<Vec<_>>())
}

#[test]
fn what_is_not_read_of_a_large_document_costs_nothing() {
    const MOST: usize = 256 * 1024;
    let text = fixture("word-2022");
    let small = word::from_text(&text);
    let large = Disk::new(&with_photographs(&small, "word"));
    assert_eq!(Kind::of_large(&large).unwrap(), Kind::Word);
    let imported = import(Input::LargeWord(&large), "x").unwrap();
    assert_eq!(files(&imported), files(&import(Input::Word(&small), "x").unwrap()));
    assert!(large.spent() < MOST, "{}", large.spent());

    let small = sheet::from_text(&text);
    let large = Disk::new(&with_photographs(&small, "xl"));
    assert_eq!(Kind::of_large(&large).unwrap(), Kind::Workbook);
    let imported = import(Input::LargeWorkbook(&large), "x").unwrap();
    assert_eq!(files(&imported), files(&import(Input::Workbook(&small), "x").unwrap()));
    assert!(large.spent() < MOST, "{}", large.spent());
}

#[test]
fn a_list_of_parts_is_not_read_before_it_is_refused() {
    // The end of an archive that says it has 60,000 parts, which are nowhere.
    let mut bytes = archive(&[("word/document.xml", b"<d/>")]);
    let end = bytes.len() - 22;
    bytes[end + 8..end + 10].copy_from_slice(&60_000_u16.to_le_bytes());
    bytes[end + 10..end + 12].copy_from_slice(&60_000_u16.to_le_bytes());
    let error = import(Input::LargeWord(&Disk::new(&bytes)), "x").unwrap_err();
    assert!(error.message().zh.contains("60000"), "{}", error.message().zh);
    assert!(matches!(
        error,
        pmt_office::ImportError::Unreadable { error: SourceError::TooManyParts { count: 60_000 }, .. }
    ));
}
