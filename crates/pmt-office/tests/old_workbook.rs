//! Workbooks of old (.xls): the same as those of today, and refused where those are.

#![allow(
    clippy::arithmetic_side_effects,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "tests fail by panicking, their helpers too"
)]

mod common;

use common::beside::{Form, Grid};
use common::xls::{OldCell, OldSheet, old_workbook};
use common::{Disk, files};
use pmt_office::layout::Field;
use pmt_office::{ImportError, Imported, Input, Kind, SourceError, import};

const FORM: Form = Form { name: "书香社区", total: "840000", indicators: 3 };
const OTHER: Form = Form { name: "河道整治", total: "56", indicators: 2 };

fn read(bytes: &[u8]) -> Imported {
    assert_eq!(Kind::of(bytes), Kind::Workbook);
    import(Input::Workbook(bytes), "x").unwrap_or_else(|error| panic!("{error}"))
}

fn notes(imported: &Imported) -> Vec<String> {
    imported.notes.iter().map(|note| format!("{}：{}", note.place.message().zh, note.message.zh)).collect()
}

#[test]
fn a_workbook_of_old_gives_what_one_of_today_gives() {
    let mut one = Grid::default();
    one.form(1, 1, &FORM);
    let mut two = Grid::default();
    two.form(1, 1, &FORM).form(1, 7, &OTHER).cell(20, 3, "填表说明");
    for grid in [one, two] {
        let (old, new) = (read(&grid.old_workbook()), read(&grid.workbook()));
        assert_eq!(files(&old), files(&new));
        assert_eq!(notes(&old), notes(&new));
        assert_eq!(old.unplaced, new.unplaced);
        let disk = Disk::new(&grid.old_workbook());
        assert_eq!(Kind::of_large(&disk).unwrap(), Kind::Workbook);
        assert_eq!(files(&import(Input::LargeWorkbook(&disk), "x").unwrap()), files(&old));
    }
}

#[test]
fn numbers_texts_and_days_are_what_the_sheet_shows() {
    let formats = ["yyyy\"年\"m\"月\"d\"日\"", "0%", "\"≥\"0\"家\"", "#,##0.00"];
    let mut sheet = OldSheet::new("申报表");
    for (row, cells) in FORM.rows().iter().enumerate() {
        for (at, text) in cells.iter().enumerate().filter(|(_, text)| !text.is_empty()) {
            let cell = match (row, at) {
                // The first day by its format, the last as a bare number.
                (4, 1) => OldCell::Number(45_292.0, 1),
                (4, 4) => OldCell::Short(45_657, 0),
                (5, 2) => OldCell::Number(840_000.5, 4),
                (5, 4) => OldCell::OwnText("840,000.50".to_owned()),
                (6, 2) => OldCell::Formula(840_000.5, 4),
                (12, 4) => OldCell::Short(30, 3),
                (13, 4) => OldCell::Number(0.955, 2),
                _ => OldCell::Text(text.clone()),
            };
            sheet.put(row + 1, at + 1, cell);
        }
    }
    sheet.merge(1, 1, 1, 5).merge(3, 2, 3, 3).merge(4, 2, 4, 3).merge(5, 2, 5, 3).merge(6, 1, 9, 1);
    for row in [10, 11] {
        sheet.merge(row, 2, row, 3).merge(row, 4, row, 5);
    }
    let mut hidden = OldSheet::new("字典");
    hidden.is_hidden = true;
    hidden.cell(1, 1, "经常性项目");
    let imported = read(&old_workbook(&[sheet, hidden], &formats));
    let project = &imported.document.projects[0];
    let text = |field| project.text(field).unwrap_or_default();
    assert_eq!((text(Field::Start), text(Field::End)), ("2024-01-01", "2024-12-31"));
    assert_eq!(
        (text(Field::Total), text(Field::Annual), text(Field::Fiscal)),
        ("840000.5", "840,000.50", "840000.5")
    );
    assert_eq!(text(Field::Unit), "书香社区的单位");
    let values: Vec<_> =
        project.indicators.iter().map(|one| one.value.as_ref().unwrap().text.as_str()).collect();
    assert_eq!(values, ["≥30家", "95.5%", "≥840000家"]);
    let notes = notes(&imported);
    assert!(
        notes.iter().any(|note| note == "工作表“申报表”的 E5：“45657”是日期的序号，读作 2024-12-31"),
        "{notes:?}"
    );
    assert!(
        notes.iter().any(|note| note.contains("隐藏的工作表“字典”没有读，其中 1 个单元格有内容")),
        "{notes:?}"
    );
    assert!(imported.unplaced.is_empty());
}

#[test]
fn a_damaged_or_protected_workbook_is_refused() {
    let refusal = |bytes: &[u8]| match import(Input::Workbook(bytes), "x") {
        Err(ImportError::Unreadable { error, .. }) => error,
        other => panic!("{other:?}"),
    };
    let whole = Grid::default().form(1, 1, &FORM).old_workbook();
    assert!(matches!(refusal(&whole[..1500]), SourceError::Damaged { .. }));
    // A record that says the rest is encrypted, in the place of the code page.
    let at = whole.windows(4).position(|window| window == [0x42, 0, 2, 0]).unwrap();
    let mut locked = whole.clone();
    locked[at] = 0x2F;
    assert_eq!(refusal(&locked), SourceError::Protected);
    // A cell that would make a rectangle of billions.
    let mut wide = OldSheet::new("表");
    wide.cell(1, 1, "项目名称").cell(65_536, 256, "#1");
    assert!(matches!(refusal(&old_workbook(&[wide], &[])), SourceError::TooManyCells { .. }));
}
