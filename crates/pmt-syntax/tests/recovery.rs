//! What a broken text costs: each `tests/recovery/NAME.pmt` is parsed, and its errors and the items that are left are
//! compared with `NAME.txt` beside it. `UPDATE_EXPECT=1 cargo test -p pmt-syntax --test recovery` writes them anew.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::arithmetic_side_effects,
    clippy::string_slice
)]

use std::fmt::Write as _;
use std::path::Path;

use expect_test::expect_file;
use pmt_syntax::{LineIndex, Parse, ast, parse};

/// Each error under its line, then the outline of the items.
fn report(text: &str, Parse { tree, errors, .. }: &Parse) -> String {
    let index = LineIndex::new(text);
    let mut out = String::new();
    for error in errors {
        let line = index.line(error.span.start);
        let source = index.line_span(text, line).text(text);
        let before = usize::try_from(error.span.start - index.line_span(text, line).start).unwrap();
        let width = unicode_width::UnicodeWidthStr::width;
        let first = error.span.text(text).lines().next().unwrap_or_default();
        writeln!(out, "{source}").unwrap();
        writeln!(
            out,
            "{}{} {:?}",
            " ".repeat(width(&source[..before])),
            "^".repeat(width(first).max(1)),
            error.kind
        )
        .unwrap();
        if let Some(related) = error.related {
            let at = index.utf32(text, related.start);
            writeln!(out, "  related {}:{}", at.line + 1, at.col + 1).unwrap();
        }
        if let Some(edits) = &error.fix {
            let mut fixed = text.to_owned();
            for edit in edits.iter().rev() {
                fixed.replace_range(edit.span.range(), &edit.text);
            }
            let left = parse(fixed.as_str()).errors.len();
            assert_eq!(
                left + 1,
                errors.len(),
                "the fix of {:?} must remove it and add nothing:\n{fixed}",
                error.kind
            );
            for line in fixed.lines().filter(|line| !text.lines().any(|old| old == *line)) {
                writeln!(out, "  fixed: {line}").unwrap();
            }
        }
    }
    writeln!(out, "---").unwrap();
    for item in ast::items(tree) {
        outline(item, 0, &mut out);
    }
    out
}

fn outline(item: ast::Item<'_>, depth: usize, out: &mut String) {
    let name = item.key().map_or("?".into(), ast::Name::text);
    let label = item.label().map_or("", |label| label.node().text());
    let target = item.target().map_or("", |target| target.node().text());
    let values: Vec<_> = item.values().map(|value| value.node().text().replace('\n', "⏎")).collect();
    let text = if item.text().is_some() { "\"\"\"" } else { "" };
    let parts = [name.as_ref(), label, target, &values.join(" | "), text];
    let line: Vec<&str> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    writeln!(out, "{}{}", "  ".repeat(depth), line.join(" ")).unwrap();
    for inner in item.block().into_iter().flat_map(ast::Block::items) {
        outline(inner, depth + 1, out);
    }
}

#[test]
fn broken_texts_cost_only_what_is_broken() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/recovery");
    let mut cases: Vec<_> = std::fs::read_dir(&folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|ext| ext == "pmt"))
        .collect();
    cases.sort();
    assert!(cases.len() > 40, "the cases are there");
    for case in cases {
        let text = std::fs::read_to_string(&case).unwrap();
        let parsed = parse(text.as_str());
        let joined: String = parsed.tree.tokens().map(pmt_syntax::Node::text).collect();
        assert_eq!(joined, text, "{}: every byte is in the tree", case.display());
        expect_file![case.with_extension("txt")].assert_eq(&report(&text, &parsed));
    }
}
