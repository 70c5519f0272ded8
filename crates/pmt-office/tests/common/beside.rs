//! Forms placed anywhere on a sheet.

use std::collections::BTreeMap;

use super::sheet::{Sheet, column, workbook};
use super::word::{document, paragraph};
use super::xls::{OldSheet, old_workbook};

/// A form, all of whose values tell whose they are.
#[derive(Clone, Copy, Debug)]
pub struct Form {
    /// The project's name, which is in every text.
    pub name: &'static str,
    /// Its amount, which is in every number.
    pub total: &'static str,
    /// How many indicators it has.
    pub indicators: usize,
}

impl Form {
    /// Its rows, five cells each: title and year, names, amounts, goals, indicators.
    pub fn rows(&self) -> Vec<Vec<String>> {
        let (name, total) = (self.name, self.total);
        let own = |what: &str| format!("{name}的{what}");
        let mut rows: Vec<Vec<String>> = [
            ["财政项目支出绩效目标填报表", "", "", "", ""],
            ["（2024年度）", "", "", "", ""],
            ["项目名称", name, "", "项目类别", "其他运转类"],
            ["主管部门", &own("部门"), "", "实施单位", &own("单位")],
            ["计划开始日期", "2024-01-01", "", "计划完成日期", "2024-12-31"],
            ["项目资金\n（元）", "项目资金总额", total, "年度资金申请总额", total],
            ["", "其中：财政资金", total, "其中：当年财政拨款", total],
            ["", "", "", "上年结转资金", "0"],
            ["", "其他资金", "0", "其他资金", ""],
            ["项目绩效目标", "项目总目标", "", "年度总体目标", ""],
            ["", &own("总目标。"), "", &own("年度目标。"), ""],
            ["绩效指标", "一级指标", "二级指标", "三级指标", "年度(/项目)指标值"],
        ]
        .iter()
        .map(|row| row.iter().map(|cell| (*cell).to_owned()).collect())
        .collect();
        for number in 1..=self.indicators {
            let level = if number == 1 { ["", "产出指标", "数量指标"] } else { [""; 3] };
            let mut row: Vec<String> = level.iter().map(|cell| (*cell).to_owned()).collect();
            row.extend([format!("{name}指标{number}"), format!("≥{total}家")]);
            rows.push(row);
        }
        rows
    }
}

/// A sheet being filled; rows and columns are counted from 1.
#[derive(Clone, Debug, Default)]
pub struct Grid {
    cells: BTreeMap<(usize, usize), String>,
    /// Top, left, bottom, right.
    merged: Vec<[usize; 4]>,
}

impl Grid {
    /// Puts a form with its upper left corner into a cell; its cells are merged as on paper.
    pub fn form(&mut self, row: usize, at: usize, form: &Form) -> &mut Self {
        for (down, cells) in form.rows().into_iter().enumerate() {
            for (right, text) in cells.into_iter().enumerate().filter(|(_, text)| !text.is_empty()) {
                self.cells.insert((row + down, at + right), text);
            }
        }
        for down in [2, 3, 4] {
            self.merge(row + down, at + 1, row + down, at + 2);
        }
        for down in [9, 10] {
            self.merge(row + down, at + 1, row + down, at + 2).merge(row + down, at + 3, row + down, at + 4);
        }
        self.merge(row + 5, at, row + 8, at)
    }

    /// Fills a cell.
    pub fn cell(&mut self, row: usize, at: usize, text: &str) -> &mut Self {
        self.cells.insert((row, at), text.to_owned());
        self
    }

    /// Empties a cell.
    pub fn clear(&mut self, row: usize, at: usize) -> &mut Self {
        self.cells.remove(&(row, at));
        self
    }

    /// Merges cells; of those inside only the first keeps its text.
    pub fn merge(&mut self, top: usize, left: usize, bottom: usize, right: usize) -> &mut Self {
        self.merged.push([top, left, bottom, right]);
        self
    }

    /// The workbook of this sheet alone.
    pub fn workbook(&self) -> Vec<u8> {
        let mut sheet = Sheet::new("表");
        let (last, width) = self.size();
        for row in 1..=last {
            let cells: Vec<&str> =
                (1..=width).map(|at| self.cells.get(&(row, at)).map_or("", String::as_str)).collect();
            sheet.row(&cells);
        }
        for [top, left, bottom, right] in &self.merged {
            sheet.merge(&format!("{}{top}:{}{bottom}", column(left - 1), column(right - 1)));
        }
        workbook(&[sheet], &[])
    }

    /// The texts of its cells, a line each.
    pub fn text(&self) -> String {
        self.cells.values().map(String::as_str).collect::<Vec<_>>().join("\n")
    }

    /// The same sheet in a workbook of old.
    pub fn old_workbook(&self) -> Vec<u8> {
        let mut sheet = OldSheet::new("表");
        for ((row, column), text) in &self.cells {
            sheet.cell(*row, *column, text);
        }
        for [top, left, bottom, right] in self.merged.iter().copied() {
            sheet.merge(top, left, bottom, right);
        }
        old_workbook(&[sheet], &[])
    }

    fn size(&self) -> (usize, usize) {
        let last = self.cells.keys().map(|(row, _)| *row).max().unwrap_or(0);
        (last, self.cells.keys().map(|(_, column)| *column).max().unwrap_or(0))
    }

    /// The table of Word that looks like this sheet.
    pub fn table(&self) -> String {
        let (last, width) = self.size();
        let mut out = String::from("<w:tbl>");
        for row in 1..=last {
            out.push_str("<w:tr>");
            let mut at = 1;
            while at <= width {
                let own = self.merged.iter().find(|[top, left, bottom, right]| {
                    (*top..=*bottom).contains(&row) && (*left..=*right).contains(&at)
                });
                let columns = own.map_or(1, |[_, _, _, right]| right + 1 - at);
                let below = own.is_some_and(|[top, ..]| *top < row);
                let text = if below { "" } else { self.cells.get(&(row, at)).map_or("", String::as_str) };
                let paragraphs: String = text.split('\n').map(paragraph).collect();
                let merge = if below { "<w:vMerge/>" } else { "" };
                out.push_str(&format!(
                    r#"<w:tc><w:tcPr><w:gridSpan w:val="{columns}"/>{merge}</w:tcPr>{paragraphs}</w:tc>"#
                ));
                at += columns;
            }
            out.push_str("</w:tr>");
        }
        out + "</w:tbl>"
    }

    /// The Word document of this table alone.
    pub fn document(&self) -> Vec<u8> {
        document(&self.table())
    }
}
