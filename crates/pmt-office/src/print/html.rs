//! The document as one HTML file: no script, nothing from elsewhere, printed on A4 as it stands.
//!
//! Every element says where it is written (`data-file`, `data-line`), so that an editor's preview can follow the
//! cursor. What was found may be marked in it.

use std::collections::BTreeMap;

use pmt_core::finding::{FileId, Finding, Severity, Site};
use pmt_core::text::{Lang, Words};
use pmt_core::workspace::Workspace;
use pmt_syntax::{LineIndex, Span};

use super::ours::html_mark;
use super::table::{Align, Cell, Kind, Table};
use super::{DRAFT, Paragraph, Printed, Project, Role, xml};
use crate::layout::WIDTH;

/// Where sources are, as the document names them: seen from the declaration's own folder.
#[derive(Clone, Copy, Debug)]
pub struct Places<'a> {
    workspace: &'a Workspace,
    below: &'a str,
    ranges: Option<RangeOf>,
}

/// The lines and columns between which a stretch of a text stands, from 0, as somebody counts columns.
pub type RangeOf = fn(&LineIndex, &str, Span) -> [u32; 4];

impl<'a> Places<'a> {
    /// The files of a workspace, seen from a declaration's place.
    pub fn new(workspace: &'a Workspace, place: &'a str) -> Self {
        Self { workspace, below: place, ranges: None }
    }

    /// With where each element begins and ends (`data-range`), and no style in an attribute, which an editor's policy
    /// forbids: a column says its width in `data-width`.
    #[must_use]
    pub const fn with_ranges(self, ranges: RangeOf) -> Self {
        Self { ranges: Some(ranges), ..self }
    }

    /// A file as the document names it.
    pub fn name(&self, id: FileId) -> Option<&'a str> {
        let file = self.workspace.file(id)?;
        let below = file.path.strip_prefix(self.below).map(|rest| rest.trim_start_matches('/'));
        let own = file.path.rsplit('/').next().unwrap_or(&file.path);
        Some(below.filter(|below| !below.is_empty()).unwrap_or(own))
    }

    /// The file and the line, from 1.
    fn of(&self, site: Site) -> Option<(&'a str, u32)> {
        let file = self.workspace.file(site.file)?;
        let name = self.name(site.file)?;
        let line = file.line_index().utf32(&file.text, site.span.start).line;
        Some((name, line.saturating_add(1)))
    }

    /// The attributes that say where something is written, whose file and line are known.
    fn attributes(&self, site: Site, (file, line): (&str, u32)) -> String {
        let mut out = format!(" data-file=\"{}\" data-line=\"{line}\"", xml::text(file));
        if let (Some(range), Some(file)) = (self.ranges, self.workspace.file(site.file)) {
            let [line, column, end_line, end_column] = range(file.line_index(), &file.text, site.span);
            put!(out, " data-range=\"{line}:{column}-{end_line}:{end_column}\"");
        }
        out
    }
}

/// Findings to be marked where they stand, and listed at the end.
#[derive(Clone, Copy, Debug)]
pub struct Marks<'a> {
    /// What was found.
    pub findings: &'a [Finding],
    /// The language of the messages.
    pub lang: Lang,
}

/// Everything about how it looks. Fonts as official documents have them, each with what stands in for it elsewhere.
const STYLE: &str = "\
@page{size:A4;margin:20mm 20mm 18mm;@bottom-center{content:\"- \" counter(page) \" -\";font-size:10.5pt}}
*{box-sizing:border-box}
body{margin:0 auto;max-width:170mm;padding:8mm 0;background:#fff;color:#000;\
font:12pt/1.75 仿宋_GB2312,FangSong_GB2312,仿宋,FangSong,STFangsong,\"Noto Serif CJK SC\",serif}
h1,h2,h3,p{margin:0;font-weight:normal}
.department,h1,h2,.title{font-family:方正小标宋简体,FZXiaoBiaoSong-B05S,小标宋,STZhongsong,华文中宋,\"Noto Serif CJK SC\",SimSun,serif;text-align:center}
.department,h1{font-size:18pt;line-height:1.6}
.cover{margin-bottom:10mm}
.cover h2,h3{font:12pt/1.75 黑体,SimHei,STHeiti,\"Noto Sans CJK SC\",sans-serif;text-align:left}
h2{font-size:16pt;margin:6mm 0 3mm}
p{text-indent:2em;text-align:justify;overflow-wrap:anywhere}
p.department{text-indent:0}
h3{text-indent:2em;break-after:avoid}
table{width:100%;border-collapse:collapse;table-layout:fixed;font-size:10.5pt;line-height:1.45;margin-top:6mm;break-before:page}
td,th{border:.5pt solid #000;padding:.9mm 1mm;vertical-align:middle;text-align:center;font-weight:normal;overflow-wrap:anywhere;white-space:pre-line}
td.text{text-align:left}
td.title{border:0;font-size:16pt}
td.year{border:0;padding-bottom:2mm}
td:not([rowspan]),th:not([rowspan]),.kept{break-inside:avoid}
td.long{break-inside:auto;vertical-align:top}
tr.heads{break-after:avoid}
.project+.project{margin-top:12mm}
.draft{position:fixed;top:50%;left:50%;transform:translate(-50%,-50%) rotate(-45deg);font:120pt 黑体,SimHei,\"Noto Sans CJK SC\",sans-serif;color:rgba(128,128,128,.25);letter-spacing:.3em;white-space:nowrap;pointer-events:none;z-index:1}
.error{background:#fdd;outline:1pt solid #c00}
.warning{background:#fec;outline:1pt solid #b60}
.hint{background:#e6f0fb;outline:1pt solid #46a}
.findings{margin-top:12mm;border-top:1pt solid #888;padding:3mm 0 0 6mm;font-size:10.5pt;overflow-wrap:anywhere}
.findings li{padding:.5mm 1mm;margin-bottom:1mm;outline:0}
.findings a{color:inherit}
@media print{body{padding:0;max-width:none}table{margin-top:0}table::after{content:\"\";display:table-footer-group;break-inside:avoid;border-top:.5pt solid #000}.project+.project{break-before:page;margin-top:0}.findings{break-before:page}}
";

impl Printed<'_> {
    /// The document as HTML.
    pub fn html(&self, places: Places<'_>, marks: Option<Marks<'_>>) -> String {
        let mut page = Page { out: String::new(), places, marks: MarkIndex::new(marks), next: 0 };
        page.head(&self.title());
        if self.is_draft() {
            put!(page.out, "<div class=\"draft\" aria-hidden=\"true\">{DRAFT}</div>\n");
        }
        let cover = self.cover();
        if !cover.is_empty() {
            page.out.push_str("<header class=\"cover\">\n");
            for paragraph in &cover {
                page.paragraph(paragraph);
            }
            page.out.push_str("</header>\n");
        }
        for project in self.projects() {
            page.project(&project);
        }
        page.list();
        page.out.push_str("</body>\n</html>\n");
        page.out
    }
}

struct Page<'a> {
    out: String,
    places: Places<'a>,
    marks: MarkIndex<'a>,
    /// The number of the next element.
    next: usize,
}

impl Page<'_> {
    fn head(&mut self, title: &str) {
        let title = xml::text(title);
        let generator = html_mark();
        put!(
            self.out,
            "<!DOCTYPE html>\n<html lang=\"zh-CN\">\n<head>\n<meta charset=\"utf-8\">\n\
             {generator}\n\
             <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
             <title>{title}</title>\n<style>\n{STYLE}</style>\n</head>\n<body>\n"
        );
    }

    fn paragraph(&mut self, paragraph: &Paragraph) {
        let (tag, class) = match paragraph.role {
            Role::Department => ("p", "department"),
            Role::DocumentTitle => ("h1", ""),
            Role::CoverHeading | Role::NarrativeTitle => ("h2", ""),
            Role::SectionHeading => ("h3", ""),
            Role::Body => ("p", ""),
        };
        let about = self.about(class, paragraph.source, &[]);
        let text = xml::text(&paragraph.text);
        put!(self.out, "<{tag}{about}>{text}</{tag}>\n");
    }

    fn project(&mut self, project: &Project) {
        self.out.push_str("<section class=\"project\">\n");
        for paragraph in &project.narrative {
            self.paragraph(paragraph);
        }
        self.table(&project.form);
        self.out.push_str("</section>\n");
    }

    fn table(&mut self, table: &Table) {
        self.out.push_str("<table>\n<colgroup>");
        for width in &table.columns {
            let (whole, tenth) = (width.div_euclid(10), width.rem_euclid(10));
            debug_assert_eq!(WIDTH, 1000, "the widths are tenths of a per cent");
            if self.places.ranges.is_some() {
                put!(self.out, "<col data-width=\"{whole}.{tenth}%\">");
            } else {
                put!(self.out, "<col style=\"width:{whole}.{tenth}%\">");
            }
        }
        self.out.push_str("</colgroup>\n");
        // The head is repeated where the form goes on on the next page.
        let heads = (0..table.rows.len()).take_while(|row| table.is_head(*row)).count();
        for (index, row) in table.rows.iter().enumerate() {
            match index {
                0 if heads > 0 => self.out.push_str("<thead>\n"),
                index if index == heads => self.out.push_str("<tbody>\n"),
                _ => {}
            }
            let labels = row.cells.iter().all(|cell| cell.kind == Kind::Label);
            self.out.push_str(if labels { "<tr class=\"heads\">" } else { "<tr>" });
            for cell in &row.cells {
                // What is said of an indicator as a whole is marked at its name.
                let whole = if cell.kind == Kind::Text { row.source } else { None };
                self.cell(cell, whole, table.keeps_rows(index, cell));
            }
            self.out.push_str("</tr>\n");
            if index.saturating_add(1) == heads {
                self.out.push_str("</thead>\n");
            }
        }
        self.out.push_str("</tbody>\n</table>\n");
    }

    fn cell(&mut self, cell: &Cell, whole: Option<Site>, is_kept: bool) {
        let tag = if cell.kind == Kind::Label { "th" } else { "td" };
        let class = match (cell.kind, cell.align()) {
            (Kind::Title, _) => "title",
            (Kind::Year, _) => "year",
            (_, Align::Left) if cell.is_long() => "text long",
            (_, Align::Left) => "text",
            (_, Align::Center) if is_kept => "kept",
            (_, Align::Center) => "",
        };
        let about = self.about(class, cell.source, &whole.into_iter().collect::<Vec<_>>());
        let spans = spans(cell);
        let text = xml::text(&cell.text);
        put!(self.out, "<{tag}{spans}{about}>{text}</{tag}>");
    }

    /// The attributes of an element: its class, where it is written, what was found there.
    fn about(&mut self, class: &str, source: Option<Site>, heads: &[Site]) -> String {
        let number = self.next;
        self.next = number.saturating_add(1);
        let found = self.marks.take(source, heads, number);
        let mut classes: Vec<&str> = Some(class).filter(|class| !class.is_empty()).into_iter().collect();
        if let Some((severity, _)) = &found {
            classes.push(class_of(*severity));
        }
        let mut out = String::new();
        if !classes.is_empty() {
            put!(out, " class=\"{}\"", classes.join(" "));
        }
        if let Some((_, title)) = &found {
            put!(out, " id=\"e{number}\" title=\"{}\"", xml::text(title));
        }
        out.extend(source.and_then(|site| Some(self.places.attributes(site, self.places.of(site)?))));
        out
    }

    /// Everything that was found, marked or not.
    fn list(&mut self) {
        const HEADING: Words = Words { zh: "检查发现的问题", en: "Findings" };
        let Some(marks) = self.marks.marks.filter(|marks| !marks.findings.is_empty()) else { return };
        let heading = HEADING.get(marks.lang);
        put!(self.out, "<section class=\"findings\">\n<h3>{heading}</h3>\n<ol>\n");
        for (index, finding) in marks.findings.iter().enumerate() {
            let message = xml::text(finding.message.get(marks.lang)).into_owned();
            let shown = match self.marks.marked.get(&index) {
                Some(element) => format!("<a href=\"#e{element}\">{message}</a>"),
                None => message,
            };
            let at = self.places.of(finding.site).map(|(file, line)| {
                let attributes = self.places.attributes(finding.site, (file, line));
                format!("{attributes}>{}:{line} ", xml::text(file))
            });
            let (class, code) = (class_of(finding.severity), finding.rule.code);
            let at = at.unwrap_or_else(|| ">".to_owned());
            put!(self.out, "<li class=\"{class}\"{at}{code} {shown}</li>\n");
        }
        self.out.push_str("</ol>\n</section>\n");
    }
}

/// The spans of a cell as attributes.
pub(super) fn spans(cell: &Cell) -> String {
    let mut spans = String::new();
    for (name, span) in [("colspan", cell.colspan), ("rowspan", cell.rowspan)] {
        if span > 1 {
            put!(spans, " {name}=\"{span}\"");
        }
    }
    spans
}

fn class_of(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Hint => "hint",
    }
}

/// The findings by file and place.
struct MarkIndex<'a> {
    marks: Option<Marks<'a>>,
    /// The number of each finding, by where it begins.
    sorted: Vec<usize>,
    /// How far the longest of them reaches, so that a search knows where to begin.
    longest: u32,
    /// The first element that shows each finding.
    marked: BTreeMap<usize, usize>,
}

impl<'a> MarkIndex<'a> {
    fn new(marks: Option<Marks<'a>>) -> Self {
        let findings = marks.map_or(&[][..], |marks| marks.findings);
        let mut sorted: Vec<usize> = (0..findings.len()).collect();
        sorted.sort_by_key(|index| findings.get(*index).map(Finding::order));
        let lengths = findings.iter().map(|finding| length(finding.site));
        Self { marks, longest: lengths.max().unwrap_or(0), sorted, marked: BTreeMap::new() }
    }

    /// What was found in an element's source, or exactly at one of `heads`: the worst severity, and all messages.
    fn take(&mut self, source: Option<Site>, heads: &[Site], element: usize) -> Option<(Severity, String)> {
        let Marks { findings, lang } = self.marks?;
        let mut here: Vec<usize> = Vec::new();
        for site in source.iter().chain(heads) {
            let is_head = heads.contains(site);
            let earliest = (site.file, site.span.start.saturating_sub(self.longest));
            let from = self.sorted.partition_point(|index| {
                findings.get(*index).is_some_and(|one| (one.site.file, one.site.span.start) < earliest)
            });
            let near = self.sorted.get(from..).unwrap_or_default().iter().copied();
            let near = near.take_while(|index| {
                findings
                    .get(*index)
                    .is_some_and(|one| one.site.file == site.file && one.site.span.start <= site.span.end)
            });
            here.extend(near.filter(|index| {
                findings
                    .get(*index)
                    .is_some_and(|one| if is_head { one.site == *site } else { touches(one.site, *site) })
            }));
        }
        here.sort_unstable();
        here.dedup();
        let found: Vec<&Finding> = here.iter().filter_map(|index| findings.get(*index)).collect();
        let severity = found.iter().map(|finding| finding.severity).max()?;
        for index in here {
            self.marked.entry(index).or_insert(element);
        }
        let messages: Vec<String> = found
            .iter()
            .map(|finding| format!("{} {}", finding.rule.code, finding.message.get(lang)))
            .collect();
        Some((severity, messages.join("\n")))
    }
}

fn length(site: Site) -> u32 {
    site.span.end.saturating_sub(site.span.start)
}

/// Whether a finding's words lie in an element's source, or the source in the words. One that speaks of much more than
/// the element (a whole project) is only listed.
fn touches(finding: Site, source: Site) -> bool {
    const FAR: u32 = 4;
    let (a, b) = (finding.span, source.span);
    let overlaps = a.start < b.end && b.start < a.end || a == b;
    let within = b.start <= a.start && a.end <= b.end;
    overlaps && (within || length(finding) <= length(source).saturating_mul(FAR))
}
