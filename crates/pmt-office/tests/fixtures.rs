//! Whole documents in, whole results out. The expected results stand beside the documents; `UPDATE_EXPECT=1` rewrites
//! them.

#![allow(
    clippy::arithmetic_side_effects,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "tests fail by panicking, their helpers too"
)]

mod common;

use common::{FIXTURES, analysed, errors, fixture, imported, shown};
use encoding_rs::GB18030;
use expect_test::expect_file;
use pmt_office::{Encoding, ImportError, Layout, decode, import};

#[test]
fn word_2022_gives_a_file_per_project_and_notes_of_its_typography() {
    let imported = imported(&fixture("word-2022"), "word-2022.txt");
    assert_eq!(imported.layout, Layout::Cells);
    expect_file!["fixtures/word-2022.expected"].assert_eq(&shown(&imported));
}

#[test]
fn word_2023_has_natures_and_cells_side_by_side() {
    expect_file!["fixtures/word-2023.expected"]
        .assert_eq(&shown(&imported(&fixture("word-2023"), "word-2023.txt")));
}

#[test]
fn pdf_2026_is_put_together_from_broken_lines() {
    let imported = imported(&fixture("pdf-2026"), "pdf-2026.txt");
    assert_eq!(imported.layout, Layout::Lines);
    expect_file!["fixtures/pdf-2026.expected"].assert_eq(&shown(&imported));
}

#[test]
fn forms_come_without_narrative_and_cover() {
    expect_file!["fixtures/forms-only.expected"]
        .assert_eq(&shown(&imported(&fixture("forms-only"), "forms-only.txt")));
}

#[test]
fn stray_cells_and_paragraphs_are_listed_where_they_stood() {
    expect_file!["fixtures/broken.expected"].assert_eq(&shown(&imported(&fixture("broken"), "broken.txt")));
}

#[test]
fn a_gbk_document_gives_what_its_utf8_twin_gives() {
    let text = fixture("word-2022");
    let (bytes, _, unmappable) = GB18030.encode(&text);
    assert!(!unmappable);
    let decoded = decode(&bytes).unwrap();
    assert_eq!(decoded.encoding, Encoding::Gb18030);
    assert!(decoded.note.is_some());
    assert_eq!(shown(&imported(&decoded.text, "x")), shown(&imported(&text, "x")));
}

#[test]
fn line_ends_and_a_byte_order_mark_make_no_difference() {
    for name in FIXTURES {
        let text = fixture(name);
        let crlf = format!("\u{feff}{}", text.replace('\n', "\r\n"));
        assert_eq!(shown(&imported(&crlf, name)), shown(&imported(&text, name)), "{name}");
    }
}

#[test]
fn well_formed_documents_come_out_free_of_errors_of_the_language() {
    for name in ["word-2022", "word-2023", "pdf-2026", "forms-only"] {
        for file in analysed(&imported(&fixture(name), name)) {
            assert_eq!(errors(&file), Vec::<String>::new(), "{name}: {}", file.path);
        }
    }
}

#[test]
fn output_is_in_the_canonical_spelling() {
    for name in FIXTURES {
        for file in imported(&fixture(name), name).files {
            let formatted = pmt_syntax::format(&pmt_syntax::parse(file.text.as_str()));
            assert_eq!(formatted.as_deref(), Some(file.text.as_str()), "{name}: {}", file.path);
        }
    }
}

#[test]
fn what_holds_no_form_says_what_was_looked_for() {
    assert_eq!(import(" \n\t\n", "空.txt").unwrap_err(), ImportError::Empty { name: "空.txt".to_owned() });
    let error = import("一封信，里面没有表。\n", "信.txt").unwrap_err();
    let message = error.message();
    assert!(message.zh.contains("信.txt") && message.zh.contains("项目名称"), "{}", message.zh);
    assert!(message.en.contains("no form"), "{}", message.en);
}

#[test]
fn text_in_a_narrative_is_read_as_text_whatever_its_signs() {
    let tricky = "路径 C:\\甲，写作\"\"\"引文\"\"\"与${变量}，“”“空引号，// 不是注释 { 也不是块";
    let text = fixture("word-2022").replace("先招标，后养护；每月监测一次。", tricky);
    let imported = imported(&text, "x");
    let files = analysed(&imported);
    let project = files[1].model.projects.first().expect("the first project");
    let plan = project.plan.as_ref().and_then(|plan| plan.text.as_ref()).expect("its plan");
    assert_eq!(errors(&files[1]), Vec::<String>::new());
    assert!(plan.expand(|_| String::new()).text().starts_with(tricky));
}
