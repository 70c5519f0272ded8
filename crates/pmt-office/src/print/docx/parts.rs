//! The parts of a Word file that are the same in every document, or nearly so.

use super::super::{DRAFT, MAKER, STAMP, xml};

const DECLARATION: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
const WORD: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const PACKAGES: &str = "http://schemas.openxmlformats.org/package/2006";
const TYPE: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml";

/// The fonts of official documents: what they are called, and what stands in where they are not installed.
struct Font {
    name: &'static str,
    instead: &'static str,
    /// How it is drawn, for a reader that has neither.
    panose: &'static str,
    family: &'static str,
}

/// For titles.
const TITLE: Font = Font {
    name: "方正小标宋简体",
    instead: "FZXiaoBiaoSong-B05S,华文中宋,宋体",
    panose: "02010601030101010101",
    family: "auto",
};
/// For headings.
const HEADING: Font =
    Font { name: "黑体", instead: "SimHei", panose: "02010609060101010101", family: "modern" };
/// For text.
const TEXT: Font =
    Font {
        name: "仿宋_GB2312", instead: "仿宋,FangSong", panose: "02010609030101010101", family: "modern"
    };
/// For Latin letters and digits.
const LATIN: &str = "Times New Roman";

/// What the package holds.
pub(super) const PACKAGE: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n\
<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">\
<Relationship Id=\"rId1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument\" Target=\"word/document.xml\"/>\
<Relationship Id=\"rId2\" Type=\"http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties\" Target=\"docProps/core.xml\"/>\
<Relationship Id=\"rId3\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/extended-properties\" Target=\"docProps/app.xml\"/>\
</Relationships>";

/// How the document is to be treated.
pub(super) const SETTINGS: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n\
<w:settings xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\">\
<w:zoom w:percent=\"100\"/><w:defaultTabStop w:val=\"420\"/><w:characterSpacingControl w:val=\"compressPunctuation\"/>\
<w:compat><w:spaceForUL/><w:balanceSingleByteDoubleByteWidth/><w:doNotLeaveBackslashAlone/><w:ulTrailSpace/>\
<w:doNotExpandShiftReturn/><w:adjustLineHeightInTable/><w:useFELayout/>\
<w:compatSetting w:name=\"compatibilityMode\" w:uri=\"http://schemas.microsoft.com/office/word\" w:val=\"15\"/></w:compat>\
<w:themeFontLang w:val=\"en-US\" w:eastAsia=\"zh-CN\"/>\
</w:settings>";

/// What a table begins with: as wide as the page, framed, columns fixed.
pub(super) const TABLE_OPEN: &str = "<w:tbl><w:tblPr><w:tblW w:w=\"9638\" w:type=\"dxa\"/><w:jc w:val=\"center\"/>\
<w:tblBorders><w:top w:val=\"single\" w:sz=\"4\" w:space=\"0\" w:color=\"auto\"/>\
<w:left w:val=\"single\" w:sz=\"4\" w:space=\"0\" w:color=\"auto\"/>\
<w:bottom w:val=\"single\" w:sz=\"4\" w:space=\"0\" w:color=\"auto\"/>\
<w:right w:val=\"single\" w:sz=\"4\" w:space=\"0\" w:color=\"auto\"/>\
<w:insideH w:val=\"single\" w:sz=\"4\" w:space=\"0\" w:color=\"auto\"/>\
<w:insideV w:val=\"single\" w:sz=\"4\" w:space=\"0\" w:color=\"auto\"/></w:tblBorders>\
<w:tblLayout w:type=\"fixed\"/><w:tblCellMar><w:top w:w=\"28\" w:type=\"dxa\"/><w:left w:w=\"68\" w:type=\"dxa\"/>\
<w:bottom w:w=\"28\" w:type=\"dxa\"/><w:right w:w=\"68\" w:type=\"dxa\"/></w:tblCellMar>\
<w:tblLook w:val=\"0000\" w:firstRow=\"0\" w:lastRow=\"0\" w:firstColumn=\"0\" w:lastColumn=\"0\" w:noHBand=\"0\" w:noVBand=\"0\"/>\
</w:tblPr>";

pub(super) fn core(title: &str) -> String {
    let title = xml::text(title);
    format!(
        "{DECLARATION}<cp:coreProperties xmlns:cp=\"{PACKAGES}/metadata/core-properties\" \
         xmlns:dc=\"http://purl.org/dc/elements/1.1/\" xmlns:dcterms=\"http://purl.org/dc/terms/\" \
         xmlns:dcmitype=\"http://purl.org/dc/dcmitype/\" xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\">\
         <dc:title>{title}</dc:title><dc:creator>{MAKER}</dc:creator>\
         <cp:lastModifiedBy>{MAKER}</cp:lastModifiedBy>\
         <dcterms:created xsi:type=\"dcterms:W3CDTF\">{STAMP}</dcterms:created>\
         <dcterms:modified xsi:type=\"dcterms:W3CDTF\">{STAMP}</dcterms:modified></cp:coreProperties>"
    )
}

pub(super) fn app() -> String {
    format!(
        "{DECLARATION}<Properties xmlns=\"http://schemas.openxmlformats.org/officeDocument/2006/extended-properties\">\
         <Application>{MAKER}</Application></Properties>"
    )
}

pub(super) fn content_types(draft: bool) -> String {
    let mut out = format!(
        "{DECLARATION}<Types xmlns=\"{PACKAGES}/content-types\">\
         <Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>\
         <Default Extension=\"xml\" ContentType=\"application/xml\"/>\
         <Override PartName=\"/docProps/core.xml\" ContentType=\"application/vnd.openxmlformats-package.core-properties+xml\"/>\
         <Override PartName=\"/docProps/app.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.extended-properties+xml\"/>"
    );
    let parts = [
        ("document", "document.main"),
        ("styles", "styles"),
        ("fontTable", "fontTable"),
        ("settings", "settings"),
        ("footer1", "footer"),
        ("header1", "header"),
    ];
    for (name, kind) in parts.into_iter().filter(|(name, _)| draft || *name != "header1") {
        put!(out, "<Override PartName=\"/word/{name}.xml\" ContentType=\"{TYPE}.{kind}+xml\"/>");
    }
    out.push_str("</Types>");
    out
}

pub(super) fn relations(draft: bool) -> String {
    let mut out = format!("{DECLARATION}<Relationships xmlns=\"{PACKAGES}/relationships\">");
    let parts = [
        ("rId1", "styles", "styles"),
        ("rId2", "fontTable", "fontTable"),
        ("rId3", "settings", "settings"),
        ("rId4", "footer", "footer1"),
        ("rId5", "header", "header1"),
    ];
    for (id, kind, name) in parts.into_iter().filter(|(_, kind, _)| draft || *kind != "header") {
        put!(out, "<Relationship Id=\"{id}\" Type=\"{OFFICE}/{kind}\" Target=\"{name}.xml\"/>");
    }
    out.push_str("</Relationships>");
    out
}

pub(super) fn fonts() -> String {
    let mut out = format!("{DECLARATION}<w:fonts xmlns:w=\"{WORD}\">");
    for Font { name, instead, panose, family } in [TITLE, HEADING, TEXT] {
        put!(
            out,
            "<w:font w:name=\"{name}\"><w:altName w:val=\"{instead}\"/><w:panose1 w:val=\"{panose}\"/>\
             <w:charset w:val=\"86\"/><w:family w:val=\"{family}\"/><w:pitch w:val=\"variable\"/></w:font>"
        );
    }
    put!(
        out,
        "<w:font w:name=\"{LATIN}\"><w:panose1 w:val=\"02020603050405020304\"/><w:charset w:val=\"00\"/>\
         <w:family w:val=\"roman\"/><w:pitch w:val=\"variable\"/></w:font></w:fonts>"
    );
    out
}

/// A paragraph style.
struct Style {
    id: &'static str,
    name: &'static str,
    /// Its paragraph properties, in the schema's order.
    paragraph: &'static str,
    font: &'static Font,
    /// Its size in half points.
    size: u32,
}

/// The sizes are those of official documents: 小二 18, 三号 16, 四号 14, 小四 12, 五号 10.5 points.
const STYLES: &[Style] = &[
    Style {
        id: "Department",
        name: "单位名称",
        paragraph: "<w:keepNext/><w:spacing w:before=\"120\" w:after=\"60\" w:line=\"240\" w:lineRule=\"auto\"/><w:jc w:val=\"center\"/>",
        font: &TITLE,
        size: 36,
    },
    Style {
        id: "Title",
        name: "Title",
        paragraph: "<w:keepNext/><w:spacing w:before=\"60\" w:after=\"240\" w:line=\"240\" w:lineRule=\"auto\"/><w:jc w:val=\"center\"/>",
        font: &TITLE,
        size: 36,
    },
    Style {
        id: "CoverHeading",
        name: "封面标题",
        paragraph: "<w:keepNext/><w:spacing w:before=\"120\" w:after=\"60\" w:line=\"360\" w:lineRule=\"auto\"/><w:outlineLvl w:val=\"0\"/>",
        font: &HEADING,
        size: 28,
    },
    Style {
        id: "Heading1",
        name: "heading 1",
        paragraph: "<w:keepNext/><w:spacing w:before=\"240\" w:after=\"120\" w:line=\"240\" w:lineRule=\"auto\"/><w:jc w:val=\"center\"/><w:outlineLvl w:val=\"0\"/>",
        font: &TITLE,
        size: 32,
    },
    Style {
        id: "Heading2",
        name: "heading 2",
        paragraph: "<w:keepNext/><w:spacing w:line=\"360\" w:lineRule=\"auto\"/><w:ind w:firstLineChars=\"200\" w:firstLine=\"480\"/><w:outlineLvl w:val=\"1\"/>",
        font: &HEADING,
        size: 24,
    },
    Style {
        id: "BodyText",
        name: "Body Text",
        paragraph: "<w:spacing w:line=\"360\" w:lineRule=\"auto\"/><w:ind w:firstLineChars=\"200\" w:firstLine=\"480\"/><w:jc w:val=\"both\"/>",
        font: &TEXT,
        size: 24,
    },
    Style { id: "FormTitle", name: "表名", paragraph: "<w:jc w:val=\"center\"/>", font: &TITLE, size: 32 },
    Style {
        id: "FormYear",
        name: "表年度",
        paragraph: "<w:spacing w:after=\"60\"/><w:jc w:val=\"center\"/>",
        font: &TEXT,
        size: 24,
    },
    Style { id: "FormCell", name: "表内", paragraph: "<w:jc w:val=\"center\"/>", font: &TEXT, size: 21 },
    Style {
        id: "FormText", name: "表内文字", paragraph: "<w:jc w:val=\"left\"/>", font: &TEXT, size: 21
    },
    Style {
        id: "Tiny",
        name: "分页",
        paragraph: "<w:spacing w:before=\"0\" w:after=\"0\" w:line=\"20\" w:lineRule=\"exact\"/>",
        font: &TEXT,
        size: 2,
    },
    Style { id: "Header", name: "header", paragraph: "<w:jc w:val=\"center\"/>", font: &TEXT, size: 18 },
    Style { id: "Footer", name: "footer", paragraph: "<w:jc w:val=\"center\"/>", font: &TEXT, size: 21 },
];

pub(super) fn styles() -> String {
    let fonts = |font: &Font| {
        format!(
            "<w:rFonts w:ascii=\"{LATIN}\" w:eastAsia=\"{0}\" w:hAnsi=\"{LATIN}\" w:cs=\"{LATIN}\"/>",
            font.name
        )
    };
    let mut out = format!(
        "{DECLARATION}<w:styles xmlns:w=\"{WORD}\"><w:docDefaults><w:rPrDefault><w:rPr>{}\
         <w:sz w:val=\"24\"/><w:szCs w:val=\"24\"/><w:lang w:val=\"en-US\" w:eastAsia=\"zh-CN\" w:bidi=\"ar-SA\"/>\
         </w:rPr></w:rPrDefault><w:pPrDefault/></w:docDefaults>\
         <w:style w:type=\"paragraph\" w:default=\"1\" w:styleId=\"Normal\"><w:name w:val=\"Normal\"/><w:qFormat/></w:style>\
         <w:style w:type=\"table\" w:default=\"1\" w:styleId=\"TableNormal\"><w:name w:val=\"Normal Table\"/>\
         <w:uiPriority w:val=\"99\"/><w:semiHidden/><w:unhideWhenUsed/><w:tblPr><w:tblInd w:w=\"0\" w:type=\"dxa\"/>\
         <w:tblCellMar><w:top w:w=\"0\" w:type=\"dxa\"/><w:left w:w=\"108\" w:type=\"dxa\"/>\
         <w:bottom w:w=\"0\" w:type=\"dxa\"/><w:right w:w=\"108\" w:type=\"dxa\"/></w:tblCellMar></w:tblPr></w:style>",
        fonts(&TEXT)
    );
    for Style { id, name, paragraph, font, size } in STYLES {
        let fonts = fonts(font);
        put!(
            out,
            "<w:style w:type=\"paragraph\" w:styleId=\"{id}\"><w:name w:val=\"{name}\"/><w:basedOn w:val=\"Normal\"/>\
             <w:qFormat/><w:pPr>{paragraph}</w:pPr><w:rPr>{fonts}<w:sz w:val=\"{size}\"/><w:szCs w:val=\"{size}\"/>\
             </w:rPr></w:style>"
        );
    }
    out.push_str("</w:styles>");
    out
}

/// The number of the page.
pub(super) fn footer() -> String {
    format!(
        "{DECLARATION}<w:ftr xmlns:w=\"{WORD}\"><w:p><w:pPr><w:pStyle w:val=\"Footer\"/></w:pPr>\
         <w:r><w:t xml:space=\"preserve\">- </w:t></w:r><w:r><w:fldChar w:fldCharType=\"begin\"/></w:r>\
         <w:r><w:instrText xml:space=\"preserve\"> PAGE </w:instrText></w:r>\
         <w:r><w:fldChar w:fldCharType=\"separate\"/></w:r><w:r><w:t>1</w:t></w:r>\
         <w:r><w:fldChar w:fldCharType=\"end\"/></w:r><w:r><w:t xml:space=\"preserve\"> -</w:t></w:r></w:p></w:ftr>"
    )
}

/// The mark across every page of a draft, in the shape that Word itself gives a watermark.
pub(super) fn watermark() -> String {
    format!(
        "{DECLARATION}<w:hdr xmlns:w=\"{WORD}\" xmlns:v=\"urn:schemas-microsoft-com:vml\" \
         xmlns:o=\"urn:schemas-microsoft-com:office:office\" xmlns:w10=\"urn:schemas-microsoft-com:office:word\">\
         <w:p><w:pPr><w:pStyle w:val=\"Header\"/></w:pPr><w:r><w:rPr><w:noProof/></w:rPr><w:pict>\
         <v:shapetype id=\"_x0000_t136\" coordsize=\"21600,21600\" o:spt=\"136\" adj=\"10800\" path=\"m@7,l@8,m@5,21600l@6,21600e\">\
         <v:formulas><v:f eqn=\"sum #0 0 10800\"/><v:f eqn=\"prod #0 2 1\"/><v:f eqn=\"sum 21600 0 @1\"/>\
         <v:f eqn=\"sum 0 0 @2\"/><v:f eqn=\"sum 21600 0 @3\"/><v:f eqn=\"if @0 @3 0\"/><v:f eqn=\"if @0 21600 @1\"/>\
         <v:f eqn=\"if @0 0 @2\"/><v:f eqn=\"if @0 @4 21600\"/><v:f eqn=\"mid @5 @6\"/><v:f eqn=\"mid @8 @5\"/>\
         <v:f eqn=\"mid @7 @8\"/><v:f eqn=\"mid @6 @7\"/><v:f eqn=\"sum @6 0 @5\"/></v:formulas>\
         <v:path textpathok=\"t\" o:connecttype=\"custom\" o:connectlocs=\"@9,0;@10,10800;@11,21600;@12,10800\" o:connectangles=\"270,180,90,0\"/>\
         <v:textpath on=\"t\" fitshape=\"t\"/><v:handles><v:h position=\"#0,bottomRight\" xrange=\"6629,14971\"/></v:handles>\
         <o:lock v:ext=\"edit\" text=\"t\" shapetype=\"t\"/></v:shapetype>\
         <v:shape id=\"PowerPlusWaterMarkObject1\" o:spid=\"_x0000_s2049\" type=\"#_x0000_t136\" \
         style=\"position:absolute;margin-left:0;margin-top:0;width:400pt;height:200pt;rotation:315;z-index:-251658752;\
         mso-position-horizontal:center;mso-position-horizontal-relative:margin;\
         mso-position-vertical:center;mso-position-vertical-relative:margin\" \
         o:allowincell=\"f\" fillcolor=\"silver\" stroked=\"f\"><v:fill opacity=\".5\"/>\
         <v:textpath style=\"font-family:&quot;{}&quot;;font-size:1pt\" string=\"{DRAFT}\"/>\
         <w10:wrap anchorx=\"margin\" anchory=\"margin\"/></v:shape></w:pict></w:r></w:p></w:hdr>",
        HEADING.name
    )
}

pub(super) fn document_open() -> String {
    format!("{DECLARATION}<w:document xmlns:w=\"{WORD}\" xmlns:r=\"{OFFICE}\"><w:body>")
}

/// A4 with margins of 2 cm.
pub(super) fn document_close(draft: bool) -> String {
    let header = if draft { "<w:headerReference w:type=\"default\" r:id=\"rId5\"/>" } else { "" };
    format!(
        "<w:sectPr>{header}<w:footerReference w:type=\"default\" r:id=\"rId4\"/><w:pgSz w:w=\"11906\" w:h=\"16838\"/>\
         <w:pgMar w:top=\"1134\" w:right=\"1134\" w:bottom=\"1134\" w:left=\"1134\" w:header=\"567\" w:footer=\"567\" w:gutter=\"0\"/>\
         <w:cols w:space=\"425\"/><w:docGrid w:linePitch=\"312\"/></w:sectPr></w:body></w:document>"
    )
}
