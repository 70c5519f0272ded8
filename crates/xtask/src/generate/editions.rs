//! The editions of the form: titles, taxonomy of indicators, closed lists, the template's guidance.

use pmt_core::edition::{
    ATTRIBUTES, CATEGORIES, Edition, EditionSet, EnumValue, FORMS, Form, Level1, Level2, MONEY_UNITS,
    NATURES, PrintedUnit, SECTIONS, TaxonomyName,
};

use super::markdown::{NOTICE, code, table};

/// The page.
pub fn page() -> String {
    let intro = "# 表式版本 Editions of the form\n\n\
        版式和年度决定采用哪个版本：该地区不晚于申报年度的最新一版。地区没有写明或不认识时，采用各版本共有的部分。\n\n\
        版式 and the year choose the edition: the region's latest that is not after the year. Where no region is\n\
        named, or an unknown one, what all editions share is used.\n\n";
    [NOTICE, intro, &forms(), &taxonomy(), &closed_lists(), &sections(), &money()].concat()
}

/// The names of the editions in a set, or a word for all of them.
pub fn editions(set: EditionSet) -> String {
    if set == EditionSet::ALL {
        return "全部 all".to_owned();
    }
    let names = FORMS.iter().filter(|form| set.accepts(form.edition)).map(|form| form.edition.name());
    names.collect::<Vec<_>>().join("、")
}

fn forms() -> String {
    let row = |form: &Form| {
        let totals: Vec<String> = form.weight_totals.iter().map(ToString::to_string).collect();
        let unit = match form.unit {
            PrintedUnit::Yuan => "元",
            PrintedUnit::TenThousandYuan => "万元",
        };
        [
            form.edition.name(),
            form.title.to_owned(),
            form.value_column.to_owned(),
            unit.to_owned(),
            if totals.is_empty() { "–".to_owned() } else { totals.join(" / ") },
        ]
    };
    let head = ["版本 edition", "表名 title", "指标值栏 value column", "金额单位 unit", "权重合计 weights"];
    format!("## 版本 Editions\n\n{}", table(head, FORMS.iter().map(row)))
}

fn taxonomy() -> String {
    let names = |info: &TaxonomyName| {
        let aliases: Vec<String> = info.aliases.iter().map(|alias| code(alias)).collect();
        (code(info.name), aliases.join("、"), info.code.unwrap_or("–").to_owned(), code(info.english))
    };
    let mut rows = Vec::new();
    for level1 in Level1::all() {
        let (name, aliases, number, english) = names(level1.info());
        rows.push([name, String::new(), aliases, number, english, editions(level1.editions())]);
        for level2 in Level2::all().filter(|level2| level2.parent() == level1) {
            let (name, aliases, number, english) = names(level2.info());
            rows.push([String::new(), name, aliases, number, english, editions(level2.editions())]);
        }
    }
    let head = ["一级 level 1", "二级 level 2", "也认作 also read", "代码 code", "JSON", "版本 editions"];
    format!(
        "## 指标体系 Taxonomy of indicators\n\n\
         名称中的“指标”二字可以省略。代码是一体化系统中所见的；没有见到的不写。\n\n\
         The word 指标 in a name may be left out. Codes are those seen in integrated budget systems; others are not given.\n\n{}",
        table(head, rows)
    )
}

fn closed_lists() -> String {
    let rows = |values: &'static [EnumValue]| {
        values.iter().map(|value| [code(value.text), editions(value.editions)])
    };
    let head = ["值 value", "版本 editions"];
    let label = |key: pmt_core::edition::Key| key.label(Edition::Common);
    format!(
        "## 固定选项 Closed lists\n\n### {}\n\n{}### {}\n\n{}### {}\n\n{}",
        label(pmt_core::edition::Key::Category),
        table(head, rows(CATEGORIES)),
        label(pmt_core::edition::Key::Nature),
        table(head, rows(NATURES)),
        label(pmt_core::edition::Key::Attribute),
        table(head, rows(ATTRIBUTES)),
    )
}

fn sections() -> String {
    let rows =
        SECTIONS.iter().map(|(key, guidance)| [code(key.label(Edition::Common)), (*guidance).to_owned()]);
    format!(
        "## 情况说明的七个部分 Sections of the narrative\n\n\
         括号里是上海模板的填写提示，应替换为正文；第七部分是模板的固定文字。\n\n\
         The parentheses are the Shanghai template's guidance, to be replaced by the text; the seventh is fixed text.\n\n{}",
        table(["部分 section", "模板文字 the template's words"], rows)
    )
}

fn money() -> String {
    let rows = MONEY_UNITS.iter().map(|unit| [code(unit.text), unit.yuan.to_string()]);
    format!(
        "## 金额单位 Units of money\n\n单位前可以有“人民币”，如 `人民币元`。人民币 may stand before the unit: `人民币元`.\n\n{}",
        table(["单位 unit", "折合元 in 元"], rows)
    )
}
