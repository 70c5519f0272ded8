//! The law of the importer: whatever happens to a document, every character of it is in the output, in its place or as
//! a comment, or is the form's own; and the output can be read.

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
use common::word::{Part, parts};
use common::{FIXTURES, fixture, sheet, word};
use pmt_office::layout::fixed_texts;
use pmt_office::{Imported, Input, import};

/// A small generator of numbers; the same seed gives the same ones.
struct Random(u64);

impl Random {
    fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % u64::try_from(limit.max(1)).unwrap()).unwrap()
    }
}

/// What is on paper, twins told apart no more.
fn printed(text: &str) -> String {
    let twin = |c: char| match c {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(c) - 0xfee0).unwrap(),
        '—' | '–' => '-',
        other => other,
    };
    let text: String = text.chars().filter(|c| !c.is_whitespace() && !c.is_control()).map(twin).collect();
    text.replace('≥', ">=").replace('≤', "<=").replace(['"', '\\'], "")
}

/// Whether each stretch of a line is in the output or is the form's own.
fn is_accounted_for(line: &str, output: &str, fixed: &[String]) -> bool {
    let line = line.replace("[bookmark: _GoBack]", "");
    let border = |c: char| c.is_whitespace() || "()（）-：:".contains(c);
    line.split(border).map(printed).all(|stretch| {
        let mut rest = stretch.as_str();
        while !rest.is_empty() && !output.contains(rest) && !fixed.iter().any(|own| own.contains(rest)) {
            let own =
                |own: &String| rest.strip_prefix(own.as_str()).or_else(|| rest.strip_suffix(own.as_str()));
            let whole = fixed.iter().find_map(own);
            let mut chars = rest.chars();
            let first = chars.next().unwrap();
            rest = match whole {
                Some(after) => after,
                // The number before a heading, or after it.
                None if first.is_ascii_digit() || "一二三四五六七八九十、.,".contains(first) => {
                    chars.as_str()
                }
                None => return false,
            };
        }
        true
    })
}

fn check(text: &str, imported: &Imported, fixed: &[String]) -> Result<(), String> {
    let mut output = String::new();
    for file in &imported.files {
        if let Some(error) = pmt_syntax::parse(file.text.as_str()).errors.first() {
            return Err(format!("{} cannot be read: {error:?}\n{}", file.path, file.text));
        }
        output.push_str(&printed(&file.text));
    }
    for unplaced in &imported.unplaced {
        let home = imported.files.iter().find(|file| file.path == unplaced.file);
        let place = format!("（{}）：", unplaced.place.message().zh);
        if !home.is_some_and(|file| file.text.contains(&place)) {
            return Err(format!("{unplaced:?} is no comment of its file"));
        }
    }
    for (index, line) in text.lines().enumerate() {
        if !is_accounted_for(line, &output, fixed) {
            return Err(format!("line {} is lost: {line:?}", index + 1));
        }
    }
    Ok(())
}

fn fixed() -> Vec<String> {
    let mut fixed: Vec<String> = fixed_texts().iter().map(|text| printed(text)).collect();
    fixed.extend(["年度", "指标", "说明"].map(str::to_owned));
    fixed
}

/// Deletes, doubles, swaps or adds lines.
fn mutate(lines: &mut Vec<String>, random: &mut Random, serial: usize) {
    let at = random.below(lines.len());
    match random.below(6) {
        0 => {
            lines.remove(at);
        }
        1 => lines.insert(at, lines[at].clone()),
        2 => {
            let other = random.below(lines.len());
            lines.swap(at, other);
        }
        3 => lines.insert(at, format!("\t生僻单元{serial}")),
        4 => lines.insert(at, format!("生僻段落{serial}号。")),
        _ => lines.insert(at, String::new()),
    }
}

#[test]
fn fixtures_lose_nothing() {
    let fixed = fixed();
    for name in FIXTURES {
        let text = fixture(name);
        let imported = import(&text, name).expect("fixtures have forms");
        check(&text, &imported, &fixed).unwrap_or_else(|why| panic!("{name}: {why}"));
    }
}

#[test]
fn damaged_documents_lose_nothing_and_can_be_read() {
    // More rounds find rarer damage: PMT_LAW_ROUNDS=2000.
    let rounds = std::env::var("PMT_LAW_ROUNDS").ok().and_then(|rounds| rounds.parse().ok()).unwrap_or(60);
    let fixed = fixed();
    for name in FIXTURES {
        let text = fixture(name);
        for round in 0..rounds {
            let mut random = Random(0x9E37_79B9_7F4A_7C15 ^ u64::try_from(round).unwrap());
            let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
            for serial in 0..=random.below(8) {
                mutate(&mut lines, &mut random, serial);
            }
            let damaged = lines.join("\n");
            let Ok(imported) = import(&damaged, name) else { continue };
            if let Err(why) = check(&damaged, &imported, &fixed) {
                panic!("{name}, round {round}: {why}\n{damaged}");
            }
        }
    }
}

/// Deletes, doubles, swaps, empties, fills or moves paragraphs, rows and cells.
fn mutate_parts(parts: &mut Vec<Part>, random: &mut Random, serial: usize) {
    let at = random.below(parts.len());
    match random.below(8) {
        0 => {
            parts.remove(at);
        }
        1 => {
            let other = random.below(parts.len());
            parts.swap(at, other);
        }
        2 => parts.insert(at, Part::Paragraph(format!("生僻段落{serial}号。"))),
        3 => parts
            .insert(at, Part::Row(vec![format!("生僻单元{serial}"), String::new(), format!("丙{serial}")])),
        _ => {
            if let Part::Row(cells) = &mut parts[at]
                && !cells.is_empty()
            {
                let cell = random.below(cells.len());
                match random.below(5) {
                    0 => cells[cell].clear(),
                    1 => cells[cell] = format!("{}\n生僻一行{serial}", cells[cell]),
                    2 => {
                        cells.remove(cell);
                    }
                    3 => cells.insert(cell, format!("生僻{serial}")),
                    _ => cells.reverse(),
                }
            }
        }
    }
}

/// The text that paragraphs and cells hold.
fn text_of(parts: &[Part]) -> String {
    let texts = parts.iter().map(|part| match part {
        Part::Paragraph(text) => text.clone(),
        Part::Row(cells) => cells.join("\n"),
    });
    texts.collect::<Vec<_>>().join("\n")
}

#[test]
fn damaged_documents_of_word_and_excel_lose_nothing() {
    let rounds = std::env::var("PMT_LAW_ROUNDS").ok().and_then(|rounds| rounds.parse().ok()).unwrap_or(15);
    let fixed = fixed();
    for name in ["word-2022", "word-2023", "forms-only", "broken"] {
        let whole = parts(&fixture(name));
        for round in 0..rounds {
            let mut random = Random(0x2545_F491_4F6C_DD1D ^ u64::try_from(round).unwrap());
            let mut damaged: Vec<Part> = whole.clone();
            for serial in 0..random.below(8) {
                mutate_parts(&mut damaged, &mut random, serial);
            }
            let text = text_of(&damaged);
            let (document, workbook) = (word::from_parts(&damaged), sheet::from_parts(&damaged));
            for (kind, input) in [("Word", Input::Word(&document)), ("Excel", Input::Workbook(&workbook))] {
                let Ok(imported) = import(input, name) else { continue };
                if let Err(why) = check(&text, &imported, &fixed) {
                    panic!("{name} as {kind}, round {round}: {why}\n{damaged:#?}");
                }
            }
        }
    }
}

#[test]
fn forms_beside_one_another_lose_nothing_wherever_they_stand() {
    let rounds = std::env::var("PMT_LAW_ROUNDS").ok().and_then(|rounds| rounds.parse().ok()).unwrap_or(60);
    let fixed = fixed();
    for round in 0..rounds {
        let mut random = Random(0x94D0_49BB_1331_11EB ^ u64::try_from(round).unwrap());
        let mut grid = Grid::default();
        for (name, total) in [("甲项目", "840000"), ("乙项目", "560000"), ("丙项目", "30000")] {
            let form = Form { name, total, indicators: random.below(4) };
            grid.form(1 + random.below(30), 1 + random.below(14), &form);
        }
        for serial in 0..random.below(12) {
            let (row, column) = (1 + random.below(40), 1 + random.below(18));
            match random.below(4) {
                0 => grid.clear(row, column),
                1 => grid.cell(row, column, "项目名称"),
                2 => grid.merge(row, column, row, column + random.below(6)),
                _ => grid.cell(row, column, &format!("生僻单元{serial}")),
            };
        }
        let (text, document, workbook) = (grid.text(), grid.document(), grid.workbook());
        for (kind, input) in [("Word", Input::Word(&document)), ("Excel", Input::Workbook(&workbook))] {
            let Ok(imported) = import(input, "x") else { continue };
            // Word has no text below a merged cell.
            if let (Err(why), true) = (check(&text, &imported, &fixed), kind == "Excel") {
                panic!("{kind}, round {round}: {why}\n{grid:#?}");
            }
        }
    }
}

#[test]
fn any_text_at_all_is_read_without_a_panic() {
    let pieces = [
        "项目名称",
        "\t",
        "\n",
        "（",
        "元",
        "）",
        "一级指标",
        "三级指标",
        "产出指标",
        "≥",
        "30",
        "家",
        "：",
        "\u{c}",
        "项目总目标",
        "年度总目标",
        "其他资金",
        " ",
        "项目经费情况说明",
        "一、项目概述",
        "满意度指标",
        "2022年",
        "}",
        "\"\"\"",
        "${",
        "财政项目支出绩效目标填报表",
        "，",
        "\\",
        "成本指标",
        "{",
        "\u{b}",
        "//",
    ];
    let mut random = Random(42);
    for _ in 0..3000 {
        let text: String = (0..random.below(60)).map(|_| pieces[random.below(pieces.len())]).collect();
        if let Ok(imported) = import(&format!("项目名称\n{text}"), "x") {
            for file in &imported.files {
                let errors = pmt_syntax::parse(file.text.as_str()).errors;
                assert!(errors.is_empty(), "{text:?}\n{errors:?}\n{}", file.text);
            }
        }
    }
}
