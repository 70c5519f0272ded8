//! Workbooks written by hand, out of descriptions that can be read.

use super::word::{archive, escaped};

/// A sheet: its cells by place, and what is merged.
#[derive(Debug, Default)]
pub struct Sheet {
    /// Its name.
    pub name: String,
    /// Whether it is hidden.
    pub is_hidden: bool,
    rows: Vec<String>,
    merged: Vec<String>,
    columns: String,
}

/// The name of a column counted from 0.
pub fn column(index: usize) -> String {
    let letter = |index: usize| char::from(b'A' + u8::try_from(index % 26).unwrap());
    if index < 26 {
        letter(index).to_string()
    } else {
        format!("{}{}", letter(index / 26 - 1), letter(index))
    }
}

impl Sheet {
    /// An empty sheet.
    pub fn new(name: &str) -> Self {
        Self { name: name.to_owned(), ..Self::default() }
    }

    /// How many rows it has.
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// Adds a row of cells as markup: `text`, or a number as `#12.5` with the index of its style after `@`.
    pub fn row(&mut self, cells: &[&str]) -> &mut Self {
        self.row_with(cells, "")
    }

    /// Adds a row that is hidden.
    pub fn hidden_row(&mut self, cells: &[&str]) -> &mut Self {
        self.row_with(cells, r#" hidden="1""#)
    }

    fn row_with(&mut self, cells: &[&str], more: &str) -> &mut Self {
        let number = self.rows.len() + 1;
        let cell = |(index, text): (usize, &&str)| {
            let place = format!("{}{number}", column(index));
            if text.is_empty() {
                return String::new();
            }
            if let Some(error) = text.strip_prefix("#!") {
                return format!(r#"<c r="{place}" t="e"><f>A1</f><v>{error}</v></c>"#);
            }
            match text.strip_prefix('#') {
                Some(value) => {
                    let (value, style) = value.split_once('@').unwrap_or((value, "0"));
                    format!(r#"<c r="{place}" s="{style}"><v>{value}</v></c>"#)
                }
                None => format!(
                    r#"<c r="{place}" t="inlineStr"><is><t xml:space="preserve">{}</t></is></c>"#,
                    escaped(text)
                ),
            }
        };
        let cells: String = cells.iter().enumerate().map(cell).collect();
        self.rows.push(format!(r#"<row r="{number}"{more}>{cells}</row>"#));
        self
    }

    /// Adds markup as it is.
    pub fn markup(&mut self, row: &str) -> &mut Self {
        self.rows.push(row.to_owned());
        self
    }

    /// Merges cells.
    pub fn merge(&mut self, stretch: &str) -> &mut Self {
        self.merged.push(format!(r#"<mergeCell ref="{stretch}"/>"#));
        self
    }

    /// Hides a column, counted from 1.
    pub fn hide_column(&mut self, number: usize) -> &mut Self {
        self.columns.push_str(&format!(r#"<col min="{number}" max="{number}" hidden="1"/>"#));
        self
    }

    fn text(&self) -> String {
        let (rows, merged, columns) = (self.rows.concat(), self.merged.concat(), &self.columns);
        format!(
            "<worksheet><cols>{columns}</cols><sheetData>{rows}</sheetData><mergeCells>{merged}</mergeCells></worksheet>"
        )
    }
}

/// A workbook whose styles have these number formats, from 1.
pub fn workbook(sheets: &[Sheet], formats: &[&str]) -> Vec<u8> {
    let office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    let root = format!(
        r#"<Relationships><Relationship Id="r" Type="{office}/officeDocument" Target="xl/workbook.xml"/></Relationships>"#
    );
    let mut relations = format!(r#"<Relationship Id="styles" Type="{office}/styles" Target="styles.xml"/>"#);
    let mut list = String::new();
    let mut parts = Vec::new();
    for (index, sheet) in sheets.iter().enumerate() {
        let state = if sheet.is_hidden { r#" state="hidden""# } else { "" };
        list.push_str(&format!(r#"<sheet name="{}" sheetId="{index}" r:id="s{index}"{state}/>"#, sheet.name));
        relations.push_str(&format!(
            r#"<Relationship Id="s{index}" Type="{office}/worksheet" Target="worksheets/s{index}.xml"/>"#
        ));
        parts.push((format!("xl/worksheets/s{index}.xml"), sheet.text()));
    }
    let (mut codes, mut styles) = (String::new(), String::from("<xf numFmtId=\"0\"/>"));
    for (id, code) in (200..).zip(formats) {
        let code = escaped(code).replace('"', "&quot;");
        codes.push_str(&format!(r#"<numFmt numFmtId="{id}" formatCode="{code}"/>"#));
        styles.push_str(&format!(r#"<xf numFmtId="{id}"/>"#));
    }
    parts.push(("_rels/.rels".to_owned(), root));
    parts.push((
        "xl/workbook.xml".to_owned(),
        format!(r#"<workbook xmlns:r="r"><sheets>{list}</sheets></workbook>"#),
    ));
    parts.push((
        "xl/_rels/workbook.xml.rels".to_owned(),
        format!("<Relationships>{relations}</Relationships>"),
    ));
    parts.push((
        "xl/styles.xml".to_owned(),
        format!("<styleSheet><numFmts>{codes}</numFmts><cellStyleXfs><xf numFmtId=\"9\"/></cellStyleXfs><cellXfs>{styles}</cellXfs></styleSheet>"),
    ));
    let parts: Vec<(&str, &[u8])> =
        parts.iter().map(|(name, text)| (name.as_str(), text.as_bytes())).collect();
    archive(&parts)
}

/// A text out of Word as a sheet: paragraphs in the first column, cells side by side, merged where they go on below.
pub fn from_text(text: &str) -> Vec<u8> {
    from_parts(&super::word::parts(text))
}

/// The workbook that these paragraphs and rows are.
pub fn from_parts(parts: &[super::word::Part]) -> Vec<u8> {
    use super::word::Part;
    let mut sheet = Sheet::new("表");
    let mut open: Vec<Option<usize>> = Vec::new();
    for part in parts {
        let cells = match part {
            Part::Paragraph(text) => vec![text.clone()],
            Part::Row(cells) => cells.clone(),
        };
        let row = sheet.len() + 1;
        open.resize(cells.len().max(open.len()), None);
        let mut leading = true;
        for (index, cell) in cells.iter().enumerate() {
            leading &= cell.is_empty();
            if !leading || cells.len() == 1 {
                if let Some(top) = open[index].filter(|top| *top + 1 < row) {
                    sheet.merge(&format!("{0}{top}:{0}{1}", column(index), row - 1));
                }
                open[index] = (!cell.is_empty() && cells.len() > 1).then_some(row);
            }
        }
        for (index, top) in open.iter_mut().enumerate().skip(cells.len()) {
            if let Some(top) = top.take().filter(|top| *top + 1 < row) {
                sheet.merge(&format!("{0}{top}:{0}{1}", column(index), row - 1));
            }
        }
        sheet.row(&cells.iter().map(String::as_str).collect::<Vec<_>>());
    }
    workbook(&[sheet], &[])
}
