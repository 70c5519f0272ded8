//! The rules reference: an index, and a page per rule in both languages.

use pmt_core::config::selector;
use pmt_core::rules::page::{markdown, severity_name};
use pmt_core::rules::{Property, Rule, everything};
use pmt_core::text::{Lang, Words};

use super::markdown::{NOTICE, code, table};

/// The folder of the pages, below the repository's root.
pub const FOLDER: &str = "docs/rules";

/// The pages, each with its file's name.
pub fn pages() -> impl Iterator<Item = (String, String)> {
    let index = ("README.md".to_owned(), index());
    std::iter::once(index).chain(everything().map(|rule| (file(rule), page(rule))))
}

fn file(rule: &Rule) -> String {
    format!("{}.md", rule.code)
}

fn both(words: Words) -> String {
    if words.zh == words.en { words.zh.to_owned() } else { format!("{} {}", words.zh, words.en) }
}

fn index() -> String {
    let intro = "# 规则 Rules\n\n\
        每条规则一页，中英文都有，附正反例；命令行里用 `pmt explain` 看。语言本身的错误（SYN KEY REF AMT IDX 中的错误）不能允许，也不能改级别；\
        其余的可以在 `pmt.toml` 里按代码、名称或一组（如 `FND`）改级别，也可以用注释 `// pmt: 允许 规则 理由` 允许一处。\n\n\
        A page per rule, in both languages, with examples; on the command line, `pmt explain`. The language's own errors\n\
        (those among SYN KEY REF AMT IDX) can be neither allowed nor changed in severity. Of all others `pmt.toml` can\n\
        change the severity, by code, name or group (such as `FND`), and a comment `// pmt: 允许 RULE reason` allows one in\n\
        one place.\n\n";
    let head = ["代码 code", "名称 name", "级别 severity", "审查属性 property", "内容 what it finds"];
    let mut out = [NOTICE, intro].concat();
    for group in selector::groups() {
        let mut rules: Vec<&Rule> = everything().filter(|rule| selector::group(rule) == group).collect();
        rules.sort_by_key(|rule| rule.code);
        out.extend(["## ", group, "\n\n", &table(head, rules.into_iter().map(row))]);
    }
    out
}

fn row(rule: &Rule) -> [String; 5] {
    [
        format!("[{}]({})", rule.code, file(rule)),
        code(rule.name),
        both(severity_name(rule.severity)),
        rule.property.map(Property::name).map_or_else(|| "–".to_owned(), both),
        format!("{}<br>{}", rule.summary.zh, rule.summary.en),
    ]
}

fn page(rule: &Rule) -> String {
    format!(
        "{NOTICE}# {} {}\n\n[English](#english) · [全部规则 All rules](README.md)\n\n## 中文\n\n{}\n## English\n\n{}",
        rule.code,
        code(rule.name),
        markdown(rule, Lang::Zh, "###"),
        markdown(rule, Lang::En, "###"),
    )
}
