//! `pmt export`: a document for each declaration. The clean ones are written, the others named.

use std::collections::BTreeSet;
use std::ffi::OsString;
use std::path::{Path, PathBuf};

use pmt_core::compile::{Mode, Refusal, refusal};
use pmt_core::edition::{Edition, Key};
use pmt_core::finding::Finding;
use pmt_core::text::{Lang, Message, Words};
use pmt_core::workspace::{Analysis, Checked};
use pmt_office::print::{Marks, Places, Printed};
use rayon::prelude::*;

use super::{ERRORS, open, wanted};
use crate::args::{DocumentFormat, Export, ExportTo};
use crate::console::Console;
use crate::exit::Exit;
use crate::input::{Loaded, Session};
use crate::output;
use crate::problem::{Problem, show};
use crate::progress::Progress;
use crate::report::{self, Outcome, Part};

/// How many documents are in memory at a time.
const BATCH: usize = 64;

/// A declaration that may be printed.
struct Ready<'a> {
    session: &'a Session,
    checked: Checked<'a>,
}

/// Exports the declarations that have a named file.
pub fn run(options: &Export, console: &mut Console) -> Exit {
    let (loaded, failed) = match open(&options.paths, console) {
        Ok(opened) => opened,
        Err(exit) => return exit,
    };
    let mode = if options.draft { Mode::Draft } else { Mode::Final };
    let analysed: Vec<(&Session, Analysis<'_>)> = loaded
        .sessions
        .par_iter()
        .map(|session| (session, session.workspace.analyse(&session.settings)))
        .collect();
    let Sorted { ready, asked, refused } = sort_out(analysed, mode, &loaded, console);
    let refused = if refused { Exit::Found } else { Exit::Done };
    if !loaded.problems.is_empty() {
        // Which declaration the unread file belongs to is not known, so none is sure to be complete.
        let why = console.words(Words {
            zh: "有文件没有读到，不知道缺了哪份申报的内容：没有输出。\n",
            en: "A file was not read, and any declaration may lack it: nothing was written.\n",
        });
        console.aside(why.as_bytes());
        return Exit::Failed;
    }
    if ready.is_empty() {
        if refused == Exit::Done {
            let nothing = console.words(Words {
                zh: "没有申报也没有项目：没有输出。\n",
                en: "Neither a declaration nor a project: nothing was written.\n",
            });
            console.aside(nothing.as_bytes());
        }
        return refused.max(failed);
    }
    deliver(options, &ready, asked, console).max(refused).max(failed)
}

/// The declarations that were asked for.
struct Sorted<'a> {
    /// Those that may be printed.
    ready: Vec<Ready<'a>>,
    /// How many there are.
    asked: usize,
    /// Whether anything stands in the way of any.
    refused: bool,
}

/// Which declarations may be printed; what stands in the way of the others is said.
fn sort_out<'a>(
    analysed: Vec<(&'a Session, Analysis<'a>)>,
    mode: Mode,
    loaded: &Loaded,
    console: &Console,
) -> Sorted<'a> {
    let mut ready = Vec::new();
    let mut names = Vec::new();
    let mut parts = Vec::new();
    let mut is_refused = false;
    for (session, Analysis { declarations, stray_findings, rules }) in analysed {
        let wanted = wanted(session, declarations.iter().map(|one| one.declaration.place));
        let mut findings: Vec<Finding> =
            stray_findings.into_iter().filter(|finding| session.concerns(finding)).collect();
        is_refused |= refusal(&findings, mode).is_some();
        for mut checked in declarations {
            if !wanted.contains(checked.declaration.place) {
                continue;
            }
            match refusal(&checked.findings, mode) {
                Some(why) => {
                    is_refused = true;
                    names.push(name(&checked, session, why, console.lang()));
                    findings.append(&mut checked.findings);
                }
                None => ready.push(Ready { session, checked }),
            }
        }
        findings.sort_by_key(Finding::order);
        parts.push(Part { session, findings, silenced: Vec::new(), rules });
    }
    if is_refused {
        let mut bytes = report::findings(&Outcome::all(parts, loaded.problems.len()), console.stderr_view());
        bytes.extend(names.iter().flat_map(|name| name.bytes()));
        console.aside(&bytes);
    }
    Sorted { asked: ready.len().saturating_add(names.len()), ready, refused: is_refused }
}

fn name(checked: &Checked<'_>, session: &Session, why: Refusal, lang: Lang) -> String {
    let errors = checked.findings.iter().filter(|finding| finding.severity == ERRORS.fail_on).count();
    let of_language = checked
        .findings
        .iter()
        .filter(|finding| finding.severity == ERRORS.fail_on && finding.rule.is_language());
    let of_language = of_language.count();
    let place = show(&session.folder_shown(checked.declaration.place));
    match (lang, why) {
        (Lang::Zh, Refusal::Review) => {
            format!("没有输出 {place}：有 {errors} 个错误；要先看样子，用 --draft 输出草稿\n")
        }
        (Lang::Zh, Refusal::Language) => {
            format!("没有输出 {place}：有 {errors} 个错误；其中 {of_language} 个是语言错误，草稿里也不能有\n")
        }
        (Lang::En, Refusal::Review) => {
            format!("not exported: {place}: {errors} error(s); --draft writes it as a draft\n")
        }
        (Lang::En, Refusal::Language) => format!(
            "not exported: {place}: {errors} error(s); {of_language} of the language, which a draft cannot have either\n"
        ),
    }
}

fn deliver(options: &Export, ready: &[Ready<'_>], asked: usize, console: &Console) -> Exit {
    if matches!(options.to, ExportTo::Stdout) {
        return to_stdout(options, ready, asked, console);
    }
    let targets = match targets(options, ready, asked) {
        Ok(targets) => targets,
        Err(problem) => return console.problems(&[problem]),
    };
    let check = |target: &PathBuf| output::allow_result(target, options.force).err();
    let problems: Vec<Problem> = targets.iter().filter_map(check).collect();
    if !problems.is_empty() {
        return console.problems(&problems);
    }
    let mut written = Vec::with_capacity(ready.len());
    let progress = Progress::new(console);
    progress.expect(ready.len());
    progress.writing();
    for (batch, targets) in ready.chunks(BATCH).zip(targets.chunks(BATCH)) {
        written.extend(write(options, batch, targets, console.lang()));
        progress.steps(batch.len());
    }
    drop(progress);
    let done = ready.iter().zip(&targets).zip(&written).filter(|(_, written)| written.is_ok());
    let said: Vec<String> = done
        .map(|((one, target), _)| {
            let projects = one.checked.declaration.projects.len();
            match console.lang() {
                Lang::Zh => format!("写出 {}（{projects} 个项目）\n", show(target)),
                Lang::En => format!("wrote {} ({projects} project(s))\n", show(target)),
            }
        })
        .collect();
    let problems: Vec<Problem> = written.into_iter().filter_map(Result::err).collect();
    let failed = console.problems(&problems);
    console.result(said.concat().as_bytes(), failed)
}

/// Renders some documents side by side and writes them together.
fn write(options: &Export, batch: &[Ready<'_>], targets: &[PathBuf], lang: Lang) -> Vec<Result<(), Problem>> {
    let rendered: Vec<Result<Vec<u8>, Problem>> = batch
        .par_iter()
        .zip(targets)
        .map(|(one, target)| {
            if let Some(folder) = target.parent().filter(|folder| !folder.as_os_str().is_empty()) {
                output::make_folder(folder)?;
            }
            one.render(options, lang)
        })
        .collect();
    let whole = rendered.iter().zip(targets);
    let whole: Vec<(&Path, &[u8])> = whole
        .filter_map(|(bytes, target)| Some((target.as_path(), bytes.as_ref().ok()?.as_slice())))
        .collect();
    let mut written = output::write_many(&whole).into_iter();
    rendered.into_iter().map(|one| one.and_then(|_| written.next().unwrap_or(Ok(())))).collect()
}

fn to_stdout(options: &Export, ready: &[Ready<'_>], count: usize, console: &Console) -> Exit {
    let ([one], 1) = (ready, count) else {
        return console.problems(&[Problem::Refused {
            why: Message::new(
                format!("有 {count} 份申报，标准输出只能放一份"),
                format!("there are {count} declarations, and standard output holds one"),
            ),
            advice: Message::new("点名其中一份，或用 -o 写到文件夹", "name one of them, or a folder with -o"),
        }]);
    };
    match one.render(options, console.lang()) {
        Ok(bytes) => console.stream(Exit::Done, |to| to.write_all(&bytes)),
        Err(problem) => console.problems(&[problem]),
    }
}

impl Ready<'_> {
    fn render(&self, options: &Export, lang: Lang) -> Result<Vec<u8>, Problem> {
        let Checked { declaration, findings, .. } = &self.checked;
        let printed = Printed::new(declaration, options.draft);
        match options.format {
            DocumentFormat::Html => {
                let places = Places::new(&self.session.workspace, declaration.place);
                let marks = options.marks.then_some(Marks { findings, lang });
                Ok(printed.html(places, marks).into_bytes())
            }
            DocumentFormat::Md => Ok(printed.markdown().into_bytes()),
            DocumentFormat::Docx => {
                printed.docx().map_err(|error| Problem::Internal { what: error.to_string() })
            }
            DocumentFormat::Xlsx => printed
                .xlsx()
                .map_err(|error| Problem::Unrecognised { path: PathBuf::new(), why: error.message() }),
        }
    }

    /// The file that its documents are named after: the cover's, else the project's.
    fn source(&self) -> &Path {
        let declaration = &self.checked.declaration;
        let cover = declaration.cover.map(|(file, _)| file);
        let file = cover.or(declaration.projects.first().map(|entry| entry.file));
        file.map_or(Path::new(""), |file| self.session.path(file))
    }

    /// The same as the user knows it.
    fn source_shown(&self) -> &Path {
        let declaration = &self.checked.declaration;
        let cover = declaration.cover.map(|(file, _)| file);
        let file = cover.or(declaration.projects.first().map(|entry| entry.file));
        file.map_or(Path::new(""), |file| Path::new(self.session.shown(file)))
    }

    /// What it is called in a folder of documents: its own folder, or its file where it has no cover.
    fn home(&self) -> PathBuf {
        let source = self.source();
        match self.checked.declaration.cover {
            Some(_) => source.parent().unwrap_or(Path::new("")).to_path_buf(),
            None => source.with_extension(""),
        }
    }
}

/// Where each document goes. What has an extension is a file, unless it is there as a folder.
fn targets(options: &Export, ready: &[Ready<'_>], asked: usize) -> Result<Vec<PathBuf>, Problem> {
    let extension = options.format.extension();
    let named: Vec<PathBuf> = match &options.to {
        ExportTo::Path(path) => {
            let is_folder = path.is_dir() || ends_in_separator(path) || path.extension().is_none();
            if !is_folder && asked == 1 {
                return if options.format.may_be_named(path) {
                    Ok(vec![path.clone()])
                } else {
                    Err(misnamed(path, extension))
                };
            }
            if !is_folder {
                return Err(Problem::Refused {
                    why: Message::new(
                        format!("有 {asked} 份申报，每份一个文件，不能都写到 {}", show(path)),
                        format!(
                            "there are {asked} declarations, a document each: {} cannot hold them",
                            show(path)
                        ),
                    ),
                    advice: Message::new(
                        "用 -o 写到一个文件夹，例如 -o 输出/；这次什么都没有写",
                        "name a folder, such as -o out/; nothing has been written",
                    ),
                });
            }
            if path.is_file() {
                return Err(Problem::IsFile { path: path.clone() });
            }
            below(ready).into_iter().map(|name| path.join(name)).collect()
        }
        _ => ready.iter().map(|one| one.source_shown().with_extension("")).collect(),
    };
    let mut taken = BTreeSet::new();
    Ok(named.into_iter().map(|name| free(&name, extension, &mut taken)).collect())
}

/// Why a document is not written under a name that another program would take for something else.
fn misnamed(path: &Path, extension: &str) -> Problem {
    let name = show(&path.with_extension(extension));
    Problem::Refused {
        why: Message::new(
            format!("{}：输出的是 .{extension}，扩展名不对，别的程序打不开", show(path)),
            format!(
                "{}: what is written is a .{extension}, which nothing would open by this name",
                show(path)
            ),
        ),
        advice: Message::new(
            format!("写 -o {name}；要写到文件夹，名字后面加 /。这次什么都没有写"),
            format!("-o {name}; a folder's name ends in /. Nothing has been written"),
        ),
    }
}

/// The names of the documents in one folder: as the declarations lie below the deepest folder that holds them all.
fn below(ready: &[Ready<'_>]) -> Vec<PathBuf> {
    let homes: Vec<PathBuf> = ready.iter().map(Ready::home).collect();
    let mut top = match homes.as_slice() {
        [only] => only.parent().unwrap_or(Path::new("")).to_path_buf(),
        several => several.first().cloned().unwrap_or_default(),
    };
    while !homes.iter().all(|home| home.starts_with(&top)) && top.pop() {}
    let name = |home: &PathBuf| {
        let rest = home.strip_prefix(&top).unwrap_or(home);
        let own = || home.file_name().map(PathBuf::from);
        let label = || PathBuf::from(Key::Declaration.label(Edition::Common));
        if rest.as_os_str().is_empty() { own().unwrap_or_else(label) } else { rest.to_path_buf() }
    };
    homes.iter().map(name).collect()
}

/// A name that no other document has, not even in other letters.
fn free(name: &Path, extension: &str, taken: &mut BTreeSet<String>) -> PathBuf {
    let with = |suffix: &str| {
        let mut file: OsString = name.file_name().unwrap_or_default().to_owned();
        file.push(suffix);
        file.push(".");
        file.push(extension);
        name.with_file_name(file)
    };
    let mut number = 1_usize;
    let mut target = with("");
    while !taken.insert(target.to_string_lossy().to_lowercase()) {
        number = number.saturating_add(1);
        target = with(&format!("-{number}"));
    }
    target
}

fn ends_in_separator(path: &Path) -> bool {
    path.to_string_lossy().ends_with(std::path::is_separator)
}
