//! The command line as typed values. Usage errors, help and the version are said here.

mod command;
mod setup;
mod usage;

use std::ffi::OsString;
use std::path::{Path, PathBuf};

use anstream::ColorChoice;
use clap::ArgMatches;
use clap_complete::Shell;
use pmt_core::exchange::Stamp;
use pmt_core::finding::Severity;
use pmt_core::text::{Lang, Message};
use pmt_core::workspace::Fixing;

use crate::exit::Exit;
use crate::input;
use crate::lang;
use crate::report::Format;
use crate::select::Selection;
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
    /// `pmt export`
    Export(Export),
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
    /// `pmt lsp`
    Lsp,
}

/// Options of `pmt lint`.
#[derive(Debug)]
pub struct Lint {
    /// What to check.
    pub input: Input,
    /// The least severity that fails.
    pub fail_on: Severity,
    /// How findings are written.
    pub format: Format,
    /// The rules to look at.
    pub selection: Selection,
    /// The least severity that is listed.
    pub least: Severity,
    /// Whether findings are counted by rule.
    pub statistics: bool,
    /// What becomes of fixes.
    pub fixes: Fixes,
    /// Whether to check again whenever a file changes.
    pub watch: bool,
    /// Whether documents in folders are checked beside files of the language.
    pub documents: bool,
    /// Where a table of the declarations goes.
    pub table: Option<PathBuf>,
}

/// Where texts come from.
#[derive(Clone, Debug)]
pub struct Input {
    /// Files and folders; the current folder if empty.
    pub paths: Vec<PathBuf>,
    /// Whether what the configuration excludes is left out even if named.
    pub force_exclude: bool,
    /// Standard input instead.
    pub stdin: Option<Stdin>,
}

/// Standard input in place of a file.
#[derive(Clone, Debug)]
pub struct Stdin {
    /// The file it stands for.
    pub name: Option<PathBuf>,
}

/// What becomes of fixes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fixes {
    /// They are offered.
    Offer,
    /// They are applied.
    Apply(Fixing),
    /// What applying them would change is shown.
    Show(Fixing),
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
    /// The exchange tables instead of the declarations' JSON.
    pub flat: Option<Flat>,
}

/// Options of the exchange tables.
#[derive(Debug)]
pub struct Flat {
    /// Whether they are CSV.
    pub csv: bool,
    /// Whether the CSV is to be looked at in a spreadsheet.
    pub spreadsheet: bool,
    /// When they were written, if they are to say so.
    pub time: Option<Stamp>,
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

/// Options of `pmt export`.
#[derive(Debug)]
pub struct Export {
    /// What to print.
    pub paths: Vec<PathBuf>,
    /// The kind of document.
    pub format: DocumentFormat,
    /// Where it goes.
    pub to: ExportTo,
    /// Whether any file but a source may be replaced.
    pub force: bool,
    /// Whether errors of review rules are let through and the document is marked as a draft.
    pub draft: bool,
    /// Whether findings are marked.
    pub marks: bool,
}

/// A kind of document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DocumentFormat {
    /// Word.
    Docx,
    /// Excel.
    Xlsx,
    /// HTML.
    Html,
    /// Markdown.
    Md,
}

/// Where documents go.
#[derive(Debug)]
pub enum ExportTo {
    /// Beside the declaration.
    Beside,
    /// To a file or a folder.
    Path(PathBuf),
    /// To standard output.
    Stdout,
}

impl DocumentFormat {
    fn parse(name: Option<&str>) -> Self {
        match name {
            Some("xlsx") => Self::Xlsx,
            Some("html") => Self::Html,
            Some("md") => Self::Md,
            _ => Self::Docx,
        }
    }

    /// The extension of its files.
    pub const fn extension(self) -> &'static str {
        match self {
            Self::Docx => "docx",
            Self::Xlsx => "xlsx",
            Self::Html => "html",
            Self::Md => "md",
        }
    }

    /// Whether a file of its kind may be named so: by another extension it would be opened as what it is not.
    pub fn may_be_named(self, path: &Path) -> bool {
        let Some(extension) = path.extension() else { return false };
        let also = match self {
            Self::Html => "htm",
            Self::Md => "markdown",
            Self::Docx | Self::Xlsx => self.extension(),
        };
        [self.extension(), also].into_iter().any(|own| extension.eq_ignore_ascii_case(own))
    }
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
pub enum Schema {
    /// Of what `pmt compile` writes.
    Compiled,
    /// Of `pmt.toml`.
    Config,
    /// Of what `pmt lint --format json` writes.
    Lint,
    /// Of what `pmt compile --layout flat` writes.
    Exchange,
}

/// Options of `pmt fmt`.
#[derive(Debug)]
pub struct Fmt {
    /// What to format.
    pub input: Input,
    /// What becomes of the formatted text.
    pub to: FmtTo,
}

/// What becomes of formatted text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FmtTo {
    /// It is written.
    Write,
    /// Only which files would change is told.
    Check,
    /// What would change is shown.
    Diff,
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
    let asked = help(args);
    let args = asked.as_deref().unwrap_or(args);
    let early = lang::scan(args);
    // Help and usage errors alone need the language now; looking for `pmt.toml` waits until one of them is due.
    if let Ok(matches) = command::command(lang::choose(early, None)).try_get_matches_from(args) {
        return match read(&matches) {
            Ok(Some((global, command))) => Parsed::Run { global, command },
            Ok(None) => Parsed::Said { exit: Exit::Failed },
            Err(wrong) => {
                let lang = lang::choose(early, input::language_here());
                Parsed::Said { exit: usage::wrong(&wrong, lang, &called(args, lang)) }
            }
        };
    }
    let lang = lang::choose(early, input::language_here());
    match command::command(lang).try_get_matches_from(args) {
        Ok(_) => Parsed::Said { exit: Exit::Failed },
        Err(error) => Parsed::Said { exit: usage::say(&error, lang, &called(args, lang)) },
    }
}

/// `pmt help lint` as `pmt lint --help`.
fn help(args: &[OsString]) -> Option<Vec<OsString>> {
    let (program, rest) = args.split_first()?;
    let (_, rest) = rest.split_first().filter(|(word, _)| *word == "help")?;
    Some([program.clone()].into_iter().chain(rest.iter().cloned()).chain(["--help".into()]).collect())
}

/// The program with the command that the arguments name, if they do.
fn called(args: &[OsString], lang: Lang) -> String {
    let shape = command::command(lang);
    let named = args.iter().skip(1).find_map(|arg| shape.find_subcommand(arg));
    named.map_or_else(|| "pmt".to_owned(), |named| format!("pmt {}", named.get_name()))
}

/// The command; an error is what the parser cannot see by itself to be wrong.
fn read(matches: &ArgMatches) -> Result<Option<(Global, Command)>, Message> {
    let Some((name, sub)) = matches.subcommand() else { return Ok(None) };
    if let Some(command) = setup::read(name, sub) {
        return Ok(Some((global(sub), command)));
    }
    if name == command::LINT
        && let Some(command) = setup::add_ignore(sub)
    {
        return Ok(Some((global(sub), command)));
    }
    let command = match name {
        command::LINT => Command::Lint(lint(sub)?),
        command::COMPILE => Command::Compile(compile(sub)?),
        command::EXPORT => Command::Export(export(sub)?),
        command::IMPORT => Command::Import(Import {
            files: paths(sub, command::FILES),
            dir: sub.get_one::<PathBuf>(command::OUT).cloned().unwrap_or_default(),
            force: sub.get_flag(command::FORCE),
            json: text(sub, command::FORMAT) == Some("json"),
        }),
        command::LSP => Command::Lsp,
        command::SCHEMA => Command::Schema(schema(sub)),
        command::FMT => Command::Fmt(Fmt {
            input: input(sub),
            to: match (sub.get_flag(command::CHECK), sub.get_flag(command::DIFF)) {
                (true, _) => FmtTo::Check,
                (_, true) => FmtTo::Diff,
                _ => FmtTo::Write,
            },
        }),
        _ => return Ok(None),
    };
    Ok(Some((global(sub), command)))
}

fn lint(sub: &ArgMatches) -> Result<Lint, Message> {
    let fixing = if sub.get_flag(command::UNSAFE) { Fixing::Suggested } else { Fixing::Safe };
    Ok(Lint {
        input: input(sub),
        fail_on: severity(text(sub, command::FAIL_ON)).unwrap_or(Severity::Error),
        format: Format::parse(text(sub, command::FORMAT)),
        selection: Selection::parse(texts(sub, command::SELECT), texts(sub, command::IGNORE))?,
        least: severity(text(sub, command::SEVERITY)).unwrap_or(Severity::Hint),
        statistics: sub.get_flag(command::STATISTICS),
        fixes: match (sub.get_flag(command::DIFF), sub.get_flag(command::FIX)) {
            (true, _) => Fixes::Show(fixing),
            (_, true) => Fixes::Apply(fixing),
            _ => Fixes::Offer,
        },
        watch: sub.get_flag(command::WATCH),
        documents: sub.get_flag(command::DOCUMENTS),
        table: sub.get_one::<PathBuf>(command::TABLE).cloned(),
    })
}

fn schema(sub: &ArgMatches) -> Schema {
    let of =
        [(command::CONFIG, Schema::Config), (command::LINT, Schema::Lint), (command::FLAT, Schema::Exchange)];
    of.into_iter().find(|(flag, _)| sub.get_flag(flag)).map_or(Schema::Compiled, |(_, schema)| schema)
}

fn input(sub: &ArgMatches) -> Input {
    Input {
        paths: paths(sub, command::PATHS),
        force_exclude: sub.get_flag(command::FORCE_EXCLUDE),
        stdin: sub
            .get_flag(command::STDIN)
            .then(|| Stdin { name: sub.get_one::<PathBuf>(command::STDIN_NAME).cloned() }),
    }
}

/// What is about the exchange tables; an error where it is asked for without them.
fn flat(sub: &ArgMatches) -> Result<Option<Flat>, Message> {
    let csv = sub.get_flag(command::CSV);
    let given = text(sub, command::TIME);
    if text(sub, command::LAYOUT) != Some("flat") {
        return if csv || given.is_some() {
            Err(Message::new(
                "--csv 和 --time 只用于 --layout flat",
                "--csv and --time are for --layout flat only",
            ))
        } else {
            Ok(None)
        };
    }
    if sub.get_flag(command::NDJSON) {
        return Err(Message::new(
            "--ndjson 不能与 --layout flat 一起用",
            "--ndjson cannot be used with --layout flat",
        ));
    }
    let time = given.map(|given| {
        Stamp::parse(given).ok_or_else(|| {
            Message::new(
                format!("--time {given}：不是 YYYYMMDDhhmmss 这样的时间"),
                format!("--time {given}: no time such as YYYYMMDDhhmmss"),
            )
        })
    });
    Ok(Some(Flat { csv, spreadsheet: sub.get_flag(command::SPREADSHEET), time: time.transpose()? }))
}

fn compile(sub: &ArgMatches) -> Result<Compile, Message> {
    let file = sub.get_one::<PathBuf>(command::OUT).cloned();
    Ok(Compile {
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
        flat: flat(sub)?,
    })
}

fn export(sub: &ArgMatches) -> Result<Export, Message> {
    let format = DocumentFormat::parse(text(sub, command::TO));
    let to = match sub.get_one::<PathBuf>(command::OUT).cloned() {
        None => ExportTo::Beside,
        Some(path) if path.as_os_str() == "-" => ExportTo::Stdout,
        Some(path) => ExportTo::Path(path),
    };
    let is_text = matches!(format, DocumentFormat::Html | DocumentFormat::Md);
    if matches!(to, ExportTo::Stdout) && !is_text {
        return Err(Message::new(
            "-o - 只用于 html 和 md；Word 和 Excel 文件请写到文件",
            "-o - is for html and md only; write Word and Excel to a file",
        ));
    }
    let marks = sub.get_flag(command::MARKS);
    if marks && format != DocumentFormat::Html {
        return Err(Message::new("--marks 只用于 --to html", "--marks is for --to html only"));
    }
    Ok(Export {
        paths: paths(sub, command::PATHS),
        format,
        to,
        force: sub.get_flag(command::FORCE),
        draft: sub.get_flag(command::DRAFT),
        marks,
    })
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

fn texts<'a>(matches: &'a ArgMatches, id: &str) -> impl Iterator<Item = &'a str> {
    matches.get_many::<String>(id).into_iter().flatten().map(String::as_str)
}

fn paths(matches: &ArgMatches, id: &str) -> Vec<PathBuf> {
    matches.get_many::<PathBuf>(id).into_iter().flatten().cloned().collect()
}

fn severity(name: Option<&str>) -> Option<Severity> {
    match name? {
        "error" => Some(Severity::Error),
        "warning" => Some(Severity::Warning),
        "hint" => Some(Severity::Hint),
        _ => None,
    }
}
