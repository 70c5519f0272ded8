//! What each format makes of a document: places, marks, escapes, order, identity.

use super::*;

#[test]
fn what_is_written_leads_back_to_its_line() {
    let project = project("项目类别: 经常性项目", "项目总目标");
    let workspace = workspace(&[("一/01.pmt", &project)]);
    printed(&workspace, false, |printed| {
        let html = printed.html(Places::new(&workspace, "一"), None);
        let at = |text: &str| {
            let line = html.lines().find(|line| line.contains(text)).unwrap_or_else(|| panic!("no {text}"));
            let cell = line.split("<t").find(|cell| cell.contains(text)).unwrap();
            cell.split("data-line=\"").nth(1).unwrap().split('"').next().unwrap().to_owned()
        };
        assert!(html.contains("data-file=\"01.pmt\""));
        let line_of =
            |text: &str| (1 + project.lines().position(|line| line.contains(text)).unwrap()).to_string();
        assert_eq!(at("≥2公里"), line_of("整治长度"));
        assert_eq!(at("12345600"), line_of("项目资金总额"));
        assert_eq!(at("2026-03-01"), line_of("实施周期"));
    });
}

#[test]
fn findings_are_marked_where_they_stand_and_listed() {
    let project = project("项目类别: 别的", "项目总目标");
    let cover = "申报 2022 { 版式: 上海; 主管部门: \"某局\" }\n";
    let workspace = workspace(&[("01.pmt", &project), ("申报.pmt", cover)]);
    let analysis = workspace.analyse(&Settings::default());
    let checked = &analysis.declarations[0];
    let marks = Some(Marks { findings: &checked.findings, lang: Lang::Zh });
    let printed = Printed::new(&checked.declaration, true);
    let html = printed.html(Places::new(&workspace, ""), marks);
    let marked: Vec<&str> = html.lines().filter(|line| line.contains("title=\"STR04")).collect();
    assert_eq!(marked.len(), 1, "{html}");
    assert!(marked[0].contains("class=\"error\""), "{marked:?}");
    assert_eq!(html.matches("<li class=").count(), checked.findings.len());
    assert!(html.contains("<div class=\"draft\" aria-hidden=\"true\">草稿</div>"));
    let plain = printed.html(Places::new(&workspace, ""), None);
    assert!(!plain.contains("title=\"") && !plain.contains("findings\">"));
}

/// A project whose every text is hostile.
const HOSTILE: &str = r#"项目 "<b>甲</b>&amp;" {
  项目类别: "=cmd()"
  主管部门: "<script>alert(1)</script>"
  实施单位: "'\"单位"
  实施周期: 2022-01-01 至 2022-12-31
  项目概述 """
    <img src=x onerror=alert(1)> # *不是标题* ]]> </w:t>
    """
  年度资金申请总额: 1元
  年度总目标 """</td></table>"""
  绩效指标 { 产出指标 { 数量指标 { "<i>指标</i>": "</td>" } } }
}
"#;

#[test]
fn every_text_is_escaped_in_every_format() {
    let workspace = workspace(&[("<01>.pmt", HOSTILE)]);
    printed(&workspace, true, |printed| {
        let html = printed.html(Places::new(&workspace, ""), None);
        for tag in ["<script", "<img", "<b>", "<i>", "</td></table></td>"] {
            assert!(!html.contains(tag), "{tag} in the page");
        }
        assert!(!html.contains("http"), "nothing from elsewhere");
        let md = printed.markdown();
        assert!(!md.contains("<script") && !md.contains(" <img") && md.contains("\n\\<img"), "{md}");
        let parts = unzip(&printed.docx().unwrap());
        let document = &parts["word/document.xml"];
        assert!(document.contains("&lt;img src=x onerror=alert(1)&gt; # *不是标题* ]]&gt; &lt;/w:t&gt;"));
        for part in parts.values() {
            well_formed(part);
        }
        let book = unzip(&printed.xlsx().unwrap());
        assert!(book.values().all(|part| !part.contains("<f>")), "no text is a formula");
        for part in book.values() {
            well_formed(part);
        }
    });
}

/// Walks a part; panics where it is no XML.
fn well_formed(part: &str) {
    let mut reader = quick_xml::Reader::from_str(part);
    loop {
        if reader.read_event().unwrap() == quick_xml::events::Event::Eof {
            break;
        }
    }
}

/// The children of each element, by its name, in the order in which the format's schema has them.
const ORDER: &[(&str, &[&str])] = &[
    ("w:pPr", &["w:pStyle", "w:keepNext", "w:pageBreakBefore", "w:spacing", "w:ind", "w:jc", "w:outlineLvl"]),
    ("w:rPr", &["w:rFonts", "w:noProof", "w:sz", "w:szCs", "w:lang"]),
    ("w:tblPr", &["w:tblW", "w:jc", "w:tblInd", "w:tblBorders", "w:tblLayout", "w:tblCellMar", "w:tblLook"]),
    ("w:tblBorders", &["w:top", "w:left", "w:bottom", "w:right", "w:insideH", "w:insideV"]),
    ("w:tblCellMar", &["w:top", "w:left", "w:bottom", "w:right"]),
    ("w:tbl", &["w:tblPr", "w:tblGrid", "w:tr"]),
    ("w:tr", &["w:trPr", "w:tc"]),
    ("w:trPr", &["w:cantSplit", "w:trHeight", "w:tblHeader"]),
    ("w:tc", &["w:tcPr", "w:p"]),
    ("w:tcPr", &["w:tcW", "w:gridSpan", "w:vMerge", "w:tcBorders", "w:vAlign"]),
    ("w:tcBorders", &["w:top", "w:left", "w:bottom", "w:right"]),
    ("w:p", &["w:pPr", "w:r"]),
    ("w:sectPr", &["w:headerReference", "w:footerReference", "w:pgSz", "w:pgMar", "w:cols", "w:docGrid"]),
    (
        "w:style",
        &[
            "w:name",
            "w:basedOn",
            "w:uiPriority",
            "w:semiHidden",
            "w:unhideWhenUsed",
            "w:qFormat",
            "w:pPr",
            "w:rPr",
            "w:tblPr",
        ],
    ),
    ("w:font", &["w:altName", "w:panose1", "w:charset", "w:family", "w:pitch"]),
    (
        "w:settings",
        &["w:zoom", "w:defaultTabStop", "w:characterSpacingControl", "w:compat", "w:themeFontLang"],
    ),
];

#[test]
fn word_s_elements_stand_in_the_schema_s_order() {
    use quick_xml::events::Event;
    let workspace = workspace(&[("01.pmt", &project("项目类别: 经常性项目", "项目总目标"))]);
    let parts = printed(&workspace, true, |printed| unzip(&printed.docx().unwrap()));
    for (name, part) in parts.iter().filter(|(name, _)| name.starts_with("word/")) {
        let mut reader = quick_xml::Reader::from_str(part);
        let mut open: Vec<(String, usize)> = Vec::new();
        loop {
            let event = reader.read_event().unwrap();
            let tag = match &event {
                Event::Start(tag) | Event::Empty(tag) => tag.name().as_ref().to_owned(),
                Event::End(_) => {
                    open.pop();
                    continue;
                }
                Event::Eof => break,
                _ => continue,
            };
            if let Some((parent, reached)) = open.last_mut()
                && let Some((_, order)) = ORDER.iter().find(|(of, _)| of == parent)
            {
                let at = order.iter().position(|known| *known == tag);
                let at = at.unwrap_or_else(|| panic!("{name}: {tag} in {parent}"));
                assert!(at >= *reached, "{name}: {tag} too late in {parent}");
                *reached = at;
            }
            if matches!(event, Event::Start(_)) {
                open.push((tag, 0));
            }
        }
    }
}

#[test]
fn every_row_of_word_s_table_fills_its_grid() {
    let workspace = workspace(&[("01.pmt", &project("项目类别: 经常性项目", "项目总目标"))]);
    let parts = printed(&workspace, false, |printed| unzip(&printed.docx().unwrap()));
    let document = &parts["word/document.xml"];
    let table = document.split("<w:tbl>").nth(1).unwrap().split("</w:tbl>").next().unwrap();
    let number = |text: &str| text.split('"').next().unwrap().parse::<u32>().unwrap();
    let grid: Vec<u32> = table.split("<w:gridCol w:w=\"").skip(1).map(number).collect();
    assert_eq!(grid.iter().sum::<u32>(), 9638, "as wide as the page between its margins");
    let rows: Vec<&str> = table.split("<w:tr>").skip(1).collect();
    for row in &rows {
        let spans = row
            .split("<w:tc>")
            .skip(1)
            .map(|cell| cell.split("<w:gridSpan w:val=\"").nth(1).map_or(1, number));
        assert_eq!(spans.sum::<u32>() as usize, grid.len());
        let widths = row.split("<w:tcW w:w=\"").skip(1).map(number);
        assert_eq!(widths.sum::<u32>(), 9638);
    }
    assert_eq!(rows.iter().filter(|row| row.contains("<w:tblHeader/>")).count(), 1, "there is no year here");
    assert!(document.contains("</w:tbl><w:p>"), "a table is never last");
}

#[test]
fn rows_under_one_label_are_kept_on_one_page() {
    let workspace = workspace(&[("01.pmt", &project("项目类别: 经常性项目", "项目总目标"))]);
    printed(&workspace, false, |printed| {
        let document = unzip(&printed.docx().unwrap())["word/document.xml"].clone();
        let kept = |name: &str| {
            let row = document.split("<w:tr>").find(|row| row.contains(name)).unwrap();
            row.contains("<w:keepNext/>")
        };
        assert!(kept("整治长度") && kept("拆除阻水建筑") && kept("验收合格率"), "all stand under 绩效指标");
        assert!(!kept("居民满意度"), "it is the last");
        let html = printed.html(Places::new(&workspace, ""), None);
        let label = |name: &str| html.split("<th").find(|cell| cell.contains(name)).unwrap().to_owned();
        assert!(label(">产出指标<").contains("class=\"kept\""), "{html}");
        assert!(!label(">满意度指标<").contains("kept"), "{html}");
    });
}

#[test]
fn the_same_declaration_gives_the_same_bytes() {
    let text = project("项目类别: 经常性项目", "项目总目标");
    let (here, there) = (workspace(&[("01.pmt", &text)]), workspace(&[("别处/01.pmt", &text)]));
    let make = |workspace: &Workspace| {
        printed(workspace, true, |printed| (printed.docx().unwrap(), printed.xlsx().unwrap()))
    };
    let first = make(&here);
    assert!(first == make(&here) && first == make(&there));
}

#[test]
fn our_own_documents_are_known_until_somebody_saves_them() {
    let workspace = workspace(&[("01.pmt", &project("项目类别: 经常性项目", "项目总目标"))]);
    printed(&workspace, false, |printed| {
        let documents = [
            printed.docx().unwrap(),
            printed.xlsx().unwrap(),
            printed.html(Places::new(&workspace, ""), None).into_bytes(),
            printed.markdown().into_bytes(),
        ];
        for document in &documents {
            assert!(is_ours(Cursor::new(document)));
        }
        assert!(!is_ours(Cursor::new(b"PK\x03\x04")));
        assert!(!is_ours(Cursor::new(b"# mine")));
        let mut saved = zip::ZipWriter::new(Cursor::new(Vec::new()));
        saved.start_file("docProps/core.xml", zip::write::SimpleFileOptions::default()).unwrap();
        let properties = unzip(&documents[0])["docProps/core.xml"].replace("2000-01-01", "2026-11-25");
        std::io::Write::write_all(&mut saved, properties.as_bytes()).unwrap();
        assert!(!is_ours(saved.finish().unwrap()));
    });
}

#[test]
fn a_form_s_head_is_repeated_where_a_page_is_printed_from_a_browser() {
    let workspace = workspace(&[("01.pmt", &project("项目类别: 经常性项目", "项目总目标"))]);
    let html = printed(&workspace, false, |printed| printed.html(Places::new(&workspace, ""), None));
    let head = html.split("<thead>\n").nth(1).unwrap().split("</thead>").next().unwrap();
    assert_eq!(head.matches("<tr>").count(), 1, "there is no year here: {head}");
    assert!(head.contains("class=\"title\""), "{head}");
    assert_eq!(html.matches("<tbody>").count(), 1);
}

#[test]
fn a_draft_in_excel_is_marked_on_the_screen_and_on_paper() {
    let workspace = workspace(&[("01.pmt", &project("项目类别: 经常性项目", "项目总目标"))]);
    let book = |draft| printed(&workspace, draft, |printed| unzip(&printed.xlsx().unwrap()));
    let draft = book(true);
    for sheet in ["xl/worksheets/sheet1.xml", "xl/worksheets/sheet2.xml"] {
        let sheet = &draft[sheet];
        assert!(sheet.contains("<picture r:id="), "the sheet's background: {sheet}");
        assert!(sheet.contains("<legacyDrawingHF r:id="), "the picture behind the page: {sheet}");
        assert!(sheet.contains("&amp;C&amp;G") && sheet.contains("草稿"), "{sheet}");
    }
    assert!(book(false).keys().all(|name| !name.contains("media") && !name.contains("drawing")));
}

#[test]
fn numbers_are_numbers_in_excel() {
    let workspace = workspace(&[("01.pmt", &project("项目类别: 经常性项目", "项目总目标"))]);
    let book = printed(&workspace, false, |printed| unzip(&printed.xlsx().unwrap()));
    let sheet = &book["xl/worksheets/sheet2.xml"];
    assert!(sheet.contains("<v>12345600</v>"), "{sheet}");
    assert!(sheet.contains("paperSize=\"9\"") && sheet.contains("fitToHeight=\"0\""));
    assert!(book["xl/workbook.xml"].contains("name=\"01-河道整治\""));
}
