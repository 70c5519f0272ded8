//! What is inserted: text with places to fill in, as a snippet for clients that know them, else as plain text.

/// A piece.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Piece {
    Text(String),
    /// A line end, and the depth of the next line below the first.
    Line(usize),
    /// A place to fill in, with what stands there at first.
    Stop(String),
    /// A place to fill in with one of several words.
    Choice(Vec<String>),
}

/// A text with places to fill in, in order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Snippet {
    pieces: Vec<Piece>,
}

impl Snippet {
    /// Plain text.
    pub fn of(text: impl Into<String>) -> Self {
        Self::default().text(text)
    }

    /// With text.
    #[must_use]
    pub fn text(mut self, text: impl Into<String>) -> Self {
        self.pieces.push(Piece::Text(text.into()));
        self
    }

    /// With a line end.
    #[must_use]
    pub fn line(mut self, depth: usize) -> Self {
        self.pieces.push(Piece::Line(depth));
        self
    }

    /// With a place to fill in.
    #[must_use]
    pub fn stop(self) -> Self {
        self.stop_with("")
    }

    /// With a place to fill in where something stands already.
    #[must_use]
    pub fn stop_with(mut self, text: impl Into<String>) -> Self {
        self.pieces.push(Piece::Stop(text.into()));
        self
    }

    /// With a place for one of several words.
    #[must_use]
    pub fn choice(mut self, words: Vec<String>) -> Self {
        self.pieces.push(if words.is_empty() { Piece::Stop(String::new()) } else { Piece::Choice(words) });
        self
    }

    /// With another after it.
    #[must_use]
    pub fn then(mut self, other: Self) -> Self {
        self.pieces.extend(other.pieces);
        self
    }

    /// On one line, as in a block that is; a text needs lines of its own.
    #[must_use]
    pub fn on_one_line(self) -> Self {
        let is_text = |piece: &Piece| matches!(piece, Piece::Text(text) if text.contains("\"\"\""));
        if self.pieces.iter().any(is_text) {
            return self;
        }
        let mut out = Self::default();
        let mut opens = false;
        let mut pieces = self.pieces.into_iter().peekable();
        while let Some(piece) = pieces.next() {
            let closes = matches!(pieces.peek(), Some(Piece::Text(text)) if text.starts_with('}'));
            out = match piece {
                Piece::Line(_) => out.text(if opens || closes { " " } else { "; " }),
                other => {
                    opens = matches!(&other, Piece::Text(text) if text.ends_with('{'));
                    out.pieces.push(other);
                    out
                }
            };
        }
        out
    }

    /// Whether it is plain text on one line.
    pub fn is_plain(&self) -> bool {
        self.pieces.iter().all(|piece| matches!(piece, Piece::Text(_)))
    }

    /// As a snippet: the last place is where the cursor ends, if it is blank.
    pub fn as_snippet(&self) -> String {
        let stops =
            self.pieces.iter().filter(|piece| matches!(piece, Piece::Stop(_) | Piece::Choice(_))).count();
        let mut number = 0usize;
        let mut out = String::new();
        for piece in &self.pieces {
            match piece {
                Piece::Text(text) => out.push_str(&escaped(text, &['\\', '$'])),
                Piece::Line(depth) => out.push_str(&line(*depth)),
                Piece::Stop(text) => {
                    number = number.saturating_add(1);
                    if !text.is_empty() {
                        out.extend(["${", &number.to_string(), ":", &escaped(text, &['\\', '$', '}']), "}"]);
                    } else if number == stops {
                        out.push_str("$0");
                    } else {
                        out.extend(["$", &number.to_string()]);
                    }
                }
                Piece::Choice(words) => {
                    number = number.saturating_add(1);
                    let words: Vec<String> =
                        words.iter().map(|word| escaped(word, &['\\', '$', '}', ',', '|'])).collect();
                    out.extend(["${", &number.to_string(), "|", &words.join(","), "|}"]);
                }
            }
        }
        out
    }

    /// As plain text, its lines below `indent`. A short one ends where the author goes on: at the first blank place, or
    /// before the second line.
    pub fn as_text(&self, indent: &str, short: bool) -> String {
        let mut out = String::new();
        for piece in &self.pieces {
            match piece {
                Piece::Text(text) | Piece::Stop(text) if !text.is_empty() => out.push_str(text),
                Piece::Stop(_) | Piece::Line(_) | Piece::Choice(_) if short => break,
                Piece::Line(depth) => {
                    out.push('\n');
                    out.push_str(indent);
                    out.push_str(&"  ".repeat(*depth));
                }
                _ => {}
            }
        }
        out
    }
}

fn line(depth: usize) -> String {
    format!("\n{}", "  ".repeat(depth))
}

fn escaped(text: &str, signs: &[char]) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        if signs.contains(&c) {
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
    fn the_last_blank_place_is_where_the_cursor_ends() {
        let task = Snippet::of("任务 \"").stop().text("\": ").stop();
        assert_eq!(task.as_snippet(), "任务 \"$1\": $0");
        let period = Snippet::default().stop_with("a").text(" 至 ").stop_with("b");
        assert_eq!(period.as_snippet(), "${1:a} 至 ${2:b}");
        assert_eq!(Snippet::of("${x}").as_snippet(), "\\${x}");
        assert_eq!(Snippet::default().choice(vec!["a,b".into(), "c".into()]).as_snippet(), "${1|a\\,b,c|}");
    }

    #[test]
    fn a_block_on_one_line_takes_more_on_that_line() {
        let funds = Snippet::of("a {").line(1).text("b: ").stop().line(1).text("c {").line(2).stop().line(1);
        let funds = funds.text("}").line(0).text("}");
        assert_eq!(funds.on_one_line().as_snippet(), "a { b: $1; c { $0 } }");
        let text = Snippet::of("a \"\"\"").line(1).stop().line(1).text("\"\"\"");
        assert_eq!(text.clone().on_one_line(), text);
    }

    #[test]
    fn plain_text_is_indented_by_itself() {
        let block = Snippet::of("a {").line(1).stop().line(0).text("}");
        assert_eq!(block.as_text("  ", false), "a {\n    \n  }");
        assert_eq!(block.as_text("  ", true), "a {");
    }
}
