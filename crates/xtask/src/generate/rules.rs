//! The rules as a table, and the language's own with their examples.

use pmt_core::finding::Severity;
use pmt_core::rules::{Rule, all};
use pmt_core::text::Lang;

use super::markdown::{NOTICE, code, table};

/// The page.
pub fn page() -> String {
    let intro = "# 规则 Rules\n\n\
        语言本身的规则（审查属性一栏为“–”）不能关闭，也不能改变级别。\n\n\
        The language's own rules (those without a review property) cannot be turned off or changed in severity.\n\n";
    let head = ["代码 code", "名称 name", "级别 severity", "审查属性 property", "内容 what it finds"];
    let mut out = [NOTICE, intro, &table(head, all().map(row))].concat();
    for rule in all() {
        out.push_str(&section(rule));
    }
    out
}

const fn severity(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "错误 error",
        Severity::Warning => "警告 warning",
        Severity::Hint => "提示 hint",
    }
}

fn row(rule: &Rule) -> [String; 5] {
    let property = rule.property.map(pmt_core::rules::Property::name);
    [
        format!("[{0}](#{1})", rule.code, rule.code.to_lowercase()),
        code(rule.name),
        severity(rule.severity).to_owned(),
        property.map_or_else(|| "–".to_owned(), |words| format!("{} {}", words.zh, words.en)),
        format!("{}<br>{}", rule.summary.zh, rule.summary.en),
    ]
}

fn section(rule: &Rule) -> String {
    let (zh, en) = (rule.explanation.get(Lang::Zh), rule.explanation.get(Lang::En));
    format!(
        "## {}\n\n{} · {}\n\n{zh}\n\n{en}\n\n错误 wrong:\n\n```pmt\n{}```\n\n正确 right:\n\n```pmt\n{}```\n\n",
        rule.code,
        code(rule.name),
        severity(rule.severity),
        visible(rule.bad),
        visible(rule.good),
    )
}

/// An example with control characters shown as their Unicode pictures, so that the page stays text.
fn visible(example: &str) -> String {
    example
        .chars()
        .map(|c| match c {
            '\n' | '\t' => c,
            control if control.is_control() => {
                u32::from(control).checked_add(0x2400).and_then(char::from_u32).unwrap_or('\u{FFFD}')
            }
            other => other,
        })
        .collect()
}
