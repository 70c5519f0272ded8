//! The document on paper, as `LibreOffice` lays it out: every text whole and in its place, on A4, nothing clipped.
//!
//! What is compared is where words stand, not how pages look: fonts differ between machines.

mod office;

use super::*;
use office::{Grid, Office, Paper, Seen, Word, grids};
use pmt_office::layout::WIDTH;
use pmt_office::print::{Cell, Kind, Project, Role};

/// Points of A4.
const A4: (f64, f64) = (595.3, 841.9);
/// Points of the margins at the sides of a Word document: 2 cm.
const MARGIN: f64 = 56.7;
/// Above the one and below the other stand head and foot of a page alone.
const BODY: (f64, f64) = (50.0, 790.0);

/// A sentence of a goal, numbered so that none is like another.
fn sentences(count: usize) -> String {
    let sentence = |number: usize| {
        format!(
            "第{number}项：改造老旧小区{number}处、整治积水路段（含 Smart City 平台的感知终端 1,250 台），居民满意度不低于90%；"
        )
    };
    (1..=count).map(sentence).collect()
}

/// A project with long names and texts and as many indicators of each kind as asked for.
fn long_project(
    own: &str,
    goals: [&str; 2],
    sentences_of_goal: usize,
    indicators: usize,
    more: &str,
) -> String {
    let many = |name: &str, value: &str| -> String {
        let one = |number: usize| format!("\"{name}{number}\" {value} {more}");
        (1..=indicators).map(one).collect::<Vec<_>>().join("\n")
    };
    let goal = sentences(sentences_of_goal);
    format!(
        "项目 \"老旧小区综合改造与道路积水点整治及公共文化设施更新（二期）项目——含智慧管理平台建设与运维\" {{\n{own}\n\
         主管部门: \"某市某区城市管理和综合行政执法局（某市某区市容环境卫生管理局）\"\n\
         实施单位: \"某市某区市容环境和道路清洁质量监测中心\"\n实施周期: 2026-03-01 至 2028-12-31\n\
         项目概述 \"\"\"{}\"\"\"\n\
         项目资金总额: 123456.78万元 {{ 财政资金: 123000万元; 其他资金: 456.78万元 }}\n\
         年度资金申请总额: 600万元 {{ 当年财政拨款: 600万元; 上年结转资金: 0元; 其他资金: 0元 }}\n\
         {} \"\"\"{goal}\"\"\"\n{} \"\"\"{goal}\n按期完工。\"\"\"\n\
         绩效指标 {{\n产出指标 {{\n数量指标 {{\n{}}}\n质量指标 {{\n{}}}\n时效指标 {{\n{}}}\n}}\n\
         效益指标 {{\n经济效益指标 {{\n\"带动社会投资增长情况\": \"较上年有明显提升，形成可复制可推广的长效管理机制并纳入年度考核\" {more}\n}}\n\
         可持续影响指标 {{\n\"长效管理机制健全性\": 健全 {more}\n}}\n}}\n\
         满意度指标 {{\n服务对象满意度指标 {{\n\"居民满意度\" >= 90% {more}\n}}\n}}\n}}\n}}\n",
        sentences(9),
        goals[0],
        goals[1],
        many("整治积水路段并完成雨污分流改造的道路长度", ">= 1234.5 公里"),
        many("竣工验收一次合格率", "= 100%"),
        many("工程完成时间", "<= 2026-11-30"),
    )
}

/// Declarations with nothing short about them, one of each edition.
fn long_ones() -> Vec<(String, Workspace)> {
    let shanghai = ["项目总目标", "年度总体目标"];
    let editions = [
        ("上海", 2022, "项目类别: 经常性项目", ["项目总目标", "年度总目标"], ""),
        ("上海", 2024, "项目性质: 阶段性项目; 项目类别: 特定目标类", shanghai, ""),
        ("上海", 2026, "项目性质: 阶段性项目; 项目类别: 特定目标类", shanghai, ""),
        ("中央", 2026, "项目属性: 延续项目", ["中期目标", "年度目标"], "{ 权重: 5 }"),
        ("", 2026, "项目类别: 经常性项目", ["项目总目标", "年度总目标"], ""),
    ];
    let made = |(region, year, own, goals, more): (&str, i32, &str, [&str; 2], &str)| {
        let edition = if region.is_empty() { String::new() } else { format!("版式: {region}; ") };
        let cover = format!("申报 {year} {{ {edition}主管部门: \"某局\"; 预算单位数: 1 }}\n");
        let short = long_project(own, goals, 2, 2, more).replacen("老旧小区综合", "某小区", 1);
        let long = long_project(own, goals, 40, 15, more);
        let files = [("申报.pmt", &*cover), ("01.pmt", &short), ("02.pmt", &long)];
        (format!("{region}{year}"), workspace(&files))
    };
    editions.into_iter().map(made).collect()
}

/// The examples, and the published declaration where it is at hand: forms of which each has room on a page.
fn short_ones() -> Vec<(String, Workspace)> {
    let mut all: Vec<(String, Workspace)> =
        ["songjiang-2022", "songjiang-2022-revised"].map(|name| (name.to_owned(), example(name))).into();
    if let Some(path) = published("seed/declaration-2022.txt") {
        let text = std::fs::read_to_string(path).unwrap();
        all.push(("seed".to_owned(), imported(&text)));
    }
    all
}

/// All of them with what `make` writes of each.
fn documents(
    declarations: &[(String, Workspace)],
    kind: &str,
    make: impl Fn(&Printed<'_>) -> Vec<u8>,
) -> Vec<(String, Vec<u8>)> {
    let one = |(name, workspace): &(String, Workspace)| {
        (format!("{name}.{kind}"), printed(workspace, false, &make))
    };
    declarations.iter().map(one).collect()
}

fn docx(printed: &Printed<'_>) -> Vec<u8> {
    printed.docx().unwrap()
}

fn xlsx(printed: &Printed<'_>) -> Vec<u8> {
    printed.xlsx().unwrap()
}

fn squeezed(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

/// Finds the words that a text was broken into: side by side in the order of setting, not taken yet, and in their place.
fn take<'p>(
    words: &[&'p Word],
    taken: &mut [bool],
    text: &str,
    is_in_place: impl Fn(&[&Word]) -> bool,
) -> Option<Vec<&'p Word>> {
    let text = squeezed(text);
    'from: for from in 0..words.len() {
        let mut rest = text.as_str();
        for at in from..words.len() {
            match rest.strip_prefix(words[at].text.as_str()) {
                Some(after) if !taken[at] => rest = after,
                _ => continue 'from,
            }
            if rest.is_empty() {
                if !is_in_place(&words[from..=at]) {
                    continue 'from;
                }
                taken[from..=at].fill(true);
                return Some(words[from..=at].to_vec());
            }
        }
    }
    None
}

/// What stands between head and foot of the pages.
fn body(paper: &Paper) -> Vec<&Word> {
    paper.words.iter().filter(|word| word.top > BODY.0 && word.bottom < BODY.1).collect()
}

/// Whether each page begins with the title of a form.
fn form_pages(paper: &Paper, form: &Table) -> Vec<bool> {
    let title = form.rows[0].cells[0].text.trim_end_matches(|c: char| c.is_ascii_digit());
    let begins = |page: usize| {
        let top = body(paper).into_iter().filter(|word| word.page == page);
        let words = top.min_by(|a, b| a.top.total_cmp(&b.top));
        words.is_some_and(|word| {
            squeezed(title).starts_with(word.text.trim_end_matches(|c: char| c.is_ascii_digit()))
        })
    };
    (0..paper.pages.len()).map(begins).collect()
}

/// The words of the pages with a form, and those of the others. Short forms have a page each.
fn parted<'p>(
    name: &str,
    paper: &'p Paper,
    projects: &[Project],
    is_short: bool,
) -> (Vec<&'p Word>, Vec<&'p Word>) {
    let is_form = form_pages(paper, &projects[0].form);
    if is_short {
        let count = is_form.iter().filter(|is_form| **is_form).count();
        assert_eq!(count, projects.len(), "{name}: each form has room on its page");
    }
    body(paper).into_iter().partition(|word| is_form[word.page])
}

/// Checks that a paper is A4 and that no word leaves the room between its margins.
fn is_a4(name: &str, paper: &Paper, margin: f64) {
    for page in &paper.pages {
        assert!((page.0 - A4.0).abs() < 1.0 && (page.1 - A4.1).abs() < 1.0, "{name}: {page:?}");
    }
    for word in &paper.words {
        // A full stop may hang out of a line's end.
        let hangs = if word.text.ends_with(['。', '，', '、', '；', '：']) { 13.0 } else { 1.0 };
        assert!(word.left > margin - 1.0 && word.right < A4.0 - margin + hangs, "{name}: {word:?}");
    }
}

/// A cell of a form with the words that it was broken into.
struct Set<'a> {
    cell: &'a Cell,
    words: Vec<&'a Word>,
}

/// Finds the words of every cell: in a row from left to right, and row below row. Those of cells that may break across
/// pages are not asked for.
fn set<'a>(name: &str, words: &[&'a Word], taken: &mut [bool], form: &'a Table) -> Vec<Set<'a>> {
    let mut sets = Vec::new();
    let mut above = (0, 0.0);
    for row in &form.rows {
        let mut edge = 0.0;
        let mut top = None;
        for cell in row.cells.iter().filter(|cell| !squeezed(&cell.text).is_empty() && !is_long(cell)) {
            let is_in_place =
                |words: &[&Word]| words.iter().all(|word| word.left > edge && (word.page, word.top) > above);
            let words = take(words, taken, &cell.text, is_in_place);
            let words = words
                .unwrap_or_else(|| panic!("{name}: “{}” is not on paper, or not in its place", cell.text));
            edge = words.iter().map(|word| word.right).fold(edge, f64::max);
            if cell.rowspan == 1 {
                let first = words.first().map(|word| (word.page, word.top));
                top = if top.is_none() || first < top { first } else { top };
            }
            sets.push(Set { cell, words });
        }
        above = top.unwrap_or(above);
    }
    sets
}

fn is_long(cell: &Cell) -> bool {
    cell.text.chars().count() > 400
}

/// Where a cell's edges are on the paper of a Word document.
fn edges(form: &Table, cell: &Cell) -> (f64, f64) {
    let place = |parts: u16| f64::from(parts) * (A4.0 - 2.0 * MARGIN) / f64::from(WIDTH) + MARGIN;
    let from: u16 = form.columns.iter().take(cell.column).sum();
    (place(from), place(from + form.width(cell)))
}

/// Checks that the words of a cell that breaks across pages are all there, page after page, between its edges.
fn is_whole_over_pages(name: &str, words: &[&Word], form: &Table, cell: &Cell) {
    let (left, right) = edges(form, cell);
    // The form's head is repeated on every page.
    let head = squeezed(&form.rows[..2].iter().map(|row| &*row.cells[0].text).collect::<String>());
    let mut own: Vec<&Word> = words
        .iter()
        .copied()
        .filter(|word| {
            word.left >= left && word.right <= right && !(word.top < 110.0 && head.contains(&word.text))
        })
        .collect();
    own.sort_by(|a, b| (a.page, a.top, a.left).partial_cmp(&(b.page, b.top, b.left)).unwrap());
    let text: String = own.iter().map(|word| word.text.as_str()).collect();
    assert!(text.contains(&squeezed(&cell.text)), "{name}: {text}");
}

fn cover(printed: &Printed<'_>) -> Vec<pmt_office::print::Paragraph> {
    printed.cover()
}

fn projects(printed: &Printed<'_>) -> Vec<Project> {
    printed.projects().collect()
}

#[test]
fn word_s_pages_have_every_text_whole_and_in_its_cell() {
    let Some(office) = Office::here() else { return };
    let (short, long) = (short_ones(), long_ones());
    let all: Vec<_> = short.iter().chain(&long).cloned().collect();
    let papers = office.print(&documents(&all, "docx", docx));
    for (index, ((name, workspace), paper)) in all.iter().zip(&papers).enumerate() {
        is_a4(name, paper, MARGIN);
        for word in &paper.words {
            assert!(word.top > 0.0 && word.bottom < A4.1, "{name}: {word:?}");
        }
        let projects = printed(workspace, false, projects);
        let (on_forms, elsewhere) = parted(name, paper, &projects, index < short.len());
        let text: String = elsewhere.iter().map(|word| squeezed(&word.text)).collect();
        for line in
            printed(workspace, false, cover).iter().chain(projects.iter().flat_map(|one| &one.narrative))
        {
            assert!(text.contains(&squeezed(&line.text)), "{name}: “{}” is not on paper", line.text);
        }
        let mut taken = vec![false; on_forms.len()];
        for project in &projects {
            let sets = set(name, &on_forms, &mut taken, &project.form);
            for set in &sets {
                let (left, right) = edges(&project.form, set.cell);
                let is_day = set.cell.text.starts_with("≤20") && set.cell.text.contains('-');
                assert!(!is_day || set.words.len() == 1, "{name}: “{}” is broken", set.cell.text);
                for word in &set.words {
                    assert!(
                        word.left > left && word.right < right,
                        "{name}: {word:?} between {left} and {right}"
                    );
                }
            }
            for cell in project.form.rows.iter().flat_map(|row| &row.cells).filter(|cell| is_long(cell)) {
                is_whole_over_pages(name, &on_forms, &project.form, cell);
            }
        }
    }
}

/// A form's cells as they begin row by row.
fn cells_of(form: &Table) -> Vec<Vec<Seen>> {
    let seen = |cell: &Cell| Seen {
        column: cell.column,
        colspan: cell.colspan,
        rowspan: cell.rowspan,
        text: cell.text.clone(),
    };
    form.rows.iter().map(|row| row.cells.iter().map(seen).collect()).collect()
}

#[test]
fn word_s_tables_have_the_form_s_cells_and_spans() {
    let Some(office) = Office::here() else { return };
    let all: Vec<_> = short_ones().into_iter().chain(long_ones()).collect();
    let flat = office.convert(&documents(&all, "docx", docx), "fodt");
    for ((name, workspace), flat) in all.iter().zip(&flat) {
        let grids = grids(&std::fs::read_to_string(flat).unwrap());
        let forms: Vec<Table> = printed(workspace, false, projects).into_iter().map(|one| one.form).collect();
        assert_eq!(grids.len(), forms.len(), "{name}");
        for (grid, form) in grids.into_iter().zip(&forms) {
            let rows: Vec<Vec<Seen>> = grid.rows.into_iter().map(|(_, cells)| cells).collect();
            assert_eq!(rows, cells_of(form), "{name}");
        }
    }
}

/// How high a line is in the highest font that stands in for those of the form, in times of its size.
const LINE: f64 = 1.44;

#[test]
fn excel_s_pages_have_every_text_whole_and_its_rows_room_for_it() {
    let Some(office) = Office::here() else { return };
    let (short, long) = (short_ones(), long_ones());
    let all: Vec<_> = short.iter().chain(&long).cloned().collect();
    let books = documents(&all, "xlsx", xlsx);
    let papers = office.print(&books);
    let flat = office.convert(&books, "fods");
    for (index, (name, workspace)) in all.iter().enumerate() {
        let paper = &papers[index];
        is_a4(name, paper, 0.6 * 72.0);
        let projects = printed(workspace, false, projects);
        let (on_forms, elsewhere) = parted(name, paper, &projects, index < short.len());
        let sheets = grids(&std::fs::read_to_string(&flat[index]).unwrap());
        assert_eq!(sheets.len(), projects.len() + 1, "{name}");
        let mut taken = vec![false; elsewhere.len()];
        let lines = printed(workspace, false, cover);
        for line in lines.iter().chain(projects.iter().flat_map(|one| &one.narrative)) {
            let words = take(&elsewhere, &mut taken, &line.text, |_| true);
            let words = words.unwrap_or_else(|| panic!("{name}: “{}” is not on paper", line.text));
            has_room(name, &sheets[0], &line.text, &words, size_of(line.role));
        }
        let mut taken = vec![false; on_forms.len()];
        for (project, sheet) in projects.iter().zip(&sheets[1..]) {
            let sets = set(name, &on_forms, &mut taken, &project.form);
            for set in &sets {
                let size = if set.cell.kind == Kind::Title { 16.0 } else { 10.5 };
                has_room(name, sheet, &set.cell.text, &set.words, size);
            }
            let seen = sheet.rows.iter().flat_map(|(_, cells)| cells).filter(|seen| !seen.text.is_empty());
            let seen: Vec<(usize, usize, &str)> =
                seen.map(|seen| (seen.column, seen.colspan, seen.text.as_str())).collect();
            let cells =
                project.form.rows.iter().flat_map(|row| &row.cells).filter(|cell| !cell.text.is_empty());
            let cells: Vec<(usize, usize, &str)> =
                cells.map(|cell| (cell.column, cell.colspan, cell.text.as_str())).collect();
            assert_eq!(seen, cells, "{name}: every cell of the form, in its order");
        }
    }
}

/// Checks that a cell of a sheet is as high as the lines that its text was broken into.
fn has_room(name: &str, sheet: &Grid, text: &str, words: &[&Word], size: f64) {
    let mut tops: Vec<f64> = words.iter().map(|word| word.top).collect();
    tops.dedup_by(|a, b| (*a - *b).abs() < 3.0);
    let needed = tops.iter().map(|_| size * LINE).sum::<f64>();
    let cells = sheet.rows.iter().enumerate().flat_map(|(row, (_, cells))| {
        cells.iter().filter(|cell| cell.text == text).map(move |cell| sheet.height(row, cell))
    });
    let height = cells.min_by(f64::total_cmp).unwrap_or_else(|| panic!("{name}: no cell has “{text}”"));
    assert!(needed <= height, "{name}: “{text}” takes {needed} points of {height}");
}

/// The sizes of an Excel sheet's characters.
fn size_of(role: Role) -> f64 {
    match role {
        Role::Department | Role::DocumentTitle => 18.0,
        Role::NarrativeTitle => 16.0,
        Role::CoverHeading => 14.0,
        Role::SectionHeading | Role::Body => 12.0,
    }
}
