//! The canonical spelling of names, numbers, dates and what is made of them.

use crate::ast::Target;
use crate::literal::{Comparator, narrow, unquote};
use crate::{Kind, Node};

/// A word, string, title or year. Strings in other quotes get ASCII ones; the rest is as written.
pub(super) fn name(node: Node<'_>) -> String {
    let text = node.text();
    match node.kind() {
        Kind::String if !text.starts_with('"') || !text.ends_with('"') => crate::quote(&unquote(text)),
        Kind::Year => compact(text),
        Kind::Whitespace | Kind::Newline => String::new(),
        _ => text.to_owned(),
    }
}

/// Comparator and value.
pub(super) fn target(target: Target<'_>) -> (String, String) {
    let sign = target.comparator().map_or("", Comparator::source);
    (sign.to_owned(), target.value().map_or(String::new(), |found| value(found.node())))
}

/// One value.
pub(crate) fn value(node: Node<'_>) -> String {
    match node.kind() {
        Kind::Quantity => quantity(node, true),
        Kind::Range => ends(node, true).join(" 至 "),
        Kind::Calculation => calculation(node),
        Kind::Period => period(node),
        Kind::Date => compact(node.text()),
        _ => name(node),
    }
}

/// Without the blanks that may stand inside a date.
fn compact(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

fn quantity(node: Node<'_>, spaced: bool) -> String {
    let number = node.child(Kind::Number).map_or(String::new(), |n| n.text().chars().map(narrow).collect());
    let Some(unit) = node.child(Kind::Unit) else { return number };
    let unit = compact(&unit.text().replace('％', "%"));
    if number.is_empty() || !spaced || is_close(&unit) {
        format!("{number}{unit}")
    } else {
        format!("{number} {unit}")
    }
}

/// Money, percentages, years, months and units in brackets stand directly after their number.
fn is_close(unit: &str) -> bool {
    let money = unit.split('/').next().unwrap_or_default().ends_with('元');
    money || unit.starts_with(['%', '‰', '(', '（', '年', '月']) || matches!(unit, "万" | "亿")
}

/// The quantities of a range; the first keeps its unit if it has one.
fn ends(node: Node<'_>, spaced: bool) -> Vec<String> {
    let quantities = node.children().filter(|child| child.kind() == Kind::Quantity);
    quantities.map(|child| quantity(child, spaced)).collect()
}

fn calculation(node: Node<'_>) -> String {
    let mut out = String::new();
    for child in node.children() {
        match child.kind() {
            Kind::Quantity => out.push_str(&quantity(child, false)),
            Kind::Times => out.push_str(" × "),
            Kind::Comparator => out.push_str(" = "),
            _ => {}
        }
    }
    out
}

fn period(node: Node<'_>) -> String {
    let mut out = String::new();
    for child in node.children() {
        match child.kind() {
            Kind::Date => out.push_str(&compact(child.text())),
            Kind::Quantity => out.push_str(&quantity(child, true)),
            Kind::RangeMark if node.child(Kind::Now).is_some() => out.push_str(" 至"),
            Kind::RangeMark => out.push_str(" 至 "),
            Kind::Now => out.push_str(child.text()),
            Kind::Onward | Kind::Until => {
                out.push(' ');
                out.push_str(child.text());
            }
            _ => {}
        }
    }
    out
}
