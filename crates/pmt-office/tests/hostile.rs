//! Files made to harm whoever reads them, and files that came to harm: each is refused with what is wrong.

#![allow(
    clippy::arithmetic_side_effects,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "tests fail by panicking, their helpers too"
)]

mod common;

use common::word::{archive, document, from_text, packed, paragraph};
use common::{Disk, fixture};
use pmt_office::{ImportError, Input, SourceError, import};

/// The refusal of a document; one that is not in memory is refused alike.
fn refusal(input: Input<'_>) -> SourceError {
    let apart = match input {
        Input::Word(bytes) => Some((Disk::new(bytes), false)),
        Input::Workbook(bytes) => Some((Disk::new(bytes), true)),
        _ => None,
    };
    let error = refused(input);
    if let Some((disk, is_workbook)) = apart {
        let input = if is_workbook { Input::LargeWorkbook(&disk) } else { Input::LargeWord(&disk) };
        assert_eq!(refused(input), error);
    }
    error
}

fn refused(input: Input<'_>) -> SourceError {
    match import(input, "x") {
        Err(ImportError::Unreadable { error, .. }) => {
            let message = error.message();
            assert!(!message.zh.is_empty() && message.en.is_ascii() || message.en.contains(['“', '”']));
            error
        }
        other => panic!("{other:?}"),
    }
}

fn part(text: &str) -> Vec<u8> {
    packed(&[("word/document.xml", text.as_bytes())])
}

#[test]
fn a_bomb_is_not_unpacked() {
    let blanks = " ".repeat(4 << 20);
    assert_eq!(
        refusal(Input::Word(&part(&blanks))),
        SourceError::TooTight { part: "word/document.xml".to_owned(), ratio: 250 }
    );
    let sheet = packed(&[("xl/workbook.xml", blanks.as_bytes())]);
    assert!(matches!(refusal(Input::Workbook(&sheet)), SourceError::TooTight { .. }));
}

#[test]
fn sizes_in_headers_are_not_believed() {
    let mut bytes = part(&" ".repeat(3 << 20));
    // Both headers claim that the part unpacks to one byte.
    for (mark, offset) in [(b"PK\x03\x04", 22), (b"PK\x01\x02", 24)] {
        let at = bytes.windows(4).position(|window| window == mark).unwrap() + offset;
        bytes[at..at + 4].copy_from_slice(&1_u32.to_le_bytes());
    }
    refusal(Input::Word(&bytes));
}

#[test]
fn entities_are_not_resolved() {
    let declared = r#"<!DOCTYPE d [<!ENTITY e SYSTEM "file:///etc/passwd">]><d>&e;</d>"#;
    assert!(matches!(refusal(Input::Word(&part(declared))), SourceError::DocumentType { .. }));
    let undeclared = "<d><p><r><t>&e;</t></r></p></d>";
    assert!(
        matches!(refusal(Input::Word(&part(undeclared))), SourceError::Entity { name, .. } if name == "e")
    );
    let sheet = archive(&[("xl/workbook.xml", declared.as_bytes())]);
    assert!(matches!(refusal(Input::Workbook(&sheet)), SourceError::DocumentType { .. }));
}

#[test]
fn paths_that_climb_out_are_refused() {
    for name in ["../../etc/passwd", "word/../../x", "/etc/passwd", "C:\\x", "a\\..\\..\\b"] {
        let bytes = archive(&[(name, b"x"), ("word/document.xml", b"<d/>")]);
        assert!(matches!(refusal(Input::Word(&bytes)), SourceError::UnsafePath { .. }), "{name}");
    }
}

#[test]
fn nesting_is_bounded() {
    let deep = format!("{}{}", "<tbl>".repeat(200_000), "</tbl>".repeat(200_000));
    assert!(matches!(refusal(Input::Word(&part(&deep))), SourceError::TooDeep { .. }));
    let nested = format!("{}{}", "<tbl><tr><tc>".repeat(150), "</tc></tr></tbl>".repeat(150));
    assert_eq!(
        import(Input::Word(&document(&nested)), "x").unwrap_err(),
        ImportError::Empty { name: "x".to_owned() }
    );
}

#[test]
fn what_is_cut_off_is_damaged_wherever_it_is_cut() {
    let whole = from_text(&fixture("word-2022"));
    for end in [0, 1, 4, 30, whole.len() / 2, whole.len() - 30, whole.len() - 1] {
        refusal(Input::Word(&whole[..end]));
        refusal(Input::Workbook(&whole[..end]));
    }
    assert!(matches!(refusal(Input::Word(&part("<d><p>"))), SourceError::Damaged { .. }));
    assert!(matches!(refusal(Input::Word(&part("<d></p></d>"))), SourceError::Damaged { .. }));
    assert!(matches!(refusal(Input::Word(&part(""))), SourceError::Damaged { .. }));
    assert!(matches!(refusal(Input::Word(&archive(&[("a", b"b")]))), SourceError::Missing { .. }));
    assert!(matches!(refusal(Input::Workbook(&archive(&[("a", b"b")]))), SourceError::Missing { .. }));
}

#[test]
fn any_byte_may_be_wrong() {
    let whole = from_text(&fixture("word-2023"));
    let mut seed = 0x9E37_79B9_u64;
    for _ in 0..300 {
        let mut bytes = whole.clone();
        for _ in 0..4 {
            seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            let at = usize::try_from(seed >> 33).unwrap() % bytes.len();
            bytes[at] = u8::try_from(seed & 0xFF).unwrap();
        }
        // Either is right; a panic is not.
        let _ = import(Input::Word(&bytes), "x");
        let _ = import(Input::Workbook(&bytes), "x");
    }
}

#[test]
fn a_protected_part_says_so() {
    let mut bytes = document(&paragraph("x"));
    // The flag that a part is encrypted, in both of its headers.
    for (mark, offset) in [(b"PK\x03\x04", 6), (b"PK\x01\x02", 8)] {
        let places: Vec<usize> = (0..bytes.len() - 4).filter(|at| &bytes[*at..at + 4] == mark).collect();
        for at in places {
            bytes[at + offset] |= 1;
        }
    }
    assert_eq!(refusal(Input::Word(&bytes)), SourceError::Protected);
}
