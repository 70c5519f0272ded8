//! Word documents: the same declaration as its text, and what only such a document has.

#![allow(
    clippy::arithmetic_side_effects,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "tests fail by panicking, their helpers too"
)]

mod common;

use common::word::{document, document_with, from_text, paragraph, run, table};
use common::{files, fixture, imported};
use pmt_office::layout::Field;
use pmt_office::{Imported, Input, Place, import};

fn read(bytes: &[u8]) -> Imported {
    import(Input::Word(bytes), "x").unwrap_or_else(|error| panic!("{error}"))
}

const FORM: &[&str] = &[
    "财政项目支出绩效目标填报表",
    "（2024年度）",
    "项目名称|书香社区|项目类别|其他运转类",
    "主管部门|示例区文化中心|实施单位|示例区图书馆",
    "计划开始日期|2024-01-01|计划完成日期|2024-12-31",
    "项目资金\n（元）|项目资金总额|840,000.00|年度资金申请总额|840,000.00",
    "|其中：财政资金|840,000.00|其中：当年财政拨款|840,000.00",
    "项目绩效目标|项目总目标\n（2024年-2024年）|年度总体目标",
    "|十个社区有书可读。|布点十处。",
    "绩效指标|一级指标|二级指标|三级指标|年度(/项目)指标值",
    "|产出指标|数量指标|流动书架|=10个",
    "|||图书更换|≥4次",
    "|满意度指标|服务对象满意度指标|读者满意度|≥85%",
];

fn form() -> String {
    table(FORM)
}

fn field(imported: &Imported, field: Field) -> String {
    imported.document.projects[0].text(field).unwrap_or_default().to_owned()
}

#[test]
fn a_document_gives_what_its_text_gives() {
    for name in ["word-2022", "word-2023", "forms-only", "broken"] {
        let text = fixture(name);
        let (from_word, from_text) = (read(&from_text(&text)), imported(&text, "x"));
        assert_eq!(files(&from_word), files(&from_text), "{name}");
    }
}

/// What stands in a cell that a test is about: the project's name.
fn name_of(cell: &str) -> (String, Imported) {
    let body = form().replace(&paragraph("书香社区"), cell);
    let imported = read(&document(&body));
    (field(&imported, Field::Name), imported)
}

fn notes(imported: &Imported) -> String {
    imported
        .notes
        .iter()
        .map(|note| format!("{}：{}\n", note.place.message().zh, note.message.zh))
        .collect::<Vec<_>>()
        .concat()
}

#[test]
fn revisions_are_accepted_and_counted() {
    let (name, imported) = name_of(&format!(
        "<w:p>{}<w:ins>{}</w:ins><w:del><w:r><w:delText>旧</w:delText></w:r></w:del><w:moveFrom>{}</w:moveFrom></w:p>",
        run("书香"),
        run("社区"),
        run("街道")
    ));
    assert_eq!(name, "书香社区");
    assert!(notes(&imported).contains("插入 1 处，删除 2 处"), "{}", notes(&imported));
    let (name, _) = name_of(&format!(
        "<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr>{}</w:p>{}",
        run("书香"),
        paragraph("社区")
    ));
    assert_eq!(name, "书香社区", "the end of a paragraph was deleted");
}

#[test]
fn a_deleted_row_is_none() {
    let row =
        "<w:tr><w:trPr><w:del/></w:trPr><w:tc><w:p><w:r><w:t>多余</w:t></w:r></w:p></w:tc></w:tr></w:tbl>";
    let imported = read(&document(&form().replace("</w:tbl>", row)));
    assert_eq!(imported.unplaced, []);
    assert_eq!(imported.document.projects[0].indicators.len(), 3);
}

#[test]
fn fields_give_their_result_and_controls_their_state() {
    let mark = |kind: &str| format!(r#"<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>"#);
    let code = |text: &str| format!("<w:r><w:instrText>{text}</w:instrText></w:r>");
    let (name, _) = name_of(&format!(
        "<w:p>{}{}{}{}{}</w:p>",
        mark("begin"),
        code(" REF 名称 \\h "),
        mark("separate"),
        run("书香社区"),
        mark("end")
    ));
    assert_eq!(name, "书香社区");
    let (name, _) = name_of(&format!(
        r#"<w:p><w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:checkBox><w:default w:val="0"/><w:checked/></w:checkBox></w:ffData></w:fldChar></w:r>{}{}{}</w:p>"#,
        code("FORMCHECKBOX"),
        mark("end"),
        run("经常性")
    ));
    assert_eq!(name, "☑经常性");
    let (name, _) =
        name_of(r#"<w:p><w:fldSimple w:instr="TITLE"><w:r><w:t>书香社区</w:t></w:r></w:fldSimple></w:p>"#);
    assert_eq!(name, "书香社区");
}

#[test]
fn signs_links_and_controls_are_read() {
    let (name, _) = name_of(
        r#"<w:p><w:bookmarkStart w:id="0" w:name="_GoBack"/><w:hyperlink><w:r><w:t>甲</w:t></w:r></w:hyperlink><w:r><w:noBreakHyphen/></w:r><w:sdt><w:sdtPr><w:alias w:val="名"/></w:sdtPr><w:sdtContent><w:r><w:t>乙</w:t></w:r></w:sdtContent></w:sdt><w:r><w:sym w:font="Wingdings 2" w:char="F052"/></w:r><w:r><w:t>&#x4E19;&amp;</w:t></w:r><w:r><w:sym w:font="Wingdings" w:char="F0A8"/></w:r></w:p>"#,
    );
    assert_eq!(name, "甲-乙☑丙&□");
}

#[test]
fn a_prompt_and_hidden_text_are_no_text() {
    let (name, imported) = name_of(&format!(
        r#"<w:p>{}<w:r><w:rPr><w:vanish/></w:rPr><w:t>暗</w:t></w:r><w:r><w:rPr><w:vanish w:val="0"/></w:rPr><w:t>区</w:t></w:r><w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent><w:r><w:t>单击此处</w:t></w:r></w:sdtContent></w:sdt></w:p>"#,
        run("书香社")
    ));
    assert_eq!(name, "书香社区");
    let notes = notes(&imported);
    assert!(notes.contains("隐藏文字 1 处没有读") && notes.contains("内容控件 1 个"), "{notes}");
}

#[test]
fn a_text_box_is_read_once() {
    let text_box = |inner: &str| {
        format!(
            "<w:p><w:r><mc:AlternateContent><mc:Choice Requires=\"wps\"><w:drawing><wps:txbx><w:txbxContent>{inner}</w:txbxContent></wps:txbx></w:drawing></mc:Choice><mc:Fallback><w:pict><v:textbox><w:txbxContent>{inner}</w:txbxContent></v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r></w:p>"
        )
    };
    let imported = read(&document(&text_box(&form())));
    assert_eq!((imported.unplaced.len(), imported.document.projects.len()), (0, 1));
    let imported = read(&document(&format!("{}{}", text_box(&paragraph("示例区财政局印制")), form())));
    let unplaced: Vec<_> = imported.unplaced.iter().map(|one| one.text.as_str()).collect();
    assert_eq!(unplaced, ["示例区财政局印制"]);
}

#[test]
fn a_form_in_a_table_that_lays_out_the_page_is_read_as_a_form() {
    let outer = |cells: &str| format!("<w:tbl><w:tr>{cells}</w:tr></w:tbl>");
    let one = outer(&format!("<w:tc>{}{}</w:tc>", form(), paragraph("")));
    let two = outer(&format!("<w:tc>{}</w:tc><w:tc>{}</w:tc>", paragraph("附件"), form()));
    assert_eq!(read(&document(&one)).unplaced, []);
    assert_eq!(read(&document(&two)).document.projects[0].indicators.len(), 3);
    // A table in a cell of the form is that cell's text.
    let (name, _) = name_of(&table(&["书香|社区"]));
    assert_eq!(name, "书香社区");
}

#[test]
fn automatic_numbers_head_the_sections() {
    let numbering = r#"<w:numbering><w:abstractNum w:abstractNumId="7"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/><w:lvlText w:val="%1、"/></w:lvl><w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%2."/></w:lvl></w:abstractNum><w:num w:numId="3"><w:abstractNumId w:val="7"/></w:num></w:numbering>"#;
    let styles = r#"<w:styles><w:style w:styleId="H"><w:pPr><w:numPr><w:numId w:val="3"/></w:numPr></w:pPr></w:style><w:style w:styleId="H1"><w:basedOn w:val="H"/></w:style></w:styles>"#;
    let numbered = |text: &str, level: u32| {
        format!(
            r#"<w:p><w:pPr><w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="3"/></w:numPr></w:pPr>{}</w:p>"#,
            run(text)
        )
    };
    let in_style = |text: &str| format!(r#"<w:p><w:pPr><w:pStyle w:val="H1"/></w:pPr>{}</w:p>"#, run(text));
    let body = [
        paragraph("书香社区项目经费情况说明"),
        in_style("项目概述：设流动书架。"),
        in_style("立项依据"),
        numbered("文件依据：《全民阅读工作方案》。", 1),
        numbered("工作职能：组织公共阅读活动。", 1),
        in_style("实施主体"),
        paragraph("阅读推广部"),
        form(),
    ]
    .concat();
    let imported = read(&document_with(&body, &[("numbering", numbering), ("styles", styles)]));
    let text = &imported.files[1].text;
    assert_eq!(imported.unplaced, []);
    let sections = &imported.document.projects[0].sections;
    assert_eq!(sections.len(), 3, "{text}");
    assert_eq!(sections[1].parts.len(), 2, "{text}");
    assert_eq!(sections[0].paragraphs[0].text, "设流动书架。");
}

#[test]
fn places_are_pages_paragraphs_and_cells() {
    let body = [
        paragraph("示例区文化中心"),
        paragraph("2024年项目支出绩效目标"),
        format!("<w:p><w:r><w:lastRenderedPageBreak/></w:r>{}</w:p>", run("生僻的一段。")),
        form().replace("=10个", ">=10个 多余").replacen(
            "</w:tbl>",
            "<w:tr><w:tc><w:p><w:r><w:lastRenderedPageBreak/><w:t>填表人：</w:t></w:r></w:p></w:tc></w:tr></w:tbl>",
            1,
        ),
    ]
    .concat();
    let imported = read(&document(&body));
    let unplaced: Vec<String> =
        imported.unplaced.iter().map(|one| format!("{} {}", one.place.message().zh, one.text)).collect();
    assert_eq!(unplaced, ["第 3 段（第 2 页） 生僻的一段。", "表 1 第 14 行第 1 列（第 3 页） 填表人："]);
    assert!(imported.files[1].text.contains("// 未归位（表 1 第 14 行第 1 列（第 3 页））：填表人："));
    let note = imported.notes.iter().find(|note| note.code == Some("VAL17"));
    let place = Place::TableCell { table: 1, row: 11, column: 5, page: Some(2) };
    assert_eq!(note.map(|note| &note.place), Some(&place), "{}", notes(&imported));
    let name = &imported.document.projects[0].fields[&Field::Name][0];
    assert_eq!(imported.places.place(name.origin.first).message().en, "table 1, row 3, column 2 (page 2)");
}

#[test]
fn footnotes_are_listed_and_what_is_no_text_is_counted() {
    let footnotes = r#"<w:footnotes><w:footnote w:type="separator" w:id="0"><w:p><w:r><w:t>线</w:t></w:r></w:p></w:footnote><w:footnote w:id="5"><w:p><w:r><w:t>见批复。</w:t></w:r></w:p></w:footnote></w:footnotes>"#;
    let body = form().replace(
        &paragraph("书香社区"),
        &format!(
            r#"<w:p>{}<w:r><w:footnoteReference w:id="5"/></w:r><w:r><w:commentReference w:id="1"/></w:r><w:r><w:drawing><a:blip xmlns:a="a"/></w:drawing></w:r></w:p>"#,
            run("书香社区")
        ),
    );
    let imported = read(&document_with(&body, &[("footnotes", footnotes)]));
    assert_eq!(field(&imported, Field::Name), "书香社区");
    let unplaced: Vec<_> =
        imported.unplaced.iter().map(|one| (one.place.clone(), one.text.as_str())).collect();
    assert_eq!(unplaced, [(Place::Footnote { number: 1 }, "见批复。")]);
    let notes = notes(&imported);
    assert!(notes.contains("批注 1 条") && notes.contains("图片和图表 1 个"), "{notes}");
}

#[test]
fn a_table_of_contents_is_no_narrative() {
    let mark = |kind: &str| format!(r#"<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>"#);
    let contents = format!(
        r#"<w:p>{}<w:r><w:instrText> TOC \o "1-3" </w:instrText></w:r>{}{}</w:p><w:p>{}{}</w:p>"#,
        mark("begin"),
        mark("separate"),
        run("书香社区项目经费情况说明"),
        run("一、项目概述"),
        mark("end")
    );
    let body = [contents, paragraph("书香社区项目经费情况说明"), paragraph("一、项目概述：设书架。"), form()]
        .concat();
    let imported = read(&document(&body));
    assert_eq!(imported.document.projects.len(), 1);
    assert!(notes(&imported).contains("目录"), "{}", notes(&imported));
    // One that never ends hides nothing.
    let broken = body.replacen(r#"w:fldCharType="end""#, r#"w:fldCharType="none""#, 1);
    let imported = read(&document(&broken));
    assert!(imported.files.iter().any(|file| file.text.contains("设书架。")));
}

#[test]
fn other_prefixes_strict_names_and_utf16_are_read_alike() {
    let bytes = document(&form());
    let expected = files(&read(&bytes));
    let body = form().replace("<w:", "<x:").replace("</w:", "</x:").replace(" w:", " x:");
    let strict = format!(
        r#"<x:document xmlns:x="http://purl.oclc.org/ooxml/wordprocessingml/main"><x:body>{body}</x:body></x:document>"#
    );
    let root = r#"<Relationships><Relationship Id="a" Type="http://purl.oclc.org/ooxml/officeDocument/relationships/officeDocument" Target="/正文/d.xml"/></Relationships>"#;
    let wide: Vec<u8> = format!("\u{feff}{strict}").encode_utf16().flat_map(u16::to_le_bytes).collect();
    for part in [strict.as_bytes(), &wide] {
        let bytes = common::word::archive(&[("_rels/.rels", root.as_bytes()), ("正文/d.xml", part)]);
        assert_eq!(files(&read(&bytes)), expected);
    }
}

/// What is read of a cell for the category, and its notes.
fn category(cell: &str) -> (String, String) {
    let imported = read(&document(&form().replace(&paragraph("其他运转类"), cell)));
    let notes = imported.notes.iter().map(|note| note.message.zh.clone()).collect::<Vec<_>>().join("\n");
    (field(&imported, Field::Category), notes)
}

#[test]
fn the_ticked_choice_of_a_list_is_the_value() {
    let symbol = |font: &str, place: &str| format!(r#"<w:r><w:sym w:font="{font}" w:char="{place}"/></w:r>"#);
    let set_in = |font: &str, text: &str| {
        format!(r#"<w:r><w:rPr><w:rFonts w:ascii="{font}" w:hAnsi="{font}"/></w:rPr><w:t>{text}</w:t></w:r>"#)
    };
    let control = |ticked: u8, sign: &str| {
        format!(
            r#"<w:sdt><w:sdtPr><w:showingPlcHdr/><w14:checkbox xmlns:w14="x"><w14:checked w14:val="{ticked}"/></w14:checkbox></w:sdtPr><w:sdtContent>{}</w:sdtContent></w:sdt>"#,
            run(sign)
        )
    };
    let boxed =
        |on: &str, off: &str| format!("<w:p>{on}{} {off}{}</w:p>", run("其他运转类"), run("特定目标类"));
    for cell in [
        paragraph("☑其他运转类 □特定目标类"),
        paragraph("其他运转类（√）  特定目标类（  ）"),
        [paragraph("□特定目标类"), paragraph("■其他运转类")].concat(),
        boxed(&symbol("Wingdings", "F0FE"), &symbol("Wingdings", "F0A8")),
        boxed(&symbol("Wingdings 2", "F052"), &symbol("Wingdings 2", "F0A3")),
        boxed(&set_in("Wingdings", "þ"), &set_in("Wingdings", "¨")),
        boxed(&set_in("Wingdings 2", "R"), &set_in("Wingdings 2", "£")),
        boxed(&control(1, "☒"), &control(0, "☐")),
        // Its author may have chosen any sign.
        boxed(&control(1, "○"), &control(0, "●")),
    ] {
        let (value, notes) = category(&cell);
        assert_eq!(value, "其他运转类", "{cell}");
        assert!(notes.contains("按勾选的一项读作“其他运转类”"), "{notes}");
        assert!(!notes.contains("内容控件"), "{notes}");
    }
    for (cell, note) in [
        ("□其他运转类 □特定目标类", "没有勾选任何一项"),
        ("☑其他运转类 ☑特定目标类", "勾选了 2 项"),
        ("□其他运转类 特定目标类□√", "分不清"),
    ] {
        let (value, notes) = category(&paragraph(cell));
        assert_eq!(value, cell);
        assert!(notes.contains(note), "{notes}");
    }
}

#[test]
fn words_of_an_unknown_choice_are_not_lost() {
    let imported = read(&document(&form().replace("其他运转类", "☑其他运转类 □其他：应急")));
    assert_eq!(field(&imported, Field::Category), "其他运转类");
    assert_eq!(
        imported.unplaced.iter().map(|one| one.text.as_str()).collect::<Vec<_>>(),
        ["☑其他运转类 □其他：应急"]
    );
}
