//! The vocabulary: which keys stand where, what they hold, what they mean.

use pmt_core::edition::{Content, Edition, Key, LabelType, NOT_APPLICABLE, Place, Slot, ValueType, guidance};
use pmt_core::model::place_name;

use super::editions::editions;
use super::markdown::{NOTICE, code, table};

/// The page.
pub fn page() -> String {
    let intro = "# 词汇 Vocabulary\n\n\
        每一处能写哪些项、各是什么。“必填”列出要求填写的版本；能继承或推算的可以不写。\n\
        英文名供补全时查找；JSON 的键见它的 Schema。\n\n\
        Which items stand where, and what they hold. “Required” lists the editions that ask for it; what is inherited\n\
        or derived may be left out. The English name is a filter in completion; the JSON's keys are in its schema.\n\n";
    let mut out = [NOTICE, intro].concat();
    for place in Place::TABLES {
        out.push_str(&section(*place));
    }
    out.push_str(&named());
    out.push_str(&spellings());
    out
}

fn title(place: Place) -> String {
    match place {
        Place::Document => format!("{}下的每件文件", place_name(place)),
        Place::Indicator => "三级指标".to_owned(),
        other => place_name(other).to_owned(),
    }
}

fn english_title(place: Place) -> &'static str {
    match place {
        Place::File => "the top of a file",
        Place::Document => "under a document",
        Place::Indicator => "under a third-level indicator",
        _ => "inside",
    }
}

fn section(place: Place) -> String {
    let head = ["项 item", "英文名 English", "内容 content", "必填 required", "含义 meaning"];
    let rows = place.slots().iter().copied().map(row);
    format!("## {} ({})\n\n{}", title(place), english_title(place), table(head, rows))
}

fn row(slot: Slot) -> [String; 5] {
    let key = slot.key;
    let required = [Edition::Common]
        .into_iter()
        .chain(Edition::ALL)
        .any(|edition| slot.required.accepts(edition))
        .then(|| editions(slot.required));
    let mut meaning = format!("{}<br>{}", key.meaning_zh(), key.meaning_en());
    if let Some(guidance) = guidance(key) {
        meaning.push_str("<br>");
        meaning.push_str(guidance);
    }
    [
        code(key.label(Edition::Common)),
        code(key.english()),
        content(slot.content),
        required.unwrap_or_else(|| "–".to_owned()),
        meaning,
    ]
}

fn content(content: Content) -> String {
    let label = match content.label {
        LabelType::None => None,
        LabelType::Year => Some("年度 year"),
        LabelType::Name => Some("名称 name"),
    };
    let block = content.block.map(|place| match place {
        Place::Bodies | Place::Costing | Place::Years | Place::BudgetParts | Place::Documents => {
            "{ 自拟名称 own names }"
        }
        _ => "{ … }",
    });
    let text = content.text.then_some("\"\"\"…\"\"\"");
    let repeats = content.repeats.then_some("可重复 repeats");
    let parts = [label, value(content.value), text, block, repeats];
    parts.into_iter().flatten().collect::<Vec<_>>().join(" · ")
}

const fn value(value: ValueType) -> Option<&'static str> {
    Some(match value {
        ValueType::None => return None,
        ValueType::Money => "金额 money",
        ValueType::Cost => "金额或算式 money or calculation",
        ValueType::Count => "个数 count",
        ValueType::Weight => "分值 points",
        ValueType::Period => "起止日期 period",
        ValueType::Times => "日期、月份、期间 dates, months, periods",
        ValueType::Name => "文字 words",
        ValueType::Names => "文字，可多个 words, one or more",
        ValueType::Category | ValueType::Nature | ValueType::Attribute => "固定选项 closed list",
        ValueType::Region => "地区 region",
        ValueType::Target => "指标值 target",
        ValueType::Unit => "计量单位 unit",
    })
}

/// The places whose names are the author's.
fn named() -> String {
    let places =
        [Place::Documents, Place::Bodies, Place::Costing, Place::Years, Place::BudgetParts, Place::Level3];
    let rows = places.into_iter().filter_map(|place| {
        let name = match place {
            Place::Level3 => "二级指标 level 2".to_owned(),
            Place::Years => code(Key::ByYear.label(Edition::Common)),
            Place::BudgetParts => [Key::Estimate, Key::FundType, Key::Schedule]
                .map(|key| code(key.label(Edition::Common)))
                .join("、"),
            other => code(place_name(other)),
        };
        Some([name, content(place.named_item()?)])
    });
    format!(
        "## 自拟名称 Names of the author's own\n\n\
         这些地方的名称由填报人自拟，不受词汇表约束。指标值也可以写成 `{NOT_APPLICABLE}`。\n\n\
         In these places the names are the author's and no key of the vocabulary. A target may also be `{NOT_APPLICABLE}`.\n\n{}",
        table(["在 under", "每一项 each item"], rows)
    )
}

/// The keys whose label depends on the edition.
fn spellings() -> String {
    let rows = Key::ALL.iter().filter(|key| key.spellings().len() > 1).flat_map(|key| {
        key.spellings()
            .iter()
            .map(|spelling| [code(key.english()), code(spelling.text), editions(spelling.editions)])
    });
    format!(
        "## 各版本的不同叫法 Labels that depend on the edition\n\n{}",
        table(["英文名 English", "项 item", "版本 editions"], rows)
    )
}
