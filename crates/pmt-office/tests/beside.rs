//! Forms beside one another: each is read by itself, or listed whole; values of two never mix.

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
use common::word::document;
use pmt_office::layout::Field;
use pmt_office::{Imported, Input, import};

fn read(grid: &Grid) -> Imported {
    import(Input::Workbook(&grid.workbook()), "x").unwrap_or_else(|error| panic!("{error}"))
}

fn read_word(bytes: &[u8]) -> Imported {
    import(Input::Word(bytes), "x").unwrap_or_else(|error| panic!("{error}"))
}

fn notes(imported: &Imported) -> String {
    let shown = |note: &pmt_office::Note| format!("{}：{}\n", note.place.message().zh, note.message.zh);
    imported.notes.iter().map(shown).collect()
}

fn unplaced(imported: &Imported) -> Vec<String> {
    imported.unplaced.iter().map(|one| format!("{} {}", one.place.cell_name().unwrap(), one.text)).collect()
}

/// The projects read are exactly these forms, each with its own values alone.
fn assert_read(imported: &Imported, forms: &[&Form]) {
    let projects = &imported.document.projects;
    assert_eq!(
        projects.iter().map(pmt_office::model::Project::name).collect::<Vec<_>>(),
        forms.iter().map(|form| form.name).collect::<Vec<_>>()
    );
    for (project, form) in projects.iter().zip(forms) {
        let text = |field| project.text(field).unwrap_or_default();
        assert_eq!(text(Field::Total), form.total, "{}", form.name);
        assert_eq!(text(Field::AnnualOther), "", "{}: blank on the form", form.name);
        assert_eq!(text(Field::Unit), form.name.to_owned() + "的单位");
        assert_eq!(text(Field::AnnualGoal), format!("{}的年度目标。", form.name));
        let names: Vec<_> = project.indicators.iter().map(|one| one.name.text.clone()).collect();
        let expected: Vec<_> =
            (1..=form.indicators).map(|number| format!("{}指标{number}", form.name)).collect();
        assert_eq!(names, expected);
        let value = |one: &pmt_office::model::Indicator| one.value.as_ref().map(|value| value.text.clone());
        assert!(project.indicators.iter().all(|one| value(one) == Some(format!("≥{}家", form.total))));
        assert!(project.unplaced.is_empty(), "{:?}", project.unplaced);
    }
}

const FIRST: Form = Form { name: "甲项目", total: "840000", indicators: 3 };
const SECOND: Form = Form { name: "乙项目", total: "560000", indicators: 3 };
const THIRD: Form = Form { name: "丙项目", total: "30000", indicators: 2 };
const FOURTH: Form = Form { name: "丁项目", total: "7", indicators: 5 };

#[test]
fn two_forms_with_a_blank_column_between() {
    let imported = read(Grid::default().form(1, 1, &FIRST).form(1, 7, &SECOND));
    assert_read(&imported, &[&FIRST, &SECOND]);
    assert_eq!(unplaced(&imported), Vec::<String>::new());
    assert!(notes(&imported).contains("的 G3：这张表与左边的表并排"), "{}", notes(&imported));
}

#[test]
fn two_forms_without_a_blank_column_between() {
    let imported = read(Grid::default().form(1, 1, &FIRST).form(1, 6, &SECOND));
    assert_read(&imported, &[&FIRST, &SECOND]);
    assert_eq!(unplaced(&imported), Vec::<String>::new());
}

#[test]
fn three_forms_in_a_row() {
    let imported = read(Grid::default().form(1, 1, &FIRST).form(1, 6, &SECOND).form(1, 12, &THIRD));
    assert_read(&imported, &[&FIRST, &SECOND, &THIRD]);
}

#[test]
fn forms_two_by_two_are_read_row_by_row() {
    let mut grid = Grid::default();
    grid.form(1, 1, &FIRST).form(1, 7, &SECOND).form(30, 1, &THIRD).form(30, 7, &FOURTH);
    assert_read(&read(&grid), &[&FIRST, &SECOND, &THIRD, &FOURTH]);
}

#[test]
fn forms_of_different_height_need_not_begin_in_the_same_row() {
    let mut grid = Grid::default();
    grid.form(1, 1, &FOURTH).form(3, 7, &THIRD).form(20, 7, &FIRST).form(25, 1, &SECOND);
    let imported = read(&grid);
    assert_read(&imported, &[&FOURTH, &SECOND, &THIRD, &FIRST]);
    assert_eq!(unplaced(&imported), Vec::<String>::new());
}

#[test]
fn a_wide_form_may_stand_above_two_narrow_ones() {
    let mut grid = Grid::default();
    grid.form(1, 1, &FIRST).form(30, 1, &SECOND).form(30, 7, &THIRD);
    // Merged, the wide form's title and a value reach over both forms below.
    grid.merge(1, 1, 1, 11).merge(13, 5, 13, 11);
    assert_read(&read(&grid), &[&FIRST, &SECOND, &THIRD]);
}

#[test]
fn a_title_and_a_unit_over_both_forms_are_of_both() {
    let mut grid = Grid::default();
    grid.form(1, 1, &FIRST).form(1, 7, &SECOND);
    grid.clear(1, 7).clear(2, 1).clear(2, 7).cell(2, 1, "单位：万元").merge(1, 1, 1, 11).merge(2, 1, 2, 11);
    grid.clear(6, 1).cell(6, 1, "项目资金").clear(6, 7).cell(6, 7, "项目资金");
    let imported = read(&grid);
    assert_read(&imported, &[&FIRST, &SECOND]);
    let units: Vec<_> = imported.document.projects.iter().map(|one| one.unit.map(|unit| unit.text)).collect();
    assert_eq!(units, [Some("万元"), Some("万元")]);
    assert_eq!(unplaced(&imported), Vec::<String>::new());
}

#[test]
fn a_note_beside_a_form_is_no_value_of_it() {
    // Directly beside a cell that is left blank, and farther off.
    for column in [6, 7, 9] {
        let mut grid = Grid::default();
        grid.form(1, 1, &FIRST).cell(9, column, "没有就填0").cell(13, column, "每项一行");
        let imported = read(&grid);
        assert_read(&imported, &[&FIRST]);
        let letter = char::from(b'A' + u8::try_from(column).unwrap() - 1);
        assert_eq!(unplaced(&imported), [format!("{letter}9 没有就填0"), format!("{letter}13 每项一行")]);
        assert!(notes(&imported).contains("表的旁边另有 2 处内容"), "{}", notes(&imported));
    }
}

#[test]
fn a_narrative_may_stand_on_either_side_of_its_form() {
    for (form, narrative) in [(1, 7), (3, 1)] {
        let mut grid = Grid::default();
        grid.form(1, form, &FIRST)
            .cell(1, narrative, "甲项目项目经费情况说明")
            .cell(3, narrative, "一、项目概述")
            .cell(4, narrative, "建设十个书架。");
        let imported = read(&grid);
        assert_read(&imported, &[&FIRST]);
        let sections = &imported.document.projects[0].sections;
        assert_eq!((sections.len(), sections[0].paragraphs[0].text.as_str()), (1, "建设十个书架。"));
    }
}

#[test]
fn what_cannot_be_told_from_a_form_is_listed_whole() {
    // Of the second form there is too little to know where it begins.
    let mut grid = Grid::default();
    grid.form(1, 1, &FIRST)
        .cell(3, 7, "项目名称")
        .cell(3, 8, "乙项目")
        .cell(9, 7, "乙的资金")
        .cell(9, 8, "560000");
    let imported = read(&grid);
    assert_read(&imported, &[&FIRST]);
    assert_eq!(unplaced(&imported), ["G3 项目名称", "H3 乙项目", "G9 乙的资金", "H9 560000"]);
    assert!(notes(&imported).contains("的 G3：这张表与左边的表并排，分不清"), "{}", notes(&imported));

    // A cell reaches over from one form into the other.
    let mut grid = Grid::default();
    grid.form(1, 1, &FIRST).form(1, 6, &SECOND).merge(7, 5, 7, 6);
    let imported = read(&grid);
    assert_eq!(imported.document.projects.len(), 1);
    assert!(imported.document.projects[0].fields.values().flatten().all(|piece| !piece.text.contains("乙")));
    assert!(notes(&imported).contains("分不清"), "{}", notes(&imported));
}

#[test]
fn forms_below_one_another_stay_together_whatever_their_columns() {
    let mut grid = Grid::default();
    grid.form(1, 1, &FIRST).form(20, 3, &SECOND);
    assert_read(&read(&grid), &[&FIRST, &SECOND]);
}

#[test]
fn columns_of_a_table_in_word_are_told_apart_too() {
    for column in [6, 7] {
        let mut grid = Grid::default();
        grid.form(1, 1, &FOURTH).form(1, column, &THIRD);
        let imported = read_word(&grid.document());
        assert_read(&imported, &[&FOURTH, &THIRD]);
        assert!(imported.unplaced.is_empty());
        assert!(notes(&imported).contains("这张表与左边的表并排"), "{}", notes(&imported));
    }
}

#[test]
fn tables_beside_one_another_in_a_table_that_lays_out_the_page_are_forms_each() {
    let cell = |form: &Form| format!("<w:tc>{}<w:p/></w:tc>", Grid::default().form(1, 1, form).table());
    let rows = [[&FIRST, &SECOND], [&THIRD, &FOURTH]];
    let rows: String =
        rows.map(|[left, right]| format!("<w:tr>{}{}</w:tr>", cell(left), cell(right))).concat();
    let imported = read_word(&document(&format!("<w:tbl>{rows}</w:tbl>")));
    assert_read(&imported, &[&FIRST, &SECOND, &THIRD, &FOURTH]);
    assert!(imported.unplaced.is_empty());
}

#[test]
fn values_never_mix_wherever_forms_stand() {
    let forms = [FIRST, SECOND, THIRD, FOURTH];
    for round in 0..200_usize {
        // A grid of two by two, each form moved a little.
        let moved = |place: usize, most: usize| (round / (place + 1) + place * 7 + round * place) % most;
        let mut grid = Grid::default();
        for (index, form) in forms.iter().enumerate() {
            let (row, column) = (1 + index / 2 * 22, 1 + index % 2 * 8);
            grid.form(row + moved(index, 5), column + moved(index + 4, 4), form);
        }
        let imported = read(&grid);
        for project in &imported.document.projects {
            let form = forms.iter().find(|form| form.name == project.name()).unwrap();
            let of_fields = project.fields.values().flatten();
            let of_indicators = project.indicators.iter().flat_map(|one| one.value.iter().chain([&one.name]));
            for piece in of_fields.chain(of_indicators) {
                let others = forms.iter().filter(|other| other.name != form.name);
                let is_others = |other: &Form| piece.text.contains(other.name) || piece.text == other.total;
                assert!(!others.into_iter().any(is_others), "round {round}, {}: {}", form.name, piece.text);
            }
        }
        let is_told = notes(&imported).contains("分不清");
        assert!(
            imported.document.projects.len() == forms.len() || is_told,
            "round {round}: {}",
            notes(&imported)
        );
    }
}
