//! The command line as typed values. Usage errors, help and the version are said here.

mod command;
mod setup;
mod usage;

use std::ffi::OsString;
use std::path::PathBuf;

use anstream::ColorChoice;
use clap::ArgMatches;
use clap_complete::Shell;
use pmt_core::finding::Severity;
use pmt_core::text::Lang;

use crate::exit::Exit;
use crate::input;
use crate::lang;
use crate::report::Format;
pub use setup::{AddIgnore, Explain, Init, New, Rules, shape};

/// Options of every command.
#[derive(Clone, Copy, Debug)]
pub struct Global {
    /// `--lang`.
    pub lang: Option<Lang>,
    /// `--color`.
    pub color: ColorChoice,
    /// `--ascii`.
    pub ascii: bool,
}

/// A command with its own options.
#[derive(Debug)]
pub enum Command {
    /// `pmt lint`
    Lint(Lint),
    /// `pmt compile`
    Compile(Compile),
    /// `pmt import`
    Import(Import),
    /// `pmt schema`
    Schema(Schema),
    /// `pmt fmt`
    Fmt(Fmt),
    /// `pmt lint --add-ignore`
    AddIgnore(AddIgnore),
    /// `pmt explain`
    Explain(Explain),
    /// `pmt rules`
    Rules(Rules),
    /// `pmt init`
    Init(Init),
    /// `pmt new`
    New(New),
    /// `pmt completions`
    Completions(Shell),
}

/// Options of `pmt lint`.
#[derive(Debug)]
pub struct Lint {
    /// What to check.
    pub paths: Vec<PathBuf>,
    /// The least severity that fails.
    pub fail_on: Severity,
    /// How findings are written.
    pub format: Format,
}

/// Options of `pmt compile`.
#[derive(Debug)]
pub struct Compile {
    /// What to compile.
    pub paths: Vec<PathBuf>,
    /// What becomes of the JSON.
    pub to: CompileTo,
    /// Whether any file but a source may be replaced.
    pub force: bool,
    /// Whether errors of review rules are let through and listed.
    pub draft: bool,
    /// How the JSON is laid out.
    pub layout: Layout,
}

/// What becomes of the JSON.
#[derive(Debug)]
pub enum CompileTo {
    /// It is written to standard output.
    Stdout,
    /// It is written to a file.
    File(PathBuf),
    /// It is not written.
    Nothing,
}

/// How JSON is laid out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Layout {
    /// Indented.
    Pretty,
    /// Without blanks.
    Compact,
    /// A line per declaration.
    Lines,
}

/// Options of `pmt import`.
#[derive(Debug)]
pub struct Import {
    /// The documents.
    pub files: Vec<PathBuf>,
    /// The folder to write to.
    pub dir: PathBuf,
    /// Whether existing files may be replaced.
    pub force: bool,
    /// Whether the summary is JSON.
    pub json: bool,
}

/// Options of `pmt schema`.
#[derive(Debug)]
pub struct Schema {
    /// `pmt.toml`'s schema instead of the compiled JSON's.
    pub config: bool,
}

/// Options of `pmt fmt`.
#[derive(Debug)]
pub struct Fmt {
    /// What to format.
    pub paths: Vec<PathBuf>,
    /// Only tell which files would change.
    pub check: bool,
    /// From standard input to standard output.
    pub stdin: bool,
}

/// What became of the command line.
pub enum Parsed {
    /// A command is to be run.
    Run {
        /// Options of every command.
        global: Global,
        /// The command.
        command: Command,
    },
    /// What there was to say has been said.
    Said {
        /// How it ended.
        exit: Exit,
    },
}

/// Parses the arguments, the program's name first.
pub fn parse(args: &[OsString]) -> Parsed {
    let early = lang::scan(args);
    // Help and usage errors alone need the language now; looking for `pmt.toml` waits until one of them is due.
    if let Ok(matches) = command::command(lang::choose(early, None)).try_get_matches_from(args) {
        return match read(&matches) {
            Some((global, command)) => Parsed::Run { global, command },
            None => Parsed::Said { exit: Exit::Failed },
        };
    }
    let lang = lang::choose(early, input::language_here());
    match command::command(lang).try_get_matches_from(args) {
        Ok(_) => Parsed::Said { exit: Exit::Failed },
        Err(error) => Parsed::Said { exit: usage::say(&error, lang) },
    }
}

fn read(matches: &ArgMatches) -> Option<(Global, Command)> {
    let (name, sub) = matches.subcommand()?;
    if let Some(command) = setup::read(name, sub) {
        return Some((global(sub), command));
    }
    if name == command::LINT
        && let Some(command) = setup::add_ignore(sub)
    {
        return Some((global(sub), command));
    }
    let command = match name {
        command::LINT => Command::Lint(Lint {
            paths: paths(sub, command::PATHS),
            fail_on: severity(text(sub, command::FAIL_ON)),
            format: Format::parse(text(sub, command::FORMAT)),
        }),
        command::COMPILE => Command::Compile(compile(sub)),
        command::IMPORT => Command::Import(Import {
            files: paths(sub, command::FILES),
            dir: sub.get_one::<PathBuf>(command::OUT)?.clone(),
            force: sub.get_flag(command::FORCE),
            json: text(sub, command::FORMAT) == Some("json"),
        }),
        command::SCHEMA => Command::Schema(Schema { config: sub.get_flag(command::CONFIG) }),
        command::FMT => Command::Fmt(Fmt {
            paths: paths(sub, command::PATHS),
            check: sub.get_flag(command::CHECK),
            stdin: sub.get_flag(command::STDIN),
        }),
        _ => return None,
    };
    Some((global(sub), command))
}

fn compile(sub: &ArgMatches) -> Compile {
    let file = sub.get_one::<PathBuf>(command::OUT).cloned();
    Compile {
        paths: paths(sub, command::PATHS),
        to: match file {
            _ if sub.get_flag(command::CHECK) => CompileTo::Nothing,
            Some(file) if file.as_os_str() != "-" => CompileTo::File(file),
            _ => CompileTo::Stdout,
        },
        force: sub.get_flag(command::FORCE),
        draft: sub.get_flag(command::DRAFT),
        layout: if sub.get_flag(command::NDJSON) {
            Layout::Lines
        } else if sub.get_flag(command::COMPACT) {
            Layout::Compact
        } else {
            Layout::Pretty
        },
    }
}

fn global(matches: &ArgMatches) -> Global {
    Global {
        lang: match text(matches, command::LANG) {
            Some("en") => Some(Lang::En),
            Some(_) => Some(Lang::Zh),
            None => None,
        },
        color: match text(matches, command::COLOR) {
            Some("always") => ColorChoice::Always,
            Some("never") => ColorChoice::Never,
            _ => ColorChoice::Auto,
        },
        ascii: matches.get_flag(command::ASCII),
    }
}

fn text<'a>(matches: &'a ArgMatches, id: &str) -> Option<&'a str> {
    matches.get_one::<String>(id).map(String::as_str)
}

fn paths(matches: &ArgMatches, id: &str) -> Vec<PathBuf> {
    matches.get_many::<PathBuf>(id).into_iter().flatten().cloned().collect()
}

fn severity(name: Option<&str>) -> Severity {
    match name {
        Some("warning") => Severity::Warning,
        Some("hint") => Severity::Hint,
        _ => Severity::Error,
    }
}
