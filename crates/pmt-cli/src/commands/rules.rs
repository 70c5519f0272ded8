//! `pmt rules`: the catalogue.

use pmt_core::rules::{self, Property, Rule, page};
use pmt_core::suppression;
use pmt_core::text::Words;
use serde_json::{Value, json};
use unicode_width::UnicodeWidthStr;

use crate::args::Rules;
use crate::console::Console;
use crate::exit::Exit;
use crate::input::language_here;

/// Lists every rule.
pub fn run(options: &Rules, console: &mut Console) -> Exit {
    console.configure(language_here());
    let text = if options.json {
        format!("{:#}\n", Value::Array(rules::everything().map(object).collect()))
    } else {
        table(console)
    };
    console.result(text.as_bytes(), Exit::Done)
}

fn object(rule: &Rule) -> Value {
    let both = |words: Words| json!({ "zh": words.zh, "en": words.en });
    json!({
        "code": rule.code,
        "name": rule.name,
        "severity": rule.severity,
        "property": rule.property.map(Property::name).map(both),
        "source": both(rule.source.name()),
        "summary": both(rule.summary),
        "explanation": both(rule.explanation),
        "bad": rule.bad,
        "good": rule.good,
        "configurable": !rule.is_language(),
        "silenceable": suppression::can_silence(rule),
        "url": rule.url(),
    })
}

fn table(console: &Console) -> String {
    let mut rows: Vec<[&str; 4]> = Vec::new();
    for rule in rules::everything() {
        let severity = console.words(page::severity_name(rule.severity));
        rows.push([rule.code, severity, rule.name, console.words(rule.summary)]);
    }
    let width = |column: usize| {
        rows.iter().filter_map(|row| row.get(column)).map(|cell| cell.width()).max().unwrap_or(0)
    };
    let widths = [width(0), width(1), width(2)];
    let mut out = String::new();
    for row in &rows {
        for (place, cell) in row.iter().enumerate() {
            out.push_str(cell);
            if let Some(width) = widths.get(place) {
                let missing = width.saturating_sub(cell.width()).saturating_add(2);
                out.push_str(&" ".repeat(missing));
            }
        }
        out.push('\n');
    }
    out.push('\n');
    let closing = Words {
        zh: "每条规则的说明：pmt explain 代码或名称\n",
        en: "For one rule: pmt explain CODE-or-NAME\n",
    };
    out.push_str(console.words(closing));
    out
}
