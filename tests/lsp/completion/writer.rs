//! An author who types letters and takes what is offered: a small editor with snippets.

use serde_json::Value;

use super::world;
use crate::client::Client;

pub struct Writer<'c> {
    client: &'c mut Client,
    uri: String,
    cursor: usize,
    /// The places still to be filled in, as ranges, the next one first; of each open snippet, the innermost last.
    stops: Vec<(usize, usize)>,
}

impl<'c> Writer<'c> {
    pub fn new(client: &'c mut Client, uri: String) -> Self {
        Self { client, uri, cursor: 0, stops: Vec::new() }
    }

    /// A line of the script: `letters > label` types letters one by one and takes the first offer, which has to be that;
    /// `"…` types words with an input method, at once; `tab` goes to the next place; `end` behind the line, `down` to a
    /// new line behind the block, `fence` to one behind the text, `enter` to a new line.
    pub fn follow(&mut self, line: &str) {
        let line = line.trim_start();
        if line.is_empty() || line.starts_with('#') {
            return;
        }
        if let Some((letters, label)) = line.split_once(" > ") {
            self.take(letters.trim(), label.trim());
        } else if let Some(words) = line.strip_prefix('"') {
            self.replace(self.cursor, self.cursor, words);
        } else {
            match line {
                "tab" => self.tab(),
                "enter" => self.new_line(),
                "end" => self.cursor = self.end_of_line(),
                "fence" => {
                    let close = self.text()[self.cursor..].find("\"\"\"").unwrap();
                    self.cursor += close + 3;
                    self.new_line();
                    let shorter = self.cursor - 2;
                    self.replace(shorter, self.cursor, "");
                }
                "space" => self.replace(self.cursor, self.cursor, " "),
                "down" => {
                    self.leave();
                    self.new_line();
                }
                _ => panic!("{line}"),
            }
        }
    }

    fn text(&self) -> &str {
        self.client.text(&self.uri)
    }

    fn replace(&mut self, start: usize, end: usize, with: &str) {
        self.client.edit(&self.uri, start..end, with);
        let moved = |at: usize| if at >= end { at + with.len() - (end - start) } else { at };
        for stop in &mut self.stops {
            *stop = (moved(stop.0), moved(stop.1));
        }
        self.cursor = start + with.len();
    }

    fn take(&mut self, letters: &str, label: &str) {
        let letters = if letters == "_" { "" } else { letters };
        let mut offered = world::complete(self.client, &self.uri, self.cursor);
        for letter in letters.chars() {
            self.replace(self.cursor, self.cursor, letter.encode_utf8(&mut [0; 4]));
            offered = world::complete(self.client, &self.uri, self.cursor);
        }
        let labels: Vec<&str> = offered.iter().map(|item| item["label"].as_str().unwrap()).take(10).collect();
        let item = offered.iter().find(|item| item["label"] == label);
        let item = item.unwrap_or_else(|| {
            panic!("{letters}: no {label} among {labels:?} in\n{}▮", &self.text()[..self.cursor])
        });
        assert!(labels.contains(&label), "{label} is far down: {labels:?}");
        let item = item.clone();
        self.accept(&item);
    }

    fn accept(&mut self, item: &Value) {
        let encoding = self.client.manner.encoding;
        let range = &item["textEdit"]["range"];
        let (start, end) =
            (encoding.offset(self.text(), &range["start"]), encoding.offset(self.text(), &range["end"]));
        let new_text = item["textEdit"]["newText"].as_str().unwrap();
        let line = self.text()[..start].rfind('\n').map_or(0, |at| at + 1);
        let indent: String = self.text()[line..].chars().take_while(|c| *c == ' ').collect();
        let (plain, stops) = if item["insertTextFormat"] == 2 {
            expand(new_text, &indent)
        } else {
            (new_text.to_owned(), Vec::new())
        };
        self.replace(start, end, &plain);
        let mut stops: Vec<(usize, usize)> =
            stops.into_iter().map(|(from, to)| (start + from, start + to)).collect();
        if !stops.is_empty() {
            let first = stops.remove(0);
            self.stops.splice(0..0, stops);
            self.go(first);
        }
    }

    /// To a place; what stands there stays.
    fn go(&mut self, (_, to): (usize, usize)) {
        self.cursor = to;
    }

    fn tab(&mut self) {
        assert!(!self.stops.is_empty(), "no place to fill in");
        let next = self.stops.remove(0);
        self.go(next);
    }

    fn end_of_line(&self) -> usize {
        self.text()[self.cursor..].find('\n').map_or(self.text().len(), |at| self.cursor + at)
    }

    /// Behind the brace that closes the block around the cursor.
    fn leave(&mut self) {
        let mut depth = 0;
        for (at, c) in self.text()[self.cursor..].char_indices() {
            match c {
                '{' => depth += 1,
                '}' if depth == 0 => {
                    self.cursor += at + 1;
                    return;
                }
                '}' => depth -= 1,
                _ => {}
            }
        }
        panic!("no block to leave in\n{}▮", &self.text()[..self.cursor]);
    }

    /// A new line, as an editor indents it.
    fn new_line(&mut self) {
        self.cursor = self.end_of_line();
        let line = self.text()[..self.cursor].rfind('\n').map_or(0, |at| at + 1);
        let indent: String = self.text()[line..].chars().take_while(|c| *c == ' ').collect();
        self.replace(self.cursor, self.cursor, &format!("\n{indent}"));
    }

    /// The text, formatted, and what is found in it.
    pub fn finish(self) -> (String, Vec<Value>) {
        let found = self.client.pull(&self.uri);
        (self.client.text(&self.uri).to_owned(), found)
    }
}

/// A snippet as text, with its places in order.
pub fn expand(snippet: &str, indent: &str) -> (String, Vec<(usize, usize)>) {
    let mut out = String::new();
    let mut stops: Vec<(usize, usize, usize)> = Vec::new();
    let mut rest = snippet;
    while let Some(c) = rest.chars().next() {
        rest = &rest[c.len_utf8()..];
        match c {
            '\\' => {
                let next = rest.chars().next().unwrap();
                out.push(next);
                rest = &rest[next.len_utf8()..];
            }
            '\n' => {
                out.push('\n');
                out.push_str(indent);
            }
            '$' => {
                let braced = rest.starts_with('{');
                let body = rest.trim_start_matches('{');
                let digits = body.find(|c: char| !c.is_ascii_digit()).unwrap_or(body.len());
                let number: usize = body[..digits].parse().unwrap();
                let mut tail = &body[digits..];
                let from = out.len();
                if braced {
                    let close = tail.find('}').unwrap();
                    let inner = tail[..close].trim_start_matches([':', '|']).trim_end_matches('|');
                    out.push_str(inner.split(',').next().unwrap());
                    tail = &tail[close + 1..];
                }
                stops.push((if number == 0 { usize::MAX } else { number }, from, out.len()));
                rest = tail;
            }
            c => out.push(c),
        }
    }
    stops.sort_unstable();
    (out, stops.into_iter().map(|(_, from, to)| (from, to)).collect())
}
