//! Which comments of a file silence rules, and which item each is for.
//!
//! What a comment belongs to follows from the tree and not from columns, so that formatting cannot change it: a comment
//! behind an item, or behind the `{` of its block, is for that item; one on a line of its own is for the item that
//! begins below it, with nothing but comments between.

use pmt_syntax::{Kind, Node, Span, Tree};

use super::{ALLOW, MARK, Named, Suppression};
use crate::rules;

/// The suppressions of a file, in order.
pub(crate) fn read(tree: &Tree) -> Vec<Suppression> {
    // Most files have none, and looking for the word costs less than walking the tree.
    if !tree.text().contains(MARK) {
        return Vec::new();
    }
    let mut reader = Reader { found: Vec::new() };
    reader.items(tree.root(), None);
    reader.found.sort_by_key(|one| one.span.start);
    reader.found
}

struct Reader {
    found: Vec<Suppression>,
}

impl Reader {
    /// The children of the root or of a block; `owner` is the block's item.
    fn items(&mut self, node: Node<'_>, owner: Option<Span>) {
        let mut last = owner;
        // Before its first line, a file is like a line of its own.
        let mut newlines = u32::from(owner.is_none());
        let mut waiting: Vec<usize> = Vec::new();
        for child in node.children() {
            match child.kind() {
                Kind::Newline => {
                    newlines = newlines.saturating_add(1);
                    continue;
                }
                Kind::Whitespace | Kind::Bom | Kind::LBrace => continue,
                _ if newlines > 1 => waiting.clear(),
                _ => {}
            }
            match child.kind() {
                Kind::Comment if newlines == 0 => self.comment(child, last),
                Kind::Comment => {
                    let before = self.found.len();
                    self.comment(child, None);
                    waiting.extend(before..self.found.len());
                }
                Kind::Item => {
                    for index in waiting.drain(..) {
                        if let Some(one) = self.found.get_mut(index) {
                            one.item = Some(child.span());
                        }
                    }
                    last = Some(child.span());
                    self.item(child);
                }
                _ => waiting.clear(),
            }
            newlines = 0;
        }
    }

    fn item(&mut self, item: Node<'_>) {
        for child in item.children() {
            if child.kind() == Kind::Block {
                self.items(child, Some(item.span()));
                continue;
            }
            for comment in child.descendants().filter(|node| node.kind() == Kind::Comment) {
                self.comment(comment, Some(item.span()));
            }
        }
    }

    fn comment(&mut self, comment: Node<'_>, item: Option<Span>) {
        if let Some((rules, reason)) = parse(comment.text(), comment.span().start) {
            self.found.push(Suppression { span: comment.span(), rules, reason, item });
        }
    }
}

/// The rules and the reason; `None` for a comment that is not addressed to pmt. One that is but names no rule gives an
/// empty list.
fn parse(text: &str, start: u32) -> Option<(Vec<Named>, Option<String>)> {
    let rest = text.strip_prefix("//")?.trim_start().strip_prefix(MARK)?.trim_start();
    let rest = rest.strip_prefix([':', '：'])?.trim_start();
    let Some(mut rest) = rest.strip_prefix(ALLOW) else { return Some((Vec::new(), None)) };
    let mut named = Vec::new();
    loop {
        let from = rest.trim_start();
        let length = from.find(|c: char| !c.is_ascii_alphanumeric() && c != '-').unwrap_or(from.len());
        let name = from.get(..length).unwrap_or_default();
        if name.is_empty() {
            break;
        }
        let at =
            start.saturating_add(u32::try_from(text.len().saturating_sub(from.len())).unwrap_or(u32::MAX));
        let end = at.saturating_add(u32::try_from(length).unwrap_or(u32::MAX));
        named.push(Named { span: Span::new(at, end), rule: rules::find(name) });
        rest = from.get(length..).unwrap_or_default();
        match rest.trim_start().strip_prefix([',', '，', '、']) {
            Some(after) => rest = after,
            None => break,
        }
    }
    let reason = rest.trim_matches(|c: char| c.is_whitespace() || matches!(c, ':' | '：' | ',' | '，'));
    Some((named, (!reason.is_empty()).then(|| reason.to_owned())))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Each suppression's comment with the beginning of its item.
    fn read_items(text: &str) -> Vec<(String, String)> {
        let parsed = pmt_syntax::parse(text);
        let tree = &parsed.tree;
        let first = |span: Span| span.text(text).chars().take_while(|c| *c != ' ').collect();
        read(tree)
            .into_iter()
            .map(|one| {
                let codes: Vec<&str> = one.rules.iter().map(|named| named.span.text(text)).collect();
                (codes.join(" "), one.item.map_or_else(|| "–".to_owned(), first))
            })
            .collect()
    }

    fn pairs(list: &[(&str, &str)]) -> Vec<(String, String)> {
        list.iter().map(|(a, b)| ((*a).to_owned(), (*b).to_owned())).collect()
    }

    #[test]
    fn a_comment_is_for_the_item_below_it_or_the_one_before_it_on_its_line() {
        let text = "// pmt: 允许 FND01 一\n// 说明\n项目 \"甲\" { // pmt: 允许 FND02 二\n  // pmt: 允许 FND03 三\n  甲 = 1; 乙 = 2 // pmt: 允许 FND04 四\n  丙 \"\"\"\n    字 // pmt: 允许 FND05 五\n    \"\"\"\n  丁 { 戊 = 1 } // pmt: 允许 FND06 六\n  己: 一, // pmt: 允许 FND07 七\n    二\n}\n";
        let expected = pairs(&[
            ("FND01", "项目"),
            ("FND02", "项目"),
            ("FND03", "甲"),
            ("FND04", "乙"),
            ("FND06", "丁"),
            ("FND07", "己:"),
        ]);
        assert_eq!(read_items(text), expected);
        let formatted = pmt_syntax::format(&pmt_syntax::parse(text)).unwrap();
        assert_ne!(formatted, text);
        assert_eq!(read_items(&formatted), expected, "formatting changes nothing about it\n{formatted}");
    }

    #[test]
    fn a_comment_with_nothing_below_it_is_for_no_item() {
        let text = "// pmt: 允许 FND01 隔了空行\n\n项目 \"甲\" {\n  甲 = 1\n  // pmt: 允许 FND02 在末尾\n}\n// pmt: 允许 FND03 在末尾";
        assert_eq!(read_items(text), pairs(&[("FND01", "–"), ("FND02", "–"), ("FND03", "–")]));
    }

    #[test]
    fn codes_names_and_reasons_are_read_from_common_spellings() {
        let read = |text: &str| {
            let (rules, reason) = parse(text, 0)?;
            let names: Vec<&str> = rules.iter().map(|one| one.span.text(text)).collect();
            Some((names.join(" "), reason.unwrap_or_default()))
        };
        let is = |names: &str, reason: &str| Some((names.to_owned(), reason.to_owned()));
        assert_eq!(read("// pmt: 允许 VAL03 按区里惯例"), is("VAL03", "按区里惯例"));
        assert_eq!(read("//pmt：允许VAL03，missing-unit：按惯例"), is("VAL03 missing-unit", "按惯例"));
        assert_eq!(read("// pmt: 允许 VAL03、VAL04 a reason, really"), is("VAL03 VAL04", "a reason, really"));
        assert_eq!(read("// pmt: 允许 VAL03，按区里惯例"), is("VAL03", "按区里惯例"));
        assert_eq!(read("// pmt: 允许 VAL03"), is("VAL03", ""));
        assert_eq!(read("// pmt: 允許 VAL03 理由"), is("", ""));
        assert_eq!(read("// pmt 是一个工具"), None);
        assert_eq!(read("// 允许 VAL03"), None);
    }
}
