//! What would change in a text, as a unified diff.

use std::fmt::Write;
use std::time::Duration;

use similar::{ChangeTag, TextDiff};

use crate::report::View;
use crate::report::paint::{self, Tint};

/// How long the shortest diff of one file is looked for; after that a longer one will do.
const PATIENCE: Duration = Duration::from_secs(5);

/// Where a diff goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reader {
    /// To somebody's eyes: nothing in it steers the terminal.
    Eyes,
    /// To a program: every byte is that of the texts.
    Program,
}

/// The diff of two texts under one name; empty if they are equal.
pub fn unified(name: &str, before: &str, after: &str, view: View, reader: Reader) -> String {
    let mut config = TextDiff::configure();
    config.timeout(PATIENCE);
    let diff = config.diff_lines(before, after);
    let mut out = String::new();
    let mut line = |tint: Tint, text: &str| {
        let text = match reader {
            Reader::Eyes => paint::clean(text.trim_end_matches('\r')),
            Reader::Program => text.into(),
        };
        // Writing to a string does not fail.
        let _ = writeln!(out, "{}", paint::tinted(view, tint, &text));
    };
    for (number, hunk) in diff.unified_diff().context_radius(3).iter_hunks().enumerate() {
        if number == 0 {
            line(Tint::Head, &format!("--- {name}"));
            line(Tint::Head, &format!("+++ {name}"));
        }
        line(Tint::Place, &hunk.header().to_string());
        for change in hunk.iter_changes() {
            let (sign, tint) = match change.tag() {
                ChangeTag::Delete => ('-', Tint::Gone),
                ChangeTag::Insert => ('+', Tint::New),
                ChangeTag::Equal => (' ', Tint::Plain),
            };
            let text = change.value();
            line(tint, &format!("{sign}{}", text.strip_suffix('\n').unwrap_or(text)));
            if !text.ends_with('\n') {
                line(Tint::Plain, "\\ No newline at end of file");
            }
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use pmt_core::text::Lang;

    #[test]
    fn a_patch_program_can_read_it() {
        let view = View { lang: Lang::Zh, color: false, ascii: false, width: None };
        assert_eq!(
            unified("a", "一\r\n二", "一\r\n三", view, Reader::Program),
            "--- a\n+++ a\n@@ -1,2 +1,2 @@\n 一\r\n-二\n\\ No newline at end of file\n+三\n\\ No newline at end of file\n"
        );
        assert_eq!(unified("a", "一\n", "一\n", view, Reader::Eyes), "");
    }
}
