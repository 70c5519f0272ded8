//! What there is to read of a thing, in Markdown or plain text: shared by hovers and by the documentation of what is
//! completed. Everything said of the form comes from its tables.

mod page;

use pmt_core::edition::{
    ATTRIBUTES, CATEGORIES, Content, Edition, EnumValue, FORMS, KINDS, Key, Level1, Level2, NATURES, Place,
    ValueType, counted, guidance, is_ratio, is_share,
};
use pmt_core::rules::{self, Rule};
use pmt_core::template::project_slots;
use pmt_core::text::{Lang, Words};
use serde::{Deserialize, Serialize};

pub use page::Page;

/// Something to read about.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "camelCase")]
pub enum Subject {
    /// A key, by its English name, in an edition.
    Key {
        /// Its English name.
        key: String,
        /// The edition's number.
        edition: u8,
    },
    /// A level of indicators.
    Level {
        /// Its name.
        name: String,
    },
    /// An indicator.
    Indicator {
        /// Its name.
        name: String,
        /// The level 2 it stands under.
        level2: Option<String>,
        /// Its target elsewhere.
        target: Option<String>,
    },
    /// A declared value.
    Value {
        /// Its name.
        name: String,
        /// What it is.
        value: String,
    },
    /// A rule.
    Rule {
        /// Its code.
        code: String,
    },
}

/// Everything there is to read of a subject.
pub fn page(subject: &Subject, lang: Lang) -> Page {
    match subject {
        Subject::Key { key, edition } => {
            let known = Key::ALL.iter().find(|known| known.english() == key);
            let edition =
                Edition::ALL.into_iter().find(|one| *one as u8 == *edition).unwrap_or(Edition::Common);
            known.map(|known| of_key(*known, edition, None, lang)).unwrap_or_default()
        }
        Subject::Level { name } => of_level(name, lang),
        Subject::Indicator { name, level2, target } => {
            let mut page = of_indicator(name, level2.as_deref(), lang);
            if let Some(target) = target {
                page.field(say(lang, "别处的指标值", "Target elsewhere"), target);
            }
            page
        }
        Subject::Value { name, value } => {
            let mut page = Page::default();
            page.title(name);
            page.text(value);
            page
        }
        Subject::Rule { code } => rules::find(code).map(|rule| of_rule(rule, lang)).unwrap_or_default(),
    }
}

/// A word in a language.
pub const fn say(lang: Lang, zh: &'static str, en: &'static str) -> &'static str {
    Words { zh, en }.get(lang)
}

/// What a key means, what the form's guidance says of it, and what it may hold; at a place, if one is given.
pub fn of_key(key: Key, edition: Edition, place: Option<Place>, lang: Lang) -> Page {
    let mut page = Page::default();
    page.title(key.label(edition));
    let meaning = if lang == Lang::Zh { key.meaning_zh() } else { key.meaning_en() };
    page.text(meaning);
    if let Some(guidance) = guidance(key) {
        page.field(say(lang, "填报说明", "Official guidance"), guidance);
    }
    let slot = place.or_else(|| Place::of_key(key).next()).and_then(|place| place.slot(key));
    if let Some(slot) = slot {
        let required = slot.required;
        let belongs = || project_slots(edition).any(|slot| slot.key == key);
        let word = if required.requires(edition) {
            say(lang, "必填（能得出或沿用的可省略）", "yes, unless it follows from something else")
        } else if belongs() {
            say(lang, "情况说明的一部分，应当写", "a section of the narrative, which is to be written")
        } else {
            say(lang, "选填", "no")
        };
        if !slot.content.repeats {
            page.field(say(lang, "是否必填", "Required"), word);
        }
        let accepted = accepted(key, slot.content, edition, lang);
        if !accepted.is_empty() {
            page.field(say(lang, "可填", "Accepts"), &accepted);
        }
    }
    let others: Vec<String> = key
        .spellings()
        .iter()
        .filter(|spelling| spelling.text != key.label(edition))
        .map(|spelling| {
            let forms = FORMS.iter().filter(|form| spelling.editions.accepts(form.edition));
            let names: Vec<String> = forms.map(|form| form.edition.name()).collect();
            format!("{}（{}）", spelling.text, names.join("、"))
        })
        .collect();
    if !others.is_empty() {
        page.field(say(lang, "其他版式的写法", "In other editions"), &others.join("；"));
    }
    if let Some(form) = edition.form() {
        page.field(say(lang, "版式", "Edition"), &form.edition.name());
    }
    page
}

/// What may stand behind a key, in words.
fn accepted(key: Key, content: Content, edition: Edition, lang: Lang) -> String {
    let Content { value, text, .. } = content;
    let block = content.block.is_some();
    let list = |values: &[EnumValue]| {
        let ours = values.iter().filter(|value| value.editions.accepts(edition)).map(|value| value.text);
        ours.collect::<Vec<_>>().join("、")
    };
    let say = |zh, en| say(lang, zh, en).to_owned();
    let mut all = vec![match value {
        ValueType::Category => list(CATEGORIES),
        ValueType::Nature => list(NATURES),
        ValueType::Attribute => list(ATTRIBUTES),
        ValueType::Region => Edition::regions().join("、"),
        ValueType::Money => {
            say("一个金额，带单位：102万元、1020000元", "an amount with its unit: 102万元, 1020000元")
        }
        ValueType::Cost => say("一个金额，或算式：60人 × 350元", "an amount, or a calculation: 60人 × 350元"),
        ValueType::Count => say("一个整数", "a whole number"),
        ValueType::Weight => say("一个数或百分比", "a number or a percentage"),
        ValueType::Period => say("起止日期：2022-01-01 至 2022-12-31", "two dates: 2022-01-01 至 2022-12-31"),
        ValueType::Times => say(
            "日期、月份或期间，可以几个：2022-03, 2022-05",
            "dates, months or spans, several if need be: 2022-03, 2022-05",
        ),
        ValueType::Name if key == Key::Kind => KINDS.join("、"),
        ValueType::Name | ValueType::Names if text => say("一行文字", "a line of text"),
        ValueType::Name => say("一个名称", "a name"),
        ValueType::Names => say("一个或几个名称", "one name or several"),
        ValueType::Target => say("比较符号和数值：>= 30 家", "a comparator and a value: >= 30 家"),
        ValueType::Unit => say("计量单位", "a unit of measure"),
        ValueType::None => String::new(),
    }];
    if text {
        all.push(say("\"\"\" 之间的多行文字", "a text between \"\"\""));
    }
    if block {
        all.push(say("{ } 之间的各项", "items between { }"));
    }
    all.retain(|one| !one.is_empty());
    all.join(say("；", "; ").as_str())
}

/// A level of indicators: where it belongs, in which editions, its code and other names.
pub fn of_level(name: &str, lang: Lang) -> Page {
    let mut page = Page::default();
    let level1 = Level1::parse(name).map(|(level, _)| level);
    let level2 = Level2::parse(name, None).map(|(level, _)| level).filter(|_| level1.is_none());
    let Some(info) = level2.map(Level2::info).or(level1.map(Level1::info)) else { return page };
    page.title(info.name);
    let rank = match level2 {
        Some(level2) => {
            let above = level2.parent().info().name;
            if lang == Lang::Zh {
                format!("二级指标，属于{above}")
            } else {
                format!("A level-2 indicator under {above}")
            }
        }
        None => say(lang, "一级指标", "A level-1 indicator").to_owned(),
    };
    page.text(&rank);
    let editions = level2.map(Level2::editions).or(level1.map(Level1::editions));
    let forms = FORMS.iter().filter(|form| editions.is_some_and(|editions| editions.accepts(form.edition)));
    let names: Vec<String> = forms.map(|form| form.edition.name()).collect();
    page.field(say(lang, "版式", "Editions"), &names.join("、"));
    if let Some(code) = info.code {
        page.field(say(lang, "代码", "Code"), code);
    }
    if !info.aliases.is_empty() {
        page.field(say(lang, "也写作", "Also"), &info.aliases.join("、"));
    }
    if let Some(level1) = level1 {
        let below = Level2::all().filter(|level| level.parent() == level1).map(|level| level.info().name);
        page.field(say(lang, "下设", "Below it"), &below.collect::<Vec<_>>().join("、"));
    }
    page
}

/// What is known of an indicator by its name: where it belongs and what it is counted in.
pub fn of_indicator(name: &str, level2: Option<&str>, lang: Lang) -> Page {
    let mut page = Page::default();
    page.title(name);
    if let Some(level2) = level2 {
        let above = Level2::parse(level2, None).map(|(level, _)| level.parent().info().name);
        let path = above.map_or_else(|| level2.to_owned(), |above| format!("{above} › {level2}"));
        page.field(say(lang, "类别", "Category"), &path);
    }
    if is_share(name) {
        page.field(
            say(lang, "计量单位", "Unit"),
            say(lang, "%（部分占整体的比率，不超过 100%）", "% (a share of a whole, 100% at most)"),
        );
    } else if is_ratio(name, &[]) {
        page.field(say(lang, "计量单位", "Unit"), "%");
    } else if let Some(kind) = counted(name) {
        page.field(say(lang, "计量单位", "Unit"), &kind.fitting.join("、"));
        page.field(say(lang, "不用", "Never"), &kind.unfitting.join("、"));
    } else {
        page.field(
            say(lang, "指标值", "Target"),
            say(
                lang,
                "比较符号、数值和计量单位；不能计量的用文字",
                "comparator, number and unit; words where nothing can be counted",
            ),
        );
    }
    page
}

/// A rule: its summary, why it matters, and its page.
pub fn of_rule(rule: &'static Rule, lang: Lang) -> Page {
    let mut page = Page::default();
    page.title(&format!("{} {}", rule.code, rule.name));
    page.text(rule.summary.get(lang));
    page.text(rule.explanation.get(lang));
    page.link(say(lang, "规则说明", "About this rule"), &rule.url());
    page
}
