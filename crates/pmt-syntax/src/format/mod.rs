//! Tree to canonical text: one spelling for each sign, two spaces a level, comparators of neighbouring items and
//! trailing comments in columns. What an author wrote – names, digits, strings, texts, comments, the choice between a
//! block on one line and on several, single blank lines – is kept.
//!
//! It must never change what a file means: texts keep their content, only their indentation moves.

mod lines;
mod values;

pub(crate) use values::value;

use lines::{Line, Lines};

use crate::ast::{self, Item, Text};
use crate::{Kind, Node, Parse};

/// Spaces a level.
pub const INDENT: usize = 2;
/// A block that the author wrote on one line stays so up to this many cells.
const WIDTH: usize = 100;

/// The text in its one canonical spelling; `None` if it has syntax errors, since then it must be left as it is.
pub fn format(parse: &Parse) -> Option<String> {
    if !parse.errors.is_empty() {
        return None;
    }
    let source = parse.tree.text();
    let mut formatter = Formatter { source, lines: Lines::default() };
    formatter.items(parse.tree.root(), 0);
    let crlf = source.find('\n').is_some_and(|at| source.get(..at).is_some_and(|line| line.ends_with('\r')));
    let bom = if source.starts_with('\u{FEFF}') { "\u{FEFF}" } else { "" };
    let printed = formatter.lines.print();
    Some(if crlf { format!("{bom}{}", printed.replace('\n', "\r\n")) } else { format!("{bom}{printed}") })
}

struct Formatter<'t> {
    source: &'t str,
    lines: Lines,
}

impl<'t> Formatter<'t> {
    /// The items of a file or a block, with the comments between them.
    fn items(&mut self, node: Node<'t>, depth: usize) {
        let mut newlines = 0usize;
        let mut first = true;
        for child in node.children() {
            match child.kind() {
                Kind::Newline => newlines = newlines.saturating_add(1),
                Kind::Comment => {
                    if newlines > 0 || !self.lines.comment(child.text()) {
                        if newlines > 1 && !first {
                            self.lines.blank();
                        }
                        self.lines.push(Line::comment_alone(depth, child.text()));
                    }
                    first = false;
                    newlines = 0;
                }
                Kind::Item => {
                    if newlines > 1 && !first {
                        self.lines.blank();
                    }
                    self.item(Item(child), depth);
                    first = false;
                    newlines = 0;
                }
                _ => {}
            }
        }
    }

    fn item(&mut self, item: Item<'t>, depth: usize) {
        let mut line = Line::new(depth, head(item));
        if let Some(target) = item.target() {
            line.tail = Some(values::target(target));
        } else if let Some(list) = item.node().child(Kind::Values) {
            line.add(":");
            line = self.value_list(list, line, depth);
        }
        if let Some(text) = item.text() {
            line = self.text(text, line, depth);
        }
        let Some(block) = item.block() else { return self.lines.push(line) };
        if let Some(inline) = inline_block(block)
            && line.width().saturating_add(inline.len_in_cells()) < WIDTH
            && line.comment.is_none()
        {
            line.add(&format!(" {}", inline.0));
            return self.lines.push(line);
        }
        line.add(" {");
        line.alone = true;
        self.lines.push(line);
        self.items(block.node(), depth.saturating_add(1));
        self.lines.push(Line::new(depth, "}".to_owned()).alone());
    }

    /// Values after the colon; where the author began a new line after a comma, a new line begins.
    fn value_list(&mut self, list: Node<'t>, mut line: Line, depth: usize) -> Line {
        let mut fresh = false;
        for child in list.children() {
            match child.kind() {
                Kind::Comma => line.add(","),
                Kind::Newline if !fresh => {
                    line.alone = true;
                    let next = Line::new(depth.saturating_add(2), String::new()).alone();
                    self.lines.push(std::mem::replace(&mut line, next));
                    fresh = true;
                }
                Kind::Comment if fresh => {
                    self.lines.push(Line::comment_alone(depth.saturating_add(2), child.text()));
                }
                Kind::Comment => line.comment = Some(child.text().trim_end().to_owned()),
                Kind::Whitespace | Kind::Newline => {}
                _ => {
                    let value = values::value(child);
                    line.add(&if fresh { value } else { format!(" {value}") });
                    fresh = false;
                }
            }
        }
        line
    }

    /// A text: on one line if the author wrote it so, else its lines one level in and the fence below them. The line
    /// that is returned goes on after the closing fence.
    fn text(&mut self, text: Text<'t>, mut line: Line, depth: usize) -> Line {
        let Some(content) = text.source_lines() else {
            // On one line, or in a shape that moving would change.
            let raw = text.span().text(self.source);
            line.add(&format!(" {}", raw.replace('\r', "")));
            line.alone |= raw.contains('\n');
            return line;
        };
        line.add(" \"\"\"");
        line.alone = true;
        self.lines.push(line);
        let inner = depth.saturating_add(1);
        for source in content.into_iter().filter(|_| !text.is_empty()) {
            self.lines.push(Line::verbatim(if source.is_empty() { 0 } else { inner }, source));
        }
        Line::new(inner, "\"\"\"".to_owned()).alone()
    }
}

/// A block rendered on one line.
struct Inline(String);

impl Inline {
    fn len_in_cells(&self) -> usize {
        lines::cells(&self.0)
    }
}

fn head(item: Item<'_>) -> String {
    let key = item.key().map_or(String::new(), |key| values::name(key.node()));
    match item.label() {
        Some(label) => {
            let label: Vec<String> = label.node().children().map(values::name).collect();
            format!("{key} {}", label.concat())
        }
        None => key,
    }
}

/// The block on one line, if the author wrote it on one line; what has a comment or a text of several lines is not.
fn inline_block(block: ast::Block<'_>) -> Option<Inline> {
    let source = block.node().tree().text();
    if block.span().text(source).contains('\n')
        || block.node().descendants().any(|node| node.kind() == Kind::Comment)
    {
        return None;
    }
    let items: Vec<String> = block.items().map(|item| inline_item(item, source)).collect::<Option<_>>()?;
    Some(Inline(if items.is_empty() { "{}".to_owned() } else { format!("{{ {} }}", items.join("; ")) }))
}

fn inline_item(item: Item<'_>, source: &str) -> Option<String> {
    let mut parts = vec![head(item)];
    if let Some(target) = item.target() {
        let (comparator, value) = values::target(target);
        parts.extend([comparator, value]);
    } else if let Some(list) = item.node().child(Kind::Values) {
        let values = list.children().filter(|child| child.kind().is_value()).map(values::value);
        parts.push(values.collect::<Vec<_>>().join(", "));
        if let Some(key) = parts.first_mut() {
            key.push(':');
        }
    }
    parts.extend(item.text().map(|text| text.span().text(source).to_owned()));
    if let Some(block) = item.block() {
        parts.push(inline_block(block)?.0);
    }
    Some(parts.join(" "))
}
