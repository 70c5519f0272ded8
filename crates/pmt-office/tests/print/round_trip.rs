//! Printed as published, and imported again.

use super::*;

/// The cells of a document that Word saved as text, those of its forms, rows and forms not told apart.
fn saved_cells(text: &str) -> Vec<String> {
    let mut cells: Vec<String> = Vec::new();
    let mut in_form = false;
    for line in text.lines() {
        if let Some(cell) = line.strip_prefix('\t') {
            in_form = true;
            cells.push(cell.to_owned());
        } else if line.is_empty() || line.starts_with("项目经费") {
            in_form &= line.is_empty();
        } else if in_form && line.starts_with('（') {
            let label = cells.last_mut().unwrap();
            label.push_str(line);
        } else {
            in_form = false;
        }
    }
    cells.iter().map(|cell| cell.trim().replace(' ', "").replace(">=", "≥")).collect()
}

#[test]
fn the_form_of_2022_has_the_published_cells_in_their_order() {
    let Some(path) = published("seed/declaration-2022.txt") else { return };
    let text = std::fs::read_to_string(path).unwrap();
    let ours: Vec<String> = printed(&imported(&text), true, |printed| {
        let places = |project: pmt_office::print::Project| {
            let grid = project.form.grid();
            let texts = grid.iter().flatten().map(|place| place.text().replace(['\n', ' '], ""));
            texts.collect::<Vec<_>>()
        };
        printed.projects().flat_map(places).collect()
    });
    assert_eq!(ours, saved_cells(&text));
}

/// A document as Word saves it as text: paragraphs on lines, a cell of the form on a line after a tab.
fn saved(printed: &Printed<'_>) -> String {
    let mut text = String::new();
    for line in printed.cover() {
        text.push_str(&format!("{}\n", line.text));
    }
    for project in printed.projects() {
        for line in &project.narrative {
            text.push_str(&format!("{}\n", line.text));
        }
        text.push('\n');
        for row in project.form.grid() {
            for place in row {
                text.push_str(&format!("\t{}\n", place.text()));
            }
            text.push('\n');
        }
    }
    text
}

/// The projects of the first declaration as compiled.
fn compiled(workspace: &Workspace) -> Vec<String> {
    let compilation =
        pmt_core::compile::compile(workspace, &Settings::default(), pmt_core::compile::Mode::Draft);
    compilation.declarations[0].declaration.projects.iter().map(|project| format!("{project:#?}")).collect()
}

/// Imports a text, prints what it says, imports that again.
fn there_and_back(text: &str) {
    let first = imported(text);
    let again = imported(&printed(&first, true, saved));
    assert_eq!(compiled(&first), compiled(&again));
}

#[test]
fn what_was_imported_and_printed_reads_the_same() {
    for name in ["word-2022", "word-2023"] {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("tests/fixtures/{name}.txt"));
        there_and_back(&std::fs::read_to_string(path).unwrap());
    }
    for name in ["seed/declaration-2022.txt", "cases/pdf-text-2026.txt"] {
        if let Some(path) = published(name) {
            there_and_back(&std::fs::read_to_string(path).unwrap());
        }
    }
}

#[test]
fn an_example_printed_and_imported_prints_the_same() {
    for name in ["songjiang-2022", "songjiang-2022-revised"] {
        let text = printed(&example(name), true, saved);
        assert_eq!(printed(&imported(&text), true, saved), text, "{name}");
    }
}
