//! The two streams. Results go to standard output, everything else to standard error; each command writes a stream
//! once, from memory.

use std::io::{self, BufWriter, ErrorKind, IsTerminal, Write};

use anstream::{AutoStream, ColorChoice};
use pmt_core::text::{Lang, Words};
use terminal_size::{Height, Width, terminal_size_of};

use crate::args::Global;
use crate::diff::Reader;
use crate::exit::Exit;
use crate::lang;
use crate::problem::Problem;
use crate::report::View;

/// Where a command speaks, and how.
pub struct Console {
    flag: Option<Lang>,
    lang: Lang,
    color: ColorChoice,
    ascii: bool,
}

impl Console {
    /// A console as the command line asks for it; the language may still change with `pmt.toml`.
    pub fn new(global: Global) -> Self {
        Self {
            flag: global.lang,
            lang: lang::choose(global.lang, None),
            color: global.color,
            ascii: global.ascii,
        }
    }

    /// Takes the language that `pmt.toml` asks for, unless the command line or the environment does.
    pub fn configure(&mut self, configured: Option<Lang>) {
        self.lang = lang::choose(self.flag, configured);
    }

    /// The language of messages.
    pub fn lang(&self) -> Lang {
        self.lang
    }

    /// One of two texts.
    pub fn words(&self, words: Words) -> &'static str {
        words.get(self.lang)
    }

    /// How to render for standard output.
    pub fn stdout_view(&self) -> View {
        self.view(AutoStream::choice(&io::stdout()), terminal_size_of(io::stdout()))
    }

    /// How to render for standard error.
    pub fn stderr_view(&self) -> View {
        self.view(AutoStream::choice(&io::stderr()), terminal_size_of(io::stderr()))
    }

    fn view(&self, automatic: ColorChoice, size: Option<(Width, Height)>) -> View {
        let color = match self.color {
            ColorChoice::Auto => automatic != ColorChoice::Never,
            ColorChoice::Never => false,
            ColorChoice::Always | ColorChoice::AlwaysAnsi => true,
        };
        let width = size.map(|(Width(width), _)| usize::from(width));
        View { lang: self.lang, color, ascii: self.ascii, width }
    }

    /// Writes results. A reader that has closed its end has seen enough and is no failure.
    pub fn result(&self, bytes: &[u8], exit: Exit) -> Exit {
        let written = if self.stdout_view().color && io::stdout().is_terminal() {
            // Old Windows consoles want calls where others want escape sequences.
            send(AutoStream::new(io::stdout().lock(), ColorChoice::Always), bytes)
        } else {
            send(io::stdout().lock(), bytes)
        };
        self.ended(written, exit)
    }

    /// Who reads a diff on standard output.
    pub fn stdout_reader(&self) -> Reader {
        if io::stdout().is_terminal() || self.stdout_view().color { Reader::Eyes } else { Reader::Program }
    }

    /// Lets results be written piece by piece.
    pub fn stream(&self, exit: Exit, write: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> Exit {
        let mut stdout = BufWriter::with_capacity(1 << 16, io::stdout().lock());
        let written = write(&mut stdout).and_then(|()| stdout.flush());
        // What could not be flushed is not tried again.
        drop(stdout.into_parts());
        self.ended(written, exit)
    }

    fn ended(&self, written: io::Result<()>, exit: Exit) -> Exit {
        match written {
            Err(error) if error.kind() != ErrorKind::BrokenPipe => {
                self.problem(&Problem::Stdout { source: error });
                Exit::Failed
            }
            _ => exit,
        }
    }

    /// Writes anything that is not a result. Nobody can be told when that fails.
    pub fn aside(&self, bytes: &[u8]) {
        let _ = if self.stderr_view().color && io::stderr().is_terminal() {
            send(AutoStream::new(io::stderr().lock(), ColorChoice::Always), bytes)
        } else {
            send(io::stderr().lock(), bytes)
        };
    }

    /// Shows a problem.
    pub fn problem(&self, problem: &Problem) {
        self.aside(&problem.render(self.stderr_view()));
    }

    /// Shows problems; there being any is a failure.
    pub fn problems<'a>(&self, problems: impl IntoIterator<Item = &'a Problem>) -> Exit {
        let view = self.stderr_view();
        let mut bytes = Vec::new();
        let mut exit = Exit::Done;
        for problem in problems {
            bytes.extend(problem.render(view));
            exit = exit.max(problem.exit());
        }
        self.aside(&bytes);
        exit
    }
}

/// Whether somebody may be looking at standard error.
pub fn is_watched() -> bool {
    io::stderr().is_terminal()
}

/// Takes what stands on the terminal away, before results that replace it.
pub fn clear_screen() {
    if io::stdout().is_terminal() {
        // The screen, what has scrolled away, and the cursor to its beginning.
        let clear = b"\x1b[2J\x1b[3J\x1b[H";
        let _ = send(AutoStream::new(io::stdout().lock(), ColorChoice::Always), clear);
    }
}

/// Ends the line in which the terminal shows what was typed, such as `^C`.
pub fn end_line() {
    if is_watched() {
        let _ = send(io::stderr().lock(), b"\n");
    }
}

fn send(mut stream: impl Write, bytes: &[u8]) -> io::Result<()> {
    stream.write_all(bytes)?;
    stream.flush()
}
