//! A page to read, as Markdown or as plain text.

use tower_lsp::ls_types::{MarkupContent, MarkupKind};

#[derive(Clone, Debug, PartialEq, Eq)]
enum Part {
    Title(String),
    Text(String),
    Field(String, String),
    Link(String, String),
}

/// A page.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Page {
    parts: Vec<Part>,
}

impl Page {
    /// Adds a title.
    pub fn title(&mut self, text: &str) {
        self.parts.push(Part::Title(text.to_owned()));
    }

    /// Adds a paragraph.
    pub fn text(&mut self, text: &str) {
        self.parts.push(Part::Text(text.to_owned()));
    }

    /// Adds a fact with its name.
    pub fn field(&mut self, name: &str, value: &str) {
        self.parts.push(Part::Field(name.to_owned(), value.to_owned()));
    }

    /// Adds a link.
    pub fn link(&mut self, text: &str, url: &str) {
        self.parts.push(Part::Link(text.to_owned(), url.to_owned()));
    }

    /// Adds another page below.
    pub fn add(&mut self, other: Self) {
        self.parts.extend(other.parts);
    }

    /// Whether there is nothing on it.
    pub fn is_empty(&self) -> bool {
        self.parts.is_empty()
    }

    /// In the first format that the client takes; Markdown if it does not say.
    pub fn markup(&self, formats: Option<&[MarkupKind]>) -> MarkupContent {
        let markdown =
            formats.is_none_or(|formats| formats.is_empty() || formats.contains(&MarkupKind::Markdown));
        let (kind, value) = if markdown {
            (MarkupKind::Markdown, self.markdown())
        } else {
            (MarkupKind::PlainText, self.plain())
        };
        MarkupContent { kind, value }
    }

    fn markdown(&self) -> String {
        self.printed(|part| match part {
            Part::Title(text) => format!("**{}**", escaped(text)),
            Part::Text(text) => escaped(text),
            Part::Field(name, value) => format!("- {}{}{}", escaped(name), colon(name), escaped(value)),
            Part::Link(text, url) => format!("[{}]({url})", escaped(text)),
        })
    }

    fn plain(&self) -> String {
        self.printed(|part| match part {
            Part::Title(text) | Part::Text(text) => text.clone(),
            Part::Field(name, value) | Part::Link(name, value) => format!("{name}{}{value}", colon(name)),
        })
    }

    /// The parts, fields on neighbouring lines, all else with a blank line between.
    fn printed(&self, one: impl Fn(&Part) -> String) -> String {
        let mut out = String::new();
        let mut before: Option<&Part> = None;
        for part in &self.parts {
            let close = matches!((before, part), (Some(Part::Field(..)), Part::Field(..)));
            out.push_str(match before {
                None => "",
                Some(_) if close => "\n",
                Some(_) => "\n\n",
            });
            out.push_str(&one(part));
            before = Some(part);
        }
        out
    }
}

/// The colon behind a name, in its script.
fn colon(name: &str) -> &'static str {
    if name.is_ascii() { ": " } else { "：" }
}

/// Text that Markdown shows as it is. Backquotes stay: explanations use them for code.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut code = false;
    for c in text.chars() {
        if c == '`' {
            code = !code;
        } else if !code && matches!(c, '*' | '_' | '<' | '>' | '[' | ']' | '\\' | '#' | '|' | '~') {
            out.push('\\');
        }
        out.push(c);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_is_said_in_what_the_client_takes() {
        let mut page = Page::default();
        page.title("A*");
        page.field("b", "c");
        page.field("d", "e");
        page.link("f", "https://g");
        assert_eq!(page.markup(None).value, "**A\\***\n\n- b: c\n- d: e\n\n[f](https://g)");
        let plain = page.markup(Some(&[MarkupKind::PlainText]));
        assert_eq!(plain.value, "A*\n\nb: c\nd: e\n\nf: https://g");
        assert_eq!(plain.kind, MarkupKind::PlainText);
    }
}
