//! `pmt compile`: the JSON is the result; what stands in its way goes to standard error.

mod flat;

use std::io::{self, Write};

use pmt_core::compile::{Compilation, CompiledDeclaration, Mode, compile};
use pmt_core::config::{Exchange, Settings};
use pmt_core::finding::Finding;
use pmt_core::json::{Document, Layout as JsonLayout};
use pmt_core::text::{Lang, Words};
use rayon::prelude::*;

use super::{ERRORS, open, wanted};
use crate::args::{Compile, CompileTo, Layout};
use crate::console::Console;
use crate::exit::Exit;
use crate::input::{Loaded, Session};
use crate::output;
use crate::problem::show;
use crate::report::{self, Outcome, Part};

/// Compiles the declarations that have a named file.
pub fn run(options: &Compile, console: &mut Console) -> Exit {
    let (loaded, failed) = match open(&options.paths, console) {
        Ok(opened) => opened,
        Err(exit) => return exit,
    };
    let allowed = match (&options.flat, &options.to) {
        (Some(flat), _) => flat::allow(options, flat),
        (None, CompileTo::File(path)) => output::allow_result(path, options.force),
        (None, _) => Ok(()),
    };
    if let Err(problem) = allowed {
        return console.problems(&[problem]).max(failed);
    }
    let mode = if options.draft { Mode::Draft } else { Mode::Final };
    let compiled: Vec<Compiled<'_>> = loaded
        .sessions
        .par_iter()
        .map(|session| Compiled::new(session, mode, options.flat.is_some()))
        .collect();
    if options.layout == Layout::Lines {
        lines(options, compiled, &loaded, console).max(failed)
    } else {
        one_document(options, compiled, &loaded, console).max(failed)
    }
}

/// A session, compiled, and of it what was asked for.
struct Compiled<'a> {
    session: &'a Session,
    compilation: Compilation<'a>,
    /// What the exchange tables need besides.
    exchange: Exchange,
}

impl<'a> Compiled<'a> {
    fn new(session: &'a Session, mode: Mode, flat: bool) -> Self {
        let exchange = session.settings.exchange.clone().unwrap_or_default();
        let mut compilation = if flat {
            // What is to be exchanged is checked for it, whether or not the configuration says so.
            let settings = Settings { exchange: Some(exchange.clone()), ..session.settings.clone() };
            compile(&session.workspace, &settings, mode)
        } else {
            compile(&session.workspace, &session.settings, mode)
        };
        let places = compilation.declarations.iter().map(|declaration| declaration.place.as_str());
        let wanted = wanted(session, places);
        compilation.declarations.retain(|declaration| wanted.contains(declaration.place.as_str()));
        compilation.stray_findings.retain(|finding| session.concerns(finding));
        Self { session, compilation, exchange }
    }

    /// What was found, for a report.
    fn part(&self) -> Part<'a> {
        let findings = self.compilation.findings().into_iter().cloned().collect();
        Part { session: self.session, findings, silenced: Vec::new(), rules: self.compilation.rules.clone() }
    }
}

fn one_document(options: &Compile, compiled: Vec<Compiled<'_>>, loaded: &Loaded, console: &Console) -> Exit {
    let refused = compiled.iter().any(|one| one.compilation.refusal().is_some());
    // A project that could not be read would be missing from the JSON without a trace.
    if refused || !loaded.problems.is_empty() {
        refuse(compiled.iter().map(Compiled::part).collect(), loaded, console);
        return if refused { Exit::Found } else { Exit::Failed };
    }
    if compiled.iter().all(|one| one.compilation.declarations.is_empty()) {
        let nothing = console.words(Words {
            zh: "没有申报也没有项目：编译的结果是空的。\n",
            en: "Neither a declaration nor a project: the result is empty.\n",
        });
        console.aside(nothing.as_bytes());
    }
    if let Some(flat) = &options.flat {
        return flat::write(options, flat, &compiled, console);
    }
    let declarations =
        compiled.into_iter().flat_map(|one| one.compilation.declarations).map(|one| one.declaration);
    let document = Document::new(options.draft, declarations.collect());
    deliver(options, console, Exit::Done, |to| document.write(json_layout(options), to))
}

/// How one document is laid out.
fn json_layout(options: &Compile) -> JsonLayout {
    if options.layout == Layout::Compact { JsonLayout::Compact } else { JsonLayout::Indented }
}

/// Shows what stands in the way of a document.
fn refuse(parts: Vec<Part<'_>>, loaded: &Loaded, console: &Console) {
    let outcome = Outcome::all(parts, loaded.problems.len());
    let mut bytes = report::render(&outcome, ERRORS, console.stderr_view());
    let refused = console.words(Words { zh: "没有编译。\n", en: "Not compiled.\n" });
    bytes.extend(refused.bytes());
    console.aside(&bytes);
}

/// A line per declaration.
fn lines(options: &Compile, compiled: Vec<Compiled<'_>>, loaded: &Loaded, console: &Console) -> Exit {
    let mut documents = Vec::new();
    let mut names = Vec::new();
    let mut parts = Vec::new();
    let mut exit = Exit::Done;
    for Compiled { session, compilation, .. } in compiled {
        let Compilation { mode, declarations, stray_findings, rules } = compilation;
        let mut findings = stray_findings;
        if findings.iter().any(|finding| finding.severity == ERRORS.fail_on) {
            exit = Exit::Found;
        }
        for mut one in declarations {
            if one.refusal.is_some() {
                exit = Exit::Found;
                names.push(name(&one, session, console.lang()));
                findings.append(&mut one.findings);
            }
            documents.extend(one.document(mode));
        }
        findings.sort_by_key(Finding::order);
        parts.push(Part { session, findings, silenced: Vec::new(), rules });
    }
    if exit == Exit::Found {
        let mut bytes = report::findings(&Outcome::all(parts, 0), console.stderr_view());
        for name in names {
            bytes.extend(name.bytes());
        }
        console.aside(&bytes);
    }
    if !loaded.problems.is_empty() {
        // Which declaration the unread file belongs to is not known, so none is sure to be complete.
        let why = console.words(Words {
            zh: "有文件没有读到，不知道缺了哪份申报的内容：没有写出 JSON。\n",
            en: "A file was not read, and any declaration may lack it: no JSON was written.\n",
        });
        console.aside(why.as_bytes());
        return Exit::Failed;
    }
    deliver(options, console, exit, |to| {
        documents.iter().try_for_each(|document| document.write(JsonLayout::Compact, &mut *to))
    })
}

fn name(one: &CompiledDeclaration<'_>, session: &Session, lang: Lang) -> String {
    let errors = one.findings.iter().filter(|finding| finding.severity == ERRORS.fail_on).count();
    let place = show(&session.folder_shown(&one.place));
    match lang {
        Lang::Zh => format!("没有编译 {place}：有 {errors} 个错误\n"),
        Lang::En => format!("not compiled: {place}: {errors} error(s)\n"),
    }
}

/// Sends the JSON where it was asked for; it is never whole in memory.
fn deliver(
    options: &Compile,
    console: &Console,
    exit: Exit,
    write: impl FnOnce(&mut dyn Write) -> io::Result<()>,
) -> Exit {
    match &options.to {
        CompileTo::Stdout => console.stream(exit, write),
        CompileTo::Nothing => exit,
        CompileTo::File(path) => match output::write_with(path, write) {
            Ok(()) => exit,
            Err(problem) => {
                console.problem(&problem);
                Exit::Failed
            }
        },
    }
}
