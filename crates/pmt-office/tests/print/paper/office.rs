//! The programs that lay documents out on paper and read paper back, each run in a folder of its own.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::Command;

use quick_xml::Reader;
use quick_xml::events::Event;
use tempfile::TempDir;

/// A folder in which `LibreOffice` works, with a profile that no other run of it shares.
pub struct Office {
    program: &'static str,
    folder: TempDir,
}

/// A word on paper; lengths in points from the page's left upper corner.
#[derive(Clone, Debug)]
pub struct Word {
    pub text: String,
    /// From 0.
    pub page: usize,
    pub left: f64,
    pub right: f64,
    pub top: f64,
    pub bottom: f64,
}

/// A document on paper.
pub struct Paper {
    /// The widths and heights of its pages.
    pub pages: Vec<(f64, f64)>,
    /// Its words, in the order in which they were set.
    pub words: Vec<Word>,
}

fn says(program: &str, arguments: &[&str]) -> bool {
    let done = Command::new(program).args(arguments).output();
    done.is_ok_and(|done| done.status.success() && !(done.stdout.is_empty() && done.stderr.is_empty()))
}

impl Office {
    /// The office program, poppler and a font with Han characters; where one is missing, says so.
    pub fn here() -> Option<Self> {
        let found = ["soffice", "libreoffice"].into_iter().find(|name| says(name, &["--version"]));
        let missing = if found.is_none() {
            "LibreOffice"
        } else if !says("pdftotext", &["-v"]) {
            "poppler's pdftotext"
        } else if !says("fc-list", &[":lang=zh-cn", "family"]) {
            "a font with Han characters"
        } else {
            return Some(Self { program: found?, folder: tempfile::tempdir().unwrap() });
        };
        eprintln!("skipped: {missing} is not installed");
        None
    }

    /// Has documents turned into another kind, all in one run. What is not given back was not understood.
    pub fn convert(&self, documents: &[(String, Vec<u8>)], kind: &str) -> Vec<PathBuf> {
        let place = |name: &str| self.folder.path().join(name);
        let mut command = Command::new(self.program);
        let profile = format!("-env:UserInstallation=file://{}", place("profile").display());
        command.args([&profile, "--headless", "--convert-to", kind, "--outdir"]).arg(place("out"));
        for (name, bytes) in documents {
            std::fs::write(place(name), bytes).unwrap();
            command.arg(place(name));
        }
        let output = command.output().unwrap();
        assert!(output.status.success(), "{output:?}");
        let made = |(name, _): &(String, Vec<u8>)| {
            let made = place("out").join(Path::new(name).with_extension(kind));
            assert!(made.exists(), "{name}: {output:?}");
            made
        };
        documents.iter().map(made).collect()
    }

    /// Documents as they are printed.
    pub fn print(&self, documents: &[(String, Vec<u8>)]) -> Vec<Paper> {
        self.convert(documents, "pdf").iter().map(|pdf| read(pdf)).collect()
    }
}

/// The words of a file, as poppler lists them: an element on a line.
fn read(pdf: &Path) -> Paper {
    let output = Command::new("pdftotext").args(["-raw", "-bbox"]).arg(pdf).arg("-").output().unwrap();
    assert!(output.status.success(), "{output:?}");
    let mut paper = Paper { pages: Vec::new(), words: Vec::new() };
    for line in String::from_utf8(output.stdout).unwrap().lines().map(str::trim) {
        let number = |name: &str| {
            let (_, value) = line.split_once(&format!("{name}=\"")).unwrap();
            value.split('"').next().unwrap().parse::<f64>().unwrap()
        };
        if line.starts_with("<page ") {
            paper.pages.push((number("width"), number("height")));
        } else if line.starts_with("<word ") {
            let (_, text) = line.strip_suffix("</word>").unwrap().split_once('>').unwrap();
            paper.words.push(Word {
                text: quick_xml::escape::unescape(text).unwrap().into_owned(),
                page: paper.pages.len() - 1,
                left: number("xMin"),
                right: number("xMax"),
                top: number("yMin"),
                bottom: number("yMax"),
            });
        }
    }
    paper
}

/// A cell as the office program has it.
#[derive(Clone, Debug, PartialEq)]
pub struct Seen {
    pub column: usize,
    pub colspan: usize,
    pub rowspan: usize,
    pub text: String,
}

/// A table or sheet as the office program has it.
#[derive(Clone, Debug, Default)]
pub struct Grid {
    /// Its rows: how high each is in points, if that is said, and the cells that begin in it.
    pub rows: Vec<(f64, Vec<Seen>)>,
}

impl Grid {
    /// How high a cell is that begins in a row.
    pub fn height(&self, row: usize, cell: &Seen) -> f64 {
        self.rows[row..row + cell.rowspan].iter().map(|(height, _)| height).sum()
    }

    fn cell(&mut self) -> &mut Seen {
        self.rows.last_mut().unwrap().1.last_mut().unwrap()
    }
}

/// The tables of a flat document of the office program.
pub fn grids(document: &str) -> Vec<Grid> {
    let mut reader = Reader::from_str(document);
    let mut grids: Vec<Grid> = Vec::new();
    let mut heights: BTreeMap<String, f64> = BTreeMap::new();
    let mut style = String::new();
    let mut column = 0;
    // How many paragraphs the open cell has so far, and whether one is open.
    let mut lines: Option<usize> = None;
    let mut reads = false;
    loop {
        let event = reader.read_event().unwrap();
        match &event {
            Event::Start(tag) | Event::Empty(tag) => {
                let said = |name: &str| {
                    tag.try_get_attribute(name).unwrap().map(|attribute| attribute.value.into_owned())
                };
                let number = |name: &str| said(name).map_or(1, |value| value.parse::<usize>().unwrap());
                match tag.name().as_ref() {
                    "style:style" => style = said("style:name").unwrap_or_default(),
                    "style:table-row-properties" => {
                        let height = said("style:row-height").map(|length| points(&length));
                        heights.extend(height.map(|height| (style.clone(), height)));
                    }
                    "table:table" => grids.push(Grid::default()),
                    "table:table-row" => {
                        let name = said("table:style-name").unwrap_or_default();
                        let height = heights.get(&name).copied().unwrap_or_default();
                        // Thousands of blank rows follow those of a sheet.
                        let times = number("table:number-rows-repeated").min(100);
                        grids.last_mut().unwrap().rows.extend(vec![(height, Vec::new()); times]);
                        column = 0;
                    }
                    "table:covered-table-cell" => column += number("table:number-columns-repeated"),
                    "table:table-cell" => {
                        grids.last_mut().unwrap().rows.last_mut().unwrap().1.push(Seen {
                            column,
                            colspan: number("table:number-columns-spanned"),
                            rowspan: number("table:number-rows-spanned"),
                            text: String::new(),
                        });
                        column += number("table:number-columns-repeated");
                        lines = Some(0).filter(|_| matches!(event, Event::Start(_)));
                    }
                    "text:p" => {
                        reads = lines.is_some() && matches!(event, Event::Start(_));
                        if let Some(lines) = &mut lines {
                            *lines += 1;
                            if *lines > 1 {
                                grids.last_mut().unwrap().cell().text.push('\n');
                            }
                        }
                    }
                    "text:s" if reads => {
                        grids.last_mut().unwrap().cell().text.push_str(&" ".repeat(number("text:c")));
                    }
                    _ => {}
                }
            }
            Event::Text(text) if reads => {
                grids.last_mut().unwrap().cell().text.push_str(&text.xml10_content());
            }
            Event::GeneralRef(name) if reads => {
                let sign = quick_xml::escape::resolve_predefined_entity(name).unwrap();
                grids.last_mut().unwrap().cell().text.push_str(sign);
            }
            Event::End(tag) if tag.name().as_ref() == "text:p" => reads = false,
            Event::End(tag) if tag.name().as_ref() == "table:table-cell" => lines = None,
            Event::Eof => return grids,
            _ => {}
        }
    }
}

/// A length as these documents have it.
fn points(length: &str) -> f64 {
    let unit = [("in", 72.0), ("cm", 72.0 / 2.54), ("mm", 72.0 / 25.4), ("pt", 1.0)];
    let (number, factor) =
        unit.iter().find_map(|(unit, factor)| Some((length.strip_suffix(unit)?, factor))).unwrap();
    number.parse::<f64>().unwrap() * factor
}
