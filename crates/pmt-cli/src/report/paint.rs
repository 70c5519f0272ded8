//! The renderer's output in the user's language and colours.

use std::borrow::Cow;
use std::io::{self, Write};

use codespan_reporting::diagnostic::{Diagnostic, LabelStyle, Severity as Weight};
use codespan_reporting::term::{self, Chars, Config, GeneralWriteResult, WriteStyle};
use pmt_core::text::{Lang, Words};

use super::View;
use super::snippet::Snippets;

const RESET: &str = "\x1b[0m";
const RED: &str = "31";
const YELLOW: &str = "33";
const GREEN: &str = "32";
const CYAN: &str = "36";

/// How grave a message is that is no finding.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tone {
    /// It failed.
    Error,
    /// It may matter.
    Warning,
}

impl Tone {
    pub(super) const fn weight(self) -> Weight {
        match self {
            Self::Error => Weight::Error,
            Self::Warning => Weight::Warning,
        }
    }
}

/// The name of a weight.
pub fn word(weight: Weight) -> Words {
    match weight {
        Weight::Bug | Weight::Error => Words { zh: "错误", en: "error" },
        Weight::Warning => Words { zh: "警告", en: "warning" },
        Weight::Note | Weight::Help => Words { zh: "提示", en: "hint" },
    }
}

/// The colour of a weight.
const fn color(weight: Weight) -> &'static str {
    match weight {
        Weight::Bug | Weight::Error => RED,
        Weight::Warning => YELLOW,
        Weight::Note | Weight::Help => CYAN,
    }
}

/// Text in a weight's colour.
pub fn heavy(view: View, weight: Weight, text: &str) -> String {
    if view.color { format!("\x1b[1;{}m{text}{RESET}", color(weight)) } else { text.to_owned() }
}

/// Text in the colour of what is well.
pub fn well(view: View, text: &str) -> String {
    if view.color { format!("\x1b[1;{GREEN}m{text}{RESET}") } else { text.to_owned() }
}

/// What a line of a diff is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tint {
    /// The name of a file.
    Head,
    /// Where lines stand.
    Place,
    /// A line that goes.
    Gone,
    /// A line that comes.
    New,
    /// A line that stays.
    Plain,
}

/// A line of a diff in its colour.
pub fn tinted(view: View, tint: Tint, text: &str) -> Cow<'_, str> {
    let code = match tint {
        Tint::Head => "1",
        Tint::Place => CYAN,
        Tint::Gone => RED,
        Tint::New => GREEN,
        Tint::Plain => return Cow::Borrowed(text),
    };
    if view.color { Cow::Owned(format!("\x1b[{code}m{text}{RESET}")) } else { Cow::Borrowed(text) }
}

/// Renders one diagnostic.
pub fn emit(view: View, files: &Snippets, diagnostic: &Diagnostic<usize>) -> Vec<u8> {
    let config =
        Config { chars: if view.ascii { Chars::ascii() } else { Chars::box_drawing() }, ..Config::default() };
    let mut painter = Painter { view, out: Vec::new(), next: Next::Text };
    if let Err(error) = term::emit_to_write_style(&mut painter, &config, files, diagnostic) {
        // The message matters more than its picture.
        painter.out.extend(format!("{}\n  ({error})\n", diagnostic.message).bytes());
    }
    trim_lines(&painter.out)
}

/// Without the blanks that the renderer leaves at the ends of lines.
fn trim_lines(bytes: &[u8]) -> Vec<u8> {
    let mut kept = Vec::with_capacity(bytes.len());
    for line in bytes.split_inclusive(|byte| *byte == b'\n') {
        match line.strip_suffix(b"\n") {
            Some(content) => {
                kept.extend_from_slice(content.trim_ascii_end());
                kept.push(b'\n');
            }
            None => kept.extend_from_slice(line),
        }
    }
    kept
}

/// Writes the renderer's marks as colours, and its one English word, the weight, with the colon after it in the user's
/// language.
struct Painter {
    view: View,
    out: Vec<u8>,
    next: Next,
}

/// What the renderer writes next.
#[derive(Clone, Copy)]
enum Next {
    /// The name of a weight.
    Word(Weight),
    /// The colon before the message.
    Colon,
    /// Anything, as it is.
    Text,
}

impl Painter {
    fn style(&mut self, code: &str) {
        if self.view.color {
            self.out.extend_from_slice(format!("{RESET}\x1b[{code}m").as_bytes());
        }
    }
}

impl Write for Painter {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let said = match std::mem::replace(&mut self.next, Next::Text) {
            Next::Word(weight) => word(weight).get(self.view.lang).as_bytes(),
            Next::Colon if bytes == b": " => colon(self.view.lang).as_bytes(),
            Next::Colon | Next::Text => bytes,
        };
        self.out.extend_from_slice(said);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl WriteStyle for Painter {
    fn set_header(&mut self, weight: Weight) -> GeneralWriteResult {
        self.next = Next::Word(weight);
        self.style(&format!("1;{}", color(weight)));
        Ok(())
    }

    fn set_header_message(&mut self) -> GeneralWriteResult {
        self.next = Next::Colon;
        self.style("1");
        Ok(())
    }

    fn set_line_number(&mut self) -> GeneralWriteResult {
        self.style(CYAN);
        Ok(())
    }

    fn set_note_bullet(&mut self) -> GeneralWriteResult {
        self.style(CYAN);
        Ok(())
    }

    fn set_source_border(&mut self) -> GeneralWriteResult {
        self.style(CYAN);
        Ok(())
    }

    fn set_label(&mut self, weight: Weight, style: LabelStyle) -> GeneralWriteResult {
        self.style(match style {
            LabelStyle::Primary => color(weight),
            LabelStyle::Secondary => CYAN,
        });
        Ok(())
    }

    fn reset(&mut self) -> GeneralWriteResult {
        if self.view.color {
            self.out.extend_from_slice(RESET.as_bytes());
        }
        Ok(())
    }
}

/// Text without characters that would steer the terminal: it may quote what stands in a file.
pub fn clean(text: &str) -> Cow<'_, str> {
    if text.contains(|c| steers(c) && c != '\n') {
        Cow::Owned(text.chars().map(|c| if steers(c) && c != '\n' { '\u{FFFD}' } else { c }).collect())
    } else {
        Cow::Borrowed(text)
    }
}

/// Whether a character acts on the terminal instead of being shown, or makes a line look like another one.
pub fn steers(c: char) -> bool {
    c.is_control() || matches!(c, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
}

/// A colon as the language writes it.
pub const fn colon(lang: Lang) -> &'static str {
    match lang {
        Lang::Zh => "：",
        Lang::En => ": ",
    }
}
