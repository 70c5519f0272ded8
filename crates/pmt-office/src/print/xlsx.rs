//! The document as an Excel workbook: a sheet with cover and narratives, and one for each form, all ready to print on A4.
//!
//! Excel fits no row to merged cells, so that heights are worked out here, from the width of a cell and that of Han
//! characters. A row can be no higher than 409 points: one that needs more takes several, merged.

use pmt_core::text::Message;
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;
use rust_xlsxwriter::{
    DocProperties, ExcelDateTime, Format, FormatAlign, FormatBorder, HeaderImagePosition, Image, Workbook,
    Worksheet,
};
use thiserror::Error;

use super::table::{Align, Cell, Kind, Number, Table};
use super::{DRAFT, MAKER, Paragraph, Printed, Project, Role, lines, xml};
use crate::layout::{NARRATIVE_SHEET, WIDTH};

/// The width of a page in pixels, at 96 to the inch, between the margins.
const PAGE: u32 = 640;
/// The width of the narratives' column, beside one of almost none: where Excel's own font is missing, columns are up to a
/// third wider, and `LibreOffice` fits no single column to a page's width.
const COLUMN: u32 = 632;
const SLIVER: u32 = 8;
/// Blank room at both sides of a cell's text, in pixels.
const MARGIN: u32 = 10;
/// The most characters that a cell holds.
const LONGEST: usize = 32_000;
/// The highest that a row of the sheet is made, in points.
const HIGHEST: u32 = 400;

/// Why a workbook cannot be written.
#[derive(Debug, Error)]
pub enum XlsxError {
    /// A cell of a form holds more than Excel does.
    #[error("“{text}…” has {count} characters; a cell of Excel holds {LONGEST}")]
    TooLong {
        /// What it begins with.
        text: String,
        /// How long it is.
        count: usize,
    },
    /// The library objects.
    #[error("the workbook cannot be written: {0}")]
    Library(#[from] rust_xlsxwriter::XlsxError),
}

impl XlsxError {
    /// What is wrong, for the user.
    pub fn message(&self) -> Message {
        match self {
            Self::TooLong { text, count } => Message::new(
                format!("“{text}…”有 {count} 个字，Excel 的一格最多放 {LONGEST} 个；请输出 docx"),
                format!(
                    "“{text}…” has {count} characters, and a cell of Excel holds {LONGEST}: export a docx instead"
                ),
            ),
            Self::Library(error) => Message::new(
                format!("Excel 文件写不出来：{error}"),
                format!("the workbook cannot be written: {error}"),
            ),
        }
    }
}

impl Printed<'_> {
    /// The document as a workbook. The same declaration gives the same bytes.
    pub fn xlsx(&self) -> Result<Vec<u8>, XlsxError> {
        let mut book = Workbook::new();
        let then = ExcelDateTime::from_ymd(2000, 1, 1)?;
        let title = sign(&self.title());
        book.set_properties(
            &DocProperties::new().set_title(title).set_author(MAKER).set_creation_datetime(&then),
        );
        let mut texts = self.cover();
        let mut forms = Vec::new();
        for project in self.projects() {
            let Project { name, number, narrative, form } = project;
            texts.extend(narrative);
            forms.push((number, name, form));
        }
        if !texts.is_empty() || forms.is_empty() {
            let sheet = book.add_worksheet();
            self.page(sheet, NARRATIVE_SHEET)?;
            narratives(sheet, &texts)?;
        }
        let digits = forms.len().to_string().len().max(2);
        for (number, name, form) in &forms {
            let sheet = book.add_worksheet();
            self.page(sheet, &sheet_name(*number, digits, name))?;
            table(sheet, form)?;
        }
        Ok(book.save_to_buffer()?)
    }

    /// A sheet as it is printed: on A4, as wide as the page.
    fn page(&self, sheet: &mut Worksheet, name: &str) -> Result<(), XlsxError> {
        const A4: u8 = 9;
        sheet.set_name(name)?;
        sheet
            .set_paper_size(A4)
            .set_portrait()
            .set_print_fit_to_pages(1, 0)
            .set_print_center_horizontally(true);
        // In inches.
        sheet.set_margins(0.6, 0.6, 0.75, 0.75, 0.3, 0.3);
        sheet.set_footer("&C- &P -");
        if self.is_draft() {
            // A picture of the header lies behind all of the page, as Excel's own watermarks do. It is seen on paper alone,
            // a sheet's background on the screen alone; other programs may show the header's words only.
            let mark = Image::new_from_buffer(DRAFT_MARK)?;
            sheet.set_header(format!("&C&G&R&\"{HEADING}\"&24&KC0C0C0{DRAFT}"));
            sheet.set_header_image(&mark, HeaderImagePosition::Center)?;
            sheet.insert_background_image(&mark);
        }
        Ok(())
    }
}

/// [`DRAFT`] across a square as wide as the form, light grey on nothing. Drawn once, from Noto Sans CJK SC.
const DRAFT_MARK: &[u8] = include_bytes!("draft.png");

/// For titles, headings and text: the fonts of official documents.
const TITLE: &str = "方正小标宋简体";
const HEADING: &str = "黑体";
const TEXT: &str = "仿宋_GB2312";

/// A name that Excel takes for a sheet: numbered, and so unlike any other.
fn sheet_name(number: usize, digits: usize, project: &str) -> String {
    const LONGEST_NAME: usize = 31;
    let forbidden = |c: char| c.is_control() || matches!(c, '[' | ']' | ':' | '*' | '?' | '/' | '\\' | '\'');
    let mut name = format!("{number:0digits$}-");
    let mut taken = name.len();
    for c in project.chars().filter(|c| xml::is_allowed(*c)) {
        taken = taken.saturating_add(c.len_utf16());
        if taken > LONGEST_NAME {
            break;
        }
        name.push(if forbidden(c) { '-' } else { c });
    }
    name
}

/// A text without the characters that XML cannot hold.
fn sign(text: &str) -> String {
    text.chars().filter(|c| xml::is_allowed(*c)).collect()
}

/// All on one sheet. A page cannot both be fitted in width and broken by hand, and what is clipped is worse.
fn narratives(sheet: &mut Worksheet, texts: &[Paragraph]) -> Result<(), XlsxError> {
    sheet.set_column_width_pixels(0, COLUMN)?;
    sheet.set_column_width_pixels(1, SLIVER)?;
    let mut row = 0_u32;
    for line in texts {
        let (format, size) = style(line.role);
        let text = sign(&line.text);
        let chars: Vec<char> = text.chars().collect();
        for piece in chars.chunks(LONGEST) {
            let piece: String = piece.iter().collect();
            let heights = rows_for(height(&piece, COLUMN, size));
            let last = row.saturating_add(u32::try_from(heights.len()).unwrap_or(1)).saturating_sub(1);
            if last > row {
                sheet.merge_range(row, 0, last, 0, &piece, &format)?;
            } else {
                sheet.write_string_with_format(row, 0, &piece, &format)?;
            }
            for height in heights {
                sheet.set_row_height(row, height)?;
                row = row.saturating_add(1);
            }
        }
    }
    sheet.set_print_area(0, 0, row.saturating_sub(1), 1)?;
    Ok(())
}

/// How a paragraph is set, and the size of its characters in half points.
fn style(role: Role) -> (Format, u32) {
    let (font, size, align) = match role {
        Role::Department | Role::DocumentTitle => (TITLE, 36, FormatAlign::Center),
        Role::NarrativeTitle => (TITLE, 32, FormatAlign::Center),
        Role::CoverHeading => (HEADING, 28, FormatAlign::Left),
        Role::SectionHeading => (HEADING, 24, FormatAlign::Left),
        Role::Body => (TEXT, 24, FormatAlign::Left),
    };
    (base(font, size).set_align(align), size)
}

fn base(font: &str, size: u32) -> Format {
    const CHINESE: u8 = 134;
    Format::new()
        .set_font_name(font)
        .set_font_size(f64::from(size) / 2.0)
        .set_font_charset(CHINESE)
        .set_align(FormatAlign::VerticalCenter)
        .set_text_wrap()
}

/// How high a text stands in a cell, in points, from the size of its characters in half points.
fn height(text: &str, pixels: u32, size: u32) -> u32 {
    // A Han character is as wide as it is high; 4 pixels are 3 points, and so 2 pixels 3 half points.
    let room = pixels.saturating_sub(MARGIN).saturating_mul(lines::HAN).saturating_mul(3);
    let room = room.div_euclid(size.saturating_mul(2).max(1));
    let lines = lines::count(text, room);
    // As high as a line is in the font that stands in where those of the form are missing.
    lines.saturating_mul(size).saturating_mul(29).div_ceil(40).saturating_add(8)
}

/// The heights of the sheet's rows that a row of some height takes.
fn rows_for(height: u32) -> Vec<f64> {
    let count = height.div_ceil(HIGHEST).max(1);
    let each = height.div_ceil(count);
    (0..count).map(|_| f64::from(each)).collect()
}

/// The sizes of the form's characters in half points: 五号, and 三号 for its title.
const FORM_SIZE: u32 = 21;
const TITLE_SIZE: u32 = 32;

fn table(sheet: &mut Worksheet, table: &Table) -> Result<(), XlsxError> {
    for (column, width) in (0_u16..).zip(&table.columns) {
        sheet.set_column_width_pixels(column, pixels(*width))?;
    }
    let heights = heights(table);
    let mut starts = Vec::with_capacity(heights.len());
    let mut next = 0_u32;
    for height in &heights {
        starts.push(next);
        for own in rows_for(*height) {
            sheet.set_row_height(next, own)?;
            next = next.saturating_add(1);
        }
    }
    starts.push(next);
    let heads = (0..table.rows.len()).take_while(|row| table.is_head(*row)).count();
    if let Some(last) = starts.get(heads).and_then(|next| next.checked_sub(1)) {
        sheet.set_repeat_rows(0, last)?;
    }
    for (index, row) in table.rows.iter().enumerate() {
        for cell in &row.cells {
            let first = starts.get(index).copied().unwrap_or_default();
            let after = starts.get(index.saturating_add(cell.rowspan)).copied().unwrap_or(next);
            let height: u32 = heights.iter().skip(index).take(cell.rowspan).sum();
            let mut format = form_style(cell);
            if height > HIGHEST {
                // What goes on on the next page begins on this one, and its middle may lie between the two.
                format = format.set_align(FormatAlign::Top);
            }
            write(sheet, cell, [first, after.saturating_sub(1).max(first)], format)?;
        }
    }
    Ok(())
}

fn pixels(width: u16) -> u32 {
    u32::from(width).saturating_mul(PAGE).div_euclid(u32::from(WIDTH))
}

/// The heights of a table's rows, in points. What spans rows makes the last of them higher if it must.
fn heights(table: &Table) -> Vec<u32> {
    const LOWEST: u32 = 24;
    let needed = |cell: &Cell| {
        let size = if cell.kind == Kind::Title { TITLE_SIZE } else { FORM_SIZE };
        // Numbers are never broken.
        let text = if cell.number.and_then(exact).is_some() { "" } else { cell.text.as_str() };
        height(text, pixels(table.width(cell)), size)
    };
    let mut heights: Vec<u32> = table
        .rows
        .iter()
        .map(|row| {
            let own = row.cells.iter().filter(|cell| cell.rowspan == 1).map(needed);
            own.max().unwrap_or(0).max(LOWEST)
        })
        .collect();
    for (index, row) in table.rows.iter().enumerate() {
        for cell in row.cells.iter().filter(|cell| cell.rowspan > 1) {
            let last = index.saturating_add(cell.rowspan);
            let Some(spanned) = heights.get_mut(index..last) else { continue };
            let missing = needed(cell).saturating_sub(spanned.iter().sum());
            if let Some(last) = spanned.last_mut() {
                *last = last.saturating_add(missing);
            }
        }
    }
    heights
}

fn write(
    sheet: &mut Worksheet,
    cell: &Cell,
    [first, last]: [u32; 2],
    format: Format,
) -> Result<(), XlsxError> {
    let count = cell.text.chars().count();
    if count > LONGEST {
        return Err(XlsxError::TooLong { text: cell.text.chars().take(20).collect(), count });
    }
    let column = |index: usize| u16::try_from(index).unwrap_or(u16::MAX);
    let from = column(cell.column);
    let to = column(cell.column.saturating_add(cell.colspan).saturating_sub(1));
    let text = sign(&cell.text);
    if last > first || to > from {
        sheet.merge_range(first, from, last, to, &text, &format)?;
    } else {
        sheet.write_string_with_format(first, from, &text, &format)?;
    }
    if let Some((value, shown)) = cell.number.and_then(exact) {
        sheet.write_number_with_format(first, from, value, &format.set_num_format(shown))?;
    }
    Ok(())
}

fn form_style(cell: &Cell) -> Format {
    let align = match cell.align() {
        Align::Center => FormatAlign::Center,
        Align::Left => FormatAlign::Left,
    };
    match cell.kind {
        Kind::Title => base(TITLE, TITLE_SIZE).set_align(align),
        Kind::Year => base(TEXT, 24).set_align(align),
        Kind::Label | Kind::Value | Kind::Text => {
            base(TEXT, FORM_SIZE).set_align(align).set_border(FormatBorder::Thin)
        }
    }
}

/// A number and its format, where Excel can hold all of its digits.
fn exact(number: Number) -> Option<(f64, String)> {
    const DIGITS: usize = 15;
    let value: Decimal = number.value.normalize();
    let digits = value.mantissa().unsigned_abs().to_string().len();
    if digits > DIGITS {
        return None;
    }
    let places = usize::try_from(number.decimals).unwrap_or(0);
    let whole = if number.grouped { "#,##0" } else { "0" };
    let format = if places == 0 { whole.to_owned() } else { format!("{whole}.{}", "0".repeat(places)) };
    Some((value.to_f64()?, format))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sheets_have_names_that_excel_takes() {
        assert_eq!(sheet_name(1, 2, "党组织建设"), "01-党组织建设");
        assert_eq!(sheet_name(7, 3, "甲/乙[丙]:'丁'"), "007-甲-乙-丙---丁-");
        assert_eq!(sheet_name(1, 2, &"长".repeat(60)).encode_utf16().count(), 31);
        assert!(sheet_name(1, 2, &"\u{20000}".repeat(60)).encode_utf16().count() <= 31);
    }

    #[test]
    fn only_numbers_that_stay_exact_are_numbers() {
        let number = |text: &str, decimals, grouped| {
            exact(Number { value: Decimal::from_str_exact(text).unwrap(), decimals, grouped })
        };
        assert_eq!(number("1020000", 0, false), Some((1_020_000.0, "0".to_owned())));
        assert_eq!(number("771325800", 2, true), Some((771_325_800.0, "#,##0.00".to_owned())));
        assert_eq!(number("999999999999999.99", 2, false), None);
    }

    #[test]
    fn a_high_row_takes_several() {
        assert_eq!(rows_for(100), [100.0]);
        assert_eq!(rows_for(900), [300.0, 300.0, 300.0]);
        assert!(height(&"字".repeat(1000), 200, FORM_SIZE) > 900);
    }
}
